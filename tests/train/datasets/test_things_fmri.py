"""THINGS-fMRI from its tables of single-trial responses."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from neuro_llm.recordings.errors import ConfigError

TRIALS = [
    ("train", 1, "ant_01b.jpg"), ("catch", 1, "catch_1.jpg"), ("test", 1, "boat_02s.jpg"),
    ("train", 2, "coffee_mug_03n.jpg"), ("test", 2, "boat_02s.jpg"),
]  # fmt: skip
VOXELS = ["0,1,10,20,30,0", "1,1,11,20,30,1", "2,1,12,20,30,1"]


@pytest.fixture
def root(tmp_path: Path, picture: Callable[[Path], None]) -> Path:
    """Two people, three voxels (two in V1), five trials; a response is 10 x voxel + trial."""
    h5py = pytest.importorskip("h5py", reason="the responses lie in .h5 files")
    root = tmp_path / "fmri"
    tables = root / "betas_csv"
    tables.mkdir(parents=True)
    for file in ("ant/ant_01b.jpg", "boat/boat_02s.jpg", "coffee_mug/coffee_mug_03n.jpg"):
        picture(root / "object_images" / file)
    for subject in ("sub-01", "sub-02"):
        with h5py.File(tables / f"{subject}_ResponseData.h5", "w") as file:
            file["ResponseData/axis1"] = np.arange(3)
            file["ResponseData/block0_values"] = 10.0 * np.arange(3)[:, None] + np.arange(5)
            file["ResponseData/block1_values"] = np.arange(3)[:, None]
        lines = [f"{n},{kind},{session},1,{n},{name}" for n, (kind, session, name) in enumerate(TRIALS)]
        header = ",trial_type,session,run,trial_id,stimulus"
        (tables / f"{subject}_StimulusMetadata.csv").write_text("\n".join([header, *lines]))
        header = "voxel_id,subject_id,voxel_x,voxel_y,voxel_z,V1"
        (tables / f"{subject}_VoxelMetadata.csv").write_text("\n".join([header, *VOXELS]))
    return root


def test_one_sample_per_trial_of_the_voxels_in_a_region(root: Path, converted: Any, at: Any) -> None:
    pairs = converted("THINGS-fMRI", root)
    own = [pair for pair in pairs.pairs if pair.subject == "01"]
    assert [(pair.session, pair.start, pair.stop, pair.stimulus, pair.split) for pair in own] == [
        ("01", 0.0, 4.5, "ant_01b", "train"), ("01", 4.5, 9.0, "boat_02s", "test"),
        ("02", 0.0, 4.5, "coffee_mug_03n", "train"), ("02", 4.5, 9.0, "boat_02s", "test"),
    ]  # fmt: skip
    assert [at(pairs, pair).tolist() for pair in own] == [[10, 20], [12, 22], [13, 23], [14, 24]]
    assert own[2].text == "coffee mug"
    assert own[0].image == "object_images/ant/ant_01b.jpg"
    assert pairs.dataset.trial == (0.0, 4.5)
    with pairs.open(own[0]) as recording:
        np.testing.assert_allclose(recording.positions, [[-0.001, 0, 0], [0.001, 0, 0]])
        assert recording.ch_names == ("voxel 1", "voxel 2")


def test_a_brain_mask_gives_scanner_coordinates(root: Path, converted: Any) -> None:
    nibabel = pytest.importorskip("nibabel")
    affine = np.diag([2.0, 2.0, 2.0, 1.0])
    affine[:3, 3] = -50
    image = nibabel.Nifti1Image(np.ones((20, 30, 40), np.uint8), affine)
    nibabel.save(image, root / "sub-01_space-T1w_brainmask.nii.gz")
    pairs = converted("THINGS-fMRI", root, subjects=("1",))
    with pairs.open(pairs.pairs[0]) as recording:
        np.testing.assert_allclose(recording.positions[0], [-0.028, -0.010, 0.010])


def test_missing_and_foreign_tables_are_named(root: Path, converted: Any) -> None:
    stimuli = root / "betas_csv/sub-02_StimulusMetadata.csv"
    lines = stimuli.read_text().splitlines()
    stimuli.write_text("\n".join(lines[:-1]))
    with pytest.raises(ConfigError, match="no table of 3 voxels by 4 trials"):
        converted("THINGS-fMRI", root)
    stimuli.write_text("\n".join(line.replace("stimulus", "picture") for line in lines))
    with pytest.raises(ConfigError, match="has no column stimulus"):
        converted("THINGS-fMRI", root)
    stimuli.unlink()
    with pytest.raises(ConfigError, match=r"sub-02_StimulusMetadata\.csv is missing"):
        converted("THINGS-fMRI", root)
