"""What a brain does outside seizures: posterior alpha and other rhythms, sleep, spikes, evoked responses."""

from __future__ import annotations

import numpy as np

from .scene import Scene
from .truth import Spindle
from .waves import (
    gate,
    k_complex_template,
    phase,
    place_times,
    random_times,
    rhythm,
    slow_wave_template,
    spike_template,
    stamp,
)

VISIBLE_ALPHA = 0.35  # part of its size over the back of the head that a channel must see


def add_alpha(scene: Scene) -> bool:
    """Posterior alpha from two or three places, smaller with eyes open and in seizures; is it seen?"""
    config, rng = scene.config, scene.rng
    if config.state == "sleep" or config.alpha_uv == 0:
        return False
    shown = 0.0
    gain = np.full(len(scene.times), 1 / config.alpha_reactivity, np.float32)
    for start, stop, state in config.eye_states:
        if state == "closed":
            start, stop = (start or -9), (stop + 9 if stop >= config.duration - 1e-6 else stop)
            gain += (1 - 1 / config.alpha_reactivity) * gate(scene.times, start, stop, 0.5)
    gain = np.minimum(gain, 1.0) * _between_seizures(scene)
    waning, wobble = rng.uniform(0.15, 0.6), rng.uniform(0.1, 0.45)
    pointed = rng.choice([0.0, 0.0, rng.uniform(0.1, 0.5)])
    share = _dirichlet(rng, 3 if rng.random() < 0.5 else 2)
    for part, place in zip(
        share, rng.choice([["O1", "O2", "POz"], ["PO3", "PO4", "Oz"], ["POz", "Oz", "Pz"]]), strict=False
    ):
        frequency = config.alpha_frequency + rng.normal(0, 0.12)
        wave = rhythm(rng, scene.times, frequency, wobble, waning, pointed)
        seen = scene.montage.patch(place, rng.uniform(0.2, 0.45), rng.normal(0, 0.5), rng.normal(0, 0.2))
        scene.posterior_alpha.append(len(scene.waves))
        scene.add(config.alpha_uv * part * wave * gain, seen, "alpha")
        shown = max(shown, float(np.abs(seen).max()))
    return shown > VISIBLE_ALPHA


def _dirichlet(rng: np.random.Generator, n: int) -> np.ndarray:
    """Amplitudes of n partly independent sources that add up to about one."""
    share = rng.uniform(0.3, 1.0, n)
    return share / np.sqrt(np.sum(share**2)) * 0.9


def _between_seizures(scene: Scene) -> np.ndarray:
    """1 outside seizures, little within and for a while after; (time,)."""
    gain = np.ones(len(scene.times), np.float32)
    for seizure in scene.config.seizures:
        gain *= 1 - 0.85 * gate(scene.times, seizure.start, seizure.stop + 3.0, 1.0)
    return gain


# band → wobble Hz, places, width of the patch in radians
_ONGOING = {
    "delta": (0.5, ("Fz", "Cz", "F3", "P3", "T8"), (0.5, 1.2)),
    "theta": (0.5, ("Fz", "FCz", "Fz", "T7", "Cz"), (0.35, 0.8)),
    "beta": (1.8, ("Fz", "Cz", "F4", "C3"), (0.3, 0.9)),
    "alpha": (0.5, ("T7", "T8"), (0.25, 0.4)),
}


def add_rhythms(scene: Scene) -> None:
    """Delta, frontal midline theta, mu, temporal alpha, beta, as the configuration sets them."""
    config, rng, montage = scene.config, scene.rng, scene.montage
    rhythms = config.rhythms
    quiet = _between_seizures(scene)
    every = (
        ("delta", rhythms.delta_uv, rhythms.delta_frequency),
        ("theta", rhythms.theta_uv, rhythms.theta_frequency),
        ("beta", rhythms.beta_uv, rhythms.beta_frequency),
        ("alpha", rhythms.temporal_uv, rng.uniform(8, 11)),
    )
    for band, size, frequency in every:
        wanted = band == config.dominant_band and (band != "alpha" or config.alpha_uv == 0)
        uv = max(size, config.background_uv) if wanted else size
        if uv > 0:
            wobble, places, widths = _ONGOING[band]
            wave = rhythm(rng, scene.times, frequency, wobble, rng.uniform(0.2, 0.7))
            seen = montage.patch(str(rng.choice(places)), rng.uniform(*widths), rng.normal(0, 0.3))
            scene.add(uv * wave * quiet, scene.shown(seen) if wanted else seen, band)
    if rhythms.mu_uv > 0:
        for place in ("C3", "C4"):
            wave = rhythm(
                rng, scene.times, rhythms.mu_frequency + rng.normal(0, 0.2), 0.3, 0.8, rng.uniform(0.4, 1.2)
            )
            scene.add(rhythms.mu_uv * rng.uniform(0.5, 1) * wave * quiet, montage.patch(place, 0.25), "alpha")


def add_bursts(scene: Scene) -> None:
    for burst in scene.config.bursts:
        angle = phase(scene.rng, scene.times, burst.frequency, 0.1)
        wave = np.sin(angle) + 0.35 * burst.sharp * np.sin(2 * angle + 0.8)
        length = burst.stop - burst.start
        seen = scene.shown(scene.montage.patch(burst.place, 0.35))
        scene.add(
            0.5 * burst.uv * wave * gate(scene.times, burst.start, burst.stop, 0.3 * length), seen, "burst"
        )


def add_spindles(scene: Scene) -> tuple[Spindle, ...]:
    """Sleep spindles over the middle of the head, each swelling and fading; which channels show each is found later."""
    config, rng = scene.config, scene.rng
    times = place_times(rng, config.spindles, 1.0, config.duration - 1.0, 2.5)
    found = []
    for time in times:
        length, frequency = rng.uniform(0.5, 1.8), rng.uniform(11.5, 15.5)
        place = str(rng.choice(["Fz", "F3", "F4"] if frequency < 13 else ["Cz", "CPz", "C3", "C4", "Pz"]))
        seen = scene.shown(scene.montage.patch(place, rng.uniform(0.3, 0.6), rng.normal(0, 0.2)), 0.4)
        angle = phase(rng, scene.times, frequency - rng.uniform(0, 0.8) * (scene.times - time) / length, 0.05)
        offset = (scene.times - time) / length
        shape = np.where(np.abs(offset) < 0.6, np.cos(np.pi * np.clip(offset / 1.2, -0.5, 0.5)) ** 1.5, 0)
        uv = config.spindle_uv * np.exp(rng.normal(0, 0.2))
        scene.add(0.5 * uv * np.sin(angle) * shape, seen, "spindle")
        start, stop = max(0.0, time - length / 2), min(config.duration, time + length / 2)
        found.append(Spindle(round(start, 3), round(stop, 3), ()))
    return tuple(found)


def add_k_complexes(scene: Scene) -> tuple[float, ...]:
    times = place_times(scene.rng, scene.config.k_complexes, 1.0, scene.config.duration - 1.5, 3.0)
    if times:
        wave = scene.silence()
        for time in times:
            stamp(wave, scene.times, time, *k_complex_template(scene.rng), float(scene.rng.uniform(80, 220)))
        seen = scene.montage.patch(str(scene.rng.choice(["Fz", "FCz", "Cz"])), scene.rng.uniform(0.7, 1.1))
        scene.add(wave, scene.shown(seen))
    return tuple(times)


def add_slow_waves(scene: Scene) -> tuple[float, ...]:
    """Down and up states of deep sleep at random times: the times of the troughs inside the recording."""
    config, rng = scene.config, scene.rng
    times = random_times(rng, config.slow_waves, -1.0, config.duration + 1.0, 0.8)
    waves = [scene.silence(), scene.silence()]
    for time in times:
        size = config.slow_wave_uv * float(np.exp(rng.normal(-0.1, 0.4)))
        stamp(waves[rng.integers(2)], scene.times, time, *slow_wave_template(rng), size)
    for wave, place in zip(waves, ("Fz", str(rng.choice(["Cz", "F3", "F4"]))), strict=True):
        if times:
            scene.add(
                wave,
                scene.shown(scene.montage.patch(place, rng.uniform(0.6, 1.1), rng.normal(0, 0.3))),
                "delta",
            )
    return tuple(time for time in times if 0 <= time <= config.duration)


def add_spikes(scene: Scene) -> tuple[float, ...]:
    """Isolated spikes and sharp waves of one focus."""
    config, rng = scene.config, scene.rng
    times = random_times(rng, config.clutter.spikes, 0.3, config.duration - 0.3, 0.7)
    if times:
        wave, shape = scene.silence(), spike_template(rng)
        for time in times:
            size = config.clutter.spike_uv * float(np.exp(rng.normal(0, 0.3)))
            stamp(wave, scene.times, time, *(shape if rng.random() < 0.7 else spike_template(rng)), size)
        scene.add(
            wave,
            scene.shown(scene.montage.patch(scene.any_row(), rng.uniform(0.25, 0.5), rng.normal(0, 0.4))),
        )
    return tuple(times)


def add_evoked(scene: Scene) -> None:
    for evoked in scene.config.events:
        wave = scene.silence()
        offsets = np.linspace(-3 * evoked.width, 3 * evoked.width, 61)
        values = np.exp(-0.5 * (offsets / (0.5 * evoked.width)) ** 2)
        for onset in evoked.onsets:
            stamp(wave, scene.times, onset + evoked.latency, offsets, values, evoked.uv)
        scene.add(wave, scene.montage.patch(evoked.place, 0.4))
