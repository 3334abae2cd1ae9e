"""Any BIDS data set whose events.tsv name what was shown: recordings stay where they are.

bids-specification.readthedocs.io, "Task events": columns onset, duration (s), trial_type and stim_file, the latter
relative to `stimuli/`. A stimulus is its stim_file, else its trial_type; the text is the trial_type. Where files are
named the split is by image, else by subject.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path, PurePosixPath

from neuro_llm.recordings.errors import ConfigError
from neuro_llm.train.pairs import DataSet
from neuro_llm.train.stored import read_recording

from .conversion import Loaded, Part, Plan, Request, Shown
from .published import anywhere, relative, table
from .splits import share_of

TEST_SHARE = 0.1
TEST_SUBJECTS = 0.2
LONGEST_UNSTATED = 1.0  # s, said in a warning; an event without a duration lasts until the next, at most this
_ENDINGS = {
    "eeg": (".edf", ".bdf", ".vhdr", ".set", ".fif"),
    "meg": (".fif", ".ds", ".con", ".sqd", ".mff"),
    "ieeg": (".edf", ".vhdr", ".set", ".mefd", ".nwb"),
    "bold": (".nii.gz", ".nii"),
}
_NOT_DATA = {"derivatives", "sourcedata", "code", "stimuli"}
_PICTURES = (".jpg", ".jpeg", ".png", ".bmp", ".tif", ".tiff", ".gif", ".webp")
_NOTHING = ("", "n/a")


@dataclass(frozen=True)
class _Run:
    """One recording and the rows of its events.tsv that name something."""

    recording: Path
    events: Path
    rows: list[dict[str, str]]
    modality: str
    entities: dict[str, str]


def plan(request: Request) -> Plan:
    """One part per recording with events that name what was shown."""
    runs = [run for path in anywhere(request.root, "*_events.tsv") if (run := _run(path, request.root))]
    if not runs:
        raise ConfigError(
            f"{request.root}: no *_events.tsv beside a recording names a trial_type or a stim_file; is this BIDS?"
        )
    named = any(_given(row, "stim_file") for run in runs for row in run.rows)
    dataset, test = _split(_described(request.root, runs), runs, named)
    parts = []
    for run in runs:
        others = "_".join(
            f"{key}-{value}" for key, value in run.entities.items() if key not in ("sub", "ses")
        )
        load = partial(_load, run, request.root, test)
        parts.append(
            Part(run.entities["sub"], run.entities.get("ses", ""), run.modality, (run.recording, run.events),
                 load, f"{others}_{run.modality}".strip("_"), stays=relative(run.recording, request))
        )  # fmt: skip
    return Plan(dataset, tuple(parts))


def _run(events: Path, root: Path) -> _Run | None:
    """The recording beside an events.tsv; None where there is none, or nothing is named."""
    if _NOT_DATA & set(events.relative_to(root).parts):
        return None
    stem = events.name.removesuffix("_events.tsv")
    entities = dict(pair for word in stem.split("_") if len(pair := word.split("-", 1)) == 2)
    rows = [
        row
        for row in table(events, "onset", "duration")
        if _given(row, "trial_type") or _given(row, "stim_file")
    ]
    for suffix, endings in _ENDINGS.items():
        for ending in endings:
            recording = events.with_name(f"{stem}_{suffix}{ending}")
            if recording.exists() and rows and "sub" in entities:
                return _Run(recording, events, rows, "fmri" if suffix == "bold" else suffix, entities)
    return None


def _given(row: dict[str, str], name: str) -> str:
    value = (row.get(name) or "").strip()
    return "" if value.lower() in _NOTHING else value


def _described(root: Path, runs: list[_Run]) -> DataSet:
    """Name, licence and source as dataset_description.json gives them."""
    file = root / "dataset_description.json"
    said = json.loads(file.read_text(encoding="utf-8")) if file.is_file() else {}
    unstated = sum(not _seconds(row, "duration") for run in runs for row in run.rows)
    warning = f"{unstated} events have no duration; each was taken to last until the next, at most 1 s."
    return DataSet(
        name=str(said.get("Name") or root.resolve().name),
        licence=str(said.get("License") or "not stated"),
        source=str(said.get("DatasetDOI") or "a BIDS folder"),
        modality=tuple(sorted({run.modality for run in runs})),
        warnings=(warning,) if unstated else (),
    )


def _split(dataset: DataSet, runs: list[_Run], named: bool) -> tuple[DataSet, Callable[[str, str], bool]]:
    """How it is split, and whether (subject, stimulus) tests: by image where files are named, else by subject."""
    if named:
        how = "Test: 10 % of the stimuli, by the hash of their names (none is published)."
        return replace(dataset, split=how), lambda _, stimulus: share_of(stimulus) < TEST_SHARE
    subjects = sorted({run.entities["sub"] for run in runs}, key=share_of)
    if len(subjects) < 2:
        warning = "One subject and no stim_file: nothing could be kept for a test."
        return replace(
            dataset, split_by=(), split="None.", warnings=(*dataset.warnings, warning)
        ), lambda *_: False
    chosen = set(subjects[: max(1, round(TEST_SUBJECTS * len(subjects)))])
    how = f"Test: the subjects {', '.join(sorted(chosen))}, by the hash of their names (none is published)."
    return replace(dataset, split_by=("subject",), split=how), lambda subject, _: subject in chosen


def _load(run: _Run, root: Path, test: Callable[[str, str], bool]) -> Loaded:
    """Events that lie inside the recording."""
    with read_recording(run.recording) as recording:
        duration = recording.duration
    rows = sorted(
        (row for row in run.rows if _seconds(row, "onset") is not None), key=lambda row: float(row["onset"])
    )
    shown = []
    for number, row in enumerate(rows):
        start = float(row["onset"])
        following = float(rows[number + 1]["onset"]) if number + 1 < len(rows) else duration
        unstated = min(following - start, LONGEST_UNSTATED) if following > start else LONGEST_UNSTATED
        stop = min(start + (_seconds(row, "duration") or unstated), duration)
        file, label = _given(row, "stim_file"), _given(row, "trial_type")
        name = file or label
        if 0 <= start < stop:
            text = label or PurePosixPath(file).stem
            shown.append(Shown(start, stop, name, _image(root, file), text, test(run.entities["sub"], name)))
    return Loaded(shown)


def _image(root: Path, file: str) -> str | None:
    """stimuli/FILE, where it is a picture and is there."""
    there = file.lower().endswith(_PICTURES) and (root / "stimuli" / file).is_file()
    return f"stimuli/{file}" if there else None


def _seconds(row: dict[str, str], name: str) -> float | None:
    """A number of seconds; None where there is none."""
    try:
        return float(_given(row, name))
    except ValueError:
        return None
