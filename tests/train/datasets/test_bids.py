"""Any BIDS folder: pictures or trial types, recordings where they lie, and block designs that are named."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from neuro_llm.recordings.errors import ConfigError
from neuro_llm.train.datasets import bids


def write(root: Path, subject: str, rows: list[str], columns: str = "onset\tduration\ttrial_type") -> None:
    """A recording of 30 s at 100 Hz with a step of 10 µV at 2.5 s, and its events."""
    import mne

    folder = root / f"sub-{subject}/eeg"
    folder.mkdir(parents=True)
    data = 1e-6 * np.random.default_rng(0).normal(size=(2, 3000))
    data[:, 250] = 1e-5
    raw = mne.io.RawArray(data, mne.create_info(["Oz", "O1"], 100.0, "eeg"), verbose="ERROR")
    raw.save(folder / f"sub-{subject}_task-look_eeg.fif", verbose="ERROR", overwrite=True)
    (folder / f"sub-{subject}_task-look_events.tsv").write_text("\n".join([columns, *rows]) + "\n")


MIXED = ["1\t0.5\tface", "2.5\t0.5\thouse", "4\tn/a\tface", "40\t1\tface", "6\t1\tn/a", "8\t0.5\thouse"]


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """Three subjects with trial types in mixed order."""
    root = tmp_path / "bids"
    for subject in "123":
        write(root, f"0{subject}", MIXED)
    described = {"Name": "Faces", "License": "CC0", "DatasetDOI": "doi:10.1/x", "BIDSVersion": "1.9.0"}
    (root / "dataset_description.json").write_text(json.dumps(described))
    return root


def test_trial_types_become_texts_and_subjects_are_split(root: Path, converted: Any) -> None:
    pairs = converted("bids", root)
    own = [pair for pair in pairs.pairs if pair.subject == "02"]
    assert [(pair.start, pair.stop, pair.text) for pair in own] == [
        (1.0, 1.5, "face"), (2.5, 3.0, "house"), (4.0, 5.0, "face"), (8.0, 8.5, "house"),
    ]  # fmt: skip
    assert own[0].recording == "sub-02/eeg/sub-02_task-look_eeg.fif"
    with pairs.open(own[1]) as recording:
        assert recording.read(own[1].start, own[1].start + 0.01).max() == pytest.approx(1e-5, rel=1e-3)
    assert pairs.dataset.split_by == ("subject",)
    assert len({pair.subject for pair in pairs.of("test").pairs}) == 1
    assert (pairs.dataset.name, pairs.dataset.licence, pairs.dataset.source) == ("Faces", "CC0", "doi:10.1/x")
    assert any("3 events have no duration" in warning for warning in pairs.dataset.warnings)
    assert not any("Block design" in warning for warning in pairs.dataset.warnings)


def test_held_out_subjects_replace_the_hashed_ones_and_nothing_is_opened_twice(
    root: Path, converted: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    converted("BIDS", root)
    monkeypatch.setattr(bids, "read_recording", None)  # a second run that opened one would fail
    pairs = converted("BIDS", root, hold_out=("2", "sub-03"))
    assert {pair.subject for pair in pairs.of("test").pairs} == {"02", "03"}
    assert {pair.subject for pair in pairs.pairs if pair.split != "test"} == {"01"}


def test_stimulus_files_are_split_by_image(
    tmp_path: Path, converted: Any, picture: Callable[[Path], None]
) -> None:
    root = tmp_path / "bids"
    names = [f"pictures/{number}.png" for number in range(40)]
    for name in names[1:]:
        picture(root / "stimuli" / name)
    rows = [f"{0.5 * number}\t0.3\tlook\t{name}" for number, name in enumerate(names)]
    for subject in ("a", "b"):
        write(root, subject, rows, "onset\tduration\ttrial_type\tstim_file")
    pairs = converted("BIDS", root)
    assert pairs.pairs[5].image == "stimuli/pictures/5.png"
    assert pairs.pairs[0].image is None  # not there: its label is left
    test = {pair.stimulus for pair in pairs.of("test").pairs}
    assert 0 < len(test) < 20
    assert not test & {pair.stimulus for pair in pairs.pairs if pair.split != "test"}


def test_a_block_design_is_named_with_its_numbers(tmp_path: Path, converted: Any) -> None:
    root = tmp_path / "bids"
    rows = [f"{number}\t0.5\t{'face' if number < 10 else 'house'}" for number in range(20)]
    for subject in ("01", "02"):
        write(root, subject, rows)
    [warning] = converted("BIDS", root).dataset.warnings
    assert "in 2 of 2 recordings" in warning
    assert "4 blocks of 10 to 10 trials" in warning
    assert "Li et al." in warning


def test_a_folder_that_names_nothing(tmp_path: Path, converted: Any) -> None:
    root = tmp_path / "bids"
    write(root, "01", ["1\t1\tn/a"])
    with pytest.raises(ConfigError, match="names a trial_type or a stim_file"):
        converted("BIDS", root)


def test_one_subject_without_pictures_cannot_test(tmp_path: Path, converted: Any) -> None:
    root = tmp_path / "bids"
    write(root, "01", MIXED)
    pairs = converted("BIDS", root)
    assert {pair.split for pair in pairs.pairs} <= {"train", "val"}
    assert any("nothing could be kept for a test" in warning for warning in pairs.dataset.warnings)
