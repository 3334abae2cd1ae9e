"""Which rows a page shows: those of its group that fit on it, and always those that an answer rests on."""

from __future__ import annotations

from collections.abc import Sequence

from neuro_llm.chat.look.state import ViewState
from neuro_llm.recordings.evidence.places import spread
from neuro_llm.recordings.kinds import called, counted
from neuro_llm.recordings.recording import BRAIN_KINDS, Recording

from .groups import PAGE, channels, is_overview
from .montages import Row, rows
from .scales import varying

MOST_OTHERS = 6  # channels beside the brain, kept room for in an overview


def main_kind(recording: Recording) -> str:
    """The kind that the page is about: that of the first brain channel, else fNIRS, else none."""
    if recording.brain:
        return recording.ch_kinds[recording.ch_names.index(recording.brain[0])]
    return "fnirs" if recording.of_kind("fnirs") else ""


def chosen(recording: Recording, state: ViewState, seconds: float) -> tuple[list[Row], str]:
    """At most a page of rows, top first, and a note on what is left out or added.

    seconds  length of a usual page; what varies is looked for in such pages
    """
    every, impossible = rows(recording, channels(recording, state.group), state.montage)
    if len(every) <= PAGE:
        shown, left_out = every, ""
    elif is_overview(recording, state.group):
        shown, left_out = _overview(recording, every, seconds)
    else:
        shown, left_out = every[:PAGE], f"Channels 1 to {PAGE} of {len(every)} are shown."
    shown, added = _with_lit(recording, shown, state)
    return shown, " ".join(note for note in (left_out, added, impossible) if note)


def lit(row: Row, state: ViewState) -> bool:
    """Does the answer rest on one of the channels of this row?"""
    names = {name.lower() for name in state.lit_channels}
    return any(end.lower() in names for end in row.ends)


def _overview(recording: Recording, every: Sequence[Row], seconds: float) -> tuple[list[Row], str]:
    """Good rows of the main kind, spread evenly, of voxels those that vary; then some of the others."""
    kind, bad = main_kind(recording), set(recording.bads)
    main = [row for row in every if row.kind == kind]
    others = [row for row in every if row.kind not in (*BRAIN_KINDS, "fnirs")][:MOST_OTHERS]
    good = [row for row in main if not bad & set(row.ends)] or main
    if kind == "bold":
        moving = set(varying(recording, [row.channel for row in good], seconds))
        good = [row for row in good if row.channel in moving]
    shown = spread(good, PAGE - len(others))
    return [*shown, *others], _overview_note(recording, main, shown, [*shown, *others])


def _overview_note(
    recording: Recording, main: Sequence[Row], main_shown: Sequence[Row], shown: Sequence[Row]
) -> str:
    """How many of how many are shown, chosen how, and what brain channels are not."""
    kind = main_kind(recording)
    bad = len([row for row in main if set(row.ends) & set(recording.bads)])
    word = called(kind, [row.channel for row in main])
    how = (
        ", the ones not marked bad"
        if bad and len(main_shown) == len(main) - bad
        else ", spread evenly over all"
    )
    how = ", spread evenly over those that vary" if kind == "bold" else how
    said = []
    if len(main_shown) < len(main):
        said.append(f"{len(main_shown)} of {len(main)} {word} are shown{how}.")
    kinds = {row.kind for row in shown}
    hidden = {other: recording.of_kind(other) for other in BRAIN_KINDS if other not in kinds}
    if any(hidden.values()):
        said.append(f"Not shown: {', '.join(counted(other, its) for other, its in hidden.items() if its)}.")
    return " ".join(said)


def _with_lit(recording: Recording, shown: list[Row], state: ViewState) -> tuple[list[Row], str]:
    """The rows with those of the lit channels on top that were not among them; the last ones make room."""
    there = {end.lower() for row in shown for end in row.ends}
    missing = [
        name
        for name in recording.ch_names
        if name.lower() not in there and name.lower() in {lit_name.lower() for lit_name in state.lit_channels}
    ]
    if not missing:
        return shown, ""
    found, _ = rows(recording, missing, state.montage)
    reached = {end for row in found for end in row.ends}
    plain, _ = rows(recording, [name for name in missing if name not in reached], "as recorded")
    added = [*found, *plain][:PAGE]
    needed = sum(lit(row, state) for row in shown)
    room = max(0, PAGE - len(added) - needed)
    others = [row for row in shown if not lit(row, state)][:room]
    kept = [row for row in shown if lit(row, state) or row in others]
    return [*added, *kept][: max(PAGE, len(added) + needed)], "On top: channels that the answer rests on."
