"""Scores of vectors in the shared space: each with its interval, what guessing reaches and what shuffling leaves."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from neuro_llm.recordings.errors import ConfigError

DRAWS = 1000  # resamples of an interval, and permutations of a p-value
SHUFFLES = 100  # permutations of a cheap control
REFITS = 20  # permutations of a control that trains anew
LEVELS = (2.5, 97.5)  # % of the resamples: a 95 % interval
AT_ONCE = 1 << 24  # similarities held at once
DECIMALS = 9  # similarities that agree so far are ties


@dataclass(frozen=True)
class Score:
    """One number with what is needed to judge it: every table of scores has these columns.

    low, high  95 % bootstrap interval over items, or over groups; NaN where there are fewer than two
    chance     what guessing reaches
    shuffled   what is left when what belongs together is shuffled, NaN where there is no such control
    n          items
    """

    name: str
    value: float
    low: float
    high: float
    chance: float
    shuffled: float
    n: int


class Hits(NamedTuple):
    """How well each query finds its own item, each (query,). Ties count as random order would on average."""

    top1: np.ndarray
    top5: np.ndarray
    rank: np.ndarray
    two_way: np.ndarray


class RetrievalScore(NamedTuple):
    """top1 and top5 shares, median rank (1 is best), share of wrong items that score lower than the right one."""

    top1: Score
    top5: Score
    median_rank: Score
    two_way: Score


class Accuracy(NamedTuple):
    """balanced: mean recall over classes, chance 1 / classes; plain: its chance is the share of the largest class."""

    balanced: Score
    plain: Score


class Similarity(NamedTuple):
    """score of two representations and how often a permutation is as high (one-sided)."""

    score: Score
    p: float


class Fit(NamedTuple):
    """How well a continuous target is predicted: R² against the mean of the test targets, and Pearson's r."""

    r2: Score
    r: Score


def resamples(n: int, groups: np.ndarray | None = None, seed: int = 0) -> Iterator[np.ndarray]:
    """DRAWS bootstrap samples of `n` items as indices; whole groups are drawn where they are given.

    groups   (n,) whatever names the independent unit an item belongs to: stimulus, person, recording
    """
    rng = np.random.default_rng(seed)
    if groups is None:
        for _ in range(DRAWS):
            yield rng.integers(n, size=n)
        return
    row = np.unique(_column(groups, n, "groups"), return_inverse=True)[1]
    order, sizes = np.argsort(row, kind="stable"), np.bincount(row)
    starts = np.cumsum(sizes) - sizes
    for _ in range(DRAWS):
        drawn = rng.integers(len(sizes), size=len(sizes))
        lengths = sizes[drawn]
        first = np.repeat(starts[drawn] - (np.cumsum(lengths) - lengths), lengths)
        yield order[first + np.arange(lengths.sum())]


def interval(
    statistic: Callable[[np.ndarray], float], n: int, groups: np.ndarray | None = None
) -> tuple[float, float]:
    """95 % percentile bootstrap (Efron 1979) of a statistic of item indices; NaN below two items or groups."""
    if n < 2 or (groups is not None and len(np.unique(groups)) < 2):
        return float("nan"), float("nan")
    drawn = [statistic(which) for which in resamples(n, groups)]
    low, high = np.nanpercentile(drawn, LEVELS)
    return float(low), float(high)


def hits(queries: np.ndarray, bank: np.ndarray, right: np.ndarray) -> Hits:
    """How well each query finds its own item by cosine.

    queries (n, dim), bank (m, dim), right (n,) index into the bank
    """
    return _hits(_normal(queries), _normal(bank), _targets(queries, bank, right)[None])[0]


def retrieval(
    queries: np.ndarray, bank: np.ndarray, right: np.ndarray, groups: np.ndarray | None = None
) -> RetrievalScore:
    """Which of the bank's items does each query mean?

    queries (n, dim), bank (m, dim), right (n,) index into the bank; groups (n,) as in `resamples`.
    Control: the right items are shuffled among the queries.
    """
    right = _targets(queries, bank, right)
    rng, n, m = np.random.default_rng(0), len(queries), len(bank)
    tried = np.stack([right, *(rng.permutation(right) for _ in range(SHUFFLES))])
    found, *control = _hits(_normal(queries), _normal(bank), tried)

    def score(name: str, pick: str, of: Callable[[np.ndarray], float], chance: float) -> Score:
        values = getattr(found, pick)
        shuffled = float(np.mean([of(getattr(each, pick)) for each in control]))
        ends = interval(lambda which: of(values[which]), n, groups)
        return Score(name, of(values), *ends, chance, shuffled, n)

    return RetrievalScore(
        score("top-1", "top1", _mean, 1 / m),
        score("top-5", "top5", _mean, min(5, m) / m),
        score("median rank", "rank", lambda values: float(np.median(values)), (m + 1) / 2),
        score("two-way accuracy", "two_way", _mean, 0.5),
    )


def accuracy(predicted: np.ndarray, truth: np.ndarray, groups: np.ndarray | None = None) -> Accuracy:
    """Share of items whose class is told right: predicted, truth (n,), classes of any one type.

    Control: the predictions are shuffled.
    """
    truth = np.asarray(truth)
    predicted = _column(predicted, len(truth), "predicted")
    classes, row = np.unique(truth, return_inverse=True)
    rng, n = np.random.default_rng(0), len(truth)
    correct = (predicted == truth).astype(float)
    control = [(rng.permutation(predicted) == truth).astype(float) for _ in range(SHUFFLES)]

    def score(name: str, of: Callable[[np.ndarray, np.ndarray], float], chance: float) -> Score:
        ends = interval(lambda which: of(correct[which], row[which]), n, groups)
        return Score(name, of(correct, row), *ends, chance, _mean([of(each, row) for each in control]), n)

    largest = float(np.bincount(row).max() / n)
    return Accuracy(
        score("balanced accuracy", _balanced, 1 / len(classes)),
        score("accuracy", lambda right, _: _mean(right), largest),
    )


def similarity(vectors_a: np.ndarray, vectors_b: np.ndarray) -> Similarity:
    """Representational similarity (Kriegeskorte et al. 2008): do two representations find the same stimuli alike?

    vectors_a (stimulus, dim_a), vectors_b (stimulus, dim_b): one row per stimulus, repeats averaged. Spearman's ρ of
    the 1 − cosine dissimilarities of all pairs; interval over stimuli, whose copies in a resample form no pair.
    """
    n = len(vectors_a)
    if n != len(vectors_b) or n < 4:
        raise ConfigError(f"Give the same 4 or more stimuli on both sides, not {n} and {len(vectors_b)}.")
    a, b = (1 - _normal(vectors) @ _normal(vectors).T for vectors in (vectors_a, vectors_b))
    upper = np.triu_indices(n, 1)
    value = _spearman(a[upper], b[upper])
    rng = np.random.default_rng(0)
    ranked_a, ranked_b = _ranked(a, upper), _ranked(b, upper)
    control = []
    for _ in range(DRAWS):
        order = rng.permutation(n)
        control.append(float(np.mean(ranked_a[upper] * ranked_b[order][:, order][upper])))

    def drawn(which: np.ndarray) -> float:
        pairs = which[upper[0]], which[upper[1]]
        real = pairs[0] != pairs[1]
        return _spearman(a[pairs][real], b[pairs][real])

    p = (1 + sum(each >= value for each in control)) / (1 + DRAWS)
    score = Score("representational similarity", value, *interval(drawn, n), 0.0, _mean(control), n)
    return Similarity(score, p)


def linear_probe(
    train_x: np.ndarray,
    train_y: np.ndarray,
    test_x: np.ndarray,
    test_y: np.ndarray,
    groups: np.ndarray | None = None,
) -> Score:
    """Balanced accuracy of logistic regression on standardised vectors.

    train_x (n, dim), train_y (n,) classes; test_x, test_y alike; groups (test item,) as in `resamples`.
    Control: trained on shuffled labels.
    """
    from sklearn.linear_model import LogisticRegression
    from sklearn.pipeline import make_pipeline
    from sklearn.preprocessing import StandardScaler

    train_y, test_y = np.asarray(train_y), np.asarray(test_y)
    unknown = set(np.unique(test_y).tolist()) - set(np.unique(train_y).tolist())
    if unknown or len(np.unique(train_y)) < 2:
        raise ConfigError(
            "A probe needs at least two classes, each in the training part; "
            f"missing there: {', '.join(sorted(map(str, unknown))) or 'a second class'}."
        )

    def predicted(labels: np.ndarray) -> np.ndarray:
        probe = make_pipeline(StandardScaler(), LogisticRegression(max_iter=2000, class_weight="balanced"))
        return probe.fit(train_x, labels).predict(test_x)

    rng = np.random.default_rng(0)
    found = accuracy(predicted(train_y), test_y, groups).balanced
    row = np.unique(test_y, return_inverse=True)[1]
    control = [
        _balanced((predicted(rng.permutation(train_y)) == test_y).astype(float), row) for _ in range(REFITS)
    ]
    return Score("linear probe", found.value, found.low, found.high, found.chance, _mean(control), found.n)


def ridge_probe(
    train_x: np.ndarray,
    train_y: np.ndarray,
    test_x: np.ndarray,
    test_y: np.ndarray,
    groups: np.ndarray | None = None,
) -> Fit:
    """R² and Pearson's r of ridge regression on standardised vectors, its strength chosen within the training part.

    train_x (n, dim), train_y (n,) numbers in the order of time; test_x, test_y alike; groups (test item,).
    Control: trained on targets that are shifted circularly, so that they stay as smooth as they are.
    """
    from sklearn.linear_model import RidgeCV
    from sklearn.pipeline import make_pipeline
    from sklearn.preprocessing import StandardScaler

    train_y, test_y = np.asarray(train_y, float), np.asarray(test_y, float)
    n = len(train_y)
    if n < 10 or len(test_y) < 2:
        raise ConfigError(f"{n} and {len(test_y)} items are too few to train and test ridge regression.")

    def predicted(targets: np.ndarray) -> np.ndarray:
        probe = make_pipeline(StandardScaler(), RidgeCV(alphas=np.logspace(-2, 5, 15)))
        return probe.fit(train_x, targets).predict(test_x)

    rng = np.random.default_rng(0)
    found = predicted(train_y)
    shifts = rng.integers(n // 10, n - n // 10, size=REFITS)
    control = [predicted(np.roll(train_y, shift)) for shift in shifts]

    def score(name: str, of: Callable[[np.ndarray, np.ndarray], float]) -> Score:
        ends = interval(lambda which: of(found[which], test_y[which]), len(test_y), groups)
        left = _mean([of(each, test_y) for each in control])
        return Score(name, of(found, test_y), *ends, 0.0, left, len(test_y))

    return Fit(score("R²", _r2), score("Pearson r", _pearson))


def _hits(queries: np.ndarray, bank: np.ndarray, tried: np.ndarray) -> list[Hits]:
    """Hits of several assignments (assignment, query) at once, in bounded memory."""
    above, level = np.empty(tried.shape), np.empty(tried.shape)
    step = max(1, AT_ONCE // len(bank))
    for first in range(0, len(queries), step):
        part = slice(first, first + step)
        close = np.round(queries[part] @ bank.T, DECIMALS)
        ordered = np.sort(close, axis=1)
        for i, row in enumerate(close):
            own = row[tried[:, first + i]]
            up_to = np.searchsorted(ordered[i], own, "right")
            above[:, first + i] = len(bank) - up_to
            level[:, first + i] = up_to - np.searchsorted(ordered[i], own, "left")
    return [_hit(up, ties, len(bank)) for up, ties in zip(above, level, strict=True)]


def _hit(above: np.ndarray, level: np.ndarray, m: int) -> Hits:
    """above (query,) items that score higher, level (query,) that score the same, the right one among them."""
    rank = above + (level + 1) / 2
    return Hits(
        np.clip((1 - above) / level, 0, 1),
        np.clip((5 - above) / level, 0, 1),
        rank,
        1 - (rank - 1) / max(1, m - 1),
    )


def _normal(vectors: np.ndarray) -> np.ndarray:
    """(n, dim) float64 of unit length; ConfigError where a row is zero or not finite."""
    vectors = np.asarray(vectors, np.float64)
    length = np.linalg.norm(vectors, axis=1, keepdims=True) if vectors.ndim == 2 else np.zeros(1)
    if not vectors.size or not np.isfinite(length).all() or not length.all():
        raise ConfigError(f"Vectors are (item, dim), finite and not zero; these are {vectors.shape}.")
    return vectors / length


def _targets(queries: np.ndarray, bank: np.ndarray, right: np.ndarray) -> np.ndarray:
    right = _column(right, len(queries), "right")
    if right.dtype.kind not in "iu" or right.min() < 0 or right.max() >= len(bank):
        raise ConfigError(f"right holds indices into the bank, 0 to {len(bank) - 1}, one per query.")
    return right


def _column(values: np.ndarray, n: int, name: str) -> np.ndarray:
    values = np.asarray(values)
    if values.shape != (n,) or not n:
        raise ConfigError(f"{name} has shape {values.shape}; give one value for each of {n} items.")
    return values


def _mean(values: np.ndarray | list[float]) -> float:
    return float(np.mean(values))


def _balanced(correct: np.ndarray, row: np.ndarray) -> float:
    """Mean over the classes that are there; correct (n,) 0 or 1, row (n,) index of the true class."""
    sizes = np.bincount(row)
    there = sizes > 0
    return float(np.mean(np.bincount(row, correct)[there] / sizes[there]))


def _pearson(a: np.ndarray, b: np.ndarray) -> float:
    """0 where one side does not vary: it tells nothing of the other."""
    a, b = a - a.mean(), b - b.mean()
    size = float(np.sqrt((a @ a) * (b @ b)))
    return float(a @ b) / size if size > 0 else 0.0


def _r2(predicted: np.ndarray, truth: np.ndarray) -> float:
    spread = float(np.sum((truth - truth.mean()) ** 2))
    return 1 - float(np.sum((truth - predicted) ** 2)) / spread if spread > 0 else float("nan")


def _spearman(a: np.ndarray, b: np.ndarray) -> float:
    from scipy.stats import rankdata

    return _pearson(rankdata(np.round(a, DECIMALS)), rankdata(np.round(b, DECIMALS)))


def _ranked(distances: np.ndarray, upper: tuple[np.ndarray, np.ndarray]) -> np.ndarray:
    """(stimulus, stimulus) ranks of the distances among all pairs, mean 0 and spread 1, the same below the diagonal."""
    from scipy.stats import rankdata

    ranks = rankdata(np.round(distances[upper], DECIMALS))
    ranks = (ranks - ranks.mean()) / (ranks.std() or 1.0)
    square = np.zeros_like(distances)
    square[upper] = ranks
    return square + square.T
