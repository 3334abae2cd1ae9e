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

from .times import NUMBER, NUMBER_WORDS, times

_TRADE = (
    "alpha beta delta theta sigma gamma blink blinks seizure seizures spindle spindles spike spikes artifact "
    "artefact sleep wake rem n1 n2 n3 w r k-complex"
)
TRADE_WORDS = frozenset(_TRADE.split())
"""Labels that are terms of the trade too: bare, they keep that meaning; beside a word such as "marker" or in
quotes they are labels."""


@dataclass(frozen=True)
class Span:
    """One finding in the normalised text.

    kind         "time" "hz" "frequencies" "band" "channel" "region" "side" "event" "trial" "recording" "number"
    start, stop  characters of the normalised text
    value        time: (mode, number, number); hz: (low, high); frequencies: several; trial: which one, from 1;
                 else the canonical word
    """

    kind: str
    start: int
    stop: int
    value: Any


BANDS = {
    "delta": r"delta|slow[- ]?wave (?:activity|power|band)",
    "theta": r"theta|tetha",
    "alpha": r"alphas?|alfa|mu",
    "sigma": r"sigma",
    "beta": r"betas?",
    "gamma": r"gammas?|gama",
}
_BAND = re.compile("|".join(rf"(?P<{name}>\b(?:{words})\b)" for name, words in BANDS.items()) + r"|[αβγδθσ]")
_GREEK = {"α": "alpha", "β": "beta", "γ": "gamma", "δ": "delta", "θ": "theta", "σ": "sigma"}
_HZ = r"(?:hz|hertz|cps|herz|c/s|hz\.)"
_HZ_RANGE = re.compile(
    rf"(?:\b(?:between|from|in the|at)\s+)?(?P<a>{NUMBER})\s*{_HZ}?\s*"
    rf"(?:-+|\.\.+|to|and|through|/)\s*(?P<b>{NUMBER})\s*-?\s*{_HZ}\b"
)
_BARE_RANGE = re.compile(
    rf"(?<![\w.:-])(?P<a>{NUMBER})-(?P<b>{NUMBER})(?![\w.:-]|\s*(?:s|secs?|seconds?|min\w*|h|hours?|%)\b)"
)
_HZ_ONE = re.compile(rf"(?P<a>{NUMBER})\s*-?\s*{_HZ}\b")
_HZ_LIST = re.compile(
    rf"(?<![\w.]){NUMBER}(?:\s*{_HZ})?(?:(?:\s*,\s*(?:or\s+|and\s+)?|\s*(?:or|vs\.?|versus)\s+){NUMBER}(?:\s*{_HZ})?)+"
    rf"(?<=[a-z.])(?!\w)"
)

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
    r"(?<![\w.<])(?:fp|af|aff|afp|f|ft|ftt|fft|fc|fcc|c|ccp|t|tp|ttp|tpp|cp|cpp|p|ppo|po|poo|o|oi|i|a|m|n(?=z))"
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
    rf"\b(?P<a>[a-z]{{1,3}}\d{{1,3}}|s\s?\d{{1,3}}|\d{{1,5}})[- ]{_EVENT_WORD}\b|"
    rf"\b{_EVENT_WORD}\s+(?:of type |type |code |named |called |labell?ed |id )?"
    r"(?P<b>[a-z]{1,3}\d{1,3}|\d{1,5})\b|(?<!\w)[\"'](?P<c>[^\"',;]{1,40})[\"'](?!\w)"
)
_TRIAL = re.compile(r"trial|block")


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
    if span.kind == "frequencies":
        return " <mains> " if set(span.value) <= {50.0, 60.0} else " <hz> "
    if span.kind == "trial":
        return " <event> "
    return f" <{span.kind}> "


def _candidates(text: str, channels: Sequence[str], events: Sequence[str]) -> Iterator[Span]:
    """Possible findings, the surest first."""
    for m in _HZ_LIST.finditer(text):
        yield Span("frequencies", m.start(), m.end(), tuple(map(float, re.findall(NUMBER, m[0]))))
    ranges = (_HZ_RANGE, _BARE_RANGE) if _HZ_RANGE.search(text) else ()  # "of 1-45 Hz, how much lies in 4-8?"
    for pattern in (*ranges, _HZ_ONE):
        for m in pattern.finditer(text):
            low = float(m["a"])
            yield Span("hz", m.start(), m.end(), (low, float(m["b"]) if "b" in m.groupdict() else low))
    yield from _event_spans(text, channels, events)
    for start, stop, value in times(text):
        yield Span("time", start, stop, value)
    yield from _channel_spans(text, channels)
    for m in _RECORDING.finditer(text):
        yield Span("recording", m.start(), m.end(), m[0])
    for m in _BAND.finditer(text):
        yield Span("band", m.start(), m.end(), m.lastgroup or _GREEK[m[0]])
    for m in _REGION.finditer(text):
        yield Span("region", m.start(), m.end(), m.lastgroup)
    for m in _SIDE.finditer(text):
        yield Span("side", m.start(), m.end(), m.lastgroup)
    for m in re.finditer(rf"(?<![\w.<]){NUMBER}(?![\w%]|/f)", text):
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
        numbered = group == "b" and word.isdigit() and word not in known and _TRIAL.match(m[0])
        value = int(word) if numbered else known.get(word, word)
        yield Span("trial" if numbered else "event", m.start(group), m.end(group), value)
    for label in sorted(known, key=len, reverse=True):
        if len(label) < 2 or label.isdigit() or label in TRADE_WORDS:
            continue
        if label in lower and label not in _near_event(text):
            continue
        plural = "(?:s|es)?" if label[-1].isalpha() else ""
        for m in re.finditer(rf"(?<!\w){re.escape(label)}{plural}(?!\w)", text):
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
