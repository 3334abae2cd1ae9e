"""The processor: conversations and recordings to tensors, with the tokenizer of the language model."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import torch
from torch import Tensor
from transformers import AutoProcessor, ProcessorMixin

from neuro_llm.adapters.projector import Neural
from neuro_llm.adapters.prompt import IGNORED, RecordingBlock, Rendered, Turn, render
from neuro_llm.adapters.slots import slot_tokens
from neuro_llm.recordings.errors import ConfigError

from .configuration import NeuroLLMConfig


class NeuroLLMProcessor(ProcessorMixin):
    """Renders prompts and makes padded batches of them."""

    attributes = ["tokenizer"]  # noqa: RUF012
    tokenizer_class = "AutoTokenizer"

    def __init__(self, tokenizer: Any = None, **kwargs: Any) -> None:
        super().__init__(tokenizer, **kwargs)

    @property
    def slots(self) -> tuple[str, ...]:
        """Slot tokens of this vocabulary: those of `slot_tokens()` for the embedded default, else none."""
        known = self.tokenizer.get_added_vocab()
        return tuple(slot for slot in slot_tokens() if slot in known)

    def render(
        self, conversation: Sequence[Turn], blocks: Sequence[RecordingBlock] = (), *, limit: int | None = None,
        tools: Sequence[dict[str, Any]] = (),
    ) -> Rendered:  # fmt: skip
        """`adapters.prompt.render` with this tokenizer and its slots."""
        return render(conversation, blocks, self.tokenizer, slots=self.slots, limit=limit, tools=tools)

    def __call__(
        self,
        conversation: Sequence[Turn],
        blocks: Sequence[RecordingBlock] = (),
        neural_tokens: Neural = (),
    ) -> dict[str, Any]:
        """What `generate` takes for one conversation whose last turn is the user's."""
        return self.batch([self.render(conversation, blocks)], [neural_tokens])

    def batch(
        self,
        rendered: Sequence[Rendered],
        neural_tokens: Sequence[Neural] = (),
        *,
        side: str = "left",
        labels: bool = False,
    ) -> dict[str, Any]:
        """Prompts, padded: input_ids and attention_mask (batch, token), neural_tokens where there are any.

        neural_tokens  those of each prompt, () where it has no places; all of them are one list in the batch
        side           "left" to generate; "left" or "right" to train
        labels         add `labels` (batch, token), -100 on prompt and padding
        """
        if side not in ("left", "right"):
            raise ConfigError(f"side={side!r} must be 'left' or 'right'.")
        longest = max(len(one.input_ids) for one in rendered)
        pad = self.tokenizer.pad_token_id
        pad = self.tokenizer.eos_token_id if pad is None else pad
        rows = [one.input_ids for one in rendered]
        out: dict[str, Any] = {
            "input_ids": _padded(rows, longest, 0 if pad is None else pad, side),
            "attention_mask": _padded([[1] * len(row) for row in rows], longest, 0, side),
        }
        if labels:
            out["labels"] = _padded([one.labels for one in rendered], longest, IGNORED, side)
        neural = [segment for row in neural_tokens for segment in row]
        if neural:
            out["neural_tokens"] = neural
        return out

    def decode_answer(self, ids: Tensor | Sequence[int]) -> str:
        """Generated ids as text: control tokens left out, slots kept."""
        return str(
            self.tokenizer.decode(ids, skip_special_tokens=True, clean_up_tokenization_spaces=False)
        ).strip()


def on_device(batch: Mapping[str, Any], device: torch.device | str) -> dict[str, Any]:
    """A batch with its tensors on a device; neural tokens go to their projector by themselves."""
    return {name: value.to(device) if isinstance(value, Tensor) else value for name, value in batch.items()}


def _padded(rows: Sequence[list[int]], longest: int, value: int, side: str) -> Tensor:
    blanks = [[value] * (longest - len(row)) for row in rows]
    both = zip(rows, blanks, strict=True)
    return torch.tensor([blank + row if side == "left" else row + blank for row, blank in both])


AutoProcessor.register(NeuroLLMConfig, NeuroLLMProcessor, exist_ok=True)
