"""Epileptiform spikes and sharp waves: single waves of 20–200 ms that stand out of their own background.

After Gotman & Gloor 1976, Electroencephalogr Clin Neurophysiol 41, and Gaspard et al. 2014, Clin Neurophysiol 125:
half-waves taller and sharper than those around, in no rhythm, without muscle, with a field over neighbours.
Candidates for a reader, never a diagnosis.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from neuro_llm.recordings.recording import Recording

from .places import FRONTAL_SIDES, FRONTOPOLAR
from .stretches import Stretch, band, moving
from .waves import Wave

HERTZ, MUSCLE_HZ = (1.5, 40.0), (30.0, 70.0)
WIDTH = (0.01, 0.1)  # s at half height: 20–200 ms at the base
TALL, SHARP = 8.0, 2.0  # times the robust SD of the trace, and of its curvature, over the 30 s around
OVER_MUSCLE = 6.0  # times the RMS above 30 Hz around it
RHYTHM = 0.3, 0.6  # s around; part of its height that two others may not reach
FIELD = 0.2, 0.02  # part of its height that a neighbour shows, within so many s
BLINK = 0.6  # part of its height by which the forehead is positive then
NEIGHBOURS, NEAR = 4, 0.075  # at most so many, within so many metres
SEVERAL = 4  # channels from which a field is asked for


@dataclass(frozen=True)
class _Levels:
    """Of one channel around each sample, (time,): robust SD of the trace and of its curvature, RMS of muscle."""

    usual: np.ndarray
    curved: np.ndarray
    muscle: np.ndarray


def neighbours(recording: Recording, channels: Sequence[str]) -> list[list[int]]:
    """Rows of the channels near each; all others where the file gives no places."""
    places = recording.positions[recording.index(channels)]
    rows = []
    for row, place in enumerate(places):
        away = np.linalg.norm(places - place, axis=1)
        away[row] = np.inf
        if not np.isfinite(place).all():
            rows.append([other for other in range(len(places)) if other != row])
            continue
        near = np.argsort(np.nan_to_num(away, nan=np.inf), kind="stable")
        rows.append([int(other) for other in near[:NEIGHBOURS] if away[other] <= NEAR])
    return rows


def spikes_in(stretch: Stretch, channels: Sequence[str], near: list[list[int]]) -> Iterator[Wave]:
    """Spikes that belong to the stretch, one per channel that shows it."""
    rate = stretch.rate
    x = band(stretch.x, *HERTZ, rate)
    bend = np.gradient(np.gradient(x, axis=1), axis=1)
    fast = band(stretch.x, *MUSCLE_HZ, rate) if 0.45 * rate > MUSCLE_HZ[0] + 5 else np.zeros_like(x)
    muscle = np.sqrt(np.maximum(moving(fast**2, 0.6, rate), 0))
    usual, curved = _usual(x, rate), _usual(bend, rate)
    eyes = [row for row, channel in enumerate(channels) if channel in (*FRONTOPOLAR, *FRONTAL_SIDES)]
    for row, channel in enumerate(channels):
        for sign in (-1.0, 1.0):
            levels = _Levels(usual[row], curved[row], muscle[row])
            for peak, height in _standing(sign * x[row], -sign * bend[row], levels, rate):
                time = stretch.seconds(peak)
                if not stretch.owns(time, time) or not stretch.whole(row, peak, peak + 1):
                    continue
                if _blink(x, eyes, peak, height, rate):
                    continue
                if len(channels) < SEVERAL or _field(x, near[row], peak, height, rate):
                    yield Wave(channel, time - WIDTH[1], time + WIDTH[1], height)


def _standing(x: np.ndarray, bend: np.ndarray, levels: _Levels, rate: float) -> Iterator[tuple[int, float]]:
    """Samples and heights of upward peaks that are tall, sharp, clear of muscle and in no rhythm. All (time,)."""
    from scipy.signal import find_peaks

    low, high = (seconds * rate for seconds in WIDTH)
    peaks, found = find_peaks(
        x, prominence=2 * float(np.median(levels.usual)), width=(low, high), wlen=round(0.5 * rate)
    )
    heights = found["prominences"]
    tall = (heights >= TALL * levels.usual[peaks]) & (x[peaks] >= 0.5 * heights)
    sharp = bend[peaks] >= SHARP * levels.curved[peaks]
    clear = heights >= OVER_MUSCLE * levels.muscle[peaks]
    around = round(RHYTHM[0] * rate)
    for i in np.flatnonzero(tall & sharp & clear):
        left, right = np.searchsorted(peaks, [peaks[i] - around, peaks[i] + around])
        if (heights[left:right] >= RHYTHM[1] * heights[i]).sum() <= 2:  # itself and one more
            yield int(peaks[i]), float(heights[i])


def _usual(x: np.ndarray, rate: float) -> np.ndarray:
    """Robust SD over the 30 s around each sample, (channel, time)."""
    from scipy.ndimage import median_filter

    length = max(1, round(rate))
    whole = x[:, : max(1, x.shape[1] // length) * length]
    seconds = np.stack(
        [
            np.median(np.abs(p), axis=1)
            for p in np.array_split(whole, max(1, whole.shape[1] // length), axis=1)
        ]
    )
    middle = median_filter(seconds, size=(31, 1), mode="nearest")
    at = np.arange(x.shape[1]) / length - 0.5
    return 1.4826 * np.stack([np.interp(at, np.arange(len(middle)), row) for row in middle.T]) + 1e-30


def _blink(x: np.ndarray, eyes: list[int], peak: int, height: float, rate: float) -> bool:
    """Whether the forehead swings upwards at that moment as much as the wave is high: the eyes do that."""
    within = max(1, round(FIELD[1] * rate))
    piece = x[eyes, max(0, peak - within) : peak + within + 1]
    return bool(piece.size and piece.max() >= BLINK * height)


def _field(x: np.ndarray, near: list[int], peak: int, height: float, rate: float) -> bool:
    """Whether a neighbour swings with it. x (channel, time)"""
    within = max(1, round(FIELD[1] * rate))
    piece = x[near, max(0, peak - within) : peak + within + 1]
    return bool(piece.size and np.abs(piece).max() >= FIELD[0] * height)
