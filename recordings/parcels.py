"""From voxels to the regions of an atlas: `parcels(recording, atlas)` → `Recording` with one channel per region."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

import numpy as np

from .errors import ConfigError, MissingDependencyError, RecordingError
from .readers.finish import once_each
from .recording import Recording, Source

_AT_ONCE = 1 << 23
"""Samples of voxels read in one piece."""
_PROBED = 8
"""Volumes by which voxels without a signal are told: they read 0 throughout."""


def parcels(
    recording: Recording,
    atlas: str | os.PathLike[str] | Any,
    labels: Sequence[str] | Mapping[int, str] | None = None,
) -> Recording:
    """The mean of the voxels in each region of an atlas, read lazily.

    Each voxel belongs to the region at its position; the nearest voxel of the atlas counts.

    recording  fMRI with positions in the space of the atlas (MNI for nearly all)
    atlas      image of whole numbers, 0 outside: a path, or what nilearn's `fetch_atlas_*` calls `maps`
    labels     name of every region, in the order of their numbers, with or without the background first;
               or number → name; "parcel 7" where left out
    """
    image = _atlas_image(atlas)
    numbers = np.unique(_values(image))
    names = _names(numbers[numbers > 0], labels)
    voxels = _usable(recording)
    found = _numbers_at(image, recording.positions[voxels])
    present = [number for number in sorted(names) if np.any(found == number)]
    if not present:
        raise RecordingError(
            recording.name,
            "none of its voxels lies in a region of the atlas.",
            "The atlas must be in the space of the recording: open a run that was normalised to MNI space.",
        )
    members = [voxels[found == number] for number in present]
    told = [names[number] for number in present]
    changes = [
        f"{sum(map(len, members))} voxels were averaged in {len(present)} of the {len(names)} regions of the "
        "atlas, each by its position, which must be in the space of the atlas."
    ]
    return replace(
        recording,
        ch_names=tuple(once_each(told, told, changes)),
        ch_kinds=("bold",) * len(present),
        units=(recording.unit,) * len(present),
        native_rates=(recording.sfreq,) * len(present),
        positions=np.array([recording.positions[inside].mean(axis=0) for inside in members]),
        orientations=None,
        source=ParcelSource(recording.source, members),
        bads=(),
        changes=(*recording.changes, *changes),
    )


class ParcelSource:
    """Averages over groups of the channels of another source.

    members  for every region the indices of its voxels
    """

    def __init__(self, source: Source, members: Sequence[np.ndarray]) -> None:
        self.source, self.members = source, list(members)

    def read(self, start: int, stop: int, channels: Sequence[int]) -> np.ndarray:
        out = np.empty((len(channels), max(0, stop - start)), dtype=np.float32)
        if out.size == 0:
            return out
        groups = [self.members[i] for i in channels]
        voxels = np.unique(np.concatenate(groups))
        rows = [np.searchsorted(voxels, group) for group in groups]
        step = max(1, _AT_ONCE // len(voxels))
        for first in range(start, stop, step):
            last = min(stop, first + step)
            samples = self.source.read(first, last, voxels.tolist())
            for region, inside in enumerate(rows):
                out[region, first - start : last - start] = samples[inside].mean(axis=0, dtype=np.float64)
        return out

    def close(self) -> None:
        self.source.close()


def _atlas_image(atlas: Any) -> Any:
    """The atlas as an image of three axes."""
    try:
        from nilearn.image import load_img
    except ImportError as error:
        raise MissingDependencyError("Atlases need nilearn: pip install 'neuro-llm[imaging]'") from error
    image = load_img(os.fspath(atlas) if isinstance(atlas, os.PathLike) else atlas)
    if len(image.shape) != 3:
        raise ConfigError(
            f"The atlas has the shape {image.shape}; it must be one volume of region numbers. Of a probabilistic atlas "
            "take the version with hard borders (maxprob)."
        )
    return image


def _values(image: Any) -> np.ndarray:
    """(x, y, z) region numbers."""
    values = np.nan_to_num(np.asarray(image.dataobj))
    whole = np.rint(values).astype(np.int64)
    if not np.allclose(values, whole, atol=1e-3):
        raise ConfigError("The atlas holds fractions; it must hold whole region numbers.")
    return whole


def _numbers_at(image: Any, places: np.ndarray) -> np.ndarray:
    """Region number at each (voxel, 3) position in metres; 0 outside the atlas."""
    from nilearn.image import coord_transform

    x, y, z = places.T * 1e3
    index = np.rint(np.stack(coord_transform(x, y, z, np.linalg.inv(image.affine)))).astype(int)
    inside = np.all((index >= 0) & (index < np.array(image.shape)[:, None]), axis=0)
    found = np.zeros(len(places), dtype=np.int64)
    found[inside] = _values(image)[tuple(index[:, inside])]
    return found


def _usable(recording: Recording) -> np.ndarray:
    """Indices of the voxels with a place and a signal."""
    placed = np.all(np.isfinite(recording.positions), axis=1)
    bold = np.array([kind == "bold" for kind in recording.ch_kinds])
    bad = np.isin(recording.ch_names, recording.bads)
    voxels = np.flatnonzero(placed & bold & ~bad)
    if not voxels.size:
        raise RecordingError(
            recording.name,
            "it has no voxels with a position.",
            "Open a 4-D fMRI run whose header says where the voxels lie.",
        )
    probe = recording.source.read(0, min(_PROBED, recording.n_times), voxels.tolist())
    return voxels[np.any(probe != 0, axis=1)]


def _names(numbers: np.ndarray, labels: Sequence[str] | Mapping[int, str] | None) -> dict[int, str]:
    """Region number → name."""
    values = [int(number) for number in numbers]
    if labels is None:
        return {value: f"parcel {value}" for value in values}
    if isinstance(labels, Mapping):
        return {value: str(labels.get(value, f"parcel {value}")) for value in values}
    texts = [label.decode() if isinstance(label, bytes) else str(label) for label in labels]
    if values and len(texts) == values[-1] + 1:  # one for every number, the background first
        return {value: texts[value] for value in values}
    if len(texts) not in (len(values), len(values) + 1):
        raise ConfigError(
            f"{len(texts)} labels for {len(values)} regions; give one per region, or a dict from number to name."
        )
    return dict(zip(values, texts[len(texts) - len(values) :], strict=True))
