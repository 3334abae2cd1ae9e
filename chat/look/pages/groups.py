"""Groups of channels that a page can show: all, by kind, by region or side of the head, by shank, by pages."""

from __future__ import annotations

from collections.abc import Sequence

from neuro_llm.recordings.evidence.places import hemispheres, regions
from neuro_llm.recordings.kinds import called
from neuro_llm.recordings.recording import Recording

from .montages import contacts

PAGE = 64
"""Channels that one page holds."""

MOST_PAGES = 16
MOST_SHANKS = 40
LONGEST_PREFIX = 20


def names(recording: Recording) -> list[str]:
    """The groups that a recording has; the first is what is shown where none was chosen."""
    return list(_table(recording))


def channels(recording: Recording, group: str) -> tuple[str, ...]:
    """The channels of a group, in order; all but triggers where there is no such group."""
    if group in ("", "all", "overview"):
        return without_triggers(recording)
    return _table(recording).get(group) or without_triggers(recording)


def is_overview(recording: Recording, group: str) -> bool:
    """Is a choice from all channels shown, because they are more than a page holds?"""
    return group in ("", "overview") and len(without_triggers(recording)) > PAGE


def without_triggers(recording: Recording) -> tuple[str, ...]:
    """Brain channels first (fNIRS where there are none), then the others; no triggers."""
    first = recording.brain or recording.of_kind("fnirs")
    known = {*first, *recording.of_kind("stim")}
    return (*first, *(name for name in recording.ch_names if name not in known)) or recording.ch_names


def _table(recording: Recording) -> dict[str, tuple[str, ...]]:
    """Group → its channels. Later groups do not take the name of an earlier one."""
    every = without_triggers(recording)
    table = {"overview": every} if len(every) > PAGE else {}
    table["all"] = every
    for found in (_kinds(recording), _places(recording), _shanks(recording), _pages(every)):
        table.update({group: those for group, those in found.items() if group not in table})
    return table


def _kinds(recording: Recording) -> dict[str, tuple[str, ...]]:
    """EEG, EOG, magnetometers, ...: where a recording has channels of more than one kind."""
    kinds = list(dict.fromkeys(recording.ch_kinds))
    found = {kind: recording.of_kind(kind) for kind in kinds}
    return {called(kind, there): there for kind, there in found.items()} if len(kinds) > 1 else {}


def _places(recording: Recording) -> dict[str, tuple[str, ...]]:
    """Regions and sides of the EEG; of MEG, by the places of its sensors."""
    sensors = recording.of_kind("eeg") or recording.of_kind("mag", "grad")
    if len(sensors) < 8:
        return {}
    left, right = hemispheres(recording, sensors)
    return {
        **regions(recording, sensors),
        **({"left": left} if left else {}),
        **({"right": right} if right else {}),
    }


def _shanks(recording: Recording) -> dict[str, tuple[str, ...]]:
    """Intracranial contacts by what stands before their number; where there are several such shanks or grids."""
    shanks = {
        f"contacts {prefix}": tuple(name for _, name in numbered)
        for prefix, numbered in contacts(recording.of_kind("ieeg")).items()
        if prefix.isprintable() and len(prefix) <= LONGEST_PREFIX
    }
    return dict(list(shanks.items())[:MOST_SHANKS]) if len(shanks) > 1 else {}


def _pages(every: Sequence[str]) -> dict[str, tuple[str, ...]]:
    """Channels 1-64, 65-128, ...: where there is more than a page of them, but not a whole brain of voxels."""
    if not PAGE < len(every) <= PAGE * MOST_PAGES:
        return {}
    firsts = range(0, len(every), PAGE)
    return {
        f"channels {first + 1}–{min(first + PAGE, len(every))}": tuple(every[first : first + PAGE])
        for first in firsts
    }
