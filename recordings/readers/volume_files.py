"""fMRI runs: NIfTI, Analyze, AFNI, MGH and MINC volumes over time; every voxel is a channel."""

from __future__ import annotations

import logging
import re
import struct
from pathlib import Path
from typing import Any

import numpy as np

from neuro_llm.recordings.errors import RecordingError

from .bold_run import BoldRun, draft_of_run
from .draft import Draft, Fetch, Options
from .events_tsv import bids_events
from .repetition_time import PLAUSIBLE, volumes_per_second
from .volume_places import places_of
from .volume_series import VolumeSeries, is_minc, series_of, time_axis_of
from .voxel_choice import ChosenVoxels, choose_voxels

_SECONDS = {"sec": 1.0, "msec": 1e-3, "usec": 1e-6}
_AFNI_SECONDS = {77001: 1e-3, 77002: 1.0}
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
        image = _load(path, changes)
        _refuse_others(path, image)
        series = series_of(path, image, options.strict, changes)
        sfreq = volumes_per_second(path, _header_seconds(image, changes), options, changes)
        chosen = choose_voxels(path, image, series, changes)
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


def _load(path: Path, changes: list[str]) -> Any:
    """nibabel's image; the file stays open, so that a packed one is unpacked once from start to end."""
    import nibabel
    from nibabel.imageglobals import logger

    heard = _Heard()
    logger.addHandler(heard)
    propagate, logger.propagate = logger.propagate, False
    try:
        image = nibabel.load(path, mmap=False, keep_file_open=True)
    except FileNotFoundError as error:
        missing = Path(str(error.filename or error).strip("'\"")).name
        raise RecordingError(
            path.name, f"its other half is missing ({missing}).", "Put both files into one folder."
        ) from error
    finally:
        logger.removeHandler(heard)
        logger.propagate = propagate
    changes += [f"nibabel: {note}." for note in dict.fromkeys(heard.notes)]
    return image


class _Heard(logging.Handler):
    """What nibabel finds wrong in a header and puts right; notes about other programs are left out."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.notes: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        note = record.getMessage()
        if not any(word in note for word in ("qfac", "SPM", "vox offset")):
            self.notes.append(note[:200])


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


def _fetch_of(series: VolumeSeries, chosen: ChosenVoxels) -> Fetch:
    """Windows from the file itself; of a packed file, from memory."""
    voxels, held = chosen.voxels, chosen.held

    def fetch(start: int, stop: int, channels: list[int]) -> np.ndarray:
        picks = np.array(channels, dtype=int)
        return series.read(start, stop, voxels[picks]) if held is None else held[picks, start:stop]

    return fetch
