"""Masked reconstruction: half of a recording's seconds is hidden and predicted from the other half, without labels."""

from __future__ import annotations

import torch
from torch import Tensor, nn

from .bound import BoundEncoder, TrialBatch
from .filters import SpatialFilter

FAINT = 0.05  # added to amplitudes, in units of a channel's spread: a silent channel has a logarithm too


class Reconstruction(nn.Module):
    """An encoder, and the decoder that it is pretrained with: forward(batch) → {"loss", "time", "spectrum"}.

    A random half of each trial's patches is blanked before the attention (masked autoencoders, He et al. 2022). From
    every token the channels' waveform and log amplitude spectrum in that patch are drawn, at the channels' places, by a
    second filter that is a function of place. Spectra beside waveforms help EEG most (LaBraM, Jiang et al. 2024).
    Both errors are 1 where nothing is known (zeros are predicted), 0 where all is.
    (The envelope that iEEG encoders see is smoothed over 50 ms: neighbours hold a little of a hidden patch.)
    """

    def __init__(self, encoder: BoundEncoder) -> None:
        super().__init__()
        config = encoder.config
        self.encoder = encoder
        self.sizes = (config.spec.patch_samples, config.spec.patch_samples // 2 + 1)
        self.draw = nn.Linear(config.width, config.virtual * encoder.views * sum(self.sizes))
        self.place = SpatialFilter(config.virtual, config.lengths_m)

    def forward(self, batch: TrialBatch, generator: torch.Generator | None = None) -> dict[str, Tensor]:
        """generator   decides which patches are hidden; torch's own where it is left out"""
        batch = batch.to(self.draw.weight.device)
        hidden = hide_half(batch.mask.any(1), generator)
        tokens = self.encoder(batch, hidden).tokens[:, : hidden.shape[1]]
        waveform, spectrum = self.guess(tokens, batch)
        counted = batch.mask & hidden.unsqueeze(1)
        patches = self._patches(batch)
        losses = {
            "time": _error(waveform, waves(patches, batch.mask), counted),
            "spectrum": _error(spectrum, amplitudes(patches, batch.mask), counted),
        }
        return {"loss": losses["time"] + losses["spectrum"], **losses}

    def guess(self, tokens: Tensor, batch: TrialBatch) -> tuple[Tensor, Tensor]:
        """tokens (trial, patch, width) → waveform and spectrum (trial, channel, patch, view, time or frequency)."""
        config = self.encoder.config
        drawn = self.draw(tokens).unflatten(-1, (config.virtual, self.encoder.views, sum(self.sizes)))
        weights = self.place(batch.positions, batch.orientations, batch.kinds, batch.signature)
        channels = torch.einsum("bcq,bpqvt->bcpvt", weights[batch.recording], drawn) / config.virtual**0.5
        waveform, spectrum = channels.float().split(self.sizes, -1)
        return waveform, spectrum

    def _patches(self, batch: TrialBatch) -> Tensor:
        """What the encoder sees of the channels: (trial, channel, patch, view, time)."""
        seen = self.encoder.view(batch.data).float()
        return seen.unflatten(-1, (batch.mask.shape[-1], -1)).transpose(2, 3)


def hide_half(real: Tensor, generator: torch.Generator | None = None) -> Tensor:
    """(trial, patch) True where real → True for a random half of those."""
    order = torch.rand(real.shape, generator=generator).to(real.device).masked_fill(~real, 2.0)
    return order.argsort(-1).argsort(-1) < real.sum(-1, keepdim=True) // 2


def waves(patches: Tensor, mask: Tensor) -> Tensor:
    """Patches with mean 0 and spread 1 over the real channels and the time of each patch: shape before size.

    patches (trial, channel, patch, view, time), mask (trial, channel, patch)
    """
    return _standard(patches, mask, over=(1, 4))


def amplitudes(patches: Tensor, mask: Tensor) -> Tensor:
    """Log amplitude per frequency, mean 0 and spread 1 over the real patches of the batch: the size, without 1/f."""
    strength = torch.fft.rfft(patches, norm="ortho").abs()
    return _standard((strength + FAINT).log(), mask, over=(0, 1, 2))


def _standard(values: Tensor, mask: Tensor, over: tuple[int, ...]) -> Tensor:
    real = mask[..., None, None].expand_as(values)
    count = real.sum(over, keepdim=True).clamp(min=1)
    apart = (values - (values * real).sum(over, keepdim=True) / count) * real
    spread = (apart.square().sum(over, keepdim=True) / count).sqrt()
    return apart / spread.clamp(min=1e-3)


def _error(guess: Tensor, target: Tensor, counted: Tensor) -> Tensor:
    """Mean squared error over the patches that count. counted (trial, channel, patch)."""
    each = (guess - target).square().mean((-2, -1))
    return (each * counted).sum() / counted.sum().clamp(min=1)
