"""The sides of a comparison that a question makes within one recording: by seconds, channels, regions or events."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from neuro_llm.adapters.spans import Span
from neuro_llm.recordings.recording import Recording

from .named_channels import channels_in, matching_channels
from .seconds import interval, time_problem
from .summary import generic_label


@dataclass(frozen=True)
class Side:
    """One side of a comparison: how it is called, its channels (empty = all), its seconds and event (None = all)."""

    name: str
    channels: tuple[str, ...] = ()
    start: float | None = None
    stop: float | None = None
    event: str | None = None


class Where(Protocol):
    """What the question names besides its sides."""

    @property
    def channels(self) -> tuple[str, ...]: ...
    @property
    def start(self) -> float | None: ...
    @property
    def stop(self) -> float | None: ...
    @property
    def events(self) -> tuple[str, ...]: ...
    @property
    def against(self) -> bool: ...


_STRONG = re.compile(
    r"\b(?:compar\w*|versus|vs\.?|than|differ\w*|against|asymmetr\w*|increas\w*|decreas\w*|drop\w*|ris(?:e|es|ing)|fall\w*|grow\w*|"
    r"change[sd]?|chang\w*|higher|lower|larger|smaller|bigger|stronger|weaker|more .* or|ratio)\b|\bor\b"
)


def sides_of(text: str, spans: Sequence[Span], looked: Where, recording: Recording) -> tuple[Side, ...]:
    """Two or more sides that the question holds against each other, by seconds, channels or regions."""
    if not _STRONG.search(text):
        return ()
    times = [span.value for span in spans if span.kind == "time" and span.value[0] != "bare"]
    if len(times) >= 2:
        return _time_sides(times, looked, recording)
    if len(times) == 1 and re.search(
        r"\b(?:increas|decreas|drop|ris|fall|grow|chang|differ|than before)", text
    ):
        return _split(times[0], looked, recording)
    if not times and re.search(
        r"\b(?:over time|during the recording|over the recording|across the recording|with time)\b", text
    ):
        half = ("part", 1.0, 2.0)
        return _split(half, looked, recording)
    places = [span for span in spans if span.kind in ("channel", "region", "side")]
    sides = _place_sides(places, looked, recording)
    if sides or not looked.against:
        return sides
    return tuple(
        Side(generic_label(label), looked.channels, looked.start, looked.stop, label)
        for label in looked.events
    )


def _time_sides(
    times: Sequence[tuple[str, float, float]], looked: Where, recording: Recording
) -> tuple[Side, ...]:
    sides = []
    for value in times[:3]:
        start, stop, _ = interval(value, recording.duration)
        if time_problem(start, stop, recording):
            return ()
        sides.append(Side(f"{start:g}–{stop:g} s", looked.channels, start, stop))
    return tuple(sides) if len(set(sides)) > 1 else ()


def _split(value: tuple[str, float, float], looked: Where, recording: Recording) -> tuple[Side, ...]:
    """The named seconds against the rest before or after them."""
    start, stop, _ = interval(value, recording.duration)
    if time_problem(start, stop, recording):
        return ()
    parts = [(0.0, start), (start, stop), (stop, recording.duration)]
    kept = [(a, b) for a, b in parts if b - a >= 1.0]
    return tuple(Side(f"{a:g}–{b:g} s", looked.channels, a, b) for a, b in kept) if len(kept) > 1 else ()


def _place_sides(places: Sequence[Span], looked: Where, recording: Recording) -> tuple[Side, ...]:
    values = tuple(dict.fromkeys(str(span.value) for span in places))
    kinds = {span.kind for span in places}
    sides = []
    if kinds == {"region", "side"}:
        areas = [value for value in values if value not in ("left", "right", "midline")]
        hands = [value for value in values if value in ("left", "right", "midline")]
        pairs = [(hand, area) for hand in hands for area in areas]
        sides = [
            Side(" ".join(pair), channels_in(pair, recording), looked.start, looked.stop) for pair in pairs
        ]
    elif kinds and kinds <= {"region", "side"}:
        sides = [Side(value, channels_in((value,), recording), looked.start, looked.stop) for value in values]
    elif kinds == {"channel"}:
        sides = [
            Side(value, matching_channels(value, recording), looked.start, looked.stop) for value in values
        ]
    sides = [side for side in sides if side.channels]
    return tuple(sides[:6]) if len(sides) > 1 else ()
