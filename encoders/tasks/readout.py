"""From features to the options' log odds: standardised, then logistic regression or a linear discriminant."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

FARTHEST = 5.0  # spreads; what lies farther from the middle counts as this far
MOST_COMPONENTS = 300
LEARNERS: tuple[float | None, ...] = (0.1, 1.0, 10.0, 100.0, None)
"""To choose from: inverse ridge strengths of multinomial logistic regression, for features whose vectors have a mean
square length of 1; None: linear discriminant with the shrinkage of Ledoit & Wolf, which takes account of noise that
channels share (Blankertz et al. 2011, NeuroImage 56:814)."""


@dataclass(frozen=True)
class Readout:
    """centre, scale (feature,); weights (feature, class); bias (class,)."""

    centre: np.ndarray
    scale: np.ndarray
    weights: np.ndarray
    bias: np.ndarray

    def standard(self, features: np.ndarray) -> np.ndarray:
        """(trial, feature) with middle 0 and spread 1 over the spans it was fitted on, at most FARTHEST."""
        return np.clip((features - self.centre) / self.scale, -FARTHEST, FARTHEST)

    def logits(self, features: np.ndarray) -> np.ndarray:
        """(trial, feature) → (trial, class)"""
        return self.standard(features) @ self.weights + self.bias

    def distance(self, features: np.ndarray) -> np.ndarray:
        """(trial,) mean square of the standardised features: about 1 for what it was fitted on."""
        return np.mean(self.standard(features) ** 2, axis=1)


def fitted(
    features: np.ndarray,
    labels: np.ndarray,
    classes: int,
    learners: Sequence[float | None] = LEARNERS,
) -> list[Readout]:
    """One readout per learner; classes count the same however many spans they have.

    features (trial, feature), labels (trial,) int below `classes`, of which at least two occur
    """
    centre, scale = _middle_and_spread(features)
    blank = Readout(centre, scale, np.empty(0), np.empty(0))
    scores, back = _components(blank.standard(features))
    found = []
    for learner in learners:
        model = _model(learner, len(np.unique(labels))).fit(scores, labels)
        weights, bias = _per_class(model.coef_, model.intercept_, model.classes_, classes)
        found.append(Readout(centre, scale, (back @ weights).astype(np.float32), bias.astype(np.float32)))
    return found


def _model(learner: float | None, classes: int) -> Any:
    from sklearn.discriminant_analysis import LinearDiscriminantAnalysis
    from sklearn.linear_model import LogisticRegression

    if learner is None:
        even = np.full(classes, 1 / classes)
        return LinearDiscriminantAnalysis("lsqr", shrinkage="auto", priors=even)
    return LogisticRegression(C=learner, class_weight="balanced", max_iter=1000)


def standardised(known: np.ndarray, asked: np.ndarray) -> np.ndarray:
    """`asked` (trial, feature) against the middle and spread of `known`."""
    return Readout(*_middle_and_spread(known), np.empty(0), np.empty(0)).standard(asked)


def _middle_and_spread(features: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Median and spread by the median deviation, the standard deviation where that is next to nothing."""
    centre = np.median(features, axis=0)
    robust = 1.4826 * np.median(np.abs(features - centre), axis=0)
    usual = features.std(axis=0)
    spread = np.where(robust > 0.1 * usual, robust, usual)
    return centre.astype(np.float32), np.where(spread > 0, spread, 1.0).astype(np.float32)


def _components(standard: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Principal components (trial, component) of mean square length 1, and what leads there (feature, component)."""
    standard = standard.astype(np.float64)
    wide = standard.shape[1] > len(standard)
    values, vectors = np.linalg.eigh(standard @ standard.T if wide else standard.T @ standard)
    kept = np.flatnonzero(values > 1e-9 * max(values[-1], 1e-30))[::-1][:MOST_COMPONENTS]
    values, vectors = values[kept], vectors[:, kept]
    back = standard.T @ vectors / np.sqrt(values) if wide else vectors
    back = back / np.sqrt(values.sum() / len(standard))
    return standard @ back, back


def _per_class(
    coefficients: np.ndarray, intercepts: np.ndarray, seen: np.ndarray, classes: int
) -> tuple[np.ndarray, np.ndarray]:
    """Weights (component, class) and bias (class,); a class that did not occur is next to impossible."""
    if len(seen) == 2:
        coefficients = np.concatenate([-coefficients, coefficients]) / 2
        intercepts = np.concatenate([-intercepts, intercepts]) / 2
    weights = np.zeros((coefficients.shape[1], classes))
    bias = np.full(classes, -20.0)
    weights[:, seen], bias[seen] = coefficients.T, intercepts
    return weights, bias


def log_softmax(logits: np.ndarray) -> np.ndarray:
    """(..., class)"""
    shifted = logits - logits.max(axis=-1, keepdims=True)
    return shifted - np.log(np.exp(shifted).sum(axis=-1, keepdims=True))
