"""Captions of pictures warm a projector of the shared space."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import torch

import neuro_llm
from neuro_llm.adapters.prompt import Turn
from neuro_llm.encoders.encode import SPACE
from neuro_llm.recordings.errors import ConfigError
from neuro_llm.train.instruct.bases import open_base
from neuro_llm.train.instruct.collating import Collator
from neuro_llm.train.instruct.exchanges import Maker
from neuro_llm.train.instruct.features import Features
from neuro_llm.train.instruct.pictures import PICTURE, shared_space
from neuro_llm.train.instruct.preparing import modalities, prepare
from neuro_llm.train.instruct.project import project
from neuro_llm.train.instructions import Example, Source, read_examples, write_examples


@pytest.fixture
def captions(tmp_path: Path) -> Path:
    from PIL import Image

    examples = []
    for i, colour in enumerate(("red", "green", "blue")):
        pixels = np.zeros((32, 32, 3), np.uint8)
        pixels[..., i] = 255
        Image.fromarray(pixels).save(tmp_path / f"{colour}.png")
        turns = (Turn("user", "What is shown?"), Turn("assistant", f"Something {colour}."))
        examples.append(Example(colour, turns, (Source(f"{colour}.png"),), task="captions"))
    write_examples(tmp_path / "captions.jsonl", examples)
    return tmp_path / "captions.jsonl"


def test_a_picture_is_one_token_of_the_shared_space(
    captions: Path, quick: Callable[..., Any], tmp_path: Path
) -> None:
    examples = read_examples(captions)
    assert modalities(examples) == {PICTURE}
    base = open_base(quick(rank=0), None, modalities(examples), print)
    assert [name for name, w in base.model.named_parameters() if w.requires_grad and "space" in name]
    assert not [
        name for name, w in base.model.named_parameters() if w.requires_grad and "projector" not in name
    ]
    store = Features(tmp_path / "f.sqlite")
    made = prepare(Maker(base.assistant(), examples.folder, store), examples, print)
    batch = Collator(base.processor, store, 200, 0)([*made], 0)
    assert [name for name, _ in batch["neural_tokens"]] == [SPACE] * 3
    vector = batch["neural_tokens"][0][1]
    assert vector.shape == (1, shared_space().space.dim)
    assert float(vector.norm()) == pytest.approx(1, abs=1e-3)
    loss = base.model(**batch).loss
    loss.backward()
    assert base.model.projectors[SPACE].out.weight.grad.abs().sum() > 0


def test_the_projector_alone_is_warmed(captions: Path, quick: Callable[..., Any], tmp_path: Path) -> None:
    recipe = quick(steps=2, batch=2)
    project(captions, tmp_path / "out", tmp_path / "work", recipe, note=lambda line: None)
    model = neuro_llm.load(tmp_path / "out").mind.speaker.model
    assert not model.has_lora
    fresh = open_base(replace(recipe, rank=0), None, {PICTURE}, print).model
    moved = {
        name
        for name, weight in model.state_dict().items()
        if not torch.equal(weight, fresh.state_dict()[name])
    }
    assert moved
    assert all(name.startswith(f"projectors.{SPACE}.") for name in moved)


def test_a_file_that_is_no_picture_is_named(
    captions: Path, quick: Callable[..., Any], tmp_path: Path
) -> None:
    examples = read_examples(captions)
    for path in examples.folder.glob("*.png"):
        path.write_text("no picture")
    base = open_base(quick(rank=0), None, modalities(examples), print)
    with pytest.raises(ConfigError, match="cannot be opened as a picture"):
        prepare(Maker(base.assistant(), examples.folder, Features(tmp_path / "f.sqlite")), examples, print)


def test_neural_vectors_of_the_space_follow(quick: Callable[..., Any]) -> None:
    """A model that learnt to read pictures is shown a recording's mean vector before the tokens of its encoder."""
    from neuro_llm.recordings.simulate.world import draw_pictures, record

    recording = record("calcium", 3, draw_pictures(4, seed=7)).recording
    before = open_base(quick(), None, {"calcium"}, print)
    after = open_base(quick(), None, {"calcium", PICTURE}, print)
    question = ("Is the animal awake?", ("yes", "no"), ())
    plain = before.assistant().chat(recording).prompt(*question)
    shown = after.assistant().chat(recording).prompt(*question)
    assert [name for name, _ in plain.tokens] == ["calcium"]
    assert [name for name, _ in shown.tokens] == [SPACE, "calcium"]
    assert shown.blocks[0].n_tokens == plain.blocks[0].n_tokens + 1
    inputs = after.processor(shown.turns, shown.blocks, shown.tokens)
    assert after.model(**inputs).logits.isfinite().all()
