"""fMRI runs on the cortical surface and in grayordinates: GIFTI and CIFTI-2 time series."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import numpy as np

from neuro_llm.recordings.errors import RecordingError

from .bold_run import BoldRun, draft_of_run, statistics_of
from .draft import Draft, Fetch, Options
from .events_tsv import bids_events
from .repetition_time import PLAUSIBLE, volumes_per_second
from .surface_places import hemisphere_of, vertex_places

_LARGEST_GIFTI = 1 << 30
_AT_ONCE = 1 << 22
"""Samples of a CIFTI file read in one piece."""
_CIFTI = re.compile(r"(?i)\.(d|p)[a-z]+\.nii$")
_OPEN_SERIES = "Open the time series (.func.gii, .time.gii, .dtseries.nii or .ptseries.nii)."
_SERIES_INTENTS = (0, 2001)
"""GIFTI intents of samples: none, as .func.gii files often have, and time series."""


class SurfaceFiles:
    """GIFTI is read as a whole (it is XML); CIFTI lazily."""

    endings = (".gii", ".func.gii", ".time.gii", ".dtseries.nii", ".ptseries.nii")
    imports = ("nibabel", "nibabel.gifti", "nibabel.cifti2")

    @staticmethod
    def takes(path: Path) -> bool:
        """Every CIFTI file; its ending is that of a volume, too."""
        return bool(_CIFTI.search(path.name)) and path.is_file()

    @staticmethod
    def open(path: Path, options: Options) -> Draft:
        return _gifti(path, options) if path.suffix.lower() == ".gii" else _cifti(path, options)


def _gifti(path: Path, options: Options) -> Draft:
    """Vertices of one hemisphere."""
    import nibabel

    if path.stat().st_size > _LARGEST_GIFTI:
        raise RecordingError(
            path.name, "a GIFTI file of this size is not read.", "Convert it to .dtseries.nii."
        )
    image: Any = nibabel.load(path)
    arrays = [np.asarray(array.data) for array in image.darrays if int(array.intent) in _SERIES_INTENTS]
    shapes = {array.shape for array in arrays}
    if not arrays or len(arrays) < len(image.darrays) or len(shapes) != 1:
        raise RecordingError(path.name, "it holds a surface, labels or a map, no time series.", _OPEN_SERIES)
    samples = arrays[0] if len(arrays) == 1 and arrays[0].ndim == 2 else np.stack(arrays, axis=-1)
    if samples.ndim != 2 or samples.shape[1] < 2:
        cause = f"it holds one map of {samples.shape[0]} vertices, without a time course."
        raise RecordingError(path.name, cause, _OPEN_SERIES)
    changes: list[str] = []
    side = hemisphere_of(path.name, image)
    labels = [f"{side} v{i}".strip() for i in range(len(samples))]
    sfreq = volumes_per_second(path, _gifti_seconds(image, changes), options, changes)

    def fetch(start: int, stop: int, channels: list[int]) -> np.ndarray:
        return samples[channels, start:stop]

    places = vertex_places(path.parent, side, len(samples), changes)
    events = bids_events(path, changes)
    run = BoldRun("vertices", labels, places, sfreq, samples.shape[1], fetch, events)
    return draft_of_run(path.name, run, statistics_of(run), options, changes)


def _gifti_seconds(image: Any, changes: list[str]) -> float | None:
    """The metadata TimeStep, which programs write in seconds or in milliseconds; only one of them can be true."""
    said = [meta.get("TimeStep") for meta in (image.meta, *(array.meta for array in image.darrays[:1]))]
    try:
        step = float(next(text for text in said if text))
    except (StopIteration, ValueError):
        return None
    if PLAUSIBLE[0] <= step / 1e3 <= PLAUSIBLE[1]:
        changes.append(f"The metadata give {step:g} between volumes without a unit: read as milliseconds.")
        return step / 1e3
    return step


def _cifti(path: Path, options: Options) -> Draft:
    """Vertices and voxels, or parcels, over time."""
    import nibabel
    from nibabel.cifti2 import cifti2_axes

    image: Any = nibabel.load(path, mmap=False)
    if not isinstance(image, nibabel.Cifti2Image):
        raise RecordingError(
            path.name, "it has the ending of CIFTI, but is none.", "Give it its right ending."
        )
    axes = [image.header.get_axis(i) for i in range(image.ndim)]
    if len(axes) != 2 or not isinstance(axes[0], cifti2_axes.SeriesAxis):
        raise RecordingError(path.name, "it holds maps, labels or connections, no time series.", _OPEN_SERIES)
    changes: list[str] = []
    series, places_axis = axes
    if isinstance(places_axis, cifti2_axes.BrainModelAxis):
        what, (labels, places) = "grayordinates", _grayordinates(path, places_axis, changes)
    elif isinstance(places_axis, cifti2_axes.ParcelsAxis):
        what, (labels, places) = "parcels", _parcels(places_axis)
    else:
        raise RecordingError(path.name, "its rows are neither places of the brain nor parcels.", _OPEN_SERIES)
    said = float(series.step) if str(series.unit).upper() == "SECOND" else None
    sfreq = volumes_per_second(path, said, options, changes)
    _check_whole(path, image)
    run = BoldRun(
        what, labels, places, sfreq, int(image.shape[0]), _fetch_of(image), bids_events(path, changes)
    )
    return draft_of_run(path.name, run, statistics_of(run), options, changes)


def _fetch_of(image: Any) -> Fetch:
    """Windows of (place, time), some places at a time: all times of one place lie together in the file."""
    n_times, n_places = image.shape

    def fetch(start: int, stop: int, channels: list[int]) -> np.ndarray:
        picks = np.array(channels, dtype=int)
        out = np.empty((len(picks), max(0, stop - start)), dtype=np.float32)
        step = max(1, _AT_ONCE // n_times)
        for low in range(0, n_places, step):
            here = np.flatnonzero((picks >= low) & (picks < low + step))
            if here.size:
                first, last = int(picks[here].min()), int(picks[here].max()) + 1
                out[here] = np.asarray(image.dataobj[start:stop, first:last]).T[picks[here] - first]
        return out

    return fetch


def _check_whole(path: Path, image: Any) -> None:
    """CIFTI stores all times of one place together: a file that was cut off lacks places."""
    data = image.dataobj
    needed = int(data.offset) + float(np.prod(image.shape, dtype=float)) * np.dtype(data.dtype).itemsize
    size = path.stat().st_size
    if size < needed:
        cause = f"truncated: {size} of {needed:.0f} bytes are in the file."
        raise RecordingError(path.name, cause, "Copy the whole file again.")


def _grayordinates(path: Path, axis: Any, changes: list[str]) -> tuple[list[str], np.ndarray]:
    """(names as "cortex left v12" or "thalamus left x1 y2 z3", (place, 3) metres)."""
    labels: list[str] = []
    places = np.full((len(axis), 3), np.nan)
    for name, rows, model in axis.iter_structures():
        structure = _structure(name)
        if name in axis.nvertices:
            labels += [f"{structure} v{vertex}" for vertex in model.vertex]
            side = next((side for side in ("left", "right") if structure == f"cortex {side}"), "")
            surface = vertex_places(path.parent, side, axis.nvertices[name], changes)
            places[rows] = surface[model.vertex]
        else:
            labels += [f"{structure} x{x} y{y} z{z}" for x, y, z in model.voxel]
            places[rows] = _millimetres(axis.affine, model.voxel)
    if axis.affine is not None:
        changes.append("The positions of voxels are those of the CIFTI volume, usually MNI space.")
    return labels, places


def _parcels(axis: Any) -> tuple[list[str], np.ndarray]:
    """(parcel names, (parcel, 3) centres of parcels of voxels in metres, NaN for parcels of vertices)."""
    places = [
        _millimetres(axis.affine, voxels).mean(axis=0) if len(voxels) and not vertices else np.full(3, np.nan)
        for voxels, vertices in zip(axis.voxels, axis.vertices, strict=True)
    ]
    return [str(name) for name in axis.name], np.array(places).reshape(-1, 3)


def _millimetres(affine: np.ndarray, voxels: np.ndarray) -> np.ndarray:
    """(voxel, 3) metres of voxel indices."""
    return (np.asarray(voxels) @ affine[:3, :3].T + affine[:3, 3]) * 1e-3


def _structure(name: str) -> str:
    """CIFTI_STRUCTURE_CORTEX_LEFT → "cortex left"."""
    return name.removeprefix("CIFTI_STRUCTURE_").replace("_", " ").lower()
