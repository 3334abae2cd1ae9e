"""Cited records are computed again; what does not come out is marked."""

from __future__ import annotations

from dataclasses import replace
from types import SimpleNamespace
from typing import Any

import pytest

import neuro_llm.encoders
from neuro_llm.answer import Answer
from neuro_llm.assistant import Assistant
from neuro_llm.comparing import difference
from neuro_llm.recordings.errors import ConfigError
from neuro_llm.recordings.evidence import measure
from neuro_llm.recordings.evidence.record import Evidence
from neuro_llm.recordings.recording import Event, Recording
from neuro_llm.recordings.simulate import simulate
from neuro_llm.study import Study
from neuro_llm.verifying import verify


@pytest.fixture(scope="module")
def rest() -> Recording:
    recording = simulate(seed=5, duration=20, eyes="closed", alpha_frequency=10.0)[0]
    events = tuple(Event(2.0 * i, 0.0, ("T1", "Jane speaks")[i % 2]) for i in range(9))
    return replace(recording, events=events)


def saying(*records: Evidence) -> Answer:
    numbered = tuple(replace(record, id=f"E{i}") for i, record in enumerate(records, 1))
    text = " ".join(f"The {r.quantity} is {r.shown} [{r.id}]." for r in numbered)
    return Answer(text, numbered)


def test_what_was_measured_comes_out_again(rest: Recording) -> None:
    for question in (
        "What is the alpha power over O1 and O2 between 5 and 15 s?",
        "Is the alpha power larger in the first half than in the second half?",
        "How many T1 events are there?",
        "Which channels are bad?",
        "Describe this recording.",
    ):
        answer = Assistant().generate(rest, question)
        found = verify(answer, rest)
        assert answer.cited
        assert len(found.held) == len(answer.cited)
        assert (found.failed, found.unrepeated) == ((), ())
        assert found.answer == answer


@pytest.mark.parametrize(
    ("change", "cause"),
    [
        ({"value": 77.7}, "it comes out as"),
        ({"unit": "mV²"}, "it comes out in µV²"),
        ({"channels": ("Fp1",)}, "it comes out as"),
        ({"channels": ("Q9",)}, "no channel Q9"),
        ({"start": 5.0, "stop": 12.0}, "it comes out as"),
        ({"start": 5.0, "stop": 99.0}, "no span"),
        ({"quantity": "beta power"}, "it comes out as"),
        ({"quantity": "happiness"}, "No quantity"),
        ({"recording": "R2"}, "there is no recording R2"),
        ({"event": "T1"}, "takes no event"),
    ],
)
def test_a_record_that_nobody_measured_is_marked(rest: Recording, change: dict[str, Any], cause: str) -> None:
    record = measure(rest, "alpha power", channels=("O1",))
    found = verify(saying(replace(record, **change)), rest)
    assert cause in found.failed[0].cause
    assert found.answer.text.endswith("[E1] (unsupported).")
    assert "[E1]" in found.answer.unsupported


def test_a_value_may_differ_within_its_rounding(rest: Recording) -> None:
    record = measure(rest, "alpha power", channels=("O1",))
    assert isinstance(record.value, float)
    near = 0.4 * 10 ** (len(str(int(record.value))) - 3)
    assert not verify(saying(replace(record, value=record.value + near)), rest).failed
    assert verify(saying(replace(record, value=record.value + 3 * near)), rest).failed


def test_a_masked_label_is_found_again(rest: Recording) -> None:
    record = replace(measure(rest, "event count", event="Jane speaks"), event="event")
    assert not verify(saying(record), rest).failed
    assert verify(saying(replace(record, value=9)), rest).failed


def test_a_difference_rests_on_two_records(rest: Recording) -> None:
    first, second = (measure(rest, "alpha power", start=a, stop=a + 10) for a in (0, 10))
    change = difference(replace(first, id="E1"), replace(second, id="E2"))
    assert change is not None
    assert not verify(saying(first, second, change), rest).failed
    wrong = verify(saying(first, second, replace(change, value=1.0)), rest)
    assert [one.record.id for one in wrong.failed] == ["E3"]
    made_up = replace(first, value=1.0)
    both = difference(replace(made_up, id="E1"), replace(second, id="E2"))
    assert both is not None
    assert [one.record.id for one in verify(saying(made_up, second, both), rest).failed] == ["E1", "E3"]


def test_intervals_are_compared_one_by_one(rest: Recording) -> None:
    onsets = measure(rest, "event onsets", event="T1")
    assert not verify(saying(onsets), rest).failed
    assert verify(saying(replace(onsets, value=(0.0, 4.0, 8.4, 12.0, 16.0))), rest).failed
    assert verify(saying(replace(onsets, value=onsets.value[:-1])), rest).failed  # type: ignore[index]


def test_estimates_need_their_encoder(rest: Recording, monkeypatch: pytest.MonkeyPatch) -> None:
    made = Evidence("eyes", "closed", "", (), 0.0, 20.0, "stub", kind="estimated", probability=0.9)
    monkeypatch.setattr(
        neuro_llm.encoders, "encode_recording", lambda *given: SimpleNamespace(estimates=(made,))
    )
    assert verify(saying(made), rest).unrepeated[0].quantity == "eyes"
    study = Study(rest, encoder=object())
    assert not verify(saying(made), study).failed
    assert "comes out as closed" in verify(saying(replace(made, value="open")), study).failed[0].cause
    assert "probability" in verify(saying(replace(made, probability=0.99)), study).failed[0].cause
    assert verify(saying(replace(made, kind="attribution", quantity="what carried it")), study).unrepeated


def test_recordings_are_needed(rest: Recording) -> None:
    with pytest.raises(ConfigError, match="needs the recordings"):
        verify(saying(measure(rest, "duration")), ())
