"""Scores with known answers; chance inside the interval of random vectors; shuffling leaves chance."""

from __future__ import annotations

import math

import numpy as np
import pytest
from scipy.ndimage import uniform_filter1d

from neuro_llm.encoders.scores import (
    Score,
    accuracy,
    hits,
    linear_probe,
    resamples,
    retrieval,
    ridge_probe,
    similarity,
)
from neuro_llm.recordings.errors import ConfigError


def normal(*shape: int, seed: int = 0) -> np.ndarray:
    return np.random.default_rng(seed).standard_normal(shape)


def covers(score: Score) -> bool:
    """Chance lies inside the interval."""
    return score.low <= score.chance <= score.high


# ---- retrieval ----


def test_the_same_vectors_find_each_other() -> None:
    bank = normal(50, 16)
    found = retrieval(bank, bank, np.arange(50))
    assert (found.top1.value, found.top5.value, found.median_rank.value, found.two_way.value) == (1, 1, 1, 1)
    assert (found.top1.chance, found.top5.chance, found.median_rank.chance) == (0.02, 0.1, 25.5)
    assert (found.top1.low, found.top1.high, found.top1.n) == (1, 1, 50)


def test_known_ranks() -> None:
    """Three directions of the plane; the second query means the worst of them."""
    bank = np.array([[1, 0], [1, 1], [0, 1]])
    each = hits(np.array([[1, 0], [1, 0.1]]), bank, np.array([0, 2]))
    assert each.rank.tolist() == [1, 3]
    assert each.two_way.tolist() == [1, 0]
    assert each.top1.tolist() == [1, 0]
    assert each.top5.tolist() == [1, 1]


def test_an_encoder_that_says_the_same_of_everything_is_at_chance() -> None:
    found = retrieval(np.ones((20, 4)), np.ones((10, 4)), np.arange(20) % 10)
    assert found.top1.value == pytest.approx(0.1)
    assert found.top5.value == pytest.approx(0.5)
    assert found.median_rank.value == 5.5
    assert found.two_way.value == pytest.approx(0.5)


def test_random_vectors_are_at_chance() -> None:
    found = retrieval(normal(300, 16), normal(40, 16, seed=1), np.arange(300) % 40)
    for score in found:
        assert covers(score)
        assert score.shuffled == pytest.approx(score.chance, rel=0.15)


def test_shuffling_takes_a_real_score_to_chance() -> None:
    bank = normal(40, 16)
    right = np.arange(400) % 40
    found = retrieval(bank[right] + 0.5 * normal(400, 16, seed=2), bank, right)
    assert found.top1.value > 0.8
    assert found.top1.low > 0.7
    assert found.top1.shuffled == pytest.approx(0.025, abs=0.01)
    assert found.two_way.shuffled == pytest.approx(0.5, abs=0.02)


def test_a_bank_in_parts_gives_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    queries, bank, right = normal(30, 8), normal(12, 8, seed=1), np.arange(30) % 12
    whole = hits(queries, bank, right)
    monkeypatch.setattr("neuro_llm.encoders.scores.AT_ONCE", 24)
    assert all(np.array_equal(a, b) for a, b in zip(whole, hits(queries, bank, right), strict=True))


def test_groups_widen_the_interval_and_are_drawn_whole() -> None:
    groups = np.repeat(np.arange(10), 30)
    drawn = next(resamples(300, groups))
    assert set(np.bincount(groups[drawn])) <= {30 * k for k in range(11)}
    bank = normal(5, 8)
    right = np.zeros(300, int)
    queries = bank[(groups % 2) * 2]  # half of the groups mean another item
    alone, grouped = retrieval(queries, bank, right).top1, retrieval(queries, bank, right, groups).top1
    assert alone.value == grouped.value == 0.5
    assert grouped.high - grouped.low > 3 * (alone.high - alone.low)


def test_one_item_or_group_has_no_interval() -> None:
    assert math.isnan(retrieval(normal(1, 4), normal(3, 4), np.array([0])).top1.low)
    assert math.isnan(retrieval(normal(9, 4), normal(9, 4), np.arange(9), np.zeros(9)).top1.high)


@pytest.mark.parametrize(
    ("queries", "right", "said"),
    [
        (normal(3, 4), np.array([0, 1]), "one value for each of 3"),
        (normal(3, 4), np.array([0, 1, 9]), "0 to 4"),
        (normal(3, 4), np.array([0.0, 1.0, 2.0]), "indices"),
        (np.zeros((3, 4)), np.arange(3), "not zero"),
        (np.full((3, 4), np.nan), np.arange(3), "finite"),
    ],
)
def test_retrieval_says_what_is_wrong(queries: np.ndarray, right: np.ndarray, said: str) -> None:
    with pytest.raises(ConfigError, match=said):
        retrieval(queries, normal(5, 4), right)


# ---- accuracy ----


def test_balanced_accuracy_does_not_reward_the_majority() -> None:
    truth = np.array(["face"] * 90 + ["house"] * 10)
    found = accuracy(np.array(["face"] * 100), truth)
    assert (found.balanced.value, found.balanced.chance) == (0.5, 0.5)
    assert (found.plain.value, found.plain.chance) == (0.9, 0.9)
    assert found.plain.low < 0.9 < found.plain.high


def test_accuracy_of_guesses_and_of_truth() -> None:
    truth = np.random.default_rng(0).integers(4, size=400)
    guessed = accuracy(np.random.default_rng(1).integers(4, size=400), truth).balanced
    assert covers(guessed)
    assert accuracy(truth, truth).balanced.value == 1
    assert accuracy(truth, truth).balanced.shuffled == pytest.approx(0.25, abs=0.02)


# ---- representations ----


def test_a_rotation_keeps_the_representation() -> None:
    vectors = normal(30, 12)
    turned = vectors @ np.linalg.qr(normal(12, 12, seed=1))[0]
    found = similarity(vectors, 3 * turned)
    assert found.score.value == pytest.approx(1)
    assert found.p == pytest.approx(1 / 1001)
    assert abs(found.score.shuffled) < 0.05


def test_unrelated_representations_are_not_similar() -> None:
    found = similarity(normal(40, 12), normal(40, 20, seed=3))
    assert covers(found.score)
    assert found.p > 0.05
    with pytest.raises(ConfigError, match="4 or more"):
        similarity(normal(3, 4), normal(3, 4))


def test_similarity_is_spearman_of_the_upper_triangles() -> None:
    from scipy.spatial.distance import pdist
    from scipy.stats import spearmanr

    a, b = normal(25, 6), normal(25, 6) + normal(25, 6, seed=4)
    expected = spearmanr(pdist(a, "cosine"), pdist(b, "cosine")).statistic
    found = similarity(a, b).score
    assert found.value == pytest.approx(expected, abs=1e-6)
    assert found.low < found.value < found.high


# ---- probes ----


def test_linear_probe_finds_a_direction_and_shuffled_labels_do_not() -> None:
    x = normal(400, 10)
    y = np.where(x[:, 3] > 0, "house", "face")
    found = linear_probe(x[:300], y[:300], x[300:], y[300:])
    assert found.value > 0.9
    assert found.low > 0.85
    assert found.chance == 0.5
    assert found.shuffled == pytest.approx(0.5, abs=0.1)
    assert covers(linear_probe(x[:300], y[:300], normal(100, 10, seed=5), y[300:]))


def test_linear_probe_refuses_classes_it_never_saw() -> None:
    x = normal(20, 3)
    with pytest.raises(ConfigError, match="tree"):
        linear_probe(x, np.array(["a", "b"] * 10), x, np.array(["a", "tree"] * 10))
    with pytest.raises(ConfigError, match="two classes"):
        linear_probe(x, np.zeros(20), x, np.zeros(20))


def test_ridge_probe_recovers_a_slow_target() -> None:
    x = uniform_filter1d(normal(600, 5), 5, axis=0)
    y = x @ np.array([1, -2, 0, 0, 1.0]) + 0.1 * normal(600, seed=6)
    found = ridge_probe(x[:400], y[:400], x[400:], y[400:])
    assert found.r2.value > 0.9
    assert found.r.low > 0.9
    assert found.r2.shuffled < 0.2
    assert abs(found.r.shuffled) < 0.2
    with pytest.raises(ConfigError, match="too few"):
        ridge_probe(x[:5], y[:5], x[5:], y[5:])
