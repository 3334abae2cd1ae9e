"""The bank of controls, and how reliance is told from that of other signals."""

from __future__ import annotations

import numpy as np
import pytest

from neuro_llm.train.controls import mixed
from neuro_llm.train.qa.reliance import _Scored, separation


def test_the_bank_mixes_truths() -> None:
    rng = np.random.default_rng(0)
    truths = [
        {
            "eyes": "closed" if rng.random() < 0.1 else "open",
            "line noise": str(rng.choice(["none", "50 Hz", "60 Hz"])),
        }
        for _ in range(200)
    ]
    chosen = [truths[i] for i in mixed(truths, 6)]
    assert sorted(truth["eyes"] for truth in chosen) == ["closed"] * 3 + ["open"] * 3
    assert sorted(truth["line noise"] for truth in chosen) == ["50 Hz"] * 2 + ["60 Hz"] * 2 + ["none"] * 2


def _scored(own: list[float], other: list[float]) -> list[_Scored]:
    return [
        _Scored(number, "eyes", arm, nats)
        for arm, values in (("own", own), ("other", other))
        for number, nats in enumerate(values)
    ]


def test_separation_is_the_share_of_pairs_in_order() -> None:
    assert separation(_scored([3, 4, 5], [0, 1, 2]), ("other",)).auroc == 1.0
    found = separation(_scored([1, 3], [0, 2]), ("other",))
    assert found.auroc == pytest.approx(0.75)
    assert (found.own, found.others) == (2, 2)
    assert separation(_scored([1, 1], [1, 1]), ("other",)).auroc == 0.5


def test_answers_without_a_counterpart_are_left_out() -> None:
    found = separation([*_scored([3, 4], [0]), _Scored(0, "eyes", "shuffled", 9.0)], ("other",))
    assert (found.auroc, found.own, found.others) == (1.0, 1, 1)
    assert separation([], ("other",)).own == 0
