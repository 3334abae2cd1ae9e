"""NSD from volumes of betas, with pictures out of the .hdf5 or captions of COCO."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from neuro_llm.recordings.errors import ConfigError
from neuro_llm.train.datasets import nsd

SHAPE, TRIALS = (3, 2, 2), 4
MASTER = [1, 2, 1, 3, 3, 2, 1, 2]  # two sessions of four trials
IMAGES = [[5, 2, 9], [5, 7, 8]]  # of each person, from 1; 5 is shared


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Two people, two sessions (one .nii.gz, one .hdf5), two voxels of the mask: 300 x (trial + voxel / 10)."""
    h5py, nibabel = pytest.importorskip("h5py"), pytest.importorskip("nibabel")
    from scipy.io import savemat

    monkeypatch.setattr(nsd, "SESSION_TRIALS", TRIALS)
    root = tmp_path / "nsd"
    design = root / "nsddata/experiments/nsd"
    design.mkdir(parents=True)
    savemat(design / "nsd_expdesign.mat", {"masterordering": MASTER, "subjectim": IMAGES, "sharedix": [5, 6]})
    mask = np.zeros(SHAPE)
    mask[1, 0, 1] = mask[2, 1, 0] = 1
    betas = np.zeros((*SHAPE, TRIALS), np.int16)
    betas[1, 0, 1] = 300 * np.arange(TRIALS)
    betas[2, 1, 0] = 300 * np.arange(TRIALS) + 30
    for subject in ("subj01", "subj02"):
        folder = root / f"nsddata_betas/ppdata/{subject}/func1pt8mm/betas_fithrf"
        rois = root / f"nsddata/ppdata/{subject}/func1pt8mm/roi"
        folder.mkdir(parents=True)
        rois.mkdir(parents=True)
        affine = np.diag([1.8, 1.8, 1.8, 1.0])
        nibabel.save(nibabel.Nifti1Image(mask, affine), rois / "nsdgeneral.nii.gz")
        nibabel.save(nibabel.Nifti1Image(betas, affine), folder / "betas_session01.nii.gz")
        with h5py.File(folder / "betas_session02.hdf5", "w") as file:
            file["betas"] = (betas + 300).transpose(3, 2, 1, 0)
    stimuli = root / "nsddata_stimuli/stimuli/nsd"
    stimuli.mkdir(parents=True)
    with h5py.File(stimuli / "nsd_stimuli.hdf5", "w") as file:
        file["imgBrick"] = np.arange(10, dtype=np.uint8)[:, None, None, None] * np.ones(
            (10, 4, 4, 3), np.uint8
        )
    return root


def test_betas_are_percent_and_belong_to_their_images(root: Path, converted: Any, at: Any) -> None:
    from PIL import Image

    pairs = converted("nsd", root)
    own = [pair for pair in pairs.pairs if pair.subject == "01"]
    assert [int(pair.stimulus[4:]) + 1 for pair in own] == [5, 2, 5, 9, 9, 2, 5, 2]
    assert [pair.repeat for pair in own] == [0, 0, 1, 0, 1, 1, 2, 2]
    for number, pair in enumerate(own):
        trial = number % TRIALS + (pair.session == "02")
        np.testing.assert_allclose(at(pairs, pair), [trial, trial + 0.1], rtol=1e-6)
        assert pair.start == (number % TRIALS) * 4.0
        assert np.asarray(Image.open(pairs.path(str(pair.image)))).max() == int(pair.stimulus[4:])
    assert {pair.stimulus for pair in pairs.of("test").pairs} == {"nsd-00004"}
    with pairs.open(own[0]) as recording:
        assert (recording.unit, recording.sfreq) == ("%", 0.25)
        np.testing.assert_allclose(recording.positions, [[0.0018, 0, 0.0018], [0.0036, 0.0018, 0]])


def test_captions_of_coco_become_texts(root: Path, converted: Any) -> None:
    (root / "nsddata_stimuli/stimuli/nsd/nsd_stimuli.hdf5").unlink()
    with pytest.raises(ConfigError, match=r"neither nsd_stimuli\.hdf5"):
        converted("NSD", root)
    (root / "nsd_stim_info_merged.csv").write_text(
        ",cocoId,cocoSplit,nsdId\n0,77,train2017,4\n1,78,train2017,1\n"
    )
    said = [
        {"image_id": 77, "caption": "A cat. "},
        {"image_id": 77, "caption": "No."},
        {"image_id": 78, "caption": "B"},
    ]
    (root / "captions_train2017.json").write_text(json.dumps({"annotations": said}))
    pairs = converted("NSD", root, subjects=("subj01",))
    assert {(pair.stimulus, pair.text, pair.image) for pair in pairs.pairs} == {
        ("nsd-00004", "A cat.", None), ("nsd-00001", "B", None),
    }  # fmt: skip
    assert [pair.start for pair in pairs.pairs if pair.session == "01"] == [0.0, 4.0, 8.0]


def test_missing_pieces_are_named(root: Path, converted: Any) -> None:
    for mask in root.rglob("nsdgeneral.nii.gz"):
        mask.unlink()
    with pytest.raises(
        ConfigError, match=r"subj01/func1pt8mm holds neither roi/nsdgeneral.nii.gz nor brainmask"
    ):
        converted("NSD", root)
    (root / "nsddata/experiments/nsd/nsd_expdesign.mat").unlink()
    with pytest.raises(ConfigError, match=r"holds no nsd_expdesign\.mat"):
        converted("NSD", root)


def test_a_mask_of_another_volume_is_refused(root: Path, converted: Any) -> None:
    import nibabel

    for mask in root.rglob("nsdgeneral.nii.gz"):
        nibabel.save(nibabel.Nifti1Image(np.ones((5, 5, 5)), np.eye(4)), mask)
    with pytest.raises(ConfigError, match=r"a volume of \(3, 2, 2\), but the mask has \(5, 5, 5\)"):
        converted("NSD", root)
