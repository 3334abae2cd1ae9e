"""All that a run learns from, examples and plain text; the batch of every place is decided by the place alone."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from neuro_llm.adapters.prompt import IGNORED
from neuro_llm.recordings.errors import ConfigError

from .buckets import Buckets, chances
from .collating import Collator
from .exchanges import Exchange
from .preparing import Prepared, Say
from .recipe import InstructRecipe

PLAIN = "plain text"  # the task of what is replayed


@dataclass(frozen=True)
class Material:
    """Makes batches: `make` of `trainer.Batches`.

    prepared, plain   exchanges of examples, and what is replayed beside them: items 0, 1, ... in this order
    items             (item,) of these that fit into the longest prompt
    buckets           draws from `items`
    """

    prepared: Prepared
    plain: Sequence[Exchange]
    items: np.ndarray
    buckets: Buckets
    collator: Collator
    at_once: int

    @classmethod
    def of(
        cls,
        prepared: Prepared,
        plain: Sequence[Exchange],
        collator: Collator,
        recipe: InstructRecipe,
        say: Say,
    ) -> Material:
        """Lengths are those of the prompts as they are, so that examples of one length meet."""
        every = [*prepared, *plain]
        lengths = np.array([collator.length(exchange) for exchange in every])
        items = lengths.nonzero()[0]
        _tell_long(every, lengths, recipe, say)
        tasks = [PLAIN if i >= len(prepared) else every[i].task for i in items]
        answers = [every[i].answer if every[i].choices else "" for i in items]
        drawn = chances(tasks, answers, recipe.tasks, recipe.by_size, recipe.balance)
        replayed = np.array([task == PLAIN for task in tasks])
        if replayed.any():
            drawn[replayed] *= recipe.replay / drawn[replayed].sum()
            drawn[~replayed] *= (1 - recipe.replay) / drawn[~replayed].sum()
        buckets = Buckets(lengths[items], drawn, recipe.batch, recipe.seed)
        return cls(prepared, plain, items, buckets, collator, recipe.at_once)

    @property
    def pieces(self) -> int:
        """Passes of one step."""
        return self.buckets.batch // self.at_once

    def __call__(self, place: int) -> dict[str, Any]:
        """The batch of a pass: piece `place % pieces` of step `place // pieces`."""
        step, piece = divmod(place, self.pieces)
        rows = self.buckets.rows(step)[piece * self.at_once : (piece + 1) * self.at_once]
        return self.collator([self._exchange(int(self.items[row])) for row in rows], place)

    def _exchange(self, item: int) -> Exchange:
        n = len(self.prepared)
        return self.prepared[item] if item < n else self.plain[item - n]

    def longest(self) -> tuple[list[int], int]:
        """Tokens of the examples of the longest pass there can be, and places of it at which logits are made."""
        rows = np.argsort(self.buckets.lengths)[-self.at_once :]
        batch = self.collator([self._exchange(int(self.items[row])) for row in rows], 0)
        learnt = (batch["labels"] != IGNORED).any(0).sum()
        return [int(n) for n in self.buckets.lengths[rows]], int(learnt) * len(rows)


def _tell_long(every: Sequence[Exchange], lengths: np.ndarray, recipe: InstructRecipe, say: Say) -> None:
    long = (lengths == 0).nonzero()[0]
    if len(long) == len(every):
        raise ConfigError(f"No example fits into longest={recipe.longest} tokens; raise it.")
    if len(long):
        first = every[int(long[0])].id
        say(
            f"{len(long)} of {len(every)} exchanges exceed longest={recipe.longest} tokens and are left out: {first}"
        )
