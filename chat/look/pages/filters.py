"""Filters of the picture: zero-phase, of a page that was read with seconds to spare; nothing is measured on them."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from neuro_llm.chat.look.state import BANDS, NOTCHES
from neuro_llm.recordings.recording import FIELD_KINDS

FILTERED_KINDS = (*FIELD_KINDS, "ref_meg", "eog", "ecg", "emg")
"""Channels that a display filter acts on; all others are shown as they are."""

NOTCH_QUALITY = 30.0
MOST_PADDING = 8.0  # s
_EDGES = {
    "0.5–70 Hz": (0.5, 70.0), "0.3–35 Hz": (0.3, 35.0), "1–30 Hz": (1.0, 30.0), "1–70 Hz": (1.0, 70.0),
    "80–250 Hz": (80.0, 250.0),
}  # fmt: skip
_HIGHEST = 0.95  # of the Nyquist frequency; an edge above it is left out


@dataclass(frozen=True)
class DisplayFilter:
    """What a page is filtered with.

    sections  (section, 6) second-order sections of scipy; none where nothing is filtered
    padding   seconds to read on both sides of a page and to cut off afterwards
    note      what is filtered, and what cannot be at this rate
    """

    sections: np.ndarray
    padding: float = 0.0
    note: str = ""

    def apply(self, data: np.ndarray, sfreq: float) -> np.ndarray:
        """(row, time) → filtered, float64. What is no number stays so; the filter sees a straight line there."""
        if not len(self.sections) or data.shape[1] < 2:
            return data
        from scipy.signal import sosfiltfilt

        missing = np.isnan(data)
        whole = _bridged(data) if missing.any() else data
        length = min(data.shape[1] - 1, round(self.padding * sfreq))
        return np.where(missing, np.nan, sosfiltfilt(self.sections, whole, axis=1, padlen=length))


UNFILTERED = DisplayFilter(np.empty((0, 6)))


def display_filter(sfreq: float, band: str, notch: str) -> DisplayFilter:
    """The filter of a band and a notch, of `state.BANDS` and `state.NOTCHES`, at a rate (Hz).

    A Butterworth band of second order on each side and a notch 1/30 as wide as its frequency, both run forwards and
    backwards, so that nothing is shifted in time.
    """
    from scipy.signal import butter, iirnotch, tf2sos

    highest = _HIGHEST * sfreq / 2
    sections, used, unused, padding = [], [], [], 0.0
    if band != "off":
        low, high = _EDGES[band]
        if low >= highest:
            unused.append(band)
        elif high >= highest:
            sections.append(butter(2, low, "highpass", fs=sfreq, output="sos"))
            used.append(
                f"{band.removesuffix(' Hz')} Hz (above {low:g} Hz only: {sfreq:g} samples per second)"
            )
        else:
            sections.append(butter(2, (low, high), "bandpass", fs=sfreq, output="sos"))
            used.append(band)
        padding = min(MOST_PADDING, max(1.0, 2.5 / low))
    if notch != "off":
        frequency = float(notch.removesuffix(" Hz"))
        if frequency < highest:
            sections.append(tf2sos(*iirnotch(frequency, NOTCH_QUALITY, fs=sfreq)))
            used.append(f"notch {notch}")
            padding = max(padding, 1.0)
        else:
            unused.append(f"notch {notch}")
    return DisplayFilter(
        np.concatenate(sections) if sections else np.empty((0, 6)),
        padding if sections else 0.0,
        _note(used, unused, sfreq),
    )


def bands(sfreq: float) -> list[str]:
    """The bands of which a rate (Hz) leaves an octave or more; "off" first."""
    highest = _HIGHEST * sfreq / 2
    return [band for band in BANDS if band == "off" or 2 * _EDGES[band][0] <= highest]


def notches(sfreq: float) -> list[str]:
    """The notches that lie below half the rate (Hz); "off" first."""
    highest = _HIGHEST * sfreq / 2
    return [notch for notch in NOTCHES if notch == "off" or float(notch.removesuffix(" Hz")) < highest]


def _note(used: list[str], unused: list[str], sfreq: float) -> str:
    said = []
    if used:
        said.append(f"Filtered for display: {', '.join(used)}; what is measured is not filtered by this.")
    if unused:
        said.append(f"Not filtered: {', '.join(unused)} lies beyond {sfreq:g} samples per second.")
    return " ".join(said)


def _bridged(data: np.ndarray) -> np.ndarray:
    """(row, time) with straight lines over what is no number; zeros where a row has none."""
    whole, at = np.zeros_like(data), np.arange(data.shape[1])
    for filled, line in zip(whole, data, strict=True):
        finite = np.isfinite(line)
        if finite.any():
            filled[:] = np.interp(at, at[finite], line[finite])
    return whole
