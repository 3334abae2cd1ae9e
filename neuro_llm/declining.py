"""What is offered where a diagnosis is asked for: the measured and estimated facts, each with its record."""

from __future__ import annotations

import re
from collections.abc import Sequence
from contextlib import suppress

from neuro_llm.recordings.errors import MeasureError, RecordingError
from neuro_llm.recordings.evidence.record import Evidence

from . import gate
from .plan import Request
from .study import Study

SHOWN = "What this recording shows, which is no diagnosis:"
MOST_RECORDINGS = 2

_FACTS = (
    Request("measured", "dominant frequency"),
    Request("estimated", "seizure"),
    Request("measured", "bad channels"),
)
_ASLEEP = (Request("estimated", "dominant band"), Request("estimated", "spindles"), *_FACTS[2:])
_SLEEP = re.compile(r"sleep|insomn|narcol|apn|night", re.I)


def offered(question: str, studies: Sequence[Study]) -> tuple[Evidence, ...]:
    """The standing facts of the recordings that are asked about; without states where there is no brain activity."""
    found: list[Evidence] = []
    for study in studies[:MOST_RECORDINGS]:
        records = []
        for request in _ASLEEP if _SLEEP.search(question) else _FACTS:
            with suppress(MeasureError, RecordingError):  # this recording does not allow it
                records.append(study.record(request))
        doubt = gate.doubt(study, records)
        found += [record for record in records if doubt is None or gate.is_fact(record)]
    return tuple(found)
