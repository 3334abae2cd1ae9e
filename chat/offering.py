"""The recordings on offer: what was named, each recording of a folder, or the bundled examples."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path

from neuro_llm.recordings import examples
from neuro_llm.recordings.errors import RecordingError
from neuro_llm.recordings.readers.bids import bids_runs, dataset_of
from neuro_llm.recordings.readers.opening import reader_of, taken
from neuro_llm.recordings.readers.reading import WORTH_OPENING
from neuro_llm.recordings.readers.refusals import RECORDING_FOLDERS
from neuro_llm.recordings.recording import Recording

from .printable import plain

MOST_OFFERED = 500
LONGEST_LABEL = 200
MOST_SEEN = 100_000
"""Files and folders that are looked at."""


def offered(recordings: Sequence[str | Path | Recording]) -> dict[str, Path | Recording]:
    """Label → what to open: the given files and open recordings by name, those of a folder by their place in it.

    The bundled examples where nothing is given. RecordingError where a file is missing or a folder holds nothing.
    """
    if not recordings:
        return {label: examples.path(name) for name, label in examples.EXAMPLES.items()}
    found: dict[str, Path | Recording] = {}
    for given in recordings:
        for name, source in _named(given):
            name = plain(name, LONGEST_LABEL)
            label = name if name not in found else f"{name} ({len(found) + 1})"
            found[label] = source
    return dict(list(found.items())[:MOST_OFFERED])


def _named(given: str | Path | Recording) -> list[tuple[str, Path | Recording]]:
    if isinstance(given, Recording):
        return [(given.name, given)]
    path = Path(given).expanduser().resolve()
    if not path.exists():
        raise RecordingError(path.name, "there is no such file.", "Check the path.")
    if not path.is_dir():
        return [(path.name, path)]
    inside = recordings_in(path)
    if not inside:
        raise RecordingError(
            path.name or str(path), "this folder holds no recording that can be opened.", "Name a file of it."
        )
    return [
        (source.relative_to(path.parent if source == path else path).as_posix(), source) for source in inside
    ]


def recordings_in(folder: Path) -> list[Path]:
    """The recordings in a folder, sorted, at most `MOST_OFFERED`; the folder itself where it is one.

    Of a BIDS data set its runs; of another folder every file and folder below it that a reader opens.
    """
    if _is_recording(folder):
        return [folder]
    described = (folder / "dataset_description.json").is_file() or dataset_of(folder) is not None
    runs = [run.path for run in bids_runs(folder)] if described else []
    return (runs or _found(folder))[:MOST_OFFERED]


def _found(folder: Path) -> list[Path]:
    found: list[Path] = []
    seen = 0
    for place, folders, files in os.walk(folder):
        seen += len(folders) + len(files)
        below = [Path(place, name) for name in folders if not name.startswith(".")]
        whole = [path for path in below if _is_recording(path)]
        found += whole + [Path(place, name) for name in files if _opens(Path(place, name))]
        folders[:] = sorted(path.name for path in below if path not in whole)
        if seen > MOST_SEEN or len(found) > 4 * MOST_OFFERED:
            break
    return sorted(found)


def _is_recording(folder: Path) -> bool:
    nirx = any(folder.glob("*.wl1")) and any(folder.glob("*.hdr"))
    return folder.suffix.lower() in RECORDING_FOLDERS or nirx or taken(folder)


def _opens(path: Path) -> bool:
    """Is this the file that a recording is opened by?"""
    if path.name.startswith(".") or not path.name.lower().endswith(WORTH_OPENING):
        return False
    try:
        reader_of(path)
    except RecordingError:  # a further part, or a format that is not read
        return False
    return True


def code_of(source: Path | Recording) -> str:
    """The Python expression that opens it; of a file its name alone, which is the user's own."""
    if isinstance(source, Recording):
        return "recording"
    for name in examples.EXAMPLES:
        if examples.path(name) == source:
            return f"neuro_llm.read(examples.path({name!r}))"
    return f"neuro_llm.read({source.name!r})"
