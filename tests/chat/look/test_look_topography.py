"""The topography tab: planted rhythms light up where they were planted; nothing is drawn where no sensor is."""

from __future__ import annotations

import base64
import io
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

import neuro_llm
from neuro_llm.chat.look.signals import topography
from neuro_llm.chat.look.signals.fields import fields_of_kind
from neuro_llm.chat.look.state import ViewState
from neuro_llm.recordings.channels import place_of
from neuro_llm.recordings.errors import MeasureError
from neuro_llm.recordings.recording import ArraySource, Recording

NAMES = (
    "Fp1", "Fp2", "F7", "F3", "Fz", "F4", "F8", "T7", "C3", "Cz",
    "C4", "T8", "P7", "P3", "Pz", "P4", "P8", "O1", "Oz", "O2",
)  # fmt: skip


@pytest.fixture
def head() -> Recording:
    """Twenty electrodes, 20 s: noise, and 20 µV of 10 Hz at O2."""
    times = np.arange(4000) / 200.0
    data = np.random.default_rng(2).normal(0, 1e-6, (20, 4000))
    data[NAMES.index("O2")] += 20e-6 * np.sin(2 * np.pi * 10 * times)
    return Recording(
        name="head.edf", modality="eeg", ch_names=NAMES, ch_kinds=("eeg",) * 20, units=("V",) * 20, sfreq=200.0,
        native_rates=(200.0,) * 20, n_times=4000, positions=np.array([place_of(name) for name in NAMES]),
        source=ArraySource(data), bads=("Fp1",),
    )  # fmt: skip


def maps(recording: Recording, lit: tuple[str, ...] = ()) -> topography.Map:
    return topography.mapped(recording, fields_of_kind(recording, ViewState()), lit, (0.0, 10.0))[0]


def test_planted_alpha_lights_its_place(head: Recording) -> None:
    found = maps(head, ("O2",))
    alpha = found.power[found.bands.index("alpha")]
    x, y = found.flat[alpha.argmax()]
    assert alpha.max() == pytest.approx(200.0, rel=0.02)  # µV²
    assert (x > 0.1, y < -0.7) == (True, True), "right, at the back"
    assert found.lit.argmax() == alpha.argmax()
    assert len(found.flat) == 19, "without the bad one"
    figure = topography.figure(head, ViewState())
    assert "alpha right back" in figure["alt"]
    assert "Fp1" in figure["note"]


def test_the_picture_is_yellow_there(head: Recording) -> None:
    """In the third map, low on the right, the colours end; the front is dark."""
    from matplotlib.image import imread

    figure = topography.figure(head, ViewState())
    pixels = imread(io.BytesIO(base64.b64decode(figure["image"].split(",")[1])))
    height, width = pixels.shape[:2]
    third = pixels[:, width // 2 : 3 * width // 4]
    yellow = (third[..., 0] > 0.9) & (third[..., 1] > 0.8) & (third[..., 2] < 0.3) & (third[..., 3] == 1)
    rows, columns = np.nonzero(yellow[: int(0.72 * height)])  # above the colour bar
    assert rows.mean() > 0.5 * height
    assert columns.mean() > 0.5 * third.shape[1]
    assert pixels[0, 0, 3] == 0, "no ground, for light and dark"


def test_pyplot_is_left_alone(head: Recording) -> None:
    from matplotlib import pyplot

    before = pyplot.get_fignums()
    topography.figure(head, ViewState())
    assert pyplot.get_fignums() == before


def test_places_become_a_head_seen_from_above() -> None:
    places = np.array([place_of(name) for name in NAMES])
    flat = dict(zip(NAMES, topography.flattened(places), strict=True))
    assert np.hypot(*flat["Cz"]) < 0.2
    assert flat["T7"][0] < -0.8 < 0.8 < flat["T8"][0]
    assert flat["Fp1"][1] > 0.8 > -0.8 > flat["Oz"][1]
    few = topography.flattened(places[:8])
    assert few[0] == pytest.approx(flat["Fp1"], abs=0.1), "eight places tell no sphere: the usual head"


def test_gradiometers_of_one_place_are_one(head: Recording) -> None:
    positions = np.repeat(head.positions[:10], 2, axis=0)
    data = np.tile(1e-12 * np.sin(2 * np.pi * 10 * np.arange(4000) / 200.0), (20, 1))
    field = replace(
        head, modality="meg", ch_kinds=("grad",) * 20, units=("T/m",) * 20, positions=positions, bads=(),
        source=ArraySource(data),
    )  # fmt: skip
    found = maps(field)
    assert found.power.shape == (4, 10)
    assert found.power[2] == pytest.approx(100.0, rel=0.02)  # 10 fT/cm: 50 each
    assert found.unit == "fT/cm"


def test_unknown_places_are_told(head: Recording) -> None:
    positions = head.positions.copy()
    positions[1] = np.nan
    assert "Place unknown: Fp2" in topography.figure(replace(head, positions=positions), ViewState())["note"]
    positions[:13] = np.nan
    scattered = replace(head, positions=positions)
    assert not topography.fits(scattered)
    with pytest.raises(MeasureError, match="8 good channels whose places are known; there are 7"):
        topography.figure(scattered, ViewState())


def test_silence_is_an_error(head: Recording) -> None:
    with pytest.raises(MeasureError, match="0 channels have a signal in 0–10 s"):
        topography.figure(replace(head, source=ArraySource(np.zeros((20, 4000)))), ViewState())


@pytest.mark.parametrize("name", ["formats/audvis_sss_raw.fif", "formats/test.sqd"])
def test_real_meg_has_a_map(data_folder: Path, name: str) -> None:
    with neuro_llm.read(data_folder / name) as recording:
        assert topography.fits(recording)
        assert topography.figure(recording, ViewState())["image"].startswith("data:image/png")
