"""Seconds that are no brain activity: blinks, muscle, movement, flat or lost signal; from the kept scan, no ICA."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from neuro_llm.recordings.errors import MeasureError
from neuro_llm.recordings.recording import FIELD_KINDS

from .edges import MOST_CHANNELS, sharpened, still
from .intervals import Interval, joined, rounded, runs
from .part import Found, Part
from .places import eye_channels, kind, main_channels
from .quality import enough_burst, flat_level, good, muscle_bursts, noisy
from .quantity import Needs, Quantity
from .rhythms import blink_times
from .scanning import Scan, scan

GAP = SHORTEST = 1.0  # s: closer ones are one, shorter ones none
MUSCLE_HZ, MOVEMENT_HZ = (30.0, 100.0), (0.5, 4.0)
LOWEST_MUSCLE_RATE = 90.0  # Hz
LARGE = {"eeg": 100.0}  # µV from minimum to maximum within a second
TIMES_USUAL = 4.0  # the same, over the channel's median
SHARE = 1 / 3  # of the channels, at least three


@dataclass(frozen=True)
class _Look:
    """A part with the scan of its span, and those of its channels that carry a signal."""

    part: Part
    seen: Scan
    channels: tuple[str, ...]

    def seconds(self, first: float, last: float) -> Interval:
        """Of the epochs first..last, one past the last."""
        return self.seen.start + first * self.seen.second, self.seen.start + last * self.seen.second


def _look(part: Part) -> _Look:
    seen = scan(part.recording, part.start, part.stop, part.channels if part.named else None)
    names = part.channels if part.named else main_channels(part.recording)
    return _Look(part, seen, names if part.named else good(part.recording, seen, names))


def muscle(look: _Look) -> list[Interval]:
    """Bursts above 30 Hz with a flat spectrum in an eighth of the channels or four, their edges sharpened."""
    if look.part.sfreq < LOWEST_MUSCLE_RATE:
        raise MeasureError(
            f"Muscle needs a sampling rate of at least 90 Hz; this one is {look.part.sfreq:g} Hz."
        )
    burst = muscle_bursts(look.seen, look.channels)
    pieces = joined(runs(enough_burst(burst)), gap=3)
    return joined((_sharp(look, burst, piece, 0.5, MUSCLE_HZ) for piece in pieces), GAP, SHORTEST)


def _sharp(
    look: _Look, hit: np.ndarray, piece: Interval, shift: float, hertz: tuple[float, float]
) -> Interval:
    """The interval of epochs first..last, `shift` later, sharpened on the channels hit most. hit (channel, epoch)"""
    first, last = (int(edge) for edge in piece)
    often = hit[:, first:last].sum(axis=1)
    most = np.argsort(-often, kind="stable")[:MOST_CHANNELS]
    names = tuple(look.channels[row] for row in most if often[row])
    return sharpened(look.part.over(names), look.seconds(first + shift, last + shift), hertz)


def movement(look: _Look) -> list[Interval]:
    """Large excursions or steps that a third of the channels share in the same second."""
    names = look.channels
    if len(names) < 3:
        raise MeasureError(
            f"{look.part.recording.name}: a movement is told by what channels share, from three channels up; "
            f"usable here: {', '.join(names) or 'none'}."
        )
    rows = look.seen.rows(names)
    size = look.seen.peak_to_peak[rows]
    floor = LARGE.get(kind(look.part.recording, names[0]), 0.0) if look.seen.unit(names) == "µV" else 0.0
    large = size > np.maximum(TIMES_USUAL * np.median(size, axis=1, keepdims=True), floor)
    shared = large.sum(axis=0) >= max(3, np.ceil(SHARE * len(names)))
    pieces = runs(shared)
    return joined((_sharp(look, large, piece, 0.0, MOVEMENT_HZ) for piece in pieces), GAP, SHORTEST)


def flat(look: _Look) -> list[Interval]:
    """Every channel constant or lost; channels that are noisy throughout do not count."""
    part, seen = look.part, look.seen
    names = part.channels
    if not part.named:
        every = main_channels(part.recording)
        outside = {*part.recording.bads, *noisy(part.recording, seen, every)}
        names = tuple(name for name in every if name not in outside) or every
    rows = seen.rows(names)
    level = flat_level(seen, rows)
    calm = np.asarray((seen.lost[rows] | (seen.spread[rows] <= level)).all(axis=0))
    found = []
    for first, last in runs(calm):
        found += still(part.over(names), look.seconds(first, last), level)
    return joined(found, GAP, SHORTEST)


def blinks(look: _Look) -> tuple[float, ...]:
    """Peaks of blinks, s; MeasureError where no channel sees them."""
    recording, seen = look.part.recording, look.seen
    named = look.part.channels if look.part.named else None
    outside = set(seen.channels) - set(look.channels)
    names = [name for name in named or recording.ch_names if name not in outside]
    eyes = tuple(name for name in eye_channels(recording, names) if name in seen.traces)
    if not eyes:
        raise MeasureError(
            f"{recording.name}: blinks cannot be told, no frontal channel: Fp1, Fp2, Fpz, AF7, AF8 or EOG."
        )
    return blink_times(recording, seen, eyes)


def _share(look: _Look, intervals: list[Interval], moments: tuple[float, ...] = ()) -> float:
    """Seconds of the span that any interval covers by half, or that hold a moment, %."""
    part = look.part
    n = max(1, round(part.seconds))
    second = part.seconds / n
    covered = np.zeros(n)
    edges = part.start + second * np.arange(n + 1)
    for start, stop in joined(intervals):
        covered += np.clip(np.minimum(stop, edges[1:]) - np.maximum(start, edges[:-1]), 0, None)
    hit = covered >= 0.5 * second
    hit[np.clip(((np.array(moments) - part.start) / second).astype(int), 0, n - 1)] |= bool(moments)
    return float(100 * hit.mean())


def _times(way: Callable[[_Look], list[Interval]]) -> Callable[[Part], Found]:
    return lambda part: Found(rounded(way(_look(part)), part.start, part.stop))


def _blink_fraction(part: Part) -> Found:
    look = _look(part)
    return Found(_share(look, [], blinks(look)))


def _movement_fraction(part: Part) -> Found:
    look = _look(part)
    return Found(_share(look, movement(look)))


def _artefact_fraction(part: Part) -> Found:
    """The union of all that can be judged here; what cannot is named in the note."""
    look = _look(part)
    found, moments = flat(look), tuple[float, ...]()
    missing: list[str] = []
    for word, way in (("muscle", muscle), ("movement", movement)) if look.channels else ():
        try:
            found = found + way(look)
        except MeasureError:  # named in the note
            missing.append(word)
    try:
        moments = blinks(look)
    except MeasureError:
        missing.append("blinks")
    return Found(_share(look, found, moments), f"not judged here: {', '.join(missing)}" if missing else "")


_ANY = Needs(FIELD_KINDS, "any", 2.0, rate=10.0)
_EVERY = Needs(FIELD_KINDS, "every", 2.0, rate=10.0)
_SECONDS = "edges sharpened; gaps and intervals under 1 s left out"
_MUSCLE = (
    f"30–100 Hz over its own baseline with a flat spectrum in an eighth of the channels or four; {_SECONDS}"
)
_MOVEMENT = (
    f"1-s peak to peak over 4 times the median (EEG: 100 µV too) in a third of the channels; {_SECONDS}"
)
_MUSCLE_2013, _PREP = "after Muthukumaraswamy 2013", "after Bigdely-Shamlo et al. 2015 (PREP)"
_UNION = "seconds with a blink, or half covered by muscle, movement or flat signal"

QUANTITIES: tuple[Quantity, ...] = (
    Quantity(
        "blink fraction", "%", Needs(("eeg", "eog"), "frontal", 5.0, rate=10.0),
        "seconds that hold a blink: 1–10 Hz peaks over 4 robust SD and 30 µV, frontopolar mean or EOG",
        "criteria after Kleifges et al. 2017", _blink_fraction,
    ),
    Quantity("muscle times", "", _ANY, _MUSCLE, _MUSCLE_2013, _times(muscle)),
    Quantity("movement times", "", _ANY, _MOVEMENT, "own thresholds", _times(movement)),
    Quantity("movement fraction", "%", _ANY, _MOVEMENT, "own thresholds", _movement_fraction),
    Quantity("flat times", "", _EVERY, f"every channel constant or lost; {_SECONDS}", _PREP, _times(flat)),
    Quantity("artefact fraction", "%", _EVERY, _UNION, f"{_PREP}; Muthukumaraswamy 2013", _artefact_fraction),
)  # fmt: skip
