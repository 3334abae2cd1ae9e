"""What an animal did or was shown beside the neurons: signals on their own clock, read for one window at a time."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np

from .draft import Draft

MOST_SIGNALS = 16


@dataclass(frozen=True)
class Signal:
    """One behaviour or stimulus signal, with samples at its own times.

    label   such as "position x"
    unit    of `sample`, "" where unknown
    values  (sample,), or (sample, column) with `column`; anything that can be sliced, read only where wanted
    times   (sample,) s, never falling; None where the samples are even: `first` + index / `rate`
    scale   what the stored numbers are multiplied with; `offset` is added after that
    """

    label: str
    unit: str
    values: Any
    times: np.ndarray | None = None
    first: float = 0.0
    rate: float = 0.0
    column: int | None = None
    scale: float = 1.0
    offset: float = 0.0

    @property
    def begin(self) -> float:
        return self.first if self.times is None else float(self.times[0])

    @property
    def end(self) -> float:
        last = self.first + (len(self.values) - 1) / self.rate if self.times is None else self.times[-1]
        return float(last)

    def sample(self, at: np.ndarray) -> np.ndarray:
        """The signal at even times `at` (s): interpolated, or averaged where it is sampled finer; NaN outside."""
        step = float(at[1] - at[0]) if len(at) > 1 else 1e-3
        low = max(0, self._before(float(at[0])) - 2)
        high = min(len(self.values), self._before(float(at[-1]) + step) + 2)
        times, values = self._times(low, high), self._values(low, high)
        times, values = times[np.isfinite(values)], values[np.isfinite(values)]
        if not len(times):
            return np.full(len(at), np.nan)
        own = float(np.median(np.diff(times))) if len(times) > 1 else step
        found = np.interp(at, times, values)
        if own < 0.6 * step:
            found = _averaged(found, np.floor((times - at[0]) / step + 1e-6).astype(int), values)
        near = max(step, own)
        return np.where((at < times[0] - near) | (at > times[-1] + near), np.nan, found)

    def _before(self, at: float) -> int:
        """How many samples lie at or before a time."""
        if self.times is not None:
            return int(np.searchsorted(self.times, at, side="right"))
        return int(np.clip(np.floor((at - self.first) * self.rate) + 1, 0, len(self.values)))

    def _times(self, low: int, high: int) -> np.ndarray:
        return self.first + np.arange(low, high) / self.rate if self.times is None else self.times[low:high]

    def _values(self, low: int, high: int) -> np.ndarray:
        piece = self.values[low:high] if self.column is None else self.values[low:high, self.column]
        return np.asarray(piece, dtype=float) * self.scale + self.offset


def _averaged(found: np.ndarray, bins: np.ndarray, values: np.ndarray) -> np.ndarray:
    """The mean of the values in each bin; `found` stands where a bin is empty."""
    inside = (bins >= 0) & (bins < len(found))
    counts = np.bincount(bins[inside], minlength=len(found))
    sums = np.bincount(bins[inside], weights=values[inside], minlength=len(found))
    return np.where(counts > 0, sums / np.maximum(counts, 1), found)


def add_signals(draft: Draft, signals: list[Signal], begin: float) -> Draft:
    """The draft with behaviour channels behind its own.

    begin  time of the draft's first sample on the clock of the signals, s
    """
    if not signals:
        return draft
    kept, own, fetch = signals[:MOST_SIGNALS], len(draft.labels), draft.fetch

    def both(start: int, stop: int, channels: list[int]) -> np.ndarray:
        out = np.empty((len(channels), stop - start))
        mine = [row for row, channel in enumerate(channels) if channel < own]
        if mine:
            out[mine] = fetch(start, stop, [channels[row] for row in mine])
        at = begin + np.arange(start, stop) / draft.sfreq
        for row, channel in enumerate(channels):
            if channel >= own and stop > start:
                out[row] = kept[channel - own].sample(at)
        return out

    names = ", ".join(signal.label for signal in kept)
    draft.changes.append(
        f"Behaviour ({names}) was brought to {draft.sfreq:g} Hz by interpolation or averaging."
    )
    if len(signals) > len(kept):
        draft.changes.append(f"{len(signals) - len(kept)} more behaviour signals were left out.")
    draft.native_rates = [
        *(draft.native_rates or [draft.sfreq] * own),
        *(_rate(signal) or draft.sfreq for signal in kept),
    ]
    draft.labels += [signal.label for signal in kept]
    draft.given += ["behaviour"] * len(kept)
    draft.dims += [signal.unit for signal in kept]
    draft.factors += [1.0] * len(kept)
    if draft.positions is not None:
        draft.positions = np.concatenate([draft.positions, np.full((len(kept), 3), np.nan)])
    draft.fetch = both
    return draft


def _rate(signal: Signal) -> float:
    """Samples per second in the file, 0 where one sample says nothing."""
    if signal.times is None:
        return signal.rate
    span = signal.end - signal.begin
    return (len(signal.times) - 1) / span if span > 0 else 0.0
