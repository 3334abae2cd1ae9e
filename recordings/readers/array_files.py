"""Bare numbers: `.npy`, `.npz` and MATLAB segments, with what the user says about them."""

from __future__ import annotations

import re
import zipfile
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np

from neuro_llm.recordings.errors import RecordingError

from .bold_run import BoldRun, draft_of_run, statistics_of
from .draft import Draft, Options
from .pair_matrices import refuse_dissimilarities, refuse_pairs
from .refusals import names_package
from .spike_tables import open_times, wants_times
from .stated_arrays import as_stated, is_stated

MOST_BYTES = 4 << 30
_RATE_NAMES = (
    "sfreq",
    "fs",
    "Fs",
    "FS",
    "srate",
    "sampling_rate",
    "samplingrate",
    "SamplingRate",
    "sf",
    "fsample",
)
_NEEDED = (
    'Pass what it does not say: sfreq=<samples per second>, unit="uV", ch_names=("C3", …), modality="eeg".'
)


class ArrayFiles:
    """`.npy` (mapped, not loaded) and `.npz`; npz may bring `sfreq`, `unit` and `ch_names` along."""

    endings = (".npy", ".npz")

    @staticmethod
    def open(path: Path, options: Options) -> Draft:
        if wants_times(options):
            return open_times(path, options)
        if path.suffix.lower() == ".npy":
            data = _load(path, lambda: np.load(path, mmap_mode="r", allow_pickle=False))
            return draft_of_array(path.name, data, options)
        with zipfile.ZipFile(path) as archive:
            total = sum(member.file_size for member in archive.infolist())
        if total > MOST_BYTES:
            raise RecordingError(
                path.name, f"it unpacks to {total / 2**30:.1f} GiB.", "Save it as .npy instead."
            )
        archive_data = _load(path, lambda: dict(np.load(path, allow_pickle=False)))
        return _from_variables(path.name, archive_data, options)


class MatFiles:
    """MATLAB files: FieldTrip structures go to MNE, segments of numbers are read here."""

    endings = (".mat",)

    @staticmethod
    def open(path: Path, options: Options) -> Draft:
        if wants_times(options):
            return open_times(path, options)
        with path.open("rb") as file:
            start = file.read(128)
        if start.startswith(b"MATLAB 7.3") or b"\x89HDF" in start[:8]:
            return _v73(path, options)
        import scipy.io

        variables = scipy.io.whosmat(path)
        if any(kind == "struct" for _, _, kind in variables):
            return _fieldtrip(path, options, variables)
        small = {name: shape for name, shape, _ in variables if np.prod(shape, dtype=float) * 8 < MOST_BYTES}
        loaded = scipy.io.loadmat(path, variable_names=list(small))
        return _from_variables(path.name, {name: loaded[name] for name in small if name in loaded}, options)


def draft_of_array(
    name: str, data: np.ndarray, options: Options, unit: str = "", labels: tuple[str, ...] | None = None
) -> Draft:
    """An array as a draft; RecordingError says what is missing.

    data  (channel, time) or (time,); turned round where the names or its shape say so
    """
    if data.dtype.kind not in "iuf":
        raise RecordingError(
            name, f"it holds {data.dtype}, not real numbers.", "Save samples as a numeric array."
        )
    if data.ndim not in (1, 2) or data.size == 0:
        raise RecordingError(name, f"it has the shape {data.shape}.", "Save it as (channel, time).")
    refuse_pairs(name, data)
    if not options.sfreq:
        raise RecordingError(name, "the file does not say how many samples make a second.", _NEEDED)
    array, names, changes = _laid_out(data, options.ch_names or labels)
    n_channels = len(array)
    if len(names) != n_channels:
        raise RecordingError(
            name,
            f"ch_names has {len(names)} names, but it holds {n_channels} channels.",
            f"Pass {n_channels} names.",
        )
    if options.modality == "fmri":
        return _regions(name, array, names, replace(options, unit=options.unit or unit or None), changes)
    if options.modality is None:
        changes.append("The file does not say what was recorded: EEG was assumed.")

    def fetch(start: int, stop: int, channels: list[int]) -> np.ndarray:
        return np.asarray(array[:, start:stop])[channels].astype(np.float64)

    draft = Draft(
        labels=list(names),
        given=["eeg"] * n_channels,
        dims=[unit] * n_channels,
        factors=[1.0] * n_channels,
        sfreq=options.sfreq,
        n_times=array.shape[1],
        fetch=fetch,
        changes=changes,
    )
    return as_stated(name, draft, options) if is_stated(options) else draft


def _regions(
    name: str, array: np.ndarray, names: tuple[str, ...], options: Options, changes: list[str]
) -> Draft:
    """Averages of brain regions, (region, time)."""

    def raw(start: int, stop: int, channels: list[int]) -> np.ndarray:
        return np.asarray(array[channels, start:stop])

    nowhere = np.full((len(names), 3), np.nan)
    run = BoldRun("regions", names, nowhere, options.sfreq or 0.0, array.shape[1], raw)
    return draft_of_run(name, run, statistics_of(run), options, changes)


def _laid_out(
    data: np.ndarray, labels: tuple[str, ...] | None
) -> tuple[np.ndarray, tuple[str, ...], list[str]]:
    """(the array as (channel, time), its labels, what was assumed)."""
    changes = []
    array = data[None] if data.ndim == 1 else data
    rows, columns = array.shape
    if (labels and len(labels) == columns != rows) or (not labels and rows > columns):
        array = array.T
        changes.append(f"The numbers lie as (time, channel) {rows} × {columns} and were turned round.")
    if not labels:
        labels = tuple(f"channel {i + 1}" for i in range(len(array)))
        changes.append("The file names no channels; they are numbered.")
    return array, labels, changes


def _load(path: Path, load: Any) -> Any:
    try:
        return load()
    except (ValueError, OSError, EOFError, zipfile.BadZipFile, KeyError) as error:
        if re.search("pickle|object", str(error), re.IGNORECASE):
            cause = "it holds Python objects, which can run code, and is not opened."
            raise RecordingError(path.name, cause, "Save a plain numeric array.") from error
        raise RecordingError(
            path.name, "it is damaged or no NumPy file.", "Save it again with numpy.save."
        ) from error


def _from_variables(name: str, variables: dict[str, Any], options: Options) -> Draft:
    """One plausible array among named variables, with rate, unit and names where they lie beside it."""
    rate = next((_scalar(variables[key]) for key in _RATE_NAMES if key in variables), None)
    wanted = [key for key in (options.ch_names or ()) if key in variables]
    candidates = {key: value for key, value in variables.items() if _plausible(key, value)}
    options = _with(options, sfreq=options.sfreq or rate)
    if options.ch_names and len(wanted) == len(options.ch_names) and all(key in candidates for key in wanted):
        stacked = np.array([np.ravel(candidates[key]) for key in wanted])
        return draft_of_array(name, stacked, options, _text(variables.get("unit")))
    if len(candidates) != 1:
        held = ", ".join(f"{key} {np.shape(value)}" for key, value in list(candidates.items())[:8]) or "none"
        first = next(iter(candidates), "x")
        hint = f"Choose by name, as in ch_names=({first!r},), or save one array as .npy."
        if not candidates:
            hint = "Spike times, cells and structures are not read yet: save samples as one numeric array."
        raise RecordingError(name, f"it should hold one array of samples, but it holds {held}.", hint)
    names = variables.get("ch_names", variables.get("labels"))
    labels = tuple(_text(x) for x in np.ravel(names)) if names is not None else None
    return draft_of_array(
        name, next(iter(candidates.values())), options, _text(variables.get("unit")), labels
    )


def _plausible(key: str, value: Any) -> bool:
    array = np.asarray(value)
    numeric = array.dtype.kind in "iuf" and array.ndim in (1, 2) and array.size >= 16
    return numeric and not key.startswith("_") and key not in _RATE_NAMES


def _with(options: Options, **values: Any) -> Options:
    return Options(**{**options.to_json(), **values})


def _scalar(value: Any) -> float | None:
    array = np.asarray(value)
    if array.size != 1 or array.dtype.kind not in "iuf":
        return None
    number = float(array.ravel()[0])
    return number if np.isfinite(number) and number > 0 else None


def _text(value: Any) -> str:
    """Text of a NumPy or MATLAB string, "" where there is none."""
    while isinstance(value, np.ndarray) and value.size == 1:
        value = value.ravel()[0]
    return str(value) if isinstance(value, (str, np.str_)) else ""


def _fieldtrip(path: Path, options: Options, variables: list[tuple[str, tuple[int, ...], str]]) -> Draft:
    from .mne_files import MNEFiles

    refuse_dissimilarities(path.name, [name for name, _, _ in variables])
    held = ", ".join(f"{name} ({kind})" for name, _, kind in variables[:6])
    refusal = RecordingError(
        path.name,
        f"it is no FieldTrip recording and holds no plain array of samples, but {held}.",
        "Save the samples as one numeric array, then pass sfreq=…, unit=… and ch_names=….",
    )
    if not any(name == "data" for name, _, _ in variables):  # where FieldTrip keeps a recording
        raise refusal
    try:
        return MNEFiles.open(path, options)
    except Exception as error:
        if isinstance(error, ImportError) or names_package(error):
            raise
        raise refusal from error


def _v73(path: Path, options: Options) -> Draft:
    """MATLAB 7.3 is HDF5: top-level number arrays here, structures by MNE."""
    import h5py

    variables: dict[str, Any] = {}
    with h5py.File(path, "r") as file:
        structures = [key for key in file if isinstance(file[key], h5py.Group) and not key.startswith("#")]
        for key, item in file.items():
            if isinstance(item, h5py.Dataset) and item.size * 8 < MOST_BYTES and item.dtype.kind in "iuf":
                variables[key] = np.asarray(item).T
    if structures and not any(_plausible(key, value) for key, value in variables.items()):
        return _fieldtrip(path, options, [(key, (), "struct") for key in structures])
    return _from_variables(path.name, variables, options)
