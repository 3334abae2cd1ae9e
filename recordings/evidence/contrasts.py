"""Which events of a recording are compared with which: as asked, or as their names and numbers say."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from neuro_llm.recordings.errors import MeasureError
from neuro_llm.recordings.recording import Event

from .around_events import FEWEST, stimuli
from .part import Part

Choice = Callable[[Part, dict[str, list[Event]]], tuple[str, str]]
"""From the events by label to (event, versus)."""

RARE = 0.5  # times as often as the other label, at most: the rare one of an oddball

_TARGET = re.compile(r"(?i)(?<!non)(?<!non[-_ ])(?<!no)(?<!no[-_ ])(target|oddball|deviant|\brare)")
_STANDARD = re.compile(r"(?i)non?[-_ ]?target|standard|frequent")
_FACE = re.compile(r"(?i)\bfaces?\b")


@dataclass(frozen=True)
class Labels:
    """The trials asked for, in order of time, and which of them belong to `event` (True) or to `versus`."""

    events: list[Event]
    own: np.ndarray
    event: str
    versus: str


def labelled(part: Part, choose: Choice | None = None) -> Labels:
    """The events of the labels given, else of those that `choose` names, else of every label."""
    there = stimuli(part)
    if not there:
        raise MeasureError(f"{part.quantity.name} needs events; {part.recording.name} has none in the span.")
    event, versus = part.event, part.versus
    if versus and not event:
        raise MeasureError(
            f"{part.quantity.name}: versus={versus!r} needs an event that is compared with it."
        )
    if event and event == versus:
        raise MeasureError(
            f"{part.quantity.name}: {event!r} cannot be compared with itself; name two labels."
        )
    if choose and not versus:
        event, versus = choose(part, there)
    if not event:
        events = sorted((one for some in there.values() for one in some), key=lambda one: one.onset)
        return Labels(events, np.ones(len(events), dtype=bool), "", "")
    own, other = part.events(event), part.events(versus) if versus else []
    pairs = [(one, True) for one in own] + [(one, False) for one in other]
    pairs.sort(key=lambda pair: pair[0].onset)
    if not pairs:
        raise MeasureError(f"{part.quantity.name} needs events of {event or versus}; the span holds none.")
    return Labels([one for one, _ in pairs], np.array([mine for _, mine in pairs]), event, versus)


def oddball(part: Part, there: dict[str, list[Event]]) -> tuple[str, str]:
    """The rarer label and the more frequent one, where the names or the numbers say which are meant.

    A label that was given is compared with the frequent one, where there is one, else with nothing.
    """
    targets = [part.event] if part.event else [label for label in there if _TARGET.search(label)]
    standards = [label for label in there if _STANDARD.search(label) and label not in targets]
    if len(targets) == 1 and len(standards) == 1:
        return targets[0], standards[0]
    often = [label for label in there if len(there[label]) >= FEWEST]
    if (
        len(often) == 2
        and len(there[often[1]]) <= RARE * len(there[often[0]])
        and part.event in ("", often[1])
    ):
        return often[1], often[0]
    if part.event or len(there) == 1:
        return part.event or next(iter(there)), ""
    listed = ", ".join(f"{label} ({len(some)})" for label, some in there.items())
    raise MeasureError(
        f"{part.quantity.name} compares a rare label with a frequent one; {part.recording.name} has {listed}. "
        "Give event and versus."
    )


def faces_against_the_rest(part: Part, there: dict[str, list[Event]]) -> tuple[str, str]:
    """Faces against the one other label; a single label, or one that was given, stands for itself."""
    if part.event:
        return part.event, ""
    faces = [label for label in there if _FACE.search(label)]
    others = [label for label in there if label not in faces and len(there[label]) >= FEWEST]
    if len(faces) == 1 and len(others) <= 1:
        return faces[0], others[0] if others else ""
    if len(there) == 1:
        return next(iter(there)), ""
    listed = ", ".join(f"{label} ({len(some)})" for label, some in there.items())
    raise MeasureError(
        f"{part.quantity.name} compares faces with something else; {part.recording.name} has {listed}. "
        "Give event and versus."
    )


def enough(part: Part, labels: Labels, kept: np.ndarray, own: np.ndarray) -> str:
    """How many trials were kept; MeasureError where a label has fewer than five. kept, own (trial,)."""
    sides = [(labels.event or "any label", labels.own, own)]
    sides += [(labels.versus, ~labels.own, ~own)] if labels.versus else []
    told = []
    for label, asked, mine in sides:
        count = int((kept & mine).sum())
        if count < FEWEST:
            raise MeasureError(
                f"{part.quantity.name} needs at least {FEWEST} trials of each label; of {asked.sum()} of {label} "
                f"{count} can be used (whole, within one stretch of the recording, neither flat nor too large)."
            )
        told.append(f"{count} of {asked.sum()}")
    return f"{' against '.join(told)} trials kept"
