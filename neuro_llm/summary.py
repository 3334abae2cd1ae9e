"""What a person wants to know of a recording first: length, channels, rates, events, what is wrong."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from typing import Any

import numpy as np

from neuro_llm.recordings.errors import MeasureError
from neuro_llm.recordings.kinds import counted
from neuro_llm.recordings.recording import END_MISSING, Recording

from .modalities import NAMES

GENERIC_LABEL = re.compile(r"[A-Za-z]{0,3}[ _/-]?\d{1,5}|(?i:sleep stage (?:rem|[nsrwm?]|[ns]?[1-4]))")
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
        *("hand", "foot", "feet", "fist", "fists", "tongue", "word", "face", "house", "object", "scrambled"),
        *(
            "non",
            "nontarget",
            "oddball",
            "frequent",
            "match",
            "nomatch",
            "s1",
            "s2",
            "obj",
            "eyes",
            "onset",
            "offset",
        ),
    ]
)
"""Labels of events that may be shown to a language model, beside short codes such as T0 or "S 12"."""

MOST_NAMES, FIRST_NAMES = 400, 20
"""A summary holds all names of a kind up to so many, else so many of them."""

_FRAMES = {"fmri": "brain coordinates", "calcium": "the imaged plane", "spikes": "the probe"}
UNIT_WORDS = {"%": "% signal change", "count": "spike counts"}

CHECK_SECONDS = 60.0  # the quick look for bad channels reads no more than this


def generic_label(label: str, instead: str = "event") -> str:
    """The label of an event where it is a short code or common words, else `instead`: it may name people."""
    label = label.strip()
    words = re.split(r"[\s_/-]+", label.lower())
    generic = GENERIC_LABEL.fullmatch(label) or (len(words) <= 3 and set(words) <= GENERIC_WORDS)
    return label if generic else instead


def summarise(recording: Recording) -> dict[str, Any]:
    """Plain values about a recording, JSON-safe; reads at most one minute of it.

    native_rates  Hz → number of channels with it
    counts        kind → number of channels; counted: the same in words, "31 units, 2 behaviour"
    channels      kind → names: all up to `MOST_NAMES`, else the first `FIRST_NAMES`
    places        how many channels have one, and in which coordinates
    problems      what is wrong with it, one sentence each
    """
    rates = Counter(f"{rate:g}" for rate in recording.native_rates)
    labels = Counter(event.label for event in recording.events)
    kinds = {kind: recording.of_kind(kind) for kind in dict.fromkeys(recording.ch_kinds)}
    return {
        "name": recording.name,
        "modality": recording.modality,
        "duration": round(recording.duration, 3),
        "sfreq": recording.sfreq,
        "native_rates": dict(rates),
        "n_channels": len(recording.ch_names),
        "counts": {kind: len(names) for kind, names in kinds.items()},
        "counted": ", ".join(counted(kind, names) for kind, names in kinds.items()),
        "channels": {
            kind: list(names if len(names) <= MOST_NAMES else names[:FIRST_NAMES])
            for kind, names in kinds.items()
        },
        "units": dict(Counter(unit or "unknown" for unit in recording.units)),
        "unit_known": recording.unit_known,
        "reference": recording.reference,
        "has_reference": bool(recording.of_kind("eeg", "ieeg")),
        "placed_channels": _placed(recording),
        "places": _places(recording),
        "events": dict(labels.most_common(20)),
        "n_events": len(recording.events),
        "changes": list(recording.changes),
        "problems": problems(recording),
    }


def _placed(recording: Recording) -> int:
    return int(np.isfinite(np.asarray(recording.positions)).all(axis=1).sum())


def _places(recording: Recording) -> str:
    placed = _placed(recording)
    frame = _FRAMES.get(recording.modality, "head coordinates")
    return f"{placed} of {len(recording.ch_names)} channels, {frame}" if placed else "not known"


def problems(recording: Recording) -> list[str]:
    """What a quick look finds wrong, one sentence each."""
    found = []
    if not recording.brain and not recording.of_kind("fnirs"):
        found.append("No channel holds brain signals.")
    if not recording.unit_known:
        found.append("The unit is not known: amplitudes cannot be trusted.")
    if recording.bads:
        found.append(f"Marked bad in the file: {shorten(recording.bads, 12)}.")
    found += [change for change in recording.changes if change.endswith(END_MISSING)]
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
    rates = ", ".join(f"{rate} Hz ({count})" for rate, count in summary["native_rates"].items())
    events = ", ".join(f"{label} × {count}" for label, count in summary["events"].items())
    lines = [
        f"{summary['name']}: {signal(summary)}, {clock(summary['duration'])}",
        f"  channels   {summary['counted']}",
        *(
            f"             {kind}: {shorten(names, 24, summary['counts'][kind])}"
            for kind, names in summary["channels"].items()
        ),
        f"  rate       {rates}",
        f"  unit       {', '.join(UNIT_WORDS.get(unit, unit) for unit in summary['units'])}",
        *([f"  reference  {summary['reference'] or 'not stated'}"] if summary["has_reference"] else []),
        f"  places     {summary['places']}",
        f"  events     {events or 'none'}",
    ]
    lines += [f"  changed    {sentence}" for sentence in summary["changes"]]
    lines += [f"  problem    {sentence}" for sentence in summary["problems"]]
    return "\n".join(lines)


def signal(summary: dict[str, Any]) -> str:
    """ "EEG"; "fMRI, a volume every 2.5 s" """
    every = f", a volume every {1 / summary['sfreq']:.3g} s" if summary["modality"] == "fmri" else ""
    return NAMES.get(summary["modality"], summary["modality"]) + every


def clock(seconds: float) -> str:
    """ "61.0 s", "1 h 02 min 05 s"."""
    if seconds < 120:
        return f"{seconds:.1f} s"
    minutes, rest = divmod(round(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours} h {minutes:02d} min {rest:02d} s" if hours else f"{minutes} min {rest:02d} s"


def shorten(names: Sequence[str], limit: int = 24, count: int | None = None) -> str:
    """Names, at most `limit` of them and the number of the others. count: how many there are, if not all are given."""
    more = (count or len(names)) - min(limit, len(names))
    return ", ".join(names[:limit]) + (f" and {more} more" if more > 0 else "")
