"""Recordings of a task as plain arrays on disk: fits of many folds open each of them many times."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from neuro_llm.recordings.recording import Recording
from neuro_llm.train.instructions import Source, open_source
from neuro_llm.train.stored import About, write_recording

from .task import Task

COPIES = "copies"
PIECE_SECONDS = 300.0


def copied(task: Task, work: Path) -> Task:
    """The same task on copies below `work`: brain channels only, without events."""
    copies: dict[Source, Source] = {}
    examples = []
    for example in task.examples:
        source = example.sources[0]
        whole = replace(source, start=None, stop=None)
        if whole not in copies:
            copies[whole] = _copy(task.folder, whole, work)
        own = replace(copies[whole], start=source.start, stop=source.stop)
        examples.append(replace(example, sources=(own,)))
    return replace(task, folder=work, examples=tuple(examples))


def _copy(folder: Path, source: Source, work: Path) -> Source:
    path = Path(COPIES) / f"{source.path}.npy"
    with open_source(folder, source) as recording:
        _write(work / path, recording)
    return Source(path.as_posix())


def _write(path: Path, recording: Recording) -> None:
    names = recording.brain
    rows = recording.index(names)
    count = int(recording.duration // PIECE_SECONDS) + 1
    blocks = (
        recording.read(i * PIECE_SECONDS, min((i + 1) * PIECE_SECONDS, recording.duration), names)
        for i in range(count)
    )
    about = About(
        recording.sfreq, recording.n_times, names, recording.modality, recording.unit,
        positions=recording.positions[rows], changes=recording.changes,
        kinds=tuple(recording.ch_kinds[row] for row in rows), units=tuple(recording.units[row] for row in rows),
    )  # fmt: skip
    write_recording(path, about, blocks)
