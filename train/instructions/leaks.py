"""Leaks between splits, and examples that stand twice."""

from __future__ import annotations

import hashlib
import json
from collections import defaultdict
from dataclasses import dataclass, field
from itertools import combinations

from .example import Example, Source, to_json

Lines = dict[str, list[str]]


@dataclass
class Leaks:
    """What is remembered of every example: as little as finds a leak.

    ids, contents  id, digest of what is asked and answered → (line, split) where it came first
    runs           (person, run) → split → first line
    spans          path → (start, stop, split, line) of each example
    """

    ids: dict[str, int] = field(default_factory=dict)
    contents: dict[bytes, tuple[int, str]] = field(default_factory=dict)
    runs: dict[tuple[str, str], dict[str, int]] = field(default_factory=lambda: defaultdict(dict))
    spans: dict[str, set[tuple[float, float, str, int]]] = field(default_factory=lambda: defaultdict(set))
    twice: Lines = field(default_factory=lambda: defaultdict(list))

    def add(self, example: Example, line: int) -> None:
        if example.id in self.ids:
            self.twice["ids that occur twice"].append(
                f"line {line}: {example.id[:60]!r} is that of line {self.ids[example.id]}"
            )
        self.ids.setdefault(example.id, line)
        content = _content(example)
        first, split = self.contents.setdefault(content, (line, example.split))
        if first != line:
            kind = "examples that occur twice" if split == example.split else "examples in two splits"
            self.twice[kind].append(f"line {line} is line {first}")
        if example.subject:
            self.runs[example.subject, example.run].setdefault(example.split, line)
        for source in example.sources:
            self.spans[source.path].add((*_span(source), example.split, line))

    def report(self, faults: Lines, warnings: Lines) -> None:
        """Faults: the same run, span or example on both sides, and people where others are on one side only.

        Where all people of a split are in the other one too the design is within people: a warning.
        """
        for kind, lines in self.twice.items():
            (warnings if kind == "examples that occur twice" else faults)[kind] += lines
        people: dict[str, dict[str, int]] = defaultdict(dict)
        for (subject, run), splits in self.runs.items():
            for split, line in splits.items():
                people[split].setdefault(subject, line)
            if len(splits) > 1:
                kind = "runs in two splits" if run else "people in two splits"
                faults[kind].append(f"{subject} {run}".strip() + f": {_where(splits)}")
        for one, other in combinations(sorted(people), 2):
            both = sorted(set(people[one]) & set(people[other]))
            design = len(both) == min(len(people[one]), len(people[other]))
            found, kind = (warnings, ", by run") if design else (faults, "")
            for name in both:
                where = _where({one: people[one][name], other: people[other][name]})
                found[f"people in two splits{kind}"].append(f"{name}: {where}")
        for path, spans in self.spans.items():
            if clash := _overlap(spans):
                faults["spans in two splits"].append(f"{path}: {clash}")


def _content(example: Example) -> bytes:
    """A digest of what is asked of what, with its answer."""
    values = to_json(example)
    text = json.dumps([values["messages"], sorted(example.choices)], sort_keys=True)
    return hashlib.sha256(text.encode()).digest()


def _span(source: Source) -> tuple[float, float]:
    return source.start or 0.0, float("inf") if source.stop is None else source.stop


def _where(lines: dict[str, int]) -> str:
    return ", ".join(f"{split} (line {line})" for split, line in sorted(lines.items()))


def _overlap(spans: set[tuple[float, float, str, int]]) -> str:
    """The first two spans of different splits that share time, or ""."""
    ordered = sorted(spans)
    if len({split for _, _, split, _ in ordered}) < 2:
        return ""
    latest: dict[str, tuple[float, int]] = {}
    for start, stop, split, line in ordered:
        for other, (end, before) in latest.items():
            if other != split and start < end - 1e-6:
                return f"line {line} ({split}, from {start:g} s) and line {before} ({other}, up to {end:g} s)"
        if stop > latest.get(split, (-1.0, 0))[0]:
            latest[split] = (stop, line)
    return ""
