"""Recordings of a folder with a MANIFEST.json: found, opened with what they cannot say themselves, cut."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path
from typing import Any

import numpy as np

from neuro_llm.recordings.arrays import from_array
from neuro_llm.recordings.errors import RecordingError
from neuro_llm.recordings.readers import read
from neuro_llm.recordings.recording import ArraySource, Recording


@dataclass(frozen=True)
class Listed:
    """One entry of the manifest.

    path   of the file or folder
    said   the entry: labels, sfreq, format, questions ...
    """

    path: Path
    said: dict[str, Any]

    @property
    def labels(self) -> str:
        return str(self.said.get("labels", ""))


def listed_in(data: Path, *folders: str) -> list[Listed]:
    """Entries of the manifest, whose first folder is one of these, or all of them."""
    entries = json.loads((data / "MANIFEST.json").read_text(encoding="utf-8"))
    chosen = [entry for entry in entries if not folders or entry["file"].split("/")[0] in folders]
    return [Listed(data / entry["file"], entry) for entry in chosen]


@lru_cache(maxsize=4)
def _opened(path: Path, sfreq: float | None, array: str | None) -> Recording:
    """Opened with what its own error messages ask for: a rate, a unit, the name of an array."""
    options: dict[str, Any] = {}
    for _ in range(4):
        try:
            return read(path, **options)
        except RecordingError as error:
            more = _asked_for(str(error), sfreq, array)
            if more.items() <= options.items():
                raise
            options |= more
    raise AssertionError("every message asks for something else")


def _asked_for(message: str, sfreq: float | None, array: str | None) -> dict[str, Any]:
    unit = re.search(r"unit='(\w+)'", message)
    if unit:
        return {"unit": unit[1]}
    if array and "ch_names=" in message and "Choose by name" in message:
        return {"ch_names": (array,)}
    if "sfreq" in message and sfreq:
        return {"sfreq": sfreq, "unit": "uV", "modality": "eeg"}
    return {}


def opened(listed: Listed, path: Path | None = None) -> Recording:
    array = re.search(r"\((\w+)", str(listed.said.get("format", "")))
    rate = listed.said.get("sfreq")
    return _opened(path or listed.path, float(rate) if rate else None, array[1] if array else None)


def whole(listed: Listed, path: Path | None = None) -> Callable[[], tuple[Recording, ...]]:
    return lambda: (opened(listed, path),)


def cut(recording: Recording, start: float, stop: float, names: Sequence[str] = ()) -> Recording:
    """A stretch of the brain channels (or of those named) as a recording of its own, with its events."""
    names = tuple(names) or recording.brain
    rows = recording.index(names)
    samples = recording.read(start, stop, names)
    made = from_array(samples, recording.sfreq, names, name=recording.name)
    events = [replace(e, onset=e.onset - start) for e in recording.events if start <= e.onset < stop]
    return replace(
        made,
        ch_kinds=tuple(recording.ch_kinds[row] for row in rows),
        positions=recording.positions[rows],
        units=tuple(recording.units[row] for row in rows),
        modality=recording.modality,
        unit_known=recording.unit_known,
        source=ArraySource(samples),
        events=tuple(events),
    )


def later(listed: Listed, start: float, stop: float) -> Callable[[], tuple[Recording, ...]]:
    return lambda: (cut(opened(listed), start, stop),)


def joined(runs: Sequence[Listed]) -> Recording:
    """Runs of one person one after another."""
    parts = [opened(listed) for listed in runs]
    names = parts[0].brain
    offsets = np.cumsum([0.0, *(part.duration for part in parts)])
    events = [
        replace(e, onset=e.onset + at) for part, at in zip(parts, offsets, strict=False) for e in part.events
    ]
    first = cut(parts[0], 0.0, parts[0].duration, names)
    samples = np.concatenate([part.read(channels=names) for part in parts], axis=1)
    return replace(first, source=ArraySource(samples), n_times=samples.shape[1], events=tuple(events))
