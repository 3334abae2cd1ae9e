"""The projector: shapes, start size, settings."""

from __future__ import annotations

import pytest
import torch

from neuro_llm.adapters.projector import Projector, ProjectorConfig
from neuro_llm.recordings.errors import ConfigError


def test_tokens_become_embeddings_of_any_leading_shape() -> None:
    projector = Projector(ProjectorConfig(24, 32, 16))
    assert projector(torch.randn(3, 5, 24)).shape == (3, 5, 32)
    assert projector(torch.randn(0, 24)).shape == (0, 32)
    assert projector.to(torch.bfloat16)(torch.randn(5, 24)).dtype == torch.bfloat16


def test_outputs_start_as_large_as_the_embeddings() -> None:
    projector = Projector(ProjectorConfig(24, 32))
    projector.match(0.02 * torch.randn(400, 32))
    size = projector(7 * torch.randn(1000, 24)).square().mean().sqrt()
    assert size.item() == pytest.approx(0.02, rel=0.1)


def test_settings_are_checked() -> None:
    with pytest.raises(ConfigError, match="hidden_dim=0 must be at least 1"):
        ProjectorConfig(24, 32, 0)
    with pytest.raises(ConfigError, match="no setting depth"):
        ProjectorConfig.from_dict({"encoder_dim": 24, "llm_dim": 32, "depth": 3})
    config = ProjectorConfig(24, 32)
    assert ProjectorConfig.from_dict(config.to_dict()) == config
