"""Every format that `mne.io.read_raw` opens."""

from __future__ import annotations

import logging
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import numpy as np

from .draft import Draft, Fetch, Options
from .epoch_files import EpochFiles, holds_epochs
from .sensor_places import orientations_of, places_of
from .triggers import sibling_events, stim_events

_ENDINGS = (
    *(".gdf", ".vhdr", ".ahdr", ".set", ".fif", ".fif.gz", ".cnt", ".mff", ".ds", ".con", ".sqd", ".bin"),
    *(".cdt", ".cdt.dpa", ".cdt.cef", ".cef", ".dap", ".rs3", ".dat", ".data", ".eeg", ".hdr", ".lay"),
    *(".mefd", ".nedf", ".ns3", ".nxe", ".snirf", ".asc"),
)
_HUSHED = (
    *("number of records", "cutoff", "lowpass", "highpass", "naming convention", "mixed sampling", "date"),
    *("birth", "patient", "subject", "not unique", "mixed filter", "prefilter", "record length", "deprecat"),
    *("channel names are not", "filename", "montage", "infer_types", "limited", "measurement"),
)
"""Warnings that say nothing about the samples, that our gate says better, or that may name a person."""
_SI = {"mag": "T", "ref_meg": "T", "grad": "T/m", "stim": "", "misc": "", "hbo": "M", "hbr": "M"}
"""MNE's unit of what is no voltage; M is mol per litre."""
_AT_ONCE = 1 << 23
"""Samples read in one piece (64 MiB of float64)."""


class MNEFiles:
    """Opened by MNE-Python, never preloaded."""

    endings = _ENDINGS
    imports = ("mne",)

    @staticmethod
    def open(path: Path, options: Options) -> Draft:
        try:
            raw, notes = read_raw(path)
        except (TypeError, ValueError, RuntimeError) as error:
            if not holds_epochs(path, error):
                raise
            return EpochFiles.open(path, options)
        return draft_of(raw, path, notes)


@contextmanager
def overheard() -> Iterator[list[str]]:
    """Collects what MNE warns about, whether it logs or warns, and keeps it from the terminal."""
    notes: list[str] = []

    class Keep(logging.Handler):
        def emit(self, record: logging.LogRecord) -> None:
            if record.levelno >= logging.WARNING:
                notes.append(record.getMessage())

    logger, keep = logging.getLogger("mne"), Keep()
    silent, propagate = list(logger.handlers), logger.propagate
    logger.handlers, logger.propagate = [keep], False
    try:
        with warnings.catch_warnings(record=True) as caught:
            warnings.simplefilter("always")
            yield notes
        notes.extend(str(warning.message) for warning in caught if warning.category is RuntimeWarning)
    finally:
        logger.handlers, logger.propagate = silent, propagate


def read_raw(path: Path, **extra: Any) -> tuple[Any, list[str]]:
    """(MNE raw, its warnings as sentences); the exceptions are MNE's own."""
    import mne

    with overheard() as notes:
        if path.suffix.lower() == ".mat":
            raw = mne.io.read_raw_fieldtrip(path, info=None)
        else:
            raw = mne.io.read_raw(path, preload=False, verbose="WARNING", **extra)
    return raw, sentences(notes, path)


def sentences(notes: list[str], path: Path) -> list[str]:
    """The warnings that a user should see, one line each, without any path."""
    kept = []
    for note in notes:
        text = " ".join(note.replace(str(path), path.name).replace(str(path.parent), "…").split())
        if not any(word in text.lower() for word in _HUSHED):
            kept.append("MNE: " + text[:240].rstrip(".") + ".")
    return list(dict.fromkeys(kept))[:8]


def draft_of(raw: Any, path: Path, notes: list[str]) -> Draft:
    """What MNE understood, as a draft."""
    types = raw.get_channel_types()
    dims, factors = units_of(raw, types)
    changes = list(notes)
    fetch = fetch_of(raw)
    events = _annotations(raw)
    stim = [i for i, kind in enumerate(types) if kind == "stim"]
    events += stim_events(fetch, raw.n_times, raw.info["sfreq"], {i: raw.ch_names[i] for i in stim}, changes)
    events += sibling_events(path, raw.first_samp, raw.info["sfreq"], changes)
    rates, fetch = _gdf_rates(raw, fetch, changes)
    return Draft(
        labels=list(raw.ch_names),
        given=types,
        dims=dims,
        factors=factors,
        sfreq=float(raw.info["sfreq"]),
        n_times=int(raw.n_times),
        fetch=fetch,
        native_rates=rates,
        positions=places_of(raw.info),
        orientations=orientations_of(raw.info, types),
        events=events,
        bads=list(raw.info["bads"]),
        reference="custom reference" if int(raw.info["custom_ref_applied"]) == 1 else "",
        changes=changes,
    )


def fetch_of(raw: Any) -> Fetch:
    """Window reading that never holds more than one piece in double precision."""

    def fetch(start: int, stop: int, channels: list[int]) -> np.ndarray:
        picks = np.array(channels, dtype=int)
        order = np.argsort(picks, kind="stable")
        step = max(1, _AT_ONCE // max(1, len(raw.ch_names)))
        out = np.empty((len(picks), stop - start), dtype=np.float32)
        for first in range(start, stop, step):
            last = min(stop, first + step)
            with overheard():
                out[order, first - start : last - start] = raw[picks[order], first:last][0]
        return out

    return fetch


def _gdf_rates(raw: Any, fetch: Fetch, changes: list[str]) -> tuple[list[float], Fetch]:
    """Native rates of a GDF file; windows of mixed rates are read as whole records with two more around."""
    extras = raw._raw_extras[0] if raw._raw_extras and isinstance(raw._raw_extras[0], dict) else {}
    if type(raw).__name__ != "RawGDF" or len(extras.get("n_samps", ())) < len(raw.ch_names):
        return [], fetch
    samples = [int(extras["n_samps"][i]) for i in extras["sel"]]
    per = int(extras["max_samp"])
    rates = [raw.info["sfreq"] * count / per for count in samples]
    if len(set(samples)) == 1 or len(samples) != len(raw.ch_names):
        return rates if len(samples) == len(raw.ch_names) else [], fetch
    changes.append(f"Channels of lower rates were interpolated to {raw.info['sfreq']:g} Hz.")

    def aligned(start: int, stop: int, channels: list[int]) -> np.ndarray:
        first = max(0, (start // per - 2) * per)
        last = min(raw.n_times, (-(-stop // per) + 2) * per)
        return fetch(first, last, channels)[:, start - first : stop - first]

    return rates, aligned


def units_of(raw: Any, types: list[str]) -> tuple[list[str], list[float]]:
    """Unit of the numbers in the file, and what MNE multiplied them with. raw: an MNE raw or epochs."""
    extras = (getattr(raw, "_raw_extras", None) or [None])[0]
    extras = extras if isinstance(extras, dict) else {}
    if type(raw).__name__ == "RawGDF" and len(extras.get("units", ())) == len(types):
        spelled = {1e-6: "µV", 1e-3: "mV"}
        return [spelled.get(float(u), "") for u in extras["units"]], [float(u) for u in extras["units"]]
    scale = {"µV": 1e-6, "μV": 1e-6, "uV": 1e-6, "mV": 1e-3, "nV": 1e-9, "V": 1.0}
    original = getattr(raw, "_orig_units", None) or {}
    eeglab = type(raw).__name__ in ("RawEEGLAB", "EpochsEEGLAB")
    dims, factors = [], []
    for name, kind in zip(raw.ch_names, types, strict=True):
        own = str(original.get(name, "")).strip()
        si = _SI.get(kind)
        if kind in ("eeg", "seeg", "ecog", "dbs", "eog", "ecg", "emg", "bio"):
            dims.append(own if own in scale else "µV" if eeglab else "V")
            factors.append(scale.get(own, 1e-6 if eeglab else 1.0))
        else:
            dims.append(own if si is None else si)
            factors.append(1.0)
    return dims, factors


def _annotations(raw: Any) -> list[tuple[float, float, str]]:
    shift = raw.first_time  # MNE counts onsets from before the first sample
    rows = zip(raw.annotations.onset, raw.annotations.duration, raw.annotations.description, strict=True)
    return [(float(onset) - shift, float(duration), str(label)) for onset, duration, label in rows]
