"""Numbers from power spectra: band power, the 1/f background, peaks above it, mains."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from neuro_llm.recordings.errors import MeasureError

from .bands import BANDS, SHARING

FIT_HZ = (2.0, 40.0)
PEAK_HZ = (1.5, 40.0)
ALPHA_PEAK_HZ = (7.0, 14.0)
MAINS_HZ = (50.0, 60.0)


@dataclass(frozen=True)
class Background:
    """Power that falls with frequency as offset − exponent · log10(f), in log10 unit²/Hz."""

    offset: float
    exponent: float

    def at(self, freqs: np.ndarray) -> np.ndarray:
        return self.offset - self.exponent * np.log10(freqs)


@dataclass(frozen=True)
class Peak:
    """frequency (Hz) and height above the background (dB)."""

    frequency: float
    prominence: float


def band_power(freqs: np.ndarray, psd: np.ndarray, low: float, high: float) -> np.ndarray:
    """Power of low ≤ f < high per channel, unit². psd (channel, freq) unit²/Hz."""
    if high > freqs[-1] + 1e-6:
        raise MeasureError(
            f"{low:g}–{high:g} Hz needs a sampling rate of {2 * high:g} Hz; this one is {2 * freqs[-1]:g} Hz."
        )
    inside = (freqs >= low - 1e-9) & (freqs < high - 1e-9)
    return psd[:, inside].sum(axis=1) * (freqs[1] - freqs[0])


def relative_power(freqs: np.ndarray, psd: np.ndarray, band: str) -> np.ndarray:
    """Share of a band in 1–45 Hz (or up to the last band below Nyquist) per channel, %."""
    part = band_power(freqs, psd, *BANDS[band])
    return 100 * part / band_power(freqs, psd, BANDS["delta"][0], share_stop(freqs))


def share_stop(freqs: np.ndarray) -> float:
    """Hz: where the whole ends that relative powers are shares of, 45 or the last band edge below Nyquist."""
    return max(high for _, high in (BANDS[name] for name in SHARING) if high <= freqs[-1] + 1e-6)


def mean_log(psd: np.ndarray) -> np.ndarray:
    """(freq,) mean over channels of log10 power: no channel counts more for being larger."""
    return np.log10(np.maximum(psd, 1e-30)).mean(axis=0)


def background(freqs: np.ndarray, log_psd: np.ndarray) -> Background:
    """Robust line through log power over log frequency, 2–40 Hz; peaks and notches left out step by step."""
    inside = (freqs >= FIT_HZ[0]) & (freqs <= min(FIT_HZ[1], 0.9 * freqs[-1]))
    if inside.sum() < 12:
        raise MeasureError(
            f"A 1/f fit needs a sampling rate of at least 20 Hz; this one is {2 * freqs[-1]:g} Hz."
        )
    x, y = np.log10(freqs[inside]), log_psd[inside]
    even = np.sqrt(1 / freqs[inside])  # over log frequency
    kept = np.ones(len(x), dtype=bool)
    for _ in range(20):
        slope, offset = np.polyfit(x[kept], y[kept], 1, w=even[kept])
        now = _no_peak(y - (offset + slope * x), kept)
        if now.sum() < 0.3 * len(x) or np.array_equal(now, kept):
            break
        kept = now
    return Background(float(offset), float(-slope))


def _no_peak(residual: np.ndarray, kept: np.ndarray) -> np.ndarray:
    """(freq,) True for bins that neither stand out upwards, with their neighbours, nor fall far below."""
    centre = float(np.median(residual[kept]))
    spread = max(1.4826 * float(np.median(np.abs(residual[kept] - centre))), 0.01)
    rising = residual - centre > 2 * spread
    beside = np.zeros_like(rising)
    beside[1:] |= rising[:-1]
    beside[:-1] |= rising[1:]
    return ~(rising | beside) & (residual - centre > -4 * spread)


def largest_peak(freqs: np.ndarray, log_psd: np.ndarray, low: float, high: float) -> Peak | None:
    """The local maximum of low..high Hz that stands highest above the background; None where none does."""
    fit = background(freqs, log_psd)
    safe = np.maximum(freqs, freqs[1])
    height = 10 * (log_psd - fit.at(safe))
    step = np.diff(height)
    local = np.flatnonzero((step[:-1] > 0) & (step[1:] <= 0)) + 1
    local = local[(freqs[local] >= low) & (freqs[local] <= high) & (height[local] > 0)]
    if not len(local):
        return None
    best = int(local[np.argmax(height[local])])
    return Peak(float(np.clip(_summit(freqs, log_psd, best), low, high)), float(height[best]))


def chance_height(n_segments: int) -> float:
    """Height (dB) that the largest peak of noise without rhythm stays below in 19 of 20 recordings."""
    return 1 + 10 / max(1, n_segments) ** 0.5


def _summit(freqs: np.ndarray, log_psd: np.ndarray, at: int) -> float:
    """Top of the parabola through a bin and its two neighbours, Hz."""
    left, middle, right = log_psd[at - 1 : at + 2]
    bend = left - 2 * middle + right
    shift = 0.0 if bend >= 0 else 0.5 * (left - right) / bend
    return float(freqs[at] + np.clip(shift, -0.5, 0.5) * (freqs[1] - freqs[0]))


def mains(freqs: np.ndarray, psd: np.ndarray) -> dict[float, float]:
    """Height of 50 and 60 Hz above the median of 2–6 Hz to either side, dB, mean over channels.

    A line above Nyquist − 1.5 Hz is left out.
    """
    found: dict[float, float] = {}
    level = 10 * np.log10(np.maximum(psd, 1e-30))
    for line in MAINS_HZ:
        away = np.abs(freqs - line)
        if line + 1.5 > freqs[-1]:
            continue
        beside = (away >= 2) & (away <= 6) & (freqs < freqs[-1] - 0.5)
        top = level[:, away <= 0.5 + 1e-6].max(axis=1)
        found[line] = float((top - np.median(level[:, beside], axis=1)).mean())
    if not found:
        raise MeasureError(
            f"Mains at 50 Hz needs a sampling rate of at least 103 Hz; this one is {2 * freqs[-1]:g} Hz."
        )
    return found


def line_frequency(heights: dict[float, float], n_segments: int) -> float:
    """50 or 60 where it stands higher than chance makes it, else 0."""
    line, height = max(heights.items(), key=lambda item: item[1])
    return line if height > 3 + 8 / n_segments**0.5 else 0.0
