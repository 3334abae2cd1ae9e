"""What is offered: files, and each recording of a folder; parts of recordings and other files are not."""

from __future__ import annotations

from pathlib import Path

import pytest

from neuro_llm.chat.offering import MOST_OFFERED, offered, recordings_in
from neuro_llm.recordings.errors import RecordingError


def made(folder: Path, *names: str) -> Path:
    for name in names:
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(b"")
    return folder


def test_a_plain_folder_offers_its_recordings_by_their_place(tmp_path: Path) -> None:
    made(
        tmp_path,
        "b.edf",
        "a.vhdr",
        "a.eeg",
        "a.vmrk",
        "README.md",
        "events.tsv",
        "deep/er/c.nwb",
        ".hidden.edf",
    )
    assert list(offered([tmp_path])) == ["a.vhdr", "b.edf", "deep/er/c.nwb"]


def test_a_recording_folder_is_one_recording(tmp_path: Path) -> None:
    made(tmp_path, "s1.ds/s1.meg4", "s1.ds/s1.res4", "s2.mff/info.xml", "night.edf")
    assert list(offered([tmp_path])) == ["night.edf", "s1.ds", "s2.mff"]
    assert list(offered([tmp_path / "s1.ds"])) == ["s1.ds"]


def test_a_data_set_offers_its_runs(tmp_path: Path) -> None:
    run = "sub-0{}/eeg/sub-0{}_task-rest_eeg.edf"
    names = [run.format(n, n) for n in (2, 1)]
    made(tmp_path, "dataset_description.json", "code/x.edf", "derivatives/" + names[0], *names)
    assert list(offered([tmp_path])) == sorted(names)


def test_at_most_five_hundred_are_offered(tmp_path: Path) -> None:
    made(tmp_path, *(f"{n:04}.edf" for n in range(MOST_OFFERED + 20)))
    assert len(offered([tmp_path])) == MOST_OFFERED
    assert next(iter(offered([tmp_path]))) == "0000.edf"


def test_nothing_to_offer_is_a_sentence(tmp_path: Path) -> None:
    with pytest.raises(RecordingError, match="holds no recording"):
        offered([tmp_path])
    with pytest.raises(RecordingError, match="no such file"):
        offered([tmp_path / "gone.edf"])


def test_links_out_of_a_folder_are_not_followed(tmp_path: Path) -> None:
    outside = made(tmp_path / "outside", "secret.edf")
    inside = made(tmp_path / "inside", "a.edf")
    (inside / "away").symlink_to(outside)
    assert [path.name for path in recordings_in(inside)] == ["a.edf"]
