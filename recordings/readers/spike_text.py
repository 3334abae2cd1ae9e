"""Spike times in text: one column of times, or columns of unit and time with a header."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np

from neuro_llm.recordings.errors import RecordingError

from .behaviour import Signal
from .spike_times import unit_in_comments, unit_in_name
from .spike_trains import TIME_UNITS, check_counts, split_by_unit

_LARGEST = 400 << 20
_HEAD_BYTES = 1 << 16
_COMMENTS = ("#", "%", "//", ";")
_TIME = re.compile(r"^(spike[ _]?)?(t|time|times|timestamps?)\b|^spike[ _]?times?|^time[ _]", re.IGNORECASE)
_UNIT = re.compile(
    r"^(unit|cluster|clu|neuron|cell|unit[ _]?ids?|cluster[ _]?ids?|neuron[ _]?ids?)s?$", re.IGNORECASE
)
_BESIDE = ("stimulus", "position", "speed", "velocity")
_FACT = re.compile(r"^([A-Za-z][\w ()/%.,-]{1,40}?)\s*[:=]\s*([-+]?\d[\d.eE+-]*)\s*$")


@dataclass
class FoundTimes:
    """Spike times as a file holds them, before their unit of time is settled.

    trains       numbers of each unit
    unit         unit of time that the file gives, a key of TIME_UNITS
    start, stop  of the recording, in the same unit, where the file says them
    """

    trains: dict[str, np.ndarray]
    unit: str | None = None
    start: float | None = None
    stop: float | None = None
    changes: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class _Head:
    """The first lines: comments, column names (empty where there are none), separator, first row of numbers."""

    comments: list[str]
    names: list[str]
    separator: str | None
    first: int
    rows: list[list[str]]


def looks_like_spikes(path: Path) -> bool:
    """Columns named unit and time, or one column of rising, irregular numbers that are called spikes or are many."""
    head = _head(path)
    if head is None:
        return False
    if head.names and _role(head.names, _TIME) is not None and _role(head.names, _UNIT) is not None:
        return True
    if len(head.rows[0]) != 1:
        return False
    times = np.array([_number(row[0]) for row in head.rows[:-1] or head.rows])
    steps = np.diff(times)
    if len(times) < 2 or not np.all(np.isfinite(times)) or times[0] < 0 or np.any(steps < 0):
        return False
    named = any("spike" in text.lower() for text in (path.stem, *head.comments, *head.names))
    irregular = len(steps) >= 19 and float(np.ptp(steps)) > 0.2 * float(np.median(steps)) > 0
    return named or irregular


def load(path: Path) -> FoundTimes:
    """Numbers of each unit, the unit of time where a column name or a comment says it, facts of the header."""
    if path.stat().st_size > _LARGEST:
        raise RecordingError(path.name, "a text file of this size is not read.", "Convert it to .npz.")
    head = _head(path)
    if head is None:
        raise RecordingError(path.name, "it is no table of numbers.", "Open a table of spike times.")
    clock, owner = _columns(path.name, head)
    times = _column(path, head, clock)
    check_counts(path.name, len(times), 1)
    facts = [f"{match[1]}: {match[2]}" for line in head.comments if (match := _FACT.match(line))]
    changes = [f"The header of the file says: {'; '.join(facts[:12])}."] if facts else []
    unit = (unit_in_name(head.names[clock]) if head.names else None) or unit_in_comments(head.comments)
    if owner is None:
        return FoundTimes({"unit 1": times}, unit, changes=changes)
    return FoundTimes(split_by_unit(times, _column(path, head, owner, text=True)), unit, changes=changes)


def signals_beside(path: Path, factor: float, changes: list[str]) -> list[Signal]:
    """Stimulus or position tables (time, values) in the same folder.

    factor  seconds per number of the spike table, used where such a table names no unit of its own
    """
    files = [path.with_name(stem + suffix) for stem in _BESIDE for suffix in (".txt", ".csv", ".tsv")]
    return [
        signal
        for file in files
        if file.is_file() and file != path
        for signal in _table(file, factor, changes)
    ]


def _table(file: Path, factor: float, changes: list[str]) -> list[Signal]:
    head = _head(file)
    if head is None or len(head.rows[0]) < 2 or file.stat().st_size > _LARGEST:
        changes.append(f"{file.name} beside it is no table of times and values: not used.")
        return []
    clock = (_role(head.names, _TIME) if head.names else 0) or 0
    own = unit_in_name(head.names[clock]) if head.names else None
    times = _column(file, head, clock) * (TIME_UNITS[own] if own else factor)
    if len(times) < 2 or not np.all(np.isfinite(times)) or np.any(np.diff(times) < 0):
        changes.append(f"The times in {file.name} do not rise: not used.")
        return []
    if not own:
        changes.append(f"{file.name} names no unit of time: that of the spikes was used.")
    others = [i for i in range(len(head.rows[0])) if i != clock]
    names = {i: head.names[i] if head.names else file.stem for i in others}
    return [
        Signal(_plain(names[i], others, i), _unit_of(names[i]), _column(file, head, i), times) for i in others
    ]


def _plain(name: str, others: list[int], i: int) -> str:
    text = re.sub(r"[(\[].*$", "", name).strip() or "signal"
    return text if len(others) == 1 or name != text or not text.isalpha() else f"{text} {others.index(i) + 1}"


def _unit_of(name: str) -> str:
    match = re.search(r"[(\[]([^)\]]{1,12})[)\]]", name)
    return match.group(1) if match else ""


def _head(path: Path) -> _Head | None:
    """None where the file is no text table of numbers."""
    with path.open("rb") as file:
        raw = file.read(_HEAD_BYTES)
    if b"\x00" in raw:
        return None
    lines = raw.decode("utf-8-sig", errors="replace").splitlines()
    lines = lines[:-1] if len(raw) == _HEAD_BYTES else lines
    comments: list[str] = []
    names: list[str] = []
    for at, line in enumerate(lines):
        if not line.strip():
            continue
        if line.lstrip().startswith(_COMMENTS):
            comments.append(line.strip().lstrip("#%/; \t"))
            continue
        separator = next((mark for mark in (";", ",", "\t") if mark in line), None)
        cells = _cells(line, separator)
        if any(_is_number(cell) for cell in cells):
            rows = [_cells(row, separator) for row in lines[at:] if row.strip()]
            fits = len(names) == len(cells)
            return _Head(comments, names if fits else [], separator, at, rows)
        if names:
            return None
        names = cells
    return None


def _columns(name: str, head: _Head) -> tuple[int, int | None]:
    """(column of the times, column of the units or None)."""
    clock = _role(head.names, _TIME) if head.names else None
    owner = _role(head.names, _UNIT) if head.names else None
    if len(head.rows[0]) == 1:
        return 0, None
    if clock is None or (owner is None and len(head.rows[0]) > 1):
        raise RecordingError(
            name,
            f"it has {len(head.rows[0])} columns, and no header says which holds the units and which the times.",
            "Write a first line such as unit,time_s over them.",
        )
    return clock, owner


def _role(names: list[str], pattern: re.Pattern[str]) -> int | None:
    return next((i for i, name in enumerate(names) if pattern.search(name.strip())), None)


def _column(path: Path, head: _Head, column: int, text: bool = False) -> np.ndarray:
    """(row,) float64; with `text` whatever the cells say."""
    try:
        return np.loadtxt(
            path,
            delimiter=head.separator,
            skiprows=head.first,
            usecols=column,
            comments="#",
            dtype=str if text and not _is_number(head.rows[0][column]) else float,
            quotechar='"',
            ndmin=1,
            encoding="utf-8-sig",
        )
    except (ValueError, IndexError, UnicodeDecodeError) as error:
        raise RecordingError(
            path.name,
            "some of its cells are no numbers.",
            "Save a table of numbers only, one spike in each row.",
        ) from error


def _cells(line: str, separator: str | None) -> list[str]:
    return [cell.strip().strip('"') for cell in line.strip().split(separator)]


def _is_number(cell: str) -> bool:
    return bool(np.isfinite(_number(cell)))


def _number(cell: str) -> float:
    try:
        return float(cell)
    except ValueError:
        return float("nan")
