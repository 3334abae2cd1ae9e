"""Which side of a thing a question asks for: how many, when, how often, how large, how late, whether at all."""

from __future__ import annotations

import re

from .intents import ESTIMATED, LEARNED, Intent, Records

_ASPECTS: tuple[tuple[str, str], ...] = (
    ("marked bad channels", r"marked|flagged|header|annotated|(?:in|by) the file\b|file (?:says|lists|calls|marks?)"),
    ("latency", r"latenc\w+|how (?:late|soon)|delay\w*|ms\b|milliseconds?|when\b|peak time"),
    (" amplitude", r"amplitudes?|how (?:large|big|strong|high)|microvolts?|uv\b|size"),
    ("variation", r"cv2?\b|coefficient|variab\w+|(?:ir)?regular\w*|poisson"),
    ("lower margin", r"lower|lowest|minimum|bottom"),
    ("upper margin", r"upper|highest|maximum|top"),
    ("signal to noise", r"snr|signal[- ]to[- ]noise|strong|strength"),
    ("SSVEP correlation", r"correlat\w+|cca|canonical"),
    ("spindle frequency", r"frequenc\w+|hz\b|hertz|(?:how )?(?:fast|slow)\b"),
    ("density", r"densit\w+|dense|per (?:min|minute)\b|a minute|/ ?min|rate\b|how often|frequent\w*"),
    ("rate", r"per (?:min|minute|hour)\b|a minute|/ ?min|rate\b|how often|frequent\w*|burden"),
    ("count", r"how many|numbers?\b|count\w*|tally|fewer\b|more (?=[\w-]+s\b)"),
    ("times", r"when\b|what times?|times\b|at (?:which|what)|which seconds|where in time|mark\b|marks\b|lists?\b|"
     r"locat\w+|intervals?|onsets?|start|seconds\b|from when|timestamps?|episodes?|periods?"),
    ("fraction", r"how much|percent\w*|%|fraction|share|proportion|ratio|part of|burden|bsr\b"),
    ("t-value", r"t-?(?:values?|scores?)|significan\w*|reliab\w*|present\b|presence|shown?\b|evidence|differ\w*|"
     r"versus|vs\b|against|than\b"),
)  # fmt: skip
"""Last words of a quantity → words that ask for it, the more telling first."""

_WHETHER = re.compile(r"\W*(?:and |so |but )?(?:is|are|was|were|does|do|did|has|have|can|could|any)\b", re.I)


def asked_first(intent: Intent, records: Records, question: str) -> Records:
    """The records of an intent with those in front that the wording asks for; `more` only where it does.

    The order of what the small model learned to word stays.

    "Is there a P300?" asks for its t-value, "When are the spindles?" for their times.
    """
    text = question.lower()
    more = intent.more if records == intent.records else ()
    every = more if intent.name in LEARNED else (*records, *more)
    wanted = [
        record
        for ending, words in _ASPECTS
        if re.search(rf"(?<![\w-])(?:{words})", text)
        for record in every
        if record[1].endswith(ending)
    ]
    sized = re.search(r"\b(?:larger|bigger|smaller|higher|stronger|weaker|earlier|later)\b", text)
    if _WHETHER.match(question) and not sized:
        wanted = [*(record for record in every if record[1].endswith("t-value")), *wanted]
    if not set(wanted).isdisjoint(more):  # what was counted answers, no estimate beside it
        records = tuple(record for record in records if record[0] != ESTIMATED)
    return tuple(dict.fromkeys((*wanted, *records)))
