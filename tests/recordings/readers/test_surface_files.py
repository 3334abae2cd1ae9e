"""GIFTI and CIFTI time series: vertices, grayordinates and parcels with known numbers."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pytest

import neuro_llm
from neuro_llm.recordings.errors import RecordingError
from neuro_llm.recordings.readers.draft import Opened, Options
from neuro_llm.recordings.readers.opening import open_file

nibabel = pytest.importorskip("nibabel", reason="surface files are read by nibabel")
cifti2 = pytest.importorskip("nibabel.cifti2", reason="surface files are read by nibabel")
WAVE = np.sin(2 * np.pi * np.arange(40) / 20)
AFFINE = np.array([[-2.0, 0, 0, 90], [0, 2, 0, -126], [0, 0, 2, -72], [0, 0, 0, 1]])


def opened(path: Path, **options: Any) -> Opened:
    return open_file(path, Options(**options))


def samples(found: Opened) -> np.ndarray:
    return found.fetch(0, found.header["n_times"], list(range(len(found.header["ch_names"]))))


def gifti(
    path: Path, arrays: list[np.ndarray], intent: str = "NIFTI_INTENT_TIME_SERIES", **meta: str
) -> Path:
    made = [nibabel.gifti.GiftiDataArray(array.astype(np.float32), intent=intent) for array in arrays]
    nibabel.save(nibabel.GiftiImage(meta=nibabel.gifti.GiftiMetaData(meta), darrays=made), path)
    return path


def run_on_vertices(path: Path, n_vertices: int = 6, **meta: str) -> Path:
    return gifti(path, [np.full(n_vertices, 500 * (1 + 0.01 * value)) for value in WAVE], **meta)


def cifti(path: Path, axis: Any, unit: str = "SECOND", step: float = 0.72) -> Path:
    data = np.tile(1000 * (1 + 0.02 * WAVE)[:, None], (1, len(axis))).astype(np.float32)
    series = cifti2.SeriesAxis(start=0, step=step, size=len(WAVE), unit=unit)
    nibabel.save(nibabel.Cifti2Image(data, header=(series, axis)), path)
    return path


def brain_models() -> Any:
    mask = np.zeros((3, 4, 2), dtype=bool)
    mask[1, 3] = True
    return cifti2.BrainModelAxis.from_surface(
        [0, 2, 5], 6, name="CortexLeft"
    ) + cifti2.BrainModelAxis.from_mask(mask, name="thalamus_left", affine=AFFINE)


@pytest.mark.parametrize("step", ["2", "2000"])
def test_vertices_of_a_hemisphere(tmp_path: Path, step: str) -> None:
    path = run_on_vertices(
        tmp_path / "run_hemi-L_bold.func.gii", AnatomicalStructurePrimary="CortexLeft", TimeStep=step
    )
    found = opened(path)
    assert found.header["sfreq"] == pytest.approx(0.5)
    assert found.header["ch_names"][:2] == ["left v0", "left v1"]
    assert np.all(np.isnan(found.header["positions"]))
    np.testing.assert_allclose(samples(found), np.tile(WAVE, (6, 1)), atol=1e-4)


def test_one_array_of_two_axes(tmp_path: Path) -> None:
    data = np.tile(500 * (1 + 0.01 * WAVE), (6, 1))
    found = opened(gifti(tmp_path / "lh.time.gii", [data], TimeStep="1500"))
    assert found.header["sfreq"] == pytest.approx(1 / 1.5)
    np.testing.assert_allclose(samples(found), np.tile(WAVE, (6, 1)), atol=1e-4)


def test_the_surface_beside_places_the_vertices(tmp_path: Path) -> None:
    points = np.arange(18).reshape(6, 3).astype(np.float32)
    for name, shift in (("lh.inflated.surf.gii", 500), ("lh.pial.surf.gii", 1), ("rh.pial.surf.gii", 9)):
        gifti(tmp_path / name, [points + shift], "NIFTI_INTENT_POINTSET")
    found = opened(run_on_vertices(tmp_path / "lh.func.gii", TimeStep="2"))
    np.testing.assert_allclose(found.header["positions"], (points + 1) * 1e-3, atol=1e-6)
    assert any("lh.pial.surf.gii" in sentence for sentence in found.header["changes"])
    other = opened(run_on_vertices(tmp_path / "lh.other.func.gii", 7, TimeStep="2"))
    assert np.all(np.isnan(other.header["positions"]))


def test_the_repetition_time_of_a_surface_is_asked_for(tmp_path: Path) -> None:
    path = run_on_vertices(tmp_path / "lh.func.gii")
    with pytest.raises(RecordingError, match="no repetition time"):
        opened(path)
    assert opened(path, sfreq=0.5).header["sfreq"] == 0.5


@pytest.mark.parametrize(
    ("intent", "words"),
    [
        ("NIFTI_INTENT_POINTSET", "no time series"),
        ("NIFTI_INTENT_LABEL", "no time series"),
        ("none", "one map"),
    ],
)
def test_surfaces_labels_and_maps_are_refused(tmp_path: Path, intent: str, words: str) -> None:
    with pytest.raises(RecordingError, match=words) as caught:
        opened(gifti(tmp_path / "lh.func.gii", [np.ones(6)], intent))
    assert ".dtseries.nii" in caught.value.hint


def test_grayordinates(tmp_path: Path) -> None:
    points = np.arange(18).reshape(6, 3).astype(np.float32)
    gifti(tmp_path / "sub-1_hemi-L_midthickness.surf.gii", [points], "NIFTI_INTENT_POINTSET")
    found = opened(cifti(tmp_path / "sub-1_bold.dtseries.nii", brain_models()))
    assert found.header["ch_names"] == [
        *("cortex left v0", "cortex left v2", "cortex left v5"),
        *("thalamus left x1 y3 z0", "thalamus left x1 y3 z1"),
    ]
    assert found.header["sfreq"] == pytest.approx(1 / 0.72)
    assert found.header["positions"][1] == pytest.approx([0.006, 0.007, 0.008])
    assert found.header["positions"][3] == pytest.approx([0.088, -0.120, -0.072])
    np.testing.assert_allclose(found.fetch(5, 9, [4, 0]), np.tile(2 * WAVE[5:9], (2, 1)), atol=1e-4)


def test_parcels_by_name(tmp_path: Path) -> None:
    axis = cifti2.ParcelsAxis.from_brain_models(
        [("V1", brain_models()[:3]), ("Pulvinar", brain_models()[3:])]
    )
    found = opened(cifti(tmp_path / "run.ptseries.nii", axis))
    assert found.header["ch_names"] == ["V1", "Pulvinar"]
    assert np.all(np.isnan(found.header["positions"][0]))
    assert found.header["positions"][1] == pytest.approx([0.088, -0.120, -0.071])
    np.testing.assert_allclose(samples(found), np.tile(2 * WAVE, (2, 1)), atol=1e-4)


def test_other_cifti_files_are_refused(tmp_path: Path) -> None:
    scalars = nibabel.Cifti2Image(np.ones((1, 5)), header=(cifti2.ScalarAxis(["map"]), brain_models()))
    nibabel.save(scalars, tmp_path / "a.dscalar.nii")
    with pytest.raises(RecordingError, match="no time series"):
        opened(tmp_path / "a.dscalar.nii")
    (tmp_path / "a.dscalar.nii").rename(tmp_path / "renamed.nii")
    with pytest.raises(RecordingError, match="CIFTI file"):
        opened(tmp_path / "renamed.nii")
    whole = cifti(tmp_path / "run.dtseries.nii", brain_models())
    whole.write_bytes(whole.read_bytes()[:-100])
    with pytest.raises(RecordingError, match="truncated"):
        opened(whole)


def test_damaged_surfaces_are_explained(tmp_path: Path) -> None:
    for name, start in (
        ("lh.func.gii", b"<?xml version='1.0'?><GIFTI"),
        ("a.dtseries.nii", b"garbage" * 100),
    ):
        (tmp_path / name).write_bytes(start)
        with pytest.raises(RecordingError) as caught:
            opened(tmp_path / name)
        assert len(caught.value.hint) > 10


def test_reading_behind_the_jail(tmp_path: Path) -> None:
    with neuro_llm.read(cifti(tmp_path / "run.dtseries.nii", brain_models())) as recording:
        np.testing.assert_allclose(recording.read(), np.tile(2 * WAVE, (5, 1)), atol=1e-4)
    with neuro_llm.read(run_on_vertices(tmp_path / "lh.func.gii", TimeStep="2")) as recording:
        np.testing.assert_allclose(recording.read(), np.tile(WAVE, (6, 1)), atol=1e-4)
