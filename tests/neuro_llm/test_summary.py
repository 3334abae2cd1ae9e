"""What is told of a recording first, and which event labels a language model may see."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from neuro_llm.recordings.arrays import from_array
from neuro_llm.recordings.recording import Event
from neuro_llm.summary import clock, generic_label, shorten, summarise, summary_text


@pytest.mark.parametrize("label", ["T0", "S 12", "square", "Target", "8", "R128"])
def test_generic_labels_stay(label: str) -> None:
    assert generic_label(label) == label


@pytest.mark.parametrize(
    "label", ["Jane Doe says name", "Schmidt", "dob 1970-01-01", "<neuro>", "", "S 123456"]
)
def test_free_text_becomes_an_event(label: str) -> None:
    assert generic_label(label) == "event"


def test_what_is_wrong_is_told() -> None:
    data = np.random.default_rng(0).normal(size=(5, 2000)) * 1e-5
    data[2] = 0.0
    recording = replace(
        from_array(data, 200.0, ("O1", "O2", "Cz", "C3", "C4")),
        bads=("O2",), unit_known=False, changes=("One.",),
        events=(Event(1.0, 0.0, "T1"), Event(2.0, 0.0, "T1")),
    )  # fmt: skip
    found = summarise(recording)
    assert found["duration"] == 10
    assert found["events"] == {"T1": 2}
    wrong = " ".join(found["problems"])
    assert "unit is not known" in wrong
    assert "O2" in wrong
    assert "Flat channels" in wrong
    assert "Cz" in wrong
    text = summary_text(found)
    assert "T1 × 2" in text
    assert "One." in text


def test_lengths_and_lists_are_readable() -> None:
    assert [clock(s) for s in (61.04, 125, 3725)] == ["61.0 s", "2 min 05 s", "1 h 02 min 05 s"]
    assert shorten([f"C{i}" for i in range(30)], 3) == "C0, C1, C2 and 27 more"
