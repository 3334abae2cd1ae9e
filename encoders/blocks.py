"""The blocks that encoders share: places, pooling over any number of channels, attention over time."""

from __future__ import annotations

import math

import torch
from torch import Tensor, nn
from torch.nn import functional as F

HEAD_RADIUS = 0.1  # metres; places are divided by it


class Places(nn.Module):
    """Fourier features of places, so that any montage can be read. positions (..., 3) metres → (..., width)."""

    def __init__(self, width: int, octaves: int = 4) -> None:
        super().__init__()
        self.octaves = octaves
        self.linear = nn.Linear(6 * octaves + 1, width)

    def forward(self, positions: Tensor) -> Tensor:
        known = torch.isfinite(positions).all(-1, keepdim=True)
        places = torch.where(known, positions, torch.zeros_like(positions)) / HEAD_RADIUS
        scales = 2.0 ** torch.arange(self.octaves, device=places.device) * (math.pi / 2)
        angles = (places.unsqueeze(-1) * scales).flatten(-2)
        waves = torch.cat([angles.sin(), angles.cos()], -1) * known
        return self.linear(torch.cat([waves, known.to(waves.dtype)], -1))


class ChannelPool(nn.Module):
    """Any number of channels → one vector: several attention heads and the largest values.

    tokens (..., channel, dim), mask (..., channel) True where real → (..., dim)
    """

    def __init__(self, dim: int, heads: int = 8) -> None:
        super().__init__()
        self.heads = heads
        self.score = nn.Linear(dim, heads)
        self.value = nn.Linear(dim, dim)
        self.out = nn.Sequential(nn.Linear(2 * dim, dim), nn.GELU(), nn.Linear(dim, dim))

    def forward(self, tokens: Tensor, mask: Tensor) -> Tensor:
        hidden = ~mask.unsqueeze(-1)
        weights = self.score(tokens).masked_fill(hidden, -1e4).softmax(-2)
        values = self.value(tokens)
        split = values.unflatten(-1, (self.heads, -1))
        mean = (weights.unsqueeze(-1) * split).sum(-3).flatten(-2)
        largest = values.masked_fill(hidden, -1e4).amax(-2)
        largest = largest.masked_fill(~mask.any(-1, keepdim=True), 0.0)
        return self.out(torch.cat([mean, largest], -1))


class Attention(nn.Module):
    """Pre-norm self-attention and feed-forward. x (batch, token, dim), mask (batch, token) True where real."""

    def __init__(self, dim: int, heads: int, dropout: float) -> None:
        super().__init__()
        self.heads = heads
        self.norm, self.norm_mlp = nn.LayerNorm(dim), nn.LayerNorm(dim)
        self.qkv, self.out = nn.Linear(dim, 3 * dim), nn.Linear(dim, dim)
        self.mlp = nn.Sequential(
            nn.Linear(dim, 3 * dim), nn.GELU(), nn.Dropout(dropout), nn.Linear(3 * dim, dim)
        )
        self.dropout = nn.Dropout(dropout)

    def forward(self, x: Tensor, mask: Tensor) -> Tensor:
        q, k, v = (
            part.unflatten(-1, (self.heads, -1)).transpose(1, 2)
            for part in self.qkv(self.norm(x)).chunk(3, -1)
        )
        mixed = F.scaled_dot_product_attention(q, k, v, attn_mask=mask[:, None, None, :])
        x = x + self.dropout(self.out(mixed.transpose(1, 2).flatten(-2)))
        return x + self.dropout(self.mlp(self.norm_mlp(x)))
