"""Spike trains taken from counts per bin, in one pass that is kept for the next question."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Sequence
from dataclasses import dataclass
from threading import Lock
from typing import Any
from weakref import WeakKeyDictionary

import numpy as np

from neuro_llm.recordings.errors import MeasureError
from neuro_llm.recordings.recording import Recording

from .activity import blocks, require_unit

_KEPT_PASSES = 2
_MOST_KEPT_SPIKES = 1 << 25


@dataclass(frozen=True)
class Trains:
    """Spikes of some units.

    bins         (spike,) of each unit in order of time, counted from the start of the span; a bin with two spikes is
                 there twice
    seen         (unit,) bins that hold a number
    sfreq        bins per second
    start, stop  s
    """

    bins: tuple[np.ndarray, ...]
    seen: np.ndarray
    sfreq: float
    start: float
    stop: float

    @property
    def bin_ms(self) -> float:
        return 1000.0 / self.sfreq

    @property
    def counts(self) -> np.ndarray:
        """(unit,) spikes."""
        return np.array([len(train) for train in self.bins])

    @property
    def rates(self) -> np.ndarray:
        """(unit,) spikes per second of what was seen."""
        return self.counts / self.seen * self.sfreq

    def between(self, starts: np.ndarray, stops: np.ndarray) -> np.ndarray:
        """(unit, window) spikes in windows of the recording, s."""
        edges = [np.round((np.asarray(at) - self.start) * self.sfreq) for at in (starts, stops)]
        low, high = (np.stack([np.searchsorted(train, at) for train in self.bins]) for at in edges)
        return high - low


_KEPT: WeakKeyDictionary[Any, OrderedDict[tuple[Any, ...], Trains]] = WeakKeyDictionary()
_LOCK = Lock()


def trains_of(recording: Recording, names: Sequence[str], start: float, stop: float, what: str) -> Trains:
    """The spikes of the named units; MeasureError where they are no counts, or nothing was recorded.

    what  the quantity that is asked for
    """
    require_unit(recording, names, "count", what, "holds no spike counts")
    key = (recording.ch_names, tuple(names), start, stop)
    with _LOCK:
        kept = _KEPT.setdefault(recording.source, OrderedDict())
        if key in kept:
            kept.move_to_end(key)
            return kept[key]
    trains = _read(recording, names, start, stop)
    with _LOCK:
        if trains.counts.sum() <= _MOST_KEPT_SPIKES:
            kept[key] = trains
        while len(kept) > _KEPT_PASSES:
            kept.popitem(last=False)
    return trains


def _read(recording: Recording, names: Sequence[str], start: float, stop: float) -> Trains:
    pieces: list[list[np.ndarray]] = [[] for _ in names]
    seen, at = np.zeros(len(names)), 0
    for block in blocks(recording, names, start, stop):
        finite = np.isfinite(block)
        seen += finite.sum(axis=1)
        units, bins = np.nonzero((block > 0) & finite)
        times = np.repeat(at + bins, np.round(block[units, bins]).astype(int))
        ends = np.cumsum(np.bincount(np.repeat(units, np.round(block[units, bins]).astype(int)),
                                     minlength=len(names)))  # fmt: skip
        for unit, piece in enumerate(np.split(times, ends[:-1])):
            if len(piece):
                pieces[unit].append(piece.astype(np.int32))
        at += block.shape[1]
    if not seen.all():
        raise MeasureError(f"{recording.name}: {names[int(np.argmin(seen))]} holds no numbers; leave it out.")
    bins_of = tuple(np.concatenate([np.empty(0, np.int32), *unit]) for unit in pieces)
    return Trains(bins_of, seen, recording.sfreq, start, stop)
