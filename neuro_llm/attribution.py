"""Which seconds and channels carried an answer that rests on neural tokens: records of kind "attribution"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from neuro_llm.adapters.intents import FAMILIES
from neuro_llm.recordings.errors import MeasureError
from neuro_llm.recordings.evidence.record import Evidence

from .answer import Answer
from .learned import by_head
from .study import Study

SECONDS, CHANNELS = "influence of seconds", "influence of channels"

_PARTS = r"(?:seconds?|times?|parts?|moments?|channels?|electrodes?|sensors?)"
_CARRIED = re.compile(
    rf"\W*(?:and )?(?:on )?(?:which|what) {_PARTS}\b.*\b(?:bas(?:e|ed|ing)|rest(?:s|ed)?|rel(?:y|ies|ied)|"
    r"depend\w*|carr(?:y|ies|ied)|drove|decided)\b",
    re.I,
)


def asks_what_carried(question: str) -> bool:
    """ "Which channels did you base that on?", "Which seconds carried the answer?" """
    return _CARRIED.match(question) is not None


def attributed(answer: Answer, studies: Sequence[Study]) -> tuple[Evidence, ...]:
    """Records of the seconds and the channels that an answer hangs on, numbered on from its evidence.

    MeasureError where the answer rests on no estimate of an encoder: what was measured names its own place.
    """
    known = {study.id: study for study in studies if study.estimates}
    states = [r for r in answer.evidence if r.kind == "estimated" and r.recording in known and not by_head(r)]
    record = next((r for r in states if r.quantity in FAMILIES or r.quantity == "onset"), None)
    if answer.abstained or record is None:
        raise MeasureError(
            "The answer rests on no estimate from neural tokens, so no seconds and channels carried it; its measured "
            "records name theirs."
        )
    found = _records(record, known[record.recording])
    return tuple(replace(one, id=f"E{len(answer.evidence) + i}") for i, one in enumerate(found, start=1))


def _records(record: Evidence, study: Study) -> list[Evidence]:
    from neuro_llm.encoders.occlusion import influence

    onset = record.quantity == "onset"
    family, value = ("seizure", "present") if onset else (record.quantity, str(record.value))
    span = (record.start, record.stop)
    found = influence(study.encoder, study.recording, family, value, span)
    how = (
        "occlusion: parts left out, how far the log odds of {what} fall by the heads of the EEG encoder; the smallest "
        "that take half of what any takes; {parts}; largest fall {fall:.2f} nats"
    )
    shared = {"what": f"{family} {value}", "fall": found.seconds_fall}
    base = replace(record, kind="attribution", unit="", probability=None, id="")
    seconds = replace(
        base, quantity=SECONDS, value=found.seconds, unit="s",
        method=how.format(parts="2 to 12 s within each window", **shared),
    )  # fmt: skip
    shared["fall"] = found.channels_fall
    channels = replace(
        base, quantity=CHANNELS, value=found.channels, channels=study.recording.fields,
        method=how.format(parts="each channel, alone and with its neighbours", **shared),
    )  # fmt: skip
    return [seconds, channels] if len(study.recording.fields) > 1 else [seconds]
