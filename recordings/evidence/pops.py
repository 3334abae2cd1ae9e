"""Electrode pops: abrupt steps of a single channel that fade slowly, where an electrode moves or holds badly.

The picture is that of Tatum et al. 2011, Neurodiagn J 51, and of the glossary of Kane et al. 2017, Clin Neurophysiol
Pract 2: steep on one side, slow on the other, confined to one electrode, without a field. That a step is unlike its
channel is told by robust z, as Nolan et al. 2010, J Neurosci Methods 192 (FASTER), judge the gradients of single
channels. The numbers below are own thresholds.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

import numpy as np

from neuro_llm.recordings.recording import FIELD_KINDS

from .around_events import unbroken
from .keeping import kept
from .part import Found, Part
from .places import kind, main_channels
from .quantity import Needs, Quantity
from .stretches import Stretch, stretches
from .waves import Wave, once

LOWEST_RATE = 200.0  # Hz
STEP = 0.02  # s in which it happens; also one period of 50 Hz, so that mains makes none
HELD = 0.06  # s before and after that are compared; a spike of the brain is back by then
LARGE = {"eeg": 40.0}  # µV
STANDING = 5.0  # robust SD of the channel's own changes within `STEP`; a steady rhythm never reaches 2
ABRUPT = 0.6  # of the whole difference happens within `STEP`; of a blink or a slow wave a third
APART = 0.3  # of the difference lies between all that is before and all that is after
SHARED = (0.4, 3.0)  # of the size, and robust SD, from which another channel sees the same
APART_SECONDS = 0.2  # steps that are closer are one pop


def _pops(part: Part) -> tuple[list[Wave], tuple[str, ...]]:
    """Pops in order of time, and the channels that were looked at; those not named are compared with too."""
    names = part.channels if part.named else main_channels(part.recording)
    kinds = {kind(part.recording, name) for name in names}
    among = part.over(tuple(n for n in part.recording.ch_names if kind(part.recording, n) in kinds))
    borders = tuple(edge for stretch in unbroken(part.recording) for edge in stretch)
    every = kept(among, ("pops", borders), lambda: _every(among, borders))
    return once(wave for wave in every if wave.channel in names), names


def _every(part: Part, borders: Sequence[float]) -> list[Wave]:
    """Pops of all channels, each compared with those that hold another electrode; joined trials jump by themselves."""
    sort = kind(part.recording, part.channels[0])
    least = LARGE.get(sort, 0.0) if part.unit == "µV" else 0.0
    others = _others(part.channels)
    return [
        wave
        for stretch in stretches(part, LOWEST_RATE)
        for wave in _within(stretch, part, others, least)
        if not any(abs(wave.start - border) < HELD for border in borders)
    ]


def _others(channels: Sequence[str]) -> np.ndarray:
    """(channel, channel) bool: which must not see the same. In a chain of pairs, two hold the same electrode."""
    held = [frozenset(name.split("-")) for name in channels]
    pairs = {end for end, count in Counter(end for ends in held for end in ends).items() if count == 2}
    pairs = pairs if len(channels) > 2 else set()
    return np.array(
        [[i != j and not (a & b & pairs) for j, b in enumerate(held)] for i, a in enumerate(held)]
    )


def _within(stretch: Stretch, part: Part, others: np.ndarray, least: float) -> Iterator[Wave]:
    """Pops that belong to a stretch. least: µV that the step must have"""
    from scipy.signal import find_peaks

    half, reach = max(1, round(0.5 * STEP * stretch.rate)), round(HELD * stretch.rate)
    if stretch.x.shape[1] <= 2 * reach:
        return
    change = np.zeros_like(stretch.x)
    change[:, half:-half] = stretch.x[:, 2 * half :] - stretch.x[:, : -2 * half]
    z = np.abs(change) / np.maximum(1.4826 * np.median(np.abs(change), axis=1, keepdims=True), 1e-6)
    for row, channel in enumerate(part.channels):
        peaks, _ = find_peaks(z[row], height=STANDING, distance=reach)
        for at in peaks:
            size = _size(stretch.x[row], change[row, at], int(at), half, reach)
            seconds = stretch.seconds(float(at))
            if not (size and size >= least and stretch.owns(seconds, seconds)):
                continue
            near = slice(max(0, at - 2 * half), at + 2 * half + 1)
            share, standing = SHARED
            seen = (np.abs(change[:, near]) >= share * size) & (z[:, near] >= standing)
            if not seen[others[row]].any() and stretch.whole(row, int(at), int(at) + 1):
                yield Wave(channel, seconds, seconds + APART_SECONDS, size)


def _size(x: np.ndarray, change: float, at: int, half: int, reach: int) -> float:
    """Size of a step that is abrupt and holds, 0 where it is none. x (time,); half, reach: samples around `at`"""
    if at < reach or at + reach >= len(x):
        return 0.0
    sign = 1.0 if change > 0 else -1.0
    before, after = sign * x[at - reach : at - half], sign * x[at + half + 1 : at + reach + 1]
    size = float(np.median(after) - np.median(before))
    whole = abs(change) >= ABRUPT * size and float(after.min() - before.max()) >= APART * size
    return size if size > 0 and whole else 0.0


def _found(part: Part, *, times: bool) -> Found:
    """How many or when, on the channels that show them, or on all that were looked at where none does."""
    pops, names = _pops(part)
    showing = {pop.channel for pop in pops}
    channels = tuple(name for name in names if name in showing) or names
    alone = "" if len(part.recording.of_kind(*FIELD_KINDS)) > 1 else "one channel: nothing to compare it with"
    return Found(tuple(round(pop.start, 3) for pop in pops) if times else len(pops), alone, channels=channels)


_NEEDS = Needs(FIELD_KINDS, "every", 2.0, rate=100.0)
_METHOD = (
    "a step within 20 ms of 5 robust SD of the channel's own (EEG: 40 µV too) that holds or fades slowly, in one "
    "channel and not in the others"
)
_SOURCE = "after Nolan et al. 2010 (FASTER); Tatum et al. 2011; own thresholds"

QUANTITIES = (
    Quantity(
        "electrode pop count", "count", _NEEDS, _METHOD, _SOURCE, lambda part: _found(part, times=False)
    ),
    Quantity("electrode pop times", "s", _NEEDS, _METHOD, _SOURCE, lambda part: _found(part, times=True)),
)
