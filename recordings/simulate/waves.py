"""Shapes over time: rhythms that wax and wane, smooth noise, gates, short templates put at given times."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np


def smooth_noise(rng: np.random.Generator, times: np.ndarray, per_second: float) -> np.ndarray:
    """Random curve with a fresh value every 1 / per_second: mean 0, variance 1 over many; (time,)."""
    span = float(times[-1] - times[0])
    knots = rng.standard_normal(int(span * per_second) + 3)
    where = (times - times[0]) * per_second + rng.random()
    left = where.astype(np.int32)
    part = where - left
    return (knots[left] * (1 - part) + knots[left + 1] * part) * 1.22  # linear in between: variance 2/3


def phase(
    rng: np.random.Generator, times: np.ndarray, frequency: float | np.ndarray, wobble: float
) -> np.ndarray:
    """Radians of an oscillator whose frequency wanders by `wobble` Hz around `frequency`; (time,)."""
    drift = smooth_noise(rng, times, 2.5)
    instant = frequency + wobble * (drift - drift.mean())
    return 2 * np.pi * (np.cumsum(instant) * (times[1] - times[0]) + rng.random())


def rhythm(
    rng: np.random.Generator,
    times: np.ndarray,
    frequency: float,
    wobble: float,
    waning: float,
    pointed: float = 0.0,
) -> np.ndarray:
    """An ongoing rhythm, typical peak-to-peak amplitude 1: (time,) float32.

    waning    sd of the logarithm of the envelope, 0 a steady sine
    pointed   0 a sine; 1 with strong harmonics, like mu or wicket waves
    """
    angle = phase(rng, times, frequency, wobble)
    wave = np.sin(angle)
    if pointed:
        wave += 0.35 * pointed * np.sin(2 * angle + 0.8)
    slow = smooth_noise(rng, times, 1.6) + 0.7 * smooth_noise(rng, times, 0.25)
    envelope = np.exp(waning * slow - 0.75 * waning**2)
    return (0.5 * wave * np.minimum(envelope, 3.0)).astype(np.float32)


def gate(times: np.ndarray, start: float, stop: float, ramp: float) -> np.ndarray:
    """1 from start to stop, rising and falling over `ramp` s around the edges; (time,)."""
    rise = np.clip((times - start) / ramp + 0.5, 0, 1)
    fall = np.clip((stop - times) / ramp + 0.5, 0, 1)
    return np.minimum(rise, fall).astype(np.float32)


def stamp(
    wave: np.ndarray,
    times: np.ndarray,
    at: float,
    offsets: np.ndarray,
    template: np.ndarray,
    gain: float = 1.0,
) -> None:
    """Add a template to `wave` in place; offsets (template,) s relative to `at`, increasing."""
    step = times[1] - times[0]
    first = max(0, int(np.ceil((at + offsets[0] - times[0]) / step)))
    last = min(len(times), int((at + offsets[-1] - times[0]) / step) + 1)
    if last > first:
        wave[first:last] += gain * np.interp(times[first:last] - at, offsets, template)


def table(wave: np.ndarray, angle: np.ndarray) -> np.ndarray:
    """One cycle given as a table, played at the phase `angle` (radians): (time,)."""
    index = (angle * (len(wave) / (2 * np.pi))).astype(np.int64) % len(wave)
    return wave[index]


def random_times(
    rng: np.random.Generator, per_minute: float, start: float, stop: float, apart: float
) -> list[float]:
    """Times of a random process in start..stop s, at least `apart` s from each other."""
    if per_minute <= 0 or stop <= start:
        return []
    mean_gap = max(60.0 / per_minute - apart, 1e-3)
    found, now = [], start + rng.random() * min(60.0 / per_minute, stop - start)
    while now < stop:
        found.append(float(now))
        now += apart + rng.exponential(mean_gap)
    return found


def place_times(
    rng: np.random.Generator, wanted: int | Sequence[float], start: float, stop: float, apart: float
) -> list[float]:
    """`wanted` itself where it gives times, else that many between start and stop, apart where they fit."""
    if not isinstance(wanted, int):
        return [float(time) for time in wanted]
    room = max(stop - start, 0.0)
    slack = max(room - apart * max(wanted - 1, 0), 0.0)
    gaps = np.sort(rng.random(wanted)) * slack
    step = apart if slack > 0 else room / max(wanted, 1)
    return [float(start + gap + i * step) for i, gap in enumerate(gaps)]


# templates: (offsets s, values), peak of the wanted deflection at 0 and size 1


def blink_template(rng: np.random.Generator) -> tuple[np.ndarray, np.ndarray]:
    """A lid closing fast and opening slower: 0.2-0.4 s, positive."""
    length = rng.uniform(0.2, 0.4)
    offsets = np.linspace(-0.45 * length, length, 60)
    rise, fall = 0.16 * length, 0.3 * length
    values = np.where(offsets < 0, np.exp(-0.5 * (offsets / rise) ** 2), np.exp(-0.5 * (offsets / fall) ** 2))
    values -= rng.uniform(0, 0.12) * np.exp(-0.5 * ((offsets - 0.8 * length) / (0.12 * length)) ** 2)
    values[0] = values[-1] = 0.0
    return offsets, values


def k_complex_template(rng: np.random.Generator) -> tuple[np.ndarray, np.ndarray]:
    """A sharp negative wave and a broader positive one, peak to peak 1."""
    offsets = np.linspace(-0.5, 1.3, 120)
    first, second = rng.uniform(0.07, 0.12), rng.uniform(0.16, 0.3)
    later = rng.uniform(0.3, 0.5)
    values = -0.6 * np.exp(-0.5 * (offsets / first) ** 2)
    values += 0.45 * np.exp(-0.5 * ((offsets - later) / second) ** 2)
    return offsets, values


def slow_wave_template(rng: np.random.Generator) -> tuple[np.ndarray, np.ndarray]:
    """Down state and up state of N3 sleep, peak to peak 1."""
    down, up = rng.uniform(0.13, 0.24), rng.uniform(0.16, 0.3)
    offsets = np.linspace(-0.7, 1.5, 120)
    gap = 1.6 * (down + up)
    values = -0.55 * np.exp(-0.5 * (offsets / down) ** 2) + 0.45 * np.exp(-0.5 * ((offsets - gap) / up) ** 2)
    values += 0.15 * np.exp(-0.5 * ((offsets + gap) / up) ** 2)
    return offsets, values


def spike_template(rng: np.random.Generator) -> tuple[np.ndarray, np.ndarray]:
    """An interictal spike or sharp wave with its slow wave, negative, peak 1."""
    sharp = rng.uniform(0.012, 0.035)
    offsets = np.linspace(-0.15, 0.6, 220)
    values = -np.exp(-0.5 * (offsets / sharp) ** 2)
    values += rng.uniform(0.1, 0.45) * np.exp(-0.5 * ((offsets - 2.5 * sharp) / (1.2 * sharp)) ** 2)
    values -= rng.uniform(0.0, 0.6) * np.exp(-0.5 * ((offsets - 0.22) / 0.08) ** 2)
    values[0] = values[-1] = 0.0
    return offsets, values
