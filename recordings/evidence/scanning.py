"""One pass over a recording in chunks, keeping little: spectra, per-second sizes, extremes, slow traces."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from threading import Lock
from typing import Any
from weakref import WeakKeyDictionary

import numpy as np

from neuro_llm.recordings.errors import MeasureError
from neuro_llm.recordings.recording import FIELD_KINDS, Recording

from .places import FRONTAL_SIDES, FRONTOPOLAR, eye_channels, heart_channels, kind
from .rails import RailCounter, Rails
from .trace import TraceKeeper

CHUNK_SECONDS = 60
CHUNK_VALUES = 1_000_000  # channel × time of one chunk; keeps memory flat for many channels
SHOWN = {"V": (1e6, "µV"), "T": (1e15, "fT"), "T/m": (1e13, "fT/cm")}
MIDDLE_HZ = (8.0, 30.0)
HIGH_HZ = (30.0, 100.0)
KEPT_SCANS = 4
LONE_STEP = 6.0  # times the RMS step of the same second; noise and muscle reach 4
TRACED = (*FRONTOPOLAR, *FRONTAL_SIDES)


@dataclass(frozen=True)
class Scan:
    """What one pass keeps of the brain channels `channels`, in `units` (µV, fT, fT/cm or a.u.).

    start, stop  s, as asked
    second       length of the epochs, s: the whole number of samples nearest to 1 s
    freqs        (freq,) Hz, steps of 1 / (2 second)
    psd          (channel, freq) unit²/Hz, mean over `n_segments` Hann windows of two epochs, half overlapping
    peak_to_peak, spread   (channel, second) maximum − minimum and standard deviation of each epoch
    jump, lone   (channel, second) largest step between samples, and whether it stands out of its second
    lost         (channel, second) True where a sample was not a number
    middle, high, above    (channel, segment) power of 8–30 Hz, of 30–100 Hz without mains, of all above 20 Hz
    traces       name → (time,) at `trace_rate` Hz, of the channels that show blinks (µV) or heart beats
    """

    channels: tuple[str, ...]
    units: tuple[str, ...]
    start: float
    stop: float
    second: float
    freqs: np.ndarray
    psd: np.ndarray
    n_segments: int
    peak_to_peak: np.ndarray
    spread: np.ndarray
    jump: np.ndarray
    lone: np.ndarray
    lost: np.ndarray
    middle: np.ndarray
    high: np.ndarray
    above: np.ndarray
    rails: Rails
    traces: dict[str, np.ndarray]
    trace_rate: float

    def rows(self, channels: Sequence[str]) -> list[int]:
        return [self.channels.index(name) for name in channels]

    def unit(self, channels: Sequence[str]) -> str:
        """The one unit that all of `channels` share."""
        units = {self.units[row] for row in self.rows(channels)}
        if len(units) != 1:
            raise MeasureError(
                f"The channels differ in unit ({', '.join(sorted(units))}); name channels of one kind."
            )
        return units.pop()


class _Tally:
    """Gathers a scan from chunks of whole epochs. `x` is (channel, time) float32 in shown units."""

    def __init__(self, n_channels: int, sfreq: float) -> None:
        from scipy.fft import rfftfreq
        from scipy.signal import get_window

        self.epoch = max(1, round(sfreq))
        length = 2 * self.epoch
        self.window = get_window("hann", length).astype(np.float32)
        self.freqs = rfftfreq(length, 1 / sfreq)
        self.scale = np.full(len(self.freqs), 2.0)
        self.scale[[0, -1]] = 1.0
        self.scale /= sfreq * float((self.window.astype(float) ** 2).sum())
        self.total = np.zeros((n_channels, len(self.freqs)))
        self.n_segments = 0
        self.tail = np.empty((n_channels, 0, self.epoch), dtype=np.float32)
        self.kept: dict[str, list[np.ndarray]] = {
            name: [] for name in ("peak_to_peak", "spread", "jump", "lone", "lost", "middle", "high", "above")
        }
        mains = np.zeros(len(self.freqs), dtype=bool)
        for line in (50, 60, 100, 120):
            mains |= np.abs(self.freqs - line) <= 2
        self.masks = {
            "middle": (self.freqs >= MIDDLE_HZ[0]) & (self.freqs < MIDDLE_HZ[1]),
            "high": (self.freqs >= HIGH_HZ[0]) & (self.freqs < HIGH_HZ[1]) & ~mains,
            "above": (self.freqs >= 20) & ~mains,
        }

    def add(self, x: np.ndarray, lost: np.ndarray) -> None:
        epochs = x.reshape(len(x), -1, self.epoch)
        self.kept["peak_to_peak"].append(epochs.max(axis=2) - epochs.min(axis=2))
        self.kept["spread"].append(epochs.std(axis=2))
        for name, steps in zip(("jump", "lone"), _steps(epochs), strict=True):
            self.kept[name].append(steps)
        self.kept["lost"].append(np.asarray(lost.reshape(len(x), -1, self.epoch).any(axis=2)))
        epochs = np.concatenate([self.tail, epochs], axis=1)
        self.tail = epochs[:, -1:]
        if epochs.shape[1] >= 2:
            self._add_spectra(epochs)

    def _add_spectra(self, epochs: np.ndarray) -> None:
        from scipy.fft import rfft

        segments = np.concatenate([epochs[:, :-1], epochs[:, 1:]], axis=2)
        segments -= segments.mean(axis=2, keepdims=True)
        segments *= self.window
        spectra = rfft(segments, axis=2)
        power = spectra.real**2
        power += spectra.imag**2
        self.total += power.sum(axis=1, dtype=float)
        self.n_segments += power.shape[1]
        width = self.freqs[1] - self.freqs[0]
        for name, mask in self.masks.items():
            weights = np.where(mask, self.scale * width, 0).astype(np.float32)
            self.kept[name].append(power @ weights)

    def series(self, name: str) -> np.ndarray:
        n_channels = len(self.total)
        dtype = bool if name in ("lost", "lone") else np.float32
        return np.concatenate([np.empty((n_channels, 0), dtype=dtype), *self.kept.pop(name)], axis=1)


def _steps(epochs: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """(channel, second) largest step of each epoch; whether it is six times the usual one there."""
    steps = np.diff(epochs, axis=2)
    if not steps.size:
        return np.zeros(epochs.shape[:2], dtype=np.float32), np.zeros(epochs.shape[:2], dtype=bool)
    largest = np.maximum(steps.max(axis=2), -steps.min(axis=2))
    usual = np.sqrt(np.einsum("ijk,ijk->ij", steps, steps) / steps.shape[2])
    return largest, largest > LONE_STEP * usual


def check_span(recording: Recording, start: float | None, stop: float | None) -> tuple[float, float]:
    """The span in seconds, whole recording where not given; MeasureError where it lies outside."""
    duration = recording.duration
    first, last = 0.0 if start is None else float(start), duration if stop is None else float(stop)
    if not (np.isfinite(first) and np.isfinite(last)) or first < 0 or last > duration + 1 or first >= last:
        raise MeasureError(
            f"{first:g}–{last:g} s is no span of {recording.name}, which lasts {duration:.6g} s. "
            f"Give 0 ≤ start < stop ≤ {duration:.6g}."
        )
    if first >= duration:
        raise MeasureError(
            f"{recording.name} ends at {duration:.6g} s, before the span starts ({first:g} s)."
        )
    return first, min(last, duration)


def scan(
    recording: Recording,
    start: float | None = None,
    stop: float | None = None,
    channels: Sequence[str] | None = None,
) -> Scan:
    """One streamed pass over `start`..`stop` (s); kept, so that the same question does not read again.

    channels   brain, eye and heart channels to look at; all of them where not given
    """
    first, last = check_span(recording, start, stop)
    if channels is None:
        names = _everything(recording)
    else:
        names = tuple(recording.ch_names[row] for row in recording.index(channels))
    key = (recording.ch_names, recording.ch_kinds, recording.units, recording.unit_known, first, last, names)
    kept = _kept_of(recording.source)
    with _LOCK:
        if key in kept:
            kept.move_to_end(key)
            return kept[key]
    result = _scan(recording, first, last, names)
    with _LOCK:
        kept[key] = result
        while len(kept) > KEPT_SCANS:
            kept.popitem(last=False)
    return result


_KEPT: WeakKeyDictionary[Any, OrderedDict[tuple[Any, ...], Scan]] = WeakKeyDictionary()
_LOCK = Lock()


def _kept_of(source: Any) -> OrderedDict[tuple[Any, ...], Scan]:
    """Scans of this source, forgotten together with it."""
    with _LOCK:
        try:
            return _KEPT.setdefault(source, OrderedDict())
        except TypeError:  # a source that cannot be referred to weakly: nothing is kept
            return OrderedDict()


def _everything(recording: Recording) -> tuple[str, ...]:
    extra = (*eye_channels(recording), *heart_channels(recording))
    return tuple(dict.fromkeys((*recording.fields, *extra)))


def shown_unit(recording: Recording, name: str) -> tuple[float, str]:
    """Factor from the recording's unit to the shown one, and the shown one."""
    unit = recording.units[recording.ch_names.index(name)]
    factor, label = SHOWN.get(unit, (1.0, "a.u."))
    return factor, label if recording.unit_known else "a.u."


def _scan(recording: Recording, start: float, stop: float, names: tuple[str, ...]) -> Scan:
    kinds = [kind(recording, name) for name in names]
    brain = [i for i, sort in enumerate(kinds) if sort in FIELD_KINDS]
    traced = [i for i, name in enumerate(names) if name in TRACED or kinds[i] in ("eog", "ecg")]
    tally, rails = _Tally(len(brain), recording.sfreq), RailCounter(len(brain))
    keeper = TraceKeeper(len(traced), recording.sfreq)
    for x, lost in _shown(recording, _chunks(recording, start, stop, names, tally.epoch), names):
        keeper.add(x[traced])
        if brain:
            whole = x.shape[1] // tally.epoch * tally.epoch
            rails.add(x[brain])
            tally.add(x[brain, :whole], lost[brain, :whole])
    return Scan(
        channels=tuple(names[i] for i in brain),
        units=tuple(shown_unit(recording, names[i])[1] for i in brain),
        start=start,
        stop=stop,
        second=tally.epoch / recording.sfreq,
        freqs=tally.freqs,
        psd=tally.total * tally.scale / max(1, tally.n_segments),
        n_segments=tally.n_segments,
        rails=rails.result(),
        traces=dict(zip((names[i] for i in traced), keeper.trace(), strict=True)),
        trace_rate=keeper.rate,
        **{name: tally.series(name) for name in tuple(tally.kept)},
    )


def _shown(
    recording: Recording, chunks: Iterator[np.ndarray], names: tuple[str, ...]
) -> Iterator[tuple[np.ndarray, np.ndarray]]:
    """Chunks in shown units with every sample a number, and where one was none: (channel, time) twice."""
    factors = np.array([shown_unit(recording, name)[0] for name in names], dtype=np.float32)[:, None]
    last = np.zeros((len(names), 1), dtype=np.float32)
    for chunk in chunks:
        x = chunk * factors
        lost = ~np.isfinite(x)
        if lost.any():
            x = hold(x, lost, last)
        last = x[:, -1:].copy()
        yield x, lost


def _chunks(
    recording: Recording, start: float, stop: float, names: tuple[str, ...], epoch: int
) -> Iterator[np.ndarray]:
    """Pieces of whole epochs one after another, the rest last: (channel, time)."""
    if not names:
        return
    sfreq = recording.sfreq
    first, last = round(start * sfreq), min(round(stop * sfreq), recording.n_times)
    n_epochs = max(2, min(CHUNK_SECONDS, CHUNK_VALUES // (epoch * len(names))))
    for at in range(first, last, n_epochs * epoch):
        yield recording.read(at / sfreq, min(at + n_epochs * epoch, last) / sfreq, names)


def hold(x: np.ndarray, lost: np.ndarray, last: np.ndarray) -> np.ndarray:
    """Every sample that is not a number takes the last good value before it. last (channel, 1)."""
    padded = np.concatenate([last, x], axis=1)
    good = np.concatenate([np.ones_like(last, dtype=bool), ~lost], axis=1)
    at = np.maximum.accumulate(np.where(good, np.arange(padded.shape[1]), 0), axis=1)
    return np.take_along_axis(padded, at, axis=1)[:, 1:]
