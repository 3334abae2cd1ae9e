"""Questions and answers to learn from: meanings of options, slots, repeatability."""

from __future__ import annotations

import re

import numpy as np
import pytest

from neuro_llm.adapters.intents import FAMILIES, INTENTS, LEARNED, REASONS
from neuro_llm.train.answers import _MAIN, answer_text, default_records, refusal_text
from neuro_llm.train.questions import _CHOICE_QUESTIONS, _OPTIONS, closed_question, open_question
from neuro_llm.train.wording import bank, slip, vary


@pytest.mark.parametrize("family", FAMILIES)
def test_every_closed_question_has_an_option_for_every_value(family: str) -> None:
    rng = np.random.default_rng(0)
    for _ in range(60):
        asked = closed_question(family, rng)
        for value in FAMILIES[family]:
            assert value in asked.mapping[asked.option_for(value)]


def test_yes_follows_the_polarity_of_the_question() -> None:
    rng = np.random.default_rng(1)
    seen = {}
    for _ in range(400):
        asked = closed_question("seizure", rng)
        if asked.polar:
            seen[asked.question] = asked.option_for("absent").lower()[0]
    assert seen["Is the recording free of seizures?"] in "yt"
    assert seen["Is there a seizure?"] in "nf"


@pytest.mark.parametrize("name", INTENTS)
def test_an_intent_has_forty_phrasings(name: str) -> None:
    assert len(bank(name)) >= 40
    assert open_question(name, np.random.default_rng(0), varied=False) in bank(name)


@pytest.mark.parametrize("name", REASONS)
def test_a_reason_has_sixty_phrasings(name: str) -> None:
    assert len(bank(name)) >= 60


def test_no_phrase_belongs_to_two_intents() -> None:
    owner: dict[str, str] = {}
    for name in (*INTENTS, *REASONS):
        for phrase in bank(name):
            assert owner.setdefault(phrase.lower(), name) == name, phrase


@pytest.mark.parametrize("intent", [name for name in LEARNED if LEARNED[name].records])
def test_answers_name_every_record_once(intent: str) -> None:
    rng = np.random.default_rng(0)
    records = default_records(intent)
    assert len(records) <= 6
    for polar in (False, True):
        for count in range(1, len(records) + 1):
            for _ in range(20):
                text = answer_text(intent, rng, records=records[:count], polar=polar)
                slots = [int(number) for number in re.findall(r"<E(\d)>", text)]
                assert sorted(slots) == list(range(1, count + 1)), text
                assert text.endswith(".")
                assert text.startswith("<yesno>: ") is polar
                assert "{" not in text


def test_answers_take_other_records_than_the_usual_ones() -> None:
    records = (("measured", "theta power"), ("measured", "beta power"))
    text = answer_text("band power", np.random.default_rng(0), records=records)
    assert "heta power" in text
    assert "beta power is <E2>" in text
    assert "<E1>" in answer_text("eyes", np.random.default_rng(0), records=(("measured", "blink rate"),))


@pytest.mark.parametrize("name", [*REASONS, "help", "greeting", "follow-up", "explain"])
def test_answers_without_evidence_have_no_slot(name: str) -> None:
    assert "<" not in answer_text(name, np.random.default_rng(0))


def test_answers_to_a_number_of_records_name_no_band() -> None:
    assert "and power" in answer_text("band power", np.random.default_rng(0), records=1)


def test_tables_cover_the_intents() -> None:
    assert set(_MAIN) == {name for name in LEARNED if LEARNED[name].records} | {"comparison"}
    assert set(_OPTIONS) == set(_CHOICE_QUESTIONS) == set(FAMILIES)


def test_refusals_give_the_reason() -> None:
    assert "no channel" in refusal_text("there is no channel Oz", np.random.default_rng(0))


def test_the_same_seed_gives_the_same_words() -> None:
    one, two = (
        [vary(open_question("eyes", rng), rng) for _ in range(50)]
        for rng in (np.random.default_rng(5), np.random.default_rng(5))
    )
    assert one == two


def test_a_slip_changes_one_word_at_most() -> None:
    rng = np.random.default_rng(0)
    for _ in range(50):
        text = "are there sleep spindles"
        before, after = text.split(), slip(text, rng).split()
        assert sum(a != b for a, b in zip(before, after, strict=True)) <= 1
