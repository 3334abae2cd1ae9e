"""Imaged and sorted signals: how many there are, how often units fire, how far voxels stand above their noise."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np

from neuro_llm.recordings.errors import MeasureError
from neuro_llm.recordings.kinds import called
from neuro_llm.recordings.readers.signal_change import RunningStatistics
from neuro_llm.recordings.recording import BRAIN_KINDS, Recording

from .part import Found, Part
from .quantity import Needs, Quantity

FEWEST_VOLUMES = 10
_AT_ONCE = 1 << 21
"""Samples read in one piece (8 MiB of float32)."""


def _count(part: Part) -> Found:
    recording, names = part.recording, part.channels
    kinds = dict.fromkeys(kind for kind in recording.ch_kinds if kind in BRAIN_KINDS)
    word = called(next(iter(kinds)), names) if len(kinds) == 1 else "count"
    bad = sum(name in set(recording.bads) for name in names)
    return Found(len(names), f"{bad} of them marked bad" if bad else "", word)


def _firing_rate(part: Part) -> Found:
    rates = firing_rates(part.recording, part.channels, part.start, part.stop)
    if len(rates) == 1:
        return Found(float(rates[0]))
    low, high = rates.min(), rates.max()
    return Found(float(rates.mean()), f"mean over {len(rates)} units, which fire at {low:.3g}–{high:.3g} Hz")


def _total_rate(part: Part) -> Found:
    rates = firing_rates(part.recording, part.channels, part.start, part.stop)
    return Found(float(rates.sum()), f"sum of {len(rates)} units")


def firing_rates(recording: Recording, names: Sequence[str], start: float, stop: float) -> np.ndarray:
    """Spikes per second of each unit in `start`..`stop` (s): (unit,). Times that are not a number are left out."""
    require_unit(recording, names, "count", "the firing rate", "holds no spike counts")
    spikes, seen = np.zeros(len(names)), np.zeros(len(names))
    for block in blocks(recording, names, start, stop):
        spikes += np.nansum(block, axis=1, dtype=np.float64)
        seen += np.isfinite(block).sum(axis=1)
    if not seen.all():
        raise MeasureError(f"{recording.name}: {names[int(np.argmin(seen))]} holds no numbers; leave it out.")
    return spikes / seen * recording.sfreq


def _signal_to_noise(part: Part) -> Found:
    what, recording, names = "the temporal signal to noise", part.recording, part.channels
    require_unit(recording, names, "%", what, "says nothing about its mean (standardised or demeaned)")
    statistics = RunningStatistics(len(names))
    for block in blocks(recording, names, part.start, part.stop):
        statistics.add(block)
    if statistics.seen[0] < FEWEST_VOLUMES:
        raise MeasureError(f"{what} needs at least {FEWEST_VOLUMES} volumes; there are {statistics.seen[0]}.")
    varying = statistics.deviation > 0
    if not varying.any():
        raise MeasureError(f"{recording.name}: {what} cannot be measured, no voxel varies.")
    value = np.median((100.0 + statistics.mean[varying]) / statistics.deviation[varying])
    return Found(float(value), f"median over the {varying.sum()} of {len(names)} that vary")


def require_unit(recording: Recording, names: Sequence[str], unit: str, what: str, lack: str) -> None:
    for row in recording.index(names):
        if recording.units[row] != unit:
            raise MeasureError(
                f"{recording.name}: {what} cannot be measured, {recording.ch_names[row]} {lack}."
            )


def blocks(recording: Recording, names: Sequence[str], start: float, stop: float) -> Iterator[np.ndarray]:
    """(channel, time) pieces one after another."""
    sfreq = recording.sfreq
    first, last = round(start * sfreq), min(round(stop * sfreq), recording.n_times)
    step = max(1, _AT_ONCE // len(names))
    for at in range(first, last, step):
        yield recording.read(at / sfreq, min(at + step, last) / sfreq, names)


_UNITS = Needs(("unit",))

QUANTITIES: tuple[Quantity, ...] = (
    Quantity(
        "brain channel count", "count", Needs(BRAIN_KINDS), "channels that hold brain signals", find=_count
    ),
    Quantity("firing rate", "Hz", _UNITS, "spikes / seconds of each unit", find=_firing_rate),
    Quantity("total firing rate", "Hz", _UNITS, "spikes / seconds of all units together", find=_total_rate),
    Quantity(
        "temporal signal to noise", "", Needs(("bold",)),
        "mean / standard deviation over time of each voxel, not detrended",
        "Krüger & Glover 2001; median as in MRIQC", _signal_to_noise,
    ),
)  # fmt: skip
