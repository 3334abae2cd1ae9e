"""THINGS-EEG2: 10 people, 16 740 pictures of things, 64 electrodes, one picture every 200 ms.

Gifford, Dwivedi, Roig & Cichy, NeuroImage 264 (2022) 119754. Files: osf.io/3jk45. Layout read in
github.com/gifale95/eeg_encoding (source_to_raw.py, preprocessing_utils.py):
`sub-XX/preprocessed_eeg_{training,test}.npy`, a dictionary of preprocessed_eeg_data (image, repetition, channel, time),
ch_names and times (-0.2 to 0.8 s), whitened (multivariate noise normalisation), images in the order of
`image_metadata.npy`; saved with numpy or, by forks of that code, as a bare pickle. Or
`sub-XX/ses-XX/raw_eeg_{training,test}.npy`, raw_eeg_data (channel, time) in V, whose stim channel counts images from 1
(99999: target). The former merges the sessions, so that the order of trials is lost.
Test: the published 200 images of 200 concepts that are not trained on.
"""

from __future__ import annotations

from functools import partial
from pathlib import Path

import numpy as np

from neuro_llm.recordings.errors import ConfigError
from neuro_llm.train.pairs import DataSet
from neuro_llm.train.stored import About

from .conversion import Loaded, Part, Plan, Request, Shown
from .published import Picture, anywhere, concept, pictures, plain_dictionary, the_one

SECONDS_SHOWN = 0.1
_TARGET = 99999
_DATASET = DataSet(
    name="THINGS-EEG2",
    licence="CC BY 4.0 (recordings); the pictures are under their owners' terms",
    source="Gifford et al., NeuroImage 264 (2022) 119754; osf.io/3jk45",
    modality=("eeg",),
    split="Test: the 200 published test images, of 200 concepts that no training image shows.",
)
_KINDS = (("training", "train"), ("test", "test"))


def plan(request: Request) -> Plan:
    """The published folders of preprocessed or raw recordings, with image_metadata.npy and the pictures."""
    metadata = the_one(
        request.root, "image_metadata.npy", "the list of images; osf.io/y63gw, image_metadata.npy."
    )
    names = plain_dictionary(metadata, "train_img_files", "test_img_files")
    lists = {kind: [str(name) for name in names[f"{short}_img_files"]] for kind, short in _KINDS}
    picture = pictures(request.root)
    preprocessed = anywhere(request.root, "preprocessed_eeg_*.npy")
    if preprocessed:
        parts = [
            Part(path.parent.name.removeprefix("sub-"), "", "eeg", (path,),
                 partial(_epochs, path, kind, lists[kind], picture), kind)
            for path in preprocessed if (kind := _kind(path))
        ]  # fmt: skip
    else:
        parts = [
            Part(path.parent.parent.name.removeprefix("sub-"), path.parent.name.removeprefix("ses-"), "eeg", (path,),
                 partial(_continuous, path, kind, lists[kind], picture), kind)
            for path in anywhere(request.root, "raw_eeg_*.npy") if (kind := _kind(path))
        ]  # fmt: skip
    if not parts:
        raise ConfigError(
            f"{request.root} holds neither sub-XX/preprocessed_eeg_training.npy nor "
            "sub-XX/ses-XX/raw_eeg_training.npy; fetch them from osf.io/3jk45."
        )
    return Plan(_DATASET, tuple(parts), in_order=not preprocessed)


def _kind(path: Path) -> str:
    return path.stem.rpartition("_")[2]


def _times(times: object) -> tuple[float, int, int]:
    """(samples per second, samples before the onset, samples per trial)."""
    seconds = np.asarray(times, float)
    sfreq = float(round(1 / float(np.median(np.diff(seconds))), 3))
    return sfreq, round(-float(seconds[0]) * sfreq), len(seconds)


def _epochs(path: Path, kind: str, files: list[str], picture: Picture) -> Loaded:
    """All trials of one file, image after image, repetition after repetition. The file is in memory meanwhile."""
    values = plain_dictionary(path, "preprocessed_eeg_data", "ch_names", "times")
    data = np.asarray(values["preprocessed_eeg_data"])
    sfreq, before, count = _times(values["times"])
    if data.ndim != 4 or len(data) != len(files) or data.shape[3] != count:
        raise ConfigError(
            f"{path}: {data.shape} (image, repetition, channel, time), but image_metadata.npy lists {len(files)} "
            f"{kind} images and there are {count} times; the files do not belong together."
        )
    onsets = (np.arange(len(files) * data.shape[1]) * count + before) / sfreq
    shown = [
        _shown(onset, files[number // data.shape[1]], kind, picture) for number, onset in enumerate(onsets)
    ]
    about = About(
        sfreq, len(onsets) * count, tuple(str(name) for name in values["ch_names"]), "eeg",
        changes=(
            "Its publishers whitened, downsampled and baseline-corrected it: amplitudes have no unit.",
            "Trials lie end to end in the order of the image list, not of the experiment.",
        ),
        trial=(before / sfreq, (count - before) / sfreq),
    )  # fmt: skip
    blocks = (image.transpose(1, 0, 2).reshape(data.shape[2], -1) for image in data)
    return Loaded(shown, about, blocks)


def _continuous(path: Path, kind: str, files: list[str], picture: Picture) -> Loaded:
    """One raw recording, all of it; trials are where the stim channel steps up."""
    values = plain_dictionary(path, "raw_eeg_data", "ch_names", "ch_types", "sfreq")
    data, sfreq = values["raw_eeg_data"], float(values["sfreq"])
    types = [str(entry) for entry in values["ch_types"]]
    stim = np.asarray(data[types.index("stim")])
    samples = np.flatnonzero((stim != 0) & (np.diff(stim, prepend=0) != 0))
    marked = [(sample, int(stim[sample])) for sample in samples if int(stim[sample]) != _TARGET]
    wrong = [code for _, code in marked if not 1 <= code <= len(files)]
    if wrong:
        raise ConfigError(f"{path}: image {wrong[0]} is shown, but image_metadata.npy lists {len(files)}.")
    shown = [_shown(sample / sfreq, files[code - 1], kind, picture) for sample, code in marked]
    rows = [row for row, entry in enumerate(types) if entry == "eeg"]
    about = About(sfreq, data.shape[1], tuple(str(values["ch_names"][row]) for row in rows), "eeg", "V")
    step = 1 << 16
    blocks = (np.asarray(data[rows, first : first + step]) for first in range(0, data.shape[1], step))
    return Loaded(shown, about, blocks)


def _shown(onset: float, file: str, kind: str, picture: Picture) -> Shown:
    stem = Path(file).stem
    return Shown(onset, onset + SECONDS_SHOWN, stem, picture(file), concept(stem), kind == "test")
