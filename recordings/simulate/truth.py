"""What is true of a simulated recording, and the label of each question family that follows from it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from neuro_llm.recordings.errors import ConfigError

from .config import Burst, Evoked, Interval

FAMILIES = ("eyes", "seizure", "spindles", "blinks", "bad channels", "dominant band", "line noise", "onset")


@dataclass(frozen=True)
class Spindle:
    """One sleep spindle: start, stop s; the channels that show it (none: no electrode was near)."""

    start: float
    stop: float
    channels: tuple[str, ...]


@dataclass(frozen=True)
class Truth:
    """What was put in. Times in seconds from the start of the recording.

    eyes             (start, stop, "open" | "closed"); empty in sleep and inside the skull
    dominant_band    band of the largest peak above 1/f over the whole recording; None where none stands out
    line_frequency   50 or 60 where it stands out; 0 where there is none; None where one cannot tell
    bad_channels     name → kind
    alpha_frequency  Hz; None where there is no alpha
    alpha_shown      False where there is no alpha or no channel near it: `family("eyes")` is then None
    alpha_clear      False where a person's alpha does not tell the state of the eyes (hardly any, or much with eyes
                     open): `family("eyes")` is then None
    blinks_shown     False where no channel is near the eyes: `family("blinks")` is then None
    """

    duration: float
    eyes: tuple[tuple[float, float, str], ...] = ()
    dominant_band: str | None = None
    seizures: tuple[Interval, ...] = ()
    spindles: tuple[Spindle, ...] = ()
    k_complexes: tuple[float, ...] = ()
    slow_waves: tuple[float, ...] = ()
    blinks: tuple[float, ...] = ()
    blinks_shown: bool = True
    alpha_shown: bool = True
    alpha_clear: bool = True
    muscle: tuple[Interval, ...] = ()
    spikes: tuple[float, ...] = ()
    line_frequency: float | None = 0.0
    bad_channels: Mapping[str, str] = field(default_factory=dict)
    bursts: tuple[Burst, ...] = ()
    events: tuple[Evoked, ...] = ()
    alpha_frequency: float | None = None

    def family(self, name: str) -> str | float | None:
        """The right answer of one question family, or None where the recording does not decide it.

        eyes: open | closed; seizure, spindles, blinks, bad channels: present | absent;
        dominant band: its name; line noise: none | 50 Hz | 60 Hz;
        onset: start of the first seizure that begins inside the recording, s
        """
        answers = {
            "eyes": self._eyes,
            "seizure": lambda: _present(bool(self.seizures)),
            "spindles": self._spindles,
            "blinks": lambda: _present(bool(self.blinks)) if self.blinks_shown else None,
            "bad channels": lambda: _present(bool(self.bad_channels)),
            "dominant band": lambda: self.dominant_band,
            "line noise": self._line,
            "onset": self._onset,
        }
        if name not in answers:
            raise ConfigError(f"family={name!r} must be one of: {', '.join(FAMILIES)}.")
        return answers[name]()

    def _eyes(self) -> str | None:
        states = {state for _, _, state in self.eyes} if self.alpha_shown and self.alpha_clear else set()
        ictal = sum(stop - start for start, stop in self.seizures)
        return states.pop() if len(states) == 1 and ictal < 0.4 * self.duration else None

    def _spindles(self) -> str | None:
        if not self.spindles:
            return "absent"
        return "present" if any(spindle.channels for spindle in self.spindles) else None

    def _line(self) -> str | None:
        if self.line_frequency is None:
            return None
        return f"{self.line_frequency:g} Hz" if self.line_frequency else "none"

    def _onset(self) -> float | None:
        starts = [start for start, _ in self.seizures]
        return min(starts) if starts and min(starts) > 0.5 else None


def _present(there: bool) -> str:
    return "present" if there else "absent"
