"""Which voxels of a run become channels: those of a mask beside it, else the bright ones."""

from __future__ import annotations

import re
import zlib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from neuro_llm.recordings.errors import RecordingError

from .signal_change import RunningStatistics
from .volume_series import VolumeSeries

_KEPT_WHOLE = 20_000
"""Voxels up to which a run without a mask keeps all of them."""
_MOST_CHANNELS = 1_000_000
_MOST_HELD_BYTES = 3 << 29
_MASKS = ("mask", "brain_mask")


@dataclass(frozen=True)
class ChosenVoxels:
    """The voxels of a run that become channels.

    voxels  (channel,) flat indices
    held    (channel, time) numbers of a packed file, None where they can be read from the file at any time
    """

    voxels: np.ndarray
    statistics: RunningStatistics
    held: np.ndarray | None


def choose_voxels(path: Path, image: Any, series: VolumeSeries, changes: list[str]) -> ChosenVoxels:
    """Pass over the run once, in pieces: the mean decides which voxels hold the brain where no mask does."""
    masked = _mask(path, image, series, changes)
    voxels = np.arange(series.n_voxels) if masked is None else masked
    held = _room(path.name, len(voxels), series) if series.packed else None
    statistics = RunningStatistics(len(voxels))
    try:
        for first, last, block in series.pieces(0, series.n_times, voxels):
            statistics.add(block)
            if held is not None:
                held[:, first:last] = block
    except (OSError, EOFError, zlib.error) as error:
        raise RecordingError(
            path.name, "the file ends or breaks before its last volume.", "Copy it again from its source."
        ) from error
    if masked is None and len(voxels) > _KEPT_WHOLE:
        kept = np.flatnonzero(_bright(statistics, changes))
        voxels, statistics, held = kept, statistics.of(kept), held if held is None else held[kept]
    if not 0 < len(voxels) <= _MOST_CHANNELS:
        raise RecordingError(
            path.name,
            f"{len(voxels)} voxels hold a signal.",
            "Put a mask of the brain beside it, named mask.nii.gz, with the same shape.",
        )
    return ChosenVoxels(voxels, statistics, held)


def _room(name: str, n_voxels: int, series: VolumeSeries) -> np.ndarray:
    """(voxel, time) in memory for a packed file, which can be read only from its start."""
    needed = n_voxels * series.n_times * 4
    if needed > _MOST_HELD_BYTES:
        raise RecordingError(
            name,
            f"it is packed, and its {n_voxels} voxels need {needed / 2**30:.1f} GiB.",
            "Unpack it with gunzip and open the .nii, or put a mask of the brain beside it, named mask.nii.gz.",
        )
    return np.empty((n_voxels, series.n_times), dtype=np.float32)


def _bright(statistics: RunningStatistics, changes: list[str]) -> np.ndarray:
    """(voxel,) bool: brighter on average than a tenth of the way from the 2nd to the 98th percentile of the mean image,
    the threshold by which FSL's FEAT finds the brain; all that vary, where the data are demeaned."""
    varying = ~statistics.constant
    if not statistics.relative:
        changes.append(f"No mask lies beside the run: the {np.sum(varying)} voxels that vary were kept.")
        return varying
    low, high = np.percentile(statistics.mean, [2, 98])
    bright = varying & (statistics.mean > low + 0.1 * (high - low))
    changes.append(
        f"No mask lies beside the run: {np.sum(bright)} of {len(bright)} voxels were kept, those whose mean lies above "
        "a tenth of the way from the 2nd to the 98th percentile of the mean image."
    )
    return bright


def _mask(path: Path, image: Any, series: VolumeSeries, changes: list[str]) -> np.ndarray | None:
    """Flat indices inside the mask beside the run, None where there is none that fits."""
    run = re.sub(r"(?i)(_desc-[^_]+)?_bold\.nii(\.gz)?$", "", path.name)
    names = ([f"{run}_desc-brain_mask"] if run != path.name else []) + list(_MASKS)
    places = (path.with_name(name + end) for name in names for end in (".nii.gz", ".nii"))
    beside = next((place for place in places if place.is_file() and place != path), None)
    if beside is None:
        return None
    import nibabel

    mask: Any = nibabel.load(beside)
    shape = tuple(mask.shape[:3])
    if shape != series.shape or mask.ndim != 3 or not np.allclose(mask.affine, image.affine, atol=1e-2):
        changes.append(
            f"The mask {beside.name[:80]} beside the run has another shape or place and was not used."
        )
        return None
    inside = np.flatnonzero(np.nan_to_num(np.asarray(mask.dataobj)).ravel(order="F") > 0)
    changes.append(
        f"{len(inside)} of {series.n_voxels} voxels lie in the mask {beside.name[:80]} beside the run."
    )
    return inside
