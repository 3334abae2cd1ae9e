"""The projector: encoder tokens into the language model's embedding space."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any

import torch
from torch import Tensor, nn

from neuro_llm.recordings.errors import ConfigError


@dataclass(frozen=True)
class ProjectorConfig:
    """encoder_dim and llm_dim: widths of the two sides; hidden_dim: width between them."""

    encoder_dim: int
    llm_dim: int
    hidden_dim: int = 512

    def __post_init__(self) -> None:
        for name, value in asdict(self).items():
            if value < 1:
                raise ConfigError(f"{name}={value} must be at least 1.")

    @classmethod
    def from_dict(cls, values: dict[str, Any]) -> ProjectorConfig:
        unknown = set(values) - set(cls.__dataclass_fields__)
        if unknown:
            raise ConfigError(f"The projector has no setting {', '.join(sorted(unknown))}.")
        return cls(**values)

    def to_dict(self) -> dict[str, Any]:
        return asdict(self)


class Projector(nn.Module):
    """LayerNorm, Linear, GELU, Linear, and one learnt scale."""

    def __init__(self, config: ProjectorConfig) -> None:
        super().__init__()
        self.config = config
        self.norm = nn.LayerNorm(config.encoder_dim)
        self.widen = nn.Linear(config.encoder_dim, config.hidden_dim)
        self.out = nn.Linear(config.hidden_dim, config.llm_dim)
        self.scale = nn.Parameter(torch.ones(()))

    def forward(self, tokens: Tensor) -> Tensor:
        """tokens (..., encoder_dim) → (..., llm_dim), in the dtype of the projector."""
        x = self.norm(tokens.to(self.out.weight.dtype))
        return self.scale * self.out(nn.functional.gelu(self.widen(x)))

    @torch.no_grad()
    def match(self, embeddings: Tensor) -> None:
        """Set the scale so that outputs start as large as these token embeddings (token, llm_dim)."""
        generator = torch.Generator().manual_seed(0)
        probe = torch.randn(256, self.config.encoder_dim, generator=generator).to(self.out.weight)
        size = self(probe).float().square().mean().sqrt()
        self.scale.mul_(embeddings.float().square().mean().sqrt().to(size.device) / size)
