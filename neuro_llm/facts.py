"""The numbers that a record states, and whether a figure in a text is one of them, rounded as it is shown."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from neuro_llm.recordings.evidence.record import Evidence

from .figures import Figure, figures
from .units import base_unit, is_count

_OF_THE_FILE = frozenset(("sampling rate", "channel count", "channel names", "reference"))
_CHANNELS = re.compile(
    r"\W*(?:\w+\W+){0,2}?(?:channels?|electrodes?|sensors?|units?|cells?|voxels?|sites?)\b", re.I
)
_OF_A_SPAN = re.compile(
    r"(?:\b(?:from|until|till|to|after|before|first|last|over|of|for|within|in|about|around|whole|entire|at|an?|the|"
    r"through|since|during)|[(–-])\s*$",
    re.I,
)
_BEGINS = re.compile(r"\b(?:starts?|started|begins?|began|onset|from)\b[^,;.\d]{0,24}$", re.I)
_ENDS = re.compile(r"\b(?:ends?|ended|stops?|stopped|until|till)\b[^,;.\d]{0,24}$", re.I)


@dataclass(frozen=True)
class Fact:
    """A number, or an interval, that a record states.

    unit  in the base of `units.base_unit`; "" = none
    role  "value"; "count" of things; "share"; "channels": how many it rests on; "start", "stop" and "extent" of the
          span that was looked at; "first", "last" and "length" of an interval that it holds
    sign  False: its sign need not be written
    own   the value in the record's own unit, where that is not the base
    """

    value: float
    unit: str = ""
    role: str = "value"
    high: float | None = None
    sign: bool = True
    own: float | None = None


def facts_of(records: Sequence[Evidence]) -> Iterator[Fact]:
    """Every fact of each record, then the intervals and ratios between two of one unit."""
    for record in records:
        yield from placed(record)
        if record.probability is not None:
            yield from of_probability(record.probability)
        if isinstance(record.value, tuple):
            yield from _several(record)
        elif isinstance(record.value, str):
            for figure in figures(record.value):
                yield Fact(figure.value, figure.unit, high=figure.high)
        else:
            unit, factor = base_unit(record.unit)
            if is_count(record.unit):
                yield Fact(float(record.value), "", "count")
            signed = not record.quantity.startswith("difference")
            yield Fact(float(record.value) * factor, unit, sign=signed, own=float(record.value))
    yield from _between(records)


def of_probability(probability: float) -> tuple[Fact, Fact]:
    return Fact(probability, "", "share"), Fact(100 * probability, "%", "share")


def placed(record: Evidence) -> Iterator[Fact]:
    """Where a record holds: its seconds, how many channels, the band it was measured in."""
    if record.quantity not in _OF_THE_FILE:  # whose seconds say nothing
        yield Fact(record.start, "s", "start")
        yield Fact(record.stop, "s", "stop")
        yield Fact(record.stop - record.start, "s", "extent")
        yield Fact(record.start, "s", "span", high=record.stop)
    if record.channels:
        yield Fact(len(record.channels), "", "channels")
    for figure in figures(record.method):
        if figure.high is not None and figure.unit == "Hz":
            yield Fact(figure.value, "Hz", high=figure.high)
    for figure in figures(record.quantity):  # "SSVEP correlation at 13 Hz"
        yield Fact(figure.value, figure.unit)


def _several(record: Evidence) -> Iterator[Fact]:
    """Names, seconds or intervals: how many, and each."""
    assert isinstance(record.value, tuple)
    yield Fact(len(record.value), "", "count")
    seconds = [item for item in record.value if isinstance(item, (int, float))]
    yield from (Fact(float(second), "s") for second in seconds)
    if len(seconds) > 1:
        yield Fact(float(min(seconds)), "s", high=float(max(seconds)))
    for item in record.value:
        if isinstance(item, tuple):
            yield Fact(item[0], "s", "first")
            yield Fact(item[1], "s", "last")
            yield Fact(item[1] - item[0], "s", "length")
            yield Fact(item[0], "s", high=item[1])


def _between(records: Sequence[Evidence]) -> Iterator[Fact]:
    numbers = [r for r in records if isinstance(r.value, (int, float)) and not isinstance(r.value, bool)]
    for first in numbers:
        for second in numbers:
            if first is second or first.unit != second.unit:
                continue
            unit, factor = base_unit(first.unit)
            low, high = float(first.value) * factor, float(second.value) * factor  # type: ignore[arg-type]
            if low < high:
                yield Fact(low, unit, high=high)
            if high and len(numbers) <= 3:
                yield Fact(low / high, "times")


def agrees(figure: Figure, fact: Fact, text: str) -> bool:
    """Is the figure as written the fact, rounded to the digits shown? text: where the figure stands"""
    if (figure.high is None) != (fact.high is None):
        return False
    if figure.unit != fact.unit and (figure.unit or fact.role != "value" or fact.unit == "times"):
        return False  # a bare number may be a record's value; seconds of a span are told with their unit
    if figure.counts and fact.role not in ("count", "channels"):
        return False
    if fact.role == "channels" and not _CHANNELS.match(text, figure.stop):
        return False
    if not _at_its_end(figure, fact, text):
        return False
    if fact.high is not None and figure.high is not None:
        return _near(figure.value, fact.value, figure.half) and _near(
            figure.high, fact.high, figure.high_half
        )
    meant = fact.value if figure.unit or fact.own is None else fact.own
    values = {figure.value, -figure.value} if not fact.sign else {figure.value}
    return any(_near(value, meant, figure.half) for value in values)


def _at_its_end(figure: Figure, fact: Fact, text: str) -> bool:
    """ "starts at 12 s" is the start of an interval, "until 20 s" its end; seconds of the span that was looked at are
    told as such, never as one of a list."""
    before = text[: figure.start]
    if fact.role in ("start", "stop", "extent") and figure.start and not _OF_A_SPAN.search(before):
        return False
    if fact.role in ("last", "stop") and _BEGINS.search(before):
        return False
    return not (fact.role in ("first", "start") and _ENDS.search(before))


def _near(value: float, fact: float, half: float) -> bool:
    return abs(value - fact) <= half * (1 + 1e-9) + 1e-12
