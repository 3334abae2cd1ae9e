"""`neuro-llm eval caption`: are the facts of descriptions true, are the salient ones told; beside their controls."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import numpy as np

from neuro_llm.adapters.prompt import RecordingBlock, Turn
from neuro_llm.recordings.errors import ConfigError, NeuroLLMError
from neuro_llm.recordings.recording import Recording
from neuro_llm.speaker import Prompt
from neuro_llm.study import summary_line

from .captions import captions_of, majority_caption
from .overlap import overlap
from .scores import CONTRADICTED, TRUE, CaptionScore, score_caption
from .sources import Described, of_examples, real, simulated
from .truths import Truths

Note = Callable[[str], None]
COLUMNS = ("model", "shuffled", "text only", "template", "reference")
MEASURES = ("precision", "recall", "contradiction")
POOLED = "all"


@dataclass(frozen=True)
class Ratio:
    """A share over all statements (or salient topics) of n recordings, 95 % bootstrap interval over recordings."""

    value: float
    low: float
    high: float
    n: int

    @classmethod
    def of(cls, pairs: Sequence[tuple[int, int]]) -> Ratio:
        """pairs: (hits, of how many) per recording; recordings with nothing to count are left out."""
        counts = np.array([pair for pair in pairs if pair[1]], dtype=float).reshape(-1, 2)
        if not len(counts):
            return cls(float("nan"), float("nan"), float("nan"), 0)
        rows = np.random.default_rng(0).integers(0, len(counts), (500, len(counts)))
        again = counts[rows].sum(axis=1)
        low, high = np.quantile(again[:, 0] / again[:, 1], (0.025, 0.975))
        hits, total = counts.sum(axis=0)
        return cls(float(hits / total), float(low), float(high), len(counts))

    def __str__(self) -> str:
        return f"{self.value:.2f} [{self.low:.2f}, {self.high:.2f}]" if self.n else "–"


@dataclass(frozen=True)
class Result:
    """Scores of one recording: column → score; overlap with the reference beside them."""

    group: str
    scores: dict[str, CaptionScore]
    overlap: dict[str, float]


@dataclass(frozen=True)
class Request:
    """What is evaluated: a file of examples, else `n` simulated recordings of each kind, and real ones of `data`."""

    examples: Path | None = None
    model: Path | None = None
    n: int = 20
    data: Path | None = None


def evaluate_captions(request: Request, note: Note, as_json: bool = False) -> str:
    """The tables as Markdown, or one JSON object."""
    from neuro_llm.assistant import load

    assistant, sections = load(request.model), {}
    if request.examples is not None:
        sections["examples"] = described(assistant, list(of_examples(request.examples)), note)
    elif request.n:
        sections["simulated"] = described(assistant, list(simulated(request.n)), note)
    if request.data is not None:
        sections["real"] = described(assistant, list(real(request.data, note)), note)
    tables = {name: table_of(results) for name, results in sections.items() if results}
    if not tables:
        raise ConfigError("Nothing was described: give a file of examples, --n or --data.")
    if as_json:
        return json.dumps(_plain(tables), ensure_ascii=False)
    return "\n\n".join(_markdown(name, table) for name, table in tables.items())


def described(assistant: Any, wanted: Sequence[Described], note: Note) -> list[Result]:
    """Every recording described by the model and its controls, each description held against its records."""
    truths, texts, skipped = [], [], Counter[str]()
    for number, one in enumerate(wanted):
        try:
            recording = one.open()
            truths.append((one, Truths(recording, one.start, one.stop, one.known)))
        except (NeuroLLMError, OSError) as error:
            skipped[type(error).__name__] += 1
            continue
        texts.append(_texts(assistant, one, recording, number))
        if number % 20 == 19:
            note(f"described {number + 1} of {len(wanted)} recordings")
    for name, count in skipped.items():
        note(f"{count} recordings could not be read or measured ({name})")
    groups = [one.group for one, _ in truths]
    templates = {group: _template(truths, group) for group in dict.fromkeys(groups)}
    results = []
    for number, (one, held) in enumerate(truths):
        said = {
            **texts[number],
            "template": templates[one.group],
        }
        other = _other(groups, number)
        if other is not None:
            said["shuffled"] = texts[other]["model"]
        scores = {name: score_caption(said[name], held) for name in COLUMNS if name in said}
        results.append(Result(one.group, scores, overlap(said["model"], one.reference or said["reference"])))
    return results


def _texts(assistant: Any, one: Described, recording: Recording, number: int) -> dict[str, str]:
    answer = assistant.generate(recording, one.question, start=one.start, stop=one.stop)
    full = next(
        c for c in captions_of(recording, one.start, one.stop, number, one.known) if c.style == "full"
    )
    texts = {"model": answer.text, "reference": full.text}
    words = text_only(assistant, one.question, recording)
    return texts if words is None else {**texts, "text only": words}


def text_only(assistant: Any, question: str, recording: Recording) -> str | None:
    """What the language model says without a token or a record of the signal; None where there is no such model."""
    speaker = assistant.mind.speaker
    if speaker is None:
        return None
    shown = RecordingBlock("R1", summary_line(recording))
    return "".join(speaker.pieces(Prompt([Turn("user", question)], [shown]))).strip()


def _template(truths: Sequence[tuple[Described, Truths]], group: str) -> str:
    """One fixed text for a whole group: what holds for most of its recordings."""
    return majority_caption([list(held.findings.values()) for one, held in truths if one.group == group])


def _other(groups: Sequence[str], number: int) -> int | None:
    """Another recording of the same group, the next one round; None where it is alone."""
    same = [i for i, group in enumerate(groups) if group == groups[number]]
    return same[(same.index(number) + 1) % len(same)] if len(same) > 1 else None


def table_of(results: Sequence[Result]) -> dict[str, dict[str, dict[str, Ratio]]]:
    """Group → measure → column → ratio, the last group all of them; "overlap" and "checkable" for the model alone."""
    groups = [*dict.fromkeys(result.group for result in results), POOLED]
    table = {}
    for group in groups:
        chosen = [result for result in results if group in (result.group, POOLED)]
        rows = {measure: _row(chosen, measure) for measure in MEASURES}
        rows["checkable"] = {
            "model": Ratio.of([(r.scores["model"].checked, len(r.scores["model"].verdicts)) for r in chosen])
        }
        for name in ("token F1", "longest common"):
            values = [result.overlap[name] for result in chosen]
            rows[name] = {"model": Ratio.of([(round(1000 * value), 1000) for value in values])}
        table[group] = rows
    return table


def _row(results: Sequence[Result], measure: str) -> dict[str, Ratio]:
    return {
        column: Ratio.of(
            [_counts(result.scores[column], measure) for result in results if column in result.scores]
        )
        for column in COLUMNS
        if any(column in result.scores for result in results)
    }


def _counts(score: CaptionScore, measure: str) -> tuple[int, int]:
    if measure == "recall":
        return len(score.told), len(score.told) + len(score.missing)
    return score.count(TRUE if measure == "precision" else CONTRADICTED), score.checked


def _markdown(name: str, table: dict[str, dict[str, dict[str, Ratio]]]) -> str:
    columns = [column for column in COLUMNS if column in table[POOLED]["precision"]]
    lines = [f"## Descriptions of {name} recordings"]
    for measure in MEASURES:
        lines += ["", f"### {measure}", "", f"| recordings | n | {' | '.join(columns)} |"]
        lines.append("|" + "---|" * (len(columns) + 2))
        for group, rows in table.items():
            cells = [str(rows[measure].get(column, "–")) for column in columns]
            n = max((ratio.n for ratio in rows[measure].values()), default=0)
            lines.append(f"| {group} | {n} | {' | '.join(cells)} |")
    more = table[POOLED]
    shared = f"token F1 {more['token F1']['model']}, longest common run {more['longest common']['model']}"
    lines += ["", f"Statements that can be checked: {more['checkable']['model']}."]
    lines += [f"Words shared with the reference, beside it: {shared}."]
    return "\n".join(lines)


def _plain(tables: Any) -> Any:
    if isinstance(tables, Ratio):
        return {name: None if value != value else value for name, value in asdict(tables).items()}
    return {name: _plain(value) for name, value in tables.items()}
