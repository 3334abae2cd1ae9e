"""What is told of a run: accuracy with an example's own tokens and with another's; forgetting; memory and time."""

from __future__ import annotations

import json
import math
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest
import torch
from transformers import LlamaConfig

from neuro_llm.adapters.prompt import Turn
from neuro_llm.recordings.errors import ConfigError
from neuro_llm.train.instruct import estimate as estimating
from neuro_llm.train.instruct.collating import Collator
from neuro_llm.train.instruct.estimate import Build, Clock, estimate
from neuro_llm.train.instruct.held_apart import HeldApart, chosen, in_place_of, perplexity
from neuro_llm.train.instruct.recipe import InstructRecipe
from neuro_llm.train.instruct.replay import plain_text
from neuro_llm.train.instructions import Example, write_examples


def look(base: Any, prepared: Any, said: list[str], logged: dict[str, float]) -> HeldApart:
    collator = Collator(base.processor, prepared.maker.store, 1500, 0)
    speaker = base.assistant().mind.speaker
    return HeldApart(speaker, collator, chosen(prepared, collator, 4, 0), 2, said.append, logged.update)


def test_a_look_tells_both_accuracies_of_every_task_and_a_sample(base: Any, prepared: Any) -> None:
    said: list[str] = []
    logged: dict[str, float] = {}
    loss = look(base, prepared, said, logged)()
    assert logged["eval_val_loss"] == loss > 0
    assert {"eval_eyes_own_accuracy", "eval_eyes_shuffled_accuracy"} <= set(logged)
    assert any(line.startswith("eyes: accuracy") for line in said)
    assert any(line.startswith("sample ") for line in said)
    assert any(line.strip().startswith("should") for line in said)


def test_a_model_that_reads_its_tokens_is_told_from_one_that_does_not(
    base: Any, prepared: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    """An oracle that goes by the tokens alone: right with its own, right as often as the other example's answer."""
    apart = look(base, prepared, [], {})
    closed = [one for one in apart.exchanges["eyes"] if one.choices]
    right = {neural[0][1].sum().item(): one.answer for one in closed for neural in [_neural(prepared, one)]}

    def score(model: Any, processor: Any, prompts: Any, options: Any) -> Any:
        rows = [
            [float(option == right[neural[0][1].sum().item()]) for option in options] for _, neural in prompts
        ]
        return SimpleNamespace(mean=torch.tensor(rows))

    monkeypatch.setattr("neuro_llm.train.instruct.held_apart.score_prompts", score)
    own, shuffled = apart.accuracies(closed) or (0.0, 1.0)
    assert own == 1.0
    assert shuffled < 1.0


def _neural(prepared: Any, exchange: Any) -> list[tuple[str, torch.Tensor]]:
    return [(name, prepared.maker.store.tokens(key)) for name, key in exchange.neural]


def test_tokens_of_another_example_take_the_places_of_its_encoder() -> None:
    own = [("eeg", torch.zeros(3, 4)), ("fmri", torch.zeros(2, 5))]
    other = [("eeg", torch.arange(20.0).view(5, 4))]
    swapped = in_place_of(own, other, np.random.default_rng(0))
    assert [(name, tuple(tokens.shape)) for name, tokens in swapped] == [("eeg", (3, 4)), ("fmri", (2, 5))]
    assert set(map(tuple, swapped[0][1].tolist())) <= set(map(tuple, other[0][1].tolist()))


def test_plain_text_of_a_file_and_its_perplexity(
    base: Any, prepared: Any, quick: Callable[..., InstructRecipe], tmp_path: Path
) -> None:
    turns = (
        Turn("user", "What is the dominant frequency?"),
        Turn("assistant", "the dominant frequency is 10 Hz"),
    )
    write_examples(tmp_path / "plain.jsonl", [Example(str(i), turns) for i in range(20)])
    recipe = quick(replay_file=str(tmp_path / "plain.jsonl"))
    learnt, apart = plain_text(recipe, tmp_path, base.model, base.processor, print)
    assert (len(learnt), len(apart)) == (18, 2)
    collator = Collator(base.processor, prepared.maker.store, 1500, 0)
    assert 1 < perplexity(base.model, collator, apart, 2) < math.inf
    assert math.isnan(perplexity(base.model, collator, [], 2))


def test_the_model_writes_plain_text_itself_once(
    base: Any, quick: Callable[..., InstructRecipe], tmp_path: Path
) -> None:
    said: list[str] = []
    first = plain_text(quick(replay_count=12), tmp_path, base.model, base.processor, said.append)
    again = plain_text(quick(replay_count=12), tmp_path, base.model, base.processor, said.append)
    assert first == again
    assert len(said) == 1
    assert all(one.answer and not one.blocks for one in first[0])
    assert len(json.loads((tmp_path / "replay.json").read_text())) == len(first[0]) + len(first[1])


def test_replay_with_recordings_is_refused(lessons: Path, base: Any, quick: Any, tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match="plain text"):
        plain_text(quick(replay_file=str(lessons)), tmp_path, base.model, base.processor, print)


def llama(width: int, layers: int) -> LlamaConfig:
    return LlamaConfig(
        hidden_size=width,
        intermediate_size=4 * width,
        num_hidden_layers=layers,
        vocab_size=32_000,
        num_attention_heads=8,
    )


def test_weights_are_counted_without_loading_any() -> None:
    build = Build.of(llama(64, 2))
    per_layer = 4 * 64 * 64 + 3 * 64 * 256 + 2 * 64
    assert build.weights == 2 * 32_000 * 64 + 2 * per_layer + 64
    assert build.embedded == 2 * 32_000 * 64
    assert build.per_rank == 2 * (4 * 128 + 3 * 320)


def test_what_cannot_fit_is_refused_before_it_is_loaded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(estimating, "_free", lambda: 16 * 2**30)
    with pytest.raises(ConfigError, match=r"GiB are free.*load_in_4bit"):
        estimate(llama(4096, 60), InstructRecipe(), [100], 10).check()
    with pytest.raises(ConfigError, match="Lower at_once"):
        estimate(llama(1024, 20), InstructRecipe(), [40_000] * 4, 10).check()
    small = estimate(llama(1024, 20), InstructRecipe(checkpointing=True), [500] * 4, 10)
    small.check()
    assert "16.0 GiB are free" in small.shown


def test_the_time_is_told_after_a_few_steps() -> None:
    said: list[str] = []
    clock, state = Clock(said.append), SimpleNamespace(global_step=0, max_steps=100)
    for step in range(12):
        clock.on_step_begin(None, state, None)
        state.global_step = step + 1
        clock.on_step_end(None, state, None)
    assert len(said) == 2
    assert "s per step" in said[0]
