"""The map of an fMRI run: a planted cluster is where it was planted, whatever the file's axes."""

from __future__ import annotations

import base64
import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest

import neuro_llm
from neuro_llm.chat.look.imaging import glass, slices, voxel_map
from neuro_llm.chat.look.imaging.voxel_grid import grid_of
from neuro_llm.chat.look.state import ViewState
from neuro_llm.recordings.errors import MeasureError
from neuro_llm.recordings.recording import ArraySource, Event, Recording

HOSTILE = "$\\frac{$ <img src=x onerror=alert(1)>"
SHAPE, N = (8, 10, 6), 120
BLOCKS = tuple(Event(20.0 + 40.0 * i, 20.0, "task") for i in range(5))


def unpacked(values: dict[str, Any]) -> np.ndarray:
    array = np.frombuffer(base64.b64decode(values["bdata"]), dtype="<" + values["dtype"])
    return array.reshape([int(n) for n in values["shape"].split(",")]) if "shape" in values else array


def run(
    affine: np.ndarray | None = None, active: tuple[int, int, int] = (1, 7, 4), **changed: Any
) -> Recording:
    """8 × 10 × 6 voxels, 120 volumes of 2 s, noise of 1 %; the 2 × 2 × 1 voxels from `active` on follow the task."""
    affine = np.diag([0.004, 0.004, 0.006, 1.0]) if affine is None else affine
    index = np.stack(np.meshgrid(*map(np.arange, SHAPE), indexing="ij"), axis=-1).reshape(-1, 3)
    data = np.random.default_rng(0).standard_normal((len(index), N)).astype(np.float32)
    here = np.all((index >= active) & (index < np.add(active, (2, 2, 1))), axis=1)
    times = 2.0 * np.arange(N)
    on = sum(((times >= e.onset + 5) & (times < e.onset + 25)).astype(np.float32) for e in BLOCKS)
    data[here] += 3.0 * on
    names = tuple(f"x{x} y{y} z{z}" for x, y, z in index)
    recording = Recording(
        name="run.nii", modality="fmri", ch_names=names, ch_kinds=("bold",) * len(names), units=("%",) * len(names),
        sfreq=0.5, native_rates=(0.5,) * len(names), n_times=N, source=ArraySource(data), events=BLOCKS,
        positions=np.round(index @ affine[:3, :3].T + affine[:3, 3], 7),
    )  # fmt: skip
    return replace(recording, **changed)


def brightest(tile: dict[str, Any]) -> tuple[int, int]:
    """Row and column of the largest value of a slice, from its upper left corner."""
    z = unpacked(tile["z"])
    return divmod(int(np.nanargmax(z)), z.shape[1])


def test_a_planted_cluster_is_the_brightest_at_its_place() -> None:
    figure = slices.figure(run(), ViewState())
    picture, course = figure["parts"]
    sagittal, coronal, horizontal = picture["data"][:3]
    row, column = brightest(horizontal)
    assert column in (1, 2)
    assert 9 - row in (7, 8)  # rows go from the front back
    assert brightest(sagittal)[0] == 5 - 4
    assert brightest(coronal)[0] == 5 - 4
    labels = [note["text"] for note in picture["layout"]["annotations"]]
    assert labels[2] == "z = 24 mm"
    assert "4 of 480 voxels lie beyond" in figure["note"]
    shown = unpacked(course["data"][0]["y"])
    assert np.corrcoef(shown, voxel_of(run(), course["data"][0]["name"]))[0, 1] == pytest.approx(1.0)
    assert course["jump"] == "x"


def voxel_of(recording: Recording, name: str) -> np.ndarray:
    assert name in {"x1 y7 z4", "x2 y7 z4", "x1 y8 z4", "x2 y8 z4"}
    return recording.read(channels=(name,))[0]


@pytest.mark.parametrize("oblique", [0.0, 0.2])
def test_slices_do_not_depend_on_the_axes_of_the_file(oblique: float) -> None:
    """x runs to the left, y and z are swapped, the box is tilted: the picture stays."""
    turn = np.array(
        [[1, 0, 0], [0, np.cos(oblique), -np.sin(oblique)], [0, np.sin(oblique), np.cos(oblique)]]
    )
    affine = np.eye(4)
    affine[:3, :3] = turn @ np.array([[-0.004, 0, 0], [0, 0, 0.004], [0, 0.006, 0]])
    recording = run(affine)
    grid = grid_of(recording, np.arange(480))
    assert grid is not None
    assert grid.shape == (8, 6, 10)
    row = recording.ch_names.index("x1 y7 z4")
    assert grid.index[row].tolist() == [6, 4, 7]
    np.testing.assert_allclose(grid.step, (4, 4, 6), rtol=1e-4)


def test_a_grid_is_found_by_places_where_names_do_not_tell_it() -> None:
    names = tuple(f"voxel {i}" for i in range(480))
    recording = run(ch_names=names)
    grid = grid_of(recording, np.arange(480))
    assert grid is not None
    assert grid.shape == SHAPE
    np.testing.assert_allclose(grid.places[2], (0, 6, 12, 18, 24, 30))
    scattered = run(ch_names=names, positions=np.random.default_rng(1).normal(size=(480, 3)) * 0.03)
    assert grid_of(scattered, np.arange(480)) is None
    seen = slices.figure(scattered, ViewState())["parts"][0]
    assert [note["text"] for note in seen["layout"]["annotations"]] == [
        "from the right",
        "from behind",
        "from above",
    ]


def test_lit_voxels_are_shown_where_they_are() -> None:
    state = ViewState(lit_channels=("x6 y2 z0", "x5 y2 z0"))
    picture, course = slices.figure(run(), state)["parts"]
    assert [line["name"] for line in course["data"]] == ["x6 y2 z0", "x5 y2 z0"]
    assert picture["alt"].endswith("crosshair at 24, 8, 0 mm.")


def test_without_a_task_the_map_is_of_steadiness() -> None:
    quiet = run(events=(Event(0.0, 240.0, "rest"),))
    figure = slices.figure(quiet, ViewState())
    assert "signal to noise" in figure["note"]
    found = voxel_map.voxel_map(quiet)
    assert found.limit is None
    spread = quiet.read()[0].std()
    assert found.values[0] == pytest.approx(100 / spread, rel=1e-5)
    assert figure["parts"][1]["data"][0]["name"] == "mean of 480 voxels"
    np.testing.assert_allclose(found.mean, quiet.read().mean(axis=0), atol=1e-5)


def test_events_that_allow_no_model_are_told() -> None:
    film = slices.figure(run(events=(Event(0.0, 240.0, "film"),)), ViewState())
    assert "its events leave no rest to compare with" in film["note"]
    late = slices.figure(run(events=(Event(500.0, 0.0, "button"),)), ViewState())
    assert "There is no map of the task: the expected response cannot be told from slow drift" in late["note"]


def test_nothing_varies() -> None:
    flat = run(source=ArraySource(np.zeros((480, N))))
    with pytest.raises(MeasureError, match="no voxel varies"):
        slices.figure(flat, ViewState())


def test_places_that_are_not_known() -> None:
    unplaced = run(positions=np.full((480, 3), np.nan))
    picture = slices.figure(unplaced, ViewState())["parts"][0]
    assert picture["layout"]["annotations"][2]["text"] == "z 4"
    assert "which side is left" in picture["note"]


def test_many_voxels_are_thinned_out(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(voxel_map, "MOST_SAMPLES", 100 * N)
    figure = slices.figure(run(), ViewState())
    assert "One voxel in 2 along each axis was read." in figure["note"]
    assert voxel_map.voxel_map(run()).grid.shape == (4, 5, 3)  # type: ignore[union-attr]


def test_a_large_run_stays_small() -> None:
    n, shape = 40, (50, 60, 40)
    index = np.stack(np.meshgrid(*map(np.arange, shape), indexing="ij"), axis=-1).reshape(-1, 3)
    names = tuple(f"x{x} y{y} z{z}" for x, y, z in index)
    data = np.random.default_rng(0).standard_normal((len(index), n)).astype(np.float32)
    recording = run(
        ch_names=names, ch_kinds=("bold",) * len(names), units=("%",) * len(names), n_times=n, positions=index * 3e-3,
        native_rates=(0.5,) * len(names), source=ArraySource(data), events=BLOCKS[:1],
    )  # fmt: skip
    assert len(json.dumps(slices.figure(recording, ViewState()), allow_nan=False)) < 400_000


def test_hostile_labels_are_text() -> None:
    events = tuple(replace(event, label=HOSTILE) for event in BLOCKS)
    sent = json.dumps(slices.figure(run(events=events), ViewState()))
    assert "<img" not in sent
    assert "&lt;img" in sent


def test_the_glass_brain_needs_mni_space(monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("nilearn")
    assert not glass.fits(run())
    assert not glass.fits(run(changes=("The positions are those in the scanner, not in MNI space.",)))
    said = run(changes=("The positions are in MNI space, as the header says.",))
    assert glass.fits(said)
    monkeypatch.setattr(glass, "find_spec", lambda name: None)
    assert not glass.fits(said)


@pytest.mark.parametrize("grid", [True, False])
def test_the_glass_brain_is_a_picture(grid: bool) -> None:
    pytest.importorskip("nilearn")
    recording = run()
    if not grid:
        names = tuple(f"parcel {i}" for i in range(480))
        recording = run(ch_names=names, positions=np.random.default_rng(1).normal(size=(480, 3)) * 0.03)
    figure = glass.figure(recording, ViewState())
    png = base64.b64decode(figure["image"].removeprefix("data:image/png;base64,"))
    assert png.startswith(b"\x89PNG")
    assert len(png) < 300_000


def test_a_real_run(data_folder: Path) -> None:
    with neuro_llm.read(data_folder / "fmri" / "haxby" / "run01_bold.nii.gz") as recording:
        figure = slices.figure(recording, ViewState())
    assert len(figure["parts"][0]["data"]) == 1  # a single horizontal slice
    assert "t-value of the task (8 events together)" in figure["note"]
    assert len(json.dumps(figure, allow_nan=False)) < 50_000
