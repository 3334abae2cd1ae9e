"""What lies on one side only when a head is tried out, and how shuffled labels fare."""

from __future__ import annotations

import numpy as np
import pytest

from neuro_llm.train.instructions import Source
from neuro_llm.train.tasks.chance import chance
from neuro_llm.train.tasks.choosing import Trials
from neuro_llm.train.tasks.folds import groups_of
from neuro_llm.train.tasks.labelled import Span


def _spans(*rows: tuple[str, str, str, str]) -> list[Span]:
    """path, subject, run, labels as digits: 10 s each"""
    return [
        Span(Source(path, "", 10.0 * i, 10.0 * i + 10), int(label), subject, run)
        for path, subject, run, labels in rows
        for i, label in enumerate(labels)
    ]


@pytest.mark.parametrize(
    ("rows", "kind", "count"),
    [
        ([("a", "1", "1", "0101"), ("b", "1", "2", "0110")], "run", 2),
        ([("a", "1", "1", "0000"), ("b", "1", "2", "1111"), ("c", "2", "1", "0"), ("d", "2", "2", "1")], "subject", 2),
        ([(str(i), str(i), "1", "0011") for i in range(3)], "subject", 3),
        ([(str(i), "", "", str(i % 2)) for i in range(6)], "recording", 6),
        ([("a", "1", "1", "0101010101")], "block", 5),
    ],
)  # fmt: skip
def test_the_hardest_grouping_is_taken(rows: list[tuple[str, str, str, str]], kind: str, count: int) -> None:
    groups = groups_of(_spans(*rows))
    assert (groups.kind, groups.count) == (kind, count)


def test_blocks_hold_neighbours_and_folds_whole_groups() -> None:
    groups = groups_of(_spans(("a", "1", "1", "0101010101")))
    assert groups.of.tolist() == [0, 0, 1, 1, 2, 2, 3, 3, 4, 4]
    many = groups_of(_spans(*[(str(i), "", "", "0" if i % 2 else "1") for i in range(20)]))
    assert many.count == 20
    assert sorted(np.bincount(many.folds())) == [2, 2, 2, 2, 3, 3, 3, 3]


def _trials(labels: np.ndarray, recordings: np.ndarray) -> Trials:
    return Trials(labels, recordings, recordings, recordings, np.zeros_like(labels), 2)


def test_chance_knows_an_effect_from_none() -> None:
    rng = np.random.default_rng(0)
    labels, recordings = np.arange(60) % 2, np.repeat(np.arange(4), 15)
    noise = rng.standard_normal((60, 30))
    effect = noise + 1.5 * np.outer(labels, np.arange(30) < 5)
    assert chance([effect], _trials(labels, recordings)) < 0.01
    shuffled = [chance([noise], _trials(rng.permutation(labels), recordings)) for _ in range(20)]
    assert np.mean(np.array(shuffled) < 0.05) <= 0.15


def test_recordings_of_one_label_count_once() -> None:
    rng = np.random.default_rng(1)
    recordings = np.repeat(np.arange(4), 20)
    labels = recordings % 2
    each = rng.standard_normal((4, 30))[recordings]  # every recording is like itself, whatever its label
    few = chance(
        [each + 0.1 * rng.standard_normal((80, 30)) + 3 * labels[:, None]], _trials(labels, recordings)
    )
    assert few > 0.1  # of six ways to label four recordings, two are as good
