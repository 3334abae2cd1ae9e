"""Scores of answers with known numbers."""

from __future__ import annotations

import numpy as np
import pytest

from neuro_llm.train.tasks.metrics import NOTHING, auroc, balanced, interval, metrics

TRUTH = ["a"] * 6 + ["b"] * 4
SAID = ["a"] * 5 + ["b"] + ["b"] * 2 + ["a"] * 2  # 5 of 6 and 2 of 4 right
UNITS = [str(i) for i in range(10)]


def test_known_numbers() -> None:
    shares = np.array([[0.9, 0.1]] * 5 + [[0.4, 0.6]] + [[0.2, 0.8]] * 2 + [[0.7, 0.3]] * 2)
    found = metrics(TRUTH, SAID, UNITS, ("a", "b"), shares)
    assert found.balanced == pytest.approx((5 / 6 + 2 / 4) / 2)
    assert found.kappa == pytest.approx((0.7 - 0.54) / (1 - 0.54))  # agreement by chance: .6 × .7 + .4 × .3
    assert found.f1 == pytest.approx(0.6 * 10 / 13 + 0.4 * 4 / 7)
    assert found.auroc == pytest.approx(22 / 24)  # of 24 pairs two are in the wrong order
    assert found.low < found.balanced < found.high
    assert found.n == 10
    assert str(found).startswith("0.667 [")


def test_no_option_is_wrong_and_no_option_of_its_own() -> None:
    assert balanced(TRUTH, [NOTHING] * 10) == 0
    assert balanced(TRUTH, ["a"] * 6 + [NOTHING] * 4) == 0.5
    found = metrics(TRUTH, [NOTHING] * 10, UNITS, ("a", "b"))
    assert (found.balanced, found.kappa, found.f1, found.auroc) == (0, 0, 0, None)


def test_one_answer_throughout() -> None:
    found = metrics(["a"] * 3, ["a"] * 3, ["1", "2", "3"], ("a",), np.ones((3, 1)))
    assert (found.balanced, found.kappa, found.auroc) == (1, 1, None)


def test_three_options_are_each_held_against_the_rest() -> None:
    truth, shares = ["a", "b", "c"], np.array([[0.8, 0.1, 0.1], [0.1, 0.8, 0.1], [0.4, 0.5, 0.1]])
    assert auroc(truth, ("a", "b", "c"), shares) == pytest.approx((1 + 1 + 0.5) / 3)


def test_people_who_differ_make_the_interval_wide() -> None:
    """Four people, two always right and two never: what is drawn is people."""
    truth, said = ["a", "b"] * 40, ["a", "b"] * 20 + ["b", "a"] * 20
    people = [str(i // 20) for i in range(80)]
    low, high = interval(truth, said, people)
    assert (low, high) == (0, 1)
    narrow = interval(truth, said, [str(i) for i in range(80)])
    assert 0.37 < narrow[0] < 0.42
    assert 0.58 < narrow[1] < 0.63


def test_two_runs_that_agree_are_not_certain() -> None:
    truth, said = ["a", "b"] * 20, (["a", "b"] * 9 + ["b", "a"]) * 2
    low, high = interval(truth, said, ["1"] * 20 + ["2"] * 20)
    assert low < 0.85
    assert high > 0.93
