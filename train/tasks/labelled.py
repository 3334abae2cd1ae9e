"""From instruction examples to labelled spans: one option per span and task, however it was asked."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from neuro_llm.task_options import is_polar, meanings, plain
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
    named = [key for key in sets if not is_polar(written[key])]
    best = max(named or list(sets), key=lambda key: sets[key])
    return written[best]


def _option(example: Example, task: Labelled) -> str | None:
    """The task's option that the answer stands for; None where it cannot be told. New wordings become synonyms."""
    meant = meanings(example.question, example.choices, task.options, task.synonyms)
    answer = next((choice for choice in example.choices if plain(choice) == plain(example.answer)), None)
    if meant is None or answer is None or len(meant[answer]) != 1:
        return None
    own = set(map(plain, task.options))
    if not is_polar(example.choices):
        task.synonyms |= {
            plain(choice): one for choice, (one, *_) in meant.items() if plain(choice) not in own
        }
    return meant[answer][0]
