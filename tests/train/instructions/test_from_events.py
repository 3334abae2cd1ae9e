"""Events as spans: cut where long, a second where short, and later where blood answers."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from neuro_llm.recordings.arrays import from_array
from neuro_llm.recordings.recording import Event
from neuro_llm.train.instructions.from_events import _events, cut
from neuro_llm.train.instructions.piece import Collected
from neuro_llm.train.instructions.settings import BuildSettings


@pytest.mark.parametrize(
    ("span", "pieces"),
    [
        ((0, 25, 10, 1), [(0, 10), (10, 20), (20, 25)]),
        ((0, 20.5, 10, 1), [(0, 10), (10, 20)]),
        ((5, 7, 10, 1), [(5, 7)]),
        ((5, 5.4, 10, 1), []),
        ((0, 70, 30, 30), [(0, 30), (30, 60)]),
        ((0, 0.5, 0.5, 1), [(0, 0.5)]),
    ],
)
def test_spans_are_cut(span: tuple[float, float, float, float], pieces: list[tuple[float, float]]) -> None:
    assert cut(*span) == pieces


def test_events_become_spans_of_a_second_or_more_and_blood_answers_later() -> None:
    recording = from_array(np.zeros((1, 3000)), 100.0, ("Cz",))
    events = (
        Event(1.0, 0.1, "face"),
        Event(3.0, 12.0, "house"),
        Event(20.0, 0.0, "boundary"),
        Event(29.5, 1, "face"),
    )
    recording = replace(recording, events=events)
    found = Collected(Path("."), "demo")
    assert _events(recording, found, BuildSettings()) == [
        (1.0, 2.0, "face"),
        (3.0, 13.0, "house"),
        (13.0, 15.0, "house"),
    ]
    assert dict(found.left_out) == {
        "events whose label names no class": 1,
        "events at the end of a recording": 1,
    }
    late = _events(replace(recording, modality="fmri"), found, BuildSettings(labels={"face": "a face"}))
    assert late == [(6.0, 7.0, "a face")]
