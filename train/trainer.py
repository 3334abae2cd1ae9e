"""transformers' Trainer with checkpoints that are either whole or not there."""

from __future__ import annotations

import math
import os
import sys
import time
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import torch
from torch import nn
from torch.utils.data import Dataset, SequentialSampler
from transformers import PrinterCallback, TrainerCallback, TrainingArguments
from transformers.trainer import TRAINING_ARGS_NAME
from transformers.trainer_callback import ExportableState, TrainerState

from neuro_llm.recordings.errors import ConfigError

from . import checkpoints, sharding
from .checkpoints import STAGING
from .processes import asked_for, check_count, from_first, share_of, together


class AtomicTrainer(sharding.ShardedSaving):
    """Trains on `Batches`; a killed save leaves the checkpoint before, a resumed run ends like an uncut one.

    parts   piece of a parameter's name → learning rate; the longest piece wins, the rest has that of the arguments
    """

    def __init__(self, *args: Any, parts: Mapping[str, float] | None = None, **others: Any) -> None:
        super().__init__(*args, **others)
        self.parts = dict(parts or {})
        self._staged = False
        check_count(self.accelerator.num_processes)
        sharding.check_sharded(self.args, self.is_fsdp_enabled)
        self._check_batches()
        self._check_parts()

    def _check_batches(self) -> None:
        """Every piece of every batch is trained on once."""
        assert isinstance(self.train_dataset, Batches)
        each = self.args.gradient_accumulation_steps * self.accelerator.num_processes
        if len(self.train_dataset) != self.args.max_steps * each:
            raise ConfigError(
                f"{self.args.max_steps} steps of {each} pieces ({self.accelerator.num_processes} processes × "
                f"{self.args.gradient_accumulation_steps} in turn) need {self.args.max_steps * each} pieces, the data "
                f"set has {len(self.train_dataset)}; give Batches and training_arguments the same steps and pieces."
            )

    def _check_parts(self) -> None:
        names = [name for name, weight in self.model.named_parameters() if weight.requires_grad]
        for part in self.parts:
            if not any(part in name for name in names):
                shown = ", ".join(sorted({name.split(".")[0] for name in names}))
                raise ConfigError(
                    f"A learning rate is given for {part!r}, but no trained parameter has that in its name; "
                    f"trained are parameters of: {shown or 'nothing'}."
                )

    def create_optimizer(self, model: nn.Module | None = None) -> torch.optim.Optimizer:
        """The Trainer's optimizer, its groups (with and without weight decay) divided by part."""
        fresh = self.optimizer is None
        optimizer = super().create_optimizer(model)
        if fresh and self.parts:
            named = (self.model if model is None else model).named_parameters()
            rates = {id(weight): self._rate(name) for name, weight in named}
            optimizer.param_groups[:] = [
                {**group, "params": weights, "lr": rate}
                for group in optimizer.param_groups
                for rate in dict.fromkeys(rates[id(weight)] for weight in group["params"])
                if (weights := [weight for weight in group["params"] if rates[id(weight)] == rate])
            ]
        return optimizer

    def _rate(self, name: str) -> float:
        part = max((part for part in self.parts if part in name), key=len, default=None)
        return self.args.learning_rate if part is None else self.parts[part]

    def _get_output_dir(self, trial: Any) -> str:
        folder = Path(str(self.args.output_dir))
        return str(folder / STAGING if self._staged else folder)

    def _save_checkpoint(self, model: nn.Module, trial: Any) -> None:
        """Written aside by all processes; the first one gives it its name when all have finished."""
        folder = Path(str(self.args.output_dir))
        target = folder / f"checkpoint-{self.state.global_step}"
        self._in_step(lambda: checkpoints.clear(folder) if self.args.should_save else None)
        self._staged = True
        try:
            self._in_step(lambda: super(AtomicTrainer, self)._save_checkpoint(model, trial))
        finally:
            self._staged = False
        self._in_step(lambda: self._name(folder / STAGING, target) if self.args.should_save else None)

    def _name(self, staging: Path, target: Path) -> None:
        (staging / target.name / TRAINING_ARGS_NAME).unlink(missing_ok=True)  # a pickle that nobody needs
        checkpoints.commit(staging / target.name, target)
        staging.rmdir()
        checkpoints.rotate(target, self.args.save_total_limit or sys.maxsize)

    def _in_step(self, work: Callable[[], None]) -> None:
        def guarded() -> None:
            with checkpoints.room_for(Path(str(self.args.output_dir)), self._bytes()):
                work()

        together(guarded)

    def _bytes(self) -> int:
        """About how large a checkpoint is: trained weights and what the optimizer keeps of each."""
        trained = sum(w.numel() * w.element_size() for w in self.model.parameters() if w.requires_grad)
        held = self.optimizer.state.values() if self.optimizer is not None else ()
        kept = (v for values in held for v in values.values() if isinstance(v, torch.Tensor))
        return int(trained + sum(value.numel() * value.element_size() for value in kept))

    def _maybe_log_save_evaluate(self, *args: Any, **others: Any) -> None:
        """A mean of the loss never runs across a checkpoint: a resumed run would only know its end."""
        self.control.should_log = self.control.should_log or self.control.should_save
        super()._maybe_log_save_evaluate(*args, **others)

    def _get_train_sampler(self, *_: Any) -> SequentialSampler:
        """In order: see `Batches`."""
        assert isinstance(self.train_dataset, Batches)
        return SequentialSampler(self.train_dataset)


class Batches(Dataset):
    """The batches of a run, in order, decided by their place alone: so a run can be resumed, and shared by processes.

    make     i → piece `i % pieces` of the batch of step `i // pieces`
    pieces   of one batch. One process takes them in turn and adds up the gradients; n processes take n at a time:
             the batch of a step is the same on however many processes
    """

    def __init__(self, make: Callable[[int], dict[str, Any]], steps: int, pieces: int = 1) -> None:
        self.make, self.steps, self.pieces = make, steps, pieces

    def __len__(self) -> int:
        return self.steps * self.pieces

    def __getitem__(self, place: int) -> dict[str, Any]:
        if place >= len(self):
            raise IndexError(place)
        return self.make(place)


def run(trainer: AtomicTrainer) -> None:
    """Train, or go on from the last whole checkpoint; a finished run does nothing."""
    trainer.remove_callback(PrinterCallback)  # it writes to standard output, where results go
    folder = Path(str(trainer.args.output_dir))
    last = from_first(lambda: checkpoints.newest_good(folder))
    if last is not None and _finished(last, trainer.args.max_steps):
        trainer._load_from_checkpoint(str(last))
        return
    trainer.train(resume_from_checkpoint=None if last is None else str(last))


def _finished(checkpoint: Path, steps: int) -> bool:
    """Whether a run of `steps` steps ended here, by itself or because nothing improved any more."""
    state = TrainerState.load_from_json(str(checkpoint / "trainer_state.json"))
    stopped = state.stateful_callbacks["TrainerControl"]["args"]["should_training_stop"]
    return state.global_step >= steps or (stopped and state.global_step < state.max_steps)


class Progress(TrainerCallback):
    """One line on standard error every time the trainer logs."""

    def __init__(self, stage: str) -> None:
        self.stage = stage

    def on_train_begin(self, args: Any, state: Any, control: Any, **_: Any) -> None:
        if state.is_world_process_zero:
            shared = f"{args.world_size} processes" if args.world_size > 1 else "one process"
            self._say(f"{state.global_step}/{state.max_steps} {shared}, {args.device.type}")

    def on_log(
        self, args: Any, state: Any, control: Any, logs: dict[str, float] | None = None, **_: Any
    ) -> None:
        shown = ", ".join(
            f"{name} {value:.4g}" for name, value in (logs or {}).items() if name in ("loss", "learning_rate")
        )
        if state.is_world_process_zero and shown:
            self._say(f"{state.global_step}/{state.max_steps} {shown}")

    def _say(self, text: str) -> None:
        print(f"[{time.strftime('%H:%M:%S')}] {self.stage} {text}", file=sys.stderr)


def training_arguments(
    folder: Path, steps: int, lr: float, seed: int, *, pieces: int | None = None, **others: Any
) -> TrainingArguments:
    """What all stages share: a cosine schedule, two checkpoints, TensorBoard logs in `folder`, bf16 where it is fast.

    pieces   of the batch of one step, as in `Batches`; one per process where it is not given
    others   fields of TrainingArguments; `gradient_checkpointing` whatever this version of transformers calls it
    """
    shared: dict[str, Any] = {
        "per_device_train_batch_size": 1, "lr_scheduler_type": "cosine", "warmup_steps": max(1, steps // 20),
        "max_grad_norm": 1.0, "adam_beta2": 0.98, "save_steps": max(100, steps // 8), "save_total_limit": 2,
        "logging_steps": max(1, steps // 20), "report_to": ["tensorboard"], "disable_tqdm": True,
        "remove_unused_columns": False, "dataloader_num_workers": 0, "use_cpu": not torch.cuda.is_available(),
        "gradient_accumulation_steps": share_of(pieces or asked_for()), "bf16": fast_bf16(),
    }  # fmt: skip
    chosen = {**shared, "max_steps": steps, "learning_rate": lr, "seed": seed, **others}
    if chosen.get("fsdp") and chosen.pop("gradient_checkpointing", False):
        chosen["fsdp_config"] = {**chosen["fsdp_config"], "activation_checkpointing": True}
    elif "activation_checkpointing" in TrainingArguments.__dataclass_fields__:
        chosen["activation_checkpointing"] = chosen.pop("gradient_checkpointing", False)
    arguments = TrainingArguments(output_dir=str(folder), **chosen)
    if arguments.n_gpu > 1:  # it would give each of them a share of one piece
        print(
            f"{arguments.n_gpu} GPUs, one process: it uses the first; torchrun --nproc-per-node uses all",
            file=sys.stderr,
        )
        arguments._n_gpu = 1
    return arguments


def fast_bf16() -> bool:
    """Whether this machine computes in bf16 faster than in fp32: by its GPU, or by AMX of its processor."""
    if torch.cuda.is_available():
        return torch.cuda.is_bf16_supported(including_emulation=False)
    capabilities: dict[str, Any] = getattr(torch.cpu, "get_capabilities", dict)()
    return bool(capabilities.get("amx_bf16", False))


class BestKept(TrainerCallback, ExportableState):
    """Looks at a held-apart loss every few steps, keeps the best weights, and stops where it no longer falls.

    loss       smaller is better; NaN where nothing is held apart: then the last weights stay
    patience   checks without progress before it stops; 0 never
    """

    def __init__(self, path: Path, loss: Callable[[], float], every: int, patience: int) -> None:
        self.path, self.loss, self.every, self.patience = path, loss, every, patience
        self.best, self.waited = math.inf, 0

    def state(self) -> dict[str, Any]:
        """What a checkpoint keeps, so that a resumed run stops where an uncut one does."""
        return {"args": {}, "attributes": {"best": self.best, "waited": self.waited}}

    def on_train_begin(self, args: Any, state: Any, control: Any, **_: Any) -> None:
        kept = state.stateful_callbacks.get(type(self).__name__, self.state())["attributes"]
        self.best, self.waited = kept["best"], kept["waited"]

    def on_step_end(self, args: Any, state: Any, control: Any, model: Any = None, **_: Any) -> None:
        if state.global_step % self.every and state.global_step < state.max_steps:
            return
        training = model.training
        with sharding.whole_root(model):
            value = self.loss()  # the same in every process: their weights are
        model.train(training)
        if state.is_world_process_zero:
            print(f"[{time.strftime('%H:%M:%S')}] held apart {value:.4f}", file=sys.stderr)
        if value < self.best:
            self.best, self.waited = value, 0
            self._write(model, state.is_world_process_zero)
        else:
            self.waited += 1
        if self.patience and self.waited >= self.patience:
            control.should_training_stop = control.should_save = True

    def _write(self, model: nn.Module, first: bool) -> None:
        from safetensors.torch import save_file

        weights = sharding.gathered(getattr(model, "module", model))
        if not first:
            return
        staging = self.path.with_name(f".{self.path.name}.part")
        needed = sum(weight.numel() * weight.element_size() for weight in weights.values())
        with checkpoints.room_for(self.path.parent, needed):
            self.path.parent.mkdir(parents=True, exist_ok=True)
            save_file({name: weight.contiguous() for name, weight in weights.items()}, staging)
            checkpoints.flush(staging)
            os.replace(staging, self.path)

    def restore(self, model: nn.Module) -> None:
        """Put the best weights back, where any were kept."""
        from safetensors.torch import load_file

        if self.path.is_file():
            sharding.scattered(model, load_file(self.path))
