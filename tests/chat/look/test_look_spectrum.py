"""The spectrum tab: peaks where they are, units, bands, mains, what is lit, what is left out."""

from __future__ import annotations

import base64
import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest

import neuro_llm
from neuro_llm.chat.look.signals import spectrum
from neuro_llm.chat.look.state import ViewState
from neuro_llm.recordings.errors import MeasureError
from neuro_llm.recordings.recording import ArraySource, Recording


def numbers(packed: dict[str, Any]) -> np.ndarray:
    return np.frombuffer(base64.b64decode(packed["bdata"]), dtype=packed["dtype"])


def peak(line: dict[str, Any]) -> float:
    return float(numbers(line["x"])[numbers(line["y"]).argmax()])


def test_peaks_units_and_notes(recording: Recording) -> None:
    figure = spectrum.figure(recording, ViewState())
    lines = {line["name"]: line for line in figure["data"]}
    assert {name: peak(lines[name]) for name in ("O1", "O2", "Cz")} == {"O1": 5.0, "O2": 10.0, "Cz": 20.0}
    assert 0.5 * numbers(lines["O2"]["y"]).sum() == pytest.approx(50.0, rel=0.01)
    assert "T7" not in lines
    assert "T7" in figure["note"]
    assert figure["layout"]["yaxis"]["title"]["text"] == "µV²/Hz"
    assert {"delta", "theta", "alpha", "beta", "gamma"} <= {
        a["text"] for a in figure["layout"]["annotations"]
    }
    assert list(lines)[-2:] == ["median of the page", "median of the recording"]
    json.dumps(figure, allow_nan=False)


def test_lit_channels_lie_above_the_others(recording: Recording) -> None:
    figure = spectrum.figure(recording, ViewState(lit_channels=("O1",)))
    assert figure["data"][2]["name"] == "O1"
    assert figure["data"][2]["line"]["color"] == "@lit"


@pytest.mark.parametrize("line", [50.0, 60.0])
def test_the_mains_are_marked(recording: Recording, line: float) -> None:
    times = np.arange(6000) / 200.0
    noise = np.random.default_rng(0).normal(0, 2e-6, (5, 6000))
    data = noise + 5e-6 * np.sin(2 * np.pi * line * times)
    figure = spectrum.figure(replace(recording, source=ArraySource(data)), ViewState())
    assert f"{line:g} Hz mains" in {a["text"] for a in figure["layout"]["annotations"]}
    quiet = spectrum.figure(replace(recording, source=ArraySource(noise)), ViewState())
    assert "No mains line" in quiet["note"]


def test_magnetometers_and_unknown_units(recording: Recording) -> None:
    field = replace(recording, modality="meg", ch_kinds=("mag",) * 4 + ("ecg",), units=("T",) * 5)
    assert spectrum.figure(field, ViewState())["layout"]["yaxis"]["title"]["text"] == "fT²/Hz"
    gradient = replace(field, ch_kinds=("grad",) * 4 + ("ecg",), units=("T/m",) * 5)
    assert spectrum.figure(gradient, ViewState())["layout"]["yaxis"]["title"]["text"] == "(fT/cm)²/Hz"
    unknown = replace(recording, unit_known=False)
    assert spectrum.figure(unknown, ViewState())["layout"]["yaxis"]["title"]["text"] == "(a.u.)²/Hz"


def test_a_name_is_text(recording: Recording) -> None:
    hostile = "<img src=x onerror=alert(1)>$\\frac{$"
    figure = spectrum.figure(replace(recording, ch_names=(hostile, *recording.ch_names[1:])), ViewState())
    assert "<img" not in json.dumps(figure)


def test_no_signal(recording: Recording) -> None:
    empty = replace(recording, source=ArraySource(np.zeros((5, 6000))))
    with pytest.raises(MeasureError, match="no channel has a signal in 0–10 s"):
        spectrum.figure(empty, ViewState())


def test_one_second_is_enough(recording: Recording) -> None:
    figure = spectrum.figure(replace(recording, n_times=200), ViewState())
    assert peak(figure["data"][1]) == 10.0
    assert "Hann windows of 1 s" in figure["note"]


def test_eyes_closed(data_folder: Path) -> None:
    """Alpha of 10 to 11 Hz over the back of the head."""
    with neuro_llm.read(data_folder / "rest" / "S001R02.edf") as rest:
        lines = {line["name"]: line for line in spectrum.figure(rest, ViewState())["data"]}
    hertz, power = numbers(lines["Oz"]["x"]), numbers(lines["Oz"]["y"])
    inside = hertz > 5
    assert 9.5 <= hertz[inside][power[inside].argmax()] <= 11.5
