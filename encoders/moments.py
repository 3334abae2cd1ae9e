"""Where an event lies among the patches of a recording, and whether one is there at all, whatever the length.

The clearest of a thousand windows looks like an event even where there is none. So a long recording is not judged by
its clearest window: patches that belong together are found as maximal scoring segments (Ruzzo & Tompa 1999), and what
they weigh is held against how many patches there were, as the best segment of pure chance grows with the logarithm of
the length (Karlin & Altschul 1990).
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np

LONG_PATCHES = 60  # of 2 s: recordings of more than two minutes are judged by what follows
LOWEST, HIGHEST = -4.0, 8.0  # log odds that one patch may count: no single one decides


@dataclass(frozen=True)
class Segment:
    """Patches `first` up to `last` (not included) and the sum of their log odds."""

    first: int
    last: int
    score: float


@dataclass(frozen=True)
class Length:
    """Log odds of an event in a long recording: gain · x + shift − growth · ln(patches / LONG_PATCHES).

    x is the square root of the best segment's score (after `second_look`) for an event that lasts and comes once
    (seizure), the logarithm of the mean odds over the patches for short ones that come again (spindles, blinks).
    Fitted by logistic regression on simulated nights (train/qa/night.py) of 5 min, 10 min, 1 h and 8 h, with and
    without the event weighing the same at each length: the growth keeps both kinds of error level from 5 min to 8 h.
    """

    gain: float
    shift: float
    growth: float


LENGTHS = {
    "seizure": Length(1.82, -3.63, 0.22),
    "spindles": Length(1.28, 2.94, 0.51),
    "blinks": Length(1.06, 0.99, 0.43),
}


def segments(odds: np.ndarray) -> tuple[Segment, ...]:
    """All maximal scoring segments of patches, in order of time. odds (patch,) log odds of the event."""
    found: list[tuple[int, int, float, float]] = []  # first, last, sum before it, sum at its end
    total = 0.0
    for at, value in enumerate(np.clip(np.asarray(odds, float), LOWEST, HIGHEST).tolist()):
        before, total = total, total + value
        if value <= 0:
            continue
        first, left, right = at, before, total
        while True:
            at_left = next((i for i in range(len(found) - 1, -1, -1) if found[i][2] < left), None)
            if at_left is None or found[at_left][3] >= right:
                found.append((first, at + 1, left, right))
                break
            first, _, left, _ = found[at_left]
            del found[at_left:]
    return tuple(Segment(first, last, right - left) for first, last, left, right in found)


def present(event: str, odds: np.ndarray) -> float:
    """Log odds that a long recording holds the event at all. odds (patch,)"""
    length = LENGTHS[event]
    if event == "seizure":
        seen = math.sqrt(max((segment.score for segment in segments(odds)), default=0.0))
    else:
        seen = float(np.logaddexp.reduce(np.asarray(odds, float)) - math.log(len(odds)))
    return _judged(length, seen, len(odds))


def credible(event: str, odds: np.ndarray) -> tuple[Segment, ...]:
    """The segments that are told: in long recordings only those that chance does not bring forth (seizure).

    Where none is, the one that weighs most (or the likeliest patch) is told: the recording as a whole decides whether
    there is an event.
    """
    found = segments(odds)
    if not found:
        best = int(np.argmax(odds))
        return (Segment(best, best + 1, 0.0),)
    if event != "seizure" or len(odds) <= LONG_PATCHES:
        return found
    kept = tuple(s for s in found if _judged(LENGTHS[event], math.sqrt(s.score), len(odds)) > 0)
    return kept or (max(found, key=lambda segment: segment.score),)


def _judged(length: Length, seen: float, patches: int) -> float:
    return length.gain * seen + length.shift - length.growth * math.log(patches / LONG_PATCHES)


def core(odds: np.ndarray, segment: Segment) -> tuple[int, int]:
    """First and last (not included) patch of the part of a segment that shows the event most clearly."""
    inside = np.asarray(odds[segment.first : segment.last], float)
    largest = inside.max()
    clear = np.flatnonzero(inside >= (0.5 * largest if largest > 0 else largest))
    return segment.first + int(clear[0]), segment.first + int(clear[-1]) + 1
