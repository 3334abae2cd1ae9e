"""Responses to single stimuli: targets among others, faces and houses, pictures that match."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from neuro_llm.recordings.recording import Recording
from neuro_llm.train.stored import About, write_recording

from . import classical
from .layouts import Absent, Asked, bare, evenly, found, labelled, told
from .task import Piece, Task, leave_one_out

Span = tuple[float, float]

TARGET = (-0.1, 0.8)  # s around a stimulus
FACE = (-0.1, 0.4)  # s; the next picture follows half a second after
AVERAGED = 5
AVERAGED_HZ = (0.5, 30.0)
MOST_TRIALS = 400  # of one file that are asked about
ODDBALL = {"1": "non-target", "2": "target"}
PEOPLE = "learnt from the person's other runs"
DETECTOR = "detector: means of 50 ms, shrinkage LDA"


@dataclass(frozen=True)
class Marked:
    """Spans of one file with what is true of each, and the run in which each lies."""

    path: Path
    spans: tuple[tuple[Span, str, str], ...]


def oddball(data: Path, work: Path) -> Iterator[Task]:
    """Muse P300: 2 is a target. Single trials, then means of five of one run."""
    singles = [_singles(path) for path in found(data, "erp/muse_p300_s*_run*.csv", "P300 target or not")]
    yield _oddball(data, singles, "P300 target or not")
    means = [_means(marked, work) for marked in singles]
    yield _oddball(work, means, f"P300 target or not, means of {AVERAGED}")


def _oddball(folder: Path, files: list[Marked], name: str) -> Task:
    question = "Is this the response to a target or to a non-target?"
    asked = Asked(folder, name, question, ("target", "non-target"))
    for marked in files:
        for span, answer, run in marked.spans:
            asked.add(marked.path, answer, span, subject=told(marked.path, r"p300_(s\d+)"), run=run)
    return _task(folder, asked, within=True, about=PEOPLE)


def _singles(path: Path) -> Marked:
    recording, _ = bare(path)
    events = labelled(recording, ODDBALL)
    spans = [((e.onset + TARGET[0], e.onset + TARGET[1]), ODDBALL[e.label], path.stem) for e in events]
    return Marked(path, tuple(one for one in spans if one[0][0] >= 0 and one[0][1] <= recording.duration))


def _means(marked: Marked, work: Path) -> Marked:
    """Means of AVERAGED trials of one kind, one after another, as a recording of its own."""
    recording, _ = bare(marked.path)
    names = recording.brain
    blocks: list[np.ndarray] = []
    spans: list[tuple[Span, str, str]] = []
    seconds = round((TARGET[1] - TARGET[0]) * recording.sfreq) / recording.sfreq
    for answer in ODDBALL.values():
        own = [span for span, truth, _ in marked.spans if truth == answer]
        for first in range(0, len(own) - AVERAGED + 1, AVERAGED):
            group = [Piece(recording, start, start + seconds) for start, _ in own[first : first + AVERAGED]]
            blocks.append(np.mean([piece.filtered(names, *AVERAGED_HZ) for piece in group], axis=0))
            spans.append(((len(spans) * seconds, (len(spans) + 1) * seconds), answer, marked.path.stem))
    path = work / "means" / f"{marked.path.stem}.npy"
    write_recording(path, _about(recording, names, blocks, seconds), blocks)
    return Marked(path, tuple(spans))


def _about(recording: Recording, names: tuple[str, ...], blocks: list[np.ndarray], seconds: float) -> About:
    joined = f"{len(blocks)} trials of {seconds:g} s were put one after another; signals jump at the borders."
    return About(
        recording.sfreq, sum(block.shape[1] for block in blocks), names, recording.modality, recording.unit,
        positions=recording.positions[recording.index(names)], changes=(joined,),
    )  # fmt: skip


def faces(data: Path, work: Path) -> Iterator[Task]:
    """Muse N170: faces and houses; runs were joined, with marks between them."""
    asked = Asked(data, "face or house", "Is the person seeing a face or a house?", ("face", "house"))
    for path in found(data, "image/n170*.edf", asked.task):
        recording, _ = bare(path)
        edges = [event.onset for event in recording.events if event.label.startswith("EDGE")]
        for event in evenly(labelled(recording, ("Face", "House")), MOST_TRIALS):
            span = event.onset + FACE[0], event.onset + FACE[1]
            run = f"{path.stem} run {1 + sum(edge <= event.onset for edge in edges)}"
            if span[0] >= 0 and span[1] <= recording.duration:
                asked.add(path, event.label.lower(), span, subject=told(path, r"(subject\d+)"), run=run)
    yield _task(data, asked, within=True, about=PEOPLE)


def matches(data: Path, work: Path) -> Iterator[Task]:
    """UCI pictures: the second picture is the first again, or another."""
    asked = Asked(
        data, "second picture matches", "Does the second picture match the first?", ("match", "no match")
    )
    for path in found(data, "erp/pictures_*-epo.fif", asked.task):
        for event in labelled(bare(path)[0], ("S2 match", "S2 nomatch")):
            answer = "match" if event.label == "S2 match" else "no match"
            span = event.onset, event.onset + event.duration
            asked.add(path, answer, span, subject=told(path, r"pictures_(\w+)-epo"))
    if len({example.subject for example in asked.examples}) < 2:
        raise Absent(f"{asked.task}: leaving one person out takes two, erp/ has one")
    yield _task(data, asked, within=False, about="learnt from other people")


def _task(folder: Path, asked: Asked, *, within: bool, about: str) -> Task:
    examples = tuple(asked.examples)
    folds = leave_one_out(examples, within=within)
    seconds = {
        round(source.stop - source.start, 2)
        for example in examples
        for source in example.sources
        if source.stop is not None and source.start is not None
    }
    lasting = "/".join(f"{length:g}" for length in sorted(seconds))
    return Task(asked.task, folder, examples, folds, classical.evoked, f"{about}; {lasting} s; {DETECTOR}")
