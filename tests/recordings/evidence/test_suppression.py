"""Burst suppression of known share; a dead amplifier is none."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import numpy as np
import pytest

from neuro_llm.recordings.errors import MeasureError
from neuro_llm.recordings.evidence import measure, recompute
from neuro_llm.recordings.recording import Recording
from neuro_llm.recordings.simulate import simulate

RATE = 128.0


@pytest.fixture
def bursting(noise: Callable[..., np.ndarray]) -> np.ndarray:
    """(4, time) µV, two minutes: 4 s of activity, 6 s of nearly nothing, twelve times over."""
    times = np.arange(120 * 128) / RATE
    return noise((4, len(times)), RATE, 1.0, 25.0) * (times % 10 < 4) + noise((4, len(times)), RATE, 0.0, 0.8)


def test_the_share_the_times_and_the_bursts(bursting: np.ndarray, record: Callable[..., Recording]) -> None:
    suppressed = record(bursting, RATE, ("F3", "F4", "C3", "C4"))
    found = measure(suppressed, "suppression fraction")
    assert found.value == pytest.approx(60.0, abs=3.0)
    assert recompute(suppressed, found) == found
    times = measure(suppressed, "suppression times").value
    assert len(times) == 12
    assert times[0] == pytest.approx((4.0, 10.0), abs=0.4)
    assert measure(suppressed, "burst count").value == 11  # between two suppressions
    one_active = bursting.copy()
    one_active[0] += 20 * np.sin(np.arange(bursting.shape[1]) / 5)
    both = record(one_active, RATE, ("F3", "F4", "C3", "C4"))
    assert measure(both, "suppression fraction", channels=("F3", "F4")).value == 0


def test_a_dead_amplifier_is_no_suppression(bursting: np.ndarray, record: Callable[..., Recording]) -> None:
    bursting[:, int(100 * RATE) :] = 0.0
    dead = record(bursting, RATE, ("F3", "F4", "C3", "C4"))
    found = measure(dead, "suppression fraction")
    assert found.value == pytest.approx(60.0, abs=3.0)
    assert "without any signal left out" in found.method
    assert measure(dead, "suppression times").value[-1][1] == pytest.approx(100.0, abs=0.6)
    with pytest.raises(MeasureError):
        measure(dead, "suppression fraction", start=105, stop=115)


def test_continuous_eeg_has_none_and_an_unknown_unit_says_so() -> None:
    for montage in ("10-20", ("C3",)):
        rest, _ = simulate(seed=1, duration=30.0, montage=montage, background_uv=8.0)
        assert measure(rest, "suppression fraction").value == pytest.approx(0.0, abs=3.0)
    assert measure(rest, "burst count").value == 0
    with pytest.raises(MeasureError, match="EEG whose unit the file states"):
        measure(replace(rest, unit_known=False), "suppression fraction")
