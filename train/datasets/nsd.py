"""Natural Scenes Dataset: 8 people, up to 40 sessions of 750 trials, 7 T; one response per trial and voxel.

Allen et al., Nature Neuroscience 25 (2022) 116; naturalscenesdataset.org (terms to be accepted there). Layout read in
github.com/tknapen/nsd_access, github.com/cvnlab/nsdexamples and the NSD data manual:
`nsddata_betas/ppdata/subj01/func1pt8mm/betas_*/betas_session01.nii.gz` (x, y, z, trial) or `.hdf5` (betas: trial, z,
y, x), int16, 300 times the percent signal change; `nsddata/experiments/nsd/nsd_expdesign.mat` (masterordering: trial →
image of the person, subjectim: → one of 73 000, sharedix: the 1000 that all people saw; all from 1);
`nsddata/ppdata/subj01/func1pt8mm/roi/nsdgeneral.nii.gz` (visual cortex) or `brainmask.nii.gz`. Trials are 4 s apart.
Not verified: that the mask's header gives scanner coordinates; the person's own volume, not MNI, in any case.
Test: the 1000 shared images.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from pathlib import Path

import numpy as np

from neuro_llm.recordings.errors import ConfigError
from neuro_llm.train.pairs import DataSet
from neuro_llm.train.stored import About

from .coco import Coco, stimulus
from .conversion import Loaded, Part, Plan, Request, Shown
from .published import matlab, needed, package, the_one

TRIAL_SECONDS = 4.0
SESSION_TRIALS = 750
BETA_SCALE = 300.0
_BETTER_FIRST = ("betas_fithrf_GLMdenoise_RR", "betas_fithrf", "betas_assumehrf")
_MASKS = ("roi/nsdgeneral.nii.gz", "brainmask.nii.gz")
_DATASET = DataSet(
    name="NSD",
    licence="NSD terms and conditions (naturalscenesdataset.org); pictures: COCO, terms of Flickr",
    source="Allen et al., Nature Neuroscience 25 (2022) 116; naturalscenesdataset.org",
    modality=("fmri",),
    split="Test: the 1000 images that every subject saw.",
)


def plan(request: Request) -> Plan:
    """One part per person and session of the 1.8-mm betas, the best kind of betas that is there."""
    hint = "the design of the experiment; nsddata/experiments/nsd of the NSD bucket."
    design = matlab(
        the_one(request.root, "nsd_expdesign.mat", hint), "masterordering", "subjectim", "sharedix"
    )
    coco = Coco.below(request)
    parts = []
    for subject in needed(request.root, "nsddata_betas/ppdata/subj*/func1pt8mm", "the betas in volume form."):
        name = subject.parent.name
        for path in _sessions(subject):
            number = int(path.name.removeprefix("betas_session")[:2])
            load = partial(_session, path, _mask(request.root, name), design, int(name[4:]), number, coco)
            parts.append(Part(name.removeprefix("subj"), f"{number:02d}", "fmri", (path,), load))
    return Plan(_DATASET, tuple(parts))


def _sessions(subject: Path) -> list[Path]:
    """The files of the best betas; where a session is there twice, its .hdf5."""
    for kind in _BETTER_FIRST:
        files = {
            path.name.split(".")[0]: path for path in sorted(subject.glob(f"{kind}/betas_session*.nii.gz"))
        }
        files |= {path.stem: path for path in sorted(subject.glob(f"{kind}/betas_session*.hdf5"))}
        if files:
            return [files[name] for name in sorted(files)]
    raise ConfigError(
        f"{subject} holds none of {', '.join(_BETTER_FIRST)} with betas_session01.nii.gz or .hdf5."
    )


def _mask(root: Path, subject: str) -> Path:
    for name in _MASKS:
        found = sorted(root.rglob(f"nsddata/ppdata/{subject}/func1pt8mm/{name}"))
        if found:
            return found[0]
    raise ConfigError(f"{root}: nsddata/ppdata/{subject}/func1pt8mm holds neither {' nor '.join(_MASKS)}.")


def _session(
    path: Path, mask: Path, design: dict[str, np.ndarray], subject: int, session: int, coco: Coco
) -> Loaded:
    """One sample per trial of one session."""
    nibabel = package("nibabel")
    volume = nibabel.load(mask)
    inside = np.asarray(volume.dataobj) > 0
    trials = _count(path, inside.shape)
    first = (session - 1) * SESSION_TRIALS
    order = design["masterordering"][first : first + trials].astype(int)
    numbers = np.atleast_2d(design["subjectim"])[subject - 1][order - 1].astype(int) - 1
    shared = {int(number) - 1 for number in design["sharedix"]}
    images = coco.images(numbers.tolist())
    shown = [
        Shown(trial * TRIAL_SECONDS, (trial + 1) * TRIAL_SECONDS, stimulus(int(number)), images[int(number)],
              coco.captions.get(int(number)), int(number) in shared)
        for trial, number in enumerate(numbers)
        if images[int(number)] or int(number) in coco.captions
    ]  # fmt: skip
    voxels = np.argwhere(inside)
    about = About(
        1 / TRIAL_SECONDS, trials, tuple(f"voxel {x} {y} {z}" for x, y, z in voxels), "fmri", "%",
        positions=nibabel.affines.apply_affine(volume.affine, voxels) / 1000,
        changes=(f"One sample is the response to one trial ({path.parent.name}); voxels of {mask.name}.",
                 "Places are those of the person's own volume, not MNI."),
        trial=(0.0, TRIAL_SECONDS),
    )  # fmt: skip
    return Loaded(shown, about, _betas(path, inside))


def _count(path: Path, shape: tuple[int, ...]) -> int:
    """Trials of the file; ConfigError where its volume is not that of the mask."""
    if path.suffix == ".hdf5":
        with package("h5py").File(path, "r") as file:
            trials, *reverse = file["betas"].shape
        volume = tuple(reversed(reverse))
    else:
        *volume, trials = package("nibabel").load(path).shape
    if tuple(volume) != tuple(shape):
        raise ConfigError(f"{path}: a volume of {tuple(volume)}, but the mask has {tuple(shape)}.")
    return int(trials)


def _betas(path: Path, inside: np.ndarray) -> Iterator[np.ndarray]:
    """(voxel, 1) in percent for one trial after another."""
    if path.suffix == ".hdf5":
        with package("h5py").File(path, "r") as file:
            for trial in range(len(file["betas"])):
                yield file["betas"][trial].T[inside][:, None] / np.float32(BETA_SCALE)
        return
    image = package("nibabel").load(path, keep_file_open=True)
    for trial in range(image.shape[3]):
        yield np.asarray(image.dataobj[..., trial], np.float32)[inside][:, None] / np.float32(BETA_SCALE)
