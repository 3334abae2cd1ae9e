"""What one page of a recording shows, by modality: how long it is, which channels, and how each fills its lane."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeVar

import numpy as np

from neuro_llm.recordings.kinds import called, counted
from neuro_llm.recordings.recording import BRAIN_KINDS, Recording

MOST_CHANNELS = 64
MOST_OTHERS = 6  # channels beside the brain, kept room for where there are many
PAGE_SECONDS = 10.0
_PAGES = {"fmri": 300.0, "calcium": 60.0, "fnirs": 60.0}
FEWEST_SAMPLES = 100
CANDIDATES = 512  # voxels that are looked at for ones that vary
TICKS_FROM = 200.0  # Hz; a bin of counts this short holds one spike or none
SHOWN_UNITS = {
    "V": (1e6, "µV"),
    "T": (1e15, "fT"),
    "T/m": (1e13, "fT/cm"),
    "M": (1e6, "µM"),
    "count": (1.0, "spikes"),
}
"""SI unit → factor and unit in which the page shows it."""


Item = TypeVar("Item")


@dataclass(frozen=True)
class Lanes:
    """Traces ready to draw, one lane per channel, top channel first.

    traces   (channel, point), in lanes: 1 is the distance between two channels; NaN is not drawn
    times    (point,) s
    ticks    seconds of the spikes of each channel, where these are drawn instead of a trace
    labels   one per channel
    faint    True for channels that are marked bad or hold no brain signal
    scale    what one lane is in the unit shown, e.g. 50 with "µV"; 0 where channels share no scale
    unit     unit shown beside the scale bar
    note     what the picture leaves out and how it is to be read, "" where that is plain
    """

    traces: np.ndarray
    times: np.ndarray
    ticks: tuple[np.ndarray, ...]
    labels: tuple[str, ...]
    faint: tuple[bool, ...]
    scale: float
    unit: str
    note: str = ""


def page_seconds(recording: Recording) -> float:
    """How long a page is: 10 s of fast signals, minutes of slow ones, and those whole where little more is left."""
    seconds = max(_PAGES.get(recording.modality, PAGE_SECONDS), FEWEST_SAMPLES / recording.sfreq)
    whole = PAGE_SECONDS < seconds < recording.duration <= 1.5 * seconds
    return recording.duration if whole else seconds


def lanes(recording: Recording, start: float, stop: float, *, negative_up: bool = False) -> Lanes:
    """Read `start`..`stop` (s) and scale each channel into its lane. Channels of the main kind share one scale."""
    names, data = _page(recording, start, stop)
    rows = recording.index(names)
    kinds = [recording.ch_kinds[row] for row in rows]
    main = [kind == main_kind(recording) for kind in kinds]
    bad = set(recording.bads)
    spiking = np.array([_spikes(recording, row) for row in rows], dtype=bool)
    ticks = tuple(
        start + np.flatnonzero(line > 0) / recording.sfreq if spikes else np.empty(0)
        for line, spikes in zip(data, spiking, strict=True)
    )
    data = np.where(spiking[:, None], np.nan, data - _medians(data)[:, None])
    unit = recording.units[rows[main.index(True)]] if any(main) else ""
    shared = np.array(main) & ~spiking & (bool(unit) or "fnirs" not in kinds)
    factor, shown_unit = SHOWN_UNITS.get(unit, (1.0, unit or "a.u."))
    usual = [line for line, same, name in zip(data, shared, names, strict=True) if same and name not in bad]
    scale = nice_scale(np.array(usual or data[shared]) * factor) if shared.any() else 0.0
    spans = [scale / factor if same else _own_span(line) for line, same in zip(data, shared, strict=True)]
    traces = data / np.asarray(spans)[:, None] if len(data) else data
    shown, times = min_max(-traces if negative_up else traces, start, recording.sfreq, points=1600)
    return Lanes(
        np.clip(shown, -2.5, 2.5), times, ticks,
        labels=tuple(_label(name, kind, same) for name, kind, same in zip(names, kinds, main, strict=True)),
        faint=tuple(name in bad or not same for name, same in zip(names, main, strict=True)),
        scale=scale, unit=shown_unit, note=_note(recording, names, kinds, spiking, shared),
    )  # fmt: skip


def main_kind(recording: Recording) -> str:
    """The kind that the page is about: that of the first brain channel, else fNIRS, else none."""
    if recording.brain:
        return recording.ch_kinds[recording.ch_names.index(recording.brain[0])]
    return "fnirs" if recording.of_kind("fnirs") else ""


def shown_channels(recording: Recording) -> tuple[str, ...]:
    """Brain channels first, then the others without triggers, at most `MOST_CHANNELS`.

    Where there are more, good ones of the main kind are shown, spread evenly; of voxels `CANDIDATES` are given, so that
    those that vary can be chosen.
    """
    main = recording.of_kind(main_kind(recording))
    brain = recording.brain or main
    kinds = zip(recording.ch_names, recording.ch_kinds, strict=True)
    others = tuple(name for name, kind in kinds if kind not in (*BRAIN_KINDS, "stim", "fnirs"))
    if len(brain) <= MOST_CHANNELS:
        return (*brain, *others)[:MOST_CHANNELS]
    bad = set(recording.bads)
    good = tuple(name for name in main if name not in bad) or main
    room = MOST_CHANNELS - min(len(others), MOST_OTHERS)
    most = CANDIDATES if main_kind(recording) == "bold" else room
    return (*spread(good, most), *others[:MOST_OTHERS])


def spread(items: Sequence[Item], most: int) -> list[Item]:
    """At most `most` of the items, evenly chosen, the first among them."""
    return [items[i * len(items) // most] for i in range(most)] if len(items) > most else list(items)


def _page(recording: Recording, start: float, stop: float) -> tuple[tuple[str, ...], np.ndarray]:
    """The channels of a page and their samples (channel, time) float64; NaN where a sample is no number."""
    names = shown_channels(recording)
    data = recording.read(start, stop, names).astype(np.float64)
    data[~np.isfinite(data)] = np.nan
    if len(names) > MOST_CHANNELS:
        moving = [i for i, line in enumerate(data) if np.unique(line[np.isfinite(line)]).size > 1]
        kept = spread(moving or range(len(names)), MOST_CHANNELS)
        names, data = tuple(names[i] for i in kept), data[kept]
    return names, data


def _spikes(recording: Recording, row: int) -> bool:
    """Are the samples of this channel single spikes rather than numbers of them?"""
    counts = recording.ch_kinds[row] == "unit" and recording.units[row] == "count"
    return counts and recording.sfreq >= TICKS_FROM


def _medians(data: np.ndarray) -> np.ndarray:
    """(channel,) median over the finite samples; 0 where there is none."""
    return np.array([np.median(line[np.isfinite(line)]) if np.isfinite(line).any() else 0.0 for line in data])


def _label(name: str, kind: str, main: bool) -> str:
    return name if main or kind == "behaviour" else f"{name[:10]} ({kind})"


def _note(
    recording: Recording, names: Sequence[str], kinds: Sequence[str], spiking: np.ndarray, shared: np.ndarray
) -> str:
    """How many channels are shown of how many, and how to read them."""
    kind = main_kind(recording)
    every, shown = recording.of_kind(kind), kinds.count(kind)
    said = []
    if shown < len(every):
        bad = len(set(every) & set(recording.bads))
        left = (
            ", the ones not marked bad" if bad and shown == len(every) - bad else ", spread evenly over all"
        )
        left = ", spread evenly over those that vary" if kind == "bold" else left
        said.append(f"{shown} of {len(every)} {called(kind, every)} are shown{left}.")
    hidden = {other: recording.of_kind(other) for other in BRAIN_KINDS if other not in kinds}
    if any(hidden.values()):
        listed = ", ".join(counted(other, there) for other, there in hidden.items() if there)
        said.append(f"Not shown: {listed}.")
    if spiking.any():
        said.append("Each tick is a spike.")
    if kind == "fnirs" and not shared.any():
        said.append("Each channel has a scale of its own: its unit is not known.")
    return " ".join(said)


def min_max(data: np.ndarray, start: float, sfreq: float, points: int) -> tuple[np.ndarray, np.ndarray]:
    """Thin (channel, time) to about `points` per channel, keeping every peak: least and most of each bin.

    returns  (channel, point) and the time of each point in s
    """
    n_times = data.shape[1]
    per_bin = n_times // (points // 2)
    if per_bin < 2:
        return data, start + np.arange(n_times) / sfreq
    n_bins = n_times // per_bin
    bins = data[:, : n_bins * per_bin].reshape(len(data), n_bins, per_bin)
    pairs = np.stack([np.fmin.reduce(bins, axis=2), np.fmax.reduce(bins, axis=2)], axis=2)
    middle = start + (np.arange(n_bins) + 0.5) * per_bin / sfreq
    return pairs.reshape(len(data), -1), np.repeat(middle, 2)


def nice_scale(data: np.ndarray) -> float:
    """A round number, in the unit of `data` (channel, time), that lets the usual channel fill its lane."""
    spreads = [_spread(line) for line in data]
    usual = float(np.median(spreads)) * 0.8 if spreads else 0.0
    if usual <= 0:
        return 1.0
    step = 10.0 ** np.floor(np.log10(usual))
    return float(next(factor for factor in (1, 2, 5, 10, 20) if factor * step >= usual) * step)


def _spread(line: np.ndarray) -> float:
    """From the 1st to the 99th percentile of the finite samples of a channel."""
    finite = line[np.isfinite(line)]
    return float(np.percentile(finite, 99) - np.percentile(finite, 1)) if finite.size else 0.0


def _own_span(line: np.ndarray) -> float:
    """What fills the lane of a channel that has a scale of its own; 1 where it is flat or empty."""
    return _spread(line) or 1.0
