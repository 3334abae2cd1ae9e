"""What a description has to tell: the rules by which a topic is there, is not, or lies in between."""

from __future__ import annotations

import numpy as np
import pytest

from neuro_llm.recordings.arrays import from_array
from neuro_llm.recordings.evidence.record import Evidence
from neuro_llm.recordings.evidence.salient import TOPICS, busiest, salient
from neuro_llm.recordings.simulate import simulate
from neuro_llm.recordings.simulate.config import SimulationConfig


def record(quantity, value, method="", unit=""):
    return Evidence(quantity, value, unit, (), 0.0, 60.0, method)


def there(topic, *records):
    return TOPICS[topic].rule({one.quantity: one for one in records})


def test_rules():
    assert there("line noise", record("line frequency", 50.0)) is True
    assert there("line noise", record("line frequency", 0.0)) is False
    assert there("muscle", record("muscle fraction", 30.0)) is True
    assert there("muscle", record("muscle fraction", 3.0)) is None
    assert there("muscle", record("muscle fraction", 0.0)) is False
    assert there("dominant rhythm", record("dominant frequency", 10.0, "fit; clear of chance")) is True
    assert there("dominant rhythm", record("dominant frequency", 10.0, "fit; within chance")) is False
    assert there("amplitude", record("peak-to-peak amplitude", 12.0, unit="µV")) is True
    assert there("amplitude", record("peak-to-peak amplitude", 12.0, unit="fT")) is None
    assert there("length", record("duration", 60.0)) is None
    assert there("event response", record("event response t-value", 3.1, "not shown: at x1")) is False


@pytest.mark.parametrize(("clear", "expected"), [("clear of chance", None), ("within chance", True)])
def test_waves_of_sleep_beside_a_waking_rhythm_are_not_told(clear, expected):
    spindles = record("spindle count", 9), record("spindle density", 4.0)
    alpha = record("posterior alpha frequency", 10.0, clear)
    assert there("spindles", *spindles, alpha) is expected
    assert there("spindles", record("spindle count", 0), record("spindle density", 0.0), alpha) is False


def test_the_busiest_is_named_by_the_method():
    assert (
        busiest(record("firing rate", 3.0, "mean over 3 units, which fire at 1–5 Hz, most in unit 7"))
        == "unit 7"
    )
    assert busiest(record("firing rate", 3.0)) == ""


def test_spikes_name_their_most_active_unit():
    counts = np.zeros((3, 2000))
    counts[0, ::50], counts[1, ::10], counts[2, ::80] = 1, 1, 1
    found = {one.topic: one for one in salient(from_array(counts, 100.0, unit="count", modality="spikes"))}
    assert found["firing rate"].there is True
    assert found["firing rate"].records[0].value == pytest.approx((2 + 10 + 1.25) / 3)
    assert busiest(found["most active unit"].records[0]) == "Ch2"


def test_what_is_known_stands_above_what_is_measured():
    recording, _ = simulate(
        SimulationConfig(seed=3, duration=20.0, eyes="closed", line_frequency=50.0, line_uv=9.0)
    )
    measured = {one.topic: one for one in salient(recording)}
    assert measured["line noise"].there is True
    assert "eyes" not in measured
    known = [record("line frequency", 0.0, unit="Hz"), record("eyes", "closed"), record("seizure", "absent")]
    found = {one.topic: one for one in salient(recording, known=known)}
    assert (found["line noise"].there, found["line noise"].records) == (False, (known[0],))
    assert found["eyes"].there is True
    assert found["seizure"].there is False
    same = {one.topic: one for one in salient(recording, known=[record("line frequency", 50.0, unit="Hz")])}
    assert [one.quantity for one in same["line noise"].records] == [
        "line frequency",
        "line frequency",
        "line noise",
    ]
