"""Wording of a labelled task: which option a choice, a question or its yes stands for."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence

from neuro_llm.adapters.intent import STOPWORDS
from neuro_llm.adapters.options import negated, said

_WORDS = (
    "subject person participant patient volunteer animal recording trial segment epoch span part piece signal eeg "
    "ieeg meg fmri data second seconds during between happened following option one answer say best describe "
    "describes kind sort type class category which either"
)
_GENERAL = frozenset(_WORDS.split())
"""Words of questions that tell no task from another."""


def plain(text: str) -> str:
    """An option or a question without case and punctuation."""
    return " ".join(re.findall(r"[\w.+-]*\w", text.lower()))


def distinct(option: str, options: Iterable[str]) -> set[str]:
    """The words of an option that no other one has."""
    others = {word for other in options if other != option for word in plain(other).split()}
    return set(plain(option).split()) - others


def matched(choices: Sequence[str], options: Sequence[str]) -> dict[str, str] | None:
    """Choice → option where each shares words with one option only, and none is left over; else None."""
    if len(choices) != len(options):
        return None
    found: dict[str, str] = {}
    for choice in choices:
        words = distinct(choice, choices)
        fitting = [option for option in options if words & distinct(option, options)]
        if len(fitting) != 1 or fitting[0] in found.values():
            return None
        found[choice] = fitting[0]
    return found


def named(question: str, options: Sequence[str]) -> str | None:
    """The one option that a question names; None where it names none or several."""
    words = set(plain(question).split())
    found = [option for option in options if distinct(option, options) & words]
    return found[0] if len(found) == 1 else None


def is_polar(choices: Sequence[str]) -> bool:
    """Are all choices a yes or a no, and not all the same?"""
    return {said(choice) for choice in choices} == {True, False}


def of_yes(question: str, options: Sequence[str]) -> str | None:
    """The option that yes stands for: "Did it move the left hand?"; None where the question names none or several.

    Of "Was it not the left hand?" yes stands for the other one of two.
    """
    option = named(question, options)
    if option is None or not negated(question):
        return option
    return next(other for other in options if other != option) if len(options) == 2 else None


def meanings(
    question: str, choices: Sequence[str], options: Sequence[str], synonyms: Mapping[str, str]
) -> dict[str, tuple[str, ...]] | None:
    """Choice → the options that it stands for; None where one has no meaning in the task.

    Choices may be some of the options only: "Is it a face or a house?" of eight.
    """
    known = {**synonyms, **{plain(option): option for option in options}}
    direct = [known.get(plain(choice)) for choice in choices]
    if None not in direct and len(set(direct)) == len(direct):
        return {choice: (str(option),) for choice, option in zip(choices, direct, strict=True)}
    if is_polar(choices):
        option = of_yes(question, options)
        if option is None:
            return None
        others = tuple(other for other in options if other != option)
        return {choice: (option,) if said(choice) else others for choice in choices}
    worded = matched(choices, options)
    return None if worded is None else {choice: (option,) for choice, option in worded.items()}


NAMED_ALONE = 0.5
"""Likeness of a question that names options and nothing else: "Left or right fist?"."""


def likeness(question: str, stored: str, options: Sequence[str]) -> float:
    """Share of the words that a question has in common with a stored one, 0..1.

    Words of the options count in neither: they come with any question about the same things. So do numbers that the
    stored one has not: they name seconds or trials.
    """
    words = set().union(*(content(option) for option in options))
    own, asked = content(stored) - words, content(question)
    asked = {word for word in asked if word in own | words or not re.search(r"\d", word)}
    if asked and asked <= words:
        return 1.0 if not own else NAMED_ALONE
    return len(own & (asked - words)) / max(1, len(own | (asked - words)))


def content(text: str) -> set[str]:
    """Words that tell what a question is about, endings off."""
    found = [word for word in plain(text).split() if word not in STOPWORDS and word not in _GENERAL]
    return {re.sub(r"(?:ing|ed|es|s|e)$", "", word) if len(word) > 3 else word for word in found}
