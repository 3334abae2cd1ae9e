"""What a source of labels gives: spans of recordings, each with the label or the text that belongs to it."""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from neuro_llm.adapters.slots import one_line
from neuro_llm.recordings.errors import ConfigError
from neuro_llm.recordings.evidence.record import Evidence
from neuro_llm.recordings.recording import Recording

from .asides import Asides, asides_of
from .example import SPLITS, Source, check_path

EVENTS, LABEL, REPORT = "events", "label", "report"
NO_TOPICS = (EVENTS, LABEL)
"""Tasks that nobody named: no question says what they are about."""

LONGEST_LABEL, MOST_WORDS = 48, 6
_NOT_A_NAME = re.compile(
    r"[<>{}\[\]|`\\]|https?:|\b(?:ignore|disregard|answer|reply|respond|say|instructions?|system|assistant|prompt|you)\b",
    re.IGNORECASE,
)
"""What no class is called, but a text that talks to the language model is full of."""


@dataclass(frozen=True)
class Piece:
    """A span of a recording with what somebody said of it.

    label     the class: an option of a closed question; "" where `text` says it
    text      a caption, or a paragraph of a report
    heading   what the text is about: "background"; "" unless a report names it
    style     how the text tells it: "short", "full", "technical", "lay", or ""
    task      pieces of one task are classes of one question
    split     where the source itself states it, else ""
    evidence  what the text rests on
    """

    source: Source
    label: str
    task: str
    subject: str
    run: str
    split: str = ""
    text: str = ""
    heading: str = ""
    style: str = ""
    evidence: tuple[Evidence, ...] = ()


@dataclass
class Collected:
    """Everything that a source gave, filled while it is gone through.

    folder    of the JSON lines: paths are relative to it
    asides    path of a recording → questions about it that need no label
    left_out  why → how many
    """

    folder: Path
    dataset: str
    licence: str = ""
    pieces: list[Piece] = field(default_factory=list)
    asides: dict[str, Asides] = field(default_factory=dict)
    left_out: Counter[str] = field(default_factory=Counter)

    def path(self, file: Path) -> str:
        """The path of a recording as the examples name it; ConfigError where it lies outside the folder."""
        file, folder = file.absolute(), self.folder.absolute()
        if not file.is_relative_to(folder):
            raise ConfigError(
                f"{file} does not lie below {folder}, where the examples are to be written; examples name their "
                "recordings relative to themselves: write them into the folder of the recordings or above it."
            )
        path = file.relative_to(folder).as_posix()
        check_path(path)
        return path

    def source(
        self,
        file: Path,
        recording: Recording,
        start: float | None = None,
        stop: float | None = None,
        options: Mapping[str, Any] | None = None,
    ) -> Source:
        """A span of an open recording; the first time also what can be asked of it without a label."""
        path = self.path(file)
        if path not in self.asides:
            self.asides[path] = asides_of(recording, path)
        return Source(path, recording.modality, _rounded(start), _rounded(stop), dict(options or {}))

    def subject(self, name: str) -> str:
        """An opaque name of a person, the same in every run of `build`: no name of a file's enters an example."""
        return "s" + hashlib.sha256(f"{self.dataset}/{name}".encode()).hexdigest()[:8]


def _rounded(second: float | None) -> float | None:
    return None if second is None else round(float(second), 4)


def class_name(label: str) -> str:
    """A label from a file as the name of a class; "" where it is none: long, many lines, or talk to the model."""
    plain = one_line(label, 4 * LONGEST_LABEL)
    fits = len(plain) <= LONGEST_LABEL and len(plain.split()) <= MOST_WORDS and plain != "?"
    return plain if fits and not _NOT_A_NAME.search(plain) else ""


def stated_split(text: str, where: str) -> str:
    """The split that a table states: "validation" is "val", "" is none."""
    name = text.strip().lower()
    name = {"valid": "val", "validation": "val", "dev": "val", "training": "train", "testing": "test"}.get(
        name, name
    )
    if name and name not in SPLITS:
        raise ConfigError(f"{where}: split {text!r} is none of {', '.join(SPLITS)}.")
    return name
