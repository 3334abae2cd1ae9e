"""The assistant asked about every example of a task, and the same questions without the signal or with another's."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

import numpy as np

from neuro_llm.study import summary_line
from neuro_llm.train.qa.items import Item
from neuro_llm.train.qa.scores import text_only

from .metrics import NOTHING
from .task import Fold, Task

DRAWS = 10
"""Times that every question meets another's signal; once where its words are its own, since each is then asked."""


@dataclass(frozen=True)
class Said:
    """One answer: the option taken (`NOTHING`: none), and the share of each option that was offered."""

    choice: str
    shares: dict[str, float]


@dataclass
class Interview:
    """Questions of one task to one assistant; nothing is asked twice.

    assistant  as it answers the questions of the fold at hand: with what it has learnt for them
    """

    task: Task
    assistant: Any
    _known: dict[tuple[Any, ...], Said] = field(default_factory=dict)
    _words: dict[tuple[Any, ...], str] = field(default_factory=dict)

    def ask(self, index: int, signal: int | None = None) -> Said:
        """The question of example `index` about its own span, or about that of example `signal`."""
        example = self.task.examples[index]
        source = self.task.examples[index if signal is None else signal].sources[0]
        key = (example.question, example.choices, source.path, source.start, source.stop)
        if key not in self._known:
            self._known[key] = self._asked(index, index if signal is None else signal)
        return self._known[key]

    def _asked(self, index: int, signal: int) -> Said:
        example, piece = self.task.examples[index], self.task.piece(signal)
        answer = self.assistant.generate(
            piece.recording, example.question, choices=example.choices, start=piece.start, stop=piece.stop
        )
        even = dict.fromkeys(example.choices, 1 / len(example.choices))
        choice = answer.choice if answer.choice in example.choices else NOTHING
        return Said(choice, dict(answer.probabilities or even))

    def by_words(self, index: int) -> str:
        """The option that the language model finds likeliest without tokens and records (none: the first)."""
        example, recording = self.task.examples[index], self.task.piece(index).recording
        key = (example.question, example.choices, summary_line(recording))
        if key not in self._words:
            item = Item("which", self.task.name, tuple, example.question, example.answer, example.choices)
            self._words[key] = text_only(self.assistant, item, recording) or example.choices[0]
        return self._words[key]


def shuffled(interview: Interview, fold: Fold) -> list[list[str]]:
    """What is said of every question of the fold about the signal of another, drawn at random: one list per draw."""
    examples = [interview.task.examples[i] for i in fold.test]
    own_words = len({(example.question, example.choices) for example in examples}) > 1
    rng = np.random.default_rng(0)
    draws = []
    for _ in range(1 if own_words else DRAWS):
        others = [[j for j in fold.test if j != i] or [i] for i in fold.test]
        draws.append(
            [
                interview.ask(i, int(rng.choice(rest))).choice
                for i, rest in zip(fold.test, others, strict=True)
            ]
        )
    return draws
