"""The losses that bring signals and their stimuli to the same place of the shared space."""

from __future__ import annotations

import math

import torch
from torch import Tensor, nn
from torch.nn import functional as F

from neuro_llm.recordings.errors import ConfigError

WARMEST, COLDEST = 1.0, 100.0  # limits of 1 / temperature
REPORT_TEMPERATURE = 0.3  # for recordings × paragraphs (Gijsen & Ritter 2025)


class Alignment(nn.Module):
    """Symmetric InfoNCE (Oord et al. 2018; Radford et al. 2021) by open_clip's ClipLoss, gathered over all processes.

    The i-th signal belongs to the i-th target and to no other: a batch holds every stimulus once.
    """

    def __init__(self) -> None:
        super().__init__()
        self.log_scale = nn.Parameter(torch.tensor(math.log(1 / 0.07)))

    def scale(self) -> Tensor:
        """1 / temperature, learnt; held within WARMEST..COLDEST."""
        with torch.no_grad():
            self.log_scale.clamp_(math.log(WARMEST), math.log(COLDEST))
        return self.log_scale.exp()

    def forward(self, signals: Tensor, targets: Tensor) -> Tensor:
        """signals, targets (trial, dim), unit length → the mean loss of this process' rows."""
        return _clip_loss()(signals, targets.to(signals), self.scale())


def _clip_loss() -> nn.Module:
    """ClipLoss for as many processes as there are; without gradients through the gather they would be too small."""
    import torch.distributed as dist
    from open_clip.loss import ClipLoss

    together = dist.is_available() and dist.is_initialized() and dist.get_world_size() > 1
    rank, size = (dist.get_rank(), dist.get_world_size()) if together else (0, 1)
    return ClipLoss(local_loss=together, gather_with_grad=together, rank=rank, world_size=size)


def report_loss(
    crops: Tensor,
    paragraphs: Tensor,
    crop_mask: Tensor,
    paragraph_mask: Tensor,
    temperature: float = REPORT_TEMPERATURE,
) -> Tensor:
    """Multiple-instance InfoNCE: one report of several paragraphs describes a recording of several crops.

    crops (recording, crop, dim), paragraphs (recording, paragraph, dim), unit length; masks True where real. At least
    one crop of a recording should agree with at least one paragraph of its own report more than with those of others
    (MIL-NCE, Miech et al. 2020, as ELM uses it for clinical EEG, Gijsen & Ritter 2025).
    """
    if not (crop_mask.any(1) & paragraph_mask.any(1)).all():
        raise ConfigError("Every recording needs at least one crop and one paragraph.")
    similar = torch.einsum("icd,jpd->ijcp", crops, paragraphs) / temperature
    real = crop_mask[:, None, :, None] & paragraph_mask[None, :, None, :]
    agree = similar.masked_fill(~real, -torch.inf).flatten(2).logsumexp(-1) - real.flatten(2).sum(-1).log()
    own = torch.arange(len(crops), device=crops.device)
    return (F.cross_entropy(agree, own) + F.cross_entropy(agree.T, own)) / 2
