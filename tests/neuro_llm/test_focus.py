"""Seconds, channels, regions, bands and events of a question, held against a recording of 120 s."""

from __future__ import annotations

import numpy as np
import pytest

from neuro_llm.focus import Focus, focus, named_band
from neuro_llm.recordings.arrays import from_array
from neuro_llm.recordings.recording import Event, Recording

_NAMES = "Fp1 Fp2 F3 F4 F7 F8 C3 C4 Cz P3 P4 O1 O2 T7 T8"
NAMES = _NAMES.split()


@pytest.fixture(scope="module")
def recording() -> Recording:
    events = [Event(2.0 * i, 0.0, "T1" if i % 2 else "square") for i in range(1, 30)]
    return from_array(np.ones((len(NAMES), 6000), np.float32) * 1e-5, 50.0, NAMES, events=events)


@pytest.mark.parametrize(
    ("words", "start", "stop"),
    [
        ("between 12 and 20 s", 12, 20),
        ("between 12 s and 20 s", 12, 20),
        ("between 12 and 20", 12, 20),
        ("from 0:30 to 1:15", 30, 75),
        ("from 10 to 25 seconds", 10, 25),
        ("from 10 s until 25 s", 10, 25),
        ("12-20s", 12, 20),
        ("12–20 s", 12, 20),
        ("10..20 sec", 10, 20),
        ("10 to 20 secs", 10, 20),
        ("seconds 5 to 15", 5, 15),
        ("t=12 to 15", 12, 15),
        ("in the interval [10, 20]", 10, 20),
        ("1-2 min", 60, 120),
        ("between one and two minutes", 60, 120),
        ("between 1 min 20 s and 2 minutes", 80, 120),
        ("from twenty to thirty seconds", 20, 30),
        ("0:10-0:20", 10, 20),
        ("0.5-2.5 s", 0.5, 2.5),
        ("between 500 ms and 1500 ms", 0.5, 1.5),
        ("around 01:20", 75, 85),
        ("around 80 s", 75, 85),
        ("about 40 seconds", 35, 45),
        ("near 3 s", 0, 8),
        ("~60 s", 55, 65),
        ("at 45 s", 43, 47),
        ("at the 45 s mark", 43, 47),
        ("at second 45", 43, 47),
        ("first 10 seconds", 0, 10),
        ("the first thirty seconds", 0, 30),
        ("the first minute", 0, 60),
        ("the initial 5 s", 0, 5),
        ("10 s from the start", 0, 10),
        ("the last 20 s", 100, 120),
        ("last minute", 60, 120),
        ("the final half a minute", 90, 120),
        ("the first half", 0, 60),
        ("second half", 60, 120),
        ("last third", 80, 120),
        ("the middle third", 40, 80),
        ("the second quarter", 30, 60),
        ("second minute", 60, 120),
        ("minute 2", 60, 120),
        ("after 30 s", 30, 120),
        ("after the 30 s mark", 30, 120),
        ("from 30 s onwards", 30, 120),
        ("from 30 s to the end", 30, 120),
        ("beyond 1:30", 90, 120),
        ("before 20 s", 0, 20),
        ("up to 20 s", 0, 20),
        ("until 0:40", 0, 40),
        ("from the start to 15 s", 0, 15),
        ("after 20 s and before 50 s", 20, 50),
        ("in the whole recording", None, None),
        ("throughout", None, None),
    ],
)
def test_seconds(recording: Recording, words: str, start: float | None, stop: float | None) -> None:
    looked = focus(f"alpha power over O1 {words}?", recording)
    assert looked.problem == ""
    assert (looked.start, looked.stop) == (start, stop)
    assert looked.channels == ("O1",)
    assert looked.bands == ("alpha",)


@pytest.mark.parametrize(
    ("words", "fragment"),
    [
        ("at 300 s", "beyond the end"),
        ("between 100 and 200 s", "reaches beyond the end"),
        ("between 40 and 20 s", "starts after it stops"),
        ("in minute 5", "beyond the end"),
        ("from 3:00 to 4:00", "beyond the end"),
    ],
)
def test_impossible_seconds_are_reported(recording: Recording, words: str, fragment: str) -> None:
    looked = focus(f"theta power {words}", recording)
    assert fragment in looked.problem
    assert looked.start is None


@pytest.mark.parametrize(
    ("words", "channels"),
    [
        ("alpha in O1", ("O1",)),
        ("alpha in o1 and o2", ("O1", "O2")),
        ("alpha O1/O2", ("O1", "O2")),
        ("alpha at FP1, fp2 and cz", ("Fp1", "Fp2", "Cz")),
        ("beta at T3", ("T7",)),
        ("beta at electrode C3?", ("C3",)),
        ("is anything unusual as far as I can see at a glance", ()),
        ("is it normal? I am not sure, no idea", ()),
        ("do you see a P300", ()),
        ("alpha at 8 to 12 Hz", ()),
        ("theta over the left temporal region", ("T7",)),
        ("theta over the right frontal leads", ("Fp2", "F4", "F8")),
        ("alpha at the back of the head", ("O1", "O2")),
        ("central beta", ("C3", "C4", "Cz")),
        ("alpha over the left side", ("Fp1", "F3", "F7", "C3", "P3", "O1", "T7")),
    ],
)
def test_channels(recording: Recording, words: str, channels: tuple[str, ...]) -> None:
    assert focus(words, recording).channels == channels


@pytest.mark.parametrize(
    ("words", "missing"),
    [
        ("alpha over Oz", ("Oz",)),
        ("alpha over O1 and POz", ("POz",)),
        ("alpha over midline parietal sites", ("a midline parietal channel",)),
        ("how many events of type 7", ("event 7",)),
        ("how many 'circle' events", ("event circle",)),
    ],
)
def test_what_is_not_there_is_reported(recording: Recording, words: str, missing: tuple[str, ...]) -> None:
    assert focus(words, recording).missing == missing


@pytest.mark.parametrize(
    ("words", "bands", "custom"),
    [
        ("alpha", ("alpha",), None),
        ("8–12 Hz power", ("alpha",), None),
        ("power between 13 and 30 Hz", ("beta",), None),
        ("4 to 8 Hz", ("theta",), None),
        ("theta and beta", ("theta", "beta"), None),
        ("10 to 20 Hz power", (), (10.0, 20.0)),
        ("α over O1", ("alpha",), None),
        ("1-4hz", ("delta",), None),
        ("is there a 50 Hz peak", (), None),
    ],
)
def test_bands(
    recording: Recording, words: str, bands: tuple[str, ...], custom: tuple[float, float] | None
) -> None:
    looked = focus(words, recording)
    assert looked.bands == bands
    assert looked.band_hz == custom
    assert looked.start is None


@pytest.mark.parametrize(
    ("words", "events"),
    [
        ("how many T1 events", ("T1",)),
        ("how many t1", ("T1",)),
        ("when do the 'square' markers come", ("square",)),
        ("onsets of square", ("square",)),
        ("how many events", ()),
    ],
)
def test_events(recording: Recording, words: str, events: tuple[str, ...]) -> None:
    assert focus(words, recording).events == events
    assert focus(words, recording).missing == ()


@pytest.mark.parametrize(
    ("words", "names"),
    [
        ("is alpha higher in O1 than in O2", ("O1", "O2")),
        ("compare alpha in the first half with the second half", ("0–60 s", "60–120 s")),
        ("compare alpha in the first and second half", ("0–60 s", "60–120 s")),
        ("does alpha drop after 30 s", ("0–30 s", "30–120 s")),
        ("does theta change over time", ("0–60 s", "60–120 s")),
        ("frontal vs occipital theta", ("frontal", "occipital")),
        ("compare beta over left and right temporal leads", ("left temporal", "right temporal")),
        ("alpha over O1 and O2", ()),
        ("alpha in the first half", ()),
    ],
)
def test_sides_of_a_comparison(recording: Recording, words: str, names: tuple[str, ...]) -> None:
    assert tuple(side.name for side in focus(words, recording).sides) == names


def test_t1_is_a_channel_where_no_event_is_called_so() -> None:
    recording = from_array(np.ones((2, 500), np.float32) * 1e-5, 50.0, ["F7", "F8"])
    assert focus("alpha over T1", recording).missing == ("T1",)


def test_channel_names_of_the_recording_count_also_when_unusual() -> None:
    recording = from_array(np.ones((2, 500), np.float32) * 1e-5, 50.0, ["LA1", "my lead"], modality="eeg")
    assert focus("alpha over la1 and my lead", recording).channels == ("LA1", "my lead")


def test_a_question_without_a_place_looks_everywhere(recording: Recording) -> None:
    assert focus("Describe this recording.", recording) == Focus()


def test_named_band_needs_a_close_fit() -> None:
    assert named_band(8, 12) == "alpha"
    assert named_band(30, 50) == "gamma"
    assert named_band(5, 20) is None
