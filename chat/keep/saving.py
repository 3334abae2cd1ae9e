"""What a session saves, as one file that the browser fetches."""

from __future__ import annotations

import json
import tempfile
import zipfile
from collections.abc import Mapping, Sequence
from pathlib import Path

from neuro_llm.chat.store import Session
from neuro_llm.recordings.errors import ConfigError

from .annotations import FORMATS, save_annotations
from .conversation import to_json
from .findings import marks_of
from .report import report

KINDS = {
    "report": "Report with figures (HTML)",
    "tsv": "Annotations: BIDS events.tsv",
    "fif": "Annotations: MNE (FIF)",
    "edf": "Annotations: EDF+",
    "json": "Conversation (JSON), can be opened again",
}


def save(session: Session, kind: str, about: Mapping[str, str], *, events: bool = False) -> Path:
    """Write what a session holds into its private folder, as one file; annotations of several files as a zip.

    kind     one of KINDS
    about    what answered: "name", "code"
    events   put the events that the recordings hold themselves among the annotations
    """
    if kind not in KINDS:
        raise ConfigError(f"{kind!r} cannot be saved; choose one of {', '.join(KINDS)}.")
    if not session.opened:
        raise ConfigError("No recording is open, so there is nothing to save.")
    folder = Path(tempfile.mkdtemp(dir=session.folder))
    if kind in FORMATS:
        return _annotations(session, kind, folder, events)
    path = folder / ("report.html" if kind == "report" else "conversation.json")
    text = report(session, about) if kind == "report" else json.dumps(to_json(session, about), indent=1)
    path.write_text(text, encoding="utf-8")
    return path


def _annotations(session: Session, form: str, folder: Path, events: bool) -> Path:
    """The annotations of each recording that has some."""
    made: list[Path] = []
    for one in session.opened:
        marks = marks_of(session.findings, one.id)
        if any(mark.kept for mark in marks) or (events and one.recording.events):
            made += save_annotations(one.recording, marks, form, folder, events=events)
    if not made:
        raise ConfigError("No annotation is kept; mark an answer's seconds on the traces first.")
    return made[0] if len(made) == 1 else _zipped(made, folder / "annotations.zip")


def _zipped(files: Sequence[Path], path: Path) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for file in files:
            archive.write(file, file.name)
    return path
