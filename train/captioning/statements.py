"""A description taken apart into statements: pieces of sentences, each with the topics and quantities it is about."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

from neuro_llm.checking import SENTENCE_END
from neuro_llm.recordings.evidence.quantities import QUANTITIES
from neuro_llm.recordings.evidence.salient import TOPICS

_CHANNEL = r"(?:channels?|electrodes?|sensors?)"
_ARE = r"(?:is|are|was|were) (?:not )?"
_WORDS: tuple[tuple[str, str, tuple[str, ...]], ...] = (
    (
        r"durations?|lasts?|lasting|long|length|of (?:data|signal|recording)|(?:recording|file) (?:of|is)(?= \d)",
        "length",
        ("duration",),
    ),
    (
        r"number of channels|channels recorded|recorded channels",
        "channels",
        ("channel count", "brain channel count"),
    ),
    (
        rf"\d[\d,]* (?:EEG |MEG |iEEG |recording )?(?:{_CHANNEL}|units?|cells?|neurons?|voxels?|regions?)",
        "channels",
        ("channel count", "brain channel count"),
    ),
    (r"sampl(?:ing|ed)(?: rate| frequency| at)?|samples were taken", "rate", ("sampling rate",)),
    (r"peak[- ]to[- ]peak(?: amplitude)?|swings?", "amplitude", ("peak-to-peak amplitude",)),
    (r"amplitudes?", "amplitude", ("amplitude", "peak-to-peak amplitude")),
    (r"eyes?(?! blink| movement)", "eyes", ()),
    (r"seizures?(?: activity)?|ictal activity", "seizure", ()),
    (
        r"dominant(?: \w+)?|dominat\w+|spectral peak|"
        r"(?:largest|strongest|main|highest)(?: spectral| brain)* (?:peak|rhythm|activity)",
        "dominant rhythm",
        TOPICS["dominant rhythm"].quantities,
    ),
    (
        r"(?:posterior|occipital)(?: dominant)?(?: alpha)?(?: rhythm)?|alpha rhythm|posterior alpha activity",
        "posterior alpha",
        TOPICS["posterior alpha"].quantities,
    ),
    (
        r"(?:posterior )?alpha asymmetry|asymmetr\w+",
        "alpha asymmetry",
        ("alpha asymmetry", "posterior alpha power"),
    ),
    (
        r"line noise|line frequency|mains(?: hum| noise)?|hum|power[- ]line(?: noise)?",
        "line noise",
        TOPICS["line noise"].quantities,
    ),
    (
        rf"bad {_CHANNEL}|{_CHANNEL}[^.;]{{0,80}}? {_ARE}bad|{_ARE}bad|channels judged bad",
        "bad channels",
        ("bad channels",),
    ),
    *(
        (
            rf"{kind} {_CHANNEL}|{_CHANNEL}[^.;]{{0,80}}? {_ARE}{kind}|{_ARE}{kind}",
            "bad channels",
            (f"{kind} channels",),
        )
        for kind in ("flat", "noisy", "clipped")
    ),
    (r"muscle(?: activity| artefacts?| artifacts?)?", "muscle", ("muscle fraction", "muscle times")),
    (
        r"(?<!eye )movements?(?: artefacts?| artifacts?)?",
        "movement",
        ("movement fraction", "movement times"),
    ),
    (
        r"signal (?:is|was) (?:\w+ )?(?:lost|flat)|signal loss|flat signal|dropouts?",
        "signal loss",
        ("flat times",),
    ),
    (r"(?:eye )?blink(?:s|ing)?(?: of the eyes?)?", "blinks", ("blink count", "blink rate", "blink times")),
    (
        r"(?:sleep )?spindles?",
        "spindles",
        ("spindle count", "spindle density", "spindle frequency", "spindle times"),
    ),
    (r"(?:large )?slow waves?", "slow waves", ("slow wave count", "slow wave density", "slow wave times")),
    (r"k[- ]complex(?:es)?", "K-complexes", ("K-complex count", "K-complex times")),
    (
        r"(?:epileptiform|interictal) (?:spikes?|discharges?)",
        "epileptiform spikes",
        ("epileptiform spike count", "epileptiform spike rate", "epileptiform spike times"),
    ),
    (
        r"(?:rhythmic|periodic) discharges?",
        "rhythmic discharges",
        TOPICS["rhythmic discharges"].quantities,
    ),
    (r"(?:burst[- ])?suppress(?:ion|ed)", "suppression", TOPICS["suppression"].quantities),
    (r"stage of sleep|sleep stage|scored as", "sleep stage", ("sleep stage",)),
    (r"heart(?: rate| beats)", "heart rate", ("heart rate",)),
    (r"pulse(?: rate)?", "pulse", ("pulse rate",)),
    (r"breath(?:es|ing)(?: rate)?", "breathing", ("breathing rate",)),
    (r"(?:mean )?firing rates?|fires? at", "firing rate", ("firing rate", "total firing rate")),
    (r"total firing rate", "firing rate", ("total firing rate",)),
    (
        r"(?:most active|busiest)(?: of the)? (?:units?|neurons?)|unit that fires most",
        "most active unit",
        ("firing rate",),
    ),
    (
        r"(?:most active|busiest)(?: of the)? cells?|cell with the most transients",
        "most active cell",
        ("transient rate",),
    ),
    (r"(?:calcium )?transients?", "transients", TOPICS["transients"].quantities),
    (r"cells? correlat\w+", "cell correlation", ("cell correlation",)),
    (
        r"(?:temporal )?signal[- ]to[- ]noise(?: ratio)?|tSNR",
        "signal to noise",
        ("temporal signal to noise",),
    ),
    (r"outlier volumes?|volumes? (?:is|are) (?:an )?outliers?", "outlier volumes", ("outlier volumes",)),
    (r"(?:signal )?drifts?", "drift", ("signal drift",)),
    (r"events?|annotations?|markers?", "events", ("event count", "event interval", "event onsets")),
    (
        r"evoked response|events evoke a response",
        "evoked response",
        ("evoked t-value", "evoked peak amplitude", "evoked peak latency"),
    ),
    (
        r"event response|events drive a response",
        "event response",
        ("event response t-value", "event response"),
    ),
    (
        r"firing rate change|firing rate (?:changes|rises|falls)(?: by)?",
        "firing rate change",
        ("firing rate change", "firing rate change t-value"),
    ),
    (r"refractory violations?", "refractory violations", ("refractory violations",)),
)
"""How people say a topic, and the quantities that a number beside it can be of."""

_TOPIC_OF = {
    name.removeprefix("@"): topic.name for topic in reversed(TOPICS.values()) for name in topic.quantities
}
_ALONE = (
    "duration",
    "amplitude",
    "correlation",
    "reference",
)  # words above, or too common to name a quantity
_CUT = re.compile(
    r"\s*(?:,\s*(?:and|but|while|with|or)?|\b(?:and|but|while|with|or|whereas|although|without)\b|:)\s*"
)
_NOT = re.compile(
    r"\b(?:no|not|none|never|nor|neither|without|absent|absence|lacks?|lacking|free of|zero|nothing)\b|n't\b",
    re.I,
)
_CITATION = re.compile(r"\s*\[\s*E\d+[^\]]*\]")


@dataclass(frozen=True)
class Mention:
    """Where a text names a topic, and the quantities that its numbers can be of."""

    start: int
    stop: int
    topic: str
    quantities: tuple[str, ...]


@dataclass(frozen=True)
class Claim:
    """One statement of a description: a piece of a sentence.

    topics      what it is about, "" for a quantity that is no topic; () = nothing that is known here
    quantities  what its numbers can be of
    negated     it says that there is none of it
    """

    text: str
    topics: tuple[str, ...]
    quantities: tuple[str, ...]
    negated: bool


def claims(text: str) -> list[Claim]:
    """All statements of a text in their order; citations are left out."""
    text = _CITATION.sub("", text)
    found: list[Claim] = []
    for sentence in _sentences(text):
        for piece in re.split(r";\s+|;$", sentence):
            found += _claims_of(piece)
    return found


def _sentences(text: str) -> Iterator[str]:
    start = 0
    for match in (*SENTENCE_END.finditer(text), None):
        stop = len(text) if match is None else match.start()
        if text[start:stop].strip():
            yield text[start:stop].strip().removesuffix(".")
        start = stop if match is None else match.end()


def _claims_of(piece: str) -> Iterator[Claim]:
    """One claim for each run of mentions that no conjunction parts; "no A or B" denies both."""
    found = mentions(piece)
    if not found:
        yield Claim(piece, (), (), _denied(piece))
        return
    edges, groups = [0], [[found[0]]]
    for before, after in pairwise(found):
        cuts = list(_CUT.finditer(piece, before.stop, after.start))
        if (before.topic, before.quantities) != (after.topic, after.quantities) and cuts:
            told_of = re.match(r"(?:is|are|was|were) ", piece[after.start :]) is not None
            edges.append(cuts[0 if told_of else -1].start())  # "hum, and Fp1 and Fp2 are bad"
            groups.append([])
        groups[-1].append(after)
    denied = False
    for start, stop, group in zip(edges, [*edges[1:], len(piece)], groups, strict=True):
        part = piece[start:stop]
        denied = _denied(part) or (denied and _goes_on(part, piece[stop:]))
        yield _claim(
            re.sub(r"^\W*(?:and|but|or|nor|while|with|whereas|although)?\b\W*", "", part), group, denied
        )


def _goes_on(part: str, rest: str) -> bool:
    """Is the piece one more of what was denied: "no spindles, blinks or seizures"?"""
    if re.match(r"\s*,?\s*(?:or|nor)\b", part):
        return True
    return (
        re.fullmatch(r"\s*,\s*[A-Za-z -]+", part) is not None
        and re.search(r"\b(?:or|nor)\b", rest) is not None
    )


def _claim(text: str, group: Sequence[Mention], negated: bool) -> Claim:
    topics = tuple(dict.fromkeys(mention.topic for mention in group))
    quantities = tuple(dict.fromkeys(name for mention in group for name in mention.quantities))
    return Claim(text, topics, quantities, negated)


def _denied(text: str) -> bool:
    """An odd number of words that deny: "no hum", not "not without hum"."""
    return len(_NOT.findall(text)) % 2 == 1


def mentions(text: str) -> list[Mention]:
    """Topics and quantities named in a piece of a sentence, the longest reading first, none inside another."""
    found = [
        Mention(*match.span(), topic, quantities)
        for pattern, topic, quantities in _patterns()
        for match in pattern.finditer(text)
    ]
    kept: list[Mention] = []
    for one in sorted(found, key=lambda mention: (mention.start - mention.stop, mention.start)):
        if all(one.stop <= other.start or other.stop <= one.start for other in kept):
            kept.append(one)
    topics = {mention.topic for mention in kept}
    doubled = {"posterior alpha"} if "dominant rhythm" in topics else set()
    doubled |= {"channels"} if topics & {"bad channels"} else set()
    return sorted((m for m in kept if m.topic not in doubled), key=lambda mention: mention.start)


@cache
def _patterns() -> tuple[tuple[re.Pattern[str], str, tuple[str, ...]], ...]:
    said = [(re.compile(rf"\b(?:{words})\b", re.I), topic, names) for words, topic, names in _WORDS]
    for name in QUANTITIES:
        if name not in _ALONE and " " in name:
            spaced = re.escape(name).replace(r"\ ", r"[\s-]+")
            said.append((re.compile(rf"\b{spaced}\b", re.I), _TOPIC_OF.get(name, ""), (name,)))
    return tuple(said)
