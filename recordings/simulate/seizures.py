"""Seizures of several kinds, as waves over time with the places they are seen at."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from .config import SEIZURE_KINDS, Seizure
from .scene import LEAD, Scene
from .waves import gate, phase, smooth_noise, spike_template, stamp, table


def add_seizure(scene: Scene, seizure: Seizure) -> None:
    """Put one seizure into the scene."""
    rng = scene.rng
    length = seizure.stop - seizure.start
    if seizure.start <= 0:
        seizure = replace(seizure, start=-2 * LEAD - length * float(rng.choice([0.0, rng.uniform(0, 0.7)])))
    if seizure.stop >= scene.config.duration - 1e-6:
        seizure = replace(
            seizure, stop=scene.config.duration + 2 * LEAD + length * float(rng.uniform(0, 0.5))
        )
    inside = scene.config.modality == "ieeg"
    kinds = ("sharp", "sharp", "irregular", "focal", "fast-onset") if inside else SEIZURE_KINDS
    kind = seizure.kind or str(rng.choice(kinds))
    uv = seizure.uv
    if uv is None:
        low, high = (300, 2500) if inside else (100, 600)
        uv = float(np.exp(rng.uniform(np.log(low), np.log(high))))
    row = scene.montage.head.row(seizure.place) if seizure.place else scene.any_row()
    makers = {
        "spike-wave": _spike_wave,
        "focal": _focal,
        "fast-onset": _fast_onset,
        "sharp": _sharp,
        "irregular": _irregular,
    }
    makers[kind](scene, seizure, row, uv)


def _progress(scene: Scene, seizure: Seizure) -> np.ndarray:
    """0 at the start to 1 at the end of the seizure, (time,)."""
    return np.clip((scene.times - seizure.start) / (seizure.stop - seizure.start), 0, 1)


def _beat_gain(rng: np.random.Generator, angle: np.ndarray, spread: float) -> np.ndarray:
    """One random factor per cycle, (time,)."""
    cycle = ((angle - angle[0]) / (2 * np.pi)).astype(np.int64)
    factors = np.exp(spread * rng.standard_normal(int(cycle[-1]) + 2))
    smooth = 0.6 * factors + 0.4 * np.roll(factors, 1)
    part = (angle - angle[0]) / (2 * np.pi) - cycle
    return smooth[cycle] * (1 - part) + smooth[cycle + 1] * part


def _cycle(rng: np.random.Generator, sharpness: float) -> np.ndarray:
    """One cycle of a rhythmic wave, peak to peak 1: skewed, with harmonics and a spike on it (256,)."""
    angle = np.linspace(0, 2 * np.pi, 256, endpoint=False)
    skewed = angle + rng.uniform(-0.7, 0.7) * min(sharpness, 1.0) * np.sin(angle + rng.uniform(0, 6.3))
    wave = np.sin(skewed)
    for harmonic in range(2, 8):
        wave += (
            0.7 * sharpness * rng.uniform(0.2, 1) / harmonic * np.sin(harmonic * skewed + rng.normal(0, 1.0))
        )
    spike = rng.choice([-1, 1]) * rng.uniform(0, 1.5) * max(sharpness - 0.3, 0)
    wave += spike * _hump(angle / (2 * np.pi), rng.uniform(0.2, 0.8), rng.uniform(0.02, 0.06))
    return wave / np.ptp(wave)


def _hump(where: np.ndarray, middle: float, width: float) -> np.ndarray:
    return np.exp(-0.5 * ((where - middle) / width) ** 2)


def _spread(scene: Scene, wave: np.ndarray, row: int, progress: np.ndarray, uv: float) -> None:
    """At the focus at once; in a wider region and on the other side later, weaker, with a lag."""
    rng = scene.rng
    tilt = rng.normal(0, 0.5, 2)
    focus = scene.montage.patch(row, rng.uniform(0.25, 0.5), *tilt)
    scene.add(uv * wave, scene.shown(focus), "seizure")
    if rng.random() < 0.7:
        arrives = rng.uniform(0.15, 0.6)
        later = np.roll(wave, round(rng.uniform(0.01, 0.06) * scene.config.sfreq))
        later = later * np.clip((progress - arrives) / 0.2, 0, 1)
        other = row if rng.random() < 0.5 else int(rng.choice(scene.montage.head.scalp))
        scene.add(
            rng.uniform(0.3, 0.8) * uv * later, scene.montage.patch(other, rng.uniform(0.5, 1.0)), "seizure"
        )


def _spike_wave(scene: Scene, seizure: Seizure, row: int, uv: float) -> None:
    """Generalised 2-4 Hz spike-and-wave, frontal most, sudden start and end; no two complexes are alike."""
    rng = scene.rng
    fast = rng.uniform(2.2, 4.2) - rng.uniform(0.1, 0.8) * _progress(scene, seizure)
    angle = phase(rng, scene.times, fast, rng.uniform(0.05, 0.3))
    where = np.linspace(0, 1, 256, endpoint=False)
    spikes = np.zeros(256)
    for i in range(rng.choice([1, 1, 2, 3])):
        spikes -= rng.uniform(0.4, 1) * _hump(where, 0.12 + 0.09 * i, rng.uniform(0.015, 0.035))
    spikes += rng.uniform(0, 0.5) * _hump(where, 0.2, 0.04)
    slow = -_hump(where, rng.uniform(0.55, 0.7), rng.uniform(0.12, 0.2)) + rng.uniform(0, 0.4) * np.sin(
        2 * np.pi * where
    )
    irregular = rng.uniform(0.1, 0.6)
    played = rng.uniform(0.2, 0.9) * table(spikes, angle) * _beat_gain(rng, angle, irregular)
    played += table((slow - slow.mean()) / np.ptp(slow), angle) * _beat_gain(rng, angle, 0.5 * irregular)
    played *= 0.8 * gate(scene.times, seizure.start, seizure.stop, 0.3)
    centre = str(rng.choice(["Fz", "FCz", "Fz", "Cz"]))
    seen = scene.montage.patch(centre, rng.uniform(0.7, 1.1), rng.normal(0, 0.4))
    scene.add(uv * played, scene.shown(seen), "seizure")


def _focal(scene: Scene, seizure: Seizure, row: int, uv: float) -> None:
    """Rhythmic activity at one place that slows down, grows, becomes sharper and spreads."""
    rng = scene.rng
    progress = _progress(scene, seizure)
    first, last = rng.uniform(5, 11), rng.uniform(1.8, 4.5)
    angle = phase(rng, scene.times, first * (last / first) ** progress, rng.uniform(0.15, 0.7))
    sharpness = rng.uniform(0.3, 1.6)
    wave = (1 - progress) * table(_cycle(rng, 0.3 * sharpness), angle) + progress * table(
        _cycle(rng, sharpness), angle
    )
    growth = np.clip(rng.uniform(0.15, 0.5) + 1.6 * progress, 0, 1) * np.clip((1.02 - progress) / 0.1, 0.2, 1)
    wave = (
        wave
        * growth
        * _beat_gain(rng, angle, rng.uniform(0.1, 0.4))
        * gate(scene.times, seizure.start, seizure.stop, 0.6)
    )
    _spread(scene, wave, row, progress, uv)


def _fast_onset(scene: Scene, seizure: Seizure, row: int, uv: float) -> None:
    """Low-voltage fast activity first, then high polyspikes or sharp waves that slow down."""
    rng = scene.rng
    progress = _progress(scene, seizure)
    turn = rng.uniform(0.1, 0.3)
    fast = np.sin(
        phase(rng, scene.times, rng.uniform(14, 25) * (1 - 0.4 * np.clip(progress / turn, 0, 1)), 0.8)
    )
    fast *= 0.12 * np.clip(1.3 - progress / turn, 0, 1) * np.clip(0.3 + progress / turn, 0, 1)
    late = np.clip((progress - turn) / (1 - turn), 0, 1)
    angle = phase(rng, scene.times, rng.uniform(5, 9) * (rng.uniform(0.25, 0.5) ** late), 0.3)
    slow = table(_cycle(rng, rng.uniform(0.6, 1.4)), angle) * _beat_gain(rng, angle, 0.25)
    wave = fast + slow * np.clip((progress - turn) / 0.15, 0, 1)
    wave = wave * gate(scene.times, seizure.start, seizure.stop, 0.3)
    _spread(scene, wave, row, progress, uv)


def _sharp(scene: Scene, seizure: Seizure, row: int, uv: float) -> None:
    """Large rhythmic sharp waves all through, with wandering frequency, shape and size."""
    rng = scene.rng
    progress = _progress(scene, seizure)
    base = np.exp(rng.uniform(np.log(2.0), np.log(13.0)))
    wander = np.exp(
        rng.uniform(0.05, 0.3) * smooth_noise(rng, scene.times, 0.4) - rng.uniform(0, 0.4) * progress
    )
    angle = phase(rng, scene.times, base * wander, 0.05 * base)
    morph = np.clip(0.5 + 0.5 * smooth_noise(rng, scene.times, 0.3), 0, 1)
    wave = morph * table(_cycle(rng, rng.uniform(0.3, 2.2)), angle)
    wave += (1 - morph) * table(_cycle(rng, rng.uniform(0.3, 2.2)), angle)
    slow = np.exp(rng.uniform(0.1, 0.5) * smooth_noise(rng, scene.times, 0.5))
    wave = wave * _beat_gain(rng, angle, rng.uniform(0.1, 0.45)) * slow
    _spread(scene, wave * gate(scene.times, seizure.start, seizure.stop, 0.4), row, progress, uv)


def _irregular(scene: Scene, seizure: Seizure, row: int, uv: float) -> None:
    """A train of spikes and slow waves at changing intervals."""
    rng = scene.rng
    wave = scene.silence()
    now, mean_gap = seizure.start, rng.uniform(0.18, 0.5)
    shapes = [spike_template(rng) for _ in range(4)]
    while now < seizure.stop:
        offsets, values = shapes[rng.integers(4)]
        stamp(wave, scene.times, now, offsets, values, float(np.exp(rng.normal(0, 0.35))))
        now += mean_gap * float(np.exp(rng.normal(0, 0.35)))
    slow = 0.3 * np.sin(phase(rng, scene.times, rng.uniform(1.2, 3), 0.4))
    wave = 0.7 * (wave + slow) * gate(scene.times, seizure.start, seizure.stop, 0.3)
    _spread(scene, wave, row, _progress(scene, seizure), uv)
