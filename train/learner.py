"""The assembled model as the Trainer wants it: it gives its loss, and only what is trained goes into checkpoints."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from torch import Tensor, nn

from neuro_llm.recordings.errors import ModelError


class Learner(nn.Module):
    """forward(batch) → {"loss": ...}; `state_dict` holds each trained weight once (tied ones have two names)."""

    _keys_to_ignore_on_save = None  # the Trainer asks for it when it resumes from trained weights alone

    def __init__(self, model: nn.Module) -> None:
        super().__init__()
        self.model = model

    def forward(self, **batch: Any) -> dict[str, Any]:
        return {"loss": self.model(**batch).loss}

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
