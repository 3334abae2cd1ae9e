"""Grading of NeuroQA: what counts as right, and what a response takes from an answer."""

from __future__ import annotations

import pytest

from neuro_llm.answer import Answer
from neuro_llm.recordings.evidence import Evidence
from neuro_llm.train.qa.items import Response, Truth, as_response, overlap, right


@pytest.mark.parametrize(
    ("truth", "response", "expected"),
    [
        ("open", Response(choice="open"), True),
        ("open", Response(choice="closed"), False),
        ("open", Response(abstained=True), False),
        (None, Response(abstained=True), True),
        (None, Response(choice="open"), False),
        (10.0, Response(number=10.4), True),
        (10.0, Response(number=10.6), False),
        (10.0, Response(), False),
        ((10.0, 20.0), Response(intervals=((0.0, 3.0), (11.0, 21.0))), True),
        ((10.0, 20.0), Response(intervals=((0.0, 60.0),)), False),
        ((10.0, 20.0), Response(), False),
        (frozenset(["O1", "O2"]), Response(names=frozenset(["O1"])), True),
        (frozenset(["O1", "O2"]), Response(names=frozenset(["O1", "Cz", "Pz"])), False),
        (frozenset(), Response(names=frozenset()), True),
    ],
)
def test_what_is_right(truth: Truth, response: Response, expected: bool) -> None:
    assert right(truth, response, tolerance=0.5) is expected


@pytest.mark.parametrize("truth", ["open", 3.0, (1.0, 2.0), frozenset(["O1"]), None])
def test_the_truth_itself_is_a_right_response(truth: Truth) -> None:
    assert right(truth, as_response(truth))


def test_overlap() -> None:
    assert overlap((0, 10), (5, 15)) == pytest.approx(1 / 3)
    assert overlap((0, 10), (20, 30)) == 0


def test_a_response_reads_records_and_never_the_text() -> None:
    records = (
        Evidence("seizure times", ((3.0, 9.0),), "s", (), 0, 60, "", id="E1"),
        Evidence("alpha power", 12.5, "µV²", ("O1",), 0, 60, "", id="E2"),
        Evidence("bad channels", ("Cz",), "", (), 0, 60, "", id="E3"),
        Evidence("beta power", 99.0, "µV²", ("O1",), 0, 60, "", id="E4"),
    )
    found = Response.of(Answer("17 Hz, from [E1], [E2] and [E3]", records))
    assert found == Response(number=12.5, intervals=((3.0, 9.0),), names=frozenset(["Cz"]))


def test_of_two_recordings_the_difference_is_the_number() -> None:
    records = tuple(
        Evidence(quantity, value, "µV²", (), 0, 60, "", id=f"E{i}")
        for i, (quantity, value) in enumerate(
            [("beta power", 5.0), ("beta power", 8.0), ("difference in beta power", 3.0)]
        )
    )
    assert Response.of(Answer("[E0] [E1] [E2]", records)).number == 3.0
