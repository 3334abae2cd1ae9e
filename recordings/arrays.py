"""From an array in memory to a `Recording`: for scripts, tests and files that hold nothing but numbers."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

import numpy as np

from .channels import electrode, kind_of, normalise, numbered, place_of
from .errors import RecordingError
from .recording import FIELD_KINDS, ArraySource, Event, Recording

UNITS: dict[str, tuple[str, float]] = {
    "V": ("V", 1.0),
    "mV": ("V", 1e-3),
    "uV": ("V", 1e-6),
    "µV": ("V", 1e-6),
    "nV": ("V", 1e-9),
    "T": ("T", 1.0),
    "nT": ("T", 1e-9),
    "pT": ("T", 1e-12),
    "fT": ("T", 1e-15),
    "T/m": ("T/m", 1.0),
    "fT/cm": ("T/m", 1e-13),
    "%": ("%", 1.0),
    "dF/F": ("dF/F", 1.0),
    "count": ("count", 1.0),
    "": ("", 1.0),
}
"""Unit as given → SI unit, factor."""

_MEG_KINDS = {"T": "mag", "T/m": "grad"}
_KIND_OF = {"fmri": "bold", "calcium": "cell", "spikes": "unit"}


def from_array(
    data: np.ndarray,
    sfreq: float,
    ch_names: Sequence[str] | None = None,
    *,
    unit: str = "V",
    modality: str = "eeg",
    events: Iterable[Event] = (),
    name: str = "array",
) -> Recording:
    """A recording of samples in memory.

    data      (channel, time), or (time,) for one channel; finite
    ch_names  one per channel; Ch1, Ch2 ... where left out. Places and kinds follow from the names
    unit      of the samples: V, mV, uV, nV, T, pT, fT, T/m, fT/cm, %, dF/F, count, or "" where unknown
    """
    samples = _shaped(np.asarray(data), name)
    names = _names(ch_names, len(samples), name)
    _finite(samples, names, name)
    si, factor = _si_unit(unit, name)
    _check_rate(sfreq, name)
    kinds = tuple(_kind(label, modality, si) for label in names)
    plain = _plain(names, kinds)
    return Recording(
        name=name,
        modality=modality,
        ch_names=plain,
        ch_kinds=kinds,
        units=(si,) * len(names),
        sfreq=float(sfreq),
        native_rates=(float(sfreq),) * len(names),
        n_times=samples.shape[1],
        positions=_places(plain, kinds),
        source=ArraySource((samples * factor).astype(np.float32)),
        events=tuple(sorted(events, key=lambda event: event.onset)),
        unit_known=bool(si),
    )


def _si_unit(unit: str, name: str) -> tuple[str, float]:
    """SI unit and the factor that leads to it."""
    found = UNITS.get(unit.replace("μ", "µ"))
    if found is None:
        raise RecordingError(
            name, f"the unit {unit!r} is not known.", f"Use one of: {', '.join(UNITS)[:-2]}."
        )
    return found


def _check_rate(sfreq: float, name: str) -> None:
    if not sfreq > 0 or not np.isfinite(sfreq):
        raise RecordingError(
            name, f"the sampling rate is {sfreq!r} Hz.", "Give samples per second, e.g. 256."
        )


def _shaped(data: np.ndarray, name: str) -> np.ndarray:
    """The samples as (channel, time) float64."""
    if not (np.issubdtype(data.dtype, np.integer) or np.issubdtype(data.dtype, np.floating)):
        raise RecordingError(
            name, f"the array holds {data.dtype}, no numbers.", "Give float or integer samples."
        )
    if data.ndim == 1:
        data = data[None]
    if data.ndim != 2 or 0 in data.shape:
        raise RecordingError(
            name, f"the array has the shape {data.shape}.", "Give (channel, time) with at least one sample."
        )
    return data.astype(np.float64)


def _finite(samples: np.ndarray, names: tuple[str, ...], name: str) -> None:
    broken = np.flatnonzero(~np.isfinite(samples).all(axis=1))
    if broken.size:
        where = int(np.flatnonzero(~np.isfinite(samples[broken[0]]))[0])
        raise RecordingError(
            name,
            f"channel {names[broken[0]]} holds NaN or infinity (first at sample {where}).",
            "Cut those parts out or fill them in first.",
        )


def _names(ch_names: Sequence[str] | None, n_channels: int, name: str) -> tuple[str, ...]:
    names = tuple(f"Ch{i + 1}" for i in range(n_channels)) if ch_names is None else tuple(ch_names)
    if len(names) != n_channels:
        raise RecordingError(
            name,
            f"{len(names)} channel names for {n_channels} channels.",
            "The array must be (channel, time).",
        )
    twice = sorted(label for label, count in Counter(names).items() if count > 1)
    if twice:
        raise RecordingError(
            name, f"channel names occur twice: {', '.join(twice)}.", "Give each its own name."
        )
    return names


def _kind(label: str, modality: str, unit: str) -> str:
    if modality == "meg":
        return _MEG_KINDS.get(unit, "mag")
    if modality not in ("eeg", "ieeg"):
        return _KIND_OF.get(modality, modality)
    kind = kind_of(label, unit)
    return modality if kind == "eeg" else kind


def _plain(names: tuple[str, ...], kinds: tuple[str, ...]) -> tuple[str, ...]:
    """Clinical names made plain ("EEG F3-REF" → "F3"), unless two would become the same."""
    counted = numbered(names)
    plain = tuple(
        normalise(label) if kind in FIELD_KINDS and label not in counted else label
        for label, kind in zip(names, kinds, strict=True)
    )
    return plain if len(set(plain)) == len(plain) else names


def _places(names: tuple[str, ...], kinds: tuple[str, ...]) -> np.ndarray:
    """(channel, 3) metres, head frame; NaN where the name has no place."""
    places = np.full((len(names), 3), np.nan)
    counted = numbered(names)
    for channel, (label, kind) in enumerate(zip(names, kinds, strict=True)):
        if kind == "eeg" and label not in counted and all(electrode(part) for part in label.split("-")):
            places[channel] = place_of(label)
    return places
