"""`build`: from recordings with labels, or texts, to a file of examples with its splits."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np

from neuro_llm.adapters.intents import FAMILIES
from neuro_llm.recordings import bids_runs
from neuro_llm.recordings.errors import ConfigError
from neuro_llm.train.questions import choice_wordings

from .asking import Asker
from .example import SPLITS, Example
from .files import Note, recordings_below, stem
from .from_events import STAGE_TASK, collect_annotations, collect_bids
from .from_simulation import collect_simulation
from .from_tables import collect_table
from .from_texts import collect_evidence, collect_pairs, collect_reports
from .from_world import collect_world
from .piece import REPORT, Collected, Piece, class_name
from .reading import write_examples
from .settings import BuildSettings
from .splitting import balanced, limited, with_splits

READ_SOME = (
    "What reports say of people is found by its form only: read some of the examples before you train."
)
FEWEST = 2  # pieces of a class; rarer labels are slips or remarks
_STAGE_QUESTIONS = (
    "Which stage of sleep is this?", "What sleep stage is it?", "Score this epoch.", "Stage this epoch.",
    "Awake or asleep, and how deeply?", "How deep is the sleep here?", "Which sleep stage would you score?",
)  # fmt: skip
_COLLECT: dict[str, Callable[[Path, Collected, BuildSettings, Note], None]] = {
    "bids": collect_bids,
    "annotations": collect_annotations,
    "table": collect_table,
    "reports": collect_reports,
    "pairs": collect_pairs,
    "evidence": collect_evidence,
}
_MADE: dict[str, Callable[[Collected, BuildSettings, Note], None]] = {
    "simulation": collect_simulation,
    "world": collect_world,
}
"""What needs no source: EEG whose states are known; MEG, fMRI, cells and units of people who look at pictures."""


@dataclass(frozen=True)
class Built:
    """What was written: examples per task and split, and what a user should know."""

    path: Path
    kind: str
    counts: dict[str, dict[str, int]]
    notes: tuple[str, ...]


def build(source: Path | None, out: Path, settings: BuildSettings, note: Note = lambda line: None) -> Built:
    """Write examples of a source of labels; the same source and settings give the same file.

    source  a folder, recording or table; None for a simulation
    out     the file of JSON lines, in the folder of the recordings or above it
    note    is told what happens, one line at a time
    """
    kind = settings.kind or kind_of(source)
    if kind in _MADE:
        found = Collected(out.absolute().parent, kind, "CC0-1.0")
        _MADE[kind](found, settings, note)
    else:
        if source is None or not source.exists():
            raise ConfigError(
                f"{source} is not there; give a folder, a recording or a table (or --from simulation)."
            )
        found = Collected(
            out.absolute().parent, class_name(source.absolute().name) or "recordings", settings.licence
        )
        _COLLECT[kind](source, found, settings, note)
    found.licence = settings.licence or found.licence
    pieces, notes = _chosen(found, settings)
    examples = list(_numbered(_asked(pieces, found, settings), found.dataset))
    write_examples(out, examples)
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    for example in examples:
        counts[example.task][example.split] += 1
    told = {task: {split: counts[task][split] for split in SPLITS} for task in sorted(counts)}
    left = [f"{count} {why} were left out." for why, count in found.left_out.items() if count]
    if any(piece.task == REPORT for piece in pieces):
        left.append(READ_SOME)
    return Built(out, kind, told, (*notes, *left))


def kind_of(source: Path | None) -> str:
    """What a source is by what lies there; ConfigError where nothing is recognised."""
    if source is None:
        raise ConfigError("no SOURCE; give one, or --from simulation.")
    if source.suffix.lower() in (".csv", ".tsv"):
        return "table"
    if (source / "pairs.jsonl").is_file():
        return "pairs"
    if source.is_dir() and ((source / "dataset_description.json").is_file() or bids_runs(source)):
        return "bids"
    if source.is_dir() and any(_has_report(file) for file in recordings_below(source)):
        return "reports"
    return "annotations"


def _has_report(file: Path) -> bool:
    return file.suffix != ".txt" and file.with_name(f"{stem(file.name)}.txt").is_file()


def _chosen(found: Collected, settings: BuildSettings) -> tuple[list[Piece], list[str]]:
    """The pieces to ask about, with their splits, and warnings."""
    pieces = _with_classes(found)
    if not pieces:
        left = (
            ", ".join(f"{count} {why}" for why, count in found.left_out.items() if count)
            or "nothing was there"
        )
        raise ConfigError(
            f"{found.dataset}: nothing to ask about. A task needs two classes with {FEWEST} pieces each ({left})."
        )
    pieces = limited(pieces, settings.per_recording, settings.seed)
    pieces, warning = with_splits(pieces, (settings.validation, settings.test), settings.seed)
    return (balanced(pieces, settings.seed) if settings.balanced else pieces), [warning] if warning else []


def _with_classes(found: Collected) -> list[Piece]:
    """Pieces with a text, and those of classes that occur and are told from another."""
    counts = Counter((piece.task, piece.label) for piece in found.pieces if piece.label)
    enough = {key for key, count in counts.items() if count >= FEWEST}
    classes = Counter(task for task, _ in enough)
    kept = [
        piece
        for piece in found.pieces
        if piece.text or ((piece.task, piece.label) in enough and classes[piece.task] > 1)
    ]
    found.left_out["pieces of a class that is alone or rare"] += len(found.pieces) - len(kept)
    return kept


def _asked(pieces: list[Piece], found: Collected, settings: BuildSettings) -> Iterator[Example]:
    """The examples of every split."""
    labels: dict[str, set[str]] = defaultdict(set)
    for piece in pieces:
        if piece.label:
            labels[piece.task].add(piece.label)
    asker = Asker(
        {task: tuple(sorted(names)) for task, names in labels.items()},
        found.asides,
        {task: settings.questions or _wordings(task) for task in labels},
        (found.dataset, found.licence),
    )
    for number, split in enumerate(SPLITS):
        own = [piece for piece in pieces if piece.split == split]
        yield from asker.examples(own, np.random.default_rng([settings.seed, number]))


def _wordings(task: str) -> tuple[str, ...]:
    """Wordings of tasks that are known by their name."""
    if task == STAGE_TASK:
        return _STAGE_QUESTIONS
    return choice_wordings(task) if task in FAMILIES else ()


def _numbered(examples: Iterator[Example], dataset: str) -> Iterator[Example]:
    """Each example once, with an id."""
    name = "-".join(dataset.lower().split())
    for number, example in enumerate(dict.fromkeys(examples)):
        yield replace(example, id=f"{name}-{number:06d}")
