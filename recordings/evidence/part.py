"""The piece of a recording that a quantity is asked of, and what was found there."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

import numpy as np

from neuro_llm.recordings.errors import MeasureError
from neuro_llm.recordings.recording import FIELD_KINDS, Event, Recording

from .events import of_label
from .places import kind
from .quantity import Quantity
from .record import Evidence, Value
from .scanning import hold, shown_unit

MOST_AT_ONCE = 1 << 25
"""Samples that may lie in memory at once (128 MiB of float32)."""


@dataclass(frozen=True)
class Piece:
    """Some seconds of a part.

    start  s
    x      (channel, time) in the part's unit, every sample a number
    lost   the same shape, True where the file holds none
    """

    start: float
    x: np.ndarray
    lost: np.ndarray


@dataclass(frozen=True)
class Part:
    """Where a quantity is to be found.

    channels       the ones that count: as named, else all fitting ones that are not bad
    named          whether they were named
    start, stop    s
    event, versus  labels as the file spells them, "" where none was given
    """

    recording: Recording
    quantity: Quantity
    channels: tuple[str, ...]
    start: float
    stop: float
    event: str = ""
    versus: str = ""
    named: bool = False

    @property
    def sfreq(self) -> float:
        return self.recording.sfreq

    @property
    def seconds(self) -> float:
        return self.stop - self.start

    @property
    def unit(self) -> str:
        """Unit of `pieces`: "µV", "fT", "fT/cm", "a.u."; MeasureError where the channels do not share one."""
        units = {shown_unit(self.recording, name)[1] for name in self.channels}
        if len(units) != 1:
            listed = ", ".join(sorted(units))
            raise MeasureError(f"The channels differ in unit ({listed}); name channels of one kind.")
        return units.pop()

    def over(self, channels: tuple[str, ...]) -> Part:
        """The same seconds of some of its channels."""
        return replace(self, channels=channels)

    def events(self, label: str = "") -> list[Event]:
        """Events that begin inside, in order of onset; label "": of every label."""
        return of_label(self.recording, label or None, self.start, self.stop)

    def read(self, start: float, stop: float) -> Piece:
        """Any seconds of its channels, outside of the part too, clipped to the recording."""
        factors = [shown_unit(self.recording, name)[0] for name in self.channels]
        x = (
            self.recording.read(max(0.0, start), stop, self.channels)
            * np.array(factors, dtype=np.float32)[:, None]
        )
        lost = ~np.isfinite(x)
        if lost.any():
            x = hold(x, lost, np.zeros((len(x), 1), dtype=np.float32))
        return Piece(max(0.0, round(start * self.sfreq) / self.sfreq), x, lost)

    def pieces(self, seconds: float = 300.0, overlap: float = 0.0) -> Iterator[Piece]:
        """The whole part, one piece after another; each begins `overlap` s before the last one ended."""
        most = MOST_AT_ONCE / (self.sfreq * max(1, len(self.channels)))
        step = max(min(seconds, most), 2 * overlap, 2 / self.sfreq)
        at = self.start
        while at < self.stop - 0.5 / self.sfreq:
            end = self.stop if self.stop - at - step < 2 * overlap else at + step
            yield self.read(max(self.start, at - overlap), end)
            at = end

    def whole(self) -> Piece:
        """All of it at once; MeasureError where that does not fit in memory."""
        n = self.seconds * self.sfreq * len(self.channels)
        if n > MOST_AT_ONCE:
            raise MeasureError(
                f"{self.quantity.name} looks at up to {MOST_AT_ONCE / self.sfreq / len(self.channels):.0f} s of "
                f"{len(self.channels)} channels at once; {self.start:g}–{self.stop:g} s is longer. Name fewer "
                "channels or seconds."
            )
        return self.read(self.start, self.stop)


@dataclass(frozen=True)
class Found:
    """What a quantity was found to be.

    note           what to add to the method
    unit           where it is not the quantity's own
    channels       those that it rests on, where not all of the part's
    event, versus  labels that were chosen where none was given
    """

    value: Value
    note: str = ""
    unit: str | None = None
    channels: tuple[str, ...] | None = None
    event: str | None = None
    versus: str | None = None


def record_of(part: Part) -> Evidence:
    """The record of a quantity that finds its value in a part."""
    wanted = part.quantity
    assert wanted.find is not None
    found = wanted.find(part)
    method = f"{wanted.method}; {found.note}" if found.note else wanted.method
    unit = wanted.unit if found.unit is None else found.unit
    if unit in ("µV", "µV²", "µV/s") and found.unit is None:
        shown = part.unit
        method += "" if shown != "a.u." else "; the file does not say its unit: arbitrary units"
        unit = shown if shown == "a.u." else shown + unit[2:]
    fields = part.channels and all(kind(part.recording, name) in FIELD_KINDS for name in part.channels)
    channels = part.channels if part.named or fields else ()
    return Evidence(
        quantity=wanted.name, value=found.value, unit=unit, start=part.start, stop=part.stop, method=method,
        channels=channels if found.channels is None else found.channels,
        event=part.event if found.event is None else found.event,
        versus=part.versus if found.versus is None else found.versus,
    )  # fmt: skip
