"""Sorted units: their spikes over time, how often all of them fire together, and the rate of each."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

from neuro_llm.recordings.evidence.places import spread
from neuro_llm.recordings.evidence.trains import Trains, trains_of
from neuro_llm.recordings.recording import Recording

from .figure import Figure, packed, text
from .state import Mark, ViewState
from .timeline import page_of
from .times import affordable, marked, part_note, time_axis

MOST_COUNTS = 8e7  # units × bins that are read
MOST_UNITS = 500
MOST_SPIKES = 15_000  # drawn
MOST_OF_A_UNIT = 1000  # spikes in a row of the picture, on average; more would be one black bar
MOST_BARS = 100
MOST_NAMED = 40
RATE_BINS = 400
SHORTEST_BIN = 0.01  # s


def fits(recording: Recording) -> bool:
    return bool(recording.of_kind("unit"))


def figure(recording: Recording, state: ViewState, marks: Sequence[Mark] = ()) -> Figure:
    """Raster, the rate of all units together, and a bar for the rate of each unit, as "firing rate" counts it."""
    there = recording.of_kind("unit")
    lit = {name for name in state.lit_channels if name in set(there)}
    evenly = spread(there, max(0, MOST_UNITS - len(lit)))
    names = tuple(name for name in there if name in {*lit, *evenly})
    start, stop = affordable(recording, len(names), MOST_COUNTS, state)
    trains = trains_of(recording, names, start, stop, "spike raster")
    legible = trains.counts.mean() <= MOST_OF_A_UNIT and trains.counts.sum() <= 2 * MOST_SPIKES
    span = (start, stop) if legible else page_of(recording, state)
    parts = [
        _raster(names, trains, span, lit) | {"jump": "x"},
        _population(trains) | {"jump": "x"},
        _bars(names, trains.rates, lit),
    ]
    for part, (first, last) in zip(parts, (span, (start, stop)), strict=False):
        part["layout"]["shapes"] = marked(recording, state, marks, first, last)
    evenly_note = f"{len(names)} of {len(there)} units are shown, evenly spread."
    notes = (evenly_note if len(names) < len(there) else "", part_note(recording, start, stop))
    alt = f"Spikes and firing rates of {len(names)} units."
    return {"parts": parts, "note": " ".join(filter(None, notes)), "alt": alt}


def _raster(names: Sequence[str], trains: Trains, span: tuple[float, float], lit: set[str]) -> Figure:
    """One tick per spike in `span` (s); of too many, one in so many of each unit, so that units keep their shares."""
    edges = [round((at - trains.start) * trains.sfreq) for at in span]
    inside = [train[slice(*np.searchsorted(train, edges))] for train in trains.bins]
    total = sum(map(len, inside))
    every = max(1, -(-total // MOST_SPIKES))
    traces = []
    for colour, chosen in (("@ink", False), ("@lit", True)):
        rows = [row for row, name in enumerate(names) if (name in lit) == chosen]
        if rows:
            drawn = [inside[row][::every] for row in rows]
            y = np.repeat(np.array(rows, dtype=np.int16), [len(bins) for bins in drawn])
            traces.append(_ticks(trains.start + np.concatenate(drawn) / trains.sfreq, y, colour, len(names)))
    shown = spread(range(len(names)), MOST_NAMED)
    layout = {
        "xaxis": time_axis(*span),
        "yaxis": {
            "range": [len(names) - 0.4, -0.6], "tickvals": shown, "automargin": True, "showgrid": False,
            "ticktext": [text(names[row], 24) for row in shown], "zeroline": False,
        },
        "margin": {"l": 60, "r": 14, "t": 28, "b": 44}, "hovermode": "closest",
    }  # fmt: skip
    note = f"One tick per spike: {total} spikes." if every == 1 else (
        f"Of each unit one spike in {every} is drawn ({total} in all); the rates count every spike."
    )  # fmt: skip
    return {
        "data": traces, "layout": layout, "height": int(np.clip(100 + 14 * len(names), 190, 600)), "note": note,
        "alt": f"Spikes of {len(names)} units from {span[0]:.0f} to {span[1]:.0f} s.",
    }  # fmt: skip


def _ticks(x: np.ndarray, y: np.ndarray, colour: str, n_units: int) -> dict[str, Any]:
    """x (spike,) s, y (spike,) row of the unit"""
    size = float(np.clip(350 / max(1, n_units), 2, 16))
    return {
        "type": "scatter", "mode": "markers", "x": packed(x.astype(np.float32)), "y": packed(y), "showlegend": False,
        "marker": {"symbol": "line-ns-open", "size": size, "color": colour, "line": {"width": 1, "color": colour}},
        "hovertemplate": "%{x:.3f} s<extra></extra>",
    }  # fmt: skip


def _population(trains: Trains) -> Figure:
    """Spikes per second of all units together."""
    seconds = trains.stop - trains.start
    n = int(max(1, min(RATE_BINS, seconds / SHORTEST_BIN)))
    counts, edges = np.histogram(np.concatenate(trains.bins) / trains.sfreq, bins=n, range=(0.0, seconds))
    times = trains.start + (edges[:-1] + edges[1:]) / 2
    line = {
        "type": "scatter", "mode": "lines", "x": packed(times.astype(np.float32)),
        "y": packed((counts * n / seconds).astype(np.float32)), "line": {"color": "@a", "width": 1.2},
        "hovertemplate": "%{x:.1f} s: %{y:.1f} Hz<extra>all units</extra>",
    }  # fmt: skip
    layout = {
        "xaxis": time_axis(trains.start, trains.stop),
        "yaxis": {
            "title": {"text": "all units, Hz"},
            "rangemode": "tozero",
            "gridcolor": "@grid",
            "zeroline": False,
        },
        "margin": {"l": 60, "r": 14, "t": 28, "b": 44},
    }
    note = f"All units together, in bins of {seconds / n:.3g} s."
    return {
        "data": [line],
        "layout": layout,
        "height": 190,
        "note": note,
        "alt": "Rate of all units over time.",
    }


def _bars(names: Sequence[str], rates: np.ndarray, lit: set[str]) -> Figure:
    """Firing rates, the highest first."""
    order = np.argsort(-rates, kind="stable")[:MOST_BARS]
    bars = {
        "type": "bar", "x": list(range(len(order))), "y": packed(rates[order].astype(np.float32)),
        "marker": {"color": ["@lit" if names[row] in lit else "@a" for row in order]},
        "text": [text(names[row], 24) for row in order], "textposition": "none",
        "hovertemplate": "%{text}: %{y:.2f} Hz<extra></extra>",
    }  # fmt: skip
    shown = spread(range(len(order)), MOST_NAMED)
    layout = {
        "xaxis": {"tickvals": shown, "ticktext": [text(names[order[row]], 16) for row in shown], "automargin": True},
        "yaxis": {"title": {"text": "firing rate, Hz"}, "gridcolor": "@grid", "rangemode": "tozero"},
        "bargap": 0.25, "margin": {"l": 60, "r": 14, "t": 14, "b": 60},
    }  # fmt: skip
    note = f"The {len(order)} units that fire most of {len(names)}." if len(order) < len(names) else ""
    return {
        "data": [bars], "layout": layout, "height": 250, "note": note,
        "alt": f"Firing rates, the highest {rates[order[0]]:.1f} Hz of {text(names[order[0]], 24)}.",
    }  # fmt: skip
