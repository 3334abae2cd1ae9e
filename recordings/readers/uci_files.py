"""The UCI EEG database: one trial per text file, `co2a0000364.rd.000.gz`, rows of trial, channel, sample, µV."""

from __future__ import annotations

import gzip
import re
from pathlib import Path

import numpy as np

from neuro_llm.recordings.errors import RecordingError

from .draft import Draft, Options

_NAME = re.compile(r"\.rd(\.\d+)?(\.gz)?$", re.IGNORECASE)
_LARGEST = 64 << 20
"""Bytes of unpacked text; a trial of 64 channels and 256 samples has 0.3 MB."""
_KINDS = {"X": "eog", "Y": "eog", "nd": "misc"}
_CURE = "Copy the file again from its source."


class UCIFiles:
    """Trials of the UCI EEG database; several in one file are put one after another."""

    endings = (".rd", ".rd.gz")

    @staticmethod
    def takes(path: Path) -> bool:
        return _NAME.search(path.name) is not None

    @staticmethod
    def open(path: Path, options: Options) -> Draft:
        text = _text(path)
        sfreq = _rate(path.name, text)
        trials = _trials(path.name, text)
        names = list(next(iter(trials.values())))
        data = np.concatenate([_trial(path.name, trial, names) for trial in trials.values()], axis=1)
        length = data.shape[1] / len(trials)
        conditions = _conditions(text)
        changes = [f"The rate of {sfreq:g} Hz was taken from the header, which rounds the step of a sample."]
        said = re.search(r"(\d+)\s*chans\b", text)
        if said and int(said.group(1)) != len(names):
            changes.append(f"The header says {said.group(1)} channels, but {len(names)} are in the file.")
        if len(trials) > 1:
            changes.append(
                f"{len(trials)} trials of {length / sfreq:g} s were put one after another; "
                "signals jump at the borders."
            )
        return Draft(
            labels=names,
            given=[_KINDS.get(name, "eeg") for name in names],
            dims=["uV"] * len(names),
            factors=[1.0] * len(names),
            sfreq=sfreq,
            n_times=data.shape[1],
            fetch=lambda start, stop, channels: data[channels, start:stop],
            events=[
                (order * length / sfreq, length / sfreq, conditions.get(number, f"trial {number}"))
                for order, number in enumerate(trials)
            ],
            changes=changes,
        )


def _text(path: Path) -> str:
    opener = gzip.open if path.suffix.lower() == ".gz" else open
    try:
        with opener(path, "rb") as file:
            data = file.read(_LARGEST + 1)
    except (EOFError, gzip.BadGzipFile) as error:
        raise RecordingError(path.name, "its gzip packing is damaged or cut off.", _CURE) from error
    if len(data) > _LARGEST:
        cause = f"it unpacks to more than {_LARGEST >> 20} MiB of text."
        raise RecordingError(path.name, cause, "Open the trials one by one.")
    return data.decode("latin-1")


def _rate(name: str, text: str) -> float:
    """Samples per second from "# 3.906000 msecs uV"; the header rounds, rates near a whole number are whole."""
    found = re.search(r"^#\s*([\d.]+)\s*msecs\b", text, re.MULTILINE)
    step = float(found.group(1)) if found else 0.0
    if not step > 0:
        raise RecordingError(
            name,
            "it is no trial of the UCI EEG database: no line says how many msecs a sample lasts.",
            "Check where the file came from, or save it as .csv and pass sfreq=….",
        )
    rate = 1e3 / step
    return float(round(rate)) if abs(rate - round(rate)) < 1e-3 * rate else rate


def _conditions(text: str) -> dict[int, str]:
    """Trial number → what was shown, from lines like "# S1 obj , trial 0"."""
    found = re.findall(r"^#\s*(.+?)\s*,\s*trial\s+(\d+)\s*$", text, re.MULTILINE)
    return {int(number): condition for condition, number in found}


def _trials(name: str, text: str) -> dict[int, dict[str, list[tuple[int, float]]]]:
    """Trial number → channel → (sample number, value) in the order of the file."""
    trials: dict[int, dict[str, list[tuple[int, float]]]] = {}
    for number, line in enumerate(text.splitlines(), 1):
        if line.startswith("#") or not line.strip():
            continue
        try:
            trial, channel, sample, value = line.split()
            row = (int(sample), float(value))
            trials.setdefault(int(trial), {}).setdefault(channel, []).append(row)
        except ValueError as error:
            cause = f"line {number} should hold trial, channel, sample and value, but is {line[:40]!r}."
            raise RecordingError(name, cause, _CURE) from error
    if not trials:
        raise RecordingError(name, "it holds no samples.", _CURE)
    return trials


def _trial(name: str, trial: dict[str, list[tuple[int, float]]], names: list[str]) -> np.ndarray:
    """(channel, time) of one trial; RecordingError where a channel or sample is missing."""
    length = max(map(len, trial.values()))
    for channel in names:
        rows = trial.get(channel, [])
        if [sample for sample, _ in rows] != list(range(length)):
            cause = f"channel {channel} of a trial holds {len(rows)} of {length} samples in order."
            raise RecordingError(name, cause, _CURE)
    return np.array([[value for _, value in trial[channel]] for channel in names])
