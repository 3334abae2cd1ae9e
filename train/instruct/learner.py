"""The assembled model as the Trainer wants it: it gives its loss, and only what is trained goes into checkpoints."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import torch
from torch import Tensor, nn
from torch.distributed import is_initialized

from neuro_llm.adapters.prompt import IGNORED
from neuro_llm.recordings.errors import ModelError

from .next_token import NextTokens, Series


class Learner(nn.Module):
    """forward(batch) → {"loss": ...}; `state_dict` holds each trained weight once (tied ones have two names).

    next_token_weight   of the loss of the next neural token, on the "series" of a batch; 0: there is none
    """

    _keys_to_ignore_on_save = None  # the Trainer asks for it when it resumes from trained weights alone

    model: Any

    def __init__(self, model: nn.Module, next_token_weight: float = 0.0) -> None:
        super().__init__()
        self.model = model
        self.weight = next_token_weight
        self.next_tokens = NextTokens.for_model(model) if next_token_weight else None

    def forward(self, series: Sequence[Series] = (), **batch: Any) -> dict[str, Any]:
        loss = self.model(**batch).loss
        if is_initialized():
            loss = loss + self._touched()
        if self.next_tokens is not None and series:
            loss = loss + self.weight * self._share(batch) * self.next_tokens.loss(self.model, series)
        return {"loss": loss}

    def _touched(self) -> Tensor | float:
        """0, by way of every projector: processes that divide a model wait for each other at every part of it, also
        where a pass of one of them holds no neural tokens."""
        blank = [
            projector(torch.zeros(1, projector.config.encoder_dim, device=projector.scale.device))
            for _, projector in self.model.projectors.each()
        ]
        return 0.0 * torch.stack([one.sum() for one in blank]).sum() if blank else 0.0

    def _share(self, batch: Mapping[str, Any]) -> Any:
        """Of this pass in its step: the Trainer adds up the passes of one step, and divides by its words alone."""
        count = batch.get("num_items_in_batch")
        return 1.0 if count is None else (batch["labels"][:, 1:] != IGNORED).sum() / count

    def gradient_checkpointing_enable(self, **arguments: Any) -> None:
        """The language model's activations are computed twice instead of kept."""
        self.model.language_model.gradient_checkpointing_enable(
            gradient_checkpointing_kwargs={"use_reentrant": False}
        )

    def state_dict(self, *args: Any, **kwargs: Any) -> dict[str, Any]:  # type: ignore[override]
        kept, seen = {}, set()
        for name, weight in self.named_parameters():
            if weight.requires_grad and weight.data_ptr() not in seen:
                seen.add(weight.data_ptr())
                kept[name] = weight.detach()
        return kept

    def load_state_dict(self, state_dict: Mapping[str, Tensor], *args: Any, **kwargs: Any) -> Any:
        """Trained weights alone, all of them."""
        odd = set(state_dict) ^ set(self.state_dict())
        if odd:
            raise ModelError(
                f"The weights of another run: {min(odd)} is in the model or in the checkpoint only."
            )
        return super().load_state_dict(state_dict, strict=False)
