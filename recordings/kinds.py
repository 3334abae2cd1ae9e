"""What channels of a kind are called in a sentence: "31 units", "1 cell", "800 voxels"."""

from __future__ import annotations

import re
from collections.abc import Sequence

_CALLED = {
    "eeg": "EEG", "ieeg": "intracranial EEG", "mag": "magnetometers", "grad": "gradiometers",
    "bold": "voxels or regions", "cell": "cells", "unit": "units", "fnirs": "fNIRS", "behaviour": "behaviour",
    "eog": "EOG", "ecg": "ECG", "emg": "EMG", "resp": "respiration", "spo2": "SpO₂", "stim": "trigger", "misc": "other",
}  # fmt: skip
_VOXEL = re.compile(r"(?:.* )?[xijk]\d+ [yij]\d+ [zk]\d+")


def called(kind: str, names: Sequence[str]) -> str:
    """The word for these channels, all of one kind; voxels are told from regions by their names ("x3 y0 z7")."""
    word = _CALLED.get(kind, kind)
    if kind == "bold" and all(_VOXEL.fullmatch(name) for name in names):
        word = "voxels"
    return " or ".join(part.removesuffix("s") for part in word.split(" or ")) if len(names) == 1 else word


def counted(kind: str, names: Sequence[str]) -> str:
    """ "31 units", "60 EEG" """
    return f"{len(names)} {called(kind, names)}"
