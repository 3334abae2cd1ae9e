"""The processor: conversations and recordings to tensors, with the tokenizer of the language model."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import torch
from torch import Tensor
from transformers import AutoProcessor, ProcessorMixin

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
        neural_tokens: Tensor | None = None,
    ) -> dict[str, Tensor]:
        """What `generate` takes for one conversation whose last turn is the user's."""
        neural = None if neural_tokens is None else [neural_tokens]
        return self.batch([self.render(conversation, blocks)], neural)

    def batch(
        self,
        rendered: Sequence[Rendered],
        neural_tokens: Sequence[Tensor | None] | None = None,
        *,
        side: str = "left",
        labels: bool = False,
    ) -> dict[str, Tensor]:
        """Prompts, padded: input_ids and attention_mask (batch, token), neural_tokens (place, encoder_dim).

        neural_tokens  one (place, encoder_dim) per prompt, or None
        side           "left" to generate; "left" or "right" to train
        labels         add `labels` (batch, token), -100 on prompt and padding
        """
        if side not in ("left", "right"):
            raise ConfigError(f"side={side!r} must be 'left' or 'right'.")
        longest = max(len(one.input_ids) for one in rendered)
        pad = self.tokenizer.pad_token_id
        pad = self.tokenizer.eos_token_id if pad is None else pad
        rows = [one.input_ids for one in rendered]
        out = {
            "input_ids": _padded(rows, longest, 0 if pad is None else pad, side),
            "attention_mask": _padded([[1] * len(row) for row in rows], longest, 0, side),
        }
        if labels:
            out["labels"] = _padded([one.labels for one in rendered], longest, IGNORED, side)
        if neural_tokens is not None:
            given = [tokens for tokens in neural_tokens if tokens is not None]
            if given:
                out["neural_tokens"] = torch.cat(given)
        return out

    def decode_answer(self, ids: Tensor | Sequence[int]) -> str:
        """Generated ids as text: control tokens left out, slots kept."""
        return str(
            self.tokenizer.decode(ids, skip_special_tokens=True, clean_up_tokenization_spaces=False)
        ).strip()


def _padded(rows: Sequence[list[int]], longest: int, value: int, side: str) -> Tensor:
    blanks = [[value] * (longest - len(row)) for row in rows]
    both = zip(rows, blanks, strict=True)
    return torch.tensor([blank + row if side == "left" else row + blank for row, blank in both])


AutoProcessor.register(NeuroLLMConfig, NeuroLLMProcessor, exist_ok=True)
