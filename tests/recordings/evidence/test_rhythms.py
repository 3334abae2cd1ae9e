"""Blinks at their times, the heart at its rate."""

from __future__ import annotations

import numpy as np
import pytest

from neuro_llm.recordings.errors import MeasureError
from neuro_llm.recordings.evidence import measure

SFREQ = 256.0
TIMES = np.arange(int(60 * SFREQ)) / SFREQ


def bumps(at: list[float], size: float, width: float) -> np.ndarray:
    return size * sum(np.exp(-0.5 * ((TIMES - t) / width) ** 2) for t in at)


def beats(rate: float, seed: int = 0) -> np.ndarray:
    """ECG of `rate` beats per minute with T waves, µV."""
    rng = np.random.default_rng(seed)
    at = np.cumsum(60 / rate * (1 + 0.03 * rng.standard_normal(int(rate))))
    return bumps([*at], 1000, 0.01) + bumps([*(at + 0.25)], 250, 0.04) + 20 * rng.standard_normal(len(TIMES))


def test_blinks_at_planted_times(record, noise):
    x = noise((19, len(TIMES)), SFREQ, 1.2, 10.0)
    at = [3.2, 8.0, 14.5, 15.4, 22.0, 31.7, 40.0, 47.3, 55.1]
    weights = np.array([1.0, 1.0, 0.3, 0.3, 0.3, 0.3, 0.3, *[0.03] * 12])
    x += weights[:, None] * bumps(at, 120, 0.08)
    recording = record(x)
    found = measure(recording, "blink times")
    assert found.channels == ("Fp1", "Fp2")
    assert found.value == pytest.approx(at, abs=0.05)
    assert measure(recording, "blink count").value == 9
    assert measure(recording, "blink rate").value == pytest.approx(9)
    assert measure(recording, "blink times", start=10, stop=30).value == pytest.approx(at[2:5], abs=0.05)


@pytest.mark.parametrize("seed", range(5))
def test_no_blinks_in_background_alpha_or_slow_waves(record, noise, seed):
    x = noise((19, len(TIMES)), SFREQ, 1.4, 12.0, seed)
    assert measure(record(x), "blink count").value <= 1
    assert measure(record(x + 40 * np.sin(2 * np.pi * 9.5 * TIMES)), "blink count").value == 0
    assert measure(record(x + 60 * np.sin(2 * np.pi * 0.8 * TIMES)), "blink count").value <= 1


@pytest.mark.parametrize("sign", [1, -1])
def test_blinks_in_the_eog_whichever_way_it_points(record, noise, sign):
    x = noise((2, len(TIMES)), SFREQ, 1.2, 15.0)
    at = [5.0, 12.0, 20.0, 33.0, 41.0]
    x[1] += sign * bumps(at, 200, 0.08)
    found = measure(record(x, names=["Cz", "VEOG"]), "blink times")
    assert found.channels == ("VEOG",)
    assert found.value == pytest.approx(at, abs=0.05)


@pytest.mark.parametrize("rate", [48, 72, 110, 150])
@pytest.mark.parametrize("sign", [1, -1])
def test_heart_rate(record, noise, rate, sign):
    x = np.stack([noise((1, len(TIMES)))[0], sign * beats(rate)])
    found = measure(record(x, names=["Cz", "ECG"]), "heart rate")
    assert found.value == pytest.approx(rate, rel=0.03)
    assert (found.unit, found.channels) == ("bpm", ("ECG",))


def test_noise_has_no_heart_rate(record, noise):
    recording = record(noise((2, len(TIMES)), SFREQ, 0.0), names=["Cz", "ECG"])
    with pytest.raises(MeasureError, match=r"irregular|no R peaks"):
        measure(recording, "heart rate")
