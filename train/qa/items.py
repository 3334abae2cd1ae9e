"""One question of NeuroQA, what is true, and whether a response is right."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from neuro_llm.answer import Answer
from neuro_llm.recordings.recording import Recording

KINDS = ("yes/no", "which", "how much", "when", "where", "compare", "cannot tell")

Interval = tuple[float, float]
Truth = str | float | Interval | frozenset[str] | None
"""An option; a number; seconds; names of channels; None: the honest answer is "cannot tell"."""

RIGHT_OVERLAP = 0.5
"""Intersection over union from which an interval, or a set of channels, counts as found."""


@dataclass(frozen=True)
class Item:
    """One question about one recording, or about two.

    kind        one of `KINDS`
    topic       what it is about: "eyes", "alpha frequency", ...; controls are drawn within one topic
    recordings  makes them; nothing is held in memory before the question is asked
    options     of a closed question, else ()
    meaning     value of the family → the option that is right where it holds (closed questions on a family)
    tolerance   how far a number may be off
    subject     recordings of one subject are never on both sides of a split
    """

    kind: str
    topic: str
    recordings: Callable[[], tuple[Recording, ...]]
    question: str
    truth: Truth
    options: tuple[str, ...] = ()
    meaning: Mapping[str, str] = field(default_factory=dict)
    tolerance: float = 0.0
    subject: str = ""


@dataclass(frozen=True)
class Response:
    """What an assistant answered, as far as it can be graded.

    choice       of a closed question
    number       the value that it rests on; intervals, names: the same for seconds and channels
    probability  of the choice, None where the assistant gives none
    """

    choice: str | None = None
    number: float | None = None
    intervals: tuple[Interval, ...] = ()
    names: frozenset[str] | None = None
    abstained: bool = False
    probability: float | None = None

    @classmethod
    def of(cls, answer: Answer) -> Response:
        """From an answer of this package: the first record it cites of each sort (its text is never parsed)."""
        records = answer.cited or answer.evidence
        numbers = [r for r in records if isinstance(r.value, (int, float))]
        changes = [r for r in numbers if r.quantity.startswith("difference")]
        tuples = [r.value for r in records if isinstance(r.value, tuple)]
        spans = [value for value in tuples if value and isinstance(value[0], tuple)]
        names = [value for value in tuples if not value or isinstance(value[0], str)]
        best = next(iter(changes or numbers), None)
        return cls(
            choice=answer.choice,
            number=None if best is None else float(best.value),  # type: ignore[arg-type]
            intervals=tuple(spans[0]) if spans else (),
            names=frozenset(map(str, names[0])) if names else None,
            abstained=answer.abstained,
            probability=None if answer.choice is None else answer.confidence,
        )


def right(truth: Truth, response: Response, tolerance: float = 0.0) -> bool:
    """Is the response right? A question that cannot be answered wants "cannot tell"; elsewhere that is wrong."""
    if truth is None or response.abstained:
        return truth is None and response.abstained
    if isinstance(truth, str):
        return response.choice == truth
    if isinstance(truth, frozenset):
        found = response.names or frozenset()
        both = len(truth & found)
        return both / max(1, len(truth | found)) >= RIGHT_OVERLAP if truth | found else True
    if isinstance(truth, tuple):
        return max((overlap(truth, one) for one in response.intervals), default=0.0) >= RIGHT_OVERLAP
    return response.number is not None and abs(response.number - truth) <= tolerance


def overlap(one: Interval, other: Interval) -> float:
    """Intersection over union of two intervals."""
    both = min(one[1], other[1]) - max(one[0], other[0])
    return max(0.0, both) / max(max(one[1], other[1]) - min(one[0], other[0]), 1e-9)


def as_response(truth: Truth) -> Response:
    """The response that is right for `truth`: what a control gives that answers with another item's truth."""
    if truth is None:
        return Response(abstained=True)
    if isinstance(truth, str):
        return Response(choice=truth)
    if isinstance(truth, frozenset):
        return Response(names=truth)
    if isinstance(truth, tuple):
        return Response(intervals=(truth,))
    return Response(number=truth)


def ask(assistant: Any, item: Item, recordings: tuple[Recording, ...] | None = None) -> Answer:
    """The assistant's answer to an item, about its own recordings or others."""
    recordings = item.recordings() if recordings is None else recordings
    return assistant.generate(recordings, item.question, choices=item.options or None)
