"""What a description tells of a recording: the salient findings, in the order of a report, each phrase with its record.

What it is, the background rhythm, the state, events and waves, activity, and what is wrong with the signal. What is
not there is not told, but for the states that an encoder estimates.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence

from neuro_llm.adapters.intents import FAMILIES
from neuro_llm.adapters.slots import safe_name
from neuro_llm.recordings.errors import MeasureError, RecordingError
from neuro_llm.recordings.evidence.bands import band_of
from neuro_llm.recordings.evidence.record import Evidence, format_item
from neuro_llm.recordings.evidence.salient import Finding, busiest

from .decision import UNSURE
from .lacking import lacking
from .plan import Request
from .study import Span, Study
from .wording import capital, listed, of_events, one_or_more, stated, sure_of, when

MOST_RECORDS = 16
MOST_NAMES, MOST_SPANS, MOST_LABELS = 12, 4, 4
UNREAD = 1.0
"""s at the end that fill no patch of an encoder: an estimate without them is one of the whole recording."""
_CONTEXT = frozenset(("rate",))
"""Topics that are told without being salient."""
_STATES = {"spindles": "spindles", "blinks": "blinks"}
"""Estimated family → the topic that is measured of it."""

_KINDS = {
    "eeg": "This EEG recording", "ieeg": "This iEEG recording", "meg": "This MEG recording",
    "fmri": "This fMRI recording", "calcium": "This calcium imaging recording",
    "spikes": "This recording of sorted units", "fnirs": "This fNIRS recording",
}  # fmt: skip

_SECTIONS: tuple[Mapping[str, str], ...] = (
    {
        "duration": "lasts {value}",
        "channel count": "has {value} channels",
        "brain channel count": "has {value}",
        "sampling rate": "is sampled at {value}",
    },
    {
        "dominant band": "the dominant band is {value}",
        "dominant frequency": "the largest spectral peak lies at {value}{band}",
        "posterior alpha frequency": "there is a posterior alpha rhythm at {value}",
        "posterior alpha prominence": ", {value} above the background",
        "alpha asymmetry": "posterior alpha is asymmetric, larger on the {side} (asymmetry {value})",
        "peak-to-peak amplitude": "the amplitude is {value} peak to peak",
    },
    {
        "eyes": "the eyes are {value}",
        "sleep stage": "the sleep stage is mostly {value}",
        "total sleep time": ", the total sleep time is {value}",
        "seizure": "seizure activity is {value}",
        "seizure times": "seizure activity runs at {value}",
    },
    {
        "spindles": "sleep spindles are {value}",
        "spindle count": "{value} candidate sleep spindles were found",
        "spindle density": ", {value}",
        "slow wave count": "{value} slow waves were found",
        "slow wave density": ", {value}",
        "K-complex count": "{value} candidate K-complexes were found",
        "epileptiform spike count": "{value} candidate epileptiform spikes were found",
        "epileptiform spike rate": ", {value}",
        "rhythmic discharge times": "candidate rhythmic discharges run at {value}",
        "rhythmic discharge fraction": ", {value} of the time",
        "suppression fraction": "the signal is suppressed for {value} of the time",
    },
    {
        "firing rate": "the mean firing rate is {value}{unit}",
        "interspike interval variation": "the interspike interval variation is {value}",
        "refractory violations": "refractory violations make up {value} of the intervals",
        "transient count": "{value} calcium transients were found",
        "transient rate": "the mean transient rate is {value}{cell}",
        "cell correlation": "the mean cell correlation is {value}",
    },
    {
        "event count": "{value} events are marked",
        "evoked t-value": "an evoked response {label} is shown, with a t-value of {value}",
        "evoked peak amplitude": ", a peak of {value}",
        "evoked peak latency": ", at {value}",
        "event response t-value": "an event response {label} is shown, with a t-value of {value}",
        "event response": ", of {value}",
        "firing rate change t-value": "a firing rate change {label} is shown, with a t-value of {value}",
        "firing rate change": ", by {value}",
    },
    {
        "heart rate": "the heart rate is {value}",
        "pulse rate": "the pulse rate is {value}",
        "blinks": "eye blinks are {value}",
        "blink count": "{value} eye blinks were found",
        "blink rate": ", {value}",
        "muscle fraction": "muscle activity takes {value} of the time",
        "movement fraction": "movement disturbs {value} of the time",
        "line frequency": "there is mains hum at {value}",
        "flat times": "the signal is lost at {value}",
        "bad channels": "{bad}",
        "temporal signal to noise": "the temporal signal to noise is {value}",
        "outlier volumes": "{value} outlier volumes were found",
        "signal drift": "the signal drift is {value}",
    },
)  # fmt: skip
"""Sentence by sentence: quantity → its phrase. What begins with a comma goes on from the phrase before it."""

_PLACE = {
    quantity: (section, place)
    for section, phrases in enumerate(_SECTIONS)
    for place, quantity in enumerate(phrases)
}
_LAST = (len(_SECTIONS), 0)


def described(study: Study, given: Sequence[Evidence], span: Span, limit: int) -> list[Evidence]:
    """The records of a description in the order that they are told: those given, and those of what is salient.

    given   measured and estimated; what is measured to be absent is left out
    span    s; the part that is described, None: to its ends
    limit   where there are more records than that, the less telling ones of each topic are left out first
    """
    try:
        findings = study.salient(*span)
    except (MeasureError, RecordingError):  # the facts stand without
        findings = ()
    there = [_told_of(finding) for finding in findings if finding.there or finding.topic in _CONTEXT]
    estimates = _estimates(study, span, findings)
    first = [record for record in given if _worth_telling(record)]
    deciding = [records[0] for records in there if records]
    further = [record for records in there for record in records[1:]]
    kept = list(dict.fromkeys([*first, *estimates, *deciding, *further]))[:limit]
    return sorted(kept, key=_place)


def _place(record: Evidence) -> tuple[int, int]:
    return _PLACE.get(record.quantity, _LAST)


def _told_of(finding: Finding) -> list[Evidence]:
    """The records that have a phrase; of the counts of single labels only those whose label may be told."""
    found = [record for record in finding.records if record.quantity in _PLACE]
    if finding.topic != "events":
        return found
    return found[:1] + [record for record in found[1:] if record.event != "event"][:MOST_LABELS]


def _worth_telling(record: Evidence) -> bool:
    """Is it there, and more than a coin toss?"""
    if record.kind == "estimated" and record.probability is not None:
        return record.probability >= UNSURE.get(len(FAMILIES.get(record.quantity, ())), 0.0)
    return record.kind == "estimated" or record.value not in (0, "", ())


def _estimates(study: Study, span: Span, findings: Sequence[Finding]) -> list[Evidence]:
    """When a seizure runs, and waves and blinks that the encoder sees and no measurement denies."""
    denied = {finding.topic for finding in findings if finding.there is False}
    found = []
    for family in ("seizure times", *_STATES):
        if lacking(family, study.recording, estimated=True, start=span[0], stop=span[1]):
            continue
        try:
            record = study.record(Request("estimated", family, None, *span))
        except (MeasureError, RecordingError):  # no encoder, not among what it estimates here
            continue
        if record.value not in ("absent", ()) and _STATES.get(family) not in denied:
            found.append(record)
    return found


def told(records: Sequence[Evidence], studies: Sequence[Study], parts: Collection[str] = ()) -> str:
    """The description in the code's own words, every phrase with its citation.

    records   numbered, as `described` orders them
    studies   their recordings; several are named
    parts     ids of records about a part of their recording: its seconds are told once
    """
    sentences: list[str] = []
    for study in studies:
        kind = _KINDS.get(study.recording.modality, "This recording")
        opening = kind if len(studies) == 1 else f"In {study.id}, {kind[:1].lower()}{kind[1:]}"
        own = [record for record in records if record.recording == study.id]
        last = study.recording.duration - UNREAD
        named = [r.id for r in own if r.id in parts and (r.start > 0 or r.stop <= last)]
        sentences += _sentences(own, opening, named)
    return " ".join(sentences)


def _sentences(records: Sequence[Evidence], opening: str, parts: Collection[str]) -> Iterator[str]:
    seconds = ""
    for section in sorted({_place(record)[0] for record in records}):
        mine = [record for record in records if _place(record)[0] == section]
        if section == 0:
            phrases = [_phrase(record) for record in mine]
            yield f"{opening} {listed(phrases)}."
            continue
        now = next((when(record).strip() for record in mine if record.id in parts), "")
        front = f"{capital(now)}, " if now and now != seconds else ""
        seconds = now or seconds
        yield f"{capital(front + _joined(mine))}."


def _joined(records: Sequence[Evidence]) -> str:
    """The phrases of one sentence, the counts of single labels behind that of all events."""
    text, named = "", any(record.quantity == "dominant band" for record in records)
    for record in records:
        phrase = _phrase(record, named)
        goes_on = phrase.startswith(",")
        if goes_on and not text:
            phrase = stated(record)
        text += phrase if goes_on or not text else f"; {phrase}"
    return text


def _phrase(record: Evidence, named: bool = False) -> str:
    """named: the dominant band is told by another record"""
    section, _ = _place(record)
    if section == len(_SECTIONS):
        return stated(record)
    if record.quantity == "event count" and record.event:
        return f", {record.shown} {of_events(record)} [{record.id}]"
    template = _SECTIONS[section][record.quantity]
    fields = _fields(record) | ({"band": ""} if named else {})
    return f"{one_or_more(template.format_map(fields))}{sure_of(record)} [{record.id}]"


def _fields(record: Evidence) -> dict[str, str]:
    """What a phrase may name: the value, and what follows from it."""
    value = record.value
    hertz = isinstance(value, (int, float)) and record.unit == "Hz"
    top = safe_name(busiest(record), "")
    return {
        "value": _shown(record),
        "band": f" ({band_of(float(value))})" if hertz and band_of(float(value)) else "",  # type: ignore[arg-type]
        "side": "right" if isinstance(value, (int, float)) and value > 0 else "left",
        "unit": f"; the most active unit is {top}" if top else "",
        "cell": f"; the most active cell is {top}" if top else "",
        "label": of_events(record) if record.event else "",
        "bad": _bad(record),
    }


def _shown(record: Evidence) -> str:
    if isinstance(record.value, tuple) and len(record.value) > MOST_SPANS:
        return f"{', '.join(map(format_item, record.value[:MOST_SPANS]))} and other times"
    return record.shown


def _bad(record: Evidence) -> str:
    """ "bad channels: O1, T7"; their number and the first of them where there are many."""
    value = record.value if isinstance(record.value, tuple) else ()
    names = [safe_name(item, "") for item in value if isinstance(item, str)]
    known = [name for name in names if name]
    if len(known) == len(names) <= MOST_NAMES:
        return f"bad channels: {', '.join(names)}"
    some = f", such as {', '.join(known[:MOST_NAMES])}" if known else ""
    return f"{len(names)} channels are bad{some}"
