"""Where MNE says that the sensors are, and what the coils of MEG sensors are sensitive to."""

from __future__ import annotations

from typing import Any

import numpy as np

_DEVICE = 1
"""FIFF's number for the frame of the MEG helmet; all else is taken as the head's."""
_MEG = ("mag", "grad", "ref_meg")


def places_of(info: Any) -> np.ndarray:
    """(channel, 3) metres in the head frame; NaN where the file has none."""
    import mne

    device = info["dev_head_t"]
    places = np.full((len(info["chs"]), 3), np.nan)
    for i, channel in enumerate(info["chs"]):
        place = np.array(channel["loc"][:3], dtype=float)
        if not np.all(np.isfinite(place)) or not np.any(place):
            continue
        if int(channel["coord_frame"]) == _DEVICE and device is not None:
            place = mne.transforms.apply_trans(device, place)
        places[i] = place
    return places


def orientations_of(info: Any, types: list[str]) -> np.ndarray | None:
    """(channel, 3) unit normals of the MEG coils in the head frame, NaN for other channels; None without MEG.

    MNE keeps a coil's place and then the three axes of its own frame in `loc`; the third is the normal.
    """
    device = info["dev_head_t"]
    turn = np.eye(3) if device is None else np.array(device["trans"], dtype=float)[:3, :3]
    normals = np.full((len(types), 3), np.nan)
    for i, (channel, kind) in enumerate(zip(info["chs"], types, strict=True)):
        normal = np.array(channel["loc"][9:12], dtype=float)
        length = float(np.linalg.norm(normal))
        if kind not in _MEG or not np.any(channel["loc"][:3]) or not 0.5 < length < 2:
            continue
        normals[i] = (turn @ normal if int(channel["coord_frame"]) == _DEVICE else normal) / length
    return normals if np.any(np.isfinite(normals)) else None
