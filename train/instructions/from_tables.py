"""Labels and reports in a table: path, label (or text), and what is known of each recording."""

from __future__ import annotations

import csv
import math
from collections import defaultdict
from pathlib import Path
from typing import Any

from neuro_llm.adapters.slots import one_line
from neuro_llm.recordings.errors import ConfigError
from neuro_llm.recordings.recording import Recording
from neuro_llm.train.datasets.published import table

from .example import check_path
from .files import Note, opened, person_of, stem
from .from_events import SHORTEST, cut
from .from_texts import sections
from .piece import LABEL, REPORT, Collected, Piece, class_name, stated_split
from .settings import BuildSettings

Row = dict[str, str]
_TEXTS = ("report", "text", "caption")


def collect_table(file: Path, found: Collected, settings: BuildSettings, note: Note) -> None:
    """Rows of a .csv or .tsv: path (relative to the table), and label or report, text or caption; where known start,
    stop (s), subject, run, split, task, sfreq (Hz), unit, ch_names (with commas), modality, licence."""
    try:
        rows = table(file, "path")
    except (UnicodeDecodeError, csv.Error) as error:
        raise ConfigError(f"{file} is no table in UTF-8 ({error}).") from None
    groups: dict[tuple[Any, ...], list[tuple[str, Row]]] = defaultdict(list)
    for number, row in enumerate(rows, 2):
        where = f"{file} line {number}"
        try:
            check_path(_given(row, "path"))
        except ConfigError as error:
            raise ConfigError(f"{where}: {error}") from None
        groups[(_given(row, "path"), *_options(row, where).items())].append((where, row))
    if rows and not {"label", *_TEXTS} & set(rows[0]):
        raise ConfigError(
            f"{file} has no column label, report, text or caption; it has {', '.join(rows[0])}."
        )
    for (path, *options), own in groups.items():
        with opened(file.parent / path, dict(options), found, note) as recording:
            if recording is not None:
                for where, row in own:
                    found.pieces += _pieces(recording, file.parent / path, row, where, (found, settings))


def _pieces(
    recording: Recording, file: Path, row: Row, where: str, known: tuple[Collected, BuildSettings]
) -> list[Piece]:
    """The pieces of one row: its span cut where it is long, or the paragraphs of its report."""
    found, settings = known
    start, stop = _seconds(row, "start", where), _seconds(row, "stop", where)
    end = recording.duration if stop is None else stop
    if end > recording.duration + 1 / recording.sfreq or (start or 0.0) >= end:
        raise ConfigError(
            f"{where}: {start or 0:g}–{end:g} s is no span of {file.name}, which lasts {recording.duration:g} s."
        )
    person = _given(row, "subject") or person_of(_given(row, "path"), settings.subject)
    run = one_line(_given(row, "run") or _given(row, "session") or stem(file.name), 60)
    who = (found.subject(person), run, stated_split(_given(row, "split"), where))
    options = _options(row, where)
    task = settings.task or class_name(_given(row, "task"))
    if label := _given(row, "label"):
        label = class_name(settings.labels.get(label, "") if settings.labels else label)
        if not label:
            found.left_out["rows whose label names no class"] += 1
            return []
        spans = cut(start or 0.0, min(end, recording.duration), settings.seconds, SHORTEST)
        sources = [found.source(file, recording, *span, options) for span in spans]
        return [Piece(source, label, task or LABEL, *who) for source in sources]
    source = found.source(file, recording, start, stop, options)
    if report := _given(row, "report") or _given(row, "text"):
        told = list(sections(report, found))
        return [Piece(source, "", REPORT, *who, text=text, heading=title) for title, text in told]
    if caption := _given(row, "caption"):
        return [Piece(source, "", task or "seen", *who, text=one_line(caption, 400))]
    found.left_out["rows without a label"] += 1
    return []


def _options(row: Row, where: str) -> dict[str, Any]:
    """Keywords of `neuro_llm.read` that the row states; values can be keys of a dictionary."""
    rate = _seconds(row, "sfreq", where)
    names = tuple(name.strip() for name in _given(row, "ch_names").split(",") if name.strip())
    values = {
        "sfreq": rate,
        "unit": _given(row, "unit"),
        "ch_names": names,
        "modality": _given(row, "modality"),
    }
    return {name: value for name, value in values.items() if value}


def _given(row: Row, name: str) -> str:
    value = (row.get(name) or "").strip()
    return "" if value.lower() == "n/a" else value


def _seconds(row: Row, name: str, where: str) -> float | None:
    """A number that is not negative; None where the row has none."""
    given = _given(row, name)
    if not given:
        return None
    try:
        value = float(given)
    except ValueError:
        value = math.nan
    if not (math.isfinite(value) and value >= 0):
        raise ConfigError(f"{where}: {name} is {given!r}, no number of 0 or more.")
    return value
