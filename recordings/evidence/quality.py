"""Channels that carry no brain signal (flat, noisy, clipped), and seconds that muscle covers."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from neuro_llm.recordings.recording import Recording

from .places import kind
from .scanning import Scan

FLAT_SHARE = 0.2  # of the seconds
FLAT = {"µV": 0.15, "fT": 1.0, "fT/cm": 0.3}  # SD within 1 s; amplifiers alone have more
LOUD = {"eeg": (40.0, 10.0), "ieeg": (200.0, 50.0)}  # µV: 1-s SD, RMS above 20 Hz; beyond what the brain does
ALONE = {"eeg": (1500.0, 30.0), "ieeg": (5000.0, 200.0)}  # the same, whatever the others do
POP = (40.0, 2.5, 0.05)  # µV of a step, times that of the other channels, share of the seconds
MUSCLE_RMS = 3.0  # µV of 30–100 Hz: below, no burst counts
MUSCLE_RATIO = 4.0  # power over the channel's own quiet level
MUSCLE_CHANNELS = 4  # that burst together; jaw and brow reach few of many
MUSCLE_FLATNESS = 0.3  # density of 30–100 Hz over density of 8–30 Hz; brain background: about 0.05


def flat(recording: Recording, seen: Scan, channels: Sequence[str]) -> tuple[str, ...]:
    """Constant, or not a number, in a fifth of the seconds in which any channel has a signal."""
    found: list[str] = []
    for names in _kinds(recording, channels):
        rows = seen.rows(names)
        if not seen.spread.shape[1]:
            continue
        still = seen.lost[rows] | (seen.spread[rows] <= flat_level(seen, rows))
        pause = still.all(axis=0)
        share = still.mean(axis=1) if pause.all() else still[:, ~pause].mean(axis=1)
        found += [name for name, part in zip(names, share, strict=True) if part >= FLAT_SHARE]
    return _in_order(channels, found)


def flat_level(seen: Scan, rows: Sequence[int]) -> float:
    """SD within a second up to which channels of one kind are flat, in their unit."""
    others = float(np.median(np.median(seen.spread[list(rows)], axis=1)))
    return max(FLAT.get(seen.units[rows[0]], 0.0), 0.002 * others)


def clipped(recording: Recording, seen: Scan, channels: Sequence[str]) -> tuple[str, ...]:
    """Held at their own extremes; flat channels aside."""
    rows = seen.rows(channels)
    held = seen.rails.pick(rows).clipped(recording.sfreq)
    still = set(flat(recording, seen, channels))
    return tuple(name for name, yes in zip(channels, held, strict=True) if yes and name not in still)


def noisy(recording: Recording, seen: Scan, channels: Sequence[str]) -> tuple[str, ...]:
    """Far larger than the others of their kind and unlike brain activity; flat channels aside."""
    still = set(flat(recording, seen, channels))
    found: list[str] = []
    for names in _kinds(recording, [name for name in channels if name not in still]):
        rows = seen.rows(names)
        if not seen.n_segments:
            continue
        sort = kind(recording, names[0]) if recording.unit_known else ""
        loud = _loud(*_sizes(seen, rows), sort)
        if sort == "eeg":
            calm = ~loud & ~seen.rails.pick(rows).clipped(recording.sfreq)
            loud[calm] = _popping(seen.jump[rows][calm], seen.lone[rows][calm])
        found += [name for name, yes in zip(names, loud, strict=True) if yes]
    return _in_order(channels, found)


def _sizes(seen: Scan, rows: list[int]) -> tuple[np.ndarray, np.ndarray]:
    """(2, channel) 1-s SD and RMS above 20 Hz, usual over time; (channel,) share of power from 20 Hz up."""
    spread = np.median(seen.spread[rows], axis=1)
    high = np.sqrt(np.quantile(seen.above[rows], 0.7, axis=1))
    psd = seen.psd[rows]
    whole = np.maximum(psd[:, seen.freqs >= 1].sum(axis=1), 1e-30)
    return np.stack([spread, high]), psd[:, seen.freqs >= 20].sum(axis=1) / whole


def _loud(sizes: np.ndarray, share: np.ndarray, sort: str) -> np.ndarray:
    """(channel,) bool. A seizure is loud too, but most of its power lies below 20 Hz."""
    alone = np.array(ALONE.get(sort, (np.inf, np.inf)))[:, None]
    absolute = (sizes[1] > alone[1]) & (share > 0.5) | (sizes[0] > alone[0])
    if sizes.shape[1] < 4:
        return np.asarray(absolute)
    logs = np.log(np.maximum(sizes, 1e-9))
    centre = np.median(logs, axis=1, keepdims=True)
    spread = 1.4826 * np.median(np.abs(logs - centre), axis=1, keepdims=True)
    times = np.exp(logs - centre)
    z = (logs - centre) / np.maximum(spread, 0.2)
    implausible = sizes > np.array(LOUD.get(sort, (np.inf, np.inf)))[:, None]
    clear = (times >= 3) & (z >= 4) & implausible & (share > 0.25)
    extreme = (times >= [[8.0], [5.0]]) & (z >= 6) & (share > [[0.0], [0.25]])
    return np.asarray((clear | extreme).any(axis=0) | absolute)


def _popping(jump: np.ndarray, lone: np.ndarray) -> np.ndarray:
    """(channel,) bool: lone steps, again and again. Both (channel, second)."""
    if len(jump) < 4:
        return np.zeros(len(jump), dtype=bool)
    size, times, share = POP
    shared = np.sort(jump, axis=0)[-3 if len(jump) >= 6 else -2]
    pops = lone & (jump > size) & (jump > times * shared)
    return np.asarray((pops.sum(axis=1) >= 3) & (pops.mean(axis=1) >= share))


def bad(recording: Recording, seen: Scan, channels: Sequence[str]) -> tuple[str, ...]:
    """Flat, noisy, clipped, or marked bad in the file."""
    found = {name for check in (flat, noisy, clipped) for name in check(recording, seen, channels)}
    return _in_order(channels, [*found, *recording.bads])


def good(recording: Recording, seen: Scan, channels: Sequence[str]) -> tuple[str, ...]:
    """The rest of `channels`, judged among all brain channels of the scan."""
    outside = set(bad(recording, seen, seen.channels))
    return tuple(name for name in channels if name not in outside)


def muscle_fraction(seen: Scan, channels: Sequence[str]) -> float:
    """Share of seconds in which an eighth of the channels, or four, burst above 30 Hz with a flat spectrum, %."""
    burst = muscle_bursts(seen, channels)
    return float(100 * enough_burst(burst).mean())


def enough_burst(burst: np.ndarray) -> np.ndarray:
    """(segment,) bool: an eighth of the channels burst, four of many. burst (channel, segment)"""
    return np.asarray(burst.sum(axis=0) >= min(max(1, round(len(burst) / 8)), MUSCLE_CHANNELS))


def muscle_bursts(seen: Scan, channels: Sequence[str]) -> np.ndarray:
    """(channel, segment) bool: a burst above 30 Hz with a flat spectrum; segments are those of the scan."""
    rows = seen.rows(channels)
    high, middle = seen.high[rows], seen.middle[rows]
    freqs = seen.freqs
    wide = min(freqs[-1], 100.0) - 30.0
    quiet = np.quantile(high, 0.2, axis=1, keepdims=True)
    known = seen.units[rows[0]] == "µV"
    quiet = np.minimum(quiet, MUSCLE_RMS**2) if known else quiet
    floor = MUSCLE_RMS**2 if known else 0.0
    even = (high / wide) / np.maximum(middle / 22.0, 1e-12)
    return np.asarray((high > np.maximum(MUSCLE_RATIO * quiet, floor)) & (even > MUSCLE_FLATNESS))


def _kinds(recording: Recording, channels: Sequence[str]) -> list[tuple[str, ...]]:
    """Channels grouped by kind: only like is compared with like."""
    kinds = {name: kind(recording, name) for name in channels}
    return [tuple(name for name in channels if kinds[name] == one) for one in dict.fromkeys(kinds.values())]


def _in_order(channels: Sequence[str], found: Sequence[str]) -> tuple[str, ...]:
    return tuple(name for name in channels if name in set(found))
