"""The Python lines that give an answer of the page again."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from .exchange import Exchange

if TYPE_CHECKING:
    from neuro_llm.chat.store import Opened

MOST_BEFORE = 20_000
"""Characters of earlier questions: every answer carries its code, so that more would fill the page."""


def python_lines(opened: Sequence[Opened], exchanges: Sequence[Exchange], index: int, model_code: str) -> str:
    """A program that prints the answer of exchange `index`: it opens the recordings, asks what was asked before, then
    the question. What people and files have written stands in it as quoted text alone. "" where a recording was closed,
    or where the questions before it have more than `MOST_BEFORE` characters.

    model_code   Python expression that loads the model
    """
    code = {one.id: one.code for one in opened}
    about = exchanges[index].about or tuple(code)
    before = [one.question for one in exchanges[:index] if one.answer is not None]
    if not set(about) <= set(code) or sum(map(len, before)) > MOST_BEFORE:
        return ""
    lines = ["import neuro_llm"]
    if any("(examples." in code[name] for name in about):
        lines.append("from neuro_llm.recordings import examples")
    lines += ["", f"model = {model_code}"]
    lines += [f"{name} = {code[name]}" for name in about]
    lines.append(f"chat = model.chat({', '.join(about)})")
    lines += [f"chat.ask({_quoted(question)})" for question in before]
    lines.append(f"answer = chat.ask({_quoted(exchanges[index].question)})")
    return "\n".join([*lines, "print(answer.text)"])


def _quoted(text: str) -> str:
    """A Python string of ASCII letters alone: nothing that turns the reading direction hides in it."""
    return ascii(text)
