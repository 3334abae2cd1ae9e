"""The front door: `read(path)` → `Recording`."""

from __future__ import annotations

import math
import os
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

import numpy as np

from neuro_llm.recordings.errors import RecordingError
from neuro_llm.recordings.recording import Event, Recording

from .bids import bids_runs
from .draft import Options
from .isolation import ChildSource
from .opening import taken
from .refusals import RECORDING_FOLDERS

WORTH_OPENING = (
    *(".edf", ".bdf", ".gdf", ".vhdr", ".set", ".fif", ".cnt", ".snirf", ".hdr", ".nxe", ".sqd", ".con"),
    ".nwb",
    *(".lay", ".cdt", ".npy", ".ds", ".mff", ".mefd", ".arff", ".wav", ".rd", ".rd.gz"),
    *(".nii", ".nii.gz", ".img", ".mnc", ".mgh", ".mgz", ".head", ".func.gii", ".time.gii"),
)


def read(
    path: str | os.PathLike[str],
    *,
    sfreq: float | None = None,
    unit: str | None = None,
    ch_names: Sequence[str] | None = None,
    modality: str | None = None,
    strict: bool = False,
) -> Recording:
    """Open any supported recording, lazily, behind a child process.

    sfreq, unit, ch_names, modality  what a bare file (text, npy, mat) cannot say: Hz, "uV", labels, "eeg"
    strict                           refuse a truncated file instead of opening what is left of it
    """
    given = Path(path).expanduser().absolute()
    options = _options(given.name, sfreq, unit, ch_names, modality, strict)
    file = _one_recording(given)
    source = ChildSource(file, options)
    recording = _recording(source.open(), source)
    if file == given:
        return recording
    return recording.noting(f"The folder {given.name} holds one recording, {file.name}, which was opened.")


def _options(
    name: str,
    sfreq: float | None,
    unit: str | None,
    ch_names: Sequence[str] | None,
    modality: str | None,
    strict: bool,
) -> Options:
    if sfreq is not None and not (math.isfinite(sfreq) and 0 < sfreq <= 1e6):
        raise RecordingError(
            name, f"sfreq={sfreq} is no sampling rate.", "Pass samples per second, as in sfreq=256."
        )
    if isinstance(ch_names, str):
        ch_names = (ch_names,)
    names = None if ch_names is None else tuple(str(label) for label in ch_names)
    return Options(None if sfreq is None else float(sfreq), unit, names, modality, bool(strict))


def _one_recording(file: Path) -> Path:
    """The file itself; for a folder the recording it is, or an error that lists what lies inside."""
    if not file.exists():
        raise RecordingError(
            file.name, "there is no such file.", f"Look into the folder {file.parent.name or '/'}."
        )
    if not file.is_file() and not file.is_dir():
        raise RecordingError(file.name, "this is no regular file.", "Give the path of a file on disk.")
    if not file.is_dir() or file.suffix.lower() in RECORDING_FOLDERS or taken(file):
        return file
    headers = sorted(file.glob("*.hdr"))
    if len(headers) == 1 and any(file.glob("*.wl1")):  # a NIRx folder
        return headers[0]
    runs = bids_runs(file)
    if len(runs) == 1:
        return runs[0].path
    if runs:
        subjects = len({run.subject for run in runs})
        shown = ", ".join(run.path.relative_to(file).as_posix() for run in runs[:6])
        more = f" and {len(runs) - 6} more" if len(runs) > 6 else ""
        raise RecordingError(
            file.name,
            f"this is a BIDS folder with {len(runs)} runs of {subjects} subject{'s' * (subjects > 1)}.",
            f"Open one of them: {shown}{more}.",
        )
    inside = list(_recordings_in(file))
    if not inside:
        raise RecordingError(
            file.name, "this folder holds no recording that can be opened.", "Give the path of one file."
        )
    more = " and more" if len(inside) > 6 else ""
    raise RecordingError(
        file.name,
        "this is a folder of recordings.",
        f"Open one of them: {', '.join(inside[:6])}{more}.",
    )


def _recordings_in(folder: Path) -> Iterable[str]:
    """Up to seven recordings below a folder, raw data before derivatives."""
    found: list[str] = []
    for place, folders, files in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith(".") and name != "sourcedata")[
            :500
        ]
        names = [name for name in (*folders, *files) if name.lower().endswith(WORTH_OPENING)]
        found += [Path(place, name).relative_to(folder).as_posix() for name in sorted(names)]
        folders[:] = [name for name in folders if not name.lower().endswith(RECORDING_FOLDERS)]
        if len(found) > 200:
            break
    return sorted(found, key=lambda name: (name.startswith("derivatives/"), name))[:7]


def _recording(header: dict[str, Any], source: ChildSource) -> Recording:
    """The header of the child, every field in its type, as a Recording."""
    return Recording(
        name=str(header["name"]),
        modality=str(header["modality"]),
        ch_names=tuple(map(str, header["ch_names"])),
        ch_kinds=tuple(map(str, header["ch_kinds"])),
        units=tuple(map(str, header["units"])),
        sfreq=float(header["sfreq"]),
        native_rates=tuple(map(float, header["native_rates"])),
        n_times=int(header["n_times"]),
        positions=np.array(header["positions"], dtype=float).reshape(-1, 3),
        source=source,
        reference=str(header["reference"]),
        events=tuple(Event(float(onset), float(long), str(label)) for onset, long, label in header["events"]),
        bads=tuple(map(str, header["bads"])),
        changes=tuple(map(str, header["changes"])),
        unit_known=bool(header["unit_known"]),
        orientations=_orientations(header),
    )


def _orientations(header: dict[str, Any]) -> np.ndarray | None:
    given = header.get("orientations")
    return None if given is None else np.array(given, dtype=float).reshape(-1, 3)
