"""BIDS datasets by their names: which runs there are, and which files describe a run."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from neuro_llm.recordings.errors import RecordingError

_MODALITIES = {"eeg": "eeg", "ieeg": "ieeg", "meg": "meg", "nirs": "fnirs", "bold": "fmri"}
_ENDINGS = {
    "eeg": (".edf", ".bdf", ".vhdr", ".set", ".fif"),
    "ieeg": (".edf", ".vhdr", ".set", ".nwb", ".mefd"),
    "meg": (".fif", ".ds", ".sqd", ".con", ".mff"),
    "nirs": (".snirf",),
    "bold": (".nii", ".nii.gz"),
}
_RUN = re.compile(r"^sub-[^_/]+(?:_[^_/]+)*_(eeg|ieeg|meg|nirs|bold)(\.[a-z]+(?:\.gz)?)$")
_ENTITY = re.compile(r"(?:^|_)([a-z]+)-([^_./]+)")
_NO_RUNS = ("derivatives", "sourcedata", "code", "stimuli", "phenotype")
_DEEPEST = 4
"""Folders from a run up to its dataset: eeg, ses-1, sub-01, the dataset."""
_TABLES = ("channels.tsv", "electrodes.tsv", "events.tsv", "coordsystem.json")


@dataclass(frozen=True)
class BIDSRun:
    """One run of a dataset; what its name does not say is "".

    modality  "eeg", "ieeg", "meg", "fnirs" or "fmri"
    """

    path: Path
    subject: str
    session: str
    task: str
    run: str
    modality: str


def bids_runs(root: str | os.PathLike[str]) -> list[BIDSRun]:
    """All EEG, MEG, iEEG, fNIRS and fMRI runs of a dataset, or of one of its folders, in order.

    Derivatives, empty-room recordings, later parts of split files and further echoes of one run are left out.
    """
    folder = Path(root).expanduser()
    if not folder.is_dir():
        raise RecordingError(folder.name, "there is no such folder.", "Give the folder of a BIDS dataset.")
    runs = [run for place in _data_files(folder) if (run := _run_of(place)) is not None]
    return sorted(runs, key=lambda run: (run.subject, run.session, run.task, run.run, run.path.name))


def is_run(path: Path) -> bool:
    """Is this a data file (or folder) named as BIDS names them?"""
    found = _RUN.match(path.name)
    return found is not None and found.group(2) in _ENDINGS[found.group(1)]


def sidecars(path: Path, kind: str) -> list[Path]:
    """The files of one kind ("channels.tsv", "eeg.json") that describe a run, the nearest last.

    By BIDS' inheritance they lie beside it or in a folder above, up to the dataset, and their name says nothing
    that the run's does not (but the `space` of coordinates).
    """
    if not is_run(path):
        return []
    own = _entities(path.name)
    found: list[Path] = []
    for folder in reversed(_folders(path)):
        fitting = [
            file
            for file in sorted({*folder.glob(f"*_{kind}"), *folder.glob(kind)})
            if all(own.get(key) == value for key, value in _entities(file.name).items() if key != "space")
        ]
        found += sorted(fitting, key=lambda file: len(_entities(file.name)))
    return found


def described_by(path: Path) -> list[Path]:
    """Every file that describes a run: what may be read beside the recording itself."""
    found = _RUN.match(path.name)
    if found is None:
        return []
    return [file for kind in (*_TABLES, f"{found.group(1)}.json") for file in sidecars(path, kind)]


def dataset_of(path: Path) -> Path | None:
    """The folder of the dataset that a run belongs to, None where there is none."""
    folders = list(path.absolute().parents)[:_DEEPEST]
    return next((folder for folder in folders if (folder / "dataset_description.json").is_file()), None)


def _folders(path: Path) -> list[Path]:
    """The run's own folder first, then those above it, the dataset last."""
    dataset, parents = dataset_of(path), list(path.absolute().parents)
    return parents[: parents.index(dataset) + 1] if dataset is not None else parents[:1]


def _entities(name: str) -> dict[str, str]:
    """Key → value: {"sub": "01", "task": "rest"}."""
    return dict(_ENTITY.findall(name))


def _data_files(folder: Path) -> Iterator[Path]:
    """Files and recording folders named as BIDS names data."""
    for place, folders, files in os.walk(folder):
        yield from (Path(place, name) for name in (*folders, *files) if is_run(Path(name)))
        folders[:] = sorted(
            name
            for name in folders
            if not name.startswith(".") and name not in _NO_RUNS and not is_run(Path(name))
        )


def _run_of(path: Path) -> BIDSRun | None:
    """The run that a data file is; None where it is a further part of one, or of an empty room."""
    said = _entities(path.name)
    part = said.get("split") or said.get("echo") or "1"
    if said["sub"] == "emptyroom" or said.get("part", "mag") != "mag" or (part.isdigit() and int(part) > 1):
        return None
    found = _RUN.match(path.name)
    assert found is not None
    return BIDSRun(
        path=path,
        subject=said["sub"],
        session=said.get("ses", ""),
        task=said.get("task", ""),
        run=said.get("run", ""),
        modality=_MODALITIES[found.group(1)],
    )
