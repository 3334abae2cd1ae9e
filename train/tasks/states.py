"""States that last: eyes, rest and arithmetic, seizures."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from neuro_llm.train.qa import real_detectors

from . import classical
from .layouts import YES_NO, Absent, Asked, bare, evenly, found, pieces, told
from .task import Task, leave_one_out, zero_shot

PIECE_SECONDS = 10.0
SHORTEST_STATE = 3.0  # s between two marks of a file
EMOTIV_HZ, BONN_HZ, DELHI_HZ = 128.0, 173.61, 200.0
EYES = ("Are the eyes open or closed?", ("open", "closed"))
SEIZURE = ("Is there seizure activity?", YES_NO)
ICTAL = {"present": "yes", "absent": "no"}
OPENED, CLOSED = "rest/S*R01.edf", "rest/S*R02.edf"


def eyes(data: Path, work: Path) -> Iterator[Task | Absent]:
    """Runs 1 (open) and 2 (closed) of eegmmidb in pieces of ten seconds; learnt only from other people."""
    asked = Asked(data, "eyes open or closed", *EYES)
    for pattern, state in ((OPENED, "open"), (CLOSED, "closed")):
        for path in found(data, pattern, asked.task):
            recording, _ = bare(path)
            for span in pieces(recording.duration, PIECE_SECONDS):
                asked.add(path, state, span, subject=told(path, r"(S\d+)R"))
    examples = tuple(asked.examples)
    yield Task(
        asked.task, data, examples, zero_shot(examples), classical.says(real_detectors.eyes),
        "as shipped; 10 s; detector: posterior alpha over its flanks", learner=classical.band_power,
    )  # fmt: skip
    people = {example.subject for example in examples}
    if len(people) < 2:
        yield Absent(f"eyes, learnt: it takes two people, {OPENED} has {len(people)}")
        return
    yield Task(
        f"{asked.task}, learnt", data, examples, leave_one_out(examples, within=False), classical.band_power,
        "learnt from other people; 10 s; detector: band power, LDA",
    )  # fmt: skip


def marked_eyes(data: Path, work: Path) -> Iterator[Task]:
    """Stretches between the marks of the Emotiv recording (UCI): eyeDetection=1 is closed."""
    asked = Asked(data, "eyes, marked in a file", *EYES)
    for path in found(data, "rest/eye_state*.arff", asked.task):
        recording, options = bare(path, sfreq=EMOTIV_HZ, unit="uV", modality="eeg")
        for event in recording.events:
            marked = re.fullmatch(r"eyeDetection=([01])", event.label)
            if marked and event.duration >= SHORTEST_STATE:
                span = event.onset, event.onset + event.duration
                state = ("open", "closed")[int(marked[1])]
                asked.add(path, state, span, subject="emotiv", run=path.stem, options=options)
    examples = tuple(asked.examples)
    yield Task(
        asked.task, data, examples, zero_shot(examples), classical.says(real_detectors.eyes),
        "as shipped; stretches of 3 s or more; detector: posterior alpha over its flanks",
        learner=classical.band_power,
    )  # fmt: skip


def arithmetic(data: Path, work: Path) -> Iterator[Task]:
    """eegmat: rest (1) and mental subtraction (2), as many pieces of each from everyone."""
    asked = Asked(
        data, "rest or mental arithmetic", "Is the person resting or doing mental arithmetic?",
        ("rest", "arithmetic"),
    )  # fmt: skip
    for counting in found(data, "workload/Subject*_2.edf", asked.task):
        resting = counting.with_name(counting.name.replace("_2.edf", "_1.edf"))
        if not resting.is_file():
            raise Absent(f"{asked.task}: {resting.name} is not beside {counting.name}")
        busy = pieces(bare(counting)[0].duration, PIECE_SECONDS)
        calm = evenly(pieces(bare(resting)[0].duration, PIECE_SECONDS), len(busy))
        for path, state, spans in ((resting, "rest", calm), (counting, "arithmetic", busy)):
            for span in spans:
                asked.add(path, state, span, subject=told(counting, r"(Subject\d+)"))
    examples = tuple(asked.examples)
    if len({example.subject for example in examples}) < 2:
        raise Absent(f"{asked.task}: leaving one person out takes two, workload/ has one")
    yield Task(
        asked.task, data, examples, leave_one_out(examples, within=False), classical.band_power,
        "learnt from other people; 10 s; detector: band power, LDA",
    )  # fmt: skip


def bonn(data: Path, work: Path) -> Iterator[Task]:
    """Bonn sets A–E: E is ictal."""
    asked = Asked(data, "seizure, Bonn E against A–D", *SEIZURE)
    for path in found(data, "seizure/bonn/[A-E]_*/*", asked.task):
        if path.suffix.lower() == ".txt":
            answer = "yes" if path.parent.name.startswith("E") else "no"
            options = {"sfreq": BONN_HZ, "unit": "uV", "modality": "eeg"}
            asked.add(path, answer, subject="", run=path.parent.name, options=options)
    yield _seizures(data, asked)


def delhi(data: Path, work: Path) -> Iterator[Task]:
    """Delhi: ictal against interictal and preictal."""
    asked = Asked(data, "seizure, Delhi ictal against others", *SEIZURE)
    for path in found(data, "seizure/delhi/*ictal/*.mat", asked.task):
        answer = "yes" if path.parent.name == "ictal" else "no"
        options = {"sfreq": DELHI_HZ, "unit": "uV", "modality": "eeg"}
        asked.add(path, answer, subject="", run=path.parent.name, options=options)
    yield _seizures(data, asked)


def _seizures(data: Path, asked: Asked) -> Task:
    examples = tuple(asked.examples)
    return Task(
        asked.task, data, examples, zero_shot(examples), classical.tuned("seizure", ICTAL),
        "as shipped, never trained on them; detector: line length, threshold from simulations",
        learner=classical.loudness,
    )  # fmt: skip
