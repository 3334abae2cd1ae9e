"""The events of any recording: when each sort of them comes, how often, how long."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

from neuro_llm.recordings.recording import Event, Recording

from .figure import Figure, packed, text
from .state import Mark, ViewState
from .timeline import bars
from .times import time_axis

MOST_LABELS = 40
MOST_DRAWN = 5000
_FROM_CHAT = "✎ "  # before the labels of marks made in the conversation


def fits(recording: Recording) -> bool:
    return True  # marks from the conversation may come at any time


def figure(recording: Recording, state: ViewState, marks: Sequence[Mark] = ()) -> Figure:
    """A row for each label, and a table of them; the most frequent first, after marks from the conversation."""
    there = _by_label(recording, marks)
    if not there:
        sentence = "The file marks no events, and none were marked in the conversation."
        return {"parts": [], "note": sentence, "alt": sentence}
    shown = dict(list(there.items())[:MOST_LABELS])
    notes = []
    if len(there) > len(shown):
        others = sum(map(len, there.values())) - sum(map(len, shown.values()))
        notes.append(f"{len(there) - len(shown)} rarer labels with {others} events are left out.")
    every = max(1, -(-sum(map(len, shown.values())) // MOST_DRAWN))
    if every > 1:
        notes.append(f"Of each label one event in {every} is drawn; the table counts all.")
    parts = [_timeline(recording, state, shown, every), _table(shown)]
    total = len(recording.events) + len(marks)
    return {
        "parts": parts,
        "note": " ".join(notes),
        "alt": f"{total} events of {len(there)} labels over time.",
    }


def _by_label(recording: Recording, marks: Sequence[Mark]) -> dict[str, list[Event | Mark]]:
    """Label as shown → events in order of onset."""
    made: dict[str, list[Event | Mark]] = {}
    for mark in marks:
        made.setdefault(_FROM_CHAT + mark.label, []).append(mark)
    found: dict[str, list[Event | Mark]] = {}
    for event in recording.events:
        found.setdefault(event.label, []).append(event)
    ranked = made | dict(sorted(found.items(), key=lambda one: -len(one[1])))
    return {label: sorted(some, key=lambda one: one.onset) for label, some in ranked.items()}


def _timeline(
    recording: Recording, state: ViewState, there: dict[str, list[Event | Mark]], every: int
) -> Figure:
    """Ticks at onsets, bars as long as what lasts."""
    traces: list[dict[str, Any]] = []
    for row, (label, events) in enumerate(there.items()):
        colour = "@mark" if label.startswith(_FROM_CHAT) else "@a"
        traces += _row(row, label, events[::every], colour)
    layout = {
        "xaxis": time_axis(0.0, recording.duration),
        "yaxis": {
            "range": [len(there) - 0.4, -0.6], "tickvals": list(range(len(there))), "automargin": True,
            "ticktext": [text(label, 28) for label in there], "gridcolor": "@grid", "zeroline": False,
        },
        "shapes": bars(recording, state, ()), "showlegend": False, "hovermode": "closest",
        "margin": {"l": 60, "r": 14, "t": 28, "b": 48},
    }  # fmt: skip
    return {
        "data": traces, "layout": layout, "height": int(np.clip(104 + 26 * len(there), 150, 900)), "jump": "x",
        "alt": f"Timeline of {len(there)} labels of events.",
    }  # fmt: skip


def _row(row: int, label: str, events: Sequence[Event | Mark], colour: str) -> list[dict[str, Any]]:
    """A label's onsets, and its durations where it has any."""
    onsets = np.array([event.onset for event in events])
    lasting = np.array([event.duration for event in events])
    hover = text(label, 40).replace("%{", "% {")
    ticks = {
        "type": "scatter", "mode": "markers", "x": packed(onsets), "y": [row] * len(onsets),
        "customdata": packed(lasting.astype(np.float32)),
        "marker": {"symbol": "line-ns-open", "size": 13, "color": colour, "line": {"width": 1.6, "color": colour}},
        "hovertemplate": f"{hover}<br>%{{x:.2f}} s, lasts %{{customdata:.4g}} s<extra></extra>",
    }  # fmt: skip
    if not lasting.any():
        return [ticks]
    spans = {
        "type": "bar", "orientation": "h", "base": packed(onsets), "x": packed(lasting), "y": [row] * len(onsets),
        "width": 0.4, "marker": {"color": colour}, "opacity": 0.4, "hoverinfo": "skip",
    }  # fmt: skip
    return [spans, ticks]


def _table(there: dict[str, list[Event | Mark]]) -> Figure:
    """Counts, the first one, the usual distance from one to the next, the usual length."""
    columns = ("label", "count", "first, s", "from one to the next, s", "lasts, s")
    rows = [_facts(label, events) for label, events in there.items()]
    look = {"align": ["left", *["right"] * 4], "line": {"color": "@grid"}, "fill": {"color": "rgba(0,0,0,0)"}}
    table = {
        "type": "table", "columnwidth": [3, 1, 1, 2, 1],
        "header": {"values": list(columns), **look, "font": {"color": "@faint"}},
        "cells": {"values": [list(column) for column in zip(*rows, strict=True)], **look, "height": 22,
                  "font": {"color": "@ink"}},
    }  # fmt: skip
    height = int(np.clip(60 + 23 * len(rows), 100, 480))
    return {
        "data": [table], "layout": {"margin": {"l": 8, "r": 8, "t": 8, "b": 8}}, "height": height,
        "note": "Distances and lengths are medians.", "alt": "Table of the labels with their counts.",
    }  # fmt: skip


def _facts(label: str, events: Sequence[Event | Mark]) -> tuple[str, ...]:
    onsets = [event.onset for event in events]
    apart = f"{np.median(np.diff(onsets)):.2f}" if len(onsets) > 1 else "–"
    lasts = float(np.median([event.duration for event in events]))
    return text(label, 40), str(len(events)), f"{onsets[0]:.2f}", apart, f"{lasts:.2f}" if lasts else "–"
