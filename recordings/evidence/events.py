"""Events of a recording: how many, when, how far apart."""

from __future__ import annotations

import numpy as np

from neuro_llm.recordings.errors import MeasureError
from neuro_llm.recordings.recording import Event, Recording


def labels(recording: Recording) -> tuple[str, ...]:
    """Labels of all events, most frequent first."""
    counts: dict[str, int] = {}
    for event in recording.events:
        counts[event.label] = counts.get(event.label, 0) + 1
    return tuple(sorted(counts, key=lambda label: (-counts[label], label)))


def known_label(recording: Recording, label: str) -> str:
    """The label as the file spells it; MeasureError lists the labels."""
    for known in labels(recording):
        if known.strip().lower() == label.strip().lower():
            return known
    there = labels(recording)
    listing = f"it has: {', '.join(there[:30])}" if there else "it has no events at all"
    raise MeasureError(f"{recording.name} has no event {label!r}; {listing}.")


def of_label(recording: Recording, label: str | None, start: float, stop: float) -> list[Event]:
    """Events that begin in start ≤ t < stop, in order of onset; a stop at the end includes the end."""
    end = np.inf if stop >= recording.duration else stop
    wanted = None if label is None else label.strip().lower()
    inside = [event for event in recording.events if start <= event.onset < end]
    chosen = [event for event in inside if wanted is None or event.label.strip().lower() == wanted]
    return sorted(chosen, key=lambda event: event.onset)


def median_interval(recording: Recording, events: list[Event], label: str | None) -> float:
    """Seconds between onsets, median; MeasureError where there are fewer than two."""
    if len(events) < 2:
        what = f"events {label!r}" if label else "events"
        raise MeasureError(
            f"{recording.name}: an interval needs two {what} in the span; there are {len(events)}."
        )
    return float(np.median(np.diff([event.onset for event in events])))
