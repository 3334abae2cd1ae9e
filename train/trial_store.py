"""Trials of a data set, cut once and kept on disk: what the alignment reads at every step."""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import numpy as np

from neuro_llm.recordings.recording import Recording
from neuro_llm.recordings.trials import Sensors, Trials, TrialSpec, cut

from .pair import Pair
from .pairs import PairSet
from .stored import trial_of


@dataclass(frozen=True)
class StoredTrials:
    """The trials of one recording.

    data      (trial, channel, time) float16, mapped from disk
    stimulus  (trial,) names; split (trial,) "train", "val", "test"
    """

    data: np.ndarray
    mask: np.ndarray
    sensors: Sensors
    ch_names: tuple[str, ...]
    stimulus: np.ndarray
    split: np.ndarray
    subject: str
    modality: str

    def rows(self, which: Sequence[int] | np.ndarray, channels: np.ndarray | None = None) -> Trials:
        """Some trials, in the order given, of all channels or of some."""
        every = np.arange(self.data.shape[1]) if channels is None else channels
        sensors = Sensors(
            self.sensors.positions[every],
            self.sensors.orientations[every],
            self.sensors.kinds[every],
            self.sensors.signature[every],
        )
        data = np.asarray(self.data[which], np.float32)[:, every]
        names = tuple(self.ch_names[i] for i in every)
        return Trials(data, self.mask[which][:, every], np.zeros((len(data), 2)), sensors, names)


def store(
    pairs: PairSet,
    specs: Mapping[str, TrialSpec],
    folder: Path,
    average: bool = False,
    say: Callable[[str], None] = lambda line: None,
) -> list[StoredTrials]:
    """The trials of every recording whose modality is in `specs`; what lies in `folder` already is not cut again.

    average   trials of one stimulus in one recording become their mean
    """
    folder.mkdir(parents=True, exist_ok=True)
    groups: dict[str, list[Pair]] = {}
    for pair in pairs.pairs:
        if pair.modality in specs:
            groups.setdefault(pair.recording, []).append(pair)
    found = []
    for number, (name, group) in enumerate(groups.items(), 1):
        spec = specs[group[0].modality]
        path = folder / f"{_key(pairs.path(name), spec, group)}.npz"
        if not path.is_file():
            with pairs.open(group[0]) as recording:
                _write(path, recording, spec, group, trial_of(pairs.path(name)))
            say(f"cut {number} of {len(groups)} recordings")
        stored = _load(path, group)
        found.append(_averaged(stored) if average else stored)
    return found


def _key(path: Path, spec: TrialSpec, group: Sequence[Pair]) -> str:
    """Changes with the file, with what is read of it, and with the spans."""
    stat = path.stat()
    spans = [(pair.start, pair.stop) for pair in group]
    about = json.dumps([str(path), stat.st_size, stat.st_mtime_ns, asdict(spec), spans, dict(group[0].read)])
    return hashlib.sha256(about.encode()).hexdigest()[:24]


def _write(
    path: Path,
    recording: Recording,
    spec: TrialSpec,
    group: Sequence[Pair],
    limits: tuple[float, float] | None,
) -> None:
    pieces = list(cut(recording, spec, [(pair.start, pair.stop) for pair in group], limits))
    sensors = pieces[0].sensors
    staging = path.with_name(f".{path.stem}.{os.getpid()}.part.npz")
    data = np.concatenate([piece.data for piece in pieces]).astype(np.float16)
    array = path.with_suffix(".npy")
    np.save(staging.with_suffix(".npy"), data)
    np.savez(
        staging, mask=np.concatenate([piece.mask for piece in pieces]), ch_names=np.array(pieces[0].ch_names),
        **asdict(sensors),
    )  # fmt: skip
    os.replace(staging.with_suffix(".npy"), array)
    os.replace(staging, path)


def _load(path: Path, group: Sequence[Pair]) -> StoredTrials:
    with np.load(path, allow_pickle=False) as kept:
        values: dict[str, Any] = {name: kept[name] for name in kept.files}
    sensors = Sensors(values["positions"], values["orientations"], values["kinds"], values["signature"])
    return StoredTrials(
        np.load(path.with_suffix(".npy"), mmap_mode="r", allow_pickle=False),
        values["mask"],
        sensors,
        tuple(map(str, values["ch_names"])),
        np.array([pair.stimulus for pair in group]),
        np.array([pair.split for pair in group]),
        group[0].subject,
        group[0].modality,
    )


def _averaged(stored: StoredTrials) -> StoredTrials:
    """Presentations of one stimulus as one trial: their mean."""
    names, first, which = np.unique(stored.stimulus, return_index=True, return_inverse=True)
    data = np.stack(
        [np.asarray(stored.data[which == i], np.float32).mean(0) for i in range(len(names))]
    ).astype(np.float16)
    mask = np.stack([stored.mask[which == i].any(0) for i in range(len(names))])
    return StoredTrials(
        data,
        mask,
        stored.sensors,
        stored.ch_names,
        names,
        stored.split[first],
        stored.subject,
        stored.modality,
    )
