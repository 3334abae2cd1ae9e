"""What was learnt from labelled examples: the task heads of a model, and which of them decides a question.

A head comes before everything else where its task is asked: it was fitted on recordings like these, tried on some
that were left out, and kept only where it did better than the model without it (`train.tasks.teach`). What the encoder
says of the same state (eyes, seizure ...) decides where the head is no better than chance, and where the recording has
not what the head needs.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from neuro_llm.adapters.intent import choice_families
from neuro_llm.recordings.errors import RecordingError
from neuro_llm.recordings.evidence.record import Evidence
from neuro_llm.recordings.recording import Recording

from .decision import is_polar as asks_yes_or_no
from .task_options import content, is_polar, likeness, meanings, of_yes, plain

if TYPE_CHECKING:
    from neuro_llm.encoders.tasks import TaskHead

FILE = "tasks.json"

ABOUT, SAME = 0.4, 0.6
"""Likeness to a stored question from which one with options, and one without, is about the task."""


def by_head(record: Evidence) -> bool:
    """Does the record rest on a task head, not on the heads of an encoder?"""
    return record.kind == "estimated" and record.method.startswith("task head")


@dataclass(frozen=True)
class Meant:
    """The head that decides a question, and what each choice stands for among its options.

    yes   of an open question that is answered with yes or no: the option that yes stands for
    """

    head: TaskHead
    choices: Mapping[str, tuple[str, ...]]
    yes: str | None = None


@dataclass(frozen=True)
class Learned:
    """The task heads of a model."""

    heads: tuple[TaskHead, ...] = ()

    @classmethod
    def load(cls, folder: Path, encoders: Mapping[str, Any]) -> Learned:
        """Those of a model folder, none where it has none. encoders: modality → encoder"""
        if not (folder / FILE).is_file():
            return cls()
        from neuro_llm.encoders.tasks import load_heads

        return cls(load_heads(folder, encoders))

    def meant(
        self, question: str, choices: Sequence[str] | None, recording: Recording, measurable: bool = False
    ) -> Meant | None:
        """The head whose task is asked, and that reads this recording, with what the choices stand for.

        None where there is none; of several the one whose questions are most alike.

        measurable   something that can be measured was understood: then options make it the task only where they are
                 its own and no other state's
        """
        found = []
        for head in self.heads:
            alike = max((likeness(question, own, head.options) for own in head.questions), default=0.0)
            fit = _choices(head, question, choices, measurable, alike)
            if fit is not None and _reads(head, recording):
                found.append((alike, head.standing.accuracy, fit))
        return max(found, key=lambda one: one[:2])[2] if found else None


def _reads(head: TaskHead, recording: Recording) -> bool:
    try:
        head.check(recording)
    except RecordingError:
        return False
    return True


def _choices(
    head: TaskHead, question: str, choices: Sequence[str] | None, measurable: bool, alike: float
) -> Meant | None:
    """What the choices (None: an open question) stand for, where the question is about the head's task.

    alike   how like it is to the head's own questions
    """
    if choices is None:
        told = content(question) & set().union(*map(content, head.questions))
        if alike < SAME or not told:
            return None
        yes = of_yes(question, head.options) if asks_yes_or_no(question) else None
        return Meant(head, {option: (option,) for option in head.options}, yes)
    meant = meanings(question, choices, head.options, head.synonyms)
    # options that no other state has tell the task alone
    own = set(map(plain, choices)) == set(map(plain, head.options)) and not choice_families(choices)
    needed = is_polar(choices) or (measurable and not own)
    if meant is None or (alike < ABOUT and needed):
        return None
    return Meant(head, meant)
