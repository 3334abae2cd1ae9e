"""Yes, no and options from measured records."""

from __future__ import annotations

import numpy as np
import pytest

from neuro_llm import decision, rules
from neuro_llm.adapters.intents import intent_of
from neuro_llm.recordings.arrays import from_array
from neuro_llm.recordings.evidence import measure
from neuro_llm.recordings.evidence.record import Evidence, Value
from neuro_llm.recordings.recording import Recording


def record(quantity: str, value: Value, method: str = "", unit: str = "") -> Evidence:
    return Evidence(quantity, value, unit, ("Oz",), 0.0, 20.0, method)


@pytest.fixture(scope="module")
def flicker() -> Recording:
    """20 s of 17 Hz and its second harmonic in noise."""
    rng, t = np.random.default_rng(0), np.arange(5000) / 250
    wave = np.sin(2 * np.pi * 17 * t) + 0.5 * np.sin(2 * np.pi * 34 * t)
    return from_array((rng.normal(0, 10, (1, 5000)) + 3 * wave) * 1e-6, 250.0, ["Oz"])


@pytest.mark.parametrize(
    ("quantity", "value", "method", "there"),
    [
        ("P300 t-value", -0.8, "", False),
        ("P300 t-value", 2.4, "", True),
        ("P300 t-value", 2.4, "a difference is not shown (t = 2.40, p = 0.08)", False),
        ("event response", 0.4, "not shown: at x0, 0 of them beyond ±4.20", False),
        ("SSVEP frequency", 17.0, "is not clear of chance (p = 0.4)", False),
        ("spindle count", 0, "", False),
        ("spindle times", ((1.0, 2.0),), "", True),
        ("suppression fraction", 12.0, "", True),
        ("burst fraction", 12.0, "", None),
        ("alpha coherence", 0.7, "", None),
        ("sleep stage", "N2", "", None),
    ],
)
def test_shown(quantity: str, value: Value, method: str, there: bool | None) -> None:
    assert rules.shown(record(quantity, value, method)) is there


@pytest.mark.parametrize(
    ("question", "quantity", "value", "answer"),
    [
        ("Is a P300 present?", "P300 t-value", -0.8, False),
        ("Is a P300 present?", "P300 t-value", 3.1, True),
        ("Does mu power drop after T1?", "event-related alpha t-value", -3.0, True),
        ("Does mu power drop after T1?", "event-related alpha t-value", 3.0, False),
        ("Does mu power drop after T1?", "event-related alpha t-value", -1.0, False),
        ("Is there a beta rebound?", "event-related beta t-value", 2.5, True),
        ("Does unit 6 fire less after the face?", "firing rate change t-value", 4.0, False),
        ("Are there K-complexes?", "K-complex count", 2, True),
        ("Is it free of K-complexes?", "K-complex count", 2, False),
        ("Are there electrode pops in this recording?", "electrode pop count", 2, True),
        ("Are there electrode pops in this recording?", "electrode pop times", (), False),
        ("Is it free of electrode pops?", "electrode pop count", 0, True),
        ("Is he awake?", "sleep stage", "wake", True),
        ("Is he asleep?", "sleep stage", "N2", True),
        ("Is this REM?", "sleep stage", "N2", False),
        ("Is coherence high?", "alpha coherence", 0.7, None),
    ],
)
def test_verdicts(question: str, quantity: str, value: Value, answer: bool | None) -> None:
    assert rules.verdict(question, record(quantity, value)) is answer


@pytest.mark.parametrize("choices", [("yes", "no"), ("present", "absent")])
@pytest.mark.parametrize(("count", "right"), [(2, 0), (0, 1)])
def test_a_count_decides_whether_there_are_electrode_pops(
    choices: tuple[str, str], count: int, right: int
) -> None:
    question, first = "Are there electrode pops in this recording?", record("electrode pop count", count)
    told = decision.by_rule(question, intent_of("electrode pops"), choices, first)
    assert told is not None
    assert max(told, key=lambda option: told[option]) == choices[right]


@pytest.mark.parametrize(
    ("choices", "records", "choice"),
    [
        (("wake", "N1", "N2", "REM"), [record("sleep stage", "N2")], "N2"),
        (("awake", "asleep"), [record("sleep stage", "N3")], "asleep"),
        (("spindle", "K-complex"), [record("spindle count", 2), record("K-complex count", 0)], "spindle"),
        (("spindle", "K-complex"), [record("spindle count", 0), record("K-complex count", 0)], None),
        (("decrease", "increase", "no change"), [record("event-related alpha change", -31.0, "less power is shown")],
         "decrease"),
        (("decrease", "increase", "no change"), [record("event-related alpha change", -3.0, "less power is not shown")],
         "no change"),
        (("10", "20", "30"), [record("transient count", 19)], "20"),
        (("open", "closed"), [record("transient count", 19)], None),
    ],
)  # fmt: skip
def test_options(
    choices: tuple[str, ...], records: list[Evidence], choice: str | None, flicker: Recording
) -> None:
    found = rules.chosen(choices, records, flicker)
    assert (max(found, key=lambda option: found[option]) if found else None) == choice
    assert found is None or sum(found.values()) == pytest.approx(1)


def test_the_flicker_among_known_ones_is_that_of_the_largest_correlation(flicker: Recording) -> None:
    choices = ("13 Hz", "17 Hz", "21 Hz")
    records = [measure(flicker, f"SSVEP correlation at {hz:g} Hz") for hz in rules.frequencies(choices)]
    found = rules.chosen(choices, records, flicker)
    assert found is not None
    assert max(found, key=lambda option: found[option]) == "17 Hz"
    assert rules.frequencies(("13 Hz", "none")) == ()


def test_flickers_that_a_question_lists_are_its_options() -> None:
    assert rules.flickers_named("Was it 13, 17 or 21 Hz?", "SSVEP") == ("13 Hz", "17 Hz", "21 Hz")
    assert rules.flickers_named("Which flicker was it?", "SSVEP") is None
    assert rules.flickers_named("Is the hum at 50 or 60 Hz?", "line noise") is None
