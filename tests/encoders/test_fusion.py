"""Combining modalities: known means, and more than the better one where each knows something of its own."""

from __future__ import annotations

import numpy as np
import pytest

from neuro_llm.encoders.fusion import LearnedFusion, gain, mean_fusion
from neuro_llm.encoders.scores import hits
from neuro_llm.recordings.errors import ConfigError

DIM, STIMULI = 16, 60


def world(repeats: int, seed: int) -> tuple[list[np.ndarray], np.ndarray, np.ndarray]:
    """Two modalities that see one half of the dimensions each, a third that sees nothing; bank and right items."""
    rng = np.random.default_rng(seed)
    bank = rng.standard_normal((STIMULI, DIM))
    right = np.tile(np.arange(STIMULI), repeats)
    seen = np.ones((3, DIM))
    seen[0, DIM // 2 :] = seen[1, : DIM // 2] = seen[2] = 0
    parts = [bank[right] * mask + 0.6 * rng.standard_normal((len(right), DIM)) for mask in seen]
    return parts, bank, right


def test_the_mean_of_known_vectors() -> None:
    parts = [np.array([[2.0, 0.0]]), np.array([[0.0, 1.0]])]
    assert mean_fusion(parts) == pytest.approx(np.array([[0.5, 0.5]]) ** 0.5)
    assert mean_fusion(parts, weights=(1, 0)) == pytest.approx(np.array([[1.0, 0.0]]))


def test_two_halves_know_more_than_one() -> None:
    parts, bank, right = world(3, seed=1)
    singles = [hits(part, bank, right).two_way for part in parts[:2]]
    combined = hits(mean_fusion(parts[:2]), bank, right).two_way
    added = gain(combined, singles, groups=right)
    assert added.low > 0.02
    assert added.value == pytest.approx(combined.mean() - max(s.mean() for s in singles))
    assert gain(singles[0], singles[:1]).value == 0


def test_learning_leaves_out_what_knows_nothing() -> None:
    train, bank, right = world(6, seed=2)
    fusion = LearnedFusion.fit(train, bank[right])
    again = LearnedFusion.fit(train, bank[right])
    parts, bank, right = world(3, seed=3)
    learned = fusion.combine(parts)
    assert np.array_equal(learned, again.combine(parts))
    assert np.linalg.norm(learned, axis=1) == pytest.approx(1, abs=1e-5)
    weights = fusion.weight.softmax(0)
    assert weights[2] < 0.5 * weights[:2].min()
    two_way = [hits(v, bank, right).two_way for v in (learned, mean_fusion(parts))]
    assert gain(two_way[0], two_way[1:], groups=right).low > 0


def test_an_untrained_fusion_is_the_mean() -> None:
    parts, *_ = world(1, seed=4)
    assert LearnedFusion(DIM, 3).combine(parts) == pytest.approx(mean_fusion(parts), abs=1e-6)


def test_what_is_wrong_is_said() -> None:
    parts = [np.ones((3, 4)), np.ones((3, 4))]
    with pytest.raises(ConfigError, match="one number of 0 or more"):
        mean_fusion(parts, weights=(1, -1))
    with pytest.raises(ConfigError, match="the same for each modality"):
        mean_fusion([np.ones((3, 4)), np.ones((2, 4))])
    with pytest.raises(ConfigError, match="NaN"):
        mean_fusion([np.full((3, 4), np.nan)])
    with pytest.raises(ConfigError, match="2 modalities of 8"):
        LearnedFusion(8, 2).combine(parts)
    with pytest.raises(ConfigError, match="do not fit"):
        LearnedFusion.fit(parts, np.ones((2, 4)))
    with pytest.raises(ConfigError, match="single ones"):
        gain(np.ones(3), [np.ones(4)])
