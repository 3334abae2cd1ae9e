"""Questions about a recording that need no label: facts that code measures, and what it cannot tell."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from neuro_llm.adapters.slots import safe_name
from neuro_llm.lacking import lacking, remedy
from neuro_llm.recordings.evidence import Evidence, measure
from neuro_llm.recordings.evidence.quantities import find
from neuro_llm.recordings.recording import Recording
from neuro_llm.train.datasets.splits import share_of
from neuro_llm.train.wording import bank
from neuro_llm.wording import cannot_tell, plainly, rejection

FACTS = ("sampling rate", "channel count")
"""Quantities that hold for any span of a recording."""

SOUGHT = (
    "heart rate", "blink rate", "blink count", "posterior alpha frequency", "alpha asymmetry", "dominant frequency",
    "firing rate", "interspike interval", "temporal signal to noise", "event interval", "breathing rate",
)  # fmt: skip
"""Quantities, each the name of an intent too, that one recording or another lacks the channels for."""

REFUSED = ("diagnosis", "treatment", "person")
_ELECTRODES = ("Fp1", "Fz", "C3", "Cz", "C4", "Pz", "O1", "Oz", "O2", "T7", "PO8", "FC5", "A1")
_FIELD_NEEDS = "It needs EEG or MEG channels."
MOST_LACKING, SHOWN = 4, 6


@dataclass(frozen=True)
class Aside:
    """A question with its answer, and the record that the answer cites, if any."""

    question: str
    answer: str
    evidence: tuple[Evidence, ...] = ()


@dataclass(frozen=True)
class Asides:
    """facts: answered by a record; cannot: "Cannot tell: ..." in the words that the assistant uses."""

    facts: tuple[Aside, ...]
    cannot: tuple[Aside, ...]


def asides_of(recording: Recording, path: str) -> Asides:
    """What can be asked of any span of an open recording; chosen by its path, the same every time."""
    rng = np.random.default_rng(int(share_of(path) * 2**32))
    cannot = [*_absent_quantities(recording, rng), *_absent_channel(recording, rng), *_refusals(rng)]
    return Asides(tuple(_fact(recording, name, rng) for name in FACTS), tuple(cannot))


def _fact(recording: Recording, quantity: str, rng: np.random.Generator) -> Aside:
    record = replace(measure(recording, quantity), id="E1")
    return Aside(_phrasing(quantity, rng), plainly(None, [record]), (record,))


def _absent_quantities(recording: Recording, rng: np.random.Generator) -> list[Aside]:
    """Quantities for which it has no channel, or no events."""
    found = []
    for name in rng.permutation(list(SOUGHT)):
        lack = lacking(name, recording)
        if lack:
            field = not recording.fields and find(name).needs.place in ("any", "posterior", "hemispheres")
            needed = _FIELD_NEEDS if field and "EEG" in lack else remedy(name, recording)
            found.append(
                Aside(_phrasing(name, rng), cannot_tell(f"the {name} cannot be found: {lack}", needed))
            )
    return found[:MOST_LACKING]


def _absent_channel(recording: Recording, rng: np.random.Generator) -> list[Aside]:
    """An electrode that the recording does not have."""
    there = {name.lower() for name in recording.ch_names}
    absent = [name for name in _ELECTRODES if name.lower() not in there]
    if not recording.fields or not absent:
        return []
    name, band = str(rng.choice(absent)), str(rng.choice(["delta", "theta", "alpha", "beta"]))
    asked = (f"How strong is the {band} rhythm over {name}?", f"What is the {band} power at {name}?")
    shown = [safe_name(channel) for channel in recording.fields[:SHOWN]]
    more = f" and {len(recording.fields) - SHOWN} more" if len(recording.fields) > SHOWN else ""
    answer = cannot_tell(f"the recording has no channel {name}", f"It has: {', '.join(shown)}{more}.")
    return [Aside(str(rng.choice(asked)), answer)]


def _refusals(rng: np.random.Generator) -> list[Aside]:
    found = []
    for reason in REFUSED:
        question = _phrasing(reason, rng)
        found.append(Aside(question, cannot_tell(*rejection(question, reason))))
    return found


def _phrasing(name: str, rng: np.random.Generator) -> str:
    """A hand-written wording of an intent or of a reason to turn a question down."""
    phrasings = bank(name)
    return phrasings[int(rng.integers(len(phrasings)))]
