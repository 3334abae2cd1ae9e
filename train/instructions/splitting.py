"""Which pieces train and which test: by person, by run where there is one person, as the source says where it does."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from neuro_llm.train.datasets.splits import share_of

from .piece import Piece

NO_SPLIT = "One person and one run: everything trains, and nothing is kept for a test."
BY_RUN = "One person: the splits are by run and say nothing of other people."

FEWEST_TO_VALIDATE = 4  # people; with fewer, one that only validates is missed more than it helps


def with_splits(pieces: Sequence[Piece], shares: tuple[float, float], seed: int) -> tuple[list[Piece], str]:
    """The pieces with their splits, and a warning or "".

    shares   (validation, test): parts of the people, or of the runs of the one person. At least one of them tests
             where the share is not 0; one validates where there are four or more
    """
    if all(piece.split for piece in pieces):
        return list(pieces), ""
    people = {piece.subject for piece in pieces}
    by_run = len(people) == 1
    units = sorted({_unit(piece, by_run) for piece in pieces}, key=lambda name: share_of(f"{seed} {name}"))
    if len(units) == 1:
        return [replace(piece, split=piece.split or "train") for piece in pieces], NO_SPLIT
    test = _count(shares[1], len(units))
    validation = _count(shares[0], len(units)) if len(units) >= FEWEST_TO_VALIDATE else 0
    split = {
        name: "test" if i < test else "val" if i < test + validation else "train"
        for i, name in enumerate(units)
    }
    done = [replace(piece, split=piece.split or split[_unit(piece, by_run)]) for piece in pieces]
    return done, BY_RUN if by_run else ""


def _unit(piece: Piece, by_run: bool) -> str:
    return piece.run if by_run else piece.subject


def _count(share: float, units: int) -> int:
    return min(units // 2, max(1, round(share * units))) if share > 0 else 0


def limited(pieces: Sequence[Piece], most: int, seed: int) -> list[Piece]:
    """At most `most` pieces of each recording and task, of every class as many as there are, or as of the others."""
    groups: dict[tuple[str, str], list[Piece]] = defaultdict(list)
    for piece in pieces:
        groups[piece.source.path, piece.task].append(piece)
    kept: list[Piece] = []
    for (path, _), group in groups.items():
        rng = np.random.default_rng([seed, int(share_of(path) * 2**32)])
        kept += group if len(group) <= most else _in_turn(group, most, rng)
    return kept


def balanced(pieces: Sequence[Piece], seed: int) -> list[Piece]:
    """Of every class of a task the same number in each split: that of the rarest there."""
    groups: dict[tuple[str, str], list[Piece]] = defaultdict(list)
    for piece in pieces:
        groups[piece.task, piece.split].append(piece)
    kept: list[Piece] = []
    for number, group in enumerate(groups.values()):
        rarest = min(len(rows) for rows in _by_label(group).values())
        kept += _in_turn(group, rarest * len(_by_label(group)), np.random.default_rng([seed, number]))
    return kept


def _by_label(pieces: Sequence[Piece]) -> dict[str, list[Piece]]:
    found: dict[str, list[Piece]] = defaultdict(list)
    for piece in pieces:
        found[piece.label].append(piece)
    return found


def _in_turn(pieces: Sequence[Piece], most: int, rng: np.random.Generator) -> list[Piece]:
    """Random pieces, a class after the other until there are enough; in the order in which they came."""
    waiting = [list(rng.permutation(len(rows))) for rows in _by_label(pieces).values()]
    groups = list(_by_label(pieces).values())
    chosen: list[Piece] = []
    while len(chosen) < most and any(waiting):
        for rows, order in zip(groups, waiting, strict=True):
            if order and len(chosen) < most:
                chosen.append(rows[order.pop()])
    places = {id(piece): number for number, piece in enumerate(pieces)}
    return sorted(chosen, key=lambda piece: places[id(piece)])
