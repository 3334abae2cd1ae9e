"""A session: one person looks at pictures, one instrument records."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from neuro_llm.recordings.errors import ConfigError
from neuro_llm.recordings.recording import ArraySource, Event, Recording

from .instruments import INSTRUMENTS, Show
from .pictures import Picture

MODALITIES = tuple(INSTRUMENTS)
PACE = {"eeg": 0.8, "meg": 0.8, "fmri": 4.0, "calcium": 1.6, "spikes": 0.8}
"""Seconds from one picture to the next."""
SHOWN = 0.4  # s that a picture stays


@dataclass(frozen=True)
class Schedule:
    """What is shown when: pictures and onsets (trial,) s in order; duration of the whole session, s."""

    pictures: tuple[Picture, ...]
    onsets: np.ndarray
    duration: float


@dataclass(frozen=True)
class Session:
    """The recording, and which picture was on at each of its events."""

    recording: Recording
    pictures: tuple[Picture, ...]


def schedule(modality: str, subject: int, pictures: Sequence[Picture], repeats: int = 1) -> Schedule:
    """Every picture `repeats` times in random order, at the pace of the instrument; the same call gives the same."""
    if modality not in INSTRUMENTS:
        raise ConfigError(f"modality={modality!r}: the simulated world has {', '.join(INSTRUMENTS)}.")
    rng = np.random.default_rng([subject, repeats, len(pictures)])
    order = rng.permutation(np.tile(np.arange(len(pictures)), repeats))
    pace = PACE[modality]
    onsets = 2.0 + pace * np.arange(len(order)) + rng.uniform(0, 0.1 * pace, len(order))
    return Schedule(tuple(pictures[i] for i in order), onsets, float(onsets[-1] + 16.0))


def record(modality: str, subject: int, pictures: Sequence[Picture], repeats: int = 1) -> Session:
    """One person looks at the pictures as `schedule` has it; the same call gives the same session.

    subject   any whole number: equal numbers are the same brain, also for another instrument
    """
    planned = schedule(modality, subject, pictures, repeats)
    features = np.stack([picture.features() for picture in planned.pictures])
    trace = INSTRUMENTS[modality](Show(features, planned.onsets, planned.duration, subject))
    events = tuple(
        Event(float(at), SHOWN, picture.id)
        for at, picture in zip(planned.onsets, planned.pictures, strict=True)
    )
    recording = Recording(
        name=f"{modality} of person {subject}", modality=modality, ch_names=trace.names, ch_kinds=trace.kinds,
        units=trace.units, sfreq=trace.sfreq, native_rates=(trace.sfreq,) * len(trace.names),
        n_times=trace.data.shape[1], positions=trace.positions, source=ArraySource(trace.data), events=events,
        orientations=trace.orientations, changes=("Simulated.",),
    )  # fmt: skip
    return Session(recording, planned.pictures)
