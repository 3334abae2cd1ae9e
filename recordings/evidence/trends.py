"""How the size of the EEG goes over hours: the amplitude-integrated EEG and the slope of the amplitude."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from neuro_llm.recordings.errors import MeasureError
from neuro_llm.recordings.recording import FIELD_KINDS

from .part import Found, Part
from .places import kind, spread
from .quantity import Needs, Quantity
from .stretches import band, moving, stretches

LOWEST_RATE = 64.0  # Hz
INTEGRATED_HZ = (2.0, 15.0)
SLOPE_DB = 12.0  # per decade, as the cerebral function monitor weighs fast activity
SMOOTHING = 0.5  # s
EPOCH = 15.0  # s
PAIRS = (("P3", "P4"), ("C3", "C4"))
FEWEST_MINUTES = 5
TREND_HZ = (1.0, 30.0)
MOST_CHANNELS = 24


def _margin(percent: float) -> Callable[[Part], Found]:
    def find(part: Part) -> Found:
        if part.unit != "µV" or any(kind(part.recording, name) != "eeg" for name in part.channels):
            raise MeasureError(
                f"{part.recording.name}: aEEG margins are microvolts on the scalp; they need EEG whose unit the "
                f"file states, here it is {part.unit}."
            )
        there, pair = _derivation(part)
        margins = np.concatenate(list(_epochs(there, pair, percent)), axis=1)
        note = (
            f"{'–'.join(there.channels)}" if pair else f"mean of {len(there.channels)} channels as recorded"
        )
        return Found(float(np.median(margins, axis=1).mean()), note, channels=there.channels)

    return find


def _derivation(part: Part) -> tuple[Part, bool]:
    """The biparietal or bicentral pair where it is there, to be subtracted; else the channels as they are."""
    for pair in PAIRS:
        if set(pair) <= set(part.channels):
            return part.over(pair), True
    return (part if part.named else part.over(spread(part.channels, MOST_CHANNELS))), False


def _epochs(part: Part, pair: bool, percent: float):
    """(channel, epoch) percentile of the integrated amplitude, stretch by stretch."""
    for stretch in stretches(part, LOWEST_RATE):
        x = stretch.x[:1] - stretch.x[1:] if pair else stretch.x
        size = np.pi * moving(np.abs(_weighted(x, stretch.rate)), SMOOTHING, stretch.rate)
        first = round((stretch.first - stretch.start) * stretch.rate)
        last = round((min(stretch.last, part.stop) - stretch.start) * stretch.rate)
        inside, length = size[:, first:last], round(EPOCH * stretch.rate)
        n = max(1, inside.shape[1] // length)
        yield np.stack([np.percentile(p, percent, axis=1) for p in np.array_split(inside, n, axis=1)], axis=1)


def _weighted(x: np.ndarray, rate: float) -> np.ndarray:
    """2–15 Hz, 12 dB per decade upwards, 0 dB in the middle (5.5 Hz); linear phase, no delay."""
    from scipy.signal import firwin2, oaconvolve

    low, high = INTEGRATED_HZ
    inside = np.geomspace(low, high, 12)
    gains = (inside / np.sqrt(low * high)) ** (SLOPE_DB / 20)
    freqs = [0.0, low - 0.8, *inside, min(high + 2, 0.49 * rate), rate / 2]
    taps = firwin2(2 * round(1.5 * rate) + 1, freqs, [0, 0, *gains, 0, 0], fs=rate)
    return oaconvolve(x, taps[None].astype(np.float32), mode="same", axes=1)


def _trend(part: Part) -> Found:
    from scipy.stats import theilslopes

    there = part if part.named else part.over(spread(part.channels, MOST_CHANNELS))
    levels, times = [], []
    for stretch in stretches(there, LOWEST_RATE):
        power = moving(band(stretch.x, *TREND_HZ, stretch.rate, order=2) ** 2, 2.0, stretch.rate)
        minute = stretch.first
        while minute + 30 <= stretch.last:
            a, b = (
                round((t - stretch.start) * stretch.rate) for t in (minute, min(minute + 60, stretch.last))
            )
            usual = np.median(power[:, a:b], axis=1)
            if (usual > 0).all():
                levels.append(float(10 * np.log10(usual).mean()))
                times.append((minute + 30) / 3600)
            minute += 60
    if len(levels) < FEWEST_MINUTES:
        raise MeasureError(
            f"{part.recording.name}: a trend needs at least {FEWEST_MINUTES} minutes with a signal; "
            f"there are {len(levels)}."
        )
    return Found(
        float(theilslopes(levels, times)[0]), f"{len(levels)} minutes",
        channels=there.channels if len(there.channels) < len(part.channels) else None,
    )  # fmt: skip


_AEEG = (
    "2–15 Hz, 12 dB per decade, rectified and smoothed over 0.5 s, scaled so that a sine of 5.5 Hz shows its peak to "
    "peak; {} percentile of 15-s epochs, median (a simplification of the CFM: no semi-logarithmic trace); P3–P4 or "
    "C3–C4 where they are"
)
_AEEG_SOURCE = "after Hellström-Westas et al. 2006; Zhang & Ding 2013"
_AEEG_NEEDS = Needs(("eeg",), "any", 15.0, rate=40.0)

QUANTITIES: tuple[Quantity, ...] = (
    Quantity("aEEG lower margin", "µV", _AEEG_NEEDS, _AEEG.format("10th"), _AEEG_SOURCE, _margin(10)),
    Quantity("aEEG upper margin", "µV", _AEEG_NEEDS, _AEEG.format("90th"), _AEEG_SOURCE, _margin(90)),
    Quantity(
        "amplitude trend", "dB per hour", Needs(FIELD_KINDS, "any", 60.0 * FEWEST_MINUTES, rate=65.0),
        "Theil–Sen slope over minutes of the 1–30 Hz amplitude (median of 2-s power, mean over channels)",
        "Theil 1950; Sen 1968; scipy.stats.theilslopes", _trend,
    ),
)  # fmt: skip
