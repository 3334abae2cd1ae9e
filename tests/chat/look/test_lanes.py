"""A page by modality: its length, its channels, its scale; nothing is lost by thinning; what is left out is said."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
import pytest

from neuro_llm.chat.look.pages.choice import chosen
from neuro_llm.chat.look.pages.lanes import Lanes, lanes, longest_page, min_max, page_seconds
from neuro_llm.chat.look.pages.scales import nice_scale
from neuro_llm.chat.look.state import ViewState
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


def labels(page: Lanes) -> list[str]:
    return [lane.label for lane in page.lanes]


def scales(page: Lanes) -> list[str]:
    return [lane.scale for _, lane in page.bars()]


def test_channels_of_a_kind_share_a_round_scale_in_microvolts(recording: Recording) -> None:
    page = lanes(recording, ViewState())
    assert scales(page) == ["20 µV", "2000 µV"]  # 20 µV peak to peak in the EEG, 2 mV in the ECG
    for lane in page.lanes[:3]:
        assert np.abs(lane.position).max() == pytest.approx(0.5, abs=0.03)
        assert np.abs(lane.values).max() == pytest.approx(10.0, abs=0.5)
    assert page.note == ""


def test_gain_makes_a_lane_hold_less(recording: Recording) -> None:
    page = lanes(recording, ViewState(gain=4.0))
    assert scales(page) == ["5 µV", "500 µV"]
    assert np.abs(page.lanes[0].position).max() == pytest.approx(2.0, abs=0.02)


def test_the_scale_stays_from_page_to_page() -> None:
    data = 10e-6 * np.sin(2 * np.pi * 7 * np.arange(12_000) / 200.0)[None] * np.ones((4, 1))
    data[:, 3000:5000] *= 20  # a seizure on the second page, which fills more than its lanes
    grown = from_array(data, 200.0, ("a", "b", "c", "d"), unit="V", modality="eeg")
    first, second = lanes(grown, ViewState()), lanes(grown, ViewState(start=15.0))
    assert scales(first) == scales(second) == ["20 µV"]
    assert np.abs(second.lanes[0].position).max() == 2.5
    assert np.abs(second.lanes[0].values).max() == pytest.approx(200.0, rel=0.01)


def test_other_kinds_and_bad_channels_are_told_apart(recording: Recording) -> None:
    page = lanes(recording, ViewState())
    assert [lane.main for lane in page.lanes] == [True, True, True, True, False]
    assert [lane.bad for lane in page.lanes] == [False, False, False, True, False]
    assert labels(page)[3:] == ["T7 (bad)", "$\\frac{$ <img… (ecg)"]


def test_negative_up_turns_potentials_over(recording: Recording) -> None:
    up, down = (lanes(recording, ViewState(1.0, 1.0, negative_up=turned)) for turned in (True, False))
    for turned, plain in zip(up.lanes, down.lanes, strict=True):
        assert np.allclose(turned.position, -plain.position)
        assert np.array_equal(turned.values, plain.values)
    field = from_array(np.eye(4, 400) * 1e-12, 200.0, unit="T", modality="meg")
    assert lanes(field, ViewState(negative_up=True)).lanes[0].up == 1


def test_a_page_lies_inside_the_recording(recording: Recording) -> None:
    last = lanes(recording, ViewState(start=29.0))
    assert (last.start, last.stop) == (20.0, 30.0)
    whole = lanes(recording, ViewState(seconds=1800.0))
    assert (whole.start, whole.stop) == (0.0, 30.0)
    assert len(whole.times) <= 1502


def test_pages_that_would_take_long_to_read_are_shortened() -> None:
    many = from_array(np.ones((2, 600_000)), 1000.0, unit="V", modality="eeg")
    wide = replace(
        many, ch_names=tuple(f"E{i}" for i in range(64)), ch_kinds=("eeg",) * 64, units=("V",) * 64,
        source=Repeated(many), positions=np.full((64, 3), np.nan),
    )  # fmt: skip
    page = lanes(wide, ViewState(seconds=600.0))
    assert page.stop == longest_page(wide, 64) == 62.5
    assert page.note == "A page of 64 channels holds at most 62.5 s."


class Repeated:
    """As many channels as are asked for, each the first one of a recording."""

    def __init__(self, recording: Recording) -> None:
        self.source = recording.source

    def read(self, start: int, stop: int, channels: Sequence[int]) -> np.ndarray:
        return self.source.read(start, stop, [0] * len(channels))

    def close(self) -> None:
        pass


def test_what_is_no_number_is_a_gap(recording: Recording) -> None:
    data = recording.read().astype(float)
    data[0, 400:600] = np.nan
    data[1] = np.inf
    page = lanes(replace(recording, source=ArraySource(data)), ViewState())
    gap = np.isnan(page.lanes[0].values)
    assert page.times[gap].min() == pytest.approx(2.0, abs=0.02)
    assert page.times[gap].max() == pytest.approx(3.0, abs=0.02)
    assert np.isnan(page.lanes[1].values).all()
    assert scales(page)[0] == "20 µV"


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
    page = lanes(voxels(), ViewState())
    assert len(page.lanes) == 64
    assert all(int(label[1:].split()[0]) % 2 for label in labels(page))
    assert scales(page) == ["5 %"]
    assert page.note == "64 of 1000 voxels are shown, spread evenly over those that vary."


def test_good_cells_are_shown_before_bad_ones() -> None:
    names = tuple(f"ROI {i}" for i in range(100))
    cells = from_array(
        np.random.default_rng(0).normal(size=(100, 600)), 30.0, names, unit="dF/F", modality="calcium"
    )
    page = lanes(replace(cells, bads=names[4:]), ViewState())
    assert labels(page) == list(names[:4])
    assert page.lanes[0].unit == "dF/F"
    assert page.note == "4 of 100 cells are shown, the ones not marked bad."
    assert len(lanes(replace(cells, bads=names), ViewState()).lanes) == 64


def test_spikes_are_ticks_and_behaviour_a_trace() -> None:
    data = np.concatenate([units().read(), np.sin(np.arange(30_000) / 1000.0)[None]])
    beside = replace(
        units(), ch_names=("a", "b", "c", "position"), ch_kinds=("unit",) * 3 + ("behaviour",),
        units=("count",) * 3 + ("px",), source=ArraySource(data),
    )  # fmt: skip
    page = lanes(beside, ViewState(start=10.0))
    ticks = [lane.ticks for lane in page.lanes[:3] if lane.ticks is not None]
    assert [len(seconds) for seconds in ticks] == [10, 10, 10]
    assert ticks[0][0] == pytest.approx(10.5)
    assert page.lanes[3].ticks is None
    assert np.isfinite(page.lanes[3].values).all()
    assert labels(page)[3] == "position"
    assert scales(page) == []
    assert page.note == "Each tick is a spike."


def test_spikes_too_close_to_be_told_apart_are_one_tick() -> None:
    busy = from_array(np.ones((1, 60_000)), 1000.0, ("a",), unit="count", modality="spikes")
    ticks = lanes(busy, ViewState(seconds=60.0)).lanes[0].ticks
    assert ticks is not None
    assert len(ticks) == 1500


def test_counts_in_long_bins_are_traces() -> None:
    page = lanes(units(sfreq=20.0), ViewState())
    assert (page.lanes[0].unit, page.note) == ("spikes", "")
    assert all(np.isfinite(lane.values).all() for lane in page.lanes)


def test_behaviour_keeps_room_beside_many_units() -> None:
    kinds = ("unit",) * 298 + ("behaviour",) * 2
    shown, _ = chosen(replace(units(300), ch_kinds=kinds), ViewState(), 10.0)
    assert [row.channel for row in shown[-2:]] == ["unit 298", "unit 299"]
    assert len(shown) == 64


def test_optodes_of_unknown_unit_have_scales_of_their_own() -> None:
    data = np.random.default_rng(0).normal(size=(3, 900)) * np.array([[1.0], [1e-3], [50.0]])
    optodes = from_array(data, 10.0, ("S1_D1 760", "S1_D2 760", "S1_D3 760"), unit="", modality="fnirs")
    page = lanes(optodes, ViewState())
    assert labels(page) == list(optodes.ch_names)
    assert "scale of its own" in page.note
    heights = [float(np.ptp(lane.position)) for lane in page.lanes]
    assert np.allclose(heights, heights[0], rtol=0.5)
    known = lanes(replace(optodes, units=("M",) * 3, source=ArraySource(data)), ViewState())
    assert (known.lanes[0].unit, known.note) == ("µM", "")
    assert known.lanes[0].shared


def test_sensors_of_another_kind_that_find_no_room_are_named() -> None:
    meg = from_array(np.random.default_rng(0).normal(size=(150, 400)), 200.0, unit="T", modality="meg")
    mixed = replace(meg, ch_kinds=("grad",) * 100 + ("mag",) * 50)
    note = lanes(mixed, ViewState()).note
    assert note == "64 of 100 gradiometers are shown, spread evenly over all. Not shown: 50 magnetometers."


def test_an_overview_is_spread_over_all_and_leaves_triggers_out(recording: Recording) -> None:
    names = tuple(f"E{i}" for i in range(300))
    many = replace(recording, ch_names=names, ch_kinds=("stim", *["eeg"] * 299), units=("V",) * 300, bads=())
    shown, _ = chosen(many, ViewState(), 10.0)
    assert len(shown) == 64
    assert (shown[0].label, shown[-1].label) == ("E1", "E295")


@pytest.mark.parametrize(
    ("spread", "scale"), [(0.3, 0.5), (0.02, 0.02), (18.0, 20.0), (4e6, 5e6), (0.0, 1.0)]
)
def test_scales_are_round_in_every_unit(spread: float, scale: float) -> None:
    line = np.tile([0.0, spread], 50)
    assert nice_scale([line, line]) == pytest.approx(scale)


def test_thinning_keeps_every_peak_and_its_place() -> None:
    data = np.zeros((3, 100_000))
    data[0, 31_415], data[1, 92_653], data[2, 99_999] = 7.0, -3.0, 5.0  # the last sample too
    shown, times = min_max(data, 5.0, 1000.0, points=1500)
    assert shown.shape[1] == len(times) <= 1500
    assert (shown[0].max(), shown[1].min(), shown[2].max()) == (7.0, -3.0, 5.0)
    assert times[shown[0].argmax()] == pytest.approx(5.0 + 31.415, abs=0.07)
    assert np.allclose(np.diff(times), times[1] - times[0])


def test_thinning_keeps_the_order_of_least_and_most() -> None:
    rising, falling = np.arange(30_000.0), -np.arange(30_000.0)
    shown, _ = min_max(np.stack([rising, falling]), 0.0, 100.0, points=1500)
    assert (np.diff(shown[0]) > 0).all()
    assert (np.diff(shown[1]) < 0).all()


def test_few_samples_are_not_thinned() -> None:
    data = np.arange(20.0).reshape(2, 10)
    shown, times = min_max(data, 0.0, 10.0, points=1500)
    assert np.array_equal(shown, data)
    assert times[-1] == pytest.approx(0.9)
