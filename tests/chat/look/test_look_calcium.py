"""Imaged cells: a transient is at its time and cell, the field of view shows who is active."""

from __future__ import annotations

import base64
import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest

import neuro_llm
from neuro_llm.chat.look.imaging import calcium
from neuro_llm.chat.look.state import ViewState
from neuro_llm.recordings.evidence.measure import measure
from neuro_llm.recordings.recording import ArraySource, Recording

HOSTILE = "<b>cell</b> $x$"
SFREQ, N = 20.0, 6000


def unpacked(values: dict[str, Any]) -> np.ndarray:
    array = np.frombuffer(base64.b64decode(values["bdata"]), dtype="<" + values["dtype"])
    return array.reshape([int(n) for n in values["shape"].split(",")]) if "shape" in values else array


def imaged(n_cells: int = 12, **changed: Any) -> Recording:
    """300 s of noise (SD 0.05 ΔF/F); cell 3 has one transient of 2 ΔF/F at 120 s, cell 5 ten of 1 from 10 s on."""
    data = 0.05 * np.random.default_rng(0).standard_normal((n_cells, N)).astype(np.float32)
    decay = np.exp(-np.arange(60) / 20.0).astype(np.float32)
    data[3, 2400:2460] += 2.0 * decay
    for at in range(10):
        first = round((10 + 25 * at) * SFREQ)
        data[5, first : first + 60] += decay
    recording = Recording(
        name="plane", modality="calcium", ch_names=tuple(f"cell {i}" for i in range(n_cells)),
        ch_kinds=("cell",) * n_cells, units=("dF/F",) * n_cells, sfreq=SFREQ, native_rates=(SFREQ,) * n_cells,
        n_times=N, positions=np.stack([np.arange(n_cells) * 1e-5, np.zeros(n_cells), np.zeros(n_cells)], axis=1),
        source=ArraySource(data),
    )  # fmt: skip
    return replace(recording, **changed)


def test_a_transient_is_at_its_time() -> None:
    heatmap, _ = calcium.figure(imaged(), ViewState())["parts"]
    picture = heatmap["data"][0]
    z = unpacked(picture["z"])
    row = picture["y"].index("cell 3")
    column = int(z[row].argmax())
    assert picture["x0"] + column * picture["dx"] == pytest.approx(120.3, abs=0.4)
    assert z[row, column] == pytest.approx(205, abs=15)  # % of F0
    assert heatmap["jump"] == "x"


def test_the_most_active_cell_stands_on_top_and_shines_in_the_field() -> None:
    heatmap, field = calcium.figure(imaged(), ViewState())["parts"]
    assert heatmap["data"][0]["y"][:2] == ["cell 5", "cell 3"]
    dots = field["data"][0]
    assert int(unpacked(dots["marker"]["color"]).argmax()) == dots["text"].index("cell 5")
    assert unpacked(dots["x"])[5] == pytest.approx(50.0)  # µm


def test_rates_are_those_of_the_evidence() -> None:
    dots = calcium.figure(imaged(), ViewState())["parts"][1]["data"][0]
    rates = unpacked(dots["marker"]["color"])
    assert rates[5] == pytest.approx(2.0)  # ten in five minutes
    assert rates.mean() == pytest.approx(float(measure(imaged(), "transient rate").value))  # type: ignore[arg-type]


def test_lit_cells_are_ringed_and_on_top() -> None:
    heatmap, field = calcium.figure(imaged(), ViewState(lit_channels=("cell 9",)))["parts"]
    assert heatmap["data"][0]["y"][0] == "● cell 9"
    ring = field["data"][1]
    assert ring["marker"]["color"] == "@lit"
    assert unpacked(ring["x"]).tolist() == pytest.approx([90.0])


def test_without_places_there_is_no_field() -> None:
    figure = calcium.figure(imaged(positions=np.full((12, 3), np.nan)), ViewState())
    assert len(figure["parts"]) == 1
    assert "does not say where the cells lie" in figure["note"]


def test_cells_that_the_file_rejects_are_left_out() -> None:
    figure = calcium.figure(imaged(bads=("cell 5",)), ViewState())
    assert "cell 5" not in figure["parts"][0]["data"][0]["y"]
    assert "1 of 12 that the file marks as no cells are left out." in figure["note"]


def test_a_recording_too_short_for_transients_is_still_shown() -> None:
    short = imaged(n_times=40, source=ArraySource(np.random.default_rng(0).random((12, 40))))
    assert "at least 50 frames" in calcium.figure(short, ViewState())["note"]


def test_an_unknown_unit_counts_in_noise() -> None:
    figure = calcium.figure(imaged(units=("",) * 12), ViewState())
    picture = figure["parts"][0]["data"][0]
    assert picture["colorbar"]["title"]["text"] == "SD of noise"
    assert unpacked(picture["z"])[1].max() == pytest.approx(2.05 / 0.05, rel=0.15)


def test_hostile_names_are_text_and_keep_their_rows() -> None:
    names = tuple(f"{HOSTILE} with a very long name {i}" for i in range(12))
    figure = calcium.figure(imaged(ch_names=names), ViewState())
    labels = figure["parts"][0]["data"][0]["y"]
    assert len(set(labels)) == 12
    assert "<b>" not in json.dumps(figure)


def test_a_large_recording_stays_small() -> None:
    class Noise:
        def read(self, start: int, stop: int, channels: list[int]) -> np.ndarray:
            assert (stop - start) * len(channels) <= calcium.MOST_SAMPLES * 1.01
            row = np.random.default_rng(0).standard_normal(stop - start).astype(np.float32)
            return np.tile(row, (len(channels), 1))

        def close(self) -> None:
            pass

    n, frames = 3000, 200_000
    recording = imaged(
        ch_names=tuple(f"c{i}" for i in range(n)), ch_kinds=("cell",) * n, units=("dF/F",) * n, n_times=frames,
        native_rates=(SFREQ,) * n, positions=np.random.default_rng(0).random((n, 3)) * 5e-4, source=Noise(),
    )  # fmt: skip
    figure = calcium.figure(recording, ViewState(start=5000.0))
    assert "200 of 3000 cells were read" in figure["note"]
    assert "around the page, of 10000 s" in figure["note"]
    assert len(json.dumps(figure, allow_nan=False)) < 400_000


def test_real_cells(data_folder: Path) -> None:
    with neuro_llm.read(data_folder / "calcium" / "suite2p", sfreq=30.0) as recording:
        figure = calcium.figure(recording, ViewState())
    assert len(figure["parts"][0]["data"][0]["y"]) == 4
    assert "106 of 110" in figure["note"]
