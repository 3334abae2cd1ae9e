"""The Python lines under an answer: they give the same answer, and quote what people wrote."""

from __future__ import annotations

import ast
import contextlib
import io
from collections.abc import Callable
from typing import Any

from neuro_llm.answer import Answer
from neuro_llm.chat.store import Session
from neuro_llm.chat.talk import talking
from neuro_llm.chat.talk.code import python_lines
from neuro_llm.chat.talk.exchange import Exchange
from neuro_llm.recordings import examples
from neuro_llm.recordings.readers import read
from neuro_llm.recordings.recording import Recording

LOAD = "neuro_llm.load()"


def said(question: str, about: tuple[str, ...] = ("R1",)) -> Exchange:
    return Exchange(question, "Yes.", Answer("Yes."), about=about)


def test_the_lines_open_ask_and_print(session_of: Callable[..., Session], recording: Recording) -> None:
    session = session_of(recording, recording)
    asked = [said("One?"), Exchange("Failed?", problem="no"), said("Two?", ("R1", "R2"))]
    assert python_lines(session.opened, asked, 2, LOAD).splitlines() == [
        "import neuro_llm",
        "",
        "model = neuro_llm.load()",
        'R1 = neuro_llm.read("1.edf")',
        'R2 = neuro_llm.read("2.edf")',
        "chat = model.chat(R1, R2)",
        "chat.ask('One?')",
        "answer = chat.ask('Two?')",
        "print(answer.text)",
    ]
    assert "R2" not in python_lines(session.opened, asked, 0, LOAD)


def test_there_are_none_after_more_questions_than_fit(
    session_of: Callable[..., Session], recording: Recording
) -> None:
    session = session_of(recording)
    asked = [*(said("x" * 1000) for _ in range(21)), said("And now?")]
    assert python_lines(session.opened, asked, 20, LOAD)
    assert python_lines(session.opened, asked, 21, LOAD) == ""


def test_there_are_none_where_a_recording_was_closed(
    session_of: Callable[..., Session], recording: Recording
) -> None:
    session = session_of(recording)
    assert python_lines(session.opened, [said("One?", ("R1", "R2"))], 0, LOAD) == ""


def test_nothing_breaks_out_of_the_quotes(
    session_of: Callable[..., Session], recording: Recording, payloads: tuple[str, ...]
) -> None:
    session = session_of(recording)
    for payload in (*payloads, "'); import os; os.system('x')#", '"""', "\\", "a\nb"):
        lines = python_lines(session.opened, [said(payload), said(payload)], 1, LOAD)
        assert lines.isascii()
        calls = [node for node in ast.walk(ast.parse(lines)) if isinstance(node, ast.Constant)]
        assert [node.value for node in calls if node.value != "1.edf"] == [payload, payload]


def test_the_lines_give_the_same_answer(session_of: Callable[..., Session], default_model: Any) -> None:
    path = examples.path("rest_eyes_closed")
    with read(path) as recording:
        session = session_of(recording)
        session.opened[0].code = f"neuro_llm.read({str(path)!r})"
        for question in ("How strong is the alpha power over O1?", "And in the last 20 s?"):
            list(talking.ask(session, default_model, question))
        first, second = (one.text for one in session.exchanges)
        assert first != second
        for index, text in enumerate((first, second)):
            out, names = io.StringIO(), dict[str, Any]()
            with contextlib.redirect_stdout(out):
                exec(python_lines(session.opened, session.exchanges, index, LOAD), names)
            names["R1"].close()
            assert out.getvalue().strip() == text
