"""`simulate`: what was asked for is in the samples, and the truth says so."""

from __future__ import annotations

import numpy as np
import pytest
from scipy.signal import butter, sosfiltfilt, welch

from neuro_llm.recordings.recording import Recording
from neuro_llm.recordings.simulate import (
    Burst,
    Clutter,
    Evoked,
    Recorder,
    Seizure,
    SimulationConfig,
    simulate,
)

QUIET = Clutter(drift_uv=0.0, tone_uv=0.0, saccades=0.0)


def spectrum(recording: Recording, *names: str) -> tuple[np.ndarray, np.ndarray]:
    """Hz, and µV²/Hz of the named channels, averaged."""
    data = recording.read(channels=names or None) * 1e6
    frequencies, power = welch(data, recording.sfreq, nperseg=round(4 * recording.sfreq))
    return frequencies, power.mean(axis=0)


def power_at(recording: Recording, low: float, high: float, *names: str) -> float:
    frequencies, power = spectrum(recording, *names)
    return float(power[(frequencies >= low) & (frequencies < high)].mean())


def test_same_configuration_same_samples() -> None:
    config = SimulationConfig(seed=5, duration=8, eyes="open", seizures=(Seizure(3, 6),), bad_channels=2)
    (first, truth), (second, again) = simulate(config), simulate(config)
    np.testing.assert_array_equal(first.read(), second.read())
    assert truth == again
    other, _ = simulate(seed=6, duration=8, eyes="open", seizures=((3, 6),), bad_channels=2)
    assert not np.allclose(first.read(), other.read())


def test_recording_is_complete() -> None:
    recording, _ = simulate(duration=10, sfreq=250, clutter=QUIET)
    assert (recording.n_times, len(recording.ch_names)) == (2500, 19)
    assert (recording.modality, recording.unit, recording.reference) == ("eeg", "V", "average")
    assert np.abs(recording.read().mean(axis=0)).max() < 2e-6  # all but the noise of each sensor
    rms_uv = recording.read().std(axis=1) * 1e6
    assert (rms_uv > 3).all()
    assert (rms_uv < 60).all()


def test_places_are_those_of_the_readers() -> None:
    from neuro_llm.recordings.channels import place_of

    recording, _ = simulate(duration=2, montage=("Fp1", "T7", "O2", "F3-C3"))
    for name, place in zip(recording.ch_names, recording.positions, strict=True):
        np.testing.assert_allclose(place, place_of(name), atol=1e-4)


@pytest.mark.parametrize("seed", range(4))
@pytest.mark.parametrize("frequency", [8.5, 10.0, 11.7])
def test_alpha_has_the_frequency_asked_for(seed: int, frequency: float) -> None:
    recording, truth = simulate(seed=seed, alpha_frequency=frequency, alpha_uv=60)
    frequencies, power = spectrum(recording, "O1", "O2")
    band = (frequencies > 6) & (frequencies < 14)
    assert frequencies[band][np.argmax(power[band])] == pytest.approx(frequency, abs=0.5)
    assert truth.alpha_frequency == frequency
    assert truth.family("dominant band") == "alpha"


def test_alpha_is_posterior_and_smaller_with_eyes_open() -> None:
    closed, _ = simulate(seed=1, eyes="closed", blinks=0.0)
    opened, _ = simulate(seed=1, eyes="open", blinks=0.0, alpha_reactivity=4.0)
    assert power_at(closed, 9, 11, "O1", "O2") > 5 * power_at(opened, 9, 11, "O1", "O2")
    assert power_at(closed, 9, 11, "O1", "O2") > 2 * power_at(closed, 9, 11, "Fp1", "F3", "C3")


def test_no_alpha_in_sight_no_answer_about_the_eyes() -> None:
    assert simulate(duration=5, eyes="open", montage=("Fp1", "Fp2"))[1].family("eyes") is None
    assert simulate(duration=5, eyes="open", alpha_uv=0.0)[1].family("eyes") is None
    assert simulate(duration=5, eyes="open", montage=("O1", "O2"))[1].family("eyes") == "open"


def test_eyes_by_part() -> None:
    recording, truth = simulate(seed=2, eyes=((0, 30, "open"), (30, 60, "closed")), blinks=0.0, alpha_uv=60)
    halves = [recording.read(start, start + 28, ("O1", "O2")) for start in (1, 31)]
    power = [welch(half, recording.sfreq, nperseg=512)[1][:, 18:24].mean() for half in halves]
    assert power[1] > 3 * power[0]
    assert truth.family("eyes") is None
    assert truth.eyes == ((0.0, 30.0, "open"), (30.0, 60.0, "closed"))


@pytest.mark.parametrize("kind", ["spike-wave", "focal", "fast-onset", "sharp", "irregular"])
def test_seizure_has_the_extra_power(kind: str) -> None:
    recording, truth = simulate(
        seed=3, duration=40, seizures=(Seizure(12, 30, kind, uv=400),), clutter=QUIET, blinks=0.0
    )
    before, during = (recording.read(a, b).var(axis=1).max() for a, b in ((0, 11.5), (12, 30)))
    assert during > 10 * before
    assert (truth.family("seizure"), truth.family("onset")) == ("present", 12)
    assert truth.seizures == ((12, 30),)


def test_a_seizure_through_the_whole_clip_has_no_onset() -> None:
    recording, truth = simulate(
        duration=5.12, sfreq=200, montage="single", seizures=((0, 5.12),), modality="ieeg"
    )
    assert recording.read().std() > 50e-6
    assert recording.ch_kinds == ("ieeg",)
    assert np.isnan(recording.positions).all()
    assert (truth.family("seizure"), truth.family("onset"), truth.family("eyes")) == ("present", None, None)


@pytest.mark.parametrize("seed", range(5))
def test_blinks_are_where_the_truth_says(seed: int) -> None:
    recording, truth = simulate(seed=seed, eyes="open", blinks=12.0, blink_uv=250, clutter=QUIET)
    front = recording.read(channels=("Fp1", "Fp2")).mean(axis=0) * 1e6
    for time in truth.blinks:
        first = max(0, round((time - 0.25) * recording.sfreq))
        peak = first + np.argmax(front[first : first + round(0.5 * recording.sfreq)])
        assert peak / recording.sfreq == pytest.approx(time, abs=0.1)
        assert front[peak] > 60
    assert len(truth.blinks) > 3
    assert truth.family("blinks") == "present"


def test_no_frontal_channel_no_answer_about_blinks() -> None:
    _, truth = simulate(duration=10, montage=("P3", "P4", "O1", "O2"), eyes="open", blinks=20.0)
    assert truth.family("blinks") is None


@pytest.mark.parametrize("line", [50, 60])
def test_line_noise(line: int) -> None:
    recording, truth = simulate(duration=20, line_frequency=line, line_uv=5)
    frequencies, power = spectrum(recording)
    assert frequencies[30 * 4 + np.argmax(power[30 * 4 :])] == pytest.approx(line, abs=0.5)
    assert truth.family("line noise") == f"{line} Hz"


def test_line_noise_is_gone_behind_a_notch_and_undecided_below_nyquist() -> None:
    _, notched = simulate(duration=5, line_frequency=50, line_uv=5, recorder=Recorder(notch=True))
    assert notched.family("line noise") == "none"
    slow, truth = simulate(duration=5, sfreq=80, line_frequency=50, line_uv=20)
    assert truth.family("line noise") is None
    assert slow.read().std() < 40e-6  # nothing folds back
    assert simulate(duration=5)[1].family("line noise") == "none"


def test_bad_channels_fail_as_said() -> None:
    kinds = {"F3": "flat", "P4": "noisy", "T7": "clipped", "Cz": "disconnected", "O1": "popping"}
    recording, truth = simulate(seed=4, duration=20, bad_channels=kinds)
    data = recording.read() * 1e6
    of = {name: data[recording.index([name])[0]] for name in recording.ch_names}
    typical = np.median(data.std(axis=1))
    assert np.ptp(of["F3"]) < 1
    assert of["P4"].std() > 2 * typical
    assert of["Cz"].std() > 1.5 * typical
    assert np.mean(np.abs(of["T7"] - of["T7"].max()) < 1e-3) > 0.02
    assert truth.bad_channels == kinds
    assert truth.family("bad channels") == "present"
    assert len(simulate(duration=3, bad_channels=3)[1].bad_channels) == 3


def test_spindles_and_k_complexes() -> None:
    recording, truth = simulate(
        seed=1,
        duration=30,
        state="sleep",
        spindles=(8.0, 20.0),
        spindle_uv=60,
        k_complexes=(14.0,),
        clutter=QUIET,
    )
    assert [round((spindle.start + spindle.stop) / 2) for spindle in truth.spindles] == [8, 20]
    assert all(spindle.channels for spindle in truth.spindles)
    sos = butter(4, (11, 16), "bandpass", fs=recording.sfreq, output="sos")
    for spindle in truth.spindles:
        sigma = np.abs(sosfiltfilt(sos, recording.read(channels=spindle.channels))).max(axis=0)
        rate = recording.sfreq
        during = sigma[int(spindle.start * rate) : int(spindle.stop * rate)].max()
        assert during > 1.5 * sigma[int(1 * rate) : int(6 * rate)].max()
    assert np.ptp(recording.read(13.5, 15.5, ("Fz",))) > 50e-6
    assert (truth.family("spindles"), truth.family("eyes"), truth.k_complexes) == ("present", None, (14.0,))


@pytest.mark.parametrize("band", ["delta", "theta", "alpha", "beta"])
def test_dominant_band_dominates(band: str) -> None:
    bands = {"delta": (1, 4), "theta": (4, 8), "alpha": (8, 13), "beta": (13, 30)}
    recording, truth = simulate(
        seed=7, dominant_band=band, alpha_uv=15 * (band == "alpha"), clutter=QUIET, blinks=0.0
    )
    assert truth.family("dominant band") == band
    frequencies, power = spectrum(recording)
    kept = (frequencies >= 1) & (frequencies < 40)
    slope, level = np.polyfit(np.log(frequencies[kept]), np.log(power[kept]), 1)
    excess = np.log(power[kept]) - slope * np.log(frequencies[kept]) - level
    low, high = bands[band]
    assert low - 0.5 <= frequencies[kept][np.argmax(excess)] <= high + 0.5


def test_bursts_events_and_slow_waves() -> None:
    recording, truth = simulate(
        seed=2,
        duration=30,
        alpha_uv=0.0,
        bursts=(Burst(10, 12, 20.0, 80.0, "Cz"),),
        events=(Evoked("target", (3.0, 9.0, 15.0, 21.0), uv=60),),
        background_uv=4,
        clutter=QUIET,
    )
    assert [event.label for event in recording.events] == ["target"] * 4
    cz = recording.read(channels=("Cz",))[0] * 1e6
    rate = recording.sfreq
    assert cz[int(10.5 * rate) : int(11.5 * rate)].std() > 3 * cz[int(25 * rate) : int(29 * rate)].std()
    pz = recording.read(channels=("Pz",))[0] * 1e6
    evoked = np.mean([pz[int((t + 0.3) * rate)] - pz[int((t - 0.2) * rate)] for t in (3, 9, 15, 21)])
    assert evoked > 25
    assert truth.bursts[0].frequency == 20
    deep, truth = simulate(duration=20, state="sleep", slow_waves=30.0, slow_wave_uv=200)
    assert len(truth.slow_waves) > 4
    assert deep.read(channels=("Fz",)).std() > 20e-6


def test_unknown_unit_scales_and_says_so() -> None:
    known, _ = simulate(seed=3, duration=4)
    scaled, _ = simulate(seed=3, duration=4, unit_known=False, recorder=Recorder(scale=1e6))
    np.testing.assert_allclose(scaled.read(), known.read() * 1e6, rtol=1e-4)
    assert not scaled.unit_known
    assert scaled.changes
