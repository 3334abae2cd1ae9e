"""The brain of an fMRI recording: a map in slices, and the time course of a voxel."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

from neuro_llm.chat.look.figure import Figure, packed, text
from neuro_llm.chat.look.pages.lanes import min_max
from neuro_llm.chat.look.state import Mark, ViewState
from neuro_llm.chat.look.times import colours_of, marked, time_axis
from neuro_llm.recordings.recording import Recording

from .slice_page import scattered, sliced
from .voxel_map import VoxelMap, voxel_map

MOST_LIT = 6
MOST_POINTS = 2000
MOST_NAMED = 24
_COLOURS = ("@a", "@b", "@c", "@d", "@e", "@f")


def fits(recording: Recording) -> bool:
    return bool(recording.of_kind("bold"))


def figure(recording: Recording, state: ViewState, marks: Sequence[Mark] = ()) -> Figure:
    """Slices through the lit voxel, else the clearest one; and its time course."""
    found = voxel_map(recording)
    bold = set(recording.of_kind("bold"))
    lit = [name for name in state.lit_channels if name in bold][:MOST_LIT]
    if lit:
        at, names, note = (
            found.nearest(recording, recording.index(lit)[0]),
            lit,
            "The voxels are those of the answer.",
        )
        data = np.nan_to_num(recording.read(0.0, recording.duration, lit))
    elif found.limit is not None:
        at, names = found.peak, [recording.ch_names[found.rows[found.peak]]]
        note = "The voxel is the one with the largest |t|: chosen so, its response looks larger than it is."
        data = np.nan_to_num(recording.read(0.0, recording.duration, names))
    else:
        at, names, data = found.middle(recording), [f"mean of {len(found.rows)} voxels"], found.mean[None]
        note = ""
    parts = [_map(recording, found, at), _course(recording, state, (names, data), marks)]
    return {"parts": parts, "note": f"{found.note} {note}", "alt": f"Map of {found.name} and time courses."}


def _map(recording: Recording, found: VoxelMap, at: int) -> Figure:
    if found.grid is not None:
        return sliced(found, at)
    return scattered(found, recording.positions[found.rows] * 1e3, at)


def _course(
    recording: Recording, state: ViewState, named: tuple[Sequence[str], np.ndarray], marks: Sequence[Mark]
) -> Figure:
    """Time courses over the whole run, with the events. named: names, and (name, volume) values."""
    names, data = named
    shown, times = min_max(data, 0.0, recording.sfreq, MOST_POINTS)
    unit = "% signal change" if recording.unit == "%" else "as in the file"
    lines = [
        {
            "type": "scatter", "mode": "lines", "name": text(name), "line": {"width": 1.4, "color": _COLOURS[i]},
            "x": packed(times.astype(np.float32)), "y": packed(line.astype(np.float32)),
            "hovertemplate": "%{x:.1f} s: %{y:.2f}<extra>%{fullData.name}</extra>",
        }
        for i, (name, line) in enumerate(zip(names, shown, strict=True))
    ]  # fmt: skip
    layout = {
        "xaxis": time_axis(0.0, recording.duration),
        "yaxis": {"title": {"text": unit}, "gridcolor": "@grid", "zerolinecolor": "@grid"},
        "shapes": marked(recording, state, marks, 0.0, recording.duration),
        "annotations": _event_names(recording),
        "showlegend": True, "legend": {"orientation": "h", "x": 1, "xanchor": "right", "y": -0.18, "yanchor": "top"},
        "margin": {"l": 60, "r": 14, "t": 70 if recording.events else 24, "b": 54},
    }  # fmt: skip
    listed = ", ".join(names)
    return {
        "data": lines,
        "layout": layout,
        "height": 300,
        "jump": "x",
        "alt": f"Time course of {text(listed, 80)}.",
    }


def _event_names(recording: Recording) -> list[dict[str, Any]]:
    """Names above the strips, where they are few enough to be read."""
    if len(recording.events) > MOST_NAMED:
        return []
    colours = colours_of(recording)
    place = {"xref": "x", "yref": "paper", "y": 1.1, "xanchor": "left", "yanchor": "bottom", "textangle": -35}
    return [
        {
            **place, "x": event.onset + event.duration / 2, "text": text(event.label, 16), "showarrow": False,
            "font": {"size": 10, "color": colours[event.label]},
        }
        for event in recording.events
    ]  # fmt: skip
