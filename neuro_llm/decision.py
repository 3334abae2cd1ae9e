"""Closed questions: from a calibrated estimate, and the likelihood of the options, to a choice."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping, Sequence

from neuro_llm.adapters.intents import FAMILIES, Intent
from neuro_llm.adapters.options import map_options, said, yes_value
from neuro_llm.recordings.errors import ConfigError
from neuro_llm.recordings.evidence.record import Evidence

from . import rules
from .calibration import COVERED

_SPAN = re.compile(r"(?P<start>\d+(?:\.\d+)?)\s*(?:s|sec|seconds?)?\s*(?:-|–|to)\s*(?P<stop>\d+(?:\.\d+)?)")
_POLAR = re.compile(
    r"\W*(?:and |so |but )?(?:is|are|was|were|does|do|did|has|have|isn't|aren't|can|any)\b", re.I
)

UNSURE = {2: 0.6, 3: 0.5, 4: 0.45}
"""Number of values → probability below which the likeliest is hardly better than a guess."""

ONSET_LATE, ONSET_SPREAD = 0.8, 1.0
"""Seconds, of simulated seizures: the onset that is told is the start of a patch of two seconds, half of them start
0.8 s behind it or later, and half of those that are right at all within about one second of that."""

PRESENT_DB = 3.0
"""A spectral peak is called present from this height above the 1/f background (dB)."""


def check_choices(choices: Sequence[str] | None) -> tuple[str, ...] | None:
    """The options as a tuple: at least two, none empty, none twice."""
    if choices is None:
        return None
    if isinstance(choices, str):
        raise ConfigError(f"choices={choices!r} is one text; give a sequence, as ('open', 'closed').")
    options = tuple(str(option).strip() for option in choices)
    if len(options) < 2 or not all(options) or len({option.lower() for option in options}) < len(options):
        raise ConfigError(f"choices={options!r}: give at least two options, all different, none empty.")
    return options


def distribution(record: Evidence, known: Mapping[str, float] | None = None) -> dict[str, float]:
    """Probability of every value of the record's family.

    known   all of them, where the encoder tells; else what the record's own value leaves is shared evenly
    """
    values = FAMILIES[record.quantity]
    if known:
        return {value: float(known.get(value, 0.0)) for value in values}
    sure = 1.0 if record.probability is None else record.probability
    rest = (1.0 - sure) / max(1, len(values) - 1)
    return {value: sure if value == record.value else rest for value in values}


def by_estimate(
    question: str, family: str, choices: Sequence[str], values: Mapping[str, float]
) -> dict[str, float] | None:
    """Option → probability, summing to 1; None where an option has no meaning in the family."""
    mapped = map_options(question, family, choices)
    if mapped is None:
        return None
    return normalised({option: sum(values[v] for v in mapped[option]) for option in choices})


def is_guess(probabilities: Mapping[str, float]) -> bool:
    """Is the likeliest option hardly better than a guess?"""
    return max(probabilities.values()) < UNSURE.get(len(probabilities), UNSURE[4])


def not_ruled_out(
    question: str, family: str, probabilities: Mapping[str, float], values: Sequence[str]
) -> tuple[str, ...]:
    """Options that stand for one of the plausible `values`, and the likeliest; likeliest first.

    Where the likeliest is hardly better than a guess, all that it takes to reach COVERED.
    """
    if not values:
        return ()
    order = sorted(probabilities, key=lambda option: -probabilities[option])
    mapped = map_options(question, family, order) or {}
    kept = [option for option in order if option == order[0] or set(mapped.get(option, ())) & set(values)]
    if is_guess(probabilities):
        before = [sum(probabilities[o] for o in order[:number]) for number in range(len(order))]
        kept = [o for o, sure in zip(order, before, strict=True) if o in kept or sure < COVERED]
    return tuple(kept)


def by_verdict(choices: Sequence[str], answer: bool | None, probability: float) -> dict[str, float] | None:
    """Option → probability of yes and no options, where `answer` holds with `probability`."""
    sides = {option: said(option) for option in choices}
    if answer is None or None in sides.values() or len(set(sides.values())) < 2:
        return None
    return normalised({o: probability if side is answer else 1 - probability for o, side in sides.items()})


def by_likelihood(choices: Sequence[str], scores: Sequence[float]) -> dict[str, float]:
    """Option → softmax of its log-likelihood per token."""
    largest = max(scores)
    return normalised(
        {option: math.exp(score - largest) for option, score in zip(choices, scores, strict=True)}
    )


def combined(first: Mapping[str, float], second: Mapping[str, float], weight: float) -> dict[str, float]:
    """Log-linear mixture: `first` alone at weight 0, `second` alone at weight 1."""
    floor = 1e-6
    return normalised(
        {o: max(first[o], floor) ** (1 - weight) * max(second[o], floor) ** weight for o in first}
    )


def normalised(weights: Mapping[str, float]) -> dict[str, float]:
    total = sum(weights.values())
    if total <= 0:
        return {option: 1 / len(weights) for option in weights}
    return {option: weight / total for option, weight in weights.items()}


def is_polar(question: str) -> bool:
    """Does the question ask for yes or no ("Is there ...", "Any ...")?"""
    return _POLAR.match(question) is not None


def verdict(question: str, intent: Intent, record: Evidence) -> bool | None:
    """Yes or no to a polar question from the record that answers it; None where it is neither."""
    if intent.family in FAMILIES and record.quantity in FAMILIES:
        yes = yes_value(question, intent.family)
        if yes is None:
            return None
        return record.value != "none" if yes == "any" else record.value == yes
    if intent.name == "posterior alpha" or record.quantity == "posterior alpha prominence":
        return isinstance(record.value, (int, float)) and record.value >= PRESENT_DB
    if record.quantity == "alpha asymmetry" and isinstance(record.value, (int, float)):
        return _side_is_right(question, record.value)
    if isinstance(record.value, tuple) and not record.quantity.endswith("times"):
        return _asks_for_none(question) != bool(record.value)
    return rules.verdict(question, record) if record.kind == "measured" else None


def spans_of(choices: Sequence[str]) -> list[tuple[float, float]] | None:
    """Start and stop (s) of options such as "10-20 s"; None where one is no span."""
    spans = [_SPAN.search(option) for option in choices]
    if any(span is None for span in spans):
        return None
    return [(float(span["start"]), float(span["stop"])) for span in spans if span is not None]


def near(probabilities: Mapping[str, float], record: Evidence, seconds: float) -> tuple[str, ...]:
    """Options that are spans and lie within `seconds` of the time in the record, likeliest first."""
    order = sorted(probabilities, key=lambda option: -probabilities[option])
    times = spans_of(order)
    if times is None or isinstance(record.value, (str, tuple)) or not seconds:
        return ()
    low, high = record.value - seconds, record.value + seconds
    return tuple(o for o, (a, b) in zip(order, times, strict=True) if o == order[0] or (a < high and b > low))


def by_interval(choices: Sequence[str], record: Evidence) -> dict[str, float] | None:
    """Option → probability where all options are spans of seconds and the record a time.

    With the record's probability the true time lies about the told one (Laplace, ONSET_SPREAD), else anywhere.
    """
    times = spans_of(choices)
    if times is None or isinstance(record.value, (str, tuple)):
        return None
    sure, told = record.probability or 0.0, float(record.value) + ONSET_LATE
    near_by = normalised({o: _mass(a - told, b - told) for o, (a, b) in zip(choices, times, strict=True)})
    anywhere = normalised({o: max(b - a, 0.0) for o, (a, b) in zip(choices, times, strict=True)})
    return {option: sure * near_by[option] + (1 - sure) * anywhere[option] for option in choices}


def _mass(low: float, high: float) -> float:
    """Probability of low..high (s) under a Laplace distribution around 0."""

    def below(x: float) -> float:
        tail = 0.5 * math.exp(-abs(x) / ONSET_SPREAD)
        return tail if x < 0 else 1 - tail

    return max(below(high) - below(low), 1e-12)


def by_rule(
    question: str, intent: Intent | None, choices: Sequence[str], record: Evidence
) -> dict[str, float] | None:
    """Yes and no options decided by a fixed rule on a measured record; not calibrated."""
    if intent is None:
        return None
    answer = verdict(question, intent, record)
    sure = 0.95
    if record.quantity == "posterior alpha prominence" and isinstance(record.value, (int, float)):
        present = 1 / (1 + math.exp(-(record.value - PRESENT_DB)))
        answer, sure = True, present
    return by_verdict(choices, answer, sure)


def _side_is_right(question: str, asymmetry: float) -> bool | None:
    """ "Is alpha stronger on the left?": yes where ln(right) − ln(left) < 0; None where no side is named."""
    sides = re.findall(r"\b(left|right)\b", question, re.I)
    if not sides:
        return None
    named_right = sides[0].lower() == "right"
    weaker = re.search(r"\b(?:weaker|lower|less|smaller|reduced)\b", question, re.I) is not None
    return (asymmetry > 0) == (named_right != weaker)


def _asks_for_none(question: str) -> bool:
    """ "Are all channels good?" asks whether the list of bad ones is empty."""
    return (
        re.search(r"\b(?:all|every|each)\b.*\b(?:good|fine|ok|okay|clean|usable|intact)\b", question, re.I)
        is not None
    )
