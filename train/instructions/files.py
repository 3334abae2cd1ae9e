"""Recordings of a folder, and whose each is by its name."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from neuro_llm.recordings.errors import ConfigError, RecordingError
from neuro_llm.recordings.recording import Recording
from neuro_llm.train.stored import read_recording

from .piece import Collected

Note = Callable[[str], None]

_ENDINGS = (
    *(
        ".edf",
        ".bdf",
        ".gdf",
        ".vhdr",
        ".set",
        ".fif",
        ".fif.gz",
        ".cnt",
        ".snirf",
        ".nwb",
        ".nxe",
        ".sqd",
        ".con",
    ),
    *(".npy", ".arff", ".wav", ".nii", ".nii.gz", ".mgz"),
)
_FOLDERS = (".ds", ".mff", ".mefd")
_NOT_DATA = {"derivatives", "sourcedata", "code", "stimuli", "phenotype"}
_HYPNOGRAM = re.compile(r"(?i)hypnogram\.edf$")
_PERSON = (
    re.compile(r"(?i)^(s[ct][47]\d\d)\d[a-z]"),  # Sleep-EDF: SC4001E0 is night 1 of person 00
    re.compile(r"(?i)^(sub-[a-z0-9]+)"),
    re.compile(r"(?i)^([a-z]*[-_ ]?\d+)"),  # S001R03, Subject00_1, p12-rest
)


def recordings_below(source: Path) -> list[Path]:
    """The file itself, or all files below a folder whose ending is that of a recording."""
    if not source.is_dir() or source.suffix in _FOLDERS:
        return [source]
    found: list[Path] = []
    for place, folders, files in os.walk(source):
        folders[:] = sorted(name for name in folders if not name.startswith(".") and name not in _NOT_DATA)
        inside = [name for name in folders if name.lower().endswith(_FOLDERS)]
        folders[:] = [name for name in folders if name not in inside]
        names = [name for name in files if name.lower().endswith(_ENDINGS) and not name.startswith(".")]
        found += [Path(place, name) for name in (*inside, *names) if not _HYPNOGRAM.search(name)]
    if not found:
        raise ConfigError(f"{source} holds no recording ({', '.join(_ENDINGS[:8])} ...).")
    return sorted(found)


def person_of(path: str, pattern: str) -> str:
    """Whose a recording is by its path: the group of the pattern, else what stands before the run in its name."""
    if pattern:
        found = re.search(pattern, path)
        if found is None or not found[1]:
            raise ConfigError(f"subject={pattern!r} finds no person in {path!r}.")
        return found[1]
    name = path.rsplit("/", 1)[-1]
    match = next((found for known in _PERSON if (found := known.match(name))), None)
    return match[1].lower() if match else stem(name)


def stem(name: str) -> str:
    """The name without its endings: "a.nii.gz" → "a"."""
    return name[1:].split(".", 1)[0] if name.startswith(".") else name.split(".", 1)[0]


@contextmanager
def opened(
    file: Path, options: dict[str, object], found: Collected, note: Note
) -> Iterator[Recording | None]:
    """The recording, or None where it cannot be opened: that is told and counted."""
    try:
        recording = read_recording(file, options)
    except RecordingError as error:
        found.left_out["recordings that cannot be opened"] += 1
        note(f"{file.name}: {error.cause} {error.hint}")
        yield None
        return
    with recording:
        note(f"{file.name}: {recording.duration:.0f} s")
        yield recording
