"""suite2p: the fluorescence of each ROI, its neuropil, and which of them are cells."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np

from neuro_llm.recordings.errors import RecordingError

from .draft import Draft, Options
from .fluorescence import median_of, plane_places, rest_of
from .plain_pickle import load_objects

NEUROPIL = 0.7
"""Share of the neuropil signal in an ROI's light (Chen et al. 2013, Nature 499:295; suite2p's own default)."""
_PARTS = ("Fneu.npy", "iscell.npy", "stat.npy", "ops.npy", "spks.npy")
_FOLDERS = ("suite2p", "plane", "combined")


class Suite2pFiles:
    """A suite2p folder, one of its planes, or `F.npy` in it. Traces are mapped, not loaded."""

    endings: tuple[str, ...] = ()

    @staticmethod
    def takes(path: Path) -> bool:
        if path.is_dir():
            return bool(_planes(path))
        parts = [name for name in _PARTS if (path.parent / name).is_file()]
        if path.name == "F.npy":
            return bool(parts) or path.parent.name.startswith(_FOLDERS)
        return path.name in parts and (path.parent / "F.npy").is_file()

    @staticmethod
    def open(path: Path, options: Options) -> Draft:
        if path.is_file() and path.name != "F.npy":
            cause = "this is one part of a suite2p folder."
            raise RecordingError(path.name, cause, "Open F.npy beside it, or the folder itself.")
        return _plane(path.name, _one_plane(path) if path.is_dir() else path.parent, options)


def _planes(folder: Path) -> list[Path]:
    """Folders with traces: the folder itself, its planes, or those of a `suite2p` folder in it."""
    if (folder / "F.npy").is_file():
        return [folder] if any((folder / name).is_file() for name in _PARTS) else []
    for above in (folder, folder / "suite2p"):
        found = [p.parent for p in above.glob("*/F.npy") if p.parent.name.startswith(_FOLDERS[1:])]
        if found:
            return sorted(found)
    return []


def _one_plane(folder: Path) -> Path:
    """The only plane, or suite2p's own combination of all."""
    planes = _planes(folder)
    combined = [plane for plane in planes if plane.name == "combined"]
    if len(planes) > 1 and not combined:
        names = ", ".join(plane.relative_to(folder).as_posix() for plane in planes)
        raise RecordingError(folder.name, f"it holds several planes: {names}.", "Open one of them.")
    return (combined or planes)[0]


def _plane(name: str, folder: Path, options: Options) -> Draft:
    traces, neuropil = _matrix(folder / "F.npy"), _neuropil(name, folder)
    if traces.shape != neuropil.shape:
        raise RecordingError(
            name, f"F.npy is {traces.shape}, but Fneu.npy is {neuropil.shape}.", "Copy the folder again."
        )
    n_cells, n_frames = traces.shape
    changes: list[str] = []
    rate = _frame_rate(name, folder, options, changes)

    def around(start: int, stop: int, cells: list[int]) -> np.ndarray:
        return np.asarray(neuropil[cells, start:stop], dtype=float)

    usual = median_of(around, n_cells, n_frames)

    def light(start: int, stop: int, cells: list[int]) -> np.ndarray:
        cleaned = around(start, stop, cells) - usual[cells, None]
        return np.asarray(traces[cells, start:stop], dtype=float) - NEUROPIL * cleaned

    rest = rest_of(light, n_cells, n_frames)
    if len(rest.broken) == n_cells:
        raise RecordingError(name, "all ROIs hold NaN or infinite samples.", "Run suite2p again.")
    changes.append(
        f"dF/F: {NEUROPIL} of the neuropil's deviation from its median was taken off, F0 is each ROI's 8th percentile."
    )
    rejected = _rejected(name, folder, n_cells, changes)
    bad = sorted({*rejected, *rest.unsound, *rest.broken})
    labels = [f"ROI {i}" for i in range(n_cells)]
    return Draft(
        labels=labels,
        given=["cell"] * n_cells,
        dims=["dF/F"] * n_cells,
        factors=[1.0] * n_cells,
        sfreq=rate,
        n_times=n_frames,
        fetch=lambda start, stop, cells: rest.relative(light(start, stop, cells), cells),
        positions=_places(folder, n_cells, changes),
        bads=[labels[i] for i in bad],
        changes=[*changes, *rest.sentences()],
        modality="calcium",
    )


def _matrix(path: Path) -> np.ndarray:
    """(ROI, frame), mapped."""
    try:
        array = np.load(path, mmap_mode="r", allow_pickle=False)
    except (ValueError, OSError, EOFError) as error:
        cause = "it is damaged or cut short: its numbers are fewer than its header declares."
        raise RecordingError(path.name, cause, "Copy the suite2p folder again from its source.") from error
    if array.ndim != 2 or array.dtype.kind not in "iuf" or 0 in array.shape:
        raise RecordingError(
            path.name,
            f"it holds {array.dtype} of shape {array.shape}, not (ROI, frame).",
            "Open the folder that suite2p wrote.",
        )
    return array


def _neuropil(name: str, folder: Path) -> np.ndarray:
    if not (folder / "Fneu.npy").is_file():
        raise RecordingError(
            name,
            "Fneu.npy, the neuropil around each ROI, is missing.",
            "Copy it beside F.npy. Without it, copy F.npy alone elsewhere and pass modality='calcium' and sfreq=….",
        )
    return _matrix(folder / "Fneu.npy")


def _frame_rate(name: str, folder: Path, options: Options, changes: list[str]) -> float:
    """`fs` of ops.npy; without it the user's sfreq."""
    ops = folder / "ops.npy"
    found: Any = None
    if ops.is_file():
        try:
            held = load_objects(ops)
            found = held[0].get("fs") if held and isinstance(held[0], dict) else None
        except RecordingError:
            if options.sfreq is None:
                raise
            changes.append("ops.npy could not be read; the frame rate is the given one.")
    rate = (
        float(found)
        if isinstance(found, (int, float, np.number)) and np.isfinite(found) and found > 0
        else None
    )
    if rate is None and options.sfreq is None:
        raise RecordingError(
            name,
            "the frame rate is not in these files (it stands in ops.npy).",
            "Copy ops.npy beside F.npy, or pass sfreq=<frames per second>, such as sfreq=30.",
        )
    if rate is None:
        changes.append(f"The frame rate of {options.sfreq:g} Hz is the given one.")
    return rate or float(options.sfreq or 0)


def _rejected(name: str, folder: Path, n_cells: int, changes: list[str]) -> list[int]:
    """ROIs that suite2p's classifier, or its user, does not take for cells."""
    if not (folder / "iscell.npy").is_file():
        changes.append("There is no iscell.npy: all ROIs were taken for cells.")
        return []
    table = _matrix(folder / "iscell.npy")
    if len(table) != n_cells:
        raise RecordingError(
            name, f"iscell.npy has {len(table)} rows for {n_cells} ROIs.", "Copy the folder again."
        )
    rejected = [int(i) for i in np.flatnonzero(table[:, 0] == 0)]
    if rejected:
        changes.append(f"{len(rejected)} of {n_cells} ROIs are no cells by iscell.npy and are marked as bad.")
    return rejected


def _places(folder: Path, n_cells: int, changes: list[str]) -> np.ndarray | None:
    """(ROI, 3) metres from the centres (`med`: y, x in pixels) in stat.npy; None where they cannot be had."""
    path = folder / "stat.npy"
    if not path.is_file():
        return None
    try:
        centres = np.array([[stat["med"][1], stat["med"][0]] for stat in load_objects(path)], dtype=float)
    except (RecordingError, KeyError, IndexError, TypeError, ValueError):
        changes.append("The places of the ROIs could not be read from stat.npy.")
        return None
    if centres.shape != (n_cells, 2):
        changes.append(f"stat.npy describes {len(centres)} ROIs instead of {n_cells}: no places.")
        return None
    return plane_places(centres, None, changes)
