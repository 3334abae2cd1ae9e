"""From instruction examples to labelled spans: one option per span and task, however it was asked."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from neuro_llm.adapters.options import negated, said
from neuro_llm.train.instructions.example import Example, Source

MOST_QUESTIONS = 40  # of one task that are kept


@dataclass(frozen=True)
class Span:
    """One labelled span. group: subject and run as the example names them."""

    source: Source
    label: int
    subject: str
    run: str

    @property
    def recording(self) -> tuple[str, str]:
        """What two spans of one recording share."""
        return self.source.path, repr(sorted(self.source.options.items()))

    @property
    def seconds(self) -> float:
        """Length; both ends are known once the recording was opened."""
        return (self.source.stop or 0.0) - (self.source.start or 0.0)


@dataclass
class Labelled:
    """All labelled spans of one task.

    options   as they are answered
    synonyms  other wording (as `plain` makes it) → option
    skipped   examples that say nothing on these options
    """

    name: str
    options: tuple[str, ...]
    synonyms: dict[str, str] = field(default_factory=dict)
    questions: tuple[str, ...] = ()
    spans: list[Span] = field(default_factory=list)
    skipped: int = 0


def plain(text: str) -> str:
    """An option or a question without case and punctuation."""
    return " ".join(re.findall(r"[\w.+-]*\w", text.lower()))


def labelled(examples: Iterable[Example]) -> list[Labelled]:
    """The tasks of the examples of split "train" that have choices and one recording each."""
    tasks: dict[str, list[Example]] = defaultdict(list)
    for example in examples:
        if example.split == "train" and example.task and example.choices and len(example.sources) == 1:
            tasks[example.task].append(example)
    return [_task(name, found) for name, found in tasks.items()]


def _task(name: str, examples: Sequence[Example]) -> Labelled:
    task = Labelled(name, _options(examples))
    found: dict[tuple[object, ...], set[int]] = defaultdict(set)
    spans: dict[tuple[object, ...], Span] = {}
    questions: Counter[str] = Counter()
    for example in examples:
        option = _option(example, task)
        if option is None:
            task.skipped += 1
            continue
        questions[example.question.strip()] += 1
        span = Span(example.sources[0], task.options.index(option), example.subject, example.run)
        key = (*span.recording, span.source.start, span.source.stop)
        spans[key] = span
        found[key].add(span.label)
    contradicted = {key for key, labels in found.items() if len(labels) > 1}
    task.skipped += len(contradicted)
    task.spans = [span for key, span in spans.items() if key not in contradicted]
    task.questions = tuple(question for question, _ in questions.most_common(MOST_QUESTIONS))
    return task


def _options(examples: Sequence[Example]) -> tuple[str, ...]:
    """The set of options that most examples have, other than yes and no where there are such; as first written."""
    sets: Counter[frozenset[str]] = Counter()
    written: dict[frozenset[str], tuple[str, ...]] = {}
    for example in examples:
        key = frozenset(map(plain, example.choices))
        sets[key] += 1
        written.setdefault(key, example.choices)
    named = [key for key in sets if not all(said(option) is not None for option in key)]
    best = max(named or list(sets), key=lambda key: sets[key])
    return written[best]


def _option(example: Example, task: Labelled) -> str | None:
    """The task's option that the answer stands for; None where it cannot be told. New wordings become synonyms."""
    own = {plain(option): option for option in task.options}
    answer = plain(example.answer)
    if set(map(plain, example.choices)) == set(own):
        return own.get(answer)
    if all(said(choice) is not None for choice in example.choices):
        return _of_yes(example.question, task.options, said(example.answer))
    worded = matched(example.choices, task.options)
    if worded is None:
        return None
    task.synonyms |= {
        plain(wording): option for wording, option in worded.items() if plain(wording) not in own
    }
    return next((option for wording, option in worded.items() if plain(wording) == answer), None)


def matched(choices: Sequence[str], options: Sequence[str]) -> dict[str, str] | None:
    """Wording → option where each shares words with one option only, and none is left over; else None."""
    if len(choices) != len(options):
        return None
    found: dict[str, str] = {}
    for choice in choices:
        words = distinct(choice, choices)
        fitting = [o for o in options if words & distinct(o, options)]
        if len(fitting) != 1 or fitting[0] in found.values():
            return None
        found[choice] = fitting[0]
    return found


def distinct(option: str, options: Sequence[str]) -> set[str]:
    """The words of an option that no other one has."""
    others = {word for other in options if other != option for word in plain(other).split()}
    return set(plain(option).split()) - others


def named(question: str, options: Sequence[str]) -> str | None:
    """The one option that a question names; None where it names none or several."""
    words = set(plain(question).split())
    found = [option for option in options if distinct(option, options) & words]
    return found[0] if len(found) == 1 else None


def _of_yes(question: str, options: Sequence[str], yes: bool | None) -> str | None:
    """The option that yes, or of two options no, stands for in a question that names one of them."""
    option = named(question, options)
    if option is None or yes is None:
        return None
    if yes != negated(question):
        return option
    return next(other for other in options if other != option) if len(options) == 2 else None
