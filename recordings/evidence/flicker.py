"""Steady-state visual responses: the flicker frequency that canonical correlation finds in the channels.

An unknown frequency is searched with one sine and cosine (Lin et al. 2006); among known ones the filter bank decides
(Chen et al. 2015, J Neural Eng 12:046008): harmonics are often told from noise where the fundamental is not, but for
those at the frequency of the mains.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial

import numpy as np

from neuro_llm.recordings.errors import MeasureError
from neuro_llm.recordings.recording import FIELD_KINDS, Event

from .around_events import filtered, is_border, unbroken
from .bands import BANDS
from .part import Found, Part
from .places import posterior, spread
from .quantity import Needs, Quantity
from .spectrum import MAINS_HZ

WINDOW = 10.0  # s; a longer span is an average over such windows
SHORTEST = 1.0  # s
LONGEST_TRIAL = 10.0  # s, where nothing says when the flicker stops
CANDIDATES = (5.0, 40.0)  # Hz
FINE, COARSE = 0.1, 0.25  # Hz between candidates; the coarse grid for windows shorter than 8 s
ENOUGH_FOR_FINE = 8.0  # s
SECOND = (
    0.5  # weight of the second harmonic; it counts no more than the first, so that mains add nothing to 25 Hz
)
PASS_HZ = (2.0, 90.0)
HARMONICS = 5  # of a known frequency
BANK_HZ = (8.0, 16.0, 24.0, 32.0, 40.0)  # where the sub-bands begin; all end at the end of PASS_HZ
NARROWEST = 8.0  # Hz, of a sub-band in slowly sampled recordings
WEIGHT = (1.25, 0.25)  # of sub-band n: n^-1.25 + 0.25
CLEAR = 0.05
_STEPS, _STRIDE = 15, (-1.0, 1.0)
MOST_CHANNELS = 16

_START = re.compile(r"(?i)^(32779|.*visual.?stimulation.?start)$")  # OpenViBE and GDF files made by it
_STOP = re.compile(r"(?i)^(32780|.*visual.?stimulation.?stop)$")


@dataclass(frozen=True)
class Spectrum:
    """How strongly each frequency is there, over the windows.

    frequencies       (freq,) Hz, evenly spaced, from 0
    share             (freq,) squared canonical correlation of the channels with a sine and cosine, mean over windows
    windows, seconds  how many, how long
    """

    frequencies: np.ndarray
    share: np.ndarray
    windows: int
    seconds: float

    @property
    def step(self) -> float:
        return float(self.frequencies[1])

    def against_neighbours(self) -> tuple[np.ndarray, np.ndarray]:
        """dB of each frequency above its neighbours, and p of their ratio (F test, one-sided, not corrected).

        The neighbours lie 0.3–1 Hz away, further where windows are short. What they make likely at the frequency is a
        parabola of the logarithm, fitted as gamma distributed: a rhythm of the brain is a hump, which the parabola
        follows; a flicker is a line. They scatter at least as they usually do over all frequencies.
        """
        from scipy.stats import f as fisher

        low, high = max(0.3, 2.5 / self.seconds), max(1.0, 7.5 / self.seconds)
        near = np.arange(round(low / self.step), round(high / self.step) + 1)
        near = np.concatenate([-near[::-1], near])
        share = np.pad(np.maximum(self.share, 1e-12), near[-1], mode="edge")
        around = share[near[-1] + np.arange(len(self.share))[:, None] + near]
        shape = np.stack([np.ones(len(near)), near**2.0], axis=1)
        weights, apart = _gamma_fit(around, shape)
        scatter = (apart**2).sum(axis=1) / (len(near) - 2)
        scatter = np.maximum(scatter, np.median(scatter))
        ratio = np.maximum(self.share, 1e-12) / np.exp(weights[:, 0])
        uncertain = float(np.linalg.inv(shape.T @ shape)[0, 0])
        return 10 * np.log10(ratio), fisher.sf(ratio, 2 / scatter, 2 / (scatter * uncertain))


def _gamma_fit(values: np.ndarray, shape: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Gamma regression with a logarithmic link of each row of (row, value) on (value, weight).

    returns  (row, weight), and how far each value lies from its fit, as a share of that
    """
    solve = np.linalg.pinv(shape)
    weights = np.zeros((len(values), shape.shape[1]))
    weights[:, 0] = np.log(values.mean(axis=1))
    for _ in range(_STEPS):
        apart = values / np.exp(weights @ shape.T) - 1
        weights += np.clip(apart @ solve.T, *_STRIDE)
    return weights, values / np.exp(weights @ shape.T) - 1


def _find(wanted: str, part: Part) -> Found:
    placed = _places(part)
    over = part.over(placed)
    seen = _spectrum(over)
    above, chance = seen.against_neighbours()
    low, high = CANDIDATES
    rows = np.arange(round(low / seen.step), min(round(high / seen.step) + 1, len(above)))
    twice = np.where(2 * rows < len(above), above[np.minimum(2 * rows, len(above) - 1)], 0.0)
    first = above[rows]
    best = int(rows[np.argmax(first + SECOND * np.clip(twice, 0.0, np.maximum(first, 0.0)))])
    frequency, p = float(seen.frequencies[best]), min(1.0, float(chance[best]) * len(rows))
    said = f"p = {p:.2g}" if p >= 1e-4 else "p < 0.0001"
    note = (
        f"{frequency:.4g} Hz stands {above[best]:.1f} dB above its neighbours and is "
        f"{'' if p < CLEAR else 'not '}clear of chance ({said} by their scatter, corrected for {len(rows)} "
        f"candidates); {seen.windows} {'trials' if part.event else 'windows'} of {seen.seconds:.3g} s"
    )
    if BANDS["alpha"][0] - 1 <= frequency <= BANDS["alpha"][1]:
        note += "; an alpha rhythm can look the same there"
    if wanted == "correlation":
        return Found(flicker_scores(over, (frequency,))[frequency], note, channels=placed)
    return Found(frequency if wanted == "frequency" else float(above[best]), note, channels=placed)


def flicker_scores(part: Part, frequencies: Sequence[float]) -> dict[float, float]:
    """Filter bank canonical correlation of the part's channels with each frequency (Hz) and its harmonics, 0–1.

    The root of the weighted mean, over sub-bands that begin at BANK_HZ, of the squared canonical correlation, mean over
    the windows of the span or the trials of `part.event`; the largest says which of several known flickers was looked
    at (slow ones are told by their harmonics). MeasureError where a frequency cannot be seen at the part's rate.
    """
    top = 0.45 * part.sfreq
    wrong = [frequency for frequency in frequencies if not 1.0 <= frequency <= top]
    if wrong or not frequencies:
        raise MeasureError(
            f"Flicker frequencies must lie in 1–{top:.4g} Hz at {part.sfreq:g} Hz; given: "
            f"{', '.join(f'{frequency:g}' for frequency in frequencies) or 'none'}."
        )
    waves: dict[tuple[int, float], np.ndarray] = {}
    total, weights = np.zeros(len(frequencies)), 0.0
    for number, low in enumerate((low for low in BANK_HZ if low + NARROWEST <= top), 1):
        weight = number ** -WEIGHT[0] + WEIGHT[1]
        found = []
        for basis in _bases(part, _windows(part), low):
            for frequency in frequencies:
                key = (len(basis), frequency)
                if key not in waves:
                    waves[key] = _waves(len(basis), part.sfreq, _harmonics(frequency, top))[None]
                found.append(float(_correlations(basis, waves[key])[0]) ** 2)
        total += weight * np.reshape(found, (-1, len(frequencies))).mean(axis=0)
        weights += weight
    return dict(zip(map(float, frequencies), np.sqrt(total / weights).tolist(), strict=True))


def _harmonics(frequency: float, top: float) -> list[float]:
    """The frequency and its multiples up to `top` Hz; one that the mains may fill says nothing and is left out."""
    multiples = [frequency * n for n in range(1, HARMONICS + 1) if frequency * n <= top]
    away = [hertz for hertz in multiples if min(abs(hertz - mains) for mains in MAINS_HZ) > 1.0]
    return away or multiples[:1]


def _spectrum(part: Part) -> Spectrum:
    """Squared canonical correlation with one sine and cosine at each frequency."""
    spans = _windows(part)
    seconds = float(np.median([stop - start for start, stop in spans])) if spans else 0.0
    base = round(part.sfreq / (FINE if seconds >= ENOUGH_FOR_FINE else COARSE))
    total, count = np.zeros(base // 2 + 1), 0
    for basis in _bases(part, spans):
        more = -(-len(basis) // base)  # padded with zeros to a multiple of the grid
        lines = np.fft.rfft(basis, base * more, axis=0)[::more][: len(total)]
        total, count = total + 2 / len(basis) * _largest(lines), count + 1
    return Spectrum(np.arange(len(total)) * part.sfreq / base, total / count, count, seconds)


def _largest(lines: np.ndarray) -> np.ndarray:
    """Largest eigenvalue of the 2 × 2 products of real and imaginary parts: (freq,). lines (freq, channel)."""
    real, imaginary = (lines.real**2).sum(axis=1), (lines.imag**2).sum(axis=1)
    mixed = (lines.real * lines.imag).sum(axis=1)
    return np.asarray(0.5 * (real + imaginary) + np.hypot(0.5 * (real - imaginary), mixed))


def _waves(n_times: int, sfreq: float, frequencies: Sequence[float]) -> np.ndarray:
    """Orthonormal sines and cosines without mean: (time, 2 × frequency)."""
    angle = 2 * np.pi * np.arange(n_times)[:, None] / sfreq * np.asarray(frequencies)[None]
    waves = np.concatenate([np.sin(angle), np.cos(angle)], axis=1)
    return np.asarray(np.linalg.qr(waves - waves.mean(axis=0))[0])


def _correlations(basis: np.ndarray, waves: np.ndarray) -> np.ndarray:
    """Largest canonical correlation of orthonormal (time, channel) with each of (set, time, wave): (set,)."""
    return np.asarray(np.linalg.svd(np.swapaxes(waves, 1, 2) @ basis, compute_uv=False)[:, 0])


def _bases(part: Part, spans: Sequence[tuple[float, float]], low: float = PASS_HZ[0]) -> Iterator[np.ndarray]:
    """Orthonormal bases of what the channels hold from `low` Hz on in each window: (time, channel). Constant channels
    add nothing."""
    count = 0
    for start, stop in spans:
        piece = part.read(start, stop)
        first = round((start - piece.start) * part.sfreq)
        last = first + round((stop - start) * part.sfreq)
        x = filtered(piece.x, part.sfreq, low, PASS_HZ[1])[:, first:last].astype(float)
        if piece.lost[:, first:last].any():
            continue
        x -= x.mean(axis=1, keepdims=True)
        basis, size, _ = np.linalg.svd(x.T, full_matrices=False)
        real = size > 1e-6 * max(size[0], 1e-12)
        if real.any() and size[0] > 0:
            count += 1
            yield basis[:, real]
    if not count:
        raise MeasureError(
            f"{part.quantity.name} needs at least one window of {SHORTEST:g} s with a signal; there is none in "
            f"{part.start:g}–{part.stop:g} s."
        )


def _windows(part: Part) -> list[tuple[float, float]]:
    """Spans to look at, s: the trials of the event, or the whole part in windows; never across a break."""
    pieces = [(max(a, part.start), min(b, part.stop)) for a, b in unbroken(part.recording)]
    if part.event:
        pieces = _trials(part, pieces)
        if not pieces:
            raise MeasureError(
                f"{part.quantity.name}: no trial of {part.event!r} lasts {SHORTEST:g} s within the span."
            )
    spans = []
    for start, stop in pieces:
        length = min(WINDOW, stop - start)
        spans += [
            (start + i * length, start + (i + 1) * length) for i in range(int((stop - start) / length + 1e-6))
        ]
    return [(a, b) for a, b in spans if b - a >= SHORTEST - 1e-6]


def _trials(part: Part, pieces: list[tuple[float, float]]) -> list[tuple[float, float]]:
    """The flicker of each event of the label: between marks of stimulation, its duration, or up to the next event."""
    marks = sorted((e for e in part.recording.events if not is_border(e.label)), key=lambda e: e.onset)
    spans = []
    for event in part.events(part.event):
        start, stop = stimulation(event, marks)
        piece = next(((a, b) for a, b in pieces if a <= event.onset < b), None)
        if piece and min(stop, piece[1]) - start >= SHORTEST:
            spans.append((start, min(stop, piece[1])))
    return spans


def stimulation(event: Event, marks: Sequence[Event]) -> tuple[float, float]:
    """(start, stop) of the flicker of an event, s. marks: all events in order of onset."""
    later = [mark for mark in marks if mark.onset > event.onset]
    if event.duration >= SHORTEST:
        return event.onset, event.onset + event.duration
    start = next((mark for mark in later[:3] if _START.match(mark.label)), None)
    stop = next((mark for mark in later if _STOP.match(mark.label)), None)
    if start and stop and start.onset < stop.onset:
        return start.onset, stop.onset
    end = next((mark.onset for mark in later if mark.onset - event.onset >= SHORTEST), np.inf)
    return event.onset, min(end, event.onset + LONGEST_TRIAL)


def _places(part: Part) -> tuple[str, ...]:
    """As named, else posterior channels where there are any, else all."""
    if part.named:
        return part.channels
    return spread(posterior(part.recording, part.channels) or part.channels, MOST_CHANNELS)


_NEEDS = Needs(FIELD_KINDS, seconds=SHORTEST, events=1, rate=100.0, eventless=True)
_CHOICE = (
    f"the frequency of {CANDIDATES[0]:g}–{CANDIDATES[1]:g} Hz (steps of {FINE:g} Hz, {COARSE:g} in short windows) "
    "whose squared canonical correlation with the channels (posterior ones where none are named), mean over windows of "
    f"{WINDOW:g} s or trials of event, stands highest above a parabola through its neighbours, second harmonic "
    "included; interference at one frequency counts alike"
)
_CORRELATION = (
    "filter bank canonical correlation with sines and cosines up to the fifth harmonic: root of the weighted mean "
    "square over sub-bands and windows or trials"
)
_CHEN = "Chen et al. 2015"
_LIN = "Lin et al. 2006; Norcia et al. 2015"

QUANTITIES: tuple[Quantity, ...] = (
    Quantity("SSVEP frequency", "Hz", _NEEDS, _CHOICE, _LIN, partial(_find, "frequency")),
    Quantity(
        "SSVEP correlation", "", _NEEDS,
        f"{_CORRELATION}; {_CHOICE}",
        f"{_CHEN}; {_LIN}", partial(_find, "correlation"),
    ),
    Quantity(
        "SSVEP signal to noise", "dB", _NEEDS, f"how high that stands, in dB: {_CHOICE}",
        _LIN, partial(_find, "signal to noise"),
    ),
)  # fmt: skip


def correlation_at(frequency: float) -> Quantity:
    """The quantity "SSVEP correlation at 13 Hz": how well one known flicker explains the channels."""

    def correlate(part: Part) -> Found:
        placed = _places(part)
        return Found(flicker_scores(part.over(placed), (frequency,))[frequency], channels=placed)

    return Quantity(f"SSVEP correlation at {frequency:g} Hz", "", _NEEDS, _CORRELATION, _CHEN, correlate)
