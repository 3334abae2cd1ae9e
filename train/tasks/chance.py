"""Is a task told better than by chance? Shuffled labels go through the same folds, again and again.

What left-out folds say of each other is no independent evidence: with shuffled labels a cross-validated accuracy
strays farther from chance than a binomial test allows (Noirhomme et al. 2014, NeuroImage Clin 4:687). So labels are
shuffled before anything is fitted (Ojala & Garriga 2010, JMLR 11:1833). Ridge regression makes that cheap: what it
says of a span that was left out is a fixed mixture of the other spans' labels, whatever these are.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from neuro_llm.encoders.tasks.readout import standardised

from .choosing import Trials
from .folds import is_mixed

SHUFFLES = 500
RIDGES = (0.01, 1.0)  # times the mean square length of the features


def chance(features: Sequence[np.ndarray], trials: Trials) -> float:
    """How often shuffled labels are told as well by the features that tell them best.

    features   (trial, feature) of every kind that was described without labels
    """
    mixtures = [_mixture(one, trials, ridge) for one in features for ridge in RIDGES]
    rng = np.random.default_rng(0)
    shuffled = [trials.labels, *(_shuffled(trials, rng) for _ in range(SHUFFLES))]
    best = np.max(
        [_areas(mixture, np.stack(shuffled, axis=1), trials.classes) for mixture in mixtures], axis=0
    )
    return float((1 + np.sum(best[1:] >= best[0] - 1e-12)) / (1 + SHUFFLES))


def _mixture(features: np.ndarray, trials: Trials, ridge: float) -> np.ndarray:
    """(trial, trial): what makes scores of spans that are left out from the labels of the others."""
    found = np.zeros((len(features), len(features)))
    for fold in np.unique(trials.folds):
        out = trials.folds == fold
        known, asked = (
            standardised(features[~out], features[~out]),
            standardised(features[~out], features[out]),
        )
        inner = known @ known.T
        inner = inner + ridge * np.trace(inner) / len(inner) * np.eye(len(inner))
        weights = np.linalg.solve(inner, known @ asked.T).T
        found[np.ix_(out, ~out)] = weights - weights.mean(axis=1, keepdims=True)
    return found


def _areas(mixture: np.ndarray, labels: np.ndarray, classes: int) -> np.ndarray:
    """(shuffle,) area under the curve, mean over the classes, of labels (trial, shuffle)."""
    from scipy.stats import rankdata

    areas = []
    for label in range(classes):
        own = labels == label
        count = own.sum(axis=0)
        ranks = rankdata(mixture @ own.astype(float), axis=0)
        others = np.maximum(len(labels) - count, 1)
        areas.append(((ranks * own).sum(axis=0) - count * (count + 1) / 2) / np.maximum(count, 1) / others)
    return np.mean(areas, axis=0)


def _shuffled(trials: Trials, rng: np.random.Generator) -> np.ndarray:
    """Labels that change places within recordings that hold several, else between whole recordings, within a subject
    whose recordings differ: spans of one recording are no independent observations."""
    if is_mixed(trials.recordings, trials.labels):
        labels = trials.labels.copy()
        for recording in np.unique(trials.recordings):
            rows = np.flatnonzero(trials.recordings == recording)
            labels[rows] = rng.permutation(labels[rows])
        return labels
    firsts = np.unique(trials.recordings, return_index=True)[1]
    labels, subjects = trials.labels[firsts], trials.subjects[firsts]
    for subject in np.unique(subjects) if is_mixed(subjects, labels) else ():
        rows = np.flatnonzero(subjects == subject)
        labels[rows] = rng.permutation(labels[rows])
    if not is_mixed(subjects, labels):
        labels = rng.permutation(labels)
    return labels[trials.recordings]
