"""A page by modality: its length, its channels, its scale; nothing is lost by thinning; what is left out is said."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from neuro_llm.chat.look.lanes import lanes, min_max, nice_scale, page_seconds, shown_channels
from neuro_llm.recordings.arrays import from_array
from neuro_llm.recordings.recording import ArraySource, Recording


def voxels(n: int = 1000, n_times: int = 100) -> Recording:
    """Voxels of ± 2 % at 0.5 Hz; every second one is constant."""
    data = np.tile([2.0, -2.0], (n, n_times // 2)) * (np.arange(n) % 2)[:, None]
    names = tuple(f"x{i} y0 z0" for i in range(n))
    return from_array(data, 0.5, names, unit="%", modality="fmri")


def units(n: int = 3, sfreq: float = 1000.0) -> Recording:
    """Units that fire once a second, in the middle of it."""
    counts = np.zeros((n, round(30 * sfreq)))
    counts[:, round(sfreq / 2) :: round(sfreq)] = 1
    return from_array(counts, sfreq, tuple(f"unit {i}" for i in range(n)), unit="count", modality="spikes")


def test_brain_channels_share_a_round_scale_in_microvolts(recording: Recording) -> None:
    page = lanes(recording, 0.0, 10.0)
    assert (page.scale, page.unit) == (20.0, "µV")  # 20 µV peak to peak in most channels
    assert np.abs(page.traces[:3]).max() == pytest.approx(0.5, abs=0.01)
    assert page.note == ""


def test_other_kinds_and_bad_channels_are_faint_and_named(recording: Recording) -> None:
    page = lanes(recording, 0.0, 10.0)
    assert page.faint == (False, False, False, True, True)
    assert page.labels[-1].endswith("(ecg)")


def test_negative_up_turns_the_traces_over(recording: Recording) -> None:
    up = lanes(recording, 1.0, 2.0, negative_up=True)
    assert np.allclose(up.traces, -lanes(recording, 1.0, 2.0).traces)


def test_without_brain_channels_nothing_shares_a_scale(recording: Recording) -> None:
    peripheral = replace(recording, ch_kinds=("ecg",) * 5, modality="peripheral")
    assert lanes(peripheral, 0.0, 5.0).scale == 0.0


def test_what_is_no_number_is_a_gap(recording: Recording) -> None:
    data = recording.read().astype(float)
    data[0, 400:600] = np.nan
    data[1] = np.inf
    page = lanes(replace(recording, source=ArraySource(data)), 0.0, 10.0)
    gap = np.isnan(page.traces[0])
    assert page.times[gap].min() == pytest.approx(2.0, abs=0.02)
    assert page.times[gap].max() == pytest.approx(3.0, abs=0.02)
    assert np.isnan(page.traces[1]).all()
    assert page.scale == 20.0


def test_a_page_is_as_long_as_its_modality_asks(recording: Recording) -> None:
    assert page_seconds(recording) == 10.0
    assert page_seconds(voxels(4, 400)) == 300.0
    assert page_seconds(voxels(4, 200)) == 400.0  # one and a third pages: the whole run
    assert page_seconds(units()) == 10.0
    assert page_seconds(from_array(np.ones((2, 9000)), 30.0, unit="dF/F", modality="calcium")) == 60.0
    assert page_seconds(from_array(np.ones((2, 9000)), 10.0, unit="", modality="fnirs")) == 60.0
    slow = from_array(np.ones((2, 9000)), 1.0, unit="", modality="peripheral")
    assert page_seconds(slow) == 100.0


def test_voxels_that_vary_are_shown_in_percent() -> None:
    page = lanes(voxels(), 0.0, 200.0)
    assert len(page.labels) == 64
    assert all(int(label[1:].split()[0]) % 2 for label in page.labels)
    assert (page.scale, page.unit) == (5.0, "%")
    assert page.note == "64 of 1000 voxels are shown, spread evenly over those that vary."


def test_good_cells_are_shown_before_bad_ones() -> None:
    names = tuple(f"ROI {i}" for i in range(100))
    cells = from_array(
        np.random.default_rng(0).normal(size=(100, 600)), 30.0, names, unit="dF/F", modality="calcium"
    )
    page = lanes(replace(cells, bads=names[4:]), 0.0, 20.0)
    assert page.labels == names[:4]
    assert page.unit == "dF/F"
    assert page.note == "4 of 100 cells are shown, the ones not marked bad."
    assert len(lanes(replace(cells, bads=names), 0.0, 20.0).labels) == 64


def test_spikes_are_ticks_and_behaviour_a_trace() -> None:
    data = np.concatenate([units().read(), np.sin(np.arange(30_000) / 1000.0)[None]])
    beside = replace(
        units(), ch_names=("a", "b", "c", "position"), ch_kinds=("unit",) * 3 + ("behaviour",),
        units=("count",) * 3 + ("px",), source=ArraySource(data),
    )  # fmt: skip
    page = lanes(beside, 10.0, 20.0)
    assert [len(ticks) for ticks in page.ticks] == [10, 10, 10, 0]
    assert page.ticks[0][0] == pytest.approx(10.5)
    assert np.isnan(page.traces[:3]).all()
    assert np.isfinite(page.traces[3]).all()
    assert page.labels[3] == "position"
    assert page.scale == 0.0
    assert page.note == "Each tick is a spike."


def test_counts_in_long_bins_are_traces() -> None:
    page = lanes(units(sfreq=20.0), 0.0, 10.0)
    assert (page.unit, page.note) == ("spikes", "")
    assert np.isfinite(page.traces).all()


def test_behaviour_keeps_room_beside_many_units() -> None:
    many = units(300)
    kinds = ("unit",) * 298 + ("behaviour",) * 2
    assert shown_channels(replace(many, ch_kinds=kinds))[-2:] == ("unit 298", "unit 299")
    assert len(shown_channels(replace(many, ch_kinds=kinds))) == 64


def test_optodes_of_unknown_unit_have_scales_of_their_own() -> None:
    data = np.random.default_rng(0).normal(size=(3, 900)) * np.array([[1.0], [1e-3], [50.0]])
    optodes = from_array(data, 10.0, ("S1_D1 760", "S1_D2 760", "S1_D3 760"), unit="", modality="fnirs")
    page = lanes(optodes, 0.0, 60.0)
    assert page.labels == optodes.ch_names
    assert page.faint == (False,) * 3
    assert "scale of its own" in page.note
    assert np.allclose(np.ptp(page.traces, axis=1), np.ptp(page.traces[0]), rtol=0.5)
    known = lanes(replace(optodes, units=("M",) * 3), 0.0, 60.0)
    assert (known.unit, known.note) == ("µM", "")
    assert known.scale > 0


def test_sensors_of_another_kind_that_find_no_room_are_named() -> None:
    meg = from_array(np.random.default_rng(0).normal(size=(150, 400)), 200.0, unit="T", modality="meg")
    mixed = replace(meg, ch_kinds=("grad",) * 100 + ("mag",) * 50)
    note = lanes(mixed, 0.0, 2.0).note
    assert note == "64 of 100 gradiometers are shown, spread evenly over all. Not shown: 50 magnetometers."


def test_at_most_64_channels_and_no_triggers(recording: Recording) -> None:
    names = tuple(f"E{i}" for i in range(300))
    kinds = ("stim", *["eeg"] * 299)
    many = replace(recording, ch_names=names, ch_kinds=kinds)
    shown = shown_channels(many)
    assert len(shown) == 64
    assert shown[0] == "E1"
    assert shown[-1] == "E295"


@pytest.mark.parametrize(
    ("spread", "scale"), [(0.3, 0.5), (0.02, 0.02), (18.0, 20.0), (4e6, 5e6), (0.0, 1.0)]
)
def test_scales_are_round_in_every_unit(spread: float, scale: float) -> None:
    line = np.tile([0.0, spread], 50)
    assert nice_scale(np.stack([line, line])) == pytest.approx(scale)


def test_thinning_keeps_every_peak() -> None:
    data = np.zeros((2, 100_000))
    data[0, 31_415], data[1, 92_653] = 7.0, -3.0
    shown, times = min_max(data, 5.0, 1000.0, points=1600)
    assert shown.shape[1] == len(times) <= 1700
    assert (shown[0].max(), shown[1].min()) == (7.0, -3.0)
    assert times[shown[0].argmax()] == pytest.approx(5.0 + 31.415, abs=0.07)


def test_few_samples_are_not_thinned() -> None:
    data = np.arange(20.0).reshape(2, 10)
    shown, times = min_max(data, 0.0, 10.0, points=1600)
    assert np.array_equal(shown, data)
    assert times[-1] == pytest.approx(0.9)
