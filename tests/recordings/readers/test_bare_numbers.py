"""Text, CSV, NumPy and MATLAB files: what they say themselves is used, what they do not say is asked for."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from neuro_llm.recordings.errors import RecordingError
from neuro_llm.recordings.readers.draft import Options
from neuro_llm.recordings.readers.opening import open_file

ASK = Options(sfreq=100.0, unit="uV", ch_names=("C3",), modality="eeg")
WAVE = np.round(20 * np.sin(2 * np.pi * 10 * np.arange(1000) / 100) + np.arange(1000) % 7, 3)


def test_segment_of_text(tmp_path: Path) -> None:
    path = tmp_path / "segment.txt"
    np.savetxt(path, WAVE, fmt="%.3f")
    opened = open_file(path, ASK)
    assert opened.header["ch_names"] == ["C3"]
    assert opened.header["modality"] == "eeg"
    assert np.isfinite(opened.header["positions"]).all()
    np.testing.assert_allclose(opened.fetch(0, 1000, [0])[0], WAVE * 1e-6, rtol=1e-6)


@pytest.mark.parametrize("ending", ["txt", "csv", "npy"])
def test_rate_is_asked_for(tmp_path: Path, ending: str) -> None:
    path = tmp_path / f"segment.{ending}"
    np.save(path, WAVE) if ending == "npy" else np.savetxt(path, WAVE)
    with pytest.raises(RecordingError, match="how many samples") as caught:
        open_file(path, Options())
    assert "sfreq=" in caught.value.hint


def test_csv_with_time_and_markers(tmp_path: Path) -> None:
    rows = ["timestamps,TP9,AF7,AF8,TP10,Marker"]
    rows += [f"{1486223115 + i / 256:.3f},{x},{-x},{x},{x},{int(i == 300)}" for i, x in enumerate(WAVE)]
    path = tmp_path / "muse.csv"
    path.write_text("\n".join(rows))
    header = open_file(path, Options()).header
    assert header["ch_names"] == ["TP9", "AF7", "AF8", "TP10"]
    assert header["sfreq"] == 256
    assert header["events"] == [[300 / 256, 0.0, "1"]]
    assert any("column timestamps" in change for change in header["changes"])


def test_openbci(tmp_path: Path) -> None:
    rows = ["%OpenBCI Raw EXG Data", "%Sample Rate = 250 Hz"]
    rows += ["Sample Index, EXG Channel 0, EXG Channel 1, Accel Channel 0, Timestamp (Formatted)"]
    rows += [f"{i % 256}, {60000 + x}, {-20000 - x}, 0.04, 12:00:5{i % 10}.1" for i, x in enumerate(WAVE)]
    path = tmp_path / "OpenBCI.txt"
    path.write_text("\n".join(rows))
    opened = open_file(path, Options())
    assert opened.header["sfreq"] == 250
    assert opened.header["ch_kinds"] == ["misc", "eeg", "eeg", "accelerometer"]
    assert opened.fetch(0, 1, [1])[0, 0] == pytest.approx((60000 + WAVE[0]) * 1e-6)


def test_npz_brings_everything(tmp_path: Path) -> None:
    path = tmp_path / "x.npz"
    np.savez(path, data=np.stack([WAVE, -WAVE]), sfreq=100.0, unit="uV", ch_names=np.array(["O1", "O2"]))
    opened = open_file(path, Options())
    assert opened.header["ch_names"] == ["O1", "O2"]
    assert opened.header["unit_known"]
    assert opened.fetch(3, 4, [1])[0, 0] == pytest.approx(-WAVE[3] * 1e-6)


def test_turned_round_is_said(tmp_path: Path) -> None:
    np.save(tmp_path / "x.npy", np.stack([WAVE, -WAVE], axis=1))
    header = open_file(tmp_path / "x.npy", Options(sfreq=100.0, unit="uV")).header
    assert header["n_times"] == 1000
    assert any("turned round" in change for change in header["changes"])


def test_pickle_is_refused(tmp_path: Path) -> None:
    np.save(tmp_path / "x.npy", np.array([{"a": 1}], dtype=object), allow_pickle=True)
    with pytest.raises(RecordingError, match="Python objects"):
        open_file(tmp_path / "x.npy", ASK)


def test_mat_segment(tmp_path: Path) -> None:
    scipy_io = pytest.importorskip("scipy.io")
    scipy_io.savemat(tmp_path / "one.mat", {"x": WAVE[:, None], "fs": 100.0})
    opened = open_file(tmp_path / "one.mat", Options(unit="uV", ch_names=("C3",)))
    assert opened.header["sfreq"] == 100
    assert opened.header["n_times"] == 1000
    scipy_io.savemat(tmp_path / "two.mat", {"x": WAVE, "y": -WAVE, "fs": 100.0})
    with pytest.raises(RecordingError, match="one array") as caught:
        open_file(tmp_path / "two.mat", Options(unit="uV"))
    assert "ch_names=('x',)" in caught.value.hint
    chosen = open_file(tmp_path / "two.mat", Options(unit="uV", ch_names=("y",)))
    assert chosen.fetch(1, 2, [0])[0, 0] == pytest.approx(-WAVE[1] * 1e-6)


def test_mat_of_structures_is_explained(tmp_path: Path) -> None:
    scipy_io = pytest.importorskip("scipy.io")
    scipy_io.savemat(tmp_path / "x.mat", {"results": {"name": "it", "value": WAVE}})
    with pytest.raises(RecordingError, match=r"no FieldTrip recording .* results \(struct\)"):
        open_file(tmp_path / "x.mat", Options())


def test_matrices_between_conditions_are_no_recording(tmp_path: Path) -> None:
    scipy_io = pytest.importorskip("scipy.io")
    scipy_io.savemat(tmp_path / "x.mat", {"RDMs": {"name": "it", "value": WAVE}})
    with pytest.raises(RecordingError, match="RDMs holds dissimilarity matrices") as caught:
        open_file(tmp_path / "x.mat", Options())
    assert "computed from" in caught.value.hint
    points = WAVE[:20]
    np.save(tmp_path / "x.npy", np.abs(points[:, None] - points[None]))
    with pytest.raises(RecordingError, match="20 × 20 pairs"):
        open_file(tmp_path / "x.npy", ASK)
    np.save(tmp_path / "y.npy", np.random.default_rng(0).normal(size=(20, 20)))
    assert open_file(tmp_path / "y.npy", Options(sfreq=100.0, unit="uV")).header["n_times"] == 20


def test_text_that_is_no_table(tmp_path: Path) -> None:
    path = tmp_path / "readme.txt"
    path.write_text("These datasets are segments.\nThey have no numbers.")
    with pytest.raises(RecordingError, match="no table"):
        open_file(path, ASK)


@pytest.mark.parametrize(
    ("options", "words"),
    [
        (Options(sfreq=100.0, ch_names=("a", "b")), "ch_names has 2 names"),
        (Options(sfreq=100.0, modality="crystal"), "crystal"),
    ],
)
def test_wrong_arguments(tmp_path: Path, options: Options, words: str) -> None:
    np.savetxt(tmp_path / "x.txt", WAVE)
    with pytest.raises(RecordingError, match=words):
        open_file(tmp_path / "x.txt", options)
