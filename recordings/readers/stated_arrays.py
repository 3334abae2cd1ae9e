"""Bare arrays of which the user says that they are calcium or spikes: their kind and unit."""

from __future__ import annotations

import numpy as np

from neuro_llm.recordings.errors import RecordingError

from .draft import Draft, Fetch, Options
from .units import deviations

_KINDS = {"calcium": "cell", "spikes": "unit"}
_UNITS = {
    "calcium": {"dF/F": ("dF/F", 1.0), "ΔF/F": ("dF/F", 1.0), "%": ("dF/F", 0.01)},
    "spikes": {"count": ("count", 1.0), "": ("count", 1.0)},
}
"""modality → unit as given → (unit as read, factor). A unit that is not given stays unknown, except for counts."""
_LOOKED_AT = 1000


def is_stated(options: Options) -> bool:
    """Did the user name one of these modalities?"""
    return options.modality in _KINDS


def as_stated(name: str, draft: Draft, options: Options) -> Draft:
    """The draft of an array with the kind and unit of the modality that the user named."""
    modality = str(options.modality)
    asked = options.unit if options.unit is not None else draft.dims[0]
    known = _UNITS[modality]
    if asked and asked not in known:
        given = " or ".join(f"unit={unit!r}" for unit in known if unit)
        raise RecordingError(name, f"{asked!r} is no unit of {modality}.", f"Pass {given}, or leave it out.")
    unit, factor = known.get(asked, ("", 1.0))
    if modality == "spikes":
        _check_counts(name, draft)
    _, broken = deviations(draft.fetch, draft.n_times, draft.sfreq, len(draft.labels))
    if broken.all():
        raise RecordingError(
            name, "all channels hold NaN or infinite samples.", "Fill them in or cut them out."
        )
    draft.bads = [draft.labels[i] for i in np.flatnonzero(broken)]
    if draft.bads:
        draft.changes.append(
            f"{len(draft.bads)} channels hold NaN or infinite samples and are marked as bad."
        )
    if not unit:
        draft.changes.append("The unit of the numbers is not known.")
    draft.given = [_KINDS[modality]] * len(draft.labels)
    draft.dims = [unit] * len(draft.labels)
    draft.modality, draft.unit_known = modality, bool(unit)
    draft.fetch = draft.fetch if factor == 1.0 else _times(draft.fetch, factor)
    return draft


def _times(fetch: Fetch, factor: float) -> Fetch:
    return lambda start, stop, channels: fetch(start, stop, channels) * factor


def _check_counts(name: str, draft: Draft) -> None:
    piece = draft.fetch(0, min(draft.n_times, _LOOKED_AT), list(range(len(draft.labels))))
    odd = piece[np.isfinite(piece) & ((piece < 0) | (piece != np.round(piece)))]
    if odd.size:
        raise RecordingError(
            name,
            f"counts per bin are whole numbers, but it holds {odd[0]:g}.",
            "For spike times pass unit='s', 'ms' or 'us'; for an estimated rate leave modality='spikes' out.",
        )
