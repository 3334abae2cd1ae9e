"""Answer slots: a small language model names a record and the code writes its value."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence

from neuro_llm.recordings.evidence.record import Evidence, format_item

N_SLOTS = 8
YES_NO = "<yesno>"
_SLOT = re.compile(r"<(E\d+)>|<yesno>")
_LONGEST_NAME, _MOST_NAMES, _LONGEST_VALUE = 24, 6, 120


def slot_tokens() -> tuple[str, ...]:
    """`<E1>` ... `<E8>` and `<yesno>`: one token each in the embedded default's vocabulary."""
    return (*(f"<E{i}>" for i in range(1, N_SLOTS + 1)), YES_NO)


def fill(text: str, evidence: Sequence[Evidence], verdict: bool | None = None) -> str:
    """The text with every slot replaced: `<E3>` by that record's value and "[E3]", `<yesno>` by the verdict.

    A slot that names no record becomes "(not measured)"; a verdict of None becomes "Cannot tell".
    """
    shown = {record.id: f"{record.shown} [{record.id}]" for record in evidence}
    said = "Cannot tell" if verdict is None else "Yes" if verdict else "No"
    return _SLOT.sub(lambda found: shown.get(found[1], "(not measured)") if found[1] else said, text)


def evidence_line(record: Evidence, *, with_slot: bool) -> str:
    """One record as the language model reads it: `E1 measured alpha power over O1 O2, 0-60 s: 32.1 µV²`.

    Holds quantity, channel names, seconds, value and probability; no file name, subject or annotation.
    Names come from the file: those that read like names are kept on one line, the others are not shown, so that
    none can pose as a record or as an instruction.
    """
    front = f"<{record.id}>" if with_slot and f"<{record.id}>" in slot_tokens() else record.id
    place = f" over {_channels(record.channels)}" if record.channels else ""
    seconds = f"{record.start:.4g}-{record.stop:.4g} s"
    sure = f" (probability {record.probability:.2f})" if record.probability is not None else ""
    longest = _LONGEST_NAME if with_slot else 80  # the embedded default learned from shortened ones
    quantity = one_line(record.quantity, longest)
    return f"{front} {record.kind} {quantity}{place}, {seconds}: {_value(record)}{sure}"


def _channels(names: Sequence[str]) -> str:
    if len(names) > _MOST_NAMES:
        return f"{len(names)} channels"
    return " ".join(safe_name(name) for name in names)


def _value(record: Evidence) -> str:
    if isinstance(record.value, tuple) and len(record.value) > _MOST_NAMES:
        first = ", ".join(_item(item) for item in record.value[:_MOST_NAMES])
        return f"{first} and {len(record.value) - _MOST_NAMES} more"
    if isinstance(record.value, tuple):
        return ", ".join(_item(item) for item in record.value) or "none"
    if record.quantity == "reference" and isinstance(record.value, str):
        return safe_name(record.value, "stated in the file")
    return one_line(record.shown, _LONGEST_VALUE)


def _item(item: str | float | tuple[float, float]) -> str:
    return safe_name(item) if isinstance(item, str) else format_item(item)


def one_line(text: str, longest: int = _LONGEST_NAME) -> str:
    """Text from a file on one line: no control or direction characters, at most `longest` letters."""
    kept = "".join(c if unicodedata.category(c)[0] not in "CZ" else " " for c in text)
    return " ".join(kept.split())[:longest] or "?"


_STEMS = re.compile(
    r"front|temp|pariet|occip|centr|cingul|insul|hippo|para|amygd|thalam|hypothal|putam|caud|pallid|accumb|cereb|vermis|"
    r"brain|stem|ventr|gyr|sulc|pole|polar|lob|cort|operc|orbit|fusi|lingu|cune|precun|calcar|peri|angul|margin|supra|"
    r"ento|rhin|isthm|bank|pars|triang|sup|inf|ant|post|mid|med|lat|rostr|dors|basal|nucle|white|matter|mot|soma|sens|"
    r"premot|visu|audit|atten|salien|limb|default|control|contr|network|left|right|bilat|vert|horiz|linked|link|average|"
    r"avg|common|mean|mast|ear|nose|nasion|vertex|bipol|unipol|lapl|refer|ground|sensor|electrod|channel|probe|shank|unit|"
    r"cell|neuron|region|parcel|voxel|cluster|component|status|trigger|marker|stim|resp|annot|photo|flow|press|pulse|"
    r"therm|chest|abdo|thor|nasal|oral|snor|airf|pleth|posit|body|heart|resp|chin|emg|event|light|sound|micro|audio|analog|"
    r"digit|input|output|gyro|accel|velo|speed|lick|wheel|whisk|pupil|area|run|oxy|deoxy|intens|wave|wavelen|source|detec|"
    r"reward|trial|time|samp|clock|counter|batt|temper|imped|custom|stated|none|mono|device|grad|magn|unknown|"
    r"index|noise|square|rect|submen|tibial|muscle|jaw|hand|foot|finger|lead|line",
    re.I,
)
"""How words of five letters or more begin that names of channels and references are made of."""

_SITE = re.compile(r"(?:Fp|AF|FT|FC|TP|CP|PO|[NFTCPOI])z|Fp")
"""Electrodes on the midline and the frontal poles, without their digits: "Pz-Oz" names no person."""

_NAME = re.compile(r"[\w .,+\-/'’µ²()#*&$]*")
_TALK = re.compile(
    r"\b(?:say|says|yes|you|your|must|not|all|now|tell|the|is|are|be|do|this|that|and|ignore|never)\b", re.I
)


def safe_name(name: str, instead: str = "(a name that is not shown)") -> str:
    """A name from a file where it reads like one of a channel ("Fp1-F7", "x3 y0 z7", "Left-Amygdala"), else `instead`.

    A channel or a reference may be called anything: a sentence to the language model, or a person's name.
    """
    shown = one_line(name)
    words = re.findall(r"[^\W\d_]+", re.sub(r"(?<=[a-z])(?=[A-Z])", " ", shown))
    known = [_STEMS.match(word) or _SITE.fullmatch(word) or len(word) < 2 or word.isupper() for word in words]
    other = [word for word, plain in zip(words, known, strict=True) if not plain]
    people = [word for word in other if word.istitle()]
    plain = (
        _NAME.fullmatch(shown)
        and not _TALK.search(shown)
        and len(" ".join(name.split())) <= _LONGEST_NAME + 16
    )
    listed = all(len(word) < 5 for word in other) and len(people) < 2 and len(other) < 3
    return (
        shown if plain and listed and all(len(word) < 5 or _STEMS.match(word) for word in words) else instead
    )
