"""The events table of a run: which file it is, what its rows say."""

from __future__ import annotations

from pathlib import Path

import pytest

from neuro_llm.recordings.readers.events_tsv import bids_events


@pytest.mark.parametrize(
    ("run", "table"),
    [
        ("sub-01_task-x_bold.nii.gz", "sub-01_task-x_events.tsv"),
        ("sub-01_task-x_run-1_eeg.vhdr", "sub-01_task-x_run-1_events.tsv"),
        ("sub-01_task-x_meg.fif", "sub-01_task-x_events.tsv"),
        ("sub-01_task-x_ieeg.edf", "sub-01_task-x_events.tsv"),
        ("run01_bold.nii.gz", "run01_events.tsv"),
        ("sub-01_task-x_echo-2_part-mag_bold.nii", "sub-01_task-x_events.tsv"),
        ("sub-01_task-x_space-MNI_desc-preproc_bold.nii.gz", "sub-01_task-x_events.tsv"),
        ("sub-01_task-x_hemi-L_space-fsnative_bold.func.gii", "sub-01_task-x_events.tsv"),
    ],
)
def test_the_table_of_a_run(tmp_path: Path, run: str, table: str) -> None:
    (tmp_path / table).write_text("onset\tduration\ttrial_type\n1.5\t2\tface\n")
    assert bids_events(tmp_path / run) == [(1.5, 2.0, "face")]


@pytest.mark.parametrize(
    "run", ["sub-02_task-x_bold.nii", "sub-01_task-x_T1w.nii", "plain.edf", "sub-01_task-x_split-02_meg.fif"]
)
def test_no_table_belongs_to_others(tmp_path: Path, run: str) -> None:
    (tmp_path / "sub-01_task-x_events.tsv").write_text("onset\tduration\n1\t2\n")
    changes: list[str] = []
    assert bids_events(tmp_path / run, changes) == []
    assert changes == []


def test_labels_and_absent_cells(tmp_path: Path) -> None:
    rows = [
        "onset\tduration\ttrial_type\tvalue\tstim_file",
        "0.5\tn/a\tface\t3\ta.png",
        "1.5\t2\tn/a\t3\ta.png",
        "2.5\t2\tn/a\tn/a\timages/b.png",
        "3.5\t2\tn/a\tn/a\tn/a",
    ]
    (tmp_path / "a_events.tsv").write_text("\ufeff" + "\r\n".join(rows))
    assert bids_events(tmp_path / "a_bold.nii") == [
        (0.5, 0.0, "face"),
        (1.5, 2.0, "3"),
        (2.5, 2.0, "b.png"),
        (3.5, 2.0, "event"),
    ]


def test_broken_rows_are_counted(tmp_path: Path) -> None:
    (tmp_path / "a_events.tsv").write_text("onset\tduration\n1\t2\nsoon\t2\nn/a\t2\n3\n\tinf\n4\t-1\textra\n")
    changes: list[str] = []
    assert bids_events(tmp_path / "a_eeg.edf", changes) == [
        (1.0, 2.0, "event"),
        (3.0, 0.0, "event"),
        (4.0, 0.0, "event"),
    ]
    assert changes == [
        "3 events were read from a_events.tsv.",
        "3 rows of it have no onset that is a number and were left out.",
    ]


@pytest.mark.parametrize("content", [b"", b"\x00\xff\xfe\x01garbage", b"a\tb\n1\t2\n", b'onset\t"x\n1\t"y\n'])
def test_no_table_at_all_is_no_crash(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "a_events.tsv").write_bytes(content)
    changes: list[str] = []
    assert len(bids_events(tmp_path / "a_bold.nii", changes)) <= 1
    assert changes
