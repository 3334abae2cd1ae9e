"""Is it brain activity at all? What looks like noise, a lone tone or nothing is asked no question about the brain.

Facts of the file and of the signal (length, amplitude, mains, bad channels ...) are told all the same, with a note.
States and rhythms are not: an estimate of the eyes from white noise reads as fluently as one from a brain.
The limits are physical, none is fitted to a recording of a person: spectra of brains fall as 1/f to the power 0.5–3
(He 2014, Trends Cogn Sci 18:480), sensors on one head see the same sources, and nothing that lives stays the same
from second to second. Only the distance of the encoder's summary tokens is fitted, on simulated people.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING

from neuro_llm.recordings.errors import MeasureError, RecordingError
from neuro_llm.recordings.evidence import QUANTITIES
from neuro_llm.recordings.evidence.record import Evidence
from neuro_llm.recordings.likeness import Likeness

if TYPE_CHECKING:
    from .study import Study

MOST_FLAT = 0.5  # share of channels without a signal
LEAST_SLOPE = 0.2  # white noise, muscle, mains and sensor noise: 0 or below
MOST_TONE = 0.95
LEAST_SHARED = 2.0  # times chance
LEAST_SAME = 1e-3
PLAIN_SHAPE, PLAIN_COURSE = 1.15, 0.06  # a spectrum as straight and as steady as that of noise
FEWEST_PIECES = 4  # below, chance is too wide to judge anything but flatness and slope
FEW_CHANNELS = 2  # of which what they share tells little

FEWEST_FOR_BAD = 4  # channels; below, a share of bad ones means little

UNLIKE = "this does not look like brain activity"
NEED = "It needs a recording of brain activity: check the electrodes, the amplifier and the unit of the file."
NAMED = "Name the channels to look at all the same."

_FACTS = re.compile(
    r"(?:peak-to-peak )?amplitude|amplitude trend|(?:relative )?[a-z]+ power|aperiodic exponent|line noise|heart rate|"
    r"line frequency|(?:bad|flat|noisy|clipped) channels|(?:muscle|movement|artefact) fraction|"
    r"(?:muscle|movement|flat) times|\w+ (?:coherence|phase lag index)|correlation"
)
"""Measured quantities that are true of any signal; all others speak of a brain."""


@dataclass(frozen=True)
class Doubt:
    """Why nothing can be told of the brain here.

    shown  the quantity whose record shows it, or ""
    need   what would be needed
    """

    reason: str
    shown: str = ""
    need: str = NEED

    @classmethod
    def unlike(cls, reason: str, shown: str = "") -> Doubt:
        return cls(f"{UNLIKE}: {reason}", shown)


def of_signal(record: Evidence) -> bool:
    """Does the record rest on samples of the brain channels, not on the file alone?"""
    quantity = QUANTITIES.get(_plain(record))
    return record.kind == "estimated" or (quantity is not None and bool(quantity.needs.kinds))


def holds_anywhere(quantity: str) -> bool:
    """Is the measured quantity true of any signal?"""
    return _FACTS.fullmatch(quantity) is not None


def is_fact(record: Evidence) -> bool:
    """Does the record hold for any signal, brain or not?"""
    if record.kind == "estimated":
        return record.quantity in ("bad channels", "line noise")
    return not of_signal(record) or holds_anywhere(_plain(record))


def _plain(record: Evidence) -> str:
    return record.quantity.removeprefix("difference in ")


def doubt(study: Study, records: Sequence[Evidence], named: bool = False) -> Doubt | None:
    """Why nothing can be told of the brain in the span of the records; None where it can, or none is of the signal.

    named   the question names channels: then it is no matter how many others are bad
    """
    asked, channels = [record for record in records if of_signal(record)], len(study.recording.fields)
    if not asked or not channels:
        return None
    start, stop = asked[0].start, asked[0].stop
    found = by_signal(study.likeness(start, stop), channels)
    bad = None if found or named or channels < FEWEST_FOR_BAD else study.mostly_bad()
    if bad is not None and isinstance(bad.value, tuple):
        found = Doubt(f"most channels are bad ({len(bad.value)} of {channels})", "bad channels", NAMED)
    if found is not None or all(record.kind == "measured" for record in asked):
        return found
    return _by_outlook(study, start, stop)


def by_signal(seen: Likeness, channels: int) -> Doubt | None:
    """What physics says."""
    if seen.flat > MOST_FLAT:
        share = "all" if seen.flat == 1 else "most"
        return Doubt.unlike(f"{share} channels are bad, they hold no signal", "bad channels")
    if seen.slope is not None and seen.slope < LEAST_SLOPE:
        return Doubt.unlike(
            "its spectrum does not fall with frequency; that is how noise, muscle and mains look",
            "aperiodic exponent",
        )
    if seen.pieces < FEWEST_PIECES:
        return None
    if seen.tone is not None and seen.tone > MOST_TONE:
        return Doubt.unlike("one single frequency holds nearly all of its power", "dominant frequency")
    if seen.same is not None and seen.same < LEAST_SAME:
        return Doubt.unlike("all channels carry one and the same signal")
    if seen.shared is not None and seen.shared < LEAST_SHARED:
        return Doubt.unlike("its channels have no more in common than unrelated noise")
    plain = seen.shape is not None and seen.shape < PLAIN_SHAPE
    steady = seen.course is not None and seen.course < PLAIN_COURSE
    if channels <= FEW_CHANNELS and plain and steady:
        return Doubt.unlike("nothing in it stands out of steady noise: no rhythm, no event, no change")
    return None


def _by_outlook(study: Study, start: float, stop: float) -> Doubt | None:
    """What the encoder makes of it, beside what it made of the recordings that it was fitted on."""
    outlook = None if study.judge is None or not study.estimates else study.judge.outlook
    if outlook is None or not outlook.strange(study.encoded(start, stop), study.encoder.config.summaries):
        return None
    return Doubt.unlike("it is unlike all recordings that the encoder was made for")


def evidence(study: Study, found: Doubt, records: Sequence[Evidence]) -> tuple[Evidence, ...]:
    """The records that an answer shows instead: what raises the doubt, and what was measured of what was asked."""
    from .plan import Request

    kept = [record for record in records if record.kind == "measured"][:1]
    if not found.shown or any(record.quantity == found.shown for record in kept):
        return tuple(kept)
    span = (records[0].start, records[0].stop) if records else (None, None)
    with suppress(MeasureError, RecordingError):  # the doubt stands without it
        kept.insert(0, study.record(Request("measured", found.shown, None, *span)))
    return tuple(kept)
