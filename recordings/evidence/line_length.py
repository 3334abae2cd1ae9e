"""Line length: how far the trace travels in a second, large where it is both fast and high."""

from __future__ import annotations

import numpy as np

from neuro_llm.recordings.recording import FIELD_KINDS

from .part import Found, Part
from .quantity import Needs, Quantity
from .stretches import band, stretches

LOWEST_RATE = 70.0  # Hz
LOOKED_AT_HZ = (1.0, 30.0)
PIECE_SECONDS = 2.0


def _longest(part: Part) -> Found:
    """The largest over pieces of 2 s of the mean absolute step per second, median over channels."""
    largest = 0.0
    for stretch in stretches(part, LOWEST_RATE):
        steps = np.abs(np.diff(band(stretch.x, *LOOKED_AT_HZ, stretch.rate, order=2), axis=1)) * stretch.rate
        first = max(0, round((stretch.first - stretch.start) * stretch.rate))
        last = min(steps.shape[1], round((stretch.last - stretch.start) * stretch.rate))
        size = round(PIECE_SECONDS * stretch.rate)
        for at in range(first, max(first + 1, last - size + 1), size):
            largest = max(largest, float(np.median(steps[:, at : at + size].mean(axis=1))))
    return Found(largest)


QUANTITIES = (
    Quantity(
        "line length",
        "µV/s",
        Needs(FIELD_KINDS, "any", 2.0, rate=65.0),
        "mean absolute step of the 1–30 Hz signal, median over channels, largest of 2-s pieces",
        "Esteller et al. 2001",
        _longest,
    ),
)
