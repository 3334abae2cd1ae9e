"""The average around the events of each label."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from neuro_llm.chat.look.figure import Figure, packed, text
from neuro_llm.chat.look.state import Mark, ViewState
from neuro_llm.chat.look.timeline import page_of
from neuro_llm.chat.printable import plain
from neuro_llm.recordings.errors import MeasureError
from neuro_llm.recordings.evidence.around_events import FEWEST, cut, room, stimuli
from neuro_llm.recordings.evidence.evoked import EARLY
from neuro_llm.recordings.evidence.hypnogram import stage_of, stage_runs
from neuro_llm.recordings.evidence.part import Part
from neuro_llm.recordings.recording import Event, Recording

from .fields import has_fields, part_of, shown_fields

BAND = (0.5, 30.0)  # Hz
BEFORE, AFTER = 0.2, 0.8  # s around an event
LEAST_AFTER = 0.1  # s; shorter trials show no response
MOST_LABELS = 3
MOST_TRIED = 12  # of the most frequent labels
MOST_TRIALS = 200  # of one label
MOST_CHANNELS = 32
MOST_VALUES = 4_000_000  # channel × time that is read
FORGET = 6.0  # s that the filter needs on both sides of a lone event
LOWEST_RATE = 80.0  # Hz


@dataclass(frozen=True)
class Average:
    """Around the events of one label.

    wave      (channel, time) in the unit of the part, baseline taken off; NaN where a channel has too few trials
    times     (time,) s from the event
    baseline  s
    used      usable trials, of `there` in the recording
    """

    label: str
    wave: np.ndarray
    times: np.ndarray
    baseline: tuple[float, float]
    used: int
    there: int


def fits(recording: Recording) -> bool:
    if not has_fields(recording) or recording.sfreq < LOWEST_RATE:
        return False
    return bool(_labels(part_of(recording, "An average", recording.fields)))


def figure(recording: Recording, state: ViewState, marks: Sequence[Mark] = ()) -> Figure:
    """A butterfly for each of the most frequent labels: one line per channel, the lit ones above them."""
    fields = shown_fields(recording, state).sparse(MOST_CHANNELS, state.lit_channels)
    part = part_of(recording, "An average around events", fields.names)
    table = _labels(part)
    shown = dict(list(table.items())[:MOST_LABELS])
    start, stop = page_of(recording, state)
    everything = [
        average(part, label, events, 0.5 * (start + stop), len(shown)) for label, events in shown.items()
    ]
    averages = [one for one in everything if one.used >= FEWEST]
    if not averages:
        raise MeasureError(
            f"{recording.name}: fewer than {FEWEST} trials of each label are usable; the others are broken, too large, "
            "or cut off. Show other channels or another page."
        )
    reach = 1.05 * max(float(np.nanmax(np.abs(one.wave))) for one in averages)
    return {
        "parts": [_butterfly(one, part, state, reach) for one in averages],
        "note": _note(recording, everything, tuple(table)[MOST_LABELS:], fields.note),
        "alt": "Averages around events: " + "; ".join(_told(one, part) for one in averages) + ".",
    }


def average(part: Part, label: str, events: Sequence[Event], near: float, labels: int = 1) -> Average:
    """Mean over the trials nearest to `near` (s) that are neither too large nor broken.

    labels  how many share what may be read
    """
    before, after = room(part.recording, events)
    slack = 1 / part.sfreq
    window = (-min(BEFORE, max(0.0, before - slack)), min(AFTER, after - slack))
    nearest = sorted(events, key=lambda event: abs(event.onset - near))[: _affordable(part, events) // labels]
    found = cut(part, sorted(nearest, key=lambda event: event.onset), window, BAND)
    baseline = (window[0], 0.0) if window[0] <= -EARLY else (0.0, EARLY)
    data = found.data - found.data[:, :, found.between(*baseline)].mean(axis=2, keepdims=True)
    count = found.kept.sum(axis=0)[:, None]
    total = np.where(found.kept[:, :, None], data, 0.0).sum(axis=0)
    wave = np.where(count >= FEWEST, total / np.maximum(count, 1), np.nan)
    return Average(label, wave, found.times, baseline, int(count.max()), len(events))


def _labels(part: Part) -> dict[str, list[Event]]:
    """Labels with enough events and room after them, most frequent first; no sleep stages."""
    often = [(label, events) for label, events in stimuli(part).items() if len(events) >= FEWEST][:MOST_TRIED]
    stages = {label for label, _ in often if stage_of(label) is not None}
    if stages and not stage_runs(part.recording):  # numbers of triggers, not of stages
        stages = set()
    return {
        label: events
        for label, events in often
        if label not in stages and room(part.recording, events)[1] > LEAST_AFTER
    }


def _affordable(part: Part, events: Sequence[Event]) -> int:
    """Trials that can be read: cheap where they follow each other, dear where each is read with its surroundings."""
    alone = 2 * FORGET + BEFORE + AFTER
    apart = float(np.median(np.diff([event.onset for event in events]))) if len(events) > 1 else alone
    each = max(min(alone, apart), 0.05) * part.sfreq * len(part.channels)
    return int(np.clip(MOST_VALUES / each, MOST_LABELS * FEWEST, MOST_LABELS * MOST_TRIALS))


def _butterfly(one: Average, part: Part, state: ViewState, reach: float) -> Figure:
    lit = set(state.lit_channels)
    order = sorted(range(len(part.channels)), key=lambda row: part.channels[row] in lit)
    peak, _ = _peak(one)
    lines = [_line(part, one, row, *_colour(part.channels[row], lit, row == peak)) for row in order]
    return {
        "data": lines,
        "layout": {
            "title": {"text": f"{text(one.label)}: {one.used} trials", "font": {"size": 13}, "x": 0.02},
            "xaxis": {"title": {"text": "ms from the event"}, "gridcolor": "@grid", "zerolinecolor": "@mark"},
            "yaxis": {
                "title": {"text": part.unit}, "gridcolor": "@grid", "zerolinecolor": "@grid",
                "range": [reach, -reach] if state.negative_up else [-reach, reach],
            },
            "showlegend": False, "hovermode": "closest", "margin": {"l": 56, "r": 12, "t": 30, "b": 42},
        },
        "height": 250,
        "note": "",
        "alt": _told(one, part) + ".",
    }  # fmt: skip


def _colour(name: str, lit: set[str], largest: bool) -> tuple[str, float]:
    if name in lit:
        return "@lit", 2.0
    return ("@a", 2.0) if largest and not lit else ("@faint", 0.8)


def _line(part: Part, one: Average, row: int, colour: str, width: float) -> dict[str, Any]:
    return {
        "type": "scatter", "mode": "lines", "name": text(part.channels[row]),
        "x": packed((1000 * one.times).astype(np.float32)), "y": packed(one.wave[row].astype(np.float32)),
        "line": {"color": colour, "width": width},
        "hovertemplate": f"%{{fullData.name}}<br>%{{x:.0f}} ms<br>%{{y:.3g}} {part.unit}<extra></extra>",
    }  # fmt: skip


def _peak(one: Average) -> tuple[int, float]:
    """Channel and seconds of the largest deflection after the event."""
    after = np.where(one.times > 0, np.nan_to_num(np.abs(one.wave)), 0.0)
    row, at = np.unravel_index(int(np.argmax(after)), after.shape)
    return int(row), float(one.times[at])


def _told(one: Average, part: Part) -> str:
    row, at = _peak(one)
    return f"{plain(one.label, 40)}, {one.used} trials, largest at {plain(part.channels[row], 40)}, {1000 * at:.0f} ms"


def _note(recording: Recording, everything: Sequence[Average], others: Sequence[str], left_out: str) -> str:
    """How the averages were made, and what is not shown."""
    low, high = (f"{1000 * edge:.0f}".replace("-", "−") for edge in everything[0].baseline)
    fewer = [
        f"{one.used} of {one.there} {plain(one.label, 40)}" for one in everything if one.used < one.there
    ]
    reference = (
        f"reference {plain(recording.reference, 40)}" if recording.reference else "reference not stated"
    )
    sentences = [
        f"{BAND[0]:g}–{BAND[1]:g} Hz (Butterworth, zero phase), baseline {low}–{high} ms, {reference}.",
        f"Averaged are the trials nearest to the page that are whole and of usual size: {', '.join(fewer)}."
        if fewer
        else "",
        f"Also in the file, less often: {', '.join(plain(label, 40) for label in others[:8])}."
        if others
        else "",
        "Whether a deflection stands out of chance is not seen here: ask for the evoked t-value.",
        left_out,
    ]
    return " ".join(sentence for sentence in sentences if sentence)
