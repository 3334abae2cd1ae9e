"""A task head: decides one labelled task from a span of a recording, with a calibrated probability per option."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from neuro_llm.recordings.errors import RecordingError
from neuro_llm.recordings.recording import Recording

from .families import Family
from .readout import Readout, log_softmax
from .spans import inside


@dataclass(frozen=True)
class Part:
    """One kind of features with what was fitted on them.

    temperature  of its log probabilities, fitted on spans that were left out
    limit        distance beyond which a span is unlike all that it was fitted on
    """

    family: Family
    learnt: Mapping[str, np.ndarray]
    readout: Readout
    temperature: float
    limit: float


@dataclass(frozen=True)
class Standing:
    """How well a head did on the spans it was fitted on, each decided without its own group.

    accuracy     mean over options of the share that was right (balanced)
    majority     share of the commonest option: what always saying it gets right
    p            how often shuffled labels do as well
    informative  better than chance: p below 0.05
    grouped      what never lay on both sides: "subject", "run", "recording" or "block" (of time)
    groups       how many of them
    counts       option → spans
    """

    accuracy: float
    majority: float
    p: float
    informative: bool
    grouped: str
    groups: int
    counts: Mapping[str, int]

    @property
    def spans(self) -> int:
        return sum(self.counts.values())


@dataclass(frozen=True)
class Decided:
    """probabilities  option → probability; strange  the span is unlike all that the head was fitted on."""

    probabilities: dict[str, float]
    strange: bool


@dataclass(frozen=True)
class TaskHead:
    """Decides one labelled task.

    name         of the task
    questions    as they were asked in the examples
    options      as the answers were given
    synonyms     other wording of an option (lower case) → the option
    modality     of the recordings
    parts        kinds of features whose estimates are averaged
    temperature  of their mean log probabilities, fitted in the same way
    seconds      (shortest, longest) span it was fitted on
    mixed        recordings held spans of several options: a whole one cannot be decided
    standing     how well it does
    """

    name: str
    questions: tuple[str, ...]
    options: tuple[str, ...]
    modality: str
    parts: tuple[Part, ...]
    temperature: float
    seconds: tuple[float, float]
    mixed: bool
    standing: Standing
    synonyms: Mapping[str, str] = field(default_factory=dict)

    @property
    def features(self) -> str:
        return " and ".join(part.family.name for part in self.parts)

    @property
    def informative(self) -> bool:
        return self.standing.informative

    @property
    def about(self) -> dict[str, Any]:
        """What it was fitted on and how well it does, as plain values."""
        told = self.standing
        return {
            "features": self.features,
            "balanced accuracy": told.accuracy,
            "chance": 1 / len(self.options),
            "majority": told.majority,
            "p": told.p,
            "informative": told.informative,
            "left out": f"{told.grouped} ({told.groups})",
            "spans": dict(told.counts),
        }

    @property
    def method(self) -> str:
        """One line for its evidence."""
        told = self.standing
        return (
            f"task head: linear readout of {self.features}, fitted on {told.spans} spans; "
            f"{told.groups} {told.grouped}s left out in turn: balanced accuracy {told.accuracy:.2f}, "
            f"chance {1 / len(self.options):.2f}; options taken as equally likely before"
        )

    def probabilities(
        self, recording: Recording, start: float | None = None, stop: float | None = None
    ) -> dict[str, float]:
        """Option → probability for a span (s); RecordingError where the recording lacks what it needs."""
        return self.decided(recording, start, stop).probabilities

    def decided(self, recording: Recording, start: float | None = None, stop: float | None = None) -> Decided:
        """The same, and whether the span is like those it was fitted on."""
        self.check(recording)
        span = inside(recording, start, stop)
        logs, strange = [], False
        for part in self.parts:
            described = part.family.describe(recording, *span)[None]
            features = part.family.features(described, part.learnt)
            logs.append(log_softmax(part.readout.logits(features)[0] / part.temperature))
            strange |= bool(part.readout.distance(features)[0] > part.limit)
        shares = np.exp(log_softmax(np.mean(logs, axis=0) / self.temperature))
        return Decided({o: float(p) for o, p in zip(self.options, shares, strict=True)}, strange)

    def check(self, recording: Recording) -> None:
        """RecordingError where the recording has another modality or lacks channels."""
        if recording.modality != self.modality:
            raise RecordingError(
                recording.name,
                f"it is {recording.modality}; {self.name} was learnt from {self.modality}.",
                "Give a recording of that modality.",
            )
        for part in self.parts:
            part.family.check(recording)
