"""From what the encoder and the language model say of a recording to one calibrated probability per state.

Every number that is shown of a state comes from here: the records of an answer, its confidence, its options.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import TYPE_CHECKING, Any

from neuro_llm.adapters.intents import FAMILIES
from neuro_llm.adapters.prompt import Turn, choice_question
from neuro_llm.recordings.errors import MeasureError
from neuro_llm.recordings.evidence.record import Evidence

from .calibration import Calibration, Scale
from .cues import FAMILY, few, looks, pooled
from .decision import by_likelihood, combined, distribution

if TYPE_CHECKING:
    from neuro_llm.encoders.outlook import Outlook

    from .speaker import Speaker
    from .study import Study

BAD = "bad channels"

QUESTIONS = {
    "eyes": "Are the eyes open or closed?",
    "seizure": "Seizure or no seizure?",
    "spindles": "Are sleep spindles present or absent?",
    "blinks": "Are eye blinks present or absent?",
    "bad channels": "Are bad channels present or absent?",
    "dominant band": "Which band dominates?",
    "line noise": "Is there line noise, and at which frequency?",
}
"""How the language model is asked for a family, whatever the user's words: the same state, the same number."""

EVENT_OF = {"seizure times": "seizure", "spindle times": "spindles", "blink times": "blinks"}
"""Records of when an event happens → the family that says whether it does."""


@dataclass(frozen=True)
class Judged:
    """What is known of the states of one span.

    records        the encoder's estimates with calibrated values and probabilities
    probabilities  family → value → calibrated probability
    plausible      family → values that cannot be ruled out, likeliest first
    """

    records: tuple[Evidence, ...]
    probabilities: Mapping[str, Mapping[str, float]]
    plausible: Mapping[str, tuple[str, ...]]

    def holds(self, family: str, span: tuple[float, float]) -> bool:
        """Does it tell the family for this span (s)?"""
        return any(r.quantity == family and (r.start, r.stop) == span for r in self.records)


@dataclass(frozen=True)
class Judge:
    """How estimates become calibrated ones.

    combine  family → weight of the option likelihood beside the estimate, 0..1
    speaker  the language model that reads the tokens; None or without tokens: the estimate alone
    """

    calibration: Calibration = field(default_factory=Calibration)
    combine: Mapping[str, float] = field(default_factory=dict)
    speaker: Speaker | None = None

    @property
    def reads(self) -> bool:
        """May the option likelihood have a part in it? Other language models than the embedded one were not weighed."""
        return self.speaker is not None and self.speaker.slots

    @cached_property
    def outlook(self) -> Outlook | None:
        """Where usual recordings lie; None where it was not fitted."""
        from neuro_llm.encoders.outlook import Outlook

        return Outlook.from_dict(self.calibration.outlook) if self.calibration.outlook else None

    def scale(self, family: str) -> Scale:
        return self.calibration.of(family, self.reads)

    def judged(self, study: Study, encoded: Any) -> Judged:
        """All states of the span that `encoded` was made of.

        Events of long recordings are calibrated for their length (`encoders.moments`), the scale is for short ones.
        """
        told = {r.quantity: self.told(study, encoded, r) for r in encoded.estimates if r.quantity in FAMILIES}
        found = measured_bad(study, encoded) if self.scale(BAD).measured else None
        scales = {family: self.scale(family) for family in told}
        if FAMILY in told and self.calibration.cues and few(study, encoded):
            told[FAMILY] = pooled(told[FAMILY], looks(study, encoded), self.calibration.cues)
            scales[FAMILY] = self.calibration.few[FAMILY]
        probabilities = {
            family: values
            if family in EVENT_OF.values() and getattr(encoded, "timeline", None) is not None
            else scales[family].apply(values, bool(found) if family == BAD and found is not None else None)
            for family, values in told.items()
        }
        plausible = {family: scales[family].plausible(values) for family, values in probabilities.items()}
        records = tuple(self._record(record, probabilities, found or ()) for record in encoded.estimates)
        return Judged(records, probabilities, plausible)

    def told(self, study: Study, encoded: Any, record: Evidence) -> dict[str, float]:
        """Value → probability of the family of an estimated record, before the calibration."""
        family = record.quantity
        estimated = distribution(record, getattr(encoded, "probabilities", {}).get(family))
        weight = float(self.combine.get(family, 0.0))
        if weight <= 0 or not self.reads:
            return estimated
        return combined(estimated, self.likelihood(study, encoded, family), weight)

    def likelihood(self, study: Study, encoded: Any, family: str) -> dict[str, float]:
        """Value → probability by the language model, which sees the neural tokens and no evidence."""
        from .speaker import Prompt
        from .study import block

        assert self.speaker is not None
        values = FAMILIES[family]
        shown = study.zoomed(encoded, family) if self.speaker.neural else None
        prompt = Prompt(
            [Turn("user", choice_question(QUESTIONS[family], values))],
            [block(study, (), slots=self.speaker.slots, encoded=shown)],
            () if shown is None else shown.neural,
        )
        return by_likelihood(values, self.speaker.scores(prompt, values))

    def _record(
        self, record: Evidence, probabilities: Mapping[str, Mapping[str, float]], found: tuple[str, ...]
    ) -> Evidence:
        if record.quantity == "onset" and record.probability is not None:
            told = self.scale("onset").apply({"right": record.probability, "wrong": 1 - record.probability})
            return replace(record, probability=round(told["right"], 3))
        if record.quantity in EVENT_OF:
            sure = probabilities[EVENT_OF[record.quantity]]
            there = sure["present"] > sure["absent"]
            return record if there else replace(record, value=(), probability=round(sure["absent"], 3))
        if record.quantity not in probabilities:
            return record
        values = probabilities[record.quantity]
        best = max(values, key=lambda value: values[value])
        names = record.channels
        if record.quantity == BAD:
            also = (name for name in found if name not in names)
            names = (*names, *also) if best == "present" else ()
        return replace(record, value=best, probability=round(values[best], 3), channels=names)


def measured_bad(study: Study, encoded: Any) -> tuple[str, ...] | None:
    """Channels that the measurement finds bad in the span of `encoded`; None where it cannot tell."""
    from .plan import Request

    start, stop = next(((record.start, record.stop) for record in encoded.estimates), (None, None))
    try:
        record = study.record(Request("measured", BAD, None, start, stop))
    except MeasureError:
        return None
    return tuple(str(name) for name in record.value) if isinstance(record.value, tuple) else ()
