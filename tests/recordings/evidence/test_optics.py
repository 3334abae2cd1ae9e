"""Pulse and breathing: known rates come out, and where nothing stands out it is said."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from neuro_llm.recordings.arrays import from_array
from neuro_llm.recordings.errors import MeasureError
from neuro_llm.recordings.evidence import measure, recompute, standing
from neuro_llm.recordings.recording import Recording


def light(bpm: float, size: float, kind: str = "fnirs", seconds: float = 200.0) -> Recording:
    """Ten channels of 10 Hz: drifting noise and a pulse of `size` whose rate wanders by 3 %."""
    rng = np.random.default_rng(0)
    n = round(seconds * 10)
    phase = 2 * np.pi * np.cumsum(bpm / 60 * (1 + 0.03 * np.sin(np.arange(n) / 80))) / 10
    noise = rng.standard_normal((10, n)) + 0.2 * np.cumsum(rng.standard_normal((10, n)), axis=1)
    data = 100 + noise + size * (np.sin(phase) + 0.4 * np.sin(2 * phase))
    recording = from_array(data, 10.0, unit="", modality="fnirs")
    return replace(recording, ch_kinds=(kind,) * 10)


@pytest.mark.parametrize("bpm", [52.0, 72.0, 118.0])
def test_the_pulse_comes_out(bpm: float) -> None:
    recording = light(bpm, 1.0)
    found = measure(recording, "pulse rate")
    assert (found.value, found.unit) == (pytest.approx(bpm, abs=2.5), "bpm")
    assert "dB high; 10 channels" in found.method
    assert recompute(recording, found) == found
    assert any(record.quantity == "pulse rate" for record in standing(recording))


def test_noise_has_no_pulse() -> None:
    with pytest.raises(MeasureError, match=r"no pulse is visible: the largest peak of 0\.7–2\.5 Hz stands"):
        measure(light(72.0, 0.0), "pulse rate")
    assert not any(record.quantity == "pulse rate" for record in standing(light(72.0, 0.0)))


def test_breathing() -> None:
    assert measure(light(15.0, 3.0, "resp", 400.0), "breathing rate").value == pytest.approx(15.0, abs=1.0)
    with pytest.raises(MeasureError, match="no rhythm of breathing is visible"):
        measure(light(15.0, 0.0, "resp", 400.0), "breathing rate")


@pytest.mark.parametrize(
    ("recording", "options", "message"),
    [
        (light(72.0, 1.0), {"stop": 10.0}, "needs at least 20 s"),
        (replace(light(72.0, 1.0), sfreq=2.0), {}, "sampling rate of at least 5 Hz"),
        (light(72.0, 1.0, "misc"), {}, "a channel of the kind fnirs or ppg"),
        (from_array(np.ones((2, 500)), 10.0, unit="", modality="fnirs"), {}, "nothing varies"),
    ],
)
def test_messages(recording: Recording, options: dict, message: str) -> None:
    if "nothing" in message:
        recording = replace(recording, ch_kinds=("fnirs",) * 2)
    with pytest.raises(MeasureError, match=message):
        measure(recording, "pulse rate", **options)
