"""WAV: many channels or a low rate are a recording of unknown unit, all else is a sound."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from scipy.io import wavfile

from neuro_llm.recordings.errors import RecordingError
from neuro_llm.recordings.readers.draft import Options
from neuro_llm.recordings.readers.opening import open_file

DATA = np.random.default_rng(0).integers(-300, 300, size=(1000, 4)).astype(np.int16)


def _write(path: Path, rate: int = 100, data: np.ndarray = DATA) -> Path:
    wavfile.write(path, rate, data)
    return path


def test_unknown_channels(tmp_path: Path) -> None:
    opened = open_file(_write(tmp_path / "x.wav"), Options())
    header = opened.header
    assert (header["modality"], header["sfreq"], header["n_times"]) == ("peripheral", 100.0, 1000)
    assert header["ch_kinds"] == ["misc"] * 4
    assert header["units"] == [""] * 4
    assert not header["unit_known"]
    np.testing.assert_array_equal(opened.fetch(5, 9, [2, 0]), DATA[5:9, [2, 0]].T)


def test_as_told(tmp_path: Path) -> None:
    told = Options(unit="uV", ch_names=("C3", "C4", "O1", "ECG"), modality="eeg")
    opened = open_file(_write(tmp_path / "x.wav", 20_000), told)
    assert opened.header["modality"] == "eeg"
    assert opened.header["ch_kinds"] == ["eeg", "eeg", "eeg", "ecg"]
    assert opened.header["unit_known"]
    np.testing.assert_allclose(opened.fetch(5, 6, [0]), DATA[5:6, [0]] * 1e-6)


def test_one_slow_channel(tmp_path: Path) -> None:
    opened = open_file(_write(tmp_path / "x.wav", 250, DATA[:, 0].astype(np.float32)), Options())
    assert opened.fetch(0, 1000, [0]).shape == (1, 1000)


@pytest.mark.parametrize("n_channels", [1, 2])
def test_sounds(tmp_path: Path, n_channels: int) -> None:
    with pytest.raises(RecordingError, match="this is a sound"):
        open_file(_write(tmp_path / "x.wav", 44_100, DATA[:, :n_channels]), Options())


@pytest.mark.parametrize("kept", [20, 42, 60, 3000])
def test_truncated(tmp_path: Path, kept: int) -> None:
    path = _write(tmp_path / "x.wav")
    path.write_bytes(path.read_bytes()[:kept])
    with pytest.raises(RecordingError, match="truncated"):
        open_file(path, Options())


def test_another_kind(tmp_path: Path) -> None:
    (tmp_path / "x.wav").write_bytes(b"RIFF\x10\x00\x00\x00AVI LIST" + bytes(100))
    with pytest.raises(RecordingError, match="no WAV file"):
        open_file(tmp_path / "x.wav", Options())
    (tmp_path / "y.wav").write_bytes(b"no sound at all")
    with pytest.raises(RecordingError, match="no WAV file"):
        open_file(tmp_path / "y.wav", Options())
