"""Kept findings are read back by MNE-Python, edfio and our own reader, and name nobody."""

from __future__ import annotations

import csv
import json
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from neuro_llm.chat.keep.annotations import FORMATS, save_annotations
from neuro_llm.chat.look.state import Mark
from neuro_llm.export import write_recording
from neuro_llm.recordings.arrays import from_array
from neuro_llm.recordings.errors import ConfigError, RecordingError
from neuro_llm.recordings.readers import read
from neuro_llm.recordings.recording import Event, Recording

MARKS = (
    Mark(30.0, 2.5, "Spindel für\tÉva: <b>", ("O1", "O2")),
    Mark(3.25, 0.0, "blink"),
    Mark(3.25, 1.0, "turned down", kept=False),
)
EXPECTED = [(3.25, 0.0, "blink"), (30.0, 2.5, "Spindel für Éva: <b>")]


@pytest.fixture
def minute() -> Recording:
    noise = np.random.default_rng(0).normal(0, 1e-5, (2, 6000))
    made = from_array(noise, 100.0, ("O1", "O2"), name="sub-01_task-rest_eeg.edf")
    return replace(made, events=(Event(5.0, 1.0, "T1"),))


def test_events_of_bids_are_read_with_the_recording(minute: Recording, tmp_path: Path) -> None:
    table, sidecar = save_annotations(minute, MARKS, "tsv", tmp_path)
    assert (table.name, sidecar.name) == ("sub-01_task-rest_events.tsv", "sub-01_task-rest_events.json")
    with table.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))
    assert [(float(r["onset"]), float(r["duration"]), r["trial_type"]) for r in rows] == EXPECTED
    assert [row["channel"] for row in rows] == ["n/a", "O1,O2"]
    assert list(json.loads(sidecar.read_text("utf-8"))) == list(rows[0])
    write_recording(replace(minute, events=()), tmp_path / minute.name)
    with read(tmp_path / minute.name) as again:
        assert [(e.onset, e.duration, e.label) for e in again.events] == EXPECTED


def test_fif_is_read_equal(minute: Recording, tmp_path: Path) -> None:
    import mne

    for _ in range(2):  # an earlier file of that name is replaced
        (path,) = save_annotations(minute, MARKS, "fif", tmp_path)
    assert path.name == "sub-01_task-rest_eeg-annot.fif".replace("_eeg", "")
    again = mne.read_annotations(path)
    assert list(zip(again.onset, again.duration, again.description, strict=True)) == EXPECTED
    assert list(again.ch_names) == [(), ("O1", "O2")]
    assert again.orig_time is None
    raw = mne.io.RawArray(minute.read(), mne.create_info(["O1", "O2"], 100.0, "eeg"), verbose="error")
    assert list(raw.set_annotations(again).annotations.onset) == [3.25, 30.0]


def test_edf_holds_annotations_alone(minute: Recording, tmp_path: Path) -> None:
    import edfio
    import mne

    (path,) = save_annotations(minute, (*MARKS, Mark(33_000.125, 1.0, "眠り ✓")), "edf", tmp_path)
    expected = [*EXPECTED, (33_000.125, 1.0, "眠り ✓")]
    edf = edfio.read_edf(path)
    assert [(a.onset, a.duration or 0.0, a.text) for a in edf.annotations] == expected
    again = mne.read_annotations(path)
    assert list(zip(again.onset, again.duration, again.description, strict=True)) == expected
    assert edf.num_signals == 0
    with pytest.raises(RecordingError, match="only annotations"):
        read(path)
    header = path.read_bytes()[8:184].decode("ascii").split()
    assert header == ["X", "X", "X", "X", "Startdate", "X", "X", "X", "X", "01.01.8500.00.00"]


@pytest.mark.parametrize("form", FORMATS)
def test_events_of_the_file_come_along_where_asked(form: str, minute: Recording, tmp_path: Path) -> None:
    from neuro_llm.recordings.readers import events_tsv

    first, *_ = save_annotations(minute, (), form, tmp_path, events=True)
    if form == "tsv":
        run = tmp_path / "sub-01_task-rest_eeg.edf"
        assert events_tsv.bids_events(run) == [(5.0, 1.0, "T1")]
    else:
        import mne

        assert list(mne.read_annotations(first).description) == ["T1"]


def test_what_cannot_be_written_says_why(minute: Recording, tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match="keep one first"):
        save_annotations(minute, MARKS[2:], "fif", tmp_path)
    with pytest.raises(ConfigError, match=r"choose tsv, fif, edf"):
        save_annotations(minute, MARKS, "docx", tmp_path)
    assert list(tmp_path.iterdir()) == []


def test_a_hostile_name_stays_a_name_inside_the_folder(minute: Recording, tmp_path: Path) -> None:
    hostile = replace(minute, name='../../x"><img src=x>\n.edf')
    paths = [path for form in FORMATS for path in save_annotations(hostile, MARKS, form, tmp_path)]
    assert all(path.parent == tmp_path and path.is_file() for path in paths)
    assert not any(set(path.name) & set('<>"/\n') for path in paths)
