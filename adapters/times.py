"""Seconds in the wording of a question: "between 12 and 20 s", "around 01:20", "the last minute", "minute 3"."""

from __future__ import annotations

import re
from collections.abc import Iterator

_UNITS_IN_WORDS = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
    "seventeen eighteen nineteen"
)
_TENS_IN_WORDS = "twenty thirty forty fifty sixty seventy eighty ninety"
_ORDINALS_IN_WORDS = "first second third fourth fifth sixth seventh eighth ninth tenth"
NUMBER_WORDS = {
    **{word: i for i, word in enumerate(_UNITS_IN_WORDS.split())},
    **{word: 10 * i for i, word in enumerate(_TENS_IN_WORDS.split(), 2)},
}
_ORDINALS = {word: i for i, word in enumerate(_ORDINALS_IN_WORDS.split(), 1)}
_UNIT = r"(?:ms|msecs?|milliseconds?|s|secs?|seconds?|sek|mins?|minutes?|m(?=\s*\d)|h|hrs?|hours?)"
_UNIT_SECONDS = {"ms": 0.001, "mi": 60.0, "m": 60.0, "h": 3600.0, "s": 1.0}
_CLOCK = r"\d{1,2}:\d\d(?::\d\d)?(?:\.\d+)?(?!\d)(?:\s*(?:mins?|h|hrs?|hours?)\b)?"
NUMBER = r"\d+(?:\.\d+)?"
_AMOUNT = rf"{NUMBER}\s*-?\s*{_UNIT}\b(?:\s*(?:and\s+)?{NUMBER}\s*{_UNIT}\b)?"
_POINT = rf"(?:{_CLOCK}|{_AMOUNT})"
_LOOSE = rf"(?:{_CLOCK}|{_AMOUNT}|{NUMBER})"
_JOIN = r"\s*(?:-+|\.\.+|to|and|until|till|through|thru|up to|upto|->)\s*"
_NOT_TIME = (
    r"(?!\s*(?:-\s*)?(?:hz|hertz|cps|uv|microvolts?|mv|%|percent|db|per\b|/|channels?|electrodes?|khz|\.\d))"
)
_SEC_WORD = r"(?:seconds?|secs?|s|t\s*=|times?|time)"
_OPEN_END = r"the end|end|the finish|eof"

_TIME_PATTERNS = tuple(
    (mode, re.compile(pattern))
    for mode, pattern in (
        (
            "whole",
            r"\b(?:whole|entire|complete|full)\s+(?:recording|file|record|length|session|trace|thing|signal)\b",
        ),
        (
            "after",
            rf"\b(?:from|after|since)\s+(?P<a>{_LOOSE}){_NOT_TIME}\s*(?:s\s+)?"
            rf"(?:until|till|to|up to|-)\s*(?:{_OPEN_END})\b",
        ),
        (
            "before",
            rf"\bfrom\s+(?:the\s+)?(?:start|beginning|onset|outset)\s+(?:of .{{3,20}}?\s)?"
            rf"(?:until|till|to|up to)\s+(?P<a>{_LOOSE}){_NOT_TIME}",
        ),
        (
            "range",
            r"\b(?:between|from|within|during|in|over|for|interval|window|span|segment|epoch|section)\s*:?\s*"
            rf"[\[(]?(?:{_SEC_WORD}\s*)?(?P<a>{_LOOSE})(?:{_JOIN}|\s*[,;]\s*)(?P<b>{_LOOSE})\b{_NOT_TIME}[\])]?(?!\s*{_JOIN}\d)",
        ),
        (
            "range",
            rf"(?<![\d.])\b{_SEC_WORD}\s*(?:from\s+|between\s+)?[\[(]?(?P<a>{_LOOSE})(?:{_JOIN}|\s*[,;]\s*)(?P<b>{_LOOSE})\b{_NOT_TIME}[\])]?",
        ),
        ("range", rf"(?<![\w.])[\[(]?(?P<a>{_LOOSE}){_JOIN}(?P<b>{_POINT})[\])]?"),
        ("range", rf"(?<![\w.])(?P<a>{_POINT}){_JOIN}(?P<b>{_LOOSE})\b{_NOT_TIME}"),
        ("first", rf"\b(?:first|initial|opening|starting|1st|beginning)\s+(?P<a>{_AMOUNT})"),
        ("first", rf"\b(?P<a>{_AMOUNT})\s+(?:from|at|of)\s+the\s+(?:start|beginning|onset)\b"),
        ("first", r"\b(?:first|initial|opening|1st)\s+(?P<u>minute|min|second|sec|hour)\b"),
        ("last", rf"\b(?:last|final|ending|closing)\s+(?P<a>{_AMOUNT})"),
        ("last", rf"\b(?P<a>{_AMOUNT})\s+(?:before|at)\s+the\s+end\b"),
        ("last", r"\b(?:last|final|closing)\s+(?P<u>minute|min|second|sec|hour)\b"),
        (
            "part",
            r"\b(?P<o>first|second|third|fourth|last|final|middle|initial|1st|2nd|3rd|4th|latter|former)\s+(?P<n>half|third|quarter)\b",
        ),
        (
            "minute",
            r"\b(?P<o>second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|\d+(?:st|nd|rd|th))\s+(?:minute|min)\b",
        ),
        ("minute", r"\b(?:minute|min)\s+(?:number\s+|no\.?\s+|#)?(?P<o>\d+)\b"),
        (
            "around",
            r"\b(?:around|about|near|circa|ca\.?|close to|approximately|approx\.?|roughly)\s+"
            rf"(?:the\s+)?(?P<a>{_POINT})(?:\s*mark)?",
        ),
        ("around", rf"~\s*(?P<a>{_POINT})"),
        (
            "after",
            r"\b(?:after|since|past|beyond|from|following|starting (?:at|from)|later than|onwards? from)\s+"
            rf"(?:the\s+)?(?P<a>{_POINT}){_NOT_TIME}(?:\s*mark)?(?:\s+on(?:wards?)?)?",
        ),
        (
            "before",
            r"\b(?:before|until|till|up to|upto|prior to|earlier than|to)\s+"
            rf"(?:the\s+)?(?P<a>{_POINT}){_NOT_TIME}(?:\s*mark)?",
        ),
        ("at", rf"(?:\bat|@|\bt\s*=)\s*(?:about\s+)?(?:the\s+)?(?P<a>{_POINT})(?:\s*mark)?"),
        ("at", rf"\b(?:at|around|near)\s+(?:{_SEC_WORD})\s*(?P<a>{NUMBER})\b"),
        ("at", rf"\bt\s*=\s*(?P<a>{NUMBER})\b"),
        ("at", r"\bsecond\s+(?:number\s+|no\.?\s+|#)?(?P<a>\d+(?:\.\d+)?)\b"),
        ("at", rf"\b(?:the\s+)?(?P<a>{_POINT})\s*mark\b"),
        ("bare", rf"(?<![\w.])(?P<a>{_POINT})"),
    )
)


def seconds(text: str, unit: float = 1.0) -> float:
    """Seconds of "0:30", "1:02:03", "1 min 20 s", "500 ms", "12" (`unit` seconds where none is written)."""
    text = text.strip()
    if ":" in text:
        total = 0.0
        for part in re.sub(r"[^\d:.]", "", text).rstrip(".").split(":"):
            total = total * 60 + float(part)
        return total
    total = 0.0
    for number, word in re.findall(rf"({NUMBER})\s*-?\s*({_UNIT}\b)?", text):
        total += float(number) * (unit_seconds(word) if word else unit)
    return total


def unit_seconds(word: str) -> float:
    """Seconds in one "s", "min", "ms", "hour"."""
    word = word.strip()
    if word.startswith(("ms", "milli")):
        return 0.001
    return _UNIT_SECONDS["mi" if word.startswith("mi") else word[0]]


def times(text: str) -> Iterator[tuple[int, int, tuple[str, float, float]]]:
    """First and last character and (mode, number, number) of every time that a normalised text may name."""
    for mode, pattern in _TIME_PATTERNS:
        for m in pattern.finditer(text):
            yield m.start(), m.end(), _time_value(mode, m)


def _time_value(mode: str, m: re.Match[str]) -> tuple[str, float, float]:
    """(mode, a, b): range a..b; first/last a; part i of n; minute i; after/before/around/at/bare a; whole."""
    groups = m.groupdict()
    if mode == "whole":
        return ("whole", 0.0, 0.0)
    if mode == "part":
        total = {"half": 2.0, "third": 3.0, "quarter": 4.0}[groups["n"]]
        return ("part", _ordinal(groups["o"], total), total)
    if mode == "minute":
        return ("minute", _ordinal(groups["o"], 0.0), 0.0)
    if groups.get("u"):
        return (mode, unit_seconds(groups["u"]), 0.0)
    if mode == "range":
        return ("range", *_range_seconds(groups["a"], groups["b"]))
    return (mode, seconds(groups["a"]), 0.0)


def _range_seconds(a: str, b: str) -> tuple[float, float]:
    """A range: a unit at one end ("1-2 min") counts for both."""
    units = [re.findall(rf"(?<=[\d\s-]){_UNIT}\b", x) if ":" not in x else ["s"] for x in (a, b)]
    stop = seconds(b, unit_seconds(units[0][-1]) if units[0] and not units[1] else 1.0)
    start = seconds(a, unit_seconds(units[1][0]) if units[1] and not units[0] and ":" not in b else 1.0)
    return start, stop


def _ordinal(word: str, total: float) -> float:
    if word in ("last", "final", "latter"):
        return total
    if word == "middle":
        return 2.0
    if word in ("initial", "former"):
        return 1.0
    return float(_ORDINALS.get(word) or re.sub(r"\D", "", word))
