"""An answer marks what nothing supports and becomes plain JSON."""

from __future__ import annotations

import json
import math
from dataclasses import fields

import numpy as np
import pytest

from neuro_llm.answer import Answer, Reliance, checked, number_records
from neuro_llm.recordings.errors import ConfigError
from neuro_llm.recordings.evidence.record import Evidence

PEAK = Evidence("dominant frequency", 10.2, "Hz", ("O1",), 0.0, 60.0, "Welch")


def test_a_planted_number_is_marked_and_listed() -> None:
    evidence = number_records([PEAK])
    answer = checked(Answer("The peak is 10.2 Hz [E1] and its power 55 µV² over P3 [E1].", evidence))
    assert answer.unsupported == ("55 µV²", "P3")
    assert answer.text == (
        "The peak is 10.2 Hz [E1] and its power 55 µV² (unsupported) over P3 (unsupported) [E1]."
    )


def test_an_honest_text_stays_as_it_is() -> None:
    answer = Answer("The peak is 10.2 Hz over O1 [E1].", number_records([PEAK]))
    assert checked(answer) == answer
    assert answer.cited == answer.evidence


def test_records_are_numbered_once_each_up_to_the_limit() -> None:
    others = [Evidence("duration", float(i), "s", (), 0.0, 60.0, "samples / rate") for i in range(12)]
    records = number_records([PEAK, PEAK, *others])
    assert [record.id for record in records] == [f"E{i}" for i in range(1, 9)]
    assert records[0].quantity == "dominant frequency"
    assert records[1].value == 0.0


def test_json_holds_every_field_and_no_foreign_number() -> None:
    odd = Evidence("alpha power", float("nan"), "µV²", ("O1",), 0.0, float(np.float32(60)), "Welch")
    answer = Answer(
        "?", number_records([odd]), confidence=np.float64(0.5), probabilities={"a": np.float32(1.0)}
    )
    loaded = json.loads(json.dumps(answer.to_dict(), allow_nan=False))
    assert set(loaded) == {field.name for field in fields(Answer)}
    assert loaded["evidence"][0]["value"] is None
    assert loaded["evidence"][0]["channels"] == ["O1"]
    assert math.isclose(loaded["confidence"], 0.5)


def test_an_answer_survives_json() -> None:
    states = Evidence("eyes", "closed", "", (), 0.0, 60.0, "head", "estimated", probability=0.94)
    answer = Answer(
        "Closed [E1].", number_records([states, PEAK]), 0.94, Reliance(0.9, 1.5, None, 0.2), choice="closed",
        probabilities={"open": 0.06, "closed": 0.94}, plausible=("closed",), quantity="eyes", notes=("none",),
    )  # fmt: skip
    for one in (answer, Answer("I cannot tell.", abstained=True, reason="outside its ground")):
        assert Answer.from_dict(json.loads(json.dumps(one.to_dict()))) == one


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"text": None}, "text is missing"),
        ({"abstained": "no"}, "not true or false"),
        ({"evidence": [3]}, "not an object"),
        ({"reliance": {"without": 1.0}}, "shuffled is missing"),
        ({"text": "x" * 100_001}, "at most 100000"),
    ],
)
def test_what_is_no_answer_is_refused(change: dict[str, object], said: str) -> None:
    with pytest.raises(ConfigError, match=said):
        Answer.from_dict(Answer("Yes [E1].", number_records([PEAK])).to_dict() | change)
