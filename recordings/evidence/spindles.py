"""Sleep spindles in one stretch, by the four features of the A7 detector.

Lacourse et al. 2019, "A sleep spindle detection algorithm that emulates human expert spindle scoring",
J Neurosci Methods 316: power of 11–16 Hz, its share of 4.5–30 Hz, and its covariance and correlation with
0.3–30 Hz, in windows of 0.3 s; share and covariance against the 30 s around.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np

from .intervals import runs
from .stretches import Stretch, band, moving
from .waves import Wave

SIGMA_HZ = (11.0, 16.0)
WINDOW, BASELINE = 0.3, 30.0  # s
POWER = 1.25  # log10 µV²
SHARE, COVARIANCE, CORRELATION = 1.6, 1.3, 0.69  # SD, SD, 1
CLEAR = 5.0  # times the usual power of 11–16 Hz: waking alpha and noise reach 3 to 4
SLOW_RATIO = 0.9  # log10 of 0.5–8 Hz over 16–30 Hz: less is no sleep
SHORTEST, LONGEST = 0.5, 2.5  # s
USUAL = 20.0  # robust SD of 0.3–30 Hz that a file without a unit is taken to have, as N2 sleep in µV


def spindles_in(stretch: Stretch, channels: Sequence[str], known: bool) -> Iterator[Wave]:
    """Spindles that belong to the stretch; `known`: its samples are in µV."""
    rate = stretch.rate
    broad = band(stretch.x, 0.3, 30.0, rate)
    if not known:
        size = 1.4826 * np.median(np.abs(broad), axis=1, keepdims=True)
        broad = broad * (USUAL / np.maximum(size, 1e-30))
    sigma = band(broad, *SIGMA_HZ, rate)
    power = moving(sigma**2, WINDOW, rate)
    covariance, correlation = _together(sigma, broad, power, rate)
    share = power / np.maximum(moving(band(broad, 4.5, 30.0, rate) ** 2, WINDOW, rate), 1e-9)
    inside = (power > 10**POWER) & (_standing(np.log10(1 + np.maximum(covariance, 0)), rate) > COVARIANCE)
    sure = inside & (_standing(np.log10(share + 1e-9), rate) > SHARE) & (correlation > CORRELATION)
    sure &= _asleep(broad, rate) & (power > CLEAR * np.median(power, axis=1, keepdims=True))
    for row, channel in enumerate(channels):
        for first, last in runs(inside[row]):
            start, stop = stretch.seconds(first), stretch.seconds(last)
            if not sure[row, first:last].any() or not SHORTEST <= stop - start <= LONGEST:
                continue
            frequency = _frequency(broad[row, first:last], rate)
            fits = SIGMA_HZ[0] <= frequency <= SIGMA_HZ[1] and stretch.owns(start, stop)
            if fits and stretch.whole(row, first, last):
                yield Wave(channel, start, stop, float(power[row, first:last].max()), frequency)


def _together(
    sigma: np.ndarray, broad: np.ndarray, power: np.ndarray, rate: float
) -> tuple[np.ndarray, np.ndarray]:
    """Covariance and correlation of the two in moving windows: (channel, time) twice."""
    one, two = moving(sigma, WINDOW, rate), moving(broad, WINDOW, rate)
    covariance = moving(sigma * broad, WINDOW, rate) - one * two
    spread = (power - one**2) * (moving(broad**2, WINDOW, rate) - two**2)
    return covariance, covariance / np.sqrt(np.maximum(spread, 1e-9))


def _standing(x: np.ndarray, rate: float) -> np.ndarray:
    """How many SD each sample lies above the mean of the 30 s around, the outer tenths left out."""
    step, half = max(1, round(0.1 * rate)), round(BASELINE / 2 / 0.1)
    thin = x[:, ::step]
    hops = np.arange(0, thin.shape[1], 10)
    parts = [np.sort(thin[:, max(0, at - half) : at + half + 1], axis=1) for at in hops]
    parts = [part[:, (n := part.shape[1] // 10) : part.shape[1] - n] for part in parts]
    at = np.arange(x.shape[1]) / step
    centre, spread = (
        np.stack([np.interp(at, hops, row) for row in np.stack([way(p, axis=1) for p in parts], axis=1)])
        for way in (np.mean, np.std)
    )
    return (x - centre) / np.maximum(spread, 1e-6)


def _asleep(broad: np.ndarray, rate: float) -> np.ndarray:
    """(channel, time) bool: the 30 s around are slow enough."""
    slow = moving(band(broad, 0.5, 8.0, rate) ** 2, BASELINE, rate)
    fast = moving(band(broad, 16.0, 30.0, rate) ** 2, BASELINE, rate)
    return np.asarray(slow > 10**SLOW_RATIO * fast)


def _frequency(x: np.ndarray, rate: float) -> float:
    """Where the spectrum of 8–20 Hz is highest, Hz."""
    n = round(16 * rate)
    power = np.abs(np.fft.rfft(x * np.hanning(len(x)), n)) ** 2
    freqs = np.fft.rfftfreq(n, 1 / rate)
    power[(freqs < 8) | (freqs > 20)] = 0
    return float(freqs[int(power.argmax())])
