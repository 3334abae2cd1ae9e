"""What an evaluation was asked for, and what it found: sections of Markdown, plain values, probabilities."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from neuro_llm.answer import plain

from . import pictures

Note = Callable[[str], None]


@dataclass
class Results:
    """What was measured: Markdown sections, the same as plain values, and the probabilities for the pictures."""

    sections: list[str] = field(default_factory=list)
    values: dict[str, Any] = field(default_factory=dict)
    sure: list[pictures.Sure] = field(default_factory=list)

    def add(self, name: str, title: str, lines: str, values: Any) -> None:
        self.sections.append(f"## {title}\n\n{lines}")
        self.values[name] = plain(values)


@dataclass(frozen=True)
class Request:
    """What is to be evaluated.

    model   folder; None: the embedded default
    suites  names of `SUITES`; () = all
    n       simulated people
    data    real recordings with a MANIFEST.json
    out     folder for qa.json, calibration.png and selective.png
    """

    model: Path | None = None
    suites: tuple[str, ...] = ()
    n: int = 120
    data: Path | None = None
    out: Path | None = None
