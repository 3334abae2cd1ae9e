"""Checkpoints are whole or not there, and a run that was cut short ends where an uncut one does."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import torch
from torch import nn

from neuro_llm.recordings.errors import ConfigError
from neuro_llm.train.trainer import STAGING, AtomicTrainer, Batches, BestKept, run, training_arguments

STEPS = 12


class Line(nn.Module):
    def __init__(self) -> None:
        super().__init__()
        torch.manual_seed(0)
        self.layer = nn.Linear(3, 1)
        self.norm = nn.LayerNorm(3)

    def forward(self, x: torch.Tensor) -> dict[str, torch.Tensor]:
        return {"loss": (self.layer(self.norm(x)) - x.sum(1, keepdim=True)).square().mean()}


def batch(step: int) -> dict[str, torch.Tensor]:
    return {"x": torch.randn(8, 3, generator=torch.Generator().manual_seed(step))}


def only(batches: list[Any]) -> Any:
    return batches[0]


def trainer(folder: Path, kind: type[AtomicTrainer] = AtomicTrainer, **others: Any) -> AtomicTrainer:
    arguments = training_arguments(
        folder, STEPS, 0.1, 0, save_steps=4, logging_steps=5, report_to=[], bf16=False, weight_decay=0.1
    )
    return kind(
        model=Line(), args=arguments, train_dataset=Batches(batch, STEPS), data_collator=only, **others
    )


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
    assert curve(whole) == curve(resumed), (
        "also where a mean of the loss would have run across the checkpoint"
    )
    assert [step for step, _ in curve(whole)] == [4, 5, 8, 10, 12]
    assert not (tmp_path / "cut" / STAGING).exists()


def curve(trained: AtomicTrainer) -> list[tuple[int, float]]:
    return [(entry["step"], entry["loss"]) for entry in trained.state.log_history if "loss" in entry]


def test_old_checkpoints_go_and_a_finished_run_stays(tmp_path: Path) -> None:
    first = trainer(tmp_path)
    run(first)
    assert sorted(path.name for path in tmp_path.glob("checkpoint-*")) == ["checkpoint-12", "checkpoint-8"]
    again = trainer(tmp_path)
    run(again)
    assert again.state.global_step == 0  # nothing was trained
    assert torch.equal(first.model.layer.weight, again.model.layer.weight)


def test_a_damaged_checkpoint_is_passed_over(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    first = trainer(tmp_path)
    run(first)
    weights = tmp_path / "checkpoint-12" / "model.safetensors"
    damaged = bytearray(weights.read_bytes())
    damaged[-1] ^= 1
    weights.write_bytes(damaged)
    again = trainer(tmp_path)
    run(again)
    assert "checkpoint-12: passed over, model.safetensors is damaged" in capsys.readouterr().err
    assert torch.equal(first.model.layer.weight, again.model.layer.weight)
    assert sorted(path.name for path in tmp_path.glob("checkpoint-*")) == ["checkpoint-12", "checkpoint-8"]


def test_no_pickle_is_kept_that_only_a_full_unpickler_reads(tmp_path: Path) -> None:
    run(trainer(tmp_path))
    for path in (tmp_path / "checkpoint-12").iterdir():
        if path.suffix in (".pt", ".pth", ".bin") and not path.name.startswith("rng"):
            torch.load(path, weights_only=True)
    assert not (tmp_path / "checkpoint-12" / "training_args.bin").exists()


def test_every_part_has_its_learning_rate(tmp_path: Path) -> None:
    """The longest piece of the name wins, and biases and norms stay without weight decay."""
    made = trainer(tmp_path, parts={"layer": 1e-3, "layer.bias": 1e-4})
    names = {id(weight): name for name, weight in made.model.named_parameters()}
    groups = {
        names[id(weight)]: (group["lr"], group["weight_decay"])
        for group in made.create_optimizer().param_groups
        for weight in group["params"]
    }
    assert groups == {
        "layer.weight": (1e-3, 0.1), "layer.bias": (1e-4, 0.0), "norm.weight": (0.1, 0.0), "norm.bias": (0.1, 0.0),
    }  # fmt: skip
    run(made)
    assert [group["lr"] for group in made.optimizer.param_groups] == pytest.approx([0.0] * 3, abs=1e-9)


def test_a_part_that_is_not_there_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match=r"'projector', but no trained parameter .* of: layer, norm"):
        trainer(tmp_path, parts={"projector": 1e-3})


def test_too_few_pieces_are_an_error(tmp_path: Path) -> None:
    arguments = training_arguments(tmp_path, 6, 0.1, 0, pieces=2, report_to=[])
    with pytest.raises(ConfigError, match=r"6 steps of 2 pieces .* need 12 pieces, the data set has 6"):
        AtomicTrainer(model=Line(), args=arguments, train_dataset=Batches(batch, 6), data_collator=only)


class Losses:
    """A held-apart loss that falls three times and then rises; it counts how often it was asked."""

    def __init__(self, seen: int = 0) -> None:
        self.seen = seen

    def __call__(self) -> float:
        self.seen += 1
        return [3.0, 2.0, 1.0, 1.5, 1.6, 1.7][self.seen - 1]


def test_a_run_that_stopped_early_is_finished(tmp_path: Path) -> None:
    path = tmp_path / "best.safetensors"
    losses = Losses()
    first = trainer(tmp_path, callbacks=[BestKept(path, losses, 1, 2)])
    run(first)
    assert (first.state.global_step, losses.seen) == (5, 5)
    kept = path.read_bytes()
    again = trainer(tmp_path, callbacks=[BestKept(path, losses, 1, 2)])
    run(again)
    assert (again.state.global_step, losses.seen) == (0, 5)
    assert path.read_bytes() == kept


def test_a_resumed_run_knows_its_best(tmp_path: Path) -> None:
    """Nothing worse replaces what was kept before the cut."""
    path = tmp_path / "best.safetensors"
    with pytest.raises(KeyboardInterrupt):
        run(trainer(tmp_path, Cut, callbacks=[BestKept(path, Losses(), 4, 5)]))
    resumed = BestKept(path, lambda: 9.0, 4, 2)
    run(trainer(tmp_path, callbacks=[resumed]))
    assert (resumed.best, resumed.waited) == (3.0, 2)


def test_logs_for_tensorboard_are_written_offline(tmp_path: Path) -> None:
    arguments = training_arguments(tmp_path, 2, 0.1, 0, bf16=False)
    run(AtomicTrainer(model=Line(), args=arguments, train_dataset=Batches(batch, 2), data_collator=only))
    assert len(list(tmp_path.rglob("events.out.tfevents.*"))) == 1
