"""What a BIDS dataset says about a run: events, channel types and status, electrode places, reference."""

from __future__ import annotations

import csv
import json
import math
from pathlib import Path
from typing import Any

import numpy as np

from neuro_llm.recordings.channels import normalise

from .bids import is_run, sidecars
from .draft import Draft
from .events_tsv import bids_events
from .finish import clean

_LARGEST = 32 << 20
_ABSENT = ("", "n/a", "nan", "none")
_KINDS = {
    **{"EEG": "eeg", "EOG": "eog", "HEOG": "eog", "VEOG": "eog", "ECG": "ecg", "EKG": "ecg", "EMG": "emg"},
    **{"SEEG": "seeg", "ECOG": "ecog", "DBS": "dbs", "TRIG": "stim", "MISC": "misc", "AUDIO": "misc"},
    **{"GSR": "gsr", "RESP": "resp", "TEMP": "temperature", "PPG": "ppg", "PUPIL": "pupil", "OTHER": "misc"},
    **{"EYEGAZE": "eyegaze", "ADC": "misc", "DAC": "misc", "SYSCLOCK": "misc", "PD": "misc"},
}
"""Channel types of BIDS in MNE's words; those of MEG and fNIRS are left to the file."""
_OPEN_TO = ("eeg", "misc", "bio", "eog", "ecg", "emg", "seeg", "ecog", "dbs")
"""Kinds that the table may correct."""
_METRES = {"m": 1.0, "cm": 1e-2, "mm": 1e-3}
_AS_HEAD = ("captrak", "elektaneuromag", "neuromagelektamegin")
_NOSE_FIRST = ("ctf", "eeglab", "eeglab-hj", "4dbti", "kityokogawa", "chietiitab")
"""Frames whose x points to the nose and y to the left; the head's x points to the right and y to the nose."""
_BRAIN = ("mni", "icbm", "fsaverage", "talairach", "acpc")


def add_sidecars(path: Path, draft: Draft) -> None:
    """Complete the draft of an EEG, MEG, iEEG or fNIRS run with what the dataset says; told in its `changes`."""
    if draft.modality or not is_run(path):
        return
    datatype = path.name.rsplit("_", 1)[1].split(".")[0]
    said = _settings(sidecars(path, f"{datatype}.json"), draft)
    if said.get("RecordingType") != "epoched":  # the times of the table are those of the continuous recording
        _add_events(path, draft)
    for table in sidecars(path, "channels.tsv")[-1:]:
        _add_channels(table, draft)
    _add_places(path, datatype, draft)
    _add_settings(said, datatype, draft)


def _add_events(path: Path, draft: Draft) -> None:
    """The dataset's events, which the curator checked, instead of those of the recording itself."""
    own = len(draft.events)
    events = bids_events(path, draft.changes)
    if events and own:
        draft.changes.append(f"They replace the {own} events of the recording itself.")
    draft.events = events or draft.events


def _add_channels(table: Path, draft: Draft) -> None:
    """Types, units (where the file has none) and bad channels, by name."""
    rows = {_key(_said(row, "name")): row for row in _rows(table, draft)}
    matched = {i: rows[key] for i, label in enumerate(draft.labels) if (key := _key(label)) in rows}
    if len(matched) < max(len(rows), len(draft.labels)):
        draft.changes.append(
            f"{table.name[:80]} lists {len(rows)} channels; {len(matched)} of the recording's {len(draft.labels)} "
            "are among them."
        )
    typed, bad = 0, []
    for i, row in matched.items():
        kind = _KINDS.get(_said(row, "type").upper())
        if kind and draft.given[i] in _OPEN_TO and draft.given[i] != kind:
            draft.given[i], typed = kind, typed + 1
        if not draft.dims[i].strip():
            draft.dims[i] = _said(row, "units")
        if _said(row, "status").lower() == "bad" and draft.labels[i] not in draft.bads:
            bad.append(draft.labels[i])
    draft.bads += bad
    if typed or bad:
        draft.changes.append(
            f"{table.name[:80]} gives {typed} channels another type and marks {len(bad)} as bad."
        )


def _add_places(path: Path, datatype: str, draft: Draft) -> None:
    """Electrode places, where the dataset says in which frame and unit they are."""
    tables = sidecars(path, "electrodes.tsv")
    frames = sidecars(path, "coordsystem.json")
    unknown = ""
    for table in reversed(tables):
        said = _settings([frame for frame in frames if _space(frame) in ("", _space(table))], draft)
        prefix = {"eeg": "EEG", "ieeg": "iEEG"}.get(datatype, "EEG")
        frame = str(said.get(f"{prefix}CoordinateSystem") or _space(table))
        metres = _METRES.get(str(said.get(f"{prefix}CoordinateUnits")).lower())
        turn = _to_head(frame.lower(), datatype)
        if metres is None or turn is None:
            unknown = frame or "not stated"
            continue
        places = _places(table, draft)
        draft.positions = (
            np.full((len(draft.labels), 3), np.nan) if draft.positions is None else draft.positions
        )
        draft.positions[list(places)] = np.array(list(places.values())).reshape(-1, 3) * metres @ turn.T
        draft.changes.append(
            f"{len(places)} electrode places were read from {table.name[:80]} (frame {clean(frame)})."
        )
        return
    if unknown:
        draft.changes.append(
            f"The electrode places of the dataset were not used: their frame is {clean(unknown)}."
        )


def _to_head(frame: str, datatype: str) -> np.ndarray | None:
    """(3, 3) that turns places of this frame into ours; None where that is not known."""
    if frame in _AS_HEAD or (datatype == "ieeg" and frame.startswith(_BRAIN)):
        return np.eye(3)
    return np.array([[0.0, -1, 0], [1, 0, 0], [0, 0, 1]]) if frame in _NOSE_FIRST else None


def _places(table: Path, draft: Draft) -> dict[int, list[float]]:
    """Channel index → x, y, z as the table has them."""
    rows = {_key(_said(row, "name")): row for row in _rows(table, draft)}
    found = {
        i: [_number(_said(rows[key], axis)) for axis in "xyz"]
        for i, label in enumerate(draft.labels)
        if (key := _key(label)) in rows
    }
    return {i: place for i, place in found.items() if all(map(math.isfinite, place))}


def _add_settings(said: dict[str, Any], datatype: str, draft: Draft) -> None:
    """Reference, mains frequency, and whether the dataset and the file agree on the rate."""
    prefix = {"eeg": "EEG", "ieeg": "iEEG"}.get(datatype, "")
    reference = said.get(f"{prefix}Reference")
    if isinstance(reference, str) and reference.strip().lower() not in _ABSENT and not draft.reference:
        draft.reference = clean(reference)
    mains, rate = _number(said.get("PowerLineFrequency")), _number(said.get("SamplingFrequency"))
    if mains > 0:
        draft.changes.append(f"The dataset says that the mains has {mains:g} Hz.")
    if rate > 0 and abs(rate - draft.sfreq) > 1e-3 * draft.sfreq:
        draft.changes.append(
            f"The dataset says {rate:g} Hz, but the file {draft.sfreq:g} Hz: the file was believed."
        )


def _settings(files: list[Path], draft: Draft) -> dict[str, Any]:
    """The JSON files as one, the later (nearer) ones winning."""
    merged: dict[str, Any] = {}
    for file in files:
        try:
            if file.stat().st_size > _LARGEST:
                raise ValueError("too large")
            found = json.loads(file.read_text(encoding="utf-8-sig"))
        except (ValueError, RecursionError):
            draft.changes.append(f"{file.name[:80]} is no JSON file and was not used.")
            continue
        merged |= found if isinstance(found, dict) else {}
    return merged


def _rows(table: Path, draft: Draft) -> list[dict[str, Any]]:
    """The rows of a table with a header."""
    try:
        if table.stat().st_size > _LARGEST:
            raise csv.Error("too large")
        text = table.read_text(encoding="utf-8-sig", errors="replace").replace("\x00", "")
        return list(csv.DictReader(text.splitlines(), delimiter="\t", quoting=csv.QUOTE_NONE))
    except csv.Error as error:
        draft.changes.append(f"{table.name[:80]} could not be read ({error}).")
        return []


def _said(row: dict[str, Any], column: str) -> str:
    """The text of a cell, "" for n/a."""
    cell = row.get(column)
    text = cell.strip() if isinstance(cell, str) else ""
    return "" if text.lower() in _ABSENT else text


def _number(value: Any) -> float:
    """NaN where it is none."""
    try:
        return float(value) if isinstance(value, (str, int, float)) and value != "" else math.nan
    except ValueError:
        return math.nan


def _key(label: str) -> str:
    return normalise(label).casefold()


def _space(file: Path) -> str:
    return next((part[6:] for part in file.name.split("_") if part.startswith("space-")), "")
