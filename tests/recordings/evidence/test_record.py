"""A record survives JSON; a made-up one is refused."""

from __future__ import annotations

import json
import math
from typing import Any

import pytest

from neuro_llm.recordings.errors import ConfigError
from neuro_llm.recordings.evidence.record import Evidence, Value


@pytest.mark.parametrize(
    "value", [10.2, 3, "closed", ("O1", "O2"), (0.3, 15.1), ((12.0, 25.5), (30.0, 31.5)), ()]
)
def test_round_trip(value: Value) -> None:
    record = Evidence(
        "seizure times", value, "s", ("O1", "$\\frac{$"), 0.0, 60.0, "how <b>", "estimated", "R2", 0.9,
        "E3", "T1", "T2",
    )  # fmt: skip
    assert Evidence.from_dict(record.to_dict()) == record
    assert Evidence.from_dict(json.loads(json.dumps(record.to_dict()))) == record


def test_a_value_that_json_cannot_hold_stays_no_number() -> None:
    record = Evidence("alpha power", 1.0, "µV²", (), 0.0, 60.0, "Welch")
    value = Evidence.from_dict(record.to_dict() | {"value": None}).value
    assert isinstance(value, float)
    assert math.isnan(value)


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"kind": "proved"}, "measured, estimated, attribution"),
        ({"start": None}, "start is missing"),
        ({"value": {"a": 1}}, "not a finite number"),
        ({"value": [[1.0, 2.0], 3.0]}, "not a finite number"),
        ({"value": ["O1", 3.0]}, "not a finite number"),
        ({"channels": "O1"}, "not a list"),
        ({"probability": "1"}, "not a finite number"),
    ],
)
def test_what_is_no_record_is_refused(change: dict[str, Any], said: str) -> None:
    record = Evidence("alpha power", 1.0, "µV²", (), 0.0, 60.0, "Welch")
    with pytest.raises(ConfigError, match=said):
        Evidence.from_dict(record.to_dict() | change)
