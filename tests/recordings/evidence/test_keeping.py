"""What is found in a part of a recording is found once."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from neuro_llm.recordings.arrays import from_array
from neuro_llm.recordings.evidence.keeping import MOST_KEPT, kept
from neuro_llm.recordings.evidence.part import Part
from neuro_llm.recordings.evidence.quantities import find


def test_the_same_channels_and_seconds_are_looked_at_once() -> None:
    recording = from_array(np.random.default_rng(0).normal(size=(2, 1000)) * 1e-5, 100.0, ("C3", "C4"))
    part, looks = Part(recording, find("spindle count"), ("C3", "C4"), 0.0, 10.0), []

    def look(value: int) -> int:
        looks.append(value)
        return value

    assert [kept(part, "waves", lambda: look(1)) for _ in range(2)] == [1, 1]
    assert kept(replace(part, quantity=find("spindle density")), "waves", lambda: look(2)) == 1
    assert kept(part, "other waves", lambda: look(3)) == 3
    assert kept(replace(part, stop=5.0), "waves", lambda: look(4)) == 4
    assert kept(replace(part, recording=replace(recording, unit_known=False)), "waves", lambda: look(5)) == 5
    assert looks == [1, 3, 4, 5]
    for number in range(MOST_KEPT):
        kept(part, number, lambda number=number: look(number))  # type: ignore[misc]
    assert kept(part, "waves", lambda: look(6)) == 6  # forgotten meanwhile
