"""Blinks in the frontal trace and beats in the ECG trace."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from neuro_llm.recordings.errors import MeasureError
from neuro_llm.recordings.recording import Recording
from neuro_llm.recordings.stopping import look

from .places import kind
from .scanning import Scan

BLINK_HZ = (1.0, 10.0)
BLINK_MINIMUM = 30.0  # µV
BLINK_SDS = 4.0
BLINK_WIDTH = (0.05, 0.4)  # s at half height
BEAT_HZ = (8.0, 20.0)
BEAT_CLEAR = 4.0  # R peaks over the usual size of the envelope; noise reaches 2 to 3


def blink_times(recording: Recording, seen: Scan, channels: Sequence[str]) -> tuple[float, ...]:
    """Peaks of blinks, s from the start of the recording."""
    from scipy.signal import find_peaks

    rate = seen.trace_rate
    filtered = _bandpass(np.stack([seen.traces[name] for name in channels]), BLINK_HZ, rate)
    y = filtered.mean(axis=0)
    if all(kind(recording, name) == "eog" for name in channels):
        y = y * (np.sign((y**3).sum()) or 1.0)  # which way a blink points depends on how the pair is wired
    spread = 1.4826 * float(np.median(np.abs(y - np.median(y))))
    floor = BLINK_MINIMUM if recording.unit_known else 0.0
    threshold = max(BLINK_SDS * spread, floor)
    if threshold <= 0:
        return ()
    low, high = (seconds * rate for seconds in BLINK_WIDTH)
    peaks, found = find_peaks(
        y, height=threshold, prominence=threshold, width=(low, high), distance=max(1, round(0.25 * rate))
    )
    usual = float(np.median(found["peak_heights"])) if len(peaks) else 0.0
    shared = np.abs(filtered).min(axis=0)
    kept = [p for p in peaks if y[p] < 10 * usual and (len(channels) > 2 or shared[p] > 0.25 * y[p])]
    return tuple(round(seen.start + float(p) / rate, 3) for p in kept)


def heart_rate(recording: Recording, seen: Scan, channel: str) -> float:
    """Beats per minute from the median interval of R peaks; MeasureError where no regular beat is found."""
    from scipy.ndimage import uniform_filter1d
    from scipy.signal import find_peaks

    rate = seen.trace_rate
    if rate < 45:
        raise MeasureError(
            f"R peaks need a sampling rate of at least 50 Hz; this one is {recording.sfreq:g} Hz."
        )
    energy = _bandpass(seen.traces[channel][None], BEAT_HZ, rate)[0] ** 2
    envelope = np.sqrt(np.maximum(uniform_filter1d(energy, max(1, round(0.1 * rate))), 0))
    threshold = 0.35 * _usual_maximum(envelope, round(2 * rate))
    peaks, _ = find_peaks(envelope, height=max(threshold, 1e-12), distance=max(1, round(0.3 * rate)))
    clear = len(peaks) > 3 and np.median(envelope[peaks]) > BEAT_CLEAR * np.median(envelope)
    intervals = np.diff(peaks) / rate if clear else np.empty(0)
    if len(intervals) < 3:
        raise MeasureError(
            f"{recording.name}: no R peaks in {channel} between {seen.start:g} and {seen.stop:g} s."
        )
    middle = float(np.median(intervals))
    scatter = float(np.median(np.abs(intervals - middle))) / middle
    if scatter > 0.25 or not 0.25 <= middle <= 2.5:
        raise MeasureError(
            f"{recording.name}: the peaks in {channel} are too irregular for a heart rate "
            f"(intervals scatter by {100 * scatter:.0f} %). Choose a cleaner span."
        )
    return 60.0 / middle


def _usual_maximum(envelope: np.ndarray, length: int) -> float:
    """Median over windows of `length` samples of the largest value."""
    whole = max(1, len(envelope) // length)
    return float(np.median([piece.max() for piece in np.array_split(envelope, whole)]))


def _bandpass(x: np.ndarray, band: tuple[float, float], rate: float) -> np.ndarray:
    """Zero-phase Butterworth band-pass, float32, in pieces so that a night stays small. x (channel, time)."""
    from scipy.signal import butter, sosfiltfilt

    sos = butter(2, (band[0], min(band[1], 0.45 * rate)), btype="bandpass", fs=rate, output="sos")
    filtered = np.empty(x.shape, dtype=np.float32)
    margin, length = round(10 * rate), round(300 * rate)  # s: the filter forgets within 10
    for at in range(0, x.shape[1], length):
        look()
        first, last = max(0, at - margin), min(x.shape[1], at + length + margin)
        piece = sosfiltfilt(sos, x[:, first:last].astype(float), axis=1)
        filtered[:, at : at + length] = piece[:, at - first : at - first + length]
    return filtered
