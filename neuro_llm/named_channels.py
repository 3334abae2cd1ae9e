"""Channels of a recording that a name, a region or a side in a question means."""

from __future__ import annotations

import re
from collections.abc import Sequence

from neuro_llm.recordings.channels import electrode, hemisphere_of, region_of
from neuro_llm.recordings.recording import Recording


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
