"""The traces of a recording, a page at a time, and what the toolbar above them offers."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

from neuro_llm.chat.look.figure import Figure, packed, text
from neuro_llm.chat.look.state import Mark, ViewState
from neuro_llm.chat.printable import plain
from neuro_llm.recordings.recording import Recording

from . import filters, groups, montages
from .lanes import POTENTIALS, Lane, Lanes, lanes, longest_page, page_seconds
from .overlays import Page, handles, labels, over, shapes

LONGEST_LABEL = 24
_STEPS = 60_000  # of the y axis over all lanes: positions travel as int16
_ROOM = 0.35  # lanes above the first and below the last
_FEW, _MUCH_ROOM = 8, 1.0  # of few lanes the first has more, for transients
_LEAST_HEIGHT, _USUAL_HEIGHT = 280, 620  # px


def fits(recording: Recording) -> bool:
    return True


def controls(recording: Recording) -> dict[str, Any]:
    """What the toolbar offers for this recording, the usual choice first.

    page, longest  seconds of the usual and of the longest page of all channels; last: latest start of a usual one
    """
    every = groups.without_triggers(recording)
    filtered = set(recording.ch_kinds) & set(filters.FILTERED_KINDS)
    longest = longest_page(recording, min(len(every), groups.PAGE))
    page = min(page_seconds(recording), longest)
    return {
        "groups": groups.names(recording),
        "montages": montages.montages(recording),
        "bands": filters.bands(recording.sfreq) if filtered else [],
        "notches": filters.notches(recording.sfreq) if filtered else [],
        "page": page,
        "longest": min(longest, recording.duration),
        "last": max(0.0, recording.duration - page),
        "negative_up": bool(set(recording.ch_kinds) & set(POTENTIALS)),
    }


def figure(recording: Recording, state: ViewState, marks: Sequence[Mark] = ()) -> Figure:
    """One page of traces with what lies over it. x: seconds; y: lanes, in steps that fit 16 bits."""
    page = lanes(recording, state)
    count = len(page.lanes)
    step = _STEPS // max(count + 5, 8)
    middles = [round(step * ((count - 1) / 2 - row)) for row in range(count)]
    half, above = count / 2, _ROOM if count > _FEW else _MUCH_ROOM
    seen = Page(page.start, page.stop, bottom=-step * (half + _ROOM), top=step * (half + above))
    found, left_out = over(recording, marks, seen)
    data = [_trace(lane, page, middle, step) for lane, middle in zip(page.lanes, middles, strict=True)]
    bars = [(middles[row], lane) for row, lane in page.bars()]
    return {
        "data": [*data, *handles(found, seen)],
        "layout": {
            **_layout(page, middles, seen, crowned=bool(found)),
            "shapes": [*shapes(found, state, seen), *(_bar(middle, step) for middle, _ in bars)],
            "annotations": [*labels(found, seen), *(_bar_label(middle, lane) for middle, lane in bars)],
        },
        "height": _height(count),
        "note": " ".join(note for note in (page.note, left_out) if note),
        "alt": _alt(recording, page),
    }


def _trace(lane: Lane, page: Lanes, middle: int, step: int) -> dict[str, Any]:
    """One lane as plotly's trace; hovering over it says the channel, the value in the unit shown, and the time."""
    colour = "@lit" if lane.lit else "@bad" if lane.bad else "@ink" if lane.main else "@faint"
    trace: dict[str, Any] = {
        "type": "scatter", "mode": "lines", "name": text(lane.name, 60), "showlegend": False,
        "line": {"color": colour, "width": 2.2 if lane.lit else 0.9},
        "meta": [text(lane.unit), text(lane.remark)],
    }  # fmt: skip
    title = (
        f"<b>%{{fullData.name}}</b>{' (%{meta[1]})' if lane.remark else ''}<br>"  # no text of a file in it
    )
    if lane.ticks is not None:
        height = np.array([-0.35, 0.35, np.nan]) * step + middle
        hover = f"{title}spike at %{{x:.3f}} s<extra></extra>"
        where = {"x": packed(np.repeat(lane.ticks, 3)), "y": packed(np.tile(height, len(lane.ticks)))}
        return trace | where | {"hovertemplate": hover}
    decimals = int(np.clip(np.ceil(2 - np.log10(lane.span)), 0, 6))
    value = f"%{{customdata:.{decimals}f}} %{{meta[0]}}"
    heights = np.round(lane.position * step + middle)
    whole = np.isfinite(heights).all()
    return trace | {
        "x0": float(page.times[0]) if len(page.times) else page.start,
        "dx": float(page.times[1] - page.times[0]) if len(page.times) > 1 else 1.0,
        "y": packed(heights.astype(np.int16 if whole else np.float32)),
        "customdata": packed(lane.values),
        "hovertemplate": f"{title}{value}<br>%{{x:.3f}} s<extra></extra>",
    }


def _layout(page: Lanes, middles: Sequence[int], seen: Page, crowned: bool) -> dict[str, Any]:
    """Axes, margins and what dragging does: selecting a span of seconds. crowned: labels stand above the traces."""
    size = 11 if len(middles) <= 24 else 9 if len(middles) <= 40 else 8
    return {
        "dragmode": "select",
        "selectdirection": "h",
        "hovermode": "closest",
        "showlegend": False,
        "margin": {"l": 10, "r": 62, "t": 46 if crowned else 12, "b": 40},
        "xaxis": {
            "range": [page.start, page.stop], "title": {"text": "seconds from the start"}, "tickformat": "~f",
            "gridcolor": "@grid", "zeroline": False,
        },
        "yaxis": {
            "range": [seen.bottom, seen.top], "tickmode": "array", "tickvals": list(middles),
            "ticktext": [text(lane.label, LONGEST_LABEL) for lane in page.lanes], "tickfont": {"size": size},
            "automargin": True, "fixedrange": True, "showgrid": False, "zeroline": False,
        },
    }  # fmt: skip


def _bar(middle: int, step: int) -> dict[str, Any]:
    """The scale: a bar one lane high at the right edge."""
    return {
        "type": "line", "name": "scale", "xref": "paper", "x0": 1.006, "x1": 1.006, "yref": "y",
        "y0": middle - step / 2, "y1": middle + step / 2, "line": {"width": 2, "color": "@ink"},
    }  # fmt: skip


def _bar_label(middle: int, lane: Lane) -> dict[str, Any]:
    return {
        "xref": "paper", "x": 1.01, "xanchor": "left", "y": middle, "yanchor": "middle", "showarrow": False,
        "text": text(lane.scale), "font": {"size": 10, "color": "@ink"}, "name": "scale",
    }  # fmt: skip


def _height(count: int) -> int:
    """px; many lanes are narrow, but never too narrow to be told apart."""
    return round(max(_LEAST_HEIGHT, 80 + count * min(30, max(11, _USUAL_HEIGHT / max(1, count)))))


def _alt(recording: Recording, page: Lanes) -> str:
    scales = "".join(f"; one lane is {lane.scale} of {lane.kind}" for _, lane in page.bars())
    shown = f"{len(page.lanes)} channels of {plain(recording.name, 60)}"
    return f"Traces of {shown}, {page.start:.6g} to {page.stop:.6g} s{scales}."
