"""A labelled task: closed questions about spans of recordings, and which of them may be learnt from for which."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np

from neuro_llm.recordings.evidence.around_events import is_border, unbroken
from neuro_llm.recordings.recording import ArraySource, Recording
from neuro_llm.train.instructions import Example, Source, open_source
from neuro_llm.train.instructions.reading import located

KEPT_OPEN, KEPT_IN_MEMORY = 4, 128  # recordings
SHORT_SAMPLES = 1 << 21  # of all channels; 8 MB
BLOCKS, MOST_FOLDS = 5, 12
MARGIN = 1.0  # s read on either side of a span, for filters


class Piece(NamedTuple):
    """A span of a recording, s."""

    recording: Recording
    start: float
    stop: float

    @property
    def samples(self) -> int:
        return round((self.stop - self.start) * self.recording.sfreq)

    def read(self, channels: Sequence[str]) -> np.ndarray:
        """(channel, time) float64, SI units."""
        return self.recording.read(self.start, self.stop, channels).astype(float)

    def filtered(self, channels: Sequence[str], low_hz: float, high_hz: float) -> np.ndarray:
        """The same, band-passed without a shift in time, with MARGIN on either side that no break cuts off."""
        from scipy.signal import butter, sosfiltfilt

        sfreq = self.recording.sfreq
        middle = (self.start + self.stop) / 2
        left, right = next((a, b) for a, b in unbroken(self.recording) if a <= middle <= b)
        first = max(left, self.start - MARGIN)
        x = self.recording.read(first, min(right, self.stop + MARGIN), channels).astype(float)
        sos = butter(2, (low_hz, min(high_hz, 0.45 * sfreq)), "bandpass", fs=sfreq, output="sos")
        x = sosfiltfilt(
            sos, x - x.mean(axis=1, keepdims=True), axis=1, padlen=min(x.shape[1] - 1, round(sfreq))
        )
        skipped = max(0, round((self.start - first) * sfreq))
        return np.asarray(x[:, skipped : skipped + self.samples])


Decoder = Callable[[Sequence[Piece], Sequence[str], Sequence[Piece], tuple[str, ...]], np.ndarray]
"""A classical detector: (pieces to learn from, their labels, pieces to tell, options) → (piece, option) scores that
sum to 1. One that learns nothing is given no pieces."""


class Fold(NamedTuple):
    """Indices of the examples that may be learnt from (none: the model is asked as it is), and of those asked."""

    train: tuple[int, ...]
    test: tuple[int, ...]


@dataclass(frozen=True)
class Task:
    """One row of the table.

    name      of the task
    folder    that the paths of the examples' recordings start from
    examples  closed questions, one recording each; the assistant's text is the right option
    folds     every example is asked in one of them at most
    decoder   the classical detector beside the model; None: there is none
    learner   one that learns from other spans of the same set where the model does not; None: there is none
    protocol  what a reader must know of it, in a few words
    taught    the model learns from what a fold allows too; else only the detector does
    unmarked  events of the recordings, but breaks, are taken away before anything is asked: they tell the answers
    """

    name: str
    folder: Path
    examples: tuple[Example, ...]
    folds: tuple[Fold, ...]
    decoder: Decoder | None
    protocol: str
    learner: Decoder | None = None
    taught: bool = True
    unmarked: bool = True

    @property
    def options(self) -> tuple[str, ...]:
        """Every answer that is right somewhere, in the order in which the choices name them."""
        named = dict.fromkeys(choice for example in self.examples for choice in example.choices)
        right = {example.answer for example in self.examples}
        return tuple(choice for choice in named if choice in right)

    def piece(self, index: int) -> Piece:
        """What example `index` is about."""
        source = self.examples[index].sources[0]
        options = tuple(sorted((name, _hashable(value)) for name, value in source.options.items()))
        changed = located(self.folder, source.path).stat().st_mtime_ns
        known = _Known(self.folder, source.path, options, self.unmarked, changed)
        recording = _in_memory(known) or _lazy(known)
        stop = recording.duration if source.stop is None else min(source.stop, recording.duration)
        return Piece(recording, source.start or 0.0, stop)


class _Known(NamedTuple):
    """Which recording, as it lay there at a time."""

    folder: Path
    path: str
    options: tuple[tuple[str, Any], ...]
    unmarked: bool
    changed: int

    def open(self) -> Recording:
        recording = open_source(self.folder, Source(self.path, options=dict(self.options)))
        if not self.unmarked:
            return recording
        return replace(recording, events=tuple(event for event in recording.events if is_border(event.label)))


@lru_cache(maxsize=KEPT_IN_MEMORY)
def _in_memory(known: _Known) -> Recording | None:
    """A short recording whole, so that no process stays open for its file; None for a long one."""
    with known.open() as recording:
        if len(recording.ch_names) * recording.n_times > SHORT_SAMPLES:
            return None
        return replace(recording, source=ArraySource(recording.read()))


@lru_cache(maxsize=KEPT_OPEN)
def _lazy(known: _Known) -> Recording:
    return known.open()


def _hashable(value: Any) -> Any:
    return tuple(value) if isinstance(value, list) else value


def zero_shot(examples: Sequence[Example]) -> tuple[Fold, ...]:
    """One fold: all are asked, nothing is learnt."""
    return (Fold((), tuple(range(len(examples)))),)


def blocks_of(examples: Sequence[Example]) -> tuple[Fold, ...]:
    """BLOCKS parts, each with its share of every answer's examples, neighbours together."""
    block = [""] * len(examples)
    for answer in {example.answer for example in examples}:
        own = [i for i, example in enumerate(examples) if example.answer == answer]
        for i, name in zip(own, _blocks(len(own)), strict=True):
            block[i] = name
    return tuple(_folds(range(len(examples)), block))


def leave_one_out(examples: Sequence[Example], within: bool) -> tuple[Fold, ...]:
    """Each subject (within=False), or each run of each subject (within=True), asked of what was learnt from the rest.

    Of more than MOST_FOLDS subjects several are left out together. Within a subject that has one run only, its examples
    in order of time make BLOCKS runs.
    """
    if not within:
        subjects = list(dict.fromkeys(example.subject for example in examples))
        groups = [str(subjects.index(example.subject) % MOST_FOLDS) for example in examples]
        return tuple(_folds(range(len(examples)), groups))
    found: list[Fold] = []
    for subject in dict.fromkeys(example.subject for example in examples):
        own = [i for i, example in enumerate(examples) if example.subject == subject]
        runs = [examples[i].run for i in own]
        if len(set(runs)) < 2:
            runs = _blocks(len(own))
        found += _folds(own, runs)
    return tuple(found)


def _blocks(count: int) -> list[str]:
    return [str(i * min(BLOCKS, count) // count) for i in range(count)]


def _folds(indices: Sequence[int], groups: Sequence[str]) -> Iterator[Fold]:
    for held in dict.fromkeys(groups):
        test = tuple(i for i, group in zip(indices, groups, strict=True) if group == held)
        train = tuple(i for i, group in zip(indices, groups, strict=True) if group != held)
        if train:
            yield Fold(train, test)
