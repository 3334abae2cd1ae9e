"""Tokens of any modality through one door: time-locked encoders give a course, and estimate nothing."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
import torch

from neuro_llm.encoders import ENCODERS, encode_recording
from neuro_llm.encoders.bind import BOUND
from neuro_llm.encoders.bound import TrialBatch
from neuro_llm.encoders.encode import TOKEN_LIMIT
from neuro_llm.recordings.errors import RecordingError
from neuro_llm.recordings.recording import ArraySource, Recording
from neuro_llm.recordings.simulate.world import draw_pictures, record
from neuro_llm.recordings.trials import cut


def _recording(modality: str) -> Recording:
    return record(modality, 3, draw_pictures(4, seed=7)).recording


@pytest.mark.parametrize("modality", ["fmri", "calcium", "spikes", "meg"])
def test_a_time_locked_encoder_gives_tokens_of_the_whole_span(modality: str) -> None:
    torch.manual_seed(0)
    encoder = ENCODERS.get(BOUND[modality]).tiny()
    recording = _recording(modality)
    encoded = encode_recording(encoder, recording)
    assert encoded.encoder == BOUND[modality]
    assert encoded.tokens.shape == (len(encoded.times), encoder.width)
    assert 2 <= len(encoded.tokens) <= TOKEN_LIMIT
    assert encoded.estimates == ()
    assert encoded.probabilities == {}
    assert encoded.times[0] == pytest.approx([0, encoded.times[-1, 1]])
    assert recording.duration - encoded.times[-1, 1] < encoder.spec.seconds / 2
    np.testing.assert_allclose(encoded.times[1:-1, 1], encoded.times[2:, 0], atol=1e-6)
    assert sum(n for _, n in encoded.marks()) == len(encoded.tokens)
    assert encoded.neural == ((BOUND[modality], encoded.tokens),)
    torch.testing.assert_close(encoded.embedding.norm(dim=1), torch.ones(len(encoded.window_times)))


def test_the_tokens_of_a_short_span_are_those_of_its_windows() -> None:
    torch.manual_seed(0)
    encoder = ENCODERS.get("calcium").tiny().eval()
    recording = _recording("calcium")
    encoded = encode_recording(encoder, recording, 2.0, 6.0)
    (trials,) = cut(recording, encoder.spec, part=(2.0, 6.0))
    with torch.inference_mode():
        out = encoder(TrialBatch.of([trials]))
    assert encoded.window_times.tolist() == [[2.0, 4.0], [4.0, 6.0]]
    torch.testing.assert_close(encoded.tokens[0], out.tokens[:, -1].mean(0))
    torch.testing.assert_close(encoded.tokens[1:], out.tokens[:, :-1].flatten(0, 1))
    np.testing.assert_allclose(encoded.times[1:, 0], 2.0 + 0.4 * np.arange(10))


def test_seconds_without_a_sample_are_refused() -> None:
    recording = _recording("calcium")
    empty = np.full((len(recording.ch_names), recording.n_times), np.nan, np.float32)
    with pytest.raises(RecordingError, match="no channel holds a finite sample"):
        encode_recording(ENCODERS.get("calcium").tiny(), replace(recording, source=ArraySource(empty)))
    with pytest.raises(RecordingError, match="no bold channel"):
        encode_recording(ENCODERS.get("fmri").tiny(), recording)


@pytest.mark.parametrize("name", ["eeg", *dict.fromkeys(BOUND.values())])
def test_an_encoder_knows_the_name_that_it_is_registered_by(name: str) -> None:
    made = ENCODERS.get(name)
    assert made.name == name
    again = made(made.tiny().config.to_dict())
    assert again.config == made.tiny().config
