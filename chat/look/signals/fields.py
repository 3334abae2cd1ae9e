"""Which channels a picture of electric or magnetic fields rests on: one kind, one unit, none that is marked bad."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from neuro_llm.chat.look.pages import groups
from neuro_llm.chat.look.state import ViewState
from neuro_llm.chat.printable import plain
from neuro_llm.recordings.errors import MeasureError
from neuro_llm.recordings.evidence.part import Part
from neuro_llm.recordings.evidence.places import kind, main_channels, spread
from neuro_llm.recordings.evidence.quantity import Needs, Quantity
from neuro_llm.recordings.kinds import counted
from neuro_llm.recordings.recording import FIELD_KINDS, Recording

LOWEST_RATE = 20.0  # Hz
SHORTEST = 1.0  # s
_NAMED = 8


@dataclass(frozen=True)
class Fields:
    """Channels of one kind. names: in the order of the file; note: what was left out of the shown group, and why."""

    names: tuple[str, ...]
    note: str = ""

    def sparse(self, most: int, lit: Sequence[str] = ()) -> Fields:
        """At most `most` of them, spread evenly, and those that are lit."""
        if len(self.names) <= most:
            return self
        chosen = {*spread(self.names, most), *lit}
        names = tuple(name for name in self.names if name in chosen)
        said = f"Shown are {len(names)} of {len(self.names)} channels, spread evenly."
        return Fields(names, f"{said} {self.note}".strip())


def has_fields(recording: Recording) -> bool:
    """Whether there are electric or magnetic fields, fast and long enough for a spectrum."""
    rates = [
        rate for rate, of in zip(recording.native_rates, recording.ch_kinds, strict=True) if of in FIELD_KINDS
    ]
    return bool(rates) and max(rates) >= LOWEST_RATE and recording.duration >= SHORTEST


def shown_fields(recording: Recording, state: ViewState) -> Fields:
    """The good channels of the shown group, all of one kind; MeasureError where none is left."""
    return _good(recording, _of_group(recording, state.group))


def fields_of_kind(recording: Recording, state: ViewState) -> Fields:
    """The good channels of the kind that is shown, also outside of the group; MeasureError where none is left."""
    return _good(recording, recording.of_kind(kind(recording, _of_group(recording, state.group)[0])))


def _good(recording: Recording, names: tuple[str, ...]) -> Fields:
    rates = dict(zip(recording.ch_names, recording.native_rates, strict=True))
    bad = [name for name in names if name in recording.bads]
    if len(bad) == len(names):
        those = counted(kind(recording, names[0]), names)
        raise MeasureError(f"{recording.name}: all {those} are marked bad; show another group.")
    fastest = max(rates[name] for name in names if name not in bad)
    slow = [name for name in names if name not in bad and rates[name] < 0.5 * fastest]
    out = {"marked bad": bad, "sampled too slowly": slow}
    told = " ".join(f"Left out, {why}: {listed(which)}." for why, which in out.items() if which)
    return Fields(tuple(name for name in names if name not in {*bad, *slow}), told)


def _of_group(recording: Recording, group: str) -> tuple[str, ...]:
    """Channels of a group of the recording's main kind, else of the first kind of fields in it, else all main ones."""
    main = main_channels(recording)
    there = [name for name in groups.channels(recording, group) if kind(recording, name) in FIELD_KINDS]
    if not there:
        return main
    wanted = kind(recording, main[0] if set(main) & set(there) else there[0])
    return tuple(name for name in there if kind(recording, name) == wanted)


def lit_fields(recording: Recording, state: ViewState) -> tuple[str, ...]:
    """The lit channels that are fields of one kind; () where none is."""
    lit = [name for name in recording.fields if name in state.lit_channels]
    return tuple(name for name in lit if kind(recording, name) == kind(recording, lit[0]))


def part_of(recording: Recording, what: str, channels: tuple[str, ...]) -> Part:
    """The whole recording over some channels, as the measuring code takes it. what: the picture, for errors."""
    return Part(recording, Quantity(what, "", Needs(FIELD_KINDS), ""), channels, 0.0, recording.duration)


def listed(names: Sequence[str]) -> str:
    """ "T7, T8 and 3 more": plain text, as notes are"""
    more = f" and {len(names) - _NAMED} more" if len(names) > _NAMED else ""
    return ", ".join(plain(name, 40) for name in names[:_NAMED]) + more
