"""When exactly something begins and ends, from the samples around a rough interval."""

from __future__ import annotations

import numpy as np

from .intervals import Interval, runs
from .part import Part
from .stretches import band, moving

AROUND = 2.0  # s read on both sides
STEP = 0.2  # s over which the size is taken
MOST_CHANNELS = 8


def sharpened(part: Part, rough: Interval, hertz: tuple[float, float]) -> Interval:
    """First and last time at which a frequency range is closer to its size inside than to its size before and after.

    rough   s, right to within a second
    hertz   the range; sizes are compared as logarithms, mean over the channels of the part
    """
    start, stop = rough
    piece = part.read(start - AROUND, min(stop + AROUND, part.recording.duration))
    x = piece.x - np.median(piece.x, axis=1, keepdims=True)
    power = moving(band(x, *hertz, part.sfreq) ** 2, STEP, part.sfreq)
    size = np.log(np.maximum(power, 1e-12 * max(float(power.max()), 1e-30))).mean(axis=0)
    times = piece.start + np.arange(len(size)) / part.sfreq
    inside = (times >= start) & (times <= stop)
    outside = (times < start - 0.5) | (times > stop + 0.5)
    loud = float(np.quantile(size[inside], 0.6))
    quiet = float(np.median(size[outside])) if outside.any() else float(size.min())
    if loud - quiet < 0.5:
        return rough
    loudest = [(times[a], times[b - 1]) for a, b in runs(size > 0.5 * (loud + quiet))]
    near = [(a, b) for a, b in loudest if b > start and a < stop]
    return (float(near[0][0]), float(near[-1][1])) if near else rough


def still(part: Part, rough: Interval, level: float) -> list[Interval]:
    """Runs of samples around a rough interval in which every channel is lost or varies by no more than `level` (SD)."""
    piece = part.read(rough[0] - AROUND, min(rough[1] + AROUND, part.recording.duration))
    rate = part.sfreq
    window = max(2, round(STEP * rate)) / rate
    x = piece.x - np.median(piece.x, axis=1, keepdims=True)
    x = x.astype(float)
    centre = moving(x, window, rate)
    variance = moving(x**2, window, rate) - centre**2
    calm = (piece.lost | (variance <= max(level, 1e-9) ** 2)).all(axis=0)
    widen = 0.5 * window
    found = [(piece.start + a / rate, piece.start + b / rate) for a, b in runs(calm)]
    return [(a - widen, b + widen) for a, b in found if b > rough[0] and a < rough[1]]
