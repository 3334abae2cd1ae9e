"""Events: at their seconds, counted, bounded, and never more than text."""

from __future__ import annotations

import base64
import json
from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from neuro_llm.chat.look import events
from neuro_llm.chat.look.state import Mark, ViewState
from neuro_llm.chat.look.times import affordable, time_axis
from neuro_llm.recordings.recording import ArraySource, Event, Recording

HOSTILE = "$\\frac{$ <img src=x onerror=alert(1)> %{x}"


def unpacked(values: dict[str, Any]) -> np.ndarray:
    return np.frombuffer(base64.b64decode(values["bdata"]), dtype="<" + values["dtype"])


def marked_by(*there: Event) -> Recording:
    return Recording(
        name="a.edf", modality="eeg", ch_names=("Cz",), ch_kinds=("eeg",), units=("V",), sfreq=100.0,
        native_rates=(100.0,), n_times=30_000, positions=np.full((1, 3), np.nan),
        source=ArraySource(np.zeros((1, 30_000))), events=there,
    )  # fmt: skip


def test_events_are_at_their_seconds() -> None:
    recording = marked_by(Event(5.0, 0.0, "T1"), Event(20.0, 4.0, "T2"), Event(35.0, 0.0, "T1"))
    timeline, table = events.figure(recording, ViewState())["parts"]
    first, spans, second = timeline["data"]
    assert unpacked(first["x"]).tolist() == [5.0, 35.0]
    assert unpacked(second["x"]).tolist() == [20.0]
    assert unpacked(spans["base"]).tolist() == [20.0]
    assert unpacked(spans["x"]).tolist() == [4.0]
    assert timeline["layout"]["yaxis"]["ticktext"] == ["T1", "T2"]
    assert timeline["jump"] == "x"
    assert table["data"][0]["cells"]["values"] == [
        ["T1", "T2"], ["2", "1"], ["5.00", "20.00"], ["30.00", "–"], ["–", "4.00"],
    ]  # fmt: skip


def test_marks_of_the_conversation_stand_first() -> None:
    recording = marked_by(*(Event(float(i), 0.0, f"label {i}") for i in range(60)))
    figure = events.figure(recording, ViewState(), (Mark(100.0, 2.5, "spindle"),))
    timeline = figure["parts"][0]
    assert timeline["layout"]["yaxis"]["ticktext"][0] == "✎ spindle"
    assert unpacked(timeline["data"][0]["base"]).tolist() == [100.0]
    assert "21 rarer labels with 21 events are left out." in figure["note"]


def test_many_events_are_bounded() -> None:
    many = (Event(i * 0.01, 0.005, f"label {i % 45}") for i in range(29_000))
    figure = events.figure(marked_by(*many), ViewState())
    timeline, table = figure["parts"]
    drawn = sum(len(unpacked(trace["x"])) for trace in timeline["data"] if trace["type"] == "scatter")
    assert drawn <= events.MOST_DRAWN + events.MOST_LABELS
    assert "one event in 6 is drawn" in figure["note"]
    assert len(table["data"][0]["cells"]["values"][0]) == events.MOST_LABELS
    assert table["data"][0]["cells"]["values"][1][0] == "645"
    assert len(json.dumps(figure, allow_nan=False)) < 400_000


def test_hostile_labels_are_text() -> None:
    sent = json.dumps(
        events.figure(marked_by(Event(1.0, 1.0, HOSTILE)), ViewState(), (Mark(2.0, 1.0, HOSTILE),))
    )
    assert "<img" not in sent
    assert "(1)&gt; %{x}<br>" not in sent  # no template of its own


def test_no_events_is_a_sentence() -> None:
    figure = events.figure(marked_by(), ViewState())
    assert events.fits(marked_by())
    assert "marks no events" in figure["note"]


def test_the_axis_counts_minutes_from_ten_minutes_on() -> None:
    assert "ticktext" not in time_axis(0.0, 599.0)
    axis = time_axis(0.0, 7200.0)
    assert axis["tickvals"][:3] == [0, 1200, 2400]
    assert axis["ticktext"][-1] == "2:00"
    assert time_axis(5000.0, 5700.0)["tickvals"][0] == 5040


@pytest.mark.parametrize(
    ("start", "expected"), [(0.0, (0.0, 50.0)), (100.0, (80.0, 130.0)), (295.0, (250.0, 300.0))]
)
def test_a_stretch_that_can_be_read_holds_the_page(start: float, expected: tuple[float, float]) -> None:
    recording = marked_by()
    assert affordable(recording, 2, 10_000, ViewState(start=start)) == expected
    assert affordable(replace(recording), 2, 1e9, ViewState(start=start)) == (0.0, 300.0)
