"""What an answer says of seconds becomes findings; their table comes back checked."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from neuro_llm.answer import Answer
from neuro_llm.chat.keep.findings import BY_HAND, Finding, from_rows, intervals_of, marks_of, to_rows
from neuro_llm.chat.look.state import Mark
from neuro_llm.recordings.arrays import from_array
from neuro_llm.recordings.errors import ConfigError
from neuro_llm.recordings.evidence.record import Evidence, Value
from neuro_llm.recordings.recording import Recording


@pytest.fixture
def minute() -> Recording:
    return from_array(np.zeros((3, 6000)), 100.0, ("O1", "O2", "Fz,a"), name="minute.edf")


def record(quantity: str, value: Value, number: int = 1, **changes: Any) -> Evidence:
    made = Evidence(quantity, value, "", ("O1", "O2"), 0.0, 60.0, "how", id=f"E{number}")
    return replace(made, **changes)


def answer(*records: Evidence) -> Answer:
    return Answer(" ".join(f"Said [{one.id}]." for one in records), records)


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        (record("seizure times", ((23.7, 41.0),)), [(23.7, 17.3, "seizure")]),
        (record("spindle times", ((3.0, 4.0), (9.0, 9.5))), [(3.0, 1.0, "spindle"), (9.0, 0.5, "spindle")]),
        (record("blink times", (0.3, 15.1)), [(0.3, 0.0, "blink"), (15.1, 0.0, "blink")]),
        (record("onset", 22.0), [(22.0, 0.0, "seizure onset")]),
        (record("event onsets", (12.5,), event="T1"), [(12.5, 0.0, "T1")]),
        (record("event onsets", (12.5,)), [(12.5, 0.0, "event")]),
        (record("flat times", ((1.0, 2.0),)), [(1.0, 1.0, "flat signal")]),
        (record("K-complex times", ((1.0, 2.0),)), [(1.0, 1.0, "K-complex")]),
        (
            record("influence of seconds", ((4.0, 8.0),), kind="attribution"),
            [(4.0, 4.0, "carried the answer")],
        ),
        (record("noisy channels", ("O2",)), [(0.0, 60.0, "noisy channel")]),
        (record("marked bad channels", ("O2",)), [(0.0, 60.0, "bad channel")]),
        (record("bad channels", ()), []),
        (record("muscle times", ()), []),
        (record("muscle times", (), start=5.0, stop=9.0), []),
        (record("alpha power", 3.0), []),
        (record("alpha power", 3.0, start=5.0, stop=10.0), [(5.0, 5.0, "alpha power")]),
        (record("alpha power", 3.0, stop=10.0), [(0.0, 10.0, "alpha power")]),
        (record("eyes", "closed", start=5.0, stop=10.0), [(5.0, 5.0, "eyes closed")]),
        (record("blinks", "present", start=5.0, stop=10.0), [(5.0, 5.0, "blink")]),
        (record("seizure", "absent", start=5.0, stop=10.0), []),
    ],
)
def test_one_record(given: Evidence, expected: list[tuple[float, float, str]], minute: Recording) -> None:
    found = intervals_of(answer(given), 2, {"R1": minute})
    assert [(one.onset, one.duration, one.label) for one in found] == expected
    assert all(one.source == "Q3 E1" and one.keep and one.recording == "R1" for one in found)


def test_only_what_is_cited_and_what_names_seconds_first(minute: Recording) -> None:
    times, count = record("spindle times", ((3.0, 4.0),)), record("spindle count", 1, 2, start=0.0, stop=9.0)
    uncited = record("seizure times", ((1.0, 2.0),), 3)
    given = Answer("Spindles [E1], [E2].", (times, count, uncited))
    assert [one.label for one in intervals_of(given, 0, {"R1": minute})] == ["spindle"]
    several = [record("alpha power", 3.0, i, start=5.0, stop=10.0) for i in (1, 2)]
    assert len(intervals_of(answer(*several))) == 1


def test_channels_are_those_of_the_record_unless_they_are_all(minute: Recording) -> None:
    given = answer(record("spindle times", ((3.0, 4.0),), channels=minute.ch_names), record("onset", 2.0, 2))
    first, second = intervals_of(given, 0, {"R1": minute})
    assert (first.channels, second.channels) == ((), ("O1", "O2"))
    assert intervals_of(given)[0].channels == minute.ch_names
    assert intervals_of(answer(record("bad channels", ("O2",))))[0].channels == ("O2",)


def test_the_table_and_back(minute: Recording) -> None:
    findings = (
        Finding("R1", 3.0004, 1.0, "spindle", ("O1", "Fz,a"), "Q1 E1"),
        Finding("R1", 9.0, 0.0, "blink", (), "Q2 E3", keep=False),
    )
    rows = to_rows(findings)
    assert rows[0] == [True, "R1", 3.0, 1.0, "spindle", "O1, Fz,a"]
    assert (
        from_rows(rows, findings, {"R1": minute}) == findings
    )  # also the comma and the tenth of a millisecond
    rows[1] = ["true", "R1", "9.5", "", " Blink ", "o2"]
    rows.append(["", "R1", 20, 1, "mine", ""])  # added on the page, its box never touched
    rows.append([True, "", "", None, "", ""])
    rows[0][0] = False
    one, two, three = from_rows(rows, findings, {"R1": minute})
    assert one == replace(findings[0], keep=False)
    assert two == Finding("R1", 9.5, 0.0, "Blink", ("O2",), BY_HAND)
    assert three == Finding("R1", 20.0, 1.0, "mine", (), BY_HAND)
    assert from_rows([[True, "R1", 8.0, 0.0, "wink", ""]], findings[1:], {"R1": minute})[0].source == "Q2 E3"


@pytest.mark.parametrize(
    ("place", "value", "said"),
    [
        (1, "R7", "Row 1: recording is 'R7'; open are R1"),
        (2, "soon", r"start \(s\) is 'soon', which is no number"),
        (2, float("nan"), "give seconds from 0 on"),
        (2, -1, "start .* is -1"),
        (2, "59.5", "do not lie inside the recording of 60 s"),
        (3, "1e400", r"duration \(s\) is inf"),
        (4, "  ", "label is empty"),
        (4, "x" * 81, "81 characters; at most 80"),
        (4, "a\u202eb", "cannot be shown"),
        (5, "O1, Q9", "no channel Q9; it has O1"),
    ],
)
def test_a_wrong_row_is_named(place: int, value: Any, said: str, minute: Recording) -> None:
    row = [True, "R1", 3.0, 1.0, "spindle", "O1"]
    row[place] = value
    with pytest.raises(ConfigError, match=said):
        from_rows([row], (), {"R1": minute})


def test_more_rows_than_anyone_reviews_are_refused(minute: Recording) -> None:
    with pytest.raises(ConfigError, match="at most 10000"):
        from_rows([[True, "R1", 1, 1, "a", ""]] * 10_001, (), {"R1": minute})


def test_marks_are_of_one_recording() -> None:
    findings = [Finding("R1", 1.0, 2.0, "a", ("O1",)), Finding("R2", 3.0, 0.0, "b", keep=False)]
    assert marks_of(findings, "R2") == (Mark(3.0, 0.0, "b", (), False),)
