"""Coil normals of MEG sensors, turned into the head frame."""

from __future__ import annotations

from pathlib import Path

import mne
import numpy as np
import pytest

from neuro_llm.recordings.arrays import from_array
from neuro_llm.recordings.readers.draft import Options
from neuro_llm.recordings.readers.opening import open_file
from neuro_llm.recordings.readers.sensor_places import orientations_of, places_of


def _info(turn: np.ndarray) -> mne.Info:
    """One magnetometer 10 cm above the device's centre, its normal upwards; one EEG electrode."""
    info = mne.create_info(["MEG1", "Cz"], 200.0, ["mag", "eeg"])
    info["chs"][0]["loc"] = np.array([0, 0, 0.1, 1, 0, 0, 0, 1, 0, 0, 0, 1.0])
    info["chs"][1]["loc"][:3] = [0, 0, 0.09]
    trans = np.eye(4)
    trans[:3, :3] = turn
    trans[:3, 3] = [0, 0, 0.04]
    with info._unlock():
        info["dev_head_t"] = mne.transforms.Transform("meg", "head", trans)
    return info


def test_device_is_turned_into_head() -> None:
    nod = mne.transforms.rotation(x=np.pi / 2)[:3, :3]  # up becomes backwards
    info = _info(nod)
    np.testing.assert_allclose(orientations_of(info, ["mag", "eeg"])[0], [0, -1, 0], atol=1e-9)
    np.testing.assert_allclose(places_of(info), [[0, -0.1, 0.04], [0, 0, 0.09]], atol=1e-9)
    assert np.isnan(orientations_of(info, ["mag", "eeg"])[1]).all()


def test_none_without_coils() -> None:
    info = mne.create_info(["MEG1", "Cz"], 200.0, ["mag", "eeg"])  # no places at all
    assert orientations_of(info, ["mag", "eeg"]) is None
    assert from_array(np.zeros((1, 10)), 100.0, unit="T", modality="meg").orientations is None


@pytest.mark.parametrize(
    ("name", "coils"), [("audvis_sss_raw.fif", 306), ("somMDYO-18av.ds", 180), ("test.sqd", 157)]
)
def test_real_helmets_point_outwards(data_folder: Path, name: str, coils: int) -> None:
    path = data_folder / "formats" / name
    header = open_file(path, Options()).header
    assert header["modality"] == "meg"
    kinds, normals = np.array(header["ch_kinds"]), np.array(header["orientations"])
    assert np.isfinite(normals).all(axis=1).sum() == coils
    np.testing.assert_allclose(np.linalg.norm(normals[np.isfinite(normals[:, 0])], axis=1), 1, atol=1e-5)
    assert np.isnan(normals[np.isin(kinds, ("eeg", "stim", "eog", "misc"))]).all()
    places = np.array(header["positions"])
    helmet = np.isin(kinds, ("mag", "grad")) & np.isfinite(normals[:, 0])
    outwards = places[helmet] - places[helmet].mean(axis=0)
    cosines = np.sum(outwards * normals[helmet], axis=1) / np.linalg.norm(outwards, axis=1)
    assert np.mean(cosines > 0) > 0.95
