"""Requests for a diagnosis, whatever they are dressed as: names of disorders, groups as options, pressing on.

Beside the classifier, which learns from wordings and errs on new ones. A disorder alone is no request ("she has
epilepsy; how strong is the alpha rhythm?"): it must be what is asked.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from .intent import Understanding, has_ground
from .intents import INTENTS

FINAL = ("diagnosis", "treatment", "person")
"""Reasons that pressing on does not change."""

_DISORDER = "|".join(
    (
        # epilepsies; "epileptic spikes" are something to be seen, "an epileptic" is not
        r"epilep(?:sy|sies)(?! (?:attack|activit))|epileptics?(?=\W*(?:$|[?.,;!]| patients?\b| or\b))",
        r"jme|tle|pnes|sudep|lennox\w*|dravet|angelman|rett|fak(?:e|ing)|malinger\w*",
        # of the old, of movement
        r"alzheimer\w*|dementia|demented|parkinson\w*|huntington\w*|creutzfeldt\w*|tourette\w*|palsy",
        r"cognitive(?:ly)? (?:impair|declin)\w*|impairments?|multiple sclerosis",
        # of the mind
        r"schizo\w+|autis\w+|asperger\w*|adhd|depress(?:ed|ion|ive)|bipolar(?=,? (?:disorder|disease|or manic|manic))",
        r"(?:alcohol|drug|substance) abuse|drinker|drunk|"
        r"(?:drug|substance|cocaine|heroin|opioid|opiate|cannabis|crack) users?",
        r"mani(?:c|a)|psycho(?:path\w*|s[ei]s|tic|genic)|anxiety|ptsd|ocd|burn-?out|deliri\w+|mentally ill",
        r"mental (?:state|health|problem)s?|dyslexi\w+|disabilit\w+|alcoholi[cs]\w*|addict\w*",
        # of the body and of consciousness
        r"strokes?|tia|isch(?:a)?emi[ac]|infarct\w*|h(?:a)?emorrhage|brain bleed\w*|lesions?|abscess|hydroceph\w+",
        r"tumou?rs?|cancer|glioma\w*|\w*blastoma|(?:hemat|lymph|carcin|aden)oma|relapse|mutation",
        r"meningitis|virus|covid|infection|thyroid|\w*thyroidism|encephal(?:itis|opath\w+)|hie|tbi|concuss\w+",
        r"brain (?:injur|damag|dea)\w*|coma(?:tose)?|vegetative|minimally conscious|locked-in|migraine",
        r"narcolep\w+|insomnia\w*|apno?ea|\w{4,}(?:itis|opath(?:y|ies|ic)|plegia|paresis|trophy|phasia|omania)",
        # infections, pain, eating, and what is written in capitals
        r"malaria|sepsis|septic|lyme|borreliosis|syphilis|hiv|tuberculosis|rabies|prions?|\w{3,}algia|diabet\w+",
        r"anorexi\w+|bulimi\w+|suicid\w+|neurodiver\w+|neurotypical|korsakoff\w*|rbd|plmd|rls|cte|hypersomni\w*",
        # whatever it is called
        r"disorders?|diseases?|illness\w*|syndromes?|diagnos\w+|dx|ddx|icd|prognos\w+|patholog(?:y|ies)",
        r"medical condition|clinical (?:impression|interpretation|opinion)|abnormality of the brain",
    )
)
_PERSON = (
    r"(?:he|she|they|i|it|this|that|we|you|(?:(?:the|this|that|my|your|our|his|her|their) )?"
    r"(?:patient|subject|person|participant|volunteer|child|baby|son|daughter|mother|father|brain|man|woman|"
    r"boy|girl|newborn|eeg|recording|trace|data))"
)
_ASKED = (
    # is he ..., does she have ..., would you call it ..., can we rule out ..., confirm ...
    rf"\b(?:is|are|was|were|am|isn't|could|can|may|might|does|do|did|has|have|had|would|will|should)\b"
    rf"[^.;!?]*?\b(?:{_DISORDER})\b",
    rf"\b(?:rule out|exclude|confirm|prove|suggest|indicat\w+|point\w* to|compatible with|consistent with|"
    rf"suffer\w*|labell?ed|call(?:ed)? it|risk of|likely)\b[^.;!?]*\b(?:{_DISORDER})\b",
    # which disorder, what illness, epilepsy or not, dementia?
    rf"\b(?:what|which|name|give|state|tell me)\b[^.;!?]*\b(?:{_DISORDER}|condition the)\b",
    rf"\b{_PERSON} (?:is )?on the (?:autism )?spectrum\b",
    rf"^\W*(?:on the |any |(?:signs?|evidence|chance|risk|grade) of |mild |severe |chronic |focal |second opinion\W+)*"
    rf"(?:\w+ ){{0,2}}?(?:(?:because of|due to|caused by) )?(?:{_DISORDER})\b"
    r"[^.;!]*(?:\?|,|:| or | yes| no\b|[.!]*\s*$)",
    rf"\b(?:{_DISORDER})\W+(?:or not|or no|yes|y/n|or (?:a )?(?:healthy|control|normal))",
    # am I ok, is my brain healthy, is something wrong with me
    rf"\b(?:am|is|are) {_PERSON} (?:still |really |completely )?(?:ok|okay|healthy|sick|ill|crazy|sane|insane)\b",
    r"\b(?:fit|fitness|able|allowed|safe) (?:to drive|for (?:work|duty|flying)|test)\b|\bmedical fitness\b",
    r"\bworr(?:y|ied) about (?:my|his|her|the) (?:eeg|brain|result)",
    r"\b(?:is|are|am) (?:he|she|they|i|my \w+) (?:mad|crazy|insane|retarded|normal|abnormal)\b",
    r"\b(?:will|going to) [^.;!?]*\b(?:wake up|recover|survive|die|relapse)\b|\bchances? of (?:recovery|survival)\b",
    r"\b(?:wrong|matter) with (?:me|him|her|them|my|the (?:patient|brain|person|child|subject))",
    r"\b(?:patient|case|clinical|diseased|sick)s?(?: group)? (?:or|vs\.?|versus|against)(?: an?)?(?: the)? "
    r"(?:\w+ )?(?:control|healthy|normal|volunteer)",
)
_REQUEST = re.compile("|".join(_ASKED), re.I)
_WHO = r"(?:patients?|subjects?|persons?|people|child(?:ren)?|someone|men|man|women|woman|volunteers?|he|she|history)"
_BESIDE = re.compile(
    rf"\b{_WHO} (?:with|of) (?:an? )?(?:known |severe |suspected )?(?:{_DISORDER})\b|"
    rf"\b(?:in|from|of|for) (?:this|the|an?|these|our|my) (?:{_DISORDER}) {_WHO}|^\W*(?:{_DISORDER}) {_WHO} *[:,]|"
    rf"\b(?:with|despite|because of|known|given|has|have) (?:an? |her |his |the )?(?:{_DISORDER})\b *[,;:]",
    re.I,
)
"""A disorder that is told beside the question."""

_GROUP = re.compile(
    rf"\b(?:{_DISORDER})\b|\b(?:patients?|healthy|controls?|sick|ill|diseased|pathological)\b", re.I
)
_TREATMENT = re.compile(
    r"\b(?:drugs? (?:should|would|dose|for)|dos(?:e|age|ing)|treat\w*|therap\w+|medic\w+|prescri\w+|surg\w+|operat\w+|"
    r"pills?|taper|valproate|levetiracetam|lamotrigine)\b",
    re.I,
)
_PRESSING = re.compile(
    r"\b(?:just|come on|guess|hypothetical\w*|if you had to|if you were|pretend|imagine|between us|off the record|"
    r"as a (?:doctor|neurologist|clinician)|yes or no|one word|be honest|your (?:opinion|verdict|hunch|feeling)|"
    r"i (?:know|accept|promise|insist|understand|won't|will not)|percent\w*|probabilit\w+|how (?:likely|sure)|"
    r"likel\w+|ignore|forget|anyway|still|please|tell me|say it|rules?|disclaimer|answer)\b",
    re.I,
)


def scoped(question: str, choices: Sequence[str], found: Understanding, declined: str = "") -> Understanding:
    """What was understood, or a rejected request for a diagnosis.

    declined   the reason for which the question before was turned down: pressing on is turned down for the same
    """
    treats = found.rejected and _TREATMENT.search(question)
    if not treats and (_is_request(question) or (found.reason != "treatment" and _are_groups(choices))):
        return replace(found, intent="reject", reason="diagnosis")
    empty = found.reason == "unclear" or not (_measurable(found) and has_ground(found.masked))
    if declined in FINAL and empty and (found.reason == "unclear" or _PRESSING.search(question)):
        return replace(found, intent="reject", reason=declined)
    return found


def _measurable(found: Understanding) -> bool:
    return found.intent in INTENTS and bool(INTENTS[found.intent].records)


def _is_request(question: str) -> bool:
    """Is a disorder what the question asks for? What is told beside it, and sentences before it, do not count."""
    text = " ".join(question.replace("’", "'").split())
    asked = [part for part in re.split(r"(?<=[.!?;]) ", text) if "?" in part] or [text]
    return any(_REQUEST.search(_BESIDE.sub(" ", part)) for part in asked)


def _are_groups(choices: Sequence[str]) -> bool:
    """Options that sort people: at least one names a disorder or a group, none a thing that can be seen."""
    named = [option for option in choices if _GROUP.search(option)]
    return bool(named) and not any(
        re.search(r"\bseizures?\b|\bictal\b|\bspikes?\b", o, re.I) for o in choices
    )
