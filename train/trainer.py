"""transformers' Trainer with checkpoints that are either whole or not there."""

from __future__ import annotations

import math
import os
import shutil
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import torch
from torch import nn
from torch.utils.data import Dataset, SequentialSampler
from transformers import PrinterCallback, Trainer, TrainerCallback, TrainingArguments
from transformers.trainer_utils import get_last_checkpoint

STAGING = ".staging"


class AtomicTrainer(Trainer):
    """Checkpoints are written to a staging folder, flushed to disk and renamed; a killed save leaves the last one."""

    def _save_checkpoint(self, model: nn.Module, trial: Any) -> None:
        final = self.args.output_dir
        staging = Path(str(final)) / STAGING
        if self.args.should_save:
            shutil.rmtree(staging, ignore_errors=True)
        self.args.output_dir, limit = str(staging), self.args.save_total_limit
        self.args.save_total_limit = None
        try:
            super()._save_checkpoint(model, trial)
        finally:
            self.args.output_dir, self.args.save_total_limit = final, limit
        if not self.args.should_save:
            return
        for written in sorted(staging.iterdir()):
            _flush(written)
            target = Path(str(final)) / written.name
            shutil.rmtree(target, ignore_errors=True)
            os.rename(written, target)
        shutil.rmtree(staging)
        for old in sorted(Path(str(final)).glob("checkpoint-*"), key=os.path.getmtime)[: -(limit or 1)]:
            shutil.rmtree(old)

    def _get_train_sampler(self, *_: Any) -> SequentialSampler:
        """In order: item `i` of `Batches` is the batch of step `i`, on however many processes."""
        assert isinstance(self.train_dataset, Batches)
        return SequentialSampler(self.train_dataset)


def _flush(folder: Path) -> None:
    """Force every file below `folder` onto the disk."""
    for path in [*folder.rglob("*"), folder]:
        handle = os.open(path, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


class Batches(Dataset):
    """A data set whose item `i` is the whole batch of step `i`: deterministic, so that a run can be resumed."""

    def __init__(self, make: Any, steps: int) -> None:
        self.make, self.steps = make, steps

    def __len__(self) -> int:
        return self.steps

    def __getitem__(self, step: int) -> dict[str, Any]:
        if step >= self.steps:
            raise IndexError(step)
        return self.make(step)


def run(trainer: AtomicTrainer) -> None:
    """Train, or go on from the last whole checkpoint; a finished run does nothing."""
    trainer.remove_callback(PrinterCallback)  # it writes to standard output, where results go
    output = str(trainer.args.output_dir)
    last = get_last_checkpoint(output) if Path(output).is_dir() else None
    if last is not None and int(last.rsplit("-", 1)[1]) >= trainer.args.max_steps:
        trainer._load_from_checkpoint(last)
        return
    trainer.train(resume_from_checkpoint=last)


class Progress(TrainerCallback):
    """One line on standard error every time the trainer logs."""

    def __init__(self, stage: str) -> None:
        self.stage = stage

    def on_log(
        self, args: Any, state: Any, control: Any, logs: dict[str, float] | None = None, **_: Any
    ) -> None:
        shown = ", ".join(
            f"{name} {value:.4g}" for name, value in (logs or {}).items() if name in ("loss", "learning_rate")
        )
        print(
            f"[{time.strftime('%H:%M:%S')}] {self.stage} {state.global_step}/{state.max_steps} {shown}",
            file=sys.stderr,
        )


def training_arguments(folder: Path, steps: int, lr: float, seed: int, **others: Any) -> TrainingArguments:
    """What all stages share: whole batches from `Batches`, a cosine schedule, two checkpoints, nothing reported."""
    shared: dict[str, Any] = {
        "per_device_train_batch_size": 1, "lr_scheduler_type": "cosine", "warmup_steps": max(1, steps // 20),
        "max_grad_norm": 1.0, "adam_beta2": 0.98, "save_steps": max(100, steps // 8), "save_total_limit": 2,
        "logging_steps": max(1, steps // 20), "report_to": [], "disable_tqdm": True, "remove_unused_columns": False,
        "dataloader_num_workers": 0, "use_cpu": not torch.cuda.is_available(),
    }  # fmt: skip
    chosen = {**shared, "max_steps": steps, "learning_rate": lr, "seed": seed, **others}
    return TrainingArguments(output_dir=str(folder), **chosen)


class BestKept(TrainerCallback):
    """Looks at a held-apart loss every few steps, keeps the best weights, and stops where it no longer falls.

    loss       smaller is better; NaN where nothing is held apart: then the last weights stay
    patience   checks without progress before it stops; 0 never
    """

    def __init__(self, path: Path, loss: Callable[[], float], every: int, patience: int) -> None:
        self.path, self.loss, self.every, self.patience = path, loss, every, patience
        self.best, self.waited = math.inf, 0

    def on_train_begin(self, args: Any, state: Any, control: Any, model: Any = None, **_: Any) -> None:
        """A resumed run measures what it kept, so that nothing worse replaces it."""
        if self.path.is_file() and state.global_step:
            now = {name: value.clone() for name, value in model.state_dict().items()}
            self.restore(model)
            self.best = self.loss()
            model.load_state_dict(now)
            model.train()

    def on_step_end(self, args: Any, state: Any, control: Any, model: Any = None, **_: Any) -> None:
        if state.global_step % self.every and state.global_step < state.max_steps:
            return
        training = model.training
        value = self.loss()  # the same in every process: their weights are
        model.train(training)
        if state.is_world_process_zero:
            print(f"[{time.strftime('%H:%M:%S')}] held apart {value:.4f}", file=sys.stderr)
        if value < self.best:
            self.best, self.waited = value, 0
            if state.is_world_process_zero:
                self._write(model)
        else:
            self.waited += 1
        if self.patience and self.waited >= self.patience:
            control.should_training_stop = True

    def _write(self, model: nn.Module) -> None:
        from safetensors.torch import save_file

        self.path.parent.mkdir(parents=True, exist_ok=True)
        inner = getattr(model, "module", model)
        staging = self.path.with_name(f".{self.path.name}.part")
        save_file({k: v.detach().cpu().contiguous() for k, v in inner.state_dict().items()}, staging)
        os.replace(staging, self.path)

    def restore(self, model: nn.Module) -> None:
        """Put the best weights back, where any were kept."""
        from safetensors.torch import load_file

        if self.path.is_file():
            model.load_state_dict(load_file(self.path))
