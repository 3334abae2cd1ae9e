"""fMRI, cells, units, fNIRS: facts are told, rhythms and states never, and the reason says what reads them."""

from __future__ import annotations

import time
from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from neuro_llm.assistant import Assistant
from neuro_llm.recordings.arrays import from_array
from neuro_llm.recordings.errors import ModelError, RecordingError
from neuro_llm.recordings.recording import Event, Recording
from neuro_llm.recordings.simulate.world import draw_pictures, record
from neuro_llm.reply import holds
from neuro_llm.study import summary_line


class Untouchable:
    """An encoder of EEG that must not be used, and a language model that must not be asked."""

    slots, neural = True, True

    def __getattr__(self, name: str) -> Any:
        raise AssertionError(f"{name} was asked for")


@pytest.fixture
def model() -> Assistant:
    return Assistant(Untouchable(), {"eeg": Untouchable()})  # type: ignore[arg-type]


def made(modality: str) -> Recording:
    """A small recording with two events "face": 3 units at 1, 2 and 3 Hz; 4 voxels of ± 2 %; 3 cells; 2 optodes."""
    events = (Event(2.0, 1.0, "face"), Event(12.0, 1.0, "face"))
    if modality == "spikes":
        counts = np.zeros((3, 20_000))
        for row in range(3):
            counts[row, :: 1000 // (row + 1)][: 20 * (row + 1)] = 1
        names = ("unit 6", "unit 19", "unit 1.5")
        return from_array(counts, 1000.0, names, unit="count", modality="spikes", events=events)
    if modality == "fmri":
        swing = np.tile([2.0, -2.0], (4, 20))
        names = tuple(f"x{i} y0 z0" for i in range(4))
        return from_array(swing, 0.5, names, unit="%", modality="fmri", events=events)
    noise = np.random.default_rng(0).normal(size=(3, 600))
    if modality == "calcium":
        return from_array(noise, 30.0, unit="dF/F", modality="calcium", events=events)
    return from_array(noise[:2], 10.0, unit="", modality="fnirs", events=events)


ALL = ("fmri", "calcium", "spikes", "fnirs")


@pytest.mark.parametrize("modality", ALL)
@pytest.mark.parametrize(
    "question",
    [
        "Are the eyes open or closed?", "What is the alpha power?", "Is there a seizure?", "Which channels are bad?",
        "Where is alpha strongest?", "Are there blinks?", "What was seen?", "Does the patient have epilepsy?",
    ],
)  # fmt: skip
def test_what_needs_rhythms_or_pictures_is_turned_down(
    model: Assistant, modality: str, question: str
) -> None:
    answer = model.generate(made(modality), question)
    assert answer.abstained
    assert "language side reads EEG, MEG and iEEG" in answer.text
    reader = (
        "no encoder is trained for fNIRS" if modality == "fnirs" else "neuro-llm embed, classify or retrieve"
    )
    assert reader in answer.text
    assert "alpha rhythm" not in answer.text


@pytest.mark.parametrize("modality", ALL)
def test_events_are_counted_and_closed_questions_end_in_cannot_tell(model: Assistant, modality: str) -> None:
    recording = made(modality)
    assert "2 [E1]" in model.generate(recording, "How many events are there?").text
    assert "2.0 s, 12.0 s [E1]" in model.generate(recording, "When was the face shown?").text
    assert model.generate(recording, "Are the eyes open?", choices=("open", "closed")).abstained


@pytest.mark.parametrize(
    ("modality", "told"),
    [
        ("fmri", ("80 s", "0.5 Hz", "has 4 voxels", "signal to noise is 50", "2 events are marked")),
        ("calcium", ("20 s", "30 Hz", "has 3 cells", "2 events are marked")),
        ("spikes", ("20 s", "1000 Hz", "has 3 units", "mean firing rate is 2 Hz")),
        ("fnirs", ("60 s", "10 Hz", "has 2 channels", "2 events are marked")),
    ],
)
def test_a_description_cites_what_was_measured(
    model: Assistant, modality: str, told: tuple[str, ...]
) -> None:
    answer = model.generate(made(modality), "Describe this recording.")
    assert all(part in answer.text for part in told), answer.text
    assert answer.cited == answer.evidence
    assert not answer.unsupported


@pytest.mark.parametrize(
    ("modality", "question", "told"),
    [
        ("spikes", "How many units are there?", "It holds 3 units [E1]."),
        ("spikes", "How many neurons were recorded?", "It holds 3 units [E1]."),
        ("spikes", "What is the firing rate?", "total firing rate is 6 Hz"),
        ("spikes", "What is the firing rate of unit 19?", "The firing rate over unit 19 is 2 Hz [E1]."),
        ("spikes", "What is the firing rate of neuron 1.5?", "The firing rate over unit 1.5 is 3 Hz [E1]."),
        ("spikes", "What is the firing rate of unit 7?", "the recording has no channel unit 7."),
        ("spikes", "What are the channel names?", "unit 6, unit 19, unit 1.5 [E1]"),
        ("fmri", "How many voxels are there?", "It holds 4 voxels [E1]."),
        ("fmri", "What is the tSNR?", "signal to noise is 50 [E1]"),
        ("fmri", "How high is the temporal signal to noise?", "signal to noise is 50 [E1]"),
        ("fmri", "Is the signal quality good?", "signal to noise is 50 [E1]"),
        ("fmri", "What is the repetition time?", "sampling rate is 0.5 Hz [E1]"),
        ("fmri", "What are the channel names?", "x0 y0 z0, x1 y0 z0, x2 y0 z0, x3 y0 z0 [E1]"),
        ("calcium", "How many cells are there?", "It holds 3 cells [E1]."),
    ],
)
def test_facts_of_each_modality(model: Assistant, modality: str, question: str, told: str) -> None:
    answer = model.generate(made(modality), question)
    assert told in answer.text
    assert not answer.unsupported


@pytest.mark.parametrize("question", ["Which unit fires the most?", "How many units fire above 2 Hz?"])
def test_what_is_not_measured_is_not_answered_with_something_else(model: Assistant, question: str) -> None:
    assert model.generate(made("spikes"), question).abstained


def test_units_are_not_counted_where_there_are_none(model: Assistant) -> None:
    eeg = from_array(np.random.default_rng(0).normal(size=(2, 2000)) * 1e-5, 200.0, ("O1", "O2"))
    for recording in (eeg, made("fnirs")):
        assert model.generate(recording, "How many neurons are there?").abstained


def test_embedding_names_what_is_missing(model: Assistant, monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(RecordingError, match=r"no encoder is trained for fNIRS.*fMRI, calcium imaging"):
        model.embed(made("fnirs"))
    pulse = from_array(np.random.default_rng(0).normal(size=(1, 2000)) * 1e-4, 200.0, ("ECG",))
    with pytest.raises(RecordingError, match="it holds no brain signals"):
        model.embed(replace(pulse, modality="peripheral"))
    monkeypatch.setattr("neuro_llm.space.load_space", lambda: (_ for _ in ()).throw(ModelError("no space")))
    with pytest.raises(ModelError, match="no space"):
        model.embed(made("fmri"))


@pytest.mark.parametrize("modality", ["fmri", "calcium", "spikes"])
def test_the_simulated_world_is_described(model: Assistant, modality: str) -> None:
    recording = record(modality, 3, draw_pictures(4, seed=7)).recording
    answer = model.generate(recording, "Describe this recording.")
    assert not answer.abstained
    assert not answer.unsupported
    assert "4 events are marked" in answer.text


def test_a_hundred_thousand_voxels_are_asked_about_in_seconds(model: Assistant) -> None:
    names = tuple(f"x{i % 100} y{i // 100 % 100} z{i // 10_000}" for i in range(100_000))
    recording = from_array(np.ones((100_000, 12), np.float32), 0.5, names, unit="%", modality="fmri")
    started = time.perf_counter()
    assert "100000 voxels" in model.generate(recording, "How many voxels are there?").text
    assert len(model.generate(recording, "What are the channel names?").text) < 2000
    assert time.perf_counter() - started < 10


def test_a_prompt_names_the_modality() -> None:
    assert summary_line(made("fmri")) == "fMRI, 4 channels, 0.5 Hz, 80 s"
    assert summary_line(made("fnirs")) == "fNIRS, 2 channels, 10 Hz, 60 s"


def test_a_value_of_a_state_needs_its_name() -> None:
    from neuro_llm.recordings.evidence.record import Evidence

    records = [
        Evidence("dominant band", "beta", "", (), 0.0, 20.0, "", kind="estimated", probability=0.9, id="E1"),
        Evidence("seizure", "present", "", (), 0.0, 20.0, "", kind="estimated", probability=0.9, id="E2"),
    ]
    assert holds("The dominant band is <E1>; seizure activity is <E2>.", records, None)
    assert not holds("<E1> dominates; the dominant band is most likely <E2>.", records, None)
