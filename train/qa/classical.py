"""What an engineer writes in an afternoon for the same questions: thresholds on spectra and amplitudes."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from neuro_llm.recordings.evidence.intervals import runs
from neuro_llm.recordings.recording import Recording
from neuro_llm.train.detectors import Detectors, Signal, line_length

from .items import Interval, Item, Response


def answer(detectors: Detectors, item: Item, recordings: tuple[Recording, ...]) -> Response | None:
    """The classical response to an item; None where nobody would write a detector for it."""
    signal = Signal.of(recordings[0])
    if item.meaning:
        return Response(choice=item.meaning[str(detectors.decide(item.topic, signal))])
    return OPEN[item.topic](recordings[0], signal) if item.topic in OPEN else None


def _alpha(recording: Recording, signal: Signal) -> Response:
    """Largest density of 7–14 Hz over the back of the head."""
    rows = signal.rows("occipital", "parietal")
    inside = (signal.frequencies >= 7) & (signal.frequencies <= 14)
    flat = signal.psd[rows].mean(0)[inside] * signal.frequencies[inside]
    return Response(number=float(signal.frequencies[inside][flat.argmax()]))


def _blinks(recording: Recording, signal: Signal) -> Response:
    """Peaks of the slow frontal signal over 60 µV, 0.3 s apart."""
    from scipy.signal import find_peaks

    slow = signal.band(0.5, 8)[signal.rows("frontal")].mean(0)
    return Response(number=float(len(find_peaks(slow, 60, distance=max(1, round(0.3 * signal.sfreq)))[0])))


def _bad(recording: Recording, signal: Signal) -> Response:
    """Channels whose log spread lies 4 robust deviations from the others'."""
    spread = np.log10(signal.data.std(1) + 1e-3)
    away = np.abs(spread - np.median(spread))
    far = away > 4 * max(1.4826 * float(np.median(away)), 0.05)
    return Response(names=frozenset(np.array(recording.fields)[far].tolist()))


def _seizure(recording: Recording, signal: Signal) -> Response:
    """The longest stretch whose line length is twice the recording's quiet level."""
    course = line_length(signal)
    return Response(intervals=_longest(course > 2 * np.quantile(course, 0.2), 2.0))


def _muscle(recording: Recording, signal: Signal) -> Response:
    """The longest stretch whose power above 30 Hz is four times the recording's quiet level."""
    course = signal.seconds(signal.band(30, 95)).var(-1).mean(0)
    return Response(intervals=_longest(course > 4 * np.quantile(course, 0.2), 1.0))


def _longest(high: np.ndarray, step: float) -> tuple[Interval, ...]:
    stretches = [(a * step, b * step) for a, b in runs(high)]
    return (max(stretches, key=lambda run: run[1] - run[0]),) if stretches else ()


OPEN: dict[str, Callable[[Recording, Signal], Response]] = {
    "alpha frequency": _alpha,
    "blink count": _blinks,
    "bad channels": _bad,
    "seizure": _seizure,
    "muscle": _muscle,
}
"""Open questions by topic; closed ones go to the tuned detectors."""
