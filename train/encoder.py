"""Stage 1: the encoder with its heads and captions, on labelled windows; then its calibration."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn import functional as F

from neuro_llm.encoders.base import EncoderInput, NeuralOutput
from neuro_llm.encoders.eeg import EEGEncoder
from neuro_llm.encoders.heads import EVENTS, STATES
from neuro_llm.encoders.space import TextTower

from .pool import UNKNOWN, Item
from .trainer import AtomicTrainer, Batches, Progress, run, training_arguments


@dataclass(frozen=True)
class EncoderStage:
    """Settings of the stage.

    real_share  part of each batch drawn from labelled real windows, where there are any
    """

    steps: int = 2500
    batch: int = 48
    lr: float = 1.5e-3
    weight_decay: float = 0.05
    caption_weight: float = 0.1
    real_share: float = 0.0
    seed: int = 0


class EncoderForLabels(nn.Module):
    """Encoder, text tower and loss, as the Trainer wants them: forward(batch) → {"loss": ...}."""

    def __init__(self, encoder: EEGEncoder, weights: dict[str, Tensor], caption_weight: float) -> None:
        super().__init__()
        self.encoder = encoder
        self.text = TextTower(encoder.config.space_dim)
        self.temperature = nn.Parameter(torch.tensor(2.0))
        self.caption_weight = caption_weight
        self.weights = weights

    def forward(self, batch: dict[str, Any]) -> dict[str, Tensor]:
        out = self.encoder(batch["input"])
        loss = label_loss(out, batch, self.weights)
        return {"loss": loss + self.caption_weight * self._caption_loss(out, batch["captions"])}

    def _caption_loss(self, out: NeuralOutput, captions: Sequence[str]) -> Tensor:
        """Symmetric InfoNCE between windows and their captions; equal captions are all right answers."""
        rows = [i for i, caption in enumerate(captions) if caption]
        if len(rows) < 2:
            return out.embedding.sum() * 0
        said = [captions[i] for i in rows]
        similar = out.embedding[rows] @ self.text(said).T * self.temperature.exp().clamp(max=100)
        right = torch.tensor([[float(a == b) for b in said] for a in said])
        right = right / right.sum(1, keepdim=True)
        return (F.cross_entropy(similar, right) + F.cross_entropy(similar.T, right)) / 2


def label_loss(out: NeuralOutput, batch: dict[str, Any], weights: dict[str, Tensor]) -> Tensor:
    """Cross-entropy of every head, each family weighted for balance, unknown labels left out."""
    losses = []
    for row, name in enumerate(STATES):
        labels = batch["states"][:, row]
        if (labels != UNKNOWN).any():
            losses.append(F.cross_entropy(out.logits[name], labels, weights[name], ignore_index=UNKNOWN))
    for row, name in enumerate(EVENTS):
        losses.append(0.5 * _binary(out.logits[f"{name} patches"], batch["patches"][:, row]))
    losses.append(_binary(out.logits["bad each"], batch["bad"]))
    if (batch["onset"] != UNKNOWN).any():
        losses.append(F.cross_entropy(out.logits["onset"], batch["onset"], ignore_index=UNKNOWN))
    return torch.stack(losses).sum()


def _binary(logits: Tensor, labels: Tensor) -> Tensor:
    known = labels != UNKNOWN
    if not known.any():
        return logits.sum() * 0
    return F.binary_cross_entropy_with_logits(logits[known], labels[known].float())


def collate(items: Sequence[Item], rng: np.random.Generator | None = None) -> dict[str, Any]:
    """Pad channels to the same number. With `rng`, channels and places are dropped at random (training)."""
    picks = [_picked(item, rng) for item in items]
    most = max(len(pick) for pick in picks)
    n, (_, patches, width) = len(items), items[0].features.shape
    features = torch.zeros(n, most, patches, width)
    mask = torch.zeros(n, most, patches, dtype=torch.bool)
    positions = torch.full((n, most, 3), float("nan"))
    bad = torch.full((n, most), UNKNOWN, dtype=torch.long)
    for row, (item, pick) in enumerate(zip(items, picks, strict=True)):
        features[row, : len(pick)] = torch.from_numpy(item.features[pick]).float()
        mask[row, : len(pick)] = torch.from_numpy(item.mask[pick])
        bad[row, : len(pick)] = torch.from_numpy(item.bad[pick]).long()
        if rng is None or rng.random() > 0.1:
            positions[row, : len(pick)] = torch.from_numpy(item.positions[pick]).float()
    return {
        "input": EncoderInput(features, mask, positions, torch.tensor([item.unit_known for item in items])),
        "states": torch.from_numpy(np.stack([item.states for item in items])).long(),
        "patches": torch.from_numpy(np.stack([item.patches for item in items])).long(),
        "onset": torch.tensor([item.onset for item in items]),
        "bad": bad,
        "captions": [item.caption for item in items],
    }


def _picked(item: Item, rng: np.random.Generator | None) -> np.ndarray:
    """Which channels of an item stay: all, or in training sometimes without a few good ones."""
    count = len(item.features)
    every = np.arange(count)
    if rng is None or count < 6 or rng.random() < 0.5:
        return every
    good = every[item.bad != 1]
    gone = rng.choice(good, size=int(rng.integers(0, max(1, len(good) // 4) + 1)), replace=False)
    return np.setdiff1d(every, gone)


def balance(items: Sequence[Item]) -> dict[str, Tensor]:
    """Class weights per family, so that rare answers count as much as common ones."""
    states = np.stack([item.states for item in items])
    weights = {}
    for row, (name, values) in enumerate(STATES.items()):
        counts = np.array([(states[:, row] == value).sum() for value in range(len(values))]) + 1.0
        weights[name] = torch.tensor((counts.sum() / (len(values) * counts)).clip(0.2, 5.0)).float()
    return weights


class _Sampler:
    """The batch of each step, decided by the step alone: windows of like channel count together."""

    def __init__(self, items: Sequence[Item], real: Sequence[Item], settings: EncoderStage) -> None:
        self.items, self.real, self.settings = items, real, settings
        self.order = np.argsort([len(item.features) for item in items], kind="stable")

    def __call__(self, step: int) -> dict[str, Any]:
        rng = np.random.default_rng([self.settings.seed, step])
        n = self.settings.batch
        reach = min(len(self.items), 16 * n)
        first = int(rng.integers(0, len(self.items) - reach + 1))
        rows = self.order[first + rng.choice(reach, size=min(n, reach), replace=False)]
        chosen = [self.items[row] for row in rows]
        if self.real:
            taken = rng.choice(len(self.real), size=max(1, round(n * self.settings.real_share)))
            chosen[: len(taken)] = [self.real[row] for row in taken]
        return {"batch": collate(chosen, rng)}


def standardise(encoder: EEGEncoder, items: Sequence[Item]) -> None:
    """Set the centre and spread of every feature from a sample of items."""
    rows = [item.features[item.mask].astype(np.float32) for item in items[:: max(1, len(items) // 500)]]
    values = np.concatenate(rows)
    encoder.centre.copy_(torch.from_numpy(values.mean(0)))
    encoder.spread_of.copy_(torch.from_numpy(values.std(0) + 0.05))


def train_encoder(
    encoder: EEGEncoder, items: Sequence[Item], real: Sequence[Item], folder: Path, settings: EncoderStage
) -> TextTower:
    """Train encoder and text tower in place; resumes from `folder`."""
    torch.manual_seed(settings.seed)
    model = EncoderForLabels(encoder, balance(items), settings.caption_weight)
    arguments = training_arguments(
        folder, settings.steps, settings.lr, settings.seed, weight_decay=settings.weight_decay,
        warmup_steps=settings.steps // 20, logging_steps=max(1, settings.steps // 50), max_grad_norm=5.0, bf16=True,
    )  # fmt: skip
    batches = Batches(_Sampler(items, real, settings), settings.steps)
    run(
        AtomicTrainer(
            model=model,
            args=arguments,
            train_dataset=batches,
            data_collator=_only,
            callbacks=[Progress("encoder")],
        )
    )
    return model.text


def _only(batch: list[dict[str, Any]]) -> dict[str, Any]:
    return batch[0]


@torch.inference_mode()
def predict(encoder: EEGEncoder, items: Sequence[Item], batch: int = 64) -> dict[str, Tensor]:
    """Calibrated logits of the families for every item, in order: family → (item, class); tokens and mask too."""
    encoder.eval()
    order = np.argsort([len(item.features) for item in items], kind="stable")
    parts: dict[str, list[Tensor]] = {}
    for first in range(0, len(items), batch):
        rows = order[first : first + batch]
        out = encoder(collate([items[row] for row in rows])["input"])
        logits = encoder.heads.calibrated(out.logits)
        kept = {name: logits[name] for name in (*STATES, "onset", *(f"{event} patches" for event in EVENTS))}
        for name, value in {
            **kept,
            "tokens": out.tokens,
            "mask": out.mask,
            "embedding": out.embedding,
        }.items():
            parts.setdefault(name, []).append(value)
    back = torch.from_numpy(np.argsort(order))
    return {name: torch.cat(values)[back] for name, values in parts.items()}


def calibrate(encoder: EEGEncoder, items: Sequence[Item]) -> None:
    """Fit one scale and one shift per class and family on held-apart items (Platt 1999; Guo et al. 2017)."""
    states = torch.from_numpy(np.stack([item.states for item in items])).long()
    for name in STATES:
        key = name.replace(" ", "_")
        getattr(encoder.heads, f"scale_{key}").fill_(1.0)
        getattr(encoder.heads, f"shift_{key}").zero_()
    logits = predict(encoder, items)
    weights = balance(items)
    for row, name in enumerate(STATES):
        scale, shift = _fit(logits[name].clone(), states[:, row], weights[name])
        key = name.replace(" ", "_")
        getattr(encoder.heads, f"scale_{key}").copy_(scale)
        getattr(encoder.heads, f"shift_{key}").copy_(shift)


def _fit(logits: Tensor, labels: Tensor, weights: Tensor) -> tuple[Tensor, Tensor]:
    known = labels != UNKNOWN
    scale, shift = torch.ones(1, requires_grad=True), torch.zeros(logits.shape[1], requires_grad=True)
    optimiser = torch.optim.LBFGS([scale, shift], max_iter=100, line_search_fn="strong_wolfe")

    def closure() -> Tensor:
        optimiser.zero_grad()
        fitted = logits[known] * scale + shift
        loss = F.cross_entropy(fitted, labels[known], weights) + 1e-3 * shift.square().sum()
        loss.backward()
        return loss

    optimiser.step(closure)
    return scale.detach(), (shift - shift.mean()).detach()
