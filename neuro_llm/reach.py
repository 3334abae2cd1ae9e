"""What an estimate can be about: nothing is told from channels that are not there."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from neuro_llm.recordings.channels import region_of
from neuro_llm.recordings.recording import Recording


@dataclass(frozen=True)
class Reach:
    """Where a state shows.

    regions   of the scalp; any of them suffices
    missing   what is said where no channel lies there
    need      what would be needed
    """

    regions: tuple[str, ...]
    missing: str
    need: str


REACHES = {
    "eyes": Reach(
        ("occipital", "parietal"),
        "there is no occipital or parietal channel, so alpha reactivity cannot be judged",
        "It needs electrodes over the back of the head, such as O1, Oz, O2, P3, Pz or P4.",
    ),
    "spindles": Reach(
        ("central", "frontal", "parietal"),
        "there is no central, frontal or parietal channel, where sleep spindles show",
        "It needs electrodes such as C3, Cz, C4, F3, Fz or F4.",
    ),
    "blinks": Reach(
        ("frontal",),
        "there is no frontal channel, where blinks show",
        "It needs Fp1, Fp2, AF7, AF8 or another frontal channel.",
    ),
}
"""Families of estimates that show at one place only; others show anywhere."""


def out_of_reach(family: str, recording: Recording) -> str:
    """What the recording lacks for an estimate, or "". Channels without a known place may lie anywhere."""
    reach = REACHES.get(family)
    if reach is None:
        return ""
    if recording.modality == "ieeg":
        return "it was recorded inside the skull, and this is known from the scalp only"
    return "" if _reached(reach, recording) else reach.missing


def reach_remedy(family: str) -> str:
    """What would be needed, one sentence."""
    reach = REACHES.get(family)
    return "It needs EEG or MEG channels and enough seconds." if reach is None else reach.need


def _reached(reach: Reach, recording: Recording) -> bool:
    names = recording.fields
    places = np.asarray(recording.positions)[recording.index(names)]
    for name, place in zip(names, places, strict=True):
        parts = {region_of(name, place), *(region_of(part) for part in name.split("-")[:2] if "-" in name)}
        known = parts - {None}
        if not known or known & set(reach.regions):
            return True
    return False
