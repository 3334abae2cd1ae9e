"""From a question that was understood to the numbered records that its answer rests on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from neuro_llm.adapters.intent import Understanding
from neuro_llm.adapters.intents import Intent, intent_of
from neuro_llm.recordings.errors import MeasureError, RecordingError
from neuro_llm.recordings.evidence import QUANTITIES
from neuro_llm.recordings.evidence.record import Evidence
from neuro_llm.recordings.recording import Recording

from . import comparing
from .answer import number_records
from .focus import Focus, focus
from .judging import Judge
from .plan import Plan, plan
from .speaker import Speaker
from .study import Study

FEWEST_FOR_BAD = 4  # channels; below, a share of bad ones means little
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

    judge  makes one calibrated probability of what the encoder and the language model say of a state
    notes  go into every answer
    """

    speaker: Speaker | None = None
    judge: Judge = field(default_factory=Judge)
    notes: tuple[str, ...] = ()

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
    plans = [_plan(asked, study) for study in asked.studies]
    found = [
        _records_of(asked, study, wanted, strict) for study, wanted in zip(asked.studies, plans, strict=True)
    ]
    notes = tuple(dict.fromkeys(note for wanted in plans for note in wanted.notes))
    sides = tuple(request.side for request in plans[0].records) if len(plans) == 1 else ()
    if len(found) == 1:
        records = found[0]
        if plans[0].intent == "comparison" and len(records) == 2:
            change = comparing.difference(*records)
            records = [*records, change] if change else records
        placed = any(request.channels for request in plans[0].records)
        return Gathered(number_records(records, limit=MOST_RECORDS), sides, notes, placed)
    if asked.comparison:
        pair = [next((r for r in records if is_number(r)), records[0]) for records in found[:2]]
        change = comparing.difference(*pair)
        return Gathered(number_records([*pair, change] if change else pair), (), notes)
    each = max(1, min(2, MOST_RECORDS // len(found)))
    return Gathered(number_records([record for records in found for record in records[:each]]), (), notes)


def _plan(asked: Asked, study: Study) -> Plan:
    understood = asked.understanding
    if understood.rejected or asked.intent is None:
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
            records.append(study.record(request))
        except (MeasureError, RecordingError) as error:
            problems.append(str(error))
            if strict and number == 0 and not asked.describing and request.quantity != "onset":
                raise CannotTell(str(error)) from error
    if not records:
        raise CannotTell(problems[0] if problems else "nothing of it can be measured here")
    _refuse_bad(study, wanted, records)
    return records


def _refuse_bad(study: Study, wanted: Plan, records: Sequence[Evidence]) -> None:
    """CannotTell about the signal where most channels are bad, unless channels were named."""
    signal = any(_of_signal(record) for record in records)
    named = any(request.channels for request in wanted.records)
    if not signal or named or len(study.recording.fields) < FEWEST_FOR_BAD:
        return
    bad = study.mostly_bad()
    if bad is not None:
        count = f"{len(bad.value)} of {len(study.recording.fields)}"  # type: ignore[arg-type]
        raise CannotTell(
            f"most channels are bad ({count})", "Name the channels to look at all the same.", [bad]
        )


def _of_signal(record: Evidence) -> bool:
    if record.kind == "estimated":
        return record.quantity != "bad channels"
    quantity = QUANTITIES.get(record.quantity)
    return quantity is not None and bool(quantity.needs.kinds) and not record.quantity.endswith("channels")


def is_number(record: Evidence) -> bool:
    return not isinstance(record.value, (str, tuple))
