"""Sleep stages that lie in a file of their own (EDF+ hypnograms) beside the night that they belong to."""

from __future__ import annotations

import re
from math import ceil
from pathlib import Path

import numpy as np

from neuro_llm.recordings.errors import RecordingError

from .draft import Draft

Stages = list[tuple[float, float, str]]
"""(onset s, duration s, label)"""

_NIGHTS = (".edf", ".bdf", ".wav")
_LONGEST = 31 * 86400
_CODES = {"w": 0, "wake": 0, "1": 1, "2": 2, "3": 3, "4": 4, "r": 5, "rem": 5, "?": -1, "m": -1}
_STAGE = re.compile(
    r"(?i)^(?:sleep[ _-]?stage[ _-]?|stage[ _-]?)(?:n|s|nrem)?[ _-]?(w|wake|[1-4]|r|rem|\?|m)$"
    r"|^(?:(?:n|s|nrem)[ _-]?([1-4])|(w|wake|r|rem))$"
)
_SLEEP_EDF = re.compile(r"(?i)^(s[ct]\d{4}[a-z])[a-z0-9][-_]")
"""SC4001E0-PSG and SC4001EC-Hypnogram are one night; the last letter names the scorer."""


def stages_beside(path: Path, changes: list[str]) -> Stages:
    """The sleep stages of `…-Hypnogram.edf` beside the night `…-PSG.…`; empty where there is none."""
    beside = _partner(path, "psg", "hypnogram", (".edf",))
    if beside is None:
        return []
    from .edf_files import edf_annotations
    from .gate import check

    try:
        header, notes = check(beside)
    except RecordingError as error:
        changes.append(
            f"The sleep stages beside the recording could not be read: {error.name}: {error.cause}"
        )
        return []
    if header.signals:
        return []
    stages = edf_annotations(beside, header, notes)
    changes += notes
    changes.append(
        f"{len(stages)} sleep stages were read from {beside.name} beside the recording; both are taken to start "
        "at the same time."
    )
    return stages


def night_of(path: Path) -> Path | None:
    """The recording `…-PSG.…` that lies beside a hypnogram, or None."""
    return _partner(path, "hypnogram", "psg", _NIGHTS)


def stages_alone(path: Path, stages: Stages) -> Draft:
    """A hypnogram without its night: one channel of stage numbers at 1 Hz, and the stages as events."""
    codes = [_code(label) for _, _, label in stages]
    if not any(code is not None and code >= 0 for code in codes):
        raise RecordingError(
            path.name,
            "this file holds only annotations, no signals.",
            "Open the recording that it belongs to.",
        )
    length = ceil(max(onset + duration for onset, duration, _ in stages))
    if length > _LONGEST:
        raise RecordingError(
            path.name,
            f"its stages end after {length / 86400:.0f} days.",
            "Copy the file again from its source.",
        )
    values = np.full(max(1, length), -1, dtype=np.int8)
    for (onset, duration, _), code in zip(stages, codes, strict=True):
        if code is not None and onset >= 0:
            values[round(onset) : round(onset + duration)] = code
    return Draft(
        labels=["hypnogram"],
        given=["misc"],
        dims=[""],
        factors=[1.0],
        sfreq=1.0,
        n_times=len(values),
        fetch=lambda start, stop, channels: np.repeat(values[None, start:stop], len(channels), axis=0),
        events=stages,
        changes=[
            "The file holds sleep stages only: they were made a channel of 1 Hz (W 0, stages 1 to 4, R 5, unknown -1); "
            "its night does not lie beside it."
        ],
        unit_known=False,
    )


def _code(label: str) -> int | None:
    """Number of a sleep stage: "Sleep stage W" → 0, "N3" → 3, "REM" → 5; None for other labels."""
    found = _STAGE.match(label.strip())
    return _CODES[next(filter(None, found.groups())).lower()] if found else None


def _partner(path: Path, own: str, other: str, endings: tuple[str, ...]) -> Path | None:
    """The file of the other kind of the same night; the first ending wins."""
    night = _night(path.name, own)
    if night is None:
        return None
    found = [
        file
        for file in sorted(path.parent.iterdir())
        if file.suffix.lower() in endings and _night(file.name, other) == night
    ]
    return min(found, key=lambda file: endings.index(file.suffix.lower()), default=None)


def _night(name: str, word: str) -> str | None:
    """What the names of a night's two files share; None where `word` is not in the name."""
    if word not in name.lower():
        return None
    sleep_edf = _SLEEP_EDF.match(name)
    stem = sleep_edf.group(1) if sleep_edf else re.split(rf"(?i)[-_. ]*{word}", name)[0]
    return stem.lower()
