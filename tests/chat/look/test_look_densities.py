"""Densities of windows: right powers in the right units, gaps left out, long recordings read only in part."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
import pytest

from neuro_llm.chat.look.signals.densities import (
    LONGEST,
    MOST_COLUMNS,
    MOST_VALUES,
    PAGE_WINDOW,
    PAGE_WINDOWS,
    most_channels,
    overview,
    page_density,
)
from neuro_llm.chat.look.signals.fields import has_fields, part_of, shown_fields
from neuro_llm.chat.look.state import ViewState
from neuro_llm.recordings.errors import MeasureError
from neuro_llm.recordings.recording import ArraySource, Recording


class EndlessNoise:
    """A source of any length that counts what is read of it."""

    def __init__(self) -> None:
        self.values = 0

    def read(self, start: int, stop: int, channels: Sequence[int]) -> np.ndarray:
        self.values += (stop - start) * len(channels)
        return np.random.default_rng(start).normal(0, 1e-5, (len(channels), stop - start)).astype(np.float32)

    def close(self) -> None:
        pass


def long_recording(source: EndlessNoise, hours: float, n_channels: int, sfreq: float) -> Recording:
    return Recording(
        name="long.edf", modality="eeg", ch_names=tuple(f"E{i}" for i in range(n_channels)),
        ch_kinds=("eeg",) * n_channels, units=("V",) * n_channels, sfreq=sfreq, native_rates=(sfreq,) * n_channels,
        n_times=int(hours * 3600 * sfreq), positions=np.full((n_channels, 3), np.nan), source=source,
    )  # fmt: skip


def test_a_sine_has_its_power(recording: Recording) -> None:
    """10 µV amplitude: 50 µV², at 5, 10 and 20 Hz."""
    part = part_of(recording, "A spectrum", ("O1", "O2", "Cz"))
    for psd in (page_density(part, 0.0, 10.0), overview(part).psd):
        assert psd.sum(axis=1) * 0.5 == pytest.approx([50.0] * 3, rel=0.01)
        assert 0.5 * psd.argmax(axis=1) == pytest.approx([5.0, 10.0, 20.0])


def test_ten_hours_are_sampled() -> None:
    source = EndlessNoise()
    part = part_of(
        long_recording(source, 10.0, 32, 256.0), "A spectrogram", tuple(f"E{i}" for i in range(32))
    )
    seen = overview(part)
    assert seen.levels.shape[0] == MOST_COLUMNS
    assert not seen.whole
    assert seen.seconds <= LONGEST
    assert 0.9 * MOST_VALUES < source.values <= 1.01 * MOST_VALUES
    assert seen.times[[0, -1]] == pytest.approx([seen.seconds / 2, 36_000 - seen.seconds / 2])
    overview(part)
    assert source.values <= 1.01 * MOST_VALUES, "it was kept"


def test_a_long_page_is_sampled_too() -> None:
    source = EndlessNoise()
    part = part_of(long_recording(source, 10.0, 4, 256.0), "A spectrum", ("E0", "E1"))
    page_density(part, 0.0, 20_000.0)
    assert source.values == PAGE_WINDOWS * PAGE_WINDOW * 256 * 2


def test_fast_recordings_are_sampled_from_fewer_channels() -> None:
    assert most_channels(256.0) == 32
    assert 2 <= most_channels(30_000.0) < most_channels(2000.0) < 32


def test_short_recordings_are_read_whole(recording: Recording) -> None:
    seen = overview(part_of(recording, "A spectrogram", ("O1",)))
    assert seen.whole
    assert len(seen.times) == 57  # windows of 2 s, half a second apart, in 30 s


def test_lost_and_constant_samples_are_no_power(recording: Recording) -> None:
    data = recording.read()
    data[0, :3000] = np.nan
    data[1, :] = 7e-6
    part = part_of(replace(recording, source=ArraySource(data)), "A spectrum", ("O1", "O2", "Cz"))
    seen = overview(part)
    assert seen.psd[0].sum() * 0.5 == pytest.approx(50.0, rel=0.01), "from the whole half"
    assert np.isnan(seen.psd[1]).all()
    assert np.isnan(page_density(part, 0.0, 10.0)[0]).all()


def test_which_channels(recording: Recording) -> None:
    fields = shown_fields(recording, ViewState())
    assert fields.names == ("O1", "O2", "Cz")
    assert fields.note == "Left out, marked bad: T7."
    sparse = fields.sparse(1, ("Cz",))
    assert sparse.names == ("O1", "Cz")
    assert "2 of 3 channels" in sparse.note
    assert shown_fields(replace(recording, native_rates=(200.0, 50.0, 200.0, 200.0, 200.0)), ViewState()).names == (
        "O1", "Cz",
    )  # fmt: skip
    with pytest.raises(MeasureError, match="all 4 EEG are marked bad"):
        shown_fields(replace(recording, bads=("O1", "O2", "Cz", "T7")), ViewState())


def test_what_has_fields(recording: Recording) -> None:
    assert has_fields(recording)
    assert not has_fields(replace(recording, n_times=100))
    assert not has_fields(replace(recording, native_rates=(10.0,) * 5))
    assert not has_fields(replace(recording, ch_kinds=("ecg",) * 5))
