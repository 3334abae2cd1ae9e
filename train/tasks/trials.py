"""Trials that last: flicker, movements, blocks of pictures."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from . import classical
from .layouts import Absent, Asked, bare, found, labelled, told
from .task import Task, leave_one_out, zero_shot

EXO_CODES = {"33025": 13.0, "33026": 21.0, "33027": 17.0}
"""Labels of the exoskeleton's LEDs in GDF files (Kalunga et al. 2016); 33024 is rest. FIF files number them from 1."""

EXO_SHORT = {"2": 13.0, "3": 21.0, "4": 17.0}
EXO_SECONDS, MUSE_CODES = 5.0, {"1": 30.0, "2": 20.0}
AFTER_LABEL = 0.5  # s until the flicker starts, and until a response stands
SHORTEST = 1.0
FISTS = {"T1": "left", "T2": "right"}
FIST_SECONDS = 4.0
CATEGORY = "Which category of picture is the person seeing?"


def exo_flicker(data: Path, work: Path) -> Iterator[Task]:
    """LEDs of 13, 17 and 21 Hz, five seconds each."""
    asked = _flicker(data, "SSVEP 13, 17 or 21 Hz", (13.0, 17.0, 21.0))
    for path in sorted([*data.glob("ssvep/exo_s*.gdf"), *data.glob("ssvep/exo_s*_raw.fif")]):
        recording, options = bare(path)
        codes = EXO_CODES if path.suffix == ".gdf" else EXO_SHORT
        for event in labelled(recording, codes):
            start = event.onset + AFTER_LABEL
            answer = f"{codes[event.label]:g} Hz"
            asked.add(
                path, answer, (start, start + EXO_SECONDS), subject=told(path, r"exo_(s\d+)"), options=options
            )
    yield _flickering(data, asked)


def muse_flicker(data: Path, work: Path) -> Iterator[Task]:
    """20 and 30 Hz, from one mark to the next."""
    asked = _flicker(data, "SSVEP 20 or 30 Hz", (20.0, 30.0))
    for path in found(data, "ssvep/muse_ssvep*.csv", asked.task):
        recording, options = bare(path)
        events = labelled(recording, MUSE_CODES)
        ends = [event.onset for event in events[1:]] + [recording.duration]
        for event, end in zip(events, ends, strict=True):
            span = event.onset + AFTER_LABEL, min(end, event.onset + AFTER_LABEL + EXO_SECONDS)
            if span[1] - span[0] >= SHORTEST:
                answer = f"{MUSE_CODES[event.label]:g} Hz"
                asked.add(path, answer, span, subject=told(path, r"ssvep_(s\d+)_", "muse"), options=options)
    yield _flickering(data, asked)


def _flicker(data: Path, name: str, frequencies: tuple[float, ...]) -> Asked:
    choices = tuple(f"{hz:g} Hz" for hz in frequencies)
    question = f"Which flicker does the steady-state response follow: {', '.join(choices)}?"
    return Asked(data, name, question, choices)


def _flickering(data: Path, asked: Asked) -> Task:
    if not asked.examples:
        raise Absent(f"{asked.task}: no such trials in ssvep/")
    examples = tuple(asked.examples)
    return Task(
        asked.task, data, examples, zero_shot(examples), classical.filter_bank,
        "as shipped; nothing to learn; detector: filter bank CCA (Chen et al. 2015)",
    )  # fmt: skip


def executed(data: Path, work: Path) -> Iterator[Task]:
    """eegmmidb runs 3, 7, 11: the left or right fist is clenched."""
    yield _fists(
        data, "fist left or right, done", "Which fist is the person clenching, left or right?", (3, 7, 11)
    )


def imagined(data: Path, work: Path) -> Iterator[Task]:
    """Runs 4, 8, 12: it is only imagined."""
    question = "Which fist does the person imagine clenching, left or right?"
    yield _fists(data, "fist left or right, imagined", question, (4, 8, 12))


def _fists(data: Path, name: str, question: str, runs: tuple[int, ...]) -> Task:
    asked = Asked(data, name, question, ("left", "right"))
    for path in sorted(path for run in runs for path in data.glob(f"motor/S*R{run:02d}.edf")):
        for event in labelled(bare(path)[0], FISTS):
            span = event.onset, event.onset + FIST_SECONDS
            asked.add(path, FISTS[event.label], span, subject=told(path, r"(S\d+)R"))
    if not asked.examples:
        raise Absent(f"{name}: no motor/S*R{runs[0]:02d}.edf or its repetitions in the folder")
    examples = tuple(asked.examples)
    return Task(
        name, data, examples, leave_one_out(examples, within=True), classical.spatial_patterns,
        "learnt from the person's other runs (blocks of one run); 4 s; detector: CSP, LDA",
    )  # fmt: skip


def pictures(data: Path, work: Path) -> Iterator[Task]:
    """Haxby et al. 2001: blocks of one category; runs with their events beside them."""
    asked = Asked(data, "category of picture, fMRI", CATEGORY, ())
    blocks = [
        (path, event)
        for path in found(data, "fmri/haxby*/*run*_bold.nii.gz", asked.task)
        for event in bare(path)[0].events
    ]
    asked.choices = tuple(sorted({event.label for _, event in blocks}))
    if len(asked.choices) < 2:
        raise Absent(f"{asked.task}: no events beside the runs in fmri/haxby*/")
    for path, event in blocks:
        span = event.onset, event.onset + event.duration
        asked.add(path, event.label, span, subject=told(path, r"(sub[^_]*)_", path.parent.name))
    examples = tuple(asked.examples)
    yield Task(
        asked.task, data, examples, leave_one_out(examples, within=True), classical.mean_activity,
        "learnt from the other runs; blocks of 22.5 s; detector: mean of each voxel 5 s later, logistic regression",
    )  # fmt: skip
