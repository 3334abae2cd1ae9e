"""fMRI runs: NIfTI, Analyze, AFNI, MGH and MINC volumes over time; every voxel is a channel."""

from __future__ import annotations

import re
import struct
import zlib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from neuro_llm.recordings.errors import RecordingError

from .bold_run import BoldRun, draft_of_run
from .draft import Draft, Fetch, Options
from .events_tsv import bids_events
from .repetition_time import PLAUSIBLE, volumes_per_second
from .signal_change import RunningStatistics
from .volume_places import places_of
from .volume_series import VolumeSeries, is_minc, series_of, time_axis_of

_KEPT_WHOLE = 20_000
"""Voxels up to which a run without a mask keeps all of them."""
_MOST_CHANNELS = 1_000_000
_MOST_HELD_BYTES = 3 << 29
_SECONDS = {"sec": 1.0, "msec": 1e-3, "usec": 1e-6}
_AFNI_SECONDS = {77001: 1e-3, 77002: 1.0}
_MASKS = ("mask", "brain_mask")
_TIME_SERIES = (0, 2001)
"""NIfTI intent codes of a run: none, and time series."""


class VolumeFiles:
    """Opened by nibabel, never loaded as a whole; packed files are read once, and the chosen voxels kept."""

    endings = (
        *(".nii", ".nii.gz", ".img", ".img.gz", ".mnc", ".mgh", ".mgz", ".mgh.gz"),
        *(".head", ".brik", ".brik.gz"),
    )
    imports = ("nibabel",)

    @staticmethod
    def takes(path: Path) -> bool:
        """A .hdr that is an Analyze or NIfTI header (NIRx has text under this ending)."""
        if not path.name.lower().endswith((".hdr", ".hdr.gz")) or not path.is_file():
            return False
        with path.open("rb") as file:
            start = file.read(4)
        sizes = (struct.pack(order + "i", size) for order in "<>" for size in (348, 540))
        return start in sizes or path.name.lower().endswith(".gz")

    @staticmethod
    def open(path: Path, options: Options) -> Draft:
        changes: list[str] = []
        image = _load(path)
        _refuse_others(path, image)
        series = series_of(path, image, options.strict, changes)
        sfreq = volumes_per_second(path, _header_seconds(image, changes), options, changes)
        chosen = _choose(path, image, series, changes)
        index = np.stack(np.unravel_index(chosen.voxels, series.shape, order="F"), axis=1)
        run = BoldRun(
            what="voxels",
            labels=[_label(series.axes, place) for place in index.tolist()],
            positions=places_of(path, image, index, changes),
            sfreq=sfreq,
            n_times=series.n_times,
            raw=_fetch_of(series, chosen),
            events=bids_events(path, changes),
        )
        return draft_of_run(path.name, run, chosen.statistics, options, changes)


def _label(axes: str, place: list[int]) -> str:
    """ "x12 y4 z0", whatever the order of the axes in the file."""
    return " ".join(sorted(f"{axis}{number}" for axis, number in zip(axes, place, strict=True)))


def _load(path: Path) -> Any:
    """nibabel's image; the file stays open, so that a packed one is unpacked once from start to end."""
    import nibabel

    try:
        return nibabel.load(path, mmap=False, keep_file_open=True)  # type: ignore[call-arg]
    except FileNotFoundError as error:
        missing = Path(str(error.filename or error).strip("'\"")).name
        raise RecordingError(
            path.name, f"its other half is missing ({missing}).", "Put both files into one folder."
        ) from error


def _refuse_others(path: Path, image: Any) -> None:
    """Images over other axes than time."""
    import nibabel

    if isinstance(image, nibabel.Cifti2Image):
        raise RecordingError(
            path.name,
            "this is a CIFTI file.",
            "Give it its full ending, as in .dtseries.nii or .ptseries.nii.",
        )
    if not isinstance(image, nibabel.spatialimages.SpatialImage):
        raise RecordingError(path.name, "this holds no volumes.", "Open the 4-D run.")
    stem = re.sub(r"(?i)\.(nii|img|hdr)(\.gz)?$", "", path.name)
    if path.with_name(f"{stem}.bval").is_file() or stem.lower().endswith("_dwi"):
        raise RecordingError(
            path.name,
            "these are diffusion images, not a time course of the brain.",
            "Open the fMRI run (_bold).",
        )
    if isinstance(image, nibabel.Nifti1Pair) and int(image.header["intent_code"]) not in _TIME_SERIES:
        cause = f"its header calls the volumes {image.header.get_intent()[0]!r}, not a time course."
        raise RecordingError(
            path.name, cause, "Open the 4-D run (in BIDS the file whose name ends in _bold)."
        )


def _header_seconds(image: Any, changes: list[str]) -> float | None:
    """Repetition time in seconds as the header gives it, each format in its own unit; None where it has none."""
    header = image.header
    if is_minc(image):
        return getattr(image.dataobj.minc_file._dims[time_axis_of(image) or 0], "step", None)
    step = float(header.get_zooms()[3]) if len(header.get_zooms()) > 3 else 0.0
    if type(header).__name__ == "MGHHeader":
        return step * 1e-3
    if type(header).__name__ == "AFNIHeader":
        unit = header.info.get("TAXIS_NUMS", (0, 0, 0))[2]
        return step * _AFNI_SECONDS[unit] if unit in _AFNI_SECONDS else None
    unit = _time_unit(header)
    if unit == "unknown" and step == 1:  # what programs write that do not know it
        return None
    if unit == "unknown" and PLAUSIBLE[0] <= step <= PLAUSIBLE[1]:
        changes.append(f"The header gives {step:g} between volumes without a unit: read as seconds.")
    return step * _SECONDS.get(unit, 1.0) if unit == "unknown" or unit in _SECONDS else None


def _time_unit(header: Any) -> str:
    try:
        return str(header.get_xyzt_units()[1])
    except (AttributeError, KeyError):  # Analyze has none; a damaged code
        return "unknown"


@dataclass(frozen=True)
class _Chosen:
    """The voxels that become channels.

    voxels  (channel,) flat indices
    held    (channel, time) numbers of a packed file, None where they can be read from the file at any time
    """

    voxels: np.ndarray
    statistics: RunningStatistics
    held: np.ndarray | None


def _choose(path: Path, image: Any, series: VolumeSeries, changes: list[str]) -> _Chosen:
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
    return _Chosen(voxels, statistics, held)


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

    mask = nibabel.load(beside)
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


def _fetch_of(series: VolumeSeries, chosen: _Chosen) -> Fetch:
    """Windows from the file itself; of a packed file, from memory."""
    voxels, held = chosen.voxels, chosen.held

    def fetch(start: int, stop: int, channels: list[int]) -> np.ndarray:
        picks = np.array(channels, dtype=int)
        return series.read(start, stop, voxels[picks]) if held is None else held[picks, start:stop]

    return fetch
