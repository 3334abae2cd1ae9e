"""Uploads become recordings: out of the web server's cache, into the session's private folder."""

from __future__ import annotations

import contextlib
import shutil
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from neuro_llm.recordings.errors import RecordingError

from .archives import safe_name, unpack, unpacked_bytes
from .offering import recordings_in
from .store import Session, Store

HEADERS = (".vhdr", ".ahdr", ".set", ".lay", ".cdt", ".hdr", ".fif", ".edf", ".bdf", ".gdf")
"""Of several files uploaded together, the one that is opened; the others are what it points to."""


@dataclass(frozen=True)
class Taken:
    """path: what `neuro_llm.read` opens; folder: private, holds it and its parts, and goes with it."""

    path: Path
    folder: Path


def take_in(uploads: Sequence[str | Path], session: Session, store: Store) -> Taken:
    """Move uploaded files into the session's folder, and unpack them where they are one zip.

    Several files are the parts of one recording (a header and what it points to), so they stay together.
    RecordingError where they do not fit, are damaged or are several recordings; nothing is left behind then.
    """
    if not uploads:
        raise RecordingError("upload", "nothing arrived.", "Choose the file again.")
    folder = Path(tempfile.mkdtemp(dir=session.folder))
    try:
        moved = _moved([Path(upload) for upload in uploads], folder)
        store.check_room(session, 0)  # they count by now
        if len(moved) == 1 and moved[0].suffix.lower() == ".zip":
            return Taken(_unpacked(moved[0], folder, session, store), folder)
        return Taken(min(moved, key=_rank), folder)
    except BaseException:
        shutil.rmtree(folder, ignore_errors=True)
        raise


def _moved(uploads: Sequence[Path], folder: Path) -> list[Path]:
    moved = []
    for upload in uploads:
        target = folder / safe_name(upload.name)
        if target.exists():
            raise RecordingError(target.name, "two of the files have this name.", "Upload them one by one.")
        try:
            shutil.move(upload, target)
        except FileNotFoundError as error:
            raise RecordingError(
                target.name, "the upload waited too long and is gone.", "Choose the file again."
            ) from error
        with contextlib.suppress(OSError):
            upload.parent.rmdir()  # an upload has a folder of its own
        moved.append(target)
    return moved


def _unpacked(archive: Path, folder: Path, session: Session, store: Store) -> Path:
    """The one recording of a zip."""
    inside = folder / "set"
    store.check_room(session, unpacked_bytes(archive))
    unpack(archive, inside)
    archive.unlink()
    found = recordings_in(inside) or _only_file(inside)
    if not found:
        raise RecordingError(
            archive.name,
            "it holds no recording that can be opened.",
            "It needs the raw files.",
        )
    if len(found) > 1:
        shown = ", ".join(path.relative_to(inside).as_posix() for path in found[:6])
        more = f" and {len(found) - 6} more" if len(found) > 6 else ""
        raise RecordingError(
            archive.name,
            f"it holds {len(found)} recordings: {shown}{more}.",
            "Zip one of them, with its own files.",
        )
    return found[0]


def _only_file(folder: Path) -> list[Path]:
    """The one file below a folder, as a table or an array that a person knows to be a recording; else nothing."""
    files = [path for path in folder.rglob("*") if path.is_file()]
    return files if len(files) == 1 else []


def _rank(path: Path) -> int:
    suffix = path.suffix.lower()
    return HEADERS.index(suffix) if suffix in HEADERS else len(HEADERS)
