"""A simulated recording of any length that is made minute by minute as it is read: hours of it need no memory."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from neuro_llm.recordings.recording import Recording
from neuro_llm.recordings.simulate import Burst, Seizure, SimulationConfig, draw, simulate

MINUTE = 60.0  # seconds of one piece
FADE = 1.0  # seconds over which one piece passes into the next
KEPT_PIECES = 4
SFREQ = 200.0  # Hz

KINDS = ("seizure", "muscle", "flat", "burst")
LENGTHS = {"seizure": (10.0, 40.0), "muscle": (5.0, 20.0), "flat": (10.0, 30.0), "burst": (10.0, 30.0)}
"""What can be hidden in a night, and how many seconds it lasts."""


@dataclass(frozen=True)
class Needle:
    """One event of a known interval: kind of `KINDS`, start and stop in seconds."""

    kind: str
    start: float
    stop: float


class Night:
    """A source of simulated EEG of one person: every minute its own, cross-faded, the same at every reading.

    person   rhythms, artefacts and amplifier of all minutes; nothing in it happens at a set time
    needle   what is hidden in it, or None
    """

    def __init__(self, person: SimulationConfig, needle: Needle | None = None) -> None:
        self.person, self.needle = person, needle
        self._kept: OrderedDict[int, np.ndarray] = OrderedDict()

    def read(self, start: int, stop: int, channels: Sequence[int]) -> np.ndarray:
        """(channel, time) float32, V."""
        length, fade = round(MINUTE * SFREQ), round(FADE * SFREQ)
        data = np.zeros((len(channels), stop - start), np.float32)
        for number in range(max(0, (start - fade) // length), -(-stop // length)):
            piece, at = self._piece(number), number * length
            first, last = max(start, at), min(stop, at + length + fade)
            if first < last:
                data[:, first - start : last - start] += piece[list(channels), first - at : last - at]
        if self.needle is not None and self.needle.kind == "flat":
            lost = (round(second * SFREQ) for second in (self.needle.start, self.needle.stop))
            first, last = (min(max(at - start, 0), stop - start) for at in lost)
            data[:, first:last] = 0.0
        return data

    def close(self) -> None:
        self._kept.clear()

    def _piece(self, number: int) -> np.ndarray:
        """One minute and its fade, rising and falling with equal power."""
        if number not in self._kept:
            while len(self._kept) >= KEPT_PIECES:
                self._kept.popitem(last=False)
            recording, _ = simulate(self._minute(number))
            data = recording.read()
            fade = round(FADE * SFREQ)
            rising = np.sin(np.linspace(0, np.pi / 2, fade, endpoint=False)).astype(np.float32)
            if number:
                data[:, :fade] *= rising
            data[:, -fade:] *= np.sqrt(1 - rising**2)
            self._kept[number] = data
        return self._kept[number]

    def _minute(self, number: int) -> SimulationConfig:
        made = replace(self.person, seed=self.person.seed * 1000 + number)
        needle, begins = self.needle, number * MINUTE
        if needle is None or not begins <= needle.start < begins + MINUTE:
            return made
        start, stop = round(needle.start - begins, 3), round(needle.stop - begins, 3)
        if needle.kind == "seizure":
            uv = max(
                8 * self.person.background_uv,
                float(np.exp(np.random.default_rng(made.seed).uniform(4.6, 6.7))),
            )
            return replace(made, seizures=(Seizure(start, stop, None, uv),))
        if needle.kind == "muscle":
            return replace(made, muscle=((start, stop),), muscle_uv=2.5 * self.person.background_uv)
        if needle.kind == "burst":
            frequency = float(np.random.default_rng(made.seed).choice([5.0, 6.0, 9.0]))
            return replace(made, bursts=(Burst(start, stop, frequency, 8 * self.person.background_uv, "Fz"),))
        return made


def night(seed: int, seconds: float, kind: str | None = None) -> tuple[Recording, Needle | None]:
    """A recording of one simulated person, 19 channels at 200 Hz, and what is hidden in it.

    kind   of `KINDS`; None: nothing is hidden, and no minute holds a seizure
    """
    rng = np.random.default_rng([seed, 31])
    person = _person(seed, rng)
    needle = None
    if kind is not None:
        length = min(rng.uniform(*LENGTHS[kind]), 0.5 * seconds)
        minute = rng.integers(max(1, int(seconds // MINUTE)))
        start = minute * MINUTE + FADE + rng.uniform(0, min(MINUTE, seconds) - 2 * FADE - length)
        needle = Needle(kind, round(float(start), 2), round(float(start + length), 2))
    first, _ = simulate(replace(person, duration=10.0))
    source = Night(person, needle)
    return replace(first, name=f"night-{seed}", n_times=round(seconds * SFREQ), source=source), needle


def _person(seed: int, rng: np.random.Generator) -> SimulationConfig:
    """A drawn configuration with nothing that happens at a set time: its minutes are all alike."""
    drawn = draw(
        seed, duration=MINUTE + FADE, sfreq=SFREQ, montage="10-20", reference="average", modality="eeg"
    )
    bad = {"T7": str(rng.choice(["noisy", "disconnected"]))} if rng.random() < 0.2 else {}
    eyes = drawn.eyes if isinstance(drawn.eyes, str) or drawn.eyes is None else "closed"
    return replace(
        drawn, seizures=(), muscle=(), bursts=(), events=(), eyes=eyes, bad_channels=bad, unit_known=True,
        recorder=replace(drawn.recorder, offset_uv=0.0, lowpass=None, known_places=True, inverted=False),
    )  # fmt: skip
