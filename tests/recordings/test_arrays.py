"""`from_array`: units, names, places, and the refusal of what is no recording."""

from __future__ import annotations

import numpy as np
import pytest

from neuro_llm.recordings.arrays import from_array
from neuro_llm.recordings.errors import RecordingError
from neuro_llm.recordings.recording import Event


@pytest.mark.parametrize(
    ("unit", "volts"), [("V", 1.0), ("mV", 1e-3), ("uV", 1e-6), ("µV", 1e-6), ("μV", 1e-6)]
)
def test_samples_become_volts(unit: str, volts: float) -> None:
    recording = from_array(np.full((2, 50), 10.0), 100, unit=unit)
    np.testing.assert_allclose(recording.read(), 10 * volts, rtol=1e-6)
    assert recording.unit == "V"
    assert recording.ch_names == ("Ch1", "Ch2")
    assert np.isnan(recording.positions).all()


def test_names_give_kinds_and_places() -> None:
    names = ("EEG Fp1-REF", "T3", "ECG", "Chin EMG", "F3-C3", "device 7")
    recording = from_array(np.zeros((6, 10)), 100, names)
    assert recording.ch_names == ("Fp1", "T7", "ECG", "Chin EMG", "F3-C3", "device 7")
    assert recording.ch_kinds == ("eeg", "eeg", "ecg", "emg", "eeg", "eeg")
    assert recording.positions[0, 1] > 0.05  # Fp1 lies in front
    assert recording.positions[1, 0] < -0.05  # T7 lies on the left
    assert np.isfinite(recording.positions).all(axis=1).tolist() == [True, True, False, False, True, False]


def test_other_modalities_keep_their_unit() -> None:
    cells = from_array(np.ones((3, 10)), 30, unit="dF/F", modality="calcium")
    assert (cells.unit, cells.ch_kinds[0]) == ("dF/F", "cell")
    sensors = from_array(np.ones((1, 10)), 600, ["MEG0111"], unit="fT", modality="meg")
    assert (sensors.unit, sensors.ch_kinds) == ("T", ("mag",))
    assert sensors.read()[0, 0] == pytest.approx(1e-15)


def test_one_row_and_events_in_order() -> None:
    recording = from_array(np.arange(100), 50, events=[Event(1.5, 0, "b"), Event(0.5, 0, "a")])
    assert (recording.n_times, recording.duration) == (100, 2.0)
    assert [event.label for event in recording.events] == ["a", "b"]


def test_unknown_unit_is_said() -> None:
    assert not from_array(np.zeros((1, 10)), 50, unit="").unit_known


BROKEN = np.zeros((2, 10))
BROKEN[1, 4] = np.nan


@pytest.mark.parametrize(
    ("data", "settings", "message"),
    [
        (BROKEN, {"ch_names": ("C3", "C4")}, r"channel C4 holds NaN or infinity \(first at sample 4\)"),
        (np.zeros((2, 10)), {"unit": "volt"}, "unit 'volt' is not known"),
        (np.zeros((2, 10)), {"sfreq": 0}, "sampling rate is 0 Hz"),
        (np.zeros((2, 10)), {"ch_names": ["a"]}, "1 channel names for 2 channels"),
        (np.zeros((2, 10)), {"ch_names": ["a", "a"]}, "occur twice: a"),
        (np.zeros((2, 2, 2)), {}, r"shape \(2, 2, 2\)"),
        (np.zeros((2, 0)), {}, r"shape \(2, 0\)"),
        (np.array([["a"]]), {}, "no numbers"),
    ],
)
def test_refusals_say_what_is_wrong(data: np.ndarray, settings: dict, message: str) -> None:
    with pytest.raises(RecordingError, match=message):
        from_array(data, **({"sfreq": 100} | settings))
