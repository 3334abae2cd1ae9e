"""Several modalities of the same stimulus as one vector: their mean, or a learned combination."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Self

import numpy as np
import torch
from torch import Tensor, nn

from neuro_llm.recordings.errors import ConfigError

from .alignment import Alignment
from .scores import Score, interval

STEPS, LEARNING_RATE, WEIGHT_DECAY = 200, 1e-2, 5.0
MOST = 512  # stimuli of one step


def mean_fusion(parts: Sequence[np.ndarray], weights: Sequence[float] | None = None) -> np.ndarray:
    """Normalised mean of the unit vectors of each modality.

    parts    one (n, dim) per modality, row i of each the same stimulus
    weights  how much each modality counts; None: the same
    returns  (n, dim) float32, unit length
    """
    vectors = _unit(parts)
    shares = np.ones(len(parts)) if weights is None else np.asarray(weights, float)
    if shares.shape != (len(parts),) or (shares < 0).any() or not shares.sum() > 0:
        raise ConfigError(
            f"weights={weights!r}: give one number of 0 or more for each of {len(parts)} parts."
        )
    mean = torch.einsum("pnd,p->nd", vectors, torch.tensor(shares / shares.sum(), dtype=vectors.dtype))
    return nn.functional.normalize(mean, dim=-1).numpy()


class LearnedFusion(nn.Module):
    """A linear map per modality and a softmax weight each. It starts as the mean, and weight decay pulls it back there.

    dim         length of the vectors
    modalities  how many
    """

    def __init__(self, dim: int, modalities: int) -> None:
        super().__init__()
        self.change = nn.Parameter(torch.zeros(modalities, dim, dim))
        self.weight = nn.Parameter(torch.zeros(modalities))

    def forward(self, vectors: Tensor) -> Tensor:
        """vectors (modality, n, dim), unit length → (n, dim), unit length"""
        mapped = nn.functional.normalize(vectors + torch.einsum("pnd,pde->pne", vectors, self.change), dim=-1)
        return nn.functional.normalize(torch.einsum("pnd,p->nd", mapped, self.weight.softmax(0)), dim=-1)

    @torch.inference_mode()
    def combine(self, parts: Sequence[np.ndarray]) -> np.ndarray:
        """The same for arrays: one (n, dim) per modality → (n, dim) float32, unit length."""
        if (len(parts), np.shape(parts[0])[-1]) != tuple(self.change.shape[:2]):
            raise ConfigError(
                f"This fusion combines {len(self.change)} modalities of {self.change.shape[1]} numbers each."
            )
        return self(_unit(parts)).numpy()

    @classmethod
    def fit(cls, parts: Sequence[np.ndarray], targets: np.ndarray) -> Self:
        """Train by InfoNCE on vectors that belong to no score; the same input gives the same fusion.

        parts    one (n, dim) per modality, of trials that the encoders were not trained on
        targets  (n, dim) where each trial should lie; trials of the same stimulus have the same target
        """
        vectors = _unit(parts)
        wanted = _unit([targets])[0]
        if wanted.shape != vectors.shape[1:]:
            raise ConfigError(f"targets {tuple(wanted.shape)} do not fit parts {tuple(vectors.shape[1:])}.")
        stimulus = np.unique(np.round(wanted.numpy(), 6), axis=0, return_inverse=True)[1].reshape(-1)
        rng = np.random.default_rng(0)
        fusion, loss = cls(vectors.shape[2], len(parts)), Alignment()
        optimizer = torch.optim.AdamW(
            [
                {"params": [fusion.change], "weight_decay": WEIGHT_DECAY},
                {"params": [fusion.weight, loss.log_scale], "weight_decay": 0.0},
            ],
            lr=LEARNING_RATE,
        )
        for _ in range(STEPS):
            order = rng.permutation(len(stimulus))
            once = order[np.unique(stimulus[order], return_index=True)[1]]  # InfoNCE wants each stimulus once
            rows = torch.from_numpy(rng.permutation(once)[:MOST])
            optimizer.zero_grad()
            loss(fusion(vectors[:, rows]), wanted[rows]).backward()
            optimizer.step()
        return fusion.eval().requires_grad_(False)


def gain(combined: np.ndarray, singles: Sequence[np.ndarray], groups: np.ndarray | None = None) -> Score:
    """What combining adds: mean of the combination minus that of the better single modality.

    combined  (n,) a number per item, as one of `scores.hits` or 1 where a class was told right
    singles   the same (n,) of each modality alone; groups (n,) as in `scores.resamples`
    The interval is paired: each resample takes the same items of all, and its own better single one.
    """
    alone = np.stack([np.asarray(single, float) for single in singles])
    both = np.asarray(combined, float)
    if both.shape != alone.shape[1:]:
        raise ConfigError(f"The combination has {both.shape} numbers, the single ones {alone.shape[1:]}.")

    def difference(which: np.ndarray) -> float:
        return float(both[which].mean() - alone[:, which].mean(axis=1).max())

    n = len(both)
    return Score("gain", difference(np.arange(n)), *interval(difference, n, groups), 0.0, float("nan"), n)


def _unit(parts: Sequence[np.ndarray]) -> Tensor:
    """(modality, n, dim) float32 of unit length."""
    shapes = {np.shape(part) for part in parts}
    if len(shapes) != 1 or len(next(iter(shapes))) != 2:
        raise ConfigError(f"Parts are (n, dim), the same for each modality, not {sorted(shapes)}.")
    vectors = torch.from_numpy(np.stack([np.asarray(part, np.float32) for part in parts]))
    if not vectors.isfinite().all():
        raise ConfigError("A part holds NaN or infinity; leave those items out.")
    return nn.functional.normalize(vectors, dim=-1)
