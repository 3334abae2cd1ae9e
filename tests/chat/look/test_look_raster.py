"""Sorted units: ticks at the spikes, bars at the rates."""

from __future__ import annotations

import base64
import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest

import neuro_llm
from neuro_llm.chat.look import raster
from neuro_llm.chat.look.state import ViewState
from neuro_llm.recordings.errors import MeasureError
from neuro_llm.recordings.recording import ArraySource, Recording

HOSTILE = "<b>unit</b> {x}"


def unpacked(values: dict[str, Any]) -> np.ndarray:
    return np.frombuffer(base64.b64decode(values["bdata"]), dtype="<" + values["dtype"])


def sorted_units(
    rates: tuple[float, ...] = (2.0, 10.0, 0.5), seconds: float = 60.0, **changed: Any
) -> Recording:
    """Units that fire as regularly as a clock at these rates (Hz), counted per ms; each begins half a step late."""
    n, times = len(rates), round(1000 * seconds)
    data = np.zeros((n, times), dtype=np.float32)
    for row, rate in enumerate(rates):
        data[row, np.round((np.arange(round(rate * seconds)) + 0.5) * 1000 / rate).astype(int)] = 1
    recording = Recording(
        name="units", modality="spikes", ch_names=tuple(f"unit {i}" for i in range(n)), ch_kinds=("unit",) * n,
        units=("count",) * n, sfreq=1000.0, native_rates=(1000.0,) * n, n_times=times,
        positions=np.full((n, 3), np.nan), source=ArraySource(data),
    )  # fmt: skip
    return replace(recording, **changed)


def test_bars_are_the_rates_the_highest_first() -> None:
    bars = raster.figure(sorted_units(), ViewState())["parts"][2]
    assert bars["data"][0]["text"] == ["unit 1", "unit 0", "unit 2"]
    np.testing.assert_allclose(unpacked(bars["data"][0]["y"]), (10.0, 2.0, 0.5), rtol=1e-6)


def test_ticks_are_at_the_spikes() -> None:
    ticks, over_time, _ = raster.figure(sorted_units(), ViewState())["parts"]
    x, y = unpacked(ticks["data"][0]["x"]), unpacked(ticks["data"][0]["y"])
    np.testing.assert_allclose(x[y == 2], np.arange(30) * 2.0 + 1.0, atol=1e-3)
    assert ticks["layout"]["yaxis"]["ticktext"] == ["unit 0", "unit 1", "unit 2"]
    assert ticks["jump"] == over_time["jump"] == "x"
    assert unpacked(over_time["data"][0]["y"]).mean() == pytest.approx(12.5)


def test_units_that_fire_much_are_shown_for_the_page() -> None:
    busy = sorted_units((50.0, 20.0), 120.0)
    ticks, over_time, _ = raster.figure(busy, ViewState(start=30.0, seconds=5.0))["parts"]
    assert ticks["layout"]["xaxis"]["range"] == [30.0, 35.0]
    assert len(unpacked(ticks["data"][0]["x"])) == 5 * 70
    assert over_time["layout"]["xaxis"]["range"] == [0.0, 120.0]


def test_too_many_spikes_are_thinned_and_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(raster, "MOST_SPIKES", 400)
    ticks, _, bars = raster.figure(sorted_units(), ViewState())["parts"]
    assert ticks["note"] == (
        "Of each unit one spike in 2 is drawn (750 in all); the rates count every spike."
    )
    assert np.bincount(unpacked(ticks["data"][0]["y"])).tolist() == [60, 300, 15]
    assert unpacked(bars["data"][0]["y"])[0] == pytest.approx(10.0)


def test_lit_units_have_their_own_colour() -> None:
    ticks, _, bars = raster.figure(sorted_units(), ViewState(lit_channels=("unit 2",)))["parts"]
    assert [trace["marker"]["color"] for trace in ticks["data"]] == ["@ink", "@lit"]
    assert set(unpacked(ticks["data"][1]["y"])) == {2}
    assert bars["data"][0]["marker"]["color"] == ["@a", "@a", "@lit"]


def test_a_long_recording_is_read_around_the_page(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(raster, "MOST_COUNTS", 3 * 20_000)
    figure = raster.figure(sorted_units(), ViewState(start=30.0, seconds=10.0))
    assert "This is 25–45 s, around the page, of 60 s" in figure["note"]
    np.testing.assert_allclose(unpacked(figure["parts"][2]["data"][0]["y"]), (10.0, 2.0, 0.5), rtol=1e-6)


def test_many_units_stay_small() -> None:
    figure = raster.figure(sorted_units((20.0,) * 600, 20.0), ViewState(lit_channels=("unit 599",)))
    assert "500 of 600 units are shown" in figure["note"]
    assert len(json.dumps(figure, allow_nan=False)) < 400_000


def test_signals_that_are_no_counts() -> None:
    with pytest.raises(MeasureError, match="spike raster cannot be measured"):
        raster.figure(sorted_units(units=("V",) * 3), ViewState())


def test_hostile_names_are_text() -> None:
    sent = json.dumps(raster.figure(sorted_units(ch_names=(HOSTILE, "b", "c")), ViewState()))
    assert "<b>" not in sent
    assert "&lt;b&gt;unit" in sent


def test_real_units(data_folder: Path) -> None:
    pytest.importorskip("pynwb")
    with neuro_llm.read(data_folder / "spikes" / "A8604-211122.nwb") as recording:
        bars = raster.figure(recording, ViewState())["parts"][2]["data"][0]
    assert bars["text"] == ["unit 6", "unit 206", "unit 191"]
    np.testing.assert_allclose(unpacked(bars["y"]), np.array([11020, 5644, 4690]) / 1087.529, rtol=1e-3)
