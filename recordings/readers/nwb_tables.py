"""Tables of an NWB file: trials, epochs and stimuli become events; behaviour series become signals."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import Any

import numpy as np

from .behaviour import Signal
from .finish import MOST_EVENTS
from .nwb_samples import times_of

_LABELS = (
    *("stimulus", "stimulus_name", "stim_name", "stimulus_type", "stim_type", "stim", "image_name", "image"),
    *("condition", "trial_type", "type", "tags", "label", "labels", "cue", "state", "behavior"),
)
"""Columns that may name an event, best first. Free text (notes, comments) is never read: it may speak of a person."""
_UNITS = {
    "meters": "m",
    "meter": "m",
    "metre": "m",
    "metres": "m",
    "radians": "rad",
    "degrees": "deg",
    "pixels": "px",
}
_SPEED = {"m/s": "m/s", "meters/s": "m/s", "cm/s": "cm/s", "meters per second": "m/s", "cm": "cm", "px": "px"}
_AXES = "xyz"
_MOST_COLUMNS = 3


def events_of(content: Any, changes: list[str]) -> list[tuple[float, float, str]]:
    """(onset s, duration s, label) of every table of intervals in the file."""
    events: list[tuple[float, float, str]] = []
    for table in (item for item in content.objects.values() if is_a(item, "TimeIntervals")):
        if not len(table):
            continue
        found = _events(table)
        if len(table) > MOST_EVENTS:
            changes.append(
                f"The table {table.name} holds {len(table)} rows; the first {MOST_EVENTS} are kept."
            )
        events += found
    return events


def _events(table: Any) -> list[tuple[float, float, str]]:
    starts = np.asarray(table["start_time"].data[:MOST_EVENTS], dtype=float)
    stops = np.asarray(table["stop_time"].data[:MOST_EVENTS], dtype=float)
    labels = _labels(table, len(starts))
    return [
        (float(start), float(stop - start) if stop > start else 0.0, label)
        for start, stop, label in zip(starts, stops, labels, strict=True)
        if np.isfinite(start)
    ]


def _labels(table: Any, count: int) -> list[str]:
    """One label per row: a column that names the stimulus or condition, else the table's own name."""
    own = re.sub(r"(?<=[a-z])s$", "", str(table.name))
    name = next((name for name in _LABELS if name in table.colnames), None)
    if name is None:
        return [own] * count
    column = table[name]
    if not hasattr(column, "target"):
        return [_text(value, name) or own for value in column.data[:count]]
    ends = [0, *(int(end) for end in column.data[:count])]
    flat = column.target.data[: ends[-1]]
    rows = (flat[start : min(end, start + 8)] for start, end in pairwise(ends))
    return [", ".join(filter(None, (_text(value, name) for value in row))) or own for row in rows]


def _text(value: Any, column: str) -> str:
    """A cell of a table; a number tells with its column, as in "condition 2". Anything else says nothing."""
    if isinstance(value, bytes):
        return value.decode("utf-8", errors="replace")
    if isinstance(value, str):
        return value
    if isinstance(value, (int, float, np.number)) and np.isfinite(value):
        return f"{column} {float(value):g}"
    return ""


def signals_of(content: Any, changes: list[str]) -> list[Signal]:
    """Position, direction, speed, pupil and the like: SpatialSeries, and series in behaviour containers."""
    signals: list[Signal] = []
    for series in content.objects.values():
        inside = any(is_a(series.parent, kind) for kind in ("BehavioralTimeSeries", "PupilTracking"))
        if not (is_a(series, "SpatialSeries") or (inside and is_a(series, "TimeSeries"))):
            continue
        found = _signals(series)
        if not found:
            changes.append(f"The behaviour {series.name} could not be used: no numbers with a rising clock.")
        signals += found
    return signals


def _signals(series: Any) -> list[Signal]:
    """One signal per column; none where the series has no usable numbers or clock."""
    data = series.data
    shape: tuple[int, ...] = tuple(getattr(data, "shape", ()))
    if (
        len(shape) not in (1, 2)
        or shape[0] < 2
        or data.dtype.kind not in "iuf"
        or not (series.rate or len(series.timestamps))
    ):
        return []
    times = times_of(series)
    if times is not None and (
        len(times) != shape[0] or not np.all(np.isfinite(times)) or np.any(np.diff(times) < 0)
    ):
        return []
    columns: list[int | None] = [None] if len(shape) == 1 else list(range(min(shape[1], _MOST_COLUMNS)))
    spelled = str(series.unit or "").strip().lower()
    unit = _UNITS.get(spelled, _SPEED.get(spelled, str(series.unit) if len(spelled) <= 4 else ""))
    return [
        Signal(
            label=str(series.name) if column is None or shape[1] == 1 else f"{series.name} {_AXES[column]}",
            unit="" if spelled in ("n.a.", "n/a", "na", "none") else unit,
            values=data,
            times=times,
            first=float(series.starting_time or 0.0) if times is None else 0.0,
            rate=float(series.rate or 0.0),
            column=column,
            scale=float(series.conversion),
            offset=float(series.offset or 0.0),
        )
        for column in columns
    ]


def is_a(item: Any, kind: str) -> bool:
    """Is this of an NWB type, or of one that extends it?"""
    return any(one.__name__ == kind for one in type(item).__mro__)
