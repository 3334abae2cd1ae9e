"""Which channels of a recording become which inputs of a pretrained model: by name, or by difference."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

import numpy as np

from neuro_llm.recordings.channels import electrode
from neuro_llm.recordings.errors import RecordingError
from neuro_llm.recordings.recording import Recording


@dataclass(frozen=True)
class Wiring:
    """From a recording's channels to a model's.

    sources   channels that are read
    names     what the model is told they are
    weights   (name, source): 1 for a channel as it is, 1 and −1 for a difference
    changes   sentences on what was left out or formed
    """

    sources: tuple[str, ...]
    names: tuple[str, ...]
    weights: np.ndarray
    changes: tuple[str, ...]


def plain(name: str) -> str:
    """A channel's name for comparison: 10-05 names as they are now ("T3" → "T7"), in capitals."""
    return "-".join(electrode(part) or part for part in name.split("-")).upper()


def listed(names: Sequence[str]) -> str:
    """The first names, for a message."""
    return ", ".join(names[:8]) + (f" and {len(names) - 8} more" if len(names) > 8 else "")


def selected(model: str, known_names: Sequence[str], recording: Recording) -> Wiring:
    """The channels whose names the model knows; the others are left out, and said to be."""
    names = recording.of_kind("eeg")
    known = {name.upper(): name for name in known_names}
    pairs = {known[plain(name)]: name for name in names if plain(name) in known}
    if not pairs:
        raise RecordingError(
            recording.name,
            f"{model} knows none of its EEG channels ({listed(names)}).",
            f"Name them by the 10-20 system; {model} knows {listed(known_names)}.",
        )
    lost = [name for name in names if name not in pairs.values()]
    said = f"{len(lost)} of {len(names)} EEG channels are unknown to {model} and left out: {listed(lost)}."
    return Wiring(
        tuple(pairs.values()), tuple(pairs), np.eye(len(pairs), dtype=np.float32), (said,) if lost else ()
    )


def derived(model: str, wanted: Sequence[str], recording: Recording) -> Wiring:
    """The differences of electrodes that the model wants, each as recorded or formed from two channels."""
    names = recording.of_kind("eeg")
    have = {plain(name): i for i, name in enumerate(names)}
    rows = [_terms(pair.upper(), have) for pair in wanted]
    missing = dict.fromkeys(term for terms in rows for term in terms if term not in have)
    if missing:
        raise RecordingError(
            recording.name,
            f"{model} needs the {len(wanted)} derivations {listed(wanted)}; missing: {listed(list(missing))}.",
            "Give a recording with these electrodes, or take an encoder that reads any montage, such as 'eeg'.",
        )
    weights = np.zeros((len(wanted), len(names)), np.float32)
    for row, terms in enumerate(rows):
        for term, weight in terms.items():
            weights[row, have[term]] = weight
    used = np.flatnonzero(weights.any(0))
    formed, unused = sum(len(terms) == 2 for terms in rows), len(names) - len(used)
    said = [f"{formed} bipolar derivations were formed by subtracting electrodes ({listed(wanted)})."]
    said += [f"{unused} of {len(names)} EEG channels are not needed by {model}."]
    changes = tuple(sentence for sentence, count in zip(said, (formed, unused), strict=True) if count)
    return Wiring(tuple(names[i] for i in used), tuple(wanted), weights[:, used], changes)


def _terms(pair: str, have: Collection[str]) -> dict[str, float]:
    """Channel → sign: the pair itself where it was recorded, else its two electrodes."""
    if pair in have:
        return {pair: 1.0}
    first, second = pair.split("-")
    return {first: 1.0, second: -1.0}
