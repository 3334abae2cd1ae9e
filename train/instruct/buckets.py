"""Which examples make a step: drawn by weight, of about one length together, decided by the seed and the step alone."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from neuro_llm.recordings.errors import ConfigError

POOL = 16  # batches that are sorted by length together
MOST_OFTEN = 12.0  # a rare answer is drawn at most this many times as often as it occurs


@dataclass(frozen=True, eq=False)
class Buckets:
    """Batches of items of about one length.

    In every round of as many draws as there are items each one is drawn as often as its chance says, rounded up or down
    (systematic resampling, Carpenter et al. 1999): with equal chances, once.

    lengths  (item,) tokens
    chances  (item,) of being drawn; they sum to 1
    """

    lengths: np.ndarray
    chances: np.ndarray
    batch: int
    seed: int

    def rows(self, step: int) -> np.ndarray:
        """The items of a step, from short to long: (batch,)."""
        pool, place = divmod(step, POOL)
        return self._pool(pool)[place]

    def _pool(self, pool: int) -> np.ndarray:
        """The batches of some steps: (POOL, batch)."""
        count = POOL * self.batch
        first = pool * count
        rounds = range(first // len(self.lengths), (first + count - 1) // len(self.lengths) + 1)
        drawn = np.concatenate([_round(self, number) for number in rounds])
        start = first - rounds[0] * len(self.lengths)
        drawn = drawn[start : start + count]
        drawn = drawn[np.argsort(self.lengths[drawn], kind="stable")].reshape(POOL, self.batch)
        return drawn[np.random.default_rng([self.seed, pool, 11]).permutation(POOL)]


@lru_cache(maxsize=4)
def _round(buckets: Buckets, number: int) -> np.ndarray:
    """The draws of one round, in random order: (item,)."""
    rng = np.random.default_rng([buckets.seed, number, 7])
    order = rng.permutation(len(buckets.lengths))
    edges = np.cumsum(buckets.chances[order]) * len(order)
    # the middle of an interval lies clear of the edges, so that equal chances give every item once
    points = np.arange(len(order)) + (0.5 if _equal(buckets.chances) else rng.random())
    found = order[np.searchsorted(edges, points, side="right").clip(max=len(order) - 1)]
    return rng.permutation(found)


def _equal(chances: np.ndarray) -> bool:
    return bool(np.ptp(chances) < 1e-12)


def chances(
    tasks: Sequence[str], answers: Sequence[str], weights: Mapping[str, float], by_size: float, balance: bool
) -> np.ndarray:
    """How likely each item is drawn: (item,), summing to 1.

    tasks    of each item
    answers  the right option of a closed question, "" of an open one
    weights  task → how often it is drawn beside the others; 1 where it is not named
    by_size  0: tasks alike often; 1: by their number of items
    balance  the answers of a task alike often
    """
    sizes, pairs = Counter(tasks), Counter(zip(tasks, answers, strict=True))
    most: dict[str, int] = {}
    for (task, _), count in pairs.items():
        most[task] = max(most.get(task, 0), count)
    total: dict[str, float] = dict.fromkeys(sizes, 0.0)
    each = []
    for pair in zip(tasks, answers, strict=True):
        task, answer = pair
        each.append(min(MOST_OFTEN, most[task] / pairs[pair]) if balance and answer else 1.0)
        total[task] += each[-1]
    share = {task: weights.get(task, 1.0) * sizes[task] ** by_size for task in sizes}
    found = np.array([share[task] * one / total[task] for task, one in zip(tasks, each, strict=True)])
    if not found.sum():
        raise ConfigError(f"Every task has the weight 0: {', '.join(sizes)}; give one of them more.")
    return found / found.sum()
