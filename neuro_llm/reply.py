"""One answer: from records to a decision, to checked text."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from typing import Any, ClassVar

from neuro_llm.adapters.intents import FAMILIES, REASONS
from neuro_llm.adapters.prompt import Turn, choice_question
from neuro_llm.adapters.slots import YES_NO, fill
from neuro_llm.recordings.errors import MeasureError
from neuro_llm.recordings.evidence import BANDS
from neuro_llm.recordings.evidence.record import Evidence

from . import comparing, decision, declining, description, modalities, rules, wording
from .answer import Answer, checked, number_records
from .attribution import asks_what_carried, attributed
from .checking import Ground, find_unsupported
from .gathering import Asked, CannotTell, Gathered, Mind, gather, is_number
from .judging import EVENT_OF
from .marking import Marker
from .rounds import Rounds
from .speaker import Prompt
from .study import Study, block, names_of

ONSET_UNSURE = 0.4
NOT_CALIBRATED = "The probabilities of the options are not calibrated."

_SLOT = re.compile(r"<(E\d+)>")
_TOPICS = {
    "eyes": r"eyes?\b(?! blink)|eyelid",
    "seizure": r"seizure|ictal|onset\b",
    "spindles": "spindle",
    "blinks": r"(?:eye )?blink",
    "bad": r"bad\b",
    "flat": r"flat\b",
    "noisy": r"noisy\b",
    "clipped": "clip",
    "line": r"line (?:noise|frequency)|mains|hum\b",
    "muscle": "muscle",
    "heart": "heart",
    "reference": "referenc",
    "events": r"events?\b",
    "length": r"duration|lasts\b|length",
    "sampling": "sampl",
    "relative": "relative",
    **{band: rf"{band}\b" for band in BANDS},
    "alpha": r"alpha\b|posterior rhythm",
}
"""What a clause or a quantity is about: topic → words that tell."""

_STATES = frozenset(("eyes", "seizure", "spindles", "blinks"))
"""Topics that a clause must name where it shows their value: "present" alone tells nothing."""

_SORTS = frozenset(("relative", *BANDS))
"""Topics that the whole text must name where it shows their value: a power without its band tells nothing."""

_CANNOT = re.compile(r"\W*(?:i )?(?:cannot|can't|can not) tell\b", re.I)


@dataclass
class Reply:
    """Answers one question.

    history    earlier turns, for language models that read them
    weighed    the language model's likelihood alone chose among the options
    by_tokens  what it tells may rest on neural tokens
    """

    by_tokens: ClassVar[bool] = True
    asked: Asked
    mind: Mind
    history: Sequence[Turn] = ()
    last: Answer | None = None
    generation: Mapping[str, Any] = field(default_factory=dict)
    weighed: bool = False

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
            why, instead = self._rejection(understood.reason or "unclear")
            asked_for = understood.reason == "diagnosis"
            facts = declining.offered(self.asked.question, self.asked.studies) if asked_for else ()
            raise CannotTell(why, f"{instead} {declining.SHOWN}" if facts else instead, facts)
        said = self._said_at_once()
        if said is not None:
            yield from told(said)
            return
        found = gather(self.asked, self.mind.slots)
        if self.asked.choices is not None:
            yield from told(self._closed(found, self.asked.choices))
        elif found.compares:
            text = comparing.compared(self.asked.question, found.records, found.sides)
            yield from told(self._checked(self._answer(text, found.records, notes=found.notes)))
        else:
            yield from self._open(found)

    def _must_reject(self, reason: str) -> bool:
        """The embedded default answers nothing outside its ground; other language models may try the rest."""
        return self.mind.slots or reason in ("diagnosis", "treatment", "person", "off-topic")

    def _rejection(self, reason: str) -> tuple[str, str]:
        """Why the question is turned down, and what is possible instead."""
        unread = [study.recording for study in self.asked.studies if study.encoder is None]
        beyond = [recording for recording in unread if not recording.fields]
        if beyond and reason in ("diagnosis", "not measurable", "unclear"):
            return REASONS[reason], modalities.instead(beyond[0])
        return wording.rejection(self.asked.question, reason)

    def _said_at_once(self) -> Answer | None:
        """Greetings, help, and what the last answer rests on: no recording is looked at."""
        name = self.asked.understanding.intent
        if asks_what_carried(self.asked.question) and self.last is not None and self.last.evidence:
            return self._carried(self.last)
        if name in ("help", "greeting"):
            return self._answer(wording.HELP if name == "help" else wording.GREETING, ())
        if name == "explain" and self.last is not None and self.last.evidence:
            return self._answer(wording.explained(self.last.cited or self.last.evidence), self.last.evidence)
        if name in ("explain", "follow-up"):
            raise CannotTell("there is no earlier answer to go back to", "Ask for one thing first.")
        return None

    def _carried(self, last: Answer) -> Answer:
        """Which seconds and channels the last answer hangs on: by its tokens, else those of its records."""
        try:
            found = attributed(last, self.asked.studies)
        except MeasureError:
            return self._answer(wording.explained(last.cited or last.evidence), last.evidence)
        return self._answer(wording.explained(found), (*last.evidence, *found))

    def _answer(self, text: str, records: Sequence[Evidence], **values: Any) -> Answer:
        notes = (*self.mind.notes, *values.pop("notes", ()))
        intent = self.asked.intent
        return Answer(text, tuple(records), quantity=intent.name if intent else "", notes=notes, **values)

    def _checked(self, answer: Answer) -> Answer:
        return checked(answer, names_of(self.asked.studies))

    def _without_names(self, reason: str) -> str:
        """The reason without the recordings' file names: they may name people."""
        for study in self.asked.studies:
            name = study.recording.name
            reason = reason.replace(f"{name}: ", "").replace(name, "the recording") if name else reason
        return reason

    def _parts(self, records: Sequence[Evidence]) -> set[str]:
        """Ids of records about a part of their recording, whose seconds the text has to name."""
        lengths = {study.id: study.recording.duration for study in self.asked.studies}
        known = [record for record in records if record.recording in lengths]
        return {r.id for r in known if r.start > 0.05 or r.stop < lengths[r.recording] - 0.05}

    # ---- closed questions ----

    def _closed(self, found: Gathered, choices: tuple[str, ...]) -> Answer:
        if len(self.asked.studies) > 1:
            ids = wording.listed([study.id for study in self.asked.studies])
            reason = f"options can be weighed for one recording at a time, not for {ids}"
            raise CannotTell(reason, "Name one of them.")
        records = found.records
        probabilities, calibrated = self._decided(choices, records)
        choice = max(probabilities, key=lambda option: probabilities[option])
        sure = probabilities[choice] if calibrated else None
        plausible = self._plausible(probabilities, records) if calibrated else ()
        text = wording.chosen(choice, sure, records, self._parts(records))
        notes = found.notes if calibrated else (*found.notes, NOT_CALIBRATED)
        decided: dict[str, Any] = {"choice": choice, "probabilities": probabilities, "confidence": sure}
        if plausible and decision.is_guess(probabilities):
            reason = wording.not_ruled_out(plausible)
            text = f"{wording.cannot_tell(reason)} Most likely {text}"
            decided |= {"abstained": True, "reason": reason}
        elif len(plausible) > 1:
            text = f"{text} {wording.capital(wording.also_possible(plausible))}."
        decided["plausible"] = plausible
        return self._checked(self._answer(text, records, notes=notes, **decided))

    def _decided(
        self, choices: tuple[str, ...], records: tuple[Evidence, ...]
    ) -> tuple[dict[str, float], bool]:
        """Option → probability, and whether it is calibrated."""
        calibrated = self._by_estimate(choices, records)
        if calibrated is not None:
            return calibrated, True
        ruled = rules.chosen(choices, records, self.asked.studies[0].recording)
        ruled = ruled or decision.by_rule(self.asked.question, self.asked.intent, choices, records[0])
        if ruled is not None:
            return ruled, False
        if not self.mind.slots:
            self.weighed = True
            return self._by_likelihood(choices, records), False
        reason = f"it is not clear what {wording.listed(choices)} mean for this question"
        raise CannotTell(reason, "Ask without options, or with options such as yes and no.", records)

    def _by_estimate(
        self, choices: tuple[str, ...], records: tuple[Evidence, ...]
    ) -> dict[str, float] | None:
        """From the calibrated estimate of the question's family."""
        onset = next((record for record in records if record.quantity == "onset"), None)
        if onset is not None:
            return decision.by_interval(choices, onset)
        intent = self.asked.intent
        family = intent.family if intent is not None else ""
        record = next((r for r in records if r.kind == "estimated" and r.quantity == family), None)
        if record is None or family not in FAMILIES:
            return None
        values, _ = self.asked.studies[0].known(record)
        return decision.by_estimate(self.asked.question, family, choices, values)

    def _plausible(
        self, probabilities: Mapping[str, float], records: tuple[Evidence, ...]
    ) -> tuple[str, ...]:
        """The options of a calibrated answer that cannot be ruled out; () where no limits were fitted."""
        onset = next((record for record in records if record.quantity == "onset"), None)
        if onset is not None:
            return decision.near(
                probabilities, onset, self.mind.judge.scale("onset").least.get("seconds", 0.0)
            )
        family = self.asked.intent.family if self.asked.intent is not None else ""
        record = next(r for r in records if r.kind == "estimated" and r.quantity == family)
        _, values = self.asked.studies[0].known(record)
        return decision.not_ruled_out(self.asked.question, family, probabilities, values)

    def _by_likelihood(self, choices: tuple[str, ...], records: tuple[Evidence, ...]) -> dict[str, float]:
        assert self.mind.speaker is not None
        return decision.by_likelihood(choices, self.mind.speaker.scores(self.shown(records), choices))

    def shown(self, records: tuple[Evidence, ...] | None = None) -> Prompt:
        """What the language model is shown of the question where it answers it; training makes its prompts here too.

        records   numbered; None: those that the question asks for. CannotTell where there are none
        """
        assert self.mind.speaker is not None
        records = gather(self.asked, self.mind.slots).records if records is None else records
        question, choices = self.asked.question, self.asked.choices
        if choices is not None:
            return self.prompt(choice_question(question, choices), records)
        rounds = Rounds(self.mind.speaker, self.asked.studies, records)
        return rounds.shown(partial(self.prompt, question))

    # ---- open questions ----

    def _open(self, found: Gathered) -> Iterator[str | Answer]:
        if self.mind.slots:
            self._refuse_unsure(found.records)
        first = found.records[0]
        single = len(self.asked.studies) == 1 and not self.asked.describing
        confidence = first.probability if single and first.kind == "estimated" else None
        if self.mind.slots:
            text = self._by_slots(found)
            yield from told(
                self._checked(self._answer(text, found.records, confidence=confidence, notes=found.notes))
            )
        else:
            yield from self._free(found, confidence)

    def _refuse_unsure(self, records: Sequence[Evidence]) -> None:
        """A question about a state of one recording whose estimate is close to a coin toss."""
        first, intent = records[0], self.asked.intent
        if (
            intent is None
            or self.asked.describing
            or first.probability is None
            or len(self.asked.studies) > 1
        ):
            return
        least = decision.UNSURE.get(len(FAMILIES.get(first.quantity, ())), 0.0)
        least = ONSET_UNSURE if first.quantity == "onset" else least
        if first.probability < least:
            raise CannotTell(f"the estimate of {intent.title} is hardly better than chance", "", records)

    def _by_slots(self, found: Gathered) -> str:
        """The small model's sentence with its slots filled; the code's own where that does not hold."""
        records, intent = found.records, self.asked.intent
        if len(found.sides) == len(records) > 1 and all(found.sides) and all(map(is_number, records)):
            return wording.ranked(records, found.sides)
        verdict = None
        if intent is not None and decision.is_polar(self.asked.question):
            verdict = decision.verdict(self.asked.question, intent, records[0])
        parts = self._parts(records)
        own = self._plainly(records, verdict)
        if intent is not None and intent.name == "onset" and records[0].quantity != "onset":
            return f"No seizure was found, so there is no onset. {own}"
        beyond = len(self.asked.studies) > 1 or not self.asked.studies[0].recording.fields
        beyond = beyond or self.asked.describing  # it learned to word a few records
        if self.mind.speaker is None or beyond or parts or found.placed or not wording.spoken(records):
            return own
        estimated = any(record.kind == "estimated" for record in records)
        prompt = self.prompt(self.asked.question, records, neural=estimated)
        raw = "".join(self.mind.speaker.pieces(prompt, **self.generation)).strip()
        said = fill(raw, records, verdict)
        return own if not holds(raw, records, verdict) or find_unsupported(said, records) else said

    def _plainly(self, records: Sequence[Evidence], verdict: bool | None = None) -> str:
        """The code's own sentences."""
        parts = self._parts(records)
        if self.asked.describing:
            return description.told(records, self.asked.studies, parts)
        return wording.plainly(self.asked.intent, records, verdict, parts)

    def prompt(self, question: str, records: tuple[Evidence, ...], neural: bool = True) -> Prompt:
        """What the language model is shown; neural=False: what was measured needs no neural tokens."""
        speaker = self.mind.speaker
        assert speaker is not None
        neural = neural and speaker.neural and all(study.encoder is not None for study in self.asked.studies)
        encoded = [self._seen(study, records) if neural else None for study in self.asked.studies]
        blocks = [
            block(study, records, slots=speaker.slots, encoded=code)
            for study, code in zip(self.asked.studies, encoded, strict=True)
        ]
        turns = [] if speaker.slots else [Turn("system", wording.INSTRUCTION), *self.history]
        tokens = [segment for code in encoded if code is not None for segment in code.neural]
        return Prompt([*turns, Turn("user", question)], blocks, tokens)

    def _seen(self, study: Study, records: Sequence[Evidence]) -> Any:
        """The encoding that a prompt shows: of a long recording with the moment that the records are about."""
        encoded = study.encoded()
        if not study.estimates and self.mind.speaker is not None and self.mind.speaker.space:
            return replace(encoded, in_space=True)
        for record in records:
            if record.recording != study.id:
                continue
            first = record.value[0] if isinstance(record.value, tuple) and record.value else None
            interval = first if isinstance(first, tuple) else None
            seen = study.zoomed(encoded, EVENT_OF.get(record.quantity, record.quantity), interval)
            if seen is not encoded:
                return seen
        return encoded

    def _free(self, found: Gathered, confidence: float | None) -> Iterator[str | Answer]:
        """Another language model writes; what no record supports is marked before it is shown."""
        assert self.mind.speaker is not None
        records = found.records
        marker = Marker(Ground(records, names=names_of(self.asked.studies)))
        rounds = Rounds(self.mind.speaker, self.asked.studies, records)
        for piece in rounds.pieces(partial(self.prompt, self.asked.question), self.generation):
            marker.ground = replace(marker.ground, evidence=rounds.records)
            if shown := marker.feed(piece):
                yield shown
        records = rounds.records
        if shown := marker.close():
            yield shown
        values: dict[str, Any] = {"notes": found.notes}
        if not marker.shown:
            text = self._plainly(records)
            yield from told(self._answer(text, records, confidence=confidence, **values))
        elif _CANNOT.match(marker.shown):
            yield self._answer(marker.shown, records, abstained=True, reason=marker.shown,
                               unsupported=marker.unsupported, **values)  # fmt: skip
        else:
            yield self._answer(marker.shown, records, confidence=confidence,
                               unsupported=marker.unsupported, **values)  # fmt: skip


def holds(raw: str, records: Sequence[Evidence], verdict: bool | None) -> bool:
    """Is the small model's sentence whole? It names the answering record, no missing one and no number.

    verdict   to a yes-or-no question: then the sentence must leave its place free, and only then
    """
    slots = _SLOT.findall(raw)
    bare = re.sub(r"<E\d+>|<yesno>|1/f\b", "", raw)
    whole = records[0].id in slots and set(slots) <= {record.id for record in records}
    clean = not re.search(r"[\d<>]|^\W*(?:yes|no)\b|cannot tell", bare, re.I) and raw.endswith((".", "!"))
    return whole and clean and (YES_NO in raw) == (verdict is not None) and _on_topic(raw, records)


def _on_topic(raw: str, records: Sequence[Evidence]) -> bool:
    """Does every clause speak of what its slots are about, and of nothing else that has records of its own?"""
    about = {record.id: _topics(record.quantity) for record in records}
    for clause in re.split(r"[;.!]|, and ", raw):
        allowed, named = set().union(*(about[name] for name in _SLOT.findall(clause))), _topics(clause)
        if not allowed & _STATES <= named <= allowed:
            return False
    shown = set().union(*(about[name] for name in _SLOT.findall(raw)))
    return shown & _SORTS <= _topics(raw)


def _topics(text: str) -> set[str]:
    return {topic for topic, pattern in _TOPICS.items() if re.search(rf"\b(?:{pattern})", text, re.I)}


def told(answer: Answer) -> Iterator[str | Answer]:
    """The text word by word, then the answer."""
    yield from re.findall(r"\s*\S+", answer.text)
    yield answer
