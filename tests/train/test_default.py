"""The recipe of the embedded default, at a size that a test can wait for: whole, resumable, the same twice."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
import torch
from safetensors.torch import load_file

import neuro_llm
from neuro_llm.recordings.errors import ConfigError
from neuro_llm.train.default import train_default


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A smoke-sized default; the work folder beside it keeps the stages."""
    folder = tmp_path_factory.mktemp("default")
    torch.manual_seed(1)
    return train_default(folder / "out", folder / "work", size="smoke", workers=1)


def test_the_result_answers(made: Path) -> None:
    model = neuro_llm.load(made)
    recording, _ = neuro_llm.simulate(duration=20, seed=3)
    answer = model.generate(recording, "Are the eyes open or closed?", choices=("open", "closed"))
    assert answer.choice in ("open", "closed")
    assert sum(answer.probabilities.values()) == pytest.approx(1)


def test_the_folder_names_its_data_and_base(made: Path) -> None:
    about = json.loads((made / "neuro_llm.json").read_text())
    assert about["base"]["fingerprint"]
    assert about["card"]["data"][0]["licence"] == "Apache-2.0"
    assert "adapter/adapter_model.safetensors" in about["files"]


@pytest.mark.slow
def test_a_finished_run_is_not_trained_again(made: Path) -> None:
    """Every stage is found done: the weights come out the same."""
    before = load_file(made / "model.safetensors")
    adapter = load_file(made / "adapter" / "adapter_model.safetensors")
    train_default(made, made.parent / "work", size="smoke", workers=1)
    assert all(
        torch.equal(before[name], weight) for name, weight in load_file(made / "model.safetensors").items()
    )
    again = load_file(made / "adapter" / "adapter_model.safetensors")
    assert all(torch.equal(adapter[name], weight) for name, weight in again.items())


def test_another_recipe_needs_another_folder(made: Path) -> None:
    with pytest.raises(ConfigError, match="another recipe"):
        train_default(made, made.parent / "work", size="full", workers=1)


def test_a_size_is_named(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match="smoke"):
        train_default(tmp_path / "out", tmp_path / "work", size="huge")
