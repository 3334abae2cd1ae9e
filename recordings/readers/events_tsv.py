"""The BIDS events that belong to a run: `*_events.tsv` beside it or above."""

from __future__ import annotations

import csv
import math
import re
from pathlib import Path, PurePosixPath

from .bids import sidecars

_RUN = re.compile(r"(?i)^(.+)_(?:bold|cbv|eeg|meg|ieeg|nirs)\.")
_OF_THE_IMAGE = re.compile(r"(?i)_(?:echo|part|desc|space|res|den|hemi|proc|rec)-[^_]+|_split-0*1(?=_|$)")
"""Entities that tell images of one run apart: they share its events."""
_LATER_PART = re.compile(r"(?i)_split-0*(?:[2-9]|1\d)(?=_|$)")
"""A part of a recording that began earlier: the events count from the start of the whole."""
_LARGEST = 32 << 20
_ABSENT = ("", "n/a", "nan")


def bids_events(path: Path, changes: list[str] | None = None) -> list[tuple[float, float, str]]:
    """(onset s, duration s, label) of every row, in the order of the file; [] where no events lie beside the run.

    The label is the row's trial_type, else its value, else the name of its stimulus file, else "event".
    What was read, and rows that could not be, are told in `changes`.
    """
    notes = [] if changes is None else changes
    table = events_file(path)
    if table is None:
        return []
    if table.stat().st_size > _LARGEST:
        notes.append(f"{table.name[:80]} is too large for a table of events and was not read.")
        return []
    text = table.read_text(encoding="utf-8-sig", errors="replace").replace("\x00", "")
    try:
        rows = list(csv.DictReader(text.splitlines(), delimiter="\t", quoting=csv.QUOTE_NONE))
    except csv.Error as error:
        notes.append(f"{table.name[:80]} is no table of events ({error}) and was not read.")
        return []
    events = [event for row in rows if (event := _event(row)) is not None]
    notes.append(f"{len(events)} events were read from {table.name[:80]}.")
    if len(events) < len(rows):
        notes.append(
            f"{len(rows) - len(events)} rows of it have no onset that is a number and were left out."
        )
    return events


def events_file(path: Path) -> Path | None:
    """The events table of a run: its name with the last suffix replaced, with or without the image's own entities,
    else what BIDS lets it inherit from the folders above."""
    match = _RUN.match(path.name)
    if match is None or _LATER_PART.search(path.name):
        return None
    run = match.group(1)
    places = [path.with_name(f"{name}_events.tsv") for name in (run, _OF_THE_IMAGE.sub("", run))]
    places += reversed(sidecars(path, "events.tsv"))
    return next((place for place in places if place.is_file()), None)


def _event(row: dict[str | None, str | list[str] | None]) -> tuple[float, float, str] | None:
    onset = _number(row.get("onset"))
    if onset is None:
        return None
    duration = _number(row.get("duration")) or 0.0
    stimulus = PurePosixPath(_said(row.get("stim_file")).replace("\\", "/")).name
    label = _said(row.get("trial_type")) or _said(row.get("value")) or stimulus or "event"
    return onset, max(0.0, duration), label


def _said(cell: str | list[str] | None) -> str:
    """The cell's text, "" for n/a."""
    text = cell.strip() if isinstance(cell, str) else ""
    return "" if text.lower() in _ABSENT else text


def _number(cell: str | list[str] | None) -> float | None:
    try:
        value = float(_said(cell))
    except ValueError:
        return None
    return value if math.isfinite(value) else None
