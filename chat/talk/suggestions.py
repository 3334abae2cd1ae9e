"""Questions that fit what is open and what was just answered: each is one that the embedded model answers."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from neuro_llm.adapters.intents import FAMILIES
from neuro_llm.answer import Answer
from neuro_llm.chat.printable import plain
from neuro_llm.recordings.evidence.hypnogram import asleep, stage_runs
from neuro_llm.recordings.evidence.places import eye_channels, main_channels, posterior, region
from neuro_llm.recordings.recording import Recording

from .exchange import Exchange

if TYPE_CHECKING:
    from neuro_llm.chat.store import Opened

MOST = 6
MOST_FOLLOW_UPS = 3
DESCRIBE = "Describe this recording."
RHYTHM_SECONDS = 5.0
TRIALS = 5
"""Least events of one label from which a response to them is measured."""
LONGEST_TRACED = 600.0
"""s; in longer recordings it takes long to find what carried an estimate."""

_PLACED = (
    "band power",
    "relative band power",
    "amplitude",
    "dominant frequency",
    "posterior alpha",
    "muscle",
)
_OF_TRIALS = ("evoked response", "P300", "N170", "reactivity", "SSVEP", "firing rate change")
_FACTS = ("duration", "sampling rate", "channel count", "channel names", "reference", "brain channel count")


@dataclass(frozen=True)
class _Question:
    """A question, how it is put to one of several recordings, and what it fits."""

    text: str
    of_one: str
    fits: Callable[[Recording], bool]


def fitting(opened: Sequence[Opened], exchanges: Sequence[Exchange] = ()) -> tuple[str, ...]:
    """At most six questions: what goes on from the last answer, what compares the recordings, what fits them; none that
    was asked already."""
    if not opened:
        return ()
    recordings = {one.id: one.recording for one in opened}
    asked = {_bare(exchange.question) for exchange in exchanges}
    follow_ups = list(_follow_ups(recordings, exchanges))
    general = [*_comparisons(recordings, exchanges), *_general(recordings)]
    fresh = [question for question in dict.fromkeys(follow_ups) if _bare(question) not in asked]
    fresh = fresh[:MOST_FOLLOW_UPS]
    fresh += [question for question in general if _bare(question) not in asked and question not in fresh]
    return tuple(fresh[:MOST])


def _bare(question: str) -> str:
    return " ".join(question.lower().split()).rstrip("?.! ")


def _general(recordings: dict[str, Recording]) -> Iterator[str]:
    """Questions about one recording; of several those that fit all, then those that fit one and name it."""
    every = list(recordings.values())
    for question in _QUESTIONS:
        if all(question.fits(recording) for recording in every):
            several = len(every) > 1 and question.text == DESCRIBE
            yield "Describe these recordings." if several else question.text
    for question in _QUESTIONS if len(every) > 1 else ():
        fit = [name for name, recording in recordings.items() if question.fits(recording)]
        if fit and len(fit) < len(every):
            yield question.of_one.format(fit[0])


def _comparisons(recordings: dict[str, Recording], exchanges: Sequence[Exchange]) -> Iterator[str]:
    if len(recordings) < 2 or not all(_rhythms(recording) for recording in list(recordings.values())[:2]):
        return
    first, second = list(recordings)[:2]
    yield "Is the second one slower?"
    if len({recording.unit for recording in recordings.values()}) == 1:
        yield f"Is the alpha power higher in {first} than in {second}?"


# ---- after an answer ----


def _follow_ups(recordings: dict[str, Recording], exchanges: Sequence[Exchange]) -> Iterator[str]:
    """What goes on from the last answer."""
    answer = exchanges[-1].answer if exchanges else None
    if (
        answer is None
        or answer.abstained
        or not answer.evidence
        or answer.quantity in ("", "help", "explain")
    ):
        return
    names = {record.recording for record in answer.evidence}
    about = [recording for name, recording in recordings.items() if name in names]
    if not about:
        return
    if any(record.quantity.startswith("difference") for record in answer.evidence):
        yield "By how much?"
    place = _other_place(answer, about)
    if place:
        yield f"And over {place}?"
    when = _other_time(answer, about)
    if when:
        yield when
    if _carried_by_tokens(answer, about):
        yield "Which seconds and channels carried that?"
    yield "What is that based on?"


def _other_place(answer: Answer, about: Sequence[Recording]) -> str:
    """A channel of all of these recordings that the answer has not looked at alone; "" where places mean nothing."""
    if answer.quantity not in _PLACED:
        return ""
    shared = [name for name in _usable(about[0]) if all(name in _usable(one) for one in about)]
    if answer.quantity == "posterior alpha":
        shared = [name for name in shared if region(about[0], name) == "occipital"]
    shared.sort(key=lambda name: region(about[0], name) != "occipital")
    seen = {record.channels for record in answer.evidence}
    return next((name for name in shared if (name,) not in seen and plain(name, 24) == name), "")


def _usable(recording: Recording) -> list[str]:
    """Electrodes that have a region, so that a question may name them."""
    names = (name for name in main_channels(recording) if name not in recording.bads)
    return [name for name in names if name.isalnum() and region(recording, name)]


def _other_time(answer: Answer, about: Sequence[Recording]) -> str:
    """The last part, where the answer is about the whole; "" where it is a fact of the file."""
    whole = answer.quantity in (*_FACTS, *_OF_TRIALS) or answer.quantity.startswith(("event", "sleep"))
    if whole or any(_night(recording) for recording in about):
        return ""
    shortest = min(recording.duration for recording in about)
    partial = any(record.start > 0.5 for record in answer.evidence)
    if partial or shortest < 40.0:
        return ""
    return "What about the last minute?" if shortest >= 180.0 else "And in the last 20 s?"


def _carried_by_tokens(answer: Answer, about: Sequence[Recording]) -> bool:
    told = [
        record for record in answer.evidence if record.kind == "estimated" and record.quantity in FAMILIES
    ]
    return bool(told) and len(about) == 1 and about[0].duration <= LONGEST_TRACED


# ---- what a recording allows ----


def _rhythms(recording: Recording) -> bool:
    return bool(main_channels(recording)) and recording.sfreq >= 60.0 and recording.duration >= RHYTHM_SECONDS


def _scalp(recording: Recording) -> bool:
    return _rhythms(recording) and recording.modality in ("eeg", "meg")


def _occipital(recording: Recording) -> bool:
    return _scalp(recording) and bool(posterior(recording, main_channels(recording)))


def _electric(recording: Recording) -> bool:
    return _rhythms(recording) and recording.modality in ("eeg", "ieeg") and recording.duration >= 10.0


def _night(recording: Recording) -> bool:
    """Stages of sleep are marked in it."""
    return any(asleep(run) for run in stage_runs(recording))


def _asleep(recording: Recording) -> bool:
    """Spindles are asked for in scored nights, in long recordings, and where there is no back of the head to ask of."""
    long = recording.duration >= 3600.0
    return _electric(recording) and (_night(recording) or long or not _occipital(recording))


def _trials(recording: Recording) -> bool:
    counted = Counter(event.label for event in recording.events)
    measured = _rhythms(recording) or _voxels(recording) or bool(recording.of_kind("unit"))
    return measured and not _night(recording) and max(counted.values(), default=0) >= TRIALS


def _voxels(recording: Recording) -> bool:
    return bool(recording.of_kind("bold")) and recording.unit == "%"


def _cells(recording: Recording) -> bool:
    return bool(recording.of_kind("cell"))


def _units(recording: Recording) -> bool:
    return bool(recording.of_kind("unit"))


def _few_events(recording: Recording) -> bool:
    return bool(recording.events) and not _night(recording)


def _eyes_alone(recording: Recording) -> bool:
    return not recording.fields and bool(eye_channels(recording)) and recording.duration >= RHYTHM_SECONDS


def _question(text: str, fits: Callable[[Recording], bool]) -> _Question:
    return _Question(text, f"{text.rstrip('?.')} in {{}}?", fits)


_QUESTIONS = (
    _Question(DESCRIBE, "Describe {}.", lambda recording: True),
    _question("How much time is spent in REM sleep?", _night),
    _question("What is the sleep efficiency?", _night),
    _question("How many sleep spindles are there?", _asleep),
    _question(
        "Are the eyes open or closed?", lambda recording: _occipital(recording) and not _night(recording)
    ),
    _question("Is there a posterior alpha rhythm?", _occipital),
    _question("Is there a seizure, and when does it start?", _electric),
    _question("Is there a response to the events?", _trials),
    _question("Which channels are bad?", lambda recording: _rhythms(recording) and len(recording.fields) > 1),
    _question("How high is the temporal signal to noise?", _voxels),
    _question("Are there outlier volumes?", _voxels),
    _question("How many voxels are there?", _voxels),
    _question("How many cells are there?", _cells),
    _question(
        "How many calcium transients are there?",
        lambda recording: _cells(recording) and recording.unit == "dF/F",
    ),
    _question("How strongly are the cells correlated?", _cells),
    _question("What is the firing rate?", _units),
    _question("How many units are there?", _units),
    _question("How long are the intervals between spikes?", _units),
    _question("Are there eye blinks?", _eyes_alone),
    _question("What is the dominant frequency?", _rhythms),
    _question("How many events are there?", _few_events),
    _question("How long is the recording?", lambda recording: True),
    _question("What is the sampling rate?", lambda recording: True),
)
"""In the order of how much they tell."""
