"""Suppressed background and bursts: how much of the time every channel stays within a few microvolts."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise

import numpy as np

from neuro_llm.recordings.errors import MeasureError

from .intervals import Interval, covered, joined, rounded, runs
from .keeping import kept
from .part import Found, Part
from .places import kind, spread
from .quantity import Needs, Quantity
from .stretches import Stretch, band, moving, stretches

LOWEST_RATE = 70.0  # Hz
SUPPRESSED_HZ = (1.0, 30.0)
WITHIN = 5.0  # µV on either side of zero
SHORTEST = 0.5  # s
TWITCH = 0.1  # s: a shorter excursion between two suppressions is no burst
LONGEST_BURST = 30.0  # s; longer activity is continuous
DEAD = 0.05  # µV: the SD of a second in which an amplifier sees no electrode
MOST_CHANNELS = 24


def _suppressed(part: Part) -> tuple[list[Interval], list[Interval], Part]:
    """Suppressed intervals, those without any signal, and the part with the channels that were looked at."""
    if part.unit != "µV" or any(kind(part.recording, name) != "eeg" for name in part.channels):
        raise MeasureError(
            f"{part.recording.name}: suppression is defined in microvolts on the scalp ({2 * WITHIN:g} µV peak to "
            f"peak); it needs EEG whose unit the file states, here it is {part.unit}."
        )
    there = part if part.named else part.over(spread(part.channels, MOST_CHANNELS))
    return *kept(there, "suppression", lambda: _quiet_and_dead(there)), there


def _quiet_and_dead(there: Part) -> tuple[list[Interval], list[Interval]]:
    quiet: list[Interval] = []
    dead: list[Interval] = []
    for stretch in stretches(there, LOWEST_RATE):
        small, silent = _small(stretch)
        for mask, found in ((small & ~silent, quiet), (silent, dead)):
            found += [
                (max(stretch.first, stretch.seconds(a)), min(stretch.last, stretch.seconds(b)))
                for a, b in runs(mask)
                if stretch.seconds(b) > stretch.first and stretch.seconds(a) < stretch.last
            ]
    long = joined(quiet, 2 / there.sfreq, SHORTEST)  # pieces of two stretches are one
    return joined(long, TWITCH), joined(dead, TWITCH, SHORTEST)


def _small(stretch: Stretch) -> tuple[np.ndarray, np.ndarray]:
    """(time,) bool twice: every channel within the limit; every channel without any signal."""
    from scipy.ndimage import binary_dilation

    rate = stretch.rate
    centred = stretch.x - moving(stretch.x, 1.0, rate)
    varies = moving(centred**2, 0.5, rate) > DEAD**2
    silent = np.asarray((stretch.lost | ~varies).all(axis=0))
    if silent.any():
        silent = np.asarray(binary_dilation(silent, iterations=round(0.5 * rate)))
    filtered = band(stretch.x, *SUPPRESSED_HZ, rate, order=2)
    small = np.asarray((np.abs(filtered) <= WITHIN).all(axis=0))
    return small, silent


def _fraction(part: Part) -> Found:
    quiet, dead, there = _suppressed(part)
    seen = part.seconds - covered(dead)
    if seen < SHORTEST:
        raise MeasureError(
            f"{part.recording.name}: every channel is constant or lost in {part.start:g}–{part.stop:g} s; that is "
            "no suppression but no signal."
        )
    return Found(100 * covered(quiet) / seen, _note(dead), channels=_looked(part, there))


def _times(part: Part) -> Found:
    quiet, dead, there = _suppressed(part)
    return Found(rounded(quiet, part.start, part.stop), _note(dead), channels=_looked(part, there))


def _bursts(part: Part) -> Found:
    quiet, dead, there = _suppressed(part)
    gaps = [(one[1], two[0]) for one, two in pairwise(quiet)]
    bursts = [
        gap
        for gap in gaps
        if SHORTEST <= gap[1] - gap[0] <= LONGEST_BURST
        and not any(a < gap[1] and b > gap[0] for a, b in dead)
    ]
    return Found(len(bursts), _note(dead), channels=_looked(part, there))


def _looked(part: Part, there: Part) -> tuple[str, ...] | None:
    return there.channels if len(there.channels) < len(part.channels) else None


def _note(dead: list[Interval]) -> str:
    return f"{covered(dead):.1f} s without any signal left out" if dead else ""


_NEEDS = Needs(("eeg",), "any", 2.0, rate=65.0)
_METHOD = "1–30 Hz within ±5 µV in every channel for at least 0.5 s"
_SOURCE = "after Rampil 1998; Vijn & Sneyd 1998"
_FOUND: tuple[tuple[str, str, str, Callable[[Part], Found]], ...] = (
    ("suppression fraction", "%", f"burst suppression ratio: {_METHOD}", _fraction),
    ("suppression times", "", _METHOD, _times),
    ("burst count", "count", f"activity of 0.5–30 s between two suppressions: {_METHOD}", _bursts),
)

QUANTITIES = tuple(Quantity(name, unit, _NEEDS, method, _SOURCE, find) for name, unit, method, find in _FOUND)
