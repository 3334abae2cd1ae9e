"""Slow rhythms of the body: the pulse in light through the scalp or a finger, breathing in belts and flow."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from neuro_llm.recordings.errors import MeasureError

from .part import Found, Part
from .quantity import Needs, Quantity
from .spectrum import chance_height

PULSE_HZ, PULSE_WINDOW = (0.7, 2.5), 10.0
BREATH_HZ, BREATH_WINDOW = (0.1, 0.6), 40.0
LEAST_HEIGHT = 3.0  # dB above the background: twice as strong
ROUNDING = 1e-6  # of its level: what varies less is a constant, rounded
_AROUND = 2.0  # the background is looked at from the band's half to its double
_TO_END = 2  # bins beside a peak that belong to it


@dataclass(frozen=True)
class Spectrum:
    """Mean of the channels' spectra, each of unit power.

    freqs  (freq,) Hz
    power  (freq,)
    """

    freqs: np.ndarray
    power: np.ndarray
    n_segments: int
    n_channels: int


def _pulse(part: Part) -> Found:
    return _rate(part, PULSE_HZ, PULSE_WINDOW, "pulse")


def _breathing(part: Part) -> Found:
    return _rate(part, BREATH_HZ, BREATH_WINDOW, "rhythm of breathing")


def _rate(part: Part, band: tuple[float, float], window: float, what: str) -> Found:
    """The clear peak of a band, per minute; MeasureError where none stands out."""
    seen = _spectrum(part, window, band)
    frequency, height = _peak(seen, band)
    needed = max(LEAST_HEIGHT, chance_height(seen.n_segments))
    if height < needed:
        raise MeasureError(
            f"{part.recording.name}: no {what} is visible: the largest peak of {band[0]:g}–{band[1]:g} Hz stands "
            f"{height:.1f} dB above its surroundings; {needed:.1f} dB would be clear."
        )
    return Found(60 * frequency, f"{height:.1f} dB high; {seen.n_channels} channels")


def _spectrum(part: Part, window: float, band: tuple[float, float]) -> Spectrum:
    from scipy.signal import welch

    length = round(window * part.sfreq)
    total: np.ndarray | float = 0.0
    freqs, n_segments = np.empty(0), 0
    for piece in part.pieces(overlap=window / 2):
        n = piece.x.shape[1] // (length // 2) - 1
        if n < 1:
            continue
        x = piece.x.astype(float)
        x[x.std(axis=1) <= ROUNDING * np.abs(x.mean(axis=1))] = 0.0
        freqs, psd = welch(x, part.sfreq, nperseg=length, noverlap=length - length // 2, detrend="linear")
        total = total + n * psd
        n_segments += n
    inside = (freqs >= band[0]) & (freqs <= band[1])
    share = np.atleast_2d(total)[:, inside].sum(axis=1) if n_segments else np.zeros(1)
    if not (share > 0).any():
        raise MeasureError(f"{part.recording.name}: {part.quantity.name} cannot be measured, nothing varies.")
    each = np.atleast_2d(total)[share > 0] / share[share > 0, None]
    return Spectrum(freqs, each.mean(axis=0), n_segments, len(each))


def _peak(seen: Spectrum, band: tuple[float, float]) -> tuple[float, float]:
    """(Hz, dB) of the largest peak above a straight line through log power against log frequency around it."""
    around = (seen.freqs >= band[0] / _AROUND) & (seen.freqs <= min(band[1] * _AROUND, 0.9 * seen.freqs[-1]))
    freqs, level = seen.freqs[around], 10 * np.log10(np.maximum(seen.power[around], 1e-30))
    inside = np.flatnonzero((freqs >= band[0]) & (freqs <= band[1]))
    summits = [i for i in inside if 0 < i < len(level) - 1 and level[i] >= max(level[i - 1], level[i + 1])]
    if not summits:
        return float(freqs[inside[0]]), 0.0
    slope = np.polyfit(np.log(freqs), level, 1)
    top = max(summits, key=lambda i: float(level[i] - np.polyval(slope, np.log(freqs[i]))))
    rest = np.abs(np.arange(len(level)) - top) > _TO_END
    slope = np.polyfit(np.log(freqs[rest]), level[rest], 1)
    left, middle, right = level[top - 1 : top + 2]
    bend = left - 2 * middle + right
    shift = 0.0 if bend >= 0 else 0.5 * (left - right) / bend
    frequency = float(freqs[top] + np.clip(shift, -0.5, 0.5) * (freqs[1] - freqs[0]))
    return frequency, float(middle - np.polyval(slope, np.log(frequency)))


_PEAK = "spectrum of each channel brought to unit power, mean; largest peak above a straight line in log-log"

QUANTITIES: tuple[Quantity, ...] = (
    Quantity(
        "pulse rate", "bpm", Needs(("fnirs", "ppg"), seconds=2 * PULSE_WINDOW, rate=2 * PULSE_HZ[1]),
        f"{_PEAK}, {PULSE_HZ[0]:g}–{PULSE_HZ[1]:g} Hz, Welch with 10-s windows",
        "Welch 1967; the pulse as a sign of contact with the scalp: Pollonini et al. 2014", _pulse,
    ),
    Quantity(
        "breathing rate", "per min", Needs(("resp",), seconds=2 * BREATH_WINDOW, rate=2.0),
        f"{_PEAK}, {BREATH_HZ[0]:g}–{BREATH_HZ[1]:g} Hz, Welch with 40-s windows", "Welch 1967", _breathing,
    ),
)  # fmt: skip
