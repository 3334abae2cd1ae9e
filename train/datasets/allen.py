"""Allen Brain Observatory, visual coding: mouse cells (two photons) and units (Neuropixels), 118 natural scenes.

de Vries et al., Nature Neuroscience 23 (2020) 138; Siegle et al., Nature 592 (2021) 86. Layout read in AllenSDK
(core/brain_observatory_nwb_data_set.py, ecephys_project_cache.py) and in code that opens the files with h5py.
Two photons (.nwb of the SDK, NWB 1): processing/brain_observatory_pipeline/DfOverF/imaging_plane_1/{data, timestamps},
stimulus/presentation/natural_scenes_stimulus/{data: image, -1 blank; frame_duration: first and last imaging frame},
stimulus/templates/natural_scenes_image_stack/data (118 pictures). Neuropixels (NWB 2): units/{spike_times,
spike_times_index}, intervals/natural_scenes_presentations/{start_time, stop_time, frame}; its pictures lie beside it,
natural_scene_templates/natural_scene_0.tiff ... Not covered: the NWB 2 remake of the two-photon files on DANDI.
Test: every fifth image, by the hash of its name.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import Any

import numpy as np

from neuro_llm.recordings.errors import ConfigError
from neuro_llm.train.pairs import DataSet
from neuro_llm.train.stored import About

from .conversion import Loaded, Part, Plan, Request, Shown
from .published import needed, package, pictures
from .splits import share_of

TEST_SHARE = 0.2
SPIKE_BINS = 100.0  # per second
_MARGIN = 1.0  # s kept before the first and after the last image
_PIECE = 3000  # samples written at once
_TRACES = "processing/brain_observatory_pipeline/DfOverF/imaging_plane_1"
_SEEN = "stimulus/presentation/natural_scenes_stimulus"
_STACK = "stimulus/templates/natural_scenes_image_stack/data"
_INTERVALS = "intervals/natural_scenes_presentations"
_SUBJECT = ("general/subject/subject_id", "general/specimen_name", "general/experiment_container_id")
_DATASET = DataSet(
    name="Allen",
    licence="Allen Institute terms of use (non-commercial, with citation)",
    source="de Vries et al., Nature Neuroscience 23 (2020) 138; Siegle et al., Nature 592 (2021) 86",
    modality=("calcium", "spikes"),
    split="Test: every fifth of the 118 natural scenes, by the hash of its name.",
)


def plan(request: Request) -> Plan:
    """One part per session in which natural scenes were shown."""
    parts, stacks = [], []
    for path in needed(request.root, "*.nwb", "sessions of the visual coding data sets."):
        with package("h5py").File(path, "r") as file:
            if _STACK in file:
                stacks.append(path)
            kind = "calcium" if _SEEN in file and _TRACES in file else "spikes" if _INTERVALS in file else ""
            subject = _text(file, *_SUBJECT)
        if kind:
            parts.append((path, kind, subject or path.stem))
    if not parts:
        raise ConfigError(f"{request.root}: no .nwb in it holds presentations of natural_scenes.")
    scenes = _Scenes(request, stacks[0] if stacks else None)
    load = {"calcium": _calcium, "spikes": _spikes}
    made = tuple(
        Part(subject, path.stem, kind, (path,), partial(load[kind], path, scenes))
        for path, kind, subject in parts
    )
    return Plan(_DATASET, made)


def _text(file: Any, *names: str) -> str:
    """The first of the entries that is there, as text."""
    for name in names:
        if name in file:
            value = file[name][()]
            return value.decode() if isinstance(value, bytes) else str(value)
    return ""


class _Scenes:
    """The 118 pictures: .tiff files below the root, or those that a two-photon file holds, taken out once."""

    def __init__(self, request: Request, stack: Path | None) -> None:
        self.request, self.stack, self.picture = request, stack, pictures(request.root)

    def shown(self, frame: int, start: float, stop: float) -> Shown:
        name = f"natural_scene_{frame}"
        return Shown(
            start,
            stop,
            name,
            self.picture(name) or self._taken_out(name, frame),
            None,
            share_of(name) < TEST_SHARE,
        )

    def _taken_out(self, name: str, frame: int) -> str:
        from PIL import Image

        target = self.request.out / "images" / f"{name}.png"
        if not target.exists():
            if self.stack is None:
                raise ConfigError(
                    f"{self.request.root} holds no {name}.tiff and no two-photon session with the pictures; "
                    "put natural_scene_templates/ of the Allen bucket into it."
                )
            target.parent.mkdir(parents=True, exist_ok=True)
            with package("h5py").File(self.stack, "r") as file:
                image = np.asarray(file[_STACK][frame]).astype(np.uint8)
            staging = target.with_name(f".{target.name}.part")
            Image.fromarray(image).save(staging, format="PNG")
            os.replace(staging, target)
        return f"images/{target.name}"


def _calcium(path: Path, scenes: _Scenes) -> Loaded:
    """The whole session, dF/F of every cell."""
    with package("h5py").File(path, "r") as file:
        times = np.asarray(file[f"{_TRACES}/timestamps"], float)
        cells, count = file[f"{_TRACES}/data"].shape
        images = np.asarray(file[f"{_SEEN}/data"]).astype(int)
        frames = np.asarray(file[f"{_SEEN}/frame_duration"], float)
    sfreq = float(1 / np.median(np.diff(times)))
    shown = [
        scenes.shown(int(image), start / sfreq, (stop + 1) / sfreq)
        for image, (start, stop) in zip(images, frames, strict=True) if image >= 0
    ]  # fmt: skip
    about = About(sfreq, count, tuple(f"cell {i}" for i in range(cells)), "calcium", "dF/F")
    return Loaded(sorted(shown, key=lambda one: one.start), about, _traces(path))


def _traces(path: Path) -> Iterator[np.ndarray]:
    with package("h5py").File(path, "r") as file:
        data = file[f"{_TRACES}/data"]
        for first in range(0, data.shape[1], _PIECE):
            yield np.nan_to_num(data[:, first : first + _PIECE])


def _spikes(path: Path, scenes: _Scenes) -> Loaded:
    """Spike counts from just before the first image to just after the last."""
    with package("h5py").File(path, "r") as file:
        table = file[_INTERVALS]
        images, starts, stops = (
            np.asarray(table[name], float) for name in ("frame", "start_time", "stop_time")
        )
        spikes = np.asarray(file["units/spike_times"], float)
        ends = np.asarray(file["units/spike_times_index"]).astype(int)
        names = tuple(f"unit {number}" for number in np.asarray(file["units/id"]))
    origin = float(starts.min()) - _MARGIN
    count = int(np.ceil((float(stops.max()) + _MARGIN - origin) * SPIKE_BINS))
    shown = [
        scenes.shown(int(image), start - origin, stop - origin)
        for image, start, stop in zip(images, starts, stops, strict=True) if image >= 0
    ]  # fmt: skip
    trains = [train - origin for train in np.split(spikes, ends[:-1])]
    about = About(
        SPIKE_BINS, count, names, "spikes", "count",
        changes=(f"Spikes were counted in bins of {1000 / SPIKE_BINS:g} ms; 0 s is {origin:.3f} s of the session.",),
    )  # fmt: skip
    return Loaded(sorted(shown, key=lambda one: one.start), about, _counts(trains, count))


def _counts(trains: list[np.ndarray], count: int) -> Iterator[np.ndarray]:
    for first in range(0, count, _PIECE):
        edges = np.arange(first, min(first + _PIECE, count) + 1) / SPIKE_BINS
        bounds = [np.searchsorted(np.sort(train), edges) for train in trains]
        yield np.diff(np.stack(bounds), axis=1)
