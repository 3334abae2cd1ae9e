"""The frame of a chat: what a model's own template puts around the turns, as token ids.

The template is rendered once per shape of conversation with a marker in place of each turn and cut at the
markers, so that frame (control tokens allowed) and content (never) are tokenised apart.
"""

from __future__ import annotations

import itertools
import json
import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from neuro_llm.recordings.errors import ModelError

from .tokens import TokenText, token_text

_MARKER = re.compile(r"qzturn(\d+)qz")
_WHAT = {
    "type": "object",
    "properties": {"what": {"type": "string", "description": "x"}},
    "required": ["what"],
}
_PROBE = json.dumps(
    [{"type": "function", "function": {"name": "qzprobe", "description": "x", "parameters": _WHAT}}]
)
CALL = "call:"
"""How the role of a turn begins that calls a tool; the call as JSON follows, "" for every text in it."""

_SETTINGS = {"enable_thinking": False, "date_string": "26 Jul 2024"}
"""The same prompt on every day, and answers without a hidden monologue, where a template asks."""


@dataclass(frozen=True)
class Slot:
    """The place of one text: its number, and the spaces that the template puts before it. A turn is one text; the
    turn of a call is as many as its arguments hold."""

    turn: int
    lead: str


Frame = tuple[Slot | tuple[int, ...], ...]
"""Pieces in order: token ids, or the place of a turn."""


@dataclass(frozen=True)
class Shape:
    """The roles of the turns, and whether the model's answer is to follow.

    roles   "system", "user", "assistant", "tool", or `CALL` and a call of a tool
    tools   JSON of the tools that the model is told of, or ""
    """

    roles: tuple[str, ...]
    answering: bool
    tools: str = ""


class Frames:
    """All frames of one tokenizer.

    closing    ids that end an assistant's turn; the last of them stops generation
    tools      the template tells the model of tools
    exchanges  it frames calls and their results too
    """

    def __init__(self, text: TokenText) -> None:
        self._text = text
        self._known: dict[Shape, Frame] = {}
        self.template = bool(text.tokenizer.chat_template)
        self.system = not self.template or self._supports_system()
        self.closing = self._closing()
        self.tools = self.template and self._supports_tools()
        self.exchanges = self.tools and self._supports_exchanges()

    def frame(self, shape: Shape) -> Frame:
        if shape not in self._known:
            if len(self._known) > 256:
                self._known.clear()
            self._known[shape] = self._cut(self._write(shape))
        return self._known[shape]

    def _write(self, shape: Shape) -> str:
        messages, count = _messages(shape.roles)
        markers = [f"qzturn{i}qz" for i in range(count)]
        if not self.template:
            return self._plain_chat(shape, markers)
        text = self._apply(messages, shape.answering, shape.tools)
        for marker in markers:
            if text.count(marker) != 1:
                raise ModelError(
                    f"The chat template shows turn {marker[6:-2]} of {len(markers)} {text.count(marker)} "
                    "times instead of once. Set tokenizer.chat_template to None for the plain chat."
                )
        return text

    def _apply(self, messages: list[dict[str, Any]], answering: bool, tools: str = "") -> str:
        from jinja2 import TemplateError

        given = {"tools": json.loads(tools), **_SETTINGS} if tools else _SETTINGS
        try:
            return str(
                self._text.tokenizer.apply_chat_template(
                    messages, tokenize=False, add_generation_prompt=answering, **given
                )
            )
        except (TemplateError, TypeError) as error:
            raise ModelError(
                f"The chat template of the language model refuses the conversation: {error} "
                "Set tokenizer.chat_template = None for the plain chat."
            ) from error

    def _plain_chat(self, shape: Shape, markers: list[str]) -> str:
        names = {"system": "", "user": "User: ", "assistant": "Assistant: "}
        lines = [names[role] + m for role, m in zip(shape.roles, markers, strict=True)]
        return "\n".join([*lines, "Assistant: "] if shape.answering else [*lines, ""])

    def _supports_system(self) -> bool:
        """Whether the template shows a system turn, apart from the user's, whoever spoke last."""
        try:
            for roles, answering in ((("system", "user"), True), (("system", "user", "assistant"), False)):
                self._write(Shape(roles, answering))
        except ModelError:
            return False
        return True

    def _supports_tools(self) -> bool:
        """Whether the prompt reads differently with tools, and names them."""
        messages = [{"role": "user", "content": "qzturn0qz"}]
        try:
            return "qzprobe" in self._apply(messages, True, _PROBE)
        except ModelError:
            return False

    def _supports_exchanges(self) -> bool:
        call = CALL + json.dumps({"name": "qzprobe", "arguments": {"what": ""}})
        first = ("system", "user") if self.system else ("user",)
        shape = Shape((*first, call, "tool"), True, _PROBE)
        try:
            self._write(shape)
            self.lead(shape)
        except ModelError:
            return False
        return True

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
        learnt = self.frame(Shape((*shape.roles, "assistant"), False, shape.tools))
        return next(piece.lead for piece in reversed(learnt) if isinstance(piece, Slot))


def _messages(roles: tuple[str, ...]) -> tuple[list[dict[str, Any]], int]:
    """The messages of a template, with numbered markers for texts, and how many there are."""
    messages: list[dict[str, Any]] = []
    count = 0
    for role in roles:
        if not role.startswith(CALL):
            messages.append({"role": role, "content": f"qzturn{count}qz"})
            if role == "tool":
                messages[-1] |= {
                    "name": messages[-2]["tool_calls"][0]["function"]["name"],
                    "tool_call_id": "call00000",
                }
            count += 1
            continue
        function, count = _marked(json.loads(role.removeprefix(CALL)), count)
        call = {"id": "call00000", "type": "function", "function": function}
        messages.append({"role": "assistant", "content": "", "tool_calls": [call]})
    return messages, count


def _marked(call: dict[str, Any], count: int) -> tuple[dict[str, Any], int]:
    """The call with a numbered marker for every text of its arguments."""
    numbers = itertools.count(count)
    arguments = _replaced(call["arguments"], lambda _: f"qzturn{next(numbers)}qz")
    return {"name": call["name"], "arguments": arguments}, next(numbers)


def call_texts(call: str) -> tuple[str, tuple[str, ...]]:
    """The role of a turn that calls a tool, and the texts of its arguments as they stand in JSON."""
    value = json.loads(call)
    texts: list[str] = []

    def taken(text: str) -> str:
        texts.append(text)
        return ""

    bare = {"name": value["name"], "arguments": _replaced(value["arguments"], taken)}
    return CALL + json.dumps(bare), tuple(json.dumps(text)[1:-1] for text in texts)


def _replaced(value: Any, new: Callable[[str], str]) -> Any:
    """JSON values with every text replaced, in order."""
    if isinstance(value, dict):
        return {key: _replaced(item, new) for key, item in value.items()}
    if isinstance(value, list):
        return [_replaced(item, new) for item in value]
    return new(value) if isinstance(value, str) else value


@lru_cache(maxsize=8)
def frames(text: TokenText) -> Frames:
    return Frames(text)


def end_of_turn(tokenizer: Any) -> int:
    """The id that ends an assistant's turn: generation stops there."""
    return frames(token_text(tokenizer)).closing[-1]
