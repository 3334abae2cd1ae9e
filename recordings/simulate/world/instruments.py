"""Five instruments over the same cortex: each turns the drive of the features into channels with places."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from neuro_llm.recordings.simulate.head import CENTRE, CORTEX_RADIUS, HEAD_RADIUS, N_SOURCES, TEN_TEN, head

from .cortex import TuningMap, course, haemodynamic_kernel, indicator_kernel, neural_kernels, tuning

BRAIN = TuningMap(seed=11, length_m=0.030)  # tuning changes over 3 cm of cortex
SHEET = TuningMap(seed=12, length_m=0.00025)  # over 0.25 mm of an imaged plane
ARRAY = TuningMap(seed=13, length_m=0.0012)  # over 1.2 mm below an electrode array
DIFFERENCE = 0.2  # share of tuning that differs from person to person


@dataclass(frozen=True)
class Trace:
    """What an instrument recorded. data (channel, time) in `units`; positions, orientations (channel, 3)."""

    data: np.ndarray
    sfreq: float
    kinds: tuple[str, ...]
    units: tuple[str, ...]
    names: tuple[str, ...]
    positions: np.ndarray
    orientations: np.ndarray | None = None


@dataclass(frozen=True)
class Show:
    """What was shown to whom. features (trial, feature), onsets (trial,) s, duration s."""

    features: np.ndarray
    onsets: np.ndarray
    duration: float
    subject: int

    def generator(self, instrument: int) -> np.random.Generator:
        return np.random.default_rng([self.subject, instrument, len(self.onsets), int(1e3 * self.onsets[-1])])


def coloured(rng: np.random.Generator, rows: int, n_times: int, sfreq: float, slope: float) -> np.ndarray:
    """Noise with power ~ 1/f^slope above 0.5 Hz, variance 1: (rows, time)."""
    from scipy import fft

    length = fft.next_fast_len(n_times, real=True)
    spectrum = fft.rfft(rng.standard_normal((rows, length), dtype=np.float32))
    frequencies = fft.rfftfreq(length, 1 / sfreq)
    shape = (np.maximum(frequencies, 0.5) ** (-slope / 2)).astype(np.float32)
    shaped = fft.irfft(spectrum * shape, n=length)[:, :n_times]
    return shaped / shaped.std(axis=1, keepdims=True)


def _sources(show: Show) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """(answers (source, feature), dipole axes (source, 3) in radial–front–side, sources' places (source, 3) m)."""
    directions = head().sources
    places = CENTRE + CORTEX_RADIUS * directions
    posterior = 1 / (1 + np.exp((places[:, 1] + 0.005) / 0.012))  # visual cortex: behind the ears
    answers = posterior[:, None] * tuning(places, BRAIN, show.subject, DIFFERENCE, 0.004)
    folds = np.random.default_rng(BRAIN.seed).standard_normal(
        (N_SOURCES, 3)
    )  # gyri and sulci, the same in all
    own = np.random.default_rng([show.subject, 5]).standard_normal((N_SOURCES, 3))
    axes = folds + 0.3 * own
    return answers, axes / np.linalg.norm(axes, axis=1, keepdims=True), places


def _fields(show: Show, gain: np.ndarray, sfreq: float, noise: float, instrument: int) -> np.ndarray:
    """Evoked fields and ongoing activity of the same dipoles: (channel, time), evoked spread 1 over channels.

    gain    (channel, source, 3) of dipoles along radial, front, side
    noise   ongoing activity against the evoked, as spreads
    """
    rng = show.generator(instrument)
    n_times = round(show.duration * sfreq)
    answers, axes, _ = _sources(show)
    toward = np.einsum("cso,so->cs", gain, axes).astype(np.float32)
    drive = course(show.features, show.onsets, neural_kernels(sfreq), sfreq, n_times)
    evoked = ((toward @ answers) @ drive).astype(np.float32)
    ongoing = toward @ coloured(rng, N_SOURCES, n_times, sfreq, 1.0)
    white = rng.standard_normal(evoked.shape, dtype=np.float32)
    ongoing *= evoked.std() / ongoing.std()
    return evoked / evoked.std() + noise * (ongoing / evoked.std() + 0.5 * white)


def eeg(show: Show) -> Trace:
    """32 to 63 electrodes at 250 Hz, average reference; evoked potentials of 3 µV under 12 µV of ongoing EEG."""
    rng = show.generator(0)
    names = tuple(
        rng.permutation([n for n in TEN_TEN if n not in ("T9", "T10", "Iz")])[: rng.integers(32, 62)]
    )
    rows = [head().row(name) for name in names]
    gain = head().leadfield.reshape(len(head().positions), N_SOURCES, 3)[rows]
    data = 3e-6 * _fields(show, gain, 250.0, 4.0, 0)
    kinds, units = ("eeg",) * len(names), ("V",) * len(names)
    return Trace(data, 250.0, kinds, units, names, head().positions[rows])


def meg(show: Show) -> Trace:
    """64 magnetometers and 64 planar gradiometers around the head, 250 Hz."""
    shift = show.generator(1).standard_normal(3) * 0.004  # nobody sits in the helmet as the last one did
    rows = [head().row(name) for name in TEN_TEN]
    out = head().directions()[rows]
    places = CENTRE + shift + (HEAD_RADIUS + 0.025) * out
    side = np.cross(out, [0.0, 0.31, 0.95])
    side /= np.linalg.norm(side, axis=1, keepdims=True)
    half = 0.0084  # m: half the base line of a planar gradiometer
    fields = [sphere_field(places + step * half * side, out) for step in (-1, 0, 1)]
    gain = np.concatenate(
        [fields[1] / fields[1].std(), (fields[2] - fields[0]) / (fields[2] - fields[0]).std()]
    )
    data = _fields(show, gain, 250.0, 4.0, 1) * np.repeat([60e-15, 1.2e-12], 64)[:, None]
    kinds, units = ("mag",) * 64 + ("grad",) * 64, ("T",) * 64 + ("T/m",) * 64
    names = tuple(f"MEG{i:03d}{letter}" for letter in "MG" for i in range(64))
    return Trace(data, 250.0, kinds, units, names, np.tile(places, (2, 1)), np.tile(out, (2, 1)))


def sphere_field(coils: np.ndarray, normals: np.ndarray) -> np.ndarray:
    """Field of unit dipoles in a conducting sphere (Sarvas 1987, eq. 25), without the constant in front.

    coils, normals (coil, 3) → (coil, source, 3) along radial (no field outside), front, side of each source
    """
    directions = head().sources
    side = np.cross(directions, [0.0, 0.31, 0.95])
    side /= np.linalg.norm(side, axis=1, keepdims=True)
    axes = np.stack([directions, np.cross(side, directions), side], axis=1)  # (source, 3 dipoles, xyz)
    r0 = (CORTEX_RADIUS * directions)[None]
    r = (coils - CENTRE)[:, None]
    a = r - r0
    an, rn = np.linalg.norm(a, axis=-1, keepdims=True), np.linalg.norm(r, axis=-1, keepdims=True)
    f = an * (rn * an + rn**2 - (r0 * r).sum(-1, keepdims=True))
    ar = (a * r).sum(-1, keepdims=True) / an
    slope = (an**2 / rn + ar + 2 * an + 2 * rn) * r - (an + 2 * rn + ar) * r0
    moment = np.cross(axes, r0[0][:, None])[None]  # q × r0: (1, source, 3 dipoles, xyz)
    f, slope, r = f[:, :, None], slope[:, :, None], r[:, :, None]
    field = (f * moment - (moment * r).sum(-1, keepdims=True) * slope) / f**2
    return np.einsum("csox,cx->cso", field, normals)


def fmri(show: Show) -> Trace:
    """Voxels of 6 mm in the back of the brain, TR 2 s; answers of 0.6 % under 1.2 % of autocorrelated noise."""
    rng = show.generator(2)
    grid = np.stack(np.meshgrid(*(np.arange(low, high, 0.006) for low, high in _SLAB), indexing="ij"), -1)
    places = grid.reshape(-1, 3) + rng.uniform(-0.003, 0.003, 3)
    places = places[rng.permutation(len(places))[: rng.integers(350, 500)]]
    sfreq, n_times = 0.5, round(show.duration * 0.5)
    fine = 10.0
    kernels = np.tile(haemodynamic_kernel(fine), (show.features.shape[1], 1))
    drive = course(show.features, show.onsets, kernels, fine, round(show.duration * fine))
    drive = drive[:, :: round(fine / sfreq)][:, :n_times]
    answers = tuning(places, BRAIN, show.subject, DIFFERENCE, 0.004) @ drive
    noise = coloured(rng, len(places), n_times, sfreq, 0.8)
    data = 0.6 * answers / answers.std() + 1.2 * noise
    names = tuple(f"voxel {i}" for i in range(len(places)))
    return Trace(data, sfreq, ("bold",) * len(places), ("%",) * len(places), names, places)


_SLAB = ((-0.057, 0.06), (-0.1, -0.055), (-0.02, 0.03))  # m, MNI: x, y, z


def calcium(show: Show) -> Trace:
    """150 to 250 cells in a plane of 0.8 mm, 15 Hz, dF/F; the plane is registered to a common map."""
    rng = show.generator(3)
    cells = int(rng.integers(150, 250))
    places = np.column_stack([rng.uniform(0, 0.8e-3, (cells, 2)), np.zeros(cells)])
    rates, sfreq = _rates(show, tuning(places, SHEET, show.subject, DIFFERENCE, 4e-5), 15.0)
    kernel = indicator_kernel(sfreq)
    from scipy.signal import fftconvolve

    shining = fftconvolve(rng.poisson(4 * rates / sfreq), kernel[None], axes=1)[:, : rates.shape[1]]
    data = 0.15 * shining + 0.15 * rng.standard_normal(rates.shape)
    names = tuple(f"cell {i}" for i in range(cells))
    return Trace(data, sfreq, ("cell",) * cells, ("dF/F",) * cells, names, places)


def spikes(show: Show) -> Trace:
    """50 to 96 sorted units below a 10 × 10 array of 0.4 mm pitch, counts in bins of 5 ms."""
    rng = show.generator(4)
    units = int(rng.integers(50, 96))
    sites = np.stack(np.meshgrid(np.arange(10), np.arange(10)), -1).reshape(-1, 2)[
        rng.permutation(100)[:units]
    ]
    places = np.column_stack([4e-4 * sites, np.zeros(units)])
    rates, sfreq = _rates(show, tuning(places, ARRAY, show.subject, DIFFERENCE, 2e-4), 200.0)
    data = rng.poisson(10 * rates / sfreq).astype(np.float32)
    names = tuple(f"unit {i}" for i in range(units))
    return Trace(data, sfreq, ("unit",) * units, ("count",) * units, names, places)


def _rates(show: Show, tuned: np.ndarray, sfreq: float) -> tuple[np.ndarray, float]:
    """Firing around a mean of 1, exponential in the drive, at most 8: (site, time), and its rate in Hz."""
    drive = course(show.features, show.onsets, neural_kernels(sfreq), sfreq, round(show.duration * sfreq))
    return np.exp(np.clip(0.25 * tuned @ drive, -3, 2.1)), sfreq


INSTRUMENTS: dict[str, Callable[[Show], Trace]] = {
    "eeg": eeg,
    "meg": meg,
    "fmri": fmri,
    "calcium": calcium,
    "spikes": spikes,
}
