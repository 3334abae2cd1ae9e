"""Seconds selected on the traces in the words of a question, and that the model understands them."""

from __future__ import annotations

from typing import Any

import pytest

from neuro_llm.chat.talk.spans import with_span
from neuro_llm.recordings import examples
from neuro_llm.recordings.readers import read


@pytest.mark.parametrize(
    ("question", "worded"),
    [
        ("How strong is the alpha power in these 4 seconds?", "How strong is the alpha power between 12 and 16 s?"),
        ("Is there a spindle here?", "Is there a spindle between 12 and 16 s?"),
        ("What is the alpha power over O1?", "What is the alpha power over O1 between 12 and 16 s?"),
        ("Describe this span.", "Describe the recording between 12 and 16 s."),
        ("Is this part noisy?", "Is the recording between 12 and 16 s noisy?"),
        ("Are the eyes open in the selection", "Are the eyes open between 12 and 16 s"),
        ("What is the peak of the selected section?", "What is the peak between 12 and 16 s?"),
        ("Which channels are bad", "Which channels are bad between 12 and 16 s"),
        ("What is the alpha power between 3 and 5 s?", "What is the alpha power between 3 and 5 s?"),
        ("And in the last 20 s?", "And in the last 20 s?"),
    ],
)  # fmt: skip
def test_the_seconds_are_put_into_the_question(question: str, worded: str) -> None:
    assert with_span(question, 12.0, 16.0, "R1", several=False) == worded


def test_of_several_recordings_the_selected_one_is_named() -> None:
    question = "What is the alpha power here?"
    assert (
        with_span(question, 12.504, 16.0, "R2", True)
        == "What is the alpha power between 12.5 and 16 s in R2?"
    )
    named = with_span("What is the alpha power in R1?", 12.0, 16.0, "R2", several=True)
    assert named == "What is the alpha power in R1 between 12 and 16 s?"


@pytest.mark.parametrize(
    "question",
    [
        "How strong is the alpha power over O1?",
        "What is the alpha power in these 4 seconds?",
        "Are the eyes open or closed here?",
        "Which channels are bad?",
        "What is the dominant frequency of this span?",
    ],
)
def test_the_model_looks_at_the_selected_seconds(default_model: Any, question: str) -> None:
    with read(examples.path("rest_eyes_closed")) as recording:
        answer = default_model.generate(recording, with_span(question, 12.25, 16.25, "R1", several=False))
    assert not answer.abstained, answer.text
    assert {(record.start, record.stop) for record in answer.cited} == {(12.25, 16.25)}


def test_the_model_looks_at_the_recording_that_is_meant(default_model: Any) -> None:
    with read(examples.path("rest_eyes_closed")) as first, read(examples.path("seizure")) as second:
        worded = with_span("What is the alpha power over O1?", 12.0, 16.0, "R2", several=True)
        answer = default_model.chat(first, second).ask(worded)
    assert [(record.recording, record.start, record.stop) for record in answer.cited] == [("R2", 12.0, 16.0)]
