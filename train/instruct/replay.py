"""Plain text that is learnt beside the examples, so that a language model does not forget how to talk.

From a file of conversations; or written by the model itself before it is trained, and then kept (self-distilled
replay, in the manner of Yang et al. 2024, "Self-Distillation Bridges Distribution Gap in Language Model Fine-Tuning").
"""

from __future__ import annotations

import json
import os
from collections.abc import Sequence
from dataclasses import asdict, replace
from pathlib import Path
from typing import Any

import numpy as np
import torch

from neuro_llm.adapters.prompt import Turn
from neuro_llm.processing import NeuroLLMProcessor, on_device
from neuro_llm.recordings.errors import ConfigError
from neuro_llm.speaker import without_thoughts
from neuro_llm.train.instructions import read_examples

from .exchanges import Exchange, plain_exchange
from .preparing import Say
from .recipe import InstructRecipe

HELD_APART = 10  # one in so many conversations is never learnt: what is forgotten shows there
NEW_TOKENS, TOGETHER = 160, 16

_THINGS = (
    "how a battery works", "why the sky is blue", "the difference between mean and median", "what a p-value is",
    "how vaccines work", "what inflation means", "how rainbows form", "what a black hole is", "how bread rises",
    "how to sort a list of numbers", "what photosynthesis does", "how tides arise", "what a cache is",
    "why leaves change colour", "how a bicycle stays upright", "what a contract is", "how sound travels",
    "what compound interest is", "how glass is made", "what the immune system does",
)  # fmt: skip
_ASKED = (
    "Explain {} in two sentences.", "Write a short note to a friend about {}.", "List three facts about {}.",
    "A child asks {}. What do you answer?", "Name a common mistake about {} and correct it.",
    "Write a question and its answer about {}.", "Summarise {} in one line.", "Tell a short story about {}.",
)  # fmt: skip


def plain_text(
    recipe: InstructRecipe, work: Path, model: Any, processor: NeuroLLMProcessor, say: Say, first: bool = True
) -> tuple[list[Exchange], list[Exchange]]:
    """Conversations to learn, and those that are held apart; none where the recipe wants none.

    first   this process writes them where they are written by the model; the others come when that is done
    """
    if not recipe.replay:
        return [], []
    if recipe.replay_file:
        found = _given(Path(recipe.replay_file).expanduser())
    else:
        found = _own(recipe, work / "replay.json", model, processor, say, first)
    return [one for i, one in enumerate(found) if i % HELD_APART], found[::HELD_APART]


def _given(path: Path) -> list[Exchange]:
    examples = read_examples(path)
    with_recordings = next((example.id for example in examples if example.sources), None)
    if with_recordings is not None:
        raise ConfigError(f"{path}: {with_recordings} is about a recording; replay is plain text.")
    if len(examples) < 2:
        raise ConfigError(f"{path}: {len(examples)} conversations; replay needs at least 2.")
    return [plain_exchange(example) for example in examples]


def _own(
    recipe: InstructRecipe, path: Path, model: Any, processor: NeuroLLMProcessor, say: Say, first: bool
) -> list[Exchange]:
    if first and not path.is_file():
        say(f"replay: the model writes {recipe.replay_count} texts")
        asked = _questions(processor, recipe.replay_count, recipe.seed)
        written = _answered(asked, model, processor, recipe.seed)
        staging = path.with_name(f".{path.name}.part")
        staging.write_text(json.dumps([asdict(one) for one in written], ensure_ascii=False), encoding="utf-8")
        os.replace(staging, path)
    return [Exchange.from_dict(values) for values in json.loads(path.read_text(encoding="utf-8"))]


def _questions(processor: NeuroLLMProcessor, count: int, seed: int) -> list[Exchange]:
    """What it is asked: anything; the small embedded model, which only speaks of records, about records."""
    if processor.slots:
        return [_grounded(seed * 100_000 + number) for number in range(count)]
    rng = np.random.default_rng([seed, 23])
    pairs = [(asked, thing) for asked in _ASKED for thing in _THINGS]
    order = [pairs[i % len(pairs)] for i in rng.permutation(max(count, len(pairs)))[:count]]
    said = [asked.replace("{}", thing) for asked, thing in order]
    return [Exchange(f"plain {i}", (Turn("user", text),), (), (), "") for i, text in enumerate(said)]


def _grounded(seed: int) -> Exchange:
    """An open question with evidence lines of a simulated recording, without neural tokens."""
    from neuro_llm.recordings.simulate import draw, simulate
    from neuro_llm.study import summary_line
    from neuro_llm.train.cases import Case, truth_of
    from neuro_llm.train.lessons import grounded_lesson

    recording, truth = simulate(draw(seed, duration=8.0))
    case = Case(
        torch.zeros(0, 1),
        (),
        truth_of(truth),
        summary_line(recording),
        recording.duration,
        recording.brain,
        {},
    )
    lesson = grounded_lesson(case, np.random.default_rng([seed, 29]), neural=False)
    return Exchange(f"records {seed}", lesson.turns[:-1], (lesson.block,), (), "")


@torch.inference_mode()
def _answered(
    asked: Sequence[Exchange], model: Any, processor: NeuroLLMProcessor, seed: int
) -> list[Exchange]:
    """The exchanges with what the model answers: the likeliest words of a small model, drawn ones of a large one."""
    model.eval()
    found = []
    with torch.random.fork_rng(devices=[model.device] if model.device.type == "cuda" else []):
        torch.manual_seed(seed)
        for first in range(0, len(asked), TOGETHER):
            some = asked[first : first + TOGETHER]
            rendered = [processor.render(one.turns, one.blocks) for one in some]
            inputs = on_device(processor.batch(rendered, side="left"), model.device)
            written = model.generate(**inputs, max_new_tokens=NEW_TOKENS, do_sample=not processor.slots)
            new = written[:, inputs["input_ids"].shape[1] :]
            texts = ["".join(without_thoughts([processor.decode_answer(ids)])).strip() for ids in new]
            found += [replace(one, answer=text) for one, text in zip(some, texts, strict=True) if text]
    if len(found) < 2:
        raise ConfigError("The language model writes nothing: give replay_file, or set replay to 0.")
    return found
