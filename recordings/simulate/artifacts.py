"""What is not brain: eyes, muscle, heart, movement, mains, and electrodes that fail."""

from __future__ import annotations

import numpy as np

from neuro_llm.recordings.errors import ConfigError

from .config import BAD_KINDS
from .montage import EYES
from .scene import Scene
from .waves import blink_template, gate, phase, random_times, smooth_noise, stamp


def add_blinks(scene: Scene) -> tuple[float, ...]:
    """Blinks; their times. One more is kept apart to judge whether the channels show them."""
    config, rng = scene.config, scene.rng
    seen = scene.montage.near(EYES, rng.uniform(0.022, 0.034))
    times: list[float] = []
    if isinstance(config.blinks, tuple):
        times = list(config.blinks)
    else:
        for start, stop, state in config.eye_states:
            usual = float(rng.uniform(6, 20)) if state == "open" else 0.0
            rate = usual if config.blinks is None else float(config.blinks)
            times += random_times(rng, rate, start + 0.1, stop - 0.1, 0.7)
    wave = scene.silence()
    shape = blink_template(rng)
    for time in times:
        stamp(wave, scene.times, time, *shape, config.blink_uv * float(np.exp(rng.normal(0, 0.25))))
    if times:
        scene.add(wave, seen, "blink")
    one = scene.silence()
    stamp(one, scene.times, 0.5 * config.duration, *shape, config.blink_uv)
    scene.one_blink = (one, seen)
    return tuple(times)


def add_eye_movements(scene: Scene) -> None:
    """Saccades (steps, opposite at the two sides) and slow rolling eyes."""
    config, rng = scene.config, scene.rng
    sideways = scene.montage.near(EYES * [1.6, 0.8, 1], 0.03, (1.0, -1.0))
    times: list[float] = []
    for start, stop, state in config.eye_states:
        usual = float(rng.uniform(3, 30)) if state == "open" else 0.0
        rate = usual if config.clutter.saccades is None else config.clutter.saccades
        times += random_times(rng, rate, start, stop, 0.3)
    if times:
        position = np.cumsum([0.0, *(rng.uniform(-1, 1, len(times)))]) * 0.4
        index = np.searchsorted(times, scene.times)
        scene.add(rng.uniform(20, 60) * np.tanh(position[index]).astype(np.float32), sideways)
    if config.clutter.rolling and config.eye_states:
        scene.add(rng.uniform(20, 70) * np.sin(phase(rng, scene.times, rng.uniform(0.2, 0.5), 0.1)), sideways)


def add_muscle(scene: Scene) -> None:
    """Muscle bursts over temples and forehead, and a lasting tone."""
    config, rng = scene.config, scene.rng
    if not config.muscle and config.clutter.tone_uv == 0:
        return
    places = scene.montage.head
    bursting = [gate(scene.times, start, stop, 0.15) for start, stop in config.muscle]
    for name in rng.permutation(["T7", "T8", "F7", "F8", "Fp1", "Fp2"])[:3]:
        spot = places.positions[[places.row(str(name))]]
        seen = np.abs(scene.montage.near(spot, rng.uniform(0.02, 0.05)))
        strength = config.clutter.tone_uv * rng.uniform(0.3, 1) + sum(
            burst * config.muscle_uv * rng.uniform(0.2, 1.2) for burst in bursting
        )
        scene.add(_muscle_noise(scene) * strength, scene.shown(seen, 0.6) if bursting else seen)


def _muscle_noise(scene: Scene) -> np.ndarray:
    """Broadband noise from about 20 Hz up, RMS 1 (below 100 Hz): (time,)."""
    from scipy.fft import irfft, rfftfreq

    n = len(scene.times)
    frequencies = rfftfreq(n, 1 / scene.config.sfreq)
    peak = scene.rng.uniform(30, 60)
    power = (frequencies / peak) ** 2 / (1 + (frequencies / peak) ** 4) * (frequencies > 8)
    power /= max(power.sum(), 1e-9)
    draws = scene.rng.standard_normal((len(power), 2), dtype=np.float32).view(np.complex64)[:, 0]
    return irfft(draws * (np.sqrt(power / 2) * n / np.sqrt(2)).astype(np.float32), n)


def add_heart(scene: Scene) -> None:
    if scene.config.clutter.ecg_uv > 0:
        rng, wave = scene.rng, scene.silence()
        offsets = np.linspace(-0.3, 0.5, 200)
        beat = np.exp(-0.5 * (offsets / 0.01) ** 2) - 0.25 * np.exp(-0.5 * ((offsets - 0.03) / 0.012) ** 2)
        beat += 0.2 * np.exp(-0.5 * ((offsets - 0.27) / 0.04) ** 2)
        now, gap = float(rng.uniform(-0.5, 0.5)), rng.uniform(0.65, 1.1)
        while now < scene.config.duration:
            stamp(wave, scene.times, now, offsets, beat, scene.config.clutter.ecg_uv)
            now += gap * (1 + 0.05 * rng.standard_normal())
        scene.add(wave, rng.uniform(0.4, 1.0, scene.montage.n_channels) * rng.choice([-1, 1]))


def add_movements(scene: Scene) -> None:
    """Movements on all channels, pops on single ones."""
    config, rng = scene.config, scene.rng
    n_channels = scene.montage.n_channels
    for time in random_times(rng, config.clutter.movements, 0.0, config.duration, 2.0):
        length = rng.uniform(0.3, 2.5)
        wave = smooth_noise(rng, scene.times, rng.uniform(1.5, 6)) * gate(
            scene.times, time, time + length, 0.3
        )
        scene.add(rng.uniform(40, 250) * wave, rng.normal(0, 0.6, n_channels))
    for time in random_times(rng, config.clutter.pops, 0.0, config.duration, 1.0):
        offsets = np.linspace(0, 2.0, 300)
        wave = scene.silence()
        stamp(
            wave, scene.times, time, offsets, np.exp(-offsets / rng.uniform(0.05, 0.5)), rng.uniform(60, 400)
        )
        scene.add(wave, np.eye(n_channels)[rng.integers(n_channels)] * rng.choice([-1, 1]))


def add_line(scene: Scene, gains: np.ndarray) -> None:
    """Mains and its harmonics below the Nyquist frequency; gains (channel,) how much each picks up."""
    config, rng = scene.config, scene.rng
    if not config.line_frequency or config.line_uv == 0:
        return
    turn = rng.normal(0, 0.5, scene.montage.n_channels)
    angle = 2 * np.pi * config.line_frequency * (1 + rng.normal(0, 3e-4)) * scene.times
    size = config.line_uv * np.sqrt(2) * (1 + 0.15 * smooth_noise(rng, scene.times, 0.3))
    for harmonic, part in ((1, 1.0), (2, rng.uniform(0, 0.25)), (3, rng.uniform(0, 0.4))):
        if harmonic * config.line_frequency < 0.49 * config.sfreq:
            scene.add(part * size * np.sin(harmonic * angle), gains * np.cos(turn))
            if harmonic == 1 and scene.montage.n_channels > 1:
                scene.add(part * size * np.cos(harmonic * angle), gains * np.sin(turn))


def choose_bad(scene: Scene) -> dict[str, str]:
    """Name → kind of the channels that fail."""
    wanted, names, rng = scene.config.bad_channels, scene.montage.names, scene.rng
    if not isinstance(wanted, int):
        missing = [name for name in wanted if name not in names]
        if missing:
            raise ConfigError(f"bad_channels: no channel {', '.join(missing)}; there are {', '.join(names)}.")
        return dict(wanted)
    if wanted > len(names):
        raise ConfigError(f"bad_channels={wanted} but there are only {len(names)} channels.")
    chosen = rng.choice(len(names), wanted, replace=False)
    return {names[i]: str(rng.choice(BAD_KINDS)) for i in sorted(chosen)}


def spoil(scene: Scene, data: np.ndarray, bad: dict[str, str]) -> None:
    """Make the bad channels of data (channel, time) µV what they are, in place, after the amplifier."""
    rng, n_times = scene.rng, data.shape[1]
    for name, kind in bad.items():
        row = data[scene.montage.names.index(name)]
        if kind == "flat":
            row[:] = rng.choice([0.0, 1.0]) * rng.uniform(-50, 50)
            row += rng.choice([0.0, 0.05]) * rng.standard_normal(n_times, dtype=np.float32)
        elif kind == "clipped":
            row -= np.median(row)
            rail = float(np.quantile(np.abs(row), rng.uniform(0.4, 0.8)))
            lift = rng.choice([0.0, rng.uniform(-1, 1)]) * rail
            np.clip(row * rng.choice([1.0, rng.uniform(3, 20)]) + lift, -rail, rail, out=row)
        elif kind == "popping":
            times = np.arange(n_times) / scene.config.sfreq
            for time in random_times(rng, rng.uniform(8, 30), 0, scene.config.duration, 0.4):
                decay = np.exp(-np.clip(times - time, 0, 30) / rng.uniform(0.05, 0.6)) * (times >= time)
                row += (rng.choice([-1, 1]) * rng.uniform(80, 500) * decay).astype(np.float32)
