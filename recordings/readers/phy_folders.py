"""Sorted units in a phy or Kilosort folder: `spike_times.npy`, `spike_clusters.npy`, `params.py`."""

from __future__ import annotations

import csv
import re
from pathlib import Path

import numpy as np

from neuro_llm.recordings.errors import RecordingError

from .draft import Draft, Options
from .spike_trains import Session, check_counts, draft_of_spikes, split_by_unit

_TIMES, _CLUSTERS = "spike_times.npy", ("spike_clusters.npy", "spike_templates.npy")
_TABLES = ("cluster_info.tsv", "cluster_group.tsv", "cluster_group.csv", "cluster_KSLabel.tsv")
_MICROMETRE = 1e-6


class PhyFolders:
    """The folder itself, or `spike_times.npy` in it."""

    endings: tuple[str, ...] = ()

    @staticmethod
    def takes(path: Path) -> bool:
        folder = path if path.is_dir() else path.parent
        if path != folder and path.name not in (_TIMES, *_CLUSTERS):
            return False
        return (folder / _TIMES).is_file() and any((folder / name).is_file() for name in _CLUSTERS)

    @staticmethod
    def open(path: Path, options: Options) -> Draft:
        folder = path if path.is_dir() else path.parent
        samples = _numbers(folder / _TIMES)
        owners = _numbers(next(folder / name for name in _CLUSTERS if (folder / name).is_file()))
        if samples.shape != owners.shape:
            raise RecordingError(
                path.name,
                f"there are {samples.size} spike times, but {owners.size} cluster numbers.",
                "Copy the folder again, or save it from phy once more.",
            )
        check_counts(path.name, samples.size, 1)
        rate = _sample_rate(path.name, folder, options)
        session = Session(trains=split_by_unit(samples / rate, owners.astype(np.int64)), clock_hz=rate)
        _label(folder, session)
        return draft_of_spikes(path.name, session)


def _numbers(path: Path) -> np.ndarray:
    """(spike,) numbers; phy keeps them as (spike,) or (spike, 1)."""
    try:
        array = np.load(path, mmap_mode="r", allow_pickle=False)
    except (ValueError, OSError, EOFError) as error:
        raise RecordingError(path.name, "it is damaged or cut short.", "Copy the folder again.") from error
    if array.dtype.kind not in "iuf" or array.size != max(array.shape, default=0):
        raise RecordingError(
            path.name, f"it holds {array.dtype} of shape {array.shape}.", "It should be one number per spike."
        )
    return array.ravel()


def _sample_rate(name: str, folder: Path, options: Options) -> float:
    """Samples per second from params.py, which is read as text and never run; else the user's sfreq."""
    params = folder / "params.py"
    text = params.read_text(encoding="utf-8", errors="replace")[:20_000] if params.is_file() else ""
    match = re.search(r"^\s*sample_rate\s*=\s*([\d.]+(?:[eE][+]?\d+)?)", text, re.MULTILINE)
    rate = float(match.group(1)) if match else options.sfreq
    if not rate or rate <= 0:
        raise RecordingError(
            name,
            "spike times are counted in samples, and no params.py says how many make a second.",
            "Copy params.py into the folder, or pass sfreq=<samples per second>, such as sfreq=30000.",
        )
    return rate


def _label(folder: Path, session: Session) -> None:
    """Noise clusters go, multi-unit ones are named so, places come from the channel of each cluster."""
    groups, channels = _clusters(folder)
    noise = [unit for unit in session.trains if groups.get(unit) == "noise"]
    for unit in noise:
        del session.trains[unit]
    if noise:
        session.changes.append(f"{len(noise)} clusters that the sorting calls noise were left out.")
    places = folder / "channel_positions.npy"
    if channels and places.is_file():
        where = np.asarray(np.load(places, mmap_mode="r", allow_pickle=False), dtype=float)
        session.positions = np.array([_place(where, channels.get(unit)) for unit in session.trains]).reshape(
            -1, 3
        )
        session.changes.append("Places of the units are those of their strongest channel on the probe.")
    multi = [unit for unit in session.trains if groups.get(unit) == "mua"]
    session.trains = {f"{unit} (mua)" if unit in multi else unit: t for unit, t in session.trains.items()}
    if multi:
        session.changes.append(
            f"{len(multi)} clusters hold several neurons, as the sorting says (mua in the name)."
        )


def _place(where: np.ndarray, channel: int | None) -> np.ndarray:
    """(3,) metres on the probe; phy keeps micrometres."""
    place = np.full(3, np.nan)
    if channel is not None and where.ndim == 2 and 0 <= channel < len(where):
        place[:2] = where[channel, :2] * _MICROMETRE
        place[2] = 0.0
    return place


def _clusters(folder: Path) -> tuple[dict[str, str], dict[str, int]]:
    """(unit → good, mua or noise; unit → its strongest channel), from phy's tables; the first that says it counts."""
    groups: dict[str, str] = {}
    channels: dict[str, int] = {}
    for table in (folder / name for name in _TABLES if (folder / name).is_file()):
        text = table.read_text(encoding="utf-8", errors="replace")
        for row in csv.DictReader(text.splitlines(), delimiter="\t" if "\t" in text else ","):
            unit = f"unit {row.get('cluster_id') or row.get('id')}"
            group = (row.get("group") or row.get("KSLabel") or "").strip().lower()
            if group:
                groups.setdefault(unit, group)
            if (row.get("ch") or "").strip().isdigit():
                channels.setdefault(unit, int(row["ch"]))
    return groups, channels
