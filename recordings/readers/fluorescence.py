"""From fluorescence to dF/F: the resting level of each cell, and how far the light lies above it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

PERCENTILE = 8.0
"""The resting fluorescence F0 is this percentile of a cell's trace (Dombeck et al. 2007, Neuron 56:43)."""
_BLOCKS, _BLOCK_FRAMES, _AT_ONCE = 40, 500, 256
_MICROMETRE = 1e-6

Light = Callable[[int, int, list[int]], np.ndarray]
"""(first frame, last frame, cells) → (cell, frame) fluorescence."""


@dataclass(frozen=True)
class Rest:
    """The resting level of each cell: what is subtracted, what is divided by.

    level    (cell,) F0
    divisor  (cell,) F0 where that is positive, else the trace's own standard deviation
    unsound  cells without a positive F0
    broken   cells with NaN or infinite samples
    """

    level: np.ndarray
    divisor: np.ndarray
    unsound: list[int]
    broken: list[int]

    def relative(self, light: np.ndarray, cells: list[int]) -> np.ndarray:
        """(cell, frame) fluorescence → dF/F."""
        return (light - self.level[cells, None]) / self.divisor[cells, None]

    def sentences(self) -> list[str]:
        """What `changes` should tell about it."""
        told = []
        if self.unsound:
            told.append(
                f"{len(self.unsound)} cells have no positive resting fluorescence: divided by their own standard "
                "deviation instead, and marked as bad."
            )
        if self.broken:
            told.append(f"{len(self.broken)} cells hold NaN or infinite samples and are marked as bad.")
        return told


def rest_of(light: Light, n_cells: int, n_frames: int) -> Rest:
    """F0 of each cell from all frames, or from forty stretches spread over a long recording."""
    level, divisor = np.empty(n_cells), np.empty(n_cells)
    broken: list[int] = []
    for first in range(0, n_cells, _AT_ONCE):
        cells = list(range(first, min(n_cells, first + _AT_ONCE)))
        sample = _sampled(light, cells, n_frames)
        bad = ~np.isfinite(sample).all(axis=1)
        broken += [cells[i] for i in np.flatnonzero(bad)]
        sample[bad] = 0.0
        level[cells] = np.percentile(sample, PERCENTILE, axis=1)
        spread = sample.std(axis=1)
        divisor[cells] = np.where(level[cells] > 0, level[cells], np.where(spread > 0, spread, 1.0))
    unsound = [int(i) for i in np.flatnonzero(level <= 0) if int(i) not in set(broken)]
    return Rest(level, divisor, unsound, broken)


def median_of(light: Light, n_cells: int, n_frames: int) -> np.ndarray:
    """(cell,) median of the same frames, NaN left out."""
    found = np.zeros(n_cells)
    for first in range(0, n_cells, _AT_ONCE):
        cells = list(range(first, min(n_cells, first + _AT_ONCE)))
        sample = _sampled(light, cells, n_frames)
        found[cells] = np.ma.median(np.ma.masked_invalid(sample), axis=1).filled(np.nan)
    return found


def _sampled(light: Light, cells: list[int], n_frames: int) -> np.ndarray:
    """(cell, frame) float64 of a bounded number of frames."""
    if n_frames <= _BLOCKS * _BLOCK_FRAMES:
        return np.array(light(0, n_frames, cells), dtype=float)
    starts = np.linspace(0, n_frames - _BLOCK_FRAMES, _BLOCKS).astype(int)
    return np.concatenate(
        [np.asarray(light(int(s), int(s) + _BLOCK_FRAMES, cells), dtype=float) for s in starts], axis=1
    )


def plane_places(
    pixels: np.ndarray, spacing: np.ndarray | None, changes: list[str], depth: float = 0.0
) -> np.ndarray:
    """(cell, 3) metres in the imaged plane from (cell, 2) pixels x, y.

    spacing  (2,) metres per pixel; one micrometre is assumed, and told, where it is not known
    """
    if spacing is None and np.isfinite(pixels).any():
        changes.append("The size of a pixel is not known: the places of cells count 1 µm per pixel.")
    scale = np.array([_MICROMETRE, _MICROMETRE]) if spacing is None else np.asarray(spacing, dtype=float)
    places = np.full((len(pixels), 3), np.nan)
    places[:, :2] = pixels * scale
    places[np.isfinite(places[:, 0]), 2] = depth
    return places
