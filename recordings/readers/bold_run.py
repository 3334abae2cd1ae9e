"""A run of fMRI signals, whatever file it came from, as a draft."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np

from .draft import Draft, Fetch, Options
from .signal_change import RunningStatistics, partly_missing, scale_of

_AT_ONCE = 1 << 22
"""Samples read in one piece (32 MiB of float64)."""


@dataclass(frozen=True)
class BoldRun:
    """What a reader found, before the numbers are judged.

    what       the channels in a word: "voxels", "places", "regions"
    positions  (channel, 3) metres, NaN where unknown
    raw        the numbers as they are in the file
    events     (onset s, duration s, label)
    """

    what: str
    labels: Sequence[str]
    positions: np.ndarray
    sfreq: float
    n_times: int
    raw: Fetch
    events: list[tuple[float, float, str]] = field(default_factory=list)


def statistics_of(run: BoldRun) -> RunningStatistics:
    """Mean and variation of every channel, some channels at a time."""
    statistics = RunningStatistics(len(run.labels))
    step = max(1, _AT_ONCE // run.n_times)
    for first in range(0, len(run.labels), step):
        channels = list(range(first, min(len(run.labels), first + step)))
        statistics.add(run.raw(0, run.n_times, channels), first)
    return statistics


def draft_of_run(
    name: str, run: BoldRun, statistics: RunningStatistics, options: Options, changes: list[str]
) -> Draft:
    """Percent signal change where the means of the run allow it."""
    scale = scale_of(name, statistics, options.unit, run.what, changes)

    def fetch(start: int, stop: int, channels: list[int]) -> np.ndarray:
        return scale.apply(run.raw(start, stop, channels), np.array(channels, dtype=int))

    return Draft(
        labels=list(run.labels),
        given=["bold"] * len(run.labels),
        dims=[scale.unit] * len(run.labels),
        factors=[1.0] * len(run.labels),
        sfreq=run.sfreq,
        n_times=run.n_times,
        fetch=fetch,
        positions=run.positions,
        events=run.events,
        bads=[run.labels[i] for i in partly_missing(statistics, run.what, changes)],
        changes=changes,
        modality="fmri",
        unit_known=scale.unit == "%",
    )
