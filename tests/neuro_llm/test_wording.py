"""Sentences that the code writes from records, and that they hold against these records."""

from __future__ import annotations

from dataclasses import replace

import pytest

from neuro_llm import wording
from neuro_llm.adapters.intents import INTENTS
from neuro_llm.checking import find_unsupported
from neuro_llm.recordings.evidence.record import Evidence, Value


def record(quantity: str, value: Value, unit: str = "", **more: str) -> Evidence:
    return Evidence(quantity, value, unit, ("Pz",), 0.0, 60.0, more.pop("method", ""), id="E1", **more)


@pytest.mark.parametrize(
    ("one", "text"),
    [
        (record("spindle times", ((12.0, 12.8), (30.1, 31.0)), "s"),
         "Spindle times over Pz: 12.0–12.8 s, 30.1–31.0 s [E1]."),
        (record("spindle times", (), "s"), "Spindle times over Pz: none [E1]."),
        (record("P300 t-value", -0.8, event="2", versus="1"),
         "The P300 t-value of label 2 minus label 1 over Pz is -0.8, not shown [E1]."),
        (record("P300 t-value", 3.2, event="target", versus="standard"),
         "The P300 t-value of target minus standard over Pz is 3.2, shown [E1]."),
        (record("evoked peak amplitude", 4.1, "µV", event="event", versus="other"),
         "The evoked peak amplitude of these events minus the others over Pz is 4.1 µV [E1]."),
        (record("event-related alpha change", -32.0, "%", event="T1"),
         "The event-related alpha change of T1 over Pz is -32 % [E1]."),
        (replace(record("reaction time", 418.0, "ms", event="square", versus="rt"), channels=()),
         "The reaction time from square to rt is 418 ms [E1]."),
        (record("refractory violations", 0.5, "%"), "The refractory violations over Pz are 0.5 % [E1]."),
        (replace(record("sleep stage", "N2"), channels=()), "The stage of sleep is N2 [E1]."),
        (replace(record("time in N2", 125.5, "min"), channels=()), "The time in N2 is 126 min [E1]."),
    ],
)  # fmt: skip
def test_clauses_say_what_a_record_holds(one: Evidence, text: str) -> None:
    assert wording.plainly(None, [one]) == text
    assert find_unsupported(text, [one]) == []


def test_not_shown_is_an_answer() -> None:
    one = record("P300 t-value", -0.8, event="2", versus="1")
    told = wording.plainly(INTENTS["P300"], [one], verdict=False)
    assert told == "No: the P300 t-value of label 2 minus label 1 over Pz is -0.8, not shown [E1]."


def test_a_label_that_no_record_is_about_is_not_supported() -> None:
    one = record("P300 amplitude", 3.0, "µV", event="2", versus="1")
    assert find_unsupported("The P300 amplitude of label 7 is 3 µV [E1].", [one])


def test_the_small_model_words_only_what_it_learned() -> None:
    learned = [record("theta power", 3.0, "µV²"), record("blink rate", 3.0, "per min")]
    assert wording.spoken(learned)
    assert not wording.spoken([*learned, record("spindle count", 2, "count")])
    assert not wording.spoken([record("event count", 3, "count", event="T1")])
