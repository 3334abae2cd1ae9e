"""Several questions and several recordings: follow-ups, comparisons, what was meant."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest

import neuro_llm.encoders
from neuro_llm import comparing
from neuro_llm.assistant import Assistant
from neuro_llm.conversation import Conversation
from neuro_llm.gathering import gather
from neuro_llm.recordings.errors import ConfigError
from neuro_llm.recordings.evidence import measure
from neuro_llm.recordings.evidence.record import Evidence
from neuro_llm.recordings.recording import Recording
from neuro_llm.recordings.simulate import simulate


@pytest.fixture(scope="module")
def pair() -> tuple[Recording, Recording]:
    """The same head with alpha at 10.5 and at 8.5 Hz."""
    first, second = (
        simulate(seed=5, duration=20, eyes="closed", alpha_frequency=f, alpha_uv=60.0)[0] for f in (10.5, 8.5)
    )
    return first, second


@pytest.fixture
def talk(pair: tuple[Recording, Recording], monkeypatch: pytest.MonkeyPatch) -> Conversation:
    def encode(encoder: Any, recording: Recording, start: float = 0.0, stop: float | None = None) -> Any:
        record = Evidence("eyes", "closed", "", (), 0.0, 20.0, "stub", kind="estimated", probability=0.9)
        return SimpleNamespace(estimates=(record,))

    monkeypatch.setattr(neuro_llm.encoders, "encode_recording", encode)
    return Assistant(encoders={"eeg": object()}).chat(*pair)


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("Is the second one slower?", (1,)),
        ("Is the first recording faster than the second?", (0, 1)),
        ("What is alpha in R2?", (1,)),
        ("alpha in both", (0, 1)),
        ("alpha in the first 10 seconds", ()),
        ("alpha in the second half", ()),
        ("alpha of the last one", (1,)),
        ("recording 1, please", (0,)),
        ("alpha power", ()),
    ],
)
def test_which_recordings_are_meant(question: str, expected: tuple[int, ...]) -> None:
    assert comparing.meant(question, 2) == expected


def test_a_comparison_and_its_follow_up(talk: Conversation, pair: tuple[Recording, Recording]) -> None:
    answer = talk.ask("Is the second one slower?")
    assert answer.text.startswith("Yes")
    assert [record.recording for record in answer.evidence] == ["R1", "R2", "R2 R1"]
    values = [float(record.value) for record in answer.evidence]  # type: ignore[arg-type]
    assert values[2] == pytest.approx(values[1] - values[0])
    assert values[2] == pytest.approx(-2, abs=0.5)
    assert not answer.unsupported
    follow = talk.ask("By how much, over O1?")
    again = measure(pair[1], "dominant frequency", channels=("O1",))
    assert follow.evidence[1].value == again.value
    assert follow.evidence[1].channels == ("O1",)
    assert not follow.unsupported


def test_the_other_way_round_is_no(talk: Conversation) -> None:
    answer = talk.ask("Is the first one slower than the second?")
    assert answer.text.startswith("No")
    assert answer.evidence[2].recording == "R1 R2"


def test_one_of_two(talk: Conversation, pair: tuple[Recording, Recording]) -> None:
    answer = talk.ask("What is the alpha power over O1 in the second recording?")
    assert {record.recording for record in answer.evidence} == {"R2"}
    assert answer.evidence[0].value == measure(pair[1], "alpha power", channels=("O1",)).value


def test_both_where_none_is_named(talk: Conversation) -> None:
    answer = talk.ask("Are the eyes open or closed?")
    assert {record.recording for record in answer.evidence} == {"R1", "R2"}
    assert "R1" in answer.text
    assert "R2" in answer.text
    assert not answer.unsupported


def test_options_need_one_recording(talk: Conversation) -> None:
    assert talk.ask("Are the eyes open or closed?", choices=("open", "closed")).abstained
    assert talk.ask("Are the eyes open or closed in R2?", choices=("open", "closed")).choice == "closed"


def test_what_an_answer_rests_on(talk: Conversation) -> None:
    assert talk.ask("What is that based on?").abstained
    before = talk.ask("What is the alpha power of R1?")
    answer = talk.ask("What does that rest on?")
    assert answer.evidence == before.evidence
    assert "Welch" in answer.text


def test_turns_and_answers_are_kept(talk: Conversation) -> None:
    for question in ("How long is R1?", "How long is R2?"):
        talk.ask(question)
    assert len(talk.answers) == 2
    assert [turn.role for turn in talk._memory[-1].turns] == ["user", "assistant"] * 2


def test_sides_of_one_recording() -> None:
    data = simulate(seed=2, duration=20)[0]
    answer = Assistant().generate(
        data, "Is the alpha power larger in the first half than in the second half?"
    )
    assert [record.quantity for record in answer.evidence] == [
        "alpha power",
        "alpha power",
        "difference in alpha power",
    ]
    first, second = (float(record.value) for record in answer.evidence[:2])  # type: ignore[arg-type]
    assert answer.text.startswith("Yes" if first > second else "No")
    assert np.isclose(float(answer.evidence[2].value), second - first)  # type: ignore[arg-type]
    assert not answer.unsupported


@pytest.mark.parametrize(
    ("first", "then", "whole"),
    [
        ("What is the alpha power over O1?", "And over O2?", "What is the alpha power over O2?"),
        (
            "What is the beta power over C3?",
            "And between 2 and 6 s?",
            "What is the beta power over C3 between 2 and 6 s?",
        ),
        (
            "What is the theta power over Fz?",
            "And the delta power?",
            "What is the delta power over Fz?",
        ),
    ],
)
def test_a_follow_up_takes_what_it_leaves_open_from_the_question_before(
    pair: tuple[Recording, Recording], first: str, then: str, whole: str
) -> None:
    assistant = Assistant()
    chat = assistant.chat(pair[0])
    chat.ask(first)
    one, other = chat.ask(then), assistant.generate(pair[0], whole)
    assert one.text == other.text
    assert one.evidence == other.evidence


def test_a_question_that_asks_for_nothing_measurable_is_shown_with_what_describes_the_recording(
    pair: tuple[Recording, Recording],
) -> None:
    asked = Assistant().chat(pair[0])._understood("Hello!", ("left", "right"))
    assert asked.understanding.intent == "greeting"
    assert gather(asked, strict=False).records


@pytest.mark.parametrize(
    "later", ["What is the sampling rate?", "Is the second one slower?", "Has she epilepsy?"]
)
def test_what_is_rewound_was_never_asked(
    talk: Conversation, pair: tuple[Recording, Recording], later: str
) -> None:
    fresh = Assistant(encoders={"eeg": object()}).chat(*pair)
    first, follow_up = "What is the alpha power in R2?", "And over O1?"
    assert talk.ask(first) == fresh.ask(first)
    talk.ask(later)
    talk.rewind(1)
    assert len(talk.answers) == 1
    assert talk.ask(follow_up) == fresh.ask(follow_up)
    talk.rewind(0)
    assert talk.ask("And over O1?").abstained
    assert talk.answers[1:] == []


def test_only_what_was_said_can_be_rewound(talk: Conversation) -> None:
    with pytest.raises(ConfigError, match="count=1: there are 0 answers"):
        talk.rewind(1)


def test_what_was_said_elsewhere_goes_on_here(pair: tuple[Recording, Recording]) -> None:
    first, again = Assistant().chat(*pair), Assistant().chat(*pair)
    question = "Is the second one slower?"
    answer = first.ask(question)
    again.tell(question, answer)
    assert again.answers == [answer]
    assert again.ask("By how much, over O1?") == first.ask("By how much, over O1?")
    assert again.ask("What does that rest on?").evidence == first.answers[-1].evidence


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("Which one has more alpha power?", "What is the alpha power?"),
        ("Which has more alpha?", "What is the alpha power?"),
        ("Does the second have a larger amplitude than the first?", "What is the amplitude?"),
        ("Is alpha power higher over the left side?", ""),
        ("Is there a trend of more amplitude over time?", ""),
        ("Which one is longer?", ""),
    ],
)
def test_what_is_compared_as_a_question_about_one(question: str, expected: str) -> None:
    assert comparing.alone(question) == expected


@pytest.mark.parametrize(
    ("question", "quantity", "answered"),
    [
        ("Which one has more alpha power?", "alpha power", True),
        ("Which one is longer?", "duration", False),
        ("Does the second have a larger amplitude?", "amplitude", True),
    ],
)
def test_two_recordings_are_compared_in_what_is_named(
    talk: Conversation, question: str, quantity: str, answered: bool
) -> None:
    talk.ask("Is the second one slower?")  # what was asked before is not taken over
    answer = talk.ask(question)
    assert not answer.abstained
    assert answer.evidence[0].quantity == quantity
    assert ("No difference" not in answer.text) is answered


def test_of_three_recordings_two_are_compared_and_it_is_said(pair: tuple[Recording, Recording]) -> None:
    three = Assistant().chat(*pair, pair[0])
    answer = three.ask("Which one has more alpha power?")
    assert answer.notes[-1] == "Only R1 and R2 were compared; to compare R3, name two of them."
    assert "R3" in three.ask("Is R3 slower than R1?").evidence[-1].recording
    assert not any("compared" in note for note in Assistant().chat(*pair).ask("Which is slower?").notes)
