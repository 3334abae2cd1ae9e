"""From components to samples through one inverse FFT: background, sensor noise, drift, filters."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from .prominence import BACKGROUND_FROM_HZ, Prominence
from .scene import Scene

SENSOR_BAND_HZ = 100.0  # sensor_uv is what white noise has below this
TOPOGRAPHY_TURN_HZ = 10.0  # slow and fast background have their own spread over the head
DRIFT_BELOW_HZ = 0.5


class Spectrum:
    """All activity of a scene by frequency.

    frequencies   (frequency,) Hz
    background    (frequency,) µV²/Hz of a typical channel, before filters
    sensor        (channel,) µV²/Hz, white
    components    (component, frequency) complex; maps (channel, component)
    response      (frequency,) complex, what the amplifier leaves
    good          (channel,) True where the channel does not fail
    """

    def __init__(self, scene: Scene, bad: Mapping[str, str]) -> None:
        from scipy.fft import rfft, rfftfreq

        self.scene, self.config = scene, scene.config
        self.rng = scene.rng
        n_channels = scene.montage.n_channels
        self.frequencies = rfftfreq(len(scene.times), 1 / self.config.sfreq).astype(np.float32)
        self.components = rfft(np.stack([*scene.waves, scene.silence()]), axis=1)
        self.maps = np.stack([*scene.maps, np.zeros(n_channels, np.float32)], axis=1)
        self.background = self._background()
        self.response = self._response()
        self.covariance = scene.montage.covariance(self.rng, self.rng.uniform(0.2, 1.0))
        sensor_uv = self.config.recorder.sensor_uv * np.exp(0.4 * self.rng.standard_normal(n_channels))
        self.alive = np.ones(n_channels, np.float32)
        self._fail(bad, sensor_uv)
        self.sensor = (sensor_uv**2 / SENSOR_BAND_HZ).astype(np.float32)
        self.good = np.array([name not in bad for name in scene.montage.names])
        self.prominence = Prominence(self, self.good)
        if self.config.dominant_band:
            self.prominence.lift(self.config.dominant_band)

    def _background(self) -> np.ndarray:
        """1/f with a rounded low end, sometimes a broad hump."""
        f, rng = self.frequencies, self.rng
        knee = np.exp(rng.uniform(np.log(0.3), np.log(6.0)))
        power = (f**2 + knee**2) ** (-0.5 * self.config.aperiodic_exponent)
        power *= 1 + rng.uniform(0, 0.5) * np.exp(-0.5 * ((f - rng.uniform(15, 24)) / rng.uniform(4, 8)) ** 2)
        power[0] = 0
        total = power[f >= BACKGROUND_FROM_HZ].sum() * f[1]
        return (power * (self.config.background_uv**2 / total)).astype(np.float32)

    def _response(self) -> np.ndarray:
        f, recorder = self.frequencies, self.config.recorder
        lowpass = min(recorder.lowpass or np.inf, 0.45 * self.config.sfreq)
        order = int(self.rng.choice([3, 5, 8]))
        response = (1 / np.sqrt(1 + (f / lowpass) ** (2 * order))).astype(np.complex64)
        if recorder.highpass:
            ratio = 1j * f / np.float32(recorder.highpass)
            response *= ratio / (1 + ratio)
        if recorder.notch and self.config.line_frequency:
            for harmonic in (1, 2, 3):
                width = self.rng.uniform(0.7, 1.5)
                response *= 1 - np.exp(-(((f - harmonic * self.config.line_frequency) / width) ** 4))
        return response

    def _fail(self, bad: Mapping[str, str], sensor_uv: np.ndarray) -> None:
        """Channels with more noise than signal; the other kinds of failure come behind the amplifier."""
        for name, kind in bad.items():
            channel = self.scene.montage.names.index(name)
            if kind == "noisy":
                sensor_uv[channel] = self.rng.uniform(3, 10) * self.config.background_uv
            elif kind == "disconnected":
                self.alive[channel] = self.rng.uniform(0, 0.1)
                sensor_uv[channel] = self.rng.uniform(2, 30) * self.config.background_uv

    def samples(self) -> np.ndarray:
        """(channel, time) float32, µV."""
        from scipy.fft import irfft

        n_channels, n_all = self.scene.montage.n_channels, len(self.scene.times)
        total = self._brain(n_channels, n_all)
        total += self._noise(n_channels, n_all)
        total = total.view(np.complex64)
        total += self._drift(n_channels, n_all)
        total += self._mix(self.maps)
        total *= self.response
        lead = self.scene.lead
        return np.ascontiguousarray(irfft(total, n_all, axis=1)[:, lead : lead + self.scene.n_times])

    def _mix(self, maps: np.ndarray) -> np.ndarray:
        """(channel, frequency) of all components."""
        gain = maps * self.alive[:, None]
        return (gain @ self.components.view(np.float32)).view(np.complex64)

    def _brain(self, n_channels: int, n_all: int) -> np.ndarray:
        """Background, real and imaginary parts side by side: (channel, 2 frequency) float32."""
        other = self.scene.montage.covariance(self.rng, self.rng.uniform(0.2, 1.0))
        draws = self._draws(n_channels)
        low = 1 / (1 + (self.frequencies / TOPOGRAPHY_TURN_HZ) ** 2)
        amplitude = np.sqrt(self.background * (n_all * self.config.sfreq / 4))
        slow = _root(self.covariance) @ (draws * np.repeat(amplitude * np.sqrt(low), 2))
        slow += _root(other) @ (draws * np.repeat(amplitude * np.sqrt(1 - low), 2))
        return slow * self.alive[:, None]

    def _noise(self, n_channels: int, n_all: int) -> np.ndarray:
        draws = self._draws(n_channels)
        draws *= np.sqrt(self.sensor * (n_all * self.config.sfreq / 4))[:, None]
        return draws

    def _draws(self, n_channels: int) -> np.ndarray:
        return self.rng.standard_normal((n_channels, 2 * len(self.frequencies)), dtype=np.float32)

    def _drift(self, n_channels: int, n_all: int) -> np.ndarray:
        """Slow wandering of each electrode by itself: (channel, frequency) complex."""
        drift = np.zeros((n_channels, len(self.frequencies)), np.complex64)
        last = int(np.searchsorted(self.frequencies, DRIFT_BELOW_HZ)) + 1
        power = 1 / (self.frequencies[1:last] ** 2 + 0.05**2)
        power *= self.config.clutter.drift_uv**2 / (power.sum() * self.frequencies[1])
        draws = self.rng.standard_normal((n_channels, last - 1, 2)) @ np.array([1, 1j])
        sizes = np.exp(0.5 * self.rng.standard_normal((n_channels, 1)))
        drift[:, 1:last] = sizes * draws * np.sqrt(power * (n_all * self.config.sfreq / 4))
        return drift


def _root(covariance: np.ndarray) -> np.ndarray:
    """Matrix R with R Rᵀ = covariance, which may have lost rank: (channel, channel) float32."""
    values, vectors = np.linalg.eigh(covariance.astype(np.float64))
    return (vectors * np.sqrt(np.maximum(values, 0))).astype(np.float32)
