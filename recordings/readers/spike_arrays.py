"""Spike times in `.npz`, `.npy` and `.mat`: one array per unit, times beside their clusters, or MATLAB cells."""

from __future__ import annotations

import re
import zipfile
from pathlib import Path
from typing import Any

import numpy as np

from neuro_llm.recordings.errors import RecordingError

from .spike_text import FoundTimes
from .spike_times import unit_in_name
from .spike_trains import split_by_unit, unit_label

_MOST_BYTES = 4 << 30
_TIMES = ("spike_times", "spiketimes", "times", "timestamps", "time", "ts", "t")
_CLUSTERS = ("spike_clusters", "clusters", "units", "unit_ids", "cluster_ids", "clu", "ids", "index")
_SPEAKS = re.compile(r"spike|^units?$|^clusters?$|neuron", re.IGNORECASE)
_EACH = re.compile(r"^(unit|cluster|neuron|cell|spikes?)[ _]?\d+", re.IGNORECASE)
_DEEPEST = 6


def npz_looks_like_spikes(path: Path) -> bool:
    """By the names of the arrays inside."""
    with zipfile.ZipFile(path) as archive:
        keys = [Path(member).stem for member in archive.namelist()]
    paired = _first(keys, _TIMES) is not None and _first(keys, _CLUSTERS) is not None
    return (
        paired or any("spike" in key.lower() for key in keys) or (bool(keys) and all(map(_EACH.match, keys)))
    )


def mat_looks_like_spikes(path: Path) -> bool:
    """By the names of the variables: cells or structures of spikes, or a vector of spike times."""
    with path.open("rb") as file:
        if file.read(10) == b"MATLAB 7.3":
            return False
    import scipy.io

    for name, shape, kind in scipy.io.whosmat(path):
        vector = sorted(shape)[0] <= 2 if shape else False
        if re.search("spike", name, re.IGNORECASE) and (
            kind in ("cell", "struct") or ("time" in name.lower() and vector)
        ):
            return True
    return False


def load_npy(path: Path) -> FoundTimes:
    """One vector of times of one unit."""
    try:
        times = np.load(path, mmap_mode="r", allow_pickle=False)
    except (ValueError, OSError, EOFError) as error:
        raise _damaged(path) from error
    if times.dtype.kind not in "iuf" or times.ndim > 2 or (times.ndim == 2 and 1 not in times.shape):
        raise RecordingError(
            path.name,
            f"it holds {times.dtype} of shape {times.shape}, no vector of spike times.",
            "For counts per bin pass sfreq=<bins per second>; for several units save an .npz with one array each.",
        )
    return FoundTimes({"unit 1": np.asarray(times).ravel()}, unit_in_name(path.stem))


def load_npz(path: Path) -> FoundTimes:
    """`times` beside `clusters`, pynapple's `t` beside `index`, or one array per unit."""
    try:
        with zipfile.ZipFile(path) as archive:
            if sum(member.file_size for member in archive.infolist()) > _MOST_BYTES:
                raise RecordingError(
                    path.name, "it unpacks to more than 4 GiB.", "Export a part of the units."
                )
        with np.load(path, allow_pickle=False) as archive:
            values = {key: archive[key] for key in archive.files if archive[key].dtype.kind in "iufUb"}
    except (ValueError, OSError, EOFError, KeyError, zipfile.BadZipFile) as error:
        if isinstance(error, RecordingError):
            raise
        raise _damaged(path) from error
    said = next(
        (
            str(values[key].ravel()[0])
            for key in ("time_unit", "time_units", "unit")
            if _is_text(values.get(key))
        ),
        "",
    )
    pynapple = _is_text(values.get("type")) and str(values["type"].ravel()[0]).startswith("Ts")
    unit = unit_in_name(said) or ("s" if pynapple else None)
    numbers = {key: value for key, value in values.items() if value.dtype.kind in "iuf" and value.ndim <= 2}
    return _from_arrays(path.name, numbers, unit)


def load_mat(path: Path) -> FoundTimes:
    """Cells and structures, however deeply nested: each vector of times in them is a unit."""
    import scipy.io

    with path.open("rb") as file:
        if file.read(10) == b"MATLAB 7.3":
            raise RecordingError(path.name, "spikes in MATLAB 7.3 files are not read.", "Save it with -v7.")
    loaded = scipy.io.loadmat(path, struct_as_record=False, squeeze_me=True)
    variables = {k: v for k, v in loaded.items() if not k.startswith("_")}
    spoken = {key: value for key, value in variables.items() if _SPEAKS.search(key)} or variables
    nested = {key: value for key, value in spoken.items() if _fields(value) or _is_cell(value)}
    if not nested:
        arrays = {key: np.asarray(value) for key, value in variables.items()}
        return _from_arrays(path.name, {k: v for k, v in arrays.items() if v.dtype.kind in "iuf"}, None)
    trains: dict[str, np.ndarray] = {}
    empty = [0]
    for key, value in nested.items():
        _walk(value, (key,) if len(nested) > 1 else (), trains, empty)
    changes = [f"{empty[0]} units or channels without spikes were left out."] if empty[0] else []
    explorer = any({"UID", "times"} <= set(_fields(value)) for value in nested.values())
    return FoundTimes(trains, "s" if explorer else None, changes=changes)  # CellExplorer's times are seconds


def _walk(value: Any, place: tuple[str, ...], trains: dict[str, np.ndarray], empty: list[int]) -> None:
    """Collect the vectors of times below a cell or structure under the names "unit 1", "unit 3.2" ...

    A structure with a field of times is a unit, or with a cell there a list of units.
    """
    if len(place) > _DEEPEST:
        return
    if fields := _fields(value):
        key = _first(list(fields), _TIMES)
        if key is not None:
            _walk(fields[key], place, trains, empty)
        else:
            for name, inner in fields.items():
                if _fields(inner) or _is_cell(inner):
                    _walk(inner, (*place, name), trains, empty)
    elif _is_cell(value):
        for i, inner in enumerate(value):
            _walk(inner, (*place, str(i + 1)), trains, empty)
    else:
        times = np.asarray(value)
        if times.dtype.kind in "iuf" and times.size:
            label = ".".join(place) or "1"
            trains[f"unit {label}" if label[0].isdigit() else label] = times.ravel()
        else:
            empty[0] += 1


def _fields(value: Any) -> dict[str, Any]:
    """The fields of a MATLAB structure, empty for anything else."""
    return {name: getattr(value, name) for name in getattr(value, "_fieldnames", ())}


def _is_cell(value: Any) -> bool:
    return isinstance(value, np.ndarray) and value.dtype == object


def _from_arrays(name: str, arrays: dict[str, np.ndarray], unit: str | None) -> FoundTimes:
    """Named number arrays: times with their clusters, one (spike, 2) table, or one vector per unit."""
    keys = list(arrays)
    clock, owner = _first(keys, _TIMES), _first(keys, _CLUSTERS)
    if clock and owner:
        times, owners = arrays[clock].ravel(), arrays[owner].ravel()
        if len(times) != len(owners):
            cause = f"{clock} has {len(times)} entries, but {owner} has {len(owners)}."
            raise RecordingError(name, cause, "Save one cluster number for each spike time.")
        trains = split_by_unit(times, owners)
        return FoundTimes(
            trains, unit or unit_in_name(clock), _end(arrays, "start", 0), _end(arrays, "end", -1)
        )
    if clock:
        return FoundTimes(_one_array(name, clock, arrays[clock]), unit or unit_in_name(clock))
    vectors = {
        key: value.ravel() for key, value in arrays.items() if value.size == max(value.shape, default=0)
    }
    said = {unit_in_name(key) for key in vectors} - {None}
    if not vectors:
        raise RecordingError(
            name, "it holds no vectors of spike times.", "Save one vector of times per unit."
        )
    unit = unit or (said.pop() if len(said) == 1 else None)
    return FoundTimes({unit_label(key): value for key, value in vectors.items()}, unit)


def _end(arrays: dict[str, np.ndarray], key: str, at: int) -> float | None:
    """pynapple's own start or end of a recording."""
    return float(arrays[key].ravel()[at]) if key in arrays and arrays[key].size else None


def _one_array(name: str, key: str, array: np.ndarray) -> dict[str, np.ndarray]:
    """A vector of times, or a matrix with one row or column per unit, filled up with NaN."""
    if array.size == max(array.shape, default=0):
        return {"unit 1": array.ravel()}
    filled = np.isnan(array) if array.dtype.kind == "f" else np.zeros(array.shape, dtype=bool)
    if not filled.any():
        raise RecordingError(
            name,
            f"{key} is a matrix of {array.shape}: it is not clear which numbers belong to which unit.",
            "Save one vector of times per unit, or times beside clusters.",
        )
    rows = array if filled[:, -1].sum() >= filled[-1].sum() else array.T
    return {f"unit {i + 1}": row[np.isfinite(row)] for i, row in enumerate(rows)}


def _first(keys: list[str], names: tuple[str, ...]) -> str | None:
    """The first of the names that is among the keys, however spelled and with or without its unit behind it."""
    plain = {
        re.sub(r"_?(s|ms|us|sec)$", "", key.lower()) if unit_in_name(key) else key.lower(): key
        for key in keys
    }
    return next((plain[name] for name in names if name in plain), None)


def _is_text(value: Any) -> bool:
    return isinstance(value, np.ndarray) and value.dtype.kind == "U" and value.size > 0


def _damaged(path: Path) -> RecordingError:
    return RecordingError(
        path.name, "it is damaged, or holds Python objects.", "Save plain arrays with numpy.savez."
    )
