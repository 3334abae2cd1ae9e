"""How many words two texts share: told beside whether the facts are true, never instead of it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence


def overlap(text: str, reference: str) -> dict[str, float]:
    """ "token F1" (as in SQuAD) and "longest common" (ROUGE-L, F1 of the longest common subsequence of words)."""
    said, wanted = _words(text), _words(reference)
    shared = sum((Counter(said) & Counter(wanted)).values())
    return {
        "token F1": _f1(shared, len(said), len(wanted)),
        "longest common": _f1(_longest_common(said, wanted), len(said), len(wanted)),
    }


def _words(text: str) -> list[str]:
    return re.findall(r"\w+(?:\.\d+)?|%", re.sub(r"\[E[^\]]*\]", "", text).lower())


def _f1(shared: int, first: int, second: int) -> float:
    return 2 * shared / (first + second) if first + second else 1.0


def _longest_common(first: Sequence[str], second: Sequence[str]) -> int:
    row = [0] * (len(second) + 1)
    for word in first:
        before = 0
        for i, other in enumerate(second, 1):
            before, row[i] = row[i], before + 1 if word == other else max(row[i], row[i - 1])
    return row[-1]
