"""A model divided among two processes (FSDP2) trains like a whole one, and its checkpoints hold what is needed."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
import torch
from safetensors.torch import load_file
from torch import nn

from neuro_llm.recordings.errors import ConfigError
from neuro_llm.train.sharding import check_sharded, fsdp_arguments, gathered, is_sharded
from neuro_llm.train.trainer import training_arguments

SCRIPT = str(Path(__file__).with_name("sharded_run.py"))


def losses(folder: Path) -> torch.Tensor:
    return torch.tensor(json.loads((folder / "losses.json").read_text(encoding="utf-8")))


def test_a_divided_model_trains_like_a_whole_one(commands: Any, tmp_path: Path) -> None:
    one, two = tmp_path / "one", tmp_path / "two"
    assert "whole" in commands.run([SCRIPT, str(one)]).check().log
    assert "divided" in commands.run([SCRIPT, str(two)], processes=2).check().log
    assert (losses(one) - losses(two)).abs().max() <= 1e-5
    weights = load_file(one / "end.safetensors"), load_file(two / "end.safetensors")
    assert all((weights[0][name] - weights[1][name]).abs().max() <= 1e-5 for name in weights[0])
    kept = load_file(two / "checkpoint-6" / "model.safetensors")
    assert {name: tuple(weight.shape) for name, weight in kept.items()} == {
        name: tuple(weight.shape) for name, weight in weights[0].items()
    }, "whole weights, the trained ones alone"


@pytest.mark.slow
def test_a_divided_run_goes_on_after_a_kill(commands: Any, tmp_path: Path) -> None:
    two, cut = tmp_path / "two", tmp_path / "cut"
    commands.run([SCRIPT, str(two)], processes=2).check()
    assert commands.run([SCRIPT, str(cut)], processes=2, die_at=40).killed
    assert (cut / "checkpoint-2").is_dir()
    commands.run([SCRIPT, str(cut)], processes=2).check()
    assert torch.equal(losses(cut), losses(two))
    assert (cut / "end.safetensors").read_bytes() == (two / "end.safetensors").read_bytes()
    assert (cut / "best.safetensors").read_bytes() == (two / "best.safetensors").read_bytes()


def test_copies_instead_of_parts_are_refused(commands: Any, tmp_path: Path) -> None:
    ended = commands.run([SCRIPT, str(tmp_path / "run"), "--honest"], processes=2)
    assert 0 not in ended.statuses
    assert "would be copied whole to each of 2 processes on cpu" in ended.log


def test_transformers_takes_the_settings(tmp_path: Path) -> None:
    settings = fsdp_arguments(["LlamaDecoderLayer"], offload=True)
    arguments = training_arguments(tmp_path, 2, 1e-3, 0, gradient_checkpointing=True, **settings)
    plugin = arguments.fsdp_plugin_args
    assert plugin["fsdp_version"] == 2
    assert plugin["cpu_offload"]
    assert plugin["reshard_after_forward"]
    assert plugin["activation_checkpointing"], "FSDP has its own; transformers' would gather everything twice"
    assert plugin["transformer_cls_names_to_wrap"] == "LlamaDecoderLayer"
    assert not arguments.activation_checkpointing
    with pytest.raises(ConfigError, match="FSDP divides a model among several GPUs"):
        check_sharded(arguments, False)


def test_a_whole_model_gives_its_state() -> None:
    model = nn.Linear(2, 3)
    assert not is_sharded(model)
    assert torch.equal(gathered(model)["weight"], model.weight)
