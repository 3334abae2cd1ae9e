"""Captions of recordings: every statement is computed, and carries the records that it rests on."""

from __future__ import annotations

import string
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np

from neuro_llm.adapters.slots import safe_name
from neuro_llm.modalities import NAMES
from neuro_llm.recordings.evidence.bands import band_of
from neuro_llm.recordings.evidence.record import Evidence, format_number
from neuro_llm.recordings.evidence.salient import TOPICS, Finding, busiest, salient
from neuro_llm.recordings.evidence.scanning import check_span
from neuro_llm.recordings.kinds import called
from neuro_llm.recordings.recording import Recording
from neuro_llm.summary import generic_label
from neuro_llm.wording import capital, listed, one_or_more

from .words import LAY, NOT_THERE, THERE

STYLES = ("short", "full", "technical", "lay")
CONTEXT = ("length", "channels", "rate", "amplitude")
MOST_SALIENT_SHORT = 3
MOST_ABSENT = 3
MOST_NAMES = 12
MOST_SPANS = 4
_NOT_TOLD = "(a name that is not shown)"
_FEW_LABELS = 4


@dataclass(frozen=True)
class Statement:
    """One sentence and the records that it rests on."""

    text: str
    evidence: tuple[Evidence, ...]


@dataclass(frozen=True)
class Caption:
    """A description. style: one of `STYLES`; topics: what it tells, by name"""

    style: str
    statements: tuple[Statement, ...]
    topics: tuple[str, ...]

    @property
    def text(self) -> str:
        return " ".join(statement.text for statement in self.statements)

    @property
    def evidence(self) -> tuple[Evidence, ...]:
        """The records of all statements, each once, numbered E1, E2, ... in their order."""
        once = dict.fromkeys(record for statement in self.statements for record in statement.evidence)
        return tuple(replace(record, id=f"E{number}") for number, record in enumerate(once, 1))

    @property
    def cited(self) -> str:
        """The text with the ids of the records before each full stop: "The duration is 60 s [E1]." """
        ids = {replace(record, id=""): record.id for record in self.evidence}
        return " ".join(
            f"{one.text.removesuffix('.')} {' '.join(f'[{ids[record]}]' for record in one.evidence)}."
            for one in self.statements
        )


def captions_of(
    recording: Recording,
    start: float | None = None,
    stop: float | None = None,
    seed: int = 0,
    known: Sequence[Evidence] = (),
) -> tuple[Caption, ...]:
    """One caption of each of `STYLES`, in phrasings that differ with `seed` and from recording to recording.

    known    what is certain otherwise (labels, a simulation): see `evidence.salient.salient`
    returns  "full" tells every topic that must be told and some of which there is nothing; "short" and "lay" the most
             telling ones; "technical" lists names and values. Raises MeasureError where the span is empty
    """
    findings = _of_its_part(
        recording, salient(recording, start, stop, known), check_span(recording, start, stop)
    )
    rng = np.random.default_rng([seed, recording.n_times, len(recording.ch_names), int(start or 0)])
    return tuple(_caption(style, recording, findings, rng) for style in STYLES)


def _of_its_part(
    recording: Recording, findings: Sequence[Finding], span: tuple[float, float]
) -> tuple[Finding, ...]:
    """The findings, the length beside a record of the part where one is described: the file's length is not its own."""
    if span == check_span(recording, None, None):
        return tuple(findings)
    every = (record for finding in findings for record in finding.records)
    held = next((record for record in every if (record.start, record.stop) == span), None)
    return tuple(
        replace(one, records=(*one.records, held)) if one.topic == "length" and held is not None else one
        for one in findings
    )


def majority_caption(recordings: Sequence[Sequence[Finding]]) -> str:
    """The fixed text that is true of most recordings: topic by topic whether it is there, without numbers.

    recordings  what was found in each. Text of a control: it looks at no recording that it describes.
    """
    told = []
    for topic in TOPICS:
        states = [one.there for findings in recordings for one in findings if one.topic == topic]
        usual = Counter(states).most_common(1)[0][0] if 2 * len(states) > len(recordings) else None
        if usual is False and topic in NOT_THERE:
            told.append(f"{NOT_THERE[topic][0]}.")
        elif usual:
            told.append(f"{capital(topic)} is present.")
    return " ".join(told)


def _caption(
    style: str, recording: Recording, findings: Sequence[Finding], rng: np.random.Generator
) -> Caption:
    chosen = list(_chosen(style, findings, rng))
    if style == "technical":
        pairs = [(finding, _listed(finding, recording)) for finding in chosen]
    else:
        pairs = [(finding, _worded(finding, recording, rng, style == "lay")) for finding in chosen]
    told = [(finding.topic, statement) for finding, statement in pairs if statement is not None]
    return Caption(style, tuple(statement for _, statement in told), tuple(topic for topic, _ in told))


def _chosen(style: str, findings: Sequence[Finding], rng: np.random.Generator) -> Iterator[Finding]:
    """Context first, what must be told, then some of which there is nothing."""
    context = [one for one in findings if one.topic in CONTEXT and one.there is None]
    telling = [one for one in findings if one.there]
    absent = [one for one in findings if one.there is False and one.topic in NOT_THERE]
    if style == "short":
        yield from context[: int(rng.integers(1, 3))]
        yield from telling[:MOST_SALIENT_SHORT] or absent[:1]
        return
    yield from context[:2] if style == "lay" else context
    yield from telling if style != "lay" else [one for one in telling if one.topic in LAY]
    picked = sorted(rng.permutation(len(absent))[:MOST_ABSENT].tolist()) if style != "technical" else []
    yield from (absent[i] for i in picked)


def _worded(finding: Finding, recording: Recording, rng: np.random.Generator, lay: bool) -> Statement | None:
    """A sentence whose every field is measured, drawn among those that the topic has."""
    values = _values(finding, recording)
    if finding.there is False:
        options = NOT_THERE[finding.topic]
    else:
        options = LAY.get(finding.topic, ()) if lay else ()
        options = options or THERE[finding.topic]
    fitting = [text for text in options if all(name in values for name in _fields(text))]
    if "span" in values:
        fitting = [text for text in fitting if "span" in _fields(text)]
    if not fitting:
        return None
    template = fitting[int(rng.integers(len(fitting)))]
    named = [record for record in _own(finding) if record.quantity in _fields(template)]
    if "labels" in _fields(template):
        named += [record for record in finding.records if record.event]
    if "span" in values:
        named += finding.records[1:]
    text = _one_of(capital(template.format_map(values)))
    return Statement(f"{text}.", tuple(named or finding.records[:1]))


def _own(finding: Finding) -> list[Evidence]:
    """The records of a topic, one of each quantity, without those of single labels."""
    once: dict[str, Evidence] = {}
    for record in finding.records:
        if finding.topic == "length" and record.quantity != "duration":
            continue  # it only says which part is described
        if finding.topic != "events" or not record.event:
            once.setdefault(record.quantity, record)
    return list(once.values())


def _one_of(text: str) -> str:
    """ "There are 1 events" → "There is 1 event"."""
    text = one_or_more(text).replace("In 1 stretches", "In one stretch")
    return text.replace("1 volume is outliers", "1 volume is an outlier")


def _fields(template: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(template) if name and name != "it"}


def _listed(finding: Finding, recording: Recording) -> Statement | None:
    """ "Dominant frequency 9.96 Hz; peak prominence 3.2 dB." """
    if finding.topic.startswith("most active"):
        name = _values(finding, recording).get("top")
        return Statement(f"{capital(finding.topic)}: {name}.", finding.records[:1]) if name else None
    values = _values(finding, recording)
    records = [record for record in _own(finding) if record.quantity in values]
    records = records[:1] if finding.topic == "channels" else records
    parts = [f"{record.quantity}: {values[record.quantity]}" for record in records]
    if "span" in values:
        parts.append(f"part described: {values['span']}")
        records = list(finding.records)
    return Statement(f"{capital('; '.join(parts))}.", tuple(records)) if parts else None


def _values(finding: Finding, recording: Recording) -> dict[str, str]:
    """What the wordings may name: the records as shown, and what follows from the first."""
    first = finding.records[0]
    values = {"it": f"This {NAMES[recording.modality]} recording"}
    if recording.modality in ("spikes", "peripheral"):
        values["it"] = "This recording of spikes" if recording.modality == "spikes" else "This recording"
    for record in _own(finding):
        shown = _shown(record)
        if shown:
            values.setdefault(record.quantity, shown)
    values |= {name: value for name, value in _derived(finding, first, recording) if value}
    return values


def _shown(record: Evidence) -> str:
    """The value as a sentence holds it: at most some names and spans, no name that may be a sentence; else ""."""
    if record.quantity == "reference":
        return ""
    if not isinstance(record.value, tuple):
        return record.shown
    names = [safe_name(item, _NOT_TOLD) for item in record.value if isinstance(item, str)]
    if _NOT_TOLD in names or len(names) > MOST_NAMES or len(record.value) - len(names) > MOST_SPANS:
        return ""
    return listed(names) if names else record.shown


def _derived(finding: Finding, first: Evidence, recording: Recording) -> Iterator[tuple[str, str]]:
    if finding.topic == "length" and len(finding.records) > 1:
        part = finding.records[1]
        yield "span", f"{format_number(part.start)}–{format_number(part.stop)} s"
    if finding.topic == "dominant rhythm":
        hz = next((r.value for r in finding.records if r.quantity == "dominant frequency"), None)
        band = first.value if isinstance(first.value, str) else band_of(float(hz or 0))  # type: ignore[arg-type]
        yield "band", str(band or "")
    if finding.topic == "alpha asymmetry":
        yield "side", "right" if float(first.value) > 0 else "left"  # type: ignore[arg-type]
    if finding.topic.startswith("most active"):
        yield "top", safe_name(busiest(first), "")
    if finding.topic == "channels":
        yield "n", _channels(finding, recording)
    if finding.topic == "events":
        yield "labels", _labels(finding)
    if isinstance(first.value, tuple) and first.value and not _shown(first):
        yield "count", str(len(first.value))


def _channels(finding: Finding, recording: Recording) -> str:
    """ "19 channels", "85 units", "364 voxels" """
    imaged = recording.of_kind("bold", "cell", "unit")
    brain = next((r for r in finding.records if r.quantity == "brain channel count"), None)
    if brain is not None and imaged and len(imaged) == len(recording.brain) == brain.value:
        kind = recording.ch_kinds[recording.ch_names.index(imaged[0])]
        return f"{brain.value} {called(kind, imaged)}"
    return f"{finding.records[0].value} channel{'s' * (finding.records[0].value != 1)}"


def _labels(finding: Finding) -> str:
    """ "6 of label T1 and 6 of label T2"; "" where there are many labels or one may name a person."""
    counts = [(record.value, generic_label(record.event, "")) for record in finding.records if record.event]
    told = sum(int(count) for count, _ in counts if isinstance(count, int))
    if not all(label for _, label in counts) or not 0 < len(counts) <= _FEW_LABELS:
        return ""
    return (
        listed([f"{n} of label {label}" for n, label in counts]) if told == finding.records[0].value else ""
    )
