"""Tables of spike times: text, `.npz` and `.mat`, with the stimulus or position that lies beside them."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np

from neuro_llm.recordings.errors import RecordingError

from . import spike_arrays, spike_text
from .draft import Draft, Options
from .spike_times import seconds_per_number, unit_on_clock
from .spike_trains import SFREQ, TIME_UNITS, Session, draft_of_spikes
from .trodes_files import positions_of, tracking_beside

_LOOKS = {
    **dict.fromkeys((".txt", ".csv", ".tsv"), spike_text.looks_like_spikes),
    ".npz": spike_arrays.npz_looks_like_spikes,
    ".mat": spike_arrays.mat_looks_like_spikes,
}
_LOADS = {
    **dict.fromkeys((".txt", ".csv", ".tsv"), spike_text.load),
    ".npy": spike_arrays.load_npy,
    ".npz": spike_arrays.load_npz,
    ".mat": spike_arrays.load_mat,
}


class SpikeTables:
    """Spike times in a file that is known by what it holds; a folder of one such file and a video tracking."""

    endings: tuple[str, ...] = ()

    @staticmethod
    def takes(path: Path) -> bool:
        """A quick look at the first lines, keys or variable names."""
        looks = _LOOKS.get(path.suffix.lower())
        try:
            if path.is_dir():
                return tracking_beside(path) is not None and _table_in(path) is not None
            return looks is not None and looks(path)
        except Exception:  # damaged, in whatever way: the reader of its ending says how
            return False

    @staticmethod
    def open(path: Path, options: Options) -> Draft:
        table = _table_in(path) if path.is_dir() else path
        assert table is not None
        if options.modality not in (None, "spikes"):
            return _ordinary(table).open(table, options)
        return open_times(table, options)


def wants_times(options: Options) -> bool:
    """Did the user say that the numbers are spike times? Spikes with a rate and no unit of time are counts per bin."""
    if (options.unit or "").strip().lower() in (*TIME_UNITS, "sample", "samples"):
        return options.modality in (None, "spikes")
    return options.modality == "spikes" and options.sfreq is None


def open_times(path: Path, options: Options) -> Draft:
    """A table of spike times as a draft; its own unit of time, or the one that is proven or given."""
    found = _LOADS[path.suffix.lower()](path)
    changes = list(found.changes)
    numbers = (
        np.concatenate([np.ravel(times) for times in found.trains.values()]) if found.trains else np.array([])
    )
    tracking = tracking_beside(path.parent)
    signals = positions_of(tracking) if tracking else []
    stated = found.unit
    if signals and stated is None and options.unit is None:
        stated = unit_on_clock(numbers, signals[0].begin, signals[0].end)
        if stated:
            changes.append(
                f"The spike times were read as {stated}: only so they fit the clock of the positions."
            )
    factor = seconds_per_number(path.name, numbers, options, stated, changes) if numbers.size else 1.0
    if path.suffix.lower() in (".txt", ".csv", ".tsv"):
        signals = signals + spike_text.signals_beside(path, factor, changes)
    session = Session(
        trains={label: np.asarray(times, dtype=float) * factor for label, times in found.trains.items()},
        signals=signals,
        start=None if found.start is None else found.start * factor,
        stop=None if found.stop is None else found.stop * factor,
        clock_hz=options.sfreq or SFREQ,
        changes=changes,
    )
    return draft_of_spikes(path.name, session)


def _table_in(folder: Path) -> Path | None:
    """The one spike table of a folder, by its name."""
    found = [
        file
        for file in folder.iterdir()
        if file.suffix.lower() in _LOOKS and file.name.lower().startswith("spike") and file.is_file()
    ]
    return found[0] if len(found) == 1 else None


def _ordinary(path: Path) -> Any:
    """The reader of samples for this ending, where the user says that these are no spikes."""
    from .array_files import ArrayFiles, MatFiles
    from .text_files import TextFiles

    for reader in (TextFiles, MatFiles, ArrayFiles):
        if path.suffix.lower() in reader.endings:
            return reader
    raise RecordingError(path.name, "it is no table of samples.", "Leave modality out.")
