"""Checkpoints are whole or not there, and a run that was cut short ends where an uncut one does."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import torch
from torch import nn
from transformers import TrainingArguments

from neuro_llm.train.trainer import STAGING, AtomicTrainer, Batches, run


class Line(nn.Module):
    def __init__(self) -> None:
        super().__init__()
        torch.manual_seed(0)
        self.layer = nn.Linear(3, 1)

    def forward(self, x: torch.Tensor) -> dict[str, torch.Tensor]:
        return {"loss": (self.layer(x) - x.sum(1, keepdim=True)).square().mean()}


def batch(step: int) -> dict[str, torch.Tensor]:
    return {"x": torch.randn(8, 3, generator=torch.Generator().manual_seed(step))}


def trainer(folder: Path, kind: type[AtomicTrainer] = AtomicTrainer) -> AtomicTrainer:
    arguments = TrainingArguments(
        output_dir=str(folder), max_steps=12, per_device_train_batch_size=1, learning_rate=0.1, save_steps=4,
        save_total_limit=2, report_to=[], use_cpu=True, disable_tqdm=True, remove_unused_columns=False,
        logging_steps=100,
    )  # fmt: skip
    return kind(model=Line(), args=arguments, train_dataset=Batches(batch, 12), data_collator=lambda b: b[0])


class Cut(AtomicTrainer):
    """Dies while the second checkpoint is written."""

    def _save_checkpoint(self, model: nn.Module, trial: Any) -> None:
        if self.state.global_step == 8:
            staging = Path(self.args.output_dir) / STAGING / "checkpoint-8"
            staging.mkdir(parents=True)
            (staging / "model.safetensors").write_bytes(b"half")
            raise KeyboardInterrupt
        super()._save_checkpoint(model, trial)


def test_a_cut_run_ends_like_an_uncut_one(tmp_path: Path) -> None:
    whole = trainer(tmp_path / "whole")
    run(whole)
    with pytest.raises(KeyboardInterrupt):
        run(trainer(tmp_path / "cut", Cut))
    assert [path.name for path in (tmp_path / "cut").glob("checkpoint-*")] == ["checkpoint-4"]
    resumed = trainer(tmp_path / "cut")
    run(resumed)
    assert torch.equal(whole.model.layer.weight, resumed.model.layer.weight)


def test_old_checkpoints_go_and_a_finished_run_stays(tmp_path: Path) -> None:
    first = trainer(tmp_path)
    run(first)
    assert sorted(path.name for path in tmp_path.glob("checkpoint-*")) == ["checkpoint-12", "checkpoint-8"]
    again = trainer(tmp_path)
    run(again)
    assert again.state.global_step == 0  # nothing was trained
    assert torch.equal(first.model.layer.weight, again.model.layer.weight)
