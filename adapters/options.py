"""Options of closed questions: which value of a family each stands for, yes and no by polarity."""

from __future__ import annotations

import re
from collections.abc import Sequence

from .spans import normalise_text

_YES = "yes y yeah yep yup true present 1 correct right positive affirmative aye sure ja"
_NO = "no n nope false absent 0 none incorrect negative not nah never without wrong nein"
YES, NO = frozenset(_YES.split()), frozenset(_NO.split())
UNSURE = frozenset(
    (
        "unsure",
        "unknown",
        "cannot tell",
        "can't tell",
        "don't know",
        "dont know",
        "unclear",
        "uncertain",
        "not sure",
        "maybe",
        "neither",
        "n/a",
    )
)

_EYES = (
    ("closed", r"\bclos|\bshut|\bec\b|\bdown\b|\brest with eyes closed|\bcovered|\bnot open|\bdark"),
    ("open", r"\bopen|\beo\b|\bup\b|\buncovered|\bfixat|\blooking|\bunshut"),
)
_BANDS = (
    ("delta", r"delta|δ|(?:0?\.?5|1|0)\s*-\s*(?:4|3)\b|below 4|< ?4"),
    ("theta", r"theta|θ|4\s*-\s*(?:7|8)\b"),
    ("alpha", r"alpha|α|(?:8|7)\s*-\s*(?:12|13)\b"),
    ("beta", r"beta|β|(?:12|13|15)\s*-\s*(?:25|30|35)\b|above 13|> ?13"),
)
_LINE = (
    ("50 Hz", r"\b50(?:\.0)?\b|\b50hz|europe|\beu\b|fifty"),
    ("60 Hz", r"\b60(?:\.0)?\b|\b60hz|america|\bus\b|\busa\b|sixty"),
    (
        "none",
        r"\bnone\b|\bno\b|\bneither\b|\bclean\b|\babsent\b|\bnot\b|\bwithout\b|\bfree\b|\bnothing\b|\b0\b",
    ),
)
_ABSENT = (
    r"^(?:no|none|not|without|absent|never|free|nothing|negative|false|nope|zero|0|lack\w*|clean|normal|good|fine|ok|okay)\b|"
    r"\b(?:not|no|absent|free of|without|non|never|none|lack\w*|inter-?ictal|isn't|aren't|don't|"
    r"doesn't|nothing)\b|-free\b|\bseizure-?free|\bclean\b|\ball (?:good|fine|ok)"
)
_PRESENT = {
    "seizure": r"\bseizure|\bictal|\bsz\b|\bepilept|\bpresent|\babnormal|\bfit\b",
    "spindles": r"\bspindle|\bpresent",
    "blinks": r"\bblink|\bpresent",
    "bad channels": r"\bbad|\bbroken|\bfaulty|\bpresent|\bnoisy|\bdefect|\bat least one|\bsome\b",
}
_NEGATING = (
    r"\b(?:free (?:of|from)|without|devoid of|absence of|lack(?:s|ing)?(?: of)?|absent|no (?!\.)|"
    r"not any|never|none of|zero|clear of|"
    r"missing|isn't there|spared)\b|-free\b"
)


_COUNTED = (
    ("spindle count", r"spindles?"),
    ("K-complex count", r"k[- ]?complex(?:es)?|kcs?"),
    ("slow wave count", r"slow[- ](?:waves?|oscillations?)"),
    ("rapid eye movement count", r"rapid eye movements?|rems"),
    ("epileptiform spike count", r"(?:epilept\w+ |interictal )?spikes?|sharp waves?"),
    ("blink count", r"(?:eye)?blinks?"),
    ("electrode pop count", r"(?:(?:electrode|contact|lead|sensor|channel)s? )?pops?"),
)


def counted_things(texts: Sequence[str]) -> tuple[str, ...]:
    """Quantities that count what options or a question name: ("spindle", "K-complex") → their two counts."""
    joined = normalise_text("; ".join(texts))
    found = [(m.start(), name) for name, words in _COUNTED if (m := re.search(rf"\b(?:{words})\b", joined))]
    return tuple(name for _, name in sorted(found))


def negated(question: str) -> bool:
    """Does a question ask whether something is not there? "Is it free of spikes?" """
    return re.search(_NEGATING, normalise_text(question)) is not None


def canonical(family: str, option: str) -> str | None:
    """The family's value an option stands for ("EO" → "open", "50" → "50 Hz"); None for yes, no."""
    text = normalise_text(option).strip(" .!?\"'()")
    if text in UNSURE and not (family == "line noise" and text == "neither"):
        return None
    tables = {"eyes": _EYES, "dominant band": _BANDS, "line noise": _LINE}
    if family in tables:
        hits = [value for value, pattern in tables[family] if re.search(pattern, text)]
        if family == "eyes" and re.search(r"\bnot (?:closed|shut)", text):
            return "open"
        if family == "line noise" and text in ("no", "n", "false"):
            return None
        return hits[0] if hits and (len(hits) == 1 or (family == "eyes" and "not open" in text)) else None
    if family not in _PRESENT:
        return None
    if text in YES or text in NO:
        return {"present": "present", "absent": "absent", "none": "absent"}.get(text)
    if re.search(_ABSENT, text):
        return "absent"
    return "present" if re.search(_PRESENT[family], text) else None


def said(option: str) -> bool | None:
    """True for a yes, False for a no, None for anything else."""
    words = re.findall(r"\w+", normalise_text(option))
    if not words or normalise_text(option) in UNSURE:
        return None
    if words[0] in NO:
        return False
    if words[0] in YES or normalise_text(option) in ("there is", "there are", "it is", "they are", "it does"):
        return True
    return None


def yes_value(question: str, family: str) -> str | None:
    """The value that "yes" means: "Are they shut?" → "closed"; None where the question is not polar."""
    text = normalise_text(question)
    if family == "eyes":
        states = [
            v for v in (canonical("eyes", w) for w in re.findall(r"not \w+|\w+", _without_either(text))) if v
        ]
        return states[0] if len(set(states)) == 1 else None
    if family == "dominant band":
        bands = [v for v, pattern in _BANDS if re.search(rf"\b(?:{pattern})", text)]
        return bands[0] if len(bands) == 1 else None
    if family == "line noise":
        hits = [v for v, pattern in _LINE[:2] if re.search(pattern, text)]
        if len(hits) == 1 and not re.search(_NEGATING, text):
            return hits[0]
        return "none" if not hits and re.search(_NEGATING + r"|\bclean\b", text) else None if hits else "any"
    if family in _PRESENT:
        negative = re.search(_NEGATING, text) or (family == "bad channels" and _all_good(text))
        return "absent" if negative else "present"
    return None


def opposite(family: str, value: str) -> tuple[str, ...]:
    """All other values of the family, which "no" stands for."""
    from .intents import FAMILIES

    if value == "any":
        return ("none",)
    return tuple(v for v in FAMILIES[family] if v != value)


def map_options(question: str, family: str, choices: Sequence[str]) -> dict[str, tuple[str, ...]] | None:
    """Which values of the family each option stands for; None where an option has no meaning there.

    "no" can stand for several values ("Is alpha dominant?" no → delta, theta, beta): add their probabilities.
    An option such as "cannot tell" maps to no value.
    """
    from .intents import FAMILIES

    yes = yes_value(question, family)
    if family == "line noise" and any(canonical(family, option) in ("50 Hz", "60 Hz") for option in choices):
        yes = "any"
    mapped: dict[str, tuple[str, ...]] = {}
    for option in choices:
        value = canonical(family, option)
        answer = said(option)
        if value is not None:
            mapped[option] = (value,)
        elif normalise_text(option) in UNSURE:
            mapped[option] = ()
        elif answer is None or yes is None:
            return None
        elif answer:
            mapped[option] = tuple(v for v in FAMILIES[family] if v != "none") if yes == "any" else (yes,)
        else:
            mapped[option] = opposite(family, yes)
    return mapped if sum(bool(v) for v in mapped.values()) > 1 or len(choices) == 1 else None


def _without_either(text: str) -> str:
    """A question with "or not" keeps its one state; "open or closed" keeps both."""
    return re.sub(r"\b(?:look(?:ing|s)?|up to|up until|from|at) (?=\w)", "", re.sub(r"\bor not\b", "", text))


def _all_good(text: str) -> bool:
    """ "Are all channels good?" asks for the absence of bad ones."""
    return bool(
        re.search(
            r"\b(?:all|every|each)\b.*\b(?:good|fine|ok|okay|working|usable|clean|intact|functional|healthy|alright|valid)\b",
            text,
        )
    )
