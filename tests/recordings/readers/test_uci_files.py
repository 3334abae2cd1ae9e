"""Trials of the UCI EEG database, as text and packed."""

from __future__ import annotations

import gzip
from pathlib import Path

import numpy as np
import pytest

from neuro_llm.recordings.errors import RecordingError
from neuro_llm.recordings.readers.draft import Options
from neuro_llm.recordings.readers.opening import open_file

DATA = np.round(np.random.default_rng(0).normal(size=(2, 4, 64)) * 10, 3)
"""(trial, channel, time) µV"""
NAMES = ("FP1", "X", "nd", "CZ")


def _text(trials: int = 1) -> str:
    lines = [
        "# co2a0000364.rd",
        "# 120 trials, 64 chans, 416 samples 368 post_stim samples",
        "# 3.906000 msecs uV",
    ]
    for trial in range(trials):
        lines.append(f"# {('S1 obj', 'S2 match')[trial]} , trial {trial}")
        for channel, name in enumerate(NAMES):
            lines.append(f"# {name} chan {channel}")
            lines += [f"{trial} {name} {i} {value:.3f}" for i, value in enumerate(DATA[trial, channel])]
    return "\n".join(lines)


@pytest.mark.parametrize("name", ["x.rd", "x.rd.gz", "co2a0000364.rd.000", "co2a0000364.rd.000.gz"])
def test_one_trial(tmp_path: Path, name: str) -> None:
    data = _text().encode()
    (tmp_path / name).write_bytes(gzip.compress(data) if name.endswith(".gz") else data)
    opened = open_file(tmp_path / name, Options())
    header = opened.header
    assert (header["sfreq"], header["n_times"]) == (256.0, 64)
    assert header["ch_names"] == ["Fp1", "X", "nd", "Cz"]
    assert header["ch_kinds"] == ["eeg", "eog", "misc", "eeg"]
    assert np.isfinite(header["positions"][0]).all()
    assert header["events"] == [[0.0, 0.25, "S1 obj"]]
    assert "The header says 64 channels, but 4 are in the file." in header["changes"]
    np.testing.assert_allclose(opened.fetch(3, 9, [3, 0]), DATA[0][[3, 0], 3:9] * 1e-6)


def test_two_trials(tmp_path: Path) -> None:
    (tmp_path / "x.rd").write_text(_text(2))
    opened = open_file(tmp_path / "x.rd", Options())
    assert opened.header["events"] == [[0.0, 0.25, "S1 obj"], [0.25, 0.25, "S2 match"]]
    assert any("one after another" in change for change in opened.header["changes"])
    np.testing.assert_allclose(opened.fetch(60, 70, [0])[0, 4:], DATA[1, 0, :6] * 1e-6)


@pytest.mark.parametrize(
    ("name", "data", "words"),
    [
        ("x.rd.gz", gzip.compress(_text().encode())[:-400], "gzip"),
        ("x.rd.gz", b"\x1f\x8bnothing of the kind", "gzip|could not be read"),
        ("x.rd.gz", _text().encode(), "gzip"),
        ("x.rd", _text().rsplit("\n", 9)[0].encode(), "of 64 samples"),
        ("x.rd", _text().encode() + b"\n0 CZ", "line 265"),
        ("x.rd", b"# 3.906000 msecs uV\n", "no samples"),
        ("x.rd", b"some text of another kind", "msecs"),
        ("x.rd.gz", gzip.compress(b"#" * (65 << 20)), "unpacks to more"),
    ],
)
def test_damaged(tmp_path: Path, name: str, data: bytes, words: str) -> None:
    (tmp_path / name).write_bytes(data)
    with pytest.raises(RecordingError, match=words) as caught:
        open_file(tmp_path / name, Options())
    assert caught.value.hint


def test_real(data_folder: Path) -> None:
    header = open_file(data_folder / "erp" / "co2a0000364_trial0.rd.gz", Options()).header
    assert (len(header["ch_names"]), header["sfreq"], header["n_times"]) == (64, 256.0, 256)
    assert header["events"] == [[0.0, 1.0, "S1 obj"]]
    assert header["unit_known"]
