"""From labelled pieces to examples: closed questions, yes or no, beside a false note, followed up, between recordings.

Every class name stands in the examples as it was cleaned by `piece.class_name`; what a note in a question claims never
decides the answer: the same note claims the right class as often as chance would.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from neuro_llm.adapters.prompt import Turn, choice_question
from neuro_llm.recordings.evidence.record import Evidence

from . import phrasing
from .asides import Asides
from .example import Example
from .piece import NO_TOPICS, Piece

MOST_OPTIONS = 8  # shown in one question; the right one is always among them
EVERY = 8  # each further form of question is asked of every eighth piece, yes or no of two in eight
CANNOT = "cannot tell"
"""The task of questions that the recording cannot answer."""

_FORMS = {0: "polar", 1: "noted", 2: "cannot", 3: "followed", 4: "polar", 5: "which"}


@dataclass(frozen=True)
class Asker:
    """Makes the examples of one split's pieces.

    labels     task → all its classes, over all splits
    asides     path of a recording → questions that need no label
    questions  task → wordings of its own; general ones are made for all
    origin     (data set, licence)
    """

    labels: Mapping[str, tuple[str, ...]]
    asides: Mapping[str, Asides]
    questions: Mapping[str, tuple[str, ...]]
    origin: tuple[str, str]

    def examples(self, pieces: Sequence[Piece], rng: np.random.Generator) -> Iterator[Example]:
        """The question of every piece, and further forms of it in turn; ids are given later."""
        groups: dict[tuple[str, str], list[Piece]] = defaultdict(list)
        for piece in pieces:
            groups[piece.subject, piece.task].append(piece)
        for number, row in enumerate(rng.permutation(len(pieces))):
            piece = pieces[row]
            form = _FORMS.get(number % EVERY)
            if not piece.label:
                yield self._told(piece, rng)
                if form == "cannot":
                    yield from self._cannot(piece, rng)
                continue
            yield self._closed(piece, rng)
            if form == "polar":
                yield self._polar(piece, rng)
            elif form == "noted":
                yield self._noted(piece, rng)
            elif form == "cannot":
                yield from self._cannot(piece, rng)
            elif form == "followed":
                yield self._followed(piece, rng)
            elif form == "which":
                yield from self._which(piece, groups[piece.subject, piece.task], rng)

    def _question(self, piece: Piece, rng: np.random.Generator) -> str:
        return phrasing.closed(_topic(piece), self.questions.get(piece.task, ()), rng)

    def _options(self, piece: Piece, rng: np.random.Generator) -> tuple[str, ...]:
        """The right class and others, in random order."""
        others = [label for label in self.labels[piece.task] if label != piece.label]
        shown = [*rng.permutation(others)[: MOST_OPTIONS - 1], piece.label]
        return tuple(str(shown[i]) for i in rng.permutation(len(shown)))

    def _closed(self, piece: Piece, rng: np.random.Generator) -> Example:
        question = self._question(piece, rng)
        return self._example(piece, piece.task, (question, piece.label), choices=self._options(piece, rng))

    def _polar(self, piece: Piece, rng: np.random.Generator) -> Example:
        """Yes or no, in a sentence or as options in the text: classes are what a task is scored and learnt by."""
        named, right = self._claimed(piece, rng)
        question = phrasing.polar(_topic(piece), named, rng)
        answer = "Yes." if right else f"No, it is {piece.label}."
        if rng.random() < 0.5:
            question = choice_question(question, ("yes", "no") if rng.random() < 0.5 else ("no", "yes"))
            answer = "yes" if right else "no"
        return self._example(piece, f"{piece.task}, yes or no", (question, answer))

    def _claimed(self, piece: Piece, rng: np.random.Generator) -> tuple[str, bool]:
        """The right class or another, as often."""
        if rng.random() < 0.5:
            return piece.label, True
        return str(rng.choice([label for label in self.labels[piece.task] if label != piece.label])), False

    def _noted(self, piece: Piece, rng: np.random.Generator) -> Example:
        """Learnt as part of the task; scored apart from it."""
        claimed = str(rng.choice(self.labels[piece.task]))
        question = phrasing.noted(self._question(piece, rng), claimed, rng)
        task = piece.task if piece.split == "train" else f"{piece.task}, beside a note"
        return self._example(piece, task, (question, piece.label), choices=self._options(piece, rng))

    def _cannot(self, piece: Piece, rng: np.random.Generator) -> Iterator[Example]:
        asked = self.asides[piece.source.path].cannot
        aside = asked[int(rng.integers(len(asked)))]
        yield self._example(piece, CANNOT, (aside.question, aside.answer))

    def _followed(self, piece: Piece, rng: np.random.Generator) -> Example:
        """The question with its options, a question back, and one about the recording."""
        named, right = self._claimed(piece, rng)
        question = choice_question(self._question(piece, rng), self._options(piece, rng))
        back = phrasing.follow_up(named, rng)
        answer = f"It is {piece.label}." if right else f"It is {piece.label}, not {named}."
        facts = self.asides[piece.source.path].facts
        fact = facts[int(rng.integers(len(facts)))]
        turns = (question, piece.label, back, answer, fact.question, fact.answer)
        return self._example(piece, f"{piece.task}, followed up", turns, evidence=fact.evidence)

    def _which(self, piece: Piece, group: Sequence[Piece], rng: np.random.Generator) -> Iterator[Example]:
        """This piece beside one of another class of the same person."""
        others = [other for other in group if other.label != piece.label]
        if not others:
            return
        other = others[int(rng.integers(len(others)))]
        shown = (piece, other) if rng.random() < 0.5 else (other, piece)
        answer = "R1" if shown[0] is piece else "R2"
        yield Example(
            "-",
            _turns((phrasing.which(_topic(piece), piece.label, rng), answer)),
            tuple(one.source for one in shown),
            choices=("R1", "R2"),
            **self._about(piece, f"{piece.task}, which recording"),
        )

    def _told(self, piece: Piece, rng: np.random.Generator) -> Example:
        """An open question that a text answers: what was seen, a description, a section of a report."""
        seen = piece.task == "seen"
        question = phrasing.seen(rng) if seen else phrasing.describe(rng, piece.heading, piece.style)
        return self._example(piece, piece.task, (question, piece.text), evidence=piece.evidence)

    def _example(
        self, piece: Piece, task: str, turns: tuple[str, ...], *, choices: tuple[str, ...] = (),
        evidence: tuple[Evidence, ...] = (),
    ) -> Example:  # fmt: skip
        about = self._about(piece, task)
        return Example("-", _turns(turns), (piece.source,), evidence=evidence, choices=choices, **about)

    def _about(self, piece: Piece, task: str) -> dict[str, Any]:
        dataset, licence = self.origin
        known = {"subject": piece.subject, "split": piece.split, "run": piece.run}
        return {**known, "task": task, "dataset": dataset, "licence": licence}


def _topic(piece: Piece) -> str:
    return "" if piece.task in NO_TOPICS else piece.task


def _turns(texts: tuple[str, ...]) -> tuple[Turn, ...]:
    """Question, answer, question, ..."""
    return tuple(Turn("assistant" if i % 2 else "user", text) for i, text in enumerate(texts))
