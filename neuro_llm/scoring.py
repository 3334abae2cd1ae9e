"""Closed questions: how likely the model finds each option, from one pass over the prompt."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import torch
from torch import Tensor
from transformers.cache_utils import Cache, DynamicLayer, DynamicSlidingWindowLayer

from neuro_llm.adapters.frames import end_of_turn
from neuro_llm.adapters.projector import Neural
from neuro_llm.adapters.prompt import Rendered
from neuro_llm.adapters.tokens import token_text
from neuro_llm.recordings.errors import ConfigError
from neuro_llm.recordings.stopping import look

from .fronts import Fronts, Shown, joined
from .modeling import NeuroLLMForConditionalGeneration
from .processing import NeuroLLMProcessor, on_device


@dataclass(frozen=True)
class OptionScores:
    """Log-likelihoods (natural) of the options, (option,). total: of all tokens; mean: per token."""

    total: Tensor
    mean: Tensor


def score_options(
    model: NeuroLLMForConditionalGeneration,
    processor: NeuroLLMProcessor,
    rendered: Rendered,
    options: Sequence[str],
    neural_tokens: Neural = (),
    *,
    whole: bool = True,
) -> OptionScores:
    """Log-likelihood of each option as the answer to a rendered prompt.

    rendered       a prompt whose last turn is the user's
    neural_tokens  those of the prompt's places
    whole          the option is the whole answer: the end of the turn counts as its last token
    """
    scores = score_prompts(model, processor, [(rendered, neural_tokens)], options, whole=whole)
    return OptionScores(scores.total[0], scores.mean[0])


@torch.inference_mode()
def score_prompts(
    model: NeuroLLMForConditionalGeneration,
    processor: NeuroLLMProcessor,
    prompts: Sequence[Shown],
    options: Sequence[str],
    *,
    whole: bool = True,
    fronts: Fronts | None = None,
) -> OptionScores:
    """The same for several prompts in one pass: (prompt, option).

    fronts   what the model remembers of earlier prompts; None: they are read from the start
    """
    rows = _option_ids(processor, prompts[0][0], options, whole)
    read = _read(model, processor, prompts, fronts)
    if read is None:
        logs = torch.cat([_reread(model, processor, prompt, rows) for prompt in prompts])
    else:
        logs = _continued(model, read, rows)
    ids, real = _table(rows, max(len(row) for row in rows), model.device)
    picked = logs.unflatten(0, (len(prompts), len(rows))).gather(
        -1, ids.expand(len(prompts), -1, -1).unsqueeze(-1)
    )
    total = picked.squeeze(-1).masked_fill(~real, 0.0).sum(-1)
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


@dataclass(frozen=True)
class _Read:
    """What the model made of prompts: logits (prompt, vocabulary) behind them, its memory, and where that is real
    (prompt, token)."""

    logits: Tensor
    cache: Cache
    mask: Tensor


def _read(
    model: NeuroLLMForConditionalGeneration,
    processor: NeuroLLMProcessor,
    prompts: Sequence[Shown],
    fronts: Fronts | None,
) -> _Read | None:
    """All prompts in one pass, padded on the left; None where the model has no plain key-value memory."""
    look()
    known = [] if fronts is None else [fronts.of(*prompt) for prompt in prompts]
    kept = [] if None in known else [front for front in known if front is not None]
    if kept:
        rest = [replace(one, input_ids=one.input_ids[one.front :]) for one, _ in prompts]
        inputs = processor.batch(rest)
    else:
        inputs = processor.batch([one for one, _ in prompts], [tokens for _, tokens in prompts])
    inputs = on_device(inputs, model.device)
    mask, cache = inputs.pop("attention_mask"), None
    n_new = mask.shape[1]
    if kept:
        cache, real = joined(kept)
        mask = torch.cat([real.long(), mask], 1)
    places = (mask.cumsum(1) - 1).clamp(min=0)[:, -n_new:]
    out = model(
        **inputs,
        attention_mask=mask,
        position_ids=places,
        past_key_values=cache,
        use_cache=True,
        logits_to_keep=1,
    )
    layers = {type(layer) for layer in getattr(out.past_key_values, "layers", [None])}
    if not layers <= {DynamicLayer, DynamicSlidingWindowLayer}:
        return None
    return _Read(out.logits[:, -1], out.past_key_values, mask)


def _continued(model: NeuroLLMForConditionalGeneration, read: _Read, rows: Sequence[list[int]]) -> Tensor:
    """Log-probabilities before every token of every option: (prompt · option, token, vocabulary)."""
    n_prompts, longest = len(read.logits), max(len(row) for row in rows)
    first = read.logits.float().log_softmax(-1).repeat_interleave(len(rows), 0).unsqueeze(1)
    if longest == 1:
        return first
    ids, real = _table([row[:-1] for row in rows], longest - 1, model.device)
    mask = read.mask.repeat_interleave(len(rows), 0)
    read.cache.batch_repeat_interleave(len(rows))
    places = mask.sum(1, keepdim=True) + torch.arange(longest - 1, device=model.device)
    out = model(
        input_ids=ids.repeat(n_prompts, 1),
        attention_mask=torch.cat([mask, real.long().repeat(n_prompts, 1)], 1),
        position_ids=places,
        past_key_values=read.cache,
        use_cache=True,
    )
    return torch.cat([first, out.logits.float().log_softmax(-1)], 1)


def _reread(
    model: NeuroLLMForConditionalGeneration,
    processor: NeuroLLMProcessor,
    prompt: Shown,
    rows: Sequence[list[int]],
) -> Tensor:
    """As `_continued` of one prompt, by reading it again with each option: state-space models, sliding windows."""
    inputs = on_device(processor.batch([prompt[0]], [prompt[1]]), model.device)
    longest = max(len(row) for row in rows)
    ids, _ = _table([row[:-1] for row in rows], longest - 1, model.device)
    logs = []
    for row in ids:
        whole = torch.cat([inputs["input_ids"], row.unsqueeze(0).long()], 1)
        given = {**inputs, "input_ids": whole, "attention_mask": torch.ones_like(whole)}
        logs.append(model(**given, use_cache=False).logits[:, -longest:].float().log_softmax(-1))
    return torch.cat(logs)
