"""What measured records say to a question with a yes, a no or options: fixed thresholds, said with the record.

A response is shown where the record's own test says so (its method ends in "shown" or "not shown"), else where
|t| reaches 2; things are present where at least one was found. "Not shown" is no proof of absence.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from neuro_llm.adapters.options import counted_things, negated, said
from neuro_llm.adapters.spans import find, normalise_text
from neuro_llm.adapters.stages import STAGES, stages
from neuro_llm.recordings.evidence.record import Evidence
from neuro_llm.recordings.recording import Recording

CLEAR_T = 2.0
"""|t| from which a difference counts as shown where a record brings no test of its own (about p < .05, two-sided)."""

SURE = 0.95
"""Probability that is written for an option that a rule takes; not calibrated."""

_NOT = re.compile(r"\bnot (?:shown|clear of chance)\b")
_YES = re.compile(r"\b(?:is shown|clear of chance|beyond ±)")
_PRESENT = ("count", "times", "fraction")
_LESS = re.compile(
    r"\b(?:erd|desynchron\w*|drop\w*|decreas\w*|suppress\w*|block\w*|attenuat\w*|reduc\w*|less|lower|smaller|weaker|"
    r"fall\w*|inhibit\w*|go(?:es)? down|declin\w*)\b",
    re.I,
)
_MORE = re.compile(
    r"\b(?:ers|synchroni[sz]\w*|rebound|increas\w*|ris(?:e|es|ing)|more|higher|larger|bigger|stronger|grow\w*|"
    r"excit\w*|enhanc\w*|go(?:es)? up|driven)\b",
    re.I,
)
_ASLEEP = re.compile(r"\b(?:asleep|sleeping|sleep)\b", re.I)
_NUMBER = re.compile(r"[-−]?\d+(?:\.\d+)?")


def shown(record: Evidence) -> bool | None:
    """Is what the record is about there at all? None where no threshold says so."""
    if _NOT.search(record.method):
        return False
    if _YES.search(record.method):
        return True
    if isinstance(record.value, tuple):
        return bool(record.value) if record.quantity.endswith(_PRESENT) else None
    if isinstance(record.value, str):
        return None
    if record.quantity.endswith("t-value"):
        return abs(record.value) >= CLEAR_T
    present = record.quantity.endswith(_PRESENT) and record.quantity != "burst fraction"
    return record.value > 0 if present or record.quantity.startswith("time in ") else None


def verdict(question: str, record: Evidence) -> bool | None:
    """Yes or no to a polar question from a measured record; None where it is neither."""
    if record.quantity == "sleep stage":
        asked = _stages(question)
        return str(record.value) in asked if len(asked) < len(STAGES) and asked else None
    there = shown(record)
    if there is None:
        return None
    wanted = _direction(question) if _signed(record) else 0
    if record.quantity.startswith(("P300", "N170")):  # its test knows which sign is meant
        return None if wanted < 0 and there else there != negated(question)
    if wanted and there and isinstance(record.value, (int, float)):
        there = record.value * wanted > 0
    return there != negated(question)


def _signed(record: Evidence) -> bool:
    return record.quantity.endswith(("t-value", "change", "event response"))


def _direction(question: str) -> int:
    """-1 where it asks for less, +1 for more, 0 for neither or both."""
    less, more = _LESS.search(question), _MORE.search(question)
    return 0 if bool(less) == bool(more) else -1 if less else 1


def _stages(text: str) -> tuple[str, ...]:
    named = stages(text)
    return named or (STAGES[1:] if _ASLEEP.search(text) else ())


def chosen(
    choices: Sequence[str], records: Sequence[Evidence], recording: Recording
) -> dict[str, float] | None:
    """Option → probability where the options name stages, things that were counted, flickers, or directions."""
    first = records[0]
    if first.quantity == "sleep stage":
        return _taken(choices, [str(first.value) in _stages(option) for option in choices])
    if first.kind == "measured":
        for rule in (_counted, _flicker, _directions, _nearest):
            found = rule(choices, records, recording)
            if found is not None:
                return found
    return None


def _taken(choices: Sequence[str], right: Sequence[bool]) -> dict[str, float] | None:
    """`SURE` for the one right option; None where it is none or several."""
    if sum(right) != 1:
        return None
    rest = (1 - SURE) / (len(choices) - 1)
    return {option: SURE if mine else rest for option, mine in zip(choices, right, strict=True)}


def _counted(
    choices: Sequence[str], records: Sequence[Evidence], recording: Recording
) -> dict[str, float] | None:
    """ "Spindles or K-complexes?": the one that was found, or was found more often."""
    things = [counted_things((option,)) for option in choices]
    if any(len(found) != 1 for found in things) or len({found[0] for found in things}) < len(choices):
        return None
    counts = {r.quantity: float(r.value) for r in records if isinstance(r.value, (int, float))}
    found = [counts.get(thing[0], 0.0) for thing in things]
    return _taken(choices, [count == max(found) and count > 0 for count in found])


def _flicker(
    choices: Sequence[str], records: Sequence[Evidence], recording: Recording
) -> dict[str, float] | None:
    """ "13, 17 or 21 Hz?": the frequency of the largest canonical correlation."""
    scores = [r.value for r in records if r.quantity.startswith("SSVEP correlation at")]
    if len(scores) != len(choices) or any(isinstance(score, (str, tuple)) for score in scores):
        return None
    return _taken(choices, [score == max(scores) for score in scores])


def frequencies(choices: Sequence[str]) -> tuple[float, ...]:
    """The frequencies (Hz) that the options are, () where one is none."""
    found = [_NUMBER.search(option) for option in choices]
    return tuple(float(one[0]) for one in found if one) if all(found) else ()


def flickers_named(question: str, intent: str) -> tuple[str, ...] | None:
    """ "Was it 13, 17 or 21 Hz?": the frequencies that a question about flicker lists itself, as options."""
    spans = find(normalise_text(question)) if intent == "SSVEP" else ()
    named = next((span.value for span in spans if span.kind == "frequencies"), None)
    return named and tuple(f"{frequency:g} Hz" for frequency in named)


def _directions(
    choices: Sequence[str], records: Sequence[Evidence], recording: Recording
) -> dict[str, float] | None:
    """ "Increase, decrease or no change?" from the sign of a change that is shown."""
    first = next((record for record in records if _signed(record)), None)
    if first is None or not isinstance(first.value, (int, float)):
        return None
    asked = [_direction(option) for option in choices]
    none = [not way and re.search(r"\b(?:no|not|none|neither|same|un\w+)\b", option, re.I) is not None
            for option, way in zip(choices, asked, strict=True)]  # fmt: skip
    if not any(asked) or not all(way or nothing for way, nothing in zip(asked, none, strict=True)):
        return None
    if shown(first) is False:
        return _taken(choices, none)
    return _taken(choices, [way * first.value > 0 for way in asked])


def _nearest(
    choices: Sequence[str], records: Sequence[Evidence], recording: Recording
) -> dict[str, float] | None:
    """The number, or the span, among the options that lies nearest to the measured number."""
    value = records[0].value
    numbers = [[abs(float(n.replace("−", "-"))) for n in _NUMBER.findall(option)] for option in choices]
    if (
        isinstance(value, (str, tuple))
        or not all(numbers)
        or any(said(option) is not None for option in choices)
    ):
        return None
    away = [max(min(n) - abs(value), abs(value) - max(n), 0.0) for n in numbers]
    return _taken(choices, [distance == min(away) for distance in away])
