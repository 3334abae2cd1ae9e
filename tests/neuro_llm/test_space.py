"""Tasks in a tiny untrained space: known geometry gives known answers; what cannot be compared is refused."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
import torch

import neuro_llm
from neuro_llm import space
from neuro_llm.assistant import Assistant
from neuro_llm.encoders.bind import NeuroBind
from neuro_llm.encoders.scores import hits, retrieval
from neuro_llm.recordings.errors import ConfigError, ModelError, RecordingError
from neuro_llm.recordings.recording import Event, Recording
from neuro_llm.recordings.simulate.world import Session

MakeSpace = Callable[..., Path]
SPANS = [(2.0, 2.4), (3.0, 3.4)]


@pytest.fixture
def bind(space_folder: MakeSpace) -> NeuroBind:
    return neuro_llm.load_space(space_folder())


def test_a_space_is_loaded_as_it_was_saved(space_folder: MakeSpace) -> None:
    bind = neuro_llm.load_space(str(space_folder(scale=20.0)))
    assert bind.modalities == ("eeg", "calcium")
    assert bind.about["scale"] == 20
    assert space.trained_on(bind) == "trained on nothing at all"
    assert space.trained_on(NeuroBind({}, None)) == "its folder does not say what it was trained on"


def test_no_space_is_said_with_what_to_do(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(space, "default_space", lambda: tmp_path / "none")
    with pytest.raises(ModelError, match="neuro-llm train align"):
        neuro_llm.load_space()
    with pytest.raises(ModelError, match=r"bind\.json is missing"):
        neuro_llm.load_space(tmp_path)
    with pytest.raises(ConfigError, match="banana"):
        neuro_llm.load_space(tmp_path, device="banana")


# ---- events ----


def test_spans_of_events(eeg_session: Session) -> None:
    recording, pictures = eeg_session.recording, eeg_session.pictures
    spans = space.event_spans(recording)
    assert len(spans) == len(pictures)
    assert spans[0] == pytest.approx((recording.events[0].onset, recording.events[0].onset + 0.4))
    assert len(space.event_spans(recording, pictures[0].id.upper())) == 1
    assert len(space.event_spans(recording, "picture-*")) == len(pictures)
    bare = replace(recording, events=(Event(1.0, 0.0, "odd [1]"),))
    assert space.event_spans(bare, "odd [1]") == [(1.0, 1.004)]
    with pytest.raises(RecordingError, match=r"'face'.*picture-"):
        space.event_spans(recording, "face")
    with pytest.raises(RecordingError, match="no events"):
        space.event_spans(replace(recording, events=()))


# ---- classification ----


def test_probabilities_are_the_softmax_at_the_stored_temperature(
    space_folder: MakeSpace, eeg_session: Session
) -> None:
    words, recording = ("a circle", "a square", "a red star"), eeg_session.recording
    for scale in (5.0, 50.0):
        bind = neuro_llm.load_space(space_folder(scale=scale))
        found = space.classify(bind, recording, words, SPANS)
        assert bind.space is not None
        near = bind.embed(recording, SPANS).vectors @ bind.space.embed_text(words, space.PROMPTS).numpy().T
        assert found.probabilities == pytest.approx(torch.tensor(scale * near).softmax(-1).numpy(), abs=1e-5)
        assert found.choices == tuple(words[i] for i in near.argmax(1))
        assert found.times.tolist() == [list(span) for span in SPANS]


def test_windows_where_no_span_is_given(bind: NeuroBind, eeg_session: Session) -> None:
    found = space.classify(bind, eeg_session.recording, ("a", "b"))
    assert len(found.times) == round(eeg_session.recording.duration)
    assert found.probabilities.sum(axis=1) == pytest.approx(1)


@pytest.mark.parametrize("words", [(), ("face",), ("face", " "), ("face", "face ")])
def test_words_that_cannot_be_told_apart(
    words: tuple[str, ...], bind: NeuroBind, eeg_session: Session
) -> None:
    with pytest.raises(ConfigError, match="two or more different words"):
        space.classify(bind, eeg_session.recording, words)


# ---- retrieval ----


def test_every_trial_finds_itself(bind: NeuroBind, eeg_session: Session) -> None:
    spans = space.event_spans(eeg_session.recording)
    bank = space.trial_bank({"again": bind.embed(eeg_session.recording, spans)})
    found = space.retrieve(bind, eeg_session.recording, bank, spans, top=3)
    assert found.rows[:, 0].tolist() == list(range(len(spans)))
    assert found.similarity[:, 0] == pytest.approx(1, abs=1e-5)
    assert found.rows.shape == (len(spans), 3)
    assert found.names(0)[0].startswith("again 2.")
    assert hits(found.vectors, bank.vectors, np.arange(len(spans))).top1.mean() == 1


def test_an_untrained_space_is_at_chance(bind: NeuroBind, eeg_session: Session) -> None:
    """Also the control that the scores keep beside them."""
    pictures = {picture.id: picture for picture in eeg_session.pictures}
    names = list(pictures)
    assert bind.space is not None
    bank = bind.space.embed_image([pictures[name].render() for name in names]).numpy()
    vectors = bind.embed(eeg_session.recording, space.event_spans(eeg_session.recording)).vectors
    right = np.array([names.index(picture.id) for picture in eeg_session.pictures])
    score = retrieval(vectors, bank, right, groups=right).two_way
    assert score.low <= 0.5 <= score.high
    assert score.shuffled == pytest.approx(0.5, abs=0.05)


def test_pictures_and_texts(bind: NeuroBind, eeg_session: Session, picture_folder: Path) -> None:
    bank = space.picture_bank(bind, picture_folder)
    assert len(bank.names) == len(eeg_session.pictures)
    assert bank.names[0].startswith("shown/picture-7-")
    same = space.picture_bank(bind, list(bank.files))
    assert np.array_equal(bank.vectors, same.vectors)
    found = space.retrieve(bind, eeg_session.recording, bank, SPANS)
    assert found.rows.shape == (2, 5)
    assert (np.diff(found.similarity, axis=1) <= 0).all()
    texts = space.text_bank(bind, ["a face", "", " a house "])
    assert texts.names == ("a face", "a house")
    assert space.retrieve(bind, eeg_session.recording, texts, SPANS, top=9).rows.shape == (2, 2)


def test_spaces_are_not_mixed(space_folder: MakeSpace, eeg_session: Session) -> None:
    """Two spaces of the same kind and size are two spaces, as their weights differ."""
    first, second = (neuro_llm.load_space(space_folder(seed=seed)) for seed in (0, 1))
    embedded = [bind.embed(eeg_session.recording, SPANS) for bind in (first, second)]
    assert embedded[0].space != embedded[1].space
    with pytest.raises(ConfigError, match="different spaces"):
        space.retrieve(first, eeg_session.recording, space.text_bank(second, ["a"]), SPANS)
    with pytest.raises(ConfigError, match="different spaces"):
        space.trial_bank({"a": embedded[0], "b": embedded[1]})


def test_a_space_of_signals_alone(space_folder: MakeSpace, eeg_session: Session) -> None:
    bind = neuro_llm.load_space(space_folder(towers=False))
    assert bind.space_name.startswith("signals only ")
    with pytest.raises(ModelError, match="without pictures and words"):
        space.classify(bind, eeg_session.recording, ("a", "b"))
    bank = space.trial_bank({"x": bind.embed(eeg_session.recording, SPANS)})
    assert space.retrieve(bind, eeg_session.recording, bank, SPANS, top=1).rows.tolist() == [[0], [1]]


def test_banks_that_cannot_be(bind: NeuroBind, eeg_session: Session, tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match="no such folder"):
        space.picture_bank(bind, tmp_path / "none")
    with pytest.raises(ConfigError, match="holds no picture"):
        space.picture_bank(bind, tmp_path)
    (tmp_path / "broken.png").write_bytes(b"no picture")
    with pytest.raises(ConfigError, match=r"broken\.png"):
        space.picture_bank(bind, tmp_path)
    with pytest.raises(ConfigError, match="top=0"):
        space.retrieve(bind, eeg_session.recording, space.text_bank(bind, ["a"]), top=0)
    with pytest.raises(ConfigError, match="no space"):
        space.trial_bank({})


# ---- the assistant ----


def test_the_assistant_embeds_what_its_own_encoder_does_not_read(
    space_folder: MakeSpace, calcium_recording: Recording, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = space_folder()
    monkeypatch.setattr(space, "default_space", lambda: folder)
    vectors, times = Assistant().embed(calcium_recording)
    expected = neuro_llm.load_space().embed(calcium_recording)
    assert np.array_equal(vectors, expected.vectors)
    assert np.array_equal(times, expected.times)
    assert Assistant().embed(calcium_recording, start=2.0, stop=4.0)[1].tolist() == [[2.0, 4.0]]


def test_words_that_small_towers_never_read_are_refused(bind: NeuroBind) -> None:
    """A hashed word that was never trained lies anywhere: naming it would be guessing."""
    reader = NeuroBind(dict(bind.encoders.items()), bind.space, {"vocabulary": ["a", "circle", "red"]})  # type: ignore[arg-type]
    assert space.text_bank(reader, ["a red circle"]).names == ("a red circle",)
    with pytest.raises(ConfigError, match="face is not among them"):
        space.text_bank(reader, ["a circle", "face"])


def test_data_sets_are_named(bind: NeuroBind) -> None:
    about = {"trained_on": [{"name": "THINGS-EEG2"}, {"name": "NSD"}]}
    assert space.trained_on(NeuroBind({}, None, about)) == "trained on THINGS-EEG2, NSD"
