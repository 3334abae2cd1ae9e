"""THINGS-MEG: 4 people, 12 sessions, 22 448 pictures of things, 271 CTF sensors.

Hebart et al., eLife 12 (2023) e82580; OpenNeuro ds004212; figshare 21215246. Layout read in
github.com/ViCCo-Group/THINGS-data (MEG/step1_preprocessing.py): `preprocessed_P1-epo.fif` (with its parts -epo-1.fif
...), -0.1 to 1.3 s at 200 Hz, z-scored against the baseline, metadata from `sourcedata/sample_attributes_P1.csv`
(trial_type exp, test or catch; image_path; session_nr). Pictures lasted 0.5 s (the paper). Test: the published 200
images; their concepts also occur among the training images.
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
from .published import Picture, concept, needed, package, pictures

SECONDS_SHOWN = 0.5
_BATCH = 64  # trials in memory at once
_COLUMNS = ("trial_type", "image_path", "session_nr")
_DATASET = DataSet(
    name="THINGS-MEG",
    licence="CC0 (recordings); the pictures are under their owners' terms",
    source="Hebart et al., eLife 12 (2023) e82580; openneuro.org/datasets/ds004212",
    modality=("meg",),
    warnings=(
        "The concepts of the 200 test images occur among the training images (other pictures of them): a test on these "
        "is about new pictures, not about new concepts.",
    ),
    split="Test: the 200 published test images, shown 12 times.",
)


def plan(request: Request) -> Plan:
    """One part per person and session of the preprocessed epochs."""
    package("pandas")  # MNE needs it for the metadata
    hint = "the preprocessed epochs; OpenNeuro ds004212, derivatives/preprocessed."
    picture = pictures(request.root)
    parts = []
    for path in needed(request.root, "preprocessed_P*-epo.fif", hint):
        epochs = package("mne").read_epochs(path, preload=False, verbose="ERROR")
        _check(path, epochs)
        subject = path.name.removeprefix("preprocessed_P").removesuffix("-epo.fif")
        sources = tuple(sorted(path.parent.glob(f"preprocessed_P{subject}-epo*.fif")))
        for session in sorted({int(number) for number in epochs.metadata["session_nr"]}):
            load = partial(_session, epochs, session, picture)
            parts.append(Part(f"P{subject}", f"{session:02d}", "meg", sources, load))
    return Plan(_DATASET, tuple(parts))


def _check(path: Path, epochs: Any) -> None:
    columns = () if epochs.metadata is None else tuple(epochs.metadata.columns)
    missing = [name for name in _COLUMNS if name not in columns]
    if missing:
        raise ConfigError(
            f"{path}: its metadata have no column {', '.join(missing)}; they are those of sample_attributes_P*.csv."
        )


def _session(epochs: Any, session: int, picture: Picture) -> Loaded:
    """The trials of one session in their order, catch trials left out."""
    rows = epochs.metadata
    wanted = (rows["session_nr"] == session) & (rows["trial_type"] != "catch")
    picks = np.flatnonzero(wanted.to_numpy())
    sfreq, count = float(epochs.info["sfreq"]), len(epochs.times)
    before = round(-float(epochs.tmin) * sfreq)
    shown = []
    for number, pick in enumerate(picks):
        row, onset = rows.iloc[pick], (number * count + before) / sfreq
        file = Path(str(row["image_path"]))
        shown.append(
            Shown(onset, onset + SECONDS_SHOWN, file.stem, picture(file.name), concept(file.stem),
                  row["trial_type"] == "test")
        )  # fmt: skip
    magnetometers = package("mne").pick_types(epochs.info, meg="mag", ref_meg=False)
    about = About(
        sfreq, len(picks) * count, tuple(epochs.ch_names[i] for i in magnetometers), "meg",
        positions=_places(epochs.info, magnetometers), orientations=_normals(epochs.info, magnetometers),
        changes=("Its publishers z-scored every trial against its baseline: amplitudes have no unit.",
                 "Trials lie end to end, without the pauses between them."),
        trial=(before / sfreq, (count - before) / sfreq),
    )  # fmt: skip
    return Loaded(shown, about, _trials(epochs, picks, magnetometers))


def _trials(epochs: Any, picks: np.ndarray, channels: np.ndarray) -> Iterator[np.ndarray]:
    for first in range(0, len(picks), _BATCH):
        data = epochs[picks[first : first + _BATCH]].get_data(picks=channels, verbose="ERROR")
        yield data.transpose(1, 0, 2).reshape(len(channels), -1)


def _places(info: Any, channels: np.ndarray) -> np.ndarray:
    """(channel, 3) metres in the head frame."""
    places = np.array([info["chs"][i]["loc"][:3] for i in channels], float)
    return package("mne").transforms.apply_trans(info["dev_head_t"], places) if info["dev_head_t"] else places


def _normals(info: Any, channels: np.ndarray) -> np.ndarray:
    """(channel, 3) unit vectors, what each coil is sensitive to, in the head frame."""
    normals = np.array([info["chs"][i]["loc"][9:12] for i in channels], float)
    return normals @ info["dev_head_t"]["trans"][:3, :3].T if info["dev_head_t"] else normals
