"""The EEG encoder (also iEEG and MEG magnetometers for now): any channels by place, any rate, any length."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any, ClassVar

import torch
from torch import Tensor, nn

from neuro_llm.recordings.errors import ConfigError
from neuro_llm.recordings.windows import WindowSpec

from . import features
from .base import EncoderInput, NeuralOutput
from .blocks import HEAD_RADIUS, Attention, ChannelPool, Places
from .heads import Heads


@dataclass(frozen=True)
class EEGEncoderConfig:
    """Sizes of the encoder. `space_dim` is the shared space's."""

    width: int = 160
    hidden: int = 384
    layers: int = 3
    heads: int = 8
    summaries: int = 4
    space_dim: int = 96
    dropout: float = 0.0
    sfreq: float = 200.0  # Hz, input is resampled to this
    window_seconds: float = 32.0
    patch_seconds: float = 2.0

    def __post_init__(self) -> None:
        if self.width % self.heads:
            raise ConfigError(f"width={self.width} must be a multiple of heads={self.heads}.")
        if self.window_seconds % self.patch_seconds:
            raise ConfigError(f"window_seconds={self.window_seconds} must be a multiple of patch_seconds.")

    @property
    def spec(self) -> WindowSpec:
        return WindowSpec(self.sfreq, self.window_seconds, self.patch_seconds)

    @classmethod
    def from_dict(cls, values: dict[str, Any]) -> EEGEncoderConfig:
        unknown = set(values) - set(cls.__dataclass_fields__)
        if unknown:
            raise ConfigError(f"The EEG encoder has no setting {', '.join(sorted(unknown))}.")
        return cls(**values)

    def to_dict(self) -> dict[str, Any]:
        return asdict(self)


class EEGEncoder(nn.Module):
    """Features of each channel and patch → pooled over channels by place → attention over time."""

    name: ClassVar[str] = "eeg"
    centre: Tensor
    spread_of: Tensor

    def __init__(self, config: EEGEncoderConfig | dict[str, Any] | None = None) -> None:
        super().__init__()
        if not isinstance(config, EEGEncoderConfig):
            config = EEGEncoderConfig.from_dict(config or {})
        self.config = config
        width = config.width
        self.own = nn.Linear(features.WIDTH, config.hidden)
        self.unit = nn.Linear(1, config.hidden, bias=False)
        self.usual = nn.Linear(features.WIDTH, config.hidden, bias=False)
        self.describe = nn.Sequential(nn.GELU(), nn.Dropout(config.dropout), nn.Linear(config.hidden, width))
        self.average = nn.Sequential(
            nn.Linear(3 * features.WIDTH + 1, config.hidden),
            nn.GELU(),
            nn.Dropout(config.dropout),
            nn.Linear(config.hidden, width),
        )
        self.register_buffer("centre", torch.zeros(features.WIDTH))
        self.register_buffer("spread_of", torch.ones(features.WIDTH))
        self.places = Places(width)
        self.mix = nn.Sequential(
            nn.LayerNorm(width), nn.Linear(width, width), nn.GELU(), nn.Linear(width, width)
        )
        self.pool = ChannelPool(width)
        self.channel = nn.Sequential(
            nn.LayerNorm(2 * width), nn.Linear(2 * width, width), nn.GELU(), nn.Linear(width, width)
        )
        self.pool_channels = ChannelPool(width)
        self.order = nn.Parameter(torch.randn(config.spec.patches, width) * 0.02)
        self.summary = nn.Parameter(torch.randn(config.summaries, width) * 0.02)
        self.spread = nn.Linear(width, config.summaries * width)
        self.layers = nn.ModuleList(
            Attention(width, config.heads, config.dropout) for _ in range(config.layers)
        )
        self.norm = nn.LayerNorm(width)
        self.heads = Heads(width, config.summaries, config.spec.patches)
        self.to_space = nn.Linear(config.summaries * width, config.space_dim)

    @property
    def width(self) -> int:
        return self.config.width

    @property
    def spec(self) -> WindowSpec:
        return self.config.spec

    @classmethod
    def tiny(cls) -> EEGEncoder:
        """A random encoder for tests."""
        return cls(EEGEncoderConfig(width=32, hidden=32, layers=1, heads=4, space_dim=16))

    def example(self, n_windows: int, n_channels: int = 7, seed: int = 0) -> EncoderInput:
        """Random windows of one made-up recording, for tests and benchmarks."""
        random = torch.Generator().manual_seed(seed)
        shape = (n_windows, n_channels, self.spec.patches)
        places = HEAD_RADIUS * nn.functional.normalize(torch.randn(n_channels, 3, generator=random), dim=-1)
        return EncoderInput(
            torch.randn(*shape, features.WIDTH, generator=random),
            torch.ones(shape, dtype=torch.bool),
            places.repeat(n_windows, 1, 1),
            torch.ones(n_windows, dtype=torch.bool),
        )

    def forward(self, batch: EncoderInput) -> NeuralOutput:
        mask = batch.mask
        seen = self._standard(batch.features, mask)
        known = batch.unit_known.to(seen.dtype).view(-1, 1, 1, 1)
        places = self.places(batch.positions)
        usual = seen.sum(2, keepdim=True) / mask.sum(2, keepdim=True).clamp(min=1).unsqueeze(-1)
        x = self.describe(self.own(seen) + self.usual(usual) + self.unit(known)) + places.unsqueeze(2)
        x = x + self.mix(x)
        channels = self._channels(x, mask) + self._average(seen, known, mask) + places
        real = mask.any(1)
        tokens = self.pool(x.transpose(1, 2), mask.transpose(1, 2)) + self.order
        whole = self.spread(self.pool_channels(channels, mask.any(2))).unflatten(
            -1, (self.config.summaries, -1)
        )
        tokens = torch.cat([tokens, whole + self.summary], 1)
        real = torch.cat([real, real.new_ones(len(real), self.config.summaries)], 1)
        for layer in self.layers:
            tokens = layer(tokens, real)
        tokens = self.norm(tokens) * real.unsqueeze(-1)
        summaries = tokens[:, -self.config.summaries :].flatten(1)
        embedding = nn.functional.normalize(self.to_space(summaries), dim=-1)
        return NeuralOutput(tokens, real, embedding, self.heads(tokens, real, channels, mask.any(2)))

    def _standard(self, values: Tensor, mask: Tensor) -> Tensor:
        """Features with mean 0 and spread 1 over the training recordings; 0 where nothing is real."""
        return values.sub(self.centre).div_(self.spread_of).clamp_(-8, 8).mul_(mask.unsqueeze(-1))

    def _average(self, seen: Tensor, known: Tensor, mask: Tensor) -> Tensor:
        """Each channel's features over the window: mean, spread, and difference from the other channels' median."""
        count = mask.sum(2, keepdim=True).clamp(min=1).to(seen.dtype)
        mean = seen.sum(2) / count
        spread = (seen.square().sum(2) / count - mean.square()).clamp(min=0).sqrt()
        hidden = mean.masked_fill(~mask.any(2).unsqueeze(-1), float("nan"))
        apart = mean - hidden.nanmedian(1, keepdim=True).values.nan_to_num(0.0)
        known = known[:, :, 0].expand(*mean.shape[:2], 1)
        return self.average(torch.cat([mean, spread, apart, known], -1))

    def _channels(self, x: Tensor, mask: Tensor) -> Tensor:
        """One vector per channel over the window: mean and largest values. (window, channel, dim)"""
        hidden = ~mask.unsqueeze(-1)
        mean = x.masked_fill(hidden, 0).sum(2) / mask.sum(2, keepdim=True).clamp(min=1)
        largest = x.masked_fill(hidden, -1e4).amax(2) * mask.any(2, keepdim=True)
        return self.channel(torch.cat([mean, largest], -1)) + mean
