"""Sessions of the simulated world: people look at pictures, and MEG, fMRI, cells or units answer.

With `from_simulation` it covers every modality, so that a model can be trained on all of them without data.
"""

from __future__ import annotations

from neuro_llm.encoders import ENCODERS
from neuro_llm.encoders.bind import BOUND
from neuro_llm.recordings.simulate.world import draw_pictures, record
from neuro_llm.train.stored import About, write_recording

from .files import Note
from .from_simulation import FOLDER
from .piece import Collected, Piece
from .settings import BuildSettings

MODALITIES = ("meg", "fmri", "calcium", "spikes")  # the EEG of the simulation is asked about states
FIRST_PERSON = 5000  # behind the people of the shared space
SHOWN = 24  # pictures of one session
TASK = "shape seen"


def collect_world(found: Collected, settings: BuildSettings, note: Note) -> None:
    """`settings.count` sessions, modalities in turn; the span of every picture with the shape that was on it."""
    for number in range(settings.count):
        modality = MODALITIES[number % len(MODALITIES)]
        person = FIRST_PERSON + settings.seed * 100_000 + number
        session = record(modality, person, draw_pictures(SHOWN, seed=person))
        recording = session.recording
        file = found.folder / FOLDER / f"{modality}-{person}.npy"
        about = About(
            recording.sfreq, recording.n_times, recording.ch_names, modality, recording.unit,
            positions=recording.positions, orientations=recording.orientations, kinds=recording.ch_kinds,
            units=recording.units, changes=("This recording is simulated.",),
        )  # fmt: skip
        write_recording(file, about, [recording.read()])
        spec = ENCODERS.get(BOUND[modality]).defaults.spec
        subject = found.subject(f"{modality} {person}")
        for event, picture in zip(recording.events, session.pictures, strict=True):
            start = max(0.0, event.onset + spec.offset)
            source = found.source(file, recording, start, start + spec.seconds)
            found.pieces.append(Piece(source, picture.shape, TASK, subject, file.stem))
        if number % 20 == 19:
            note(f"{number + 1} of {settings.count} sessions")
