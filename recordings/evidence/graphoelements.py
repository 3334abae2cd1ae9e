"""What sleep is told by: spindles, slow waves, K-complexes, rapid eye movements; how many, when, how dense."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

import numpy as np

from neuro_llm.recordings.errors import MeasureError
from neuro_llm.recordings.recording import FIELD_KINDS

from .intervals import rounded
from .keeping import kept
from .part import Found, Part
from .places import kind, leading
from .quantity import Needs, Quantity
from .rapid_eyes import eye_pair, rapid_eye_movements
from .sleep_waves import k_complexes_in, slow_waves_in
from .spindles import spindles_in
from .stretches import Stretch, stretches
from .waves import Wave, once

Finder = Callable[[Stretch, Sequence[str], bool], Iterator[Wave]]
Place = Callable[[Part], Part]
Value = Callable[[list[Wave], Part], Found]

CENTRAL = ("Cz", "C3", "C4", "Fz", "F3", "F4", "FCz", "CPz")
"""Where the waves of sleep are looked for first: large there, and with little of the eyes."""

MOST_CHANNELS = 6
LOWEST_RATE = 100.0  # Hz


def _central(part: Part) -> Part:
    if part.named:
        return part
    return part.over(leading(part.recording, part.channels, CENTRAL, MOST_CHANNELS))


def _beside_the_eyes(part: Part) -> Part:
    return part.over(eye_pair(part))


def _finding(finder: Finder, place: Place, value: Value, *, pair: bool = False) -> Callable[[Part], Found]:
    """The way from a part to the value of one quantity: where to look, for what, and what to say of it."""

    def find(part: Part) -> Found:
        there = place(part)
        scalp = all(kind(part.recording, name) in ("eeg", "eog") for name in there.channels)
        known = there.unit == "µV" and scalp
        waves = kept(there, finder, lambda: _every(finder, there, known))
        showing = {wave.channel for wave in waves}
        channels = tuple(name for name in there.channels if pair or not waves or name in showing)
        found = value(waves, part)
        note = "" if known else "amplitudes relative to the recording's own, for want of µV on the scalp"
        return Found(found.value, note, channels=channels)

    return find


def _every(finder: Finder, there: Part, known: bool) -> list[Wave]:
    """known: the unit is µV, on the scalp"""
    every = (
        wave for stretch in stretches(there, LOWEST_RATE) for wave in finder(stretch, there.channels, known)
    )
    return once(every)


def _count(waves: list[Wave], part: Part) -> Found:
    return Found(len(waves))


def _times(waves: list[Wave], part: Part) -> Found:
    return Found(rounded(((wave.start, wave.stop) for wave in waves), part.start, part.stop))


def _density(waves: list[Wave], part: Part) -> Found:
    return Found(60 * len(waves) / part.seconds)


def _frequency(waves: list[Wave], part: Part) -> Found:
    if not waves:
        raise MeasureError(
            f"{part.recording.name}: no spindle was found in {part.start:g}–{part.stop:g} s, so there is no "
            "spindle frequency."
        )
    return Found(float(np.median([wave.frequency for wave in waves])))


_SPINDLE = (
    "11–16 Hz in 0.3-s windows, 0.5–2.5 s: power, its share and covariance over the 30 s around, correlation with "
    "0.3–30 Hz; central channels first"
)
_SLOW_WAVE = (
    "0.3–4 Hz, negative half-wave of 0.25–1 s beyond 40 µV, 75 µV peak to peak, 12 times the RMS of 8–30 Hz; "
    "central channels first"
)
_K_COMPLEX = (
    "0.3–4 Hz, negative then positive wave of 0.5–2 s, 75 µV peak to peak, alone, 6 robust SD of the 30 s around; "
    "central channels first"
)
_EYES = "negative product of the 0.5–5 Hz channels beside the eyes, 50–325 µV, 0.3–1.2 s"

_KINDS: tuple[tuple[str, Finder, str, str, float], ...] = (
    ("spindle", spindles_in, _SPINDLE, "after Lacourse et al. 2019 (A7)", 60.0),
    ("slow wave", slow_waves_in, _SLOW_WAVE, "after Massimini et al. 2004; Carrier et al. 2011", 20.0),
    ("K-complex", k_complexes_in, _K_COMPLEX, "after the AASM manual 2012; Bremer et al. 1970", 60.0),
)
_VALUES: tuple[tuple[str, str, Value], ...] = (
    ("count", "count", _count),
    ("times", "", _times),
    ("density", "per min", _density),
)


def _waves() -> Iterator[Quantity]:
    for name, finder, method, source, rate in _KINDS:
        needs = Needs(FIELD_KINDS, "any", 2.0, rate=rate)
        for word, unit, value in _VALUES:
            if name != "K-complex" or word != "density":
                find = _finding(finder, _central, value)
                yield Quantity(f"{name} {word}", unit, needs, method, source, find)


def _eye_movements() -> Iterator[Quantity]:
    needs = Needs(("eog", "eeg"), "any", 2.0, rate=20.0)
    for word, unit, value in _VALUES[:2]:
        find = _finding(rapid_eye_movements, _beside_the_eyes, value, pair=True)
        yield Quantity(f"rapid eye movement {word}", unit, needs, _EYES, "after Agarwal et al. 2005", find)


QUANTITIES: tuple[Quantity, ...] = (
    *_waves(),
    Quantity(
        "spindle frequency", "Hz", Needs(FIELD_KINDS, "any", 2.0, rate=60.0),
        f"{_SPINDLE}; highest of the spectrum, median over spindles", "after Lacourse et al. 2019 (A7)",
        _finding(spindles_in, _central, _frequency),
    ),
    *_eye_movements(),
)  # fmt: skip
