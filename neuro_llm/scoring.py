"""Closed questions: how likely the model finds each option, from one pass over the prompt."""

from __future__ import annotations

import copy
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import torch
from torch import Tensor
from transformers.cache_utils import Cache, DynamicLayer, DynamicSlidingWindowLayer

from neuro_llm.adapters.frames import end_of_turn
from neuro_llm.adapters.prompt import Rendered
from neuro_llm.adapters.tokens import token_text
from neuro_llm.recordings.errors import ConfigError

from .modeling import NeuroLLMForConditionalGeneration
from .processing import NeuroLLMProcessor


@dataclass(frozen=True)
class OptionScores:
    """Log-likelihoods (natural) of the options, (option,). total: of all tokens; mean: per token."""

    total: Tensor
    mean: Tensor


@torch.inference_mode()
def score_options(
    model: NeuroLLMForConditionalGeneration,
    processor: NeuroLLMProcessor,
    rendered: Rendered,
    options: Sequence[str],
    neural_tokens: Tensor | None = None,
    *,
    whole: bool = True,
) -> OptionScores:
    """Log-likelihood of each option as the answer to a rendered prompt.

    rendered       a prompt whose last turn is the user's
    neural_tokens  (place, encoder_dim)
    whole          the option is the whole answer: the end of the turn counts as its last token
    """
    rows = _option_ids(processor, rendered, options, whole)
    inputs = processor.batch([rendered], None if neural_tokens is None else [neural_tokens])
    inputs = {key: value.to(model.device) for key, value in inputs.items()}
    n_prompt = len(rendered.input_ids)
    prefix = model(**inputs, use_cache=True, logits_to_keep=1)
    logs = prefix.logits[:, -1:].float().log_softmax(-1).expand(len(rows), -1, -1)
    longest = max(len(row) for row in rows)
    if longest > 1:
        cache = _repeated(prefix, len(rows))
        after = _reread(model, inputs, rows) if cache is None else _continued(model, cache, rows, n_prompt)
        logs = torch.cat([logs, after], 1)
    ids, real = _table(rows, longest, model.device)
    picked = logs.gather(-1, ids.unsqueeze(-1)).squeeze(-1).masked_fill(~real, 0.0)
    total = picked.sum(1)
    return OptionScores(total.cpu(), (total / real.sum(1)).cpu())


def _option_ids(
    processor: NeuroLLMProcessor, rendered: Rendered, options: Sequence[str], whole: bool
) -> list[list[int]]:
    text = token_text(processor.tokenizer)
    end = [end_of_turn(processor.tokenizer)] if whole else []
    rows = [text.with_slots(rendered.lead + option.strip(), processor.slots) + end for option in options]
    if not rows or not all(rows):
        raise ConfigError(f"options={tuple(options)!r}: give at least one option, none of them empty.")
    return rows


def _table(rows: Sequence[list[int]], longest: int, device: torch.device) -> tuple[Tensor, Tensor]:
    """Ids (option, token), padded on the right with 0, and where they are real."""
    ids = torch.tensor([row + [0] * (longest - len(row)) for row in rows], device=device)
    lengths = torch.tensor([len(row) for row in rows], device=device)
    return ids, torch.arange(longest, device=device) < lengths.unsqueeze(1)


def _repeated(prefix: Any, n_options: int) -> Cache | None:
    """What the model remembers of the prompt, once per option; None where it is no plain key-value cache."""
    cache = getattr(prefix, "past_key_values", None)
    if cache is None or not {type(layer) for layer in cache.layers} <= {
        DynamicLayer,
        DynamicSlidingWindowLayer,
    }:
        return None
    cache = copy.deepcopy(cache)
    cache.batch_repeat_interleave(n_options)
    return cache


def _reread(
    model: NeuroLLMForConditionalGeneration, inputs: dict[str, Tensor], rows: Sequence[list[int]]
) -> Tensor:
    """As `_continued`, by reading the prompt again with each option: for state-space models."""
    longest = max(len(row) for row in rows) - 1
    ids, _ = _table([row[:-1] for row in rows], longest, model.device)
    logs = []
    for row in ids:
        whole = torch.cat([inputs["input_ids"], row.unsqueeze(0)], 1)
        given = {**inputs, "input_ids": whole, "attention_mask": torch.ones_like(whole)}
        logs.append(model(**given, use_cache=False).logits[:, -longest:].float().log_softmax(-1))
    return torch.cat(logs)


def _continued(
    model: NeuroLLMForConditionalGeneration, cache: Cache, rows: Sequence[list[int]], n_prompt: int
) -> Tensor:
    """Log-probabilities after every token of an option but its last: (option, token - 1, vocabulary)."""
    longest = max(len(row) for row in rows) - 1
    ids, real = _table([row[:-1] for row in rows], longest, model.device)
    mask = torch.cat([real.new_ones(len(rows), n_prompt), real], 1).long()
    places = torch.arange(n_prompt, n_prompt + longest, device=model.device).expand(len(rows), -1)
    out = model(
        input_ids=ids, attention_mask=mask, position_ids=places, past_key_values=cache, use_cache=True
    )
    return out.logits.float().log_softmax(-1)
