"""What a pretrained EEG model was trained to read, and how a recording is brought to it: said, or refused."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np
import torch
from torch import Tensor

from neuro_llm.recordings.errors import ConfigError, RecordingError
from neuro_llm.recordings.recording import Recording
from neuro_llm.recordings.windows import resample

from .wiring import Wiring, derived, listed, selected

CONTEXT_SECONDS = 5.0  # read on both sides so that filters and the change of rate leave no edge inside
BATCH_SAMPLES = 1 << 24  # channel-samples held at once


def tenths_of_millivolts(data: np.ndarray) -> np.ndarray:
    """units of 100 µV"""
    return data / 100.0


def referenced_millivolts(data: np.ndarray) -> np.ndarray:
    """millivolts against the average of the channels"""
    return (data - data.mean(-2, keepdims=True)) / 1000.0


def microvolts(data: np.ndarray) -> np.ndarray:
    """microvolts"""
    return data


def by_percentile(data: np.ndarray) -> np.ndarray:
    """units of each channel's own 95th percentile of absolute amplitude in the window"""
    return data / (np.quantile(np.abs(data), 0.95, axis=-1, keepdims=True) + 1e-8)


def by_deviation(data: np.ndarray) -> np.ndarray:
    """standard deviations of the whole window, at most 15"""
    centred = data - data.mean((-2, -1), keepdims=True)
    return np.clip(centred / np.maximum(centred.std((-2, -1), keepdims=True), 1e-10), -15, 15)


RELATIVE = (by_percentile, by_deviation)
"""Scalings that need no absolute unit."""


@dataclass(frozen=True)
class InputContract:
    """What one pretrained model reads.

    model         its name, for messages
    sfreq         Hz
    scale         (window, channel, time) µV → the model's unit; the function's docstring names that unit
    ch_names      names that the model knows, or None: any names
    bipolar       `ch_names` are differences of two electrodes, all needed, in this order
    usual_seconds, min_seconds, max_seconds   length of a window
    multiple_of, beyond   samples: windows are a whole multiple and `beyond` long, so that the patches fill them
    band          Hz, (high-pass, low-pass) of the training data; (0, None) where they were not filtered
    """

    model: str
    sfreq: float
    scale: Callable[[np.ndarray], np.ndarray]
    ch_names: tuple[str, ...] | None
    usual_seconds: float
    min_seconds: float
    max_seconds: float
    multiple_of: int
    beyond: int = 0
    bipolar: bool = False
    band: tuple[float, float | None] = (0.0, None)

    def samples(self, seconds: float) -> int:
        """Samples of a window of `seconds`; ConfigError where the model cannot read that length."""
        count = round(seconds * self.sfreq)
        if not self.min_seconds <= seconds <= self.max_seconds or (count - self.beyond) % self.multiple_of:
            beyond = f" and {self.beyond / self.sfreq:g} s" if self.beyond else ""
            raise ConfigError(
                f"seconds={seconds:g}: {self.model} reads {self.min_seconds:g} to {self.max_seconds:g} s at "
                f"{self.sfreq:g} Hz, a whole multiple of {self.multiple_of / self.sfreq:g} s{beyond}."
            )
        return count

    def wiring(self, recording: Recording) -> Wiring:
        """Which channels of the recording become which of the model's; RecordingError where they cannot."""
        names = recording.of_kind("eeg")
        if not names:
            raise RecordingError(
                recording.name,
                f"it has no EEG channel; {self.model} reads scalp EEG only.",
                "Choose the encoder of its modality.",
            )
        if self.ch_names is None:
            return Wiring(names, names, np.eye(len(names), dtype=np.float32), ())
        wire = derived if self.bipolar else selected
        return wire(self.model, self.ch_names, recording)

    def changes(self, recording: Recording, wiring: Wiring) -> tuple[str, ...]:
        """One sentence for each thing that is altered on the way from the recording to the model."""
        if self.scale not in RELATIVE and not (recording.unit_known and _unit(recording, wiring) == "V"):
            raise RecordingError(
                recording.name,
                f"its unit is unknown, and {self.model} reads {_means(self.scale)}.",
                "Read the file again with its unit, for example unit='uV'.",
            )
        notes = [*wiring.changes, f"Scaled to {_means(self.scale)}, as {self.model} was trained."]
        if abs(recording.sfreq - self.sfreq) > 1e-6 * self.sfreq:
            notes.append(
                f"Resampled from {recording.sfreq:g} to {self.sfreq:g} Hz, the rate of {self.model}."
            )
        nyquist = min(recording.native_rates[i] for i in recording.index(wiring.sources)) / 2
        if nyquist < self.sfreq / 2:
            notes.append(
                f"Nothing above {nyquist:g} Hz was recorded; {self.model} saw up to {self.sfreq / 2:g} Hz."
            )
        low, high = _edges(self.band, recording.sfreq)
        if low:
            notes.append(f"Filtered to {low:g}–{high:g} Hz." if high else f"Filtered above {low:g} Hz.")
        return tuple(notes)

    def read(
        self, recording: Recording, seconds: float, spans: Sequence[tuple[float, float]] | None = None
    ) -> Iterator[ElectrodeBatch]:
        """Windows of a recording as the model wants them, in bounded memory.

        spans   (onset, end) in s: one window of `seconds` from each onset; None: windows one after another
        Raises RecordingError where channels, unit or length do not allow it; nothing is padded.
        """
        samples = self.samples(seconds)
        wiring = self.wiring(recording)
        starts, left_out = _starts(self, recording, seconds, spans)
        changes = (*self.changes(recording, wiring), *left_out)
        per_batch = max(1, BATCH_SAMPLES // (len(wiring.sources) * samples))
        for first in range(0, len(starts), per_batch):
            some = starts[first : first + per_batch]
            windows = np.stack([_window(self, recording, wiring, start, samples) for start in some])
            times = np.array([(start, start + seconds) for start in some])
            yield ElectrodeBatch(torch.from_numpy(self.scale(windows)), wiring.names, times, changes)


@dataclass(frozen=True)
class ElectrodeBatch:
    """Windows of one recording in the rate and unit of one model.

    data      (window, channel, time) float32
    ch_names  as the model knows them
    times     (window, 2) start and stop, s
    changes   what was altered on the way, one sentence each
    """

    data: Tensor
    ch_names: tuple[str, ...]
    times: np.ndarray
    changes: tuple[str, ...] = ()

    def rows(self, which: slice) -> ElectrodeBatch:
        """Some of the windows."""
        return replace(self, data=self.data[which], times=self.times[which])

    def to(self, device: torch.device | str) -> ElectrodeBatch:
        return replace(self, data=self.data.to(device))


def _means(scale: Callable[[np.ndarray], np.ndarray]) -> str:
    return (scale.__doc__ or scale.__name__).strip()


def _unit(recording: Recording, wiring: Wiring) -> str:
    units = {recording.units[i] for i in recording.index(wiring.sources)}
    return units.pop() if len(units) == 1 else ""


def _starts(
    contract: InputContract,
    recording: Recording,
    seconds: float,
    spans: Sequence[tuple[float, float]] | None,
) -> tuple[list[float], tuple[str, ...]]:
    """Where windows start (s), and what is left out at the end."""
    if spans is not None:
        late = [start for start, _ in spans if start < 0 or start + seconds > recording.duration + 1e-6]
        if late:
            raise RecordingError(
                recording.name,
                f"a window of {seconds:g} s from {late[0]:g} s is not inside its {recording.duration:g} s.",
                f"{contract.model} reads whole windows only; give earlier onsets or shorter windows.",
            )
        return [float(start) for start, _ in spans], ()
    count = int((recording.duration + 1e-6) / seconds)
    if count == 0:
        raise RecordingError(
            recording.name,
            f"it is {recording.duration:g} s long, shorter than one window of {seconds:g} s.",
            f"{contract.model} reads {contract.min_seconds:g} to {contract.max_seconds:g} s.",
        )
    rest = recording.duration - count * seconds
    said = f"The last {rest:.2g} s are left out: they do not fill a window of {seconds:g} s."
    return [i * seconds for i in range(count)], (said,) if rest > 0.5 / recording.sfreq else ()


def _window(
    contract: InputContract, recording: Recording, wiring: Wiring, start: float, samples: int
) -> np.ndarray:
    """(channel, time) µV of one window at the model's rate, filtered, the mean taken away."""
    stop = start + samples / contract.sfreq
    before, after = min(CONTEXT_SECONDS, start), min(CONTEXT_SECONDS, max(0.0, recording.duration - stop))
    raw = recording.read(start - before, stop + after, wiring.sources).astype(np.float64)
    lost = [name for name, row in zip(wiring.sources, raw, strict=True) if not np.isfinite(row).all()]
    if lost:
        raise RecordingError(
            recording.name,
            f"{listed(lost)} holds samples that are not numbers between {start:g} and {stop:g} s.",
            "Leave the channel out, or give onsets where it is recorded.",
        )
    raw = wiring.weights @ (raw - raw.mean(1, keepdims=True)) * 1e6
    raw = _filtered(raw, recording.sfreq, contract.band)
    if abs(recording.sfreq - contract.sfreq) > 1e-6 * contract.sfreq:
        raw = resample(raw, recording.sfreq, contract.sfreq)
    first = max(0, min(round(before * contract.sfreq), raw.shape[1] - samples))
    window = raw[:, first : first + samples]
    window = np.pad(window, ((0, 0), (0, samples - window.shape[1])), "edge")  # one sample lost to rounding
    return (window - window.mean(1, keepdims=True)).astype(np.float32)


def _edges(band: tuple[float, float | None], sfreq: float) -> tuple[float, float | None]:
    """High-pass and low-pass (Hz) for a recording; a low-pass above what it holds is not needed."""
    low, high = band
    return low, high if high is not None and high < 0.49 * sfreq else None


def _filtered(data: np.ndarray, sfreq: float, band: tuple[float, float | None]) -> np.ndarray:
    """Zero-phase Butterworth filter, order 2 each way. data (channel, time)"""
    low, high = _edges(band, sfreq)
    if not low:
        return data
    from scipy import signal

    kind, edges = ("bandpass", (low, high)) if high else ("highpass", low)
    sections = signal.butter(2, edges, kind, fs=sfreq, output="sos")
    return signal.sosfiltfilt(sections, data, padlen=min(data.shape[1] - 1, round(3 * sfreq)))
