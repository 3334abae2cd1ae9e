"""Display filters: what they take away, what they leave where it is, and what a rate does not allow."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from neuro_llm.chat.look.pages.filters import bands, display_filter, notches
from neuro_llm.chat.look.pages.montages import Row
from neuro_llm.chat.look.pages.scales import filtered
from neuro_llm.recordings.arrays import from_array
from neuro_llm.recordings.recording import ArraySource

RATE = 500.0
TIMES = np.arange(20_000) / RATE


def sine(frequency: float) -> np.ndarray:
    return 10e-6 * np.sin(2 * np.pi * frequency * TIMES)


def page(line: np.ndarray, band: str, notch: str, start: float = 15.0, stop: float = 25.0) -> np.ndarray:
    """(time,) µV of one EEG channel as a page shows it."""
    recording = from_array(sine(1.0)[None, : len(line)], RATE, ("O1",), unit="V", modality="eeg")
    recording = replace(recording, source=ArraySource(line[None]))
    shown = filtered(recording, [Row("O1", "O1", "eeg")], start, stop, display_filter(RATE, band, notch))
    found: np.ndarray = 1e6 * shown[0]
    return found


def test_the_notch_takes_the_mains_away_and_nothing_else() -> None:
    left = page(sine(50.0) + sine(10.0), "off", "50 Hz")
    inside = (TIMES >= 15.0) & (TIMES < 25.0)
    assert len(left) == 5000
    assert np.abs(left - 1e6 * sine(10.0)[inside]).max() < 0.2
    assert np.abs(page(sine(60.0), "off", "50 Hz")).max() > 9.5


@pytest.mark.parametrize(
    ("band", "kept", "gone"),
    [
        ("0.5–70 Hz", 10.0, 200.0),
        ("1–30 Hz", 10.0, 100.0),
        ("0.3–35 Hz", 3.0, 0.02),
        ("80–250 Hz", 200.0, 10.0),
    ],
)
def test_a_band_keeps_what_lies_in_it_where_it_is(band: str, kept: float, gone: float) -> None:
    inside = (TIMES >= 15.0) & (TIMES < 25.0)
    assert np.abs(page(sine(kept), band, "off") - 1e6 * sine(kept)[inside]).max() < 1.0
    assert np.abs(page(sine(gone), band, "off")).max() < 1.0


def test_a_page_is_cut_out_of_more_so_that_it_fits_the_next() -> None:
    line = np.cumsum(np.random.default_rng(0).normal(size=20_000)) * 1e-6
    first, second = page(line, "0.5–70 Hz", "50 Hz", 10.0, 20.0), page(line, "0.5–70 Hz", "50 Hz", 12.0, 22.0)
    assert np.abs(first[1000:] - second[:-1000]).max() < 0.1 * np.std(first)


def test_a_gap_stays_a_gap() -> None:
    line = sine(10.0)
    line[9000:9500] = np.nan
    left = page(line, "1–30 Hz", "off")
    assert np.array_equal(np.flatnonzero(np.isnan(left)), np.arange(1500, 2000))
    assert np.abs(left[2500:] - 1e6 * sine(10.0)[10_000:12_500]).max() < 1.0
    assert np.isnan(page(np.full(20_000, np.nan), "1–30 Hz", "off")).all()


@pytest.mark.parametrize("n_times", [1, 2, 5, 30])
def test_short_files_are_filtered_as_far_as_they_go(n_times: int) -> None:
    assert page(sine(10.0)[:n_times], "0.5–70 Hz", "50 Hz", 0.0, 10.0).shape == (n_times,)


def test_what_a_rate_does_not_allow_is_said() -> None:
    slow = display_filter(100.0, "0.5–70 Hz", "50 Hz")
    assert "above 0.5 Hz only: 100 samples per second" in slow.note
    assert "Not filtered: notch 50 Hz" in slow.note
    assert len(display_filter(100.0, "80–250 Hz", "off").sections) == 0
    assert display_filter(100.0, "off", "off").note == ""
    assert "what is measured is not" in display_filter(RATE, "1–30 Hz", "off").note


def test_the_rate_decides_what_is_offered() -> None:
    assert bands(1000.0)[-1] == "80–250 Hz"
    assert bands(100.0) == ["off", "0.5–70 Hz", "0.3–35 Hz", "1–30 Hz", "1–70 Hz"]
    assert bands(0.5) == ["off"]
    assert (notches(100.0), notches(128.0)) == (["off"], ["off", "50 Hz", "60 Hz"])


def test_only_potentials_and_fields_are_filtered() -> None:
    recording = from_array(np.stack([sine(50.0), sine(50.0)]), RATE, ("O1", "x"), unit="V", modality="eeg")
    shown = [Row("O1", "O1", "eeg"), Row("x", "x", "behaviour")]
    left = filtered(recording, shown, 15.0, 25.0, display_filter(RATE, "off", "50 Hz"))
    assert np.abs(left[0]).max() < 0.2e-6
    assert np.abs(left[1]).max() > 9.5e-6
