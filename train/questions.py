"""Questions to train on: closed ones with options and what each option means, open ones for every intent."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from neuro_llm.adapters.intents import FAMILIES
from neuro_llm.adapters.options import map_options

from .wording import bank, vary

_OPTIONS: dict[str, str] = {
    "eyes": (
        "open, closed | eyes open, eyes closed | EO, EC | open, shut | eyes-open, eyes-closed | "
        "Open, Closed | lids up, lids down | opened, closed | with eyes open, with eyes closed"
    ),
    "seizure": (
        "present, absent | seizure, no seizure | seizure, none | ictal, interictal | seizure, normal | "
        "yes a seizure, no seizure | ictal, non-ictal | seizure present, seizure absent | sz, no sz"
    ),
    "spindles": (
        "present, absent | spindles, no spindles | spindles, none | with spindles, without spindles | "
        "spindles present, not present"
    ),
    "blinks": (
        "present, absent | blinks, no blinks | blinks, none | with blinks, without blinks | "
        "blinking, not blinking"
    ),
    "bad channels": (
        "present, absent | bad channels, none | some bad, all good | bad channels, no bad channels | "
        "at least one bad, all fine"
    ),
    "dominant band": (
        "delta, theta, alpha, beta | Delta, Theta, Alpha, Beta | δ, θ, α, β | "
        "1-4 Hz, 4-8 Hz, 8-13 Hz, 13-30 Hz | delta band, theta band, alpha band, beta band"
    ),
    "line noise": (
        "none, 50 Hz, 60 Hz | no, 50, 60 | neither, 50 Hz, 60 Hz | clean, 50 Hz, 60 Hz | none, 50, 60"
    ),
}
"""Ways to write the options of each family, in the order of its values in FAMILIES (any order is shown)."""

_CHOICE_QUESTIONS: dict[str, str] = {
    "eyes": (
        "Are the eyes open or closed? | Eyes open or closed? | EO or EC? | "
        "What is the state of the eyes? | Which eye condition is this? | "
        "Is this an eyes-open or an eyes-closed recording? | Were the lids open or shut?"
    ),
    "seizure": (
        "Is seizure activity present or absent? | Ictal or not? | Seizure or no seizure? | "
        "Does this segment hold a seizure? | Is there epileptic activity? | "
        "What do you see: seizure or normal background?"
    ),
    "spindles": (
        "Are sleep spindles present or absent? | Spindles or not? | "
        "Does the recording hold sleep spindles? | Any spindles here?"
    ),
    "blinks": (
        "Are eye blinks present or absent? | Blinks or not? | Does the subject blink? | "
        "Any blink artefacts here?"
    ),
    "bad channels": (
        "Are there bad channels? | Are any electrodes broken? | Bad channels: present or absent? | "
        "Is some channel unusable?"
    ),
    "dominant band": (
        "Which band dominates? | What is the dominant band? | Which rhythm is strongest? | "
        "Where is most of the power: which band?"
    ),
    "line noise": (
        "Is there line noise, and at which frequency? | Mains interference: none, 50 or 60 Hz? | "
        "Which mains frequency is seen? | Line noise? | Hum at 50 or 60 Hz?"
    ),
}

_POLAR: dict[str, str] = {
    "eyes": (
        "Are the eyes open? | Are the eyes closed? | Are they shut? | "
        "Is the subject keeping the eyes closed? | Are the lids open? | "
        "Did the subject have the eyes open? | Is this an eyes-closed recording? | "
        "Is this an eyes-open block?"
    ),
    "seizure": (
        "Is there a seizure? | Does the recording show ictal activity? | Is the patient seizing? | "
        "Any seizure? | Is the recording free of seizures? | Is it seizure-free? | "
        "Is seizure activity absent?"
    ),
    "spindles": (
        "Are there sleep spindles? | Do you see spindles? | Any spindles? | Is it free of spindles? | "
        "Are spindles absent?"
    ),
    "blinks": (
        "Are there blinks? | Does the subject blink? | Any eye blinks? | Is it free of blinks? | "
        "Are blinks absent?"
    ),
    "bad channels": (
        "Are there bad channels? | Any broken electrodes? | Are all channels good? | "
        "Are all electrodes fine? | Is the set free of bad channels? | Do any channels need to be rejected?"
    ),
    "dominant band": (
        "Is alpha dominant? | Is delta the dominant band? | Does theta dominate? | "
        "Is beta the strongest band?"
    ),
    "line noise": (
        "Is there line noise? | Is there mains hum? | Is there 50 Hz interference? | "
        "Is there 60 Hz noise? | Is it free of line noise?"
    ),
}

_YES_NO = (("yes", "no"), ("Yes", "No"), ("no", "yes"), ("y", "n"), ("true", "false"))


@dataclass(frozen=True)
class ClosedQuestion:
    """A question with options.

    mapping   option → the values of the family it stands for (several for "no" to "Is alpha dominant?")
    polar     True where the options are yes and no
    """

    family: str
    question: str
    options: tuple[str, ...]
    mapping: dict[str, tuple[str, ...]]
    polar: bool

    def option_for(self, value: str) -> str:
        """The option that is right when the family has this value."""
        return next(option for option in self.options if value in self.mapping[option])


def choice_wordings(family: str) -> tuple[str, ...]:
    """The hand-written wordings of a family's question with options."""
    return tuple(wording.strip() for wording in _CHOICE_QUESTIONS[family].split("|"))


def closed_question(family: str, rng: np.random.Generator) -> ClosedQuestion:
    """A question on one family with options in random order; half of them yes or no."""
    polar = bool(rng.random() < 0.5)
    if polar:
        question = _pick(_POLAR[family], rng)
        options = _YES_NO[int(rng.integers(len(_YES_NO)))]
    else:
        question = _pick(_CHOICE_QUESTIONS[family], rng)
        written = [option.strip() for option in _pick(_OPTIONS[family], rng).split(",")]
        options = tuple(written[i] for i in rng.permutation(len(written)))
    mapping = map_options(question, family, options)
    if mapping is None or any(not _covered(value, mapping) for value in FAMILIES[family]):
        raise AssertionError(f"{family}: {question!r} with {options} has no meaning: {mapping}")
    return ClosedQuestion(family, question, options, mapping, polar)


def _covered(value: str, mapping: dict[str, tuple[str, ...]]) -> bool:
    return any(value in values for values in mapping.values())


def open_question(intent: str, rng: np.random.Generator, *, varied: bool = True) -> str:
    """A hand-written phrasing of an intent or reason, varied as another person may type it."""
    phrasings = bank(intent)
    text = phrasings[int(rng.integers(len(phrasings)))]
    return vary(text, rng) if varied else text


def _pick(written: str, rng: np.random.Generator) -> str:
    options = [option.strip() for option in written.split("|")]
    return options[int(rng.integers(len(options)))]
