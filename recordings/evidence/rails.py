"""Samples that stay at a channel's own extreme: what a saturated amplifier leaves behind. Streamed."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

NEAR = 0.005  # of the range: the band beside an extreme that a smooth signal fills as well


@dataclass(frozen=True)
class Rails:
    """Per channel, for the lower and the upper extreme: (2, channel) arrays.

    held   samples in runs of three or more at the extreme
    runs   number of such runs
    near   samples beside the extreme, within 0.5 % of the range
    total  samples seen
    """

    held: np.ndarray
    runs: np.ndarray
    near: np.ndarray
    total: int

    def clipped(self, sfreq: float) -> np.ndarray:
        """(channel,) True where a rail holds ≥ 0.05 % of the samples, far more than the levels beside it."""
        share = self.held / max(1, self.total)
        length = self.held / np.maximum(1, self.runs)
        often = (self.runs >= 4) & (share >= 0.0005)
        long = (length >= 0.25 * sfreq) & (share >= 0.001)
        return ((often | long) & (self.held > 4 * self.near)).any(axis=0)

    def pick(self, rows: list[int]) -> Rails:
        return Rails(self.held[:, rows], self.runs[:, rows], self.near[:, rows], self.total)


class RailCounter:
    """Counts at the extremes seen so far, and starts again where a chunk goes beyond them."""

    def __init__(self, n_channels: int) -> None:
        shape = (2, n_channels)
        self.extreme = np.full(shape, -np.inf, dtype=np.float32)  # of −x and of x: both are maxima
        self.triples, self.runs, self.near = (np.zeros(shape, dtype=np.int64) for _ in range(3))
        self.running = np.zeros(shape, dtype=bool)
        self.tail = np.empty((n_channels, 0), dtype=np.float32)
        self.total = 0

    def add(self, chunk: np.ndarray) -> None:
        """chunk (channel, time), following the one before."""
        joined = np.concatenate([self.tail, chunk], axis=1)
        peaks = np.stack([-chunk.min(axis=1), chunk.max(axis=1)])
        before, self.extreme = self.extreme, np.maximum(self.extreme, peaks)
        width = NEAR * (self.extreme[0] + self.extreme[1])
        self._start_again(before, width)
        for side, sign in ((0, -1), (1, 1)):
            self._count(side, sign * self.extreme[side], joined, chunk, width)
        self.tail = joined[:, -2:]
        self.total += chunk.shape[1]

    def _start_again(self, before: np.ndarray, width: np.ndarray) -> None:
        """Where there is a new extreme, what lay at the old one now lies near it, or is forgotten."""
        new = self.extreme > before
        close = new & (before > self.extreme - width)
        at_old = self.triples + 2 * self.runs
        self.near = np.where(new, np.where(close, self.near + at_old, 0), self.near)
        for counts in (self.triples, self.runs, self.running):
            counts[new] = 0

    def _count(
        self, side: int, rail: np.ndarray, joined: np.ndarray, chunk: np.ndarray, width: np.ndarray
    ) -> None:
        rail = rail[:, None]
        at = joined == rail
        if joined.shape[1] >= 3:
            triple = at[:, :-2] & at[:, 1:-1] & at[:, 2:]
            before = np.concatenate([self.running[side][:, None], triple[:, :-1]], axis=1)
            self.triples[side] += triple.sum(axis=1)
            self.runs[side] += (triple & ~before).sum(axis=1)
            self.running[side] = triple[:, -1]
        inside = np.abs(chunk - rail) <= width[:, None]
        self.near[side] += inside.sum(axis=1) - (chunk == rail).sum(axis=1)

    def result(self) -> Rails:
        return Rails(self.triples + 2 * self.runs, self.runs.copy(), self.near.copy(), self.total)
