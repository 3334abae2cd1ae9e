"""Recordings with known truth, made here: the whole chain can be tried without data."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from neuro_llm.recordings.recording import Recording
from neuro_llm.recordings.simulate import Seizure, SimulationConfig, draw, simulate
from neuro_llm.train.stored import About, write_recording

from .files import Note
from .piece import Collected, Piece
from .settings import BuildSettings

FOLDER = "recordings"  # beside the examples
SECONDS, RATE = 10.0, 128.0
RUNS = 4  # recordings of one invented person
FAMILIES = ("eyes", "seizure", "spindles", "blinks", "dominant band", "line noise")


def collect_simulation(found: Collected, settings: BuildSettings, note: Note) -> None:
    """`settings.count` recordings of ten seconds as .npy, and every question of `FAMILIES` that its truth decides."""
    for number in range(settings.count):
        recording, truth = simulate(_configuration(settings.seed, number))
        file = found.folder / FOLDER / f"simulated-{number:05d}.npy"
        _write(file, recording)
        source = found.source(file, recording, 0.0, recording.duration)
        subject = found.subject(str(number // RUNS))
        for family in FAMILIES:
            value = truth.family(family)
            if value is not None:
                found.pieces.append(Piece(source, str(value), family, subject, file.stem))
        if number % 50 == 49:
            note(f"{number + 1} of {settings.count} recordings")


_AWAKE = {"state": "wake", "spindles": 0, "slow_waves": 0.0}
_KINDS: tuple[dict[str, Any], ...] = (
    {},
    {**_AWAKE, "seizures": (), "eyes": "open", "alpha_uv": 60.0, "alpha_reactivity": 5.0},
    {"state": "sleep", "seizures": (), "spindles": 4},
    {**_AWAKE, "seizures": (Seizure(2.0, 9.0),)},
    {},
    {**_AWAKE, "seizures": (), "eyes": "closed", "alpha_uv": 60.0, "alpha_reactivity": 5.0},
)
"""What is fixed of one recording after the other, so that every answer occurs: anything, rest, sleep, a seizure."""


def _configuration(seed: int, number: int) -> SimulationConfig:
    """A drawn recording of ten seconds over the 10-20 system."""
    shape = {"duration": SECONDS, "sfreq": RATE, "montage": "10-20", "modality": "eeg", "unit_known": True}
    return draw(seed * 1_000_003 + number, **shape, **_KINDS[number % len(_KINDS)])


def _write(file: Path, recording: Recording) -> None:
    about = About(
        recording.sfreq, recording.n_times, recording.ch_names, recording.modality, recording.unit,
        positions=recording.positions, changes=("This recording is simulated.",),
    )  # fmt: skip
    write_recording(file, about, [recording.read()])
