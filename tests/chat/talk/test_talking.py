"""Asking on the page: what is shown, stopping, errors, going back, several recordings."""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable, Iterator
from typing import Any

import numpy as np
import pytest

from neuro_llm.answer import Answer
from neuro_llm.chat.store import Session
from neuro_llm.chat.talk import talking
from neuro_llm.recordings import examples
from neuro_llm.recordings.arrays import from_array
from neuro_llm.recordings.readers import read
from neuro_llm.recordings.recording import Recording

SECRET = "Is Jane Doe well? break"


def said(session: Session, model: Any, *questions: str) -> list[str]:
    """Ask; the texts of all answers so far."""
    for question in questions:
        list(talking.ask(session, model, question))
    return [exchange.text for exchange in session.exchanges]


def test_an_answer_grows_and_ends_as_html(
    session_of: Callable[..., Session], recording: Recording, model: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(talking, "REDRAW", 0.0)
    session = session_of(recording)
    steps = list(talking.ask(session, model, " Are the <eyes> open, what's up? "))
    shown = {"role": "user", "content": "Are the &lt;eyes&gt; open, what's up?"}
    assert [step[0] for step in steps] == [shown] * len(steps)
    growing = [step[1]["content"] for step in steps[:-1]]
    assert growing == ["…", "The  …", "The eyes  …", "The eyes are  …", "The eyes are closed [E1]. …"]
    assert "nl-chip" in steps[-1][1]["content"]["html"]
    assert "Show code" in steps[-1][1]["content"]["html"]
    assert session.exchanges[0].about == ("R1",)


def test_one_conversation_goes_on(
    session_of: Callable[..., Session], recording: Recording, model: Any
) -> None:
    session = session_of(recording)
    said(session, model, "first", "   ", "second")
    assert [one.asked for one in model.conversations] == [["first", "second"]]
    assert len(talking.messages(session)) == 4


def test_retry_and_edit_forget_what_came_after(
    session_of: Callable[..., Session], recording: Recording, model: Any
) -> None:
    session = session_of(recording)
    said(session, model, "first", "fail", "second & third")
    list(talking.retry(session, model))
    assert [one.question for one in session.exchanges] == ["first", "fail", "second & third"]
    list(talking.edit(session, model, 0, "what&#x27;s new"))
    assert [one.question for one in session.exchanges] == ["what's new"]
    assert model.conversations[0].rewound == [1, 0]  # what failed was never part of the conversation


def test_clearing_begins_anew(session_of: Callable[..., Session], recording: Recording, model: Any) -> None:
    session = session_of(recording)
    said(session, model, "first")
    talking.clear(session)
    assert talking.messages(session) == []
    assert list(talking.retry(session, model)) == [[]]
    said(session, model, "second")
    assert [one.asked for one in model.conversations] == [["first"], ["second"]]


def test_another_recording_or_model_gets_a_conversation_that_knows_the_first(
    session_of: Callable[..., Session], recording: Recording, model: Any
) -> None:
    session = session_of(recording)
    said(session, model, "first", "fail")
    session.add(from_array(np.ones((1, 300)), 100.0), "second", "")
    said(session, model, "second")
    other = type(model)()
    said(session, other, "third")
    assert [one.told for one in model.conversations] == [[], ["first"]]
    assert other.conversations[0].told == ["first", "second"]
    assert [one.about for one in session.exchanges if one.answer] == [("R1",), ("R1", "R2"), ("R1", "R2")]
    assert len(talking.messages(session)) == 8


def test_a_mistake_is_a_sentence_and_the_talk_goes_on(
    session_of: Callable[..., Session], recording: Recording, model: Any
) -> None:
    session = session_of(recording)
    *_, last = talking.ask(session, model, "fail")
    assert "no channel Q9; it has Fp1." in last[1]["content"]["html"]
    assert said(session, model, "again")[-1] == "The eyes are closed [E1]."


def test_a_fault_is_said_and_logged_without_the_question(
    session_of: Callable[..., Session], recording: Recording, model: Any, caplog: pytest.LogCaptureFixture
) -> None:
    session = session_of(recording)
    with caplog.at_level(logging.ERROR):
        *_, last = talking.ask(session, model, SECRET)
    assert "The program failed" in last[1]["content"]["html"]
    assert "RuntimeError" in caplog.text
    assert "in stream" in caplog.text
    for secret in ("Jane", "out of memory", recording.name):
        assert secret not in caplog.text
    assert said(session, model, "again")[-1] == "The eyes are closed [E1]."


def test_nothing_open_is_a_sentence(session_of: Callable[..., Session], model: Any) -> None:
    *_, last = talking.ask(session_of(), model, "What is it?")
    assert "No recording is open" in last[1]["content"]["html"]


def test_nobody_listens_any_more(
    session_of: Callable[..., Session], recording: Recording, model: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(talking, "REDRAW", 0.0)
    session = session_of(recording)
    growing = talking.ask(session, model, "Are the eyes open?")
    next(growing), next(growing)
    growing.close()  # type: ignore[attr-defined]
    assert model.conversations[0].closed
    assert session.exchanges[0].stopped
    assert "stopped" in talking.messages(session)[-1]["content"]["html"]


class SlowModel:
    """Reads a recording second by second, or writes word by word, without an end."""

    def __init__(self, begun: threading.Event) -> None:
        self.begun, self.asked = begun, 0

    def chat(self, *recordings: Recording) -> SlowModel:
        self.recordings = recordings
        return self

    def stream(self, question: str) -> Iterator[str | Answer]:
        self.asked += 1
        while "read" in question:
            self.recordings[0].read(0.0, 1.0)
            self.begun.set()
            time.sleep(0.005)
        while "write" in question:
            yield "word "
            self.begun.set()
            time.sleep(0.005)
        yield Answer("Done.")


@pytest.mark.parametrize("doing", ["read", "write"])
def test_stop_ends_the_work_and_the_talk_goes_on(
    session_of: Callable[..., Session], recording: Recording, doing: str
) -> None:
    session, begun = session_of(recording), threading.Event()
    model = SlowModel(begun)
    work = threading.Thread(target=lambda: said(session, model, doing))
    work.start()
    assert begun.wait(5.0)
    session.stop.set()
    work.join(5.0)
    assert not work.is_alive()
    assert session.exchanges[0].stopped
    assert session.exchanges[0].text.startswith("word" if doing == "write" else "")
    assert said(session, model, "now")[-1] == "Done."


def test_follow_ups_after_an_edit_are_those_of_a_fresh_conversation(
    session_of: Callable[..., Session], default_model: Any
) -> None:
    with read(examples.path("rest_eyes_closed")) as recording:
        session = session_of(recording)
        said(session, default_model, "How strong is the alpha power over O1?", "And the theta power over Fz?")
        list(talking.edit(session, default_model, 1, "And in the last 20 s?"))
        fresh = default_model.chat(recording)
        expected = [fresh.ask(one.question).text for one in session.exchanges]
        assert [one.text for one in session.exchanges] == expected
        assert "alpha power over O1" in expected[1]


def test_ids_stay_those_of_the_page_after_a_recording_was_closed(
    session_of: Callable[..., Session], default_model: Any
) -> None:
    with read(examples.path("rest_eyes_closed")) as first, read(examples.path("seizure")) as second:
        session = session_of(first, second)
        said(session, default_model, "Is the second one slower?")
        session.shut("R1")
        said(session, default_model, "How strong is the alpha power over O1?", "What is that based on?")
        answer = session.exchanges[1].answer
        assert answer is not None
        assert {record.recording for record in answer.evidence} == {"R2"}
        assert "in R2" in session.exchanges[2].text
        assert "R1" not in session.exchanges[2].text
        html = talking.messages(session)[3]["content"]["html"]
        assert 'data-recording="R2"' in html
        assert "model.chat(R2)" in html
