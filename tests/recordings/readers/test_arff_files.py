"""ARFF: channels from numbers, events from labels."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from neuro_llm.recordings.errors import RecordingError
from neuro_llm.recordings.readers.draft import Options
from neuro_llm.recordings.readers.opening import open_file

WAVE = np.round(20 * np.sin(2 * np.pi * 10 * np.arange(400) / 100), 3)
ASK = Options(sfreq=100.0, unit="uV")


def _write(path: Path, values: str = "{0,1}", states: tuple[str, str] = ("0", "1")) -> Path:
    rows = ["@RELATION EEG", "", "@ATTRIBUTE AF3 NUMERIC", "@ATTRIBUTE O1 NUMERIC"]
    rows += [f"@ATTRIBUTE eyeDetection {values}", "", "@DATA"]
    rows += [f"{4300 + x},{4100 - x},{states[100 <= i < 250]}" for i, x in enumerate(WAVE)]
    path.write_text("\n".join(rows))
    return path


def test_labels_are_events(tmp_path: Path) -> None:
    opened = open_file(_write(tmp_path / "eye.arff"), ASK)
    header = opened.header
    assert header["ch_names"] == ["AF3", "O1", "eyeDetection"]
    assert header["ch_kinds"] == ["eeg", "eeg", "stim"]
    assert header["events"] == [
        [0.0, 1.0, "eyeDetection=0"],
        [1.0, 1.5, "eyeDetection=1"],
        [2.5, 1.5, "eyeDetection=0"],
    ]
    np.testing.assert_allclose(opened.fetch(7, 9, [1])[0], (4100 - WAVE[7:9]) * 1e-6)
    assert opened.fetch(98, 102, [2]).tolist() == [[0, 0, 1, 1]]


def test_labels_of_words(tmp_path: Path) -> None:
    opened = open_file(_write(tmp_path / "eye.arff", "{open,closed}", ("open", "closed")), ASK)
    assert opened.header["events"][1] == [1.0, 1.5, "eyeDetection=closed"]
    assert opened.fetch(98, 102, [2]).tolist() == [[0, 0, 1, 1]]


def test_rate_is_asked_for(tmp_path: Path) -> None:
    with pytest.raises(RecordingError, match="how many samples") as caught:
        open_file(_write(tmp_path / "eye.arff"), Options())
    assert "sfreq=" in caught.value.hint


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("@RELATION x\n@ATTRIBUTE a NUMERIC\n@DATA\n", "no rows"),
        ("@RELATION x\n@ATTRIBUTE a STRING\n@DATA\nb\n", "no ARFF table"),
        ("@RELATION x\n@ATTRIBUTE a {b,c}\n@DATA\nb\n", "no numeric"),
        ("@RELATION x\n@ATTRIBUTE a NUMERIC\n@DATA\n1\nword\n", "no ARFF table"),
        ("@RELATION x\n@ATTRIBUTE a NUMERIC\n@ATTRIBUTE b NUMERIC\n@DATA\n1,2\n3\n", "no ARFF table"),
        ("@RELATION x\n@ATTRI", "no ARFF table"),
        ("no such thing", "no ARFF table"),
    ],
)
def test_damaged(tmp_path: Path, text: str, words: str) -> None:
    path = tmp_path / "x.arff"
    path.write_text(text)
    with pytest.raises(RecordingError, match=words) as caught:
        open_file(path, ASK)
    assert caught.value.hint


def test_real(data_folder: Path) -> None:
    path = data_folder / "rest" / "eye_state_first_half.arff"
    header = open_file(path, Options(sfreq=128.0, unit="uV")).header
    assert header["ch_kinds"].count("eeg") == 14
    assert header["n_times"] / header["sfreq"] == pytest.approx(58.52, abs=0.01)
    assert [round(onset, 1) for onset, _, _ in header["events"]][1:4] == [1.5, 6.8, 10.4]
    assert len(header["events"]) == 14
