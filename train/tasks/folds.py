"""What must not lie on both sides when a head is tried out: subjects, runs, recordings or blocks of time."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from .labelled import Span

ENOUGH_SUBJECTS = 3
MOST_FOLDS = 8
BLOCKS = 5


@dataclass(frozen=True)
class Groups:
    """kind  "subject", "run", "recording" or "block"; of (trial,) int: the group of each span."""

    kind: str
    of: np.ndarray

    @property
    def count(self) -> int:
        return int(self.of.max()) + 1

    def folds(self) -> np.ndarray:
        """(trial,) int: the fold of each span; whole groups, at most MOST_FOLDS, of about the same size."""
        if self.count <= MOST_FOLDS:
            return self.of
        sizes = np.bincount(self.of)
        fold_of, loads = np.zeros(self.count, int), np.zeros(MOST_FOLDS)
        for group in np.argsort(-sizes, kind="stable"):
            fold_of[group] = loads.argmin()
            loads[loads.argmin()] += sizes[group]
        return fold_of[self.of]


def groups_of(spans: Sequence[Span]) -> Groups:
    """The hardest grouping that the spans allow.

    Subjects from ENOUGH_SUBJECTS on: a new person is what people ask about. Else runs that hold several labels (a run
    of one label, left out, would be told by what its person looks like). Else subjects, else recordings, and in one
    recording blocks of neighbouring spans.
    """
    labels = np.array([span.label for span in spans])
    subjects = _numbered([(span.subject,) for span in spans])
    runs = _numbered([(span.subject, span.run or span.recording) for span in spans])
    recordings = _numbered([span.recording for span in spans])
    named = any(span.subject for span in spans)
    if named and subjects.max() + 1 >= ENOUGH_SUBJECTS:
        return Groups("subject", subjects)
    if runs.max() > 0 and is_mixed(runs, labels):
        return Groups("run", runs)
    if named and subjects.max() > 0 and is_mixed(subjects, labels):
        return Groups("subject", subjects)
    if recordings.max() > 0:
        return Groups("recording", recordings)
    order = np.argsort([span.source.start or 0.0 for span in spans], kind="stable")
    blocks = np.zeros(len(spans), int)
    blocks[order] = np.arange(len(spans)) * min(BLOCKS, len(spans)) // len(spans)
    return Groups("block", blocks)


def recordings_of(spans: Sequence[Span]) -> np.ndarray:
    """(trial,) int: the recording of each span."""
    return _numbered([span.recording for span in spans])


def subjects_of(spans: Sequence[Span]) -> np.ndarray:
    """(trial,) int: the subject of each span, one where none is named."""
    return _numbered([(span.subject,) for span in spans])


def is_mixed(groups: np.ndarray, labels: np.ndarray) -> bool:
    """Do most groups hold spans of several labels?"""
    several = [len(np.unique(labels[groups == group])) > 1 for group in np.unique(groups)]
    return bool(np.mean(several) > 0.5)


def _numbered(keys: Sequence[tuple[object, ...]]) -> np.ndarray:
    table = {key: number for number, key in enumerate(dict.fromkeys(keys))}
    return np.array([table[key] for key in keys])
