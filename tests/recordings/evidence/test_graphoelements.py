"""Waves of sleep: those that were put in are found once, waking signals have none, each lack is named."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from neuro_llm.recordings.errors import MeasureError
from neuro_llm.recordings.evidence import measure, recompute
from neuro_llm.recordings.evidence.waves import Wave, once
from neuro_llm.recordings.readers.reading import read
from neuro_llm.recordings.recording import Recording
from neuro_llm.recordings.simulate import simulate

RATE = 200.0
NAMES = ("F3", "C3", "Cz", "C4", "Oz")


@pytest.fixture
def asleep(noise: Callable[..., np.ndarray], record: Callable[..., Recording]) -> Recording:
    """40 s: spindles of 13 Hz at 10 and 25 s, a K-complex at 17 s, on central channels."""
    x = noise((5, 8000), RATE, 2.0, 8.0)
    times = np.arange(8000) / RATE
    for middle in (10.0, 25.0):
        shape = np.exp(-0.5 * ((times - middle) / 0.3) ** 2)
        x[:4] += 22 * shape * np.sin(2 * np.pi * 13 * times)
    x[:4] -= 110 * np.exp(-0.5 * ((times - 17.0) / 0.1) ** 2)
    x[:4] += 80 * np.exp(-0.5 * ((times - 17.4) / 0.2) ** 2)
    return record(x, RATE, NAMES)


def test_spindles_are_counted_once_with_their_times_and_frequency(asleep: Recording) -> None:
    found = measure(asleep, "spindle times")
    assert isinstance(found.value, tuple)
    assert len(found.value) == 2
    for (start, stop), middle in zip(found.value, (10.0, 25.0), strict=True):
        assert start < middle < stop
        assert 0.5 <= stop - start <= 1.5
    assert "Oz" not in found.channels
    assert measure(asleep, "spindle count").value == 2
    assert measure(asleep, "spindle density").value == pytest.approx(3.0)
    assert measure(asleep, "spindle frequency").value == pytest.approx(13.0, abs=0.3)
    assert recompute(asleep, found) == found


def test_a_short_span_shows_the_same_events(asleep: Recording) -> None:
    (whole,) = (pair for pair in measure(asleep, "spindle times").value if pair[0] < 15)
    (inside,) = measure(asleep, "spindle times", start=8, stop=12).value
    assert inside == pytest.approx(whole, abs=0.15)
    assert measure(asleep, "spindle count", start=12, stop=20).value == 0
    with pytest.raises(MeasureError, match="no spindle was found in 12–20 s"):
        measure(asleep, "spindle frequency", start=12, stop=20)


def test_the_unit_does_not_matter_to_spindles_and_k_complexes(asleep: Recording) -> None:
    unknown = replace(asleep, unit_known=False)
    ((start, stop),) = measure(asleep, "K-complex times").value
    assert start < 17.0 < 17.4 < stop
    found = measure(unknown, "K-complex times")
    assert (start, stop) in found.value
    assert len(found.value) <= 2
    assert "relative to the recording's own" in found.method
    assert measure(unknown, "spindle count", channels="C3").value == 2


def test_slow_waves_follow_one_another(
    noise: Callable[..., np.ndarray], record: Callable[..., Recording]
) -> None:
    x = noise((5, 12000), RATE, 1.5, 3.0)
    times = np.arange(12000) / RATE
    train = (times > 20) & (times < 40)
    x[:4] -= 60 * np.sin(2 * np.pi * 0.8 * times) * train  # 16 waves of 120 µV
    deep = record(x, RATE, NAMES)
    assert measure(deep, "slow wave count").value == pytest.approx(16, abs=1)
    assert measure(deep, "slow wave density").value == pytest.approx(16, abs=1)
    assert all(start > 19 and stop < 41 for start, stop in measure(deep, "slow wave times").value)
    assert measure(deep, "K-complex count").value <= 1  # part of a train


@pytest.mark.parametrize("quantity", ["spindle count", "slow wave count", "K-complex count"])
def test_waking_eeg_has_none(quantity: str) -> None:
    for settings in ({"alpha_uv": 80.0}, {"eyes": "open", "muscle": ((5, 12),), "muscle_uv": 40.0}):
        waking, _ = simulate(seed=5, duration=40.0, **settings)
        assert measure(waking, quantity).value <= 1


def test_rapid_eye_movements_need_both_eyes(record: Callable[..., Recording]) -> None:
    times = np.arange(6000) / RATE
    steps = sum(np.exp(-0.5 * ((times - t) / 0.15) ** 2) for t in (8.0, 15.0, 22.0))
    rolling = 60 * np.sin(2 * np.pi * 0.25 * times)
    noise = np.random.default_rng(0).standard_normal((2, 6000))
    eyes = record(np.stack([120 * steps + rolling, -110 * steps - rolling]) + noise, RATE, ("E1", "E2"))
    eyes = replace(eyes, ch_kinds=("eog", "eog"))
    found = measure(eyes, "rapid eye movement times")
    assert [round(0.5 * (a + b)) for a, b in found.value] == [8, 15, 22]
    assert found.channels == ("E1", "E2")
    together = record(np.stack([120 * steps, 110 * steps]) + noise, RATE, ("E1", "E2"))
    assert measure(replace(together, ch_kinds=("eog", "eog")), "rapid eye movement count").value == 0
    with pytest.raises(MeasureError, match="a channel beside each eye"):
        measure(record(noise, RATE, ("C3", "C4")), "rapid eye movement count")


def test_of_overlapping_waves_the_strongest_stays() -> None:
    waves = [
        Wave("C3", 1.0, 2.0, 5.0),
        Wave("C4", 1.5, 2.5, 9.0),
        Wave("F3", 2.4, 3.0, 1.0),
        Wave("F3", 4.0, 5.0, 1.0),
    ]
    assert [(wave.channel, wave.start) for wave in once(waves)] == [("C4", 1.5), ("F3", 4.0)]


def test_real_sleep(data_folder: Path) -> None:
    with read(data_folder / "sleep" / "n2_spindles_15s_200Hz.txt", sfreq=200.0) as sleep:
        spindles = measure(sleep, "spindle times").value
        assert [round(0.5 * (a + b)) for a, b in spindles] == [4, 13]
    with read(data_folder / "sleep" / "rem_eog.edf") as eyes:
        assert measure(eyes, "rapid eye movement count").value > 10
