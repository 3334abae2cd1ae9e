"""How many volumes make a second: from the BIDS sidecar, the header or the user, never guessed."""

from __future__ import annotations

import json
import math
import re
from pathlib import Path
from typing import Any

from neuro_llm.recordings.errors import RecordingError

from .bids import sidecars
from .draft import Options

PLAUSIBLE = (0.05, 30.0)
"""Repetition times that are believed, s."""
_LARGEST_SIDECAR = 4 << 20
_ENDINGS = r"(?i)(\.(nii|dtseries|ptseries|func|time|gii|mgh|mgz|img|hdr|mnc|head|brik|tsv|csv|gz))+$"


def volumes_per_second(path: Path, said: float | None, options: Options, changes: list[str]) -> float:
    """Rate in Hz. The sidecar wins over the header, and what the user says is asked for where neither is plausible.

    said  repetition time in the file's own header, s; None where it has none
    """
    told = _positive(sidecar(path, changes).get("RepetitionTime"))
    if told is not None and _plausible(told):
        differs = f" (the file itself says {said:g} s)" if said and abs(said - told) > 1e-3 * told else ""
        changes.append(f"The repetition time of {told:g} s was taken from the JSON file of the run{differs}.")
        return 1 / told
    said = _positive(said)
    if said is not None and _plausible(said):
        return 1 / float(f"{said:.6g}")  # the header holds it as float32
    found = (
        "gives no repetition time"
        if said is None
        else f"gives a repetition time of {said:g} s, which cannot be"
    )
    if options.sfreq:
        changes.append(f"The rate of {options.sfreq:g} volumes per second was given; the file {found}.")
        return options.sfreq
    example = 0.5 if said is None or not _plausible(said / 1e3) else 1e3 / said
    meant = (
        f" if it means {said:g} ms" if said is not None and _plausible(said / 1e3) else " for one every 2 s"
    )
    raise RecordingError(
        path.name,
        f"the file {found}.",
        f"Pass sfreq=<volumes per second>, as in sfreq={example:g}{meant}.",
    )


def sidecar(path: Path, changes: list[str]) -> dict[str, Any]:
    """What the JSON files of a run say: those that BIDS lets it inherit, and the one of its own name, which wins."""
    own = path.with_name(re.sub(_ENDINGS, "", path.name) + ".json")
    files = sidecars(path, "bold.json")
    merged: dict[str, Any] = {}
    for file in files if own in files or not own.is_file() else [*files, own]:
        try:
            if file.stat().st_size > _LARGEST_SIDECAR:
                raise ValueError("too large")
            found = json.loads(file.read_text(encoding="utf-8-sig"))
        except (ValueError, RecursionError):
            changes.append(f"{file.name[:80]} is no JSON file and was not used.")
            continue
        merged |= found if isinstance(found, dict) else {}
    return merged


def _positive(value: Any) -> float | None:
    if isinstance(value, bool) or not isinstance(value, (int, float)):
        return None
    return float(value) if math.isfinite(value) and value > 0 else None


def _plausible(seconds: float) -> bool:
    return PLAUSIBLE[0] <= seconds <= PLAUSIBLE[1]
