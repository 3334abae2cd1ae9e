"""Text tables of numbers, one column per channel; Muse CSV and OpenBCI TXT among them."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import numpy as np

from neuro_llm.recordings.errors import RecordingError

from .array_files import draft_of_array
from .draft import Draft, Options
from .roi_tables import RoiTables
from .spike_tables import open_times, wants_times

_LARGEST = 400 << 20
_TIMES = ("timestamps", "timestamp", "time", "times", "lsl_timestamp", "unix_timestamp", "time_s", "seconds")
_MARKERS = ("marker", "marker channel", "event", "trigger", "stim", "status")
_COMMENTS = ("%", "#", "//", ";")


class TextFiles:
    """Plain text: numbers in columns."""

    endings = (".txt", ".csv", ".tsv", ".dat.txt")

    @staticmethod
    def open(path: Path, options: Options) -> Draft:
        if path.stat().st_size > _LARGEST:
            raise RecordingError(
                path.name, "a text file of this size is not read.", "Convert it to .npy or EDF and open that."
            )
        if options.modality == "fmri":
            return RoiTables.open(path, options)
        if wants_times(options):
            return open_times(path, options)
        head = _head(path)
        if "BOXY.EXE" in head:
            from .mne_files import MNEFiles

            return MNEFiles.open(path, options)
        return _table(path, head, options)


def _head(path: Path) -> str:
    with path.open("rb") as file:
        start = file.read(1 << 16)
    if b"\x00" in start:
        raise RecordingError(
            path.name, "it is no text file: it holds zero bytes.", "Check the ending of its name."
        )
    return start.decode("utf-8", errors="replace")


def _table(path: Path, head: str, options: Options) -> Draft:
    """Find names, separator and first row; read the numbers; sort columns into time, markers and channels."""
    lines = head.splitlines()
    first = next((i for i, line in enumerate(lines) if _numbers(line)), None)
    if first is None:
        raise RecordingError(
            path.name, "it is no table of numbers.", "Open the recording itself, or a CSV of samples."
        )
    separator = _separator(lines[first])
    names = _names(lines[:first], separator, len(_cells(lines[first], separator)))
    usable = [i for i, cell in enumerate(_cells(lines[first], separator)) if _is_number(cell)]
    data = _read_numbers(path, first, separator, usable)
    said = re.search(r"sample ?rate\s*[=:]\s*([\d.]+)", head[:2000], re.IGNORECASE)
    if said and options.sfreq is None:
        options = replace(options, sfreq=float(said.group(1)))
    if names is None:
        return draft_of_array(path.name, data.T, options)
    return _named(path.name, data.T, [names[i] for i in usable], options, "OpenBCI" in head[:500])


def _named(name: str, data: np.ndarray, names: list[str], options: Options, microvolts: bool) -> Draft:
    """Columns with names: a time column gives the rate, a marker column the events, the rest are channels."""
    changes: list[str] = []
    low = [text.strip().lower() for text in names]
    clock = next((i for i, text in enumerate(low) if text in _TIMES), None)
    marks = next(
        (i for i, text in enumerate(low) if text.rstrip("s0123456789") in _MARKERS and _few_values(data[i])),
        None,
    )
    if options.sfreq is None and clock is not None:
        options = replace(options, sfreq=_rate(name, data[clock]))
        changes.append(f"The rate of {options.sfreq:g} Hz was taken from the column {names[clock]}.")
    keep = [i for i in range(len(names)) if i not in (clock, marks)]
    if options.ch_names and len(options.ch_names) != len(keep) and len(options.ch_names) == len(names):
        keep, marks = list(range(len(names))), None
    if not keep:
        raise RecordingError(
            name, "it has no column of samples.", "Open a table with one column per channel."
        )
    unit = "uV" if microvolts and options.unit is None else ""
    labels = tuple(options.ch_names or [names[i] for i in keep])
    draft = draft_of_array(name, data[keep], replace(options, ch_names=labels), unit)
    if microvolts and not options.unit:
        changes.append("OpenBCI text files hold microvolts.")
        draft.dims = ["uV" if text.lower().startswith("exg") else "" for text in labels]
    if marks is not None and options.sfreq:
        column = data[marks]
        starts = np.flatnonzero((column != 0) & (np.concatenate([[0], column[:-1]]) != column))
        draft.events = [(int(i) / options.sfreq, 0.0, f"{column[i]:g}") for i in starts]
        changes.append(f"Events were taken from the column {names[marks]}.")
    draft.changes = [*changes, *draft.changes]
    return draft


def _rate(name: str, times: np.ndarray) -> float:
    """Samples per second from a column of seconds (or milliseconds)."""
    step = float(np.median(np.diff(times))) if len(times) > 2 else 0.0
    span = float(times[-1] - times[0]) / max(1, len(times) - 1) if len(times) > 2 else 0.0
    if not np.isfinite(span) or span <= 0 or not np.isfinite(step):
        raise RecordingError(name, "its time column does not rise.", "Pass sfreq=<samples per second>.")
    rate = 1 / (step if step > 0 and abs(step - span) > 0.2 * span else span)
    for scale in (1.0, 1e3, 1e6, 1e9):  # s, ms, µs, ns
        if 2 <= rate * scale <= 40_000:
            rate *= scale
            break
    whole = round(rate)
    return float(whole) if whole and abs(rate - whole) < 0.005 * whole else rate


def _few_values(column: np.ndarray) -> bool:
    return len(np.unique(column[:100_000])) <= 512


def _cells(line: str, separator: str | None) -> list[str]:
    cells = line.split(separator)
    return [cell.strip().strip('"') for cell in (cells[:-1] if cells and not cells[-1].strip() else cells)]


def _is_number(cell: str) -> bool:
    try:
        float(cell)
    except ValueError:
        return False
    return True


def _number(row: list[str], column: int) -> float:
    return float(row[column]) if column < len(row) and _is_number(row[column]) else float("nan")


def _numbers(line: str) -> bool:
    """Is this the first row of numbers? Most of its cells are."""
    cells = _cells(line.strip(), _separator(line))
    return (
        bool(cells)
        and not line.strip().startswith(_COMMENTS)
        and sum(map(_is_number, cells)) >= 0.7 * len(cells)
    )


def _separator(line: str) -> str | None:
    return next((mark for mark in (";", ",", "\t") if mark in line), None)


def _names(lines: list[str], separator: str | None, width: int) -> list[str] | None:
    """Column names: the last line before the numbers that has as many cells."""
    for line in reversed(lines):
        cells = _cells(line.strip().lstrip("%#").strip(), separator)
        if len(cells) == width and any(cells):
            return cells
    return None


def _read_numbers(path: Path, skip: int, separator: str | None, columns: list[int]) -> np.ndarray:
    """(time, column) float64."""
    try:
        return np.loadtxt(
            path,
            delimiter=separator,
            skiprows=skip,
            usecols=columns,
            comments=None,
            ndmin=2,
            encoding="utf-8",
        )
    except (ValueError, IndexError, UnicodeDecodeError):
        pass
    lines = path.read_text(encoding="utf-8", errors="replace").splitlines()[skip:]
    cells = [_cells(line, separator) for line in lines if line.strip() and not line.startswith(_COMMENTS)]
    rows = np.array([[_number(row, column) for column in columns] for row in cells], dtype=float)
    if np.mean(~np.isfinite(rows)) > 0.02:
        raise RecordingError(path.name, "many of its cells are no numbers.", "Save a table of numbers only.")
    return rows
