"""Calls of tools in what a language model writes, in the formats of the families that people use.

Nothing is run here, and nothing that is written is code: a call is a name and plain JSON values.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

LONGEST_CALLS = 8000  # characters of calls that are read

_HERMES = re.compile(r"<tool_call>\s*(.*?)\s*(?:</tool_call>|(?=<tool_call>)|$)", re.S)
_FUNCTION = re.compile(r"<function=([\w.-]+)>\s*(.*?)\s*(?:</function>|$)", re.S)
_MISTRAL = re.compile(r"\[TOOL_CALLS\]\s*([\w.-]+)(?:\[CALL_ID\][\w-]+)?(?:\[ARGS\])?\s*(?=\{)")
_NOISE = re.compile(
    r"\[TOOL_CALLS\]|<\|python_tag\|>|```(?:json|tool_call|tool_code)?|</?tool_calls?>|<\|eo[mt]_id\|>"
)
_OPENINGS = ("<tool_call>", "[TOOL_CALLS]", "<|python_tag|>", "<function=", "```json", "```tool")
_AT_START = re.compile(r"\s*(?:\{|\[\s*\{|\[\s*$|```)")
_KEYS = ("arguments", "parameters", "args", "input")


@dataclass(frozen=True)
class Call:
    """One call: the name of a tool and its arguments. problem: why it cannot be read, else "" """

    name: str
    arguments: dict[str, Any] = field(default_factory=dict)
    problem: str = ""


class Listener:
    """Takes what a model writes piece by piece; gives back the text and holds back the calls."""

    def __init__(self) -> None:
        self._text, self._passed, self._calling = "", 0, False

    def feed(self, piece: str) -> str:
        """What of the text so far is no call and can be shown."""
        self._text += piece
        if self._calling:
            return ""
        start = self._opening()
        self._calling = start is not None
        return self._pass(self._safe() if start is None else start)

    def close(self) -> tuple[str, tuple[Call, ...]]:
        """The rest of the text, and the calls, once the model has finished."""
        held = self._text[self._passed :]
        calls = parse_calls(held) if self._opening() is not None else ()
        return ("" if calls else self._pass(len(self._text))), calls

    def _pass(self, stop: int) -> str:
        text = self._text[self._passed : stop]
        self._passed = max(self._passed, stop)
        return text

    def _opening(self) -> int | None:
        if _AT_START.match(self._text) and self._text.strip():
            return 0
        found = [at for opening in _OPENINGS if (at := self._text.find(opening)) >= 0]
        return min(found) if found else None

    def _safe(self) -> int:
        """Up to where nothing can still become the opening of a call."""
        text = self._text
        if not text.strip():
            return 0
        for length in range(min(len(text), max(map(len, _OPENINGS))), 0, -1):
            if any(opening.startswith(text[-length:]) for opening in _OPENINGS):
                return max(self._passed, len(text) - length)
        return len(text)


def parse_calls(text: str) -> tuple[Call, ...]:
    """Every call of a text; one that cannot be read has its problem. () where nothing looks like one."""
    text = text[:LONGEST_CALLS].strip()
    if bodies := _HERMES.findall(text):
        return tuple(call for body in bodies for call in _of_json(body))
    if named := _FUNCTION.findall(text):
        return tuple(_named(name, body) for name, body in named)
    if found := list(_MISTRAL.finditer(text)):
        return tuple(_named(match[1], text[match.end() :]) for match in found)
    bare = _NOISE.sub(" ", text).strip()
    calls = tuple(_of_json(bare)) if bare[:1] in ("{", "[") else ()
    if all(call.problem for call in calls) and not ('"name"' in bare or _NOISE.match(text)):
        return ()  # braces in a sentence
    return calls


def _named(name: str, body: str) -> Call:
    value, _ = _decoded(body)
    return _call({"name": name, "arguments": value if value is not None else body})


def _of_json(text: str) -> Iterator[Call]:
    """Calls of one or more JSON values, one after another."""
    rest = text.strip()
    while rest:
        value, used = _decoded(rest)
        if value is None:
            yield Call("", problem="The call is no valid JSON.")
            return
        for item in value if isinstance(value, list) else [value]:
            if isinstance(item, dict) and isinstance(item.get("tool_calls"), list):
                yield from map(_call, item["tool_calls"])
            else:
                yield _call(item)
        rest = rest[used:].lstrip(" \n\t;,")
        if rest[:1] not in ("{", "["):
            return


def _decoded(text: str) -> tuple[Any, int]:
    try:
        return json.JSONDecoder().raw_decode(text.lstrip())
    except (ValueError, RecursionError):
        return None, 0


def _call(value: Any) -> Call:
    if isinstance(value, dict) and isinstance(value.get("function"), dict):
        value = value["function"]
    if not isinstance(value, dict) or not isinstance(value.get("name"), str):
        return Call("", problem='A call is {"name": ..., "arguments": {...}}.')
    given: Any = next((value[key] for key in _KEYS if key in value), {})
    if isinstance(given, str):
        given, _ = _decoded(given)
    if not isinstance(given, dict):
        return Call(value["name"], problem="The arguments are no JSON object.")
    return Call(value["name"], given)
