"""The answer to a question about a labelled task: what its head estimates, as a choice or in a sentence."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, ClassVar

from neuro_llm.adapters.intent import Understanding
from neuro_llm.adapters.scope import scoped
from neuro_llm.adapters.slots import one_line
from neuro_llm.recordings.errors import RecordingError
from neuro_llm.recordings.evidence.record import Evidence

from . import decision, wording
from .answer import Answer, number_records
from .gathering import Asked, CannotTell, Gathered, looked_at
from .learned import Learned, Meant
from .reply import Reply, told

if TYPE_CHECKING:
    from neuro_llm.encoders.tasks import TaskHead

    from .study import Study

TOO_LONG = 3.0
"""Times the longest span that a head was fitted on: beyond it, spans of several options may lie in one."""


def by_task(reply: Reply) -> TaskReply | None:
    """The same reply where a task head decides it, else None."""
    meant = meant_by(reply.asked, reply.mind.learned)
    return None if meant is None else TaskReply(**vars(reply), meant=meant)


def meant_by(asked: Asked, learned: Learned) -> Meant | None:
    """The head that decides a question of a conversation; None: it is answered as without heads.

    Questions for a diagnosis stay turned down, whatever was learnt.
    """
    if not learned.heads or len(asked.studies) != 1 or asked.comparison:
        return None
    allowed = scoped(asked.question, asked.choices or (), Understanding("describe", 1.0))
    if allowed.rejected:
        return None
    intent = asked.intent
    measurable = intent is not None and bool(intent.records) and not intent.family
    meant = learned.meant(asked.question, asked.choices, asked.studies[0].recording, measurable)
    if meant is not None and not meant.head.informative and intent is not None and intent.family:
        return None
    return meant


@dataclass(frozen=True)
class Told:
    """What a head says: its record, choice → probability, and why it is not sure ("": it is)."""

    record: Evidence
    probabilities: dict[str, float]
    doubt: str = ""


def told_by(meant: Meant, asked: Asked) -> Told:
    """What the head says of the seconds that the question names, or that are in focus; CannotTell says why nothing."""
    study, head = asked.studies[0], meant.head
    start, stop = _span(asked, study, head)
    try:
        decided = head.decided(study.recording, start, stop)
    except RecordingError as error:
        raise CannotTell(error.cause, error.hint) from error
    allowed = {option for options in meant.choices.values() for option in options}
    shares = decision.normalised({o: p for o, p in decided.probabilities.items() if o in allowed})
    best = max(shares, key=lambda option: shares[option])
    record = Evidence(
        one_line(head.name, 60), one_line(best, 60), "", _channels(head, study), start, stop, head.method,
        "estimated", study.id, round(shares[best], 3),
    )  # fmt: skip
    told = {choice: sum(shares[option] for option in options) for choice, options in meant.choices.items()}
    return Told(record, told, _doubt(head, decided.strange))


def _channels(head: TaskHead, study: Study) -> tuple[str, ...]:
    """Those that the head reads; () where it reads all, or regions."""
    montage = head.parts[0].family.montage
    some = montage.sort == "channels" and len(montage.names) < len(study.recording.brain)
    return montage.names if some else ()


def _span(asked: Asked, study: Study, head: TaskHead) -> tuple[float, float]:
    """Seconds to decide; CannotTell where they hold several trials."""
    looked = looked_at(asked, study.recording)
    if looked.problem:
        raise CannotTell(looked.problem)
    start, stop = looked.start, looked.stop
    if start is None and stop is None:
        start, stop = study.start, study.stop
    first = 0.0 if start is None else start
    last = study.recording.duration if stop is None else min(stop, study.recording.duration)
    longest = head.seconds[1]
    if head.mixed and last - first > TOO_LONG * longest:
        raise CannotTell(
            f"{one_line(head.name, 60)} was learnt from spans of up to {longest:.3g} s, and these {last - first:.4g} s "
            "may hold several",
            "Name the seconds or the trial.",
        )
    return first, last


def _doubt(head: TaskHead, strange: bool) -> str:
    """Why the likeliest option is no answer."""
    if strange:
        return "this is unlike everything that the task was learnt from"
    if not head.informative:
        told = head.standing
        return (
            "the options could not be told apart better than chance in what it was learnt from, "
            f"each {told.grouped} left out in turn"
        )
    return ""


@dataclass
class TaskReply(Reply):
    """A reply that a task head decides; it reads the signal itself, not the neural tokens."""

    by_tokens: ClassVar[bool] = False
    meant: Meant | None = None

    def items(self) -> Iterator[str | Answer]:
        """As always, the answer saying which task it is about."""
        assert self.meant is not None
        for item in super().items():
            yield replace(item, quantity=self.meant.head.name) if isinstance(item, Answer) else item

    def _answered(self) -> Iterator[str | Answer]:
        assert self.meant is not None
        said = told_by(self.meant, self.asked)
        found = Gathered(number_records([said.record]))
        if self.asked.choices is not None:
            yield from told(self._chosen(found, said))
        elif said.doubt or decision.is_guess(said.probabilities):
            raise CannotTell(said.doubt or _hardly(said), "", found.records)
        elif self.mind.slots:
            verdict = None if self.meant.yes is None else said.record.value == self.meant.yes
            text = wording.plainly(None, found.records, verdict, self._parts(found.records))
            sure = said.record.probability
            yield from told(self._checked(self._answer(text, found.records, confidence=sure)))
        else:
            yield from self._free(found, said.record.probability)

    def _chosen(self, found: Gathered, said: Told) -> Answer:
        choice = max(said.probabilities, key=lambda option: said.probabilities[option])
        sure = said.probabilities[choice]
        text = wording.chosen(choice, sure, found.records, self._parts(found.records))
        decided: dict[str, Any] = {"choice": choice, "probabilities": said.probabilities, "confidence": sure}
        guess = decision.is_guess(said.probabilities)
        if said.doubt or guess:
            reason = said.doubt or _hardly(said)
            text = f"{wording.cannot_tell(reason)} Most likely {text}"
            decided |= {"abstained": True, "reason": reason}
        return self._checked(self._answer(text, found.records, **decided))


def _hardly(said: Told) -> str:
    return f"the estimate of {said.record.quantity} is hardly better than a guess"
