"""What a description of a recording has to tell: what characterises its signal, and what departs from the usual.

Each topic has its quantities, the deciding one first, and a rule that says from their records whether the topic is
there (True: a description must tell it), is not (False), or lies between the two (None: neither has to be told).
Topics of context (length, rate, channels, amplitude) may be told and never must.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from neuro_llm.recordings.errors import MeasureError
from neuro_llm.recordings.recording import Recording

from .bands import band_of
from .events import labels, of_label
from .measure import measure
from .quantities import QUANTITIES
from .record import Evidence
from .scanning import check_span
from .standing import MOST_LABELS, standing

Records = Mapping[str, Evidence]
Rule = Callable[[Records], bool | None]

LOW_VOLTAGE, HIGH_VOLTAGE = 20.0, 200.0
"""µV peak to peak of scalp EEG: below, it is called low-voltage (Niedermeyer 2005); above, high."""
SIDED = 0.81
"""ln of a power ratio of 2.25: one side's posterior rhythm half as high again as the other's (Chatrian 1982)."""
BODY = (50.0, 100.0)
"""Usual beats per minute at rest."""
SPIKES_A_MINUTE = 6.0
"""Candidates of epileptiform spikes: detectors raise some false alarms a minute (Wilson & Emerson 2002)."""
FEWEST_TRIALS = 10


@dataclass(frozen=True)
class Topic:
    """One thing that a description may tell.

    quantities  the deciding one first; "@event": of the most frequent label
    rule        True: there, False: not there, None: in between, or never asked for
    valued      it is told only by a value or a name: that there is a firing rate tells nothing
    """

    name: str
    quantities: tuple[str, ...]
    rule: Rule
    valued: bool = False


@dataclass(frozen=True)
class Finding:
    """A topic with what was measured of it (or is known otherwise), the deciding record first.

    there  True: there, and a description must tell it; False: not there; None: neither
    """

    topic: str
    records: tuple[Evidence, ...]
    there: bool | None


def _context(records: Records) -> None:
    return None


def _always(records: Records) -> bool:
    return True


def _number(records: Records, name: str) -> float:
    record = records.get(name)
    return float(record.value) if record and isinstance(record.value, (int, float)) else 0.0


def _beyond(name: str, least: float) -> Rule:
    """There from `least` on, not there at zero."""

    def rule(records: Records) -> bool | None:
        value = abs(_number(records, name))
        return value >= least or (None if value else False)

    return rule


def _found(name: str) -> Rule:
    return lambda records: bool(records[name].value)


def _often(count: str, rate: str, least: float) -> Rule:
    """There where it happened twice or more, at least `least` times a minute; not there where it never did."""

    def rule(records: Records) -> bool | None:
        n = _number(records, count)
        return (n >= 2 and _number(records, rate) >= least) or (None if n else False)

    return rule


def _asleep(rule: Rule) -> Rule:
    """Waves of sleep are looked for in sleep alone: what looks like them beside a waking rhythm is none."""

    def where_asleep(records: Records) -> bool | None:
        stage, alpha = records.get("sleep stage"), records.get("posterior alpha frequency")
        waking = stage.value == "wake" if stage else alpha is not None and "clear of chance" in alpha.method
        return (rule(records) and None) if waking else rule(records)

    return where_asleep


def _clear(name: str) -> Rule:
    return lambda records: "clear of chance" in records[name].method


def _shown(name: str) -> Rule:
    return lambda records: re.search(r"\bnot shown\b", records[name].method) is None


def _outside(name: str, low: float, high: float, unit: str = "") -> Rule:
    def rule(records: Records) -> bool | None:
        record = records[name]
        usual = low <= _number(records, name) <= high or (unit and record.unit != unit)
        return None if usual else True

    return rule


def _scalp(records: Records) -> bool | None:
    return _outside("peak-to-peak amplitude", LOW_VOLTAGE, HIGH_VOLTAGE, "µV")(records)


def _busiest(name: str) -> Rule:
    """One of several stands out as the most active."""
    return lambda records: True if busiest(records[name]) else None


_TOPICS = (
    Topic("length", ("duration",), _context),
    Topic("channels", ("channel count", "brain channel count"), _context),
    Topic("rate", ("sampling rate",), _context),
    Topic("amplitude", ("peak-to-peak amplitude", "amplitude"), _scalp),
    Topic("eyes", (), _always),
    Topic("seizure", (), _always),
    Topic("dominant rhythm", ("dominant frequency", "peak prominence"), _clear("dominant frequency")),
    Topic(
        "posterior alpha",
        ("posterior alpha frequency", "posterior alpha prominence", "posterior alpha power"),
        _clear("posterior alpha frequency"),
    ),
    Topic("alpha asymmetry", ("alpha asymmetry",), _beyond("alpha asymmetry", SIDED)),
    Topic("line noise", ("line frequency", "line noise"), _found("line frequency")),
    Topic(
        "bad channels",
        ("bad channels", "flat channels", "noisy channels", "clipped channels"),
        _found("bad channels"),
    ),
    Topic("muscle", ("muscle fraction",), _beyond("muscle fraction", 10.0)),
    Topic("movement", ("movement fraction",), _beyond("movement fraction", 10.0)),
    Topic("signal loss", ("flat times",), _found("flat times")),
    Topic("blinks", ("blink count", "blink rate"), _often("blink count", "blink rate", 1.0)),
    Topic(
        "spindles",
        ("spindle count", "spindle density", "spindle frequency"),
        _asleep(_often("spindle count", "spindle density", 1.0)),
    ),
    Topic(
        "slow waves",
        ("slow wave count", "slow wave density"),
        _asleep(_often("slow wave count", "slow wave density", 2.0)),
    ),
    Topic("K-complexes", ("K-complex count",), _asleep(_beyond("K-complex count", 2.0))),
    Topic(
        "epileptiform spikes",
        ("epileptiform spike count", "epileptiform spike rate"),
        _often("epileptiform spike count", "epileptiform spike rate", SPIKES_A_MINUTE),
    ),
    Topic(
        "rhythmic discharges",
        ("rhythmic discharge times", "rhythmic discharge fraction"),
        _found("rhythmic discharge times"),
    ),
    Topic(
        "suppression",
        ("suppression fraction", "burst count", "suppression times"),
        _beyond("suppression fraction", 1.0),
    ),
    Topic("sleep stage", ("sleep stage", "total sleep time", "sleep efficiency"), _always, valued=True),
    Topic("heart rate", ("heart rate",), _outside("heart rate", *BODY)),
    Topic("pulse", ("pulse rate",), _always, valued=True),
    Topic("breathing", ("breathing rate",), _context),
    Topic("firing rate", ("firing rate", "total firing rate"), _always, valued=True),
    Topic("most active unit", ("firing rate",), _busiest("firing rate"), valued=True),
    Topic(
        "regularity",
        ("interspike interval variation", "interspike interval"),
        _outside("interspike interval variation", 0.5, 1.5),
    ),
    Topic("refractory violations", ("refractory violations",), _beyond("refractory violations", 1.0)),
    Topic("transients", ("transient rate", "transient count"), _always, valued=True),
    Topic("most active cell", ("transient rate",), _busiest("transient rate"), valued=True),
    Topic("cell correlation", ("cell correlation",), _beyond("cell correlation", 0.2)),
    Topic("signal to noise", ("temporal signal to noise",), _always, valued=True),
    Topic("outlier volumes", ("outlier volumes",), _beyond("outlier volumes", 1.0)),
    Topic("drift", ("signal drift",), _beyond("signal drift", 1.0)),
    Topic("events", ("event count",), _beyond("event count", 1.0)),
    Topic(
        "evoked response",
        ("@evoked t-value", "@evoked peak amplitude", "@evoked peak latency"),
        _shown("evoked t-value"),
    ),
    Topic("event response", ("@event response t-value", "@event response"), _shown("event response t-value")),
    Topic(
        "firing rate change",
        ("@firing rate change t-value", "@firing rate change"),
        _shown("firing rate change t-value"),
    ),
)

TOPICS: dict[str, Topic] = {topic.name: topic for topic in _TOPICS}
"""Every topic, in the order of a description."""

KNOWN_BY = {
    "eyes": "eyes", "seizure": "seizure", "seizure times": "seizure", "spindles": "spindles", "blinks": "blinks",
    "dominant band": "dominant rhythm", "line frequency": "line noise", "bad channels": "bad channels",
}  # fmt: skip
"""Quantity of a fact that is known otherwise (from labels, from what was simulated) → its topic."""

_NOTHING = ("absent", "none", 0, ())


def salient(
    recording: Recording,
    start: float | None = None,
    stop: float | None = None,
    known: Sequence[Evidence] = (),
    found: Sequence[Evidence] = (),
) -> tuple[Finding, ...]:
    """What can be told of a recording, topic by topic; what cannot be measured on it is left out.

    known  what is certain otherwise, with quantities of `KNOWN_BY`: it stands above what is measured of its topic
    found  what `standing` gave of the same span, where it is there already
    """
    first, last = check_span(recording, start, stop)
    stood = found or standing(recording, start=first, stop=last)
    there = {record.quantity: record for record in reversed(stood) if not record.event}
    sure: dict[str, list[Evidence]] = {}
    for record in known:
        sure.setdefault(KNOWN_BY[record.quantity], []).append(record)
    findings = []
    for topic in TOPICS.values():
        records = _measured(recording, topic, there, (first, last))
        if topic.name in sure:
            findings.append(_certain(topic, sure[topic.name], records))
        elif records:
            decided = topic.rule({**there, **{record.quantity: record for record in records}})
            more = _of_labels(recording, first, last) if topic.name == "events" else ()
            findings.append(Finding(topic.name, (*records, *more), decided))
    return tuple(findings)


def _measured(
    recording: Recording, topic: Topic, there: dict[str, Evidence], span: tuple[float, float]
) -> tuple[Evidence, ...]:
    """The topic's records, () where the deciding one cannot be measured; what was measured once is kept in `there`."""
    found: list[Evidence] = []
    for name in topic.quantities:
        record = there.get(name) or _record(recording, name, span)
        if record is None and not found:
            return ()
        if record is not None:
            found.append(record)
            there.setdefault(name, record)
    return tuple(found)


def _record(recording: Recording, name: str, span: tuple[float, float]) -> Evidence | None:
    """One record that does not stand beside every recording; None where this one does not allow it."""
    quantity = QUANTITIES[name.removeprefix("@")]
    if quantity.needs.kinds and not recording.of_kind(*quantity.needs.kinds):
        return None
    label = None
    if name.startswith("@"):
        label = next(iter(labels(recording)), None)
        if label is None or len(of_label(recording, label, *span)) < FEWEST_TRIALS:
            return None
    try:
        return measure(recording, quantity.name, start=span[0], stop=span[1], event=label)
    except MeasureError:  # too short, no stages, no eyes: documented above
        return None


def _of_labels(recording: Recording, start: float, stop: float) -> tuple[Evidence, ...]:
    """How many events of each of the most frequent labels."""
    there = [label for label in labels(recording) if of_label(recording, label, start, stop)]
    return tuple(
        measure(recording, "event count", start=start, stop=stop, event=label)
        for label in there[:MOST_LABELS]
    )


def _certain(topic: Topic, known: list[Evidence], records: tuple[Evidence, ...]) -> Finding:
    """What is known, with what was measured where it says the same."""
    first = known[0]
    there = all(record.value not in _NOTHING for record in known)
    decided = topic.rule({record.quantity: record for record in records}) if records else None
    same = bool(records) and decided == there and _same_value(first, records[0])
    return Finding(topic.name, (*known, *(records if same else ())), there)


def _same_value(known: Evidence, measured: Evidence) -> bool:
    """Does the measured record say the same as the known one, beyond being there?"""
    if known.quantity == "dominant band":
        return isinstance(measured.value, float) and band_of(measured.value) == known.value
    if isinstance(known.value, tuple) and isinstance(measured.value, tuple):
        return set(known.value) == set(measured.value)
    return known.quantity != measured.quantity or known.value == measured.value


def busiest(record: Evidence) -> str:
    """The unit or cell that a record of several names as the most active one, "" where it names none."""
    most = re.search(r", most in (.+)$", record.method)
    return most[1] if most else ""
