"""One wave that was found on one channel, and how those of several channels become single ones."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True)
class Wave:
    """start, stop s; strength: larger where it is seen better; frequency Hz where it has one."""

    channel: str
    start: float
    stop: float
    strength: float
    frequency: float = float("nan")


def once(waves: Iterable[Wave]) -> list[Wave]:
    """In order of time; of waves that overlap only the strongest, on whatever channel."""
    kept: list[tuple[float, float, Wave]] = []
    for wave in sorted(waves, key=lambda wave: -wave.strength):
        at = bisect_left(kept, wave.start, key=lambda one: one[0])
        before, after = kept[at - 1] if at else None, kept[at] if at < len(kept) else None
        if (before and before[1] > wave.start) or (after and after[0] < wave.stop):
            continue
        kept.insert(at, (wave.start, wave.stop, wave))
    return [wave for _, _, wave in kept]
