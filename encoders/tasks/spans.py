"""Samples of a span for features: padded, filtered, in pieces where the span is long."""

from __future__ import annotations

import weakref
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Generic, TypeVar

import numpy as np

from neuro_llm.recordings.errors import RecordingError
from neuro_llm.recordings.evidence.around_events import unbroken
from neuro_llm.recordings.recording import Recording

from .montage import Montage

PAD_SECONDS = 1.0  # read on both sides, so that no edge of a filter lies inside
ENOUGH_HZ = 128.0  # faster recordings are thinned to this or more: nothing above 45 Hz is looked at
LONGEST, PIECES, PIECE_SECONDS = 60.0, 12, 10.0
"""Of spans longer than LONGEST (s), so many pieces of so many seconds are looked at, evenly spread."""

T = TypeVar("T")
KEPT = 8  # recordings of which something is remembered


def pieces(start: float, stop: float) -> list[tuple[float, float]]:
    """The span itself, or pieces of a long one (s)."""
    if stop - start <= LONGEST:
        return [(start, stop)]
    firsts = np.linspace(start, stop - PIECE_SECONDS, PIECES)
    return [(float(first), float(first) + PIECE_SECONDS) for first in firsts]


@dataclass(frozen=True)
class Signal:
    """data (row, time) float64 from `first` (s) on, at `sfreq` (Hz)."""

    data: np.ndarray
    first: float
    sfreq: float

    def cut(self, start: float, stop: float) -> np.ndarray:
        """(row, time) of start..stop (s), at least two samples."""
        low = max(0, round((start - self.first) * self.sfreq))
        return self.data[:, low : max(low + 2, round((stop - self.first) * self.sfreq))]

    def band(self, low: float, high: float) -> Signal:
        """Band-passed without a shift in time (Butterworth of order 4, forwards and backwards)."""
        from scipy.signal import sosfiltfilt

        sos = _filter(low, min(high, 0.45 * self.sfreq), self.sfreq)
        edge = min(self.data.shape[1] - 1, round(self.sfreq))
        return Signal(sosfiltfilt(sos, self.data, axis=1, padlen=edge), self.first, self.sfreq)


@lru_cache(maxsize=64)
def _filter(low: float, high: float, sfreq: float) -> np.ndarray:
    from scipy.signal import butter

    return np.asarray(butter(4, (low, high), "bandpass", fs=sfreq, output="sos"))


def signal(recording: Recording, montage: Montage, start: float, stop: float) -> Signal:
    """The rows of a span with PAD_SECONDS on both sides, never across a break; not finite samples are 0.

    RecordingError where the span lies outside, or a channel is missing.
    """
    check_span(recording, start, stop)
    names, weights = montage.weights(recording)
    middle = min((start + stop) / 2, recording.duration - 1e-9)
    low, high = next((a, b) for a, b in unbroken(recording) if a <= middle < b)
    first = min(start, max(low, start - PAD_SECONDS))
    data = recording.read(first, min(stop + PAD_SECONDS, max(high, stop)), names).astype(np.float64)
    data = np.where(np.isfinite(data), data, 0.0)
    data = data - data.mean(axis=1, keepdims=True)
    data = data if weights is None else weights @ data
    factor = int(recording.sfreq // ENOUGH_HZ)
    if factor > 1:
        from scipy.signal import resample_poly

        data = resample_poly(data, 1, factor, axis=1, padtype="line")
    return Signal(data, first, recording.sfreq / max(1, factor))


def check_span(recording: Recording, start: float, stop: float) -> None:
    if not 0 <= start < recording.duration or not start < stop:
        raise RecordingError(
            recording.name,
            f"the span {start:g}–{stop:g} s is not inside its {recording.duration:g} s.",
            "Give start and stop in seconds from the start of the recording.",
        )


def inside(recording: Recording, start: float | None, stop: float | None) -> tuple[float, float]:
    """The span (s), ends that are not given being those of the recording."""
    first = 0.0 if start is None else start
    last = recording.duration if stop is None else min(stop, recording.duration)
    check_span(recording, first, last)
    return first, last


@dataclass
class Remembered(Generic[T]):
    """One value per recording, made once and kept while the recording lives; of the last KEPT recordings."""

    found: dict[int, tuple[weakref.ref[Recording], T]] = field(default_factory=dict)

    def of(self, recording: Recording, make: Callable[[Recording], T]) -> T:
        known = self.found.get(id(recording))
        if known is not None and known[0]() is recording:
            return known[1]
        value = make(recording)
        for key in list(self.found)[: max(0, len(self.found) - KEPT + 1)]:
            del self.found[key]
        self.found[id(recording)] = weakref.ref(recording), value
        return value


def evenly(duration: float, seconds: float, most: int) -> Iterator[tuple[float, float]]:
    """At most `most` windows of `seconds`, evenly spread over a recording (s)."""
    count = max(1, min(most, int(duration / seconds)))
    for first in np.linspace(0.0, max(0.0, duration - seconds), count):
        yield float(first), min(float(first) + seconds, duration)


def median(values: Sequence[float]) -> float:
    return float(np.median(np.asarray(values, float)))
