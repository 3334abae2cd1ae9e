"""Events of a recording that are named otherwise than by their label: "trial 5", "the last T1", "the targets"."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from neuro_llm.recordings.evidence.around_events import is_border
from neuro_llm.recordings.evidence.contrasts import RARE
from neuro_llm.recordings.evidence.flicker import stimulation
from neuro_llm.recordings.recording import Event, Recording

_MARK = re.compile(r"(?i)327[678]\d|.*(?:experiment|session|stimulation).?(?:start|stop|end)")
"""Marks of a session and of stimulation (OpenViBE and its GDF files), no trials of their own."""

_WORDS = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth")
_ORDINAL = re.compile(rf"\b(?P<which>{'|'.join(_WORDS)}|last|final|\d{{1,4}}(?:st|nd|rd|th))\s+$")
_NOUN = re.compile(r"(?:trials?|events?|triggers?|markers?|stimul\w+|cues?|blocks?|repetitions?)\b")


def numbered(text: str, labels: Sequence[tuple[int, int]] = ()) -> int | None:
    """Which event a normalised text names by its place in the order, from 1 (-1 is the last); None where none.

    labels   first and last character of every label in the text
    """
    nouns = [match.start() for match in _NOUN.finditer(text)]
    for start in sorted((*nouns, *(start for start, _ in labels))):
        ordinal = _ORDINAL.search(text[:start])
        if ordinal:
            which = ordinal["which"]
            if which in ("last", "final"):
                return -1
            return _WORDS.index(which) + 1 if which in _WORDS else int(re.sub(r"\D", "", which))
    return None


def trial(recording: Recording, number: int, labels: Sequence[str] = ()) -> Event | None:
    """The event of that number (from 1; -1 is the last) among those of the labels, or of all but marks and breaks."""
    events = [e for e in recording.events if e.label in labels or (not labels and _is_stimulus(e.label))]
    events.sort(key=lambda event: event.onset)
    at = number - 1 if number > 0 else number
    return events[at] if -len(events) <= at < len(events) else None


def _is_stimulus(label: str) -> bool:
    return not is_border(label) and _MARK.fullmatch(label.strip()) is None


def span(recording: Recording, event: Event) -> tuple[float, float]:
    """Seconds of an event: its duration, else up to the mark or event that ends it, at most 10 s."""
    marks = sorted((e for e in recording.events if not is_border(e.label)), key=lambda one: one.onset)
    start, stop = stimulation(event, marks)
    return start, min(stop, recording.duration)


_RARE = re.compile(r"(?<!non)(?<!non[- ])\b(?:targets?|oddballs?|deviants?|rare)\b")
_FREQUENT = re.compile(r"\b(?:non[- ]?targets?|standards?|frequent)\b")


def oddball(text: str, recording: Recording) -> tuple[str, ...]:
    """Labels that "targets" and "non-targets" stand for: of two labels the clearly rarer and the other one.

    In the order of the text; () where there are not two labels, or neither is rare.
    """
    counts = Counter(event.label for event in recording.events if _is_stimulus(event.label))
    named = [(m.start(), rare) for rare, words in ((1, _RARE), (0, _FREQUENT)) if (m := words.search(text))]
    if len(counts) != 2:
        return ()
    (often, many), (seldom, few) = counts.most_common()
    if few > RARE * many:
        return ()
    return tuple(seldom if rare else often for _, rare in sorted(named))
