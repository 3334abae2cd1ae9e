"""EDF windows: mixed rates, triggers, BDF, annotations."""

from __future__ import annotations

import shutil
from pathlib import Path

import numpy as np
import pytest

from neuro_llm.recordings.errors import RecordingError
from neuro_llm.recordings.readers.draft import Options
from neuro_llm.recordings.readers.opening import open_file

RATES = {"EEG C3-A2": 256, "EEG C4-A1": 512, "SpO2": 1, "EOG LOC-A2": 128}
SECONDS = 60


def _tone(rate: int, hz: float = 10.0) -> np.ndarray:
    return 50 * np.sin(2 * np.pi * hz * np.arange(SECONDS * rate) / rate)


@pytest.fixture(scope="module")
def mixed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    edfio = pytest.importorskip("edfio")
    signals = []
    for label, rate in RATES.items():
        data = np.linspace(90, 99, SECONDS) if rate == 1 else _tone(rate)
        limits = (0, 100) if rate == 1 else (-200, 200)
        unit = "%" if rate == 1 else "uV"
        signals.append(
            edfio.EdfSignal(data, rate, label=label, physical_dimension=unit, physical_range=limits)
        )
    path = tmp_path_factory.mktemp("mixed") / "mixed.edf"
    edfio.Edf(signals, annotations=[edfio.EdfAnnotation(12.5, 2.0, "spindle – Schlaf")]).write(path)
    return path


def test_mixed_rates(mixed: Path) -> None:
    opened = open_file(mixed, Options())
    header = opened.header
    assert header["sfreq"] == 512
    assert header["native_rates"] == [256.0, 512.0, 1.0, 128.0]
    assert header["ch_names"] == ["C3", "C4", "SpO2", "EOG LOC"]
    assert header["ch_kinds"] == ["eeg", "eeg", "spo2", "eog"]
    assert header["units"] == ["V", "V", "%", "V"]
    assert header["reference"] == "A1/A2"
    assert header["events"] == [[12.5, 2.0, "spindle – Schlaf"]]
    assert any("lower rates" in change and "SpO2 at 1 Hz" in change for change in header["changes"])


@pytest.mark.parametrize(("start", "stop"), [(0, 512), (1000, 1003), (777, 9999), (30_000, 30_720)])
def test_interpolated_windows_agree_with_the_tone(mixed: Path, start: int, stop: int) -> None:
    """A window of a slow channel equals the same stretch of the fast one, wherever it begins."""
    got = open_file(mixed, Options()).fetch(start, stop, [0, 1, 3, 2])
    truth = _tone(512)[start:stop] * 1e-6
    edge = slice(64, -64) if start == 0 or stop == 30_720 else slice(None)  # no samples beyond the file
    for row in range(3):
        np.testing.assert_allclose(got[row][edge], truth[edge], atol=1.5e-6)
    assert np.all((got[3] > 89) & (got[3] < 100))


def test_window_does_not_depend_on_neighbours(mixed: Path) -> None:
    fetch = open_file(mixed, Options()).fetch
    whole = fetch(5000, 9000, [0, 2, 3])
    np.testing.assert_allclose(fetch(6000, 6500, [0, 2, 3]), whole[:, 1000:1500], atol=2e-7)


def test_bdf_with_status(tmp_path: Path) -> None:
    """24-bit samples; only the lower bits of the status channel are triggers."""
    rate, seconds = 64, 4
    digits = np.random.default_rng(0).integers(-4000, 4000, (2, rate * seconds))
    status = np.full(rate * seconds, 0x7F0000 & ~0x1FFFF)
    status[100:104] |= 33
    labels, n = ["Fp1", "Fp2", "Status"], 3
    columns = (
        *((labels, 16), ([""] * n, 80), (["uV", "uV", "Boolean"], 8)),
        *((["-262144"] * 2 + ["-8388608"], 8), (["262144"] * 2 + ["8388607"], 8)),
        *((["-8388608"] * n, 8), (["8388607"] * n, 8), ([""] * n, 80), ([str(rate)] * n, 8), ([""] * n, 32)),
    )
    head = "BIOSEMI".ljust(167) + "01.01.2010.00.00" + str(256 * (n + 1)).ljust(8) + "24BIT".ljust(44)
    head += str(seconds).ljust(8) + "1".ljust(8) + str(n).ljust(4)
    head += "".join(text.ljust(width) for texts, width in columns for text in texts)
    body = b""
    for record in range(seconds):
        for row in (*digits, status):
            part = row[record * rate : (record + 1) * rate].astype("<i4")
            body += part.view(np.uint8).reshape(-1, 4)[:, :3].tobytes()
    path = tmp_path / "x.bdf"
    path.write_bytes(b"\xff" + head.encode() + body)
    opened = open_file(path, Options())
    assert opened.header["ch_kinds"] == ["eeg", "eeg", "stim"]
    assert opened.header["events"] == [[100 / rate, 0.0, "33"]]
    expected = (digits[0] + 8388608) * (524288 / 16777215) - 262144
    np.testing.assert_allclose(opened.fetch(0, 200, [0])[0], expected[:200] * 1e-6, rtol=1e-4, atol=1e-8)


def test_paused_recording_is_said(tmp_path: Path, edf_bytes: bytes) -> None:
    data = edf_bytes.replace(b"EDF+C", b"EDF+D").replace(b"+6\x14\x14", b"+9\x14\x14")
    path = tmp_path / "paused.edf"
    path.write_bytes(data)
    assert any("paused" in change for change in open_file(path, Options()).header["changes"])


def test_other_ending(edf: Path, tmp_path: Path) -> None:
    """EDF under the name .rec opens; what only bears that name is refused."""
    shutil.copy(edf, tmp_path / "night.rec")
    assert open_file(tmp_path / "night.rec", Options()).header["modality"] == "eeg"
    (tmp_path / "trodes.rec").write_bytes(b"<Configuration>")
    with pytest.raises(RecordingError, match="Trodes"):
        open_file(tmp_path / "trodes.rec", Options())
