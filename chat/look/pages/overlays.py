"""What lies over a page of traces: the file's events, marks of the conversation, the seconds an answer rests on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from neuro_llm.chat.look.figure import text
from neuro_llm.chat.look.state import Mark, ViewState
from neuro_llm.recordings.recording import Recording

MOST_DRAWN = 100  # events, and as many marks
LONGEST_LABEL = 18
_WIDTH = 0.0078  # of one letter of a label, in widths of a page


@dataclass(frozen=True)
class Over:
    """Something that lies over a page from `onset` to `stop` (s): its label, what hovering over it says, its looks.

    row   of labels above the traces, 0 the lowest
    """

    onset: float
    stop: float
    label: str
    words: str
    name: str = "event"
    colour: str = "@a"
    opacity: float = 0.7
    dash: str = "solid"
    row: int = 0


@dataclass(frozen=True)
class Page:
    """What a plot shows: seconds from `start` to `stop`, and from `bottom` to `top` in units of its y axis."""

    start: float
    stop: float
    bottom: float
    top: float


def over(recording: Recording, marks: Sequence[Mark], page: Page) -> tuple[list[Over], str]:
    """Events and marks on a page, at most `MOST_DRAWN` of each, and a note on how many are left out."""
    events = [
        Over(event.onset, event.onset + event.duration, event.label, event.label)
        for event in recording.events
        if event.onset < page.stop and event.onset + event.duration >= page.start
    ]
    made = [
        _of_mark(mark)
        for mark in marks
        if mark.onset < page.stop and mark.onset + mark.duration >= page.start
    ]
    notes = [
        f"The first {MOST_DRAWN} of {len(there)} {what} on this page are drawn."
        for what, there in (("events", events), ("marks", made))
        if len(there) > MOST_DRAWN
    ]
    return [*events[:MOST_DRAWN], *made[:MOST_DRAWN]], " ".join(notes)


def shapes(found: Sequence[Over], state: ViewState, page: Page) -> list[dict[str, Any]]:
    """plotly's shapes: the lit seconds lowest, then a shaded span of each and a line where it starts."""
    drawn = []
    first, last = state.lit_start, state.lit_stop
    if first is not None and last is not None and first < page.stop and last >= page.start:
        drawn.append(_band("lit", first, last, "@lit", 0.16, page))
    for one in found:
        if one.stop > one.onset:
            drawn.append(_band(one.name, one.onset, one.stop, one.colour, 0.09 * one.opacity, page))
        edges = (one.onset, one.stop) if one.name == "mark" and one.stop > one.onset else (one.onset,)
        drawn += [_line(one, at) for at in edges if page.start <= at <= page.stop]
    return drawn


def labels(found: Sequence[Over], page: Page) -> list[dict[str, Any]]:
    """plotly's annotations: the name of each where there is room above the page."""
    drawn, free = [], {0: 0.0, 1: 0.0}
    for one in sorted(found, key=lambda one: one.onset):
        at = max(one.onset, page.start)
        across = (at - page.start) / max(page.stop - page.start, 1e-9)
        if across < free[one.row]:
            continue
        shown = text(one.label, LONGEST_LABEL)
        free[one.row] = across + 0.012 + _WIDTH * min(len(one.label), LONGEST_LABEL)
        drawn.append(
            {
                "x": at, "y": 1, "yref": "paper", "yshift": 1 + 14 * one.row, "xanchor": "left", "yanchor": "bottom",
                "text": shown, "showarrow": False, "opacity": min(1.0, one.opacity + 0.3),
                "font": {"size": 10, "color": one.colour}, "name": one.name,
            }
        )  # fmt: skip
    return drawn


def handles(found: Sequence[Over], page: Page) -> list[dict[str, Any]]:
    """A trace of small marks at the upper edge, so that each event can be read by hovering over it."""
    if not found:
        return []
    return [
        {
            "type": "scatter", "mode": "markers", "name": "events", "showlegend": False,
            "x": [max(one.onset, page.start) for one in found], "y": [page.top] * len(found),
            "text": [f"{text(one.words, 120)}<br>{_seconds(one)}" for one in found],
            "hovertemplate": "%{text}<extra></extra>", "cliponaxis": False,
            "marker": {"symbol": "triangle-down", "size": 7, "color": [one.colour for one in found]},
        }
    ]  # fmt: skip


def _of_mark(mark: Mark) -> Over:
    """Dashed, above the labels of the file, and lighter until it is kept."""
    channels = f" ({', '.join(mark.channels)})" if mark.channels else ""
    words = f"{mark.label}{channels}{'' if mark.kept else ', not kept yet'}"
    opacity = 0.9 if mark.kept else 0.4
    return Over(
        mark.onset, mark.onset + mark.duration, mark.label, words, "mark", "@mark", opacity, "dash", 1
    )


def _seconds(one: Over) -> str:
    return f"{one.onset:.3f} s" if one.stop <= one.onset else f"{one.onset:.3f} to {one.stop:.3f} s"


def _band(name: str, start: float, stop: float, colour: str, opacity: float, page: Page) -> dict[str, Any]:
    """A shaded rectangle over the whole height, kept inside the page."""
    return {
        "type": "rect", "name": name, "x0": max(start, page.start), "x1": min(stop, page.stop),
        "y0": 0, "y1": 1, "yref": "paper", "fillcolor": colour, "opacity": opacity, "layer": "below",
        "line": {"width": 1, "color": colour},
    }  # fmt: skip


def _line(one: Over, at: float) -> dict[str, Any]:
    return {
        "type": "line", "name": one.name, "x0": at, "x1": at, "y0": 0, "y1": 1, "yref": "paper",
        "opacity": one.opacity, "line": {"width": 1.2, "color": one.colour, "dash": one.dash},
    }  # fmt: skip
