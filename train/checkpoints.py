"""Checkpoints that are whole or not there: written aside, hashed, flushed to the disk, renamed.

folder/.staging        one that is being written; of no use after a kill
folder/checkpoint-120  a whole one: its manifest.json holds the SHA-256 of every file
folder/.discarded      one that is being deleted
"""

from __future__ import annotations

import errno
import json
import os
import re
import shutil
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from neuro_llm.adapters.fingerprint import file_hash
from neuro_llm.recordings.errors import ConfigError

STAGING, DISCARDED, MANIFEST = ".staging", ".discarded", "manifest.json"
FULL = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)
FULL_WORDS = ("os error 28", "os error 27", "os error 122", "inline_container.cc", "iostream error")


def step_of(checkpoint: Path) -> int:
    """120 of `checkpoint-120`; -1 of anything else."""
    found = re.fullmatch(r"checkpoint-(\d+)", checkpoint.name)
    return int(found[1]) if found else -1


def checkpoints(folder: Path) -> list[Path]:
    """Those of a run, the newest first, whole or not."""
    return sorted(
        (path for path in folder.glob("checkpoint-*") if step_of(path) >= 0), key=step_of, reverse=True
    )


def commit(staging: Path, target: Path) -> None:
    """Turn a written folder into the checkpoint `target`: everything is on the disk before it has its name."""
    files = sorted(path for path in staging.rglob("*") if path.is_file())
    hashes = {path.relative_to(staging).as_posix(): file_hash(path) for path in files}
    text = json.dumps({"step": step_of(target), "files": hashes}, indent=1)
    (staging / MANIFEST).write_text(text, encoding="utf-8")
    for path in [*staging.rglob("*"), staging]:
        flush(path)
    if target.exists():
        discard(target)
    os.rename(staging, target)
    flush(target.parent)


def flush(path: Path) -> None:
    """Wait until a file, or the names in a folder, are on the disk."""
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def discard(checkpoint: Path) -> None:
    """Delete a checkpoint; it loses its name first, so that no half of it is ever taken for one."""
    bin_ = checkpoint.with_name(DISCARDED)
    shutil.rmtree(bin_, ignore_errors=True)
    os.rename(checkpoint, bin_)
    shutil.rmtree(bin_)


def clear(folder: Path) -> None:
    """Remove what killed saves and deletions left behind."""
    for name in (STAGING, DISCARDED):
        shutil.rmtree(folder / name, ignore_errors=True)


def rotate(newest: Path, keep: int) -> None:
    """Keep `newest`, which was just written, and the `keep` - 1 before it; later ones belong to a damaged past."""
    others = [path for path in checkpoints(newest.parent) if path != newest]
    before = [path for path in others if step_of(path) < step_of(newest)]
    for old in [*set(others).difference(before), *before[max(keep, 1) - 1 :]]:
        discard(old)


def newest_good(folder: Path) -> Path | None:
    """The checkpoint to go on from, None where there is none; damaged ones are passed over with a note."""
    clear(folder)
    for checkpoint in checkpoints(folder):
        damage = fault(checkpoint)
        if not damage:
            return checkpoint
        print(f"{checkpoint}: passed over, {damage}", file=sys.stderr)
    return None


def fault(checkpoint: Path) -> str:
    """What is wrong with a checkpoint; empty where it is whole."""
    try:
        manifest = json.loads((checkpoint / MANIFEST).read_text(encoding="utf-8"))
        files = dict(manifest["files"])
        if manifest["step"] != step_of(checkpoint):
            return f"its manifest is of step {manifest['step']}"
    except OSError:
        return f"it has no {MANIFEST}"
    except (ValueError, KeyError, TypeError):
        return f"its {MANIFEST} cannot be read"
    for name, sha256 in files.items():
        path = checkpoint / name
        if not path.is_file():
            return f"{name} is missing"
        if file_hash(path) != sha256:
            return f"{name} is damaged (its SHA-256 differs)"
    return ""


@contextmanager
def room_for(folder: Path, needed: int) -> Iterator[None]:
    """Say clearly that the disk is full, whichever library met it.

    needed   bytes that are about to be written below `folder`
    """
    try:
        yield
    except Exception as problem:
        if not _is_full(problem) and shutil.disk_usage(folder).free > needed:
            raise
        shutil.rmtree(folder / STAGING, ignore_errors=True)
        free = shutil.disk_usage(folder).free
        raise ConfigError(
            f"{folder}: no room to save: about {needed / 1e6:,.1f} MB are needed, {free / 1e6:,.1f} MB are free "
            "(or a quota or file size limit is reached). What was saved before is whole. Free some space and "
            "give the same command again; it goes on from there."
        ) from problem


def _is_full(problem: BaseException | None) -> bool:
    """Whether an error, or the one before it, is about a full disk; torch and safetensors only say it in words."""
    if problem is None:
        return False
    by_number = isinstance(problem, OSError) and problem.errno in FULL
    return by_number or any(w in str(problem) for w in FULL_WORDS) or _is_full(problem.__context__)
