"""Which features decide a task best, how strong the ridge is, and how well the head does: all on spans left out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np

from neuro_llm.encoders.tasks.families import Family
from neuro_llm.encoders.tasks.head import Part
from neuro_llm.encoders.tasks.readout import LEARNERS, fitted, log_softmax

TEMPERATURES = np.exp(np.linspace(np.log(0.2), np.log(50.0), 60))
UNINFORMED = 0.995  # of the loss of guessing: features above it tell nothing
ROOM, FAR = 1.5, 8.0
"""What lies farther than ROOM times the largest distance of a span that was left out, and than FAR, is unlike all."""


@dataclass(frozen=True)
class Trials:
    """labels, groups (that no fold divides), folds, recordings, subjects: (trial,) int each; classes: how many."""

    labels: np.ndarray
    groups: np.ndarray
    folds: np.ndarray
    recordings: np.ndarray
    subjects: np.ndarray
    classes: int

    @property
    def weights(self) -> np.ndarray:
        """(trial,) so that every class counts the same; sums to 1."""
        counts = np.bincount(self.labels, minlength=self.classes)
        return (1 / counts[self.labels]) / np.unique(self.labels).size


@dataclass(frozen=True)
class Tried:
    """Log probabilities (trial, class) that features gave to spans that were left out, and their distances (trial,)."""

    families: tuple[int, ...]
    learner: float | None
    logs: np.ndarray
    distances: np.ndarray = field(repr=False)


def left_out(family: Family, number: int, described: np.ndarray, trials: Trials) -> list[Tried]:
    """One per learner."""
    logs = np.full((len(LEARNERS), len(described), trials.classes), -np.log(trials.classes))
    distances = np.ones(len(described))
    for fold in np.unique(trials.folds):
        out = trials.folds == fold
        known = trials.labels[~out]
        if len(np.unique(known)) < 2:
            continue
        learnt = family.learn(described[~out], known)
        readouts = fitted(family.features(described[~out], learnt), known, trials.classes)
        features = family.features(described[out], learnt)
        distances[out] = readouts[0].distance(features)
        for i, readout in enumerate(readouts):
            logs[i, out] = log_softmax(readout.logits(features))
    return [Tried((number,), learner, logs[i], distances) for i, learner in enumerate(LEARNERS)]


def averaged(tried: Sequence[Tried], trials: Trials) -> list[Tried]:
    """All families that told anything, together, and the two that did best.

    Which of several is best can hardly be seen on tens of spans; their mean needs no choosing (Dietterich 2000).
    """
    best: dict[int, Tried] = {}
    for one in sorted(tried, key=lambda one: -loss(one.logs, trials)):
        best[one.families[0]] = one
    order = sorted(best.values(), key=lambda one: loss(one.logs, trials))
    useful = [one for one in order if loss(one.logs, trials) < UNINFORMED * np.log(trials.classes)]
    return [_together(some, trials) for some in (useful, order[:2]) if len(some) > 1]


def _together(some: Sequence[Tried], trials: Trials) -> Tried:
    """The mean of their calibrated log probabilities."""
    told = [log_softmax(one.logs / temperature(one.logs, trials)) for one in some]
    families = tuple(number for one in some for number in one.families)
    return Tried(families, None, log_softmax(np.mean(told, axis=0)), some[0].distances)


def preferred(tried: Sequence[Tried], trials: Trials, kept: np.ndarray | None = None) -> Tried:
    """The widest mean, unless another did better by more than a standard error of the difference (one-SE rule)."""
    rows = np.ones(len(trials.labels), bool) if kept is None else kept
    widest = max(tried, key=lambda one: len(one.families))
    best = min(tried, key=lambda one: loss(one.logs, trials, kept))
    if len(widest.families) < 2:
        return best
    gain = surprises(widest.logs, trials, kept) - surprises(best.logs, trials, kept)
    return best if gain.mean() > gain.std() / np.sqrt(rows.sum()) else widest


def temperature(logs: np.ndarray, trials: Trials, kept: np.ndarray | None = None) -> float:
    """By which log probabilities are divided so that they are calibrated; labels smoothed as Platt (1999) does."""
    return float(TEMPERATURES[int(_losses(logs, trials, kept).argmin())])


def loss(logs: np.ndarray, trials: Trials, kept: np.ndarray | None = None) -> float:
    """Class-balanced log loss at the best temperature, nats; of the `kept` spans (trial,) bool."""
    return float(_losses(logs, trials, kept).min())


def _losses(logs: np.ndarray, trials: Trials, kept: np.ndarray | None) -> np.ndarray:
    """(temperature,)"""
    kept = np.ones(len(logs), bool) if kept is None else kept
    labels, weights = trials.labels[kept], trials.weights[kept]
    smooth = 1 / (np.bincount(labels, minlength=trials.classes)[labels] + 2)
    found = []
    for value in TEMPERATURES:
        scaled = log_softmax(logs[kept] / value)
        own = scaled[np.arange(len(labels)), labels]
        told = (1 - smooth) * own + smooth * scaled.mean(axis=1)
        found.append(-(weights * told).sum() / weights.sum())
    return np.array(found)


def surprises(logs: np.ndarray, trials: Trials, kept: np.ndarray | None = None) -> np.ndarray:
    """(kept,) class-balanced log loss of every span at the best temperature."""
    kept = np.ones(len(logs), bool) if kept is None else kept
    scaled = log_softmax(logs[kept] / temperature(logs, trials, kept))
    labels, weights = trials.labels[kept], trials.weights[kept]
    return -weights / weights.mean() * scaled[np.arange(len(labels)), labels]


def honest(tried: Sequence[Tried], trials: Trials) -> np.ndarray:
    """(trial,) choices whose features were chosen without the span's own group: the choosing wins nothing."""
    choices = np.zeros(len(trials.labels), int)
    for group in np.unique(trials.groups):
        out = trials.groups == group
        best = preferred(tried, trials, ~out)
        choices[out] = best.logs[out].argmax(axis=1)
    return choices


def balanced_accuracy(choices: np.ndarray, labels: np.ndarray) -> float:
    return float(np.mean([np.mean(choices[labels == label] == label) for label in np.unique(labels)]))


def part(family: Family, described: np.ndarray, trials: Trials, chosen: Tried) -> Part:
    """The family fitted on all spans."""
    learnt = family.learn(described, trials.labels)
    features = family.features(described, learnt)
    readout = fitted(features, trials.labels, trials.classes, (chosen.learner,))[0]
    small = {name: value.astype(np.float32) for name, value in learnt.items()}
    limit = max(FAR, ROOM * float(chosen.distances.max()))
    return Part(family, small, readout, temperature(chosen.logs, trials), limit)
