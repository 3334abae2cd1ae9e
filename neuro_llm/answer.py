"""What the assistant gives back: text, its evidence, and what in the text nothing supports."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import asdict, dataclass, field, replace
from typing import Any

from neuro_llm.recordings.evidence.record import Evidence
from neuro_llm.recordings.untrusted import Untrusted

from .checking import Ground, cited_ids
from .marking import MARK, Marker

STRONG, WEAK = 0.45, 0.2
"""Reliance in nats from which it is called strong or weak. Of answers about simulated recordings whose samples were
shuffled in time one in ten reaches WEAK and one in twenty STRONG (120 recordings, 840 answers)."""

LONGEST_ANSWER, MOST_RECORDS = 100_000, 1000
"""Characters and records of an answer that are taken from a file."""

_CONTROLS = {
    "without": "the words alone give this answer too",
    "shuffled": "the same samples in random order give it too",
    "other": "other recordings give it too",
}


@dataclass(frozen=True)
class Reliance:
    """How much likelier the answer is with the real neural tokens than with each control, nats per answer token.

    An answer that was decided among options (a state, a choice) counts as one token, the choice: what is compared is
    the probability that the same decision gives to it.

    without   with no neural tokens: by the words of the question alone
    shuffled  with the tokens of the same samples in random order
    other     with the tokens of other recordings; None where there are none
    change    closed questions: how much the probability of the choice falls without the real tokens, at the control
              that gives it most; else None
    """

    without: float
    shuffled: float
    other: float | None
    change: float | None = None

    @property
    def nats(self) -> float:
        """The least that the real tokens add over any control; about 0 or less: the words alone make the answer."""
        return min(value for value in (self.without, self.shuffled, self.other) if value is not None)

    @property
    def strength(self) -> str:
        """ "strong", "weak" or "none"."""
        return "strong" if self.nats >= STRONG else "weak" if self.nats >= WEAK else "none"

    @property
    def shown(self) -> str:
        """For a person: "strong, 0.82 nats per token (no tokens 0.94, shuffled 1.53, others 0.82)"."""
        names = {"without": "no tokens", "shuffled": "shuffled", "other": "others"}
        added = {name: getattr(self, name) for name in names if getattr(self, name) is not None}
        told = ", ".join(f"{names[name]} {value:.2f}" for name, value in added.items())
        why = f"; {_CONTROLS[min(added, key=lambda name: added[name])]}" if self.strength == "none" else ""
        return f"{self.strength}, {self.nats:.2f} nats per token ({told}){why}"

    @classmethod
    def from_dict(cls, values: Mapping[str, Any]) -> Reliance:
        """Reliance as `Answer.to_dict` tells it; what it derives is derived again."""
        told = Untrusted(values, "The reliance of an answer")
        return cls(
            told.finite("without"), told.finite("shuffled"), told.number("other"), told.number("change")
        )


@dataclass(frozen=True)
class Answer:
    """One answer.

    text           cites records as [E1]; what no record supports is followed by "(unsupported)"
    evidence       the records that the answer was given, numbered E1, E2, ...
    confidence     calibrated probability in [0, 1], or None where there is no basis for one
    reliance       how much the answer depends on the neural tokens; None: they had no part in it
    abstained      True: "cannot tell"; `reason` says why
    choice         the option chosen, where `choices` were given
    probabilities  option → probability, sums to 1, where `choices` were given
    plausible      options that cannot be ruled out (conformal set at 90 %), likeliest first; () where not calibrated
    unsupported    numbers, channels and citations in the text that no record supports
    quantity       what the question was taken to ask for; "" where it was not clear
    notes          what the reader must know about this answer (model without neural adapter, ...)
    """

    text: str
    evidence: tuple[Evidence, ...] = ()
    confidence: float | None = None
    reliance: Reliance | None = None
    abstained: bool = False
    reason: str = ""
    choice: str | None = None
    probabilities: Mapping[str, float] | None = None
    plausible: tuple[str, ...] = ()
    unsupported: tuple[str, ...] = ()
    quantity: str = ""
    notes: tuple[str, ...] = field(default=())

    @property
    def cited(self) -> tuple[Evidence, ...]:
        """The records that the text cites, in the order of their numbers."""
        ids = cited_ids(self.text)
        return tuple(record for record in self.evidence if record.id in ids)

    def to_dict(self) -> dict[str, Any]:
        """Plain values for JSON, one key per field."""
        return {
            "text": self.text,
            "evidence": [plain(record.to_dict()) for record in self.evidence],
            "confidence": plain(self.confidence),
            "reliance": None
            if self.reliance is None
            else plain(
                {
                    **asdict(self.reliance),
                    "nats": self.reliance.nats,
                    "strength": self.reliance.strength,
                }
            ),
            "abstained": self.abstained,
            "reason": self.reason,
            "choice": self.choice,
            "probabilities": None if self.probabilities is None else plain(dict(self.probabilities)),
            "plausible": list(self.plausible),
            "unsupported": list(self.unsupported),
            "quantity": self.quantity,
            "notes": list(self.notes),
        }

    @classmethod
    def from_dict(cls, values: Mapping[str, Any]) -> Answer:
        """The answer of `to_dict`, also after JSON. ConfigError where a value has the wrong type or size."""
        told = Untrusted(values, "An answer")
        reliance, choice = told.values.get("reliance"), told.values.get("choice")
        return cls(
            text=told.text("text", LONGEST_ANSWER),
            evidence=tuple(Evidence.from_dict(record) for record in told.items("evidence", MOST_RECORDS)),
            confidence=told.number("confidence"),
            reliance=None if reliance is None else Reliance.from_dict(reliance),
            abstained=told.flag("abstained"),
            reason=told.text("reason"),
            choice=None if choice is None else told.text("choice"),
            probabilities=None if told.values.get("probabilities") is None else told.numbers("probabilities"),
            plausible=told.texts("plausible"),
            unsupported=told.texts("unsupported"),
            quantity=told.text("quantity", 200),
            notes=told.texts("notes"),
        )


def plain(value: Any) -> Any:
    """`value` as JSON can hold it: tuples as lists, numpy numbers as Python's, NaN and infinity as None."""
    if isinstance(value, Mapping):
        return {str(key): plain(item) for key, item in value.items()}
    if isinstance(value, (list, tuple, set, frozenset)):
        return [plain(item) for item in value]
    if hasattr(value, "tolist"):  # numpy scalars and arrays
        return plain(value.tolist())
    if isinstance(value, float):
        return value if value - value == 0 else None
    if value is None or isinstance(value, (str, bool, int)):
        return value
    return str(value)


def number_records(records: Sequence[Evidence], *, limit: int = 8) -> tuple[Evidence, ...]:
    """The first `limit` records without repetition, named E1, E2, ... in their order."""
    kept: list[Evidence] = []
    for record in records:
        bare = replace(record, id="")
        if bare not in kept:
            kept.append(bare)
    return tuple(replace(record, id=f"E{i}") for i, record in enumerate(kept[:limit], start=1))


def checked(answer: Answer, names: Sequence[str] = (), doubted: Collection[str] = ()) -> Answer:
    """The answer with everything that no record supports marked in its text and listed in `unsupported`.

    names    channels of the recordings: one that no cited record names is not supported
    doubted  ids of records that could not be computed again
    """
    shares = tuple((answer.probabilities or {}).values())
    marker = Marker(Ground(answer.evidence, shares, tuple(names), doubted, answer.choice or ""))
    text = marker.feed(answer.text.replace(MARK, "")) + marker.close()
    return replace(answer, text=text, unsupported=marker.unsupported)
