"""Electrical series of an NWB file: local field potentials, intracranial and scalp EEG, in volts."""

from __future__ import annotations

import re
from typing import Any

import numpy as np

from .draft import Draft
from .nwb_samples import Samples, clock_of, samples_of
from .nwb_tables import events_of, is_a
from .nwb_units import electrode_places

_SCALP = re.compile(r"\bscalp\b|(?<![a-z])eeg\b", re.IGNORECASE)
_INSIDE = re.compile(r"ieeg|seeg|ecog|intracranial|depth|probe|lfp", re.IGNORECASE)
_NAMES = ("label", "channel_name", "electrode_name", "electrode_label", "name")


def electrical_series(content: Any) -> list[Any]:
    """All of the file, best first: field potentials, then raw signals, then filtered ones; by name within each."""
    found = [item for item in content.objects.values() if is_a(item, "ElectricalSeries")]
    found = [
        item
        for item in found
        if not is_a(item, "SpikeEventSeries") and len(getattr(item.data, "shape", ())) <= 2
    ]
    return sorted(found, key=lambda series: (_rank(series), str(series.name)))


def _rank(series: Any) -> int:
    if is_a(series.parent, "LFP") or "lfp" in str(series.name).lower():
        return 0
    return 2 if is_a(series.parent, "FilteredEphys") else 1


def draft_of_series(name: str, content: Any, modality: str | None) -> Draft:
    """The best electrical series: V = data × conversion × channel_conversion + offset.

    modality  "eeg" or "ieeg" as the user says; None: by the words of the electrodes table
    """
    first, *others = electrical_series(content)
    changes = (
        [f"Opened {first.name}, of {len(others) + 1} electrical series; left out: {_named(others)}."]
        if others
        else []
    )
    electrodes = first.electrodes
    n_described = None if electrodes is None else len(electrodes.data)
    samples = samples_of(name, first, n_described)
    changes += [samples.sentence] if samples.turned else []
    begin, rate = clock_of(name, first, samples.n_times)
    if begin:
        changes.append(
            f"The signal begins at {begin:.3f} s on the file's clock; times are counted from there."
        )
    rows = None if electrodes is None else np.asarray(electrodes.data[:], dtype=int)
    table = None if electrodes is None else electrodes.table
    kind = modality or _kind(table, first, changes)
    events = [(onset - begin, length, label) for onset, length, label in events_of(content, changes)]
    return Draft(
        labels=_labels(table, rows, samples.n_channels),
        given=[kind] * samples.n_channels,
        dims=["V"] * samples.n_channels,
        factors=[1.0] * samples.n_channels,
        sfreq=rate,
        n_times=samples.n_times,
        fetch=_in_volts(samples, first),
        positions=_positions(table, rows, changes),
        events=events,
        changes=changes,
    )


def _in_volts(samples: Samples, series: Any) -> Any:
    own = series.channel_conversion
    gains = np.ones(samples.n_channels) if own is None else np.asarray(own[:], dtype=float)
    gains = gains * float(series.conversion)
    offset = float(series.offset or 0.0)
    return lambda start, stop, channels: (
        samples.read(start, stop, channels) * gains[channels][:, None] + offset
    )


def _kind(table: Any, series: Any, changes: list[str]) -> str:
    """Scalp EEG only where the words say so: NWB's electrodes are inside the head as a rule."""
    words = [str(series.name), str(series.description)]
    for column in ("location", "group_name", "filtering"):
        if table is not None and column in table.colnames:
            words += [str(value) for value in table[column].data[:2000]]
    if any(_SCALP.search(word) for word in words) and not any(_INSIDE.search(word) for word in words):
        return "eeg"
    changes.append("The electrodes were taken for intracranial ones; pass modality='eeg' where they are not.")
    return "ieeg"


def _labels(table: Any, rows: np.ndarray | None, count: int) -> list[str]:
    """Names of the electrodes table where each is its own, else their ids."""
    if table is None or rows is None:
        return [f"channel {i + 1}" for i in range(count)]
    for column in _NAMES:
        if column in table.colnames:
            names = [str(value) for value in np.asarray(table[column].data[:])[rows]]
            if len(set(names)) == len(names):
                return names
    ids = np.asarray(table.id[:])[rows]
    return [f"electrode {i}" for i in ids]


def _positions(table: Any, rows: np.ndarray | None, changes: list[str]) -> np.ndarray | None:
    places = None if table is None or rows is None else electrode_places(table)
    if places is None or rows is None or not np.isfinite(places[rows]).any():
        return None
    changes.append("The places of the electrodes were read as micrometres, as NWB prescribes.")
    return places[rows]


def _named(series: list[Any]) -> str:
    names = ", ".join(str(one.name) for one in series[:6])
    return names if len(series) <= 6 else f"{names} and {len(series) - 6} more"
