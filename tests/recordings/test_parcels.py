"""Voxels averaged in the regions of an atlas: known means, names, centres and refusals."""

from __future__ import annotations

import sys
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest

import neuro_llm
from neuro_llm.recordings.errors import ConfigError, MissingDependencyError, RecordingError
from neuro_llm.recordings.recording import ArraySource, Recording

AFFINE = np.diag([4.0, 4, 4, 1])


def recording_of(values: np.ndarray, places_mm: np.ndarray) -> Recording:
    """One constant per voxel, 20 volumes."""
    names = tuple(f"v{i}" for i in range(len(values)))
    return Recording(
        name="run",
        modality="fmri",
        ch_names=names,
        ch_kinds=("bold",) * len(names),
        units=("%",) * len(names),
        sfreq=0.5,
        native_rates=(0.5,) * len(names),
        n_times=20,
        positions=places_mm * 1e-3,
        source=ArraySource(np.tile(values[:, None], (1, 20))),
    )


@pytest.fixture
def atlas(tmp_path: Path) -> Path:
    """Region 2 at x < 6 mm, region 5 from there to 14 mm, nothing beyond; voxels of 4 mm."""
    nibabel = pytest.importorskip("nibabel", reason="atlases are images")
    pytest.importorskip("nilearn", reason="atlases are read by nilearn")
    numbers = np.zeros((5, 3, 3), dtype=np.int16)
    numbers[:2], numbers[2:4] = 2, 5
    nibabel.save(nibabel.Nifti1Image(numbers, AFFINE), tmp_path / "atlas.nii.gz")
    return tmp_path / "atlas.nii.gz"


@pytest.fixture
def run() -> Recording:
    places = np.array([[0.0, 0, 0], [5, 4, 0], [8, 0, 8], [13, 1, 1], [16, 0, 0], [-90, 0, 0], [8, 4, 4]])
    return recording_of(np.array([1.0, 3, 10, 20, 99, 99, 0]), places)


def test_the_mean_of_every_region(atlas: Path, run: Recording) -> None:
    found = neuro_llm.parcels(run, atlas, labels=("A", "B"))
    assert found.ch_names == ("A", "B")
    assert found.ch_kinds == ("bold", "bold")
    assert found.unit == "%"
    assert found.read(0, 4) == pytest.approx(np.array([[2.0, 2], [15, 15]]))
    assert found.read(0, 4, ["B"]) == pytest.approx(np.array([[15.0, 15]]))
    assert found.positions == pytest.approx(np.array([[0.0025, 0.002, 0], [0.0105, 0.0005, 0.0045]]))
    assert (
        "4 voxels were averaged in 2 of the 2 regions" in found.changes[-1]
    )  # one is silent, two lie outside
    assert found.duration == run.duration


def test_bad_voxels_are_left_out(atlas: Path, run: Recording) -> None:
    found = neuro_llm.parcels(replace(run, bads=("v3",)), str(atlas))
    assert found.read(0, 2)[1] == pytest.approx([10.0])
    assert found.ch_names == ("parcel 2", "parcel 5")


@pytest.mark.parametrize(
    "labels",
    [
        ("A", "B"),
        ("Background", "A", "B"),
        ("Background", "x", "A", "x", "x", "B"),
        {2: "A", 5: "B"},
        (b"A", b"B"),
    ],
)
def test_ways_to_name_the_regions(atlas: Path, run: Recording, labels: Any) -> None:
    assert neuro_llm.parcels(run, atlas, labels).ch_names == ("A", "B")


def test_names_that_occur_twice_are_numbered(atlas: Path, run: Recording) -> None:
    assert neuro_llm.parcels(run, atlas, ("Pole", "Pole")).ch_names == ("Pole", "Pole (2)")


def test_only_regions_with_voxels(atlas: Path, run: Recording) -> None:
    found = neuro_llm.parcels(replace(run, bads=("v0", "v1")), atlas, ("A", "B"))
    assert found.ch_names == ("B",)
    assert "1 of the 2 regions" in found.changes[-1]


def test_refusals(atlas: Path, run: Recording, tmp_path: Path) -> None:
    import nibabel

    with pytest.raises(RecordingError, match="none of its voxels"):
        neuro_llm.parcels(replace(run, positions=run.positions + 1), atlas)
    with pytest.raises(RecordingError, match="no voxels with a position"):
        neuro_llm.parcels(replace(run, positions=run.positions * np.nan), atlas)
    with pytest.raises(ConfigError, match="7 labels for 2 regions"):
        neuro_llm.parcels(run, atlas, list("abcdefg"))
    nibabel.save(nibabel.Nifti1Image(np.ones((2, 2, 2, 3), np.float32), AFFINE), tmp_path / "maps.nii")
    with pytest.raises(ConfigError, match="one volume"):
        neuro_llm.parcels(run, tmp_path / "maps.nii")
    nibabel.save(nibabel.Nifti1Image(np.full((2, 2, 2), 0.5, np.float32), AFFINE), tmp_path / "half.nii")
    with pytest.raises(ConfigError, match="fractions"):
        neuro_llm.parcels(run, tmp_path / "half.nii")


def test_without_nilearn_the_extra_is_named(run: Recording, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "nilearn.image", None)
    with pytest.raises(MissingDependencyError, match=r"neuro-llm\[imaging\]"):
        neuro_llm.parcels(run, "atlas.nii.gz")


def test_a_real_run_in_an_atlas(data_folder: Path) -> None:
    pytest.importorskip("nilearn", reason="atlases are read by nilearn")
    folder = data_folder / "fmri" / "haxby25mm"
    with neuro_llm.read(folder / "bold_25mm.nii.gz") as recording:
        found = neuro_llm.parcels(recording, folder / "vt.nii.gz", labels=("VT",))
        assert found.ch_names == ("VT",)
        assert found.read().shape == (1, 121)
        assert abs(float(found.read().mean())) < 0.1
