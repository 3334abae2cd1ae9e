"""Computes the records of an answer again, from their own fields alone, and marks what does not come out."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import permutations

from neuro_llm.adapters.intents import ESTIMATED, MEASURED
from neuro_llm.recordings.errors import ConfigError, NeuroLLMError
from neuro_llm.recordings.evidence import measure
from neuro_llm.recordings.evidence.record import Evidence, format_number
from neuro_llm.recordings.recording import Recording

from .answer import Answer, checked
from .comparing import difference
from .figures import last_digit
from .plan import Request
from .study import Study, names_of
from .summary import generic_label

_SECONDS = 0.05 + 1e-9  # half the last digit of times as they are shown


@dataclass(frozen=True)
class Repeated:
    """One record and what came out when it was computed again.

    again   the new record; None where there is none
    cause   why it does not hold, one sentence; "" where it does
    """

    record: Evidence
    again: Evidence | None = None
    cause: str = ""


@dataclass(frozen=True)
class Verified:
    """An answer whose cited records were computed again.

    answer      what does not come out is marked in its text and listed in `unsupported`
    held        records that come out again within the rounding shown
    failed      records that do not
    unrepeated  attributions, and estimates where no encoder was at hand
    """

    answer: Answer
    held: tuple[Repeated, ...] = ()
    failed: tuple[Repeated, ...] = ()
    unrepeated: tuple[Evidence, ...] = ()


def verify(answer: Answer, recordings: Sequence[Recording | Study] | Recording | Study) -> Verified:
    """Compute every cited record of the answer again and check the text against those that come out.

    recordings   R1, R2, ... in the order of the conversation, or studies under their own ids: one with an encoder
                 repeats estimates too, from the encoding that it keeps; measured records are always measured anew
    """
    given = (recordings,) if isinstance(recordings, (Recording, Study)) else tuple(recordings)
    if not given:
        raise ConfigError("verify needs the recordings that the answer is about, in their order.")
    studies = [
        one if isinstance(one, Study) else Study(one, f"R{number}")
        for number, one in enumerate(given, start=1)
    ]
    known = {study.id: study for study in studies}
    held: list[Repeated] = []
    failed: list[Repeated] = []
    unrepeated: list[Evidence] = []
    for record in answer.cited:
        if _needs_encoder(record, known):
            unrepeated.append(record)
            continue
        found = repeat(record, known, answer.evidence)
        (failed if found.cause else held).append(found)
    doubted = tuple(found.record.id for found in failed)
    marked = checked(answer, names_of(studies), doubted)
    return Verified(marked, tuple(held), tuple(failed), tuple(unrepeated))


def _needs_encoder(record: Evidence, known: dict[str, Study]) -> bool:
    """Is it no measurement, and nothing there that could make it again? An attribution has no recipe at all."""
    study = known.get(record.recording)
    return study is not None and record.kind != MEASURED and (not study.estimates or record.kind != ESTIMATED)


def repeat(record: Evidence, known: dict[str, Study], others: Sequence[Evidence] = ()) -> Repeated:
    """One record computed again. known: id → study; others: records that a difference may rest on"""
    if record.quantity.startswith("difference in "):
        return _difference_again(record, known, others)
    study = known.get(record.recording)
    if study is None:
        return Repeated(record, None, f"there is no recording {record.recording}")
    cause = "it has no recipe"
    for wanted in _recipes(record, study.recording):
        try:
            again = _made(wanted, record, study)
        except NeuroLLMError as error:
            cause = cause if cause.startswith("it comes out") else str(error)
            continue
        cause = disagreement(record, again)
        if not cause:
            return Repeated(record, again)
    return Repeated(record, None, cause)


def _made(wanted: Request, record: Evidence, study: Study) -> Evidence:
    if wanted.kind == ESTIMATED:
        return study.record(wanted)
    again = measure(
        study.recording, wanted.quantity, channels=wanted.channels, start=wanted.start, stop=wanted.stop,
        event=wanted.event, versus=wanted.versus,
    )  # fmt: skip
    return replace(again, event=record.event, versus=record.versus)


def _recipes(record: Evidence, recording: Recording) -> Iterator[Request]:
    """Requests that the record may have come from: labels of events are shown in a generic form."""
    kind, channels = record.kind, record.channels or None if record.kind == MEASURED else None
    for event in _labels(record.event, recording):
        for versus in _labels(record.versus, recording):
            yield Request(kind, record.quantity, channels, record.start, record.stop, event, versus=versus)


def _labels(shown: str, recording: Recording) -> tuple[str | None, ...]:
    """Labels of the recording that may be shown so; a label that is not there stays and fails."""
    if not shown:
        return (None,)
    labels = dict.fromkeys(event.label for event in recording.events)
    hidden = [label for label in labels if generic_label(label) != label]
    return tuple(label for label in labels if label == shown) or tuple(hidden) or (shown,)


def _difference_again(record: Evidence, known: dict[str, Study], others: Sequence[Evidence]) -> Repeated:
    """The second record minus the first, both computed again."""
    for first, second in permutations([one for one in others if one.id != record.id], 2):
        change = difference(first, second)
        if change is None or disagreement(record, change):
            continue
        causes = [repeat(one, known).cause for one in (first, second)]
        return Repeated(record, change, next(filter(None, causes), ""))
    return Repeated(record, None, "no two records of the answer differ by it")


def disagreement(record: Evidence, again: Evidence) -> str:
    """Why two records do not say the same within the rounding shown; "" where they do."""
    if record.unit != again.unit:
        return f"it comes out in {again.unit or 'no unit'}, not in {record.unit or 'none'}"
    if set(record.channels) != set(again.channels):
        return f"it comes out over {len(again.channels)} other channels"
    if not _same_value(record.value, again.value):
        return f"it comes out as {again.shown}, not {record.shown}"
    if abs((record.probability or 0.0) - (again.probability or 0.0)) > 0.005 + 1e-9:
        return f"its probability comes out as {again.probability}, not {record.probability}"
    if abs(record.start - again.start) > _SECONDS or abs(record.stop - again.stop) > _SECONDS:
        return f"it comes out for {again.start:g}–{again.stop:g} s"
    return ""


def _same_value(told: object, again: object) -> bool:
    if isinstance(told, (list, tuple)) and isinstance(again, (list, tuple)):
        same = len(told) == len(again)
        return same and all(_same_item(one, other) for one, other in zip(told, again, strict=False))
    if isinstance(told, str) or isinstance(again, str) or told is None or again is None:
        return told == again
    if isinstance(told, (list, tuple)) or isinstance(again, (list, tuple)):
        return False
    half = 0.5 * last_digit(format_number(told))  # type: ignore[arg-type]
    return abs(float(told) - float(again)) <= half * (1 + 1e-9)  # type: ignore[arg-type]


def _same_item(told: object, again: object) -> bool:
    """Names as they are, seconds within a tenth."""
    if isinstance(told, (list, tuple)):
        return _same_value(told, again) if isinstance(again, (list, tuple)) else False
    if isinstance(told, str) or isinstance(again, str):
        return told == again
    return abs(float(told) - float(again)) <= _SECONDS  # type: ignore[arg-type]
