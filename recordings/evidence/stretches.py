"""A part streamed at a low rate, each stretch with margins in which filters forget."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

import numpy as np

from .part import Part

MARGIN = 15.0
"""s on both sides of what belongs to a stretch."""


@dataclass(frozen=True)
class Stretch:
    """Some seconds of a part.

    start        s of the first sample
    x            (channel, time) in the part's unit, its median taken off, at `rate` Hz
    lost         the same shape: True where the file holds no sample
    first, last  s: what has its middle here belongs to this stretch and to no other
    """

    start: float
    rate: float
    x: np.ndarray
    lost: np.ndarray
    first: float
    last: float

    def owns(self, start: float, stop: float) -> bool:
        return self.first <= 0.5 * (start + stop) < self.last

    def seconds(self, index: float) -> float:
        """Time of a sample, s from the start of the recording."""
        return self.start + index / self.rate

    def whole(self, row: int, first: int, last: int) -> bool:
        """Whether a channel holds every sample of first..last and half a second around."""
        around = round(0.5 * self.rate)
        return not self.lost[row, max(0, first - around) : last + around].any()


def stretches(part: Part, lowest_rate: float, seconds: float = 300.0) -> Iterator[Stretch]:
    """The whole part, one stretch after another, at the lowest whole fraction of its rate from `lowest_rate` Hz up.

    What lies within the margin before and after the part is read too: an event is the same one in a short span.
    """
    from scipy.signal import resample_poly

    factor = max(1, int(part.sfreq // lowest_rate))
    before, after = max(0.0, part.start - MARGIN), min(part.recording.duration, part.stop + MARGIN)
    for piece in replace(part, start=before, stop=after).pieces(seconds, overlap=2 * MARGIN):
        x = piece.x - np.median(piece.x, axis=1, keepdims=True)
        lost = piece.lost
        stop = piece.start + x.shape[1] / part.sfreq
        if factor > 1:
            x = resample_poly(x, 1, factor, axis=1, padtype="line").astype(np.float32)
            ends = np.arange(0, lost.shape[1], factor)
            lost = np.logical_or.reduceat(lost, ends, axis=1)
        yield Stretch(
            start=piece.start,
            rate=part.sfreq / factor,
            x=x,
            lost=lost,
            first=max(part.start, piece.start + MARGIN if piece.start > before + MARGIN else 0.0),
            last=min(part.stop, stop - MARGIN if stop < after - 1 / part.sfreq else part.stop),
        )


def band(x: np.ndarray, low: float, high: float, rate: float, order: int = 3) -> np.ndarray:
    """Zero-phase Butterworth band-pass along time, float32; the upper edge stays below the Nyquist frequency."""
    from scipy.signal import butter, sosfiltfilt

    sos = butter(order, (low, min(high, 0.45 * rate)), btype="bandpass", fs=rate, output="sos")
    padding = min(x.shape[1] - 1, round(3 * rate / low))
    return sosfiltfilt(sos, x, axis=1, padlen=padding).astype(np.float32)


def moving(x: np.ndarray, seconds: float, rate: float) -> np.ndarray:
    """Mean over a window of `seconds` around each sample, along time."""
    from scipy.ndimage import uniform_filter1d

    return uniform_filter1d(x, max(1, round(seconds * rate)), axis=1, mode="nearest")
