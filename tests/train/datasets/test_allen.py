"""Allen sessions of both kinds: cells and units on the same 118 scenes."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pytest

from neuro_llm.recordings.errors import ConfigError

FRAMES = [3, -1, 7, 3]


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """One two-photon session (30 Hz, two cells) and one with Neuropixels (two units) of two mice."""
    h5py = pytest.importorskip("h5py")
    root = tmp_path / "allen"
    root.mkdir()
    with h5py.File(root / "501234567.nwb", "w") as file:
        traces = "processing/brain_observatory_pipeline/DfOverF/imaging_plane_1"
        data = np.zeros((2, 900))
        data[:, 300] = [0.5, 0.25]
        file[f"{traces}/data"], file[f"{traces}/timestamps"] = data, 10 + np.arange(900) / 30
        file["stimulus/presentation/natural_scenes_stimulus/data"] = np.array(FRAMES, float)
        spans = [[300, 307], [308, 315], [316, 323], [324, 331]]
        file["stimulus/presentation/natural_scenes_stimulus/frame_duration"] = spans
        stack = np.arange(118, dtype=np.float32)[:, None, None] * np.ones((118, 3, 4), np.float32)
        file["stimulus/templates/natural_scenes_image_stack/data"] = stack
        file["general/specimen_name"] = b"Cux2-1"
    with h5py.File(root / "session_7.nwb", "w") as file:
        file["units/spike_times"] = [100.005, 100.006, 100.255, 100.105]
        file["units/spike_times_index"], file["units/id"] = [3, 4], [11, 12]
        table = file.create_group("intervals/natural_scenes_presentations")
        table["frame"] = np.array(FRAMES, float)
        table["start_time"] = 100 + 0.25 * np.arange(4)
        table["stop_time"] = 100.25 + 0.25 * np.arange(4)
        file["general/subject/subject_id"] = "mouse-2"
    return root


def test_cells_and_units_share_their_scenes(root: Path, converted: Any, at: Any) -> None:
    from PIL import Image

    pairs = converted("Allen", root)
    cells, units = ([pair for pair in pairs.pairs if pair.modality == kind] for kind in ("calcium", "spikes"))
    assert [pair.stimulus for pair in cells] == ["natural_scene_3", "natural_scene_7", "natural_scene_3"]
    assert [pair.stimulus for pair in units] == [pair.stimulus for pair in cells]
    assert (cells[0].subject, units[0].subject) == ("Cux2-1", "mouse-2")
    assert (cells[0].start, cells[0].stop) == pytest.approx((10.0, 308 / 30))
    np.testing.assert_allclose(at(pairs, cells[0]), [0.5, 0.25])
    assert [pair.start for pair in units] == pytest.approx([1.0, 1.5, 1.75])
    np.testing.assert_allclose(at(pairs, units[0]), [2, 0])
    with pairs.open(units[0]) as recording:
        assert recording.ch_names == ("unit 11", "unit 12")
        assert recording.read().sum() == 4
        assert recording.read(1.1, 1.11).tolist() == [[0.0], [1.0]]
        assert recording.unit == "count"
    assert np.asarray(Image.open(pairs.path(str(cells[1].image)))).tolist() == [[7] * 4] * 3
    assert pairs.dataset.trial is None


def test_scenes_may_lie_beside_the_units(root: Path, converted: Any, picture: Any) -> None:
    (root / "501234567.nwb").unlink()
    with pytest.raises(ConfigError, match=r"holds no natural_scene_3\.tiff"):
        converted("Allen", root)
    for scene in (3, 7):
        picture(root / f"natural_scene_templates/natural_scene_{scene}.tiff")
    pairs = converted("Allen", root)
    assert pairs.pairs[0].image == "natural_scene_templates/natural_scene_3.tiff"


def test_sessions_without_scenes_are_no_sessions(tmp_path: Path, converted: Any) -> None:
    h5py = pytest.importorskip("h5py")
    with h5py.File(tmp_path / "other.nwb", "w") as file:
        file["units/id"] = [1]
    with pytest.raises(ConfigError, match=r"no \.nwb in it holds presentations of natural_scenes"):
        converted("Allen", tmp_path)
