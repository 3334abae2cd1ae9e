"""The manifest of pairs: what is written comes back, what is wrong is named with its line."""

from __future__ import annotations

import json
from dataclasses import asdict, replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from neuro_llm.recordings.errors import ConfigError, RecordingError
from neuro_llm.train.pairs import DataSet, Pair, read_pairs, write_pairs
from neuro_llm.train.stored import About, is_whole, read_recording, write_recording

DATASET = DataSet("demo", "CC0", "nowhere", ("eeg",))


def pair(number: int, **changed: Any) -> Pair:
    """Second `number` of the recording; every pair its own stimulus."""
    first = Pair(
        f"p{number}",
        "recordings/a.npy",
        "eeg",
        "01",
        "",
        float(number),
        number + 0.1,
        f"s{number}",
        text="cup",
    )
    return replace(first, **changed)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Three seconds at 100 Hz, two electrodes, each second holding its own number."""
    pieces = [np.full((2, 100), value) for value in range(3)]
    write_recording(tmp_path / "recordings/a.npy", About(100.0, 300, ("Oz", "Cz"), "eeg", "V"), pieces)
    return tmp_path


def test_pairs_come_back_and_each_recording_is_opened_once(folder: Path) -> None:
    pairs = [pair(0), pair(1, split="test"), pair(2, text=None, image="cup.png", repeat=3)]
    (folder / "cup.png").touch()
    write_pairs(folder, DATASET, pairs)
    found = read_pairs(folder)
    assert found.pairs == tuple(pairs)
    assert found.dataset == DATASET
    [(_, own)] = list(found.recordings())
    assert own == tuple(pairs)
    assert [one.id for one in found.of("test").pairs] == ["p1"]
    with found.open(pairs[1]) as again:
        assert again.read(1.0, 1.5).mean() == 1.0
        assert again.units == ("V", "V")
        assert np.isfinite(again.positions).all()  # Oz and Cz have places


def test_paths_are_looked_for_in_the_folder_then_in_root(folder: Path, tmp_path: Path) -> None:
    elsewhere = tmp_path / "published"
    (elsewhere / "pictures").mkdir(parents=True)
    (elsewhere / "pictures/cup.png").touch()
    write_pairs(folder, replace(DATASET, root=str(elsewhere)), [pair(0, image="pictures/cup.png")])
    assert read_pairs(folder).path("pictures/cup.png") == elsewhere / "pictures/cup.png"


def test_what_would_not_change_is_not_written(folder: Path) -> None:
    write_pairs(folder, DATASET, [pair(0)])
    before = {path: path.stat().st_mtime_ns for path in folder.rglob("*")}
    write_pairs(folder, DATASET, [pair(0)])
    assert {path: path.stat().st_mtime_ns for path in folder.rglob("*")} == before


@pytest.mark.parametrize(
    ("second", "said"),
    [
        ({"id": "p0"}, "that of line 1"),
        ({"recording": "recordings/b.npy"}, "recordings/b.npy is not in"),
        ({"image": "gone.png"}, "gone.png is not in"),
        ({"text": None}, "neither image nor text"),
        ({"start": 2.95, "stop": 3.2}, "ends at 3 s"),
        ({"start": 1.0, "stop": 1.0}, "is empty"),
        ({"start": -1.0}, "before the recording"),
        ({"split": "dev"}, "none of train, val, test"),
        ({"stimulus": "s0", "split": "test"}, "stimulus 's0' is in test, and in train on line 1"),
        ({"recording": "../a.npy"}, "leaves the folder"),
        ({"image": "/etc/passwd"}, "leaves the folder"),
        ({"stimulus": None}, "stimulus is None"),
        ({"image": 7}, "image is 7, no text"),
    ],
)
def test_a_wrong_line_is_named(folder: Path, second: dict[str, Any], said: str) -> None:
    write_pairs(folder, DATASET, [pair(0), pair(1, **second)])
    with pytest.raises(ConfigError, match="line 2") as error:
        read_pairs(folder)
    assert said in str(error.value)


def test_one_image_under_two_names_does_not_leak(folder: Path) -> None:
    (folder / "cup.png").touch()
    write_pairs(folder, DATASET, [pair(0, image="cup.png"), pair(1, image="cup.png", split="val")])
    with pytest.raises(ConfigError, match=r"image 'cup\.png' is in val"):
        read_pairs(folder)


def test_test_subjects_occur_nowhere_else_where_it_says_so(folder: Path) -> None:
    pairs = [pair(0, split="test"), pair(1)]
    write_pairs(folder, DATASET, pairs)
    read_pairs(folder)
    write_pairs(folder, replace(DATASET, split_by=("image", "subject")), pairs)
    with pytest.raises(ConfigError, match="line 2: subject '01' is in train or val, and in test on line 1"):
        read_pairs(folder)


@pytest.mark.parametrize("line", ["{", "[]", '{"id": "x"}', json.dumps({**asdict(pair(0)), "extra": 1})])
def test_a_line_that_is_no_pair(folder: Path, line: str) -> None:
    write_pairs(folder, DATASET, [])
    (folder / "pairs.jsonl").write_text(line + "\n")
    with pytest.raises(ConfigError, match="line 1: no pair"):
        read_pairs(folder)


def test_a_folder_without_a_manifest(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match=r"has no dataset\.json"):
        read_pairs(tmp_path)


def test_a_cut_recording_is_not_whole_and_not_read(folder: Path) -> None:
    path = folder / "recordings/a.npy"
    assert is_whole(path)
    path.write_bytes(path.read_bytes()[:-4])
    assert not is_whole(path)
    with pytest.raises(RecordingError, match=r"does not fit the \.json"):
        read_recording(path)


@pytest.mark.parametrize(
    ("pieces", "said"),
    [
        ([np.zeros((2, 5))], "only 5 of 10"),
        ([np.zeros((3, 10))], "does not fit"),
        ([np.zeros((2, 11))], "does not fit"),
        ([np.full((2, 10), np.nan)], "channel 1, sample 0 is NaN"),
    ],
)
def test_what_does_not_fit_gets_no_final_name(tmp_path: Path, pieces: list[np.ndarray], said: str) -> None:
    path = tmp_path / "a.npy"
    with pytest.raises(RecordingError, match=said):
        write_recording(path, About(100.0, 10, ("Oz", "Cz"), "eeg"), pieces)
    assert not path.exists()
    assert not path.with_suffix(".json").exists()


def test_unknown_places_and_missing_units_survive(tmp_path: Path) -> None:
    places = np.array([[0.01, 0.02, 0.03], [np.nan] * 3])
    about = About(
        0.25, 2, ("voxel 1", "voxel 2"), "fmri", positions=places, changes=("A sentence.",), trial=(0.0, 4.0)
    )
    write_recording(tmp_path / "b.npy", about, [np.ones((2, 2))])
    with read_recording(tmp_path / "b.npy") as recording:
        np.testing.assert_array_equal(recording.positions, places)
        assert recording.ch_kinds == ("bold", "bold")
        assert (recording.unit, recording.unit_known) == ("", False)
        assert recording.changes == ("A sentence.",)
        assert recording.duration == 8.0
