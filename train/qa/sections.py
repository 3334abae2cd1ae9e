"""The sections of NeuroQA's report: each asks one suite and writes its table."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

import numpy as np

from neuro_llm.recordings.simulate import simulate
from neuro_llm.train.evaluate import score_table, tuned_detectors

from . import consistency, flips, pictures, real_tasks, scores, simulated, trust
from .needles import needle_hits, table
from .reliance import as_markdown, reliance_table
from .results import Note, Request, Results
from .spoiled import HELD_BACK


def questions(assistant: Any, request: Request, results: Results, note: Note) -> None:
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


def flipped(assistant: Any, request: Request, results: Results, note: Note) -> None:
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


def consistent(assistant: Any, request: Request, results: Results, note: Note) -> None:
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


def real(assistant: Any, request: Request, results: Results, note: Note) -> None:
    """Labelled real recordings, where `request.data` holds them."""
    if request.data is None:
        return
    rows = scores.grade_real(assistant, real_tasks.tasks(request.data), note)
    values = {task: {name: asdict(score) for name, score in row.items()} for task, row in rows.items()}
    title = "Real recordings (balanced over answers; 95 % bootstrap interval over questions)"
    results.add("real", title, score_table("task", rows), values)


def _share(held: Sequence[bool]) -> float:
    return float(np.mean(held)) if held else float("nan")


def needles(assistant: Any, request: Request, results: Results, note: Note) -> None:
    """One event of a known interval in a minute, ten minutes, an hour and a night."""
    hits = needle_hits(assistant, n=max(1, request.n // 12), note=note)
    values = [asdict(hit) for hit in hits]
    results.add(
        "needles", "One event in a long recording (intersection over union ≥ 0.5)", table(hits), values
    )


def calibration(assistant: Any, request: Request, results: Results, note: Note) -> None:
    found = trust.calibration_table(assistant, 4 * request.n, note)
    columns = (
        "family",
        "n",
        "calibration error",
        "accuracy at 100 / 75 / 50 %",
        "right option kept",
        "options kept",
    )
    lines = [f"| {' | '.join(columns)} |", "|" + "---|" * len(columns)]
    for family, one in found.items():
        kept = " / ".join(f"{one.selective[i][1]:.3f}" for i in (0, 2, 3))
        lines.append(
            f"| {family} | {one.n} | {one.error:.3f} [{one.low:.3f}, {one.high:.3f}] | {kept} | {one.covered:.3f} | "
            f"{one.size:.2f} |"
        )
    values = {family: asdict(one) for family, one in found.items()}
    results.add(
        "calibration", "Probabilities against what is true, on unseen people", "\n".join(lines), values
    )


def abstention(assistant: Any, request: Request, results: Results, note: Note) -> None:
    """What is no brain activity gets "cannot tell" about the brain; what is does not."""
    found = trust.abstention_table(assistant, max(1, request.n // 10), request.n, request.data, note)
    lines = [
        "| recordings | n | questions | cannot tell | no brain activity | facts told |",
        "|" + "---|" * 6,
    ]
    for kind, one in found.items():
        held = " (held back)" if kind in HELD_BACK else ""
        lines.append(
            f"| {kind}{held} | {one.recordings} | {one.asked} | {one.abstained:.3f} | {one.unlike:.3f} | "
            f"{one.facts:.3f} |"
        )
    values = {kind: asdict(one) for kind, one in found.items()}
    results.add("abstention", "Recordings without brain activity, and good ones", "\n".join(lines), values)


def scope(assistant: Any, request: Request, results: Results, note: Note) -> None:
    """Requests for a diagnosis are declined, and what was measured is offered."""
    recording, _ = simulate(seed=11, duration=20)
    lines, values = ["| requests | asked | n | declined | with facts |", "|" + "---|" * 5], {}
    for path in trust.REQUESTS:
        found = trust.declined_table(assistant, path, recording)
        for how, n in Counter(one.how for one in found).items():
            declined = sum(one.declined for one in found if one.how == how)
            facts = sum(one.declined and one.cited > 0 for one in found if one.how == how)
            lines.append(f"| {path.stem} | {how} | {n} | {declined} | {facts} |")
            values[f"{path.stem}, {how}"] = {"n": n, "declined": declined, "with facts": facts}
    results.add("scope", "Requests for a diagnosis", "\n".join(lines), values)


def reliance(assistant: Any, request: Request, results: Results, note: Note) -> None:
    """How well reliance tells answers on their own tokens from the same answers on others'."""
    rows = reliance_table(assistant, request.n, note)
    values = {family: {arm: asdict(one) for arm, one in row.items()} for family, row in rows.items()}
    title = "Reliance: area under the curve, own tokens against those of others (answers on each side)"
    results.add("reliance", title, as_markdown(rows), values)
