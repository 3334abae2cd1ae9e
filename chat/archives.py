"""Zip files from strangers: checked before a byte is written, unpacked under names that are only names."""

from __future__ import annotations

import re
import shutil
import stat
import zipfile
import zlib
from pathlib import Path, PurePosixPath, PureWindowsPath

from neuro_llm.recordings.errors import RecordingError

MOST_MEMBERS = 200
DEEPEST = 8
MOST_SHRUNK = 200.0
"""A recording shrinks a few times, one of flat channels some dozens; what shrinks more is made to fill the disk."""
ALWAYS_FINE = 64 << 20
_CLUTTER = {"__MACOSX", "DS_Store", "Thumbs.db", "desktop.ini"}  # as `safe_name` leaves them
_CURE = "Zip the recording again, or upload its files together."


def safe_name(name: str) -> str:
    """A file name without anything that a shell, a path or a page could take for more than a name."""
    return re.sub(r"[^\w.+ -]", "_", name).lstrip(". ")[-120:] or "recording"


def unpacked_bytes(archive: Path) -> int:
    """How much a zip will take, as it declares; RecordingError where it is damaged or not to be trusted."""
    with _opened(archive) as found:
        members = _members(archive, found)
    return sum(member.file_size for member, _ in members)


def unpack(archive: Path, folder: Path) -> None:
    """Unpack a zip below `folder`, which is made. RecordingError as `unpacked_bytes`."""
    with _opened(archive) as found:
        members = _members(archive, found)
        folder.mkdir(mode=0o700)
        try:
            for member, place in members:
                target = folder / place
                target.parent.mkdir(parents=True, exist_ok=True)
                with found.open(member) as source, target.open("xb") as written:
                    shutil.copyfileobj(source, written, 1 << 20)
        except FileExistsError as error:
            raise RecordingError(archive.name, "two of its files have one name.", _CURE) from error
        except (
            zipfile.BadZipFile,
            zlib.error,
            EOFError,
            NotImplementedError,
            RuntimeError,
            OSError,
        ) as error:
            raise RecordingError(archive.name, f"it cannot be unpacked ({error}).", _CURE) from error


def _opened(archive: Path) -> zipfile.ZipFile:
    try:
        return zipfile.ZipFile(archive)
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError) as error:
        raise RecordingError(archive.name, "it is no zip file, or a damaged one.", _CURE) from error


def _members(archive: Path, found: zipfile.ZipFile) -> list[tuple[zipfile.ZipInfo, PurePosixPath]]:
    """The files of a zip and where each goes; clutter of file managers is left out."""
    files = [member for member in found.infolist() if not member.is_dir()]
    if len(files) > 4 * MOST_MEMBERS:
        raise _too_many(archive, len(files))
    places = [(member, _place(archive, member)) for member in files]
    kept = [
        (member, place)
        for member, place in places
        if not set(place.parts) & {*_CLUTTER, *map(safe_name, _CLUTTER)}
    ]
    if len(kept) > MOST_MEMBERS:
        raise _too_many(archive, len(kept))
    if len({str(place).lower() for _, place in kept}) < len(kept):
        raise RecordingError(archive.name, "two of its files have one name.", _CURE)
    total, packed = (sum(getattr(m, size) for m, _ in kept) for size in ("file_size", "compress_size"))
    if total > max(ALWAYS_FINE, MOST_SHRUNK * min(packed, archive.stat().st_size)):
        raise RecordingError(
            archive.name, f"it declares {total / 1e9:.1f} GB in {archive.stat().st_size / 1e6:.1f} MB.", _CURE
        )
    return kept


def _place(archive: Path, member: zipfile.ZipInfo) -> PurePosixPath:
    """Where a member goes below the folder; refused where its name or kind leads elsewhere."""
    given = PurePosixPath(member.filename.replace("\\", "/"))
    windows = PureWindowsPath(member.filename)
    kind = stat.S_IFMT(member.external_attr >> 16)
    if given.is_absolute() or windows.drive or windows.root or ".." in given.parts or not given.parts:
        raise RecordingError(archive.name, f"its file {given.name!r} would be put outside its folder.", _CURE)
    if kind not in (0, stat.S_IFREG):
        raise RecordingError(archive.name, f"{given.name!r} in it is a link or a device, no file.", _CURE)
    if member.flag_bits & 1:
        raise RecordingError(archive.name, "it is locked with a password.", _CURE)
    if len(given.parts) > DEEPEST:
        raise RecordingError(archive.name, f"its folders lie more than {DEEPEST} deep.", _CURE)
    return PurePosixPath(*map(safe_name, given.parts))


def _too_many(archive: Path, count: int) -> RecordingError:
    return RecordingError(archive.name, f"it holds {count} files; at most {MOST_MEMBERS} are taken.", _CURE)
