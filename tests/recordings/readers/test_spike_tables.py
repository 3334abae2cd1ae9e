"""Spike times become counts per millisecond: text, npz, mat and phy folders, with what lies beside them."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import scipy.io

import neuro_llm
from neuro_llm.recordings.errors import RecordingError
from neuro_llm.recordings.readers.behaviour import Signal
from neuro_llm.recordings.readers.draft import Opened, Options
from neuro_llm.recordings.readers.opening import open_file, reader_of, taken
from neuro_llm.recordings.readers.spike_tables import SpikeTables
from neuro_llm.recordings.readers.spike_trains import Session, draft_of_spikes

TIMES = np.array([0.0015, 0.0017, 0.029, 0.25, 1.001, 2.0])
EEG = 20 * np.sin(np.arange(2000) / 5) + np.arange(2000) % 7


def _counts(opened: Opened, channel: int = 0) -> dict[int, float]:
    """Millisecond → count, where there is one."""
    row = opened.fetch(0, opened.header["n_times"], [channel])[0]
    return {int(i): float(row[i]) for i in np.flatnonzero(row)}


def test_times_fall_into_their_millisecond(tmp_path: Path) -> None:
    path = tmp_path / "spikes.txt"
    path.write_text("# spike times in s\n" + "\n".join(map(str, TIMES)))
    opened = open_file(path, Options())
    header = opened.header
    assert (header["modality"], header["ch_kinds"], header["units"]) == ("spikes", ["unit"], ["count"])
    assert (header["sfreq"], header["n_times"]) == (1000.0, 2001)
    assert _counts(opened) == {1: 2, 29: 1, 250: 1, 1001: 1, 2000: 1}
    np.testing.assert_array_equal(opened.fetch(249, 252, [0]), [[0, 1, 0]])


@pytest.mark.parametrize(
    ("header", "factor"),
    [
        ("time_s", 1),
        ("time (ms)", 1e3),
        ("spike_times_us", 1e6),
        ("Time [µs]", 1e6),
        ("spike times (msec)", 1e3),
    ],
)
def test_header_says_the_unit(tmp_path: Path, header: str, factor: float) -> None:
    path = tmp_path / "x.csv"
    path.write_text(
        f"unit,{header}\n" + "\n".join(f"{3 + i % 2},{t * factor:.6f}" for i, t in enumerate(TIMES))
    )
    opened = open_file(path, Options())
    assert opened.header["ch_names"] == ["unit 3", "unit 4"]
    assert _counts(opened, 1) == {1: 1, 250: 1, 2000: 1}


def test_names_of_units_and_either_order(tmp_path: Path) -> None:
    path = tmp_path / "x.csv"
    path.write_text("time_s;neuron;depth\n" + "\n".join(f"{t};{'ba'[i % 2]};7" for i, t in enumerate(TIMES)))
    opened = open_file(path, Options())
    assert opened.header["ch_names"] == ["a", "b"]
    assert _counts(opened, 0) == {1: 1, 250: 1, 2000: 1}


def test_columns_without_a_header_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "spikes.txt"
    np.savetxt(path, np.stack([np.arange(6), TIMES], axis=1))
    with pytest.raises(RecordingError, match="no header says which"):
        open_file(path, Options(modality="spikes", unit="s"))


def test_unknown_unit_is_asked_for(tmp_path: Path) -> None:
    path = tmp_path / "spike_times.txt"
    path.write_text("# length of ramp (usec): 1000\n" + "\n".join(f"{t * 1e3:g}" for t in TIMES))
    with pytest.raises(RecordingError, match="does not say the unit") as caught:
        open_file(path, Options())
    assert "unit='ms'" in caught.value.hint
    assert "ms: 2 s, 3 spikes/s" in caught.value.cause
    opened = open_file(path, Options(unit="ms"))
    assert _counts(opened) == {1: 2, 29: 1, 250: 1, 1001: 1, 2000: 1}
    assert any("length of ramp (usec): 1000" in change for change in opened.header["changes"])
    with pytest.raises(RecordingError, match="no unit of time"):
        open_file(path, Options(unit="uV"))


def test_samples_with_their_clock(tmp_path: Path) -> None:
    path = tmp_path / "spikes.txt"
    np.savetxt(path, np.round(TIMES * 30_000), fmt="%d")
    opened = open_file(path, Options(unit="samples", sfreq=30_000.0))
    assert _counts(opened) == {1: 2, 29: 1, 250: 1, 1001: 1, 2000: 1}
    assert opened.header["native_rates"] == [30_000.0]


def test_a_stimulus_beside_it(tmp_path: Path) -> None:
    (tmp_path / "spikes.txt").write_text("time_ms\n" + "\n".join(f"{t * 1e3:g}" for t in TIMES))
    clock = np.arange(0, 3000, 0.25)  # four values in each millisecond
    np.savetxt(tmp_path / "stimulus.txt", np.stack([clock, np.floor(clock)], axis=1))
    opened = open_file(tmp_path / "spikes.txt", Options())
    assert opened.header["ch_kinds"] == ["unit", "behaviour"]
    assert opened.header["native_rates"] == [1000.0, 4000.0]
    np.testing.assert_allclose(opened.fetch(500, 504, [1]), [[500, 501, 502, 503]])
    np.testing.assert_allclose(opened.fetch(1001, 1002, [1, 0]), [[1001], [1]])


def test_signals_are_interpolated_inside_their_range_only() -> None:
    signal = Signal("position", "m", np.array([1.0, 3.0]), np.array([0.1, 0.2]))
    got = signal.sample(np.array([0.0, 0.15, 0.4]))
    np.testing.assert_allclose(got, [1.0, 2.0, np.nan])  # one step before the first sample holds its value
    even = Signal("speed", "m/s", np.arange(100.0)[:, None], first=1.0, rate=50.0, column=0, scale=2.0)
    np.testing.assert_allclose(even.sample(np.arange(1.1, 1.2, 0.01)), 2 * np.arange(5, 10, 0.5))


def test_far_times_are_counted_from_the_first() -> None:
    trains = {"a": np.array([4397.5, 4398.25]), "b": np.array([4400.0])}
    draft = draft_of_spikes("x", Session(trains, events=[(4399.5, 1.0, "run")]))
    assert draft.n_times == 2501
    assert draft.fetch(0, 1, [0]) == 1
    assert draft.events == [(2.0, 1.0, "run")]
    assert any("4397.500 s" in change for change in draft.changes)
    early = draft_of_spikes("x", Session({"a": np.array([-0.5, 0.5])}))
    assert early.n_times == 1001
    kept = draft_of_spikes("x", Session({"a": np.array([70.0])}, start=0.0, stop=100.0))
    assert kept.n_times == 100_000


def test_only_the_window_is_counted() -> None:
    """Ten days of 500 units would be 1.7 TB of counts."""
    trains = {str(i): np.array([1.0, 864_000.0]) for i in range(500)}
    draft = draft_of_spikes("x", Session(trains))
    assert draft.n_times == 864_000_001
    assert draft.fetch(863_999_999, 864_000_001, [0, 499]).sum() == 2


@pytest.mark.parametrize(
    ("times", "words"),
    [
        (np.array([]), "no spikes"),
        (np.array([1.0, np.nan]), "NaN"),
        (np.array([1.0, 4e6]), "days"),
        (np.arange(100) * 1e-4, "would fire"),
    ],
)
def test_impossible_times(times: np.ndarray, words: str) -> None:
    with pytest.raises(RecordingError, match=words):
        draft_of_spikes("x", Session({"unit 1": times}))


def test_eeg_text_stays_eeg(tmp_path: Path) -> None:
    for name, data in (("spike_patient.txt", EEG), ("segment.csv", EEG), ("ramp.txt", np.arange(50) * 0.1)):
        np.savetxt(tmp_path / name, data, fmt="%.3f")
        assert reader_of(tmp_path / name).__name__ == "TextFiles"
    (tmp_path / "muse.csv").write_text(
        "timestamps,TP9,AF7\n" + "\n".join(f"{i},{i % 5},3" for i in range(30))
    )
    assert reader_of(tmp_path / "muse.csv").__name__ == "TextFiles"
    np.savetxt(tmp_path / "unit7.txt", np.cumsum(np.random.default_rng(0).exponential(0.1, 100)))
    assert reader_of(tmp_path / "unit7.txt") is SpikeTables


def test_a_known_table_of_spikes_opens_as_samples_where_told(tmp_path: Path) -> None:
    path = tmp_path / "spikes.txt"
    np.savetxt(path, np.cumsum(1 + np.arange(300) % 3) * 1e-6)
    header = open_file(path, Options(modality="eeg", sfreq=100.0, unit="V", ch_names=("C3",))).header
    assert header["modality"] == "eeg"


NPZ: dict[str, dict[str, Any]] = {
    "pairs": {"times": TIMES, "clusters": np.array([3, 3, 9, 3, 3, 3])},
    "pynapple": {"t": TIMES, "index": np.array([3, 3, 9, 3, 3, 3]), "type": np.array(["TsGroup"])},
    "each": {"unit_3": TIMES[[0, 1, 3, 4, 5]], "unit_9": TIMES[[2]]},
}


@pytest.mark.parametrize("kind", NPZ)
def test_npz(tmp_path: Path, kind: str) -> None:
    path = tmp_path / "x.npz"
    np.savez(path, **NPZ[kind])
    assert reader_of(path) is SpikeTables
    opened = open_file(path, Options(unit=None if kind == "pynapple" else "s"))
    assert len(opened.header["ch_names"]) == 2
    assert _counts(opened, 0) == {1: 2, 250: 1, 1001: 1, 2000: 1}
    assert _counts(opened, 1) == {29: 1}


def test_npz_errors(tmp_path: Path) -> None:
    path = tmp_path / "x.npz"
    np.savez(path, times=TIMES, clusters=np.arange(3))
    with pytest.raises(RecordingError, match="6 entries, but clusters has 3"):
        open_file(path, Options(unit="s"))
    np.savez(path, spike_times=np.array([TIMES, None], dtype=object))
    with pytest.raises(RecordingError, match="Python objects"):
        open_file(path, Options(unit="s"))
    np.savez(path, data=EEG)
    assert reader_of(path).__name__ == "ArrayFiles"


def _cell(*items: Any) -> np.ndarray:
    cell = np.empty(len(items), dtype=object)
    for i, item in enumerate(items):
        cell[i] = item
    return cell


MAT: dict[str, tuple[dict[str, Any], list[str]]] = {
    "cell": ({"spikes": _cell(TIMES, np.array([]), TIMES[:2])}, ["unit 1", "unit 3"]),
    "structs": ({"spikes": _cell({"time": TIMES}, {"time": TIMES[:2]})}, ["unit 1", "unit 2"]),
    "tetrodes": (
        {"spikes": _cell(_cell({"time": TIMES}, {"time": TIMES[:2]}), _cell(), {"time": TIMES})},
        [],
    ),
    "explorer": ({"spikes": {"UID": [1, 2], "times": _cell(TIMES, TIMES[:2])}}, ["unit 1", "unit 2"]),
    "vector": ({"spike_times": TIMES}, ["unit 1"]),
}


@pytest.mark.parametrize("kind", MAT)
def test_mat(tmp_path: Path, kind: str) -> None:
    variables, names = MAT[kind]
    path = tmp_path / "x.mat"
    scipy.io.savemat(path, variables)
    assert reader_of(path) is SpikeTables
    opened = open_file(path, Options(unit=None if kind == "explorer" else "s"))
    assert opened.header["ch_names"] == (names or ["unit 1.1", "unit 1.2", "unit 3"])
    assert _counts(opened) == {1: 2, 29: 1, 250: 1, 1001: 1, 2000: 1}


def test_mat_of_samples_is_no_table_of_spikes(tmp_path: Path) -> None:
    path = tmp_path / "x.mat"
    scipy.io.savemat(path, {"spike_train_eeg": EEG.reshape(4, 500), "fs": 100.0})
    assert reader_of(path).__name__ == "MatFiles"
    header = open_file(path, Options(unit="uV")).header
    assert header["sfreq"] == 100


def _tracking(path: Path, first: float, frames: int, scale: str = "0 pix/cm") -> None:
    """A Trodes file at 60 frames a second on a 30 kHz clock; the animal walks one pixel a frame."""
    head = f"<Start settings>\nclockrate: 30000\npixel scale: {scale}\nFields: <time uint32><xloc uint16><yloc uint16>"
    data = np.zeros(frames, dtype=[("time", "<u4"), ("xloc", "<u2"), ("yloc", "<u2")])
    data["time"] = np.round((first + np.arange(frames) / 60) * 30_000)
    data["xloc"] = np.arange(frames)
    path.write_bytes((head + "\n<End settings>\n").encode() + data.tobytes())


def test_tracking_beside_settles_the_unit(tmp_path: Path) -> None:
    scipy.io.savemat(
        tmp_path / "spikes.mat", {"spikes": _cell((4400 + TIMES) * 1e3, (4400 + TIMES[:2]) * 1e3)}
    )
    _tracking(tmp_path / "run.videoPositionTracking", 4400.0, 601, "50 pix/cm")
    assert taken(tmp_path)
    opened = open_file(tmp_path, Options())
    assert opened.header["ch_names"] == ["unit 1", "unit 2", "position x", "position y"]
    assert opened.header["n_times"] == 10_000
    assert opened.header["units"] == ["count", "count", "m", "m"]
    assert opened.fetch(1000, 1001, [2])[0, 0] == pytest.approx(60 * 0.01 / 50, rel=1e-3)
    assert any("read as ms" in change for change in opened.header["changes"])
    assert _counts(opened) == {1: 2, 29: 1, 250: 1, 1001: 1, 2000: 1}


@pytest.mark.parametrize(
    ("damage", "words"),
    [
        (lambda raw: raw.replace(b"clockrate", b"clocksize"), "clock rate"),
        (lambda raw: raw.replace(b"<Start", b"<Begin"), "no Trodes header"),
        (lambda raw: raw.replace(b"uint32", b"uint99"), "list of fields"),
        (lambda raw: raw[:130], "no positions"),
    ],
)
def test_damaged_tracking(tmp_path: Path, damage: Callable[[bytes], bytes], words: str) -> None:
    scipy.io.savemat(tmp_path / "spikes.mat", {"spikes": _cell(TIMES)})
    path = tmp_path / "run.videoPositionTracking"
    _tracking(path, 0.0, 100)
    path.write_bytes(damage(path.read_bytes()))
    with pytest.raises(RecordingError, match=words):
        open_file(tmp_path, Options(unit="s"))


def _phy(folder: Path) -> Path:
    np.save(folder / "spike_times.npy", np.round(TIMES * 20_000).astype(np.uint64)[:, None])
    np.save(folder / "spike_clusters.npy", np.array([4, 4, 2, 4, 7, 4], dtype=np.int32))
    (folder / "params.py").write_text("import os\nos.abort()\nsample_rate = 20000.\n")
    (folder / "cluster_info.tsv").write_text("cluster_id\tch\tgroup\n2\t1\tmua\n4\t0\tgood\n7\t1\tnoise\n")
    np.save(folder / "channel_positions.npy", np.array([[10.0, 20.0], [30.0, 40.0]]))
    return folder


def test_phy_folder(tmp_path: Path) -> None:
    folder = _phy(tmp_path)
    assert taken(folder)
    with neuro_llm.read(folder) as recording:  # behind the jail; params.py is not run
        assert recording.ch_names == ("unit 2 (mua)", "unit 4")
        assert recording.native_rates == (20_000.0, 20_000.0)
        np.testing.assert_allclose(recording.positions, [[3e-5, 4e-5, 0], [1e-5, 2e-5, 0]])
        assert recording.read(channels=["unit 4"]).sum() == 4
        assert any("1 clusters that the sorting calls noise" in change for change in recording.changes)
    assert open_file(folder / "spike_times.npy", Options()).header["n_times"] == 2001


def test_phy_folder_errors(tmp_path: Path) -> None:
    folder = _phy(tmp_path)
    (folder / "params.py").unlink()
    with pytest.raises(RecordingError, match=r"params\.py") as caught:
        open_file(folder, Options())
    assert "sfreq=30000" in caught.value.hint
    assert open_file(folder, Options(sfreq=20_000.0)).header["n_times"] == 2001
    np.save(folder / "spike_clusters.npy", np.zeros(3, dtype=int))
    with pytest.raises(RecordingError, match="6 spike times, but 3"):
        open_file(folder, Options(sfreq=20_000.0))
    whole = (folder / "spike_times.npy").read_bytes()
    (folder / "spike_times.npy").write_bytes(whole[:-8])
    with pytest.raises(RecordingError, match="cut short"):
        open_file(folder, Options(sfreq=20_000.0))


@pytest.mark.parametrize("ending", [".npy", ".txt"])
def test_bare_counts_and_bare_times(tmp_path: Path, ending: str) -> None:
    path = tmp_path / f"x{ending}"
    counts = np.random.default_rng(0).poisson(0.5, (3, 400))
    np.save(path, counts) if ending == ".npy" else np.savetxt(path, counts.T, fmt="%d")
    opened = open_file(path, Options(modality="spikes", sfreq=50.0))
    assert (opened.header["modality"], opened.header["sfreq"]) == ("spikes", 50.0)
    assert set(opened.header["units"]) == {"count"}
    np.testing.assert_array_equal(opened.fetch(10, 20, [2, 0]), counts[[2, 0], 10:20])
    np.save(path, TIMES) if ending == ".npy" else np.savetxt(path, TIMES)
    for options in (Options(modality="spikes", unit="s"), Options(unit="s")):
        assert _counts(open_file(path, options))[1] == 2
    with pytest.raises(RecordingError, match=r"whole numbers, but it holds 0\.0015"):
        open_file(path, Options(modality="spikes", sfreq=50.0))


def test_linear_track(data_folder: Path) -> None:
    with neuro_llm.read(data_folder / "spikes" / "linear_track") as recording:
        units = recording.of_kind("unit")
        assert len(units) == 31
        assert recording.read(channels=units).sum() == 28_829
        assert recording.of_kind("behaviour") == ("position x", "position y")
        place = recording.read(100, 101, ["position x"])
        assert 0 < place.min() <= place.max() < 640


def test_grasshopper(data_folder: Path) -> None:
    with neuro_llm.read(data_folder / "spikes" / "grasshopper" / "spike_times.txt", unit="us") as recording:
        counts, stimulus = recording.read()
    assert counts.sum() == 929
    spikes = np.flatnonzero(counts)
    lags = np.arange(20)
    triggered = [stimulus[spikes[spikes >= 20] - lag].mean() for lag in lags]
    assert 4 <= int(np.argmax(triggered)) <= 8  # the receptor follows its stimulus by about 6 ms
