"""Flip tests: a recording is changed, and the answer must change when, and only when, the truth does."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from neuro_llm.adapters.intents import FAMILIES
from neuro_llm.recordings.recording import ArraySource, Recording
from neuro_llm.recordings.simulate import Truth
from neuro_llm.train.cases import truth_of
from neuro_llm.train.evaluate import QUESTIONS

from .items import Response, overlap
from .simulated import drawn

SCALE = 1.5
SAME = 0.05  # relative difference up to which a measured number counts as the same
SAME_HZ = 0.5


@dataclass(frozen=True)
class Flip:
    """One change of a recording: what happens to the samples (channel, time), and to a number that is found in them."""

    name: str
    change: Callable[[Recording], Recording]


@dataclass(frozen=True)
class Asked:
    """One question of a flip test.

    agrees   (response before, response after, flip, recording) → does the answer change as the truth does?
    """

    topic: str
    question: str
    options: tuple[str, ...]
    agrees: Callable[[Response, Response, str, Recording], bool]


@dataclass(frozen=True)
class Flipped:
    """One question on one recording before and after a flip."""

    topic: str
    flip: str
    held: bool


def _with(recording: Recording, data: np.ndarray) -> Recording:
    return replace(recording, source=ArraySource(data))


def mirrored(name: str) -> str:
    """The electrode at the same place of the other hemisphere: odd numbers are left, even ones right."""
    found = re.fullmatch(r"([A-Za-z]+)(\d+)", name)
    if not found:
        return name
    number = int(found[2])
    return f"{found[1]}{number + 1 if number % 2 else number - 1}"


def _swap(recording: Recording) -> Recording:
    rows = recording.index([mirrored(name) for name in recording.ch_names])
    return _with(recording, recording.read()[rows])


FLIPS = (
    Flip("time reversed", lambda recording: _with(recording, recording.read()[:, ::-1])),
    Flip("left and right swapped", _swap),
    Flip(f"amplitude × {SCALE:g}", lambda recording: _with(recording, SCALE * recording.read())),
    Flip("polarity inverted", lambda recording: _with(recording, -recording.read())),
)


def _same_choice(before: Response, after: Response, flip: str, recording: Recording) -> bool:
    return before.choice == after.choice


def _same_hz(before: Response, after: Response, flip: str, recording: Recording) -> bool:
    if before.number is None or after.number is None:
        return before.abstained and after.abstained
    return abs(before.number - after.number) <= SAME_HZ


def _scaled(power: int) -> Callable[[Response, Response, str, Recording], bool]:
    """A number that grows with amplitude to this power and with nothing else."""

    def agrees(before: Response, after: Response, flip: str, recording: Recording) -> bool:
        if before.number is None or after.number is None:
            return before.abstained and after.abstained
        wanted = before.number * (SCALE**power if flip.startswith("amplitude") else 1.0)
        return abs(after.number - wanted) <= SAME * abs(wanted) + 1e-9

    return agrees


def _sided(before: Response, after: Response, flip: str, recording: Recording) -> bool:
    """Left-right asymmetry: its sign turns with the sides."""
    if before.number is None or after.number is None:
        return before.abstained and after.abstained
    wanted = -before.number if flip.startswith("left") else before.number
    return abs(after.number - wanted) <= SAME * abs(wanted) + 0.02


def _placed(before: Response, after: Response, flip: str, recording: Recording) -> bool:
    names = before.names or frozenset()
    wanted = frozenset(map(mirrored, names)) if flip.startswith("left") else names
    return wanted == (after.names or frozenset())


def _timed(before: Response, after: Response, flip: str, recording: Recording) -> bool:
    if not before.intervals or not after.intervals:
        return not before.intervals and not after.intervals
    start, stop = max(before.intervals, key=lambda one: one[1] - one[0])
    if flip.startswith("time"):
        start, stop = recording.duration - stop, recording.duration - start
    return max(overlap((start, stop), one) for one in after.intervals) >= 0.5


_OPEN = (
    Asked("alpha frequency", "What is the frequency of the posterior alpha rhythm?", (), _same_hz),
    Asked("beta power", "What is the beta power over C3 and C4?", (), _scaled(2)),
    Asked("relative alpha power", "What is the relative alpha power?", (), _scaled(0)),
    Asked("amplitude", "What is the amplitude?", (), _scaled(1)),
    Asked("alpha asymmetry", "What is the alpha asymmetry?", (), _sided),
    Asked("bad channels", "Which channels are bad?", (), _placed),
    Asked("duration", "How long is the recording?", (), _scaled(0)),
)


def _questions(truth: Truth) -> Iterator[Asked]:
    for family in truth_of(truth):
        if family in FAMILIES:
            yield Asked(family, QUESTIONS[family], FAMILIES[family], _same_choice)
    yield from _OPEN
    if len(truth.seizures) == 1:
        yield Asked("seizure interval", "When is the seizure?", (), _timed)


def flip_table(assistant: Any, n: int, note: Callable[[str], None] = lambda _: None) -> list[Flipped]:
    """Every question about `n` simulated recordings of 19 electrodes before and after every flip."""
    found: list[Flipped] = []
    for number in range(n):
        recording, truth = drawn(number, True)
        asked = list(_questions(truth))
        before = [_response(assistant, recording, one) for one in asked]
        for flip in FLIPS:
            changed = flip.change(recording)
            after = [_response(assistant, changed, one) for one in asked]
            found += [
                Flipped(one.topic, flip.name, one.agrees(first, second, flip.name, recording))
                for one, first, second in zip(asked, before, after, strict=True)
            ]
        if number % 20 == 19:
            note(f"flips: {number + 1} of {n} recordings")
    return found


def _response(assistant: Any, recording: Recording, asked: Asked) -> Response:
    return Response.of(assistant.generate(recording, asked.question, choices=asked.options or None))
