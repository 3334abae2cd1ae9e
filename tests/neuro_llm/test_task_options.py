"""What choices, questions and their yes stand for in a labelled task."""

from __future__ import annotations

import pytest

from neuro_llm.task_options import likeness, meanings, of_yes

FISTS = ("left fist", "right fist")


@pytest.mark.parametrize(
    ("question", "choices", "expected"),
    [
        ("Which one?", ("Right fist", "LEFT FIST."), {"Right fist": ("right fist",), "LEFT FIST.": ("left fist",)}),
        ("Which one?", ("left hand", "right hand"), {"left hand": ("left fist",), "right hand": ("right fist",)}),
        ("Was it the left?", ("yes", "no"), {"yes": ("left fist",), "no": ("right fist",)}),
        ("Was it never the left?", ("yes", "no"), {"yes": ("right fist",), "no": ("left fist",)}),
        ("Did the hand move?", ("yes", "no"), None),
        ("Which one?", ("up", "down"), None),
    ],
)  # fmt: skip
def test_choices_stand_for_options(
    question: str, choices: tuple[str, ...], expected: dict[str, tuple[str, ...]] | None
) -> None:
    assert meanings(question, choices, FISTS, {}) == expected


def test_choices_may_be_some_of_the_options() -> None:
    options = ("face", "house", "shoe")
    assert meanings("A face or a house?", ("house", "face"), options, {}) == {
        "house": ("house",),
        "face": ("face",),
    }
    assert meanings("Was it a face?", ("yes", "no"), options, {}) == {
        "yes": ("face",),
        "no": ("house", "shoe"),
    }
    assert of_yes("Was it without a face?", options) is None


def test_questions_are_alike_beside_what_any_question_says() -> None:
    stored = "Which fist did the subject move?"
    assert likeness("Which fist was moved between 4.2 and 8.3 s?", stored, FISTS) == 1
    assert likeness("Left or right fist?", stored, FISTS) == 0.5
    assert likeness("Is alpha stronger on the left or the right?", stored, FISTS) == 0
    assert likeness("How long is the recording?", stored, FISTS) == 0
