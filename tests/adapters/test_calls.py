"""Calls of tools as the families write them; what is no call stays text."""

from __future__ import annotations

import pytest

from neuro_llm.adapters.calls import Call, Listener, parse_calls

ONE = Call("measure", {"quantity": "alpha power", "channels": ["O1"]})
ARGUMENTS = '{"quantity": "alpha power", "channels": ["O1"]}'
JSON = f'{{"name": "measure", "arguments": {ARGUMENTS}}}'
LLAMA = f'{{"name": "measure", "parameters": {ARGUMENTS}}}'


@pytest.mark.parametrize(
    "text",
    [
        f"<tool_call>\n{JSON}\n</tool_call>",
        f"<tool_call>{JSON}",
        JSON,
        LLAMA,
        f"<|python_tag|>{LLAMA}",
        f"[TOOL_CALLS] [{JSON}]",
        f"[TOOL_CALLS]measure[ARGS]{ARGUMENTS}",
        f"[TOOL_CALLS]measure{ARGUMENTS}",
        f"[{JSON}]",
        f"```json\n{JSON}\n```",
        f"<function=measure>{ARGUMENTS}</function>",
        f'{{"tool_calls": [{{"id": "x", "function": {JSON}}}]}}',
        '{"name": "measure", "arguments": "{\\"quantity\\": \\"alpha power\\", \\"channels\\": [\\"O1\\"]}"}',
    ],
)
def test_every_format_is_read(text: str) -> None:
    assert parse_calls(text) == (ONE,)


@pytest.mark.parametrize(
    "text",
    [
        f"<tool_call>{JSON}</tool_call>\n<tool_call>{JSON}</tool_call>",
        f"{LLAMA}; {LLAMA}",
        f"[TOOL_CALLS] [{JSON}, {JSON}]",
    ],
)
def test_several_calls(text: str) -> None:
    assert parse_calls(text) == (ONE, ONE)


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ('<tool_call>{"name": "measure", </tool_call>', "no valid JSON"),
        ('{"name": "measure", "arguments": {"quantity": alpha}}', "no valid JSON"),
        ('<tool_call>{"tool": "measure"}</tool_call>', "A call is"),
        ('{"name": "measure", "arguments": [1]}', "no JSON object"),
        ("[TOOL_CALLS] measure(alpha)", None),
    ],
)
def test_what_cannot_be_read_has_its_problem(text: str, problem: str | None) -> None:
    calls = parse_calls(text)
    if problem is None:
        assert calls == ()
    else:
        assert problem in calls[0].problem


@pytest.mark.parametrize(
    "text", ["The set {a, b} is open [E1].", "{so to say} it is closed", "[E1] shows it.", ""]
)
def test_sentences_are_no_calls(text: str) -> None:
    listener = Listener()
    said = "".join(listener.feed(letter) for letter in text)
    rest, calls = listener.close()
    assert calls == ()
    assert said + rest == text


@pytest.mark.parametrize("size", [1, 3, 200])
def test_calls_are_held_back_from_the_reader(size: int) -> None:
    for call in (f"<tool_call>\n{JSON}\n</tool_call>", f"[TOOL_CALLS] [{JSON}]"):
        text = f"Let me look. {call}"
        listener = Listener()
        said = "".join(listener.feed(text[i : i + size]) for i in range(0, len(text), size))
        rest, calls = listener.close()
        assert said + rest == "Let me look. "
        assert calls == (ONE,)
