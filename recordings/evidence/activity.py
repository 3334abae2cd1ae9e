"""Imaged and sorted signals: how many there are, how often units fire, how far voxels stand above their noise."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

import numpy as np

from neuro_llm.recordings.errors import MeasureError
from neuro_llm.recordings.kinds import called
from neuro_llm.recordings.readers.signal_change import RunningStatistics
from neuro_llm.recordings.recording import BRAIN_KINDS, Recording

from .quantities import Quantity
from .record import Evidence

FEWEST_VOLUMES = 10
_AT_ONCE = 1 << 21
"""Samples read in one piece (8 MiB of float32)."""

Found = tuple[float | int, str, str]
"""Value, unit, what to add to the method."""


def assess_activity(
    recording: Recording, wanted: Quantity, start: float, stop: float, channels: Sequence[str] = ()
) -> Evidence:
    """The record of one quantity of `ACTIVITY`, over the named channels or all fitting ones that are not bad."""
    names = tuple(channels) or _usable(recording, wanted)
    value, unit, note = ACTIVITY[wanted.name](recording, names, start, stop)
    method = f"{wanted.method}; {note}" if note else wanted.method
    return Evidence(wanted.name, value, unit, tuple(channels), start, stop, method)


def _usable(recording: Recording, wanted: Quantity) -> tuple[str, ...]:
    there = recording.of_kind(*wanted.needs.kinds)
    bads = set() if wanted.name == "brain channel count" else set(recording.bads)
    names = tuple(name for name in there if name not in bads)
    if there and not names:
        raise MeasureError(
            f"{recording.name}: all {len(there)} channels are marked bad. Name those to measure {wanted.name} "
            "all the same."
        )
    return names


def _count(recording: Recording, names: tuple[str, ...], start: float, stop: float) -> Found:
    kinds = dict.fromkeys(kind for kind in recording.ch_kinds if kind in BRAIN_KINDS)
    word = called(next(iter(kinds)), names) if len(kinds) == 1 else "count"
    bad = sum(name in set(recording.bads) for name in names)
    return len(names), word, f"{bad} of them marked bad" if bad else ""


def _firing_rate(recording: Recording, names: tuple[str, ...], start: float, stop: float) -> Found:
    rates = firing_rates(recording, names, start, stop)
    if len(names) == 1:
        return float(rates[0]), "Hz", ""
    low, high = rates.min(), rates.max()
    return float(rates.mean()), "Hz", f"mean over {len(names)} units, which fire at {low:.3g}–{high:.3g} Hz"


def _total_rate(recording: Recording, names: tuple[str, ...], start: float, stop: float) -> Found:
    return float(firing_rates(recording, names, start, stop).sum()), "Hz", f"sum of {len(names)} units"


def firing_rates(recording: Recording, names: Sequence[str], start: float, stop: float) -> np.ndarray:
    """Spikes per second of each unit in `start`..`stop` (s): (unit,). Times that are not a number are left out."""
    _require_unit(recording, names, "count", "the firing rate", "holds no spike counts")
    spikes, seen = np.zeros(len(names)), np.zeros(len(names))
    for block in _blocks(recording, names, start, stop):
        spikes += np.nansum(block, axis=1, dtype=np.float64)
        seen += np.isfinite(block).sum(axis=1)
    if not seen.all():
        raise MeasureError(f"{recording.name}: {names[int(np.argmin(seen))]} holds no numbers; leave it out.")
    return spikes / seen * recording.sfreq


def _signal_to_noise(recording: Recording, names: tuple[str, ...], start: float, stop: float) -> Found:
    what = "the temporal signal to noise"
    _require_unit(recording, names, "%", what, "says nothing about its mean (standardised or demeaned)")
    statistics = RunningStatistics(len(names))
    for block in _blocks(recording, names, start, stop):
        statistics.add(block)
    if statistics.seen[0] < FEWEST_VOLUMES:
        raise MeasureError(f"{what} needs at least {FEWEST_VOLUMES} volumes; there are {statistics.seen[0]}.")
    varying = statistics.deviation > 0
    if not varying.any():
        raise MeasureError(f"{recording.name}: {what} cannot be measured, no voxel varies.")
    value = np.median((100.0 + statistics.mean[varying]) / statistics.deviation[varying])
    return float(value), "", f"median over the {varying.sum()} of {len(names)} that vary"


def _require_unit(recording: Recording, names: Sequence[str], unit: str, what: str, lack: str) -> None:
    for row in recording.index(names):
        if recording.units[row] != unit:
            raise MeasureError(
                f"{recording.name}: {what} cannot be measured, {recording.ch_names[row]} {lack}."
            )


def _blocks(recording: Recording, names: Sequence[str], start: float, stop: float) -> Iterator[np.ndarray]:
    """(channel, time) pieces one after another."""
    sfreq = recording.sfreq
    first, last = round(start * sfreq), min(round(stop * sfreq), recording.n_times)
    step = max(1, _AT_ONCE // len(names))
    for at in range(first, last, step):
        yield recording.read(at / sfreq, min(at + step, last) / sfreq, names)


ACTIVITY: dict[str, Callable[[Recording, tuple[str, ...], float, float], Found]] = {
    "brain channel count": _count,
    "firing rate": _firing_rate,
    "total firing rate": _total_rate,
    "temporal signal to noise": _signal_to_noise,
}
