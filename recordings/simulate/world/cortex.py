"""What sites of cortex answer to: smooth maps over place that all people share, up to individual differences."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from .pictures import FEATURES, LATE

WAVES = 48
EARLY_MS, LATE_MS = (60.0, 45.0), (120.0, 70.0)  # onset and time to peak after it


@dataclass(frozen=True)
class TuningMap:
    """A random smooth map from place to tuning (random Fourier features of a Gaussian process; Rahimi & Recht 2007).

    length_m   metres over which the tuning changes
    """

    seed: int
    length_m: float

    def at(self, places: np.ndarray) -> np.ndarray:
        """Tuning of sites: places (site, 3) metres → (site, feature), variance about 1."""
        rng = np.random.default_rng(self.seed)
        waves = rng.standard_normal((3, WAVES)) / self.length_m
        phases = rng.uniform(0, 2 * np.pi, WAVES)
        weights = rng.standard_normal((WAVES, len(FEATURES)))
        return np.sqrt(2 / WAVES) * np.cos(places @ waves + phases) @ weights


def tuning(
    places: np.ndarray, shared: TuningMap, subject: int, difference: float, shift_m: float
) -> np.ndarray:
    """Tuning of one person's sites: the shared map, moved by about `shift_m`, and a part that is theirs alone.

    difference   share of the variance that is individual, 0 none, 1 all
    returns      (site, feature)
    """
    rng = np.random.default_rng([shared.seed, subject])
    moved = places + rng.standard_normal(3) * shift_m
    own = TuningMap(int(rng.integers(1 << 31)), shared.length_m)
    return np.sqrt(1 - difference) * shared.at(moved) + np.sqrt(difference) * own.at(places)


def neural_kernels(sfreq: float, seconds: float = 0.6) -> np.ndarray:
    """Mean response of cortex to each feature: (feature, time), peak 1; the shape later than the rest."""
    times = np.arange(round(seconds * sfreq)) / sfreq
    curves = []
    for onset, peak in (LATE_MS, EARLY_MS):
        since = np.clip(times - onset / 1000, 0, None) / (peak / 1000)
        curves.append(since * np.exp(1 - since))
    return np.stack([curves[0] if i < LATE else curves[1] for i in range(len(FEATURES))])


def course(
    features: np.ndarray, onsets: np.ndarray, kernels: np.ndarray, sfreq: float, n_times: int
) -> np.ndarray:
    """Drive of each feature over time: the kernel at every onset, weighted by the picture's feature.

    features (trial, feature), onsets (trial,) s, kernels (feature, time) → (feature, n_times)
    """
    from scipy.signal import fftconvolve

    train = np.zeros((features.shape[1], n_times))
    np.add.at(train.T, np.round(onsets * sfreq).astype(int), features)
    return fftconvolve(train, kernels, axes=1)[:, :n_times]


def haemodynamic_kernel(sfreq: float) -> np.ndarray:
    """Double-gamma response (Glover 1999; the SPM parameters): (time,), peak 1, over 24 s."""
    from scipy.stats import gamma

    times = np.arange(round(24 * sfreq)) / sfreq
    curve = gamma.pdf(times, 6) - gamma.pdf(times, 16) / 6
    return curve / curve.max()


def indicator_kernel(sfreq: float, rise: float = 0.08, decay: float = 0.7) -> np.ndarray:
    """Calcium indicator, GCaMP6s-like (Chen et al. 2013): (time,), peak 1; rise and decay in s."""
    times = np.arange(round(4 * sfreq)) / sfreq
    curve = (1 - np.exp(-times / rise)) * np.exp(-times / decay)
    return curve / curve.max()
