"""A simulated night: EEG of one person of any length, made minute by minute as it is read and never held whole."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from neuro_llm.recordings.recording import Recording
from neuro_llm.recordings.simulate import Burst, Seizure, SimulationConfig, draw, simulate

MINUTE = 60.0  # seconds of one piece
FADE = 1.0  # seconds over which one piece passes into the next
PIECES = 60  # minutes that are simulated; every further hour plays them in another order
SFREQ = 200.0  # Hz
LOUDEST_UV = 30.0  # RMS of a background; above it nothing stands out
QUIET_TONE_UV = 2.0  # RMS of lasting muscle tone; above it the whole night is one artefact

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
    """A source of samples, the same at every reading: minutes of one person, cross-faded.

    person   rhythms, artefacts and amplifier of all minutes; nothing in it happens at a set time
    needle   what is hidden in it, or None
    """

    def __init__(self, person: SimulationConfig, needle: Needle | None = None) -> None:
        self.person, self.needle = person, needle
        self._kept: dict[int, np.ndarray] = {}

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
            ends = (round(second * SFREQ) - start for second in (self.needle.start, self.needle.stop))
            first, last = (min(max(end, 0), stop - start) for end in ends)
            data[:, first:last] = 0.0
        return data

    def close(self) -> None:
        self._kept.clear()

    def _piece(self, number: int) -> np.ndarray:
        """A minute and its fade, rising and falling with equal power; the needle's minute is none of the others."""
        hidden = self._hidden(number)
        hour, minute = divmod(number, PIECES)
        order = np.random.default_rng([self.person.seed, hour]).permutation(PIECES)
        key = -1 if hidden is not None else int(order[minute])
        if key not in self._kept:
            made = replace(self.person, seed=self.person.seed * 100 + PIECES + 1 + key)
            recording, _ = simulate(made if hidden is None else self._with(made, hidden, number * MINUTE))
            data, fade = recording.read(), round(FADE * SFREQ)
            rising = np.sin(np.linspace(0, np.pi / 2, fade, endpoint=False)).astype(np.float32)
            data[:, :fade] *= rising
            data[:, -fade:] *= np.sqrt(1 - rising**2)
            self._kept[key] = data
        return self._kept[key]

    def _hidden(self, number: int) -> Needle | None:
        """The needle where it lies in this minute."""
        needle = self.needle
        inside = needle is not None and number * MINUTE <= needle.start < (number + 1) * MINUTE
        return needle if inside else None

    def _with(self, minute: SimulationConfig, needle: Needle, begins: float) -> SimulationConfig:
        """A minute with the needle in it. Sizes are those that the simulator draws, and clear of the background."""
        start, stop = round(needle.start - begins, 3), round(needle.stop - begins, 3)
        background, rng = self.person.background_uv, np.random.default_rng(minute.seed)
        if needle.kind == "seizure":
            uv = max(8 * background, float(np.exp(rng.uniform(np.log(100), np.log(800)))))
            return replace(minute, seizures=(Seizure(start, stop, None, uv),))
        if needle.kind == "muscle":
            return replace(minute, muscle=((start, stop),), muscle_uv=max(2.5 * background, 20.0))
        if needle.kind == "burst":
            frequency = float(rng.uniform(4.0, 7.0))
            uv = max(16 * background, 3 * self.person.alpha_uv, 100.0)
            burst = Burst(start, stop, frequency, uv, "Fz", sharp=0.5)
            return replace(minute, bursts=(burst,))
        return minute


def night(seed: int, seconds: float, kind: str | None = None) -> tuple[Recording, Needle | None]:
    """A recording of one simulated person, 19 channels at 200 Hz, and what is hidden in it.

    kind   of `KINDS`; None: nothing is hidden, and no minute holds a seizure or muscle
    """
    rng = np.random.default_rng([seed, 31])
    person = _person(seed, rng)
    needle = None
    if kind is not None:
        length = min(rng.uniform(*LENGTHS[kind]), 0.5 * seconds)
        minute = rng.integers(max(1, int(seconds // MINUTE)))
        start = minute * MINUTE + FADE + rng.uniform(0, min(MINUTE, seconds) - 2 * FADE - length)
        needle = Needle(kind, round(float(start), 2), round(float(start + length), 2))
    like, _ = simulate(replace(person, duration=10.0))
    source = Night(person, needle)
    return replace(like, name=f"night-{seed}", n_times=round(seconds * SFREQ), source=source), needle


def _person(seed: int, rng: np.random.Generator) -> SimulationConfig:
    """A drawn configuration in which nothing happens at a set time: its minutes are all alike."""
    drawn = draw(
        seed, duration=MINUTE + FADE, sfreq=SFREQ, montage="10-20", reference="average", modality="eeg"
    )
    bad = {"T7": str(rng.choice(["noisy", "disconnected"]))} if rng.random() < 0.2 else {}
    eyes = drawn.eyes if isinstance(drawn.eyes, str) or drawn.eyes is None else "closed"
    return replace(
        drawn, background_uv=min(drawn.background_uv, LOUDEST_UV), dominant_band=None, eyes=eyes, bad_channels=bad,
        seizures=(), muscle=(), bursts=(), events=(), unit_known=True,
        clutter=replace(drawn.clutter, tone_uv=min(drawn.clutter.tone_uv, QUIET_TONE_UV)),
        recorder=replace(drawn.recorder, offset_uv=0.0, lowpass=None, known_places=True, inverted=False),
    )  # fmt: skip
