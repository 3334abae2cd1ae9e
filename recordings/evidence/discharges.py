"""Rhythmic discharges: seconds of large rhythmic activity that stands out of its own background, as seizures do.

Gotman 1982, Electroencephalogr Clin Neurophysiol 54: amplitude over three times the background, rhythmic, in two
channels; one may be weaker here, their geometric mean counts. Candidates for a reader, never a diagnosis.
"""

from __future__ import annotations

import numpy as np

from .edges import sharpened
from .intervals import Interval, joined, runs
from .part import Part
from .stretches import band, moving, stretches

HERTZ = (1.5, 18.0)
LOWEST_RATE = 50.0  # Hz
WINDOW, HOP = 2.0, 0.5  # s
CORE, EDGE = 2.5, 1.7  # times the background: to count, to belong to what counts
BACKGROUND = 600.0, 0.3  # s around, quantile: holds where a discharge covers half
USUAL = {"eeg": 30.0, "ieeg": 120.0}  # µV RMS: a background is not taken to be larger
SHORTEST, GAP = 5.0, 3.0  # s
RHYTHM = 0.4  # autocorrelation at 1.7–14 Hz, median over windows
TRAIN, SHARP_HZ, SHARP = (
    1.0,
    (3.0, 30.0),
    (0.01, 0.1),
)  # per s; Hz; s at half height of a sharp wave in a train
ALPHA_HZ, ALPHA_TIMES = (7.5, 13.5), 8.0  # a steady rhythm of waking below this size is none
STEADY = 1.0  # Hz, interquartile range


def discharges(part: Part, usual: float) -> list[Interval]:
    """Intervals in order. usual: largest RMS that a background may have, in the part's unit (infinite: unknown)."""
    sizes = _sizes(part)
    ratio = sizes / np.maximum(np.minimum(_background(sizes), usual), 1e-30)
    top = np.sort(ratio, axis=0)[::-1]
    score = np.sqrt(top[0] * top[min(1, len(top) - 1)]) if len(top) > 3 else top[0]
    found = []
    for first, last in runs(score > EDGE):
        if (score[first:last] > CORE).sum() * HOP < SHORTEST - WINDOW:
            continue
        strongest = np.argsort(-ratio[:, first:last].mean(axis=1), kind="stable")[: 3 if len(top) > 3 else 1]
        there = part.over(tuple(part.channels[row] for row in strongest))
        rough = (part.start + first * HOP, min(part.stop, part.start + last * HOP))
        found.append((sharpened(there, rough, HERTZ), there, float(score[first:last].max())))
    kept = [
        interval
        for interval, there, size in found
        if interval[1] - interval[0] >= WINDOW and _repeating(there, interval, size)
    ]
    return joined(kept, GAP, SHORTEST)


def _sizes(part: Part) -> np.ndarray:
    """(channel, hop) RMS in windows of 2 s around every half second of the part."""
    pieces = []
    at = part.start
    for stretch in stretches(part, LOWEST_RATE):
        power = moving(band(stretch.x, *HERTZ, stretch.rate, order=2) ** 2, WINDOW, stretch.rate)
        times = at + HOP * np.arange(max(0, int(np.ceil((stretch.last - at) / HOP - 1e-9))))
        index = np.round((times - stretch.start) * stretch.rate).astype(int)
        pieces.append(np.sqrt(np.maximum(power[:, np.clip(index, 0, power.shape[1] - 1)], 0)))
        at += HOP * len(times)
    return np.concatenate(pieces, axis=1)


def _background(sizes: np.ndarray) -> np.ndarray:
    """(channel, hop) usual size in the ten minutes around."""
    half = round(BACKGROUND[0] / 2 / HOP)
    n = sizes.shape[1]
    if n <= 2 * half:
        return np.quantile(sizes, BACKGROUND[1], axis=1, keepdims=True)
    hops = np.arange(half, n - half + 1, half // 5)
    levels = np.stack([np.quantile(sizes[:, at - half : at + half], BACKGROUND[1], axis=1) for at in hops])
    return np.stack([np.interp(np.arange(n), hops, row) for row in levels.T])


def _repeating(part: Part, interval: Interval, size: float) -> bool:
    """Whether it is a rhythm, or in the first channel a train of sharp waves, and no steady alpha of moderate size."""
    piece = part.read(*interval)
    rate = part.sfreq
    x = band(piece.x, *HERTZ, rate, order=2)
    length = min(x.shape[1], round(WINDOW * rate))
    starts = range(0, x.shape[1] - length + 1, max(1, round(HOP * rate)))
    both = np.array([[_repeats(row[at : at + length], rate) for at in starts] for row in x])
    best = int(np.median(both[:, :, 0], axis=1).argmax())
    rhythm, frequency = np.median(both[best], axis=0)
    low, high = np.quantile(both[best, :, 1], (0.25, 0.75))
    alpha = ALPHA_HZ[0] <= frequency <= ALPHA_HZ[1] and high - low < STEADY and size < ALPHA_TIMES
    return bool(not alpha and (rhythm >= RHYTHM or _sharp(piece.x[0], rate) >= TRAIN))


def _sharp(x: np.ndarray, rate: float) -> float:
    """Sharp waves per second that stand out of one channel. x (time,)"""
    from scipy.signal import find_peaks

    fast = band(x[None], *SHARP_HZ, rate)[0]
    usual = 1.4826 * float(np.median(np.abs(fast)))
    low, high = (seconds * rate for seconds in SHARP)
    peaks = [
        find_peaks(side, height=3 * usual, prominence=3 * usual, width=(low, high))[0]
        for side in (fast, -fast)
    ]
    return max(len(found) for found in peaks) * rate / len(x)


def _repeats(x: np.ndarray, rate: float) -> tuple[float, float]:
    """Highest autocorrelation at 1.7–14 Hz after its first zero, and its frequency."""
    n = 2 * len(x)
    correlation = np.fft.irfft(np.abs(np.fft.rfft(x - x.mean(), n)) ** 2, n)[: len(x)]
    correlation /= np.maximum(correlation[0], 1e-30) * (1 - np.arange(len(x)) / len(x))
    below = np.maximum.accumulate(correlation < 0)
    first, last = int(rate / 14), min(len(x) - 1, int(rate / 1.7) + 1)
    inside = np.where(below, correlation, -1)[first:last]
    if inside.max() <= 0:
        return 0.0, 0.0
    high = runs(inside >= 0.8 * inside.max())[0]  # two periods repeat as well as one
    at = high[0] + int(inside[high[0] : high[1]].argmax())
    return float(inside.max()), rate / (first + at)
