"""Signals with known numbers, and recordings made of them."""

from __future__ import annotations

from collections.abc import Callable, Iterable

import numpy as np
import pytest

from neuro_llm.recordings.arrays import from_array
from neuro_llm.recordings.recording import Event, Recording

TEN_TWENTY = (
    *("Fp1", "Fp2", "F7", "F3", "Fz", "F4", "F8", "T7", "C3", "Cz", "C4", "T8"),
    *("P7", "P3", "Pz", "P4", "P8", "O1", "O2"),
)


@pytest.fixture
def names() -> tuple[str, ...]:
    return TEN_TWENTY


@pytest.fixture
def noise() -> Callable[..., np.ndarray]:
    """noise(shape, sfreq, exponent, rms, seed) → (channel, time) µV, spectrum 1/f^exponent from 0.5 Hz."""

    def make(
        shape: tuple[int, int], sfreq: float = 256.0, exponent: float = 1.0, rms: float = 10.0, seed: int = 0
    ) -> np.ndarray:
        rng = np.random.default_rng(seed)
        freqs = np.fft.rfftfreq(shape[1], 1 / sfreq)
        gain = np.maximum(freqs, 0.5) ** (-exponent / 2)
        gain[0] = 0
        real, imaginary = rng.standard_normal((2, shape[0], len(freqs)))
        x = np.fft.irfft((real + 1j * imaginary) * gain, shape[1], axis=1)
        return rms * x / x.std(axis=1, keepdims=True)

    return make


@pytest.fixture
def record() -> Callable[..., Recording]:
    """record(x (channel, time) µV, sfreq, names, events) → Recording."""

    def make(
        x: np.ndarray, sfreq: float = 256.0, names: Iterable[str] = TEN_TWENTY, events: Iterable[Event] = ()
    ) -> Recording:
        return from_array(x, sfreq, tuple(names)[: len(x)], unit="uV", events=events, name="planted")

    return make
