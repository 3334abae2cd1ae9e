"""Batches of one length, decided by seed and step alone; tasks and answers as often as the recipe says."""

from __future__ import annotations

from collections import Counter

import numpy as np
import pytest

from neuro_llm.recordings.errors import ConfigError
from neuro_llm.train.instruct.buckets import POOL, Buckets, chances


def buckets(count: int = 200, batch: int = 8, seed: int = 0, drawn: np.ndarray | None = None) -> Buckets:
    lengths = np.random.default_rng(5).integers(50, 1000, count)
    return Buckets(lengths, np.full(count, 1 / count) if drawn is None else drawn, batch, seed)


def test_a_step_is_decided_by_the_seed_and_the_step_alone() -> None:
    first, again = buckets(), buckets()
    for step in (37, 3, 120, 0):
        assert np.array_equal(first.rows(step), again.rows(step))
    assert not np.array_equal(buckets(seed=1).rows(3), first.rows(3))


def test_every_item_comes_once_a_round_where_all_are_alike() -> None:
    some = buckets(count=POOL * 8)
    drawn = np.concatenate([some.rows(step) for step in range(POOL)])
    assert sorted(drawn) == list(range(POOL * 8))


def test_a_batch_holds_items_of_about_one_length() -> None:
    some = buckets(count=2000)
    wasted = [1 - some.lengths[rows].mean() / some.lengths[rows].max() for rows in map(some.rows, range(64))]
    mixed = np.random.default_rng(0).permutation(some.lengths)[:512].reshape(64, 8)
    assert np.mean(wasted) < 0.1 < 0.3 < np.mean(1 - mixed.mean(1) / mixed.max(1))


def test_weights_are_kept_in_the_long_run() -> None:
    drawn = np.array([0.5, 0.3, 0.15, 0.05])
    some = Buckets(np.arange(4) + 10, drawn, 4, 0)
    counts = Counter(np.concatenate([some.rows(step) for step in range(POOL * 20)]).tolist())
    shares = np.array([counts[i] for i in range(4)]) / sum(counts.values())
    assert np.allclose(shares, drawn, atol=0.02)


def test_tasks_and_answers_are_balanced() -> None:
    tasks = ["eyes"] * 100 + ["sleep"] * 20
    answers = ["open"] * 90 + ["closed"] * 10 + ["N2"] * 20
    alike = chances(tasks, answers, {}, by_size=0.0, balance=True)
    assert alike[:100].sum() == pytest.approx(0.5)
    assert alike[90:100].sum() == pytest.approx(0.25)
    by_size = chances(tasks, answers, {}, by_size=1.0, balance=False)
    assert np.allclose(by_size, 1 / 120)
    weighed = chances(tasks, answers, {"sleep": 3.0}, by_size=0.0, balance=True)
    assert weighed[100:].sum() == pytest.approx(0.75)


def test_a_very_rare_answer_is_not_learnt_by_heart() -> None:
    found = chances(["x"] * 1000, ["yes"] + ["no"] * 999, {}, by_size=1.0, balance=True)
    assert found[0] / found[1] == pytest.approx(12.0)


def test_all_tasks_switched_off() -> None:
    with pytest.raises(ConfigError, match="weight 0: eyes"):
        chances(["eyes"], ["open"], {"eyes": 0.0}, 1.0, True)
