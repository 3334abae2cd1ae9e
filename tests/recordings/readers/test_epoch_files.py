"""Trials become one recording: put one after another, each an event with its condition."""

from __future__ import annotations

from pathlib import Path

import mne
import numpy as np
import pytest

from neuro_llm.recordings.errors import RecordingError
from neuro_llm.recordings.readers.draft import Options
from neuro_llm.recordings.readers.opening import open_file

DATA = np.random.default_rng(0).normal(size=(6, 3, 150)) * 2e-5
"""(trial, channel, time) V, 100 Hz"""
JOINED = DATA.transpose(1, 0, 2).reshape(3, -1)


def _epochs() -> mne.EpochsArray:
    info = mne.create_info(["F3", "Cz", "EOG1"], 100.0, ["eeg", "eeg", "eog"])
    events = np.column_stack([np.arange(6) * 500, np.zeros(6, int), [1, 2, 1, 2, 1, 2]])
    epochs = mne.EpochsArray(DATA, info, events, tmin=-0.5, event_id={"face": 1, "house": 2}, verbose="ERROR")
    epochs.info["bads"] = ["Cz"]
    return epochs


@pytest.mark.parametrize("name", ["x-epo.fif", "x_epo.fif", "x-epo.fif.gz"])
def test_fif(tmp_path: Path, name: str) -> None:
    _epochs().save(tmp_path / name, fmt="double", verbose="ERROR")
    opened = open_file(tmp_path / name, Options())
    header = opened.header
    assert (header["modality"], header["sfreq"], header["n_times"]) == ("eeg", 100.0, 900)
    assert header["events"][:2] == [[0.5, 1.0, "face"], [2.0, 1.0, "house"]]
    assert len(header["events"]) == 6
    assert header["bads"] == ["Cz"]
    assert any("6 trials of 1.5 s were put one after another" in change for change in header["changes"])
    assert any("event of a trial lies 0.5 s after its start" in change for change in header["changes"])
    np.testing.assert_allclose(opened.fetch(0, 900, [0, 1, 2]), JOINED, rtol=1e-5)
    np.testing.assert_allclose(opened.fetch(140, 460, [2, 0]), JOINED[[2, 0], 140:460], rtol=1e-5)
    assert opened.fetch(300, 300, [0]).shape == (1, 0)


def test_window_reads_only_its_trials(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    _epochs().save(tmp_path / "x-epo.fif", verbose="ERROR")
    opened = open_file(tmp_path / "x-epo.fif", Options())
    asked = []
    real = mne.BaseEpochs.get_data

    def spy(self: mne.BaseEpochs, **options: object) -> np.ndarray:
        asked.append(options["item"])
        return real(self, **options)

    monkeypatch.setattr(mne.BaseEpochs, "get_data", spy)
    monkeypatch.setattr("neuro_llm.recordings.readers.epoch_files._AT_ONCE", 3 * 150 * 2)
    opened.fetch(310, 320, [0])
    assert asked == [slice(2, 4)]
    np.testing.assert_allclose(opened.fetch(10, 880, [1]), JOINED[[1], 10:880], rtol=1e-5)
    assert asked[1:] == [slice(0, 2), slice(2, 4), slice(4, 6)]


def test_fif_of_another_name(tmp_path: Path) -> None:
    _epochs().save(tmp_path / "x-epo.fif", verbose="ERROR")
    (tmp_path / "x-epo.fif").rename(tmp_path / "x.fif")
    assert open_file(tmp_path / "x.fif", Options()).header["n_times"] == 900


def _eeglab(path: Path, trials: int = 6) -> None:
    """An epoched EEGLAB set, written as EEGLAB does (µV)."""
    scipy_io = pytest.importorskip("scipy.io")
    kinds = ["face", "house"] * 3
    events = [
        {"type": kinds[i], "latency": 51.0 + 150 * i, "epoch": float(i + 1), "duration": 0.0}
        for i in range(trials)
    ]
    epochs = [{"event": float(i + 1), "eventtype": kinds[i], "eventlatency": 0.0} for i in range(trials)]
    eeg = {
        "setname": "x",
        "nbchan": 3.0,
        "trials": float(trials),
        "pnts": 150.0,
        "srate": 100.0,
        "xmin": -0.5,
        "xmax": 0.99,
        "data": (DATA[:trials] * 1e6).transpose(1, 2, 0),
        "chanlocs": [{"labels": name} for name in ("F3", "Cz", "EOG1")],
        "event": events,
        "epoch": epochs,
        "icawinv": np.empty((0, 0)),
        "icasphere": np.empty((0, 0)),
        "icaweights": np.empty((0, 0)),
        "ref": "common",
    }
    scipy_io.savemat(path, {"EEG": eeg})


def test_eeglab(tmp_path: Path) -> None:
    _eeglab(tmp_path / "x.set")
    opened = open_file(tmp_path / "x.set", Options())
    assert opened.header["n_times"] == 900
    assert opened.header["ch_kinds"] == ["eeg", "eeg", "eog"]
    assert [event[2] for event in opened.header["events"]] == ["face", "house"] * 3
    np.testing.assert_allclose(opened.fetch(0, 900, [1]), JOINED[[1]], rtol=1e-5)


def test_fieldtrip(tmp_path: Path) -> None:
    scipy_io = pytest.importorskip("scipy.io")
    pytest.importorskip("pymatreader", reason="MNE reads FieldTrip files with it")
    trial, time = np.empty((1, 6), dtype=object), np.empty((1, 6), dtype=object)
    for i in range(6):
        trial[0, i], time[0, i] = DATA[i], np.arange(150) / 100 - 0.5
    labels = np.array(["F3", "Cz", "EOG1"], dtype=object)[:, None]
    data = {"label": labels, "trial": trial, "time": time, "fsample": 100.0}
    data |= {"trialinfo": np.array([[1.0], [2], [1], [2], [1], [2]]), "cfg": {"x": 1.0}}
    scipy_io.savemat(tmp_path / "x.mat", {"data": data})
    opened = open_file(tmp_path / "x.mat", Options())
    assert [event[2] for event in opened.header["events"]] == ["1", "2"] * 3
    np.testing.assert_allclose(opened.fetch(100, 500, [0]), JOINED[[0], 100:500], rtol=1e-5)


def test_complex_trials_are_refused(tmp_path: Path) -> None:
    epochs = mne.EpochsArray(DATA * (1 + 1j), _epochs().info, verbose="ERROR")
    epochs.save(tmp_path / "x-epo.fif", verbose="ERROR")
    with pytest.raises(RecordingError, match="complex"):
        open_file(tmp_path / "x-epo.fif", Options())


def test_results_under_another_name(tmp_path: Path) -> None:
    _epochs().average(picks="all").save(tmp_path / "x-ave.fif", verbose="ERROR")
    with pytest.raises(RecordingError, match="holds results"):
        open_file(tmp_path / "x-ave.fif", Options())
    (tmp_path / "x-ave.fif").rename(tmp_path / "x-epo.fif")
    with pytest.raises(RecordingError, match="neither a recording nor trials"):
        open_file(tmp_path / "x-epo.fif", Options())


@pytest.mark.parametrize("kept", [0.02, 0.3, 0.6, 0.95])
@pytest.mark.parametrize("name", ["x-epo.fif", "x.set"])
def test_truncated(tmp_path: Path, name: str, kept: float) -> None:
    path = tmp_path / name
    _epochs().save(path, verbose="ERROR") if name.endswith(".fif") else _eeglab(path)
    whole = path.read_bytes()
    path.write_bytes(whole[: int(kept * len(whole))])
    with pytest.raises(RecordingError) as caught:
        open_file(path, Options())
    assert str(tmp_path) not in str(caught.value)
    assert caught.value.hint


def test_real_trials(data_folder: Path) -> None:
    header = open_file(data_folder / "erp" / "pictures_co2a0000364-epo.fif", Options()).header
    labels = [label for _, _, label in header["events"]]
    assert {label: labels.count(label) for label in set(labels)} == {
        "S1 obj": 10,
        "S2 match": 10,
        "S2 nomatch": 10,
    }
    assert header["n_times"] / header["sfreq"] == 30.0
