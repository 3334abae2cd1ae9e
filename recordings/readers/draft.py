"""What a reader hands over (Draft), what the checks make of it (Opened), what the user asked (Options)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any, Protocol

import numpy as np

Fetch = Callable[[int, int, list[int]], np.ndarray]
"""(first sample, last sample, channel indices) → (channel, time)."""


@dataclass(frozen=True)
class Options:
    """What a bare file cannot say, and how strict to be.

    sfreq     samples per second, Hz
    unit      unit of the numbers in the file: "uV", "mV", "V", "T", ...
    ch_names  one label per channel
    modality  "eeg", "ieeg", "meg", "fmri", "calcium", "spikes", "fnirs", "peripheral"
    strict    refuse a truncated file instead of opening what is left
    """

    sfreq: float | None = None
    unit: str | None = None
    ch_names: tuple[str, ...] | None = None
    modality: str | None = None
    strict: bool = False

    @classmethod
    def from_json(cls, values: dict[str, Any]) -> Options:
        names = values.get("ch_names")
        return cls(**{**values, "ch_names": None if names is None else tuple(names)})

    def to_json(self) -> dict[str, Any]:
        return asdict(self)


@dataclass
class Draft:
    """A file as its reader understands it, before names, kinds, units and amplitudes are judged.

    labels        as in the file, one per channel
    given         the file's own channel types in MNE's words, "eeg" where it does not say
    dims          unit of the numbers in the file as it spells it, "" where it does not say
    factors       what `fetch` multiplied those numbers with already
    native_rates  samples per second of each channel in the file
    positions     (channel, 3) metres, head frame, NaN where the file has none
    orientations  (channel, 3) unit vectors, what a MEG coil is sensitive to; NaN for other channels
    events        (onset s, duration s, label)
    modality      set where `given` holds our own kinds ("bold", "cell", "unit", "behaviour") and `dims` the units that
                  `fetch` gives: the reader has judged them, `finish` takes them as they are
    unit_known    False where the numbers' scale means nothing
    """

    labels: list[str]
    given: list[str]
    dims: list[str]
    factors: list[float]
    sfreq: float
    n_times: int
    fetch: Fetch
    native_rates: list[float] = field(default_factory=list)
    positions: np.ndarray | None = None
    orientations: np.ndarray | None = None
    events: list[tuple[float, float, str]] = field(default_factory=list)
    bads: list[str] = field(default_factory=list)
    reference: str = ""
    changes: list[str] = field(default_factory=list)
    modality: str = ""
    unit_known: bool = True


@dataclass(frozen=True)
class Opened:
    """A checked file: `header` holds the fields of `Recording` as plain JSON values."""

    header: dict[str, Any]
    fetch: Fetch


class Reader(Protocol):
    """A reader plugin: which endings it takes, and how it opens them.

    A reader may also have `takes(path) -> bool` (static, quick): asked before the endings, for files and folders that
    are known by more than their ending, such as a suite2p folder. A folder is opened only where a reader takes it.
    """

    endings: tuple[str, ...]

    @staticmethod
    def open(path: Path, options: Options) -> Draft: ...
