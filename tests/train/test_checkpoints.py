"""Writing, finding and deleting checkpoints; disks that are full."""

from __future__ import annotations

import errno
import os
from pathlib import Path
from typing import Any

import pytest

from neuro_llm.recordings.errors import ConfigError
from neuro_llm.train import checkpoints
from neuro_llm.train.checkpoints import MANIFEST, STAGING, commit, discard, fault, newest_good, rotate

SCRIPT = str(Path(__file__).with_name("tiny_run.py"))


def written(folder: Path, step: int) -> Path:
    staging = folder / STAGING / f"checkpoint-{step}"
    (staging / "inner").mkdir(parents=True)
    (staging / "inner" / "weights.bin").write_bytes(bytes([step]) * 100)
    target = folder / f"checkpoint-{step}"
    commit(staging, target)
    return target


def test_everything_is_on_the_disk_before_it_has_its_name(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen: list[str] = []
    fsync, rename = os.fsync, os.rename

    def noted_fsync(handle: int) -> None:
        seen.append(Path(os.readlink(f"/proc/self/fd/{handle}")).name)
        fsync(handle)

    def noted_rename(source: Any, target: Any) -> None:
        seen.append(f"rename {Path(target).name}")
        rename(source, target)

    monkeypatch.setattr(os, "fsync", noted_fsync)
    monkeypatch.setattr(os, "rename", noted_rename)
    written(tmp_path, 3)
    assert sorted(seen[:4]) == ["checkpoint-3", "inner", MANIFEST, "weights.bin"]
    assert seen[4:] == ["rename checkpoint-3", tmp_path.name]


@pytest.mark.parametrize("damage", ["flip", "cut", "delete", "manifest", "no manifest", "renamed"])
def test_damage_is_found_and_the_one_before_is_taken(
    tmp_path: Path, damage: str, capsys: pytest.CaptureFixture[str]
) -> None:
    good, bad = written(tmp_path, 4), written(tmp_path, 8)
    weights = bad / "inner" / "weights.bin"
    if damage == "flip":
        weights.write_bytes(b"\x00" + weights.read_bytes()[1:])
    elif damage == "cut":
        weights.write_bytes(weights.read_bytes()[:-1])
    elif damage == "delete":
        weights.unlink()
    elif damage == "manifest":
        (bad / MANIFEST).write_text("{", encoding="utf-8")
    elif damage == "no manifest":
        (bad / MANIFEST).unlink()
    else:
        bad = bad.rename(tmp_path / "checkpoint-9")
    assert newest_good(tmp_path) == good
    assert f"{bad}: passed over, {fault(bad)}" in capsys.readouterr().err


def test_nothing_good_is_none(tmp_path: Path) -> None:
    (tmp_path / "checkpoint-5").mkdir()
    assert newest_good(tmp_path) is None
    assert newest_good(tmp_path / "absent") is None


def test_leftovers_are_removed(tmp_path: Path) -> None:
    good = written(tmp_path, 4)
    for name in (STAGING, checkpoints.DISCARDED):
        (tmp_path / name / "checkpoint-8").mkdir(parents=True)
    assert newest_good(tmp_path) == good
    assert sorted(path.name for path in tmp_path.iterdir()) == ["checkpoint-4"]


def test_rotation_keeps_the_newest_and_drops_a_damaged_past(tmp_path: Path) -> None:
    for step in (4, 8, 20):
        written(tmp_path, step)
    rotate(written(tmp_path, 12), 2)
    assert sorted(path.name for path in tmp_path.glob("checkpoint-*")) == ["checkpoint-12", "checkpoint-8"]
    rotate(tmp_path / "checkpoint-12", 1)
    assert fault(tmp_path / "checkpoint-12") == ""


def test_a_checkpoint_that_is_deleted_has_no_name(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first = written(tmp_path, 4)
    monkeypatch.setattr(checkpoints.shutil, "rmtree", lambda path, ignore_errors=False: None)
    discard(first)
    assert not first.exists()
    assert newest_good(tmp_path) is None


@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EDQUOT])
def test_a_full_disk_is_named(tmp_path: Path, number: int) -> None:
    with (
        pytest.raises(
            ConfigError, match=r"no room to save: about 2\.5 MB are needed, .* MB are free.*Free some"
        ),
        checkpoints.room_for(tmp_path, 2_500_000),
    ):
        raise OSError(number, os.strerror(number))
    with pytest.raises(OSError, match="Permission"), checkpoints.room_for(tmp_path, 1):
        raise OSError(errno.EACCES, "Permission denied")


@pytest.mark.parametrize("size", [20_000, 40_000])
def test_a_full_disk_leaves_the_checkpoint_before(commands: Any, tmp_path: Path, size: int) -> None:
    """The weights have 32 kB, the optimizer's state 66 kB: another file is the first that finds no room."""
    first = commands.run([SCRIPT, str(tmp_path), "--steps", "8"]).check()
    before = {path.name for path in tmp_path.glob("checkpoint-*")}
    assert first.touched
    ended = commands.run([SCRIPT, str(tmp_path), "--steps", "12"], largest_file=size)
    assert ended.statuses == [1]
    assert "no room to save" in ended.log
    assert {path.name for path in tmp_path.glob("checkpoint-*")} == before
    assert not (tmp_path / STAGING).exists()
    commands.run([SCRIPT, str(tmp_path), "--steps", "12"]).check()
