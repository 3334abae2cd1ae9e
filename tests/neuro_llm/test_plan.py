"""Which evidence an answer needs, and why there can be none."""

from __future__ import annotations

import numpy as np
import pytest

from neuro_llm.adapters.intent import Understanding
from neuro_llm.focus import focus
from neuro_llm.plan import Plan, Request, plan
from neuro_llm.recordings.arrays import from_array
from neuro_llm.recordings.recording import Event, Recording

_HEAD = "Fp1 Fp2 F3 F4 C3 C4 P3 P4 O1 O2 T7 T8"


def made(names: str = _HEAD, events: tuple[Event, ...] = ()) -> Recording:
    labels = names.split()
    return from_array(np.ones((len(labels), 6000), np.float32) * 1e-5, 50.0, labels, events=events)


def planned(intent: str, question: str, recording: Recording) -> Plan:
    return plan(Understanding(intent, 0.9), focus(question, recording), recording, question)


def test_the_first_record_answers_and_the_others_support() -> None:
    found = planned("eyes", "are the eyes open in the last minute?", made())
    assert [(r.kind, r.quantity) for r in found.records] == [
        ("estimated", "eyes"),
        ("measured", "posterior alpha prominence"),
        ("measured", "blink rate"),
    ]
    assert {(r.start, r.stop) for r in found.records} == {(60.0, 120.0)}
    assert found.estimates == ("eyes",)
    assert found.cannot == ""


def test_support_that_the_recording_cannot_give_is_left_out() -> None:
    found = planned("eyes", "eyes open?", made("Pz O1"))
    assert [r.quantity for r in found.records] == ["eyes", "posterior alpha prominence"]


def test_no_state_is_told_from_channels_that_are_not_there() -> None:
    for intent, question, names in (
        ("eyes", "eyes open?", "F3 F4"),
        ("spindles", "any spindles?", "O1 O2"),
        ("blinks", "any blinks?", "O1 O2 C3"),
    ):
        found = planned(intent, question, made(names))
        assert not found.records
        assert "there is no" in found.cannot
        assert found.need.startswith("It needs")
    assert planned("eyes", "eyes open?", made("Ch1")).estimates == ("eyes",)  # it may lie anywhere


def test_bands_and_channels_of_the_question() -> None:
    found = planned("band power", "theta and beta power at F3 between 10 and 20 s", made())
    assert [(r.quantity, r.channels, r.start, r.stop) for r in found.records] == [
        ("theta power", ("F3",), 10.0, 20.0),
        ("beta power", ("F3",), 10.0, 20.0),
    ]


def test_no_band_named_means_the_four_classical_ones() -> None:
    found = planned("band power", "band powers please", made())
    assert [r.quantity for r in found.records] == ["delta power", "theta power", "alpha power", "beta power"]


def test_events_keep_their_label() -> None:
    recording = made(events=(Event(1.0, 0.0, "T1"), Event(5.0, 3.0, "rest")))
    assert planned("event count", "how many T1 events", recording).records[0].event == "T1"
    during = planned("band power", "alpha power during 'rest'", recording).records[0]
    assert (during.start, during.stop, during.event) == (5.0, 8.0, None)


@pytest.mark.parametrize(
    ("intent", "question", "names", "cannot", "need"),
    [
        ("band power", "alpha over Oz", _HEAD, "no channel Oz", "Fp1"),
        ("band power", "power 10 to 20 Hz", _HEAD, "10–20 Hz is not measured", "alpha 8–13"),
        ("band power", "alpha at 300 s", _HEAD, "beyond the end", "0–120 s"),
        ("band power", "theta left temporal", "O1 O2", "no left temporal channel", "O1"),
        ("posterior alpha", "is there a PDR", "Fp1 Fp2", "no posterior channel", "O1"),
        ("alpha asymmetry", "alpha asymmetry", "O1 Pz", "both sides", "O2"),
        ("heart rate", "heart rate", _HEAD, "no ECG channel", "ECG"),
        ("blink count", "how many blinks", "O1 O2", "frontopolar", "Fp1"),
        ("event interval", "interval between events", _HEAD, "no events", "annotations"),
        ("event count", "how many 'circle' events", _HEAD, "no event circle", "events"),
    ],
)
def test_cannot(intent: str, question: str, names: str, cannot: str, need: str) -> None:
    found = planned(intent, question, made(names))
    assert cannot in found.cannot
    assert need in found.need
    assert found.records == ()


def test_a_rejected_question_gets_its_reason() -> None:
    recording = made()
    question = "Score this night in 30-s epochs"
    found = plan(
        Understanding("reject", 0.9, "not measurable"), focus(question, recording), recording, question
    )
    assert found.intent == "not measurable"
    assert "hypnogram" in found.need


def test_a_missing_name_is_no_obstacle_to_asking_for_it() -> None:
    assert planned("channel names", "is there an Oz channel", made()).cannot == ""


def test_comparisons_measure_once_for_each_side() -> None:
    found = planned("band power", "is alpha higher in O1 than in O2", made())
    assert found.intent == "comparison"
    assert [(r.side, r.quantity, r.channels) for r in found.records] == [
        ("O1", "alpha power", ("O1",)),
        ("O2", "alpha power", ("O2",)),
    ]
    halves = planned("dominant frequency", "is it slower in the second half than in the first half", made())
    assert [(r.start, r.stop) for r in halves.records] == [(60.0, 120.0), (0.0, 60.0)]


@pytest.fixture(scope="module")
def trials() -> Recording:
    return made(events=tuple(Event(6.0 * i, 4.0, ("T1", "T2")[i % 2]) for i in range(18)))


def asked(found: Plan) -> list[tuple[str, str | None, str | None]]:
    return [(r.quantity, r.event, r.versus) for r in found.records]


def test_events_that_are_held_against_each_other_reach_the_measurement(trials: Recording) -> None:
    assert asked(planned("P300", "Is a P300 shown for T2 against T1?", trials)) == [
        ("P300 t-value", "T2", "T1"),
        ("P300 amplitude", "T2", "T1"),
        ("P300 latency", "T2", "T1"),
    ]
    assert asked(planned("P300", "Is a P300 present?", trials))[0] == ("P300 t-value", None, None)
    one = planned("evoked response", "response to T1 over C3", trials)
    assert asked(one)[0] == ("evoked peak amplitude", "T1", None)
    assert one.records[0].channels == ("C3",)


def test_rhythms_change_with_each_label_against_its_own_baseline(trials: Recording) -> None:
    assert asked(planned("reactivity", "ERD over C3", trials)) == [
        ("event-related alpha change", "T1", None),
        ("event-related alpha change", "T2", None),
        ("event-related alpha t-value", "T1", None),
        ("event-related alpha t-value", "T2", None),
    ]
    assert asked(planned("reactivity", "beta ERD for T2", trials))[0] == (
        "event-related beta change",
        "T2",
        None,
    )
    assert asked(planned("reactivity", "Does mu differ between T1 and T2?", trials))[0] == (
        "event-related alpha t-value",
        "T1",
        "T2",
    )


def test_places_are_compared_with_the_same_events_and_no_test_against_zero(trials: Recording) -> None:
    found = planned("P300", "P300 at P3 versus at P4", trials)
    assert found.intent == "comparison"
    assert [(r.quantity, r.side) for r in found.records] == [
        ("P300 amplitude", "P3"),
        ("P300 amplitude", "P4"),
    ]


def test_between_two_channels_is_one_value(trials: Recording) -> None:
    found = planned("coherence", "Is beta coherence between C3 and C4 high or low?", trials)
    assert [(r.quantity, r.channels) for r in found.records] == [("beta coherence", ("C3", "C4"))]
    halves = planned("coherence", "compare alpha coherence in the first half with the second half", trials)
    assert [(r.start, r.stop) for r in halves.records] == [(0.0, 60.0), (60.0, 120.0)]


def test_other_quantities_are_compared_over_the_seconds_of_the_events(trials: Recording) -> None:
    found = planned("band power", "is alpha over C3 lower during T2 than during T1", trials)
    assert [(r.side, r.start, r.stop, r.channels) for r in found.records] == [
        ("T2", 6.0, 10.0, ("C3",)),
        ("T1", 0.0, 4.0, ("C3",)),
    ]


def test_stages_of_sleep_that_are_named() -> None:
    found = planned("time in stage", "how many minutes of N2 and REM", made())
    assert [r.quantity for r in found.records] == ["time in N2", "time in REM", "total sleep time"]
    assert len(planned("time in stage", "minutes per stage", made()).records) == 6


def test_options_that_name_things_are_counted() -> None:
    question = "Does the epoch contain spindles or K-complexes?"
    recording = made()
    found = plan(
        Understanding("spindles", 0.9),
        focus(question, recording),
        recording,
        question,
        ("spindle", "K-complex"),
    )
    assert [r.quantity for r in found.records] == ["spindle count", "K-complex count"]


def test_what_a_kind_of_recording_allows_is_measured() -> None:
    scan = from_array(np.ones((4, 60)), 0.5, unit="%", modality="fmri", events=(Event(2.0, 1.0, "face"),))
    assert asked(planned("evoked response", "Does it respond to the face?", scan)) == [
        ("event response t-value", "face", None),
        ("event response", "face", None),
    ]
    assert planned("heart rate", "pulse?", from_array(np.ones((2, 600)), 10.0, modality="fnirs")).records[
        0
    ] == (Request("measured", "pulse rate"))
    assert "no events" in planned("P300", "P300?", made()).cannot


def test_topography_measures_every_region() -> None:
    found = planned("topography", "where is beta strongest", made())
    assert {r.side for r in found.records} == {"frontal", "central", "temporal", "parietal", "occipital"}
    assert {r.quantity for r in found.records} == {"beta power"}


def test_describe_takes_what_there_is() -> None:
    assert len(planned("describe", "describe it", made()).records) == 6
    assert planned("describe", "describe it", made("ECG")).records[0].quantity == "duration"
