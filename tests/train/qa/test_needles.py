"""Needles: nights that are the same at every reading, and what counts as found."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import pytest

from neuro_llm.answer import Answer
from neuro_llm.recordings.evidence.record import Evidence
from neuro_llm.recordings.recording import Recording
from neuro_llm.train.qa.needles import LENGTHS_SECONDS, detected, needle_hits, table
from neuro_llm.train.qa.night import LENGTHS, night


def test_a_night_is_the_same_at_every_reading() -> None:
    recording, needle = night(3, 28800.0, "seizure")
    assert recording.duration == 28800.0
    assert needle is not None
    assert LENGTHS["seizure"][0] <= needle.stop - needle.start <= LENGTHS["seizure"][1]
    whole = recording.read(115.0, 125.0)
    halves = [recording.read(115.0, 120.4), recording.read(120.4, 125.0)]
    np.testing.assert_array_equal(whole, np.concatenate(halves, axis=1))
    inside = recording.read(needle.start + 2, needle.stop - 2).std()
    assert inside > 1.5 * recording.read(needle.start - 40, needle.start - 2).std()


def test_minutes_of_a_night_differ_and_join_without_a_step() -> None:
    recording, _ = night(4, 7200.0)
    first, later = recording.read(10.0, 20.0), recording.read(3610.0, 3620.0)
    assert not np.array_equal(first, later)
    steps = np.abs(np.diff(recording.read(119.0, 122.0), axis=1))
    assert steps[:, 190:410].max() < 3 * steps[:, :190].max()  # 120–121 s: one passes into the other


def test_a_signal_that_is_lost_is_found_by_the_detector() -> None:
    recording, needle = night(5, 600.0, "flat")
    assert needle is not None
    assert np.ptp(recording.read(needle.start, needle.stop)) == 0.0
    ((start, stop),) = detected(recording, "flat")
    assert start == pytest.approx(needle.start, abs=1.1)
    assert stop == pytest.approx(needle.stop, abs=1.1)


class Knowing:
    """An assistant that answers every question with the same intervals."""

    def __init__(self, *intervals: tuple[float, float]) -> None:
        self.intervals = intervals

    def generate(self, recording: Recording, question: str) -> Answer:
        record = Evidence("flat times", self.intervals, "", (), 0.0, recording.duration, "", id="E1")
        return Answer("Flat times: [E1].", (record,))


def only(hits: list, hidden: bool) -> Iterator:
    return (hit for hit in hits if (hit.needle is not None) == hidden)


def test_an_interval_counts_by_its_overlap_and_others_as_false_alarms() -> None:
    _, needle = night(40_000_000, 60.0, "flat")
    assert needle is not None
    model = Knowing((needle.start, needle.stop), (0.0, 0.5))
    hits = needle_hits(model, (60.0,), n=1, kinds=("flat",))
    (found,) = only(hits, hidden=True)
    assert found.overlaps["model"] == pytest.approx(1.0)
    assert found.wrong == 1
    (empty,) = only(hits, hidden=False)
    assert empty.wrong == 2
    text = table(hits)
    assert "| flat | 1 min | 1 | 1.000" in text
    assert "| 120.00 |" in text  # two intervals in a minute without any event
    assert LENGTHS_SECONDS[-1] == 8 * 3600
