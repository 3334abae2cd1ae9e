"""What stands out above 1/f in a scene, by its expected spectrum: the dominant band and the line noise."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from .config import BANDS

if TYPE_CHECKING:
    from .spectrum import Spectrum

BIN_HZ = 0.5
BACKGROUND_FROM_HZ = 1.0  # background_uv counts from here
STANDS_OUT_DB = 4.0  # the largest peak above 1/f and its fluctuation, else no band dominates
FLUCTUATION_DB = 4.34  # standard deviation of one periodogram bin of noise
AHEAD_DB = 4.0  # the largest peak above that of any other band
NO_RHYTHM = ("other", "blink")
LINE_STANDS_OUT_DB = 8.0
LINE_HIDDEN_DB = 2.0  # between the two one cannot tell


class Prominence:
    """Power of the rhythms relative to the background, in bins of half a hertz, over the good channels.

    good   (channel,) True where the channel does not fail
    """

    def __init__(self, spectrum: Spectrum, good: np.ndarray) -> None:
        self.spectrum = spectrum
        self.good = good if good.any() else np.ones_like(good)
        self.centres = np.arange(BACKGROUND_FROM_HZ, 30.0, BIN_HZ)
        self.roles = spectrum.scene.roles
        self.power = self._rhythms()
        self.floor = np.maximum(self._floor(), 1e-30)

    def _binned(self, power: np.ndarray) -> np.ndarray:
        edges = np.searchsorted(self.spectrum.frequencies, np.append(self.centres, 30.0) - BIN_HZ / 2)
        edges = np.minimum(edges, len(power) - 1)
        return np.add.reduceat(power, edges)[:-1] / np.maximum(np.diff(edges), 1)

    def _rhythms(self) -> dict[str, np.ndarray]:
        """Role → (bin,) power summed over the good channels."""
        power: dict[str, np.ndarray] = {}
        seen = np.sum(self.spectrum.maps[self.good] ** 2, axis=0)
        for component, role in enumerate(self.roles):
            if role in NO_RHYTHM:
                continue
            binned = self._binned(np.abs(self.spectrum.components[component]) ** 2) * seen[component]
            if role == "seizure":  # its harmonics are no rhythms of their own
                main = self.centres[np.argmax(binned * self.centres)]
                binned = binned * (np.abs(self.centres - main) <= 1.5)
            power[role] = power.get(role, 0) + binned
        return power

    def _floor(self) -> np.ndarray:
        """(bin,) power of background, sensors and artefacts over the good channels."""
        spectrum = self.spectrum
        scale = len(spectrum.scene.times) * spectrum.config.sfreq / 2
        brain = self._binned(spectrum.background) * np.diag(spectrum.covariance)[self.good].sum()
        floor = scale * (brain + spectrum.sensor[self.good].sum())
        seen = np.sum(spectrum.maps[self.good] ** 2, axis=0)
        for component, role in enumerate(self.roles):
            if role in NO_RHYTHM:
                floor = floor + self._binned(np.abs(spectrum.components[component]) ** 2) * seen[component]
        return floor

    def _by_band(self, power: np.ndarray) -> dict[str, float]:
        ratio = power / self.floor
        edges = {band: (self.centres >= low) & (self.centres < high) for band, (low, high) in BANDS.items()}
        return {band: float(ratio[inside].max()) for band, inside in edges.items()}

    def lift(self, band: str) -> None:
        """Make the rhythms of one band so large that they dominate, in place in the spectrum."""
        nothing = np.zeros(len(self.centres))
        own = self._by_band(self.power.get(band, nothing))[band]
        others = self._by_band(sum((part for role, part in self.power.items() if role != band), nothing))
        wanted = max(3 * max(others.values()), 10 ** (2 * STANDS_OUT_DB / 10))
        if 0 < own < wanted:
            gain = np.sqrt(wanted / own)
            mine = np.array([role == band for role in self.roles] + [False])
            self.spectrum.components[mine] *= np.float32(gain)
            self.power[band] = self.power[band] * gain**2

    def dominant_band(self) -> str | None:
        """The band with the largest peak above 1/f, None where no peak stands out or two are nearly equal."""
        if not self.power:
            return None
        peaks = self._by_band(sum(self.power.values(), np.zeros(len(self.centres))))
        (first, high), (_, second) = sorted(peaks.items(), key=lambda item: -item[1])[:2]
        averaged = max(1.0, self.spectrum.config.duration * BIN_HZ)
        least = STANDS_OUT_DB + 2 * FLUCTUATION_DB / np.sqrt(averaged)
        clear = 10 * np.log10(1 + high) >= least and high >= second * 10 ** (AHEAD_DB / 10)
        return first if clear else None

    def line_frequency(self) -> float | None:
        """50 or 60 where the mains stands out, 0 where there is none, None where one cannot tell."""
        config, spectrum = self.spectrum.config, self.spectrum
        nyquist = 0.5 * config.sfreq
        line = config.line_frequency
        if nyquist <= max(51.0, line + 1.0):
            return None
        if not line:
            return 0.0
        at = int(np.searchsorted(spectrum.frequencies, line))
        beside = int(np.searchsorted(spectrum.frequencies, line - 4.0))
        kept, near = np.abs(spectrum.response[[at, beside]]) ** 2
        brain = spectrum.background[at] * np.mean(np.diag(spectrum.covariance)[self.good])
        floor = (brain + spectrum.sensor[self.good].mean()) * near
        floor += config.recorder.resolution_uv**2 / 12 / nyquist
        ratio = 10 * np.log10(config.line_uv**2 * kept / max(floor, 1e-30) + 1e-9)
        if ratio >= LINE_STANDS_OUT_DB:
            return line
        return 0.0 if ratio <= LINE_HIDDEN_DB else None
