"""The axis of seconds under a picture of minutes or hours, and what is marked on it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from neuro_llm.recordings.recording import Recording

from .state import Mark, ViewState
from .timeline import bars, page_of

CLOCK_FROM = 600.0  # s; shorter pictures count seconds
MOST_MARKED = 200
_STEPS = (60, 120, 300, 600, 1200, 1800, 3600, 7200, 14_400, 28_800, 43_200, 86_400)
_MOST_TICKS = 9
_CYCLE = ("@a", "@b", "@c", "@d", "@e", "@f")


def time_axis(start: float, stop: float, **more: Any) -> dict[str, Any]:
    """plotly's x axis from `start` to `stop` (s): seconds, or hours and minutes where it is ten minutes or more."""
    axis: dict[str, Any] = {"range": [start, stop], "gridcolor": "@grid", "zeroline": False, **more}
    if stop - start < CLOCK_FROM:
        return {"title": {"text": "seconds from the start"}, **axis}
    step = next((s for s in _STEPS if (stop - start) / s <= _MOST_TICKS), _STEPS[-1])
    ticks = list(range(step * int(-(-start // step)), int(stop) + 1, step))
    words = [f"{tick // 3600}:{tick % 3600 // 60:02d}" for tick in ticks]
    return {"title": {"text": "hours:minutes from the start"}, "tickvals": ticks, "ticktext": words, **axis}


def affordable(
    recording: Recording, n_channels: int, most_samples: float, state: ViewState
) -> tuple[float, float]:
    """The whole recording (s), or the stretch around the page of which all channels have `most_samples` together."""
    seconds = most_samples / max(1, n_channels) / recording.sfreq
    if seconds >= recording.duration:
        return 0.0, recording.duration
    middle = sum(page_of(recording, state)) / 2
    start = max(0.0, min(middle - seconds / 2, recording.duration - seconds))
    return start, start + seconds


def part_note(recording: Recording, start: float, stop: float) -> str:
    """What `affordable` left out, "" where that is nothing."""
    if stop - start >= recording.duration:
        return ""
    return (
        f"This is {start:.0f}–{stop:.0f} s, around the page, of {recording.duration:.0f} s: "
        "the whole is too long to be read at once."
    )


def marked(
    recording: Recording, state: ViewState, marks: Sequence[Mark], start: float, stop: float
) -> list[dict[str, Any]]:
    """Between `start` and `stop` (s): the recording's events as strips or lines, at most `MOST_MARKED`; bars above.

    Events that last all the time would colour everything: they are left out.
    """
    colours = colours_of(recording)
    inside = [e for e in recording.events if e.onset < stop and e.onset + e.duration >= start]
    inside = [e for e in inside if e.duration < 0.95 * (stop - start)]
    chosen = inside[:: max(1, -(-len(inside) // MOST_MARKED))]
    strips = [_strip(e.onset, e.onset + e.duration, colours[e.label]) for e in chosen]
    return [*strips, *bars(recording, state, marks)]


def colours_of(recording: Recording) -> dict[str, str]:
    """Label of events → colour, gone round again where there are more labels than colours."""
    labels = dict.fromkeys(event.label for event in recording.events)
    return {label: _CYCLE[i % len(_CYCLE)] for i, label in enumerate(labels)}


def _strip(start: float, stop: float, colour: str) -> dict[str, Any]:
    line = {"width": 0} if stop > start else {"width": 1, "color": colour}
    return {
        "type": "rect", "xref": "x", "yref": "paper", "x0": start, "x1": stop, "y0": 0, "y1": 1, "layer": "below",
        "fillcolor": colour, "line": line, "opacity": 0.15 if stop > start else 0.7,
    }  # fmt: skip
