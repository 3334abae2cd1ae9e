"""One task scored: the model and everything that stands beside it, on the same questions."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from .asking import Interview, Said, shuffled
from .metrics import Metrics, balanced, metrics
from .task import Decoder, Fold, Task, blocks_of

Learn = Callable[[Any, Task, Fold], Any]
"""(assistant, task, fold) → the assistant with what it has learnt from the fold's examples."""


@dataclass(frozen=True)
class Scored:
    """One row of the table.

    model, detector  with all scores; None: there is no classical detector
    learner          the detector that learns from the same set where the model does not; None: there is none
    chance, majority, words, shuffled  balanced accuracy of guessing, of the commonest answer, of the language model
        without the signal, and with another's signal
    subjects         subject → (model, detector) balanced accuracy
    unit             what the intervals are over: "subjects", "runs" or "questions"; units: how many
    silent           questions that got no option from the model: wrong
    """

    task: Task
    model: Metrics
    detector: Metrics | None
    learner: Metrics | None
    chance: float
    majority: float
    words: float
    shuffled: float
    subjects: dict[str, tuple[float, float | None]]
    unit: str
    units: int
    silent: int


def score(assistant: Any, task: Task, learn: Learn) -> Scored:
    """Every fold's questions asked of the assistant that learnt from the fold's other examples."""
    asked: list[int] = []
    said: list[Said] = []
    words: list[str] = []
    common: list[str] = []
    draws: list[tuple[list[str], list[list[str]]]] = []
    rivals: list[np.ndarray] = []
    for fold in task.folds:
        taught = learn(assistant, task, fold) if fold.train and task.taught else assistant
        interview = Interview(task, taught)
        asked += fold.test
        for i in fold.test:
            said.append(interview.ask(i))
            words.append(interview.by_words(i))
        common += [_commonest(task, fold)] * len(fold.test)
        draws.append((_answers(task, fold.test), shuffled(interview, fold)))
        if task.decoder is not None:
            rivals.append(decoded(task, task.decoder, fold))
    return _row(task, asked, said, words, common, _crossed(draws), np.concatenate(rivals) if rivals else None)


def _learnt_here(task: Task) -> Metrics | None:
    """The learner on every part of the set, from the other parts."""
    if task.learner is None:
        return None
    folds = blocks_of(task.examples)
    asked = [i for fold in folds for i in fold.test]
    shares = np.concatenate([decoded(task, task.learner, fold) for fold in folds])
    return _metrics(task, asked, shares)


def _answers(task: Task, indices: Sequence[int]) -> list[str]:
    return [task.examples[i].answer for i in indices]


def _commonest(task: Task, fold: Fold) -> str:
    return Counter(_answers(task, fold.train or fold.test)).most_common(1)[0][0]


def decoded(task: Task, decoder: Decoder, fold: Fold) -> np.ndarray:
    """(question, option) scores of a classical detector for the questions of the fold."""
    train, test = ([task.piece(i) for i in indices] for indices in fold)
    return decoder(train, _answers(task, fold.train), test, task.options)


def _metrics(task: Task, asked: Sequence[int], shares: np.ndarray) -> Metrics:
    said = [task.options[row] for row in shares.argmax(axis=1)]
    return metrics(_answers(task, asked), said, _units(task, asked)[1], task.options, shares)


def _crossed(draws: Sequence[tuple[list[str], list[list[str]]]]) -> float:
    """Balanced accuracy with another's signal: the mean over the draws, folds together."""
    truth = [answer for answers, _ in draws for answer in answers]
    count = min(len(found) for _, found in draws)
    each = [[one for _, found in draws for one in found[number]] for number in range(count)]
    return float(np.mean([balanced(truth, said) for said in each]))


def _row(
    task: Task, asked: Sequence[int], said: Sequence[Said], words: Sequence[str], common: Sequence[str],
    crossed: float, rivals: np.ndarray | None,
) -> Scored:  # fmt: skip
    truth, options = _answers(task, asked), task.options
    unit, names = _units(task, asked)
    shares = np.array([[one.shares.get(option, 0.0) for option in options] for one in said])
    choices = [one.choice for one in said]
    rival = None if rivals is None else [options[row] for row in rivals.argmax(axis=1)]
    chance = [1 / len(task.examples[i].choices) for i in asked]
    return Scored(
        task=task,
        model=metrics(truth, choices, names, options, shares),
        detector=None if rivals is None else _metrics(task, asked, rivals),
        learner=_learnt_here(task),
        chance=float(np.mean(chance)),
        majority=balanced(truth, common),
        words=balanced(truth, words),
        shuffled=crossed,
        subjects=_by_subject(task, asked, choices, rival),
        unit=unit,
        units=len(set(names)),
        silent=sum(choice not in options for choice in choices),
    )


def _units(task: Task, asked: Sequence[int]) -> tuple[str, list[str]]:
    """What the bootstrap draws: subjects, else runs, else questions; never what has one label each."""
    examples = [task.examples[i] for i in asked]
    for unit, names in (("subjects", [e.subject for e in examples]), ("runs", [e.run for e in examples])):
        labels = {
            name: {e.answer for e, own in zip(examples, names, strict=True) if own == name} for name in names
        }
        if len(labels) > 1 and sum(len(found) > 1 for found in labels.values()) > len(labels) / 2:
            return unit, names
    return "questions", [str(i) for i in asked]


def _by_subject(
    task: Task, asked: Sequence[int], said: Sequence[str], rival: Sequence[str] | None
) -> dict[str, tuple[float, float | None]]:
    subjects = [task.examples[i].subject for i in asked]
    truth = _answers(task, asked)
    found: dict[str, tuple[float, float | None]] = {}
    for subject in dict.fromkeys(subjects):
        own = [place for place, name in enumerate(subjects) if name == subject]
        right = [truth[i] for i in own]
        beside = None if rival is None else balanced(right, [rival[i] for i in own])
        found[subject] = balanced(right, [said[i] for i in own]), beside
    return found
