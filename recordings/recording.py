"""The one shape that every file becomes: channels with places, over time, read lazily."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Protocol

import numpy as np

from .errors import MeasureError
from .stopping import look

FIELD_KINDS = ("eeg", "ieeg", "mag", "grad")
"""Channel kinds that hold electric or magnetic fields of the brain: rhythms and spectra are measured on these."""

BRAIN_KINDS = (*FIELD_KINDS, "bold", "cell", "unit")
"""Channel kinds that hold brain signals (voxels or parcels, imaged cells and sorted units besides the fields);
all others are never encoded as such."""

END_MISSING = "the end is missing."
"""How every reader ends the sentence in `changes` that tells of a truncated file."""


@dataclass(frozen=True)
class Event:
    """Something marked in the recording: onset and duration in seconds from its start."""

    onset: float
    duration: float
    label: str


class Source(Protocol):
    """Where the samples lie: a file behind a child process, or an array."""

    def read(self, start: int, stop: int, channels: Sequence[int]) -> np.ndarray:
        """Samples `start`..`stop` of the channels by index: (channel, time) float32, SI units."""
        ...

    def close(self) -> None: ...


class ArraySource:
    """Samples that already lie in memory. data (channel, time), SI units."""

    def __init__(self, data: np.ndarray) -> None:
        self.data = np.asarray(data, dtype=np.float32)

    def read(self, start: int, stop: int, channels: Sequence[int]) -> np.ndarray:
        return self.data[list(channels), start:stop].copy()

    def close(self) -> None:
        pass


@dataclass(frozen=True)
class Recording:
    """One recording: channels with places, over time. Lazy: `read` fetches only what is asked for.

    name          file name, shown to the user; never part of a prompt
    modality      "eeg", "ieeg", "meg", "fmri", "calcium", "spikes", "fnirs" or "peripheral" (no brain channel)
    ch_names      unique names, clinical ones normalised ("EEG F3-REF" → "F3")
    ch_kinds      one per channel: "eeg" "ieeg" "mag" "grad" "bold" "cell" "unit" "fnirs" "behaviour" "eog" "ecg" ...
    units         unit of each channel as read: "V", "T", "T/m", "%" (signal change), "dF/F", "count", "" where unknown
    sfreq         samples per second of `read`, Hz
    native_rates  each channel's rate in the file, Hz
    n_times       samples per channel
    positions     (channel, 3) metres, head frame (MNI for fMRI, the imaged plane for cells); NaN where unknown
    orientations  (channel, 3) unit vectors: what a MEG coil is sensitive to; NaN or None where it does not apply
    reference     what the potentials are measured against, or "" where the file does not say
    events        events and annotations, in order of onset
    bads          channels that the file itself marks as bad
    changes       what was assumed or altered on the way in, one sentence each
    unit_known    False where absolute amplitudes cannot be trusted
    """

    name: str
    modality: str
    ch_names: tuple[str, ...]
    ch_kinds: tuple[str, ...]
    units: tuple[str, ...]
    sfreq: float
    native_rates: tuple[float, ...]
    n_times: int
    positions: np.ndarray
    source: Source = field(repr=False)
    reference: str = ""
    events: tuple[Event, ...] = ()
    bads: tuple[str, ...] = ()
    changes: tuple[str, ...] = ()
    unit_known: bool = True
    orientations: np.ndarray | None = None

    @property
    def duration(self) -> float:
        """Length in seconds."""
        return self.n_times / self.sfreq

    @property
    def brain(self) -> tuple[str, ...]:
        """Names of the channels that hold brain signals, bad ones included."""
        return self.of_kind(*BRAIN_KINDS)

    @property
    def fields(self) -> tuple[str, ...]:
        """Names of the channels that hold electric or magnetic fields of the brain, bad ones included."""
        return self.of_kind(*FIELD_KINDS)

    @property
    def unit(self) -> str:
        """SI unit of the brain channels (of the first channel where there are none)."""
        names = self.brain or self.ch_names
        return self.units[self.ch_names.index(names[0])]

    def of_kind(self, *kinds: str) -> tuple[str, ...]:
        return tuple(name for name, kind in zip(self.ch_names, self.ch_kinds, strict=True) if kind in kinds)

    def index(self, channels: Sequence[str]) -> list[int]:
        """Positions of the named channels; MeasureError names one that is not there."""
        lookup = {name: i for i, name in enumerate(self.ch_names)}
        lower = {name.lower(): i for i, name in enumerate(self.ch_names)}
        missing = [name for name in channels if name not in lookup and name.lower() not in lower]
        if missing:
            raise MeasureError(
                f"{self.name}: no channel {', '.join(missing)}; it has {', '.join(self.ch_names[:40])}."
            )
        return [lookup[name] if name in lookup else lower[name.lower()] for name in channels]

    def read(
        self, start: float = 0.0, stop: float | None = None, channels: Sequence[str] | None = None
    ) -> np.ndarray:
        """Samples of `start`..`stop` (s), clipped to the recording: (channel, time) float32, SI units."""
        look()
        picks = range(len(self.ch_names)) if channels is None else self.index(channels)
        first = min(max(0, round(start * self.sfreq)), self.n_times)
        last = self.n_times if stop is None else min(max(first, round(stop * self.sfreq)), self.n_times)
        return self.source.read(first, last, list(picks))

    def noting(self, *sentences: str) -> Recording:
        """The same recording with more sentences in `changes`."""
        return replace(self, changes=(*self.changes, *sentences))

    def close(self) -> None:
        self.source.close()

    def __enter__(self) -> Recording:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()
