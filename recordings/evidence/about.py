"""Records about the recording itself: length, rate, channels, reference, events."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

from neuro_llm.recordings.recording import Recording

from .events import known_label, median_interval, of_label
from .quantity import Quantity
from .record import Evidence


def describe(
    recording: Recording, wanted: Quantity, start: float, stop: float, event: str | None
) -> Evidence:
    """One record that needs no samples. The span counts for events only."""
    if wanted.name.startswith("event"):
        return _events(recording, wanted, start, stop, event)
    value, note = _fact(recording, wanted.name)
    method = f"{wanted.method}; {note}" if note else wanted.method
    return Evidence(wanted.name, value, wanted.unit, (), 0.0, recording.duration, method)


def _fact(recording: Recording, name: str) -> tuple[float | int | str | tuple[str, ...], str]:
    if name == "duration":
        return recording.duration, ""
    if name == "sampling rate":
        return _rate(recording)
    if name == "channel count":
        kinds = Counter(recording.ch_kinds)
        return len(recording.ch_names), ", ".join(f"{n} {kind}" for kind, n in kinds.most_common())
    if name == "channel names":
        return recording.ch_names, ""
    return recording.reference or "not stated", ""


def _rate(recording: Recording) -> tuple[float, str]:
    """Rate of the brain channels in the file (of all where there are none), and what else there is."""
    names = recording.brain or recording.ch_names
    rates = Counter(recording.native_rates[i] for i in recording.index(names)) or Counter([recording.sfreq])
    usual = rates.most_common(1)[0][0]
    others = sorted({*recording.native_rates} - {usual})
    notes = [f"other channels: {', '.join(f'{rate:g}' for rate in others)} Hz"] if others else []
    if abs(usual - recording.sfreq) > 1e-6:
        notes.append(f"read here at {recording.sfreq:g} Hz")
    return float(usual), "; ".join(notes)


def _events(
    recording: Recording, wanted: Quantity, start: float, stop: float, event: str | None = None
) -> Evidence:
    label = known_label(recording, event) if event else None
    found = of_label(recording, label, start, stop)
    value: float | int | tuple[float, ...]
    if wanted.name == "event count":
        value = len(found)
    elif wanted.name == "event interval":
        value = median_interval(recording, found, label)
    else:
        value = tuple(float(one.onset) for one in found)
    method = f"{wanted.method}, one label" if label else f"{wanted.method}, all labels"
    record = Evidence(wanted.name, value, wanted.unit, (), start, stop, method)
    return replace(record, event=label or "")
