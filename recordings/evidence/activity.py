"""Imaged and sorted signals: how many there are, and how they are read piece by piece."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np

from neuro_llm.recordings.errors import MeasureError
from neuro_llm.recordings.kinds import called
from neuro_llm.recordings.recording import BRAIN_KINDS, Recording

from .part import MOST_AT_ONCE, Found, Part
from .quantity import Needs, Quantity
from .scanning import hold

_AT_ONCE = 1 << 21
"""Samples read in one piece (8 MiB of float32)."""


def _count(part: Part) -> Found:
    recording, names = part.recording, part.channels
    kinds = dict.fromkeys(kind for kind in recording.ch_kinds if kind in BRAIN_KINDS)
    word = called(next(iter(kinds)), names) if len(kinds) == 1 else "count"
    bad = sum(name in set(recording.bads) for name in names)
    return Found(len(names), f"{bad} of them marked bad" if bad else "", word)


def require_unit(recording: Recording, names: Sequence[str], unit: str, what: str, lack: str) -> None:
    for row in recording.index(names):
        if recording.units[row] != unit:
            raise MeasureError(
                f"{recording.name}: {what} cannot be measured, {recording.ch_names[row]} {lack}."
            )


def blocks(recording: Recording, names: Sequence[str], start: float, stop: float) -> Iterator[np.ndarray]:
    """(channel, time) pieces of all channels, one after another."""
    sfreq = recording.sfreq
    first, last = round(start * sfreq), min(round(stop * sfreq), recording.n_times)
    step = max(1, _AT_ONCE // len(names))
    for at in range(first, last, step):
        yield recording.read(at / sfreq, min(at + step, last) / sfreq, names)


def rows(part: Part, samples: int = 2 * _AT_ONCE) -> Iterator[tuple[slice, np.ndarray]]:
    """Some channels at a time over the whole span, in the recording's unit, the last good value held over gaps.

    yields  which of `part.channels`, (channel, time)
    """
    if part.seconds * part.sfreq > MOST_AT_ONCE:
        part.over(part.channels[:1]).whole()  # says that it does not fit
    step = max(1, round(samples / (part.seconds * part.sfreq)))
    for first in range(0, len(part.channels), step):
        here = slice(first, min(first + step, len(part.channels)))
        x = part.recording.read(part.start, part.stop, part.channels[here])
        lost = ~np.isfinite(x)
        yield here, hold(x, lost, np.zeros((len(x), 1), dtype=np.float32)) if lost.any() else x


QUANTITIES: tuple[Quantity, ...] = (
    Quantity(
        "brain channel count", "count", Needs(BRAIN_KINDS), "channels that hold brain signals", find=_count
    ),
)
