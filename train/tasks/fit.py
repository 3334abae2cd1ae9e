"""Task heads from instruction examples: every labelled task gets one, with how well it does on spans left out."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np

from neuro_llm.encoders.tasks import Standing, TaskHead
from neuro_llm.encoders.tasks.families import Drawn, Family, proposals
from neuro_llm.encoders.tasks.montage import Layout
from neuro_llm.encoders.tasks.spans import inside
from neuro_llm.encoders.tasks.tokens import encoder_of
from neuro_llm.recordings.errors import RecordingError
from neuro_llm.train.instructions import Example, open_source

from . import choosing
from .chance import chance
from .choosing import Trials, Tried
from .folds import Groups, groups_of, is_mixed, recordings_of, subjects_of
from .labelled import Labelled, Span, labelled

SIGNIFICANT = 0.05
FEWEST = 4  # spans of an option: with fewer nothing is left to try a head on
MOST_SPANS = 2000  # of one task; more are thinned evenly


def fit_heads(
    examples: Iterable[Example],
    folder: Path,
    note: Callable[[str], None],
    encoders: Mapping[str, Any] | None = None,
) -> tuple[TaskHead, ...]:
    """One head per labelled task and modality, of the examples of split "train" with choices and one recording.

    folder    that the paths of the recordings start from (that of the JSON lines)
    note      is told what each head reaches, and what was left out and why
    encoders  modality → frozen encoder, whose tokens are tried beside the other features
    """
    heads = []
    for task in labelled(examples):
        if task.skipped:
            note(f"task {task.name}: {task.skipped} examples do not say which of its options holds: left out")
        for modality, spans, layouts in _by_modality(task, folder, note):
            known = Known(modality, layouts, encoder_of(encoders or {}, modality))
            head = _head(replace(task, spans=spans), known, folder, note)
            heads += [head] if head is not None else []
    return tuple(heads)


def _by_modality(
    task: Labelled, folder: Path, note: Callable[[str], None]
) -> list[tuple[str, list[Span], list[Layout]]]:
    """Modality, its spans, and the layouts of their recordings; recordings that cannot be read are noted."""
    recordings: dict[tuple[str, str], list[Span]] = defaultdict(list)
    for span in _thinned(task.spans):
        recordings[span.recording].append(span)
    found: dict[str, tuple[list[Span], list[Layout]]] = {}
    for spans in recordings.values():
        try:
            with open_source(folder, spans[0].source) as recording:
                layout = Layout.of(recording)
                ends = [inside(recording, s.source.start, s.source.stop) for s in spans]
                modality = recording.modality
        except RecordingError as error:
            note(f"task {task.name}: {error}")
            continue
        kept = found.setdefault(modality, ([], []))
        kept[0].extend(
            replace(span, source=replace(span.source, start=start, stop=stop))
            for span, (start, stop) in zip(spans, ends, strict=True)
        )
        kept[1].append(layout)
    return [(modality, spans, layouts) for modality, (spans, layouts) in found.items()]


def _thinned(spans: list[Span]) -> list[Span]:
    if len(spans) <= MOST_SPANS:
        return spans
    return [spans[i * len(spans) // MOST_SPANS] for i in range(MOST_SPANS)]


@dataclass(frozen=True)
class Known:
    """What is known of the recordings of a task."""

    modality: str
    layouts: Sequence[Layout]
    encoder: Any


def _head(task: Labelled, known: Known, folder: Path, note: Callable[[str], None]) -> TaskHead | None:
    """The head of one task and modality; None, and a note, where there is too little to fit one."""
    task = _without_rare(task)
    labels, modality = np.array([span.label for span in task.spans]), known.modality
    if len(task.options) < 2 or len(np.unique(labels)) < 2:
        note(f"task {task.name} ({modality}): fewer than {FEWEST} spans of two options: no head")
        return None
    groups = groups_of(task.spans)
    recordings = recordings_of(task.spans)
    lengths = [span.seconds for span in task.spans]
    drawn = Drawn(modality, known.layouts, lengths, is_mixed(recordings, labels), known.encoder)
    families = proposals(drawn)
    if not families:
        note(f"task {task.name} ({modality}): no features suit spans of {drawn.typical:.3g} s: no head")
        return None
    described = _described(families, task.spans, folder)
    trials = Trials(labels, groups.of, groups.folds(), recordings, subjects_of(task.spans), len(task.options))
    head = _fitted(task, drawn, families, described, trials, groups)
    told = head.standing
    note(
        f"task {task.name} ({modality}): {head.features}, balanced accuracy {told.accuracy:.2f} by {told.grouped}, "
        f"chance {1 / len(task.options):.2f}, p {told.p:.3g}, {told.spans} spans"
        + ("" if told.informative else ": not better than chance, so it will say that it cannot tell")
    )
    return head


def _without_rare(task: Labelled) -> Labelled:
    """Options with at least FEWEST spans."""
    counts = Counter(span.label for span in task.spans)
    kept = [i for i in range(len(task.options)) if counts[i] >= FEWEST]
    options = tuple(task.options[i] for i in kept)
    spans = [replace(s, label=kept.index(s.label)) for s in task.spans if s.label in kept]
    synonyms = {wording: option for wording, option in task.synonyms.items() if option in options}
    return replace(task, options=options, spans=spans, synonyms=synonyms)


def _described(families: Sequence[Family], spans: Sequence[Span], folder: Path) -> list[np.ndarray]:
    """(trial, ...) per family; every recording is opened once."""
    rows: dict[tuple[str, str], list[int]] = defaultdict(list)
    for row, span in enumerate(spans):
        rows[span.recording].append(row)
    found: list[dict[int, np.ndarray]] = [{} for _ in families]
    for own in rows.values():
        with open_source(folder, spans[own[0]].source) as recording:
            for row in own:
                start, stop = inside(recording, spans[row].source.start, spans[row].source.stop)
                for described, family in zip(found, families, strict=True):
                    described[row] = family.describe(recording, start, stop)
    return [np.stack([described[row] for row in range(len(spans))]) for described in found]


def _fitted(
    task: Labelled,
    drawn: Drawn,
    families: Sequence[Family],
    described: Sequence[np.ndarray],
    trials: Trials,
    groups: Groups,
) -> TaskHead:
    tried: list[Tried] = []
    for number, family in enumerate(families):
        tried += choosing.left_out(family, number, described[number], trials)
    tried += choosing.averaged(tried, trials)
    best = choosing.preferred(tried, trials)
    parts = []
    for number in best.families:
        own = [one for one in tried if one.families == (number,)]
        chosen = min(own, key=lambda one: choosing.loss(one.logs, trials))
        parts.append(choosing.part(families[number], described[number], trials, chosen))
    choices = choosing.honest(tried, trials)
    counts = np.bincount(trials.labels, minlength=trials.classes)
    p = chance(_without_labels(families, described), trials)
    standing = Standing(
        accuracy=choosing.balanced_accuracy(choices, trials.labels),
        majority=float(counts.max() / counts.sum()),
        p=p,
        informative=p < SIGNIFICANT,
        grouped=groups.kind,
        groups=groups.count,
        counts={option: int(n) for option, n in zip(task.options, counts, strict=True)},
    )
    return TaskHead(
        name=task.name,
        questions=task.questions,
        options=task.options,
        modality=drawn.modality,
        parts=tuple(parts),
        temperature=1.0 if len(parts) == 1 else choosing.temperature(best.logs, trials),
        seconds=(drawn.shortest, max(drawn.lengths)),
        mixed=drawn.mixed,
        standing=standing,
        synonyms=task.synonyms,
    )


def _without_labels(families: Sequence[Family], described: Sequence[np.ndarray]) -> list[np.ndarray]:
    """Features (trial, feature) of the families that learn nothing of the labels."""
    return [
        family.features(one, {})
        for family, one in zip(families, described, strict=True)
        if not family.supervised
    ]
