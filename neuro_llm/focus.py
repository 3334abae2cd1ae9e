"""What a question points at in a recording: its seconds, channels, regions, bands and events.

Wording is found by `adapters/spans.py`; here it is held against the recording: names that do not
exist and seconds beyond the end are reported, never guessed.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from neuro_llm.adapters.spans import Span, find, normalise_text
from neuro_llm.recordings.channels import electrode, hemisphere_of, region_of
from neuro_llm.recordings.evidence.bands import BANDS
from neuro_llm.recordings.recording import Event, Recording

_NUMBERED = re.compile(r"\b((?:unit|cell|neuron|cluster|roi) (\d+(?:\.\d+)?))(?![\w.]*\w)")
AROUND_SECONDS = 5.0
AT_SECONDS = 2.0


@dataclass(frozen=True)
class Side:
    """One side of a comparison: how it is called, its channels (empty = all) and seconds (None = all)."""

    name: str
    channels: tuple[str, ...] = ()
    start: float | None = None
    stop: float | None = None


@dataclass(frozen=True)
class Focus:
    """Where and when a question looks.

    channels     names of the recording that it names, or that lie in its regions and hemispheres; empty = all
    regions      "frontal" "central" "temporal" "parietal" "occipital", and "left" "right" "midline"
    bands        named bands; a range in Hz that fits a named band counts as it
    band_hz      a range in Hz that fits no named band, else None
    start, stop  seconds; None = the whole recording
    events       event labels of the recording that it names
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
        return own if self.events else replace(own, events=before.events)


def focus(question: str, recording: Recording) -> Focus:
    """Where and when the question looks, held against this recording."""
    text = normalise_text(question)
    labels = tuple(dict.fromkeys(event.label for event in recording.events))
    spans = find(text, recording.ch_names, labels)
    looked = Focus()
    for part in (_bands(spans), _events(spans, recording, labels), _places(text, spans, recording)):
        looked = _join(looked, part)
    looked = _join(looked, _times(spans, recording))
    return replace(looked, sides=_sides(text, spans, looked, recording))


def _join(one: Focus, other: Focus) -> Focus:
    """Both findings in one; texts and tuples are joined, single values taken from whichever has one."""
    tuples = ("channels", "regions", "bands", "events", "missing", "notes")
    joined = {name: tuple(dict.fromkeys((*getattr(one, name), *getattr(other, name)))) for name in tuples}
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


def _events(spans: Sequence[Span], recording: Recording, labels: Sequence[str]) -> Focus:
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
    return Focus(events=tuple(dict.fromkeys(found)), missing=tuple(dict.fromkeys(missing)))


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


def matching_channels(name: str, recording: Recording) -> tuple[str, ...]:
    """Channels of the recording that a name in a question means: itself, its modern name, pairs with it."""
    wanted = name.lower()
    modern = (electrode(name) or name).lower()
    lower = {channel.lower(): channel for channel in recording.ch_names}
    for key in (wanted, modern):
        if key in lower:
            return (lower[key],)
    squeezed = {re.sub(r"[\s_-]", "", channel.lower()): channel for channel in recording.ch_names}
    key = re.sub(r"[\s_-]", "", wanted)
    if key in squeezed:
        return (squeezed[key],)
    digits = re.fullmatch(r"(?:meg|eeg|ch)?(\d{3,4})", key)
    if digits:
        return tuple(c for c in recording.ch_names if re.search(rf"(?<!\d){digits[1]}$", c))
    return tuple(c for c in recording.ch_names if "-" in c and modern in c.lower().split("-"))


def channels_in(regions: Sequence[str], recording: Recording) -> tuple[str, ...]:
    """Brain channels in any of the named regions and on any of the named sides (all where none is named)."""
    areas = {region for region in regions if region not in ("left", "right", "midline")}
    sides = {region for region in regions if region in ("left", "right", "midline")}
    found = []
    for name in recording.brain:
        position = recording.positions[recording.ch_names.index(name)]
        area_fits = not areas or region_of(name, position) in areas
        if area_fits and (not sides or hemisphere_of(name, position) in sides):
            found.append(name)
    return tuple(found)


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


def interval(value: tuple[str, float, float], duration: float) -> tuple[float, float, str]:
    """Start and stop in seconds of a time expression, and how a vague one was read."""
    mode, a, b = value
    if mode == "range":
        return a, b, ""
    if mode == "first":
        return 0.0, min(a, duration), ""
    if mode == "last":
        return max(0.0, duration - a), duration, ""
    if mode == "part":
        return (a - 1) * duration / b, a * duration / b, ""
    if mode == "minute":
        return (a - 1) * 60, min(a * 60, max(duration, (a - 1) * 60)), ""
    if mode == "after":
        return a, max(duration, a), ""
    if mode == "before":
        return 0.0, a, ""
    if mode in ("around", "at"):
        reach = AROUND_SECONDS if mode == "around" else AT_SECONDS
        low, high = max(0.0, a - reach), a + reach if a > duration else min(a + reach, duration)
        return low, high, f"{mode} {a:g} s was read as {low:g}–{high:g} s"
    return 0.0, duration, ""


def time_problem(start: float, stop: float, recording: Recording) -> str:
    """Why these seconds cannot be looked at, or ""."""
    length = f"the recording is {recording.duration:g} s long"
    if start > stop:
        return f"{start:g}–{stop:g} s starts after it stops"
    if start >= recording.duration:
        return f"{start:g} s lies beyond the end: {length}"
    if stop > recording.duration + 0.5:
        return f"{start:g}–{stop:g} s reaches beyond the end: {length}"
    return "" if stop > start else f"{start:g}–{stop:g} s has no length"


# --- comparisons ------------------------------------------------------------------------------------------

_STRONG = re.compile(
    r"\b(?:compar\w*|versus|vs\.?|than|differ\w*|against|asymmetr\w*|increas\w*|decreas\w*|drop\w*|ris(?:e|es|ing)|fall\w*|grow\w*|"
    r"change[sd]?|chang\w*|higher|lower|larger|smaller|bigger|stronger|weaker|more .* or|ratio)\b|\bor\b"
)


def _sides(text: str, spans: Sequence[Span], looked: Focus, recording: Recording) -> tuple[Side, ...]:
    """Two or more sides that the question holds against each other, by seconds, channels or regions."""
    if not _STRONG.search(text):
        return ()
    times = [span.value for span in spans if span.kind == "time" and span.value[0] != "bare"]
    if len(times) >= 2:
        return _time_sides(times, looked, recording)
    if len(times) == 1 and re.search(
        r"\b(?:increas|decreas|drop|ris|fall|grow|chang|differ|than before)", text
    ):
        return _split(times[0], looked, recording)
    if not times and re.search(
        r"\b(?:over time|during the recording|over the recording|across the recording|with time)\b", text
    ):
        half = ("part", 1.0, 2.0)
        return _split(half, looked, recording)
    places = [span for span in spans if span.kind in ("channel", "region", "side")]
    return _place_sides(places, looked, recording)


def _time_sides(
    times: Sequence[tuple[str, float, float]], looked: Focus, recording: Recording
) -> tuple[Side, ...]:
    sides = []
    for value in times[:3]:
        start, stop, _ = interval(value, recording.duration)
        if time_problem(start, stop, recording):
            return ()
        sides.append(Side(f"{start:g}–{stop:g} s", looked.channels, start, stop))
    return tuple(sides) if len(set(sides)) > 1 else ()


def _split(value: tuple[str, float, float], looked: Focus, recording: Recording) -> tuple[Side, ...]:
    """The named seconds against the rest before or after them."""
    start, stop, _ = interval(value, recording.duration)
    if time_problem(start, stop, recording):
        return ()
    parts = [(0.0, start), (start, stop), (stop, recording.duration)]
    kept = [(a, b) for a, b in parts if b - a >= 1.0]
    return tuple(Side(f"{a:g}–{b:g} s", looked.channels, a, b) for a, b in kept) if len(kept) > 1 else ()


def _place_sides(places: Sequence[Span], looked: Focus, recording: Recording) -> tuple[Side, ...]:
    values = _unique([str(span.value) for span in places])
    kinds = {span.kind for span in places}
    sides = []
    if kinds == {"region", "side"}:
        areas = [value for value in values if value not in ("left", "right", "midline")]
        hands = [value for value in values if value in ("left", "right", "midline")]
        pairs = [(hand, area) for hand in hands for area in areas]
        sides = [
            Side(" ".join(pair), channels_in(pair, recording), looked.start, looked.stop) for pair in pairs
        ]
    elif kinds and kinds <= {"region", "side"}:
        sides = [Side(value, channels_in((value,), recording), looked.start, looked.stop) for value in values]
    elif kinds == {"channel"}:
        sides = [
            Side(value, matching_channels(value, recording), looked.start, looked.stop) for value in values
        ]
    sides = [side for side in sides if side.channels]
    return tuple(sides[:6]) if len(sides) > 1 else ()


def events_named(recording: Recording, label: str) -> tuple[Event, ...]:
    """Events with this label, in order of onset."""
    return tuple(event for event in recording.events if event.label == label)
