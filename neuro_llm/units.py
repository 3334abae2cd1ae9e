"""Units as people write them: what stands behind a number, and how it converts to the unit of a record."""

from __future__ import annotations

import re
from collections.abc import Sequence

_SI = {"p": 1e-12, "n": 1e-9, "µ": 1e-6, "μ": 1e-6, "u": 1e-6, "m": 1e-3, "": 1.0, "k": 1e3}
_MINUTE = 60.0


def _electric() -> dict[str, tuple[str, float]]:
    """Volts in µV and teslas in fT, with their squares, each prefix in its place: "nV²" is 1e-6 µV²."""
    table: dict[str, tuple[str, float]] = {}
    for letter, base, least in (("V", "µV", 1e-6), ("T", "fT", 1e-15)):
        for prefix, factor in {**_SI, "f": 1e-15}.items():
            ratio = factor / least
            table[prefix + letter] = (base, ratio)
            for square in ("²", "^2", "2"):
                table[f"{prefix}{letter}{square}"] = (f"{base}²", ratio**2)
    return table


_EXACT: dict[str, tuple[str, float]] = {
    **_electric(),
    **{"Hz": ("Hz", 1.0), "kHz": ("Hz", 1e3), "mHz": ("Hz", 1e-3), "MHz": ("Hz", 1e6)},
    **{"s": ("s", 1.0), "ms": ("s", 1e-3), "µs": ("s", 1e-6), "μs": ("s", 1e-6), "us": ("s", 1e-6)},
    **{"h": ("s", 3600.0), "d": ("s", 86400.0), "/s": ("Hz", 1.0), "/min": ("Hz", 1 / _MINUTE)},
}
_WORDS: dict[str, tuple[str, float]] = {
    **dict.fromkeys(("hz", "hertz", "per second", "spikes/s", "spikes per second"), ("Hz", 1.0)),
    **dict.fromkeys(("khz", "kilohertz"), ("Hz", 1e3)),
    **dict.fromkeys(("sec", "secs", "second", "seconds"), ("s", 1.0)),
    **dict.fromkeys(("msec", "millisecond", "milliseconds"), ("s", 1e-3)),
    **dict.fromkeys(("min", "mins", "minute", "minutes"), ("s", _MINUTE)),
    **dict.fromkeys(("hr", "hrs", "hour", "hours"), ("s", 3600.0)),
    **dict.fromkeys(("day", "days"), ("s", 86400.0)),
    **dict.fromkeys(("%", "percent", "per cent"), ("%", 1.0)),
    **dict.fromkeys(("db", "decibel", "decibels"), ("dB", 1.0)),
    **dict.fromkeys(("microvolt", "microvolts", "uv"), ("µV", 1.0)),
    **dict.fromkeys(("millivolt", "millivolts"), ("µV", 1e3)),
    **dict.fromkeys(("volt", "volts"), ("µV", 1e6)),
    **dict.fromkeys(("uv²", "uv^2", "uv2", "µv²", "µv2", "µv^2"), ("µV²", 1.0)),
    **dict.fromkeys(("bpm", "per min", "per minute", "a minute", "beats/min"), ("Hz", 1 / _MINUTE)),
    **dict.fromkeys(("beats per minute", "beats a minute", "times per minute"), ("Hz", 1 / _MINUTE)),
    **dict.fromkeys(("per hour", "an hour", "/h"), ("Hz", 1 / 3600.0)),
    **dict.fromkeys(("x", "×", "times", "fold"), ("times", 1.0)),
}
_FOREIGN = re.compile(
    r"mg|g|kg|µg|ng|ml|mm|cm|m|km|°[cf]?|k|[km]?Ω|ohms?|[mµ]a|px|rpm|mmhg|k?pa|bits?|bytes?|years?|months?|weeks?|dba|"
    r"m?mol|k?cal|grams|degrees|pixels|points",
    re.I,
)
"""What is written like a unit and is none of a recording."""

_TOKEN = re.compile(
    r"(?!K-complex)(?:/?[%°×]|/?[A-Za-zµμΩ°][A-Za-zµμΩ]*(?:[²³]|\^?[23](?!\d))?(?:/[A-Za-zµμ]+[²³]?)*|/[a-z]+)"
)
_PHRASE = re.compile(
    r"(?:(?:beats|times|spikes)\s+)?(?:per|an?)\s+(?:min(?:ute)?|hour|second|cent)\b(?!-)", re.I
)
_GAP = re.compile(r"[\s\u00a0\u202f]?-?")


def unit_behind(text: str, position: int, known: Sequence[str] = ()) -> tuple[str, float, int]:
    """The unit that stands at `position`: (base unit, factor to it, where it ends); "" and 1 where there is none.

    known   units of the records; one that stands there as it is written is taken first
    returns a base unit that begins with "?" for a unit that no record has
    """
    gap = _GAP.match(text, position)
    assert gap is not None
    start = gap.end()
    for unit in sorted(known, key=len, reverse=True):
        end = start + len(unit)
        if unit and text[start:end] == unit and not re.match(r"[\w²³^/]", text[end : end + 1]):
            return *base_unit(unit), end
    phrase = _PHRASE.match(text, start)
    if phrase:
        return *base_unit(" ".join(phrase[0].split())), phrase.end()
    token = _TOKEN.match(text, start)
    if token is None:
        return "", 1.0, position
    return _looked_up(token[0], position, token.end())


def _looked_up(written: str, position: int, end: int) -> tuple[str, float, int]:
    found = _EXACT.get(written) or _WORDS.get(written.lower())
    if found:
        return *found, end
    whole, slash, _ = written.partition("/")
    is_unit = whole in _EXACT or whole.lower() in _WORDS or _FOREIGN.fullmatch(written) is not None
    if (slash and is_unit and whole) or (not slash and is_unit):
        return f"?{written}", 1.0, end
    return "", 1.0, position


def base_unit(unit: str) -> tuple[str, float]:
    """A record's unit in the base that numbers are compared in: "per min" is 1/60 Hz; unknown ones stay."""
    if unit.startswith("%"):  # "% signal change" is written "%"
        return "%", 1.0
    if unit == "count":
        return "", 1.0
    return _EXACT.get(unit) or _WORDS.get(unit.lower()) or (unit, 1.0)


def is_count(unit: str) -> bool:
    """Are things counted: "count", "cells", "voxels"?"""
    return unit == "count" or (unit.isalpha() and unit not in _EXACT and unit.lower() not in _WORDS)
