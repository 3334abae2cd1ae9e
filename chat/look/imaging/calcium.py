"""Imaged cells: every cell over time, the most active first, and where in the field of view they lie."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from neuro_llm.chat.look.figure import Figure, packed, text
from neuro_llm.chat.look.state import Mark, ViewState
from neuro_llm.chat.look.times import affordable, marked, part_note, time_axis
from neuro_llm.recordings.errors import MeasureError
from neuro_llm.recordings.evidence.cells import noise_of, transients
from neuro_llm.recordings.evidence.part import Part
from neuro_llm.recordings.evidence.places import spread
from neuro_llm.recordings.evidence.quantities import find
from neuro_llm.recordings.recording import Recording

MOST_SAMPLES = 1e7  # cells × frames that are read
FEWEST_CELLS, MOST_CELLS = 200, 1000  # that are read: fewer of a long recording, so that all of it is seen
MOST_ROWS = 200
MOST_COLUMNS = 500
_LARGEST = 32_000


@dataclass(frozen=True)
class Cells:
    """Cells over some seconds.

    names        as the file has them
    x            (cell, column) the largest value of each column of time, % of F0 or SDs of the cell's noise
    rates        (cell,) transients per minute; None where they cannot be counted
    order        (cell,) the most active first, lit ones before all
    start, stop  s
    note         what was left out or cannot be told
    """

    names: tuple[str, ...]
    x: np.ndarray
    rates: np.ndarray | None
    order: np.ndarray
    start: float
    stop: float
    note: str


def fits(recording: Recording) -> bool:
    return bool(recording.of_kind("cell"))


def figure(recording: Recording, state: ViewState, marks: Sequence[Mark] = ()) -> Figure:
    """Cell × time, and the field of view where the file says where its cells lie."""
    cells = _cells(recording, state)
    parts = [_heatmap(recording, cells, state, marks), *_field(recording, cells, state)]
    counted = (
        "" if cells.rates is None else 'Activity is transients per minute, counted as for "transient rate".'
    )
    placed = "" if len(parts) > 1 else "The file does not say where the cells lie."
    note = " ".join(filter(None, (counted, cells.note, placed)))
    return {
        "parts": parts,
        "note": note,
        "alt": f"{len(cells.names)} cells over time, the most active first.",
    }


def _cells(recording: Recording, state: ViewState) -> Cells:
    bad = set(recording.bads)
    all_names = recording.of_kind("cell")
    good = [name for name in all_names if name not in bad] or list(all_names)
    lit = [name for name in state.lit_channels if name in set(all_names)]
    most = int(np.clip(MOST_SAMPLES / recording.n_times, FEWEST_CELLS, MOST_CELLS))
    names = tuple(dict.fromkeys((*lit, *spread(good, most - len(lit)))))
    start, stop = affordable(recording, len(names), MOST_SAMPLES, state)
    x = np.nan_to_num(recording.read(start, stop, names), copy=False)
    rates, lack = _rates(recording, names, start, stop)
    activity = x.std(axis=1) if rates is None else rates + 1e-3 * x.std(axis=1)
    order = np.lexsort((-activity, [name not in lit for name in names]))
    left = len(all_names) - len(good)
    notes = (
        f"{left} of {len(all_names)} that the file marks as no cells are left out." if left else "",
        f"{len(names)} of {len(good)} cells were read, evenly spread." if len(names) < len(good) else "",
        part_note(recording, start, stop), lack,
    )  # fmt: skip
    shown = _columns(x, recording.unit)
    return Cells(names, shown, rates, order, start, stop, " ".join(filter(None, notes)))


def _rates(
    recording: Recording, names: tuple[str, ...], start: float, stop: float
) -> tuple[np.ndarray | None, str]:
    """(cell,) transients per minute; why there are none."""
    part = Part(recording, find("transient rate"), names, start, stop, named=True)
    try:
        return 60.0 * transients(part).counts / part.seconds, ""
    except MeasureError as error:
        return None, f"Cells are in order of how much they vary: {error}"


def _columns(x: np.ndarray, unit: str) -> np.ndarray:
    """(cell, frame) → (cell, column): the largest of each stretch, so that no transient is lost.

    In % of F0, or, where the file's unit is another, in SDs of each cell's noise above its level.
    """
    edges = np.linspace(0, x.shape[1], min(MOST_COLUMNS, x.shape[1]) + 1).astype(int)[:-1]
    largest = np.maximum.reduceat(x, edges, axis=1)
    if unit == "dF/F":
        return 100.0 * largest
    level, noise = noise_of(x)
    return (largest - level[:, None]) / np.where(noise > 0, noise, np.inf)[:, None]


def _heatmap(recording: Recording, cells: Cells, state: ViewState, marks: Sequence[Mark]) -> Figure:
    rows = cells.order[:MOST_ROWS]
    shown = np.clip(np.round(cells.x[rows]), -_LARGEST, _LARGEST).astype(np.int16)
    step = (cells.stop - cells.start) / shown.shape[1]
    title = "ΔF/F (%)" if recording.unit == "dF/F" else "SD of noise"
    lit = set(state.lit_channels)
    heatmap = {
        "type": "heatmap", "z": packed(shown), "x0": cells.start + step / 2, "dx": step,
        "y": _labels([("● " if cells.names[row] in lit else "", cells.names[row]) for row in rows]),
        "colorscale": "Viridis", "zmin": 0, "zmax": float(max(1.0, np.percentile(shown, 99.5))),
        "colorbar": {"title": {"text": title}, "thickness": 10, "outlinewidth": 0},
        "hovertemplate": "%{y}, %{x:.1f} s: %{z}<extra></extra>",
    }  # fmt: skip
    shapes = marked(recording, state, marks, cells.start, cells.stop)
    layout = {
        "xaxis": time_axis(cells.start, cells.stop, showgrid=False),
        "yaxis": {"type": "category", "autorange": "reversed", "automargin": True, "showgrid": False},
        "shapes": [{**shape, "layer": "above"} for shape in shapes],
        "margin": {"l": 60, "r": 8, "t": 28, "b": 48},
    }  # fmt: skip
    note = f"The {len(rows)} most active of {len(cells.names)} cells." if len(rows) < len(cells.names) else ""
    return {
        "data": [heatmap], "layout": layout, "height": int(np.clip(120 + 14 * len(rows), 240, 560)), "jump": "x",
        "note": note, "alt": f"{len(rows)} cells over time, {title}, the most active on top.",
    }  # fmt: skip


def _labels(names: Sequence[tuple[str, str]]) -> list[str]:
    """One label per row, no two the same: equal ones would share a row of the picture."""
    labels = [sign + text(name, 24) for sign, name in names]
    counts = Counter(labels)
    return [label if counts[label] == 1 else f"{label} ({row + 1})" for row, label in enumerate(labels)]


def _field(recording: Recording, cells: Cells, state: ViewState) -> list[Figure]:
    """The cells at their places; [] where the file gives none."""
    places = recording.positions[recording.index(cells.names)][:, :2] * 1e6
    known = np.flatnonzero(np.isfinite(places).all(axis=1))
    if not len(known):
        return []
    colour, title = (cells.rates, "per min") if cells.rates is not None else (cells.x.max(axis=1), "largest")
    dots = _dots(places[known])
    dots["text"] = [text(cells.names[row], 24) for row in known]
    dots["marker"] = {
        "color": packed(colour[known].astype(np.float32)), "colorscale": "Viridis",
        "size": 10 if len(known) < 300 else 6,
        "colorbar": {"title": {"text": title}, "thickness": 10, "outlinewidth": 0},
    }  # fmt: skip
    dots["hovertemplate"] = "%{text}: %{marker.color:.2f} " + title + "<extra></extra>"
    traces = [dots]
    lit = [row for row in known if cells.names[row] in set(state.lit_channels)]
    if lit:
        ring = {"symbol": "circle-open", "size": 18, "color": "@lit", "line": {"width": 3}}
        traces.append({**_dots(places[lit]), "marker": ring, "hoverinfo": "skip"})
    axis = {"gridcolor": "@grid", "zeroline": False, "constrain": "domain"}
    layout = {
        "xaxis": {**axis, "title": {"text": "µm"}},
        "yaxis": {**axis, "title": {"text": "µm"}, "scaleanchor": "x", "autorange": "reversed"},
        "showlegend": False, "margin": {"l": 60, "r": 8, "t": 14, "b": 48},
    }  # fmt: skip
    return [{"data": traces, "layout": layout, "height": 420, "note": "",
             "alt": f"Field of view: {len(known)} cells at their places, coloured by activity."}]  # fmt: skip


def _dots(places: np.ndarray) -> dict[str, Any]:
    """places (cell, 2) µm"""
    x, y = (packed(places[:, axis].astype(np.float32)) for axis in (0, 1))
    return {"type": "scatter", "mode": "markers", "x": x, "y": y}
