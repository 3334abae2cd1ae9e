"""The language model's part of an answer: text as it is written, and how likely it finds options."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from neuro_llm.adapters.frames import frames
from neuro_llm.adapters.projector import Neural
from neuro_llm.adapters.prompt import RecordingBlock, Turn
from neuro_llm.adapters.tokens import token_text
from neuro_llm.encoders.encode import SPACE

from .fronts import Fronts, Shown
from .modeling import NeuroLLMForConditionalGeneration
from .processing import NeuroLLMProcessor, on_device
from .scoring import score_prompts
from .streaming import on_few_threads, stream_text

NEW_TOKENS, NEW_TOKENS_SLOTS = 256, 96
LONGEST_PROMPT = 4096  # tokens; less where the language model reads less


@dataclass(frozen=True)
class Prompt:
    """What the language model is shown.

    tokens   neural tokens behind the blocks' time marks
    tools    JSON schemas of what the model may call
    """

    turns: Sequence[Turn]
    blocks: Sequence[RecordingBlock]
    tokens: Neural = ()
    tools: Sequence[dict[str, Any]] = ()


class Speaker:
    """A language model that writes answers from a prompt.

    slots    it names records by slot tokens and writes no number itself (the embedded default)
    neural   it reads neural tokens; space: also vectors of the shared space
    tools    its chat template tells it of tools that it may call; exchanges: and frames calls and their results
    """

    def __init__(self, model: NeuroLLMForConditionalGeneration, processor: NeuroLLMProcessor) -> None:
        self.model, self.processor = model, processor
        self.fronts = Fronts(model)
        self.slots = bool(processor.slots)
        self.neural, self.space = len(model.projectors) > 0, SPACE in model.projectors
        frame = frames(token_text(processor.tokenizer))
        self.tools, self.exchanges = frame.tools and not self.slots, frame.exchanges
        reads = getattr(model.config.text_config, "max_position_embeddings", None) or LONGEST_PROMPT
        self.new_tokens = NEW_TOKENS_SLOTS if self.slots else NEW_TOKENS
        self.limit = max(64, min(LONGEST_PROMPT, reads - self.new_tokens))

    def pieces(self, prompt: Prompt, **generation: Any) -> Iterator[str]:
        """Pieces of the answer; greedy unless generation arguments say otherwise."""
        rendered, tokens = self._shown(prompt)
        inputs = on_device(self.processor.batch([rendered], [tokens]), self.model.device)
        settings = {"max_new_tokens": self.new_tokens, "do_sample": False, **generation}
        if all(settings.get(name, 1) == 1 for name in ("num_beams", "num_return_sequences")):
            with on_few_threads(self.model):
                front = self.fronts.of(rendered, tokens)
            settings["past_key_values"] = front.cache() if front else None
        return without_thoughts(stream_text(self.model, self.processor, inputs, **settings))

    def scores(self, prompt: Prompt, options: Sequence[str]) -> list[float]:
        """Log-likelihood per token of each option as the whole answer."""
        return self.scores_of([prompt], options)[0]

    def scores_of(self, prompts: Sequence[Prompt], options: Sequence[str]) -> list[list[float]]:
        """The same for each prompt, in one pass."""
        shown = [self._shown(prompt) for prompt in prompts]
        with on_few_threads(self.model):
            scores = score_prompts(self.model, self.processor, shown, options, fronts=self.fronts)
        return [[float(score) for score in row] for row in scores.mean]

    def length(self, text: str) -> int:
        """Tokens of a text as an answer, its end included."""
        return len(token_text(self.processor.tokenizer).with_slots(text, self.processor.slots)) + 1

    def _shown(self, prompt: Prompt) -> Shown:
        rendered = self.processor.render(prompt.turns, prompt.blocks, limit=self.limit, tools=prompt.tools)
        return rendered, prompt.tokens


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
