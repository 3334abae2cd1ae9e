"""Questions put together: whole, of one class each, and about the side of a thing that their way to ask is about."""

from __future__ import annotations

import pytest

from neuro_llm.adapters.aspects import asked_first
from neuro_llm.adapters.intents import CLASSES, INTENTS
from neuro_llm.train.composed import composed
from neuro_llm.train.intent import phrases, widened

ENDINGS = {
    "count the": ("count",),
    "number of": ("count",),
    "when do": ("times",),
    "between which seconds": ("times",),
    "timestamps of": ("times",),
    "latency of": ("latency",),
    "t-value of": ("t-value",),
    "percentage of": ("fraction",),
    "rate of": ("rate", "density"),
}


def test_every_class_but_small_talk_is_widened() -> None:
    assert {name for name in CLASSES if not composed(name)} == {"help", "greeting", "follow-up", "explain"}


def test_no_bracket_is_left() -> None:
    for name in CLASSES:
        for text in composed(name):
            assert not set(text) & set("(){}|\n"), text


def test_a_question_belongs_to_one_class() -> None:
    owner: dict[str, int] = {}
    for text, number in widened(phrases(10_000), 10_000):
        assert owner.setdefault(text.lower(), number) == number, text


@pytest.mark.parametrize("start", ENDINGS)
def test_the_way_to_ask_says_which_side_is_meant(start: str) -> None:
    asked = wrong = 0
    for name, intent in INTENTS.items():
        every = [quantity for _, quantity in (*intent.records, *intent.more)]
        if not any(quantity.endswith(ENDINGS[start]) for quantity in every):
            continue
        for text in composed(name):
            if text.lower().startswith(start):
                asked += 1
                wrong += not asked_first(intent, intent.records, text)[0][1].endswith(ENDINGS[start])
    assert asked > 0
    assert wrong <= 0.1 * asked
