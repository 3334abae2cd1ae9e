"""Planted flickers are found at their frequency; an alpha rhythm and noise are no flicker."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from neuro_llm.recordings.errors import MeasureError
from neuro_llm.recordings.evidence import QUANTITIES, measure, recompute
from neuro_llm.recordings.evidence.flicker import flicker_scores, stimulation
from neuro_llm.recordings.evidence.part import Part
from neuro_llm.recordings.recording import Event

TIMES = np.arange(60 * 256) / 256


def flickering(noise, names, frequency: float, size: float = 1.5) -> np.ndarray:
    """19 channels of noise with alpha; a flicker and half of its second harmonic at O1, O2 and Pz."""
    x = noise((19, len(TIMES)), rms=10)
    alpha = np.fft.rfft(noise((1, len(TIMES)), rms=10, exponent=0.0, seed=9)[0])
    freqs = np.fft.rfftfreq(len(TIMES), 1 / 256)
    rhythm = np.fft.irfft(alpha * np.exp(-0.5 * ((freqs - 10) / 0.8) ** 2) * 3)
    wave = np.sin(2 * np.pi * frequency * TIMES) + 0.5 * np.sin(4 * np.pi * frequency * TIMES + 1)
    for name in ("O1", "O2", "Pz"):
        x[names.index(name)] += size * wave + rhythm
    return x


@pytest.mark.parametrize("frequency", [7.5, 12.0, 13.0, 20.0, 30.0])
def test_flicker_frequency(record, noise, names, frequency):
    recording = record(flickering(noise, names, frequency))
    found = measure(recording, "SSVEP frequency")
    assert found.value == pytest.approx(frequency, abs=0.1)
    assert "is clear of chance" in found.method
    assert "O1" in found.channels
    assert "Fp1" not in found.channels
    assert recompute(recording, found).value == found.value
    assert measure(recording, "SSVEP signal to noise").value > 4


@pytest.mark.parametrize("seed", range(5))
def test_alpha_alone_is_no_flicker(record, noise, names, seed):
    x = flickering(noise, names, 13.0, size=0.0) + noise((19, len(TIMES)), rms=3, seed=seed + 20)
    assert "not clear of chance" in measure(record(x), "SSVEP frequency").method


def test_mains_do_not_make_a_flicker_of_half_their_frequency(record, noise, names):
    x = flickering(noise, names, 13.0) + 30 * np.sin(2 * np.pi * 50 * TIMES)
    assert measure(record(x), "SSVEP frequency").value == pytest.approx(13.0)


def test_correlation_of_a_pure_sine_is_one(record):
    recording = record(np.stack([np.sin(2 * np.pi * 15 * TIMES)]), names=["Oz"])
    found = measure(recording, "SSVEP correlation")
    assert found.value == pytest.approx(1.0, abs=0.01)
    assert "15 Hz stands" in found.method


def test_trials_tell_which_of_several_flickers_was_looked_at(record, noise, names):
    x = noise((19, len(TIMES)), rms=8)
    shown = [(13.0, "a"), (17.0, "b"), (21.0, "c")] * 3
    events = []
    for number, (frequency, label) in enumerate(shown):
        span = slice(round((1 + 6 * number) * 256), round((6 + 6 * number) * 256))
        for name in ("O1", "O2"):
            x[names.index(name), span] += 4 * np.sin(2 * np.pi * frequency * TIMES[span])
        events += [Event(0.5 + 6 * number, 0.0, label), Event(1.0 + 6 * number, 0.0, "32779")]
        events += [Event(6.0 + 6 * number, 0.0, "32780")]
    recording = record(x, events=sorted(events, key=lambda event: event.onset))
    for frequency, label in shown[:3]:
        found = measure(recording, "SSVEP frequency", event=label)
        assert found.value == pytest.approx(frequency, abs=0.25)
        assert "3 trials of 5 s" in found.method
    for number, (frequency, _) in enumerate(shown):
        wanted = QUANTITIES["SSVEP correlation"]
        part = Part(recording, wanted, ("O1", "O2"), 1.0 + 6 * number, 6.0 + 6 * number)
        scores = flicker_scores(part, (13.0, 17.0, 21.0))
        assert max(scores, key=lambda hertz: scores[hertz]) == frequency


def test_where_a_flicker_stops():
    plain = [Event(1.0, 0.0, "1"), Event(4.5, 0.0, "2"), Event(8.0, 3.0, "1")]
    assert stimulation(plain[0], plain) == (1.0, 4.5)
    assert stimulation(plain[2], plain) == (8.0, 11.0)
    assert stimulation(Event(20.0, 0.0, "1"), plain) == (20.0, 30.0)


def test_what_is_needed_is_said(record, noise, names):
    recording = record(noise((19, len(TIMES))), events=[Event(59.5, 0.0, "late")])
    with pytest.raises(MeasureError, match="no trial of 'late' lasts 1 s"):
        measure(recording, "SSVEP frequency", event="late")
    part = Part(recording, QUANTITIES["SSVEP correlation"], ("O1",), 0.0, 20.0)
    with pytest.raises(MeasureError, match=r"must lie in 1–115.2 Hz at 256 Hz; given: 300"):
        flicker_scores(part, (300.0,))
    lost = recording.read()
    lost[:, :] = np.nan
    with pytest.raises(MeasureError, match="at least one window of 1 s with a signal"):
        measure(replace(recording, source=type(recording.source)(lost)), "SSVEP frequency", channels="O1")


def test_harmonics_tell_a_flicker_whose_fundamental_is_drowned(record, noise, names):
    """The rhythm at 12–14 Hz hides 13 Hz; only the sub-bands above it show which of the two flickers it was."""
    rhythm = np.fft.rfft(noise((1, len(TIMES)), rms=10, exponent=0.0, seed=3)[0])
    rhythm[np.abs(np.fft.rfftfreq(len(TIMES), 1 / 256) - 12.5) > 1.5] = 0
    x = noise((19, len(TIMES)), rms=4)
    for number, name in enumerate(("O1", "O2", "Pz")):
        alpha = np.roll(np.fft.irfft(rhythm), 97 * number)
        x[names.index(name)] += 12 * alpha / alpha.std() + 2.5 * np.sin(4 * np.pi * 13 * TIMES)
    recording = record(x)
    part = Part(recording, QUANTITIES["SSVEP correlation"], ("O1", "O2", "Pz"), 0.0, 5.0)
    scores = flicker_scores(part, (11.5, 13.0))
    assert scores[13.0] > scores[11.5] + 0.1
    assert 0 < scores[11.5] < scores[13.0] < 1


def test_mains_are_no_harmonic_of_a_known_flicker(record, noise, names):
    x = noise((19, len(TIMES)), rms=8) + 20 * np.sin(2 * np.pi * 60 * TIMES)
    for name in ("O1", "O2"):
        x[names.index(name)] += 3 * np.sin(2 * np.pi * 23 * TIMES)
    part = Part(record(x), QUANTITIES["SSVEP correlation"], ("O1", "O2", "Pz"), 0.0, 5.0)
    scores = flicker_scores(part, (20.0, 23.0, 30.0))
    assert scores[23.0] > 2 * max(scores[20.0], scores[30.0])
