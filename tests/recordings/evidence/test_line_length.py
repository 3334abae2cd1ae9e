"""Line length of signals whose length is known."""

from __future__ import annotations

import numpy as np
import pytest

from neuro_llm.recordings.arrays import from_array
from neuro_llm.recordings.evidence import measure


def sine(hertz: float, microvolts: float, seconds: float = 20.0, sfreq: float = 250.0) -> np.ndarray:
    times = np.arange(round(seconds * sfreq)) / sfreq
    return (1e-6 * microvolts * np.sin(2 * np.pi * hertz * times))[None]


@pytest.mark.parametrize(("hertz", "microvolts"), [(5.0, 50.0), (10.0, 20.0)])
def test_a_sine_travels_four_amplitudes_per_cycle(hertz: float, microvolts: float) -> None:
    recording = from_array(sine(hertz, microvolts), 250.0, ("C3",), unit="V")
    record = measure(recording, "line length")
    assert record.unit == "µV/s"
    assert record.value == pytest.approx(4 * microvolts * hertz, rel=0.03)


def test_the_wildest_two_seconds_count() -> None:
    data = sine(5.0, 10.0)
    data[0, 2500:3000] *= 8
    quiet = measure(from_array(sine(5.0, 10.0), 250.0, ("C3",), unit="V"), "line length").value
    assert measure(from_array(data, 250.0, ("C3",), unit="V"), "line length").value > 6 * quiet
