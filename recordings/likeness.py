"""Does a recording look like brain activity at all? Five numbers from a few seconds of it, free of scale and unit."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from .recording import Recording

PIECE_SECONDS = 2.0
MOST_PIECES = 32
MOST_CHANNELS = 48
FIT_HZ = (2.0, 40.0)
TONE_HZ = (1.5, 45.0)
SHARED_HZ = (2.0, 30.0)
MAINS_HZ = (50.0, 60.0)
COURSE_HZ = ((1, 4), (4, 8), (8, 13), (13, 20), (20, 30), (30, 45))
HANN_BINS = 1.5  # bins of a Hann spectrum that hold one independent value


@dataclass(frozen=True)
class Likeness:
    """What tells brain activity from noise; medians over channels that hold a signal, None where it cannot be told.

    flat      share of channels without any signal
    slope     by which power of the frequency the spectrum falls, 2–40 Hz: white noise 0, brains about 0.5–3
    tone      share of the power beside the mains that one frequency holds: a sine 1
    shared    how much channels have in common beyond what all share, in units of chance: noise 1, a head 4–20
    same      share of the variance that is left when what all channels share is taken away: copies 0
    shape     scatter of the spectrum around its slope, in units of chance: noise 1, rhythms and filters more
    course    how the power changes over time beyond chance: noise 0
    pieces    how many pieces it rests on
    """

    flat: float
    slope: float | None = None
    tone: float | None = None
    shared: float | None = None
    same: float | None = None
    shape: float | None = None
    course: float | None = None
    pieces: int = 0


def likeness(recording: Recording, start: float | None = None, stop: float | None = None) -> Likeness:
    """Look at `start`..`stop` (s): at most 32 pieces of two seconds, evenly spread, of at most 48 brain channels."""
    pieces = _pieces(recording, start or 0.0, recording.duration if stop is None else stop)
    return judge(pieces, recording.sfreq)


def judge(pieces: np.ndarray, sfreq: float) -> Likeness:
    """The numbers of (channel, piece, time) samples of one or more channels."""
    x = np.nan_to_num(pieces.astype(float), posinf=0.0, neginf=0.0)
    x = _level(x)
    size = np.sqrt(np.square(x).mean(axis=(1, 2)))
    live = size > max(1e-6 * float(size.max(initial=0.0)), 1e-30)
    flat = float(1 - live.mean()) if len(live) else 1.0
    if not live.any():
        return Likeness(flat, pieces=x.shape[1])
    spectra = np.fft.rfft(x[live] * np.hanning(x.shape[2]), axis=2)
    freqs = np.fft.rfftfreq(x.shape[2], 1 / sfreq)
    power = np.square(np.abs(spectra))
    slope, shape = _slope(freqs, power, 0.45 * sfreq)
    shared, same = _shared(freqs, spectra, 0.45 * sfreq)
    course = _course(freqs, power, 0.45 * sfreq)
    return Likeness(flat, slope, _tone(freqs, power), shared, same, shape, course, x.shape[1])


def _pieces(recording: Recording, start: float, stop: float) -> np.ndarray:
    """(channel, piece, time)"""
    names = recording.fields
    if len(names) > MOST_CHANNELS:
        names = tuple(names[i] for i in np.linspace(0, len(names) - 1, MOST_CHANNELS).round().astype(int))
    seconds = min(PIECE_SECONDS, stop - start)
    n_times = max(4, int(seconds * recording.sfreq))
    count = max(1, int((stop - start) * recording.sfreq + 0.5) // n_times)
    if count <= MOST_PIECES:
        data = recording.read(start, stop, names)[:, : count * n_times]
        return data[:, : data.shape[1] // n_times * n_times].reshape(len(names), -1, n_times)
    starts = np.linspace(start, stop - seconds - 1 / recording.sfreq, MOST_PIECES)
    return np.stack([recording.read(at, at + seconds, names)[:, :n_times] for at in starts], 1)


def _level(x: np.ndarray) -> np.ndarray:
    """Without the mean and the straight line of each piece: an offset or a drift is no rhythm."""
    if not x.size:
        return x
    line = np.linspace(-1.0, 1.0, x.shape[2])
    x = x - x.mean(axis=2, keepdims=True)
    return x - (x @ line)[..., None] * line / np.square(line).sum()


def _beside_mains(freqs: np.ndarray) -> np.ndarray:
    return np.min([np.abs(freqs - line) for line in MAINS_HZ], axis=0) > 2.0


def _slope(freqs: np.ndarray, power: np.ndarray, top: float) -> tuple[float | None, float | None]:
    """The slope of the mean spectrum in double logarithm, and how far it scatters around a line beside chance."""
    from scipy.special import polygamma

    inside = (freqs >= FIT_HZ[0]) & (freqs <= min(FIT_HZ[1], top))
    if inside.sum() < 12:
        return None, None
    x = np.log(freqs[inside])
    y = np.log(power[:, :, inside].mean(axis=1) + 1e-300)
    falls = [-np.polyfit(x, row, 1, w=freqs[inside] ** -0.5)[0] for row in y]
    rest = y - np.stack([np.polyval(np.polyfit(x, row, 1), x) for row in y])
    chance = float(polygamma(1, power.shape[1]))  # variance of the log of a mean of so many spectra
    return float(np.median(falls)), float(np.median(rest.var(axis=1)) / chance)


def _tone(freqs: np.ndarray, power: np.ndarray) -> float | None:
    """The three neighbouring bins that hold most, beside all from 1 Hz up."""
    counted = (freqs >= 1.0) & _beside_mains(freqs)
    places = np.flatnonzero((freqs >= TONE_HZ[0]) & (freqs <= TONE_HZ[1]) & counted)
    places = places[places + 1 < len(freqs)]
    if not len(places):
        return None
    mean = power.mean(axis=1)
    most = np.max([mean[:, i - 1 : i + 2].sum(axis=1) for i in places], axis=0)
    return float(np.median(most / np.maximum(mean[:, counted].sum(axis=1), 1e-300)))


def _shared(freqs: np.ndarray, spectra: np.ndarray, top: float) -> tuple[float | None, float | None]:
    """Root mean square correlation of whitened channels without their mean, in units of chance; what is left of them.

    Two channels: their own correlation.
    """
    inside = (freqs >= SHARED_HZ[0]) & (freqs <= min(SHARED_HZ[1], top))
    count = len(spectra)
    if count < 2 or inside.sum() < 12 or spectra.shape[1] < 3:
        return None, None
    white = spectra[:, :, inside]
    white = white / np.sqrt(np.square(np.abs(white)).mean(axis=1, keepdims=True) + 1e-300)
    left = white - white.mean(axis=0)
    same = float(np.square(np.abs(left)).mean() / np.square(np.abs(white)).mean())
    apart = white if count == 2 else left
    rows = apart.reshape(count, -1)
    rows = rows / np.sqrt(np.square(np.abs(rows)).sum(axis=1, keepdims=True) + 1e-300)
    alike = (rows @ rows.conj().T).real + (0.0 if count == 2 else 1 / (count - 1))  # noise has −1 / (n − 1)
    off = alike[~np.eye(count, dtype=bool)]
    values = 2 * rows.shape[1] / HANN_BINS
    return float(np.sqrt(np.square(off).mean() * values)), same


def _course(freqs: np.ndarray, power: np.ndarray, top: float) -> float | None:
    """Variance over pieces of the logarithm of each band's power less that of noise, mean over bands."""
    from scipy.special import polygamma

    if power.shape[1] < 3:
        return None
    found = []
    for low, high in COURSE_HZ:
        inside = (freqs >= low) & (freqs < min(high, top))
        if inside.sum() >= 3:
            band = power[:, :, inside]
            band = (band / (band.mean(axis=1, keepdims=True) + 1e-300)).mean(axis=2)
            spread = np.log(band + 1e-12).var(axis=1, ddof=1)
            found.append(spread - float(polygamma(1, inside.sum() / HANN_BINS)))
    return float(np.median(np.mean(found, axis=0))) if found else None
