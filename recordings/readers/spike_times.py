"""Which unit of time a table of spikes is in: what it says, what a clock beside it proves, else the user is asked."""

from __future__ import annotations

import re
from collections.abc import Iterable

import numpy as np

from neuro_llm.recordings.errors import RecordingError

from .draft import Options
from .spike_trains import TIME_UNITS

_SPELLED = "|".join(sorted(map(re.escape, TIME_UNITS), key=len, reverse=True))
_IN_NAME = re.compile(rf"(?:^|[\s_(\[/])({_SPELLED})(?:$|[\s)\]])", re.IGNORECASE)
_IN_COMMENT = re.compile(
    rf"\b(?:spike[ _]?times?|times|timestamps|time units?|units? of time)\b[^\d\n]{{0,20}}?[\s(\[:=]({_SPELLED})\b",
    re.IGNORECASE,
)


def unit_in_name(text: str) -> str | None:
    """The unit of time that a column or variable name ends in: "time (ms)", "spike_times_us"."""
    found = _IN_NAME.findall(text.replace("μ", "µ"))
    return found[-1].lower() if found else None


def unit_in_comments(lines: Iterable[str]) -> str | None:
    """The one unit that comment lines give for the times, as in "# spike times in ms"; None where they differ."""
    found = {unit.lower() for line in lines for unit in _IN_COMMENT.findall(line.replace("μ", "µ"))}
    return found.pop() if len({TIME_UNITS[unit] for unit in found}) == 1 else None


def seconds_per_number(
    name: str, numbers: np.ndarray, options: Options, stated: str | None, changes: list[str]
) -> float:
    """What turns the numbers into seconds; RecordingError asks where nobody says it.

    stated  the unit that the file gives; the user's own unit= goes first
    """
    asked = (options.unit or "").strip().lower().replace("μ", "µ")
    if asked in TIME_UNITS:
        changes.append(f"The spike times were read as {options.unit}, as given.")
        return TIME_UNITS[asked]
    if asked in ("sample", "samples") and options.sfreq:
        changes.append(f"The spike times were read as samples at {options.sfreq:g} Hz, as given.")
        return 1 / options.sfreq
    if asked:
        hint = "Pass unit='s', 'ms' or 'us', or unit='samples' with sfreq=…."
        raise RecordingError(name, f"{options.unit!r} is no unit of time.", hint)
    if stated is None:
        raise _unknown(name, numbers)
    return TIME_UNITS[stated]


def unit_on_clock(numbers: np.ndarray, first: float, last: float) -> str | None:
    """The one of s, ms, µs in which 90 % of the spikes fall inside a known clock's range (s), None where several do."""
    fits = [
        unit
        for unit in ("s", "ms", "us")
        if np.mean((numbers * TIME_UNITS[unit] >= first) & (numbers * TIME_UNITS[unit] <= last)) >= 0.9
    ]
    return fits[0] if len(fits) == 1 else None


def _unknown(name: str, numbers: np.ndarray) -> RecordingError:
    """The question, with what each answer would mean."""
    reach = float(np.max(numbers)) if np.size(numbers) else 0.0
    told = []
    for unit in ("s", "ms", "us"):
        length = reach * TIME_UNITS[unit]
        rate = np.size(numbers) / length if length > 0 else 0.0
        told.append(f"{unit}: {_length(length)}, {rate:.2g} spikes/s in all")
    return RecordingError(
        name,
        f"it does not say the unit of its spike times ({'; '.join(told)}).",
        "Pass unit='s', unit='ms' or unit='us' (or unit='samples' with sfreq=…).",
    )


def _length(seconds: float) -> str:
    for size, word in ((86_400.0, "days"), (3600.0, "h"), (60.0, "min")):
        if seconds >= 2 * size:
            return f"{seconds / size:.3g} {word}"
    return f"{seconds:.3g} s"
