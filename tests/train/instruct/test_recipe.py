"""Recipes: the shipped ones are valid, and a wrong setting is named."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from neuro_llm.recordings.errors import ConfigError
from neuro_llm.train.instruct.recipe import InstructRecipe, shipped


@pytest.mark.parametrize("name", shipped())
def test_shipped_recipes_are_valid(name: str) -> None:
    recipe = InstructRecipe.read(name)
    assert recipe.batch % recipe.at_once == 0


def test_the_promised_ones_are_shipped() -> None:
    assert {"laptop", "16gb", "80gb", "many", "tasks"} <= set(shipped())
    assert InstructRecipe.read("16gb").load_in_4bit
    assert InstructRecipe.read("laptop").llm == ""


def test_an_unknown_setting_is_refused_with_the_nearest_one(tmp_path: Path) -> None:
    path = tmp_path / "mine.json"
    path.write_text(json.dumps({"learning_steps": 3, "rnak": 8}))
    with pytest.raises(ConfigError, match=r"no setting 'learning_steps'; did you mean '\w+'"):
        InstructRecipe.read(str(path))
    with pytest.raises(ConfigError, match="'rnak'; did you mean 'rank'"):
        InstructRecipe.from_dict({"rnak": 8})


@pytest.mark.parametrize(
    ("values", "said"),
    [
        ({"steps": "many"}, "steps='many' is no int"),
        ({"steps": True}, "steps=True is no int"),
        ({"batch": 6, "at_once": 4}, "multiple of at_once=4"),
        ({"replay": 1.0}, "replay=1.0 is a share"),
        ({"lr": {"encoder": 1e-3}}, "projector, lora_"),
        ({"log_to": "paper"}, "tensorboard"),
        ({"tasks": {"eyes": -1}}, "must not be negative"),
    ],
)
def test_a_value_that_cannot_work_is_named(values: dict, said: str) -> None:
    with pytest.raises(ConfigError, match=said):
        InstructRecipe.from_dict(values)


def test_a_file_that_is_no_recipe(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match="laptop"):
        InstructRecipe.read(str(tmp_path / "nothing.json"))


def test_without_lora_only_projectors_learn() -> None:
    assert set(InstructRecipe(rank=0).parts) == {"projector"}
