"""Grades of an assistant and of its controls, item by item, and the table that they make."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from neuro_llm.adapters.prompt import RecordingBlock, Turn, choice_question
from neuro_llm.recordings.recording import Recording
from neuro_llm.speaker import Prompt
from neuro_llm.study import summary_line
from neuro_llm.train.detectors import Detectors
from neuro_llm.train.evaluate import Pair, Score

from . import classical
from .items import KINDS, Item, Response, as_response, ask, right

if TYPE_CHECKING:
    from .real_tasks import RealTask

COLUMNS = ("model", "chance", "majority", "text only", "shuffled", "detector")
REAL_COLUMNS = ("model", "detector", "chance", "majority")


@dataclass(frozen=True)
class Graded:
    """One item with the share of each column that is right (chance: a probability); a column may be missing.

    probability  that the model gave to its choice
    unsupported  pieces of the model's text that no record supports
    """

    item: Item
    marks: dict[str, float]
    abstained: bool
    probability: float | None = None
    unsupported: int = 0


def grade(
    assistant: Any, items: Iterable[Item], detectors: Detectors, note: Callable[[str], None] = lambda _: None
) -> list[Graded]:
    """Every item asked, with its controls."""
    asked = list(items)
    shuffled = _elsewhere(asked)
    graded = []
    for number, item in enumerate(asked):
        recordings = item.recordings()
        answer = ask(assistant, item, recordings)
        response = Response.of(answer)
        marks = {"model": float(right(item.truth, response, item.tolerance))}
        marks |= _constant_marks(item, asked)
        marks |= _signal_marks(assistant, item, recordings, asked[shuffled[number]], detectors)
        graded.append(Graded(item, marks, response.abstained, response.probability, len(answer.unsupported)))
        if number % 200 == 199:
            note(f"{number + 1} of {len(asked)} questions")
    return graded


def grade_real(
    assistant: Any, tasks: Sequence[RealTask], note: Callable[[str], None] = lambda _: None
) -> dict[str, dict[str, Score]]:
    """Task → column → score on labelled real recordings."""
    rows: dict[str, dict[str, Score]] = {}
    for name in dict.fromkeys(task.name for task in tasks):
        chosen = [task for task in tasks if task.name == name]
        note(f"real: {name}: {len(chosen)} questions")
        items = [task.item for task in chosen]
        pairs: dict[str, list[Pair]] = {column: [] for column in REAL_COLUMNS}
        for task in chosen:
            recordings = task.item.recordings()
            said = {
                "model": Response.of(ask(assistant, task.item, recordings)), "detector": task.detect(recordings[0])
            }  # fmt: skip
            marks = {
                who: float(right(task.item.truth, one, task.item.tolerance)) for who, one in said.items()
            }
            marks |= _constant_marks(task.item, items)
            for column in REAL_COLUMNS:
                pairs[column].append((_label(task.item), marks[column]))
        rows[name] = {column: Score.of(pairs[column]) for column in REAL_COLUMNS}
    return rows


def _elsewhere(items: Sequence[Item]) -> list[int]:
    """For each item another one of its topic, about another subject where there is one."""
    rng = np.random.default_rng(0)
    found = []
    for item in items:
        others = [
            i for i, other in enumerate(items) if other.topic == item.topic and other.subject != item.subject
        ]
        found.append(int(rng.choice(others)) if others else items.index(item))
    return found


def _constant_marks(item: Item, items: Sequence[Item]) -> dict[str, float]:
    """Chance (an option at random, else another item's truth) and the answer that is right most often."""
    if item.truth is None:
        return {"chance": 0.0, "majority": 0.0}
    same = [
        other for other in items if other.topic == item.topic and bool(other.meaning) == bool(item.meaning)
    ]
    if item.options:
        values = Counter(_value(other) for other in same).most_common(1)[0][0]
        return {
            "chance": 1 / len(item.options),
            "majority": float(item.meaning.get(values, values) == item.truth),
        }
    hits = [
        np.mean([right(one.truth, as_response(other.truth), one.tolerance) for one in same])
        for other in same[:60]
    ]
    best = same[int(np.argmax(hits))]
    others = [other for other in same if other is not item]
    drawn = [right(item.truth, as_response(other.truth), item.tolerance) for other in others]
    return {
        "chance": float(np.mean(drawn)) if drawn else 0.0,
        "majority": float(right(item.truth, as_response(best.truth), item.tolerance)),
    }


def _value(item: Item) -> str:
    """The value of the family that holds (one of those that the right option stands for)."""
    return next((value for value, option in item.meaning.items() if option == item.truth), str(item.truth))


def _signal_marks(
    assistant: Any, item: Item, recordings: tuple[Recording, ...], other: Item, detectors: Detectors
) -> dict[str, float]:
    marks = {}
    if item.truth is not None and item.topic not in ("duration", "channel count"):
        answer = Response.of(ask(assistant, item, other.recordings()))
        marks["shuffled"] = float(right(item.truth, answer, item.tolerance))
        said = classical.answer(detectors, item, recordings) if item.kind != "compare" else None
        if said is not None:
            marks["detector"] = float(right(item.truth, said, item.tolerance))
    words = text_only(assistant, item, recordings[0])
    if words is not None:
        marks["text only"] = float(words == item.truth)
    return marks


def text_only(assistant: Any, item: Item, recording: Recording) -> str | None:
    """The option that the language model finds likeliest without any token or record of the signal."""
    speaker = assistant.mind.speaker
    if speaker is None or not item.options:
        return None
    turns = [Turn("user", choice_question(item.question, item.options))]
    scores = speaker.scores(Prompt(turns, [RecordingBlock("R1", summary_line(recording))]), item.options)
    return item.options[int(np.argmax(scores))]


def scores_of(graded: Sequence[Graded]) -> dict[str, dict[str, Score]]:
    """Kind → column → score, balanced over topics and, in closed questions, over their answers."""
    rows: dict[str, dict[str, Score]] = {}
    for kind in KINDS:
        chosen = [one for one in graded if one.item.kind == kind]
        if chosen:
            rows[kind] = {
                name: Score.of([(_label(one.item), one.marks[name]) for one in chosen if name in one.marks])
                for name in COLUMNS
            }
    return rows


def _label(item: Item) -> str:
    return f"{item.topic} {_value(item)}" if item.options else item.topic


def false_abstentions(graded: Sequence[Graded]) -> float:
    """Share of the questions that can be answered and got "cannot tell"."""
    answerable = [one.abstained for one in graded if one.item.truth is not None]
    return float(np.mean(answerable)) if answerable else float("nan")
