"""Pictures of a recording for the page: PNG bytes, drawn without a display and without pyplot."""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from neuro_llm.recordings.recording import BRAIN_KINDS, Recording

PAGE_SECONDS = 10.0
MOST_CHANNELS = 64
_SCALES = (1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000, 10_000, 20_000, 50_000)
SHOWN_UNITS = {"V": (1e6, "µV"), "T": (1e15, "fT"), "T/m": (1e13, "fT/cm")}
"""SI unit → factor and unit in which the page shows it."""
_INK, _FAINT, _MARK, _BAD = "#1f2933", "#8a94a0", "#b45309", "#b0b7bf"


@dataclass(frozen=True)
class Lanes:
    """Traces ready to draw, one lane per channel, top channel first.

    traces   (channel, point), in lanes: 1 is the distance between two channels
    times    (point,) s
    labels   one per channel
    faint    True for channels that are marked bad or hold no brain signal
    scale    what one lane is in the unit shown, e.g. 50 with "µV"; 0 where there is no brain channel
    unit     unit shown beside the scale bar
    """

    traces: np.ndarray
    times: np.ndarray
    labels: tuple[str, ...]
    faint: tuple[bool, ...]
    scale: float
    unit: str


def trace_page(
    recording: Recording, start: float = 0.0, seconds: float = PAGE_SECONDS, *, negative_up: bool = False
) -> bytes:
    """Draw `seconds` of a recording from `start` (s): channels stacked, with a scale bar. Returns a PNG."""
    stop = min(start + seconds, recording.duration)
    return draw(lanes(recording, start, stop, negative_up=negative_up), recording, start, stop)


def lanes(recording: Recording, start: float, stop: float, *, negative_up: bool = False) -> Lanes:
    """Read `start`..`stop` (s) and scale each channel into its lane. Brain channels share one scale."""
    names = shown_channels(recording)
    data = np.nan_to_num(recording.read(start, stop, names).astype(np.float64), posinf=0.0, neginf=0.0)
    data -= np.median(data, axis=1, keepdims=True) if data.shape[1] else 0.0
    kinds = [recording.ch_kinds[i] for i in recording.index(names)]
    shared = [kind == _main_kind(recording) for kind in kinds]
    factor, unit = SHOWN_UNITS.get(recording.unit, (1.0, recording.unit))
    scale = nice_scale(data[shared] * factor) if any(shared) else 0.0
    spans = [scale / factor if same else _own_span(row) for row, same in zip(data, shared, strict=True)]
    traces = data / np.asarray(spans)[:, None] if len(data) else data
    shown, times = min_max(-traces if negative_up else traces, start, recording.sfreq, points=1600)
    labels = tuple(
        name if same else f"{plain(name, 10)} ({kind})"
        for name, same, kind in zip(names, shared, kinds, strict=True)
    )
    faint = tuple(name in recording.bads or not same for name, same in zip(names, shared, strict=True))
    return Lanes(np.clip(shown, -2.5, 2.5), times, labels, faint, scale, unit)


def shown_channels(recording: Recording) -> tuple[str, ...]:
    """Brain channels first, then the others, at most `MOST_CHANNELS`; trigger channels are left out."""
    others = tuple(
        name
        for name, kind in zip(recording.ch_names, recording.ch_kinds, strict=True)
        if kind not in (*BRAIN_KINDS, "stim")
    )
    return (*recording.brain, *others)[:MOST_CHANNELS]


def min_max(data: np.ndarray, start: float, sfreq: float, points: int) -> tuple[np.ndarray, np.ndarray]:
    """Thin (channel, time) to about `points` per channel, keeping every peak: least and most of each bin.

    returns  (channel, point) and the time of each point in s
    """
    n_times = data.shape[1]
    per_bin = n_times // (points // 2)
    if per_bin < 2:
        return data, start + np.arange(n_times) / sfreq
    n_bins = n_times // per_bin
    bins = data[:, : n_bins * per_bin].reshape(len(data), n_bins, per_bin)
    pairs = np.stack([bins.min(axis=2), bins.max(axis=2)], axis=2)
    middle = start + (np.arange(n_bins) + 0.5) * per_bin / sfreq
    return pairs.reshape(len(data), -1), np.repeat(middle, 2)


def nice_scale(data: np.ndarray) -> float:
    """A round number, in the unit of `data` (channel, time), that lets the usual channel fill its lane."""
    if not data.size:
        return 1.0
    spread = np.percentile(data, 99, axis=1) - np.percentile(data, 1, axis=1)
    usual = float(np.median(spread)) * 0.8
    return float(next((step for step in _SCALES if step >= usual), _SCALES[-1]))


def draw(page: Lanes, recording: Recording, start: float, stop: float) -> bytes:
    """Lanes → PNG. Every text is drawn as plain text, never as a formula."""
    from matplotlib.backends.backend_agg import FigureCanvasAgg
    from matplotlib.figure import Figure

    count = max(1, len(page.labels))
    figure = Figure(figsize=(10, min(12.0, 1.1 + 0.235 * max(count, 8))), dpi=140, layout=None)
    axes = figure.add_axes((0.085, 0.075 + 0.5 / (count + 20), 0.865, 0.87 - 0.5 / (count + 20)))
    for lane, (trace, faint) in enumerate(zip(page.traces, page.faint, strict=True)):
        axes.plot(page.times, trace - lane, color=_BAD if faint else _INK, linewidth=0.7)
    size = 9.0 if count <= 32 else 6.0
    for lane, (label, faint) in enumerate(zip(page.labels, page.faint, strict=True)):
        _text(axes, -0.006, -lane, label, size, _FAINT if faint else _INK, ha="right", va="center")
    axes.set_xlim(start, max(stop, start + 1e-3))
    axes.set_ylim(-count + 0.1, 0.9)
    axes.set_yticks([])
    axes.tick_params(axis="x", colors=_FAINT, labelsize=9)
    axes.grid(axis="x", color="#e4e7eb", linewidth=0.6)
    for side in ("left", "right", "top"):
        axes.spines[side].set_visible(False)
    axes.spines["bottom"].set_color("#cbd2d9")
    axes.set_xlabel("seconds from the start", fontsize=9, color=_FAINT)
    _draw_events(axes, recording, start, stop)
    _draw_scale(axes, page)
    buffer = io.BytesIO()
    FigureCanvasAgg(figure).print_png(buffer)
    return buffer.getvalue()


def _draw_events(axes: Any, recording: Recording, start: float, stop: float) -> None:
    """Mark up to 40 events of the page; a long one as a shaded span."""
    inside = [e for e in recording.events if e.onset < stop and e.onset + e.duration >= start][:40]
    for event in inside:
        if event.duration > 0:
            axes.axvspan(
                max(event.onset, start),
                min(event.onset + event.duration, stop),
                color=_MARK,
                alpha=0.06,
                lw=0,
            )
        if event.onset >= start:
            axes.axvline(event.onset, color=_MARK, linewidth=0.8, alpha=0.8)
    for event in inside[:12]:
        at = (max(event.onset, start) - start) / max(stop - start, 1e-3)
        axes.text(
            at + 0.004, 1.004, plain(event.label, 18), transform=axes.transAxes, fontsize=8, color=_MARK,
            va="bottom", parse_math=False, clip_on=False,
        )  # fmt: skip


def _draw_scale(axes: Any, page: Lanes) -> None:
    """A bar one lane high at the right edge, with its value."""
    if not page.scale:
        return
    middle = -(len(page.labels) - 1) / 2
    transform = axes.get_yaxis_transform()
    axes.plot(
        [1.008, 1.008], [middle - 0.5, middle + 0.5], color=_INK, lw=1.6, transform=transform, clip_on=False
    )
    _text(axes, 1.014, middle, f"{page.scale:g}\n{page.unit}", 8.5, _INK, ha="left", va="center")


def _text(axes: Any, x: float, y: float, text: str, size: float, color: str, **placing: str) -> None:
    """Plain text; x in widths of the axes, y in lanes."""
    axes.text(
        x, y, plain(text, 16, keep="\n"), transform=axes.get_yaxis_transform(), fontsize=size, color=color,
        parse_math=False, clip_on=False, **placing,
    )  # fmt: skip


def plain(text: str, longest: int, keep: str = "") -> str:
    """Printable characters only (no control or direction marks), cut to `longest`."""
    kept = "".join(c for c in text if c.isprintable() or c in keep)
    return kept if len(kept) <= longest else kept[: longest - 1] + "…"


def _main_kind(recording: Recording) -> str:
    """The kind of the first brain channel; its channels share one scale."""
    brain: Sequence[str] = recording.brain
    return recording.ch_kinds[recording.index(brain[:1])[0]] if brain else ""


def _own_span(row: np.ndarray) -> float:
    """What fills the lane of a channel that has a scale of its own; 1 where it is flat or empty."""
    span = float(np.percentile(row, 99) - np.percentile(row, 1)) if row.size else 0.0
    return span if np.isfinite(span) and span > 0 else 1.0
