"""Converted recordings: one float32 `.npy` (channel, time) and, beside it, a `.json` that says what it is."""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np

from neuro_llm.recordings.arrays import from_array
from neuro_llm.recordings.errors import RecordingError
from neuro_llm.recordings.recording import Recording


@dataclass(frozen=True)
class About:
    """What the array itself does not say.

    unit       of the numbers, SI: "V", "T", "%", "dF/F", "count", or "" where their scale means nothing
    positions  (channel, 3) metres, None where the names say it or nothing is known; NaN for single channels
    orientations  (channel, 3) unit vectors of MEG coils, or None
    changes    what was done to the published numbers, one sentence each
    trial      (before, after): seconds around each onset that belong to its trial, where trials lie end to end
    kinds, units  one per channel, where they are not all what `modality` and `unit` say (MEG of two sensor types)
    """

    sfreq: float
    n_times: int
    ch_names: tuple[str, ...]
    modality: str
    unit: str = ""
    positions: np.ndarray | None = None
    orientations: np.ndarray | None = None
    changes: tuple[str, ...] = ()
    trial: tuple[float, float] | None = None
    kinds: tuple[str, ...] | None = None
    units: tuple[str, ...] | None = None

    def to_json(self) -> dict[str, Any]:
        values = asdict(self)
        for name in ("positions", "orientations"):
            values[name] = _rows(values[name])
        return values

    @classmethod
    def from_json(cls, values: dict[str, Any]) -> About:
        for name in ("positions", "orientations"):
            if values[name] is not None:
                values[name] = np.array([row or [np.nan] * 3 for row in values[name]], float)
        for name in ("ch_names", "changes", "trial", "kinds", "units"):
            values[name] = None if values.get(name) is None else tuple(values[name])
        return cls(**values)


def _rows(places: np.ndarray | None) -> list[list[float] | None] | None:
    """NaN has no place in JSON: an unknown place is null."""
    if places is None:
        return None
    rounded = np.round(np.asarray(places, float), 6).tolist()
    return [row if np.isfinite(row).all() else None for row in rounded]


class MappedSource:
    """Samples of a `.npy` file, fetched when they are asked for."""

    def __init__(self, path: Path) -> None:
        self.data: np.ndarray = np.load(path, mmap_mode="r", allow_pickle=False)

    def read(self, start: int, stop: int, channels: Sequence[int]) -> np.ndarray:
        return np.array(self.data[:, start:stop], dtype=np.float32)[list(channels)]

    def close(self) -> None:
        self.data = np.empty((len(self.data), 0), np.float32)


def write_recording(path: Path, about: About, blocks: Iterable[np.ndarray]) -> None:
    """Write `path` (.npy) and the .json beside it, from (channel, time) pieces one after another.

    Time runs slowest on disk, so that a trial of all channels is read in one piece. The files get their names when
    they are whole. Raises RecordingError where the pieces do not make `about.n_times` finite samples.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    staging = path.with_name(f".{path.name}.part")
    shape = (len(about.ch_names), about.n_times)
    done = 0
    with staging.open("wb") as file:
        header = {"descr": "<f4", "fortran_order": True, "shape": shape}
        np.lib.format.write_array_header_1_0(file, header)
        for block in blocks:
            if block.shape[0] != shape[0] or done + block.shape[1] > shape[1]:
                raise RecordingError(
                    path.name,
                    f"a piece of {block.shape} does not fit {shape} after {done} samples.",
                    "The published files do not belong together; fetch them again.",
                )
            _finite(path.name, block, done)
            file.write(np.ascontiguousarray(block.T, dtype="<f4").tobytes())
            done += block.shape[1]
    if done != shape[1]:
        raise RecordingError(path.name, f"only {done} of {shape[1]} samples came.", "Fetch the set again.")
    beside = path.with_suffix(".json")
    beside_staging = beside.with_name(f".{beside.name}.part")
    text = json.dumps(about.to_json(), ensure_ascii=False, allow_nan=False)
    beside_staging.write_text(text, encoding="utf-8")
    os.replace(staging, path)
    os.replace(beside_staging, beside)


def _finite(name: str, block: np.ndarray, done: int) -> None:
    if not np.isfinite(block).all():
        channel, sample = np.argwhere(~np.isfinite(block))[0]
        raise RecordingError(
            name,
            f"channel {channel + 1}, sample {done + sample} is NaN or infinite.",
            "The published file is damaged or holds empty voxels; fetch it again.",
        )


def is_whole(path: Path) -> bool:
    """Whether a converted recording lies there complete: the .json beside it and the size both say so."""
    values = _beside(path)
    return values is not None and _fits(path, values)


def length_of(path: Path) -> float | None:
    """Seconds of a converted recording; None for every other file."""
    values = _beside(path)
    return None if values is None else float(values["n_times"]) / float(values["sfreq"])


def trial_of(path: Path) -> tuple[float, float] | None:
    """Seconds before and after an onset that belong to its trial; None where the recording is continuous."""
    values = _beside(path)
    return tuple(values["trial"]) if values and values.get("trial") else None


def _beside(path: Path) -> dict[str, Any] | None:
    """What the .json beside a converted recording says; None where there is none of ours."""
    beside = path.with_suffix(".json")
    if path.suffix != ".npy" or not beside.is_file():
        return None
    try:
        values = json.loads(beside.read_text(encoding="utf-8"))
    except ValueError:
        return None
    return values if isinstance(values, dict) and {"n_times", "sfreq", "ch_names"} <= set(values) else None


def _fits(path: Path, values: Mapping[str, Any]) -> bool:
    try:
        data = np.load(path, mmap_mode="r", allow_pickle=False)
    except (OSError, ValueError):  # a cut file cannot be mapped: ValueError
        return False
    return data.shape == (len(values["ch_names"]), values["n_times"]) and data.dtype == np.float32


def read_recording(path: Path, options: Mapping[str, Any] | None = None) -> Recording:
    """A converted recording, mapped; any other file through `neuro_llm.read` with the options. Close it."""
    values = _beside(path)
    if values is None:
        from neuro_llm.recordings.readers import read

        return read(path, **(options or {}))
    if not _fits(path, values):
        raise RecordingError(path.name, "it does not fit the .json beside it.", "Convert the data set again.")
    about = About.from_json(values)
    names, none = about.ch_names, np.zeros((len(about.ch_names), 1))
    shell = from_array(none, about.sfreq, names, unit=about.unit, modality=about.modality, name=path.name)
    return replace(
        shell,
        n_times=about.n_times,
        source=MappedSource(path),
        positions=shell.positions if about.positions is None else about.positions,
        orientations=about.orientations,
        changes=about.changes,
        ch_kinds=about.kinds or shell.ch_kinds,
        units=about.units or shell.units,
    )
