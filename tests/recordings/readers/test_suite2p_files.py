"""suite2p folders: dF/F with known numbers, what is a cell, where it lies; and pickles that may run nothing."""

from __future__ import annotations

import datetime
import os
import pickle
from pathlib import Path
from typing import Any

import numpy as np
import pytest

import neuro_llm
from neuro_llm.recordings.errors import RecordingError
from neuro_llm.recordings.readers.draft import Options
from neuro_llm.recordings.readers.opening import open_file, reader_of, taken
from neuro_llm.recordings.readers.plain_pickle import load_objects

FRAMES = 1000
RATE = Options(sfreq=30.0)


def _objects(path: Path, value: Any) -> None:
    np.save(path, np.array(value, dtype=object) if isinstance(value, dict) else value, allow_pickle=True)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Three ROIs: rest 100 with a transient of +50, the same under neuropil that jumps by 10, and one below zero."""
    plane = tmp_path / "suite2p" / "plane0"
    plane.mkdir(parents=True)
    light = np.full((3, FRAMES), 100.0, dtype=np.float32)
    light[:, 500:520] += 50
    around = np.full((3, FRAMES), 40.0, dtype=np.float32)
    around[1, 700:800] += 10
    light[1, 700:800] += 7
    light[2] -= 200
    np.save(plane / "F.npy", light)
    np.save(plane / "Fneu.npy", around)
    np.save(plane / "iscell.npy", np.array([[1, 0.9], [0, 0.2], [1, 0.8]]))
    stat = np.empty(3, dtype=object)
    for i in range(3):
        stat[i] = {"med": (20 * i, np.int64(10)), "ypix": np.arange(4), "lam": np.ones(4, np.float32)}
    _objects(plane / "stat.npy", stat)
    made = datetime.datetime(2020, 1, 1)
    _objects(
        plane / "ops.npy", {"fs": np.float64(12.5), "date_proc": made, "meanImg": np.ones((8, 8), order="F")}
    )
    return tmp_path / "suite2p"


def test_known_numbers(folder: Path) -> None:
    opened = open_file(folder, Options())
    header = opened.header
    assert (header["modality"], header["sfreq"], header["n_times"]) == ("calcium", 12.5, FRAMES)
    assert header["ch_names"] == ["ROI 0", "ROI 1", "ROI 2"]
    assert set(header["ch_kinds"]) == {"cell"}
    assert set(header["units"]) == {"dF/F"}
    assert header["bads"] == ["ROI 1", "ROI 2"]  # no cell; no positive F0
    np.testing.assert_allclose(opened.fetch(499, 502, [0])[0], [0, 0.5, 0.5])
    np.testing.assert_allclose(opened.fetch(690, 710, [1])[0], 0, atol=1e-6)  # its jump was the neuropil's
    assert np.isfinite(opened.fetch(0, FRAMES, [2])).all()
    np.testing.assert_allclose(header["positions"][1], [1e-5, 2e-5, 0])
    told = " ".join(header["changes"])
    assert "1 µm per pixel" in told
    assert "1 of 3 ROIs are no cells" in told
    assert "1 cells have no positive resting" in told


def test_every_way_in(folder: Path) -> None:
    for path in (folder.parent, folder, folder / "plane0", folder / "plane0" / "F.npy"):
        assert path.is_file() or taken(path)
        with neuro_llm.read(path) as recording:
            assert recording.read(40, 40.08, ["ROI 0"])[0] == pytest.approx(0.5)
    with pytest.raises(RecordingError, match="one part of a suite2p folder"):
        open_file(folder / "plane0" / "Fneu.npy", Options())


def test_several_planes(folder: Path) -> None:
    (folder / "plane0").rename(folder / "combined")
    assert open_file(folder, Options()).header["sfreq"] == 12.5
    (folder / "combined").rename(folder / "plane1")
    (folder / "plane0").mkdir()
    np.save(folder / "plane0" / "F.npy", np.ones((2, 9)))
    with pytest.raises(RecordingError, match="several planes: plane0, plane1"):
        open_file(folder, Options())


def test_frame_rate_is_asked_for(folder: Path) -> None:
    (folder / "plane0" / "ops.npy").unlink()
    with pytest.raises(RecordingError, match="frame rate is not in these files") as caught:
        open_file(folder, Options())
    assert "sfreq=30" in caught.value.hint
    assert open_file(folder, RATE).header["sfreq"] == 30
    assert any("30 Hz is the given one" in change for change in open_file(folder, RATE).header["changes"])


def test_a_rate_that_contradicts_the_file(folder: Path) -> None:
    with pytest.raises(RecordingError, match=r"the file says 12\.5 Hz"):
        open_file(folder, RATE)


def test_damage(folder: Path) -> None:
    plane = folder / "plane0"
    around = np.load(plane / "Fneu.npy")
    np.save(plane / "Fneu.npy", around[:, :-1])
    with pytest.raises(RecordingError, match=r"\(3, 1000\), but Fneu.npy is \(3, 999\)"):
        open_file(folder, Options())
    np.save(plane / "Fneu.npy", around)
    whole = (plane / "F.npy").read_bytes()
    (plane / "F.npy").write_bytes(whole[:-400])
    with pytest.raises(RecordingError, match="cut short"):
        open_file(folder, Options())
    (plane / "F.npy").write_bytes(whole)
    np.save(plane / "iscell.npy", np.ones((4, 2)))
    with pytest.raises(RecordingError, match="4 rows for 3 ROIs"):
        open_file(folder, Options())
    (plane / "Fneu.npy").unlink()
    with pytest.raises(RecordingError, match=r"Fneu\.npy.*is missing"):
        open_file(folder, Options())


def test_nan(folder: Path) -> None:
    plane = folder / "plane0"
    light = np.load(plane / "F.npy")
    light[0, 3] = np.nan
    np.save(plane / "F.npy", light)
    header = open_file(folder, Options()).header
    assert "ROI 0" in header["bads"]
    assert any("1 cells hold NaN" in change for change in header["changes"])
    np.save(plane / "F.npy", np.full_like(light, np.nan))
    with pytest.raises(RecordingError, match="all ROIs hold NaN"):
        open_file(folder, Options())


def test_long_recordings_are_sampled(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Opening reads forty stretches of 500 frames, a window only itself."""
    for name in ("F.npy", "Fneu.npy"):
        data = np.lib.format.open_memmap(tmp_path / name, mode="w+", dtype=np.float32, shape=(4, 200_000))
        data[:] = 100.0 if name == "F.npy" else 0.0
        data.flush()
    read: list[int] = []
    real = np.memmap.__getitem__

    def counting(self: np.memmap, index: Any) -> Any:
        found = real(self, index)
        read.append(np.size(found))
        return found

    monkeypatch.setattr(np.memmap, "__getitem__", counting)
    opened = open_file(tmp_path / "F.npy", RATE)
    assert sum(read) == 3 * 4 * 20_000  # neuropil for its median, then both
    read.clear()
    assert np.all(opened.fetch(150_000, 150_030, [2]) == 0)
    assert sum(read) == 2 * 30


class _Malice:
    """Makes a folder when it is unpickled."""

    def __init__(self, canary: Path) -> None:
        self.canary = canary

    def __reduce__(self) -> tuple[Any, ...]:
        return os.mkdir, (str(self.canary),)


@pytest.mark.parametrize("where", ["ops.npy", "stat.npy"])
def test_malice_is_refused_and_not_executed(folder: Path, tmp_path: Path, where: str) -> None:
    canary = tmp_path / "canary"
    path = folder / "plane0" / where
    _objects(path, {"fs": 10.0, "x": _Malice(canary)})
    with pytest.raises(RecordingError, match=r"posix\.mkdir|nt\.mkdir"):
        load_objects(path)
    if where == "ops.npy":
        with pytest.raises(RecordingError, match="more than plain data"):
            open_file(folder, Options())
    else:
        changes = open_file(folder, Options()).header["changes"]
        assert any("could not be read from stat.npy" in change for change in changes)
    assert not canary.exists()


@pytest.mark.parametrize(
    "code",
    [b"cbuiltins\neval\n.", b"cnumpy\nload\n.", b"cnumpy.f2py\ncrackfortran\n.", b"cos\nsystem\n.", b"P1\n."],
)
def test_every_other_name_is_refused(tmp_path: Path, code: bytes) -> None:
    path = tmp_path / "ops.npy"
    _objects(path, {"a": 1})
    raw = path.read_bytes()
    path.write_bytes(raw[: raw.index(b"\n") + 1] + code)
    with pytest.raises(RecordingError, match="more than plain data"):
        load_objects(path)


def test_forged_type_flags_make_no_pointers(tmp_path: Path) -> None:
    """An object array made of bytes would be read as addresses."""

    class Forged:
        def __reduce__(self) -> tuple[Any, ...]:
            return (
                np.empty(0).__reduce__()[0],
                (np.ndarray, (0,), b"b"),
                (1, (1,), np.dtype("O"), False, b"\x41" * 8),
            )

    path = tmp_path / "ops.npy"
    _objects(path, {"a": Forged()})
    with pytest.raises(RecordingError, match="more than plain data"):
        load_objects(path)


@pytest.mark.parametrize("protocol", [0, 2, 3, 4])
def test_plain_data_of_every_protocol(tmp_path: Path, protocol: int) -> None:
    held = {
        "fs": np.float32(7.5),
        "image": np.arange(6, dtype=">i2").reshape(2, 3),
        "names": ["a", b"b"],
        "n": None,
    }
    array = np.empty((), dtype=object)
    array[()] = held
    path = tmp_path / "ops.npy"
    np.save(path, array, allow_pickle=True)
    raw = path.read_bytes()
    path.write_bytes(raw[: raw.index(b"\n") + 1] + pickle.dumps(array, protocol))
    got = load_objects(path)[0]
    assert (got["fs"], got["names"], got["n"]) == (7.5, ["a", b"b"], None)
    np.testing.assert_array_equal(got["image"], held["image"])


def test_bare_traces_with_a_stated_modality(tmp_path: Path) -> None:
    traces = np.abs(np.random.default_rng(0).normal(size=(3, 200)))
    np.save(tmp_path / "F.npy", traces)
    assert reader_of(tmp_path / "F.npy").__name__ == "ArrayFiles"
    for unit, factor, dim in (("dF/F", 1.0, "dF/F"), ("%", 0.01, "dF/F"), (None, 1.0, "")):
        opened = open_file(tmp_path / "F.npy", Options(modality="calcium", sfreq=20.0, unit=unit))
        assert set(opened.header["ch_kinds"]) == {"cell"}
        assert (opened.header["units"][0], opened.header["unit_known"]) == (dim, bool(dim))
        np.testing.assert_allclose(opened.fetch(5, 9, [2, 0]), traces[[2, 0], 5:9] * factor)
    with pytest.raises(RecordingError, match="no unit of calcium"):
        open_file(tmp_path / "F.npy", Options(modality="calcium", sfreq=20.0, unit="uV"))
    traces[1, 7] = np.nan
    np.savez(tmp_path / "x.npz", data=traces, sfreq=20.0)
    assert open_file(tmp_path / "x.npz", Options(modality="calcium")).header["bads"] == ["channel 2"]


def test_real_folder(data_folder: Path) -> None:
    path = data_folder / "calcium" / "suite2p" / "F.npy"
    with pytest.raises(RecordingError, match="frame rate is not in these files"):
        neuro_llm.read(path)
    with neuro_llm.read(path, sfreq=30) as recording:
        assert (len(recording.brain), recording.n_times) == (110, 2000)
        cells = [name for name in recording.brain if name not in recording.bads]
        assert cells == ["ROI 75", "ROI 90", "ROI 96", "ROI 97"]
        assert 0.1 < recording.read(channels=cells).max() < 1
