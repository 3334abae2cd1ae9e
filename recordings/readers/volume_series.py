"""The volumes of one 4-D image, read block by block through nibabel's `dataobj`."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from neuro_llm.recordings.errors import RecordingError
from neuro_llm.recordings.recording import END_MISSING

_MOST_PACKED_BYTES = 6 << 30
_MOST_VOXELS = 1 << 24
_AT_ONCE = 1 << 22
"""Samples read in one piece (32 MiB of float64)."""
_OPEN_RUN = "Open the 4-D run (in BIDS the file whose name ends in _bold)."


@dataclass(frozen=True)
class VolumeSeries:
    """Voxels over time, in the file.

    data       nibabel's array proxy
    shape      (x, y, z) voxels, in the order of the file
    n_times    whole volumes that really lie in the file
    time_axis  of `data`
    packed     compressed as a whole: cheap to read once from start to end only
    axes       names of the axes of space, "xyz" but for MINC
    """

    data: Any
    shape: tuple[int, int, int]
    n_times: int
    time_axis: int
    packed: bool
    axes: str = "xyz"

    @property
    def n_voxels(self) -> int:
        return self.shape[0] * self.shape[1] * self.shape[2]

    def read(self, start: int, stop: int, voxels: np.ndarray) -> np.ndarray:
        """Volumes `start`..`stop` of voxels by flat index (Fortran order of `shape`): (voxel, time) float32.

        Only the smallest box around the voxels is read, in pieces.
        """
        out = np.empty((len(voxels), max(0, stop - start)), dtype=np.float32)
        for first, last, piece in self.pieces(start, stop, voxels):
            out[:, first - start : last - start] = piece
        return out

    def pieces(self, start: int, stop: int, voxels: np.ndarray) -> Iterator[tuple[int, int, np.ndarray]]:
        """(first volume, last volume, (voxel, time)) one after the other, each of bounded size."""
        if len(voxels) == 0:
            return
        index = np.stack(np.unravel_index(voxels, self.shape, order="F"))
        low, high = index.min(axis=1), index.max(axis=1) + 1
        inside = np.ravel_multi_index(tuple(index - low[:, None]), tuple(high - low), order="F")
        n_box = int(np.prod(high - low))
        box = [slice(int(a), int(b)) for a, b in zip(low, high, strict=True)]
        step = max(1, _AT_ONCE // n_box)
        for first in range(start, stop, step):
            last = min(stop, first + step)
            slices: list[Any] = [*box[: self.time_axis], slice(first, last), *box[self.time_axis :]]
            slices += [0] * (len(self.data.shape) - 4)  # NIfTI may have further axes of length one
            block = np.moveaxis(np.asarray(self.data[tuple(slices)]), self.time_axis, -1)
            flat = block.reshape((n_box, last - first), order="F")  # no copy: the order of the file
            yield first, last, flat if np.array_equal(inside, np.arange(n_box)) else flat[inside]


def series_of(path: Path, image: Any, strict: bool, changes: list[str]) -> VolumeSeries:
    """Check what the header declares, before anything is read; RecordingError where it is no run of volumes."""
    shape, axis = _time_last(path.name, image)
    dtype = np.dtype(image.get_data_dtype())
    if dtype.kind not in "iuf":
        cause = f"its voxels hold {dtype.name if dtype.names is None else 'colours'}, not real numbers."
        raise RecordingError(path.name, cause, "Export the magnitude images.")
    space = (*shape[:axis], *shape[axis + 1 :])
    if np.prod(space, dtype=float) > _MOST_VOXELS:
        cause = f"it declares volumes of {' × '.join(map(str, space))} voxels."
        raise RecordingError(path.name, cause, "Check where the file came from, or resample it.")
    declared = float(np.prod(shape, dtype=float)) * dtype.itemsize
    stored = Path(image.file_map["image"].filename)
    packed = stored.suffix.lower() in (".gz", ".mgz")
    if (packed or is_minc(image)) and declared > _MOST_PACKED_BYTES:
        raise RecordingError(
            path.name,
            f"it unpacks to {declared / 2**30:.0f} GiB.",
            "Check where the file came from; if it is whole, unpack it with gunzip and open the .nii.",
        )
    n_times = shape[axis]
    if not packed and not is_minc(image):
        n_times = _whole_volumes(path.name, image, stored.stat().st_size, strict, changes)
    axes = "".join(name[0] for i, name in enumerate(_axis_names(image)) if i != axis) or "xyz"
    return VolumeSeries(image.dataobj, (space[0], space[1], space[2]), n_times, axis, packed, axes)


def _time_last(name: str, image: Any) -> tuple[tuple[int, ...], int]:
    """(shape without trailing axes of length one, the axis of time); RecordingError for a single picture."""
    shape = tuple(int(n) for n in image.shape)
    if min(shape, default=0) < 1:
        raise RecordingError(
            name, f"its header declares the shape {shape}.", "The header is damaged: copy it again."
        )
    while len(shape) > 3 and shape[-1] == 1 and not is_minc(image):
        shape = shape[:-1]
    axis = time_axis_of(image)
    if len(shape) < 4 or axis is None:
        size = " × ".join(map(str, shape))
        cause = (
            f"this is one volume ({size}: a picture of the anatomy, a mask or a map), without a time course."
        )
        raise RecordingError(name, cause, _OPEN_RUN)
    if len(shape) > 4:
        raise RecordingError(name, f"its images have {len(shape)} axes, {shape}.", _OPEN_RUN)
    if shape[axis] < 2:
        raise RecordingError(name, "it holds one volume only, without a time course.", _OPEN_RUN)
    return shape, axis


def is_minc(image: Any) -> bool:
    return hasattr(image.dataobj, "minc_file")


def time_axis_of(image: Any) -> int | None:
    """MINC names its axes and may have time first or not at all; everywhere else time is the last of four."""
    if not is_minc(image):
        return 3
    names = _axis_names(image)
    return names.index("time") if "time" in names else None


def _axis_names(image: Any) -> list[str]:
    """MINC's names of the axes ("time", "zspace", ...), for which nibabel has no public door; [] elsewhere."""
    return list(image.dataobj.minc_file._dim_names) if is_minc(image) else []


def _whole_volumes(name: str, image: Any, size: int, strict: bool, changes: list[str]) -> int:
    """Volumes that lie in an unpacked file; it may have been cut off."""
    data = image.dataobj
    n_times = int(data.shape[3])
    one = int(np.prod(data.shape[:3], dtype=np.int64)) * np.dtype(data.dtype).itemsize
    here = max(0, (size - int(data.offset)) // one)
    if here > n_times:
        changes.append(
            f"The file has room for {here} volumes, but its header says {n_times}: the header was believed."
        )
    if here >= n_times:
        return n_times
    cause = f"truncated, {here} of {n_times} volumes"
    if strict or here < 2:
        raise RecordingError(
            name, f"{cause} are in the file.", "Copy the whole file again, or open it without strict."
        )
    changes.append(f"The file is {cause}: {END_MISSING}")
    return here
