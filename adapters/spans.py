"""Where and when a question points: seconds, frequencies, bands, channels, regions, found in its wording.

Pure text, no recording: `neuro_llm.focus` resolves what is found here against a recording, and
`adapters.intent` classifies the text with every finding masked, so that names and numbers do not matter.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Span:
    """One finding in the normalised text.

    kind         "time" "hz" "band" "channel" "region" "side" "event" "recording" "number"
    start, stop  characters of the normalised text
    value        time: (mode, number, number); hz: (low, high); else the canonical word
    """

    kind: str
    start: int
    stop: int
    value: Any


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
_NUM = r"\d+(?:\.\d+)?"
_AMOUNT = rf"{_NUM}\s*-?\s*{_UNIT}\b(?:\s*(?:and\s+)?{_NUM}\s*{_UNIT}\b)?"
_POINT = rf"(?:{_CLOCK}|{_AMOUNT})"
_LOOSE = rf"(?:{_CLOCK}|{_AMOUNT}|{_NUM})"
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
        ("at", rf"\b(?:at|around|near)\s+(?:{_SEC_WORD})\s*(?P<a>{_NUM})\b"),
        ("at", rf"\bt\s*=\s*(?P<a>{_NUM})\b"),
        ("at", r"\bsecond\s+(?:number\s+|no\.?\s+|#)?(?P<a>\d+(?:\.\d+)?)\b"),
        ("at", rf"\b(?:the\s+)?(?P<a>{_POINT})\s*mark\b"),
        ("bare", rf"(?<![\w.])(?P<a>{_POINT})"),
    )
)

BANDS = {
    "delta": r"delta|slow[- ]?waves?(?! sleep)",
    "theta": r"theta|tetha",
    "alpha": r"alphas?|alfa|mu(?= (?:rhythm|power|band|activity|amplitude|waves?))",
    "sigma": r"sigma",
    "beta": r"betas?",
    "gamma": r"gammas?|gama",
}
_BAND = re.compile("|".join(rf"(?P<{name}>\b(?:{words})\b)" for name, words in BANDS.items()) + r"|[αβγδθσ]")
_GREEK = {"α": "alpha", "β": "beta", "γ": "gamma", "δ": "delta", "θ": "theta", "σ": "sigma"}
_HZ = r"(?:hz|hertz|cps|herz|c/s|hz\.)"
_HZ_RANGE = re.compile(
    rf"(?:\b(?:between|from|in the|at)\s+)?(?P<a>{_NUM})\s*{_HZ}?\s*"
    rf"(?:-+|\.\.+|to|and|through|/)\s*(?P<b>{_NUM})\s*-?\s*{_HZ}\b"
)
_HZ_ONE = re.compile(rf"(?P<a>{_NUM})\s*-?\s*{_HZ}\b")

REGIONS = {
    "occipital": r"occipital(?:ly|s)?|occipit\w*|back of the (?:head|skull|scalp)|"
    r"visual (?:cortex|areas?|channels?)|posterior(?:ly)?|"
    r"over the back|at the back|rear|(?:the )?back (?:channels?|electrodes?|sensors?|leads?)",
    "frontal": r"(?:pre|bi)?front(?:al(?:ly)?|als)?(?: of the head)?|forehead|anterior(?:ly)?|frontopolar",
    "temporal": r"(?:bi)?temporal(?:ly|s)?(?! (?:resolution|evolution|dynamics|course|change|order|signal|snr))|"
    r"(?:over|above|near) the (?:left |right )?ears?",
    "parietal": r"parietal(?:ly|s)?",
    "central": r"central(?:ly|s)?|(?:sensori)?motor (?:cortex|strip|areas?|channels?)|vertex|rolandic",
}
_REGION = re.compile("|".join(rf"(?P<{name}>\b(?:{words})\b)" for name, words in REGIONS.items()))
_SIDE = re.compile(
    r"\b(?:(?P<left>left)|(?P<right>right)|(?P<midline>midline|mid-line))\b"
    r"(?:[- ](?:sided?|hemispheres?|hemi))?"
)
_STANDARD = re.compile(
    r"(?<![\w.<])(?:fp|af|aff|afp|f|ft|ftt|fft|fc|fcc|c|ccp|t|tp|ttp|tpp|cp|cpp|p|ppo|po|poo|o|oi|i|n|a|m)"
    r"(?:z|\d{1,2}h?)(?![\w%:]|\.\d)",
)
_NAMED = re.compile(
    r"\b(?:channels?|electrodes?|sensors?|leads?|derivations?|chan|ch|site)\s+(?P<x>[a-z]{1,5}\s?\d{1,4})\b"
)
_MEG = re.compile(r"\b(?:meg|eeg|grad|mag)\s?\d{3,4}\b")
_RECORDING = re.compile(
    r"\br\d\b|\b(?:first|second|third|1st|2nd|3rd|other|last|previous|both|two)\s+(?:recordings?|files?|ones?|eegs?|sessions?)\b"
)
_EVENT_WORD = (
    r"(?:events?|triggers?|markers?|annotations?|stimul\w*|codes?|trials?|labels?|cues?|conditions?)"
)
_EVENT = re.compile(
    rf"\b(?P<a>[a-z]{{1,3}}\d{{1,3}}|s\s?\d{{1,3}}|\d{{1,3}})[- ]{_EVENT_WORD}\b|"
    rf"\b{_EVENT_WORD}\s+(?:of type |type |code |named |called |labell?ed |id )?"
    r"(?P<b>[a-z]{1,3}\d{1,3}|\d{1,3})\b|(?<!\w)[\"'](?P<c>[^\"',;]{1,40})[\"'](?!\w)"
)


def normalise_text(text: str) -> str:
    """Lower case, plain dashes, quotes and units; number words before a time unit become digits."""
    text = unicodedata.normalize("NFKC", text).replace("μ", "u").replace("µ", "u")
    text = re.sub("[‐‑‒–—−]", "-", text)
    text = re.sub("[‘’´`]", "'", re.sub("[“”„«»]", '"', text)).lower()
    text = re.sub(r"(?<=\d),(?=\d{3}\b)", "", text)
    text = re.sub(r"(?<=\d),(?=\d{1,2}\s*(?:s|sec|seconds?|min|hz)\b)", ".", text)
    text = re.sub(
        r"\bhalf (?:a |an )?(minute|hour)\b", lambda m: "30 " + ("s" if m[1] == "minute" else "min"), text
    )
    text = re.sub(r"\b(?:one|a) and a half minutes?\b", "90 s", text)
    text = re.sub(r"\b(?:a )?(?:couple of|few) (?=seconds|minutes)", "3 ", text)
    words = "|".join(sorted(NUMBER_WORDS, key=len, reverse=True))
    tens = "twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety"
    text = re.sub(
        rf"\b({tens})[- ](one|two|three|four|five|six|seven|eight|nine)\b"
        r"(?=[ -](?:s|secs?|seconds?|mins?|minutes?|hz|hertz|to|and)\b)",
        lambda m: str(NUMBER_WORDS[m[1]] + NUMBER_WORDS[m[2]]),
        text,
    )
    text = re.sub(
        rf"\b({words})\b(?=[ -]+(?:(?:to|and)[ -]+(?:\w+)[ -]+)?"
        r"(?:s|secs?|seconds?|mins?|minutes?|hours?|hz|hertz)\b)",
        lambda m: str(NUMBER_WORDS[m[1]]),
        text,
    )
    parts = r"(half|third|quarter|minute)"
    text = re.sub(
        r"\b(first|second|last)( (?:and|or|vs\.?|versus|to|with|from)(?: the)? )"
        rf"(second|third|last) {parts}\b",
        r"\1 \4\2\3 \4",
        text,
    )
    return re.sub(r"\s+", " ", text).strip()


def seconds(text: str, unit: float = 1.0) -> float:
    """Seconds of "0:30", "1:02:03", "1 min 20 s", "500 ms", "12" (`unit` seconds where none is written)."""
    text = text.strip()
    if ":" in text:
        total = 0.0
        for part in re.sub(r"[^\d:.]", "", text).rstrip(".").split(":"):
            total = total * 60 + float(part)
        return total
    total = 0.0
    for number, word in re.findall(rf"({_NUM})\s*-?\s*({_UNIT}\b)?", text):
        total += float(number) * (unit_seconds(word) if word else unit)
    return total


def unit_seconds(word: str) -> float:
    """Seconds in one "s", "min", "ms", "hour"."""
    word = word.strip()
    if word.startswith(("ms", "milli")):
        return 0.001
    return _UNIT_SECONDS["mi" if word.startswith("mi") else word[0]]


def find(text: str, channels: Sequence[str] = (), events: Sequence[str] = ()) -> tuple[Span, ...]:
    """All findings in an already normalised text, in order, never overlapping.

    channels, events   names of a recording, matched as whole words besides the standard names
    """
    taken: list[Span] = []
    for span in _candidates(text, channels, events):
        if all(span.stop <= other.start or span.start >= other.stop for other in taken):
            taken.append(span)
    return tuple(sorted(taken, key=lambda span: span.start))


def mask(text: str, channels: Sequence[str] = (), events: Sequence[str] = ()) -> str:
    """Normalised text with every finding as `<kind>`; alpha and the back of the head keep a word each."""
    text = normalise_text(text)
    out, position = [], 0
    for span in find(text, channels, events):
        out += [text[position : span.start], _placeholder(span)]
        position = span.stop
    return re.sub(r"\s+", " ", "".join([*out, text[position:]])).strip()


def _placeholder(span: Span) -> str:
    if span.kind == "band":
        return " <alpha> " if span.value == "alpha" else " <band> "
    if span.kind == "region":
        return " <posterior> " if span.value == "occipital" else " <region> "
    if span.kind == "hz":
        return " <mains> " if span.value in ((50.0, 50.0), (60.0, 60.0)) else " <hz> "
    return f" <{span.kind}> "


def _candidates(text: str, channels: Sequence[str], events: Sequence[str]) -> Iterator[Span]:
    """Possible findings, the surest first."""
    for pattern in (_HZ_RANGE, _HZ_ONE):
        for m in pattern.finditer(text):
            low = float(m["a"])
            yield Span("hz", m.start(), m.end(), (low, float(m["b"]) if "b" in m.groupdict() else low))
    yield from _event_spans(text, channels, events)
    for mode, pattern in _TIME_PATTERNS:
        for m in pattern.finditer(text):
            yield Span("time", m.start(), m.end(), _time_value(mode, m))
    yield from _channel_spans(text, channels)
    for m in _RECORDING.finditer(text):
        yield Span("recording", m.start(), m.end(), m[0])
    for m in _BAND.finditer(text):
        yield Span("band", m.start(), m.end(), m.lastgroup or _GREEK[m[0]])
    for m in _REGION.finditer(text):
        yield Span("region", m.start(), m.end(), m.lastgroup)
    for m in _SIDE.finditer(text):
        yield Span("side", m.start(), m.end(), m.lastgroup)
    for m in re.finditer(rf"(?<![\w.<]){_NUM}(?![\w%]|/f)", text):
        yield Span("number", m.start(), m.end(), float(m[0]))


def _event_spans(text: str, channels: Sequence[str], events: Sequence[str]) -> Iterator[Span]:
    """Labels in quotes, beside a word such as "trigger", or equal to a label of the recording."""
    lower = {name.lower(): name for name in channels}
    known = {label.lower(): label for label in events if label}
    for m in _EVENT.finditer(text):
        group = "a" if m["a"] else "b" if m["b"] else "c"
        word = m[group]
        if group == "c" and word not in known and (word in lower or _STANDARD.fullmatch(word)):
            continue
        if group == "a" and word in lower and word not in known:
            continue
        yield Span("event", m.start(group), m.end(group), known.get(word, word))
    for label in sorted(known, key=len, reverse=True):
        if len(label) < 2 or label.isdigit() or (label in lower and label not in _near_event(text)):
            continue
        for m in re.finditer(rf"(?<!\w){re.escape(label)}(?!\w)", text):
            yield Span("event", m.start(), m.end(), known[label])


def _near_event(text: str) -> set[str]:
    """Words that stand directly beside an event word."""
    pairs = re.findall(rf"(\w+)[- ]{_EVENT_WORD}\b", text) + re.findall(rf"{_EVENT_WORD} (\w+)", text)
    return set(pairs)


def _channel_spans(text: str, channels: Sequence[str]) -> Iterator[Span]:
    for name in sorted(channels, key=len, reverse=True):
        if len(name) < 2 or name.lower() in _COMMON_WORDS:
            continue
        parts = re.split(r"[\s_-]+", name.lower())
        if not all(part in text for part in parts):  # recordings of 100 000 voxels are asked about as well
            continue
        loose = "[ _-]?".join(map(re.escape, parts))
        for m in re.finditer(rf"(?<![\w<]){loose}(?!\w|\.\d)", text):
            yield Span("channel", m.start(), m.end(), name)
    for m in _MEG.finditer(text):
        yield Span("channel", m.start(), m.end(), m[0])
    for m in _NAMED.finditer(text):
        yield Span("channel", m.start("x"), m.end("x"), m["x"])
    for m in _STANDARD.finditer(text):
        yield Span("channel", m.start(), m.end(), _spelled(m[0]))


_COMMON = (
    "is as at an in on of or to it be by do go he if me my no so up us we am the and for are was what which "
    "event events status eeg meg ecg emg eog stim mark rate time blink left right back front power signal "
    "noise all any"
)
_COMMON_WORDS = frozenset(_COMMON.split())


def _spelled(name: str) -> str:
    """ "fp1" → "Fp1", "poz" → "POz", "af7" → "AF7"."""
    letters, rest = re.match(r"([a-z]+?)(z|\d.*)$", name).groups()  # type: ignore[union-attr]
    return ("Fp" if letters == "fp" else letters.upper()) + rest


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
