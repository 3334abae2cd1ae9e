"""What is no brain activity is asked nothing about the brain; facts are told all the same."""

from __future__ import annotations

from typing import Any

import pytest

from neuro_llm.assistant import Assistant, load
from neuro_llm.gate import NEED, UNLIKE, holds_anywhere
from neuro_llm.recordings.simulate import simulate
from neuro_llm.train.qa.spoiled import HELD_BACK, LOOKED_AT, spoiled


@pytest.fixture(scope="module")
def model() -> Assistant:
    return load()


@pytest.mark.parametrize("kind", [*LOOKED_AT, "blue noise"])
def test_no_state_is_told_of_what_is_no_brain(model: Assistant, kind: str) -> None:
    recording = spoiled(kind, 1)
    for question, choices in (("Are the eyes open or closed?", ("open", "closed")), ("Any seizure?", None)):
        answer = model.generate(recording, question, choices=choices)
        assert answer.abstained
        assert answer.choice is None
        assert answer.confidence is None
        assert answer.reason


def test_every_kind_has_a_name() -> None:
    assert not set(LOOKED_AT) & set(HELD_BACK)
    assert len(HELD_BACK) * 2 >= len(LOOKED_AT)


def test_the_reason_and_what_is_needed(model: Assistant) -> None:
    answer = model.generate(spoiled("white noise", 0), "Is seizure activity present?")
    assert answer.reason.startswith(UNLIKE)
    assert NEED in answer.text
    assert not answer.unsupported


def test_facts_are_told_with_a_note(model: Assistant) -> None:
    noise = spoiled("white noise", 0)
    for question in ("How long is the recording?", "What is the amplitude?", "Which channels are bad?"):
        answer = model.generate(noise, question)
        assert not answer.abstained
        assert answer.cited
    assert any(UNLIKE in note for note in model.generate(noise, "What is the amplitude?").notes)
    described = model.describe(noise)
    assert not described.abstained
    assert {"eyes", "seizure", "dominant band"}.isdisjoint({r.quantity for r in described.evidence})


def test_a_brain_passes(model: Assistant) -> None:
    recording = simulate(seed=5, duration=30, montage="10-20", eyes="closed")[0]
    answer = model.generate(recording, "Are the eyes open or closed?", choices=("open", "closed"))
    assert answer.choice == "closed"
    assert not any(UNLIKE in note for note in answer.notes)


@pytest.mark.parametrize(
    ("quantity", "anywhere"),
    [
        ("amplitude", True), ("alpha power", True), ("relative theta power", True), ("line noise", True),
        ("bad channels", True), ("muscle fraction", True), ("posterior alpha prominence", False),
        ("dominant frequency", False), ("spindle count", False), ("P300 amplitude", False),
    ],
)  # fmt: skip
def test_what_holds_for_any_signal(quantity: str, anywhere: bool) -> None:
    assert holds_anywhere(quantity) is anywhere


def test_only_what_does_not_look_like_a_brain_is_turned_down(model: Assistant) -> None:
    turned: list[Any] = [
        model.generate(simulate(seed=seed, duration=20, montage="10-20")[0], "Which band dominates?")
        for seed in range(20, 26)
    ]
    assert not any(answer.reason.startswith(UNLIKE) for answer in turned)
