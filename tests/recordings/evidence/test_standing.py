"""The standing records: complete, from one pass, and each one computed again from its own fields."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from neuro_llm.recordings.evidence import Evidence, measure, recompute, standing
from neuro_llm.recordings.evidence.values import VALUES
from neuro_llm.recordings.recording import Event, Recording


def assert_recomputable(recording: Recording, records: tuple[Evidence, ...]) -> None:
    for record in records:
        again = recompute(recording, record)
        if isinstance(record.value, float):
            assert again.value == pytest.approx(record.value, rel=1e-4, abs=1e-6), record
        else:
            assert again.value == record.value, record
        assert (again.channels, again.unit, again.event) == (record.channels, record.unit, record.event)
        assert (again.start, again.stop) == (record.start, record.stop)


def open_raw(path) -> Recording:
    """A real file through MNE alone, so that these tests do not rest on the readers."""
    import mne

    from neuro_llm.recordings.arrays import from_array
    from neuro_llm.recordings.channels import normalise

    raw = mne.io.read_raw(path, preload=True, verbose="ERROR")
    events = [Event(a["onset"], a["duration"], a["description"]) for a in raw.annotations]
    names = [normalise(name) for name in raw.ch_names]
    return from_array(raw.get_data(), raw.info["sfreq"], names, events=events, name=path.name)


def test_everything_stands_and_can_be_computed_again(record, noise, names):
    x = noise((21, 256 * 30), exponent=1.3)
    x[5] = 0
    x[9] += 200 * np.random.default_rng(0).standard_normal(256 * 30)
    x[20, ::205] += 1000
    events = [Event(float(t), 0.0, "tone") for t in range(2, 28, 5)]
    recording = replace(record(x, names=[*names, "EOG", "ECG"], events=events), bads=("T7",))
    records = standing(recording)
    assert {r.quantity for r in records} >= {*VALUES} - {"posterior alpha frequency"}
    assert all(not {"F4", "Cz", "T7"} & set(r.channels) for r in records if "power" in r.quantity)
    assert_recomputable(recording, records)
    assert_recomputable(recording, standing(recording, start=5, stop=20))
    regions = [r for r in records if r.method.endswith("occipital region")]
    assert {r.channels for r in regions} == {("O1", "O2")}
    assert "relative theta power" in {r.quantity for r in regions}


@pytest.mark.parametrize("seconds", [0.5, 1.0, 1.99, 2.0, 3.0])
def test_short_recordings_say_what_they_can(record, noise, seconds):
    recording = record(noise((3, int(seconds * 256))))
    found = {r.quantity for r in standing(recording)}
    assert {"duration", "channel names", "event count"} <= found
    assert ("alpha power" in found) == (seconds >= 2)


def test_other_recordings_stand_too(record, noise):
    x = noise((2, 256 * 30))
    without_brain = record(x, names=["EOG", "ECG"])
    found = {r.quantity for r in standing(without_brain)}
    assert "blink count" in found
    assert "alpha power" not in found
    assert_recomputable(without_brain, standing(without_brain))
    slow = record(noise((2, 3000), 32.0), 32.0)
    found = {r.quantity for r in standing(slow)}
    assert "alpha power" in found
    assert "beta power" not in found
    assert "1–13 Hz" in measure(slow, "relative alpha power").method
    assert_recomputable(slow, standing(slow))
    trend = record(noise((2, 300), 1.0), 1.0)
    assert {r.quantity for r in standing(trend)} >= {"duration", "sampling rate"}
    dead = record(np.zeros((4, 2560)))
    assert measure(dead, "bad channels").value == dead.ch_names
    assert "alpha power" not in {r.quantity for r in standing(dead)}


@pytest.mark.parametrize("run", ["S001R01", "S001R02"])
def test_real_records_are_recomputable(data_folder, run):
    recording = open_raw(data_folder / "rest" / f"{run}.edf")
    records = standing(recording)
    assert len(records) > 60
    assert_recomputable(recording, records)


def test_records_of_a_file_read_lazily_are_recomputable(data_folder):
    import neuro_llm

    with neuro_llm.read(data_folder / "workload" / "Subject03_1.edf") as recording:
        records = standing(recording, start=3.3, stop=64.1)
        assert {"heart rate", "posterior alpha frequency"} <= {record.quantity for record in records}
        assert_recomputable(recording, records)


def test_real_alpha_is_where_a_plain_welch_sees_it(data_folder):
    from scipy.signal import welch

    peaks = {}
    for run in ("S001R01", "S001R02"):
        recording = open_raw(data_folder / "rest" / f"{run}.edf")
        channels = ("O1", "Oz", "O2")
        found = {
            part: measure(recording, f"posterior alpha {part}", channels=channels)
            for part in ("power", "frequency", "prominence")
        }
        peaks[run] = {part: record.value for part, record in found.items()}
        if run == "S001R02":
            freqs, psd = welch(recording.read(channels=channels), recording.sfreq, nperseg=640)
            inside = (freqs >= 7) & (freqs <= 14)
            plain = freqs[inside][psd.mean(axis=0)[inside].argmax()]
            assert peaks[run]["frequency"] == pytest.approx(plain, abs=0.5)
    assert peaks["S001R02"]["prominence"] > 10
    assert peaks["S001R02"]["prominence"] > peaks["S001R01"]["prominence"] + 3
    assert peaks["S001R02"]["power"] > 3 * peaks["S001R01"]["power"]


@pytest.mark.parametrize("name", ["Subject00", "Subject03", "Subject06"])
def test_real_hearts_beat_faster_when_counting(data_folder, name):
    rest, task = (
        measure(open_raw(data_folder / "workload" / f"{name}_{part}.edf"), "heart rate").value
        for part in (1, 2)
    )
    assert 50 < rest < 110
    assert rest - 3 < task < 130
