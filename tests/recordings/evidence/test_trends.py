"""Margins of the amplitude-integrated EEG and slopes of the amplitude, from signals of known size."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import numpy as np
import pytest

from neuro_llm.recordings.errors import MeasureError
from neuro_llm.recordings.evidence import measure, recompute
from neuro_llm.recordings.recording import Recording

RATE = 100.0
TIMES = np.arange(int(120 * RATE)) / RATE


def test_a_sine_shows_its_peak_to_peak(record: Callable[..., Recording]) -> None:
    sine = 25 * np.sin(2 * np.pi * np.sqrt(30) * TIMES)
    pair = record(np.stack([sine, 0 * sine + 1e-3 * np.sin(TIMES)]), RATE, ("C3", "C4"))
    for quantity in ("aEEG lower margin", "aEEG upper margin"):
        found = measure(pair, quantity, channels=("C3", "C4"))
        assert found.value == pytest.approx(50.0, rel=0.06)
        assert found.unit == "µV"
        assert "C3–C4" in found.method
    assert "as recorded" in measure(pair, "aEEG lower margin", channels="C3").method


def test_margins_part_where_activity_is_discontinuous(
    noise: Callable[..., np.ndarray], record: Callable[..., Recording]
) -> None:
    x = noise((3, len(TIMES)), RATE, 1.0, 20.0) * np.where(TIMES % 6 < 3, 1.0, 0.1)
    broken = record(x, RATE, ("P3", "P4", "Cz"))
    low, high = (measure(broken, f"aEEG {name} margin") for name in ("lower", "upper"))
    assert high.value > 5 * low.value
    assert low.channels == ("P3", "P4")
    assert recompute(broken, low) == low
    with pytest.raises(MeasureError, match="EEG whose unit the file states"):
        measure(replace(broken, unit_known=False), "aEEG lower margin")


def test_the_trend_is_in_decibels_per_hour(record: Callable[..., Recording]) -> None:
    times = np.arange(int(1200 * RATE)) / RATE
    rng = np.random.default_rng(0)
    fading = rng.standard_normal((2, len(times))) * 20 * 10 ** (-6 * times / 3600 / 20)
    recording = record(fading, RATE, ("C3", "C4"))
    found = measure(recording, "amplitude trend")
    assert found.value == pytest.approx(-6.0, abs=0.4)
    assert "20 minutes" in found.method
    assert measure(replace(recording, unit_known=False), "amplitude trend").value == pytest.approx(
        found.value
    )
    with pytest.raises(MeasureError, match="needs at least 300 s"):
        measure(recording, "amplitude trend", stop=240)
