"""Stages of sleep in the wording of a question: "minutes of N2", "deep sleep", "awake or asleep"."""

from __future__ import annotations

import re

STAGES = ("wake", "N1", "N2", "N3", "REM")
"""In the words of the records (AASM); stages 3 and 4 of Rechtschaffen & Kales are N3."""

_WORDS: tuple[tuple[str, tuple[str, ...]], ...] = (
    (r"non[- ]?rem|nrem", ("N1", "N2", "N3")),
    (r"(?<!non )(?<!non-)rem(?! latency)|dream\w*|paradoxical sleep|(?:sleep )?stage r\b", ("REM",)),
    (r"n1|stage (?:1|one|i)(?! night)|s1", ("N1",)),
    (r"n2|stage (?:2|two|ii)|s2", ("N2",)),
    (
        r"n3|n4|stages? (?:3|4|three|four|iii|iv)|s[34]|deep(?:est)? (?:sleep|stages?)|slow[- ]wave sleep|sws|"
        r"delta sleep",
        ("N3",),
    ),
    (r"light(?:er)? (?:sleep|stages?)", ("N1", "N2")),
    (r"wake|awake|wakefulness|waking|stage w\b", ("wake",)),
)
_FOUND = tuple((re.compile(rf"\b(?:{words})\b"), named) for words, named in _WORDS)


def stages(text: str) -> tuple[str, ...]:
    """The stages that a text names, in the order of `STAGES`; () where it names none."""
    lower = text.lower()
    named = {stage for pattern, found in _FOUND if pattern.search(lower) for stage in found}
    return tuple(stage for stage in STAGES if stage in named)
