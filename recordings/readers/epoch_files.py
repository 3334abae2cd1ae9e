"""Trials cut from a recording (MNE `-epo.fif`, epoched EEGLAB and FieldTrip sets), put one after another."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np

from neuro_llm.recordings.errors import RecordingError

from .draft import Draft, Fetch, Options
from .sensor_places import orientations_of, places_of

_NAMES = ("-epo.fif", "_epo.fif", "-epo.fif.gz", "_epo.fif.gz")
_AT_ONCE = 1 << 23
"""Samples read in one piece (64 MiB of float64)."""
_SAYS_EPOCHS = {
    ".set": "number of trials",  # MNE's words where a continuous recording was expected
    ".fif": "no raw data",
    ".gz": "no raw data",
    ".mat": "not seem to be raw data",
}


class EpochFiles:
    """Epochs as one recording: each trial is an event, from what it was cut around to its end."""

    endings: tuple[str, ...] = ()
    imports = ("mne",)

    @staticmethod
    def takes(path: Path) -> bool:
        return path.name.lower().endswith(_NAMES)

    @staticmethod
    def open(path: Path, options: Options) -> Draft:
        from .mne_files import overheard, sentences

        with overheard() as notes:
            epochs = _read(path)
        return _draft_of(epochs, path, sentences(notes, path))


def holds_epochs(path: Path, error: Exception) -> bool:
    """Does MNE's refusal to read a continuous recording mean that the file may hold trials?"""
    words = _SAYS_EPOCHS.get(path.suffix.lower())
    return words is not None and words in str(error).lower()


def _read(path: Path) -> Any:
    """MNE epochs, left on disk where the format allows it (FIF)."""
    import mne

    if path.suffix.lower() == ".set":
        return mne.read_epochs_eeglab(path, verbose="WARNING")
    if path.suffix.lower() == ".mat":
        return mne.read_epochs_fieldtrip(path, info=None)
    try:
        return mne.read_epochs(path, proj=False, preload=False, verbose="WARNING")
    except ValueError as error:
        if "could not find" not in str(error).lower() and "not found" not in str(error).lower():
            raise
        raise RecordingError(
            path.name,
            "this FIF file holds neither a recording nor trials.",
            "Open the raw recording (…_raw.fif) or the trials cut from it (…-epo.fif).",
        ) from error


def _draft_of(epochs: Any, path: Path, notes: list[str]) -> Draft:
    from .mne_files import units_of

    if not len(epochs):
        raise RecordingError(path.name, "it holds no trials.", "Open the recording they were cut from.")
    if np.iscomplexobj(epochs.get_data(item=[0], copy=False)):
        raise RecordingError(
            path.name,
            "its trials hold complex numbers (a time-frequency result).",
            "Open the trials of the signals themselves.",
        )
    types = epochs.get_channel_types()
    dims, factors = units_of(epochs, types)
    sfreq, length = float(epochs.info["sfreq"]), len(epochs.times)
    seconds = length / sfreq
    return Draft(
        labels=list(epochs.ch_names),
        given=types,
        dims=dims,
        factors=factors,
        sfreq=sfreq,
        n_times=len(epochs) * length,
        fetch=_fetch_of(epochs, length),
        positions=places_of(epochs.info),
        orientations=orientations_of(epochs.info, types),
        events=_events(epochs, seconds),
        bads=list(epochs.info["bads"]),
        reference="custom reference" if int(epochs.info["custom_ref_applied"]) == 1 else "",
        changes=[*notes, _sentence(len(epochs), seconds, float(epochs.tmin))],
    )


def _events(epochs: Any, seconds: float) -> list[tuple[float, float, str]]:
    """One per trial: from what it was cut around (its own time zero, else its start) to its end."""
    names = {code: label for label, code in epochs.event_id.items()}
    zero = -float(epochs.tmin) if 0 <= -epochs.tmin < seconds else 0.0
    labels = [names.get(code, str(code)) for code in map(int, epochs.events[:, 2])]
    return [(trial * seconds + zero, seconds - zero, label) for trial, label in enumerate(labels)]


def _sentence(n_trials: int, seconds: float, begin: float) -> str:
    said = f"{n_trials} trials of {seconds:g} s were put one after another; signals jump at the borders."
    if -seconds < begin < -1e-9:
        return f"{said} The event of a trial lies {-begin:g} s after its start."
    outside = (
        f" The trials begin {abs(begin):g} s {'after' if begin > 0 else 'before'} what they were cut around."
    )
    return said if abs(begin) < 1e-9 else said + outside


def _fetch_of(epochs: Any, length: int) -> Fetch:
    """Windows over the joined trials; only the trials that a window touches are read."""

    def fetch(start: int, stop: int, channels: list[int]) -> np.ndarray:
        from .mne_files import overheard

        out = np.empty((len(channels), stop - start), dtype=np.float32)
        step = max(1, _AT_ONCE // (len(epochs.ch_names) * length)) * length
        begin = start - start % length
        for first in range(begin, stop, step):
            trials = slice(first // length, min(len(epochs), (first + step) // length))
            with overheard():
                data = epochs.get_data(item=trials, copy=False)[:, channels]
            joined = data.transpose(1, 0, 2).reshape(len(channels), -1)
            low, high = max(start, first), min(stop, first + step)
            out[:, low - start : high - start] = joined[:, low - first : high - first]
        return out

    return fetch
