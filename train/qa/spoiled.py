"""Recordings that hold no brain activity: noise, tones, copies, converters without electrodes, dead channels."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from neuro_llm.recordings.arrays import from_array
from neuro_llm.recordings.recording import Recording
from neuro_llm.recordings.simulate import simulate
from neuro_llm.recordings.simulate.head import TEN_TWENTY
from neuro_llm.train.evaluate import unseen

Made = Callable[[np.random.Generator, int, int, float], np.ndarray]

OF_PEOPLE = 700_000
"""Number of the first simulated person whose recording is spoiled."""

SINGLE = ("O1", "Cz", "C3", "Fp1", "Pz")


def coloured(rng: np.random.Generator, channels: int, n_times: int, exponent: float) -> np.ndarray:
    """(channel, time) noise whose power falls with frequency to the power `exponent`, of spread 1."""
    freqs = np.fft.rfftfreq(n_times)
    freqs[0] = freqs[1]
    spectra = rng.normal(size=(channels, len(freqs))) + 1j * rng.normal(size=(channels, len(freqs)))
    spectra *= freqs ** (-exponent / 2)
    spectra[:, 0] = 0
    return _unit(np.fft.irfft(spectra, n_times))


def _unit(x: np.ndarray) -> np.ndarray:
    return np.asarray(x / np.maximum(x.std(axis=1, keepdims=True), 1e-12))


def _band(
    rng: np.random.Generator, shape: tuple[int, int], sfreq: float, low: float, high: float
) -> np.ndarray:
    from scipy import signal

    sos = signal.butter(4, (low, min(high, 0.45 * sfreq)), "bandpass", fs=sfreq, output="sos")
    return _unit(signal.sosfiltfilt(sos, rng.normal(size=shape)))


def _white(rng: np.random.Generator, n: int, t: int, sfreq: float) -> np.ndarray:
    return rng.normal(size=(n, t))


def _pink(rng: np.random.Generator, n: int, t: int, sfreq: float) -> np.ndarray:
    return coloured(rng, n, t, 1.0)


def _brown(rng: np.random.Generator, n: int, t: int, sfreq: float) -> np.ndarray:
    return coloured(rng, n, t, 2.0)


def _blue(rng: np.random.Generator, n: int, t: int, sfreq: float) -> np.ndarray:
    return coloured(rng, n, t, -1.0)


def _referenced(rng: np.random.Generator, n: int, t: int, sfreq: float) -> np.ndarray:
    """Pink noise against one noisy reference: every channel shares half of it."""
    return _unit(coloured(rng, n, t, 1.0) - coloured(rng, 1, t, 1.0))


def _copies(rng: np.random.Generator, n: int, t: int, sfreq: float) -> np.ndarray:
    return np.repeat(coloured(rng, 1, t, 1.0), n, axis=0)


def _muscle(rng: np.random.Generator, n: int, t: int, sfreq: float) -> np.ndarray:
    return _unit(_band(rng, (n, t), sfreq, 20.0, 200.0) * np.exp(coloured(rng, n, t, 1.5)))


def _mains(rng: np.random.Generator, n: int, t: int, sfreq: float) -> np.ndarray:
    phase = 2 * np.pi * rng.choice([50.0, 60.0]) * np.arange(t) / sfreq + rng.uniform(0, 2 * np.pi, (n, 1))
    return np.sin(phase) * rng.uniform(0.4, 2.0, (n, 1)) + 0.02 * rng.normal(size=(n, t))


def _sine(rng: np.random.Generator, n: int, t: int, sfreq: float) -> np.ndarray:
    phase = 2 * np.pi * rng.uniform(1, 40) * np.arange(t) / sfreq + rng.uniform(0, 2 * np.pi, (n, 1))
    return np.sin(phase) + 0.01 * rng.normal(size=(n, t))


def _integers(rng: np.random.Generator, n: int, t: int, sfreq: float) -> np.ndarray:
    return rng.integers(-128, 128, (n, t)) / 74.0


def _converter(rng: np.random.Generator, n: int, t: int, sfreq: float) -> np.ndarray:
    """An amplifier without electrodes: one or two steps of its converter."""
    return np.round(rng.normal(0, rng.uniform(0.5, 3.0), (n, t)))


def _telegraph(rng: np.random.Generator, n: int, t: int, sfreq: float) -> np.ndarray:
    """Switches between two levels at random."""
    return np.where(np.cumsum(rng.random((n, t)) < 8.0 / sfreq, axis=1) % 2 == 0, 1.0, -1.0)


def _narrow(rng: np.random.Generator, n: int, t: int, sfreq: float) -> np.ndarray:
    """A made-up rhythm: noise of 8–12 Hz on every channel by itself, over pink noise."""
    return _band(rng, (n, t), sfreq, 8.0, 12.0) + coloured(rng, n, t, 1.0)


def _reddened(rng: np.random.Generator, n: int, t: int, sfreq: float) -> np.ndarray:
    """First-order autoregression with a corner near 5 Hz."""
    from scipy import signal

    keep = float(np.exp(-2 * np.pi * 5.0 / sfreq))
    return _unit(signal.lfilter([1.0], [1.0, -keep], rng.normal(size=(n, t))))


def _comb(rng: np.random.Generator, n: int, t: int, sfreq: float) -> np.ndarray:
    """Many equal tones, 7 Hz apart, as switching power supplies leave them."""
    seconds = np.arange(t) / sfreq
    lines = np.arange(7.0, 0.45 * sfreq, 7.0)
    waves = np.sin(2 * np.pi * lines[:, None] * seconds + rng.uniform(0, 2 * np.pi, (len(lines), 1)))
    return _unit(waves.sum(0) * rng.uniform(0.5, 1.5, (n, 1)) + 0.05 * rng.normal(size=(n, t)))


def _overdriven(rng: np.random.Generator, n: int, t: int, sfreq: float) -> np.ndarray:
    return np.clip(3.0 * rng.normal(size=(n, t)), -1.0, 1.0)


def _flat(rng: np.random.Generator, n: int, t: int, sfreq: float) -> np.ndarray:
    return np.repeat(rng.normal(size=(n, 1)), t, axis=1)


LOOKED_AT: dict[str, Made] = {
    "white noise": _white, "pink noise": _pink, "brown noise": _brown, "pink noise, one reference": _referenced,
    "muscle": _muscle, "mains": _mains, "sine": _sine, "random integers": _integers,
    "converter noise": _converter, "copies": _copies, "flat": _flat,
}  # fmt: skip
"""Kinds that the limits of the gate were looked at with."""

HELD_BACK: dict[str, Made] = {
    "blue noise": _blue, "telegraph": _telegraph, "narrow-band noise": _narrow, "autoregression": _reddened,
    "comb of tones": _comb, "overdriven noise": _overdriven,
}  # fmt: skip
"""Kinds that were made afterwards."""

SPOILED = ("shuffled in time", "most channels dead")
"""Kinds that are made of a simulated person."""

KINDS = (*LOOKED_AT, *HELD_BACK, *SPOILED)


def spoiled(kind: str, number: int) -> Recording:
    """Recording `number` of a kind: a quarter of them one channel, any rate and length, some in no known unit."""
    rng = np.random.default_rng([number, KINDS.index(kind), 5])
    if kind in SPOILED:
        return _of_person(kind, number, rng)
    sfreq = float(rng.choice([128, 160, 200, 250, 256, 500, 512]))
    names, n_times = _names(rng), round(float(rng.uniform(8, 60)) * sfreq)
    data = {**LOOKED_AT, **HELD_BACK}[kind](rng, len(names), n_times, sfreq)
    microvolts = float(np.exp(rng.uniform(np.log(3), np.log(100))))
    microvolts = float(rng.uniform(0.2, 1.5)) if kind == "converter noise" else microvolts
    known = bool(rng.random() < 0.7)
    unit = "uV" if known else ""
    return from_array(data * microvolts, sfreq, names, unit=unit, name="spoiled")


def _names(rng: np.random.Generator) -> tuple[str, ...]:
    if rng.random() < 0.25:
        return ("Ch1",) if rng.random() < 0.6 else (str(rng.choice(SINGLE)),)
    count = int(rng.choice([2, 4, 8, 19, 19, 19]))
    if rng.random() < 0.2:
        return tuple(f"Ch{i + 1}" for i in range(count))
    return tuple(TEN_TWENTY) if count == 19 else tuple(map(str, rng.choice(TEN_TWENTY, count, replace=False)))


def _of_person(kind: str, number: int, rng: np.random.Generator) -> Recording:
    recording, _ = simulate(unseen(OF_PEOPLE + number))
    data = recording.read(channels=recording.fields).astype(float)
    if kind == "shuffled in time":
        data = data[:, rng.permutation(data.shape[1])]
    else:
        data[rng.permutation(len(data))[: int(np.ceil(0.75 * len(data)))]] = 0.0
    return from_array(data, recording.sfreq, recording.fields, unit="V", name="spoiled")
