"""What a question points at in a recording: its seconds, channels, regions, bands and events.

Wording is found by `adapters/spans.py`; here it is held against the recording: names that do not
exist and seconds beyond the end are reported, never guessed.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from neuro_llm.adapters.spans import Span, find, normalise_text
from neuro_llm.adapters.stages import stages
from neuro_llm.recordings.channels import electrode
from neuro_llm.recordings.evidence.bands import BANDS
from neuro_llm.recordings.recording import Event, Recording

from . import trials
from .named_channels import channels_in, matching_channels
from .seconds import interval, time_problem
from .sides import Side, sides_of
from .summary import generic_label

_NUMBERED = re.compile(r"\b((?:unit|cell|neuron|cluster|roi) (\d+(?:\.\d+)?))(?![\w.]*\w)")


@dataclass(frozen=True)
class Focus:
    """Where and when a question looks.

    channels     names of the recording that it names, or that lie in its regions and hemispheres; empty = all
    regions      "frontal" "central" "temporal" "parietal" "occipital", and "left" "right" "midline"
    bands        named bands; a range in Hz that fits a named band counts as it
    band_hz      a range in Hz that fits no named band, else None
    start, stop  seconds; None = the whole recording
    events       event labels of the recording that it names, in its order
    against      it holds events of two labels against each other: "T1 versus T2"
    stages       stages of sleep that it names, as in `adapters.stages.STAGES`
    sides        two or more sides that it compares; empty where it compares nothing
    missing      what it names that the recording does not have: "Oz", "a left temporal channel", "event 7"
    problem      why its seconds make no sense, else ""
    notes        how a vague place was read, one sentence each: "around 80 s: 75–85 s"
    """

    channels: tuple[str, ...] = ()
    regions: tuple[str, ...] = ()
    bands: tuple[str, ...] = ()
    band_hz: tuple[float, float] | None = None
    start: float | None = None
    stop: float | None = None
    events: tuple[str, ...] = ()
    against: bool = False
    stages: tuple[str, ...] = ()
    sides: tuple[Side, ...] = ()
    missing: tuple[str, ...] = ()
    problem: str = ""
    notes: tuple[str, ...] = ()

    @property
    def event(self) -> str | None:
        return self.events[0] if self.events else None

    def going_on(self, before: Focus) -> Focus:
        """The same, with the places, seconds, bands and events of an earlier question where it names none."""
        own = replace(self)
        if not (self.channels or self.regions or self.missing):
            own = replace(own, channels=before.channels, regions=before.regions)
        if not (self.bands or self.band_hz):
            own = replace(own, bands=before.bands, band_hz=before.band_hz)
        if self.start is None and self.stop is None and not self.problem:
            own = replace(own, start=before.start, stop=before.stop)
        if not self.stages:
            own = replace(own, stages=before.stages)
        return own if self.events else replace(own, events=before.events, against=before.against)


def focus(question: str, recording: Recording) -> Focus:
    """Where and when the question looks, held against this recording."""
    text = normalise_text(question)
    labels = tuple(dict.fromkeys(event.label for event in recording.events))
    spans = find(text, recording.ch_names, labels)
    looked = Focus()
    for part in (_bands(spans), _events(text, spans, recording, labels), _places(text, spans, recording)):
        looked = _join(looked, part)
    for part in (_times(spans, recording), _trial(text, spans, recording, looked.events)):
        looked = _join(looked, part)
    against = len(looked.events) > 1 and _AGAINST.search(text) is not None
    looked = replace(looked, against=against, stages=stages(text))
    return replace(looked, sides=sides_of(text, spans, looked, recording))


def _join(one: Focus, other: Focus) -> Focus:
    """Both findings in one; texts and tuples are joined, single values taken from whichever has one."""
    tuples = ("channels", "regions", "bands", "events", "missing", "notes")
    joined: dict[str, Any] = {
        name: tuple(dict.fromkeys((*getattr(one, name), *getattr(other, name)))) for name in tuples
    }
    return Focus(
        **joined,
        band_hz=one.band_hz or other.band_hz,
        start=one.start if one.start is not None else other.start,
        stop=one.stop if one.stop is not None else other.stop,
        problem=one.problem or other.problem,
    )


# --- bands ------------------------------------------------------------------------------------------------


def _bands(spans: Sequence[Span]) -> Focus:
    names = [span.value for span in spans if span.kind == "band"]
    custom = None
    for low, high in (span.value for span in spans if span.kind == "hz"):
        near = named_band(low, high)
        if near:
            names.append(near)
        elif custom is None and low < high:
            custom = (low, high)
    return Focus(bands=tuple(dict.fromkeys(names)), band_hz=None if names else custom)


def named_band(low: float, high: float) -> str | None:
    """The named band that a range means, ends off by at most 1 Hz (gamma: 5 Hz); None for any other range."""
    for name, (first, last) in BANDS.items():
        slack = 5.0 if name == "gamma" else 1.0
        if abs(low - first) <= slack and abs(high - last) <= slack:
            return name
    return None


# --- events -----------------------------------------------------------------------------------------------


def _events(text: str, spans: Sequence[Span], recording: Recording, labels: Sequence[str]) -> Focus:
    lower = {label.lower(): label for label in labels}
    found, missing = [], []
    for span in spans:
        if span.kind != "event":
            continue
        label = lower.get(str(span.value).lower())
        if label is not None:
            found.append(label)
        elif str(span.value).lower() not in {name.lower() for name in recording.ch_names}:
            missing.append(f"event {span.value}")
    if found or missing:
        return Focus(events=tuple(dict.fromkeys(found)), missing=tuple(dict.fromkeys(missing)))
    meant = trials.oddball(text, recording)
    told = " and ".join(generic_label(label) for label in meant)
    return Focus(
        events=meant, notes=(f"by how often they come, the events meant are {told}",) if meant else ()
    )


_AGAINST = re.compile(
    r"\b(?:versus|vs|against|than|compar\w*|minus|differ\w*|distinguish\w*|tell\w* .* from|between|relative to|or)\b"
)


def _trial(text: str, spans: Sequence[Span], recording: Recording, labels: Sequence[str]) -> Focus:
    """Seconds of one event that is named by its number: "trial 5", "the third T1", "the last target"."""
    given = next((span.value for span in spans if span.kind == "trial"), None)
    named = [(span.start, span.stop) for span in spans if span.kind == "event"]
    number = given if given is not None else trials.numbered(text, named)
    if number is None:
        return Focus()
    event = trials.trial(recording, number, labels)
    if event is None:
        return Focus(missing=(f"event number {number}",)) if recording.events else Focus()
    start, stop = trials.span(recording, event)
    which = "the last one" if number < 0 else f"number {number}"
    return Focus(start=start, stop=stop, notes=(f"{which} was read as {start:.4g}–{stop:.4g} s",))


# --- channels and regions ---------------------------------------------------------------------------------


def _places(text: str, spans: Sequence[Span], recording: Recording) -> Focus:
    named = [str(span.value) for span in spans if span.kind == "channel"]
    channels: list[str] = []
    missing: list[str] = []
    for name in named:
        hits = matching_channels(name, recording)
        channels += hits
        if not hits:
            missing.append(_spelled(name))
    for whole, number in _NUMBERED.findall(text) if recording.of_kind("cell", "unit") else ():
        hits = tuple(x for x in recording.of_kind("cell", "unit") if x.lower().split()[-1] == number)
        channels += hits
        missing += () if hits else (whole,)
    regions = tuple(dict.fromkeys(span.value for span in spans if span.kind in ("region", "side")))
    if not regions or named:
        return Focus(channels=_unique(channels), regions=regions, missing=_unique(missing))
    inside = channels_in(regions, recording)
    if not inside and not _both_sides(regions):
        missing.append(f"a {' '.join(_ordered(regions))} channel")
    return Focus(channels=inside, regions=regions, missing=_unique(missing))


def _both_sides(regions: Sequence[str]) -> bool:
    return "left" in regions and "right" in regions


def _ordered(regions: Sequence[str]) -> list[str]:
    """Side before region: "left temporal"."""
    return sorted(regions, key=lambda region: region not in ("left", "right", "midline"))


def _unique(names: Sequence[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(names))


def _spelled(name: str) -> str:
    return electrode(name) or (name.upper() if name.islower() else name)


# --- times ------------------------------------------------------------------------------------------------


def _times(spans: Sequence[Span], recording: Recording) -> Focus:
    times = [span.value for span in spans if span.kind == "time"]
    useful = [value for value in times if value[0] != "bare"]
    if not useful:
        return Focus()
    start, stop, note = interval(useful[0], recording.duration)
    if len(useful) == 2 and {useful[0][0], useful[1][0]} == {"after", "before"}:
        other = interval(useful[1], recording.duration)
        start, stop, note = max(start, other[0]), min(stop, other[1]), ""
    problem = time_problem(start, stop, recording)
    stop = min(stop, recording.duration)
    return Focus(
        start=None if problem or (start <= 0 and stop >= recording.duration) else max(start, 0.0),
        stop=None if problem or (start <= 0 and stop >= recording.duration) else stop,
        problem=problem,
        notes=(note,) if note and not problem else (),
    )


def events_named(recording: Recording, label: str) -> tuple[Event, ...]:
    """Events with this label, in order of onset."""
    return tuple(event for event in recording.events if event.label == label)
