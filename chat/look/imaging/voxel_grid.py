"""Voxels laid out as a box again: their indices along right, front and up, and the millimetres these stand for."""

from __future__ import annotations

import re
from dataclasses import dataclass

import numpy as np

from neuro_llm.recordings.recording import Recording

_NAMED = re.compile(r"x(\d+) y(\d+) z(\d+)$", re.MULTILINE)
_LARGEST_GRID = 400  # voxels along one axis
_FULL = 0.01  # share of the box that voxels fill at least: fewer are regions, not a grid


@dataclass(frozen=True)
class Grid:
    """Voxels in a box.

    index   (voxel, 3) whole numbers along right, front, up (of the file's own axes where no place is known)
    places  for each axis (slice,) the middle of each slice in mm; the number of the slice where no place is known
    step    (3,) mm between slices; 1 where it is not known
    placed  whether the places are known
    """

    index: np.ndarray
    places: tuple[np.ndarray, ...]
    step: np.ndarray
    placed: bool

    @property
    def shape(self) -> tuple[int, int, int]:
        x, y, z = (len(places) for places in self.places)
        return x, y, z

    def every(self, stride: int) -> tuple[np.ndarray, Grid]:
        """The voxels (kept,) whose index is a multiple of `stride` along every axis, and their own grid."""
        kept = np.flatnonzero(np.all(self.index % stride == 0, axis=1))
        places = tuple(along[::stride] for along in self.places)
        return kept, Grid(self.index[kept] // stride, places, self.step * stride, self.placed)

    def box(self, values: np.ndarray) -> np.ndarray:
        """(voxel,) values as (x, y, z), NaN where there is no voxel."""
        found = np.full(self.shape, np.nan, dtype=np.float32)
        found[tuple(self.index.T)] = values
        return found


def grid_of(recording: Recording, rows: np.ndarray) -> Grid | None:
    """The grid of the channels `rows`: by their names ("x3 y0 z7"), else by their places; None where they have none."""
    places = recording.positions[rows] * 1e3
    placed = bool(np.isfinite(places).all())
    named = _NAMED.findall("\n".join(recording.ch_names[row] for row in rows))
    if len(named) == len(rows):
        index = np.array(named).astype(int)
        index, step = _turned(index, places) if placed else (index, np.ones(3))
    elif placed:
        found = _regular(places)
        if found is None:
            return None
        index, step = found
    else:
        return None
    index = index - index.min(axis=0)
    if index.max() >= _LARGEST_GRID or len(np.unique(index @ (_LARGEST_GRID ** np.arange(3)))) < len(index):
        return None  # two voxels in one place: numbers of different parts of the brain
    return Grid(index, _middles(index, places if placed else index.astype(float)), step, placed)


def _turned(index: np.ndarray, places: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Indices (voxel, 3) along right, front, up instead of the file's axes, and mm between slices."""
    from nibabel.orientations import io_orientation

    centred, about = index - index.mean(axis=0), places - places.mean(axis=0)
    affine = np.eye(4)
    affine[:3, :3] = np.linalg.lstsq(centred, about, rcond=None)[0].T
    axes = io_orientation(affine)
    free = [axis for axis in range(3) if axis not in axes[:, 0]]
    turned, step = np.empty_like(index), np.ones(3)
    for own, (axis, sign) in enumerate(axes):
        world = free.pop(0) if np.isnan(axis) else int(axis)  # a single slice does not show its third axis
        turned[:, world] = -index[:, own] if sign < 0 else index[:, own]
        step[world] = np.linalg.norm(affine[:3, own]) or 1.0
    return turned, step


def _regular(places: np.ndarray) -> tuple[np.ndarray, np.ndarray] | None:
    """Indices (voxel, 3) and mm between slices where (voxel, 3) places in mm lie on a grid along the axes."""
    index, step = np.empty(places.shape, dtype=int), np.ones(3)
    for axis, along in enumerate(places.T):
        values = np.unique(np.round(along, 2))
        step[axis] = np.diff(values).min() if len(values) > 1 else 1.0
        steps = (along - values[0]) / step[axis]
        if steps.max() >= _LARGEST_GRID or np.abs(steps - np.round(steps)).max() > 0.1:
            return None
        index[:, axis] = np.round(steps)
    full = len(places) / np.prod(index.max(axis=0) + 1, dtype=float)
    return (index, step) if full >= _FULL else None


def _middles(index: np.ndarray, places: np.ndarray) -> tuple[np.ndarray, ...]:
    """For each axis (slice,) the mean place of its voxels; between its neighbours where a slice is empty."""
    found = []
    for axis in range(3):
        counts = np.bincount(index[:, axis])
        sums = np.bincount(index[:, axis], weights=places[:, axis])
        there = np.flatnonzero(counts)
        found.append(np.interp(np.arange(len(counts)), there, sums[there] / counts[there]))
    return tuple(found)
