"""Tables of region averages over volumes: columns are regions, rows are volumes."""

from __future__ import annotations

import csv
import re
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np

from neuro_llm.recordings.errors import RecordingError

from .bold_run import BoldRun, draft_of_run, statistics_of
from .draft import Draft, Options
from .events_tsv import bids_events
from .repetition_time import sidecar, volumes_per_second

_LARGEST = 64 << 20
_NAMED = re.compile(r"(?i)_(bold|timeseries)\.[ct]sv$")
_CONFOUNDS = re.compile(r"(?i)_(desc-)?(confounds|motion)[^_]*_(timeseries|regressors)\.[ct]sv$")
_TIMES = ("time", "times", "seconds", "time_s", "time (s)")
_COUNTERS = ("", "index", "volume", "volumes", "tr", "frame", "scan", "unnamed: 0")
_EVENTS = ("events", "event", "stim", "stimulus", "trigger", "marker", "condition", "trial_type")
_ABSENT = {"n/a", "na", "nan", "null", ""}
_PERCENT = re.compile(r"(?i)%|percent|\bpsc\b")


@dataclass
class _Columns:
    """A table sorted by what its columns hold.

    regions  name → (volume,) numbers
    seconds  repetition time of its time column
    marks    (volume,) text of its event column, "" between events
    """

    regions: dict[str, np.ndarray] = field(default_factory=dict)
    seconds: float | None = None
    marks: list[str] = field(default_factory=list)


class RoiTables:
    """`*_bold.tsv`, `*_timeseries.tsv` and tables with a column named bold; others where modality="fmri" is given."""

    endings = ()

    @staticmethod
    def takes(path: Path) -> bool:
        if path.suffix.lower() not in (".csv", ".tsv") or not path.is_file():
            return False
        if _NAMED.search(path.name):
            return True
        with path.open("rb") as file:
            first = file.readline(1 << 16).decode("utf-8-sig", errors="replace")
        return any(
            re.sub(r"\s*[(\[].*", "", cell).lower() == "bold" for cell in _cells(first, _separator(first))
        )

    @staticmethod
    def open(path: Path, options: Options) -> Draft:
        changes: list[str] = []
        names, rows = _read(path)
        columns = _sorted(path.name, names, rows, changes)
        sfreq = volumes_per_second(path, columns.seconds, options, changes)
        data = np.array(list(columns.regions.values()))
        events = _events(columns.marks, sfreq) + bids_events(path, changes)
        said = [*columns.regions, str(sidecar(path, []).get("Units", ""))]
        if options.unit is None and (_PERCENT.search(said[-1]) or all(map(_PERCENT.search, said[:-1]))):
            options = Options(**{**options.to_json(), "unit": "%"})
        changes.append("The table does not say where its regions lie.")
        run = BoldRun(
            what="regions",
            labels=list(columns.regions),
            positions=np.full((len(data), 3), np.nan),
            sfreq=sfreq,
            n_times=data.shape[1],
            raw=lambda start, stop, channels: data[channels, start:stop],
            events=events,
        )
        return draft_of_run(path.name, run, statistics_of(run), options, changes)


def _read(path: Path) -> tuple[list[str], list[list[str]]]:
    """(column names, rows of cells); "region 1" ... where the table names none."""
    if path.stat().st_size > _LARGEST:
        raise RecordingError(path.name, "a table of this size is not read.", "Save the regions as .npy.")
    if _CONFOUNDS.search(path.name):
        raise RecordingError(
            path.name,
            "this is a table of confounds, not of brain signals.",
            "Open the run (_bold) beside it.",
        )
    text = path.read_bytes().replace(b"\x00", b"").decode("utf-8-sig", errors="replace")
    lines = [line for line in text.splitlines() if line.strip() and not line.lstrip().startswith("#")]
    if len(lines) < 2:
        raise RecordingError(path.name, "the table holds no rows of volumes.", "Open one row per volume.")
    separator = _separator(lines[0])
    rows = [_cells(line, separator) for line in lines]
    width = len(rows[0])
    ragged = next((i for i, row in enumerate(rows) if len(row) != width), None)
    if ragged is not None:
        cause = f"row {ragged + 1} has {len(rows[ragged])} cells, the first has {width}."
        raise RecordingError(path.name, cause, "Save the table again, one column per region.")
    if all(_number(cell) is not None for cell in rows[0]):
        return [f"region {i + 1}" for i in range(width)], rows
    return rows[0], rows[1:]


def _separator(line: str) -> str:
    return next((mark for mark in ("\t", ";", ",") if mark in line), ",")


def _cells(line: str, separator: str) -> list[str]:
    return [cell.strip() for cell in next(csv.reader([line.rstrip("\r\n")], delimiter=separator), [])]


def _number(cell: str) -> float | None:
    """A cell as a number, NaN for n/a; None where it is neither."""
    if cell.lower() in _ABSENT:
        return float("nan")
    try:
        return float(cell)
    except ValueError:
        return None


def _sorted(name: str, names: list[str], rows: list[list[str]], changes: list[str]) -> _Columns:
    """What each column is: a clock, a counter of volumes, events, or a region."""
    found = _Columns()
    for i, label in enumerate(names):
        cells = [row[i] for row in rows]
        low = label.lower()
        if low in _EVENTS:
            found.marks = cells
            changes.append(f"Events were taken from the column {label}.")
            continue
        numbers = [_number(cell) for cell in cells]
        if any(number is None for number in numbers):
            changes.append(f"The column {label[:40]} holds text and was left out.")
            continue
        values = np.array(numbers, dtype=float)
        steps = np.diff(values)
        if low in _TIMES:
            found.seconds = float(np.median(steps))
        elif low in _COUNTERS and np.all(steps == 1):
            changes.append(
                f"The column {label or 'without a name'} only counts the volumes and was left out."
            )
        else:
            found.regions[label if label not in found.regions else f"{label} ({i + 1})"] = values
    if not found.regions:
        raise RecordingError(name, "it has no column of numbers.", "Open a table with one column per region.")
    return found


def _events(marks: list[str], sfreq: float) -> list[tuple[float, float, str]]:
    """Every stretch of one code; codes that stand in single volumes only have no duration."""
    labels = [_label(mark) for mark in marks]
    starts = [i for i, label in enumerate(labels) if label and (i == 0 or labels[i - 1] != label)]
    ends = [next((j for j in range(i, len(labels)) if labels[j] != labels[i]), len(labels)) for i in starts]
    lengths = [end - start for start, end in zip(starts, ends, strict=True)]
    blocks = any(length > 1 for length in lengths)
    return [
        (start / sfreq, length / sfreq if blocks else 0.0, labels[start])
        for start, length in zip(starts, lengths, strict=True)
    ]


def _label(mark: str) -> str:
    """Text of an event code; "" for none and for zero."""
    number = _number(mark)
    if number is None:
        return mark
    return f"{number:g}" if number and np.isfinite(number) else ""
