"""A rhythm that shrinks after events is said to shrink by just that much."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from neuro_llm.recordings.errors import MeasureError
from neuro_llm.recordings.evidence import measure, recompute
from neuro_llm.recordings.recording import Event
from neuro_llm.recordings.simulate import simulate

TIMES = np.arange(200 * 160) / 160
LEFT, RIGHT = np.arange(4.0, 190.0, 12.0), np.arange(10.0, 190.0, 12.0)


def within(start: float, seconds: float) -> np.ndarray:
    return np.abs(TIMES - start - seconds / 2) <= seconds / 2


@pytest.fixture
def motor(record, noise, names):
    """20 µV of 10 Hz at C3 and C4; halved (a quarter of the power) for 3 s after the events "right" at C3."""
    x = noise((19, len(TIMES)), sfreq=160.0, rms=6)
    gain = np.ones(len(TIMES))
    for at in RIGHT:
        gain[within(at, 3.0)] = 0.5
    x[names.index("C3")] += 20 * gain * np.sin(2 * np.pi * 10 * TIMES)
    x[names.index("C4")] += 20 * np.sin(2 * np.pi * 10 * TIMES)
    marks = [Event(at, 3.0, "left") for at in LEFT] + [Event(at, 3.0, "right") for at in RIGHT]
    return record(x, 160.0, events=sorted(marks, key=lambda mark: mark.onset))


def test_a_quarter_of_the_power_is_75_percent_less(motor):
    found = measure(motor, "event-related alpha change", event="right", channels="C3")
    assert found.value == pytest.approx(-75, abs=3)
    assert (found.unit, found.event, found.channels) == ("%", "right", ("C3",))
    assert "15 of 15 trials kept" in found.method
    assert "0.5–2.5 s after against 1.5–0.5 s before" in found.method
    assert "less power is shown" in found.method
    both = measure(motor, "event-related alpha change", event="right", channels=("C3", "C4"))
    assert both.value == pytest.approx(-37.5, abs=3)
    assert "mean of 2 channels: C3 -75 %, C4 -1 %" in both.method
    assert measure(motor, "event-related alpha t-value", event="right", channels="C3").value < -10


def test_two_labels_differ_by_their_difference(motor):
    found = measure(motor, "event-related alpha change", event="right", versus="left", channels="C3")
    assert found.value == pytest.approx(-75, abs=4)
    found = measure(motor, "event-related alpha t-value", event="left", versus="right", channels="C3")
    assert found.value > 10
    assert "15 of 16 against 15 of 15" in found.method or "16 of 16 against 15 of 15" in found.method
    assert "not shown" in measure(motor, "event-related alpha t-value", event="left", channels="C4").method


def test_rolandic_rhythms_are_looked_for_over_the_motor_cortex(motor):
    found = measure(motor, "event-related alpha change", event="right")
    assert found.channels == ("C3", "Cz", "C4")
    assert recompute(motor, found).value == found.value
    assert len(measure(motor, "event-related theta change", event="right").channels) > 10


def test_noise_does_not_change(record, noise):
    """The spans differ in length; that alone must not look like a change."""
    marks = [Event(at, 3.0, "left") for at in np.arange(3.0, 195.0, 4.5)]
    recordings = [
        record(noise((3, len(TIMES)), 160.0, seed=seed + 1), 160.0, events=marks) for seed in range(12)
    ]
    found = [measure(one, "event-related alpha t-value", channels=one.ch_names).value for one in recordings]
    assert abs(np.mean(found)) < 0.8
    assert sum(abs(t) > 2 for t in found) <= 2


def test_what_is_needed_is_said(motor):
    with pytest.raises(MeasureError, match="one kind of event; planted has left, right"):
        measure(motor, "event-related beta change")
    bare = replace(motor, events=())
    with pytest.raises(MeasureError, match="needs events"):
        measure(bare, "event-related beta change")
    with pytest.raises(MeasureError, match="at least 5 trials"):
        measure(motor, "event-related beta change", event="left", stop=30)
    trials = replace(
        motor,
        events=tuple(Event(float(at), 2.0, "left") for at in range(0, 200, 2)),
        changes=("100 trials of 2 s were put one after another; signals jump at the borders.",),
    )
    with pytest.raises(MeasureError, match="1 s after an event with 1 s before it; here 0 s lie before"):
        measure(trials, "event-related alpha change")


def test_a_span_without_trials_of_the_label_says_so():
    recording = simulate(seed=3, duration=60)[0]
    events = tuple(Event(float(at), 1.0, "left" if at < 30 else "right") for at in range(2, 58, 4))
    with pytest.raises(MeasureError, match="needs events"):
        measure(
            replace(recording, events=events), "event-related beta change", event="left", start=40, stop=58
        )
