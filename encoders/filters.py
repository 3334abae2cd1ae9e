"""Spatial filters as functions of place, and the layer that one person may have."""

from __future__ import annotations

from collections.abc import Sequence

import torch
from torch import Tensor, nn

from neuro_llm.recordings.trials import KINDS

WAVES = 32  # random waves per length scale
HIDDEN = 128


class SpatialFilter(nn.Module):
    """Signed weights of each channel in each virtual channel, from its place, coil orientation and kind.

    Places enter as random Fourier features at several lengths (Rahimi & Recht 2007; Tancik et al. 2020). A channel
    without a place is told from others by its signature: its level and spread among the channels of its recording.
    """

    waves: Tensor
    marks: Tensor

    def __init__(self, virtual: int, lengths_m: Sequence[float]) -> None:
        super().__init__()
        random = torch.Generator().manual_seed(0)
        waves = [torch.randn(3, WAVES, generator=random) / length for length in lengths_m]
        self.register_buffer("waves", torch.cat(waves, 1))
        self.register_buffer("marks", 3.0 * torch.randn(2, WAVES, generator=random))
        width = 2 * self.waves.shape[1] + 2 * WAVES + 1 + 3 + len(KINDS)
        self.net = nn.Sequential(nn.Linear(width, HIDDEN), nn.GELU(), nn.Linear(HIDDEN, virtual))

    def forward(self, positions: Tensor, orientations: Tensor, kinds: Tensor, signature: Tensor) -> Tensor:
        """(recording, channel, ...) each → (recording, channel, virtual)"""
        known = torch.isfinite(positions).all(-1, keepdim=True)
        placed = torch.where(known, positions, torch.zeros_like(positions)) @ self.waves
        marked = signature @ self.marks
        parts = [placed.sin() * known, placed.cos() * known, marked.sin() * ~known, marked.cos() * ~known]
        kind = nn.functional.one_hot(kinds, len(KINDS)).to(placed.dtype)
        return self.net(torch.cat([*parts, known.to(placed.dtype), orientations, kind], -1))


class SubjectLayer(nn.Module):
    """A linear change of the virtual channels for each known person; the identity for everybody else.

    signals (trial, virtual, view, time), subject (trial,) index or -1. While training it is left out half of the time,
    so that the rest of the encoder works for people it has not met.
    """

    def __init__(self, subjects: int, virtual: int) -> None:
        super().__init__()
        self.change = nn.Parameter(torch.zeros(subjects, virtual, virtual))

    def forward(self, signals: Tensor, subject: Tensor) -> Tensor:
        met = subject >= 0
        if self.training:
            met = met & (torch.rand(len(subject), device=subject.device) < 0.5)
        if not len(self.change) or not met.any():
            return signals
        change = self.change[subject.clamp(min=0)] * met.view(-1, 1, 1)
        return signals + torch.einsum("bpq,bqvt->bpvt", change, signals)
