"""Which side of a thing a question asks for: how many, when, how often, how large, how late, whether at all."""

from __future__ import annotations

import re

from .intents import ESTIMATED, FAMILIES, LEARNED, Intent, Records

_ASPECTS: tuple[tuple[str, str], ...] = (
    ("marked bad channels", r"marked|flagged|header|annotated|recordist|(?:in|by) the file\b|"
     r"file (?:says|lists|calls|marks?)|already (?:known|excluded|listed|rejected|bad)"),
    ("line frequency", r"(?:mains|line|power[- ]?line|grid|utility|network|supply) freq\w*|"
     r"frequency of the (?:mains|line|grid|hum)|50 or 60|60 or 50"),
    ("line length", r"(?:line|curve)[- ]length|length of the (?:line|curve)"),
    ("posterior alpha power", r"powers?|pwr|pow|energy|[uµμ]v ?(?:\^ ?)?[2²]|squared|how much|amount|"
     r"absolute"),
    ("total firing rate", r"all (?:the |of the )?(?:units|cells|neurons)|totals?|pool\w*|combined|"
     r"population|ensemble|summed|overall"),
    ("t-value", r"t[- ]?(?:values?|scores?|stat\w*|tests?)|p[- ]?values?|significan\w*|statistic\w*|stats|"
     r"reliab\w*|robust\w*|solid\w*|trust\w*|by chance|beyond chance|above chance|than noise|beyond noise|"
     r"convincing\w*|how clear|real\b|t (?:of|for|please)\b|how sure"),
    ("latency", r"latenc\w+|how (?:late|soon|early)|delay\w*|ms\b|msec\w*|milliseconds?|when\b|"
     r"peak(?:s|ing)? time|time to peak|what time|timing|how long (?:after|until|till|before|does it take)"),
    (" amplitude", r"amplitudes?|ampl?\b|how (?:large|big|strong|high|tall|pronounced)|micro-?volts?|[uµμ]v|"
     r"sizes?|height|magnitude|strength|(?:larg|bigg|small|strong|weak)er\b|large\b|big\b|small\b|weak\b|"
     r"voltage"),
    ("variation", r"cv2?\b|coefficient|varia\w+|(?:ir)?regular\w*|poisson|clock\w*|even(?:ly)?\b|random\w*|"
     r"jitter\w*"),
    ("lower margin", r"lower|lowest|min(?:im\w+)?\b|bottom|floor"),
    ("upper margin", r"upper|highest|max(?:im\w+)?\b|top\b|ceiling"),
    ("signal to noise", r"snr|signal[- ]to[- ]noise|strong\w*|strength|clean\w*|clear\w*|exceed\w*|"
     r"neighbou?r\w*|stands? out|rises? above|above|db\b|decibels?"),
    ("SSVEP correlation", r"correlat\w+|cca|canonical|corr\b"),
    ("spindle frequency", r"frequenc\w+|freqs?\b|(?<!\d )(?:hz\b|hertz)|(?:how )?(?:fast|slow)(?:er)?\b|"
     r"speed"),
    ("density", r"dens\w+|per (?:min|minute|hour)\b|(?:a|each|every) minute|/ ?(?:min|h)\b|rate\b|how often|"
     r"frequent\w*|common\b|average minute|incidence"),
    ("rate", r"per (?:min|minute|hour|second)\b|(?:a|each|every) minute|/ ?(?:min|h)\b|rate\b|how often|"
     r"frequent\w*|common\b|average minute|incidence|dens\w+"),
    ("count", r"how many(?! (?:percent|%|seconds|minutes|ms|micro))|numbers?\b|nr\b|count\w*|tally|"
     r"totals?\b|altogether|quantity|numerous|add up|(?<!how )many\b|lots?\b|sum of|fewer\b|"
     r"more (?=[\w-]+s\b)|few\b"),
    ("fraction", r"percent\w*|%|fraction|share|proportion|portion|burden|bsr\b|how much (?:of|time)|"
     r"(?:what|which) part of|how many (?:percent|seconds|minutes)|pct\b"),
    ("times", r"when\b|what times?|times?\b|at (?:which|what)(?! freq| rate| hz)|"
     r"(?:which|what|between which|during which) seconds|where\b|mark\b|marks\b|lists?\b|enumerat\w*|"
     r"tabulat\w*|table of|locat\w+|pinpoint|highlight|intervals?|onsets?|starts?\b|beginn?\w*|"
     r"(?<!\d )seconds\b|from when|time-?stamps?|moments?|episodes?|periods?|stretch\w*|segments?|windows?|"
     r"epochs?|sections?|timings?|(?:which|what) (?:minutes|points|parts)|print\b|cut (?:\w+ ){0,3}out|"
     r"(?:each|every)(?! (?:minute|hour|second))\b"),
    ("fraction", r"how (?:much|bad|severe|strong|still|restless)|ratio|part of|level|degree|amount"),
    ("t-value", r"present\b|presence|shown?\b|evidence|differ\w*|versus|vs\b|against|than\b|"
     r"respon(?:d|ds|ded|sive)\b|distinguish\w*"),
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
    every = (*records[:1], *more) if intent.name in LEARNED else (*records, *more)
    wanted = [
        record
        for ending, words in _ASPECTS
        if re.search(rf"(?<![\w-])(?:{words})", text)
        for record in every
        if record[1].endswith(ending)
    ]
    sized = re.search(r"\b(?:larg|big|bigg|small|high|strong|weak|earl|lat)(?:e|er|ier)?\b", text)
    if _WHETHER.match(question) and not sized:
        wanted = [*(record for record in every if record[1].endswith("t-value")), *wanted]
    two_valued = FAMILIES.get(intent.family) == ("present", "absent")
    if two_valued and not set(wanted).isdisjoint(more):  # what was counted answers, no estimate beside it
        records = tuple(record for record in records if record[0] != ESTIMATED)
    return tuple(dict.fromkeys((*wanted, *records)))
