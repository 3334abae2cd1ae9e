"""Suggested questions fit the recordings, go on from the last answer, and are all answered."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from neuro_llm.chat.store import Session
from neuro_llm.chat.talk import talking
from neuro_llm.chat.talk.exchange import Exchange
from neuro_llm.chat.talk.suggestions import MOST, fitting
from neuro_llm.recordings import examples
from neuro_llm.recordings.readers import read
from neuro_llm.recordings.recording import Event, Recording
from neuro_llm.recordings.simulate import simulate
from neuro_llm.recordings.simulate.world import draw_pictures, record

REAL = {
    "motor/S001R03.edf": {},
    "erp/muse_p300_s1_run1.csv": {},
    "workload/Subject00_1.edf": {},
    "sleep/rem_eog.edf": {},
    "sleep/n2_spindles_15s_200Hz.txt": {"sfreq": 200.0, "unit": "uV", "ch_names": ("C3",), "modality": "eeg"},
    "seizure/bonn/E_S/S076.txt": {"sfreq": 173.61, "unit": "uV", "ch_names": ("X1",), "modality": "ieeg"},
    "formats/nirsport2.snirf": {},
    "formats/audvis_sss_raw.fif": {},
    "formats/brainvision/test.vhdr": {},
    "fmri/haxby/run01_bold.nii.gz": {},
    "fmri/crop4d_1.nii.gz": {},
    "spikes/A8604-211122.nwb": {},
    "spikes/linear_track": {},
    "calcium/suite2p/F.npy": {"sfreq": 30.0},
}


def night() -> Recording:
    """Two minutes in stages of ten seconds."""
    stages = ("W", "1", "2", "2", "3", "R") * 2
    marks = tuple(Event(10.0 * i, 10.0, f"Sleep stage {stage}") for i, stage in enumerate(stages))
    return replace(simulate(seed=4, duration=120.0)[0], events=marks)


LONG = [pytest.param(name, marks=pytest.mark.slow) for name in ("seizure", "night", "eeg", "meg")]


@pytest.fixture(params=["rest_eyes_closed", "fmri", "calcium", "spikes", *LONG])
def simulated(request: pytest.FixtureRequest) -> Iterator[Recording]:
    name = request.param
    if name in examples.EXAMPLES:
        made = read(examples.path(name))
    else:
        made = night() if name == "night" else record(name, 3, draw_pictures(8, seed=7)).recording
    with closing(made):
        yield made


def unanswered(session: Session, model: Any, followed: bool = True) -> list[str]:
    """Suggested questions, with what may follow each, that were not answered."""
    first, failed = fitting(session.opened), []
    for question in first:
        talking.clear(session)
        list(talking.ask(session, model, question))
        later = [one for one in fitting(session.opened, session.exchanges) if one not in first]
        for follow_up in later if followed else ():
            list(talking.ask(session, model, follow_up))
            exchange = session.exchanges[-1]
            if exchange.answer is None or exchange.answer.abstained:
                failed.append(f"{question} {follow_up}: {exchange.text}{exchange.problem}")
            list(talking.edit(session, model, 0, question))
        exchange = session.exchanges[0]
        if exchange.answer is None or exchange.answer.abstained:
            failed.append(f"{question}: {exchange.text}{exchange.problem}")
    return failed


def test_every_suggestion_is_answered(
    session_of: Callable[..., Session], simulated: Recording, default_model: Any
) -> None:
    session = session_of(simulated)
    assert 3 <= len(fitting(session.opened)) <= MOST
    assert unanswered(session, default_model) == []


@pytest.mark.slow
@pytest.mark.parametrize("name", REAL)
def test_every_suggestion_is_answered_on_real_recordings(
    session_of: Callable[..., Session], data_folder: Path, default_model: Any, name: str
) -> None:
    if not (data_folder / name).exists():
        pytest.skip(f"{name} is not among the real recordings")
    with read(data_folder / name, **REAL[name]) as recording:
        assert unanswered(session_of(recording), default_model) == []


@pytest.mark.parametrize(
    ("modality", "question"),
    [
        ("eeg", "Is there a response to the events?"),
        ("meg", "Are the eyes open or closed?"),
        ("fmri", "How high is the temporal signal to noise?"),
        ("calcium", "How many calcium transients are there?"),
        ("spikes", "What is the firing rate?"),
    ],
)
def test_questions_fit_the_modality(session_of: Callable[..., Session], modality: str, question: str) -> None:
    recording = record(modality, 3, draw_pictures(8, seed=7)).recording
    many = replace(recording, events=tuple(replace(event, label="picture") for event in recording.events))
    found = fitting(session_of(many).opened)
    assert question in found
    assert found[0] == "Describe this recording."
    if modality not in ("eeg", "meg"):
        assert not any("eyes" in one or "alpha" in one for one in found)


def test_a_scored_night_is_asked_of_sleep(session_of: Callable[..., Session]) -> None:
    found = fitting(session_of(night()).opened)
    assert "How much time is spent in REM sleep?" in found
    assert "How many sleep spindles are there?" in found
    assert not any("event" in question for question in found)


def test_what_was_asked_is_not_suggested_again(
    session_of: Callable[..., Session], recording: Recording
) -> None:
    opened = session_of(recording).opened
    before = fitting(opened)
    after = fitting(opened, [Exchange("are the  EYES open or closed")])
    assert "Are the eyes open or closed?" in before
    assert "Are the eyes open or closed?" not in after
    assert fitting([]) == ()


def test_several_recordings_are_compared(session_of: Callable[..., Session], default_model: Any) -> None:
    with read(examples.path("rest_eyes_closed")) as first, read(examples.path("seizure")) as second:
        session = session_of(first, second)
        found = fitting(session.opened)
        assert found[:2] == ("Is the second one slower?", "Is the alpha power higher in R1 than in R2?")
        assert "Describe these recordings." in found
        assert unanswered(session, default_model, followed=False) == []


def test_recordings_of_two_kinds_are_asked_one_by_one(
    session_of: Callable[..., Session], default_model: Any
) -> None:
    cells = record("calcium", 3, draw_pictures(8, seed=7)).recording
    with read(examples.path("rest_eyes_closed")) as first:
        session = session_of(first, cells)
        found = fitting(session.opened)
        assert "Are the eyes open or closed in R1?" in found
        assert "Is the second one slower?" not in found
        assert unanswered(session, default_model, followed=False) == []


def test_after_an_answer_there_are_follow_ups(session_of: Callable[..., Session], default_model: Any) -> None:
    with read(examples.path("rest_eyes_closed")) as recording:
        session = session_of(recording)
        list(talking.ask(session, default_model, "How strong is the alpha power?"))
        found = fitting(session.opened, session.exchanges)
        assert found[:3] == ("And over O1?", "And in the last 20 s?", "What is that based on?")
        list(talking.ask(session, default_model, "And over O1?"))
        assert fitting(session.opened, session.exchanges)[0] == "And over O2?"
