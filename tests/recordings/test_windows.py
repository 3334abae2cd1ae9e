"""Windows: known frequencies survive any rate, short ends are kept, gaps are masked."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from neuro_llm.recordings.arrays import from_array
from neuro_llm.recordings.errors import RecordingError
from neuro_llm.recordings.recording import ArraySource
from neuro_llm.recordings.windows import WindowSpec, windows

SPEC = WindowSpec()


def sine(sfreq: float, seconds: float, frequency: float = 10.0) -> np.ndarray:
    return 2e-5 * np.sin(2 * np.pi * frequency * np.arange(round(seconds * sfreq)) / sfreq)[None]


@pytest.mark.parametrize("sfreq", [105.0, 128.0, 173.61, 200.0, 256.0, 1000.0, 2048.0])
def test_a_sine_survives_any_rate(sfreq: float) -> None:
    recording = from_array(sine(sfreq, 40.0), sfreq, ("O1",), unit="V")
    batch = next(iter(windows(recording, SPEC)))
    expected = 20 * np.sin(2 * np.pi * 10 * np.arange(400) / 200)
    middle = batch.data[0, 0, 8]
    assert np.abs(middle).max() == pytest.approx(20, rel=0.03)
    assert np.corrcoef(middle, expected)[0, 1] > 0.98  # half a sample of shift at most


def test_the_last_short_piece_ends_with_the_recording() -> None:
    recording = from_array(sine(200.0, 5.12), 200.0, ("O1",), unit="V")
    batch = next(iter(windows(recording, SPEC)))
    assert batch.mask.sum() == 3
    assert batch.times[0, 2].tolist() == pytest.approx([3.12, 5.12])


def test_windows_cover_the_recording() -> None:
    recording = from_array(sine(100.0, 100.0), 100.0, ("O1",), unit="V")
    batches = list(windows(recording, SPEC))
    assert sum(len(batch.data) for batch in batches) == 4
    assert sum(int(batch.mask.sum()) for batch in batches) == 50


def test_a_span_is_cut_out() -> None:
    recording = from_array(sine(100.0, 100.0), 100.0, ("O1",), unit="V")
    batch = next(iter(windows(recording, SPEC, 20.0, 30.0)))
    assert batch.times[0, 0, 0] == 20.0
    assert batch.mask.sum() == 5


def test_channels_with_gaps_are_masked() -> None:
    recording = from_array(np.repeat(sine(200.0, 10.0), 2, 0), 200.0, ("O1", "O2"), unit="V")
    data = recording.read()
    data[1, 300] = np.nan
    batch = next(iter(windows(replace(recording, source=ArraySource(data)), SPEC)))
    assert batch.mask[0, 0, :5].all()
    assert not batch.mask[0, 1].any()


def test_too_short_and_no_brain_channels_are_refused() -> None:
    with pytest.raises(RecordingError, match="too short"):
        list(windows(from_array(sine(200.0, 0.5), 200.0, ("O1",), unit="V"), SPEC))
    heart = replace(from_array(sine(200.0, 5.0), 200.0, ("O1",), unit="V"), ch_kinds=("ecg",))
    with pytest.raises(RecordingError, match="no EEG, iEEG or MEG channel"):
        list(windows(heart, SPEC))
