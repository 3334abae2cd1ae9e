"""Time-locked encoders: what a brain answers to a stimulus, from any channels by place, in the shared space.

One trunk for all modalities: signed spatial filters that are functions of a channel's place (in the manner of
Défossez et al. 2023), patches over time, attention, one vector. A modality's own file says what it reads and how.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from typing import Any, ClassVar, Self

import numpy as np
import torch
from torch import Tensor, nn

from neuro_llm.recordings.errors import ConfigError
from neuro_llm.recordings.trials import KINDS, Trials, TrialSpec

from .base import NeuralOutput
from .blocks import Attention
from .filters import SpatialFilter, SubjectLayer


@dataclass(frozen=True)
class TrialBatch:
    """Trials of one or several recordings, channels padded to the same number.

    data          (trial, channel, time)
    mask          (trial, channel, patch)
    positions, orientations (recording, channel, 3); kinds (recording, channel); signature (recording, channel, 2)
    recording     (trial,) row of the four above
    subject       (trial,) index of the encoder's `subjects`, -1 where unknown
    """

    data: Tensor
    mask: Tensor
    positions: Tensor
    orientations: Tensor
    kinds: Tensor
    signature: Tensor
    recording: Tensor
    subject: Tensor

    @classmethod
    def of(cls, trials: Sequence[Trials], subjects: Sequence[int] | None = None) -> Self:
        """One batch of the trials of several recordings; `subjects` one index per recording."""
        most = max(piece.data.shape[1] for piece in trials)
        sizes = [len(piece.data) for piece in trials]
        ids = [-1] * len(trials) if subjects is None else list(subjects)
        return cls(
            torch.cat([_padded(piece.data, most, 1) for piece in trials]),
            torch.cat([_padded(piece.mask, most, 1) for piece in trials]),
            torch.stack([_padded(piece.sensors.positions, most, 0, np.nan) for piece in trials]).float(),
            torch.stack([_padded(piece.sensors.orientations, most, 0) for piece in trials]).float(),
            torch.stack([_padded(piece.sensors.kinds, most, 0) for piece in trials]).long(),
            torch.stack([_padded(piece.sensors.signature, most, 0) for piece in trials]).float(),
            torch.repeat_interleave(torch.arange(len(trials)), torch.tensor(sizes)),
            torch.repeat_interleave(torch.tensor(ids), torch.tensor(sizes)),
        )

    def rows(self, which: slice | Tensor) -> TrialBatch:
        """Some of the trials."""
        per_trial = ("data", "mask", "recording", "subject")
        return TrialBatch(**{k: v[which] if k in per_trial else v for k, v in vars(self).items()})

    def to(self, device: torch.device | str) -> TrialBatch:
        return TrialBatch(**{name: value.to(device) for name, value in vars(self).items()})


def _padded(values: np.ndarray, most: int, axis: int, fill: float = 0.0) -> Tensor:
    width = [(0, 0)] * values.ndim
    width[axis] = (0, most - values.shape[axis])
    return torch.from_numpy(np.pad(values, width, constant_values=fill if fill else values.dtype.type(0)))


def subject_row(subjects: Sequence[str], person: str | None) -> int:
    """Index of a person among those with a layer of their own, -1 for everybody else."""
    return subjects.index(person) if person in subjects else -1


@dataclass(frozen=True)
class BoundConfig:
    """Sizes of a time-locked encoder, and what it reads.

    kinds, sfreq, seconds, patch_seconds, offset   as in TrialSpec
    lengths_m   metres over which the spatial filters may change
    virtual     spatial filters; subjects: people with a layer of their own
    """

    kinds: tuple[str, ...]
    sfreq: float
    seconds: float
    patch_seconds: float
    lengths_m: tuple[float, ...]
    offset: float = 0.0
    virtual: int = 64
    width: int = 128
    layers: int = 1
    heads: int = 4
    space_dim: int = 64
    dropout: float = 0.2
    subjects: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        if self.width % self.heads:
            raise ConfigError(f"width={self.width} must be a multiple of heads={self.heads}.")
        counts = self.patch_seconds * self.sfreq, self.seconds / self.patch_seconds
        if any(abs(count - round(count)) > 1e-6 or count < 0.5 for count in counts):
            raise ConfigError(
                f"patch_seconds={self.patch_seconds} must be whole samples, and seconds={self.seconds} whole patches."
            )
        unknown = set(self.kinds) - set(KINDS)
        if unknown:
            raise ConfigError(f"kinds: {', '.join(sorted(unknown))} is not one of {', '.join(KINDS)}.")

    @property
    def spec(self) -> TrialSpec:
        return TrialSpec(self.kinds, self.sfreq, self.seconds, self.patch_seconds, self.offset)

    def to_dict(self) -> dict[str, Any]:
        return asdict(self)


class BoundEncoder(nn.Module):
    """Channels → virtual channels by place → tokens of a patch each → attention → one vector in the shared space."""

    name: ClassVar[str]
    """As registered; its tokens carry it."""
    defaults: ClassVar[BoundConfig]
    views: ClassVar[int] = 1
    """How many signals the front end makes of each channel."""

    def __init__(self, config: BoundConfig | Mapping[str, Any] | None = None) -> None:
        super().__init__()
        if not isinstance(config, BoundConfig):
            config = self._settings(config or {})
        self.config = config
        self.filter = SpatialFilter(config.virtual, config.lengths_m)
        self.subject = SubjectLayer(len(config.subjects), config.virtual)
        patch = config.spec.patch_samples
        self.patch = nn.Linear(config.virtual * self.views * patch, config.width)
        self.order = nn.Parameter(torch.randn(config.spec.patches, config.width) * 0.02)
        self.hidden = nn.Parameter(torch.zeros(config.width))
        self.dropout = nn.Dropout(config.dropout)
        self.layers = nn.ModuleList(
            Attention(config.width, config.heads, config.dropout) for _ in range(config.layers)
        )
        self.norm = nn.LayerNorm(config.width)
        self.summary = nn.Linear(config.spec.patches * config.width, config.width)
        self.to_space = nn.Sequential(nn.GELU(), nn.Linear(config.width, config.space_dim))

    @classmethod
    def configured(cls, **changes: Any) -> Self:
        """An encoder with some settings changed; ConfigError for a setting that does not exist."""
        return cls(changes)

    @classmethod
    def _settings(cls, changes: Mapping[str, Any]) -> BoundConfig:
        unknown = set(changes) - set(cls.defaults.__dataclass_fields__)
        if unknown:
            raise ConfigError(f"{cls.__name__} has no setting {', '.join(sorted(unknown))}.")
        listed: dict[str, Any] = {
            name: tuple(value) if isinstance(value, list) else value for name, value in changes.items()
        }
        return replace(cls.defaults, **listed)

    @classmethod
    def tiny(cls) -> Self:
        """A small random encoder for tests."""
        return cls.configured(virtual=8, width=16, space_dim=16, dropout=0.0)

    @property
    def width(self) -> int:
        return self.config.width

    @property
    def spec(self) -> TrialSpec:
        return self.config.spec

    def example(self, n_trials: int, n_channels: int = 7, seed: int = 0) -> TrialBatch:
        """A random batch of one made-up recording, for tests and benchmarks."""
        rng = np.random.default_rng(seed)
        spec = self.spec
        shape = (n_trials, n_channels, spec.samples)
        kinds = rng.choice([KINDS.index(kind) for kind in self.config.kinds], n_channels)
        return TrialBatch(
            torch.from_numpy(rng.standard_normal(shape).astype(np.float32)),
            torch.ones(n_trials, n_channels, spec.patches, dtype=torch.bool),
            torch.from_numpy(rng.standard_normal((1, n_channels, 3)).astype(np.float32))
            * self.config.lengths_m[-1],
            torch.zeros(1, n_channels, 3),
            torch.from_numpy(kinds)[None],
            torch.zeros(1, n_channels, 2),
            torch.zeros(n_trials, dtype=torch.long),
            torch.full((n_trials,), -1),
        )

    def view(self, data: Tensor) -> Tensor:
        """What the encoder sees of each channel: (trial, channel, time) → (trial, channel, view, time)."""
        return data.unsqueeze(2)

    def virtual(self, batch: TrialBatch) -> Tensor:
        """Signals of the virtual channels: (trial, virtual, view, time)."""
        real = batch.mask.any(-1)
        weights = self.filter(batch.positions, batch.orientations, batch.kinds, batch.signature)
        weights = weights[batch.recording] * real.unsqueeze(-1)
        share = real.sum(1).clamp(min=1).rsqrt().view(-1, 1, 1, 1)
        seen = self.view(batch.data)
        mixed = torch.einsum("bcq,bcvt->bqvt", weights, seen.to(weights.dtype)) * share
        return self.subject(mixed, batch.subject)

    def forward(self, batch: TrialBatch, hidden: Tensor | None = None) -> NeuralOutput:
        """hidden (trial, patch) True: patches that are blanked before the attention (masked reconstruction)."""
        real = batch.mask.any(1)
        signals = self.virtual(batch).unflatten(
            -1, (self.spec.patches, -1)
        )  # (trial, virtual, view, patch, time)
        tokens = self.patch(self.dropout(signals.permute(0, 3, 1, 2, 4).flatten(2)))
        if hidden is not None:
            tokens = torch.where(hidden.unsqueeze(-1), self.hidden.to(tokens.dtype), tokens)
        tokens = tokens + self.order
        for layer in self.layers:
            tokens = layer(tokens, real)
        tokens = self.norm(tokens) * real.unsqueeze(-1)
        summary = self.summary(self.dropout(tokens).flatten(1))
        embedding = nn.functional.normalize(self.to_space(summary).float(), dim=-1)
        tokens = torch.cat([tokens, summary.unsqueeze(1)], 1)
        return NeuralOutput(tokens, torch.cat([real, real.new_ones(len(real), 1)], 1), embedding, {})
