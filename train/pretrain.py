"""Stage 0: encoders learn from recordings without pictures or words, by filling in what is hidden from them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import torch

from neuro_llm.encoders.bound import BoundEncoder, TrialBatch
from neuro_llm.encoders.reconstruction import Reconstruction
from neuro_llm.recordings.errors import ConfigError

from .trainer import AtomicTrainer, Batches, Progress, run, training_arguments
from .trial_store import StoredTrials


@dataclass(frozen=True)
class PretrainStage:
    """Settings of the stage."""

    steps: int = 1000
    lr: float = 1e-3
    weight_decay: float = 0.05
    seed: int = 0


def pretrain(
    encoder: BoundEncoder,
    batches: Callable[[int], TrialBatch],
    folder: Path,
    settings: PretrainStage | None = None,
) -> Reconstruction:
    """Train the encoder in place; resumes from `folder`. The decoder that comes back is of no further use in training.

    batches   step → trials, the same for the same step; with several processes each takes its own steps
    """
    settings = settings or PretrainStage()
    torch.manual_seed(settings.seed)
    model = Reconstruction(encoder)
    arguments = training_arguments(
        folder, settings.steps, settings.lr, settings.seed, weight_decay=settings.weight_decay,
        save_steps=max(10, settings.steps // 8), bf16=torch.cuda.is_available(), ddp_find_unused_parameters=True,
    )  # fmt: skip
    steps = Batches(lambda step: {"batch": batches(step)}, settings.steps, arguments.world_size)
    run(
        AtomicTrainer(
            model=model,
            args=arguments,
            train_dataset=steps,
            data_collator=_only,
            callbacks=[Progress("reconstruction")],
        )
    )
    return model


def pretrain_on(
    encoder: BoundEncoder, trials: Sequence[StoredTrials], folder: Path, steps: int, seed: int = 0
) -> Reconstruction:
    """Pretrain on the training trials of recordings of the encoder's modality; their stimuli are not looked at."""
    return pretrain(encoder, Unlabelled(trials, seed), folder, PretrainStage(steps=steps, seed=seed))


class Unlabelled:
    """The batch of every step, decided by the step alone: training trials of all recordings, some of their channels.

    keep   least part of the channels
    """

    def __init__(
        self, trials: Sequence[StoredTrials], seed: int, batch: int = 128, keep: float = 0.6
    ) -> None:
        self.trials, self.seed, self.batch, self.keep = trials, seed, batch, keep
        self.places = [
            (number, row)
            for number, stored in enumerate(trials)
            for row in np.flatnonzero(stored.split == "train").tolist()
        ]
        if not self.places:
            raise ConfigError("No trial of the training split: nothing to reconstruct.")

    def __call__(self, step: int) -> TrialBatch:
        rng = np.random.default_rng([self.seed, step])
        drawn = rng.choice(len(self.places), min(self.batch, len(self.places)), replace=False)
        rows: dict[int, list[int]] = {}
        for number, row in sorted(self.places[i] for i in drawn):
            rows.setdefault(number, []).append(row)
        return TrialBatch.of(
            [self.trials[number].rows(which, self._kept(number, rng)) for number, which in rows.items()]
        )

    def _kept(self, number: int, rng: np.random.Generator) -> np.ndarray:
        count = self.trials[number].data.shape[1]
        most = int(rng.integers(max(1, round(self.keep * count)), count + 1))
        return np.sort(rng.choice(count, most, replace=False))


def _only(batch: list[dict[str, Any]]) -> dict[str, Any]:
    return batch[0]
