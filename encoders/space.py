"""The shared space's text side for the embedded default: a bag of hashed words and word pairs."""

from __future__ import annotations

import re
import zlib
from collections.abc import Sequence
from itertools import pairwise

import torch
from torch import Tensor, nn

WORDS = re.compile(r"[a-z0-9]+(?:\.[0-9]+)?")


class TextTower(nn.Module):
    """Sentences → unit vectors in the shared space. Unknown words have a place too: names are hashed (CRC-32)."""

    def __init__(self, space_dim: int, buckets: int = 4096) -> None:
        super().__init__()
        self.buckets = buckets
        self.words = nn.EmbeddingBag(buckets, space_dim, mode="mean")
        self.out = nn.Sequential(nn.LayerNorm(space_dim), nn.Linear(space_dim, space_dim))

    def forward(self, sentences: Sequence[str]) -> Tensor:
        """sentences (n) → (n, space_dim)"""
        bags = [self._bag(sentence) for sentence in sentences]
        offsets = torch.tensor([0, *[len(bag) for bag in bags[:-1]]]).cumsum(0)
        flat = torch.tensor([index for bag in bags for index in bag])
        return nn.functional.normalize(self.out(self.words(flat, offsets)), dim=-1)

    def _bag(self, sentence: str) -> list[int]:
        words = WORDS.findall(sentence.lower()) or ["nothing"]
        pairs = [f"{a} {b}" for a, b in pairwise(words)]
        return [zlib.crc32(item.encode()) % self.buckets for item in (*words, *pairs)]
