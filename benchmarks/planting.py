"""False citations of every sort, planted into honest answers: one sort a function, None where it does not apply."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from itertools import pairwise

import numpy as np

from neuro_llm.answer import Answer
from neuro_llm.checking import cited_ids
from neuro_llm.recordings.evidence.bands import BANDS
from neuro_llm.recordings.evidence.record import Evidence
from neuro_llm.recordings.recording import Recording

_VALUE = r"(?<![\w.–-])(\d+(?:\.\d+)?)(?=(?: [^\s\d\[\](]+)?(?: \(\d+ %\))? \[E\d+\])"
_UNITS = {"µV²": "µV", "µV": "mV", "Hz": "s", "%": "dB", "dB": "%", "s": "min", "per min": "Hz", "bpm": "Hz"}
_WORDS = {"1": "four", "2": "three", "3": "five", "4": "two"}


@dataclass(frozen=True)
class Place:
    """An honest answer and the recordings behind it."""

    answer: Answer
    recordings: tuple[Recording, ...]

    def saying(self, text: str) -> Answer | None:
        return replace(self.answer, text=text) if text != self.answer.text else None

    def cited(self) -> list[Evidence]:
        return list(self.answer.cited)


def _swap(text: str, start: int, stop: int, new: str) -> str:
    return text[:start] + new + text[stop:]


def altered_number(place: Place, rng: np.random.Generator) -> Answer | None:
    found = list(re.finditer(_VALUE, place.answer.text))
    if not found:
        return None
    match = found[int(rng.integers(len(found)))]
    value = float(match[1]) * float(rng.choice([0.8, 0.9, 1.1, 1.25])) + float(rng.choice([-3, 2, 3]))
    new = f"{abs(value):.{len(match[1].partition('.')[2])}f}"
    return place.saying(_swap(place.answer.text, *match.span(1), new)) if new != match[1] else None


def altered_unit(place: Place, rng: np.random.Generator) -> Answer | None:
    units = "|".join(map(re.escape, sorted(_UNITS, key=len, reverse=True)))
    match = re.search(rf"(?<=\d )(?<!\b0 )({units})(?= \[E\d+\])", place.answer.text)  # 0 is 0 in any unit
    return place.saying(_swap(place.answer.text, *match.span(1), _UNITS[match[1]])) if match else None


def unknown_id(place: Place, rng: np.random.Generator) -> Answer | None:
    return place.saying(re.sub(r"\[E\d+\]", f"[E{int(rng.integers(20, 90))}]", place.answer.text, count=1))


def other_id(place: Place, rng: np.random.Generator) -> Answer | None:
    """The id of a record that says something else; no blinks counted would support that they are absent."""
    ids = cited_ids(place.answer.text)
    records = {record.id: record for record in place.answer.evidence}
    if not ids:
        return None
    first = records[ids[0]]
    other = [
        r for r in records.values() if r.quantity != first.quantity and r.shown != first.shown and r.value
    ]
    return place.saying(place.answer.text.replace(f"[{first.id}]", f"[{other[0].id}]", 1)) if other else None


def altered_channel(place: Place, rng: np.random.Generator) -> Answer | None:
    names = {name for record in place.cited() for name in record.channels}
    others = sorted(set(place.recordings[0].brain) - names)
    for name in sorted(names):
        match = re.search(rf"(?<=over ){re.escape(name)}\b|(?<=and ){re.escape(name)}\b", place.answer.text)
        if match and others:
            return place.saying(_swap(place.answer.text, *match.span(), str(rng.choice(others))))
    return None


def added_channel(place: Place, rng: np.random.Generator) -> Answer | None:
    """A channel of the recording that the cited record does not rest on alone."""
    record = next(iter(place.cited()), None)
    names = [n for n in place.recordings[0].brain if n.endswith("z") or any(c.isdigit() for c in n)]
    if (
        record is None
        or not names
        or isinstance(record.value, (str, tuple))
        or record.channels == (names[0],)
    ):
        return None
    names = [n for n in names if n not in record.channels or len(record.channels) > 4]  # few are told by name
    if not names:
        return None
    name = str(rng.choice(names))
    return place.saying(place.answer.text.replace(f" [{record.id}]", f" at {name} [{record.id}]", 1))


def altered_interval(place: Place, rng: np.random.Generator) -> Answer | None:
    match = re.search(r"between (\d+(?:\.\d+)?) and (\d+(?:\.\d+)?) s", place.answer.text)
    if match is None:
        return None
    which = int(rng.integers(1, 3))
    new = f"{float(match[which]) + float(rng.choice([-1.5, 2.5]) if which == 2 else 1.5):g}"
    return place.saying(_swap(place.answer.text, *match.span(which), new))


def invented_interval(place: Place, rng: np.random.Generator) -> Answer | None:
    record = next((r for r in place.cited() if r.stop - r.start > 8), None)
    if record is None:
        return None
    low = record.start + 1.5
    said = f" between {low:.1f} and {low + 4.2:.1f} s [{record.id}]"
    return place.saying(place.answer.text.replace(f" [{record.id}]", said, 1))


def other_recording(place: Place, rng: np.random.Generator) -> Answer | None:
    if len(place.recordings) < 2:
        return None
    text = place.answer.text
    match = re.search(r"\bR([12])\b(?=[^R\[]*\[E\d+\])|(?<=[Ii]n )R([12])\b", text)
    return place.saying(_swap(text, *match.span(), "R2" if match[0] == "R1" else "R1")) if match else None


def other_band(place: Place, rng: np.random.Generator) -> Answer | None:
    for match in re.finditer(rf"\b({'|'.join(BANDS)}) (?=power|coherence)", place.answer.text):
        band = str(rng.choice([name for name in BANDS if name != match[1]]))
        return place.saying(_swap(place.answer.text, *match.span(1), band))
    return None


def other_quantity(place: Place, rng: np.random.Generator) -> Answer | None:
    named = {
        "dominant frequency": "sampling rate",
        "blink rate": "heart rate",
        "sampling rate": "dominant frequency",
    }
    named |= {"posterior alpha frequency": "dominant frequency", "peak prominence": "line noise"}
    for record in place.cited():
        at = place.answer.text.find(record.quantity)
        if at >= 0 and " " in record.quantity:
            new = named.get(record.quantity, "aperiodic exponent")
            return place.saying(_swap(place.answer.text, at, at + len(record.quantity), new))
    return None


def swapped_values(place: Place, rng: np.random.Generator) -> Answer | None:
    text, found = place.answer.text, list(re.finditer(_VALUE, place.answer.text))
    records = {record.id: record for record in place.answer.evidence}
    for first, second in pairwise(found):
        ids = [re.search(r"\[(E\d+)\]", text[m.end() :])[1] for m in (first, second)]  # type: ignore[index]
        if ids[0] != ids[1] and first[1] != second[1] and all(name in records for name in ids):
            between = text[first.end() : second.start()]
            return place.saying(text[: first.start()] + second[1] + between + first[1] + text[second.end() :])
    return None


def other_state(place: Place, rng: np.random.Generator) -> Answer | None:
    opposite = {"closed": "open", "open": "closed", "present": "absent", "absent": "present"}
    for record in place.cited():
        said = rf"\b{record.value}\b(?=(?: \(\d+ %\))? \[{record.id}\])"
        if record.kind == "estimated" and record.value in opposite and re.search(said, place.answer.text):
            return place.saying(re.sub(said, opposite[str(record.value)], place.answer.text, count=1))
    return None


def number_word(place: Place, rng: np.random.Generator) -> Answer | None:
    record = next(iter(place.cited()), None)
    if record is None:
        return None
    word = str(rng.choice(["three", "eleven", "forty-two", "a dozen"]))
    return place.saying(f"{place.answer.text} There are {word} seizures [{record.id}].")


def wrong_percentage(place: Place, rng: np.random.Generator) -> Answer | None:
    match = re.search(r"(\d+) %(?=\)? \[E\d+\]|\) \[E)", place.answer.text)
    if match is None:
        return None
    new = (int(match[1]) + int(rng.integers(2, 40))) % 100
    return place.saying(_swap(place.answer.text, *match.span(1), str(new)))


def wrong_conversion(place: Place, rng: np.random.Generator) -> Answer | None:
    """Seconds told in minutes or milliseconds, wrongly."""
    record = next((r for r in place.cited() if r.unit == "s" and isinstance(r.value, (int, float))), None)
    if record is None:
        return None
    wrong = rng.choice([f"{float(record.value) / 50:.2f} min", f"{float(record.value) * 100:.0f} ms"])  # type: ignore[arg-type]
    return place.saying(f"{place.answer.text} That is {wrong} [{record.id}].")


def uncited_number(place: Place, rng: np.random.Generator) -> Answer | None:
    value = float(rng.uniform(100, 900))
    said = [
        f"The peak is at {value / 11:.2f} Hz.",
        f"It reaches {value:.1f} µV.",
        f"It lasts {value:.1f} minutes.",
    ]
    return place.saying(f"{place.answer.text} {rng.choice(said)}")


def handed_value(place: Place, rng: np.random.Generator) -> Answer | None:
    """A record whose value nobody measured, and a text that cites it well."""
    record = next((r for r in place.cited() if r.kind == "measured" and isinstance(r.value, float)), None)
    if record is None or record.quantity.startswith("difference"):
        return None
    made = replace(record, value=float(record.value) * 1.3 + 1.0)  # type: ignore[arg-type]
    others = tuple(made if one is record else one for one in place.answer.evidence)
    return replace(place.answer, text=f"The {made.quantity} is {made.shown} [{made.id}].", evidence=others)


def handed_channels(place: Place, rng: np.random.Generator) -> Answer | None:
    """A record of a value over other channels than it was measured on."""
    record = next((r for r in place.cited() if r.quantity.endswith("power") and r.kind == "measured"), None)
    if record is None or len(record.channels) != 1:
        return None
    others = sorted(set(place.recordings[0].brain) - set(record.channels))
    if not others:
        return None
    made = replace(record, channels=(others[0],))
    kept = tuple(made if one is record else one for one in place.answer.evidence)
    text = f"The {made.quantity} over {others[0]} is {made.shown} [{made.id}]."
    return replace(place.answer, text=text, evidence=kept)


SORTS: dict[str, Callable[[Place, np.random.Generator], Answer | None]] = {
    name.replace("_", " "): sort
    for name, sort in list(globals().items())
    if callable(sort) and getattr(sort, "__module__", "") == __name__ and name[0].islower() and name[0] != "_"
}
"""Every sort of false citation, by name."""
