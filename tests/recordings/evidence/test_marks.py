"""What the file marks: bad channels and reaction times."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from neuro_llm.recordings.arrays import from_array
from neuro_llm.recordings.errors import MeasureError
from neuro_llm.recordings.evidence import measure, recompute
from neuro_llm.recordings.recording import Event, Recording


@pytest.fixture
def task() -> Recording:
    """Squares every 3 s; responses 0.4 and 0.6 s later, none to the third, a late one after the fourth."""
    events = [Event(3.0 * i, 0.0, "square") for i in range(4)]
    events += [Event(onset, 0.0, "rt") for onset in (0.4, 1.0, 3.6, 15.0)]
    data = np.random.default_rng(0).standard_normal((2, 2000)) * 1e-5
    return from_array(data, 100.0, ("Cz", "Pz"), events=events)


def test_the_reaction_time_is_to_the_first_response_before_the_next_stimulus(task: Recording) -> None:
    record = measure(task, "reaction time", event="Square", versus="rt")
    assert record.value == pytest.approx(500.0)
    assert (record.event, record.versus, record.unit) == ("square", "rt", "ms")
    assert "2 of 4 events" in record.method
    assert recompute(task, record) == record


def test_a_reaction_time_needs_both_labels_and_a_response(task: Recording) -> None:
    with pytest.raises(MeasureError, match="needs two labels"):
        measure(task, "reaction time", event="square")
    with pytest.raises(MeasureError, match="no event 'square' follows an event 'rt'"):
        measure(task, "reaction time", event="rt", versus="square", start=14)


def test_marked_channels_need_no_seconds(task: Recording) -> None:
    short = replace(task, bads=("Pz",), n_times=20)
    assert measure(short, "marked bad channels").value == ("Pz",)
    assert measure(task, "marked bad channels").shown == "none"
