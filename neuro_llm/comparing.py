"""Several recordings in one conversation: which of them a question means, and how two values compare."""

from __future__ import annotations

import re
from collections.abc import Sequence

from neuro_llm.recordings.evidence.record import Evidence

from .decision import is_polar

_ORDINALS = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth")
_SHORT = ("1st", "2nd", "3rd", "4th", "5th", "6th", "7th", "8th")
_NOT_TIME = (  # "the second half", "the first 10 s" name a time, no recording
    r"(?!\s+(?:\d|half|halves|minutes?|mins?|seconds?|secs?|s\b|parts?|hours?|"
    r"quarters?|thirds?|few|ten|harmonic))"
)
_LOWER = r"slower|lower|smaller|weaker|less|fewer|shorter|decreas\w+|reduced|quieter|drop\w*"
_HIGHER = r"faster|higher|larger|bigger|greater|stronger|more|longer|increas\w+|louder|ris(?:e|en|es)"
_COMPARING = re.compile(
    rf"\b(?:{_LOWER}|{_HIGHER}|than|compar\w+|differ\w*|versus|vs|changed?|by how much|"
    r"which (?:one|recording|file|of (?:the|them|these))|same)\b",
    re.I,
)
_COMPARED = re.compile(
    rf"\b(?:{_LOWER}|{_HIGHER})\s+(?P<thing>\w[\w /-]*?)(?:\s+than\b.*|\s+in\b.*)?\W*$", re.I
)
_WITHIN = re.compile(
    r"\b(?:left|right|sides?|hemisphere\w*|asymmetr\w*|lateral\w*|trend\w*|over time|during)\b", re.I
)
_BAND = re.compile(r"delta|theta|alpha|sigma|beta|gamma", re.I)
_LENGTH = re.compile(r"\b(?:longer|shorter|longest|shortest)\W*$", re.I)
_SPEED = re.compile(r"\b(?:slow\w*|fast\w*)\b", re.I)


def meant(question: str, count: int) -> tuple[int, ...]:
    """Numbers (from 0) of the recordings that a question names, in its order; () where it names none."""
    found: list[tuple[int, int]] = []
    for number in range(count):
        words = [f"r{number + 1}", rf"(?:recording|file)\s+{number + 1}"]
        if number < len(_ORDINALS):
            words += [f"{_ORDINALS[number]}{_NOT_TIME}", f"{_SHORT[number]}{_NOT_TIME}"]
        for match in re.finditer(rf"(?<!\w)(?:{'|'.join(words)})\b", question, re.I):
            found.append((match.start(), number))
    for match in re.finditer(
        rf"\b(?:last|latter)\b{_NOT_TIME}(?=\s+(?:one|recording|file)|\W*$)", question, re.I
    ):
        found.append((match.start(), count - 1))
    if re.search(
        r"\b(?:both|each|all (?:recordings|files|of them)|every recording|the two)\b", question, re.I
    ):
        found += [(len(question), number) for number in range(count)]
    return tuple(dict.fromkeys(number for _, number in sorted(found)))


def is_comparison(question: str) -> bool:
    """Does it ask how recordings differ? Only to be asked where there are two or more."""
    return bool(_COMPARING.search(question))


def asks_speed(question: str) -> bool:
    """ "slower", "faster": a comparison of frequencies where nothing else is named."""
    return bool(_SPEED.search(question))


def asks_length(question: str) -> bool:
    """ "longer", "shorter" and nothing else: a comparison of durations."""
    return bool(_LENGTH.search(question))


def alone(question: str) -> str:
    """What is compared, as a question about one recording: "Which one has more alpha power?" asks "What is the alpha
    power?". "" where that is not said, or where it is compared within a recording ("over the left side")."""
    found = _COMPARED.search(question)
    if found is None or _WITHIN.search(question):
        return ""
    # "more alpha" is more of it, not a faster one
    power = " power" if _BAND.fullmatch(found["thing"]) else ""
    return f"What is the {found['thing']}{power}?"


def direction(question: str) -> int:
    """+1 where the question asks for more, -1 for less, 0 for neither."""
    lower, higher = (
        re.search(rf"\b(?:{_LOWER})\b", question, re.I),
        re.search(rf"\b(?:{_HIGHER})\b", question, re.I),
    )
    if bool(lower) == bool(higher):
        return 0
    return -1 if lower else 1


def difference(first: Evidence, second: Evidence) -> Evidence | None:
    """The second value minus the first, as a record; None where they are no numbers of one unit."""
    values = (first.value, second.value)
    if any(isinstance(value, (str, tuple)) for value in values) or first.unit != second.unit:
        return None
    both = first.recording == second.recording
    return Evidence(
        quantity=f"difference in {first.quantity}",
        value=float(second.value) - float(first.value),  # type: ignore[arg-type]
        unit=first.unit,
        channels=tuple(dict.fromkeys((*first.channels, *second.channels))),
        start=min(first.start, second.start),
        stop=max(first.stop, second.stop),
        method="second record minus the first" if both else f"{second.recording} minus {first.recording}",
        recording=first.recording if both else f"{second.recording} {first.recording}",
    )


def compared(question: str, records: Sequence[Evidence], sides: Sequence[str] = ()) -> str:
    """The sentence for two records and their difference (second minus first), all numbered.

    sides   what the two are called, where they lie in one recording: "left", "12–20 s"
    """
    first, second, change = records[:3]
    assert not isinstance(change.value, (str, tuple))
    here, there = _called(first, sides, 0), _called(second, sides, 1)
    values = (
        f"the {first.quantity} is {first.shown} {here} [{first.id}] and {second.shown} {there} [{second.id}]"
    )
    same = first.shown == second.shown
    found = 0 if same else -1 if change.value < 0 else 1
    asked = direction(question)
    if sides and re.search(r"\bthan\b(?! before)", question, re.I):
        asked = -asked  # "Is it larger on the left than on the right?": the first is the subject
    lead = ""
    if asked and is_polar(question):
        lead = "Yes: " if asked == found else "No: "
    if same:
        return f"{lead or 'No difference: '}{values}."
    word = "lower" if found < 0 else "higher"
    values = values if lead else values[:1].upper() + values[1:]
    return f"{lead}{values}; {there} it is {word} by {change.shown.lstrip('-−')} [{change.id}]."


def _called(record: Evidence, sides: Sequence[str], number: int) -> str:
    """Where one of two compared values lies: "in R2", "on the left", "at 12–20 s"."""
    if number >= len(sides) or not sides[number]:
        return f"in {record.recording}"
    name = sides[number]
    if name == record.event:
        return f"for {name}"
    if name[0].isdigit():
        return f"in {name}"
    return f"on the {name}" if name in ("left", "right", "midline") else f"over {name}"
