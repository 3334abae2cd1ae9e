"""Pictures: nothing is lost by thinning, units are right, no text can break them."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from neuro_llm.chat import pictures
from neuro_llm.recordings.recording import ArraySource, Recording


def test_a_page_is_a_png(recording: Recording) -> None:
    png = pictures.trace_page(recording, 0.0)
    assert png.startswith(b"\x89PNG")
    assert len(png) < 1_000_000


def test_brain_channels_share_a_round_scale_in_microvolts(recording: Recording) -> None:
    page = pictures.lanes(recording, 0.0, 10.0)
    assert (page.scale, page.unit) == (20.0, "µV")  # 20 µV peak to peak in most channels
    assert np.abs(page.traces[:3]).max() == pytest.approx(0.5, abs=0.01)


def test_other_kinds_and_bad_channels_are_faint_and_named(recording: Recording) -> None:
    page = pictures.lanes(recording, 0.0, 10.0)
    assert page.faint == (False, False, False, True, True)
    assert page.labels[-1].endswith("(ecg)")


def test_negative_up_turns_the_traces_over(recording: Recording) -> None:
    up = pictures.lanes(recording, 1.0, 2.0, negative_up=True)
    assert np.allclose(up.traces, -pictures.lanes(recording, 1.0, 2.0).traces)


def test_thinning_keeps_every_peak() -> None:
    data = np.zeros((2, 100_000))
    data[0, 31_415], data[1, 92_653] = 7.0, -3.0
    shown, times = pictures.min_max(data, 5.0, 1000.0, points=1600)
    assert shown.shape[1] == len(times) <= 1700
    assert (shown[0].max(), shown[1].min()) == (7.0, -3.0)
    assert times[shown[0].argmax()] == pytest.approx(5.0 + 31.415, abs=0.07)


def test_few_samples_are_not_thinned() -> None:
    data = np.arange(20.0).reshape(2, 10)
    shown, times = pictures.min_max(data, 0.0, 10.0, points=1600)
    assert np.array_equal(shown, data)
    assert times[-1] == pytest.approx(0.9)


@pytest.mark.parametrize("spoiled", [np.nan, np.inf, 0.0])
def test_spoiled_samples_are_drawn_around(recording: Recording, spoiled: float) -> None:
    data = recording.read().astype(float)
    data[:, 100:200] = spoiled
    data[1] = spoiled
    assert pictures.trace_page(replace(recording, source=ArraySource(data)), 0.0)


def test_one_sample_and_no_brain_channel(recording: Recording) -> None:
    short = replace(recording, n_times=1, source=ArraySource(recording.read()[:, :1]), events=())
    assert pictures.trace_page(short, 0.0)
    peripheral = replace(recording, ch_kinds=("ecg",) * 5, modality="peripheral")
    assert pictures.lanes(peripheral, 0.0, 5.0).scale == 0.0
    assert pictures.trace_page(peripheral, 0.0)


def test_at_most_64_channels_and_no_triggers(recording: Recording) -> None:
    names = tuple(f"E{i}" for i in range(300))
    kinds = ("stim", *["eeg"] * 299)
    many = replace(recording, ch_names=names, ch_kinds=kinds)
    shown = pictures.shown_channels(many)
    assert len(shown) == 64
    assert shown[0] == "E1"
