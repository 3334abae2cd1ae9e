"""The units table of an NWB file: spike times of each sorted unit, and where it lay."""

from __future__ import annotations

from collections import Counter
from typing import Any

import numpy as np

from neuro_llm.recordings.errors import RecordingError

from .draft import Draft
from .nwb_tables import events_of, signals_of
from .spike_trains import MOST_UNITS, Session, check_counts, draft_of_spikes, unit_label

_MICROMETRE = 1e-6
_GROUPS = ("quality", "group", "KSLabel", "ks_label", "cluster_group")


def has_spikes(content: Any) -> bool:
    units = content.units
    return units is not None and len(units) > 0 and "spike_times" in units.colnames


def draft_of_units(name: str, content: Any) -> Draft:
    """Counts per millisecond of all units; trials as events, behaviour as channels."""
    units = content.units
    changes: list[str] = []
    pieces = _times(name, units)
    labels = _labels(units)
    session = Session(
        trains=dict(zip(labels, pieces, strict=True)),
        signals=signals_of(content, changes),
        events=events_of(content, changes),
        positions=_positions(units, changes),
        bads=[label for label, group in zip(labels, _groups(units), strict=True) if group == "noise"],
        changes=changes,
    )
    session.start, session.stop = _stated(units, session.events)
    _tell_places(units, changes)
    return draft_of_spikes(name, session)


def _times(name: str, units: Any) -> list[np.ndarray]:
    """Spike times of each unit, s."""
    column = units["spike_times"]
    if not hasattr(column, "target"):
        raise RecordingError(name, "its spike times have no index of units.", "Export the file again.")
    flat, ends = column.target.data, np.asarray(column.data[:], dtype=np.int64)
    check_counts(name, int(flat.shape[0] if hasattr(flat, "shape") else len(flat)), len(ends))
    starts = np.concatenate([[0], ends[:-1]])
    if len(ends) != len(units) or np.any(ends < starts) or ends[-1] > len(flat):
        raise RecordingError(
            name, "the index of its spike times does not fit them.", "The file is damaged: copy it again."
        )
    times = np.asarray(flat[:], dtype=np.float64)
    return [times[start:end] for start, end in zip(starts, ends, strict=True)]


def _labels(units: Any) -> list[str]:
    """Unit ids; numbered by their row where an id occurs twice."""
    ids = [int(i) for i in units.id[:]]
    return [unit_label(i) for i in (ids if len(set(ids)) == len(ids) else range(len(ids)))]


def _groups(units: Any) -> list[str]:
    """What the sorting calls each unit (good, mua, noise), "" where it does not say."""
    for column in _GROUPS:
        if column in units.colnames and _is_text(units[column]):
            return [str(value).strip().lower() for value in units[column].data[:]]
    return [""] * len(units)


def _stated(units: Any, events: list[tuple[float, float, str]]) -> tuple[float | None, float | None]:
    """Beginning and end by epochs, trials and the times over which units were observed."""
    starts, ends = [onset for onset, _, _ in events], [onset + length for onset, length, _ in events]
    if "obs_intervals" in units.colnames:
        observed = np.asarray(units["obs_intervals"].target.data[:], dtype=float)
        starts += observed[:, :1].ravel().tolist()
        ends += observed[:, 1:].ravel().tolist()
    return (min(starts), max(ends)) if starts else (None, None)


def _positions(units: Any, changes: list[str]) -> np.ndarray | None:
    """(unit, 3) metres: the middle of a unit's electrodes, which NWB keeps in micrometres; None where unknown."""
    if "electrodes" not in units.colnames or len(units) > MOST_UNITS:
        return None
    column = units["electrodes"]
    table = (column.target if hasattr(column, "target") else column).table
    places = electrode_places(table)
    if places is None:
        return None
    found = np.full((len(units), 3), np.nan)
    rows = np.asarray((column.target if hasattr(column, "target") else column).data[:], dtype=int)
    ends = np.asarray(column.data[:], dtype=int) if hasattr(column, "target") else np.arange(1, len(rows) + 1)
    for unit, (start, end) in enumerate(zip([0, *ends[:-1]], ends, strict=True)):
        here = places[rows[start:end]]
        here = here[np.isfinite(here).all(axis=1)]
        if len(here):
            found[unit] = here.mean(axis=0)
    if np.isfinite(found).any():
        changes.append(
            "Places of the units are those of their electrodes, read as micrometres as NWB prescribes."
        )
    return found


def electrode_places(table: Any) -> np.ndarray | None:
    """(electrode, 3) metres from the columns x, y, z (else rel_x, rel_y), NaN where unknown; None without columns."""
    for columns in (("x", "y", "z"), ("rel_x", "rel_y", "rel_z"), ("rel_x", "rel_y")):
        if all(column in table.colnames for column in columns):
            places = np.zeros((len(table), 3))
            for axis, column in enumerate(columns):
                places[:, axis] = np.asarray(table[column].data[:], dtype=float) * _MICROMETRE
            places[~np.isfinite(places).all(axis=1) | ~places.any(axis=1)] = np.nan
            if np.isfinite(places).any():
                return places
    return None


def _tell_places(units: Any, changes: list[str]) -> None:
    """How many units lie where, by the table's own location column."""
    column = next(
        (name for name in ("location", "brain_area", "brain_region") if name in units.colnames), None
    )
    if column is None or not _is_text(units[column]):
        return
    counts = Counter(str(value).strip() for value in units[column].data[:])
    told = ", ".join(f"{place} ({count})" for place, count in counts.most_common(8) if place)
    if told:
        changes.append(f"The units lie in: {told}.")


def _is_text(column: Any) -> bool:
    return not hasattr(column, "target") and len(column.data) > 0 and isinstance(column.data[0], str)
