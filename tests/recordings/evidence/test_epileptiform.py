"""Spikes and rhythmic discharges that were put in are found; rest, alpha, blinks and muscle have next to none."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from neuro_llm.recordings.errors import MeasureError
from neuro_llm.recordings.evidence import measure, recompute
from neuro_llm.recordings.recording import ArraySource
from neuro_llm.recordings.simulate import Clutter, Seizure, simulate


def overlap(found: tuple[float, float], truth: tuple[float, float]) -> float:
    inside = min(found[1], truth[1]) - max(found[0], truth[0])
    return inside / (max(found[1], truth[1]) - min(found[0], truth[0]))


@pytest.mark.parametrize("kind", ["spike-wave", "focal", "sharp"])
def test_seizures_are_found_with_their_edges(kind: str) -> None:
    recording, _ = simulate(seed=3, duration=60.0, seizures=(Seizure(20.0, 35.0, kind, 300.0),))
    found = measure(recording, "rhythmic discharge times")
    assert len(found.value) == 1
    assert overlap(found.value[0], (20.0, 35.0)) > 0.6
    share = measure(recording, "rhythmic discharge fraction").value
    assert share == pytest.approx(100 * (found.value[0][1] - found.value[0][0]) / 60, abs=0.1)
    assert recompute(recording, found) == found
    assert "no diagnosis" in found.method


@pytest.mark.parametrize(
    "settings",
    [
        {"alpha_uv": 90.0},
        {"eyes": ((0, 20, "open"), (20, 40, "closed")), "alpha_uv": 80.0, "alpha_reactivity": 5.0},
        {"eyes": "open", "blinks": 25.0, "blink_uv": 250.0},
        {"muscle": ((12, 25),), "muscle_uv": 60.0},
    ],
)
def test_rest_has_next_to_none(settings: dict) -> None:
    rest, _ = simulate(seed=8, duration=40.0, **settings)
    assert measure(rest, "rhythmic discharge times").value == ()
    assert measure(rest, "epileptiform spike count").value <= 1


def test_spikes_are_found_at_their_times() -> None:
    recording, truth = simulate(seed=1, duration=60.0, clutter=Clutter(spikes=8.0, spike_uv=200.0))
    found = measure(recording, "epileptiform spike times")
    assert all(min(abs(time - spike) for spike in truth.spikes) < 0.1 for time in found.value)
    assert len(found.value) >= 0.7 * len(truth.spikes)
    assert measure(recording, "epileptiform spike count").value == len(found.value)
    assert measure(recording, "epileptiform spike rate").value == pytest.approx(len(found.value))
    assert recompute(recording, found) == found


def test_a_spike_has_a_field() -> None:
    recording, _ = simulate(seed=9, duration=30.0, montage="10-20")
    x = recording.read()
    times = np.arange(x.shape[1]) / recording.sfreq
    for at in (8.0, 15.0, 22.0):
        x[recording.index(["C3"])[0]] -= 250e-6 * np.exp(-0.5 * ((times - at) / 0.02) ** 2)
    alone = replace(recording, source=ArraySource(x))
    assert measure(alone, "epileptiform spike count").value == 0
    single = measure(alone, "epileptiform spike times", channels="C3")
    assert [round(time) for time in single.value] == [8, 15, 22]
    assert "too few channels to see a field" in single.method


def test_what_is_needed_is_said() -> None:
    slow, _ = simulate(seed=1, duration=20.0, sfreq=64.0)
    with pytest.raises(MeasureError, match="at least 100 Hz"):
        measure(slow, "epileptiform spike count")
