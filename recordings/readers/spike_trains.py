"""Spike times as channels over time: how many spikes of each unit fall into each millisecond."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np

from neuro_llm.recordings.errors import RecordingError

from .behaviour import Signal, add_signals
from .draft import Draft

SFREQ = 1000.0
"""Bins per second: a number of the recording says how many spikes fall into one bin."""
MOST_SPIKES = 1 << 27
MOST_UNITS = 20_000
LONGEST_SECONDS = 20 * 86_400.0
FASTEST_HZ = 2000.0
FAR_SECONDS = 60.0
"""A first time later than this is no zero: times are counted from there."""
TIME_UNITS = {
    **dict.fromkeys(("s", "sec", "secs", "second", "seconds"), 1.0),
    **dict.fromkeys(("ms", "msec", "msecs", "millisecond", "milliseconds"), 1e-3),
    **dict.fromkeys(("us", "usec", "usecs", "µs", "µsec", "microsecond", "microseconds"), 1e-6),
}
"""Unit of time as spelled (lower case) → seconds."""


@dataclass
class Session:
    """Sorted spikes and what was recorded beside them, all on one clock.

    trains       spike times of each unit, s, by the unit's name
    signals      behaviour and stimuli
    events       (onset s, duration s, label)
    start, stop  what the file itself says of its beginning and end, s; None where it does not
    positions    (unit, 3) metres, NaN where unknown
    clock_hz     resolution of the times, where the file says so
    """

    trains: dict[str, np.ndarray]
    signals: list[Signal] = field(default_factory=list)
    events: list[tuple[float, float, str]] = field(default_factory=list)
    start: float | None = None
    stop: float | None = None
    positions: np.ndarray | None = None
    clock_hz: float = SFREQ
    bads: list[str] = field(default_factory=list)
    changes: list[str] = field(default_factory=list)


def draft_of_spikes(name: str, session: Session) -> Draft:
    """Counts per millisecond, made only for the window and the units that are asked for.

    Times lie in memory as whole milliseconds (4 bytes a spike). RecordingError where they cannot be true.
    """
    check_counts(name, sum(map(np.size, session.trains.values())), len(session.trains))
    trains = [_sorted(name, label, times) for label, times in session.trains.items()]
    begin, end = _span(name, trains, session)
    _believe(name, list(session.trains), trains, end - begin)
    bins = [np.floor((times - begin) * SFREQ + 1e-6).astype(np.int32) for times in trains]
    last = max((int(train[-1]) for train in bins if len(train)), default=0)
    changes = [*session.changes, "Spikes are counted per millisecond; a number is a count."]
    if begin:
        changes.append(
            f"The first sample lies at {begin:.3f} s on the file's clock; times are counted from there."
        )
    draft = Draft(
        labels=list(session.trains),
        given=["unit"] * len(bins),
        dims=["count"] * len(bins),
        factors=[1.0] * len(bins),
        sfreq=SFREQ,
        n_times=max(last + 1, int(np.ceil((end - begin) * SFREQ - 1e-6))),
        fetch=lambda start, stop, channels: _counted([bins[i] for i in channels], start, stop),
        native_rates=[session.clock_hz] * len(bins),
        positions=session.positions,
        events=[(onset - begin, duration, label) for onset, duration, label in session.events],
        bads=session.bads,
        changes=changes,
        modality="spikes",
    )
    return add_signals(draft, session.signals, begin)


def check_counts(name: str, n_spikes: int, n_units: int) -> None:
    """Refuse before anything is loaded what would not fit."""
    if n_units == 0 or n_spikes == 0:
        raise RecordingError(
            name, "it holds no spikes.", "Check that the sorting was exported with its times."
        )
    if n_spikes > MOST_SPIKES or n_units > MOST_UNITS:
        raise RecordingError(
            name,
            f"it declares {n_spikes} spikes of {n_units} units; {MOST_SPIKES} spikes of {MOST_UNITS} are the most.",
            "Export a part of the units, or of the time.",
        )


def split_by_unit(times: np.ndarray, units: np.ndarray) -> dict[str, np.ndarray]:
    """Times (spike,) with their unit's id (spike,) → times of each unit, in the order of the ids."""
    order = np.argsort(units, kind="stable")
    ids, starts = np.unique(units[order], return_index=True)
    pieces = np.split(np.asarray(times)[order], starts[1:])
    return {unit_label(one): piece for one, piece in zip(ids, pieces, strict=True)}


def unit_label(value: object) -> str:
    """6, 6.0 or "6" → "unit 6"; a name stays as it is."""
    if isinstance(value, (float, np.floating)) and float(value).is_integer():
        value = int(value)
    text = str(value).strip()
    return f"unit {text}" if text.isdigit() else text


def _counted(trains: list[np.ndarray], start: int, stop: int) -> np.ndarray:
    """(unit, bin) counts of the bins `start`..`stop`."""
    out = np.zeros((len(trains), max(0, stop - start)))
    for row, bins in enumerate(trains):
        low, high = np.searchsorted(bins, (start, stop))
        np.add.at(out[row], bins[low:high] - start, 1)
    return out


def _sorted(name: str, label: str, times: np.ndarray) -> np.ndarray:
    flat = np.asarray(times, dtype=np.float64).ravel()
    broken = int(np.sum(~np.isfinite(flat)))
    if broken:
        raise RecordingError(
            name, f"{label} has {broken} spike times that are NaN or infinite.", "Export the sorting again."
        )
    return flat if np.all(flat[1:] >= flat[:-1]) else np.sort(flat)


def _span(name: str, trains: list[np.ndarray], session: Session) -> tuple[float, float]:
    """(time of the first sample, time of the end) on the file's clock, s."""
    stated = [float(t) for t in (session.start, session.stop) if t is not None and np.isfinite(t)]
    signals = [t for signal in session.signals for t in (signal.begin, signal.end)]
    times = [t for train in trains if len(train) for t in (float(train[0]), float(train[-1]))]
    first, last = min((*times, *signals, *stated)), max((*times, *signals, *stated))
    begin = np.floor(first * SFREQ + 1e-6) / SFREQ if first < 0 or first > FAR_SECONDS else 0.0
    if last - begin > LONGEST_SECONDS:
        raise RecordingError(
            name,
            f"its times span {(last - begin) / 86_400:.3g} days.",
            "They are probably in another unit of time: pass unit='ms' or unit='us', or export them again.",
        )
    return float(begin), last


def _believe(name: str, labels: list[str], trains: list[np.ndarray], length: float) -> None:
    """No neuron fires faster than its refractory period allows."""
    for label, times in zip(labels, trains, strict=True):
        span = float(times[-1] - times[0]) if len(times) else 0.0
        if len(times) >= 50 and len(times) > FASTEST_HZ * span:
            raise RecordingError(
                name,
                f"{label} would fire {len(times)} spikes within {span:.3g} s of {length:.3g} s.",
                "The times are probably in another unit: pass unit='s', 'ms' or 'us'.",
            )
