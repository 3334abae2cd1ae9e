"""Batches of exchanges: options in random order, the answer learnt and nothing else, all decided by seed and step."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from neuro_llm.adapters.projector import Neural
from neuro_llm.adapters.prompt import IGNORED, Rendered, Turn, choice_question
from neuro_llm.processing import NeuroLLMProcessor
from neuro_llm.recordings.errors import ConfigError

from .exchanges import Exchange
from .features import Features
from .next_token import series_of


def asked(exchange: Exchange, choices: Sequence[str] = ()) -> list[Turn]:
    """The turns of the prompt; choices: the options in another order."""
    if not exchange.choices:
        return list(exchange.turns)
    *before, last = exchange.turns
    return [*before, replace(last, text=choice_question(last.text, choices or exchange.choices))]


def lesson(
    exchange: Exchange, processor: NeuroLLMProcessor, choices: Sequence[str] = (), limit: int | None = None
) -> Rendered:
    """Prompt and answer as the loss sees them; only the last answer is learnt, of plain text all of them."""
    turns = [*asked(exchange, choices), Turn("assistant", exchange.answer)]
    try:
        rendered = processor.render(turns, exchange.blocks, limit=limit, tools=exchange.tools)
    except ConfigError:  # the assistant too leaves the tools out where the prompt does not fit with them
        if not exchange.tools:
            raise
        rendered = processor.render(turns, exchange.blocks, limit=limit)
    return rendered if not exchange.blocks else replace(rendered, labels=_last(rendered.labels))


def _last(labels: list[int]) -> list[int]:
    """Labels of the answer that ends the conversation alone."""
    first = len(labels)
    while first and labels[first - 1] != IGNORED:
        first -= 1
    return [IGNORED] * first + labels[first:]


def prompt_of(exchange: Exchange, processor: NeuroLLMProcessor, limit: int | None = None) -> Rendered:
    """The same up to where the answer begins."""
    return processor.render(asked(exchange), exchange.blocks, limit=limit, tools=exchange.tools)


def neural_of(exchange: Exchange, store: Features) -> Neural:
    """The neural tokens of the places of an exchange."""
    return [(name, store.tokens(key)) for name, key in exchange.neural]


@dataclass(frozen=True)
class Collator:
    """Exchanges to one padded batch, right-padded.

    limit   most tokens of an exchange: earlier turns are left out to keep it
    series  the neural tokens in time order go along as "series", for the loss of the next one
    """

    processor: NeuroLLMProcessor
    store: Features
    limit: int
    seed: int
    series: bool = False

    def __call__(self, exchanges: Sequence[Exchange], step: int) -> dict[str, Any]:
        """step and the place in it decide the order of the options."""
        rendered = []
        for place, exchange in enumerate(exchanges):
            rng = np.random.default_rng([self.seed, step, place, 3])
            order = [str(option) for option in rng.permutation(exchange.choices)] if exchange.choices else []
            rendered.append(lesson(exchange, self.processor, order, self.limit))
        neural = [neural_of(exchange, self.store) for exchange in exchanges]
        batch = self.processor.batch(rendered, neural, side="right", labels=True)
        return {**batch, "series": series_of(exchanges, self.store)} if self.series else batch

    def length(self, exchange: Exchange) -> int:
        """Tokens of an exchange; 0 where it does not fit into the limit even without earlier turns."""
        try:
            return len(lesson(exchange, self.processor, (), self.limit).input_ids)
        except ConfigError:
            return 0
