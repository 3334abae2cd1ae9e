"""One NWB time series: its numbers as (channel, time), lazily, and its clock."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np

from neuro_llm.recordings.errors import RecordingError

_PROBE = 20_000
_UNEVEN = 0.01


@dataclass(frozen=True)
class Samples:
    """The numbers of a series; `read` touches only the wanted window.

    data    (time,) or (time, channel), (channel, time) where `turned`; an HDF5 dataset
    """

    data: Any
    n_channels: int
    n_times: int
    turned: bool

    @property
    def sentence(self) -> str:
        """What `changes` should tell where `turned`."""
        return (
            f"The numbers lie as (channel, time) {self.n_channels} × {self.n_times}, against NWB's own rule."
        )

    def read(self, start: int, stop: int, channels: list[int]) -> np.ndarray:
        """(channel, time) float64, as stored."""
        if self.data.ndim == 1:
            piece = np.asarray(self.data[start:stop])[None]
            return piece[channels].astype(np.float64)
        low, high = (min(channels), max(channels) + 1) if channels else (0, 0)
        piece = self.data[low:high, start:stop] if self.turned else self.data[start:stop, low:high].T
        return np.asarray(piece)[[channel - low for channel in channels]].astype(np.float64)


def samples_of(name: str, series: Any, n_channels: int | None) -> Samples:
    """n_channels: how many the file describes, None where it does not; RecordingError where they do not fit."""
    data = series.data
    if (
        getattr(data, "dtype", None) is None
        or data.dtype.kind not in "iuf"
        or data.ndim not in (1, 2)
        or not data.size
    ):
        raise RecordingError(
            name,
            f"the series {series.name} holds no table of numbers (shape {getattr(data, 'shape', None)}).",
            "Check that the file is whole.",
        )
    if data.ndim == 1:
        rows, columns = data.shape[0], 1
    else:
        rows, columns = data.shape
    if n_channels in (None, columns):
        return Samples(data, columns, rows, turned=False)
    if rows == n_channels:
        return Samples(data, rows, columns, turned=True)
    raise RecordingError(
        name,
        f"the series {series.name} has the shape {data.shape}, but {n_channels} channels are described.",
        "Export the file again.",
    )


def clock_of(name: str, series: Any, n_times: int) -> tuple[float, float]:
    """(first sample, s; samples per second); RecordingError where the samples are not even in time."""
    if series.rate:
        return float(series.starting_time or 0.0), float(series.rate)
    stamps = series.timestamps
    if stamps is None or len(stamps) < 2:
        raise RecordingError(name, f"the series {series.name} has no clock.", "Export the file again.")
    probe = np.asarray(stamps[:_PROBE], dtype=float)
    step = float(np.median(np.diff(probe)))
    span = float(stamps[-1]) - float(probe[0])
    even = step * (min(len(stamps), n_times) - 1)
    if not np.isfinite(span) or step <= 0 or abs(span - even) > _UNEVEN * max(even, span) + step:
        raise RecordingError(
            name,
            f"the samples of {series.name} are not even in time: {len(stamps)} over {span:.6g} s, "
            f"{step:.6g} s apart.",
            "Export it at a constant rate, or in pieces without gaps.",
        )
    return float(probe[0]), (len(stamps) - 1) / span


def times_of(series: Any) -> np.ndarray | None:
    """(sample,) s of a series with time stamps, None where it has a rate."""
    return None if series.rate else np.asarray(series.timestamps[:], dtype=float)
