"""Sorted units: how often they fire, how regularly, how cleanly they were sorted, what events do to them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import numpy as np

from neuro_llm.recordings.errors import MeasureError

from .part import Found, Part
from .quantity import Needs, Quantity
from .trains import Trains, trains_of

REFRACTORY_MS = 2.0
BURST_MS = 10.0
WINDOW_SECONDS = 0.5
FEWEST_INTERVALS = 10
FEWEST_EVENTS = 5
MOST_SHARED = 0.05
"""Share of the spikes that may lie in the bin of another before intervals between spikes mean nothing."""


def trains(part: Part) -> Trains:
    return trains_of(part.recording, part.channels, part.start, part.stop, f"the {part.quantity.name}")


def _firing_rate(part: Part) -> Found:
    rates = trains(part).rates
    if len(rates) == 1:
        return Found(float(rates[0]))
    low, high, top = rates.min(), rates.max(), part.channels[int(rates.argmax())]
    note = f"mean over {len(rates)} units, which fire at {low:.3g}–{high:.3g} Hz, most in {top}"
    return Found(float(rates.mean()), note)


def _total_rate(part: Part) -> Found:
    rates = trains(part).rates
    return Found(float(rates.sum()), f"sum of {len(rates)} units")


def _intervals(part: Part, fewest: int = FEWEST_INTERVALS) -> tuple[list[int], list[np.ndarray], Trains]:
    """Units with enough intervals (by index), their intervals (interval,) in bins, and the trains."""
    found = trains(part)
    intervals = [np.diff(train) for train in found.bins]
    enough = [i for i, own in enumerate(intervals) if len(own) >= fewest]
    if not enough:
        most = max(len(own) for own in intervals)
        raise MeasureError(
            f"{part.recording.name}: {part.quantity.name} needs a unit with at least {fewest} intervals between "
            f"spikes; the most are {most}. Take a longer span."
        )
    pooled = np.concatenate([intervals[i] for i in enough])
    shared = float((pooled == 0).mean())
    if shared > MOST_SHARED and found.bin_ms > 1:
        raise MeasureError(
            f"{part.recording.name}: {part.quantity.name} cannot be measured, {100 * shared:.0f} % of the spikes "
            f"share a bin of {found.bin_ms:g} ms with another. Read the spike times themselves, or finer bins."
        )
    return enough, [intervals[i] for i in enough], found


def _fine(part: Part, found: Trains) -> None:
    """MeasureError where the bins are too coarse for intervals of milliseconds."""
    if found.bin_ms > 1 + 1e-6:
        raise MeasureError(
            f"{part.recording.name}: {part.quantity.name} needs spike times to 1 ms; these are counts per "
            f"{found.bin_ms:g} ms."
        )


def _over_units(
    part: Part, values: np.ndarray, units: list[int], middle: Callable[[np.ndarray], float], more: str
) -> Found:
    """One value for all units, with the range and the unit that stands highest."""
    if len(values) == 1:
        return Found(float(values[0]), more)
    top = part.channels[units[int(np.argmax(values))]]
    word = "median" if middle is np.median else "mean"
    missing = len(part.channels) - len(units)
    note = f"{word} over {len(values)} units, {values.min():.3g} to {values.max():.3g}, highest in {top}"
    note += f"; {missing} with too few spikes left out" if missing else ""
    return Found(float(middle(values)), f"{note}; {more}" if more else note)


def _interval(part: Part) -> Found:
    units, intervals, found = _intervals(part)
    values = np.array([np.median(own) for own in intervals]) * found.bin_ms
    return _over_units(part, values, units, np.median, f"times known to {found.bin_ms:g} ms")


def _variation(part: Part) -> Found:
    units, intervals, found = _intervals(part)
    values = np.array([own.std() / own.mean() for own in intervals])
    return _over_units(
        part, values, units, np.median, f"times known to {found.bin_ms:g} ms; a Poisson process has 1"
    )


def _violations(part: Part) -> Found:
    """Intervals that are surely shorter; two bins apart may be, by half a bin's chance."""
    units, intervals, found = _intervals(part)
    _fine(part, found)
    surely = int(np.floor(REFRACTORY_MS / found.bin_ms + 1e-6)) - 1
    values = np.array([100 * (own <= surely).mean() for own in intervals])
    at_most = np.mean([100 * (own <= surely + 1).mean() for own in intervals])
    more = f"times known to {found.bin_ms:g} ms, so up to {at_most:.3g} % may be shorter"
    return _over_units(part, values, units, np.mean, more)


def _bursts(part: Part) -> Found:
    units, intervals, found = _intervals(part)
    _fine(part, found)
    values, chance = np.empty(len(units)), np.empty(len(units))
    for row, (unit, own) in enumerate(zip(units, intervals, strict=True)):
        short = np.concatenate([[False], own * found.bin_ms < BURST_MS, [False]])
        values[row] = 100 * (short[:-1] | short[1:]).mean()
        chance[row] = 100 * (1 - np.exp(-2 * found.rates[unit] * BURST_MS / 1000))
    return _over_units(
        part, values, units, np.mean, f"a Poisson process of the same rate has {chance.mean():.3g} %"
    )


def _trials(part: Part, found: Trains) -> tuple[np.ndarray, np.ndarray, float]:
    """Spikes (unit, event) after the events and what they are compared with, and seconds of a window.

    Without `versus` the comparison is the time before the same events.
    """
    onsets = [np.array([event.onset for event in part.events(part.event)])]
    onsets += [np.array([event.onset for event in part.events(part.versus)])] if part.versus else []
    everything = np.unique(np.concatenate(onsets))
    gap = float(np.median(np.diff(everything))) if len(everything) > 1 else np.inf
    window = min(WINDOW_SECONDS, gap / 2)
    inside = [own[(own - window >= part.start - 1e-9) & (own + window <= part.stop + 1e-9)] for own in onsets]
    for own, label in zip(inside, (part.event, part.versus), strict=False):
        if len(own) < FEWEST_EVENTS:
            of = f"events {label!r}" if label else "events"
            raise MeasureError(
                f"{part.recording.name}: {part.quantity.name} needs at least {FEWEST_EVENTS} {of} with "
                f"{window:.3g} s around them; there are {len(own)}."
            )
    after = found.between(inside[0], inside[0] + window)
    if part.versus:
        return after, found.between(inside[1], inside[1] + window), window
    return after, found.between(inside[0] - window, inside[0]), window


def _change_note(part: Part, after: np.ndarray, other: np.ndarray, window: float) -> str:
    against = f"the same after {other.shape[1]} others" if part.versus else "as long before"
    of = "" if len(after) == 1 else f"; {len(after)} units together"
    return f"{window:.3g} s after {after.shape[1]} events against {against}{of}"


def _rate_change(part: Part) -> Found:
    after, other, window = _trials(part, trains(part))
    base = other.sum(axis=0).mean()
    if not base > 0:
        raise MeasureError(
            f"{part.recording.name}: a change in percent needs spikes to compare with; there are none "
            f"{'after the other events' if part.versus else 'before the events'}."
        )
    value = 100 * (after.sum(axis=0).mean() / base - 1)
    return Found(float(value), _change_note(part, after, other, window))


def _rate_change_t(part: Part) -> Found:
    from scipy.special import stdtrit

    after, other, window = _trials(part, trains(part))
    note = _change_note(part, after, other, window)
    whole, freedom = _t(after.sum(axis=0)[None], other.sum(axis=0)[None], bool(part.versus))
    if len(after) > 1:
        each, own_freedom = _t(after, other, bool(part.versus))
        limits = -stdtrit(own_freedom, 0.025 / len(after))
        note += f"; {int((np.abs(each) > limits).sum())} of them change on their own (Bonferroni p < .05)"
    limit = -float(stdtrit(freedom[0], 0.025))
    shown = "" if abs(whole[0]) > limit else "not shown: "
    return Found(float(whole[0]), f"{shown}p < .05 beyond ±{limit:.2f}; {note}")


def _t(after: np.ndarray, other: np.ndarray, apart: bool) -> tuple[np.ndarray, np.ndarray]:
    """t-values (unit,) and their degrees of freedom: over pairs, or Welch's where the trials are others."""
    if not apart:
        steps = after - other
        error = steps.std(axis=1, ddof=1) / np.sqrt(steps.shape[1])
        freedom = np.full(len(steps), steps.shape[1] - 1.0)
        return steps.mean(axis=1) / np.where(error > 0, error, np.inf), freedom
    a, b = (x.var(axis=1, ddof=1) / x.shape[1] for x in (after, other))
    error = np.sqrt(a + b)
    parts = a**2 / (after.shape[1] - 1) + b**2 / (other.shape[1] - 1)
    freedom = (a + b) ** 2 / np.where(parts > 0, parts, np.inf)
    t = (after.mean(axis=1) - other.mean(axis=1)) / np.where(error > 0, error, np.inf)
    return t, np.maximum(freedom, 1.0)


_UNITS = Needs(("unit",))
_EVENTS = replace(_UNITS, events=2)
_CHANGE = (
    "spikes in the half second after events (half their interval where they come faster) against the same before "
    "them, or after the events that they are compared with"
)

QUANTITIES: tuple[Quantity, ...] = (
    Quantity("firing rate", "Hz", _UNITS, "spikes / seconds of each unit", find=_firing_rate),
    Quantity("total firing rate", "Hz", _UNITS, "spikes / seconds of all units together", find=_total_rate),
    Quantity("interspike interval", "ms", _UNITS, "median time between spikes of a unit", find=_interval),
    Quantity(
        "interspike interval variation", "", _UNITS,
        "standard deviation / mean of the intervals of a unit", "Softky & Koch 1993", _variation,
    ),
    Quantity(
        "refractory violations", "%", _UNITS,
        f"intervals of a unit below {REFRACTORY_MS:g} ms as a share of all", "after Hill et al. 2011", _violations,
    ),
    Quantity(
        "burst fraction", "%", _UNITS,
        f"spikes of a unit with another within {BURST_MS:g} ms as a share of all",
        "after Ranck 1973; Harris et al. 2001 (there 6 ms)", _bursts,
    ),
    Quantity("firing rate change", "%", _EVENTS, _CHANGE, find=_rate_change),
    Quantity(
        "firing rate change t-value", "", _EVENTS, f"{_CHANGE}; over events, paired or Welch's", "t-test",
        _rate_change_t,
    ),
)  # fmt: skip
