"""Pictures of the report: the recordings, and the seconds and channels that an answer rests on."""

from __future__ import annotations

import base64
import io
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace

import numpy as np

from neuro_llm.answer import Answer
from neuro_llm.chat.look.imaging import glass
from neuro_llm.chat.look.pages.lanes import lanes, page_seconds
from neuro_llm.chat.look.signals import topography
from neuro_llm.chat.look.signals.densities import frequencies, page_density
from neuro_llm.chat.look.signals.fields import has_fields, part_of, shown_fields
from neuro_llm.chat.look.state import ViewState
from neuro_llm.recordings.errors import MeasureError
from neuro_llm.recordings.recording import Event, Recording

from .findings import Finding, intervals_of
from .report_traces import draw

MOST_PLACES = 2  # pictures of one answer
MARGIN, MOST_PAGES = 1.15, 3.0
"""A page around a stretch is so much longer than it, and at most so many usual pages long."""

Picture = tuple[bytes, str]
"""PNG and caption."""


@dataclass(frozen=True)
class Place:
    """Seconds of a recording (by id) and the channels that are lit there, () for all; label: what they show."""

    recording: str
    start: float
    stop: float
    channels: tuple[str, ...]
    label: str


def of_recording(recording: Recording, findings: Sequence[Finding] = ()) -> Iterator[Picture]:
    """Its first page with its findings among its events, its spectrum, and the maps that fit it."""
    yield _traces(_marked(recording, findings), ViewState(), "The first page")
    with suppress(MeasureError):  # no channel is fit for a spectrum, and so for no map
        if has_fields(recording):
            yield _spectrum(recording)
        for look in (topography, glass):  # those that are drawn as pictures
            if look.fits(recording):
                figure = look.figure(recording, ViewState())
                yield base64.b64decode(figure["image"].partition(",")[2]), figure["note"]


def _marked(recording: Recording, findings: Sequence[Finding]) -> Recording:
    """The recording with findings among its events, so that pictures show them."""
    own = [Event(f.onset, f.duration, f.label) for f in findings]
    events = sorted((*recording.events, *own), key=lambda event: event.onset)
    return replace(recording, events=tuple(events))


def of_answer(
    answer: Answer, exchange: int, recordings: Mapping[str, Recording]
) -> tuple[list[Picture], int]:
    """Traces of the seconds that an answer speaks of, its channels lit; and how many more places it names."""
    findings = [f for f in intervals_of(answer, exchange, recordings) if f.recording in recordings]
    places = [Place(f.recording, f.onset, f.onset + f.duration, f.channels, f.label) for f in findings]
    places = places or _channels_named(answer, recordings)
    shown = _apart(places, recordings)[:MOST_PLACES]
    pictures = []
    for place in shown:
        recording = recordings[place.recording]
        start, seconds = _page(place, recording)
        state = ViewState(start=start, seconds=seconds, lit_channels=place.channels)
        lit = (place.start, place.stop) if place.stop - place.start < recording.duration else None
        marked = _marked(recording, [f for f in findings if f.recording == place.recording])
        pictures.append(_traces(marked, state, f"{place.recording}, {place.label}", lit))
    seen = [place for place in places if any(_holds(one, place, recordings) for one in shown)]
    return pictures, len(places) - len(seen)


def _channels_named(answer: Answer, recordings: Mapping[str, Recording]) -> list[Place]:
    """Where an answer speaks of no seconds: whole recordings, with the channels that its cited records name."""
    named: dict[tuple[str, tuple[str, ...]], Place] = {}
    for record in answer.cited:
        recording = recordings.get(record.recording)
        if recording is not None and record.channels and set(recording.brain) - set(record.channels):
            place = Place(record.recording, 0.0, recording.duration, record.channels, record.quantity)
            named.setdefault((record.recording, record.channels), place)
    return list(named.values())


def _apart(places: Sequence[Place], recordings: Mapping[str, Recording]) -> list[Place]:
    """Those that do not lie on the page of an earlier one."""
    apart: list[Place] = []
    for place in places:
        if not any(_holds(one, place, recordings) for one in apart):
            apart.append(place)
    return apart


def _holds(shown: Place, place: Place, recordings: Mapping[str, Recording]) -> bool:
    """Is a place on the page of another, with the same channels lit?"""
    if (shown.recording, shown.channels) != (place.recording, place.channels):
        return False
    start, seconds = _page(shown, recordings[shown.recording])
    return shown == place or (start <= place.start and place.stop <= start + seconds)


def _page(place: Place, recording: Recording) -> tuple[float, float]:
    """Start and length (s) of a page with the place in its middle, of a long one its beginning."""
    usual, length = page_seconds(recording), place.stop - place.start
    seconds = min(max(usual, length * MARGIN), MOST_PAGES * usual, recording.duration)
    if length >= recording.duration:
        seconds = min(usual, recording.duration)
    start = place.start - max(seconds - length, (MARGIN - 1) / 2 * seconds) / 2
    return min(max(0.0, start), recording.duration - seconds), seconds


def _traces(
    recording: Recording, state: ViewState, what: str, seconds: tuple[float, float] | None = None
) -> Picture:
    """A page of traces, the channels of its state and some `seconds` lit."""
    page = lanes(recording, state)
    lit = f"; lit: {', '.join(state.lit_channels[:8])}" if state.lit_channels else ""
    lit += f" and {len(state.lit_channels) - 8} more" if len(state.lit_channels) > 8 else ""
    caption = f"{what}: {page.start:.2f} to {page.stop:.2f} s{lit}. {page.note}"
    return draw(page, recording, seconds), caption


def _spectrum(recording: Recording) -> Picture:
    """Power density of each good channel of the first kind, and their mean, over the whole recording."""
    from matplotlib.backends.backend_agg import FigureCanvasAgg
    from matplotlib.figure import Figure

    fields = shown_fields(recording, ViewState())
    part = part_of(recording, "A spectrum", fields.names)
    freqs, psd = frequencies(part), page_density(part, 0.0, recording.duration)
    keep = (freqs > 0) & (freqs < freqs[-1])
    levels = 10 * np.log10(np.maximum(psd[:, keep], np.finfo(float).tiny))
    drawn = Figure(figsize=(7, 3), dpi=110, layout="constrained")
    axes = drawn.add_subplot()
    axes.plot(freqs[keep], levels.T, color="#8a94a0", linewidth=0.4)
    axes.plot(freqs[keep], np.nanmean(levels, axis=0), color="#1f2933", linewidth=1.5)
    axes.set_xlabel("frequency (Hz)")
    axes.set_ylabel(f"dB re 1 {part.unit}²/Hz")
    for side in ("top", "right"):
        axes.spines[side].set_visible(False)
    buffer = io.BytesIO()
    FigureCanvasAgg(drawn).print_png(buffer)
    count = len(fields.names)
    return (
        buffer.getvalue(),
        f"Spectrum of {count} channels (grey) and their mean (black), Welch. {fields.note}",
    )
