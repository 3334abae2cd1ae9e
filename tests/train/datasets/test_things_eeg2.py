"""THINGS-EEG2 in both of its layouts, and what all conversions share: resuming, splits, subjects."""

from __future__ import annotations

import pickle
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from neuro_llm.recordings.errors import ConfigError
from neuro_llm.train.datasets import Request, conversion, convert, planned
from neuro_llm.train.pairs import PairSet, read_pairs

TRAIN = [f"{name}_{number:02d}b.jpg" for name in ("ant", "coffee_mug") for number in range(1, 21)]
TEST = ["boat_01b.jpg", "zebra1_03s.jpg"]
REPEATS, TIMES = 2, np.arange(-20, 80) / 100


def value(subject: int, image: int, repeat: int) -> float:
    return subject * 1000 + image + repeat / 10


def epochs(subject: int, files: list[str]) -> dict[str, Any]:
    """Zero but for the sample of the onset, which names subject, image and repetition."""
    data = np.zeros((len(files), REPEATS, 3, len(TIMES)))
    for image in range(len(files)):
        for repeat in range(REPEATS):
            data[image, repeat, :, 20] = value(subject, image, repeat)
    return {"preprocessed_eeg_data": data, "ch_names": ["O1", "Oz", "O2"], "times": TIMES}


@pytest.fixture
def root(tmp_path: Path, picture: Callable[[Path], None]) -> Path:
    """Two subjects, 40 training and 2 test images."""
    root = tmp_path / "eeg2"
    for place, files in (("training_images", TRAIN), ("test_images", TEST)):
        for file in files:
            picture(root / place / f"00001_{file[:-8]}" / file)
    metadata = {"train_img_files": TRAIN, "test_img_files": TEST, "train_img_concepts": TRAIN}
    np.save(root / "image_metadata.npy", metadata)  # type: ignore[arg-type]
    for subject in (1, 2):
        folder = root / f"sub-{subject:02d}"
        folder.mkdir()
        with (folder / "preprocessed_eeg_training.npy").open("wb") as file:
            pickle.dump(epochs(subject, TRAIN), file, protocol=4)  # as forks of the published code save it
        np.save(folder / "preprocessed_eeg_test.npy", epochs(subject, TEST))  # type: ignore[arg-type]
    return root


def test_every_trial_lands_at_its_second(root: Path, converted: Any, at: Any) -> None:
    pairs = converted("things-eeg2", root)
    assert len(pairs.pairs) == 2 * REPEATS * (len(TRAIN) + len(TEST))
    for pair in pairs.pairs[::17]:
        files = TEST if pair.split == "test" else TRAIN
        image = files.index(f"{pair.stimulus}.jpg")
        np.testing.assert_allclose(at(pairs, pair), value(int(pair.subject), image, pair.repeat))
        assert pair.stop - pair.start == pytest.approx(0.1)
    assert pairs.dataset.trial == (0.2, 0.8)
    third = next(pair for pair in pairs.pairs if pair.stimulus == "ant_02b")
    assert third.start == pytest.approx(2 * 1.0 + 0.2)
    assert (third.text, third.image) == ("ant", "training_images/00001_ant/ant_02b.jpg")
    assert {pair.text for pair in pairs.pairs} == {"ant", "coffee mug", "boat", "zebra"}


def test_the_published_test_images_test_and_five_percent_validate(root: Path, converted: Any) -> None:
    pairs = converted("THINGS-EEG2", root)
    stimuli = {split: {pair.stimulus for pair in pairs.of(split).pairs} for split in ("train", "val", "test")}
    assert stimuli["test"] == {"boat_01b", "zebra1_03s"}
    assert len(stimuli["train"]) + len(stimuli["val"]) == 40
    assert not stimuli["train"] & stimuli["val"]
    assert "Validation: 5 %" in pairs.dataset.split


def test_a_held_out_subject_tests_alone(root: Path, converted: Any) -> None:
    pairs = converted("THINGS-EEG2", root, hold_out=("2",))
    assert {pair.subject for pair in pairs.of("test").pairs} == {"02"}
    assert {pair.stimulus for pair in pairs.of("test").pairs} == {"boat_01b", "zebra1_03s"}
    assert {pair.subject for pair in pairs.pairs if pair.split != "test"} == {"01"}
    assert pairs.dataset.split_by == ("image", "subject")
    with pytest.raises(ConfigError, match="nothing to train on"):
        converted("THINGS-EEG2", root, hold_out=("1", "sub-02"))


def test_some_subjects_and_one_that_is_not_there(root: Path, converted: Any) -> None:
    assert {pair.subject for pair in converted("THINGS-EEG2", root, subjects=("sub-2",)).pairs} == {"02"}
    with pytest.raises(ConfigError, match="no subject 7 in this data set; it has 01, 02"):
        converted("THINGS-EEG2", root, subjects=("7",))


def test_a_killed_run_goes_on_and_a_finished_one_writes_nothing(
    root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    out, written, write = tmp_path / "out", [], conversion.write_recording

    def killed(path: Path, *rest: Any) -> None:
        written.append(path.name)
        if len(written) == 3:
            (path.parent / f".{path.name}.part").write_bytes(b"half")
            raise KeyboardInterrupt
        write(path, *rest)

    def run() -> PairSet:
        request = Request(root, out)
        return convert(planned("THINGS-EEG2", request), request)

    monkeypatch.setattr(conversion, "write_recording", killed)
    with pytest.raises(KeyboardInterrupt):
        run()
    assert not (out / "pairs.jsonl").exists()
    assert len(list(out.glob("recordings/*.npy"))) == 2
    pairs = run()
    assert len(written) == 5  # the third again, and the fourth
    assert not list(out.rglob(".*.part"))
    assert pairs == read_pairs(out)
    before = {path: path.stat().st_mtime_ns for path in out.rglob("*")}
    assert run() == pairs
    assert {path: path.stat().st_mtime_ns for path in out.rglob("*")} == before


def test_what_was_cut_or_changed_is_made_again(root: Path, converted: Any, at: Any) -> None:
    pairs = converted("THINGS-EEG2", root)
    cut = pairs.path(pairs.pairs[0].recording)
    whole = cut.read_bytes()
    cut.write_bytes(whole[:1000])
    converted("THINGS-EEG2", root)
    assert cut.read_bytes() == whole
    shorter = epochs(9, TEST)
    shorter["ch_names"] = ["Oz"]
    shorter["preprocessed_eeg_data"] = shorter["preprocessed_eeg_data"][:, :, :1]
    np.save(root / "sub-01/preprocessed_eeg_test.npy", shorter)  # type: ignore[arg-type]
    pairs = converted("THINGS-EEG2", root)
    first = next(pair for pair in pairs.of("test").pairs if pair.subject == "01")
    assert at(pairs, first).tolist() == [9000.0]


def test_raw_recordings_stay_continuous(root: Path, converted: Any, at: Any) -> None:
    for path in root.rglob("preprocessed_*"):
        path.unlink()
    for session in (1, 2):
        data = np.zeros((3, 5000))
        for sample, code in ((1000, 40 if session == 1 else 3), (1200, 99999), (1400, 3)):
            data[:, sample] = [code * 1e-6, -code * 1e-6, code]
        raw = {"raw_eeg_data": data, "ch_names": ["O1", "O2", "stim"], "ch_types": ["eeg", "eeg", "stim"]}
        folder = root / f"sub-01/ses-{session:02d}"
        folder.mkdir()
        np.save(folder / "raw_eeg_training.npy", raw | {"sfreq": 1000})  # type: ignore[operator]
    pairs = converted("THINGS-EEG2", root)
    assert [(pair.session, pair.start, pair.stimulus, pair.repeat) for pair in pairs.pairs] == [
        ("01", 1.0, "coffee_mug_20b", 0), ("01", 1.4, "ant_03b", 0),
        ("02", 1.0, "ant_03b", 1), ("02", 1.4, "ant_03b", 2),
    ]  # fmt: skip
    np.testing.assert_allclose(at(pairs, pairs.pairs[0]), [4e-5, -4e-5], rtol=1e-6)
    assert pairs.dataset.trial is None


def test_what_is_missing_is_named(root: Path, converted: Any) -> None:
    (root / "image_metadata.npy").unlink()
    with pytest.raises(ConfigError, match=r"holds no image_metadata\.npy"):
        converted("THINGS-EEG2", root)
    np.save(root / "image_metadata.npy", {"train_img_files": TRAIN[:3], "test_img_files": TEST})  # type: ignore[arg-type]
    with pytest.raises(ConfigError, match="lists 3 training images"):
        converted("THINGS-EEG2", root)


def test_a_forged_pickle_is_refused(root: Path, converted: Any) -> None:
    class Evil:
        def __reduce__(self) -> Any:
            return print, ("run",)

    (root / "image_metadata.npy").write_bytes(pickle.dumps({"train_img_files": Evil()}))
    with pytest.raises(ConfigError, match="more than plain arrays"):
        converted("THINGS-EEG2", root)


def test_an_unknown_set_lists_the_known(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match=r"no data set 'thing'; there are THINGS-EEG2, .*ImageNet-EEG"):
        planned("thing", Request(tmp_path, tmp_path))
