"""Formats behind MNE: numbers, events, bads, places and warnings come through."""

from __future__ import annotations

from pathlib import Path

import mne
import numpy as np
import pytest

from neuro_llm.recordings.errors import RecordingError
from neuro_llm.recordings.readers import READERS
from neuro_llm.recordings.readers.draft import Options
from neuro_llm.recordings.readers.mne_files import sentences
from neuro_llm.recordings.readers.opening import open_file, reader_of
from neuro_llm.recordings.readers.refusals import missing_package

DATA = np.random.default_rng(0).normal(size=(5, 4000)) * 2e-5


@pytest.mark.parametrize("name", READERS.names())
def test_contract(name: str) -> None:
    """Every reader says which endings it takes and how it opens them."""
    reader = READERS.get(name)
    assert all(ending.startswith(".") for ending in reader.endings)
    assert callable(reader.open)


def _raw() -> mne.io.RawArray:
    info = mne.create_info(
        ["F3", "Cz", "EOG1", "MEG1", "STI 014"], 200.0, ["eeg", "eeg", "eeg", "mag", "stim"]
    )
    data = DATA.copy()
    data[3] = 1e-12
    data[4] = 0
    data[4, [500, 1500, 2500]] = [1, 2, 1]
    raw = mne.io.RawArray(data, info, first_samp=1000, verbose="ERROR")
    raw.set_annotations(mne.Annotations([1.0, 3.5], [0.5, 0.0], ["blink", "BAD_move"]))
    raw.info["bads"] = ["Cz"]
    return raw


def test_fif(tmp_path: Path) -> None:
    _raw().save(tmp_path / "x_raw.fif", verbose="ERROR")
    opened = open_file(tmp_path / "x_raw.fif", Options())
    header = opened.header
    assert header["modality"] == "meg"
    assert header["ch_kinds"] == ["eeg", "eeg", "eog", "mag", "stim"]
    assert header["units"][:4] == ["V", "V", "V", "T"]
    assert header["bads"] == ["Cz"]
    assert header["events"] == [
        [1.0, 0.5, "blink"],
        [2.5, 0.0, "1"],
        [3.5, 0.0, "BAD_move"],
        [7.5, 0.0, "2"],
        [12.5, 0.0, "1"],
    ]
    np.testing.assert_allclose(opened.fetch(10, 700, [1, 0]), DATA[[1, 0], 10:700], rtol=1e-5)


def test_events_beside_fif(tmp_path: Path) -> None:
    raw = _raw()
    raw.pick(["F3", "Cz"]).save(tmp_path / "x_raw.fif", verbose="ERROR")
    mne.write_events(tmp_path / "x-eve.fif", np.array([[1200, 0, 7]]), verbose="ERROR")
    header = open_file(tmp_path / "x_raw.fif", Options()).header
    assert [1.0, 0.0, "7"] in header["events"]
    assert any("x-eve.fif" in change for change in header["changes"])


def test_own_places_win(tmp_path: Path) -> None:
    raw = _raw().pick(["F3", "Cz"])
    place = {"F3": np.array([-0.05, 0.05, 0.07]), "Cz": np.array([0.0, 0.0, 0.11])}
    ears = {"nasion": [0, 0.1, 0], "lpa": [-0.08, 0, 0], "rpa": [0.08, 0, 0]}
    raw.set_montage(mne.channels.make_dig_montage(place, coord_frame="head", **ears))
    raw.save(tmp_path / "x_raw.fif", verbose="ERROR")
    header = open_file(tmp_path / "x_raw.fif", Options()).header
    np.testing.assert_allclose(header["positions"][0], place["F3"], atol=1e-6)


def test_microvolts_saved_as_volts(tmp_path: Path) -> None:
    info = mne.create_info(["F3", "Cz"], 200.0, "eeg")
    mne.io.RawArray(DATA[:2] * 1e6, info, verbose="ERROR").save(tmp_path / "x_raw.fif", verbose="ERROR")
    with pytest.raises(RecordingError) as caught:
        open_file(tmp_path / "x_raw.fif", Options())
    assert "unit='uV'" in caught.value.hint
    opened = open_file(tmp_path / "x_raw.fif", Options(unit="uV"))
    np.testing.assert_allclose(opened.fetch(0, 9, [0]), DATA[[0], :9], rtol=1e-5)


def test_intracranial(tmp_path: Path) -> None:
    info = mne.create_info(["LA1", "LA2", "LA3"], 200.0, "seeg")
    mne.io.RawArray(DATA[:3], info, verbose="ERROR").save(tmp_path / "x_raw.fif", verbose="ERROR")
    header = open_file(tmp_path / "x_raw.fif", Options()).header
    assert header["modality"] == "ieeg"
    assert np.isnan(np.array(header["positions"])).all()


def test_modality_as_given(edf: Path) -> None:
    assert open_file(edf, Options(modality="ieeg")).header["modality"] == "ieeg"


@pytest.mark.parametrize(
    ("name", "start", "words"),
    [
        ("x.edf", b"\x89PNG\r\n", "PNG"),
        ("x.edf", b"<!DOCTYPE html>", "web page"),
        ("x.bdf", b"\x7fELF", "program"),
        ("x.fif", b"%PDF-1.7", "PDF"),
        ("x.edf", b"PK\x03\x04", "zip"),
        ("x.vhdr", b"<?xml version='1.0'?>", "XML"),
        ("x.set", b"GIF89a", "GIF"),
        ("x.edf", b"\xff\xd8\xff\xe0", "JPEG"),
        ("x.edf", b"version https://git-lfs.github.com/spec/v1", "Git LFS"),
        ("x.edf", b"", "empty"),
        ("x.npy", b"\x1f\x8b", "gzip"),
        ("x.nwb", b"\x89HDF", "NWB"),
        ("x-epo.fif", b"\x00\x00\x00", "could not be read"),
        ("x-eve.fif", b"\x00\x00\x00", "events only"),
        ("x.mp3", b"1234", "sound"),
        ("x.vmrk", b"Brain", "marker file"),
        ("x.fdt", b"1234", "EEGLAB"),
        ("participants.tsv", b"participant_id\n", "table about"),
        ("sub-1_task-x_electrodes.tsv", b"name\tx\n", "table about"),
        ("x.xyz", b"1234", "not known"),
        ("x.fif", b"garbage garbage garbage", "could not be read"),
        ("x.set", b"garbage garbage garbage", "could not be read"),
    ],
)
def test_wrong_types(tmp_path: Path, name: str, start: bytes, words: str) -> None:
    (tmp_path / name).write_bytes(start)
    with pytest.raises(RecordingError, match=words) as caught:
        open_file(tmp_path / name, Options())
    assert caught.value.hint
    assert str(tmp_path) not in str(caught.value)


def test_suite2p_and_parts(tmp_path: Path) -> None:
    folder = tmp_path / "suite2p"
    folder.mkdir()
    np.save(folder / "F.npy", DATA)
    with pytest.raises(RecordingError, match="Fneu"):
        open_file(folder / "F.npy", Options())
    (tmp_path / "x.vhdr").write_text("")
    (tmp_path / "x.eeg").write_bytes(b"1234")
    with pytest.raises(RecordingError, match="part of a recording") as caught:
        reader_of(tmp_path / "x.eeg")
    assert "x.vhdr" in caught.value.hint


@pytest.mark.parametrize(
    "package", ["mffpy", "antio", "curryreader", "pymatreader", "pymef", "defusedxml", "h5py"]
)
def test_missing_package_is_named(package: str) -> None:
    error = ImportError(f"For this to work, the module {package} is needed, but it could not be imported.")
    assert missing_package(Path("x.mff"), error).hint == f"Run: pip install {package}"


def test_warnings_without_paths(tmp_path: Path) -> None:
    path = tmp_path / "secret" / "x.vhdr"
    notes = [
        f"{path} is odd",
        f"In {path.parent}: channels omitted.",
        "Invalid patient information sex",
        "Limited 1 annotation",
    ]
    assert sentences(notes, path) == ["MNE: x.vhdr is odd.", "MNE: In …: channels omitted."]
