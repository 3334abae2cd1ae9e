"""From a question that was understood to the numbered records that its answer rests on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from neuro_llm.adapters.intent import Understanding
from neuro_llm.adapters.intents import Intent, intent_of
from neuro_llm.recordings.errors import MeasureError, RecordingError
from neuro_llm.recordings.evidence.places import main_channels
from neuro_llm.recordings.evidence.record import Evidence
from neuro_llm.recordings.recording import Recording

from . import comparing, description, gate
from .answer import number_records
from .controls import Bank
from .focus import Focus, focus
from .judging import Judge
from .learned import Learned
from .plan import Plan, Request, plan
from .speaker import Speaker
from .study import Study

MOST_RECORDS = 8


@dataclass(frozen=True)
class Asked:
    """A question as it was understood.

    studies     the recordings that it is about, the subject of a comparison last
    comparison  it asks how two recordings differ
    continued   the earlier question that it goes on from: where it names no place, time or band, that one's count
    """

    question: str
    choices: tuple[str, ...] | None
    studies: tuple[Study, ...]
    understanding: Understanding
    comparison: bool = False
    continued: Asked | None = None

    @property
    def intent(self) -> Intent | None:
        return intent_of(self.understanding.intent)

    @property
    def describing(self) -> bool:
        return self.understanding.intent == "describe"


@dataclass(frozen=True)
class Mind:
    """What answers: a language model (None: the code's own sentences), and how closed questions are decided.

    judge    makes one calibrated probability of what the encoder and the language model say of a state
    notes    go into every answer
    bank     other recordings, with which an answer's reliance on its own is measured
    learned  the task heads, which decide the tasks that they were fitted on
    """

    speaker: Speaker | None = None
    judge: Judge = field(default_factory=Judge)
    notes: tuple[str, ...] = ()
    bank: Bank = field(default_factory=Bank)
    learned: Learned = field(default_factory=Learned)

    @property
    def slots(self) -> bool:
        return self.speaker is None or self.speaker.slots


@dataclass(frozen=True)
class Gathered:
    """Numbered records, the answering one first.

    sides   how each is called where places or seconds of one recording are compared, else ()
    notes   how a vague question was read
    placed  the question names channels or regions: the text has to name them too
    """

    records: tuple[Evidence, ...]
    sides: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    placed: bool = False

    @property
    def compares(self) -> bool:
        return any(record.quantity.startswith("difference") for record in self.records)


class CannotTell(Exception):
    """There is no honest answer: why, what would be possible, and the records that show it."""

    def __init__(self, reason: str, instead: str = "", records: Sequence[Evidence] = ()) -> None:
        super().__init__(reason)
        self.reason, self.instead, self.records = reason, instead, tuple(records)


def gather(asked: Asked, strict: bool) -> Gathered:
    """The records of all recordings that are meant; CannotTell where there are none.

    strict  without the answering record there is no answer (the embedded default)
    """
    most = description.MOST_RECORDS if asked.describing else MOST_RECORDS
    plans = [_plan(asked, study) for study in asked.studies]
    found = [
        _records_of(asked, study, wanted, strict) for study, wanted in zip(asked.studies, plans, strict=True)
    ]
    if asked.describing:
        found = [
            _described(study, wanted, records, most // len(found))
            for study, wanted, records in zip(asked.studies, plans, found, strict=True)
        ]
    found, doubts = _trusted(asked, plans, found)
    notes = tuple(dict.fromkeys([note for wanted in plans for note in wanted.notes] + doubts))
    sides = tuple(request.side for request in plans[0].records) if len(plans) == 1 else ()
    if len(found) == 1:
        records = found[0]
        if plans[0].intent == "comparison" and len(records) == 2:
            change = comparing.difference(*records)
            records = [*records, change] if change else records
        placed = any(request.channels for request in plans[0].records)
        return Gathered(number_records(records, limit=most), sides, notes, placed)
    if asked.comparison:
        pair = [next((r for r in records if is_number(r)), records[0]) for records in found[:2]]
        change = comparing.difference(*pair)
        return Gathered(number_records([*pair, change] if change else pair), (), notes)
    each = max(1, most // len(found) if asked.describing else min(2, most // len(found)))
    several = [record for records in found for record in records[:each]]
    return Gathered(number_records(several, limit=most), (), notes)


def _described(study: Study, wanted: Plan, records: list[Evidence], limit: int) -> list[Evidence]:
    """What is salient beside what the plan asks for; of named channels nothing but that."""
    named = any(request.channels for request in wanted.records)
    parts = ((r.start, r.stop) for r in wanted.records if r.start is not None or r.stop is not None)
    span = next(parts, (None, None))
    return records if named else description.described(study, records, span, max(1, limit))


def _plan(asked: Asked, study: Study) -> Plan:
    understood = asked.understanding
    if understood.rejected or asked.intent is None or not asked.intent.records:
        understood = replace(understood, intent="describe", reason=None)
    looked = looked_at(asked, study.recording)
    made = plan(understood, looked, study.recording, asked.question, asked.choices or ())
    if made.cannot:
        raise CannotTell(made.cannot, made.need)
    return made


def looked_at(asked: Asked, recording: Recording) -> Focus:
    """Where the question looks, with what it leaves open taken from the question that it goes on from."""
    found = focus(asked.question, recording)
    return found if asked.continued is None else found.going_on(looked_at(asked.continued, recording))


def _records_of(asked: Asked, study: Study, wanted: Plan, strict: bool) -> list[Evidence]:
    records: list[Evidence] = []
    problems: list[str] = []
    for number, request in enumerate(wanted.records):
        try:
            records.append(_recorded(study, request))
        except (MeasureError, RecordingError) as error:
            problems.append(str(error))
            if strict and number == 0 and not asked.describing and request.quantity != "onset":
                raise CannotTell(str(error)) from error
    if not records:
        raise CannotTell(problems[0] if problems else "nothing of it can be measured here")
    return records


def _recorded(study: Study, request: Request) -> Evidence:
    """The record; what is true of any signal is measured over all channels where none of them is good."""
    try:
        return study.record(request)
    except MeasureError:
        bad = study.mostly_bad()
        none_good = bad is not None and len(bad.value) == len(study.recording.fields)  # type: ignore[arg-type]
        if not none_good or request.channels or not gate.holds_anywhere(request.quantity):
            raise
        return study.record(replace(request, channels=main_channels(study.recording)))


def _trusted(
    asked: Asked, plans: Sequence[Plan], found: Sequence[list[Evidence]]
) -> tuple[list[list[Evidence]], list[str]]:
    """The records without what cannot be told of a recording that is no brain activity, and notes that say so."""
    kept, notes = [], []
    for study, wanted, records in zip(asked.studies, plans, found, strict=True):
        named = any(request.channels for request in wanted.records)
        doubt = gate.doubt(study, records, named)
        facts = [record for record in records if gate.is_fact(record)]
        if doubt and not (facts and (asked.describing or gate.is_fact(records[0]))):
            raise CannotTell(doubt.reason, doubt.need, gate.evidence(study, doubt, records))
        kept.append(facts if doubt else records)
        notes += [f"{study.id}: {doubt.reason}."] if doubt else []
    return kept, notes


def is_number(record: Evidence) -> bool:
    return not isinstance(record.value, (str, tuple))
