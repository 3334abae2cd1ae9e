"""What the file itself marks: channels called bad, and the time from one sort of event to another."""

from __future__ import annotations

import numpy as np

from neuro_llm.recordings.errors import MeasureError

from .part import Found, Part
from .quantity import Needs, Quantity

LONGEST_REACTION = 5.0  # s


def _marked(part: Part) -> Found:
    return Found(tuple(part.recording.bads))


def _reaction_time(part: Part) -> Found:
    """From each `event` to the first `versus` that follows before the next `event`, mean."""
    if not part.event or not part.versus:
        raise MeasureError(
            "A reaction time needs two labels of events: event=the stimulus, versus=the response."
        )
    stimuli, responses = (
        np.array([event.onset for event in part.events(label)]) for label in (part.event, part.versus)
    )
    following = np.append(stimuli[1:], np.inf)
    found = []
    for stimulus, end in zip(stimuli, following, strict=True):
        after = responses[(responses > stimulus) & (responses < min(end, stimulus + LONGEST_REACTION))]
        found += [float(after[0] - stimulus)] if len(after) else []
    if not found:
        raise MeasureError(
            f"{part.recording.name}: no event {part.versus!r} follows an event {part.event!r} within "
            f"{LONGEST_REACTION:g} s."
        )
    seconds = np.array(found)
    note = (
        f"{len(seconds)} of {len(stimuli)} events have a response; median {1000 * np.median(seconds):.0f} ms"
    )
    return Found(float(1000 * seconds.mean()), note)


QUANTITIES: tuple[Quantity, ...] = (
    Quantity("marked bad channels", "", Needs(), "as the file marks them", find=_marked),
    Quantity(
        "reaction time", "ms", Needs(events=2),
        "mean time from each event to the first of the other label, before the next one and within "
        f"{LONGEST_REACTION:g} s", find=_reaction_time,
    ),
)  # fmt: skip
