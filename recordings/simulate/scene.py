"""What is going on while a recording is made: waves over time, each with what every channel sees of it."""

from __future__ import annotations

import numpy as np

from .config import SimulationConfig
from .montage import Montage

LEAD = 1.0  # s simulated before and after, cut off later: filters and FFTs have their edges there


class Scene:
    """Collects components until they are turned into samples.

    times   (time,) s, from -LEAD to duration + LEAD
    waves   one per component, (time,) µV
    maps    one per component, (channel,) what each channel sees of it
    roles   one per component: a band, "burst", "spindle", "seizure"; "blink" and "other" are never called a rhythm
    posterior_alpha   rows of the components that the eyes govern
    one_blink         a single blink of this person, (time,) µV, and its map
    """

    def __init__(self, config: SimulationConfig, montage: Montage, rng: np.random.Generator) -> None:
        from scipy.fft import next_fast_len

        self.config, self.montage, self.rng = config, montage, rng
        self.n_times = max(2, round(config.duration * config.sfreq))
        self.lead = round(LEAD * config.sfreq)
        n_all = next_fast_len(self.n_times + 2 * self.lead, real=True)
        n_all += n_all % 2
        self.times = (np.arange(n_all) - self.lead) / config.sfreq
        self.waves: list[np.ndarray] = []
        self.maps: list[np.ndarray] = []
        self.roles: list[str] = []
        self.posterior_alpha: list[int] = []
        self.one_blink = (self.silence(), np.zeros(montage.n_channels, np.float32))

    def add(self, wave: np.ndarray, seen: np.ndarray, role: str = "other") -> None:
        self.waves.append(wave.astype(np.float32, copy=False))
        self.maps.append(seen.astype(np.float32, copy=False))
        self.roles.append(role)

    def silence(self) -> np.ndarray:
        """(time,) zeros to stamp events into."""
        return np.zeros(len(self.times), np.float32)

    def shown(self, seen: np.ndarray, at_least: float = 0.5) -> np.ndarray:
        """The map, made larger where no channel would see half of it."""
        best = float(np.abs(seen).max())
        return seen if best >= at_least else seen * (at_least / max(best, 1e-6))

    def any_row(self) -> int:
        """The place of a random channel, as a row of the head."""
        return int(self.rng.choice(self.montage.main_rows()))
