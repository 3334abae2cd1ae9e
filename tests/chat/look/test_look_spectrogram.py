"""The spectrogram tab: what happens when, in dB, over the whole recording."""

from __future__ import annotations

import base64
import json
from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from neuro_llm.chat.look.signals import spectrogram
from neuro_llm.chat.look.state import Mark, ViewState
from neuro_llm.recordings.errors import MeasureError
from neuro_llm.recordings.recording import ArraySource, Recording


def grid(packed: dict[str, Any]) -> np.ndarray:
    values = np.frombuffer(base64.b64decode(packed["bdata"]), dtype=packed["dtype"])
    return values.reshape([int(n) for n in packed["shape"].split(",")]) if "shape" in packed else values


@pytest.fixture
def burst(recording: Recording) -> Recording:
    """Noise for 30 s; 20 µV of 12 Hz on O1 and O2 from 18 to 24 s."""
    times = np.arange(6000) / 200.0
    data = np.random.default_rng(1).normal(0, 1e-6, (5, 6000))
    data[:2] += 20e-6 * np.sin(2 * np.pi * 12 * times) * ((times >= 18) & (times < 24))
    return replace(recording, source=ArraySource(data))


def test_a_burst_stands_where_it_is(burst: Recording) -> None:
    state = ViewState(lit_channels=("O1", "O2"), lit_start=18.0, lit_stop=24.0)
    figure = spectrogram.figure(burst, state, (Mark(20.0, 1.0, "burst"), Mark(5.0, 1.0, "no", kept=False)))
    heat = figure["data"][0]
    times, hertz, level = (grid(heat[name]) for name in ("x", "y", "z"))
    assert level.shape == (len(hertz), len(times))
    row, column = np.unravel_index(level.argmax(), level.shape)
    assert hertz[row] == 12.0
    assert 19 <= times[column] <= 23
    assert level[row, column] == pytest.approx(
        10 * np.log10(200 / 0.75), abs=0.1
    )  # 200 µV², Hann: 0.75 Hz wide
    alpha = level[hertz == 12.0][0]
    assert alpha[(times > 19) & (times < 23)].min() > alpha[times < 16].max() + 15
    assert "O1, O2" in figure["note"]
    assert figure["jump"] == "x"
    assert [shape["fillcolor"] for shape in figure["layout"]["shapes"]] == ["@ink", "@lit", "@mark"]
    json.dumps(figure, allow_nan=False)


def test_bad_channels_are_left_out_and_told(burst: Recording) -> None:
    assert "T7" in spectrogram.figure(burst, ViewState())["note"]


def test_a_gap_stays_empty(burst: Recording) -> None:
    data = burst.read()
    data[:, :1000] = np.nan
    level = grid(spectrogram.figure(replace(burst, source=ArraySource(data)), ViewState())["data"][0]["z"])
    assert np.isnan(level[:, 0]).all()
    assert np.isfinite(level[:, -1]).all()


def test_nothing_to_see(burst: Recording) -> None:
    with pytest.raises(MeasureError, match="no signal in any of"):
        spectrogram.figure(replace(burst, source=ArraySource(np.zeros((5, 6000)))), ViewState())


def test_too_short_for_one(burst: Recording) -> None:
    assert spectrogram.fits(burst)
    assert not spectrogram.fits(replace(burst, n_times=1000))
