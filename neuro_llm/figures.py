"""Figures in a text: numbers in digits and words, intervals and clock times, each with its unit and its rounding."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from .units import unit_behind

_ONES = {
    "zero": 0, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9,
    "ten": 10, "eleven": 11, "twelve": 12, "thirteen": 13, "fourteen": 14, "fifteen": 15, "sixteen": 16,
    "seventeen": 17, "eighteen": 18, "nineteen": 19, "dozen": 12,
}  # fmt: skip
_TENS = {
    "twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90,
    "hundred": 100, "thousand": 1000,
}  # fmt: skip
NUMBER_WORDS = (*_ONES, *_TENS)
_RATIOS = {
    "twice": 2.0, "double": 2.0, "doubled": 2.0, "doubles": 2.0, "twofold": 2.0, "triple": 3.0, "tripled": 3.0,
    "threefold": 3.0, "fourfold": 4.0, "tenfold": 10.0, "halved": 0.5, "half as": 0.5,
}  # fmt: skip
RATIO_WORDS = tuple(_RATIOS)
_UNITS = r"hertz|seconds?|minutes?|hours?|percent|microvolts?|decibels?|times?"
_COUNTED = (
    r"(?:[a-z]+[ -]){0,2}?(?:blinks?|channels?|events?|spindles?|"
    r"seizures?|electrodes?|sensors?|beats?|spikes?|(?:slow )?waves?|k-complex(?:es)?|bursts?|transients?|"
    r"cells?|units?|neurons?|voxels?|volumes?|discharges?|trials?|stimuli|responses?|awakenings?|transitions?|"
    r"markers?|annotations?|movements?|peaks?|epochs?|artefacts?|artifacts?)\b"
)
_THINGS = re.compile(rf"[\s-]+{_COUNTED}", re.I)
_DIGITS = r"(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+|,\d{1,2}(?![\d,]))?(?:[eE][+-]?\d+)?"
_NUMBER = re.compile(
    rf"(?<![\w.^/])(?P<sign>[-−+])?(?P<digits>{_DIGITS})(?!\d|(?:st|nd|rd|th)\b)(?P<power>\s?[×x]\s?10\^?[-−]?\d+)?",
    re.I,
)
_CLOCK = re.compile(r"(?<![\w:.])(?:(\d{1,2}):)?(\d{1,3}):([0-5]\d)(?![\w:]|\.\d)")
_LENGTH = re.compile(
    r"(?<![\w.])(?:(\d+)\s?h(?:ours?)?,?\s(?:and\s)?)?(\d+)\s?min(?:utes?)?,?\s(?:and\s)?(\d+(?:\.\d+)?)\s?s(?:ec(?:onds?)?)?\b"
)
_WORD = re.compile(
    rf"\b(?:(?P<tens>{'|'.join(_TENS)})[- ])?(?P<word>{'|'.join(NUMBER_WORDS)})(?=[\s-]+(?:(?:{_UNITS})\b|{_COUNTED}))",
    re.I,
)
_RATIO = re.compile(rf"\b(?:{'|'.join(_RATIOS)})\b", re.I)
_TO = re.compile(r"\s?(?:[-–—]|to|until|through)\s?")
_AND = re.compile(r"\s(?:and|to)\s")
_LIST = re.compile(r"\s?(?:,|;|/|&|or|and|to|,\s?and|,\s?or|[-–—])\s?")


@dataclass(frozen=True)
class Figure:
    """One number, or an interval of two.

    start, stop  where it lies in the text
    value        in the base of its unit
    high         the end of an interval, else None
    counts       what stands behind it is counted: "3 blinks"
    unit         base unit; "" = none; "?..." = one that no record has
    half         half the last digit shown, in the base of its unit: how far it may be off; high_half: the end
    signed       it is written with a minus
    """

    start: int
    stop: int
    value: float
    unit: str
    half: float
    signed: bool = False
    high: float | None = None
    counts: bool = False
    high_half: float = 0.0


def figures(text: str, known: Sequence[str] = ()) -> list[Figure]:
    """All figures of a clause in their order. known: units of the records, as they write them"""
    found = [*_clocks(text)]
    taken = [(one.start, one.stop) for one in found]
    for one in (*_in_digits(text, known), *_in_words(text, known)):
        if not any(one.start < stop and start < one.stop for start, stop in taken):
            found.append(one)
    return _joined(text, _inherited(text, sorted(found, key=lambda one: one.start)))


def _clocks(text: str) -> list[Figure]:
    found = []
    for match in _LENGTH.finditer(text):
        hours, minutes, seconds = (float(part or 0) for part in match.groups())
        half = 0.5 * last_digit(match[3])
        found.append(Figure(*match.span(), 3600 * hours + 60 * minutes + seconds, "s", half))
    for match in _CLOCK.finditer(text):
        hours, minutes, seconds = (float(part or 0) for part in match.groups())
        found.append(Figure(*match.span(), 3600 * hours + 60 * minutes + seconds, "s", 0.5))
    return found


def _in_digits(text: str, known: Sequence[str]) -> list[Figure]:
    found = []
    for match in _NUMBER.finditer(text):
        unit, factor, stop = unit_behind(text, match.end(), known)
        scale = (
            10.0 ** float(re.split(r"10\^?", match["power"])[1].replace("−", "-")) if match["power"] else 1.0
        )
        shown, minus = parse(match["digits"]), match["sign"] in ("-", "−")
        half = 0.5 * last_digit(match["digits"])
        if shown == 0:  # "0" is nothing at all, not something below one half
            half = min(half, 0.05)
        value = (-shown if minus else shown) * scale * factor
        counts = not unit and _THINGS.match(text, match.end()) is not None
        found.append(Figure(match.start(), stop, value, unit, half * scale * factor, minus, counts=counts))
    return found


def _in_words(text: str, known: Sequence[str]) -> list[Figure]:
    found = []
    for match in _WORD.finditer(text):
        tens = _TENS.get((match["tens"] or "").lower(), 0)
        word = match["word"].lower()
        number = float(_ONES[word] if word in _ONES else _TENS[word])
        number = tens * number if tens and number >= 100 else tens + number
        before = re.search(r"\b(the|each|no|any|some|which|every|those|these) $", text[: match.start()], re.I)
        if word == "one" and not tens and before:
            continue
        unit, factor, stop = unit_behind(text, match.end(), known)
        stop = stop if unit else match.end()
        half = min(0.5, 0.05 if not number else 0.5) * factor
        found.append(Figure(match.start(), stop, number * factor, unit, half, counts=not unit))
    for match in _RATIO.finditer(text):
        ratio = _RATIOS[match[0].lower()]
        found.append(Figure(*match.span(), ratio, "times", 0.15 * ratio))
    return found


def _inherited(text: str, found: list[Figure]) -> list[Figure]:
    """In a list or range the last unit counts for all: "3.2, 5 and 17.0 s"."""
    for i in range(len(found) - 2, -1, -1):
        one, following = found[i], found[i + 1]
        if one.unit or not following.unit or following.unit in ("times",):
            continue
        if _LIST.fullmatch(text[one.stop : following.start]):
            factor = _factor(text, following)
            found[i] = replace(one, unit=following.unit, value=one.value * factor, half=one.half * factor)
    return found


def _factor(text: str, one: Figure) -> float:
    """How a figure's number as written became its value."""
    number = _NUMBER.match(text, one.start)
    written = parse(number["digits"]) if number else 0.0
    if not written:
        return unit_behind(text, number.end() if number else one.stop)[1]
    return abs(one.value) / written


def _joined(text: str, found: list[Figure]) -> list[Figure]:
    """Two figures with "to" or a dash between them, or "between a and b", as one interval."""
    joined: list[Figure] = []
    for one in found:
        before = joined[-1] if joined else None
        if before is not None and before.high is None and _are_ends(text, before, one):
            joined[-1] = replace(before, stop=one.stop, high=one.value, high_half=one.half)
        else:
            joined.append(one)
    return joined


def _are_ends(text: str, low: Figure, high: Figure) -> bool:
    if low.unit != high.unit or not low.unit or low.unit == "times" or high.value < low.value or high.signed:
        return False
    gap = text[low.stop : high.start]
    if _TO.fullmatch(gap):
        return True
    between = re.search(r"\bbetween\s+(?:about\s+|around\s+)?$", text[: low.start], re.I)
    return bool(between and _AND.fullmatch(gap))


def parse(digits: str) -> float:
    if re.fullmatch(r"\d+,\d{1,2}", digits):  # a decimal comma
        return float(digits.replace(",", "."))
    return float(digits.replace(",", ""))


def last_digit(digits: str) -> float:
    """Worth of the last digit shown: 1 for "12", 0.1 for "3.4", 100 for "1.2e3"."""
    mantissa, _, exponent = digits.lower().partition("e")
    decimals = re.search(r"\.(\d+)$|(?<=\d),(\d{1,2})$", mantissa)
    places = len(decimals[1] or decimals[2]) if decimals else 0
    return 10.0 ** (int(exponent or 0) - places)
