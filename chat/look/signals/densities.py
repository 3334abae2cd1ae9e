"""Power spectral densities of windows of a recording: of a page, and of windows spread over all of it."""

from __future__ import annotations

import warnings
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from neuro_llm.recordings.evidence.keeping import kept
from neuro_llm.recordings.evidence.part import Part

SEGMENT = 2.0  # s of one Hann window; they overlap by half, as in the measured spectra
HIGHEST = 250.0  # Hz that are kept
MOST_COLUMNS = 300
FINEST = 0.5  # s between columns
LONGEST = 8.0  # s read for one column
MOST_VALUES = 12_000_000  # channel × time read for all columns
MOST_CHANNELS = 32
PAGE_WINDOW = 10.0  # s
PAGE_WINDOWS = 12
PAGE_VALUES = 1 << 22  # channel × time of one window of the page


@dataclass(frozen=True)
class Overview:
    """Windows spread over a recording.

    times    (window,) s, the middle of each
    seconds  length of each
    freqs    (freq,) Hz
    levels   (window, freq) log10 unit²/Hz, mean over channels; NaN where no channel has a signal
    psd      (channel, freq) unit²/Hz, mean over windows
    whole    whether the windows leave nothing out
    """

    times: np.ndarray
    seconds: float
    freqs: np.ndarray
    levels: np.ndarray
    psd: np.ndarray
    whole: bool


def frequencies(part: Part) -> np.ndarray:
    """(freq,) Hz, up to what the slowest of the channels holds."""
    recording = part.recording
    length = _segment(part)
    top = min(HIGHEST, *(recording.native_rates[row] / 2 for row in recording.index(part.channels)))
    freqs = np.fft.rfftfreq(length, 1 / part.sfreq)
    return freqs[freqs <= top + 1e-6]


def densities(part: Part, starts: np.ndarray, seconds: float) -> Iterator[np.ndarray]:
    """(channel, freq) unit²/Hz of each window of `seconds` from starts (s); NaN where a channel has no signal.

    Welch 1967: Hann windows of 2 s, half overlapping, their mean taken off.
    """
    from scipy.signal import welch

    length, n_freqs = _segment(part), len(frequencies(part))
    for start in starts:
        piece = part.read(float(start), float(start) + seconds)
        if piece.x.shape[1] < length:
            yield np.full((len(part.channels), n_freqs), np.nan)
            continue
        psd = welch(piece.x, part.sfreq, nperseg=length, axis=1)[1][:, :n_freqs]
        silent = piece.lost.any(axis=1) | ~(np.ptp(piece.x, axis=1) > 0)
        psd[silent] = np.nan
        yield psd


def page_density(part: Part, start: float, stop: float) -> np.ndarray:
    """(channel, freq) unit²/Hz of start..stop (s); of twelve windows of 10 s in it where it is longer."""
    most = PAGE_VALUES / (part.sfreq * len(part.channels))
    seconds = min(stop - start, max(SEGMENT, min(PAGE_WINDOW, most)))
    count = min(PAGE_WINDOWS, int(np.ceil((stop - start) / seconds - 1e-6)))
    return _mean(np.stack(list(densities(part, np.linspace(start, stop - seconds, count), seconds))))


def overview(part: Part) -> Overview:
    """Windows spread evenly over the part, at most 300 of at most 8 s; kept for the next picture."""
    return kept(part, "densities", lambda: _overview(part))


def most_channels(sfreq: float) -> int:
    """Channels of which 300 windows can be read at once."""
    return int(np.clip(MOST_VALUES / (MOST_COLUMNS * SEGMENT * sfreq), 2, MOST_CHANNELS))


def _overview(part: Part) -> Overview:
    shortest = min(SEGMENT, part.seconds)
    count = min(MOST_COLUMNS, 1 + int((part.seconds - shortest) / FINEST))
    allowed = MOST_VALUES / (count * part.sfreq * len(part.channels))
    step = (part.seconds - shortest) / max(1, count - 1)
    seconds = min(part.seconds, max(shortest, min(step, LONGEST, allowed)))
    starts = np.linspace(part.start, part.stop - seconds, count)
    levels: list[np.ndarray] = []
    total, seen = np.zeros(1), np.zeros(1)
    for psd in densities(part, starts, seconds):
        known = np.isfinite(psd)
        levels.append(_mean(np.log10(np.maximum(psd, 1e-30))))
        total, seen = total + np.where(known, psd, 0.0), seen + known
    with np.errstate(invalid="ignore"):
        psd = total / np.where(seen > 0, seen, np.nan)
    return Overview(
        times=starts + seconds / 2, seconds=seconds, freqs=frequencies(part), levels=np.stack(levels), psd=psd,
        whole=bool(step <= seconds + 1 / part.sfreq),
    )  # fmt: skip


def segment_seconds(part: Part) -> float:
    """Length of one Hann window; a recording may be shorter than the usual one."""
    return round(min(SEGMENT, part.recording.duration), 2)


def _segment(part: Part) -> int:
    """Samples of one Hann window."""
    return min(round(SEGMENT * part.sfreq), part.recording.n_times)


def _mean(values: np.ndarray) -> np.ndarray:
    """Over the first axis, leaving out what is no number."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", RuntimeWarning)  # nothing there: NaN, as it should be
        return np.asarray(np.nanmean(values, axis=0))
