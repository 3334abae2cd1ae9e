"""What a clause says a number is about: bands, quantities, states, channels, recordings; and which records fit it."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from neuro_llm.adapters.intents import FAMILIES
from neuro_llm.recordings.evidence.bands import BANDS
from neuro_llm.recordings.evidence.quantities import QUANTITIES
from neuro_llm.recordings.evidence.record import Evidence
from neuro_llm.recordings.evidence.salient import busiest

_SUBJECTS: tuple[tuple[str, str], ...] = (
    (r"eyes?(?! (?:blink|movement|channel))|eyelids?", "eyes"),
    (r"seizures?|ictal", "seizure|onset|discharge"),
    (r"(?:sleep )?spindles?", "spindle"),
    (r"(?:eye )?blinks?", "blink"),
    (r"slow waves?", "slow wave"),
    (r"k-complex(?:es)?", "k-complex"),
    (r"rapid eye movements?", "rapid eye movement"),
    (r"(?:electrode )?pops?", "pop"),
    (r"muscle", "muscle|artefact|movement|noisy|bad"),
    (r"heart|pulse", "heart|pulse"),
    (r"mains|line noise|line frequency|hum", "line"),
    (r"bad channels?", "bad|flat|noisy|clipped"),
    (r"flat channels?", "bad|flat"),
    (r"noisy channels?", "bad|noisy"),
    (r"clipped channels?", "bad|clipped"),
    (r"asymmetr\w+", "asymmetry"),
    (r"exponent|aperiodic", "exponent"),
    (r"prominence", "prominence"),
    (r"coherence", "coherence|lag"),
    (r"phase lag", "lag"),
    (r"correlation", "correlation"),
    (r"frequenc(?:y|ies)(?! (?:range|band|bin|resolution))", "frequency|rate|band|noise|coherence|lag"),
    (r"power(?! spectr)", "power|band|prominence|asymmetry|change|exponent|frequency|noise"),
    (r"amplitudes?", "amplitude|margin|evoked|p300|n170|trend|response"),
    (r"latenc(?:y|ies)", "latency"),
    (r"sampl(?:ing|ed)", "sampling"),
    (r"duration|lasts?(?= \d)", "duration|times?|latency|interval|onset"),
    (r"suppression", "suppression|burst"),
    (r"firing rates?|spik(?:es?|ing)", "firing|spike|interspike|spatial|burst|refractory"),
    (r"p300", "p300"),
    (r"n170", "n170"),
    (r"ssvep", "ssvep"),
)
"""Words of a text, and what the quantity of a record must hold for them to be about it."""

_STATES = ("open", "closed", "present", "absent")
_EXEMPT = re.compile(
    r"(?:\b(?:not|no|nor|or|than|without|neither|rather|instead of|opposed to)\s+(?:\w+\s+)?)$", re.I
)
_NOT_NAMES = frozenset(
    [
        "EEG",
        "MEG",
        "IEEG",
        "ECOG",
        "SEEG",
        "FMRI",
        "BOLD",
        "FNIRS",
        "EMG",
        "EOG",
        "ECG",
        "EKG",
        "REM",
        "NREM",
        "RMS",
    ]
)
_NAME = re.compile(
    r"(?<![\w/])(?:[A-Za-z]+[A-Za-z_]*\d+[A-Za-z\d']*|(?:Fp|AF|FC|FT|CP|TP|PO|[FCTPOIN])z)(?![\w²])"
)
_AT = r"\b(?:over|at|on|from|channels?|electrodes?)\s+(?:the\s+)?"
_RECORDING = re.compile(r"\b(?:R|(?:recording|file)\s+)(\d+)\b(?!-\w)", re.I)


@dataclass(frozen=True)
class Mark:
    """A word that says what a clause is about.

    kind   "band", "quantity", "channel" or "recording": of each kind the nearest word before a number counts
    fits   whether a record is about it
    """

    start: int
    stop: int
    kind: str
    fits: Callable[[Evidence], bool]


def marks(text: str, names: Collection[str] = ()) -> list[Mark]:
    """All words of a clause that say what it is about. names: channels that are there, beside those with digits"""
    there = frozenset(name.lower() for name in names)
    channels = list(_channels(text, names))
    taken = [(m.start, m.stop) for m in channels if text[m.start : m.stop].lower() in there]
    found = [m for m in (*_bands(text), *_quantities(text), *_recordings(text)) if not _inside(m, taken)]
    taken += [(mark.start, mark.stop) for mark in found]
    found += [m for m in channels if (m.start, m.stop) in taken or not _inside(m, taken)]
    taken = [(mark.start, mark.stop) for mark in found if mark.kind in ("quantity", "channel")]
    found += [mark for mark in _subjects(text) if not _inside(mark, taken)]
    return sorted(found, key=lambda mark: mark.start)


def wrong_states(text: str, records: Sequence[Evidence]) -> Iterator[tuple[int, int]]:
    """Where the clause says another state than all estimates that it cites."""
    said = [r for r in records if r.kind == "estimated" and r.value in _STATES and r.quantity in FAMILIES]
    if not said or len(said) < len(records):
        return
    possible = {state for record in said for state in FAMILIES[record.quantity]}
    held = {str(record.value) for record in said}
    stated = list(re.finditer(rf"\b(?:{'|'.join(possible)})\b", text, re.I))
    if any(match[0].lower() in held for match in stated):
        return
    yield from (match.span() for match in stated if not _EXEMPT.search(text[: match.start()]))


def _inside(mark: Mark, taken: Sequence[tuple[int, int]]) -> bool:
    return any(mark.start < stop and start < mark.stop for start, stop in taken)


def _bands(text: str) -> Iterator[Mark]:
    for match in re.finditer(rf"\b(?:{'|'.join(BANDS)})\b", text, re.I):
        yield Mark(*match.span(), "band", _band_fits(match[0].lower()))


def _band_fits(band: str) -> Callable[[Evidence], bool]:
    low, high = BANDS[band]

    def fits(record: Evidence) -> bool:
        said = f"{record.quantity} {record.value if isinstance(record.value, str) else ''}".lower()
        number = isinstance(record.value, (int, float)) and record.unit == "Hz"
        return re.search(rf"\b{band}\b", said) is not None or (number and low <= float(record.value) <= high)  # type: ignore[arg-type]

    return fits


def _quantities(text: str) -> Iterator[Mark]:
    for match in _quantity_pattern().finditer(text):
        named = " ".join(match[0].lower().replace("-", " ").split())
        yield Mark(*match.span(), "quantity", _quantity_fits(named))


@cache
def _quantity_pattern() -> re.Pattern[str]:
    """Names of quantities of two words or more, measured or estimated, as they are."""
    names = sorted((name for name in {*QUANTITIES, *FAMILIES} if " " in name), key=len, reverse=True)
    written = (re.escape(name).replace(r"\ ", r"[\s-]+") for name in names)
    return re.compile(rf"\b(?:{'|'.join(written)})\b", re.I)


def _quantity_fits(named: str) -> Callable[[Evidence], bool]:
    def fits(record: Evidence) -> bool:
        quantity = " ".join(record.quantity.lower().replace("-", " ").split())
        return re.search(rf"\b{re.escape(named)}\b", quantity) is not None

    return fits


def _subjects(text: str) -> Iterator[Mark]:
    for words, quantity in _SUBJECTS:
        for match in re.finditer(rf"\b(?:{words})\b", text, re.I):
            yield Mark(*match.span(), "quantity", _subject_fits(quantity))


def _subject_fits(pattern: str) -> Callable[[Evidence], bool]:
    return lambda record: re.search(pattern, record.quantity, re.I) is not None


def _recordings(text: str) -> Iterator[Mark]:
    for match in _RECORDING.finditer(text):
        yield Mark(*match.span(), "recording", _recording_fits(f"R{match[1]}"))


def _recording_fits(id: str) -> Callable[[Evidence], bool]:
    """About that recording, or about a channel or event of that name."""
    return lambda record: id in record.recording.split() or id.lower() in names_of(record)


def _channels(text: str, names: Collection[str]) -> Iterator[Mark]:
    """Names that the recordings have, then whatever else looks like one."""
    taken: list[tuple[int, int]] = []
    lower = text.lower()
    there = {name for name in names if name.lower() in lower}
    known = sorted(filter(_telling, there), key=len, reverse=True)
    known_words = there - set(known)  # "EEG" names a channel only where a place is named
    if known:
        either = "|".join(map(re.escape, known))
        for match in re.finditer(rf"(?<![\w/])(?:{either})(?![\w²]|\.\d)", text, re.I):
            if any(c.isdigit() for c in match[0]) or match[0] in known:
                taken.append(match.span())
                yield Mark(*match.span(), "channel", _name_fits(match[0]))
    for match in re.finditer(rf"{_AT}([A-Z]{{2,}})\b", text):
        if match[1] in known_words:
            taken.append(match.span(1))
            yield Mark(*match.span(1), "channel", _name_fits(match[1]))
    for match in _NAME.finditer(text):
        mark = Mark(*match.span(), "channel", _name_fits(match[0]))
        if not _inside(mark, taken):
            yield mark


def _telling(name: str) -> bool:
    """Is it a name and no word? "Cz", "ECG1", "unit 6"; not "left" or "EEG"."""
    return _numbered(name) or (len(name) > 1 and name.upper() not in _NOT_NAMES and name != name.lower())


def _numbered(name: str) -> bool:
    return name[:1].isalpha() and any(c.isdigit() for c in name)


def _name_fits(name: str) -> Callable[[Evidence], bool]:
    lower = name.lower()
    return lambda record: lower in names_of(record)


@lru_cache(maxsize=256)
def names_of(record: Evidence) -> frozenset[str]:
    """Everything in a record that may be named with its digits: channels, values, events, ids; lower case."""
    names = {
        record.id,
        record.event,
        record.versus,
        *record.recording.split(),
        *record.channels,
        busiest(record),
    }
    values = record.value if isinstance(record.value, tuple) else (record.value,)
    names |= {value for value in values if isinstance(value, str)}
    parts = {
        part for name in names for part in re.split(r"[-\s]", name) if _numbered(part) or part.endswith("z")
    }
    parts |= set(re.findall(r"\w+", record.quantity))
    return frozenset(name.lower() for name in (*names, *parts) if name)


@cache
def doubtful() -> re.Pattern[str]:
    """Words that may be marked: a text that streams waits where one of them stands."""
    quantities = {re.escape(word) for name in QUANTITIES if " " in name for word in name.split()}
    subjects = (words for words, _ in _SUBJECTS)
    either = "|".join((*subjects, *sorted(quantities), *_STATES, *BANDS, "recording", "file"))
    return re.compile(rf"\b(?:{either})\b", re.I)
