"""From a recording to trials: the seconds around each stimulus, or one window after another, ready for an encoder."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from .errors import RecordingError
from .recording import FIELD_KINDS, Recording
from .windows import Patches, resample

KINDS = ("eeg", "ieeg", "mag", "grad", "bold", "cell", "unit")
PAD_SECONDS = 0.5  # read on both sides of a trial so that resampling leaves no edge inside
BATCH_SAMPLES = 1 << 24  # channel-samples held at once
LOOKS = 12  # pieces of the recording from which each channel's level and spread are taken


@dataclass(frozen=True)
class TrialSpec(Patches):
    """What a time-locked encoder reads.

    kinds          channel kinds it reads
    sfreq          Hz; trials are resampled to it
    seconds        length of a trial's window
    offset         s after the onset at which the window starts (fMRI answers seconds later)
    patch_seconds  windows consist of patches of this length; one token each
    """

    kinds: tuple[str, ...]
    sfreq: float
    seconds: float
    patch_seconds: float
    offset: float = 0.0

    @property
    def samples(self) -> int:
        return round(self.sfreq * self.seconds)


@dataclass(frozen=True)
class Sensors:
    """Where and what the channels of one recording are.

    positions     (channel, 3) metres, NaN where unknown
    orientations  (channel, 3) unit vectors, 0 where it does not apply
    kinds         (channel,) index into KINDS
    signature     (channel, 2) level and spread against those of the other channels: tells channels without places apart
    """

    positions: np.ndarray
    orientations: np.ndarray
    kinds: np.ndarray
    signature: np.ndarray


@dataclass(frozen=True)
class Trials:
    """Some trials of one recording, in the order of their spans.

    data     (trial, channel, time) float32: mean 0 and spread about 1, 0 where nothing is known
    mask     (trial, channel, patch) True where samples are real
    times    (trial, 2) the spans asked for, s
    sensors  of the channels
    """

    data: np.ndarray
    mask: np.ndarray
    times: np.ndarray
    sensors: Sensors
    ch_names: tuple[str, ...]


def cut(
    recording: Recording,
    spec: TrialSpec,
    spans: Sequence[tuple[float, float]] | None = None,
    limits: tuple[float, float] | None = None,
    part: tuple[float, float] | None = None,
) -> Iterator[Trials]:
    """Trials of a recording as batches in bounded memory.

    spans   (onset, end) of each stimulus, s; None: windows of `spec.seconds` one after another. A span longer than the
            window gives one trial, the mean of as many windows as fit into it
    limits  seconds before and after each onset that belong to its trial, where trials were put one after another:
            nothing outside is looked at
    part    s; without spans: windows one after another in this part alone
    Raises RecordingError where no channel is of the kinds, no span is given, or one's window would start outside the
    recording.
    """
    names = recording.of_kind(*spec.kinds)
    if not names:
        raise RecordingError(
            recording.name,
            f"it has no {' or '.join(spec.kinds)} channel for this encoder; it is {recording.modality}.",
            "Choose the encoder of its modality.",
        )
    wanted = tiles(part or (0.0, recording.duration), spec) if spans is None else list(spans)
    _check_spans(recording, wanted, 0.0 if spans is None or limits else spec.offset)
    levels = _Levels.of(recording, spec, names)
    per_batch = max(1, BATCH_SAMPLES // (len(names) * spec.samples))
    for first in range(0, len(wanted), per_batch):
        batch = wanted[first : first + per_batch]
        pieces = [
            _trial(recording, spec, names, levels, window)
            for window in (
                _windows(recording, spec, span, limits, locked=spans is not None) for span in batch
            )
        ]
        data, mask = np.stack([piece[0] for piece in pieces]), np.stack([piece[1] for piece in pieces])
        yield Trials(data, mask, np.asarray(batch, float), levels.sensors, names)


def tiles(part: tuple[float, float], spec: TrialSpec) -> list[tuple[float, float]]:
    """Windows one after another; a last piece of less than half a window is left out, unless it is the only one."""
    start, stop = part
    count = max(1, int((stop - start) / spec.seconds + 0.5))
    return [(start + i * spec.seconds, min(start + (i + 1) * spec.seconds, stop)) for i in range(count)]


def _check_spans(recording: Recording, spans: Sequence[tuple[float, float]], offset: float) -> None:
    """offset   s after an onset at which its window starts"""
    end = recording.duration
    if not spans:
        raise RecordingError(
            recording.name, "no span was given.", "Give onset and end in seconds, one pair per stimulus."
        )
    for start, stop in spans:
        if not 0 <= start < end or not start < stop < np.inf:
            raise RecordingError(
                recording.name,
                f"the span {start:g}–{stop:g} s is not inside its {end:g} s.",
                "Give onset and end in seconds from the start of the recording.",
            )
        if start + offset >= end:
            raise RecordingError(
                recording.name,
                f"what follows the onset at {start:g} s is read from {offset:g} s later, after its end at {end:g} s.",
                f"Leave out onsets in its last {offset:g} s.",
            )


@dataclass(frozen=True)
class _Levels:
    """What turns each channel's samples into numbers of order one, from a few looks at the whole recording."""

    sensors: Sensors
    level: np.ndarray
    spread: np.ndarray

    @classmethod
    def of(cls, recording: Recording, spec: TrialSpec, names: tuple[str, ...]) -> _Levels:
        picks = recording.index(names)
        kinds = np.array([KINDS.index(recording.ch_kinds[i]) for i in picks])
        length = min(recording.duration, max(spec.seconds, 60 / spec.sfreq))
        starts = np.linspace(0, recording.duration - length, LOOKS if recording.duration > length else 1)
        pieces = [_Window(start, start + length, 0.0, recording.duration) for start in starts]
        looks = (_centred(_sampled(recording, spec, names, piece), kinds) for piece in pieces)
        level, own = _mean_and_spread(looks)
        spread = _shared_spread(own, kinds)
        oriented = recording.orientations
        sensors = Sensors(
            np.asarray(recording.positions, np.float32)[picks],
            np.zeros((len(picks), 3), np.float32)
            if oriented is None
            else np.nan_to_num(np.asarray(oriented, np.float32)[picks]),
            kinds,
            _signature(level, own, kinds),
        )
        return cls(sensors, level.astype(np.float32)[:, None], spread.astype(np.float32)[:, None])


def _mean_and_spread(looks: Iterable[np.ndarray]) -> tuple[np.ndarray, np.ndarray]:
    """(channel,) each, over all finite samples; 0 where there is none.

    One look at a time, joined by the update of Chan et al. (1983): there may be 10⁵ voxels.
    """
    seen, level, square = np.zeros(()), np.zeros(()), np.zeros(())
    for look in looks:
        finite = np.isfinite(look)
        count = finite.sum(1)
        mean = np.where(finite, look, 0.0).sum(1, dtype=np.float64) / np.maximum(count, 1)
        apart = np.where(finite, look - mean[:, None], 0.0)
        step, total = mean - level, np.maximum(seen + count, 1)
        square = square + np.square(apart).sum(1) + step**2 * seen * count / total
        level, seen = level + step * count / total, seen + count
    return level, np.sqrt(square / np.maximum(seen, 1))


def _known(data: np.ndarray) -> np.ndarray:
    """The data with a row of zeros where a channel holds nothing finite, so that means are defined."""
    lost = ~np.isfinite(data).any(axis=1)
    return np.where(lost[:, None], 0.0, data)


def _is_field(kinds: np.ndarray) -> np.ndarray:
    return np.isin(kinds, [KINDS.index(kind) for kind in FIELD_KINDS])


def _centred(data: np.ndarray, kinds: np.ndarray) -> np.ndarray:
    """Fields have no zero of their own: their mean over the window is taken away. data (channel, time)."""
    mean = np.nanmean(_known(data), axis=1, keepdims=True)
    return np.where(_is_field(kinds)[:, None], data - mean, data)


def _shared_spread(own: np.ndarray, kinds: np.ndarray) -> np.ndarray:
    """Field channels of one kind share their median spread (their relation tells place); others have their own."""
    spread = own.copy()
    for kind in np.unique(kinds):
        rows = kinds == kind
        real = own[rows][own[rows] > 0]
        typical = float(np.median(real)) if real.size else 1.0
        spread[rows] = typical if _is_field(np.array([kind]))[0] else np.maximum(own[rows], 0.05 * typical)
    return np.where(spread > 0, spread, 1.0)


def _signature(level: np.ndarray, own: np.ndarray, kinds: np.ndarray) -> np.ndarray:
    """(channel, 2) log ratio of |level| and spread to the median of the channels of the same kind, at most ±3.

    Fields have no level: what is left of their mean is rounding.
    """
    columns = []
    for values in (np.where(_is_field(kinds), 1.0, np.abs(level)), own):
        ratio = np.zeros(len(values))
        for kind in np.unique(kinds):
            rows = kinds == kind
            middle = float(np.median(values[rows])) or 1.0
            ratio[rows] = np.log(np.maximum(values[rows] / middle, 1e-3))
        columns.append(np.clip(ratio, -3, 3))
    return np.stack(columns, 1).astype(np.float32)


@dataclass(frozen=True)
class _Window:
    """Seconds to read, from `first` to `last` of a trial's own samples; `lost` of the window lie before these."""

    start: float
    stop: float
    first: float
    last: float
    lost: float = 0.0


def _windows(
    recording: Recording,
    spec: TrialSpec,
    span: tuple[float, float],
    limits: tuple[float, float] | None,
    locked: bool,
) -> list[_Window]:
    """The windows whose mean is the trial of a span."""
    if not locked:
        return [_Window(span[0], span[1], 0.0, recording.duration)]
    before, after = limits or (span[0], recording.duration - span[0])
    first, last = max(0.0, span[0] - before), min(recording.duration, span[0] + after)
    count = max(1, int((span[1] - span[0]) / spec.seconds + 1e-6))
    starts = [span[0] + spec.offset + i * spec.seconds for i in range(count)]
    inside = [start for start in starts if start < last] or [first]
    return [
        _Window(max(start, first), min(start + spec.seconds, last), first, last, max(0.0, first - start))
        for start in inside
    ]


def _trial(
    recording: Recording, spec: TrialSpec, names: tuple[str, ...], levels: _Levels, windows: list[_Window]
) -> tuple[np.ndarray, np.ndarray]:
    """(channel, time) and (channel, patch) of one span: the mean over its windows."""
    kinds = levels.sensors.kinds
    total = np.zeros((len(names), spec.samples), np.float32)
    count = np.zeros_like(total)
    for window in windows:
        lost = min(round(window.lost * spec.sfreq), spec.samples - 1)
        piece = _sampled(recording, spec, names, window)[:, : spec.samples - lost]
        piece = (_centred(piece, kinds) - levels.level) / levels.spread
        finite = np.isfinite(piece)
        total[:, lost : lost + piece.shape[1]] += np.where(finite, piece, 0.0)
        count[:, lost : lost + piece.shape[1]] += finite
    real = count > 0
    mask = real.reshape(len(names), spec.patches, -1).mean(-1) >= 0.5
    return np.clip(total / np.maximum(count, 1), -20, 20), _something(mask, real)


def _something(mask: np.ndarray, real: np.ndarray) -> np.ndarray:
    """A trial shorter than half a patch keeps its first patch."""
    mask[:, 0] |= real.any(axis=1) & ~mask.any(axis=1)
    return mask


def _sampled(recording: Recording, spec: TrialSpec, names: tuple[str, ...], window: _Window) -> np.ndarray:
    """The window of the channels at `spec.sfreq`: (channel, time). NaN where a channel is not finite.

    Fields are band-limited; counts are summed per bin (square root taken: Anscombe); the rest averaged or interpolated.
    """
    kind = recording.ch_kinds[recording.index(names[:1])[0]]
    if kind in FIELD_KINDS:
        return _field(recording, spec.sfreq, names, window)
    n_times = max(1, round((window.stop - window.start) * spec.sfreq))
    if kind == "unit":
        return _counts(recording, spec.sfreq, names, window.start, n_times)
    return _course(recording, spec.sfreq, names, window, n_times)


def _field(recording: Recording, sfreq: float, names: tuple[str, ...], window: _Window) -> np.ndarray:
    before = min(PAD_SECONDS, window.start - window.first)
    after = min(PAD_SECONDS, window.last - window.stop)
    raw = recording.read(window.start - before, window.stop + after, names)
    finite = np.isfinite(raw).all(axis=1, keepdims=True)
    raw = np.where(finite, raw, 0.0)
    raw = raw - raw.mean(axis=1, keepdims=True)
    if abs(recording.sfreq - sfreq) > 1e-6 * sfreq:
        raw = resample(raw, recording.sfreq, sfreq)
    first = round(before * sfreq)
    length = max(1, round((window.stop - window.start) * sfreq))
    return np.where(finite, raw[:, first : first + length], np.nan)


def _counts(
    recording: Recording, sfreq: float, names: tuple[str, ...], start: float, n_times: int
) -> np.ndarray:
    at = np.round((start + np.arange(n_times + 1) / sfreq) * recording.sfreq)
    edges = np.clip(at, 0, recording.n_times).astype(int)
    counts = recording.source.read(int(edges[0]), int(edges[-1]), recording.index(names))
    sums = np.concatenate([np.zeros((len(names), 1)), np.cumsum(counts, axis=1)], axis=1)
    return np.sqrt(np.diff(sums[:, edges - edges[0]], axis=1)).astype(np.float32)


def _course(
    recording: Recording, sfreq: float, names: tuple[str, ...], window: _Window, n_times: int
) -> np.ndarray:
    """Slow signals: averaged over each sample's own time where the file is faster, interpolated where it is slower."""
    finest = max(1, int(np.ceil(recording.sfreq / sfreq)))
    when = window.start + (np.arange(n_times * finest) + 0.5) / (finest * sfreq)
    lowest = max(0, round(window.first * recording.sfreq))
    highest = max(lowest, min(recording.n_times, round(window.last * recording.sfreq)) - 1)
    at = np.clip(when * recording.sfreq - 0.5, lowest, highest)
    first = int(at[0])
    picks = recording.index(names)
    raw = recording.source.read(first, min(int(at[-1]) + 2, recording.n_times), picks).astype(np.float64)
    left = at.astype(int) - first
    right = np.minimum(left + 1, raw.shape[1] - 1)
    part = at - at.astype(int)
    values = raw[:, left] * (1 - part) + raw[:, right] * part
    return values.reshape(len(picks), n_times, finest).mean(-1).astype(np.float32)
