"""The classical detectors that every score stands beside: one number per family, a threshold tuned on simulations.

Each is what an engineer writes in an afternoon: Welch spectra, band ratios, peaks and robust z-scores.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from neuro_llm.encoders.heads import STATES
from neuro_llm.recordings.channels import region_of
from neuro_llm.recordings.recording import Recording
from neuro_llm.recordings.simulate import Truth

BANDS_HZ = {"delta": (1, 4), "theta": (4, 8), "alpha": (8, 13), "beta": (13, 30)}


@dataclass(frozen=True)
class Signal:
    """data (channel, time) µV without means; psd (channel, frequency), Welch over 2-s windows."""

    data: np.ndarray
    sfreq: float
    regions: tuple[str | None, ...]
    psd: np.ndarray
    frequencies: np.ndarray

    @classmethod
    def of(cls, recording: Recording, start: float = 0.0, stop: float | None = None) -> Signal:
        from scipy import signal

        names = recording.fields
        data = recording.read(start, stop, names).astype(float) * 1e6
        data = data - np.median(data, axis=1, keepdims=True)
        frequencies, psd = signal.welch(
            data, recording.sfreq, nperseg=min(data.shape[1], round(2 * recording.sfreq))
        )
        places = np.asarray(recording.positions)[recording.index(names)]
        regions = tuple(region_of(name, place) for name, place in zip(names, places, strict=True))
        return cls(data, recording.sfreq, regions, psd + 1e-6, frequencies)

    def power(self, low: float, high: float, rows: Sequence[int] | None = None) -> float:
        """Median over channels of the mean density in a band."""
        inside = (self.frequencies >= low) & (self.frequencies < high)
        psd = self.psd if rows is None else self.psd[list(rows)]
        return float(np.median(psd[:, inside].mean(1))) if inside.any() else 1e-6

    def rows(self, *regions: str) -> list[int]:
        chosen = [row for row, region in enumerate(self.regions) if region in regions]
        return chosen or list(range(len(self.data)))

    def band(self, low: float, high: float) -> np.ndarray:
        from scipy import signal

        high = min(high, 0.45 * self.sfreq)
        return signal.sosfiltfilt(
            signal.butter(2, (low, high), "bandpass", fs=self.sfreq, output="sos"), self.data
        )

    def seconds(self, values: np.ndarray, length: float = 1.0) -> np.ndarray:
        """(channel, time) → (channel, piece of `length` s, time)."""
        size = round(length * self.sfreq)
        count = max(1, values.shape[1] // size)
        return values[:, : count * size].reshape(len(values), count, -1)


def eyes(signal: Signal) -> float:
    """Posterior alpha over its flanks."""
    rows = signal.rows("occipital", "parietal")
    flanks = np.sqrt(signal.power(4, 7, rows) * signal.power(14, 20, rows))
    return float(np.log(signal.power(8, 13, rows) / flanks))


def line_length(signal: Signal) -> np.ndarray:
    """Mean absolute step per second of time, median over channels, in 2-s pieces."""
    steps = np.abs(np.diff(signal.band(1, 30), axis=1)) * signal.sfreq
    return np.median(signal.seconds(steps, 2.0).mean(-1), axis=0)


def seizure(signal: Signal) -> float:
    return float(np.log(line_length(signal).max()))


def spindles(signal: Signal) -> float:
    """Largest half-second of sigma amplitude over the broadband amplitude of the same channel."""
    sigma = signal.seconds(signal.band(11, 16), 0.5).std(-1)
    broad = signal.seconds(signal.band(1, 30), 0.5).std(-1)
    return float(np.max(sigma / (broad + np.median(broad, axis=1, keepdims=True) + 0.1)))


def blinks(signal: Signal) -> float:
    """Slow frontal peaks over the spread of the slow signal."""
    slow = signal.band(0.5, 8)[signal.rows("frontal")].mean(0)
    spread = 1.4826 * np.median(np.abs(slow)) + 1.0
    return float(np.log(np.percentile(np.abs(slow), 99.5) / spread))


def bad_channels(signal: Signal) -> float:
    """Largest distance of a channel's log spread from the others', or a dead or saturated channel."""
    spread = np.log10(signal.data.std(1) + 1e-3)
    if spread.min() < -0.5:
        return 9.0
    fast = np.log10(np.abs(np.diff(signal.data, axis=1)).mean(1) + 1e-3)
    span = np.ptp(signal.data, axis=1, keepdims=True)
    rails = ((signal.data.max(1, keepdims=True) - signal.data) < 0.005 * span).mean(1).max()
    far = max(np.abs(values - np.median(values)).max() for values in (spread, fast))
    return float(max(far, 20 * rails))


def dominant_band(signal: Signal) -> str:
    """The band with the largest peak above a straight line through the log–log spectrum."""
    inside = (signal.frequencies >= 1) & (signal.frequencies <= 30)
    x, y = np.log(signal.frequencies[inside]), np.log(np.median(signal.psd, axis=0)[inside])
    above = y - np.polyval(np.polyfit(x, y, 1), x)
    peak = signal.frequencies[inside][above.argmax()]
    return next(name for name, (low, high) in BANDS_HZ.items() if peak < high or name == "beta")


def line_noise(signal: Signal) -> tuple[float, float]:
    """Log power at 50 and at 60 Hz over their neighbours."""
    found = []
    for mains in (50.0, 60.0):
        near = 0.5 * (signal.power(mains - 4, mains - 1.5) + signal.power(mains + 1.5, mains + 4))
        found.append(
            np.log(signal.power(mains - 0.6, mains + 0.6) / near) if mains < 0.45 * signal.sfreq else 0.0
        )
    return float(found[0]), float(found[1])


def onset(signal: Signal) -> float:
    """First 2-s piece whose line length passes half-way between the quietest and the loudest."""
    course = np.log(line_length(signal))
    return 2.0 * float(np.argmax(course > (course.min() + course.max()) / 2))


SCORES: dict[str, Callable[[Signal], float]] = {
    "eyes": eyes, "seizure": seizure, "spindles": spindles, "blinks": blinks, "bad channels": bad_channels,
}  # fmt: skip


@dataclass(frozen=True)
class Detectors:
    """The thresholds; `decide` answers any family."""

    thresholds: dict[str, float]

    @classmethod
    def tune(cls, cases: Sequence[tuple[Signal, Truth]]) -> Detectors:
        """Thresholds of the best balanced accuracy on simulated cases."""
        found = {}
        for family, score in SCORES.items():
            known = [
                (score(signal), value)
                for signal, truth in cases
                if (value := truth.family(family)) is not None
            ]
            found[family] = best_threshold([s for s, _ in known], [v == STATES[family][1] for _, v in known])
        mains = [(line_noise(signal), truth.family("line noise")) for signal, truth in cases]
        hums = [(max(scores), value != "none") for scores, value in mains if value is not None]
        found["line noise"] = best_threshold([s for s, _ in hums], [v for _, v in hums])
        return cls(found)

    def decide(self, family: str, signal: Signal) -> str | float:
        if family == "onset":
            return onset(signal)
        if family == "dominant band":
            return dominant_band(signal)
        if family == "line noise":
            scores = line_noise(signal)
            return (
                "none"
                if max(scores) < self.thresholds[family]
                else ("50 Hz", "60 Hz")[int(np.argmax(scores))]
            )
        return STATES[family][int(SCORES[family](signal) > self.thresholds[family])]


def best_threshold(scores: Sequence[float], labels: Sequence[bool]) -> float:
    """The cut with the best balanced accuracy."""
    values, right = np.asarray(scores), np.asarray(labels, bool)
    cuts = np.quantile(values, np.linspace(0.01, 0.99, 99))
    balanced = [
        ((values > cut) & right).sum() / max(1, right.sum())
        + ((values <= cut) & ~right).sum() / max(1, (~right).sum())
        for cut in cuts
    ]
    return float(cuts[int(np.argmax(balanced))])
