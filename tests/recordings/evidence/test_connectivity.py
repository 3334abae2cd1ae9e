"""Coherence, phase lag and correlation of signals made to go together by a known amount."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from neuro_llm.recordings.errors import MeasureError
from neuro_llm.recordings.evidence import measure, recompute

LENGTH = 300 * 128


@pytest.fixture
def shared(noise):
    """(2, time): a wave that both hold, once as it is and once 5 samples (39 ms) later, and noise as large as it."""

    def make(lag: int = 0) -> np.ndarray:
        wave = noise((1, LENGTH), 128.0, 0.0, 10.0, seed=5)[0]
        own = noise((2, LENGTH), 128.0, 0.0, 10.0, seed=6)
        return np.stack([wave, np.roll(wave, lag)]) + own

    return make


def test_half_noise_gives_a_coherence_of_a_quarter(record, shared):
    recording = record(shared(), 128.0, ("C3", "C4"))
    found = measure(recording, "alpha coherence", channels=("C3", "C4"))
    assert found.value == pytest.approx(0.25, abs=0.03)
    assert found.channels == ("C3", "C4")
    assert "299 segments" in found.method
    assert "volume conduction" in found.method
    assert measure(recording, "correlation").value == pytest.approx(0.5, abs=0.02)
    inverted = record(shared() * [[1], [-1]], 128.0, ("C3", "C4"))
    assert measure(inverted, "correlation").value == pytest.approx(-0.5, abs=0.02)


def test_coherence_agrees_with_scipy(record, shared):
    from scipy.signal import coherence

    x = shared(3)
    freqs, expected = coherence(x[0], x[1], 128.0, nperseg=256)
    inside = (freqs >= 13) & (freqs < 30)
    found = measure(record(x, 128.0, ("C3", "C4")), "beta coherence")
    assert found.value == pytest.approx(expected[inside].mean(), rel=1e-4)


def test_only_a_lag_counts_for_the_phase_lag_index(record, shared):
    assert measure(record(shared(), 128.0, ("C3", "C4")), "alpha phase lag index").value < 0.02
    late = record(shared(3), 128.0, ("C3", "C4"))  # 23 ms: a quarter of a cycle of 10.7 Hz
    assert measure(late, "alpha phase lag index").value > 0.5
    assert measure(late, "alpha coherence").value == pytest.approx(0.25, abs=0.04)


def test_many_channels_are_paired(record, noise, shared, names):
    x = noise((19, LENGTH), 128.0, 0.0)
    x[4:6] = shared()
    recording = record(x, 128.0)
    found = measure(recording, "theta coherence")
    assert "171 pairs of 19 channels; strongest Fz and F4: 0.2" in found.method
    assert found.value < 0.02
    assert recompute(recording, found).value == found.value
    assert len(measure(recording, "theta coherence", channels=names[4:7]).channels) == 3
    wide = record(noise((64, LENGTH // 4), 128.0, 0.0), 128.0, [f"A{n}" for n in range(64)])
    found = measure(wide, "theta coherence")
    assert len(found.channels) == 20
    assert "20 of 64 channels" in found.method


def test_segments_stay_within_trials_and_whole(record, shared):
    x = shared() + np.repeat(np.arange(300.0) * 300, 128)  # every trial of 1 s has its own level
    joined = replace(
        record(x, 128.0, ("C3", "C4")), changes=("300 trials of 1 s were put one after another; x",)
    )
    found = measure(joined, "alpha coherence", channels=("C3", "C4"))
    assert "300 segments" in found.method
    assert found.value == pytest.approx(0.25, abs=0.05)
    gap = record(shared(), 128.0, ("C3", "C4"))
    data = gap.read()
    data[0, 1000:1010] = np.nan
    gap = replace(gap, source=type(gap.source)(data))
    assert "297 segments" in measure(gap, "alpha coherence").method


def test_what_is_needed_is_said(record, shared):
    recording = record(shared(), 128.0, ("C3", "C4"))
    with pytest.raises(MeasureError, match="2 to 64 channels; planted offers 1 here"):
        measure(recording, "alpha coherence", channels="C3")
    with pytest.raises(MeasureError, match="at least 10 s"):
        measure(recording, "correlation", stop=5)
    mixed = replace(recording, ch_kinds=("mag", "grad"), units=("T", "T/m"), modality="meg")
    with pytest.raises(MeasureError, match="differ in unit"):
        measure(mixed, "alpha coherence", channels=("C3", "C4"))
