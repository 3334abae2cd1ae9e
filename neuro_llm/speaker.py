"""The language model's part of an answer: text as it is written, and how likely it finds options."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from torch import Tensor

from neuro_llm.adapters.prompt import RecordingBlock, Turn

from .modeling import NeuroLLMForConditionalGeneration
from .processing import NeuroLLMProcessor
from .scoring import score_options
from .streaming import stream_text

NEW_TOKENS, NEW_TOKENS_SLOTS = 256, 96
LONGEST_PROMPT = 4096  # tokens; less where the language model reads less


@dataclass(frozen=True)
class Prompt:
    """What the language model is shown.

    tokens   (place, encoder_dim) neural tokens behind the blocks' time marks, or None
    """

    turns: Sequence[Turn]
    blocks: Sequence[RecordingBlock]
    tokens: Tensor | None = None


class Speaker:
    """A language model that writes answers from a prompt.

    slots    it names records by slot tokens and writes no number itself (the embedded default)
    neural   it reads neural tokens
    """

    def __init__(self, model: NeuroLLMForConditionalGeneration, processor: NeuroLLMProcessor) -> None:
        self.model, self.processor = model, processor
        self.slots = bool(processor.slots)
        self.neural = model.projector is not None
        reads = getattr(model.config.text_config, "max_position_embeddings", None) or LONGEST_PROMPT
        self.new_tokens = NEW_TOKENS_SLOTS if self.slots else NEW_TOKENS
        self.limit = max(64, min(LONGEST_PROMPT, reads - self.new_tokens))

    def pieces(self, prompt: Prompt, **generation: Any) -> Iterator[str]:
        """Pieces of the answer; greedy unless generation arguments say otherwise."""
        rendered = self.processor.render(prompt.turns, prompt.blocks, limit=self.limit)
        inputs = self.processor.batch([rendered], None if prompt.tokens is None else [prompt.tokens])
        inputs = {name: value.to(self.model.device) for name, value in inputs.items()}
        settings = {"max_new_tokens": self.new_tokens, "do_sample": False, **generation}
        return without_thoughts(stream_text(self.model, self.processor, inputs, **settings))

    def scores(self, prompt: Prompt, options: Sequence[str]) -> list[float]:
        """Log-likelihood per token of each option as the whole answer."""
        rendered = self.processor.render(prompt.turns, prompt.blocks, limit=self.limit)
        scores = score_options(self.model, self.processor, rendered, options, prompt.tokens)
        return [float(score) for score in scores.mean]


def without_thoughts(pieces: Iterable[str]) -> Iterator[str]:
    """The text without a leading "<think> ... </think>": the answer is what stands behind it."""
    head, open_tag, close_tag = "", "<think>", "</think>"
    passing = False
    for piece in pieces:
        if passing:
            yield piece
            continue
        head += piece
        bare = head.lstrip()
        if bare.startswith(open_tag):
            if close_tag in bare:
                head, passing = bare.split(close_tag, 1)[1].lstrip(), True
        elif not open_tag.startswith(bare):
            passing = True
        if passing and head:
            yield head
            head = ""
    if not passing and head.strip() and not head.lstrip().startswith(open_tag):
        yield head
