"""A conversation about one or more recordings: what was encoded, measured and said is kept."""

from __future__ import annotations

import re
from collections.abc import Generator, Sequence
from contextlib import closing
from dataclasses import dataclass, replace
from typing import Any

from neuro_llm.adapters.intent import Understanding, understand
from neuro_llm.adapters.intents import intent_of
from neuro_llm.adapters.prompt import Turn
from neuro_llm.adapters.scope import scoped
from neuro_llm.recordings.errors import ConfigError
from neuro_llm.recordings.evidence.record import Evidence

from . import comparing, modalities
from .answer import Answer
from .attribution import attributed
from .decision import check_choices
from .gathering import Asked, Mind
from .guarding import guarded
from .reliance import reliance
from .reply import Reply
from .rules import flickers_named
from .speaker import Prompt
from .study import Study
from .task_reply import by_task

LONGEST_QUESTION = 4000  # characters
_GOES_ON = re.compile(r"\W*(?:and|what about|how about)\b", re.I)
_WITHIN_ONE = ("alpha asymmetry", "amplitude trend")
"""Comparisons within one recording: sides, and beginning and end."""
KEPT_TURNS = 8  # earlier questions that a language model is shown again


@dataclass(frozen=True)
class _Memory:
    """What a question is understood by besides its own words.

    turns     the last questions and answers, for language models that read them
    before    the last question that asked for a record: follow-ups go on from it
    declined  why the last question was turned down, "" where it was not
    """

    turns: tuple[Turn, ...] = ()
    before: Asked | None = None
    declined: str = ""


class Conversation:
    """Questions about recordings, one after another. Recordings are called R1, R2, ... in their order."""

    def __init__(self, mind: Mind, studies: Sequence[Study]) -> None:
        if not studies:
            raise ConfigError("A conversation needs at least one recording.")
        self.mind = mind
        self.studies = tuple(study.named(f"R{i}") for i, study in enumerate(studies, start=1))
        self.answers: list[Answer] = []
        self._memory = [_Memory()]

    def ask(self, question: str, choices: Sequence[str] | None = None, **generation: Any) -> Answer:
        """The answer to one question. generation: for the language model (max_new_tokens, do_sample, ...)"""
        with closing(self.stream(question, choices, **generation)) as items:
            for item in items:
                if isinstance(item, Answer):
                    return item
        raise AssertionError("every stream ends with an Answer")

    def stream(
        self, question: str, choices: Sequence[str] | None = None, **generation: Any
    ) -> Generator[str | Answer, None, None]:
        """Pieces of text; the last item is the Answer, whose text is all pieces joined."""
        asked = self._understood(_check_question(question), check_choices(choices))
        last = self.answers[-1] if self.answers else None
        reply = Reply(asked, self.mind, self._memory[-1].turns, last, generation)
        reply = by_task(reply) or reply
        for item in reply.items():
            if isinstance(item, Answer):
                meant = {study.id for study in asked.studies}
                others = [study for study in self.studies if study.id not in meant]
                item = replace(item, reliance=reliance(item, reply, others) if reply.by_tokens else None)
                if asked.comparison and others:
                    item = replace(item, notes=(*item.notes, _compared_alone(asked, others)))
                self._remember(asked, item)
            yield item

    def prompt(
        self,
        question: str,
        choices: Sequence[str] | None = None,
        records: tuple[Evidence, ...] | None = None,
    ) -> Prompt:
        """What a language model would be shown of this question, were it asked now.

        records   numbered, shown instead of those that the question asks for; CannotTell where there are none
        """
        asked = self._understood(_check_question(question), check_choices(choices))
        return Reply(asked, self.mind, self._memory[-1].turns).shown(records)

    def tell(self, question: str, answer: str | Answer) -> None:
        """Remember a question and its answer (the whole of it, or its text) as if they had been said here."""
        told = Answer(answer) if isinstance(answer, str) else answer
        self._remember(self._understood(_check_question(question), None), told)

    def rewind(self, count: int) -> None:
        """Forget all but the first `count` questions, as if the later ones had never been asked; what was encoded and
        measured for them is kept."""
        if not 0 <= count <= len(self.answers):
            raise ConfigError(f"count={count}: there are {len(self.answers)} answers to go back over.")
        del self.answers[count:], self._memory[count + 1 :]

    def attribute(self) -> tuple[Evidence, ...]:
        """The seconds and channels that carried the last answer, numbered on from its evidence.

        MeasureError where it rests on no estimate from neural tokens.
        """
        if not self.answers:
            raise ConfigError("There is no answer yet whose seconds and channels could be told; ask first.")
        return attributed(self.answers[-1], self.studies)

    def _understood(self, question: str, choices: tuple[str, ...] | None) -> Asked:
        studies, comparison = self._meant(question)
        recording = studies[0].recording
        labels = tuple(dict.fromkeys(event.label for event in recording.events))
        found = understand(question, choices or (), channels=recording.ch_names, events=labels)
        found = modalities.understood(found, recording)
        memory = self._memory[-1]
        found = scoped(question, choices or (), found, memory.declined)
        before = memory.before
        goes_on = before if found.intent == "follow-up" or _GOES_ON.match(question) else None
        if found.intent == "follow-up" and before is not None:
            found = before.understanding
            comparison = comparison or before.comparison
            if not comparing.meant(question, len(self.studies)):
                studies = before.studies
        elif comparison:
            found = self._compared(question, found, recording.ch_names)
        options = choices or flickers_named(question, found.intent)
        return Asked(question, options, studies, found, comparison and len(studies) > 1, goes_on)

    def _meant(self, question: str) -> tuple[tuple[Study, ...], bool]:
        """The recordings that a question is about, the subject of a comparison last."""
        count = len(self.studies)
        if count == 1:
            return self.studies, False
        named = comparing.meant(question, count)
        if comparing.is_comparison(question):
            others = [i for i in range(count) if i not in named]
            pair = (
                (*named, *others)[:2] if named else (1, 0)
            )  # the second is asked about, unless one is named
            return tuple(self.studies[i] for i in reversed(pair)), True
        if named:
            return tuple(self.studies[i] for i in sorted(named)), False
        return self.studies, False

    def _compared(self, question: str, found: Understanding, channels: Sequence[str]) -> Understanding:
        """What is compared, where a question alone would mean something within one recording, or names only a
        direction: "slower" is a frequency, "longer" a length, else it is what was asked before."""
        intent = intent_of(found.intent)
        if found.intent in _WITHIN_ONE and (alone := comparing.alone(question)):
            return understand(alone, (), channels=channels)
        if intent is not None and intent.records:
            return found
        if comparing.asks_length(question):
            return replace(found, intent="duration", reason=None)
        if comparing.asks_speed(question):
            return replace(found, intent="dominant frequency", reason=None)
        before = self._memory[-1].before
        return before.understanding if before is not None and found.reason == "unclear" else found

    def _remember(self, asked: Asked, answer: Answer) -> None:
        shown = "Cannot tell." if answer.abstained else guarded(answer.text, *self.studies)
        intent, memory = asked.intent, self._memory[-1]
        before = asked if intent is not None and intent.records else memory.before
        turns = (*memory.turns, Turn("user", asked.question), Turn("assistant", shown))
        self.answers.append(answer)
        self._memory.append(_Memory(turns[-2 * KEPT_TURNS :], before, asked.understanding.reason or ""))


def _compared_alone(asked: Asked, others: Sequence[Study]) -> str:
    """The remark that of several recordings two were compared."""
    pair = " and ".join(sorted(study.id for study in asked.studies))
    rest = ", ".join(study.id for study in others)
    return f"Only {pair} were compared; to compare {rest}, name two of them."


def _check_question(question: str) -> str:
    question = question.strip() if isinstance(question, str) else ""
    if not question:
        raise ConfigError("The question is empty.")
    if len(question) > LONGEST_QUESTION:
        raise ConfigError(
            f"The question has {len(question)} characters; at most {LONGEST_QUESTION} are read. Shorten it."
        )
    return question
