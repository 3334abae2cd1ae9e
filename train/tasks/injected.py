"""Artefacts put into clean real recordings, and left out of them; a file that is known to hold some.

What is injected is drawn from what is published of each, not from this package's simulator.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np

from neuro_llm.recordings.recording import Recording
from neuro_llm.train.qa import real_detectors
from neuro_llm.train.stored import About, write_recording

from . import classical
from .layouts import YES_NO, Asked, bare, evenly, found, pieces, told
from .task import Decoder, Task, zero_shot

SECONDS = 10.0
MOST_PIECES = 12  # of one person; every other one gets the artefact
CLEAN = "workload/Subject*_1.edf"
"""eegmat at rest: eyes closed, filtered against mains and cleaned of eye and muscle artefacts by who published it."""

Spoil = Callable[[np.ndarray, Recording, np.random.Generator], np.ndarray]
"""((channel, time) µV, recording, generator) → what is added"""


def blinks(x: np.ndarray, recording: Recording, rng: np.random.Generator) -> np.ndarray:
    """Two to five positive peaks of 0.3 s, 80–200 µV at the brow, falling off backwards (Iwasaki et al. 2005)."""
    at = np.arange(x.shape[1]) / recording.sfreq
    forward = recording.positions[recording.index(recording.fields), 1]
    near = np.exp((forward - np.nanmax(forward)) / 0.03)  # m from the front
    course = sum(
        rng.uniform(80, 200) * np.exp(-0.5 * ((at - peak) / 0.09) ** 2)
        for peak in rng.choice(np.arange(1.0, SECONDS - 1, 0.8), rng.integers(2, 6), replace=False)
    )
    return np.nan_to_num(near, nan=0.0)[:, None] * course


def muscle(x: np.ndarray, recording: Recording, rng: np.random.Generator) -> np.ndarray:
    """Two to four seconds of 20–100 Hz, 20–60 µV rms at the temples, less elsewhere (Goncharova et al. 2003)."""
    from scipy.signal import butter, sosfiltfilt

    high = min(100.0, 0.45 * recording.sfreq)
    sos = butter(4, (20.0, high), "bandpass", fs=recording.sfreq, output="sos")
    noise = sosfiltfilt(sos, rng.normal(size=x.shape), axis=1)
    noise /= noise.std(axis=1, keepdims=True)
    sides = np.abs(np.nan_to_num(recording.positions[recording.index(recording.fields), 0]))
    length = rng.uniform(2, 4)
    start = rng.uniform(0.5, SECONDS - length - 0.5)
    at = np.arange(x.shape[1]) / recording.sfreq
    course = np.clip(np.minimum(at - start, start + length - at) / 0.2, 0, 1)
    return rng.uniform(20, 60) * (sides / sides.max())[:, None] * noise * course


def pops(x: np.ndarray, recording: Recording, rng: np.random.Generator) -> np.ndarray:
    """One to three steps of 150–400 µV at one electrode that decay within about half a second (Tatum et al. 2011)."""
    at = np.arange(x.shape[1]) / recording.sfreq
    added = np.zeros_like(x)
    row = rng.integers(len(x))
    for _ in range(rng.integers(1, 4)):
        late = at - rng.uniform(0.5, SECONDS - 1.5)
        size = rng.choice((-1, 1)) * rng.uniform(150, 400)
        added[row] += np.where(late >= 0, size * np.exp(-np.maximum(late, 0) / rng.uniform(0.2, 0.6)), 0)
    return added


def mains(x: np.ndarray, recording: Recording, rng: np.random.Generator) -> np.ndarray:
    """50 or 60 Hz at every electrode, 5–20 µV, and a tenth of it at three times that."""
    at = np.arange(x.shape[1]) / recording.sfreq
    turn = 2 * np.pi * rng.choice((50, 60)) * at + rng.uniform(0, 6)
    size = rng.uniform(5, 20) * rng.uniform(0.5, 1.5, len(x))
    return size[:, None] * (np.sin(turn) + 0.1 * np.sin(3 * turn))


def stepped(recording: Recording) -> real_detectors.Response:
    """Pops: a step between two samples twenty times what is usual at that electrode."""
    steps = np.abs(np.diff(recording.read(channels=recording.fields), axis=1))
    return real_detectors.Response(choice="yes" if (steps.max(1) > 20 * np.median(steps, 1)).any() else "no")


KINDS: dict[str, tuple[Spoil, str, Decoder, str]] = {
    "blinks": (
        blinks, "Are there eye blinks?", classical.tuned("blinks", {"present": "yes", "absent": "no"}),
        "slow frontal peaks",
    ),
    "muscle": (
        muscle, "Is there muscle activity, as from clenching the jaw?", classical.says(real_detectors.jaw),
        "seconds of ten times the usual 20–100 Hz power",
    ),
    "electrode pops": (
        pops, "Are there electrode pops?", classical.says(stepped), "steps of twenty times the usual size",
    ),
    "mains": (
        mains, "Is there line noise?",
        classical.tuned("line noise", {"none": "no", "50 Hz": "yes", "60 Hz": "yes"}),
        "power at 50 and 60 Hz over its neighbours",
    ),
}  # fmt: skip
"""Kind → (what is added, question, classical detector, what that looks at)"""


def artefacts(data: Path, work: Path) -> Iterator[Task]:
    """Each kind in half of the pieces of clean recordings."""
    for kind, (spoil, question, decoder, looks) in KINDS.items():
        asked = Asked(work, f"artefact: {kind}", question, YES_NO)
        for number, path in enumerate(found(data, CLEAN, asked.task)):
            made = work / kind / f"{path.stem}.npy"
            seconds = _spoiled(path, made, spoil, number)
            for i, span in enumerate(pieces(seconds, SECONDS)):
                asked.add(made, YES_NO[i % 2], span, subject=told(path, r"(Subject\d+)"))
        examples = tuple(asked.examples)
        about = f"as shipped; put into every other 10 s of clean rest; detector: {looks}"
        yield Task(asked.task, work, examples, zero_shot(examples), decoder, about)


def _spoiled(source: Path, path: Path, spoil: Spoil, seed: int) -> float:
    """Write pieces of a recording, the first with the artefact, the next without ...; how many seconds."""
    recording, _ = bare(source)
    names = recording.fields
    blocks = []
    for number, (start, stop) in enumerate(evenly(pieces(recording.duration, SECONDS), MOST_PIECES)):
        x = 1e6 * recording.read(start, stop, names).astype(float)
        added = spoil(x, recording, np.random.default_rng([seed, number])) if number % 2 == 0 else 0.0
        blocks.append(1e-6 * (x + added))
    about = About(
        recording.sfreq, sum(block.shape[1] for block in blocks), names, recording.modality, recording.unit,
        positions=recording.positions[recording.index(names)],
    )  # fmt: skip
    write_recording(path, about, blocks)
    return len(blocks) * SECONDS


def listed(data: Path, work: Path) -> Iterator[Task]:
    """The name of the OpenBCI file says that it holds blinks and a clenched jaw; clean rest holds neither."""
    for word, kind, detect in (
        ("blinks", "blinks", real_detectors.blinks), ("jaw", "muscle", real_detectors.jaw),
    ):  # fmt: skip
        asked = Asked(data, f"artefact in a file: {kind}", KINDS[kind][1], YES_NO)
        for answer, pattern in (("yes", f"artifacts/*{word}*.txt"), ("no", CLEAN)):
            for path in found(data, pattern, asked.task):
                asked.add(path, answer, subject=told(path, r"(Subject\d+)"))
        examples = tuple(asked.examples)
        about = f"as shipped; whole files, clean rest beside them; detector: {KINDS[kind][3]}"
        yield Task(asked.task, data, examples, zero_shot(examples), classical.says(detect), about)
