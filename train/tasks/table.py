"""The scores of all tasks as Markdown and as plain values."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

from neuro_llm.adapters.slots import one_line
from neuro_llm.answer import plain

from .scoring import Scored

COLUMNS = (
    "task", "n", "model", "κ", "AUROC", "F1", "detector", "learnt here", "chance", "majority", "text only",
    "shuffled", "protocol",
)  # fmt: skip
TIE = 1e-9


def markdown(rows: Sequence[Scored], skipped: Sequence[str] = ()) -> str:
    """The table, what each person got, what was left out, and the sum of it."""
    parts = [_table(rows), _people(rows)] if rows else []
    parts += ["\n".join(f"- left out: {line}" for line in skipped)] if skipped else []
    return "\n\n".join([*parts, summary(rows)])


def _table(rows: Sequence[Scored]) -> str:
    title = (
        "## Tasks (balanced accuracy, 95 % bootstrap interval; κ, AUROC and weighted F1 of the model; an answer "
        "without an option counts as wrong; learnt here: a detector that learns from other spans of the same set, "
        "where the model does not)"
    )
    lines = [f"| {' | '.join(COLUMNS)} |", "|" + "---|" * len(COLUMNS)]
    lines += [f"| {' | '.join(_cells(row))} |" for row in rows]
    return "\n".join([title, "", *lines])


def _cells(row: Scored) -> list[str]:
    model = row.model
    area = "–" if model.auroc is None else f"{model.auroc:.3f}"
    beside = ["–" if one is None else str(one) for one in (row.detector, row.learner)]
    controls = [f"{share:.3f}" for share in (row.chance, row.majority, row.words, row.shuffled)]
    about = f"{row.task.protocol}; interval over {row.units} {row.unit}"
    own = [str(model.n), str(model), f"{model.kappa:.2f}", area, f"{model.f1:.3f}"]
    return [one_line(row.task.name, 60), *own, *beside, *controls, about]


def _people(rows: Sequence[Scored]) -> str:
    lines = ["| task | subject: model / detector |", "|---|---|"]
    for row in rows:
        told = [
            f"{name or 'not named'}: {model:.3f} / {'–' if beside is None else f'{beside:.3f}'}"
            for name, (model, beside) in row.subjects.items()
        ]
        lines.append(f"| {one_line(row.task.name, 60)} | {', '.join(told)} |")
    return "\n".join(["## Per subject", "", *lines])


def summary(rows: Sequence[Scored]) -> str:
    """On how many tasks the model reaches the classical detector, and on how many it is ahead."""
    pairs = [(row.model.balanced, row.detector.balanced) for row in rows if row.detector is not None]
    reached = sum(model >= beside - TIE for model, beside in pairs)
    ahead = sum(model > beside + TIE for model, beside in pairs)
    said = (
        f"The model is at least as good as the classical detector on {reached} of {len(pairs)} tasks, "
        f"ahead on {ahead}."
    )
    learnt = [row.model.balanced >= row.learner.balanced - TIE for row in rows if row.learner is not None]
    beside = (
        f" Where only a detector learns from the set, the model reaches it on {sum(learnt)} of {len(learnt)}."
    )
    return said + (beside if learnt else "")


def values(rows: Sequence[Scored], skipped: Sequence[str] = ()) -> dict[str, Any]:
    """The same for JSON."""
    return {"tasks": [_row(row) for row in rows], "left out": list(skipped), "summary": summary(rows)}


def _row(row: Scored) -> dict[str, Any]:
    return {
        "task": row.task.name,
        "protocol": row.task.protocol,
        "n": row.model.n,
        "model": plain(asdict(row.model)),
        "detector": None if row.detector is None else plain(asdict(row.detector)),
        "learnt here": None if row.learner is None else plain(asdict(row.learner)),
        "chance": row.chance,
        "majority": row.majority,
        "text only": row.words,
        "shuffled": row.shuffled,
        "no option": row.silent,
        "interval over": f"{row.units} {row.unit}",
        "subjects": {
            name: {"model": model, "detector": beside} for name, (model, beside) in row.subjects.items()
        },
    }
