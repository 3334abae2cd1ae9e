"""The projectors: tokens of each encoder into the language model's embedding space."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from typing import Any, TypeAlias

import torch
from torch import Tensor, nn

from neuro_llm.recordings.errors import ConfigError, ModelError

Neural: TypeAlias = Sequence[tuple[str, Tensor]]
"""Neural tokens in the order of their places: (name of the encoder, (place, encoder_dim)) after each other."""


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


class Projectors(nn.ModuleDict):
    """Encoder name → projector: encoders differ in the width of their tokens."""

    def each(self) -> Iterator[tuple[str, Projector]]:
        """Encoder's name and projector."""
        for name, projector in self.items():
            assert isinstance(projector, Projector)
            yield name, projector

    def project(self, neural: Neural) -> Tensor:
        """(place, llm_dim) in the order of the places; each projector is run once."""
        parts: dict[str, list[Tensor]] = {}
        for name, tokens in neural:
            parts.setdefault(name, []).append(tokens)
        projected = {name: iter(self._run(name, some)) for name, some in parts.items()}
        return torch.cat([next(projected[name]) for name, _ in neural])

    def _run(self, name: str, parts: Sequence[Tensor]) -> Sequence[Tensor]:
        if name not in self:
            known = ", ".join(self) or "none"
            raise ModelError(
                f"This model has no projector for tokens of the encoder {name!r}, only for: {known}. "
                "Render without placeholders, or train a model with that encoder."
            )
        device = next(self[name].parameters()).device
        projected: Tensor = self[name](torch.cat(list(parts)).to(device))
        return projected.split([len(part) for part in parts])


def n_places(neural: Neural) -> int:
    """How many places neural tokens take in a prompt."""
    return sum(len(tokens) for _, tokens in neural)


def split_places(neural: Neural, count: int) -> tuple[Neural, Neural]:
    """The neural tokens of the first `count` places, and those of the rest."""
    front: list[tuple[str, Tensor]] = []
    rest: list[tuple[str, Tensor]] = []
    for name, tokens in neural:
        here = min(count, len(tokens))
        if here:
            front.append((name, tokens[:here]))
        if here < len(tokens):
            rest.append((name, tokens[here:]))
        count -= here
    return front, rest
