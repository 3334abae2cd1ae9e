"""From what a question asks and where it looks to the evidence that its answer needs, in order."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from neuro_llm.adapters.aspects import asked_first
from neuro_llm.adapters.intent import Understanding
from neuro_llm.adapters.intents import ESTIMATED, LEARNED, MEASURED, REASONS, Intent, Records, intent_of
from neuro_llm.adapters.options import counted_things
from neuro_llm.adapters.reasons import needed
from neuro_llm.adapters.stages import STAGES
from neuro_llm.recordings.evidence.around_events import is_border
from neuro_llm.recordings.evidence.bands import BANDS
from neuro_llm.recordings.evidence.events import labels
from neuro_llm.recordings.evidence.places import eye_channels, hemispheres, posterior, regions
from neuro_llm.recordings.evidence.quantities import find
from neuro_llm.recordings.recording import Recording

from . import trials
from .focus import Focus, events_named
from .lacking import fitting, lacking, remedy
from .modalities import instead
from .rules import frequencies

MOST_RECORDS = 6
MOST_LABELS = 3
_OF_THE_FILE = frozenset(
    ("duration", "sampling rate", "channel count", "channel names", "reference", "brain channel count")
)
_WHOLE_HEAD = frozenset(("bad channels", "noisy channels", "flat channels", "clipped channels"))
_USUAL_BANDS = {"band power": ("delta", "theta", "alpha", "beta")}
"""Bands where none is named; elsewhere it is alpha."""


@dataclass(frozen=True)
class Request:
    """One evidence record to be made, by `measure(recording, quantity, ...)` or by the encoder.

    kind         "measured" | "estimated"
    quantity     a name of `QUANTITIES`, or of a family of estimates
    channels     None = those that the quantity takes by itself
    start, stop  seconds; None = the whole recording
    event        label, for quantities of events
    versus       label of the events that these are compared with
    side         name of the side of a comparison that it stands for, else ""
    """

    kind: str
    quantity: str
    channels: tuple[str, ...] | None = None
    start: float | None = None
    stop: float | None = None
    event: str | None = None
    side: str = ""
    versus: str | None = None


@dataclass(frozen=True)
class Plan:
    """What an answer needs.

    intent   name of the wording to answer with: an intent, "comparison" or a reason to turn it down
    records  evidence in the order of the answer: records[0] is E1
    cannot   why there is no answer, one sentence, else ""
    need     what would be needed, one sentence, else ""
    notes    how a vague question was read, one sentence each
    """

    intent: str
    records: tuple[Request, ...] = ()
    cannot: str = ""
    need: str = ""
    notes: tuple[str, ...] = ()

    @property
    def quantities(self) -> tuple[Request, ...]:
        return tuple(record for record in self.records if record.kind == MEASURED)

    @property
    def estimates(self) -> tuple[str, ...]:
        """Families of estimates, in order."""
        return tuple(record.quantity for record in self.records if record.kind == ESTIMATED)


def plan(
    understood: Understanding,
    looked: Focus,
    recording: Recording,
    question: str = "",
    choices: Sequence[str] = (),
) -> Plan:
    """The evidence records that the answer needs, or why there can be none."""
    if understood.rejected:
        reason = understood.reason or "unclear"
        return Plan(
            reason, cannot=_sentence(REASONS[reason]), need=needed(question or understood.masked, reason)
        )
    intent = intent_of(understood.intent)
    assert intent is not None
    refused = _refusal(intent, looked, recording)
    if refused:
        return refused
    if intent.name == "topography":
        return _topography(looked, recording)
    asked = _asked(intent, recording, question, choices)
    if looked.sides and _comparable(intent, asked, looked):
        return _comparison(intent, asked, looked, recording)
    return _of_one_place(intent, _requests(intent, asked, looked, recording), looked, recording)


def _asked(intent: Intent, recording: Recording, question: str, choices: Sequence[str]) -> Records:
    """Kind and quantity of the records, those in front that the wording asks for."""
    things = counted_things(choices) or counted_things((question,))
    if len(things) > 1 and intent.quantities.intersection(things):
        return tuple((MEASURED, name) for name in things)
    flickers = frequencies(choices) if intent.name == "SSVEP" else ()
    if flickers:
        return tuple((MEASURED, f"SSVEP correlation at {frequency:g} Hz") for frequency in flickers)
    return asked_first(intent, fitting((intent.records, *intent.others), recording), question)


def _of_one_place(intent: Intent, wanted: Sequence[Request], looked: Focus, recording: Recording) -> Plan:
    kept = [record for i, record in enumerate(wanted) if i == 0 or not _lack(record, recording)]
    lack = _lack(kept[0], recording) if kept else ""
    if lack and intent.name in ("describe", "quality", "blinks") and len(kept) > 1:
        kept, lack = kept[1:], ""
    if lack:
        cannot = f"{_capital(intent.title)} cannot be found: {lack}."
        return Plan(intent.name, cannot=cannot, need=_help(kept[0], recording))
    return Plan(
        intent.name, tuple(kept[:MOST_RECORDS]), notes=(*looked.notes, *_read_as(intent, kept, looked))
    )


def _read_as(intent: Intent, kept: Sequence[Request], looked: Focus) -> tuple[str, ...]:
    """What was taken where the question leaves it open."""
    notes = []
    if "band" in intent.records[0][1].split() and intent.name not in LEARNED and not looked.bands:
        notes.append("no band was named: alpha was taken")
    if intent.name in _OF_PAIRS and len(looked.regions) > 1 and len(kept[0].channels or ()) > 2:
        notes.append("the mean is over all pairs of these channels, within the places too")
    return tuple(notes)


def _refusal(intent: Intent, looked: Focus, recording: Recording) -> Plan | None:
    """Names and seconds that the recording does not have, frequencies that no band covers."""
    if not intent.records:
        return None
    if looked.problem:
        return Plan(
            intent.name,
            cannot=_sentence(looked.problem),
            need=f"Ask for seconds within 0–{recording.duration:g} s.",
        )
    if looked.missing and intent.name not in ("channel names", "channel count"):
        there = ", ".join(recording.ch_names[:30])
        events = ", ".join(dict.fromkeys(event.label for event in recording.events)) or "none"
        need = (
            f"It has the events: {events}." if looked.missing[0].startswith("event ") else f"It has: {there}."
        )
        listing = " and no ".join(name.removeprefix("a ") for name in looked.missing)
        kind = "" if looked.missing[0].startswith(("a ", "event ")) else "channel "
        return Plan(intent.name, cannot=f"The recording has no {kind}{listing}.", need=need)
    if "band" in intent.name and "power" in intent.name and looked.band_hz and not looked.bands:
        low, high = looked.band_hz
        named = ", ".join(f"{name} {a:g}–{b:g} Hz" for name, (a, b) in BANDS.items())
        return Plan(
            intent.name,
            cannot=f"Power in {low:g}–{high:g} Hz is not measured.",
            need=f"Ask for one of: {named}.",
        )
    return None


def _requests(intent: Intent, asked: Records, looked: Focus, recording: Recording) -> list[Request]:
    found = [
        _request(kind, name, where, recording)
        for kind, quantity in asked
        for name in (_spelled_out(quantity, looked) if kind == MEASURED else (quantity,))
        for where in _each_label(name, looked, recording)
    ]
    if intent.name == "relative band power" and len(looked.bands) > 1:
        found = [record for record in found if record.quantity.startswith("relative")]
    if intent.name == "firing rate" and looked.channels:
        found = found[:1]
    if intent.name == "describe":
        needless = {"channel count" if recording.brain else "", "" if recording.events else "event count"}
        found = [record for record in found if recording.fields or record.quantity not in needless]
    return found


def _each_label(quantity: str, looked: Focus, recording: Recording) -> Sequence[Focus]:
    """Rhythms change with one kind of event: each label that is named and not compared, or all where none is."""
    if not quantity.startswith("event-related") or looked.against:
        return (looked,)
    there = looked.events or tuple(label for label in labels(recording) if not is_border(label))
    return [replace(looked, events=(label,)) for label in there[:MOST_LABELS]] or (looked,)


def _spelled_out(quantity: str, looked: Focus) -> tuple[str, ...]:
    """ "band power" for each band that the question names, "time in stage" for each stage."""
    if quantity == "time in stage":
        return tuple(f"time in {stage}" for stage in looked.stages or STAGES)
    if "band" not in quantity.split():
        return (quantity,)
    usual = next((bands for name, bands in _USUAL_BANDS.items() if name in quantity), ("alpha",))
    return tuple(quantity.replace("band", band) for band in looked.bands or usual)


def _request(kind: str, quantity: str, looked: Focus, recording: Recording) -> Request:
    if kind == ESTIMATED:
        return Request(kind, quantity, None, looked.start, looked.stop)
    if quantity in _OF_THE_FILE:
        return Request(kind, quantity)
    if quantity.startswith("event ") and not find(quantity).needs.kinds:
        return Request(kind, quantity, None, looked.start, looked.stop, looked.event)
    channels = _channels(quantity, looked, recording)
    takes = find(quantity).needs.events
    if takes:
        both = looked.against or (quantity == "reaction time" and len(looked.events) > 1)
        versus = looked.events[1] if takes > 1 and both else None
        return Request(kind, quantity, channels, looked.start, looked.stop, looked.event, versus=versus)
    start, stop = looked.start, looked.stop
    if looked.event is not None and start is None:
        start, stop = _event_span(recording, looked.event)
    return Request(kind, quantity, channels, start, stop)


def _event_span(recording: Recording, label: str) -> tuple[float | None, float | None]:
    """Seconds of the first such event of two seconds or more; the whole recording where there is none."""
    for event in events_named(recording, label):
        if event.duration >= 2.0:
            return trials.span(recording, event)
    return None, None


def _channels(quantity: str, looked: Focus, recording: Recording) -> tuple[str, ...] | None:
    """The channels that the question names, as far as the quantity can use them; None = by itself."""
    if not looked.channels:
        return None
    place, kinds = find(quantity).needs.place, find(quantity).needs.kinds
    names = tuple(name for name in looked.channels if _kind(recording, name) in kinds)
    if place == "posterior":
        names = posterior(recording, names)
    elif place == "hemispheres":
        names = names if all(hemispheres(recording, names)) else ()
    elif place == "frontal":
        names = eye_channels(recording, names)
    elif place == "ecg":
        names = tuple(name for name in names if _kind(recording, name) == "ecg")
    elif quantity in _WHOLE_HEAD:
        return None
    return names or None


def _kind(recording: Recording, name: str) -> str:
    return recording.ch_kinds[recording.ch_names.index(name)]


def _lack(record: Request, recording: Recording) -> str:
    return lacking(
        record.quantity, recording, estimated=record.kind == ESTIMATED, channels=record.channels or (),
        start=record.start, stop=record.stop,
    )  # fmt: skip


def _help(record: Request, recording: Recording) -> str:
    return remedy(record.quantity, recording, estimated=record.kind == ESTIMATED)


_NOT_COMPARED = frozenset(
    ("alpha asymmetry", "topography", "describe", "onset", "channel names", "reference", "amplitude trend")
)
_OF_PAIRS = frozenset(("coherence", "phase lag", "correlation"))


def _comparable(intent: Intent, asked: Records, looked: Focus) -> bool:
    kind, quantity = asked[0] if asked else ("", "")
    if intent.name in _NOT_COMPARED or not quantity:
        return False
    if kind == ESTIMATED:
        return intent.name in ("dominant band", "line noise")
    first = _spelled_out(quantity, looked)[0]
    by_seconds = len({(side.start, side.stop) for side in looked.sides}) > 1
    if intent.name in _OF_PAIRS:  # "between C3 and C4" is one value
        return by_seconds
    if looked.sides[0].event is not None and find(first).needs.events > 1:
        return False  # one record holds both labels
    return quantity not in _OF_THE_FILE | _WHOLE_HEAD and (by_seconds or bool(find(first).needs.kinds))


def _comparison(intent: Intent, asked: Records, looked: Focus, recording: Recording) -> Plan:
    """The same quantity once for each side: the first that is measured, and no test against zero."""
    quantity = next(name for kind, name in asked if kind == MEASURED and not name.endswith("t-value"))
    name = (
        "alpha power" if quantity == "band power" and not looked.bands else _spelled_out(quantity, looked)[0]
    )
    records = []
    for side in looked.sides[:MOST_RECORDS]:
        events = looked.events if side.event is None else (side.event,)
        where = replace(looked, channels=side.channels, start=side.start, stop=side.stop, events=events)
        made = _request(MEASURED, name, where, recording)
        lack = _lack(made, recording)
        if lack:
            return Plan("comparison", cannot=f"{side.name}: {lack}.", need=_help(made, recording))
        records.append(replace(made, side=side.name))
    return Plan("comparison", tuple(records), notes=looked.notes)


def _topography(looked: Focus, recording: Recording) -> Plan:
    """One band's power in every region that has channels, front to back."""
    quantity = f"{looked.bands[0]} power" if looked.bands else "amplitude"
    if not recording.fields:
        lack = lacking(quantity, recording)
        return Plan("topography", cannot=_sentence(lack), need=instead(recording))
    places = regions(recording, looked.channels or recording.fields)
    if len(places) < 2 and len(looked.channels or recording.fields) > 1:
        names: Sequence[str] = (looked.channels or recording.fields)[:MOST_RECORDS]
        places = {name: (name,) for name in names}
    if len(places) < 2:
        return Plan(
            "topography",
            cannot="One place alone cannot be compared.",
            need="It needs channels over several regions.",
        )
    records = [
        Request(MEASURED, quantity, names, looked.start, looked.stop, None, place)
        for place, names in places.items()
    ]
    return Plan("topography", tuple(records[:MOST_RECORDS]), notes=looked.notes)


def _sentence(text: str) -> str:
    return f"{_capital(text)}."


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
