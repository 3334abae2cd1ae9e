"""The header gate: each wrong field is refused by name, each cut is told of."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from neuro_llm.recordings.errors import RecordingError
from neuro_llm.recordings.readers.draft import Options
from neuro_llm.recordings.readers.gate import check
from neuro_llm.recordings.readers.opening import open_file

REFUSED = [
    ("version", "1", 0, "no EDF file"),
    ("header bytes", "5000", 0, "5000 bytes"),
    ("header bytes", "abc", 0, "header bytes"),
    ("signals", "20", 0, "20 signals"),
    ("signals", "0", 0, "0 signals"),
    ("signals", "-1", 0, "-1 signals"),
    ("signals", "9999", 0, "9999 signals"),
    ("records", "0", 0, "0 data records"),
    ("records", "-2", 0, "-2 data records"),
    ("records", "ten", 0, "number of data records"),
    ("records", "11", 0, "longer than its header"),
    ("duration", "0", 0, "lasts 0 s"),
    ("duration", "-1", 0, "lasts -1 s"),
    ("duration", "9999", 0, "lasts 9999 s"),
    ("duration", "2", 0, "time stamp"),
    ("duration", "nan", 0, "record duration"),
    ("physical min", "nan", 3, "physical minimum"),
    ("physical max", "inf", 3, "physical maximum"),
    ("physical min", "", 2, "physical minimum"),
    ("physical max", "-3200", 2, "both -3200"),
    ("digital min", "32767", 1, "digital range"),
    ("digital max", "99999", 1, "digital range"),
    ("digital min", "-99999", 1, "digital range"),
    ("samples", "0", 0, "0 samples per record"),
    ("samples", "2.5", 0, "samples per record"),
    ("samples", "190", 0, "longer than its header"),
]


@pytest.mark.parametrize(("field", "text", "signal", "words"), REFUSED)
def test_wrong_field(put: Callable[..., Path], field: str, text: str, signal: int, words: str) -> None:
    with pytest.raises(RecordingError, match=words) as caught:
        open_file(put(field, text, signal), Options())
    assert caught.value.hint


def test_whole_file_is_read_as_written(edf: Path, mutations: object) -> None:
    opened = open_file(edf, Options())
    header = opened.header
    assert (header["sfreq"], header["n_times"], len(header["ch_names"])) == (200.0, 2400, 20)
    assert header["ch_names"][:4] == ["Fp1", "Fp2", "F7", "F3"]
    assert header["ch_names"][7] == "T7"
    assert header["ch_kinds"].count("eeg") == 19
    assert header["ch_kinds"][-1] == "ecg"
    assert header["reference"] == "REF"
    assert header["events"] == [[3.0, 0.0, "start"]]
    raw = edf.read_bytes()
    first = np.frombuffer(raw[256 * 22 : 256 * 22 + 10], "<i2").astype(float)
    np.testing.assert_allclose(opened.fetch(0, 5, [0])[0], first * 3200 / 32767 * 1e-6, rtol=1e-4, atol=1e-7)


def test_equals_mne(edf: Path) -> None:
    mne = pytest.importorskip("mne")
    opened = open_file(edf, Options())
    raw = mne.io.read_raw_edf(edf, verbose="ERROR")
    np.testing.assert_allclose(
        opened.fetch(333, 1777, [0, 5, 19]), raw[[0, 5, 19], 333:1777][0], rtol=1e-5, atol=1e-12
    )
    assert list(raw.annotations.onset) == [3.0]


@pytest.mark.parametrize("percent", range(4, 100, 5))
def test_truncated(tmp_path: Path, edf_bytes: bytes, percent: int) -> None:
    """20 cuts: the rest opens, is never called whole, and strict refuses it."""
    path = tmp_path / "cut.edf"
    header = 256 * 22
    path.write_bytes(edf_bytes[: header + (len(edf_bytes) - header) * percent // 100])
    whole = 12 * percent // 100
    if whole == 0:
        with pytest.raises(RecordingError, match="truncated, 0 of 12 s"):
            open_file(path, Options())
        return
    opened = open_file(path, Options())
    assert any(f"truncated, {whole} of 12 s" in change for change in opened.header["changes"])
    assert opened.header["n_times"] == whole * 200
    with pytest.raises(RecordingError, match="truncated"):
        open_file(path, Options(strict=True))


def test_cut_inside_header(tmp_path: Path, edf_bytes: bytes) -> None:
    for length in (1, 100, 255, 256, 300, 5000):
        path = tmp_path / "cut.edf"
        path.write_bytes(edf_bytes[:length])
        with pytest.raises(RecordingError):
            open_file(path, Options())


def test_length_unknown(put: Callable[..., Path]) -> None:
    _, changes = check(put("records", "-1"))
    assert any("does not say how long" in change for change in changes)


def test_line_ends_converted(tmp_path: Path, edf_bytes: bytes) -> None:
    path = tmp_path / "crlf.edf"
    path.write_bytes(edf_bytes.replace(b"\n", b"\r\n"))
    with pytest.raises(RecordingError, match="LF to CRLF"):
        open_file(path, Options())


def test_longer_without_reason(tmp_path: Path, edf_bytes: bytes) -> None:
    path = tmp_path / "long.edf"
    path.write_bytes(edf_bytes + bytes(5000))
    with pytest.raises(RecordingError, match="5000 bytes longer"):
        open_file(path, Options())


def test_another_scale_is_named(put: Callable[..., Path]) -> None:
    _, changes = check(put("physical max", "3250", 4))
    assert any("EEG Fz-REF" in change and "scale" in change for change in changes)


def test_only_annotations(mutations: object, tmp_path: Path) -> None:
    main = "0".ljust(8) + " " * 160 + "01.01.2010.00.00" + "512".ljust(8) + "EDF+C".ljust(44) + "1".ljust(8)
    main += "0".ljust(8) + "1".ljust(4)
    signal = (
        "EDF Annotations".ljust(16)
        + " " * 88
        + "-1".ljust(8)
        + "1".ljust(8)
        + "-32768".ljust(8)
        + "32767".ljust(8)
    )
    signal += " " * 80 + "10".ljust(8) + " " * 32
    path = tmp_path / "hypnogram.edf"
    path.write_bytes((main + signal).encode() + b"+0\x14\x14".ljust(20, b"\x00"))
    with pytest.raises(RecordingError, match="only annotations"):
        open_file(path, Options())
