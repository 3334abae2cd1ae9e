"""What to simulate: one frozen dataclass; every value is checked when it is made.

Amplitudes: waves that can be seen (alpha, spindles, blinks, seizures ...) are peak to peak at the electrode
that shows them best; noise-like activity (background, drift, line, sensor) is RMS. All in µV.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, fields
from typing import Any, cast

import numpy as np

from neuro_llm.recordings.errors import ConfigError

BANDS: dict[str, tuple[float, float]] = {
    "delta": (1.0, 4.0),
    "theta": (4.0, 8.0),
    "alpha": (8.0, 13.0),
    "beta": (13.0, 30.0),
}
"""Hz, lower edge included."""

BAD_KINDS = ("flat", "noisy", "clipped", "disconnected", "popping")
SEIZURE_KINDS = ("spike-wave", "focal", "fast-onset", "sharp", "irregular")
REFERENCES = ("average", "linked ears", "bipolar")  # or the name of an electrode

Interval = tuple[float, float]


@dataclass(frozen=True)
class Seizure:
    """start, stop s; kind one of `SEIZURE_KINDS`; uv peak to peak; place an electrode. None: any.

    One that starts at 0 or stops at the end of the recording is under way there.
    """

    start: float
    stop: float
    kind: str | None = None
    uv: float | None = None
    place: str | None = None


@dataclass(frozen=True)
class Burst:
    """A short run of one rhythm: start, stop s; frequency Hz; uv peak to peak; place an electrode.

    sharp   0 a sine, 1 pointed like a wicket or a mu rhythm
    """

    start: float
    stop: float
    frequency: float
    uv: float = 40.0
    place: str = "Fz"
    sharp: float = 0.0


@dataclass(frozen=True)
class Evoked:
    """A stimulus and what it evokes: onsets s; one deflection of uv at `latency` s after each, at `place`."""

    label: str
    onsets: tuple[float, ...]
    latency: float = 0.3
    uv: float = 10.0
    width: float = 0.1
    place: str = "Pz"


@dataclass(frozen=True)
class Rhythms:
    """Ongoing rhythms beside the posterior alpha: µV peak to peak, Hz."""

    delta_uv: float = 0.0
    delta_frequency: float = 2.0
    theta_uv: float = 0.0
    theta_frequency: float = 6.0
    mu_uv: float = 0.0
    mu_frequency: float = 10.5
    temporal_uv: float = 0.0
    beta_uv: float = 0.0
    beta_frequency: float = 20.0


@dataclass(frozen=True)
class Clutter:
    """What is in every recording and none of the answers.

    drift_uv        slow wandering (sweat, cable), RMS below 0.5 Hz
    spikes          isolated interictal spikes per minute; spike_uv their size
    pops, movements per minute, electrode pops on one channel, movements on all
    saccades        per minute; None: as the eyes are
    rolling         slow rolling eyes
    ecg_uv          heart beat seen by every electrode, peak
    tone_uv         lasting muscle tone over the temples, RMS
    """

    drift_uv: float = 5.0
    spikes: float = 0.0
    spike_uv: float = 100.0
    pops: float = 0.0
    movements: float = 0.0
    saccades: float | None = None
    rolling: bool = False
    ecg_uv: float = 0.0
    tone_uv: float = 0.5


@dataclass(frozen=True)
class Recorder:
    """The amplifier: filters in Hz (None: none), noise and offset in µV.

    notch            removes the line frequency and its harmonics
    resolution_uv    one step of the converter, 0: continuous
    inverted         polarity turned over
    known_places     False: channels are called Ch1, Ch2 ... and have no positions
    scale            factor on all samples, for files in an unknown unit
    """

    highpass: float | None = 0.1
    lowpass: float | None = None
    notch: bool = False
    sensor_uv: float = 0.7
    offset_uv: float = 0.0
    resolution_uv: float = 0.0
    inverted: bool = False
    known_places: bool = True
    scale: float = 1.0


@dataclass(frozen=True)
class SimulationConfig:
    """One recording to simulate.

    montage          "10-20" (19), "10-10" (64), "single", names, or (channel, 3) metres in the head frame;
                     a name "F3-C3" is a bipolar channel
    reference        "average", "linked ears", "bipolar" or the name of an electrode
    modality         "eeg", or "ieeg" for contacts inside the skull
    state            "wake" or "sleep" (no alpha, no blinks, slow background)
    eyes             "open", "closed", ((start, stop, "open" | "closed"), ...) or None: not shown
    alpha_reactivity how many times smaller the alpha is with eyes open
    dominant_band    makes the rhythm of this band the largest above 1/f; None: whatever comes out
    spindles, k_complexes   how many, or their times (s; the middle of each)
    slow_waves       per minute, slow_wave_uv large
    blinks           per minute, or times (s; the peak of each); None: as the eyes are
    bad_channels     how many, or name → one of `BAD_KINDS`
    unit_known       False: samples are scaled by recorder.scale and the recording says so
    """

    seed: int = 0
    duration: float = 60.0
    sfreq: float = 256.0
    montage: str | tuple[str, ...] | tuple[tuple[float, float, float], ...] = "10-20"
    reference: str = "average"
    modality: str = "eeg"
    state: str = "wake"
    eyes: str | tuple[tuple[float, float, str], ...] | None = "closed"
    alpha_frequency: float = 10.0
    alpha_uv: float = 40.0
    alpha_reactivity: float = 3.0
    background_uv: float = 10.0
    aperiodic_exponent: float = 1.3
    dominant_band: str | None = None
    seizures: tuple[Seizure, ...] = ()
    spindles: int | tuple[float, ...] = 0
    spindle_uv: float = 35.0
    k_complexes: int | tuple[float, ...] = 0
    slow_waves: float = 0.0
    slow_wave_uv: float = 120.0
    blinks: float | tuple[float, ...] | None = None
    blink_uv: float = 150.0
    muscle: tuple[Interval, ...] = ()
    muscle_uv: float = 15.0
    line_frequency: float = 0.0
    line_uv: float = 3.0
    bad_channels: int | Mapping[str, str] = 0
    bursts: tuple[Burst, ...] = ()
    events: tuple[Evoked, ...] = ()
    rhythms: Rhythms = field(default_factory=Rhythms)
    clutter: Clutter = field(default_factory=Clutter)
    recorder: Recorder = field(default_factory=Recorder)
    unit_known: bool = True

    def __post_init__(self) -> None:
        for name, value in _tuples(self).items():
            object.__setattr__(self, name, value)
        _check_numbers(self)
        _check_words(self)
        _check_times(self)

    @property
    def eye_states(self) -> tuple[tuple[float, float, str], ...]:
        """(start, stop, "open" | "closed") over the whole recording; none asleep or inside the skull."""
        if self.eyes is None or self.state == "sleep" or self.modality == "ieeg":
            return ()
        return ((0.0, self.duration, self.eyes),) if isinstance(self.eyes, str) else self.eyes


def _tuples(config: SimulationConfig) -> dict[str, Any]:
    """Lists, arrays and plain (start, stop) pairs as the tuples and dataclasses that the config holds."""
    changed: dict[str, Any] = {}
    montage: Any = config.montage
    if not isinstance(montage, str):
        if isinstance(montage, np.ndarray) and (montage.ndim != 2 or montage.shape[1] != 3):
            raise ConfigError(
                f"montage has the shape {montage.shape}; positions are (channel, 3), in metres."
            )
        changed["montage"] = tuple(
            place if isinstance(place, str) else tuple(float(x) for x in place) for place in montage
        )
    for name in ("spindles", "k_complexes", "blinks"):
        value = getattr(config, name)
        if isinstance(value, Sequence | np.ndarray):
            changed[name] = tuple(sorted(float(x) for x in value))
    changed["seizures"] = _records("seizures", config.seizures, Seizure)
    changed["bursts"] = _records("bursts", config.bursts, Burst)
    changed["events"] = _records("events", config.events, Evoked)
    changed["muscle"] = tuple((float(a), float(b)) for a, b in config.muscle)
    if config.eyes is not None and not isinstance(config.eyes, str):
        changed["eyes"] = tuple((float(a), float(b), str(state)) for a, b, state in config.eyes)
    if not isinstance(config.bad_channels, int):
        changed["bad_channels"] = dict(config.bad_channels)
    return changed


def _records(name: str, values: Sequence[Any], kind: type) -> tuple[Any, ...]:
    needed = ", ".join(part.name for part in fields(kind))
    try:
        return tuple(value if isinstance(value, kind) else kind(*value) for value in values)
    except TypeError as error:
        raise ConfigError(f"{name}: each one is {kind.__name__}({needed}), or a tuple of these.") from error


_RANGES: dict[str, tuple[float, float, str]] = {
    "duration": (1.0, 86400.0, "s"),
    "sfreq": (20.0, 20000.0, "Hz"),
    "alpha_frequency": (6.0, 14.0, "Hz"),
    "alpha_uv": (0.0, 1000.0, "µV"),
    "alpha_reactivity": (1.0, 100.0, ""),
    "background_uv": (0.01, 5000.0, "µV"),
    "aperiodic_exponent": (0.0, 4.0, ""),
    "spindle_uv": (0.0, 1000.0, "µV"),
    "slow_waves": (0.0, 60.0, "per minute"),
    "slow_wave_uv": (0.0, 5000.0, "µV"),
    "blink_uv": (0.0, 2000.0, "µV"),
    "muscle_uv": (0.0, 2000.0, "µV"),
    "line_uv": (0.0, 5000.0, "µV"),
}


def _check_numbers(config: SimulationConfig) -> None:
    for name, (low, high, unit) in _RANGES.items():
        value = getattr(config, name)
        if not low <= value <= high:
            raise ConfigError(f"{name}={value} must lie in {low:g}..{high:g} {unit}".rstrip() + ".")
    for name in ("spindles", "k_complexes", "blinks", "bad_channels"):
        value = getattr(config, name)
        if isinstance(value, int | float) and value < 0:
            raise ConfigError(f"{name}={value} must not be negative.")


def _check_words(config: SimulationConfig) -> None:
    choices: dict[str, tuple[object, ...]] = {
        "state": ("wake", "sleep"),
        "modality": ("eeg", "ieeg"),
        "dominant_band": (None, *BANDS),
        "line_frequency": (0, 50, 60),
    }
    for name, allowed in choices.items():
        if getattr(config, name) not in allowed:
            shown = ", ".join(str(word) for word in allowed)
            raise ConfigError(f"{name}={getattr(config, name)!r} must be one of: {shown}.")
    states = (config.eyes,) if isinstance(config.eyes, str) else (part[2] for part in config.eyes or ())
    for state in states:
        if state not in ("open", "closed"):
            raise ConfigError(f"eyes={state!r} must be open, closed, or (start, stop, state) for each part.")
    for seizure in config.seizures:
        if seizure.kind not in (None, *SEIZURE_KINDS):
            raise ConfigError(f"seizures: kind={seizure.kind!r} must be one of: {', '.join(SEIZURE_KINDS)}.")
    if not isinstance(config.bad_channels, int):
        for name, kind in config.bad_channels.items():
            if kind not in BAD_KINDS:
                raise ConfigError(f"bad_channels: {name}={kind!r} must be one of: {', '.join(BAD_KINDS)}.")


def _check_times(config: SimulationConfig) -> None:
    intervals: list[tuple[str, float, float]] = [("eyes", a, b) for a, b, _ in config.eye_states]
    intervals += [("seizures", s.start, s.stop) for s in config.seizures]
    intervals += [("bursts", b.start, b.stop) for b in config.bursts]
    intervals += [("muscle", a, b) for a, b in config.muscle]
    for name, start, stop in intervals:
        if not 0 <= start < stop <= config.duration + 1e-6:
            raise ConfigError(f"{name}: {start:g}..{stop:g} s must lie within 0..{config.duration:g} s.")
    for name in ("spindles", "k_complexes", "blinks"):
        value = getattr(config, name)
        for time in cast(tuple[float, ...], value) if isinstance(value, tuple) else ():
            if not 0 <= time <= config.duration:
                raise ConfigError(f"{name}: {time:g} s must lie within 0..{config.duration:g} s.")
