"""Which channels of a recording a quantity rests on: regions, hemispheres, the ones that see blinks."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeVar

from neuro_llm.recordings.channels import hemisphere_of, region_of
from neuro_llm.recordings.recording import Recording

Item = TypeVar("Item")

REGIONS = ("frontal", "central", "temporal", "parietal", "occipital")
FRONTOPOLAR = ("Fp1", "Fp2", "Fpz")
FRONTAL_SIDES = ("AF7", "AF8")
_PREFERRED = {"eeg": ("eeg", "ieeg"), "ieeg": ("ieeg", "eeg"), "meg": ("mag", "grad", "eeg")}


def main_channels(recording: Recording) -> tuple[str, ...]:
    """Brain channels of the main kind (MEG: magnetometers, else gradiometers); never a mix of units."""
    for kind in (*_PREFERRED.get(recording.modality, ()), "eeg", "ieeg", "mag", "grad"):
        names = recording.of_kind(kind)
        if names:
            return names
    return ()


def kind(recording: Recording, name: str) -> str:
    return recording.ch_kinds[recording.ch_names.index(name)]


def region(recording: Recording, name: str) -> str | None:
    return region_of(name, recording.positions[recording.ch_names.index(name)])


def hemisphere(recording: Recording, name: str) -> str | None:
    return hemisphere_of(name, recording.positions[recording.ch_names.index(name)])


def regions(recording: Recording, channels: Sequence[str]) -> dict[str, tuple[str, ...]]:
    """Region → those of `channels` that lie in it; regions without a channel are left out."""
    found = {name: region(recording, name) for name in channels}
    table = {place: tuple(name for name in channels if found[name] == place) for place in REGIONS}
    return {place: names for place, names in table.items() if names}


def posterior(recording: Recording, channels: Sequence[str]) -> tuple[str, ...]:
    """Those of `channels` over the parietal and occipital lobes."""
    return tuple(name for name in channels if region(recording, name) in ("parietal", "occipital"))


def hemispheres(recording: Recording, channels: Sequence[str]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """(left, right) channels among `channels`."""
    sides = {name: hemisphere(recording, name) for name in channels}
    left = tuple(name for name in channels if sides[name] == "left")
    return left, tuple(name for name in channels if sides[name] == "right")


def leading(
    recording: Recording, channels: Sequence[str], preferred: Sequence[str], most: int
) -> tuple[str, ...]:
    """At most `most` of `channels`: the preferred ones, else central or frontal ones, else any, spread evenly."""
    found = [name for name in preferred if name in channels]
    if found:
        return tuple(found[:most])
    for place in ("central", "frontal"):
        found = found or [name for name in channels if region(recording, name) == place]
    return spread(found or channels, most)


def spread(items: Sequence[Item], most: int) -> tuple[Item, ...]:
    """At most `most` of the items, evenly along the list, the first among them."""
    if len(items) <= most:
        return tuple(items)
    return tuple(items[i * len(items) // most] for i in range(most))


def eye_channels(recording: Recording, channels: Sequence[str] | None = None) -> tuple[str, ...]:
    """Channels that see blinks: Fp1 Fp2 Fpz, else AF7 AF8, else EOG; the first group that is there."""
    names = recording.ch_names if channels is None else tuple(channels)
    scalp = {name for name in names if kind(recording, name) == "eeg"}
    for group in (FRONTOPOLAR, FRONTAL_SIDES):
        found = tuple(name for name in names if name in scalp and name in group)
        if found:
            return found
    return tuple(name for name in names if kind(recording, name) == "eog")[:4]


def heart_channels(recording: Recording) -> tuple[str, ...]:
    return recording.of_kind("ecg")[:1]
