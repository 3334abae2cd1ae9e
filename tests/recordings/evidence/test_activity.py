"""Counts, firing rates and temporal signal to noise: known numbers come out, and each lack is named."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from neuro_llm.recordings.arrays import from_array
from neuro_llm.recordings.errors import MeasureError
from neuro_llm.recordings.evidence import measure, recompute, standing
from neuro_llm.recordings.recording import ArraySource, Recording


def units() -> Recording:
    """Ten seconds at 1 kHz: the first unit fires 20 times, all in the first half, the second 100 times."""
    counts = np.zeros((2, 10_000))
    counts[0, 100:5000:250] = 1
    counts[1, ::100] = 1
    return from_array(counts, 1000.0, ("a1", "a2"), unit="count", modality="spikes")


def voxels(deviation: float = 2.0) -> Recording:
    """Two voxels that swing by ± `deviation` % around their mean and one that is constant."""
    swing = np.tile([deviation, -deviation], 20)
    data = np.stack([swing, swing, np.zeros(40)])
    return from_array(data, 0.5, ("x0 y0 z0", "x1 y0 z0", "x2 y0 z0"), unit="%", modality="fmri")


def test_firing_rates_per_unit_and_in_all() -> None:
    found = measure(units(), "firing rate")
    assert found.value == pytest.approx(6.0)
    assert found.unit == "Hz"
    assert "2–10 Hz" in found.method
    assert measure(units(), "firing rate", channels="a1").value == pytest.approx(2.0)
    assert measure(units(), "firing rate", channels="A2", start=2, stop=4).value == pytest.approx(10.0)
    assert measure(units(), "total firing rate").value == pytest.approx(12.0)
    assert measure(units(), "total firing rate", start=5, stop=10).value == pytest.approx(10.0)


def test_a_gap_is_no_silence_and_bad_units_are_left_out() -> None:
    counts = units().read().astype(float)
    counts[:, 5000:] = np.nan
    gap = replace(units(), source=ArraySource(counts))
    assert measure(gap, "firing rate", channels="a1").value == pytest.approx(4.0)
    assert measure(replace(units(), bads=("a2",)), "firing rate").value == pytest.approx(2.0)
    with pytest.raises(MeasureError, match="a1 holds no numbers"):
        measure(gap, "firing rate", start=6, stop=8)
    with pytest.raises(MeasureError, match="all 2 channels are marked bad"):
        measure(replace(units(), bads=("a1", "a2")), "firing rate")


def test_temporal_signal_to_noise_is_the_mean_over_the_deviation() -> None:
    found = measure(voxels(), "temporal signal to noise")
    assert found.value == pytest.approx(50.0)  # 100 % / 2 %
    assert "2 of 3 that vary" in found.method
    assert measure(voxels(0.5), "temporal signal to noise", channels="x1 y0 z0").value == pytest.approx(200.0)


@pytest.mark.parametrize(
    ("recording", "quantity", "options", "message"),
    [
        (voxels(), "firing rate", {}, "there is not a channel of the kind unit.*x0 y0 z0 \\(bold\\)"),
        (units(), "temporal signal to noise", {}, "a channel of the kind bold"),
        (units(), "firing rate", {"event": "tone"}, "takes no event"),
        (voxels(), "temporal signal to noise", {"stop": 8.0}, "at least 10 volumes; there are 4"),
        (voxels(0.0), "temporal signal to noise", {}, "no voxel varies"),
        (replace(voxels(), units=("",) * 3), "temporal signal to noise", {}, "says nothing about its mean"),
        (replace(units(), units=("Hz",) * 2), "firing rate", {}, "holds no spike counts"),
        (units(), "alpha power", {}, "there is not an EEG, iEEG or MEG channel"),
    ],
)
def test_messages(recording: Recording, quantity: str, options: dict, message: str) -> None:
    with pytest.raises(MeasureError, match=message):
        measure(recording, quantity, **options)


def test_brain_channels_are_counted_in_words() -> None:
    beside = replace(units(), ch_kinds=("unit", "behaviour"))
    assert measure(beside, "brain channel count").shown == "1 unit"
    assert measure(beside, "channel count").shown == "2"
    assert measure(voxels(), "brain channel count").shown == "3 voxels"
    cells = from_array(np.ones((4, 100)), 30.0, unit="dF/F", modality="calcium")
    found = measure(replace(cells, bads=("Ch1",)), "brain channel count")
    assert (found.shown, found.method.rpartition("; ")[2]) == ("4 cells", "1 of them marked bad")


def test_bad_electrodes_are_counted_too() -> None:
    noise = np.random.default_rng(0).normal(size=(5, 2560)) * 1e-5
    noise[4] = 0.0  # flat: told by another record
    eeg = replace(from_array(noise, 256.0, ("Fz", "Cz", "Pz", "O1", "O2")), bads=("Fz", "Cz"))
    found = measure(eeg, "brain channel count")
    assert (found.value, found.unit, found.channels) == (5, "EEG", eeg.ch_names)
    assert found.method.endswith("; 2 of them marked bad")
    assert recompute(eeg, found) == found


@pytest.mark.parametrize(
    ("recording", "own"),
    [(units(), {"firing rate", "total firing rate"}), (voxels(), {"temporal signal to noise"})],
)
def test_they_stand_and_can_be_computed_again(recording: Recording, own: set[str]) -> None:
    records = [r for r in standing(recording) if r.quantity in {*own, "brain channel count"}]
    assert {r.quantity for r in records} == {*own, "brain channel count"}
    for record in records:
        assert recompute(recording, record) == record
