"""Where the page of the traces lies on a picture of the whole recording."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from neuro_llm.chat.look.pages.lanes import page_seconds
from neuro_llm.recordings.recording import Recording

from .state import Mark, ViewState

MOST_MARKS = 200


def clock(seconds: float) -> str:
    """ "0:05:30" from the start of the recording"""
    whole = round(seconds)
    return f"{whole // 3600}:{whole // 60 % 60:02d}:{whole % 60:02d}"


def page_of(recording: Recording, state: ViewState) -> tuple[float, float]:
    """Begin and end in s of the page that the traces show, within the recording."""
    seconds = min(state.seconds or page_seconds(recording), recording.duration)
    start = min(state.start, recording.duration - seconds)
    return start, start + seconds


def said(page: tuple[float, float]) -> str:
    """ "10–20 s" """
    return "–".join(f"{round(edge, 2):.9g}" for edge in page) + " s"


def bars(recording: Recording, state: ViewState, marks: Sequence[Mark]) -> list[dict[str, Any]]:
    """Above a picture of the whole recording: the page, the seconds that are lit, the marks of the conversation."""
    found = [_bar(*page_of(recording, state), "@ink", 1.02)]
    if state.lit_start is not None and state.lit_stop is not None:
        found.append(_bar(state.lit_start, state.lit_stop, "@lit", 1.05))
    kept = [mark for mark in marks if mark.kept][:MOST_MARKS]
    return found + [_bar(mark.onset, mark.onset + mark.duration, "@mark", 1.08) for mark in kept]


def _bar(start: float, stop: float, colour: str, height: float) -> dict[str, Any]:
    """Wide enough to be seen however short it is."""
    return {
        "type": "rect", "xref": "x", "yref": "paper", "x0": start, "x1": stop, "y0": height, "y1": height + 0.01,
        "fillcolor": colour, "line": {"color": colour, "width": 2},
    }  # fmt: skip
