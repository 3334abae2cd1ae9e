"""Trials: what happened at a second is found at its sample, whatever the rate; counts stay counts; gaps are masked."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from neuro_llm.recordings.arrays import from_array
from neuro_llm.recordings.errors import RecordingError
from neuro_llm.recordings.recording import ArraySource, Recording
from neuro_llm.recordings.trials import Trials, TrialSpec, cut, tiles

EEG = TrialSpec(("eeg",), 100.0, 1.0, 0.1)
FMRI = TrialSpec(("bold",), 0.5, 8.0, 2.0, offset=2.0)
SPIKES = TrialSpec(("unit",), 50.0, 0.6, 0.1)


def only(
    recording: Recording, spec: TrialSpec, spans: list[tuple[float, float]] | None = None, **more: object
) -> Trials:
    (trials,) = cut(recording, spec, spans, **more)  # type: ignore[arg-type]
    return trials


def sine(sfreq: float, seconds: float = 20.0, frequency: float = 7.0) -> np.ndarray:
    return 2e-5 * np.sin(2 * np.pi * frequency * np.arange(round(seconds * sfreq)) / sfreq)


def noise(channels: int, n_times: int, seed: int = 0) -> np.ndarray:
    return np.random.default_rng(seed).standard_normal((channels, n_times))


@pytest.mark.parametrize("sfreq", [100.0, 128.0, 250.0, 512.0, 1000.0, 2048.0])
def test_a_sine_keeps_its_phase_and_has_spread_one(sfreq: float) -> None:
    trials = only(from_array(sine(sfreq), sfreq, ("Oz",)), EEG, [(3.0, 3.2), (11.5, 11.6)])
    times = np.arange(100) / 100
    for data, onset in zip(trials.data[:, 0], (3.0, 11.5), strict=True):
        expected = np.sqrt(2) * np.sin(2 * np.pi * 7 * (onset + times))
        assert np.abs(data - expected).max() < 0.05
    assert trials.mask.shape == (2, 1, 10)
    assert trials.mask.all()
    assert trials.times.tolist() == [[3.0, 3.2], [11.5, 11.6]]


@pytest.mark.parametrize("sfreq", [100.0, 250.0, 1000.0])
def test_a_step_lands_at_its_sample(sfreq: float) -> None:
    data = 1e-5 * (np.arange(round(20 * sfreq)) >= 10.37 * sfreq)
    (trial,) = only(from_array(data, sfreq, ("Oz",)), EEG, [(10.0, 10.4)]).data[:, 0]
    middle = (trial[:20].mean() + trial[60:].mean()) / 2
    assert int(np.argmax(trial > middle)) in (37, 38)


def test_spikes_of_a_bin_add_up() -> None:
    counts = np.random.default_rng(0).poisson(0.02, (3, 1000)).astype(float)
    trials = only(from_array(counts, 1000.0, modality="spikes", unit="count"), SPIKES, [(0.4, 0.5)])
    roots = np.sqrt(
        counts.reshape(3, 50, 20).sum(-1)
    )  # the whole recording is looked at for level and spread
    level, spread = roots.mean(1, keepdims=True), roots.std(1, keepdims=True)
    back = np.square(trials.data[0] * spread + level)
    assert back == pytest.approx(counts[:, 400:].reshape(3, 30, 20).sum(-1), abs=1e-4)
    assert back.sum(1) == pytest.approx(counts[:, 400:].sum(1), abs=1e-3)


def test_fmri_is_read_seconds_after_the_onset() -> None:
    volumes = np.arange(30.0)  # TR 2 s: the volume from 6 to 8 s is number 3
    trials = only(from_array(volumes, 0.5, modality="fmri", unit="%"), FMRI, [(4.0, 5.0)])
    assert trials.data[0, 0] == pytest.approx((np.arange(3, 7) - volumes.mean()) / volumes.std(), abs=1e-5)
    assert trials.mask.all()


def test_faster_volumes_are_averaged_over_each_sample() -> None:
    volumes = np.random.default_rng(1).standard_normal(60)
    fast = only(from_array(volumes, 1.0, modality="fmri", unit="%"), FMRI, [(4.0, 5.0)]).data
    slow = volumes.reshape(-1, 2).mean(1)
    assert fast == pytest.approx(
        only(from_array(slow, 0.5, modality="fmri", unit="%"), FMRI, [(4.0, 5.0)]).data, abs=1e-4
    )


def test_a_long_span_is_the_mean_of_its_windows() -> None:
    recording = from_array(noise(2, 5000), 250.0, ("O1", "O2"))
    whole = only(recording, EEG, [(5.0, 8.4)])
    parts = only(recording, EEG, [(5.0, 5.1), (6.0, 6.1), (7.0, 7.1)])
    assert whole.data.shape == (1, 2, 100)
    assert whole.data[0] == pytest.approx(parts.data.mean(0), abs=1e-5)


def test_a_channel_of_nan_is_masked_and_changes_nothing() -> None:
    data = noise(3, 5000)
    whole = from_array(data, 250.0, ("O1", "O2", "Oz"))
    broken = data.copy()
    broken[1] = np.nan
    lost = replace(whole, source=ArraySource(broken))
    spans = [(3.0, 3.5), (9.0, 9.5)]
    trials, full = only(lost, EEG, spans), only(whole, EEG, spans)
    assert not trials.mask[:, 1].any()
    assert not trials.data[:, 1].any()
    ratio = trials.data[:, [0, 2]] / full.data[:, [0, 2]]  # the shared spread is of the others
    assert ratio == pytest.approx(np.full_like(ratio, ratio.flat[0]), rel=1e-3)


def test_what_lies_past_the_end_is_masked() -> None:
    trials = only(from_array(noise(1, 2500), 250.0, ("Oz",)), EEG, [(9.5, 9.9)])
    assert trials.mask[0, 0].tolist() == [True] * 5 + [False] * 5
    assert not trials.data[0, 0, 50:].any()


def test_magnetometers_and_gradiometers_have_their_own_scale() -> None:
    data = noise(4, 5000) * np.array([[5e-14], [5e-14], [1e-12], [1e-12]])
    recording = from_array(data, 250.0, modality="meg", unit="T")
    mixed = replace(recording, ch_kinds=("mag", "mag", "grad", "grad"), units=("T", "T", "T/m", "T/m"))
    trials = only(mixed, TrialSpec(("mag", "grad"), 100.0, 1.0, 0.1), [(t, t + 0.1) for t in range(2, 18)])
    assert trials.data.std(axis=(0, 2)) == pytest.approx(np.ones(4), abs=0.15)
    assert trials.sensors.kinds.tolist() == [2, 2, 3, 3]


def test_a_signature_is_the_spread_and_for_fields_no_level() -> None:
    data = noise(5, 5000) * np.array([[1.0], [1.0], [2.0], [1.0], [1.0]])
    field = only(from_array(data, 250.0), EEG, [(3.0, 4.0)]).sensors
    assert not field.signature[:, 0].any()  # their mean is rounding
    assert field.signature[2, 1] == pytest.approx(np.log(2), abs=0.1)
    level = np.array([[1.0], [1.0], [3.0], [1.0], [1.0]])
    cells = from_array(0.1 * noise(5, 600) + level, 10.0, modality="calcium", unit="dF/F")
    seen = only(cells, TrialSpec(("cell",), 10.0, 2.0, 0.4), [(3.0, 4.0)]).sensors
    assert seen.signature[2, 0] == pytest.approx(np.log(3), abs=0.1)


def test_trials_end_to_end_do_not_touch_each_other() -> None:
    data = noise(2, 1200)
    flipped = data * np.where((np.arange(1200) // 120) % 2 == 1, -1.0, 1.0)  # every other trial of 1.2 s
    spans = [(0.2 + 1.2 * trial, 0.3 + 1.2 * trial) for trial in range(0, 10, 2)]
    slower = replace(EEG, sfreq=50.0)
    one, other = (
        only(from_array(x, 100.0, ("O1", "O2")), slower, spans, limits=(0.2, 1.0)) for x in (data, flipped)
    )
    assert one.data / one.data.std() == pytest.approx(other.data / other.data.std(), abs=1e-3)
    free = only(from_array(flipped, 100.0, ("O1", "O2")), slower, spans)
    assert np.abs(free.data / free.data.std() - one.data / one.data.std()).max() > 0.01


def test_batches_of_bounded_memory_are_one_batch(monkeypatch: pytest.MonkeyPatch) -> None:
    recording = from_array(noise(2, 5000), 250.0, ("O1", "O2"))
    whole = only(recording, EEG)
    assert len(whole.data) == 20
    monkeypatch.setattr("neuro_llm.recordings.trials.BATCH_SAMPLES", 3 * 2 * 100)
    batches = list(cut(recording, EEG))
    assert [len(batch.data) for batch in batches] == [3] * 6 + [2]
    assert np.array_equal(np.concatenate([batch.data for batch in batches]), whole.data)
    assert np.array_equal(np.concatenate([batch.times for batch in batches]), whole.times)


def test_tiles_leave_out_less_than_half_a_window() -> None:
    spec = replace(EEG, seconds=4.0)
    assert tiles((0.0, 10.0), spec) == [(0.0, 4.0), (4.0, 8.0), (8.0, 10.0)]
    assert tiles((0.0, 9.9), spec) == [(0.0, 4.0), (4.0, 8.0)]
    assert tiles((0.0, 14.0), spec)[-1] == (12.0, 14.0)
    assert tiles((0.0, 0.3), spec) == [(0.0, 0.3)]
    assert tiles((20.0, 30.0), spec) == [(20.0, 24.0), (24.0, 28.0), (28.0, 30.0)]


@pytest.mark.parametrize("n_times", [1, 2, 7, 40])
def test_the_shortest_recordings_are_read(n_times: int) -> None:
    trials = only(from_array(noise(2, n_times), 250.0, ("O1", "O2")), EEG)
    assert trials.data.shape == (1, 2, 100)
    assert np.isfinite(trials.data).all()
    assert trials.mask[0, :, 0].all()


def test_a_recording_of_another_kind_is_refused() -> None:
    with pytest.raises(RecordingError, match="no bold channel for this encoder; it is eeg"):
        only(from_array(sine(100.0), 100.0, ("Oz",)), FMRI)


@pytest.mark.parametrize(
    "span", [(20.0, 21.0), (-1.0, 1.0), (3.0, 3.0), (5.0, 4.0), (float("nan"), 2.0), (1.0, float("inf"))]
)
def test_spans_outside_are_refused(span: tuple[float, float]) -> None:
    with pytest.raises(RecordingError, match="is not inside its 20 s"):
        only(from_array(sine(100.0), 100.0, ("Oz",)), EEG, [(1.0, 2.0), span])


def test_no_spans_at_all_are_refused() -> None:
    with pytest.raises(RecordingError, match="no span was given"):
        only(from_array(sine(100.0), 100.0, ("Oz",)), EEG, [])


def test_an_onset_whose_answer_was_not_recorded_is_refused() -> None:
    recording = from_array(np.arange(30.0), 0.5, modality="fmri", unit="%")
    with pytest.raises(RecordingError, match=r"onset at 58\.5 s is read from 2 s later"):
        only(recording, FMRI, [(4.0, 5.0), (58.5, 59.0)])
    assert only(recording, FMRI, [(57.0, 58.0)]).mask[0, 0].tolist() == [True, False, False, False]


def test_one_volume_per_trial_is_read_whatever_the_offset() -> None:
    betas = np.random.default_rng(0).standard_normal((4, 12))
    recording = from_array(betas, 1.0, modality="fmri", unit="%")
    trials = only(recording, FMRI, [(float(t), t + 1.0) for t in range(12)], limits=(0.0, 1.0))
    for channel in range(4):
        assert np.corrcoef(trials.data[:, channel, 0], betas[channel])[0, 1] == pytest.approx(1, abs=1e-4)
    assert trials.mask[:, :, 0].all()
