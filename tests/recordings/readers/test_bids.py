"""BIDS: which runs a dataset has, and which of its files a run may be described by."""

from __future__ import annotations

import json
import os
import shutil
from pathlib import Path

import mne
import numpy as np
import pytest

import neuro_llm
from neuro_llm.recordings import bids_runs
from neuro_llm.recordings.errors import RecordingError
from neuro_llm.recordings.readers.bids import described_by, sidecars

NAMES = (
    "sub-01/ses-a/eeg/sub-01_ses-a_task-rest_run-1_eeg.edf",
    "sub-01/ses-a/eeg/sub-01_ses-a_task-rest_run-2_eeg.edf",
    "sub-01/ses-b/ieeg/sub-01_ses-b_task-rest_ieeg.vhdr",
    "sub-02/meg/sub-02_task-faces_meg.ds",
    "sub-02/func/sub-02_task-rest_echo-1_bold.nii.gz",
    "sub-02/meg/sub-02_task-rest_split-01_meg.fif",
    "sub-02/nirs/sub-02_task-tap_nirs.snirf",
)
OTHERS = (
    "participants.tsv",
    "sub-01/ses-a/eeg/sub-01_ses-a_task-rest_run-1_channels.tsv",
    "sub-01/ses-b/ieeg/sub-01_ses-b_task-rest_ieeg.eeg",
    "sub-01/ses-a/anat/sub-01_ses-a_T1w.nii.gz",
    "sub-02/meg/sub-02_task-rest_split-02_meg.fif",
    "sub-02/func/sub-02_task-rest_echo-2_bold.nii.gz",
    "sub-emptyroom/meg/sub-emptyroom_task-noise_meg.fif",
    "derivatives/clean/sub-01/ses-a/eeg/sub-01_ses-a_task-rest_run-1_eeg.edf",
    "sub-02/meg/sub-02_task-faces_meg.ds/sub-02_task-faces_meg.meg4",
)


@pytest.fixture
def dataset(tmp_path: Path) -> Path:
    """A tree of empty files."""
    root = tmp_path / "study"
    for name in (*NAMES, *OTHERS, "dataset_description.json"):
        path = root / name
        if path.suffix == ".ds":
            path.mkdir(parents=True)
            continue
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("")
    return root


def test_runs(dataset: Path) -> None:
    runs = bids_runs(dataset)
    assert [run.path.relative_to(dataset).as_posix() for run in runs] == list(NAMES)
    first = runs[0]
    assert (first.subject, first.session, first.task, first.run, first.modality) == (
        "01",
        "a",
        "rest",
        "1",
        "eeg",
    )
    assert [run.modality for run in runs].count("fmri") == 1
    assert {run.modality for run in runs} == {"eeg", "ieeg", "meg", "fmri", "fnirs"}
    assert len(bids_runs(dataset / "sub-01" / "ses-a")) == 2
    with pytest.raises(RecordingError, match="no such folder"):
        bids_runs(dataset / "sub-09")


def test_same_runs_as_mne_bids(dataset: Path) -> None:
    mne_bids = pytest.importorskip("mne_bids", reason="counts the runs independently")
    found = mne_bids.find_matching_paths(
        dataset, datatypes=["eeg", "ieeg", "meg"], suffixes=["eeg", "ieeg", "meg"], ignore_json=True
    )
    theirs = {
        Path(str(path.fpath)).name for path in found if path.extension in (".edf", ".vhdr", ".ds", ".fif")
    }
    ours = {run.path.name for run in bids_runs(dataset) if run.modality in ("eeg", "ieeg", "meg")}
    apart = {"sub-emptyroom_task-noise_meg.fif", "sub-02_task-rest_split-02_meg.fif"}
    assert ours == theirs - apart


def test_several_runs_are_listed(dataset: Path) -> None:
    with pytest.raises(RecordingError, match="7 runs of 2 subjects") as caught:
        neuro_llm.read(dataset)
    assert NAMES[0] in caught.value.hint


def test_sidecars_are_inherited(dataset: Path) -> None:
    run = dataset / NAMES[0]
    for name in (
        "task-rest_eeg.json",
        "sub-01/sub-01_eeg.json",
        "task-other_eeg.json",
        "sub-01/ses-a/x_eeg.json",
    ):
        (dataset / name).write_text("{}")
    found = [file.relative_to(dataset).as_posix() for file in sidecars(run, "eeg.json")]
    assert found[:2] == ["task-rest_eeg.json", "sub-01/sub-01_eeg.json"]
    assert "task-other_eeg.json" not in found
    allowed = [file.name for file in described_by(run)]
    assert "sub-01_ses-a_task-rest_run-1_channels.tsv" in allowed
    assert "participants.tsv" not in allowed
    assert described_by(dataset / "participants.tsv") == []


def _write_run(root: Path) -> Path:
    """One EEG run of three channels, 200 Hz, 5 s, with everything around it."""
    folder = root / "sub-01" / "eeg"
    folder.mkdir(parents=True)
    (root / "dataset_description.json").write_text('{"Name": "x", "BIDSVersion": "1.9.0"}')
    info = mne.create_info(["F3", "Cz", "AUX"], 200.0, "eeg")
    raw = mne.io.RawArray(np.random.default_rng(0).normal(size=(3, 1000)) * 2e-5, info, verbose="ERROR")
    raw.set_annotations(mne.Annotations([1.0], [0.0], ["own"]))
    path = folder / "sub-01_task-rest_eeg.fif"
    raw.save(path, verbose="ERROR")
    settings = {"EEGReference": "linked mastoids", "PowerLineFrequency": 50, "SamplingFrequency": 200}
    (root / "task-rest_eeg.json").write_text(json.dumps(settings))
    return path


def test_one_run_is_opened_with_what_describes_it(tmp_path: Path) -> None:
    path = _write_run(tmp_path / "study")
    stem = str(path).removesuffix("eeg.fif")
    Path(f"{stem}events.tsv").write_text("onset\tduration\ttrial_type\n0.5\t1\tface\n2.5\t1\thouse\n")
    Path(f"{stem}channels.tsv").write_text(
        "name\ttype\tunits\tstatus\nF3\tEEG\tV\tgood\nCz\tEEG\tV\tbad\nAUX\tEMG\tV\tgood\n"
    )
    Path(f"{stem}electrodes.tsv").write_text(
        "name\tx\ty\tz\nF3\t50\t40\t70\nCz\t0\t0\t110\nAUX\tn/a\tn/a\tn/a\n"
    )
    Path(f"{stem}coordsystem.json").write_text('{"EEGCoordinateSystem": "CTF", "EEGCoordinateUnits": "mm"}')
    with neuro_llm.read(tmp_path / "study" / "sub-01") as recording:
        assert [(event.onset, event.label) for event in recording.events] == [(0.5, "face"), (2.5, "house")]
        assert recording.bads == ("Cz",)
        assert recording.ch_kinds == ("eeg", "eeg", "emg")
        assert recording.reference == "linked mastoids"
        np.testing.assert_allclose(recording.positions[0], [-0.04, 0.05, 0.07])
        assert "The dataset says that the mains has 50 Hz." in recording.changes
        assert any("replace the 1 events" in change for change in recording.changes)
        assert any("holds one recording" in change for change in recording.changes)


@pytest.mark.parametrize(
    ("frame", "used"),
    [("CapTrak", True), ("Other", False), ("", False), ("MNI152NLin2009bAsym", False)],
)
def test_frames(tmp_path: Path, frame: str, used: bool) -> None:
    path = _write_run(tmp_path / "study")
    stem = str(path).removesuffix("eeg.fif")
    Path(f"{stem}electrodes.tsv").write_text("name\tx\ty\tz\nF3\t-0.05\t0.04\t0.07\n")
    said = {"EEGCoordinateSystem": frame, "EEGCoordinateUnits": "m"}
    Path(f"{stem}coordsystem.json").write_text(json.dumps(said))
    with neuro_llm.read(path) as recording:
        assert np.allclose(recording.positions[0], [-0.05, 0.04, 0.07]) == used
        assert any("were not used" in change for change in recording.changes) != used


def test_broken_sidecars_are_told_of(tmp_path: Path) -> None:
    path = _write_run(tmp_path / "study")
    stem = str(path).removesuffix("eeg.fif")
    (path.parent / "sub-01_task-rest_eeg.json").write_text("{broken")
    Path(f"{stem}channels.tsv").write_bytes(b"name\ttype\nQ9\tEEG\n\xff\xfe\t\x00\n")
    Path(f"{stem}electrodes.tsv").write_text("nothing at all")
    with neuro_llm.read(path) as recording:
        assert recording.reference == "linked mastoids"
        assert any("is no JSON" in change for change in recording.changes)
        assert any("0 of the recording's 3" in change for change in recording.changes)


@pytest.mark.skipif(not hasattr(os, "symlink"), reason="needs links")
def test_sidecar_that_leads_out_of_the_dataset(tmp_path: Path) -> None:
    path = _write_run(tmp_path / "study")
    outside = tmp_path / "secret.tsv"
    outside.write_text("name\ttype\nF3\tEMG\n")
    (tmp_path / "study" / "task-rest_channels.tsv").symlink_to(outside)
    with pytest.raises(RecordingError, match=r"secret\.tsv, a file outside"):
        neuro_llm.read(path)


def test_recording_that_is_a_folder(tmp_path: Path, data_folder: Path) -> None:
    """A CTF recording may read the tables beside its folder."""
    stem = "sub-01_task-touch_meg"
    run = tmp_path / "sub-01" / "meg" / f"{stem}.ds"
    shutil.copytree(data_folder / "formats" / "somMDYO-18av.ds", run)
    for file in run.glob("somMDYO-18av.*"):
        file.chmod(0o644)
        file.rename(run / f"{stem}{file.suffix}")
    (run.parent / "sub-01_task-touch_events.tsv").write_text("onset\tduration\ttrial_type\n0.1\t0\ttouch\n")
    (run.parent / "sub-01_task-touch_channels.tsv").write_text("name\tstatus\nMLC32-606\tbad\n")
    with neuro_llm.read(tmp_path / "sub-01") as recording:
        assert [event.label for event in recording.events] == ["touch"]
        assert recording.bads[0] == "MLC32-606"


def test_real(data_folder: Path) -> None:
    root = data_folder / "formats" / "BIDS_test"
    (run,) = bids_runs(root)
    assert (run.subject, run.session, run.task, run.run, run.modality) == (
        "S1",
        "01",
        "Experiment",
        "01",
        "eeg",
    )
    with neuro_llm.read(root) as recording:
        assert (len(recording.ch_names), recording.sfreq, recording.duration) == (16, 256.0, 60.0)
        assert np.isfinite(recording.positions).all()
        assert any("dataset says 32 Hz" in change for change in recording.changes)
