"""Trodes video tracking (`.videoPositionTracking`): where the animal was, on the clock of the recording."""

from __future__ import annotations

import re
from pathlib import Path

import numpy as np

from neuro_llm.recordings.errors import RecordingError

from .behaviour import Signal

ENDING = ".videopositiontracking"
_END = b"<End settings>\n"
_TYPES = {"double": "<f8", "single": "<f4", "float": "<f4"} | {
    f"{sign}int{bits}": f"<{sign[:1] or 'i'}{bits // 8}" for sign in ("", "u") for bits in (8, 16, 32, 64)
}


def tracking_beside(folder: Path) -> Path | None:
    """The one tracking file of a folder."""
    found = [file for file in folder.iterdir() if file.name.lower().endswith(ENDING)]
    return found[0] if len(found) == 1 else None


def positions_of(path: Path) -> list[Signal]:
    """Position signals in metres (pixels where the file gives no scale); a second LED only where it was seen.

    The header is text up to "<End settings>"; then one record for each video frame, as "Fields:" lists them.
    """
    settings, offset = _settings(path)
    fields = re.findall(r"<\s*(\w+)\s+(\w+)\s*>", settings.get("fields", ""))
    unknown = [kind for _, kind in fields if kind.lower() not in _TYPES]
    if unknown or not {"time", "xloc", "yloc"} <= {name for name, _ in fields}:
        raise RecordingError(path.name, "its list of fields cannot be read.", "Export it again from Trodes.")
    clock = _number(settings.get("clockrate", ""))
    if clock <= 0:
        raise RecordingError(path.name, "it does not say its clock rate.", "Export it again from Trodes.")
    record = np.dtype([(name, _TYPES[kind.lower()]) for name, kind in fields])
    if (path.stat().st_size - offset) // record.itemsize < 2:
        raise RecordingError(
            path.name, "it holds no positions.", "Take it out of the folder, or copy it again."
        )
    count = (path.stat().st_size - offset) // record.itemsize
    data = np.memmap(path, dtype=record, mode="r", offset=offset, shape=(count,))
    times = data["time"].astype(np.float64) / clock
    if np.any(np.diff(times) < 0):
        raise RecordingError(path.name, "its clock runs backwards.", "Export it again from Trodes.")
    per_cm = _number(settings.get("pixel scale", ""))
    unit, scale = ("m", 0.01 / per_cm) if per_cm > 0 else ("px", 1.0)
    seen = [
        name for name in ("xloc", "yloc", "xloc2", "yloc2") if name in dict(fields) and _is_seen(data, name)
    ]
    labels = {"xloc": "position x", "yloc": "position y", "xloc2": "position x 2", "yloc2": "position y 2"}
    return [Signal(labels[name], unit, data[name], times, scale=scale) for name in seen]


def _is_seen(data: np.ndarray, name: str) -> bool:
    return not name.endswith("2") or bool(np.any(data[name]))


def _settings(path: Path) -> tuple[dict[str, str], int]:
    """(the header's entries, lower-case names; where the records begin)."""
    with path.open("rb") as file:
        head = file.read(1 << 16)
    end = head.find(_END)
    if not head.startswith(b"<Start settings>") or end < 0:
        raise RecordingError(path.name, "it has no Trodes header.", "Copy it again from its source.")
    lines = head[:end].decode("latin-1").splitlines()
    pairs = (line.split(":", 1) for line in lines if ":" in line)
    return {key.strip().lower(): value.strip() for key, value in pairs}, end + len(_END)


def _number(text: str) -> float:
    match = re.match(r"[\d.]+", text)
    return float(match.group()) if match else 0.0
