"""Is every number, interval, channel and citation of a text supported by a record?"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from neuro_llm.recordings.evidence.record import Evidence

# unit as written → (unit of the records, factor to it)
_UNITS: dict[str, tuple[str, float]] = {
    **dict.fromkeys(("hz", "hertz"), ("Hz", 1.0)),
    "khz": ("Hz", 1e3),
    **dict.fromkeys(("s", "sec", "secs", "second", "seconds"), ("s", 1.0)),
    **dict.fromkeys(("ms", "millisecond", "milliseconds"), ("s", 1e-3)),
    **dict.fromkeys(("min", "mins", "minute", "minutes"), ("s", 60.0)),
    **dict.fromkeys(("h", "hour", "hours"), ("s", 3600.0)),
    **dict.fromkeys(("%", "percent"), ("%", 1.0)),
    **dict.fromkeys(("db", "decibel", "decibels"), ("dB", 1.0)),
    **dict.fromkeys(("µv²", "µv^2", "uv²", "uv^2", "uv2", "μv²", "μv^2"), ("µV²", 1.0)),
    **dict.fromkeys(("µv", "uv", "μv", "microvolt", "microvolts"), ("µV", 1.0)),
    **dict.fromkeys(("mv", "millivolt", "millivolts"), ("µV", 1e3)),
    **dict.fromkeys(("ft²", "ft^2", "ft2"), ("fT²", 1.0)),
    "ft": ("fT", 1.0),
    **dict.fromkeys(("bpm", "beats/min"), ("bpm", 1.0)),
    **dict.fromkeys(("/min", "per min", "per minute", "a minute"), ("per min", 1.0)),
}
_UNIT_PATTERN = "|".join(sorted((re.escape(unit) for unit in _UNITS), key=len, reverse=True))
_NUMBER_WORDS = {
    **{"two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10},
    **{"eleven": 11, "twelve": 12, "thirteen": 13, "fourteen": 14, "fifteen": 15, "sixteen": 16},
    **{"seventeen": 17, "eighteen": 18, "nineteen": 19, "twenty": 20, "thirty": 30, "forty": 40, "fifty": 50},
}
_COUNTED = (
    "hz hertz seconds? minutes? percent blinks? channels? events? spindles? seizures? electrodes? sensors? "
    "times microvolts? decibels? hours? beats?"
)
_DIGITS = r"(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+|,\d{1,2}(?![\d,]))?(?:[eE][+-]?\d+)?"
_NUMBER = re.compile(
    rf"(?<![\w.^/])(?P<sign>[-−+])?(?P<digits>{_DIGITS})(?!\d|(?:st|nd|rd|th)\b)"
    rf"(?:\s?(?P<unit>{_UNIT_PATTERN})(?![\w²^]))?",
    re.I,
)
_CITATION = re.compile(r"\[\s*(E\d+(?:\s*[,;–-]\s*E\d+)*)\s*\]")
_NAME = re.compile(
    r"(?<![\w/])(?:[A-Za-z]+[A-Za-z_]*\d+[A-Za-z\d']*|(?:Fp|AF|FC|FT|CP|TP|PO|[FCTPOIN])z)(?![\w²])"
)
_NEVER_NUMBERS = re.compile(r"1\s?/\s?f\b|\b10[-–](?:20|10|05|5)\b(?! ?s\b)|^[ \t]*\d{1,2}[.)](?=\s)", re.M)
SENTENCE_END = re.compile(r"[.!?](?=\s+(?!\[E)[^\s])|\n")
"""Where a sentence ends: at a full stop that no citation follows, never inside a number."""
_RANGE = re.compile(
    r"(?P<low>\d+(?:\.\d+)?)\s?(?:Hz)?\s?(?:[-–—]|to|and)\s?(?P<high>\d+(?:\.\d+)?)\s?Hz\b", re.I
)
_WORD_NUMBER = re.compile(
    rf"\b(?P<word>{'|'.join(_NUMBER_WORDS)})\s+(?:{'|'.join(_COUNTED.split())})\b", re.I
)


@dataclass(frozen=True)
class Unsupported:
    """A piece of text that no record supports: where it lies and how it reads."""

    start: int
    stop: int
    shown: str


@dataclass(frozen=True)
class Fact:
    """A number that a record states. unit "" matches any; half the last shown digit is its tolerance."""

    value: float
    unit: str
    either_sign: bool = False


def find_unsupported(
    text: str, evidence: Sequence[Evidence], shares: Sequence[float] = ()
) -> list[Unsupported]:
    """Numbers, channels and citations in `text` that no record supports, in their order.

    evidence  numbered records; a sentence that cites some is checked against these, any other against all
    shares    probabilities that the answer itself states (of the options)
    """
    found = list(_bad_citations(text, evidence))
    hidden = _blank_out(text, evidence)
    for start, stop in _sentences(text):
        cited = _cited(text[start:stop], evidence) or tuple(evidence)
        facts = [*_facts(cited), *(fact for share in shares for fact in _of_probability(share))]
        names = _names(evidence)
        part = hidden[start:stop]
        for item in (*_bad_numbers(part, facts, cited), *_bad_names(part, names)):
            found.append(Unsupported(start + item.start, start + item.stop, item.shown))
    return sorted(found, key=lambda item: item.start)


def _bad_citations(text: str, evidence: Sequence[Evidence]) -> Iterator[Unsupported]:
    known = {record.id for record in evidence}
    for match in _CITATION.finditer(text):
        if any(name not in known for name in re.findall(r"E\d+", match[1])):
            yield Unsupported(match.start(), match.end(), match[0])


def _blank_out(text: str, evidence: Sequence[Evidence]) -> str:
    """The text with citations, figures of speech ("1/f", "10-20") and names with numbers in them ("unit 1.5") made
    spaces, same length."""
    patterns = [_CITATION, _NEVER_NUMBERS]
    numbered = [name for name in _numbered_names(evidence) if name in text]
    if numbered:
        either = "|".join(re.escape(name) for name in sorted(numbered, key=len, reverse=True))
        patterns.append(re.compile(rf"(?<!\w)(?:{either})(?!\w|\.\d)"))
    for pattern in patterns:
        text = pattern.sub(lambda match: " " * len(match[0]), text)
    return text


def _numbered_names(evidence: Sequence[Evidence]) -> set[str]:
    """Names of channels and events that begin with a letter and hold a number apart: "unit 6", "x3 y0 z7"."""
    names: set[str] = set()
    for record in evidence:
        values = record.value if isinstance(record.value, tuple) else ()
        names |= {*record.channels, record.event, *(value for value in values if isinstance(value, str))}
    return {name for name in names if name[:1].isalpha() and re.search(r"\W\w*\d", name)}


def _sentences(text: str) -> Iterator[tuple[int, int]]:
    """Start and stop of each sentence; a full stop inside a number ends none."""
    start = 0
    for match in SENTENCE_END.finditer(text):
        yield start, match.end()
        start = match.end()
    if start < len(text):
        yield start, len(text)


def _cited(sentence: str, evidence: Sequence[Evidence]) -> tuple[Evidence, ...]:
    names = {name for match in _CITATION.finditer(sentence) for name in re.findall(r"E\d+", match[1])}
    return tuple(record for record in evidence if record.id in names)


def _of_probability(probability: float) -> tuple[Fact, Fact]:
    return Fact(probability, ""), Fact(100 * probability, "%")


def _facts(evidence: Sequence[Evidence]) -> Iterator[Fact]:
    for record in evidence:
        yield Fact(record.start, "s")
        yield Fact(record.stop, "s")
        if record.probability is not None:
            yield from _of_probability(record.probability)
        if isinstance(record.value, tuple):
            yield Fact(len(record.value), "count")
            yield from (Fact(second, "s") for item in record.value for second in _seconds(item))
        elif isinstance(record.value, str):
            yield from (
                Fact(_parse(match["digits"]), _unit_of(match)[0]) for match in _NUMBER.finditer(record.value)
            )
        else:
            yield Fact(float(record.value), record.unit, record.quantity.startswith("difference"))


def _seconds(item: str | float | tuple[float, float]) -> tuple[float, ...]:
    if isinstance(item, str):
        return ()
    return item if isinstance(item, tuple) else (item,)


def _names(evidence: Sequence[Evidence]) -> set[str]:
    """Everything with digits that is a name: channels, values, ids; lower case."""
    names: set[str] = set()
    for record in evidence:
        names |= {record.id.lower(), record.recording.lower(), *(name.lower() for name in record.channels)}
        names.add(record.event.lower())
        values = record.value if isinstance(record.value, tuple) else (record.value,)
        names |= {value.lower() for value in values if isinstance(value, str)}
        names |= {word.lower() for word in re.findall(r"\w+", record.quantity)}
    return names


def _bad_numbers(text: str, facts: Sequence[Fact], cited: Sequence[Evidence]) -> Iterator[Unsupported]:
    bands = _bands_of_methods(text, cited)
    for match in _NUMBER.finditer(text):
        if any(low <= match.start() < high for low, high in bands):
            continue
        if not any(_agrees(match, fact) for fact in facts):
            yield Unsupported(match.start(), match.end(), match[0].strip())
    for match in _WORD_NUMBER.finditer(text):
        number = _NUMBER_WORDS[match["word"].lower()]
        if not any(math.isclose(fact.value, number) for fact in facts):
            yield Unsupported(match.start(), match.end("word"), match["word"])


def _bands_of_methods(text: str, cited: Sequence[Evidence]) -> list[tuple[int, int]]:
    """Where the text names a band ("8–13 Hz") that the method of a record names too."""
    told = {(float(m["low"]), float(m["high"])) for record in cited for m in _RANGE.finditer(record.method)}
    return [m.span() for m in _RANGE.finditer(text) if (float(m["low"]), float(m["high"])) in told]


def _bad_names(text: str, names: set[str]) -> Iterator[Unsupported]:
    for match in _NAME.finditer(text):
        if match[0].lower() not in names:
            yield Unsupported(match.start(), match.end(), match[0])


def _parse(digits: str) -> float:
    if re.fullmatch(r"\d+,\d{1,2}", digits):  # a decimal comma
        return float(digits.replace(",", "."))
    return float(digits.replace(",", ""))


def _unit_of(match: re.Match[str]) -> tuple[str, float]:
    written = (match["unit"] or "").lower()
    return _UNITS.get(written, ("", 1.0))


def _agrees(match: re.Match[str], fact: Fact) -> bool:
    """Is the number as written the fact, rounded to the digits shown?"""
    unit, factor = _unit_of(match)
    if unit and fact.unit and unit != fact.unit:
        return False
    if unit and not fact.unit:
        return False
    digits = match["digits"]
    shown = _parse(digits)
    minus = match["sign"] in ("-", "−")
    candidates = {-shown, shown} if fact.either_sign else {-shown if minus else shown}
    half = 0.5 * _last_digit(digits) * factor
    if shown == 0:  # "0" is nothing at all, not something below one half
        half = min(half, 0.05)
    return any(abs(value * factor - fact.value) <= half * (1 + 1e-9) + 1e-12 for value in candidates)


def _last_digit(digits: str) -> float:
    """Worth of the last digit shown: 1 for "12", 0.1 for "3.4", 100 for "1.2e3"."""
    mantissa, _, exponent = digits.lower().partition("e")
    decimals = re.search(r"\.(\d+)$|(?<=\d),(\d{1,2})$", mantissa)
    places = len(decimals[1] or decimals[2]) if decimals else 0
    return 10.0 ** (int(exponent or 0) - places)
