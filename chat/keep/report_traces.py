"""Traces as a picture of the report: PNG bytes, drawn without a display and without pyplot."""

from __future__ import annotations

import io
from typing import Any

import numpy as np

from neuro_llm.chat.look.pages.lanes import Lane, Lanes
from neuro_llm.chat.printable import plain
from neuro_llm.recordings.recording import Recording

MOST_EVENTS = 100
_INK, _FAINT, _MARK, _BAD, _LIT = "#1f2933", "#8a94a0", "#b45309", "#b0b7bf", "#0072b2"


def draw(page: Lanes, recording: Recording, lit: tuple[float, float] | None = None) -> bytes:
    """Lanes → PNG; lit lanes and the `lit` seconds (s) have a colour of their own. Every text is drawn as plain text,
    never as a formula."""
    from matplotlib.backends.backend_agg import FigureCanvasAgg
    from matplotlib.figure import Figure

    count = max(1, len(page.lanes))
    size = 9.0 if count <= 32 else 6.0
    height = min(12.0, 1.1 + 0.235 * max(count, 8))
    figure = Figure(figsize=(10, height), dpi=140, layout=None)
    longest = max((len(plain(lane.label, 20)) for lane in page.lanes), default=0)
    left = min(0.17, 0.02 + 0.00085 * size * longest)
    axes = figure.add_axes((left, 0.5 / height, 0.945 - left, 1.0 - 0.8 / height))
    for row, lane in enumerate(page.lanes):
        faint = lane.bad or not lane.main
        _draw_lane(axes, lane, page.times, row)
        ink = _LIT if lane.lit else _FAINT if faint else _INK
        _text(axes, -0.006, -row, lane.label, size, ink, ha="right", va="center")
    if lit is not None:
        first, last = max(lit[0], page.start), min(lit[1], page.stop)
        axes.axvspan(first, max(first, last), facecolor=_LIT, alpha=0.12, edgecolor=_LIT, lw=1.0)
    axes.set_xlim(page.start, max(page.stop, page.start + 1e-3))
    axes.set_ylim(-count + 0.1, 0.9)
    axes.set_yticks([])
    axes.tick_params(axis="x", colors=_FAINT, labelsize=9)
    axes.grid(axis="x", color="#e4e7eb", linewidth=0.6)
    for side in ("left", "right", "top"):
        axes.spines[side].set_visible(False)
    axes.spines["bottom"].set_color("#cbd2d9")
    axes.set_xlabel("seconds from the start", fontsize=9, color=_FAINT)
    _draw_events(axes, recording, page.start, page.stop)
    _draw_scales(axes, page)
    buffer = io.BytesIO()
    FigureCanvasAgg(figure).print_png(buffer)
    return buffer.getvalue()


def _draw_lane(axes: Any, lane: Lane, times: np.ndarray, row: int) -> None:
    colour = _LIT if lane.lit else _BAD if lane.bad else _INK if lane.main else _FAINT
    if lane.ticks is not None:
        axes.vlines(lane.ticks, -row - 0.35, -row + 0.35, color=colour, linewidth=0.5)
    else:
        axes.plot(times, lane.position - row, color=colour, linewidth=0.7)


def _draw_events(axes: Any, recording: Recording, start: float, stop: float) -> None:
    """Mark up to `MOST_EVENTS` events of the page, named where there is room; a long one as a shaded span."""
    inside = [e for e in recording.events if e.onset < stop and e.onset + e.duration >= start][:MOST_EVENTS]
    free = 0.0
    for event in inside:
        first, last = max(event.onset, start), min(event.onset + event.duration, stop)
        if event.duration > 0:
            axes.axvspan(first, last, color=_MARK, alpha=0.06, lw=0)
        if event.onset >= start:
            axes.axvline(event.onset, color=_MARK, linewidth=0.8, alpha=0.8)
        at, label = (first - start) / max(stop - start, 1e-3), plain(event.label, 18)
        if at >= free:
            axes.text(
                at + 0.004, 1.004, label, transform=axes.transAxes, fontsize=8, color=_MARK, va="bottom",
                parse_math=False, clip_on=False,
            )  # fmt: skip
            free = at + 0.012 + 0.0078 * len(label)


def _draw_scales(axes: Any, page: Lanes) -> None:
    """A bar one lane high at the right edge, with its value, for each kind of channel that shares a scale."""
    transform = axes.get_yaxis_transform()
    for row, lane in page.bars():
        axes.plot(
            [1.008, 1.008], [-row - 0.5, -row + 0.5], color=_INK, lw=1.6, transform=transform, clip_on=False
        )
        _text(axes, 1.014, -row, lane.scale.replace(" ", "\n"), 8.5, _INK, ha="left", va="center")


def _text(axes: Any, x: float, y: float, text: str, size: float, color: str, **placing: str) -> None:
    """Plain text; x in widths of the axes, y in lanes."""
    axes.text(
        x, y, plain(text, 24, keep="\n"), transform=axes.get_yaxis_transform(), fontsize=size, color=color,
        parse_math=False, clip_on=False, **placing,
    )  # fmt: skip
