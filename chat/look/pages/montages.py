"""Montages: what each lane of a page shows, as recorded or as a difference between channels."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from neuro_llm.recordings.channels import electrode
from neuro_llm.recordings.recording import Recording

FEWEST_AVERAGED = 4
FEWEST_PAIRS = 6  # of the double banana
_BANANA = ("Fp1 F7 T7 P7 O1", "Fp1 F3 C3 P3 O1", "Fz Cz Pz", "Fp2 F4 C4 P4 O2", "Fp2 F8 T8 P8 O2")
_CONTACT = re.compile(r"(.*\D)(\d{1,3})")
_IMPOSSIBLE = {
    "average": f"There are fewer than {FEWEST_AVERAGED} good referential EEG channels to average: shown as recorded.",
    "bipolar": "These channels form no bipolar chain (10-20 names, or numbered contacts): shown as recorded.",
}


@dataclass(frozen=True)
class Row:
    """What one lane shows: a channel less the mean of others.

    label    shown beside the lane
    channel  the channel, and of what kind it is
    against  channels whose mean is taken away: none as recorded, one in a bipolar pair, all good ones of an average
    """

    label: str
    channel: str
    kind: str
    against: tuple[str, ...] = ()

    @property
    def ends(self) -> tuple[str, ...]:
        """The channels that the lane is about: one, or the two of a pair."""
        return (self.channel, *self.against) if len(self.against) == 1 else (self.channel,)


def montages(recording: Recording) -> list[str]:
    """The montages that make sense for a recording; "as recorded" first."""
    offered = ["as recorded"]
    if _averaged(recording):
        offered.append("average")
    if _pairs(recording):
        offered.append("bipolar")
    return offered


def rows(recording: Recording, names: Sequence[str], montage: str) -> tuple[list[Row], str]:
    """What the lanes of these channels show, in their order, and what is to be said about the montage.

    Average: each EEG channel less the mean of all that are not marked bad. Bipolar: the pairs in which one of the
    channels takes part. Channels of other kinds are shown as recorded beside them.
    """
    kinds = dict(zip(recording.ch_names, recording.ch_kinds, strict=True))
    plain = [Row(name, name, kinds[name]) for name in names]
    potential = [row for row in plain if row.kind in ("eeg", "ieeg")]
    if montage == "as recorded" or not potential:
        return plain, ""
    if montage == "average":
        mean = _averaged(recording)
        if not mean:
            return plain, _IMPOSSIBLE[montage]
        referred = [
            Row(f"{row.label}-avg", row.channel, row.kind, mean)
            if row.kind == "eeg" and not _is_pair(row.channel)
            else row
            for row in plain
        ]
        return referred, f"Against the mean of {len(mean)} EEG channels that are not marked bad."
    pairs = _pairs(recording)
    if not pairs:
        return plain, _IMPOSSIBLE[montage]
    wanted = {row.channel for row in potential}
    chosen = [Row(f"{one}-{two}", one, kinds[one], (two,)) for one, two in pairs if wanted & {one, two}]
    return [*chosen, *(row for row in plain if row not in potential)], ""


def signals(recording: Recording, shown: Sequence[Row], start: float, stop: float) -> np.ndarray:
    """(row, time) float64 in SI units, of `start`..`stop` (s); NaN where a sample is no number.

    A mean leaves out what is no number; a difference with it is none.
    """
    names = list(dict.fromkeys(name for row in shown for name in (row.channel, *row.against)))
    data = recording.read(start, stop, names).astype(np.float64)
    data[~np.isfinite(data)] = np.nan
    place = {name: i for i, name in enumerate(names)}
    out = data[[place[row.channel] for row in shown]]
    for against in dict.fromkeys(row.against for row in shown if row.against):
        taken = data[[place[name] for name in against]]
        counted = np.isfinite(taken).sum(axis=0)
        mean = np.nansum(taken, axis=0) / np.where(counted, counted, np.nan)
        out[[i for i, row in enumerate(shown) if row.against == against]] -= mean
    return out


def contacts(names: Collection[str]) -> dict[str, list[tuple[int, str]]]:
    """Numbered contacts by what comes before the number: {"LA": [(1, "LA1"), (2, "LA2")]}, in order of number."""
    found: dict[str, list[tuple[int, str]]] = {}
    for name in names:
        match = _CONTACT.fullmatch(name)
        if match:
            found.setdefault(match[1], []).append((int(match[2]), name))
    return {prefix: sorted(numbered) for prefix, numbered in found.items()}


def _averaged(recording: Recording) -> tuple[str, ...]:
    """The good EEG channels, each against a reference; () where there are too few to average."""
    bad = set(recording.bads)
    good = tuple(name for name in recording.of_kind("eeg") if name not in bad and not _is_pair(name))
    return good if len(good) >= FEWEST_AVERAGED else ()


def _is_pair(name: str) -> bool:
    """Is a channel a difference already, like "Fp1-F7"?"""
    parts = name.split("-")
    return len(parts) == 2 and all(electrode(part) for part in parts)


def _pairs(recording: Recording) -> list[tuple[str, str]]:
    """Pairs of channels whose difference a bipolar montage shows: chains of the scalp, then of each shank."""
    scalp: dict[str, str] = {}
    for name in recording.of_kind("eeg"):
        scalp.setdefault(electrode(name) or name, name)
    chains = [link for chain in _BANANA for link in pairwise(chain.split())]
    pairs = [(scalp[one], scalp[two]) for one, two in chains if one in scalp and two in scalp]
    pairs = pairs if len(pairs) >= FEWEST_PAIRS else []
    for numbered in contacts(recording.of_kind("ieeg")).values():
        pairs += [(one, two) for (n, one), (m, two) in pairwise(numbered) if m == n + 1]
    return pairs
