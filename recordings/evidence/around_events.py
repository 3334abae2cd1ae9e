"""The seconds around events: filtered, cut within what was recorded in one go, and what is too large left out."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from neuro_llm.recordings.errors import MeasureError
from neuro_llm.recordings.recording import Event, Recording

from .part import MOST_AT_ONCE, Part

BLOCK_SECONDS = 120.0  # read and filtered at once; less where channels or rate are many
BLOCK_VALUES = 1 << 24  # channel × time of one block
KEPT_RATE = 250.0  # Hz; trials are thinned out to no less
LARGEST_EEG = 150.0  # µV peak to peak; above, a short trial holds a blink, a movement or a pop
SHORT = 1.0  # s
ROBUST = 5.0  # robust SDs above the median peak-to-peak of a channel's trials
FEWEST = 5  # trials of a label; fewer tell nothing about their spread

_BORDER = re.compile(r"(?i:\bboundary\b|^new segment\b|^bad_)|^BAD\b")
_JOINED = re.compile(r"^(\d+) trials of .* put one after another")


@dataclass(frozen=True)
class Cut:
    """Trials of a part.

    data    (trial, channel, time) float32 in the part's unit
    times   (time,) s from the event
    chosen  (trial,) index of each trial among the events given; those that do not fit are left out
    kept    (trial, channel) False where it is too large, flat, or holds samples that are no numbers
    """

    data: np.ndarray
    times: np.ndarray
    chosen: np.ndarray
    kept: np.ndarray

    def between(self, start: float, stop: float) -> np.ndarray:
        """Mask of the times in start ≤ t < stop: (time,)."""
        return (self.times >= start - 1e-9) & (self.times < stop - 1e-9)


def is_border(label: str) -> bool:
    """Whether a label marks a break of the recording or a bad piece (EEGLAB, BrainVision, MNE), no stimulus."""
    return _BORDER.search(label.strip()) is not None


def unbroken(recording: Recording) -> list[tuple[float, float]]:
    """(start, stop) in s of what was recorded in one go: trials put one after another, pieces between breaks."""
    end = recording.duration
    cuts = [event.onset for event in recording.events if is_border(event.label) and not _bad(event)]
    for found in map(_JOINED.match, recording.changes):
        if found:
            count = int(found.group(1))
            cuts += [end * trial / count for trial in range(1, count)]
    edges = sorted({0.0, *(cut for cut in cuts if 0 < cut < end), end})
    return list(pairwise(edges))


def unbroken_around(recording: Recording, events: Sequence[Event]) -> np.ndarray:
    """(event, 2) start and stop in s of the stretch in which each event lies."""
    pieces = np.array(unbroken(recording))
    onsets = np.array([event.onset for event in events]) + 0.5 / recording.sfreq
    return np.asarray(pieces[np.searchsorted(pieces[:, 0], onsets, side="right") - 1])


def room(recording: Recording, events: Sequence[Event]) -> tuple[float, float]:
    """Seconds that usually lie before and after an event within its stretch (median)."""
    around, onsets = unbroken_around(recording, events), np.array([event.onset for event in events])
    return float(np.median(onsets - around[:, 0])), float(np.median(around[:, 1] - onsets))


def stimuli(part: Part) -> dict[str, list[Event]]:
    """Events of the part by label, breaks and bad pieces aside; the most frequent label first."""
    table: dict[str, list[Event]] = {}
    for event in part.events():
        if not is_border(event.label):
            table.setdefault(event.label, []).append(event)
    return dict(sorted(table.items(), key=lambda item: (-len(item[1]), item[0])))


def cut(part: Part, events: Sequence[Event], window: tuple[float, float], band: tuple[float, float]) -> Cut:
    """The seconds `window` around each event, band-passed (Hz; zero phase); never across a break.

    Stretches shorter than three periods of the lower edge are low-passed only.
    """
    sfreq = part.sfreq
    step = max(1, int(sfreq // KEPT_RATE))
    offsets = np.arange(round(window[0] * sfreq), round(window[1] * sfreq) + 1, step)
    if len(events) * len(part.channels) * len(offsets) > MOST_AT_ONCE:
        raise MeasureError(
            f"{part.quantity.name} holds all trials at once; {len(events)} trials of {len(part.channels)} "
            "channels are too many. Name fewer channels or seconds."
        )
    trials, chosen, lost = [], [], []
    for first, x, gaps, block in _blocks(part, events, window, band):
        for number in block:
            at = offsets + round(events[number].onset * sfreq) - first
            if at[0] >= 0 and at[-1] < x.shape[1]:
                trials.append(x[:, at])
                lost.append(gaps[:, at[0] : at[-1] + 1].any(axis=1))
                chosen.append(number)
    data = np.array(trials, dtype=np.float32).reshape(-1, len(part.channels), len(offsets))
    bad = np.array(lost, dtype=bool).reshape(data.shape[:2])
    kept = ~bad & _sound(part, data, ~bad, window[1] - window[0]) if len(data) else ~bad
    return Cut(data, offsets / sfreq, np.array(chosen, dtype=int), kept)


def _blocks(
    part: Part, events: Sequence[Event], window: tuple[float, float], band: tuple[float, float]
) -> Iterator[tuple[int, np.ndarray, np.ndarray, list[int]]]:
    """(first sample, filtered (channel, time), lost (channel, time), numbers of the events), block after block."""
    sfreq, around = part.sfreq, unbroken_around(part.recording, events)
    pad = min(30.0, 3.0 / band[0])
    length = min(BLOCK_SECONDS, BLOCK_VALUES / (sfreq * len(part.channels)))
    bad = [event for event in part.recording.events if _bad(event)]
    waiting = [
        number for number, event in enumerate(events)
        if event.onset + window[0] >= around[number, 0] - 0.5 / sfreq
        and event.onset + window[1] <= around[number, 1] + 0.5 / sfreq
        and not any(_meet(event.onset, window, other) for other in bad)
    ]  # fmt: skip
    while waiting:
        begin, (start, stop) = events[waiting[0]].onset, around[waiting[0]]
        block = [n for n in waiting if events[n].onset <= begin + length and around[n, 0] == start]
        low = max(start, begin + window[0] - pad)
        high = min(stop, events[block[-1]].onset + window[1] + pad)
        piece = part.read(low, high)
        highpass = band[0] if stop - start >= 3 / band[0] else 0.0
        yield round(piece.start * sfreq), filtered(piece.x, sfreq, highpass, band[1]), piece.lost, block
        waiting = waiting[len(block) :]


def filtered(x: np.ndarray, sfreq: float, low: float, high: float) -> np.ndarray:
    """Butterworth of order 2, forwards and backwards; no lower edge where `low` is 0. x (channel, time)."""
    from scipy.signal import butter, sosfiltfilt

    edges = [edge for edge in (low, high) if 0 < edge < 0.45 * sfreq]
    kind = "bandpass" if len(edges) == 2 else "highpass" if edges == [low] else "lowpass"
    if not edges:
        return x
    sos = butter(2, edges if len(edges) == 2 else edges[0], kind, fs=sfreq, output="sos")
    out = np.empty_like(x, dtype=np.float32)
    longest = max(0, x.shape[1] - 1)
    for row, wave in enumerate(x):
        level = wave.mean(dtype=float)
        smooth = sosfiltfilt(sos, wave - level, padlen=min(longest, round(sfreq)))
        out[row] = smooth if low in edges else smooth + level
    return out


def _bad(event: Event) -> bool:
    """A piece marked as bad (MNE's convention), as against the mark of a break."""
    return event.duration > 0 and is_border(event.label)


def _meet(onset: float, window: tuple[float, float], other: Event) -> bool:
    return onset + window[0] < other.onset + other.duration and other.onset < onset + window[1]


def _sound(part: Part, data: np.ndarray, whole: np.ndarray, seconds: float) -> np.ndarray:
    """(trial, channel) neither flat nor far larger than the channel's other trials.

    Short trials of scalp EEG stay below 150 µV too, on channels where most of them do.
    """
    size = data.max(axis=2) - data.min(axis=2)
    kinds = {part.recording.ch_kinds[row] for row in part.recording.index(part.channels)}
    fixed = LARGEST_EEG if part.recording.unit_known and kinds == {"eeg"} and seconds <= SHORT else np.inf
    limit = np.full(data.shape[1], np.inf)
    for channel in np.flatnonzero(whole.any(axis=0)):
        usual = size[whole[:, channel], channel]
        middle = np.median(usual)
        limit[channel] = middle + ROBUST * 1.4826 * np.median(np.abs(usual - middle)) + 1e-6 * middle
        if middle < fixed < limit[channel]:
            limit[channel] = fixed
    return np.asarray((size > 0) & (size <= limit))
