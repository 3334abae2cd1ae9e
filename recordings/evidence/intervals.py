"""Intervals of time: runs of a mask, joined, short ones dropped, their share of a span."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np

Interval = tuple[float, float]


def runs(mask: np.ndarray) -> list[tuple[int, int]]:
    """(first, one past the last) index of each run of True in a mask (time,)."""
    edges = np.diff(np.concatenate([[0], np.asarray(mask, dtype=np.int8), [0]]))
    return list(zip(np.flatnonzero(edges == 1).tolist(), np.flatnonzero(edges == -1).tolist(), strict=True))


def joined(intervals: Iterable[Interval], gap: float = 0.0, shortest: float = 0.0) -> list[Interval]:
    """In order; those closer than `gap` s made one, then those shorter than `shortest` s dropped."""
    found: list[Interval] = []
    for start, stop in sorted(intervals):
        if (found and start - found[-1][1] < gap) or (found and start <= found[-1][1]):
            found[-1] = (found[-1][0], max(stop, found[-1][1]))
        else:
            found.append((start, stop))
    return [(start, stop) for start, stop in found if stop - start >= shortest - 1e-9]


def covered(intervals: Iterable[Interval]) -> float:
    """Seconds that the intervals cover together."""
    return float(sum(stop - start for start, stop in joined(intervals)))


def rounded(intervals: Iterable[Interval], start: float, stop: float) -> tuple[Interval, ...]:
    """Clipped to a span, to milliseconds: the value of a record."""
    clipped = ((max(start, a), min(stop, b)) for a, b in intervals)
    return tuple((round(float(a), 3), round(float(b), 3)) for a, b in clipped if b > a)
