"""Calcium imaging in an NWB file: the trace of each region of interest as dF/F, and its place in the plane."""

from __future__ import annotations

from typing import Any

import numpy as np

from neuro_llm.recordings.errors import RecordingError

from .behaviour import add_signals
from .draft import Draft
from .fluorescence import Rest, plane_places, rest_of
from .nwb_samples import Samples, clock_of, samples_of
from .nwb_tables import events_of, is_a, signals_of

_ASIDE = ("neuropil", "deconvolved", "background", "baseline", "spike")
"""Series beside the traces that are not the light of cells."""
_MOST_MASK_BYTES = 64 << 20
_SPACING = {
    "meters": 1.0,
    "m": 1.0,
    "millimeters": 1e-3,
    "mm": 1e-3,
    "micrometers": 1e-6,
    "microns": 1e-6,
    "um": 1e-6,
}


def optical_series(content: Any) -> list[Any]:
    """All of the file, best first: dF/F, then fluorescence; neuropil, deconvolved traces and the like last."""
    found = [item for item in content.objects.values() if is_a(item, "RoiResponseSeries")]
    return sorted(found, key=lambda series: (_rank(series), str(series.name)))


def _rank(series: Any) -> int:
    aside = any(word in str(series.name).lower() for word in _ASIDE)
    return 2 if aside else (0 if is_relative(series) else 1)


def is_relative(series: Any) -> bool:
    """Does the series hold dF/F already?"""
    spelled = str(series.name).lower().replace("_", "").replace("/", "")
    return is_a(series.parent, "DfOverF") or spelled.startswith(("dff", "dfoverf", "deltaf"))


def draft_of_optical(name: str, content: Any) -> Draft:
    """The best series as dF/F, with behaviour channels and events."""
    first, *others = optical_series(content)
    changes = []
    if others:
        changes.append(f"Opened {first.name}; not {', '.join(str(one.name) for one in others[:6])}.")
    samples = samples_of(name, first, None if first.rois is None else len(first.rois.data))
    changes += [samples.sentence] if samples.turned else []
    begin, rate = clock_of(name, first, samples.n_times)
    if begin:
        changes.append(f"Imaging begins at {begin:.3f} s on the file's clock; times are counted from there.")
    table = None if first.rois is None else first.rois.table
    rows = None if first.rois is None else np.asarray(first.rois.data[:], dtype=int)
    cells = range(samples.n_channels)
    labels = [f"ROI {i}" for i in (cells if table is None else np.asarray(table.id[:])[rows])]
    fetch, unsound = _relative(name, first, samples, changes)
    bad = sorted({*unsound, *_rejected(table, rows, changes)})
    draft = Draft(
        labels=labels,
        given=["cell"] * len(labels),
        dims=["dF/F"] * len(labels),
        factors=[1.0] * len(labels),
        sfreq=rate,
        n_times=samples.n_times,
        fetch=fetch,
        positions=_positions(table, rows, changes),
        events=[(onset - begin, length, label) for onset, length, label in events_of(content, changes)],
        bads=[labels[i] for i in bad],
        changes=changes,
        modality="calcium",
    )
    return add_signals(draft, signals_of(content, changes), begin)


def _relative(name: str, series: Any, samples: Samples, changes: list[str]) -> tuple[Any, list[int]]:
    """(what fetches dF/F, cells whose dF/F cannot be trusted)."""
    scale, offset = float(series.conversion), float(series.offset or 0.0)

    def light(start: int, stop: int, cells: list[int]) -> np.ndarray:
        return samples.read(start, stop, cells) * scale + offset

    rest = rest_of(light, samples.n_channels, samples.n_times)
    if len(rest.broken) == samples.n_channels:
        raise RecordingError(name, f"all cells of {series.name} hold NaN.", "Export the file again.")
    if not is_relative(series):
        changes += [
            f"{series.name} holds fluorescence: dF/F was made with each cell's 8th percentile as F0, without "
            "taking off the neuropil.",
            *rest.sentences(),
        ]
        return _over(rest, light), [*rest.unsound, *rest.broken]
    changes += Rest(rest.level, rest.divisor, [], rest.broken).sentences()
    percent = str(series.unit or "").strip().lower() in ("%", "percent", "percentage")
    if percent:
        changes.append(f"{series.name} is in percent: divided by 100.")
        return (lambda start, stop, cells: light(start, stop, cells) / 100), rest.broken
    return light, rest.broken


def _over(rest: Rest, light: Any) -> Any:
    return lambda start, stop, cells: rest.relative(light(start, stop, cells), cells)


def _rejected(table: Any, rows: np.ndarray | None, changes: list[str]) -> list[int]:
    """Cells that the file itself calls no cells."""
    column = next(
        (
            c
            for c in ("iscell", "is_cell", "accepted", "Accepted")
            if table is not None and c in table.colnames
        ),
        None,
    )
    if column is None or rows is None:
        return []
    values = np.asarray(table[column].data[:])[rows]
    values = values[:, 0] if values.ndim == 2 else values
    found = [int(i) for i in np.flatnonzero(values == 0)] if values.dtype.kind in "biuf" else []
    if found:
        changes.append(f"{len(found)} ROIs are no cells by the column {column} and are marked as bad.")
    return found


def _positions(table: Any, rows: np.ndarray | None, changes: list[str]) -> np.ndarray | None:
    """(cell, 3) metres from the masks of the cells, where these are small enough to read; None otherwise."""
    if table is None or rows is None:
        return None
    pixels = np.full((len(table), 2), np.nan)
    if "pixel_mask" in table.colnames:
        column = table["pixel_mask"]
        ends = np.asarray(column.data[:], dtype=int)
        stored = getattr(
            column.target.data, "dataset", column.target.data
        )  # pynwb wraps tables of x, y, weight
        if stored.shape[0] * stored.dtype.itemsize > _MOST_MASK_BYTES:
            return None
        masks = np.asarray(stored[:])
        for cell, (start, end) in enumerate(zip([0, *ends[:-1]], ends, strict=True)):
            if end > start:
                pixels[cell] = _middle(
                    masks["x"][start:end], masks["y"][start:end], masks["weight"][start:end]
                )
    elif "image_mask" in table.colnames:
        data = table["image_mask"].data
        if data.ndim != 3 or data.size * data.dtype.itemsize > _MOST_MASK_BYTES:
            return None
        for cell in range(len(data)):  # NWB: first axis x, second y
            mask = np.asarray(data[cell], dtype=float)
            x, y = np.nonzero(mask)
            if len(x):
                pixels[cell] = _middle(x, y, mask[x, y])
    return plane_places(pixels[rows], _spacing(table), changes) if np.isfinite(pixels).any() else None


def _middle(x: np.ndarray, y: np.ndarray, weight: np.ndarray) -> np.ndarray:
    weight = np.abs(weight.astype(float))
    weight = weight if weight.sum() > 0 else np.ones(len(weight))
    return np.array([np.average(x, weights=weight), np.average(y, weights=weight)])


def _spacing(table: Any) -> np.ndarray | None:
    """(2,) metres per pixel, by the imaging plane."""
    plane = getattr(table, "imaging_plane", None)
    spacing = (
        None
        if plane is None or plane.grid_spacing is None
        else np.asarray(plane.grid_spacing[:2], dtype=float)
    )
    factor = _SPACING.get(str(getattr(plane, "grid_spacing_unit", "")).lower())
    return None if spacing is None or factor is None or not np.all(spacing > 0) else spacing * factor
