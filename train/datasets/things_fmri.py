"""THINGS-fMRI: 3 people, 12 sessions, 8740 pictures of things; one response per trial and voxel.

Hebart et al., eLife 12 (2023) e82580; figshare 20492835 (betas_csv). Layout read in github.com/ViCCo-Group/THINGS-data
(MRI/notebooks/fmri_usage.ipynb) and in code that opens the .h5 without pandas: `sub-01_ResponseData.h5`
(ResponseData/block0_values, voxel x trial), `sub-01_StimulusMetadata.csv` (trial_type train, test or catch; session;
stimulus), `sub-01_VoxelMetadata.csv` (voxel_x, voxel_y, voxel_z in the person's own volume; regions as 0/1 columns).
Voxels of the localised regions are kept (all where there are none): these were found without the responses to the
pictures. Trials are 4.5 s apart (the paper). Test: the published 100 images; their concepts also occur among the
training images.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import Any

import numpy as np

from neuro_llm.recordings.errors import ConfigError
from neuro_llm.train.pairs import DataSet
from neuro_llm.train.stored import About

from .conversion import Loaded, Part, Plan, Request, Shown
from .published import Picture, anywhere, concept, needed, package, pictures, table

TRIAL_SECONDS = 4.5
VOXEL_METRES = 0.002
_ROWS = 4096  # voxels read at once
_NO_REGION = ("voxel", "subject", "nc_", "splithalf", "prf", "glasser")
_DATASET = DataSet(
    name="THINGS-fMRI",
    licence="CC0 (recordings); the pictures are under their owners' terms",
    source="Hebart et al., eLife 12 (2023) e82580; doi.org/10.25452/figshare.plus.20492835",
    modality=("fmri",),
    warnings=(
        "The concepts of the 100 test images occur among the training images (other pictures of them): a test on these "
        "is about new pictures, not about new concepts.",
    ),
    split="Test: the 100 published test images, shown 12 times.",
)


def plan(request: Request) -> Plan:
    """One part per person and session of the single-trial responses in table form."""
    picture = pictures(request.root)
    parts = []
    hint = "the single-trial responses in table form; betas_csv.zip of figshare 20492835."
    for path in needed(request.root, "sub-*_ResponseData.h5", hint):
        subject = path.name.removesuffix("_ResponseData.h5")
        stimuli, voxels = (path.with_name(f"{subject}_{kind}Metadata.csv") for kind in ("Stimulus", "Voxel"))
        for file in (stimuli, voxels):
            if not file.is_file():
                raise ConfigError(f"{file} is missing; it lies beside {path.name} in betas_csv.zip.")
        rows = table(stimuli, "trial_type", "session", "stimulus")
        masks = anywhere(request.root, f"{subject}*brainmask.nii.gz")
        for session in sorted({int(row["session"]) for row in rows}):
            load = partial(_session, path, voxels, rows, session, masks[0] if masks else None, picture)
            sources = (path, stimuli, voxels)
            parts.append(Part(subject.removeprefix("sub-"), f"{session:02d}", "fmri", sources, load))
    return Plan(_DATASET, tuple(parts))


def _session(
    path: Path, voxels: Path, rows: list[dict[str, str]], session: int, mask: Path | None, picture: Picture
) -> Loaded:
    """One sample per trial, in the order of the session; catch trials left out."""
    trials = [
        i for i, row in enumerate(rows) if int(row["session"]) == session and row["trial_type"] != "catch"
    ]
    places = table(voxels, "voxel_x", "voxel_y", "voxel_z")
    kept = _regions(places)
    positions, where = _positions([places[i] for i in kept], mask)
    shown = []
    for number, trial in enumerate(trials):
        stem, start = Path(rows[trial]["stimulus"]).stem, number * TRIAL_SECONDS
        test = rows[trial]["trial_type"] == "test"
        shown.append(Shown(start, start + TRIAL_SECONDS, stem, picture(stem), concept(stem), test))
    about = About(
        1 / TRIAL_SECONDS, len(trials), tuple(f"voxel {i}" for i in kept), "fmri", positions=positions,
        changes=("One sample is the response to one trial, estimated by its publishers; it has no unit.", where),
        trial=(0.0, TRIAL_SECONDS),
    )  # fmt: skip
    return Loaded(shown, about, _responses(path, np.array(kept), np.array(trials), (len(places), len(rows))))


def _regions(voxels: list[dict[str, str]]) -> list[int]:
    """Rows of the voxels that lie in a localised region, or of all."""
    names = [name for name in voxels[0] if name and not name.lower().startswith(_NO_REGION)]
    inside = [i for i, row in enumerate(voxels) if any(row[name] not in ("", "0", "0.0") for name in names)]
    return inside or list(range(len(voxels)))


def _positions(voxels: list[dict[str, str]], mask: Path | None) -> tuple[np.ndarray, str]:
    """(voxel, 3) metres, and how they were found."""
    index = np.array([[float(row[f"voxel_{axis}"]) for axis in "xyz"] for row in voxels])
    if mask is None:
        return (index - index.mean(axis=0)) * VOXEL_METRES, (
            "Places are in the person's own volume, around its middle, axes as stored; put the brain mask beside the "
            "tables for scanner coordinates."
        )
    nibabel = package("nibabel")
    return nibabel.affines.apply_affine(nibabel.load(mask).affine, index) / 1000, (
        "Places are scanner coordinates of the person's own volume, not MNI."
    )


def _responses(
    path: Path, voxels: np.ndarray, trials: np.ndarray, shape: tuple[int, int]
) -> Iterator[np.ndarray]:
    """(voxel, trial) in one piece: the chosen voxels of one session, some thousand voxels read at a time."""
    with package("h5py").File(path, "r") as file:
        found: list[Any] = []
        file.visititems(lambda _, item: found.append(item) if getattr(item, "shape", None) == shape else None)
        if not found:
            raise ConfigError(
                f"{path} holds no table of {shape[0]} voxels by {shape[1]} trials, as its .csv say."
            )
        first, last = int(trials.min()), int(trials.max()) + 1
        pieces = []
        for start in range(0, shape[0], _ROWS):
            rows = voxels[(voxels >= start) & (voxels < start + _ROWS)] - start
            if rows.size:
                block = found[0][start : start + _ROWS, first:last]
                pieces.append(block[rows][:, trials - first].astype(np.float32))
    yield np.concatenate(pieces)
