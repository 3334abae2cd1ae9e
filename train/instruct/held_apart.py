"""What a run is worth while it runs: loss, accuracy per task with its own tokens and with another example's, a sample.

The loss alone says little: it falls where a model has only learnt which answers are frequent. So closed questions are
also scored by the likelihood of their options, and once more with the neural tokens of another example of the task.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import torch

from neuro_llm.adapters.projector import Neural
from neuro_llm.adapters.prompt import IGNORED
from neuro_llm.fronts import Fronts
from neuro_llm.processing import on_device
from neuro_llm.recordings.errors import ConfigError
from neuro_llm.scoring import score_prompts
from neuro_llm.speaker import Prompt, Speaker

from .collating import Collator, asked, neural_of, prompt_of
from .exchanges import Exchange
from .preparing import Prepared, Say

SAMPLE_TOKENS = 64


@dataclass
class HeldApart:
    """Looks at examples of the val split.

    exchanges   by task, so many of each as the recipe says
    at_once     of them in one pass
    log         told every number by name, as "eyes own accuracy"
    """

    speaker: Speaker
    collator: Collator
    exchanges: dict[str, list[Exchange]]
    at_once: int
    say: Say
    log: Callable[[dict[str, float]], None] = field(default=lambda values: None)
    looks: int = 0

    def __call__(self) -> float:
        """The mean loss per learnt token; NaN where nothing is held apart. Everything else is told on the way."""
        every = [one for some in self.exchanges.values() for one in some]
        if not every:
            return math.nan
        self.speaker.fronts = Fronts(self.speaker.model)  # what it remembers was read with other weights
        loss = token_loss(self.speaker.model, self.collator, every, self.at_once)
        found = {task: self.accuracies(some) for task, some in self.exchanges.items()}
        told = {"val loss": loss}
        for task, pair in found.items():
            if pair is not None:
                told |= {f"{task} own accuracy": pair[0], f"{task} shuffled accuracy": pair[1]}
                self.say(
                    f"{task or 'questions'}: accuracy {pair[0]:.2f}, with another example's tokens {pair[1]:.2f}"
                )
        self.log({f"eval_{name.replace(' ', '_')}": value for name, value in told.items()})
        self._sample(every[self.looks % len(every)])
        self.looks += 1
        return loss

    def accuracies(self, exchanges: Sequence[Exchange]) -> tuple[float, float] | None:
        """Balanced accuracy of the closed questions by option likelihood: with their own tokens, with another's."""
        closed = [one for one in exchanges if one.choices]
        if not closed:
            return None
        right: dict[str, list[tuple[bool, bool]]] = defaultdict(list)
        for number, exchange in enumerate(closed):
            right[exchange.answer].append(self._decided(exchange, closed, number))
        means = [np.mean(pairs, axis=0) for pairs in right.values()]
        own, shuffled = np.mean(means, axis=0)
        return float(own), float(shuffled)

    def _decided(self, exchange: Exchange, others: Sequence[Exchange], number: int) -> tuple[bool, bool]:
        """Is the likeliest option the right one: with the exchange's tokens, with those of another one?"""
        rendered = prompt_of(exchange, self.speaker.processor, self.collator.limit)
        own = neural_of(exchange, self.collator.store)
        others = [other for other in others if other.neural and other.neural != exchange.neural]
        rng = np.random.default_rng([number, 17])
        other = others[int(rng.integers(len(others)))] if others else exchange
        swapped = in_place_of(own, neural_of(other, self.collator.store), rng)
        prompts = [(rendered, own), (rendered, swapped)]
        scores = score_prompts(self.speaker.model, self.speaker.processor, prompts, exchange.choices).mean
        chosen = [exchange.choices[int(row.argmax())] for row in scores]
        return chosen[0] == exchange.answer, chosen[1] == exchange.answer

    def _sample(self, exchange: Exchange) -> None:
        """What the model says now to one question, beside what it should say."""
        prompt = Prompt(
            asked(exchange), exchange.blocks, neural_of(exchange, self.collator.store), exchange.tools
        )
        said = "".join(self.speaker.pieces(prompt, max_new_tokens=SAMPLE_TOKENS)).strip()
        self.say(f"sample {exchange.id}: {asked(exchange)[-1].text[-200:]}")
        self.say(f"  says   {' '.join(said.split())[:200]}")
        self.say(f"  should {' '.join(exchange.answer.split())[:200]}")


def in_place_of(own: Neural, other: Neural, rng: np.random.Generator) -> Neural:
    """Tokens of another example in the places of an example's own: the same encoders, as many places of each."""
    pool = defaultdict(list)
    for name, tokens in other:
        pool[name].append(tokens)
    found = []
    for name, tokens in own:
        if name not in pool:
            found.append((name, torch.zeros_like(tokens)))
            continue
        rows = torch.cat(pool[name])
        order = (
            np.arange(len(tokens)) if len(rows) == len(tokens) else rng.integers(0, len(rows), len(tokens))
        )
        found.append((name, rows[torch.from_numpy(np.sort(order))]))
    return found


@torch.inference_mode()
def token_loss(model: Any, collator: Collator, exchanges: Sequence[Exchange], at_once: int) -> float:
    """Mean negative log-likelihood (nats) per learnt token; NaN without exchanges."""
    model.eval()
    total, count = 0.0, 0
    for first in range(0, len(exchanges), at_once):
        batch = on_device(collator(exchanges[first : first + at_once], 0), model.device)
        learnt = int((batch["labels"] != IGNORED).sum())
        total += float(model(**batch).loss) * learnt
        count += learnt
    return total / count if count else math.nan


def chosen(
    prepared: Prepared | Iterable[Exchange], collator: Collator, count: int, seed: int
) -> dict[str, list[Exchange]]:
    """Task → exchanges that are looked at, `count` of each at most; always the same ones."""
    tasks: dict[str, list[Exchange]] = defaultdict(list)
    for exchange in prepared:
        tasks[exchange.task].append(exchange)
    found = {}
    for task, some in sorted(tasks.items()):
        rng = np.random.default_rng([seed, len(some), 19])
        picked = sorted(rng.permutation(len(some))[:count].tolist())
        found[task] = [some[i] for i in picked if collator.length(some[i])]
    return found


def perplexity(model: Any, collator: Collator, plain: Sequence[Exchange], at_once: int) -> float:
    """exp of the mean loss on plain text: what a model forgets shows here."""
    loss = token_loss(model, collator, plain, at_once)
    try:
        return math.exp(loss)
    except OverflowError:
        raise ConfigError(
            f"The loss on plain text is {loss:.0f} nats per token: the model is broken."
        ) from None
