"""Events in recordings of any length: where, and whether at all."""

from __future__ import annotations

import numpy as np
import pytest
import torch

from neuro_llm.encoders import encode_recording, moments
from neuro_llm.encoders.edges import Found, refined
from neuro_llm.encoders.eeg import EEGEncoder
from neuro_llm.encoders.encode import KEPT_TOKENS, TOKEN_LIMIT
from neuro_llm.recordings.arrays import from_array
from neuro_llm.recordings.recording import Recording

SFREQ = 100.0


def noise(seconds: float, seed: int = 0) -> np.ndarray:
    return np.random.default_rng(seed).standard_normal((3, round(seconds * SFREQ))) * 10.0


def rhythm(seconds: float, start: float, stop: float, frequency: float = 5.0) -> Recording:
    """Noise of 10 µV on three channels, on two of them with a rhythm of 200 µV."""
    data, times = noise(seconds), np.arange(round(seconds * SFREQ)) / SFREQ
    there = (times >= start) & (times < stop)
    data[:2] += 100.0 * np.sin(2 * np.pi * frequency * times) * there
    return from_array(data, SFREQ, ("C3", "Cz", "O1"), unit="uV")


def test_segments_are_the_maximal_scoring_ones() -> None:
    odds = np.array([-1, 2, -0.5, 1, -3, 0.5, -1, 4, 1, -9.0, 2])
    found = [(s.first, s.last, round(s.score, 3)) for s in moments.segments(odds)]
    assert found == [(1, 4, 2.5), (5, 6, 0.5), (7, 9, 5.0), (10, 11, 2.0)]
    assert moments.segments(np.full(5, -1.0)) == ()


def test_what_is_believed_grows_with_the_length() -> None:
    """The same doubtful patches are an event among a hundred and chance among fifteen thousand."""
    doubtful = np.full(4, 3.6)
    short, night = (np.concatenate([np.full(n, -5.0), doubtful]) for n in (80, 14400))
    assert moments.present("seizure", short) > 0 > moments.present("seizure", np.full(80, -5.0))
    assert moments.present("seizure", night) < moments.present("seizure", short)
    clear = np.concatenate([np.full(14400, -5.0), np.full(8, 5.0)])
    assert moments.present("seizure", clear) > 0


def test_a_night_keeps_only_segments_that_chance_does_not_make() -> None:
    odds = np.full(14400, -5.0)
    odds[100], odds[5000:5008] = 2.0, 4.0
    assert [(s.first, s.last) for s in moments.credible("seizure", odds)] == [(5000, 5008)]
    assert len(moments.credible("seizure", odds[90:120])) == 1


@pytest.mark.parametrize(("start", "stop"), [(61.3, 84.8), (0.0, 20.7), (70.4, 120.0)])
def test_edges_follow_the_signal(start: float, stop: float) -> None:
    """Patches tell a seizure's edges to 2 s; the envelope tells them to half a second."""
    recording = rhythm(120.0, start, stop)
    rough = Found(2 * (start // 2), min(120.0, 2 * (stop // 2) + 2), (start + 3, stop - 3))
    ((first, last),) = refined(recording, "seizure", [rough], recording.ch_names, (0.0, 120.0))
    assert first == pytest.approx(start, abs=0.5)
    assert last == pytest.approx(stop, abs=0.5)


def test_a_spindle_is_shorter_than_its_patch() -> None:
    recording = rhythm(30.0, 12.4, 13.4, frequency=13.0)
    found = refined(recording, "spindles", [Found(12.0, 14.0, (12.0, 14.0))], ("C3", "Cz"), (0.0, 30.0))
    assert len(found) == 1
    assert found[0] == pytest.approx((12.4, 13.4), abs=0.2)


def test_events_that_nearly_touch_are_one() -> None:
    recording = from_array(noise(60), SFREQ, ("C3", "Cz", "O1"), unit="uV")
    found = [Found(20.0, 24.0, (20.0, 24.0)), Found(26.0, 30.0, (26.0, 30.0))]
    assert len(refined(recording, "seizure", found, ("C3",), (0.0, 60.0))) == 1


@pytest.fixture(scope="module")
def encoder() -> EEGEncoder:
    torch.manual_seed(0)
    return EEGEncoder.tiny().eval()


def test_a_long_recording_keeps_a_timeline_and_shows_few_tokens(encoder: EEGEncoder) -> None:
    recording = from_array(noise(1300), SFREQ, ("C3", "Cz", "O1"), unit="uV")
    encoded = encode_recording(encoder, recording)
    summaries = encoded.marks()[0][1]
    assert len(encoded.tokens) == summaries + TOKEN_LIMIT
    assert encoded.timeline is not None
    assert len(encoded.timeline.tokens) == 130 <= KEPT_TOKENS
    assert all(odds.shape == (650,) for odds in encoded.timeline.odds.values())
    short = encode_recording(encoder, recording, 0.0, 100.0)
    assert short.timeline is None
    assert len(short.tokens) == summaries + 50


def test_zoom_stays_within_the_limit(encoder: EEGEncoder) -> None:
    recording = from_array(noise(400), SFREQ, ("C3", "Cz", "O1"), unit="uV")
    encoded, near = encode_recording(encoder, recording), encode_recording(encoder, recording, 210.0, 242.0)
    zoomed = encoded.zoom(near, "seizure")
    assert len(zoomed.tokens) == len(encoded.tokens) == len(zoomed.times)
    assert zoomed.zoom_marks()[0] == (210.0, 4)
    assert sum(n for _, n in (*zoomed.marks(), *zoomed.zoom_marks())) == len(zoomed.tokens)
    assert torch.equal(zoomed.tokens[-16:], near.tokens[-16:])
    assert encoded.zoom_marks() == ()
