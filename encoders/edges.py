"""Edges of an event, finer than the patches that found it: from the signal's own envelope on both sides of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from neuro_llm.recordings.evidence.intervals import Interval, runs
from neuro_llm.recordings.recording import Recording

STEP = 0.05  # s between the values of an envelope
MOST_REFINED = 150  # events of one recording; any more keep the edges of their patches


TELLING = 0.8  # quantile of channels and bands: those above it are averaged
CLEAR = 0.35  # natural log of power, 1.5 dB: a smaller change shows no edge


@dataclass(frozen=True)
class Found:
    """An event as its patches tell it: start and stop (s), and the stretch that shows it most clearly."""

    start: float
    stop: float
    core: Interval


@dataclass(frozen=True)
class Look:
    """How an event shows.

    bands    Hz; its power in each is followed
    smooth   s over which power is averaged
    reach    s beyond the patches' edge in which the true one is sought
    before   s beyond it that are read, to know the signal without the event
    inside   s of the event's core that these are compared with
    gap      s; two that are closer are one
    shortest s
    """

    bands: tuple[tuple[float, float], ...]
    smooth: float
    reach: float
    before: float
    inside: float
    gap: float
    shortest: float


LOOKS = {
    "seizure": Look(((1.5, 4), (4, 8), (8, 13), (13, 25)), 1.0, 4.0, 40.0, 12.0, 6.0, 2.0),
    "spindles": Look(((11, 16),), 0.2, 2.0, 2.0, 2.0, 0.3, 0.3),
    "blinks": Look(((1, 8),), 0.1, 1.0, 1.0, 2.0, 0.1, 0.05),
}


def refined(
    recording: Recording, event: str, found: Sequence[Found], channels: Sequence[str], span: Interval
) -> tuple[Interval, ...]:
    """The intervals with edges where the signal changes, in order, those that touch made one.

    found     as the patches give them
    channels  that may show it
    span      s; nothing outside is read
    """
    look = LOOKS[event]
    edged: list[Interval] = []
    for number, one in enumerate(found):
        if number >= MOST_REFINED:
            edged.append((one.start, one.stop))
        elif event == "seizure":
            edged.append(_lasting(recording, look, one, channels, span))
        else:
            edged += _brief(recording, look, one, channels, span)
    return _joined(edged, look)


def _lasting(
    recording: Recording, look: Look, found: Found, channels: Sequence[str], span: Interval
) -> Interval:
    """Start and stop each by the change of the envelope around it."""
    start = _edge(recording, look, found, channels, span)
    stop = _edge(recording, look, found, channels, span, backwards=True)
    return (start, stop) if stop - start >= look.shortest else (found.start, found.stop)


def _edge(
    recording: Recording,
    look: Look,
    found: Found,
    channels: Sequence[str],
    span: Interval,
    backwards: bool = False,
) -> float:
    """The second of the change (Page 1954): the sum of what stands above half-way is largest from there on.

    Half-way is between the medians of the event's core and of what lies before the reach; the channels and bands in
    which these differ most are averaged. The end of an event is found as its start with time turned over.
    """
    low, edge, core = span[0], found.start, found.core
    if backwards:
        low, edge, core = -span[1], -found.stop, (-found.core[1], -found.core[0])
    begins, ends = max(low, edge - look.before), min(core[1], core[0] + look.inside)
    if edge - begins < 2.0:
        return abs(begins)  # it is there from the first second, or until the last
    course = _course(recording, look, channels, *((-ends, -begins) if backwards else (begins, ends)))
    course = course[:, ::-1] if backwards else course
    rest = round(max(edge - begins - look.reach, 0.5 * (edge - begins)) / STEP)
    within = min(round((core[0] - begins) / STEP), course.shape[1] - 1)
    quiet, loud = np.median(course[:, :rest], axis=1), np.median(course[:, within:], axis=1)
    apart = loud - quiet
    telling = apart >= np.quantile(apart, TELLING)
    if apart[telling].mean() < CLEAR:
        return abs(edge)
    weight = apart[telling][:, None]
    above = ((course[telling] - (quiet + loud)[telling][:, None] / 2) * weight).sum(0) / weight.sum()
    first = max(0, round((edge - look.reach - begins) / STEP))
    last = min((within + course.shape[1]) // 2, round((edge + look.reach - begins) / STEP)) + 1
    gathered = above[first:last][::-1].cumsum()[::-1]
    return abs(begins + (first + int(gathered.argmax())) * STEP)


def _brief(
    recording: Recording, look: Look, found: Found, channels: Sequence[str], span: Interval
) -> list[Interval]:
    """Every stretch within some patches where the envelope stands above half-way (in dB) to its highest."""
    interval = (found.start, found.stop)
    begins, ends = max(span[0], interval[0] - look.reach), min(span[1], interval[1] + look.reach)
    course = _course(recording, look, channels, begins, ends)
    apart = course.max(axis=1) - np.median(course, axis=1)
    envelope = course[apart >= np.quantile(apart, 0.5)].mean(0)
    times = begins + STEP * np.arange(len(envelope))
    inside = (times >= interval[0]) & (times < interval[1])
    if not inside.any():
        return [interval]
    level = (envelope[inside].max() + np.median(envelope)) / 2
    above = [(begins + STEP * a, begins + STEP * b) for a, b in runs(envelope > level)]
    kept = [
        run
        for run in above
        if run[1] > interval[0] and run[0] < interval[1] and run[1] - run[0] >= look.shortest
    ]
    return [(max(a, begins), min(b, ends)) for a, b in kept] or [interval]


def _course(
    recording: Recording, look: Look, channels: Sequence[str], start: float, stop: float
) -> np.ndarray:
    """Natural logarithm of the power in each band of each channel: (channel · band, step)."""
    from scipy import ndimage, signal

    rate = recording.sfreq
    data = np.nan_to_num(recording.read(start, stop, channels).astype(float))
    data = data - np.median(data, axis=1, keepdims=True)
    rows = []
    at = np.minimum(np.round(np.arange(0, stop - start, STEP) * rate).astype(int), data.shape[1] - 1)
    for low, high in look.bands:
        if high > 0.45 * rate:
            continue
        sos = signal.butter(2, (low, high), "bandpass", fs=rate, output="sos")
        filtered = signal.sosfiltfilt(sos, data, axis=1, padlen=min(data.shape[1] - 1, round(rate)))
        power = ndimage.uniform_filter1d(filtered**2, max(1, round(look.smooth * rate)), axis=1)
        rows.append(power[:, at])
    power = np.concatenate(rows)
    return np.log(power + 1e-4 * np.median(power) + 1e-40)


def _joined(intervals: Sequence[Interval], look: Look) -> tuple[Interval, ...]:
    found: list[Interval] = []
    for start, stop in sorted(intervals):
        if found and start - found[-1][1] < look.gap:
            found[-1] = (found[-1][0], max(stop, found[-1][1]))
        else:
            found.append((start, stop))
    return tuple((round(float(a), 1), round(float(b), 1)) for a, b in found)
