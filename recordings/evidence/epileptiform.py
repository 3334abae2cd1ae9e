"""Candidates for a reader of the EEG: spikes and sharp waves, rhythmic discharges. Never a diagnosis."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from neuro_llm.recordings.recording import FIELD_KINDS

from .discharges import USUAL, discharges
from .intervals import Interval, covered, rounded
from .keeping import kept
from .part import Found, Part
from .places import FRONTAL_SIDES, FRONTOPOLAR, kind, spread
from .quantity import Needs, Quantity
from .record import Value
from .spikes import SEVERAL, neighbours, spikes_in
from .stretches import stretches
from .waves import once

MOST_CHANNELS = 32
ENOUGH = 4  # channels besides those at the eyes, so that blinks can be left out
SPIKE_RATE = 128.0  # Hz
TEN_TWENTY = (
    *("Fp1", "Fp2", "F7", "F3", "Fz", "F4", "F8", "T7", "C3", "Cz", "C4", "T8"),
    *("P7", "P3", "Pz", "P4", "P8", "O1", "O2", "T9", "T10"),
)


def _few(part: Part) -> Part:
    """All channels, or of many those of the 10-20 system, or some spread over the list."""
    if part.named or len(part.channels) <= MOST_CHANNELS:
        return part
    known = tuple(name for name in TEN_TWENTY if name in part.channels)
    return part.over(known if len(known) >= 16 else spread(part.channels, MOST_CHANNELS))


def _spikes(part: Part) -> tuple[tuple[float, ...], Part]:
    """Times of the spikes, s, and the part with the channels that were looked at."""
    there = _few(part)
    near = neighbours(part.recording, there.channels)
    what = ("spikes", tuple(map(tuple, near)))  # depends on where the channels are said to lie
    return kept(there, what, lambda: _times(there, near)), there


def _times(there: Part, near: list[list[int]]) -> tuple[float, ...]:
    every = (
        wave for stretch in stretches(there, SPIKE_RATE) for wave in spikes_in(stretch, there.channels, near)
    )
    return tuple(round(0.5 * (wave.start + wave.stop), 3) for wave in once(every))


def _discharges(part: Part) -> tuple[list[Interval], Part]:
    """Intervals, and the part with the channels that were looked at: without those at the eyes, where others are."""
    there = _few(part)
    away = tuple(name for name in there.channels if name not in (*FRONTOPOLAR, *FRONTAL_SIDES))
    if len(away) >= ENOUGH and not part.named:
        there = there.over(away)
    known = there.unit == "µV"
    usual = USUAL.get(kind(part.recording, there.channels[0]), np.inf) if known else np.inf
    return kept(there, "discharges", lambda: discharges(there, usual)), there


def _spike_value(part: Part, value: Value, there: Part) -> Found:
    note = "" if len(there.channels) >= SEVERAL else "too few channels to see a field"
    return Found(value, note, channels=_looked(part, there))


def _looked(part: Part, there: Part) -> tuple[str, ...] | None:
    return there.channels if len(there.channels) < len(part.channels) else None


def _spike_times(part: Part) -> Found:
    times, there = _spikes(part)
    return _spike_value(part, times, there)


def _spike_count(part: Part) -> Found:
    times, there = _spikes(part)
    return _spike_value(part, len(times), there)


def _spike_rate(part: Part) -> Found:
    times, there = _spikes(part)
    return _spike_value(part, 60 * len(times) / part.seconds, there)


def _discharge_times(part: Part) -> Found:
    found, there = _discharges(part)
    return Found(rounded(found, part.start, part.stop), channels=_looked(part, there))


def _discharge_fraction(part: Part) -> Found:
    found, there = _discharges(part)
    share = covered(rounded(found, part.start, part.stop)) / part.seconds
    return Found(100 * share, channels=_looked(part, there))


_SPIKE = (
    "candidates, no diagnosis: waves of 20–200 ms, 8 robust SD of the 30 s around, sharp, in no rhythm, clear of "
    "muscle and blinks, a fifth as large in a neighbour"
)
_DISCHARGE = (
    "candidates, no diagnosis: 5 s and more of 1.5–18 Hz over 2.5 times the background in two channels, rhythmic or a "
    "train of sharp waves, no steady alpha"
)
_GOTMAN_1976 = "after Gotman & Gloor 1976; Gaspard et al. 2014"
_GOTMAN_1982 = "after Gotman 1982"
_FOUND: tuple[tuple[str, str, str, str, Callable[[Part], Found]], ...] = (
    ("epileptiform spike count", "count", _SPIKE, _GOTMAN_1976, _spike_count),
    ("epileptiform spike times", "s", _SPIKE, _GOTMAN_1976, _spike_times),
    ("epileptiform spike rate", "per min", _SPIKE, _GOTMAN_1976, _spike_rate),
    ("rhythmic discharge times", "", _DISCHARGE, _GOTMAN_1982, _discharge_times),
    ("rhythmic discharge fraction", "%", _DISCHARGE, _GOTMAN_1982, _discharge_fraction),
)

QUANTITIES = tuple(
    Quantity(
        name,
        unit,
        Needs(FIELD_KINDS, "any", 5.0, rate=100.0 if "spike" in name else 50.0),
        method,
        source,
        find,
    )
    for name, unit, method, source, find in _FOUND
)
