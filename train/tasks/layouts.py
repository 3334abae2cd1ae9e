"""Folders laid out like the published sets: which files make a task, and what is true of their spans.

Nothing is named but the layout: every subject, run and trial that lies there is asked about.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Any

import numpy as np

from neuro_llm.adapters.prompt import Turn
from neuro_llm.recordings.errors import RecordingError
from neuro_llm.recordings.readers import read
from neuro_llm.recordings.recording import Event, Recording
from neuro_llm.train.instructions import Example, Source

from .task import Task

YES_NO = ("yes", "no")


class Absent(Exception):
    """A task that the folder holds no (or too few) files for: which, and why."""


Layout = Callable[[Path, Path], Iterable[Task | Absent]]
"""(folder of recordings, folder for what is made of them) → tasks, and those that are left out."""


class Asked:
    """Collects the examples of one task."""

    def __init__(self, data: Path, task: str, question: str, choices: tuple[str, ...]) -> None:
        self.data, self.task, self.question, self.choices = data, task, question, choices
        self.examples: list[Example] = []

    def add(
        self, path: Path, answer: str, span: tuple[float, float] | None = None, *, subject: str, run: str = "",
        options: dict[str, Any] | None = None,
    ) -> None:  # fmt: skip
        """One span of a file, or all of it."""
        start, stop = (None, None) if span is None else (max(0.0, span[0]), span[1])
        source = Source(path.relative_to(self.data).as_posix(), "", start, stop, options or {})
        turns = (Turn("user", self.question), Turn("assistant", answer))
        self.examples.append(
            Example(
                f"{self.task} {len(self.examples)}", turns, (source,), choices=self.choices, subject=subject,
                split="test", task=self.task, run=run or path.stem,
            )
        )  # fmt: skip


def found(data: Path, pattern: str, task: str) -> list[Path]:
    """Files of a pattern, in order; Absent where there is none."""
    paths = sorted(data.glob(pattern))
    if not paths:
        raise Absent(f"{task}: no {pattern} in the folder")
    return paths


def told(path: Path, pattern: str, otherwise: str = "") -> str:
    """What a file's name says: the first group of the pattern, else `otherwise`, else the name."""
    match = re.search(pattern, path.name)
    return match[1] if match else otherwise or path.stem


def bare(path: Path, **options: Any) -> tuple[Recording, dict[str, Any]]:
    """A recording, and what it was opened with: the unit that its own message asks for, where the file lies."""
    try:
        return read(path, **options), options
    except RecordingError as error:
        unit = re.search(r"unit='(\w+)'", str(error))
        if unit is None or unit[1] == options.get("unit"):
            raise
        options = {**options, "unit": unit[1]}
        return read(path, **options), options


def evenly(spans: Sequence[Any], count: int) -> list[Any]:
    """At most `count` of them, spread over all."""
    if len(spans) <= count:
        return list(spans)
    return [spans[i] for i in np.linspace(0, len(spans) - 1, count).round().astype(int)]


def pieces(length: float, seconds: float) -> list[tuple[float, float]]:
    """A recording in pieces one after another."""
    return [(i * seconds, (i + 1) * seconds) for i in range(int(length / seconds + 1e-6))]


def labelled(recording: Recording, labels: Iterable[str]) -> list[Event]:
    wanted = set(labels)
    return [event for event in recording.events if event.label in wanted]
