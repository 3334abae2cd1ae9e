"""A panel of the page as plain values for the browser: what a recording is, its tabs, what it shows now."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from itertools import count
from typing import Any

from neuro_llm.answer import plain
from neuro_llm.chat.blocks import summary
from neuro_llm.chat.look.pages import traces
from neuro_llm.chat.store import Opened
from neuro_llm.summary import summarise

from .state import Mark, ViewState
from .tabs import figure_of, tabs_of

_numbers = count()  # two messages of the same content are two messages


def panel(opened: Opened, marks: Sequence[Mark] = ()) -> dict[str, Any]:
    """Everything about a panel that was just opened: its summary, tabs, toolbar and first page."""
    recording = opened.recording
    controls = traces.controls(recording)
    state = ViewState(group=controls["groups"][0] if controls["groups"] else "")
    return {
        "id": opened.id,
        "title": opened.label,
        "summary": summary(summarise(recording)),
        "duration": recording.duration,
        "tabs": tabs_of(recording),
        "controls": controls,
        **page(opened, {"tab": "traces", "state": asdict(state)}, marks),
    }


def page(opened: Opened, asked: Mapping[str, Any], marks: Sequence[Mark] = ()) -> dict[str, Any]:
    """Another page, or tab, of a panel. asked: {"tab", "state"} as the browser sends them."""
    state = ViewState.from_json(asked.get("state", {}))
    tab = str(asked.get("tab", "traces"))
    return {
        "id": opened.id,
        "tab": tab,
        "state": asdict(state),
        "figure": figure_of(opened.recording, tab, state, marks),
    }


def message(opened: Sequence[Opened], panels: Sequence[dict[str, Any]]) -> str:
    """What the viewer reads: the order of all panels, and those that are new or changed."""
    sent = {"number": next(_numbers), "order": [one.id for one in opened], "panels": list(panels)}
    return json.dumps(plain(sent), separators=(",", ":"), allow_nan=False)
