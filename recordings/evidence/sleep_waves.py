"""Slow waves and K-complexes in one stretch: large negative waves that a positive one follows.

Slow waves: Massimini et al. 2004, J Neurosci 24 (0.1–4 Hz, zero crossings 0.3–1 s apart) with the amplitudes of
Carrier et al. 2011, Eur J Neurosci 33 (negative beyond 40 µV, 75 µV peak to peak). K-complexes: the AASM manual
(a negative wave, then a positive one, at least 0.5 s, standing out) and Bremer et al. 1970 (75 µV peak to peak).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np

from .stretches import Stretch, band, moving
from .waves import Wave

SLOW_HZ, FAST_HZ = (0.3, 4.0), (8.0, 30.0)
NEGATIVE, PEAK_TO_PEAK = 40.0, 75.0  # µV
SLOW_WAVE_NEGATIVE, K_NEGATIVE = (0.25, 1.0), (0.125, 1.0)  # s from zero crossing to zero crossing
POSITIVE = 1.0  # s at most
WHOLE = (0.5, 2.0)  # s
OVER_FAST = 12.0  # peak to peak over the RMS of 8–30 Hz; waking EEG of whatever size stays below
STANDING = 6.0  # a K-complex, peak to peak, over the robust SD around; noise of the same band reaches 5.4
ALONE = 1.5  # s around a K-complex without a wave of two thirds its size


class _Waves:
    """Every negative half-wave of a channel with the positive one after it. All arrays (wave,)."""

    def __init__(self, x: np.ndarray) -> None:
        crossings = np.flatnonzero(np.diff(np.signbit(x))) + 1
        if len(crossings) and not np.signbit(x[crossings[0]]):
            crossings = crossings[1:]  # begin with a descent
        n = max(0, (len(crossings) - 1) // 2)
        self.first, self.middle, self.last = (crossings[i : i + 2 * n : 2] for i in range(3))
        edges = crossings[: 2 * n + 1]
        lows, highs = (way.reduceat(x, edges) if n else np.empty(0) for way in (np.minimum, np.maximum))
        self.negative, self.positive = -lows[: 2 * n : 2], highs[1 : 2 * n : 2]
        self.size = self.negative + self.positive

    def shaped(self, negative: tuple[float, float], rate: float) -> np.ndarray:
        """(wave,) bool: of a duration that sleep has."""
        one, two = (self.middle - self.first) / rate, (self.last - self.middle) / rate
        return (
            (one >= negative[0]) & (one <= negative[1]) & (two <= POSITIVE)
            & (one + two >= WHOLE[0]) & (one + two <= WHOLE[1])
        )  # fmt: skip


def slow_waves_in(stretch: Stretch, channels: Sequence[str], known: bool) -> Iterator[Wave]:
    """Slow waves that belong to the stretch; `known`: its samples are in µV."""
    slow = band(stretch.x, *SLOW_HZ, stretch.rate, order=2)
    for row, channel in enumerate(channels):
        waves = _Waves(slow[row])
        good = waves.shaped(SLOW_WAVE_NEGATIVE, stretch.rate) & _large(waves, stretch, row, known)
        yield from _kept(stretch, row, channel, waves, good)


def k_complexes_in(stretch: Stretch, channels: Sequence[str], known: bool) -> Iterator[Wave]:
    """K-complexes that belong to the stretch: alone, and standing out of the 30 s around."""
    rate = stretch.rate
    slow = band(stretch.x, *SLOW_HZ, rate, order=2)
    usual = _usual(slow, rate)
    for row, channel in enumerate(channels):
        waves = _Waves(slow[row])
        good = waves.shaped(K_NEGATIVE, rate) & _large(waves, stretch, row, known)
        good &= waves.size >= STANDING * usual[row, waves.middle]
        near = round(ALONE * rate)
        for i in np.flatnonzero(good):
            left, right = np.searchsorted(waves.middle, [waves.first[i] - near, waves.last[i] + near])
            others = np.delete(waves.size[left:right], i - left)
            good[i] = not (others > 2 / 3 * waves.size[i]).any()
        yield from _kept(stretch, row, channel, waves, good)


def _large(waves: _Waves, stretch: Stretch, row: int, known: bool) -> np.ndarray:
    fast = band(stretch.x[row : row + 1], *FAST_HZ, stretch.rate)
    usual = np.sqrt(np.median(moving(fast**2, 1.0, stretch.rate)))
    large = waves.size >= max(OVER_FAST * usual, 1e-30)
    return large & (waves.negative >= NEGATIVE) & (waves.size >= PEAK_TO_PEAK) if known else large


def _usual(x: np.ndarray, rate: float) -> np.ndarray:
    """Robust SD over the 30 s around each sample, (channel, time)."""
    step = max(1, round(0.1 * rate))
    size = np.abs(x[:, ::step])
    hops = np.arange(0, size.shape[1], 20)
    middle = np.stack([np.median(size[:, max(0, at - 150) : at + 151], axis=1) for at in hops], axis=1)
    at = np.arange(x.shape[1]) / step
    return 1.4826 * np.stack([np.interp(at, hops, row) for row in middle])


def _kept(stretch: Stretch, row: int, channel: str, waves: _Waves, good: np.ndarray) -> Iterator[Wave]:
    for i in np.flatnonzero(good):
        first, last = int(waves.first[i]), int(waves.last[i])
        start, stop = stretch.seconds(first), stretch.seconds(last)
        if stretch.owns(start, stop) and stretch.whole(row, first, last):
            yield Wave(channel, start, stop, float(waves.size[i]))
