"""Labels that stand in a recording itself: BIDS events, annotations of EDF+ and FIF, sleep stages."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from neuro_llm.recordings import bids_runs
from neuro_llm.recordings.evidence.hypnogram import UNSCORED, stage_runs
from neuro_llm.recordings.recording import Recording

from .files import Note, opened, person_of, recordings_below, stem
from .piece import EVENTS, Collected, Piece, class_name
from .settings import BuildSettings

SHORTEST = (
    1.0  # s; a shorter event stands for the second that it begins: the response lasts longer than the mark
)
EPOCH = 30.0  # s; sleep is scored in these (AASM)
LAG = {"fmri": 5.0, "fnirs": 5.0}
"""Seconds by which a span follows its event: blood answers 4–6 s later (Pereira et al., NeuroImage 2009)."""

STAGE_TASK = "sleep stage"
_NO_CLASS = re.compile(
    r"(?i)(?:edge )?boundary|new segment|(?:bad|edge)[ _].*|recording (?:starts|ends)|\+|empty"
)
"""Marks of the recorder and of the person who cleaned the file, not of what happened."""


@dataclass(frozen=True)
class _Whose:
    """subject as the source spells it; run; what the task is called; options for the reader."""

    subject: str
    run: str
    task: str


def collect_bids(root: Path, found: Collected, settings: BuildSettings, note: Note) -> None:
    """Every run of a BIDS folder; of its people nothing but opaque names."""
    _describe(root, found)
    for run in bids_runs(root):
        entities = {"ses": run.session, "task": run.task, "run": run.run}
        name = "_".join(f"{key}-{value}" for key, value in entities.items() if value) or "1"
        whose = _Whose(f"sub-{run.subject}", name, class_name(run.task))
        with opened(run.path, {}, found, note) as recording:
            if recording is not None:
                found.pieces += _pieces(recording, run.path, whose, found, settings)


def collect_annotations(source: Path, found: Collected, settings: BuildSettings, note: Note) -> None:
    """Every recording of a folder, or one, with its own annotations or a hypnogram beside it."""
    for file in recordings_below(source):
        path = found.path(file)
        whose = _Whose(person_of(path, settings.subject), stem(file.name), "")
        with opened(file, {}, found, note) as recording:
            if recording is not None:
                found.pieces += _pieces(recording, file, whose, found, settings)


def _describe(root: Path, found: Collected) -> None:
    """Name and licence as dataset_description.json gives them."""
    file = root / "dataset_description.json"
    try:
        said = json.loads(file.read_text(encoding="utf-8")) if file.is_file() else {}
    except ValueError:
        said = {}
    if isinstance(said, dict):
        found.dataset = class_name(str(said.get("Name") or "")) or found.dataset
        found.licence = class_name(str(said.get("License") or "")) or found.licence


def _pieces(
    recording: Recording, file: Path, whose: _Whose, found: Collected, settings: BuildSettings
) -> Iterator[Piece]:
    stages = [run for run in stage_runs(recording) if run.stage != UNSCORED]
    spans = (
        [(start, stop, run.stage) for run in stages for start, stop in cut(run.start, run.stop, EPOCH, EPOCH)]
        if stages
        else _events(recording, found, settings)
    )
    task = settings.task or (STAGE_TASK if stages else whose.task or EVENTS)
    subject = found.subject(whose.subject)
    for start, stop, label in spans:
        source = found.source(file, recording, start, stop)
        yield Piece(source, label, task, subject, whose.run)


def _events(
    recording: Recording, found: Collected, settings: BuildSettings
) -> list[tuple[float, float, str]]:
    """(start, stop, class) of every event that names one."""
    spans: list[tuple[float, float, str]] = []
    lag = LAG.get(recording.modality, 0.0)
    for event in recording.events:
        label = settings.labels.get(event.label.strip(), "") if settings.labels else event.label
        label = "" if _NO_CLASS.fullmatch(label.strip()) else class_name(label)
        if not label:
            found.left_out["events whose label names no class"] += 1
            continue
        start = max(0.0, event.onset + lag)
        stop = min(max(start + SHORTEST, event.onset + event.duration + lag), recording.duration)
        parts = cut(start, stop, settings.seconds, SHORTEST) if event.onset >= 0 else []
        if not parts:
            found.left_out["events at the end of a recording"] += 1
        spans += [(first, last, label) for first, last in parts]
    return spans


def cut(start: float, stop: float, longest: float, shortest: float) -> list[tuple[float, float]]:
    """start..stop in pieces of at most `longest` s, one after the other; what is left is kept from `shortest` s on."""
    count = max(1, int((stop - start) / longest + 1e-6))
    whole = [(start + i * longest, min(start + (i + 1) * longest, stop)) for i in range(count)]
    rest = (start + count * longest, stop)
    pieces = [*whole, rest] if rest[1] - rest[0] >= shortest - 1e-6 else whole
    return [(first, last) for first, last in pieces if last - first >= min(shortest, longest) - 1e-6]
