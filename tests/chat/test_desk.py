"""What the page does: choosing, uploading, turning pages, asking, stopping; each error is one sentence."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from neuro_llm.chat.desk import ENDED, Desk, messages, opened
from neuro_llm.chat.look.lanes import page_seconds
from neuro_llm.chat.offering import offered
from neuro_llm.recordings import examples
from neuro_llm.recordings.errors import RecordingError
from neuro_llm.recordings.recording import Recording
from neuro_llm.recordings.simulate.world import draw_pictures, record

LABEL = "small<b>.edf"


@pytest.fixture
def desk(model: Any, recording: Recording) -> Iterator[Desk]:
    desk = Desk(model, [recording])
    yield desk
    desk.store.close()


def test_choosing_shows_summary_trace_and_questions(desk: Desk) -> None:
    view = desk.choose("", LABEL)
    assert view.token
    assert not view.problem
    assert "4 EEG" in view.summary
    assert 'src="data:image/png;base64,' in view.trace
    assert view.last == 20.0
    assert "Are the eyes open or closed?" in view.questions
    assert "How many events are there?" in view.questions


@pytest.mark.parametrize(
    ("modality", "asked"),
    [
        ("fmri", "How high is the temporal signal to noise?"),
        ("calcium", "How many cells are there?"),
        ("spikes", "What is the firing rate?"),
    ],
)
def test_pages_and_questions_fit_the_modality(model: Any, modality: str, asked: str) -> None:
    recording = record(modality, 3, draw_pictures(8, seed=7)).recording
    desk = Desk(model, [recording])
    view = desk.choose("", recording.name)
    assert not view.problem, view.summary
    assert asked in view.questions
    assert "How many events are there?" in view.questions
    assert not any("eyes" in question or "alpha" in question for question in view.questions)
    assert view.last == max(0.0, recording.duration - page_seconds(recording))
    assert "did not work" not in desk.turn(view.token, view.last, False)
    desk.store.close()


def test_only_what_is_offered_can_be_chosen(desk: Desk) -> None:
    for label in ("/etc/passwd", "../secret.edf", ""):
        view = desk.choose("", label)
        assert view.problem
        assert "not among the recordings" in view.summary


def test_an_answer_grows_and_ends_with_its_evidence(desk: Desk) -> None:
    token = desk.choose("", LABEL).token
    seen = [[dict(message) for message in said] for said in desk.ask(token, " Are the eyes open? ")]
    assert seen[0] == [{"role": "user", "text": "Are the eyes open?"}, {"role": "assistant", "text": "…"}]
    assert seen[2][1]["text"] == "The eyes …"
    assert seen[-1][1]["text"] == "The eyes are closed [E1]."
    assert "nl-evidence" in seen[-1][2]["html"]


def test_one_conversation_per_recording(desk: Desk, model: Any) -> None:
    token = desk.choose("", LABEL).token
    list(desk.ask(token, "first"))
    list(desk.ask(token, "second"))
    assert [c.asked for c in model.conversations] == [["first", "second"]]
    desk.choose(token, LABEL)
    said = list(desk.ask(token, "third"))[-1]
    assert len(model.conversations) == 2
    assert len(said) == 3  # what was said about the first recording is gone


def test_forgetting_clears_the_conversation_only(desk: Desk, model: Any) -> None:
    token = desk.choose("", LABEL).token
    list(desk.ask(token, "first"))
    desk.forget(token)
    assert len(list(desk.ask(token, "second"))[-1]) == 3
    assert len(model.conversations) == 2


def test_stopping_ends_the_model_and_says_so(desk: Desk, model: Any) -> None:
    token = desk.choose("", LABEL).token
    growing = desk.ask(token, "Are the eyes open?")
    next(growing), next(growing)
    growing.close()
    assert model.conversations[0].closed
    session = desk.store.get(token)
    assert session is not None
    assert messages(session)[-1]["text"] == "The  (stopped)"


def test_errors_while_answering_are_a_sentence_and_the_talk_goes_on(desk: Desk) -> None:
    token = desk.choose("", LABEL).token
    said = list(desk.ask(token, "fail"))[-1]
    assert "no channel Q9" in said[-1]["html"]
    assert "closed" in list(desk.ask(token, "again"))[-1][-2]["text"]


def test_a_fault_of_the_program_is_said_and_raised(desk: Desk) -> None:
    token = desk.choose("", LABEL).token
    growing = desk.ask(token, "break")
    next(growing)
    assert "The program failed" in next(growing)[-1]["html"]
    with pytest.raises(RuntimeError, match="out of memory"):
        next(growing)
    assert "closed" in list(desk.ask(token, "again"))[-1][-2]["text"]


def test_nobody_else_reads_a_recording(desk: Desk) -> None:
    token = desk.choose("", LABEL).token
    for guess in ("", token[:-1], "0" * len(token)):
        assert ENDED[:30] in desk.turn(guess, 0.0, False)
        assert ENDED[:30] in next(iter(desk.ask(guess, "What is in it?")))[0]["html"]


def test_pages_stay_inside_the_recording(desk: Desk) -> None:
    token = desk.choose("", LABEL).token
    assert "from 20 to 30 seconds" in desk.turn(token, 1e9, True)
    assert "from 0 to 10 seconds" in desk.turn(token, -5.0, False)


def test_empty_and_endless_questions(desk: Desk, model: Any) -> None:
    token = desk.choose("", LABEL).token
    assert list(desk.ask(token, "   ")) == [[]]
    list(desk.ask(token, "x" * 1_000_000))
    assert len(model.conversations[0].asked[0]) == 2000


def test_ask_once_is_json(desk: Desk) -> None:
    answer = desk.ask_once(LABEL, "Are the eyes open?")
    assert answer["text"] == "The eyes are closed [E1]."
    assert answer["evidence"][0]["probability"] == 0.94
    assert "no channel Q9" in desk.ask_once(LABEL, "fail")["error"]
    assert "on offer" in desk.ask_once("/etc/passwd", "What is in it?")["error"]
    assert desk.ask_once(LABEL, " ")["error"] == "The question is empty."


def test_the_examples_open(model: Any) -> None:
    desk = Desk(model)
    for label in desk.offered:
        view = desk.choose("", label)
        assert not view.problem, view.summary
        assert "19 EEG" in view.summary
        assert "160 Hz" in view.summary
    desk.store.close()


def test_uploads_are_taken_out_of_the_cache_and_opened(desk: Desk, tmp_path: Path) -> None:
    upload = tmp_path / "cache" / "mine.edf"
    upload.parent.mkdir()
    shutil.copy(examples.path("seizure"), upload)
    view = desk.take("", [str(upload)])
    assert not view.problem, view.summary
    assert not upload.exists()
    session = desk.store.get(view.token)
    assert session is not None
    assert len(list(session.folder.rglob("mine.edf"))) == 1
    desk.store.drop(view.token)
    assert not session.folder.exists()


@pytest.mark.parametrize(("name", "content"), [("a.edf", b"\x89PNG...."), ("a.xyz", b"?"), ("a.edf", b"")])
def test_files_that_are_no_recordings_end_in_a_sentence(
    desk: Desk, tmp_path: Path, name: str, content: bytes
) -> None:
    upload = tmp_path / name
    upload.write_bytes(content)
    view = desk.take("", [str(upload)])
    assert view.problem
    assert "Traceback" not in view.summary
    assert "a." in view.summary
    assert not view.trace


def test_files_that_are_not_there_are_refused_at_the_start(model: Any, tmp_path: Path) -> None:
    with pytest.raises(RecordingError, match="no such file"):
        Desk(model, [tmp_path / "lost.edf"])


def test_open_recordings_stay_open_and_equal_names_are_told_apart(recording: Recording) -> None:
    table = offered([recording, recording])
    assert list(table) == [LABEL, f"{LABEL} (2)"]
    with opened(recording) as borrowed:
        assert np.array_equal(borrowed.read(0, 1), recording.read(0, 1))
    assert recording.read(0, 1).shape == (5, 200)
