"""Conversations to learn from: closed questions answered from neural tokens alone, open ones from evidence lines."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from torch import Tensor

from neuro_llm.adapters.intents import LEARNED, REASONS
from neuro_llm.adapters.prompt import RecordingBlock, Turn, choice_question
from neuro_llm.adapters.slots import evidence_line
from neuro_llm.decision import is_polar, verdict
from neuro_llm.encoders.heads import STATES
from neuro_llm.recordings.evidence import QUANTITIES
from neuro_llm.recordings.evidence.record import Evidence
from neuro_llm.recordings.simulate import FAMILIES

from .answers import answer_text, refusal_text
from .cases import Case
from .questions import closed_question, open_question

BIN_SECONDS = 10.0  # options of the question when a seizure starts


@dataclass(frozen=True)
class Lesson:
    """One training conversation: turns, the recording's block, and its neural tokens (or None)."""

    turns: tuple[Turn, ...]
    block: RecordingBlock
    tokens: Tensor | None


def closed_options(
    family: str, case: Case, rng: np.random.Generator
) -> tuple[str, tuple[str, ...], str] | None:
    """(question, options, right option) of a family for one case; None where the truth does not decide it."""
    if family not in case.truth:
        return None
    right = case.truth[family]
    if family == "onset":
        return onset_options(case, rng)
    asked = closed_question(family, rng)
    options = [
        option
        for option, values in asked.mapping.items()
        if right in ((values,) if isinstance(values, str) else values)
    ]
    return (asked.question, tuple(asked.options), options[0]) if options else None


def onset_options(case: Case, rng: np.random.Generator) -> tuple[str, tuple[str, ...], str] | None:
    """In which ten seconds does the seizure start?"""
    onset = float(case.truth["onset"])
    bins = max(1, int(np.ceil(case.duration / BIN_SECONDS)))
    if bins < 2:
        return None
    shown = tuple(f"{i * 10}-{(i + 1) * 10} s" for i in range(bins))
    return open_question("onset", rng), shown, shown[min(int(onset // BIN_SECONDS), bins - 1)]


def closed_lesson(
    case: Case, rng: np.random.Generator, rarity: dict[tuple[str, str], float], turns: int = 5
) -> Lesson:
    """Closed questions about one recording, to be answered from its tokens alone; rare answers are asked more."""
    families = [family for family in rng.permutation(list(FAMILIES)) if family in case.truth]
    chances = np.array([rarity.get((family, str(case.truth[family])), 1.0) for family in families])
    keep = [family for family, chance in zip(families, chances, strict=True) if rng.random() < chance][:turns]
    conversation: list[Turn] = []
    for family in keep or families[:1]:
        asked = closed_options(family, case, rng)
        if asked:
            question, options, right = asked
            conversation += [Turn("user", choice_question(question, options)), Turn("assistant", right)]
    if not conversation:
        return grounded_lesson(case, rng)
    return Lesson(tuple(conversation), RecordingBlock("R1", case.summary, case.marks), case.tokens)


def grounded_lesson(case: Case, rng: np.random.Generator, neural: bool = True) -> Lesson:
    """An open question with its evidence lines: the answer names their slots."""
    name = str(rng.choice(list(LEARNED)))
    records = _records(name, case, rng)
    lines = tuple(evidence_line(record, with_slot=True) for record in records)
    pairs = tuple((record.kind, record.quantity) for record in records)
    question = open_question(name, rng)
    polar = bool(records) and is_polar(question) and verdict(question, LEARNED[name], records[0]) is not None
    answer = answer_text(name, rng, records=pairs, polar=polar)
    with_tokens = neural and rng.random() < 0.5
    block = RecordingBlock("R1", case.summary, case.marks if with_tokens else (), lines)
    turns = (Turn("user", question), Turn("assistant", answer))
    return Lesson(turns, block, case.tokens if with_tokens else None)


def _records(intent: str, case: Case, rng: np.random.Generator) -> list[Evidence]:
    """Records such as an answer to this intent would rest on; values are drawn, states are the true ones."""
    records = []
    for number, (kind, quantity) in enumerate(LEARNED[intent].records, 1):
        quantity = quantity.replace(
            "band power", f"{rng.choice(['delta', 'theta', 'alpha', 'sigma', 'beta', 'gamma'])} power"
        )
        count = int(rng.integers(1, min(4, len(case.ch_names)) + 1))
        names = tuple(str(name) for name in rng.choice(case.ch_names, count, replace=False))
        value, probability = _value(kind, quantity, case, rng, names)
        unit = (
            QUANTITIES[quantity].unit
            if kind == "measured" and quantity in QUANTITIES
            else "s"
            if quantity == "onset"
            else ""
        )
        records.append(
            Evidence(
                quantity, value, unit, names, 0.0, round(case.duration, 1), "", kind=kind, id=f"E{number}",
                probability=probability,
            )
        )  # fmt: skip
    return records


def _value(
    kind: str, quantity: str, case: Case, rng: np.random.Generator, names: tuple[str, ...]
) -> tuple[Any, float | None]:
    if kind == "estimated":
        known = case.truth.get(quantity)
        if quantity == "onset":
            known = known if known is not None else float(rng.uniform(0, case.duration))
        if known is None:
            known = str(rng.choice(STATES[quantity]))
        return known, float(rng.uniform(0.5, 1.0))
    if quantity in ("bad channels", "flat channels", "noisy channels", "clipped channels", "channel names"):
        return (names if rng.random() < 0.5 else ()), None
    if quantity == "reference":
        return str(rng.choice(["average", "linked ears", "not stated", "Cz"])), None
    if quantity in ("blink times", "event onsets"):
        return tuple(float(x) for x in np.sort(rng.uniform(0, case.duration, int(rng.integers(0, 5))))), None
    return float(np.round(np.exp(rng.uniform(-2, 6)), 2)), None


def refusal_lesson(case: Case, rng: np.random.Generator) -> Lesson:
    """A question outside the ground: "cannot tell", and why."""
    reason = str(rng.choice(list(REASONS)))
    turns = (Turn("user", open_question(reason, rng)), Turn("assistant", refusal_text(REASONS[reason], rng)))
    return Lesson(turns, RecordingBlock("R1", case.summary), None)


def without_signal(lesson: Lesson) -> Lesson:
    """The same conversation without neural tokens (language warm-up)."""
    return Lesson(lesson.turns, replace(lesson.block, marks=()), None)


def rarities(cases: Sequence[Case]) -> dict[tuple[str, str], float]:
    """(family, answer) → how often to ask it, so that all answers of a family are asked equally often."""
    counts: dict[tuple[str, str], int] = {}
    for case in cases:
        for family, value in case.truth.items():
            key = (family, str(value))
            counts[key] = counts.get(key, 0) + 1
    least = {family: min(n for (f, _), n in counts.items() if f == family) for family, _ in counts}
    return {key: max(0.08, least[key[0]] / n) if key[0] != "onset" else 1.0 for key, n in counts.items()}
