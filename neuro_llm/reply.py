"""One answer: from a question that was understood to records, to a decision, to checked text."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from neuro_llm.adapters.intent import Understanding
from neuro_llm.adapters.intents import FAMILIES, INTENTS, Intent
from neuro_llm.adapters.prompt import Turn, choice_question
from neuro_llm.adapters.slots import YES_NO, fill
from neuro_llm.recordings.errors import MeasureError, RecordingError
from neuro_llm.recordings.evidence import QUANTITIES
from neuro_llm.recordings.evidence.record import Evidence

from . import comparing, decision, wording
from .answer import Answer, checked, number_records
from .focus import focus
from .marking import Marker
from .plan import Plan, plan
from .speaker import Prompt, Speaker
from .study import Study, block

UNSURE = {2: 0.6, 3: 0.5, 4: 0.45}
"""Values of a family → probability below which an open question gets "cannot tell"."""

ONSET_UNSURE = 0.25

FEWEST_FOR_BAD = 4  # channels; below, a share of bad ones means little


@dataclass(frozen=True)
class Asked:
    """A question as it was understood.

    studies     the recordings that it is about
    comparison  it asks how the first of them differs from the second
    """

    question: str
    choices: tuple[str, ...] | None
    studies: tuple[Study, ...]
    understanding: Understanding
    comparison: bool = False

    @property
    def intent(self) -> Intent | None:
        return INTENTS.get(self.understanding.intent)


@dataclass(frozen=True)
class Mind:
    """What answers: a language model (None: the code's own sentences), and how closed questions are decided.

    combine  family → weight of the option likelihood beside the estimate, 0..1
    notes    go into every answer
    """

    speaker: Speaker | None = None
    combine: Mapping[str, float] = field(default_factory=dict)
    notes: tuple[str, ...] = ()

    @property
    def slots(self) -> bool:
        return self.speaker is None or self.speaker.slots


class CannotTell(Exception):
    """There is no honest answer: why, what would be possible, and the records that show it."""

    def __init__(self, reason: str, instead: str = "", records: Sequence[Evidence] = ()) -> None:
        super().__init__(reason)
        self.reason, self.instead, self.records = reason, instead, tuple(records)


@dataclass
class Reply:
    """Answers one question. history: earlier turns, for language models that read them."""

    asked: Asked
    mind: Mind
    history: Sequence[Turn] = ()
    last: Answer | None = None
    generation: Mapping[str, Any] = field(default_factory=dict)
    _sides: tuple[str, ...] = ()
    _notes: tuple[str, ...] = ()

    def items(self) -> Iterator[str | Answer]:
        """Pieces of text, then the Answer; the pieces joined are its text."""
        try:
            yield from self._answered()
        except CannotTell as stop:
            records = number_records(stop.records)
            shown = f" {wording.capital('; '.join(wording.clauses(records)))}." if records else ""
            reason = self._without_names(stop.reason)
            text = wording.cannot_tell(reason, stop.instead) + shown
            yield from told(self._answer(text, records, abstained=True, reason=reason))

    def _answered(self) -> Iterator[str | Answer]:
        understood = self.asked.understanding
        if understood.rejected and self._must_reject(understood.reason or "unclear"):
            raise CannotTell(*wording.rejection(self.asked.question, understood.reason or "unclear"))
        said = self._said_at_once()
        if said is not None:
            yield from told(said)
            return
        records = self._records()
        if self.asked.choices is not None:
            yield from told(self._closed(records))
        elif any(record.quantity.startswith("difference") for record in records):
            text = comparing.compared(self.asked.question, records, self._sides)
            yield from told(checked(self._answer(text, records)))
        else:
            yield from self._open(records)

    def _must_reject(self, reason: str) -> bool:
        """The embedded default answers nothing outside its ground; other language models may try the rest."""
        return self.mind.slots or reason in ("diagnosis", "treatment", "person", "off-topic")

    def _said_at_once(self) -> Answer | None:
        """Greetings, help, and what the last answer rests on: no recording is looked at."""
        name = self.asked.understanding.intent
        if name == "help":
            return self._answer(wording.HELP, ())
        if name == "greeting":
            return self._answer(wording.GREETING, ())
        if name == "explain" and self.last is not None and self.last.evidence:
            records = self.last.cited or self.last.evidence
            return self._answer(wording.explained(records), self.last.evidence)
        if name in ("explain", "follow-up"):
            raise CannotTell("there is no earlier answer to go back to", wording.INSTEAD["unclear"])
        return None

    def _answer(self, text: str, records: Sequence[Evidence], **values: Any) -> Answer:
        notes = (*self.mind.notes, *self._notes, *values.pop("notes", ()))
        intent = self.asked.intent
        return Answer(text, tuple(records), quantity=intent.name if intent else "", notes=notes, **values)

    def _without_names(self, reason: str) -> str:
        """The reason without the recordings' file names: they may name people."""
        for study in self.asked.studies:
            name = study.recording.name
            reason = reason.replace(f"{name}: ", "").replace(name, "the recording") if name else reason
        return reason

    def _parts(self, records: Sequence[Evidence]) -> set[str]:
        """Ids of records about a part of their recording, whose seconds the text has to name."""
        lengths = {study.id: study.recording.duration for study in self.asked.studies}
        return {
            r.id for r in records
            if r.recording in lengths and (r.start > 0.05 or r.stop < lengths[r.recording] - 0.05)
        }  # fmt: skip

    # ---- records -------------------------------------------------------------------------------------------

    def _records(self) -> tuple[Evidence, ...]:
        """Numbered records of all recordings that are meant, the answering ones first."""
        found = [self._records_of(study) for study in self.asked.studies]
        if self.asked.comparison and len(found) > 1:
            pair = [next((r for r in records if _is_number(r)), records[0]) for records in found[:2]]
            change = comparing.difference(*pair)
            self._sides = ()
            return number_records([*pair, change] if change else pair)
        per_study = 8 if len(found) == 1 else max(1, min(2, 8 // len(found)))
        return number_records([record for records in found for record in records[:per_study]])

    def _records_of(self, study: Study) -> list[Evidence]:
        wanted = self._plan(study)
        records: list[Evidence] = []
        problems: list[str] = []
        for number, request in enumerate(wanted.records):
            try:
                records.append(study.record(request))
            except (MeasureError, RecordingError) as error:
                problems.append(str(error))
                if number == 0 and self.mind.slots and not self._has_another_way(request.quantity):
                    raise CannotTell(str(error)) from error
        if not records:
            raise CannotTell(problems[0] if problems else "nothing of it can be measured here")
        self._refuse_bad(study, wanted, records)
        self._notes = (*self._notes, *wanted.notes)
        self._sides = tuple(request.side for request in wanted.records)
        if wanted.intent == "comparison" and len(records) == 2:
            change = comparing.difference(*records)
            records += [change] if change else []
        return records

    def _plan(self, study: Study) -> Plan:
        understood = self.asked.understanding
        if understood.rejected or understood.intent not in INTENTS:
            understood = replace(understood, intent="describe", reason=None)
        looked = focus(self.asked.question, study.recording)
        made = plan(understood, looked, study.recording, self.asked.question)
        if made.cannot:
            raise CannotTell(made.cannot, made.need)
        return made

    def _has_another_way(self, quantity: str) -> bool:
        """An onset that is missing because there is no seizure is still answered by the seizure record."""
        intent = self.asked.intent
        return intent is not None and (intent.name == "describe" or quantity == "onset")

    def _refuse_bad(self, study: Study, wanted: Plan, records: Sequence[Evidence]) -> None:
        signal = any(_of_signal(record) for record in records)
        named = any(request.channels for request in wanted.records)
        if signal and not named and len(study.recording.brain) >= FEWEST_FOR_BAD:
            bad = study.mostly_bad()
            if bad is not None:
                count = f"{len(bad.value)} of {len(study.recording.brain)}"  # type: ignore[arg-type]
                raise CannotTell(
                    f"most channels are bad ({count})", "Name the channels to look at all the same.", [bad]
                )

    # ---- closed questions ----------------------------------------------------------------------------------

    def _closed(self, records: tuple[Evidence, ...]) -> Answer:
        choices = self.asked.choices or ()
        if len(self.asked.studies) > 1:
            ids = wording.listed([study.id for study in self.asked.studies])
            raise CannotTell(
                f"options can be weighed for one recording at a time, not for {ids}", "Name one of them."
            )
        probabilities, calibrated = self._decided(choices, records)
        choice = max(probabilities, key=lambda option: probabilities[option])
        sure = probabilities[choice] if calibrated else None
        text = wording.chosen(choice, sure, records, self._parts(records))
        notes = () if calibrated else ("The probabilities of the options are not calibrated.",)
        return checked(
            self._answer(
                text, records, choice=choice, probabilities=probabilities, notes=notes,
                confidence=sure,
            )
        )  # fmt: skip

    def _decided(
        self, choices: tuple[str, ...], records: tuple[Evidence, ...]
    ) -> tuple[dict[str, float], bool]:
        """Option → probability, and whether it is calibrated."""
        family = self._family(records)
        if family is not None:
            found = self._by_estimate(choices, family)
            if found is not None:
                weight = float(self.mind.combine.get(family.quantity, 0.0))
                if weight > 0 and self.mind.speaker is not None:
                    found = decision.combined(found, self._by_likelihood(choices, records), weight)
                return found, True
        onset = next((r for r in records if r.quantity == "onset"), None)
        if onset is not None:
            found = decision.by_interval(choices, onset)
            if found is not None:
                return found, True
        found = decision.by_rule(self.asked.question, self.asked.intent, choices, records[0])
        if found is not None:
            return found, False
        if not self.mind.slots:
            return self._by_likelihood(choices, records), False
        raise CannotTell(
            f"I do not know what {wording.listed(choices)} mean for this question",
            "Ask without options, or with options such as yes and no.",
            records,
        )

    def _family(self, records: Sequence[Evidence]) -> Evidence | None:
        """The estimated record that decides the question's family, if it is one."""
        intent = self.asked.intent
        if intent is None or intent.family not in FAMILIES:
            return None
        return next((r for r in records if r.kind == "estimated" and r.quantity == intent.family), None)

    def _by_estimate(self, choices: tuple[str, ...], record: Evidence) -> dict[str, float] | None:
        study = self.asked.studies[0]
        known = study.probabilities(record)
        values = decision.distribution(record, known)
        return decision.by_estimate(self.asked.question, record.quantity, choices, values)

    def _by_likelihood(self, choices: tuple[str, ...], records: tuple[Evidence, ...]) -> dict[str, float]:
        assert self.mind.speaker is not None
        question = choice_question(self.asked.question, choices)
        shown = () if self.mind.slots else records  # the embedded default weighs options by its tokens alone
        scores = self.mind.speaker.scores(self._prompt(question, shown), choices)
        return decision.by_likelihood(choices, scores)

    # ---- open questions ------------------------------------------------------------------------------------

    def _open(self, records: tuple[Evidence, ...]) -> Iterator[str | Answer]:
        self._refuse_unsure(records)
        first = records[0]
        confidence = first.probability if first.kind == "estimated" and len(self.asked.studies) == 1 else None
        intent = self.asked.intent
        if intent is not None and intent.name == "describe":
            confidence = None
        if self.mind.slots:
            text = self._by_slots(records)
            yield from told(checked(self._answer(text, records, confidence=confidence)))
            return
        yield from self._free(records, confidence)

    def _refuse_unsure(self, records: Sequence[Evidence]) -> None:
        """A question about a state whose estimate is close to a coin toss."""
        first, intent = records[0], self.asked.intent
        if not self.mind.slots or intent is None or intent.name == "describe" or first.kind != "estimated":
            return
        least = (
            ONSET_UNSURE
            if first.quantity == "onset"
            else UNSURE.get(len(FAMILIES.get(first.quantity, ())), 0.0)
        )
        if len(self.asked.studies) == 1 and first.probability is not None and first.probability < least:
            raise CannotTell(f"the estimate of {intent.title} is hardly better than chance", "", records)

    def _verdict(self, records: Sequence[Evidence]) -> bool | None:
        intent = self.asked.intent
        return None if intent is None else decision.verdict(self.asked.question, intent, records[0])

    def _by_slots(self, records: tuple[Evidence, ...]) -> str:
        """The small model's sentence with its slots filled; the code's own where that does not hold."""
        verdict = self._verdict(records)
        parts = self._parts(records)
        if len(self._sides) == len(records) > 1 and all(self._sides) and all(map(_is_number, records)):
            return wording.ranked(records, self._sides)
        own = wording.plainly(self.asked.intent, records, verdict if self._polar() else None, parts)
        if self.mind.speaker is None or len(self.asked.studies) > 1 or parts or records[0].event:
            return own
        prompt = self._prompt(self.asked.question, records)
        raw = "".join(self.mind.speaker.pieces(prompt, **self.generation)).strip()
        return fill(raw, records, verdict) if self._holds(raw, records, verdict) else own

    def _polar(self) -> bool:
        return bool(
            re.match(r"\W*(?:is|are|was|were|does|do|did|has|have|can|any)\b", self.asked.question, re.I)
        )

    def _holds(self, raw: str, records: Sequence[Evidence], verdict: bool | None) -> bool:
        """Is the small model's sentence whole: it names the answering record, no missing one, and no number?"""
        slots = re.findall(r"<(E\d+)>", raw)
        known = {record.id for record in records}
        bare = re.sub(r"<E\d+>|<yesno>", "", raw)
        whole = (
            bool(slots) and records[0].id in slots and set(slots) <= known and raw.endswith((".", "!", ">"))
        )
        return whole and not re.search(r"[\d<>]", bare) and (YES_NO not in raw or verdict is not None)

    def _prompt(self, question: str, records: tuple[Evidence, ...]) -> Prompt:
        speaker = self.mind.speaker
        assert speaker is not None
        neural = speaker.neural and all(study.encoder is not None for study in self.asked.studies)
        encoded = [study.encoded() if neural else None for study in self.asked.studies]
        blocks = [
            block(study, records, slots=speaker.slots, encoded=code)
            for study, code in zip(self.asked.studies, encoded, strict=True)
        ]
        turns: list[Turn] = []
        if not speaker.slots:
            turns = [Turn("system", wording.INSTRUCTION), *self.history]
        tokens = None
        if neural:
            import torch

            tokens = torch.cat([code.tokens for code in encoded if code is not None])
        return Prompt([*turns, Turn("user", question)], blocks, tokens)

    def _free(self, records: tuple[Evidence, ...], confidence: float | None) -> Iterator[str | Answer]:
        """Another language model writes; what no record supports is marked before it is shown."""
        assert self.mind.speaker is not None
        marker = Marker(records)
        for piece in self.mind.speaker.pieces(self._prompt(self.asked.question, records), **self.generation):
            if shown := marker.feed(piece):
                yield shown
        if shown := marker.close():
            yield shown
        if not marker.shown:
            yield from told(
                self._answer(wording.plainly(self.asked.intent, records), records, confidence=confidence)
            )
            return
        abstained = bool(re.match(r"\W*(?:i )?(?:cannot|can't|can not) tell\b", marker.shown, re.I))
        yield self._answer(
            marker.shown, records, unsupported=marker.unsupported, abstained=abstained,
            reason=marker.shown if abstained else "", confidence=None if abstained else confidence,
        )  # fmt: skip


def told(answer: Answer) -> Iterator[str | Answer]:
    """The text word by word, then the answer."""
    yield from re.findall(r"\s*\S+", answer.text)
    yield answer


def _is_number(record: Evidence) -> bool:
    return not isinstance(record.value, (str, tuple))


def _of_signal(record: Evidence) -> bool:
    quantity = QUANTITIES.get(record.quantity)
    if record.kind == "estimated":
        return record.quantity != "bad channels"
    return quantity is not None and bool(quantity.needs.kinds) and not record.quantity.endswith("channels")
