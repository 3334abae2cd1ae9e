"""Recordings to describe: simulated ones of every modality, real ones of a folder, those of a file of examples."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

from neuro_llm.recordings.errors import NeuroLLMError
from neuro_llm.recordings.evidence.record import Evidence
from neuro_llm.recordings.recording import Recording

Note = Callable[[str], None]
QUESTIONS = (
    "Describe this recording.",
    "What can be seen in this recording?",
    "Give me a short summary of the recording.",
    "Please describe the signal.",
    "Tell me about this recording.",
)
SECONDS = 60.0
"""Of a real EEG, iEEG or MEG recording so much is described; of slower ones all, up to `SLOW_SECONDS`."""
SLOW_SECONDS = 600.0
TASK = "description"
TEST_SEED = 9_100_000


@dataclass(frozen=True)
class Described:
    """One recording to describe.

    group      its row of the table: the modality
    open       reads it
    known      what is certain of it (what was simulated)
    reference  a description by others, "" = the computed one
    """

    group: str
    open: Callable[[], Recording]
    start: float | None = None
    stop: float | None = None
    known: tuple[Evidence, ...] = ()
    reference: str = ""
    question: str = QUESTIONS[0]


def simulated(n: int) -> Iterator[Described]:
    """`n` recordings of each kind: EEG and iEEG with what was put in, the instruments of the simulated world."""
    from neuro_llm.recordings.simulate.world import MODALITIES

    for number in range(n):
        yield from (_person(number, modality) for modality in ("eeg", "ieeg"))
        yield from (
            Described(modality, partial(_session, modality, number), question=_question(number))
            for modality in MODALITIES
            if modality != "eeg"
        )


def _question(number: int) -> str:
    return QUESTIONS[number % len(QUESTIONS)]


def _person(number: int, modality: str) -> Described:
    from neuro_llm.recordings.simulate import draw, simulate

    fixed = (
        {} if modality == "eeg" else {"modality": modality, "eyes": None, "alpha_uv": 0.0, "state": "wake"}
    )
    recording, truth = simulate(draw(TEST_SEED + number, **fixed))
    return Described(modality, lambda: recording, known=known_of(truth), question=_question(number))


def _session(modality: str, number: int) -> Recording:
    from neuro_llm.recordings.simulate.world import draw_pictures, record

    return record(modality, 5000 + number, draw_pictures(8 + number % 9, TEST_SEED + number), 2).recording


def known_of(truth: Any) -> tuple[Evidence, ...]:
    """What was simulated, as records that stand above what is measured; what it leaves open is left out."""
    values: dict[str, Any] = {name: truth.family(name) for name in ("eyes", "seizure", "spindles", "blinks")}
    values["dominant band"] = truth.family("dominant band")
    values["bad channels"] = tuple(truth.bad_channels)
    values["line frequency"] = truth.line_frequency
    if truth.seizures:
        values["seizure times"] = tuple((float(start), float(stop)) for start, stop in truth.seizures)
    units = {"line frequency": "Hz"}
    return tuple(
        Evidence(name, value, units.get(name, ""), (), 0.0, truth.duration, "as simulated")
        for name, value in values.items()
        if value is not None
    )


def real(data: Path, note: Note = lambda _: None) -> Iterator[Described]:
    """Every recording of the manifest of `data` that holds brain signals; those that cannot be read are counted."""
    from neuro_llm.train.qa.real_files import listed_in, opened

    unread = []
    for number, listed in enumerate(listed_in(data)):
        try:
            recording = opened(listed)
        except (
            NeuroLLMError,
            OSError,
            ValueError,
        ):  # damaged, or it needs to be told more than the manifest says
            unread.append(listed.path.name)
            continue
        if recording.brain or recording.of_kind("fnirs"):
            longest = SECONDS if recording.fields else SLOW_SECONDS
            part = recording.duration > longest
            start, stop = (0.0, longest) if part else (None, None)
            yield Described(
                recording.modality, partial(opened, listed), start, stop, question=_question(number)
            )
    if unread:
        note(f"{len(unread)} entries cannot be read: {', '.join(unread)}")


def of_examples(path: Path) -> Iterator[Described]:
    """The descriptions among the examples of a file: one recording, one exchange, task "description"."""
    from neuro_llm.train.instructions.reading import open_source, read_examples

    found = read_examples(path)
    for example in found:
        if len(example.sources) == 1 and example.task == TASK and not example.choices:
            source = example.sources[0]
            yield Described(
                source.modality or "recording",
                partial(open_source, found.folder, source),
                source.start,
                source.stop,
                reference=example.answer,
                question=example.question,
            )
