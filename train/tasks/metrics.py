"""What answers to closed questions are worth: scikit-learn's scores, with intervals over people."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

NOTHING = ""
"""The answer of who gives no option: always wrong."""

RESAMPLED = 1000


@dataclass(frozen=True)
class Metrics:
    """Scores of one column.

    balanced   mean over the options of the share of their questions that was answered rightly
    low, high  its 95 % bootstrap interval over subjects, or over runs or questions where there is one
    kappa      Cohen's κ
    auroc      area under the curve, each option against the rest, mean; None where no probabilities are at hand
    f1         F1, weighted by how often each option is right
    """

    balanced: float
    low: float
    high: float
    kappa: float
    auroc: float | None
    f1: float
    n: int

    def __str__(self) -> str:
        return f"{self.balanced:.3f} [{self.low:.2f}, {self.high:.2f}]"


def metrics(
    truth: Sequence[str], said: Sequence[str], units: Sequence[str], options: Sequence[str],
    shares: np.ndarray | None = None,
) -> Metrics:  # fmt: skip
    """Scores of answers.

    truth, said  the right option and the one that was given (`NOTHING`: none), per question
    units        what the bootstrap draws: subject, run or question
    shares       (question, option) probabilities, in the order of `options`
    """
    from sklearn.metrics import cohen_kappa_score, f1_score

    low, high = interval(truth, said, units)
    kappa = cohen_kappa_score(truth, said) if set(truth) | set(said) != set(truth[:1]) else 1.0
    f1 = f1_score(truth, said, labels=sorted(set(truth)), average="weighted", zero_division=0.0)
    area = None if shares is None else auroc(truth, options, shares)
    return Metrics(balanced(truth, said), low, high, float(kappa), area, float(f1), len(truth))


def balanced(truth: Sequence[str], said: Sequence[str]) -> float:
    """Balanced accuracy; an answer that is no option that is ever right counts as wrong."""
    from sklearn.metrics import recall_score

    labels = sorted(set(truth))
    return float(recall_score(truth, said, labels=labels, average="macro", zero_division=0.0))


def auroc(truth: Sequence[str], options: Sequence[str], shares: np.ndarray) -> float | None:
    """Mean over the options of the area under the curve of each against the rest; None where one is never right."""
    from sklearn.metrics import roc_auc_score

    right = np.array([[one == option for option in options] for one in truth])
    told = [k for k in range(len(options)) if 0 < right[:, k].sum() < len(right)]
    areas = [roc_auc_score(right[:, k], shares[:, k]) for k in told]
    return float(np.mean(areas)) if areas else None


def interval(truth: Sequence[str], said: Sequence[str], units: Sequence[str]) -> tuple[float, float]:
    """95 % percentile interval of the balanced accuracy: units drawn with replacement, then questions within each.

    Drawing units alone would call two units that agree by luck certain.
    """
    labels, rng = sorted(set(truth)), np.random.default_rng(0)
    names = sorted(set(units))
    shares = np.zeros((len(names), 2 * len(labels)))  # of (label, wrong or right) among a unit's questions
    for one, answer, unit in zip(truth, said, units, strict=True):
        shares[names.index(unit), 2 * labels.index(one) + (one == answer)] += 1
    sizes = shares.sum(axis=1).astype(int)
    times = rng.multinomial(len(names), np.full(len(names), 1 / len(names)), RESAMPLED)
    drawn = np.zeros((RESAMPLED, 2 * len(labels)))
    for row, (share, size) in enumerate(zip(shares, sizes, strict=True)):
        drawn += rng.multinomial(times[:, row] * size, share / size)
    wrong, right = drawn[:, 0::2], drawn[:, 1::2]
    rates = np.where(wrong + right > 0, right / np.maximum(wrong + right, 1), np.nan)
    low, high = np.quantile(np.nanmean(rates, axis=1), (0.025, 0.975))
    return float(low), float(high)
