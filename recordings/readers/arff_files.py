"""ARFF tables: numeric attributes are channels, nominal ones are labels of every sample."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np

from neuro_llm.recordings.errors import RecordingError

from .array_files import draft_of_array
from .draft import Draft, Options

_LARGEST = 100 << 20
"""Bytes of a text file that is read; SciPy needs about ten times as much."""


class ArffFiles:
    """Attribute-Relation File Format, as of the UCI repository and Weka."""

    endings = (".arff",)
    imports = ("scipy.io",)

    @staticmethod
    def open(path: Path, options: Options) -> Draft:
        table, nominal = _table(path)
        names = [str(name) for name in table.dtype.names or ()]
        numeric = [name for name in names if name not in nominal]
        if not numeric:
            raise RecordingError(
                path.name, "it has no numeric attribute.", "Open a table with one per channel."
            )
        codes = {name: _codes(table[name], values) for name, values in nominal.items()}
        data = np.array([codes[name] if name in codes else table[name] for name in names], dtype=float)
        labels = tuple(options.ch_names or names)
        draft = draft_of_array(path.name, data, replace(options, ch_names=labels))
        draft.given = ["stim" if name in codes else "eeg" for name in names]
        for name in nominal:
            draft.events += _runs(name, table[name].astype(str), draft.sfreq, draft.changes)
        return draft


def _table(path: Path) -> tuple[np.ndarray, dict[str, list[str]]]:
    """(the rows as a structured array, nominal attribute → its values)."""
    from scipy.io import arff

    if path.stat().st_size > _LARGEST:
        raise RecordingError(
            path.name, "a text file of this size is not read.", "Convert it to .npy or EDF and open that."
        )
    try:
        table, meta = arff.loadarff(path)
    except (arff.ParseArffError, NotImplementedError, ValueError, StopIteration, IndexError) as error:
        words = " ".join(str(error).split())[:120].rstrip(".") or type(error).__name__
        cause = f"it is no ARFF table that can be read: {words}."
        raise RecordingError(path.name, cause, "Check that the file is whole, or save it as .csv.") from error
    if not len(table):
        raise RecordingError(path.name, "it holds no rows of data.", "Copy it again from its source.")
    nominal = {name: list(meta[name][1]) for name in meta.names() if meta[name][0] == "nominal"}
    return np.asarray(table), nominal


def _codes(column: Any, values: list[str]) -> list[float]:
    """Numbers for a nominal column: its values where they are numbers, else their order in the header."""
    try:
        numbers = {value: float(value) for value in values}
    except ValueError:
        numbers = {value: float(order) for order, value in enumerate(values)}
    return [numbers.get(value, np.nan) for value in column.astype(str)]


def _runs(name: str, column: np.ndarray, sfreq: float, changes: list[str]) -> list[tuple[float, float, str]]:
    """One event for each stretch of samples with the same label: "eyeDetection=1"."""
    edges = np.concatenate([[0], np.flatnonzero(column[1:] != column[:-1]) + 1, [len(column)]])
    if len(edges) - 1 > 0.2 * len(column):
        changes.append(f"The labels {name} change all the time and were not read as events.")
        return []
    changes.append(f"Each stretch of samples with the same {name} became an event.")
    return [
        (first / sfreq, (last - first) / sfreq, f"{name}={column[first]}")
        for first, last in zip(edges[:-1].tolist(), edges[1:].tolist(), strict=True)
    ]
