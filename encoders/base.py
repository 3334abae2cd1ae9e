"""What every encoder takes and gives."""

from __future__ import annotations

from dataclasses import dataclass

import torch
from torch import Tensor

from neuro_llm.recordings.windows import WindowBatch


@dataclass(frozen=True)
class NeuralOutput:
    """What an encoder makes of a batch of windows.

    tokens      (window, token, dim): `patches` in time order, then the summary tokens of the window
    mask        (window, token) True where real
    embedding   (window, space_dim) in the shared space, unit length
    logits      family → (window, class), (window, patch) or (window, channel)
    """

    tokens: Tensor
    mask: Tensor
    embedding: Tensor
    logits: dict[str, Tensor]


@dataclass(frozen=True)
class EncoderInput:
    """Tensors of a batch of windows, channels padded to the same number.

    features   (window, channel, patch, feature)
    mask       (window, channel, patch)
    positions  (window, channel, 3) metres
    unit_known (window,) bool
    """

    features: Tensor
    mask: Tensor
    positions: Tensor
    unit_known: Tensor

    def to(self, device: torch.device) -> EncoderInput:
        return EncoderInput(
            *(part.to(device) for part in (self.features, self.mask, self.positions, self.unit_known))
        )

    @classmethod
    def of(cls, batch: WindowBatch, sfreq: float) -> EncoderInput:
        """The input for one batch of windows of one recording."""
        from .features import features

        mask = torch.from_numpy(batch.mask)
        described = features(torch.from_numpy(batch.data), mask, sfreq, batch.nyquist)
        n = len(batch.data)
        positions = torch.from_numpy(batch.positions).float().expand(n, -1, -1)
        return cls(described, mask, positions, torch.full((n,), batch.unit_known))
