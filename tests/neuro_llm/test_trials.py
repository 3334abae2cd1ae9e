"""Events named by their number, and targets named by how often they come."""

from __future__ import annotations

import numpy as np
import pytest

from neuro_llm import trials
from neuro_llm.focus import focus
from neuro_llm.recordings.arrays import from_array
from neuro_llm.recordings.recording import Event, Recording


def made(events: list[Event]) -> Recording:
    return from_array(np.ones((2, 6000), np.float32) * 1e-5, 50.0, ["C3", "Pz"], events=events)


@pytest.fixture(scope="module")
def alternating() -> Recording:
    """T1 and T2 by turns every 6 s, 4 s long."""
    return made([Event(6.0 * i, 4.0, ("T1", "T2")[i % 2]) for i in range(10)])


@pytest.mark.parametrize(
    ("words", "start", "stop"),
    [
        ("alpha in trial 3", 12, 16),
        ("alpha in the third trial", 12, 16),
        ("alpha in the second T1", 12, 16),
        ("alpha during the last T2", 54, 58),
        ("alpha in trial 2 of T2", 18, 22),
    ],
)
def test_the_seconds_of_a_trial(alternating: Recording, words: str, start: float, stop: float) -> None:
    looked = focus(words, alternating)
    assert (looked.start, looked.stop, looked.missing) == (start, stop, ())
    assert len(looked.notes) == 1


def test_a_trial_that_is_not_there_is_missing(alternating: Recording) -> None:
    assert focus("alpha in trial 40", alternating).missing == ("event number 40",)


def test_marks_without_a_length_last_until_the_next_and_ten_seconds_at_most() -> None:
    recording = made([Event(5.0, 0.0, "A1"), Event(9.0, 0.0, "A1"), Event(100.0, 0.0, "A1")])
    spans = [trials.span(recording, event) for event in recording.events]
    assert spans == [(5.0, 9.0), (9.0, 19.0), (100.0, 110.0)]


def test_a_trial_of_flicker_lies_between_its_marks() -> None:
    recording = made([Event(10.0, 0.0, "33025"), Event(10.5, 0.0, "32779"), Event(15.5, 0.0, "32780")])
    looked = focus("SSVEP in trial 1", recording)
    assert (looked.start, looked.stop) == (10.5, 15.5)


def test_targets_are_the_rarer_label() -> None:
    recording = made([Event(2.0 * i, 0.0, "2" if i % 5 == 0 else "1") for i in range(50)])
    assert focus("how many targets", recording).events == ("2",)
    looked = focus("P300 after targets versus non-targets", recording)
    assert (looked.events, looked.against) == (("2", "1"), True)
    assert "2 and 1" in looked.notes[0]
    even = made([Event(2.0 * i, 0.0, str(1 + i % 2)) for i in range(50)])
    assert focus("how many targets", even).events == ()


def test_labels_that_a_question_holds_against_each_other(alternating: Recording) -> None:
    looked = focus("T2 versus T1 over C3", alternating)
    assert (looked.events, looked.against, looked.channels) == (("T2", "T1"), True, ("C3",))
    assert [side.event for side in looked.sides] == ["T2", "T1"]
    assert not focus("ERD after T1 and T2", alternating).against
