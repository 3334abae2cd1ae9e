"""How channels go together: coherence, phase lag and correlation, from one streamed cross-spectrum."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial

import numpy as np

from neuro_llm.recordings.errors import MeasureError
from neuro_llm.recordings.recording import FIELD_KINDS

from .around_events import unbroken
from .bands import BANDS
from .part import Found, Part
from .places import spread
from .quantity import Needs, Quantity

SECONDS = 2.0  # of a Hann segment, half overlapping
FEWEST = 9  # segments: 10 s
OVERLAP = (
    1.06  # half overlapping Hann segments tell as much as 1 / 1.06 as many that do not overlap (Welch 1967)
)
WIDE = (1.0, 45.0)  # Hz, for the correlation
MOST_CHANNELS = 20  # where none are named
MOST_NAMED = 64
TEN_TWENTY = (
    *("Fp1", "Fp2", "F7", "F3", "Fz", "F4", "F8", "T7", "C3", "Cz", "C4", "T8"),
    *("P7", "P3", "Pz", "P4", "P8", "O1", "O2"),
)


@dataclass
class CrossSpectrum:
    """Sums over segments of X_i conj(X_j), by pair and frequency: (pair, freq); auto: (channel, freq)."""

    first: np.ndarray
    second: np.ndarray
    auto: np.ndarray
    cross: np.ndarray
    imaginary: np.ndarray
    squares: np.ndarray
    segments: int = 0

    @classmethod
    def of(cls, n_channels: int, n_freqs: int) -> CrossSpectrum:
        first, second = np.triu_indices(n_channels, 1)
        shape = (len(first), n_freqs)
        return cls(
            first, second, np.zeros((n_channels, n_freqs)), np.zeros(shape, dtype=complex),
            np.zeros(shape), np.zeros(shape),
        )  # fmt: skip

    def add(self, spectra: np.ndarray) -> None:
        """One segment: (channel, freq), complex."""
        product = spectra[self.first] * spectra[self.second].conj()
        self.auto += np.abs(spectra) ** 2
        self.cross += product
        self.imaginary += np.abs(product.imag)
        self.squares += product.imag**2
        self.segments += 1

    def coherence(self) -> np.ndarray:
        """(pair,) magnitude-squared coherence, mean over frequencies."""
        power = self.auto[self.first] * self.auto[self.second]
        return np.asarray((np.abs(self.cross) ** 2 / np.maximum(power, _TINY)).mean(axis=1))

    def phase_lag(self) -> np.ndarray:
        """(pair,) debiased squared weighted phase-lag index, mean over frequencies; about 0 by chance, even below."""
        above = self.cross.imag**2 - self.squares
        below = self.imaginary**2 - self.squares
        return np.asarray((above / np.maximum(below, _TINY)).mean(axis=1))

    def correlation(self) -> np.ndarray:
        """(pair,) Pearson's r of what the frequencies hold."""
        power = self.auto.sum(axis=1)
        return np.asarray(
            self.cross.real.sum(axis=1) / np.sqrt(np.maximum(power[self.first] * power[self.second], _TINY))
        )


_TINY = float(np.finfo(float).tiny)


def _find(band: tuple[float, float], measure: Callable[[CrossSpectrum], np.ndarray], part: Part) -> Found:
    names = _places(part)
    over = part.over(names)
    assert over.unit  # one kind of sensor: MeasureError where they are mixed
    spectrum = cross_spectrum(over, band)
    values = measure(spectrum)
    best = int(np.argmax(np.abs(values)))
    told = [f"{spectrum.segments} segments"]
    if measure is CrossSpectrum.coherence:
        told.append(f"chance gives about {OVERLAP / spectrum.segments:.2g}")
    if len(values) > 1:
        pair = f"{names[spectrum.first[best]]} and {names[spectrum.second[best]]}"
        told += [
            f"mean over {len(values)} pairs of {len(names)} channels",
            f"strongest {pair}: {values[best]:.2f}",
        ]
    if len(names) < len(part.channels):
        told.append(f"{len(names)} of {len(part.channels)} channels")
    return Found(float(values.mean()), "; ".join(told), channels=names)


def cross_spectrum(part: Part, band: tuple[float, float]) -> CrossSpectrum:
    """All segments of a part that hold every sample, within the band (Hz); never across a break."""
    from scipy.signal import get_window

    length = _length(part)
    freqs = np.fft.rfftfreq(length, 1 / part.sfreq)
    inside = (freqs >= band[0]) & (freqs < band[1])
    window = get_window("hann", length).astype(np.float32)[:, None]
    found = CrossSpectrum.of(len(part.channels), int(inside.sum()))
    for segment in _segments(part, length):
        x = segment.T - segment.mean(axis=1)
        found.add(np.fft.rfft(x * window, axis=0)[inside].T)
    if found.segments < FEWEST:
        raise MeasureError(
            f"{part.quantity.name} needs at least {FEWEST} whole segments of {length / part.sfreq:g} s, half "
            f"overlapping; {part.start:g}–{part.stop:g} s holds {found.segments}."
        )
    return found


def _length(part: Part) -> int:
    """Samples of a segment: 2 s, or a whole trial where trials are shorter."""
    usual = float(np.median([stop - start for start, stop in unbroken(part.recording)]))
    return round(min(SECONDS, usual) * part.sfreq)


def _segments(part: Part, length: int) -> Iterator[np.ndarray]:
    """Whole segments (channel, time), half overlapping, one unbroken stretch after another."""
    for start, stop in unbroken(part.recording):
        first, last = max(start, part.start), min(stop, part.stop)
        if last - first < length / part.sfreq - 0.5 / part.sfreq:
            continue
        stretch = Part(part.recording, part.quantity, part.channels, first, last)
        x, lost = np.empty((len(part.channels), 0), np.float32), np.empty((len(part.channels), 0), bool)
        for piece in stretch.pieces(60.0):
            x, lost = np.hstack([x, piece.x]), np.hstack([lost, piece.lost])
            at = 0
            while at + length <= x.shape[1]:
                if not lost[:, at : at + length].any():
                    yield x[:, at : at + length]
                at += max(1, length // 2)
            x, lost = x[:, at:], lost[:, at:]


def _places(part: Part) -> tuple[str, ...]:
    """As named; else all good ones, at most 20: those of the 10–20 system, or every so many."""
    names = part.channels
    if not part.named and len(names) > MOST_CHANNELS:
        usual = tuple(name for name in names if name in TEN_TWENTY)
        names = usual if len(usual) >= MOST_CHANNELS // 2 else spread(names, MOST_CHANNELS)
    if not 2 <= len(names) <= MOST_NAMED:
        raise MeasureError(
            f"{part.quantity.name} is about 2 to {MOST_NAMED} channels; {part.recording.name} offers {len(names)} "
            "here. Name the channels."
        )
    return names


_HOW = f"cross-spectra of {SECONDS:g}-s Hann segments, half overlapping"
_CAVEAT = "a common reference and volume conduction raise it"


def _quantities(band: str) -> tuple[Quantity, ...]:
    low, high = BANDS[band]
    needs = Needs(FIELD_KINDS, seconds=10.0, rate=2.5 * high)
    where = f"{_HOW}, mean over {low:g}–{high:g} Hz and over pairs of channels"
    return (
        Quantity(
            f"{band} coherence", "", needs, f"magnitude-squared coherence, {where}; {_CAVEAT}",
            "Welch 1967; Nunez et al. 1997", partial(_find, (low, high), CrossSpectrum.coherence),
        ),
        Quantity(
            f"{band} phase lag index", "", needs,
            f"debiased squared weighted phase-lag index, {where}; what has no lag (volume conduction) does not count",
            "Vinck et al. 2011", partial(_find, (low, high), CrossSpectrum.phase_lag),
        ),
    )  # fmt: skip


QUANTITIES: tuple[Quantity, ...] = (
    *(found for band in BANDS for found in _quantities(band)),
    Quantity(
        "correlation", "", Needs(FIELD_KINDS, seconds=10.0, rate=2.5 * WIDE[1]),
        f"Pearson's r without lag of {WIDE[0]:g}–{WIDE[1]:g} Hz, from {_HOW}, mean over pairs of channels; {_CAVEAT}",
        "Pearson 1895", partial(_find, WIDE, CrossSpectrum.correlation),
    ),
)  # fmt: skip
