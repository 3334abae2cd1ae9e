"""The frame of a chat: what a model's own template puts around the turns, as token ids.

The template is rendered once per shape of conversation with a marker in place of each turn and cut at the
markers, so that frame (control tokens allowed) and content (never) are tokenised apart.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from neuro_llm.recordings.errors import ModelError

from .tokens import TokenText, token_text

_MARKER = re.compile(r"qzturn(\d+)qz")
_SETTINGS = {"enable_thinking": False, "date_string": "26 Jul 2024"}
"""The same prompt on every day, and answers without a hidden monologue, where a template asks."""


@dataclass(frozen=True)
class Slot:
    """The place of one turn: its index, and the spaces that the template puts before its text."""

    turn: int
    lead: str


Frame = tuple[Slot | tuple[int, ...], ...]
"""Pieces in order: token ids, or the place of a turn."""


@dataclass(frozen=True)
class Shape:
    """The roles of the turns, and whether the model's answer is to follow."""

    roles: tuple[str, ...]
    answering: bool


class Frames:
    """All frames of one tokenizer.

    closing   ids that end an assistant's turn; the last of them stops generation
    """

    def __init__(self, text: TokenText) -> None:
        self._text = text
        self._known: dict[Shape, Frame] = {}
        self.template = bool(text.tokenizer.chat_template)
        self.system = not self.template or self._supports_system()
        self.closing = self._closing()

    def frame(self, shape: Shape) -> Frame:
        if shape not in self._known:
            if len(self._known) > 256:
                self._known.clear()
            self._known[shape] = self._cut(self._write(shape))
        return self._known[shape]

    def _write(self, shape: Shape) -> str:
        markers = [f"qzturn{i}qz" for i in range(len(shape.roles))]
        if not self.template:
            return self._plain_chat(shape, markers)
        messages = [{"role": role, "content": m} for role, m in zip(shape.roles, markers, strict=True)]
        text = self._apply(messages, shape.answering)
        for marker in markers:
            if text.count(marker) != 1:
                raise ModelError(
                    f"The chat template shows turn {marker[6:-2]} of {len(markers)} {text.count(marker)} "
                    "times instead of once. Set tokenizer.chat_template to None for the plain chat."
                )
        return text

    def _apply(self, messages: list[dict[str, str]], answering: bool) -> str:
        from jinja2 import TemplateError

        try:
            return str(
                self._text.tokenizer.apply_chat_template(
                    messages, tokenize=False, add_generation_prompt=answering, **_SETTINGS
                )
            )
        except TemplateError as error:
            raise ModelError(
                f"The chat template of the language model refuses the conversation: {error} "
                "Set tokenizer.chat_template = None for the plain chat."
            ) from error

    def _plain_chat(self, shape: Shape, markers: list[str]) -> str:
        names = {"system": "", "user": "User: ", "assistant": "Assistant: "}
        lines = [names[role] + m for role, m in zip(shape.roles, markers, strict=True)]
        return "\n".join([*lines, "Assistant: "] if shape.answering else [*lines, ""])

    def _supports_system(self) -> bool:
        """Whether the template shows a system turn, apart from the user's."""
        messages = [{"role": "system", "content": "qzturn0qz"}, {"role": "user", "content": "qzturn1qz"}]
        try:
            return self._apply(messages, True).count("qzturn0qz") == 1
        except ModelError:
            return False

    def _cut(self, text: str) -> Frame:
        pieces: list[Slot | tuple[int, ...]] = []
        parts = _MARKER.split(text)
        if not self.template:
            pieces.append(self._beginning())
        for i, part in enumerate(parts):
            if i % 2:
                continue
            bare = part.rstrip(" ")
            pieces.append(tuple(self._text.frame(bare, first=i == 0)))
            if i + 1 < len(parts):
                pieces.append(Slot(int(parts[i + 1]), part[len(bare) :]))
        return tuple(pieces)

    def _beginning(self) -> tuple[int, ...]:
        """What the tokenizer itself puts before a text."""
        encode = self._text.tokenizer.encode
        full, bare = encode("a"), encode("a", add_special_tokens=False)
        return tuple(full[: len(full) - len(bare)]) if full[len(full) - len(bare) :] == bare else ()

    def _closing(self) -> tuple[int, ...]:
        after = self._cut(self._write(Shape(("user", "assistant"), False)))[-1]
        assert not isinstance(after, Slot)
        if self.template:
            for n, i in enumerate(after, 1):
                if i in self._text.control_ids:
                    return tuple(after[:n])
        end = self._text.tokenizer.eos_token_id
        return (end,) if end is not None else tuple(self._text.frame("\n"))

    def lead(self, shape: Shape) -> str:
        """The spaces before the answer that is to follow: those before an answer that is learnt."""
        learnt = self.frame(Shape((*shape.roles, "assistant"), False))
        return next(piece.lead for piece in reversed(learnt) if isinstance(piece, Slot))


@lru_cache(maxsize=8)
def frames(text: TokenText) -> Frames:
    return Frames(text)


def end_of_turn(tokenizer: Any) -> int:
    """The id that ends an assistant's turn: generation stops there."""
    return frames(token_text(tokenizer)).closing[-1]
