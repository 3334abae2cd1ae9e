"""Percent signal change: what a voxel's numbers mean is judged from its own mean over the run."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from neuro_llm.recordings.errors import RecordingError

_FLAT = 1e-7
"""Standard deviation over mean below which a channel counts as constant (rounding of float32)."""


class RunningStatistics:
    """Mean and standard deviation of every channel, from blocks of (channel, time), each sample once; NaN are left out.

    seen, count     (channel,): samples so far, and those of them that are finite
    total, squares  (channel,): sums of them and of their squares about `origin`, a nearby number
    """

    def __init__(self, n_channels: int) -> None:
        self.origin, self.total, self.squares = np.zeros((3, n_channels))
        self.seen, self.count = np.zeros((2, n_channels), dtype=np.int64)

    def add(self, block: np.ndarray, first: int = 0) -> None:
        """Take in a (channel, time) block of the channels from `first` on."""
        here = slice(first, first + len(block))
        finite = np.isfinite(block)
        start = np.where(finite[:, 0], block[:, 0], 0.0)
        self.origin[here] = np.where(self.seen[here] == 0, start, self.origin[here])
        shifted = np.subtract(block, self.origin[here, None], dtype=np.float64)
        shifted[~finite] = 0.0
        self.seen[here] += block.shape[1]
        self.count[here] += finite.sum(axis=1)
        self.total[here] += shifted.sum(axis=1)
        self.squares[here] += np.square(shifted, out=shifted).sum(axis=1)

    @property
    def mean(self) -> np.ndarray:
        return self.origin + self.total / np.maximum(self.count, 1)

    @property
    def deviation(self) -> np.ndarray:
        counted = np.maximum(self.count, 1)
        return np.sqrt(np.maximum(self.squares / counted - (self.total / counted) ** 2, 0.0))

    @property
    def constant(self) -> np.ndarray:
        """(channel,) bool: no variation, or no number at all."""
        return self.deviation <= _FLAT * np.abs(self.mean)

    @property
    def clear(self) -> np.ndarray:
        """(channel,) bool: the mean stands above the variation around it: a percentage of it means something."""
        return (self.mean > self.deviation) & ~self.constant

    @property
    def relative(self) -> bool:
        """Are these raw intensities? Demeaned or standardised channels have a mean near zero, on either side of it."""
        positive, negative = np.sum(self.clear), np.sum((self.mean < -self.deviation) & ~self.constant)
        return bool(positive >= max(1, 0.1 * np.sum(~self.constant)) and negative < 0.1 * positive)

    def of(self, channels: np.ndarray) -> RunningStatistics:
        """The same numbers of some of the channels."""
        part = RunningStatistics(0)
        part.origin, part.total, part.squares = (
            self.origin[channels],
            self.total[channels],
            self.squares[channels],
        )
        part.seen, part.count = self.seen[channels], self.count[channels]
        return part


@dataclass(frozen=True)
class Scale:
    """How the numbers of a run become what `fetch` gives.

    unit    "%" or "", where the numbers were taken as they are and say nothing about their unit
    mean    (channel,), what the percentages are of; None where the numbers are taken as they are
    silent  (channel,) bool: reads 0
    """

    unit: str
    silent: np.ndarray
    mean: np.ndarray | None = None

    def apply(self, samples: np.ndarray, channels: np.ndarray) -> np.ndarray:
        """(channel, time) numbers of the file → float32 in `unit`."""
        if self.mean is not None:
            samples = (samples / np.where(self.silent, 1.0, self.mean)[channels][:, None] - 1.0) * 100.0
        return np.where(self.silent[channels][:, None], 0.0, samples).astype(np.float32)


def scale_of(
    name: str, statistics: RunningStatistics, unit: str | None, what: str, changes: list[str]
) -> Scale:
    """Percent change where the means allow it; says in `changes` what the numbers are.

    unit  what the user or the file says of them: "%" where they are percentages already
    what  "voxels", "vertices", "regions"
    """
    if unit not in (None, "", "%"):
        raise RecordingError(
            name, f"fMRI signals are no {unit!r}.", 'Pass unit="%" for percentages, or leave unit out.'
        )
    empty = statistics.count == 0
    if unit == "%" or not statistics.relative:
        changes.append(
            "The values are percent signal change as they are in the file."
            if unit == "%"
            else f"The {what} have no clearly positive mean (standardised or demeaned data): the numbers were taken as "
            "they are, without a unit."
        )
        if np.any(empty):
            changes.append(f"{np.sum(empty)} of {len(empty)} {what} hold no numbers and read 0.")
        return Scale(unit or "", empty)
    constant, unclear = statistics.constant, ~statistics.clear & ~statistics.constant
    changes.append(
        f"The values are percent signal change against the mean of each of the {what} over the run."
    )
    if np.any(constant):
        changes.append(f"{np.sum(constant)} of {len(constant)} {what} are constant over the run and read 0.")
    if np.any(unclear):
        changes.append(
            f"{np.sum(unclear)} of {len(unclear)} {what} vary by more than their mean, of which no percentage means "
            "anything (outside the head): they read 0."
        )
    return Scale("%", constant | unclear, statistics.mean)


def partly_missing(statistics: RunningStatistics, what: str, changes: list[str]) -> np.ndarray:
    """Channels (by index) that hold NaN or infinity at some times only: to be marked as bad."""
    found = np.flatnonzero((statistics.count > 0) & (statistics.count < statistics.seen))
    if found.size:
        changes.append(
            f"{found.size} {what} hold NaN or infinite samples at some times; they are marked as bad."
        )
    return found
