"""`check`: what in a file of examples would spoil a training or make its scores worthless."""

from __future__ import annotations

import json
import re
from collections import Counter, defaultdict
from collections.abc import Callable
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path
from typing import Any

from neuro_llm.adapters.prompt import choice_question
from neuro_llm.recordings.errors import ConfigError

from .check_recordings import Spans, check_recordings
from .example import SPLITS, Example, from_json
from .leaks import Leaks

SHOWN = 5  # lines of one kind of fault that are told; all are counted
LOPSIDED = 0.95  # share of one answer from which a closed task tells little
ENOUGH = 10  # answers, to speak of their balance
LONG = (16, 32, 64, 128, 256, 512, 1024, 2048)
"""Upper edges of the histogram of lengths."""


@dataclass
class Checked:
    """What was found.

    faults    kind → lines: would spoil a training or a score
    warnings  kind → lines: worth knowing
    balance   task → split → answer → how many, of closed questions
    lengths   words (or tokens) of all texts of an example → how many
    """

    path: Path
    unit: str
    examples: int = 0
    splits: Counter[str] = field(default_factory=Counter)
    subjects: set[str] = field(default_factory=set)
    faults: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    warnings: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    balance: dict[str, dict[str, Counter[str]]] = field(default_factory=dict)
    lengths: Counter[int] = field(default_factory=Counter)
    recordings: int = 0
    recomputed: int = 0

    @property
    def passed(self) -> bool:
        return not self.faults

    def to_dict(self) -> dict[str, Any]:
        """Everything as JSON-safe values; of each kind of fault the first lines and how many there are."""
        return {
            "path": str(self.path),
            "passed": self.passed,
            "examples": self.examples,
            "splits": {split: self.splits[split] for split in SPLITS},
            "subjects": len(self.subjects),
            "recordings": self.recordings,
            "recomputed": self.recomputed,
            "faults": _told(self.faults),
            "warnings": _told(self.warnings),
            "balance": {
                task: {split: dict(count.most_common()) for split, count in splits.items()}
                for task, splits in sorted(self.balance.items())
            },
            "lengths": {
                "unit": self.unit,
                "longest": max(self.lengths, default=0),
                "histogram": self._histogram(),
            },
        }

    def _histogram(self) -> dict[str, int]:
        edges = [0, *LONG, 1 << 60]
        found = {}
        for low, high in pairwise(edges):
            count = sum(
                number
                for length, number in self.lengths.items()
                if low < length <= high or (not low and not length)
            )
            if count:
                found[f"up to {high}" if high in LONG else f"over {low}"] = count
        return found


def _told(found: dict[str, list[str]]) -> dict[str, Any]:
    return {kind: {"count": len(lines), "first": lines[:SHOWN]} for kind, lines in sorted(found.items())}


def check(
    path: Path, tokenizer: str | None = None, note: Callable[[str], None] = lambda line: None
) -> Checked:
    """Read every line, open every recording once, measure a part of the evidence again.

    tokenizer  folder or id of one that counts lengths; words are counted otherwise
    """
    if not path.is_file():
        raise ConfigError(f"{path} is no file; give the JSON lines that `neuro-llm data build` wrote.")
    checked = Checked(path, "words" if tokenizer is None else "tokens")
    length = _length(tokenizer)
    leaks, spans = Leaks(), Spans()
    with path.open(encoding="utf-8", errors="replace") as lines:
        for number, line in enumerate(lines, 1):
            example = _parsed(line, number, checked)
            if example is not None:
                _note_example(example, f"line {number} ({example.id[:60]})", checked, length)
                leaks.add(example, number)
                spans.add(example, number)
    leaks.report(checked.faults, checked.warnings)
    checked.recordings, checked.recomputed = check_recordings(
        path.absolute().parent, spans, checked.faults, note
    )
    _judge(checked)
    return checked


def _parsed(line: str, number: int, checked: Checked) -> Example | None:
    """The example of a line; what is wrong with it is a fault."""
    if not line.strip():
        return None
    try:
        return from_json(json.loads(line))
    except (ValueError, RecursionError) as error:
        kind = (
            "paths that leave the folder"
            if "leaves the folder" in str(error)
            else "lines that are no example"
        )
        checked.faults[kind].append(f"line {number}: {error}")
    return None


def _note_example(example: Example, where: str, checked: Checked, length: Callable[[str], int]) -> None:
    """One example by itself: its texts, its options, its citations."""
    checked.examples += 1
    checked.splits[example.split] += 1
    checked.subjects |= {example.subject} - {""}
    for turn in example.turns:
        if not turn.text.strip():
            kind = "empty answers" if turn.role == "assistant" else "empty questions"
            checked.faults[kind].append(where)
    if example.choices:
        answers = checked.balance.setdefault(example.task, {}).setdefault(example.split, Counter())
        answers[example.answer] += 1
        if example.answer not in example.choices:
            options = ", ".join(example.choices)
            checked.faults["answers that are no option"].append(
                f"{where}: {example.answer[:60]!r} of {options[:120]}"
            )
    ids = [record.id for record in example.evidence]
    if len(set(ids)) < len(ids):
        checked.faults["records of evidence with the same id"].append(f"{where}: {', '.join(ids)}")
    absent = [
        cited
        for turn in example.turns
        for cited in _cited(turn.text)
        if turn.role == "assistant" and cited not in ids
    ]
    if absent:
        checked.faults["answers that cite what is not there"].append(f"{where}: {', '.join(absent)}")
    texts = [turn.text for turn in example.turns]
    if example.choices:
        texts[-2] = choice_question(texts[-2], example.choices)
    checked.lengths[sum(length(text) for text in texts)] += 1


def _cited(text: str) -> list[str]:
    """Ids of evidence that a text cites: "[E1]", "[E1, E2]"."""
    return [name for group in re.findall(r"\[(E\d+(?:, ?E\d+)*)\]", text) for name in re.split(", ?", group)]


def _judge(checked: Checked) -> None:
    """What only the whole shows: empty splits, classes that a split lacks, one answer for all."""
    if not checked.splits["train"]:
        checked.faults["nothing to train on"].append(f"{checked.examples} examples, none in the split train")
    for split in ("val", "test"):
        if not checked.splits[split]:
            checked.warnings["empty splits"].append(split)
    for task, splits in checked.balance.items():
        trained = set(splits.get("train", ()))
        for split, answers in splits.items():
            new = sorted(set(answers) - trained)
            if new and trained:
                checked.warnings["answers that are never trained"].append(
                    f"{task}, {split}: {', '.join(new)[:120]}"
                )
            lone, count = answers.most_common(1)[0]
            if answers.total() >= ENOUGH and count > LOPSIDED * answers.total():
                share = f"{count} of {answers.total()}"
                checked.warnings["one answer for nearly all"].append(
                    f"{task}, {split}: {lone[:60]} is {share}"
                )


def _length(tokenizer: str | None) -> Callable[[str], int]:
    """What measures a text."""
    if tokenizer is None:
        return lambda text: len(text.split())
    from transformers import AutoTokenizer

    loaded: Any = AutoTokenizer.from_pretrained(tokenizer, trust_remote_code=False)
    return lambda text: len(loaded(text, add_special_tokens=False, split_special_tokens=True)["input_ids"])


def check_text(checked: Checked) -> str:
    """The findings as lines for a person."""
    values = checked.to_dict()
    splits = ", ".join(f"{count} {split}" for split, count in values["splits"].items())
    lines = [
        f"{checked.path}: {checked.examples} examples ({splits})",
        f"people: {values['subjects']}; recordings: {checked.recordings}; records measured again: {checked.recomputed}",
    ]
    for task, counts in values["balance"].items():
        told = (
            f"{split} {', '.join(f'{a} {n}' for a, n in answers.items())[:160]}"
            for split, answers in counts.items()
        )
        lines.append(f"{task}: {'; '.join(told)}")
    histogram = ", ".join(f"{name}: {count}" for name, count in values["lengths"]["histogram"].items())
    lines.append(f"length in {checked.unit}: {histogram}; longest {values['lengths']['longest']}")
    for word, found in (("fault", values["faults"]), ("warning", values["warnings"])):
        for kind, told in found.items():
            lines.append(f"{word}: {kind}: {told['count']}")
            lines += [f"  {line}" for line in told["first"]]
    return "\n".join([*lines, "nothing would spoil a training" if checked.passed else "faults were found"])
