"""From what a question asks and where it looks to the evidence that its answer needs, in order."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from neuro_llm.adapters.intent import Understanding
from neuro_llm.adapters.intents import ESTIMATED, MEASURED, REASONS, Intent, intent_of
from neuro_llm.adapters.reasons import needed
from neuro_llm.recordings.evidence.bands import BANDS
from neuro_llm.recordings.evidence.places import eye_channels, hemispheres, posterior, regions
from neuro_llm.recordings.evidence.quantities import QUANTITIES
from neuro_llm.recordings.recording import Recording

from .focus import Focus, events_named
from .modalities import instead

MOST_RECORDS = 6
_OF_THE_FILE = frozenset(
    ("duration", "sampling rate", "channel count", "channel names", "reference", "brain channel count")
)
_CALLED = {"unit": "sorted unit", "bold": "fMRI channel"}
_WHOLE_HEAD = frozenset(("bad channels", "noisy channels", "flat channels", "clipped channels"))


@dataclass(frozen=True)
class Request:
    """One evidence record to be made, by `measure(recording, quantity, ...)` or by the encoder.

    kind         "measured" | "estimated"
    quantity     a name of `QUANTITIES`, or of a family of estimates
    channels     None = those that the quantity takes by itself
    start, stop  seconds; None = the whole recording
    event        label, for event quantities
    side         name of the side of a comparison that it stands for, else ""
    """

    kind: str
    quantity: str
    channels: tuple[str, ...] | None = None
    start: float | None = None
    stop: float | None = None
    event: str | None = None
    side: str = ""


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


def plan(understood: Understanding, looked: Focus, recording: Recording, question: str = "") -> Plan:
    """The evidence records that the answer needs, or why there can be none."""
    if understood.rejected:
        reason = understood.reason or "unclear"
        return Plan(
            reason, cannot=_sentence(REASONS[reason]), need=needed(question or understood.masked, reason)
        )
    intent = intent_of(understood.intent, beyond=not recording.fields)
    assert intent is not None
    refused = _refusal(intent, looked, recording)
    if refused:
        return refused
    if looked.sides and _comparable(intent):
        return _comparison(intent, looked, recording)
    if intent.name == "topography":
        return _topography(looked, recording)
    asked = _requests(intent, looked, recording)
    kept = [record for i, record in enumerate(asked) if i == 0 or not lacking(record, recording)]
    lack = lacking(kept[0], recording) if kept else ""
    if lack and intent.name in ("describe", "quality") and len(kept) > 1:
        kept, lack = kept[1:], ""
    if lack:
        cannot = f"{_capital(intent.title)} cannot be found: {lack}."
        return Plan(intent.name, cannot=cannot, need=_remedy(kept[0], recording))
    return Plan(intent.name, tuple(kept[:MOST_RECORDS]), notes=looked.notes)


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


def _requests(intent: Intent, looked: Focus, recording: Recording) -> list[Request]:
    found: list[Request] = []
    for kind, quantity in intent.records:
        for name in _with_bands(quantity, looked):
            found.append(_request(kind, name, looked, recording))
    if intent.name == "relative band power" and len(looked.bands) > 1:
        found = [record for record in found if record.quantity.startswith("relative")]
    if intent.name == "firing rate" and looked.channels:
        found = found[:1]
    if intent.name == "describe":
        needless = {"channel count" if recording.brain else "", "" if recording.events else "event count"}
        found = [record for record in found if recording.fields or record.quantity not in needless]
    return found


def _with_bands(quantity: str, looked: Focus) -> tuple[str, ...]:
    """ "band power" as the bands that the question names; alpha to beta, all of them, where it names none."""
    if "band power" not in quantity:
        return (quantity,)
    bands = looked.bands or ("delta", "theta", "alpha", "beta")
    return tuple(quantity.replace("band", band) for band in bands)


def _request(kind: str, quantity: str, looked: Focus, recording: Recording) -> Request:
    if kind == ESTIMATED:
        return Request(kind, quantity, None, looked.start, looked.stop)
    if quantity in _OF_THE_FILE:
        return Request(kind, quantity)
    if quantity.startswith("event "):
        return Request(kind, quantity, None, looked.start, looked.stop, looked.event)
    start, stop = looked.start, looked.stop
    if looked.event is not None and start is None:
        start, stop = _event_span(recording, looked.event)
    return Request(kind, quantity, _channels(quantity, looked, recording), start, stop)


def _event_span(recording: Recording, label: str) -> tuple[float | None, float | None]:
    """Seconds of the first such event of two seconds or more; the whole recording where there is none."""
    for event in events_named(recording, label):
        if event.duration >= 2.0:
            return event.onset, min(event.onset + event.duration, recording.duration)
    return None, None


def _channels(quantity: str, looked: Focus, recording: Recording) -> tuple[str, ...] | None:
    """The channels that the question names, as far as the quantity can use them; None = by itself."""
    if not looked.channels:
        return None
    place, kinds = QUANTITIES[quantity].needs.place, QUANTITIES[quantity].needs.kinds
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


def lacking(record: Request, recording: Recording) -> str:
    """What the recording lacks for this record ("there is no posterior channel"), or ""."""
    if record.kind == ESTIMATED:
        return "" if recording.fields else "the recording has no EEG or MEG channel"
    needs = QUANTITIES[record.quantity].needs
    if record.quantity.startswith("event ") and not recording.events and record.quantity != "event count":
        return "the file has no events"
    if not needs.kinds:
        return ""
    if needs.place == "ecg":
        return "" if recording.of_kind("ecg") else "there is no ECG channel"
    if needs.place == "frontal":
        return "" if eye_channels(recording) else "there is no frontopolar (Fp1, Fp2) or EOG channel"
    if not recording.of_kind(*needs.kinds):
        return f"the recording has no {_CALLED.get(needs.kinds[0], 'EEG or MEG channel')}"
    return _lacking_place(needs.place, needs.seconds, record, recording)


def _lacking_place(place: str, seconds: float, record: Request, recording: Recording) -> str:
    names = record.channels or recording.fields
    if place == "posterior" and not posterior(recording, names):
        return "there is no posterior channel (O1, O2, Pz ...)"
    if place == "hemispheres" and not all(hemispheres(recording, names)):
        return "it needs channels on both sides of the back of the head"
    start, stop = record.start or 0.0, recording.duration if record.stop is None else record.stop
    if stop - start < seconds - 1e-6:
        return f"it needs at least {seconds:g} s and there are {stop - start:.3g} s"
    return ""


def _remedy(record: Request, recording: Recording) -> str:
    if record.quantity.startswith("event "):
        return "It needs events or annotations in the file."
    place = QUANTITIES[record.quantity].needs.place if record.kind == MEASURED else "any"
    if not recording.fields and place != "ecg":
        return instead(recording)
    return {
        "posterior": "It needs electrodes over the back of the head, such as O1, Oz, O2, P3, Pz or P4.",
        "hemispheres": "It needs posterior electrodes on the left and on the right, such as O1 and O2.",
        "frontal": "It needs Fp1, Fp2, AF7, AF8 or an EOG channel.",
        "ecg": "It needs an ECG channel.",
    }.get(place, "It needs EEG or MEG channels and enough seconds.")


_NOT_COMPARED = frozenset(
    ("alpha asymmetry", "topography", "describe", "onset", "channel names", "reference")
)


def _comparable(intent: Intent) -> bool:
    kind, quantity = intent.records[0] if intent.records else ("", "")
    if kind == ESTIMATED:
        return intent.name == "dominant band" or intent.name == "line noise"
    return bool(quantity) and intent.name not in _NOT_COMPARED and quantity not in _OF_THE_FILE | _WHOLE_HEAD


def _comparison(intent: Intent, looked: Focus, recording: Recording) -> Plan:
    """The same quantity once for each side; estimates are compared by their first measured quantity."""
    quantity = next(name for kind, name in intent.records if kind == MEASURED)
    names = (
        _with_bands(quantity, looked) if looked.bands or "band power" not in quantity else ("alpha power",)
    )
    records = []
    for side in looked.sides[:MOST_RECORDS]:
        where = replace(looked, channels=side.channels, start=side.start, stop=side.stop)
        made = _request(MEASURED, names[0], where, recording)
        lack = lacking(made, recording)
        if lack:
            return Plan("comparison", cannot=f"{side.name}: {lack}.", need=_remedy(made, recording))
        records.append(replace(made, side=side.name))
    return Plan("comparison", tuple(records), notes=looked.notes)


def _topography(looked: Focus, recording: Recording) -> Plan:
    """One band's power in every region that has channels, front to back."""
    quantity = f"{looked.bands[0]} power" if looked.bands else "amplitude"
    if not recording.fields:
        lack = lacking(Request(MEASURED, quantity), recording)
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
