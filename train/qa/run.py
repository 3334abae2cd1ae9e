"""`neuro-llm eval qa`: all of NeuroQA on one assistant, as a table, JSON and pictures."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

import numpy as np

from neuro_llm.answer import plain
from neuro_llm.recordings.errors import ConfigError
from neuro_llm.train.evaluate import Score, tuned_detectors

from . import consistency, flips, pictures, scores, simulated

Note = Callable[[str], None]


@dataclass
class Results:
    """What was measured: Markdown sections, the same as plain values, and the probabilities for the pictures."""

    sections: list[str] = field(default_factory=list)
    values: dict[str, Any] = field(default_factory=dict)
    sure: list[pictures.Sure] = field(default_factory=list)

    def add(self, name: str, title: str, lines: str, values: Any) -> None:
        self.sections.append(f"## {title}\n\n{lines}")
        self.values[name] = plain(values)


@dataclass(frozen=True)
class Request:
    """What is to be evaluated.

    model   folder; None: the embedded default
    suites  names of `SUITES`; () = all
    n       simulated people
    data    real recordings with a MANIFEST.json
    out     folder for qa.json, calibration.png and selective.png
    """

    model: Path | None = None
    suites: tuple[str, ...] = ()
    n: int = 120
    data: Path | None = None
    out: Path | None = None

    def __post_init__(self) -> None:
        unknown = [name for name in self.suites if name not in SUITES]
        if unknown:
            raise ConfigError(f"There is no suite {', '.join(unknown)}; there are: {', '.join(SUITES)}.")


def evaluate_qa(request: Request, note: Note) -> str:
    """The suites as Markdown; with `request.out`, also as JSON and pictures there."""
    from neuro_llm.assistant import load

    assistant, results = load(request.model), Results()
    for name in request.suites or SUITES:
        note(name)
        SUITES[name](assistant, request, results, note)
    if request.out is not None:
        request.out.mkdir(parents=True, exist_ok=True)
        text = json.dumps(results.values, indent=1, ensure_ascii=False, allow_nan=False)
        (request.out / "qa.json").write_text(text + "\n", encoding="utf-8")
        if results.sure:
            pictures.draw(results.sure, request.out)
    return "\n\n".join(results.sections)


def _questions(assistant: Any, request: Request, results: Results, note: Note) -> None:
    n = request.n
    graded = scores.grade(assistant, simulated.items(n), tuned_detectors(note), note)
    rows = scores.scores_of(graded)
    false = scores.false_abstentions(graded)
    unsupported = sum(one.unsupported for one in graded)
    results.sure += [
        (one.probability, bool(one.marks["model"])) for one in graded if one.probability is not None
    ]
    error = pictures.calibration_error(results.sure)
    below = (
        f"Answerable questions that got “cannot tell”: {100 * false:.1f} %. Pieces of text that no record supports: "
        f"{unsupported}. Expected calibration error of the closed questions: {error:.3f} (n = {len(results.sure)})."
    )
    title = f"{len(graded)} questions on {n} simulated people (balanced, 95 % bootstrap interval)"
    values = {
        "scores": {kind: {name: asdict(score) for name, score in row.items()} for kind, row in rows.items()},
        "false abstentions": false, "unsupported": unsupported, "calibration error": error,
    }  # fmt: skip
    results.add("questions", title, f"{score_table('kind', rows)}\n\n{below}", values)


def score_table(first: str, rows: dict[str, dict[str, Score]]) -> str:
    names = list(next(iter(rows.values())))
    lines = [f"| {first} | n | " + " | ".join(names) + " |", "|" + "---|" * (len(names) + 2)]
    for row, found in rows.items():
        n = max(score.n for score in found.values())
        lines.append(f"| {row} | {n} | " + " | ".join(str(found[name]) for name in names) + " |")
    return "\n".join(lines)


def _flips(assistant: Any, request: Request, results: Results, note: Note) -> None:
    n = request.n
    found = flips.flip_table(assistant, max(1, n // 3), note)
    names = [flip.name for flip in flips.FLIPS]
    topics = list(dict.fromkeys(one.topic for one in found))
    rows = {
        topic: {name: _share([f.held for f in found if (f.topic, f.flip) == (topic, name)]) for name in names}
        for topic in topics
    }
    rows["**all**"] = {name: _share([f.held for f in found if f.flip == name]) for name in names}
    lines = ["| question | " + " | ".join(names) + " |", "|" + "---|" * (len(names) + 1)]
    lines += [
        f"| {topic} | " + " | ".join(f"{row[name]:.3f}" for name in names) + " |"
        for topic, row in rows.items()
    ]
    whole = _share([one.held for one in found])
    title = f"Flip tests: the answer changes when, and only when, the truth does: {whole:.3f} of {len(found)}"
    results.add("flips", title, "\n".join(lines), {"all": whole, "n": len(found), "by question": rows})


def _consistency(assistant: Any, request: Request, results: Results, note: Note) -> None:
    n = request.n
    found = consistency.paraphrases(assistant, max(1, n // 3)) + consistency.follow_ups(
        assistant, max(1, n // 6)
    )
    topics = list(dict.fromkeys(one.topic for one in found))
    rows = {topic: _share([one.held for one in found if one.topic == topic]) for topic in topics}
    lines = [
        "| question | same answer |",
        "|---|---|",
        *(f"| {t} | {share:.3f} |" for t, share in rows.items()),
    ]
    title = "The same question in other words, and as a follow-up"
    results.add("consistency", title, "\n".join(lines), rows)


def _real(assistant: Any, request: Request, results: Results, note: Note) -> None:
    """Labelled real recordings, where `request.data` holds them."""
    if request.data is None:
        return
    from .real_tasks import tasks

    rows = scores.grade_real(assistant, tasks(request.data), note)
    values = {task: {name: asdict(score) for name, score in row.items()} for task, row in rows.items()}
    title = "Real recordings (balanced over answers; 95 % bootstrap interval over questions)"
    results.add("real", title, score_table("task", rows), values)


def _share(held: Sequence[bool]) -> float:
    return float(np.mean(held)) if held else float("nan")


SUITES: dict[str, Callable[[Any, Request, Results, Note], None]] = {
    "questions": _questions,
    "flips": _flips,
    "consistency": _consistency,
    "real": _real,
}
"""What can be asked for by name, in this order."""
