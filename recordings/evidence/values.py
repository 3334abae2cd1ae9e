"""From a scan and a choice of channels to the value of each signal quantity."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from neuro_llm.recordings.errors import MeasureError
from neuro_llm.recordings.recording import Recording
from neuro_llm.recordings.stopping import look

from . import quality, rhythms, spectrum
from .bands import BANDS
from .places import hemispheres
from .record import Evidence, Value
from .scanning import Scan


@dataclass(frozen=True)
class View:
    """What one value is computed from: a scan, and the channels of it that count."""

    recording: Recording
    seen: Scan
    channels: tuple[str, ...]

    @property
    def freqs(self) -> np.ndarray:
        return self.seen.freqs

    @property
    def psd(self) -> np.ndarray:
        """(channel, freq) unit²/Hz of the view's channels; MeasureError where one is silent."""
        psd = self.seen.psd[self.seen.rows(self.channels)]
        silent = [name for name, row in zip(self.channels, psd, strict=True) if not row[1:].sum() > 0]
        if silent:
            raise MeasureError(f"{', '.join(silent)}: no signal (constant); leave it out.")
        return psd

    def power(self, band: str) -> np.ndarray:
        """(channel,) unit²"""
        return spectrum.band_power(self.freqs, self.psd, *BANDS[band])


def _band(band: str) -> Callable[[View], float]:
    return lambda view: float(view.power(band).mean())


def _relative(band: str) -> Callable[[View], float]:
    return lambda view: float(spectrum.relative_power(view.freqs, view.psd, band).mean())


def _dominant(view: View) -> spectrum.Peak:
    peak = spectrum.largest_peak(view.freqs, spectrum.mean_log(view.psd), *spectrum.PEAK_HZ)
    if peak is None:
        raise MeasureError(f"{view.recording.name}: no peak of 1.5–40 Hz stands above the 1/f background.")
    return peak


def _alpha(view: View) -> spectrum.Peak | None:
    return spectrum.largest_peak(view.freqs, spectrum.mean_log(view.psd), *spectrum.ALPHA_PEAK_HZ)


def _alpha_frequency(view: View) -> float:
    peak = _alpha(view)
    if peak is None:
        raise MeasureError(f"{view.recording.name}: no peak of 7–14 Hz stands above the 1/f background.")
    return peak.frequency


def _alpha_prominence(view: View) -> float:
    peak = _alpha(view)
    return peak.prominence if peak else 0.0


def _asymmetry(view: View) -> float:
    left, right = (
        View(view.recording, view.seen, side).power("alpha").mean()
        for side in hemispheres(view.recording, view.channels)
    )
    return float(np.log(right) - np.log(left))


def _amplitude(view: View) -> float:
    width = view.freqs[1] - view.freqs[0]
    return float(np.sqrt(view.psd[:, view.freqs >= 1 - 1e-9].sum(axis=1) * width).mean())


def _peak_to_peak(view: View) -> float:
    return float(np.median(view.seen.peak_to_peak[view.seen.rows(view.channels)], axis=1).mean())


def _line_noise(view: View) -> float:
    return max(spectrum.mains(view.freqs, view.psd).values())


def _line_frequency(view: View) -> float:
    return spectrum.line_frequency(spectrum.mains(view.freqs, view.psd), view.seen.n_segments)


def _muscle(view: View) -> float:
    if view.freqs[-1] < 45:
        raise MeasureError(
            f"Muscle needs a sampling rate of at least 90 Hz; this one is {2 * view.freqs[-1]:g} Hz."
        )
    return quality.muscle_fraction(view.seen, view.channels)


def _exponent(view: View) -> float:
    return spectrum.background(view.freqs, spectrum.mean_log(view.psd)).exponent


def _blinks(view: View) -> tuple[float, ...]:
    return rhythms.blink_times(view.recording, view.seen, view.channels)


def _blink_rate(view: View) -> float:
    return 60 * len(_blinks(view)) / (view.seen.stop - view.seen.start)


VALUES: dict[str, Callable[[View], Value]] = {
    **{f"{band} power": _band(band) for band in BANDS},
    **{f"relative {band} power": _relative(band) for band in BANDS},
    "dominant frequency": lambda view: _dominant(view).frequency,
    "peak prominence": lambda view: _dominant(view).prominence,
    "posterior alpha power": _band("alpha"),
    "posterior alpha frequency": _alpha_frequency,
    "posterior alpha prominence": _alpha_prominence,
    "alpha asymmetry": _asymmetry,
    "amplitude": _amplitude,
    "peak-to-peak amplitude": _peak_to_peak,
    "line noise": _line_noise,
    "line frequency": _line_frequency,
    "flat channels": lambda view: quality.flat(view.recording, view.seen, view.channels),
    "noisy channels": lambda view: quality.noisy(view.recording, view.seen, view.channels),
    "clipped channels": lambda view: quality.clipped(view.recording, view.seen, view.channels),
    "bad channels": lambda view: quality.bad(view.recording, view.seen, view.channels),
    "blink count": lambda view: len(_blinks(view)),
    "blink rate": _blink_rate,
    "blink times": _blinks,
    "muscle fraction": _muscle,
    "aperiodic exponent": _exponent,
    "heart rate": lambda view: rhythms.heart_rate(view.recording, view.seen, view.channels[0]),
}


PEAKS = {
    "dominant frequency": "dominant",
    "peak prominence": "dominant",
    "posterior alpha frequency": "alpha",
    "posterior alpha prominence": "alpha",
}


def assess(view: View, name: str, unit: str, method: str) -> Evidence:
    """The record of one quantity, in the unit of the view's channels."""
    look()
    value = VALUES[name](view)
    if unit in ("µV", "µV²"):
        shown = view.seen.unit(view.channels)
        known = shown != "a.u."
        unit = shown + unit[2:] if known else shown
        method += "" if known else "; the file does not say its unit: arbitrary units"
    if name.startswith("relative"):
        method = method.replace("1–45 Hz", f"1–{spectrum.share_stop(view.freqs):g} Hz")
    if name in PEAKS:
        peak = _dominant(view) if PEAKS[name] == "dominant" else _alpha(view)
        clear = peak is not None and peak.prominence > spectrum.chance_height(view.seen.n_segments)
        method += "; clear of chance" if clear else "; within chance"
    method += _over(view, name, value)
    return Evidence(name, value, unit, view.channels, view.seen.start, view.seen.stop, method)


def _over(view: View, name: str, value: Value) -> str:
    """How the channels were put together, for the method."""
    n = len(view.channels)
    if n == 1 or isinstance(value, tuple):
        return ""
    if name in PEAKS or name == "aperiodic exponent":
        return f"; mean log spectrum of {n} channels"
    averaged = name.endswith(("power", "amplitude")) or name == "line noise"
    return f"; mean over {n} channels" if averaged else f"; {n} channels"
