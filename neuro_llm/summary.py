"""What a person wants to know of a recording first: length, channels, rates, events, what is wrong."""

from __future__ import annotations

import re
from collections import Counter
from typing import Any

import numpy as np

from neuro_llm.recordings.errors import MeasureError
from neuro_llm.recordings.recording import Recording

GENERIC_LABEL = re.compile(r"[A-Za-z]{0,3}[ _/-]?\d{1,4}|(?i:sleep stage (?:rem|[nsrwm?]|[ns]?[1-4]))")
GENERIC_WORDS = frozenset(
    [
        *("square", "rt", "stim", "stimulus", "response", "button", "press", "target", "standard", "deviant"),
        *(
            "rare",
            "frequent",
            "novel",
            "oddball",
            "left",
            "right",
            "start",
            "stop",
            "on",
            "off",
            "open",
            "closed",
        ),
        *("eo", "ec", "rest", "task", "cue", "go", "nogo", "trial", "block", "fixation", "blink", "seizure"),
        *(
            "spindle",
            "artifact",
            "boundary",
            "trigger",
            "event",
            "marker",
            "visual",
            "auditory",
            "tone",
            "flash",
        ),
        *("hand", "foot", "feet", "tongue", "word", "face", "house"),
    ]
)
"""Labels of events that may be shown to a language model, beside short codes such as T0 or "S 12"."""

CHECK_SECONDS = 60.0  # the quick look for bad channels reads no more than this


def generic_label(label: str) -> str:
    """The label of an event where it is a short code or a common word, else "event": it may name people."""
    label = label.strip()
    generic = GENERIC_LABEL.fullmatch(label) or label.lower() in GENERIC_WORDS
    return label if generic else "event"


def summarise(recording: Recording) -> dict[str, Any]:
    """Plain values about a recording, JSON-safe; reads at most one minute of it.

    native_rates  Hz → number of channels with it
    problems      what is wrong with it, one sentence each
    """
    kinds = Counter(recording.ch_kinds)
    rates = Counter(f"{rate:g}" for rate in recording.native_rates)
    labels = Counter(event.label for event in recording.events)
    return {
        "name": recording.name,
        "modality": recording.modality,
        "duration": round(recording.duration, 3),
        "sfreq": recording.sfreq,
        "native_rates": dict(rates),
        "n_channels": len(recording.ch_names),
        "channels": {
            kind: [
                name for name, of in zip(recording.ch_names, recording.ch_kinds, strict=True) if of == kind
            ]
            for kind in kinds
        },
        "units": dict(Counter(unit or "unknown" for unit in recording.units)),
        "unit_known": recording.unit_known,
        "reference": recording.reference,
        "placed_channels": int(np.isfinite(np.asarray(recording.positions)).all(axis=1).sum()),
        "events": dict(labels.most_common(20)),
        "n_events": len(recording.events),
        "changes": list(recording.changes),
        "problems": problems(recording),
    }


def problems(recording: Recording) -> list[str]:
    """What a quick look finds wrong, one sentence each."""
    found = []
    if not recording.brain:
        found.append("No channel holds brain signals.")
    if not recording.unit_known:
        found.append("The unit is not known: amplitudes cannot be trusted.")
    if recording.bads:
        found.append(f"Marked bad in the file: {', '.join(recording.bads)}.")
    if recording.fields:
        found += _measured_problems(recording)
    return found


def _measured_problems(recording: Recording) -> list[str]:
    from neuro_llm.recordings.evidence import measure

    found = []
    stop = min(recording.duration, CHECK_SECONDS)
    for quantity in ("flat channels", "noisy channels", "clipped channels"):
        try:
            record = measure(recording, quantity, start=0.0, stop=stop)
        except MeasureError:
            continue
        if record.value:
            found.append(f"{quantity.capitalize()} in the first {stop:.0f} s: {record.shown}.")
    return found


def summary_text(summary: dict[str, Any]) -> str:
    """The summary as lines for a person."""
    kinds = ", ".join(f"{len(names)} {kind}" for kind, names in summary["channels"].items())
    rates = ", ".join(f"{rate} Hz ({count})" for rate, count in summary["native_rates"].items())
    events = ", ".join(f"{label} × {count}" for label, count in summary["events"].items())
    lines = [
        f"{summary['name']}: {summary['modality'].upper()}, {clock(summary['duration'])}",
        f"  channels   {kinds}",
        *(f"             {kind}: {shorten(names)}" for kind, names in summary["channels"].items()),
        f"  rate       {rates}",
        f"  unit       {', '.join(summary['units'])}",
        f"  reference  {summary['reference'] or 'not stated'}",
        f"  events     {events or 'none'}",
    ]
    lines += [f"  changed    {sentence}" for sentence in summary["changes"]]
    lines += [f"  problem    {sentence}" for sentence in summary["problems"]]
    return "\n".join(lines)


def clock(seconds: float) -> str:
    """ "61.0 s", "1 h 02 min 05 s"."""
    if seconds < 120:
        return f"{seconds:.1f} s"
    minutes, rest = divmod(round(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours} h {minutes:02d} min {rest:02d} s" if hours else f"{minutes} min {rest:02d} s"


def shorten(names: list[str], limit: int = 24) -> str:
    """Names, at most `limit` of them and the number of the others."""
    more = f" and {len(names) - limit} more" if len(names) > limit else ""
    return ", ".join(names[:limit]) + more
