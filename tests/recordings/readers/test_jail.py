"""Recordings that point out of their folder: refused, and the file they point at is never opened."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

import neuro_llm
from neuro_llm.recordings.errors import RecordingError

CANARY = "canary"
VHDR = """Brain Vision Data Exchange Header File Version 1.0
[Common Infos]
DataFile={data}
MarkerFile={marker}
DataFormat=BINARY
DataOrientation=MULTIPLEXED
NumberOfChannels=2
SamplingInterval=5000
[Binary Infos]
BinaryFormat=INT_16
[Channel Infos]
Ch1=F3,,0.5,µV
Ch2=F4,,0.5,µV
"""
VMRK = (
    "Brain Vision Data Exchange Marker File, Version 1.0\n[Common Infos]\nDataFile={data}\n[Marker Infos]\n"
)


@pytest.fixture
def places(tmp_path: Path) -> tuple[Path, Path]:
    """(folder of the recording, a file outside it that must never be opened)."""
    inside = tmp_path / "inside"
    inside.mkdir()
    outside = tmp_path / "outside"
    outside.mkdir()
    canary = outside / f"{CANARY}.eeg"
    canary.write_bytes(np.random.default_rng(0).integers(-200, 200, 4000).astype("<i2").tobytes())
    os.utime(canary, (1, 1))
    return inside, canary


def _brainvision(inside: Path, data: str, marker: str = "x.vmrk") -> Path:
    (inside / "x.vhdr").write_text(VHDR.format(data=data, marker=marker), encoding="utf-8")
    (inside / "x.vmrk").write_text(VMRK.format(data=data))
    return inside / "x.vhdr"


def test_own_files_are_read(places: tuple[Path, Path]) -> None:
    inside, canary = places
    (inside / "x.eeg").write_bytes(canary.read_bytes())
    with neuro_llm.read(_brainvision(inside, "x.eeg")) as recording:
        assert recording.ch_names == ("F3", "F4")
        assert recording.sfreq == 200
        assert recording.n_times == 2000


def _absolute(inside: Path, canary: Path) -> Path:
    return _brainvision(inside, str(canary))


def _up(inside: Path, canary: Path) -> Path:
    return _brainvision(inside, f"../outside/{canary.name}")


def _backslashes(inside: Path, canary: Path) -> Path:
    return _brainvision(inside, f"..\\outside\\{canary.name}")


def _windows_drive(inside: Path, canary: Path) -> Path:
    return _brainvision(inside, "C:\\secret\\x.eeg")


def _marker(inside: Path, canary: Path) -> Path:
    (inside / "x.eeg").write_bytes(bytes(8000))
    return _brainvision(inside, "x.eeg", str(canary))


def _linked_data(inside: Path, canary: Path) -> Path:
    (inside / "x.eeg").symlink_to(canary)
    return _brainvision(inside, "x.eeg")


def _linked_file(inside: Path, canary: Path) -> Path:
    (inside / "x.edf").symlink_to(canary)
    return inside / "x.edf"


def _linked_in_folder(inside: Path, canary: Path) -> Path:
    folder = inside / "x.ds"
    folder.mkdir()
    (folder / "x.meg4").symlink_to(canary)
    return folder


def _eeglab(inside: Path, canary: Path) -> Path:
    scipy_io = pytest.importorskip("scipy.io")
    fdt = canary.with_suffix(".fdt")
    canary.rename(fdt)
    locations = np.array([("F3",), ("F4",)], dtype=[("labels", object)])
    eeg = {
        **{
            "data": str(fdt),
            "datfile": str(fdt),
            "nbchan": 2.0,
            "pnts": 1000.0,
            "trials": 1.0,
            "srate": 200.0,
        },
        **{
            "chanlocs": locations,
            "event": np.zeros((0, 0)),
            "setname": "x",
            "xmin": 0.0,
            "xmax": 4.995,
            "ref": "x",
        },
    }
    scipy_io.savemat(inside / "x.set", {"EEG": eeg}, appendmat=False)
    return inside / "x.set"


def _fif_split(inside: Path, canary: Path) -> Path:
    """The second part of a split FIF is a link to another folder."""
    import mne

    info = mne.create_info(["F3", "F4"], 200.0, "eeg", verbose="ERROR")
    data = np.random.default_rng(0).normal(size=(2, 900_000)) * 1e-5
    mne.io.RawArray(data, info, verbose="ERROR").save(inside / "x_raw.fif", split_size="3MB", verbose="ERROR")
    second = inside / "x_raw-1.fif"
    second.replace(canary)
    second.symlink_to(canary)
    return inside / "x_raw.fif"


def _hdf5(kind: str) -> Callable[[Path, Path], Path]:
    def make(inside: Path, canary: Path) -> Path:
        h5py = pytest.importorskip("h5py")
        with h5py.File(canary, "w") as other:
            other["secret"] = np.arange(100.0)
        path = inside / "x.snirf"
        with h5py.File(path, "w") as file:
            if kind == "link":
                file["nirs"] = h5py.ExternalLink(str(canary), "/secret")
            elif kind == "storage":
                file.create_dataset("nirs/data", (10,), "f4", external=[(str(canary), 0, 40)])
            else:
                layout = h5py.VirtualLayout((100,), "f8")
                layout[:] = h5py.VirtualSource(str(canary), "secret", (100,))
                file.create_virtual_dataset("data", layout)
        return path

    return make


ESCAPES = {
    "vhdr absolute": _absolute,
    "vhdr up": _up,
    "vhdr backslashes": _backslashes,
    "vhdr drive": _windows_drive,
    "vmrk absolute": _marker,
    "vhdr data is a link": _linked_data,
    "file is a link": _linked_file,
    "link in a folder": _linked_in_folder,
    "set names fdt": _eeglab,
    "fif split": _fif_split,
    "hdf5 external link": _hdf5("link"),
    "hdf5 external storage": _hdf5("storage"),
    "hdf5 virtual dataset": _hdf5("virtual"),
}


@pytest.mark.skipif(sys.platform == "win32", reason="symbolic links need rights on Windows")
@pytest.mark.parametrize("name", ESCAPES)
def test_escape(places: tuple[Path, Path], name: str) -> None:
    inside, canary = places
    path = ESCAPES[name](inside, canary)
    with pytest.raises(RecordingError, match="outside the recording's folder") as caught:
        neuro_llm.read(path)
    assert str(canary.parent) not in str(caught.value)
    assert caught.value.hint


def test_annexed_files_are_read(tmp_path: Path, edf_bytes: bytes) -> None:
    """A DataLad dataset keeps its files as links into .git/annex."""
    annex = tmp_path / "dataset" / ".git" / "annex" / "objects" / "ab"
    annex.mkdir(parents=True)
    (annex / "key.edf").write_bytes(edf_bytes)
    folder = tmp_path / "dataset" / "sub-01"
    folder.mkdir()
    (folder / "x.edf").symlink_to(annex / "key.edf")
    with neuro_llm.read(folder / "x.edf") as recording:
        assert recording.duration == 12
