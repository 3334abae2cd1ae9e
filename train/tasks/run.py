"""`neuro-llm eval tasks`: a file of examples, or a folder of real recordings, as a table or plain values."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from contextlib import nullcontext
from copy import copy
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from neuro_llm.learned import Learned
from neuro_llm.recordings.errors import ConfigError
from neuro_llm.train.instructions import Example, read_examples

from . import classical, injected, responses, states, table, trials
from .copies import copied
from .layouts import Absent, Layout
from .scoring import Scored, score
from .task import Fold, Task
from .teaching import teach

Note = Callable[[str], None]

LAYOUTS: tuple[Layout, ...] = (
    states.eyes, states.marked_eyes, states.arithmetic, trials.exo_flicker, trials.muse_flicker, trials.executed,
    trials.imagined, trials.pictures, states.bonn, states.delhi, injected.artefacts, injected.listed,
    responses.oddball, responses.faces, responses.matches,
)  # fmt: skip
"""In the order of the table."""


@dataclass(frozen=True)
class Request:
    """What is to be scored.

    examples  file of instruction examples, whose test split is asked; or
    data      folder of real recordings, laid out as the published sets are
    model     folder; None: the embedded default
    work      keeps what is made of the recordings, tasks.md and tasks.json; None: nothing is kept
    plain     JSON instead of Markdown
    """

    examples: Path | None = None
    data: Path | None = None
    model: Path | None = None
    work: Path | None = None
    plain: bool = False


def evaluate_tasks(request: Request, note: Note) -> str:
    """The scores as Markdown or JSON. ConfigError where neither or both of examples and data are given."""
    if (request.examples is None) == (request.data is None):
        raise ConfigError("Give a file of examples, or a folder of real recordings with --data.")
    if request.data is not None and not request.data.is_dir():
        raise ConfigError(f"{request.data} is no folder; --data takes a folder of recordings.")
    from neuro_llm.assistant import load

    asked = list(example_tasks(request.examples)) if request.examples is not None else []
    with TemporaryDirectory() if request.work is None else nullcontext(str(request.work)) as work:
        found = real_tasks(request.data, Path(work)) if request.data is not None else asked
        rows, skipped = scored(load(request.model), found, note)
    if request.work is not None:
        _keep(request.work, rows, skipped)
    if request.plain:
        return json.dumps(table.values(rows, skipped), indent=1, ensure_ascii=False, allow_nan=False)
    return table.markdown(rows, skipped)


def scored(assistant: Any, found: Iterable[Task | Absent], note: Note) -> tuple[list[Scored], list[str]]:
    """Every task scored, and why others are not."""
    rows: list[Scored] = []
    skipped: list[str] = []
    for task in found:
        if isinstance(task, Absent):
            note(f"left out: {task}")
            skipped.append(str(task))
            continue
        note(f"{task.name}: {sum(len(fold.test) for fold in task.folds)} questions")
        rows.append(score(assistant, task, partial(_learn, note)))
    return rows, skipped


def real_tasks(data: Path, work: Path) -> Iterator[Task | Absent]:
    """The tasks that the recordings of a folder allow."""
    for layout in LAYOUTS:
        try:
            for task in layout(data, work):
                fits = isinstance(task, Task) and task.folder != work and any(f.train for f in task.folds)
                yield copied(task, work) if isinstance(task, Task) and fits else task
        except Absent as absent:
            yield absent


def example_tasks(path: Path) -> Iterator[Task | Absent]:
    """Closed questions of the test split by task, each beside a detector that learns from the train split."""
    groups: dict[str, list[Example]] = defaultdict(list)
    folder = path.absolute().parent
    for example in read_examples(path):
        if example.choices and len(example.sources) == 1 and example.split in ("train", "test"):
            groups[example.task or "questions"].append(example)
    if not any(example.split == "test" for examples in groups.values() for example in examples):
        raise ConfigError(
            f"{path}: no example of the test split has choices and one recording; only closed questions are scored."
        )
    for name, examples in groups.items():
        test = tuple(i for i, example in enumerate(examples) if example.split == "test")
        train = tuple(i for i, example in enumerate(examples) if example.split == "train")
        if not test:
            yield Absent(f"{name}: no closed question in the test split")
            continue
        learnable = len({examples[i].answer for i in train}) > 1
        about = f"stored splits; detector: {len(train)} examples of train" if learnable else "stored splits"
        yield Task(
            name, folder, tuple(examples), (Fold(train, test),), classical.usual if learnable else None, about,
            taught=False, unmarked=False,
        )  # fmt: skip


def _learn(note: Note, assistant: Any, task: Task, fold: Fold) -> Any:
    """The assistant with the heads of the fold's examples, and no others: `train instruct` fits and keeps the same."""
    examples = [replace(task.examples[i], split="train") for i in fold.train]
    pupil = copy(assistant)
    pupil.mind = replace(assistant.mind, learned=Learned(teach(assistant, examples, task.folder, note)))
    return pupil


def _keep(work: Path, rows: list[Scored], skipped: list[str]) -> None:
    work.mkdir(parents=True, exist_ok=True)
    text = json.dumps(table.values(rows, skipped), indent=1, ensure_ascii=False, allow_nan=False)
    (work / "tasks.json").write_text(text + "\n", encoding="utf-8")
    (work / "tasks.md").write_text(table.markdown(rows, skipped) + "\n", encoding="utf-8")
