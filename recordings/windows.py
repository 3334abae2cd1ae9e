"""From a lazy recording to the windows that an encoder reads: the only preprocessing there is."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from .errors import RecordingError
from .recording import Recording

PAD_SECONDS = 1.0  # read on both sides so that resampling leaves no edge inside the window
BATCH_SECONDS = 600.0 * 20  # channel-seconds held at once: bounds memory whatever the recording's length
TYPICAL_RMS_UV = 15.0  # what recordings of unknown unit are scaled to


class Patches:
    """What follows from a window's rate (Hz), its length and that of its patches (s)."""

    sfreq: float
    seconds: float
    patch_seconds: float

    @property
    def patch_samples(self) -> int:
        return round(self.sfreq * self.patch_seconds)

    @property
    def patches(self) -> int:
        return round(self.seconds / self.patch_seconds)


@dataclass(frozen=True)
class WindowSpec(Patches):
    """What an encoder wants to read.

    sfreq          Hz; recordings are resampled to it
    seconds        length of one window
    patch_seconds  windows consist of patches of this length; one token each
    """

    sfreq: float = 200.0
    seconds: float = 32.0
    patch_seconds: float = 2.0


@dataclass(frozen=True)
class WindowBatch:
    """Some windows of one recording, in order.

    data       (window, channel, patch, time) float32, µV (scaled to a typical amplitude where `unit_known` is False)
    mask       (window, channel, patch) True where the samples are real and finite
    times      (window, patch, 2) start and stop of each patch, s
    positions  (channel, 3) metres, NaN where unknown
    ch_names   the brain channels, in the order of `data`
    nyquist    Hz: nothing above it was recorded
    """

    data: np.ndarray
    mask: np.ndarray
    times: np.ndarray
    positions: np.ndarray
    ch_names: tuple[str, ...]
    nyquist: float
    unit_known: bool


def windows(
    recording: Recording, spec: WindowSpec, start: float = 0.0, stop: float | None = None
) -> Iterator[WindowBatch]:
    """Stream `start`..`stop` (s) as batches of windows in bounded memory.

    A last piece shorter than a patch becomes a patch that ends with the recording (it overlaps the one before).
    Raises RecordingError where there is no brain channel or less than one second.
    """
    names = recording.fields
    stop = recording.duration if stop is None else min(stop, recording.duration)
    if not names:
        raise RecordingError(
            recording.name, "it has no EEG, iEEG or MEG channel.", "This encoder reads only those."
        )
    if stop - start < 1.0:
        raise RecordingError(
            recording.name, f"{stop - start:.2f} s is too short to encode.", "Give at least 1 s."
        )
    scale, known = _scale(recording, names, start, stop)
    nyquist = min(recording.native_rates[i] for i in recording.index(names)) / 2
    positions = np.asarray(recording.positions)[recording.index(names)]
    per_batch = max(1, int(BATCH_SECONDS / (len(names) * spec.seconds)))
    starts = np.arange(start, stop - 0.5 if stop - start > 1 else stop, spec.seconds)
    for first in range(0, len(starts), per_batch):
        pieces = [
            _window(recording, names, spec, s, min(s + spec.seconds, stop))
            for s in starts[first : first + per_batch]
        ]
        data, mask, times = (np.stack([piece[i] for piece in pieces]) for i in range(3))
        yield WindowBatch(data * scale, mask, times, positions, names, nyquist, known)


def _scale(
    recording: Recording, names: tuple[str, ...], start: float, stop: float
) -> tuple[np.float32, bool]:
    """Factor to µV, and whether the unit is known (MEG and unknown units are scaled to a typical amplitude)."""
    if recording.unit_known and recording.unit == "V":
        return np.float32(1e6), True
    probe = recording.read(start, min(stop, start + 30.0), names)
    spread = np.nanmedian(np.nanstd(np.where(np.isfinite(probe), probe, np.nan), axis=1))
    return np.float32(TYPICAL_RMS_UV / spread if spread > 0 else 1.0), False


def _window(
    recording: Recording, names: tuple[str, ...], spec: WindowSpec, start: float, stop: float
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """One window: (channel, patch, time), (channel, patch), (patch, 2)."""
    samples, finite = _resampled(recording, names, spec.sfreq, start, stop)
    n_patch, size = spec.patches, spec.patch_samples
    data = np.zeros((len(names), n_patch, size), np.float32)
    mask = np.zeros((len(names), n_patch), bool)
    times = np.full((n_patch, 2), stop)
    length = samples.shape[1]
    for patch in range(n_patch):
        first = patch * size
        if first + 0.25 * size > length and patch > 0:
            break
        last = min(first + size, length)
        first = max(0, last - size)
        data[:, patch, : last - first] = samples[:, first:last]
        mask[:, patch] = finite
        times[patch] = start + first / spec.sfreq, start + last / spec.sfreq
    return data, mask, times


def _resampled(
    recording: Recording, names: tuple[str, ...], sfreq: float, start: float, stop: float
) -> tuple[np.ndarray, np.ndarray]:
    """`start`..`stop` at `sfreq`, mean removed: (channel, time), and which channels are finite."""
    before = min(PAD_SECONDS, start)
    after = min(PAD_SECONDS, recording.duration - stop)
    raw = recording.read(start - before, stop + after, names)
    finite = np.isfinite(raw).all(axis=1)
    raw = np.where(finite[:, None], raw, 0.0).astype(np.float32)
    raw = raw - np.median(raw, axis=1, keepdims=True)
    if abs(recording.sfreq - sfreq) > 1e-6 * sfreq:
        raw = resample(raw, recording.sfreq, sfreq)
    first = round(before * sfreq)
    return raw[:, first : first + max(1, round((stop - start) * sfreq))], finite


def resample(data: np.ndarray, old: float, new: float) -> np.ndarray:
    """Band-limited change of rate (FFT), the ends extended by odd reflection. data (channel, time)."""
    from scipy import fft, signal

    edge = min(data.shape[1] - 1, round(old))
    extended = np.concatenate(
        [2 * data[:, :1] - data[:, edge:0:-1], data, 2 * data[:, -1:] - data[:, -2 : -edge - 2 : -1]], axis=1
    )
    length = extended.shape[1]
    padded = fft.next_fast_len(length, real=True)
    extended = np.pad(extended, ((0, 0), (0, padded - length)), mode="edge")
    resampled = signal.resample(extended, max(1, round(padded * new / old)), axis=1)
    first = round(edge * new / old)
    return resampled[:, first : first + max(1, round(data.shape[1] * new / old))].astype(np.float32)
