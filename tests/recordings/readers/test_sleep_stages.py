"""A hypnogram and its night are one recording, whichever of the two is opened."""

from __future__ import annotations

import shutil
from pathlib import Path

import numpy as np
import pytest
from scipy.io import wavfile

import neuro_llm
from neuro_llm.recordings.errors import RecordingError
from neuro_llm.recordings.readers.draft import Options
from neuro_llm.recordings.readers.opening import open_file
from neuro_llm.recordings.readers.sleep_stages import _code, night_of

STAGES = "+0\x1530\x14Sleep stage W\x14|+30\x1560\x14Sleep stage 2\x14|+90\x1530\x14Sleep stage R\x14"


def _hypnogram(path: Path, tals: str = STAGES, length: int = 200) -> Path:
    """An EDF+ of annotations only, one record of no duration, as Sleep-EDF has them."""
    main = "0".ljust(8) + " " * 160 + "24.04.89" + "16.13.00" + "512".ljust(8) + "EDF+C".ljust(44)
    main += "1".ljust(8) + "0".ljust(8) + "1".ljust(4)
    signal = "EDF Annotations".ljust(16) + " " * 88
    signal += "-1".ljust(8) + "1".ljust(8) + "-32768".ljust(8) + "32767".ljust(8) + " " * 80
    signal += str(length // 2).ljust(8) + " " * 32
    body = "+0\x14\x14\x00" + tals.replace("|", "\x00") + "\x00"
    path.write_bytes((main + signal).encode() + body.encode().ljust(length, b"\x00"))
    return path


def _wav(path: Path) -> None:
    data = np.random.default_rng(0).integers(-3000, 3000, size=(120, 7)).astype(np.int16)
    wavfile.write(path, 1, data)


EVENTS = [[0.0, 30.0, "Sleep stage W"], [30.0, 60.0, "Sleep stage 2"], [90.0, 30.0, "Sleep stage R"]]


@pytest.mark.parametrize("opened", ["SC4001EC-Hypnogram.edf", "SC4001E0-PSG_1Hz.wav"])
def test_both_names_open_the_night(tmp_path: Path, opened: str) -> None:
    _hypnogram(tmp_path / "SC4001EC-Hypnogram.edf")
    _wav(tmp_path / "SC4001E0-PSG_1Hz.wav")
    _wav(tmp_path / "SC4002E0-PSG_1Hz.wav")
    header = open_file(tmp_path / opened, Options()).header
    assert (len(header["ch_names"]), header["n_times"], header["sfreq"]) == (7, 120, 1.0)
    assert header["modality"] == "peripheral"
    assert header["events"] == EVENTS
    assert any("3 sleep stages were read" in change for change in header["changes"])


def test_night_in_edf(tmp_path: Path, edf: Path) -> None:
    shutil.copy(edf, tmp_path / "n1-psg.edf")
    _hypnogram(tmp_path / "n1-hypnogram.edf", "+0\x1510\x14Sleep stage W\x14")
    header = open_file(tmp_path / "n1-hypnogram.edf", Options()).header
    assert header["modality"] == "eeg"
    assert [0.0, 10.0, "Sleep stage W"] in header["events"]
    assert header["changes"][0].startswith("This file holds sleep stages only: n1-psg.edf")


def test_alone(tmp_path: Path) -> None:
    opened = open_file(_hypnogram(tmp_path / "SC4001EC-Hypnogram.edf"), Options())
    header = opened.header
    assert (header["ch_names"], header["ch_kinds"], header["n_times"]) == (["hypnogram"], ["misc"], 120)
    assert header["events"] == EVENTS
    assert opened.fetch(28, 32, [0]).tolist() == [[0, 0, 2, 2]]
    assert opened.fetch(119, 120, [0]).tolist() == [[5]]


def test_best_night_wins(tmp_path: Path) -> None:
    for name in ("SC4001E0-PSG.edf", "SC4001E0-PSG_1Hz.wav", "SC4002E0-PSG.edf", "other-PSG.edf"):
        (tmp_path / name).write_bytes(b"x")
    found = night_of(tmp_path / "SC4001EC-Hypnogram.edf")
    assert found is not None
    assert found.name == "SC4001E0-PSG.edf"
    assert night_of(tmp_path / "SC4009EC-Hypnogram.edf") is None
    assert night_of(tmp_path / "annotations.edf") is None


def test_damaged_stages_are_told_of(tmp_path: Path) -> None:
    whole = _hypnogram(tmp_path / "SC4001EC-Hypnogram.edf").read_bytes()
    _wav(tmp_path / "SC4001E0-PSG.wav")
    (tmp_path / "SC4001EC-Hypnogram.edf").write_bytes(whole[:600])
    header = open_file(tmp_path / "SC4001E0-PSG.wav", Options()).header
    assert any("could not be read" in change for change in header["changes"])
    with pytest.raises(RecordingError, match="truncated"):
        open_file(tmp_path / "SC4001EC-Hypnogram.edf", Options())


@pytest.mark.parametrize("tals", ["", "+3\x14seizure\x14", "+3\x141\x14|+4\x14M\x14"])
def test_other_annotations(tmp_path: Path, tals: str) -> None:
    with pytest.raises(RecordingError, match="only annotations"):
        open_file(_hypnogram(tmp_path / "x.edf", tals), Options())


def test_absurd_length(tmp_path: Path) -> None:
    path = _hypnogram(tmp_path / "x.edf", "+0\x1599999999999\x14Sleep stage W\x14")
    with pytest.raises(RecordingError, match="days"):
        open_file(path, Options())


@pytest.mark.parametrize(
    ("label", "code"),
    [
        ("Sleep stage W", 0),
        ("Sleep stage 4", 4),
        ("Sleep stage N3", 3),
        ("SLEEP-STAGE-R", 5),
        ("N1", 1),
        ("S2", 2),
        ("REM", 5),
        ("Sleep stage ?", -1),
        ("1", None),
        ("Lights off@@EEG", None),
    ],
)
def test_names_of_stages(label: str, code: int | None) -> None:
    assert _code(label) == code


def test_real_night(data_folder: Path) -> None:
    with neuro_llm.read(data_folder / "sleep" / "sc4001" / "SC4001EC-Hypnogram.edf") as night:
        assert (len(night.ch_names), night.sfreq, night.duration) == (7, 1.0, 79500.0)
        seconds = {
            label: sum(event.duration for event in night.events if event.label == label)
            for label in ("Sleep stage 2", "Sleep stage R")
        }
        assert night.read(0, 3).shape == (7, 3)
    assert seconds == {"Sleep stage 2": 7500.0, "Sleep stage R": 3750.0}
