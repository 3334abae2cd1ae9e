"""What a run will need, before it starts: bytes by what is known of the model, seconds by the first steps."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import torch
from transformers import TrainerCallback

from neuro_llm.recordings.errors import ConfigError

from .recipe import InstructRecipe

GIB = 2**30
_TRAINED_BYTES = 16  # of a trained weight: itself, its gradient and Adam's two moments, all in fp32
_NF4_BYTES = 0.55  # of a weight in 4 bits with its block's scale (Dettmers et al. 2023: 0.5 + 0.127 / 8 · 3)
_TIMED = (3, 10)  # steps after which the time is told, and at every tenth of the run


@dataclass(frozen=True)
class Estimate:
    """Bytes on one device, and how many there are.

    weights      of the language model as it is loaded
    trained      weights that learn, their gradients and the optimizer
    activations  of one pass at the longest batch, logits included
    """

    weights: int
    trained: int
    activations: int
    free: int

    @property
    def total(self) -> int:
        return self.weights + self.trained + self.activations

    @property
    def shown(self) -> str:
        parts = {"weights": self.weights, "what is trained": self.trained, "longest batch": self.activations}
        told = ", ".join(f"{name} {_size(value)}" for name, value in parts.items())
        return f"about {_size(self.total)} of memory ({told}); {_size(self.free)} are free"

    def check(self) -> None:
        """ConfigError where even the weights and what is trained do not fit: the rest is only roughly known."""
        if self.weights + self.trained > self.free:
            raise ConfigError(
                f"The run needs {self.shown}. Take a smaller language model, load_in_4bit, a lower rank, several cards "
                "with shard (many.json), or a larger card."
            )
        if self.total > 2 * self.free:
            raise ConfigError(
                f"The run needs {self.shown}. Lower at_once (batch may stay as it is) or longest, or set checkpointing."
            )


@dataclass(frozen=True)
class Build:
    """How large a language model is, by its configuration alone.

    weights    all of them; embedded: those of its embeddings, which are never in 4 bits
    per_rank   weights of LoRA of rank 1 on all its linear layers
    """

    weights: int
    embedded: int
    per_rank: int

    @classmethod
    def of(cls, config: Any) -> Build:
        """Nothing of the weights is loaded."""
        from accelerate import init_empty_weights
        from transformers import AutoModelForCausalLM
        from transformers.pytorch_utils import Conv1D

        with init_empty_weights():
            model = AutoModelForCausalLM.from_config(config)
        ends = [
            part for part in (model.get_input_embeddings(), model.get_output_embeddings()) if part is not None
        ]
        layers = [m for m in model.modules() if isinstance(m, torch.nn.Linear | Conv1D) and m is not ends[-1]]
        return cls(
            sum(weight.numel() for weight in model.parameters()),
            sum({id(part.weight): part.weight.numel() for part in ends}.values()),
            sum(sum(layer.weight.shape) for layer in layers),
        )


def estimate(
    config: Any, recipe: InstructRecipe, rows: Sequence[int] = (), learnt: int = 0, shares: int = 1
) -> Estimate:
    """What the recipe needs with a language model of this configuration.

    config   the language model's own
    rows     tokens of each example of the longest pass; (): not known yet
    learnt   places of it at which logits are made
    shares   processes among which the weights are divided
    """
    size = 2 if torch.cuda.is_available() else 4
    build = Build.of(config)
    each = _NF4_BYTES if recipe.load_in_4bit else size
    weights = (build.weights - build.embedded) * each + build.embedded * size
    trained = build.per_rank * recipe.rank * _TRAINED_BYTES
    return Estimate(
        int(weights / shares), trained // shares, _activations(config, recipe, rows, learnt, size), _free()
    )


def _activations(config: Any, recipe: InstructRecipe, rows: Sequence[int], learnt: int, size: int) -> int:
    """Bytes kept for the backward pass: about 34 numbers of `hidden_size` per token and layer (Korthikanti et al. 2022,
    without the attention matrix), two with checkpointing; and logits with their gradient in fp32."""
    if not rows:
        return 0
    tokens = len(rows) * max(rows)
    width, layers = config.hidden_size, config.num_hidden_layers
    each = (2 * layers + 34) if recipe.checkpointing else 34 * layers
    return int(tokens * width * each * size / 2 + learnt * config.vocab_size * 12)


def _free() -> int:
    if torch.cuda.is_available():
        return int(torch.cuda.mem_get_info()[0] + torch.cuda.memory_allocated())
    import psutil

    return int(psutil.virtual_memory().available)


def _size(count: float) -> str:
    return f"{count / GIB:.1f} GiB" if count >= 0.05 * GIB else f"{count / 2**20:.0f} MiB"


class Clock(TrainerCallback):
    """Tells how long the run will take: after a few steps, and now and then."""

    def __init__(self, say: Callable[[str], None] = lambda line: print(line, file=sys.stderr)) -> None:
        self.say = say
        self.began, self.first = 0.0, 0

    def on_step_begin(self, args: Any, state: Any, control: Any, **_: Any) -> None:
        if not self.began:
            self.began, self.first = time.monotonic(), state.global_step

    def on_step_end(self, args: Any, state: Any, control: Any, **_: Any) -> None:
        done = state.global_step - self.first
        if done in _TIMED or not state.global_step % max(1, state.max_steps // 10):
            each = (time.monotonic() - self.began) / done
            rest = each * (state.max_steps - state.global_step)
            self.say(f"{each:.2f} s per step, {rest / 60:.1f} min to go")
