"""Seconds that answers speak of, as annotations that a person reviews, corrects and keeps."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from neuro_llm.answer import Answer
from neuro_llm.chat.look.state import Mark
from neuro_llm.chat.printable import plain
from neuro_llm.recordings.errors import ConfigError, MeasureError
from neuro_llm.recordings.evidence.record import Evidence
from neuro_llm.recordings.recording import Recording

HEADERS = ("keep", "recording", "start (s)", "duration (s)", "label", "channels")
"""Columns of the table in which findings are reviewed."""

LONGEST_LABEL = 80  # characters
MOST_FINDINGS = 10_000
BY_HAND = "by hand"
_SLACK = 0.001  # s; the table shows milliseconds

_NAMED = {
    "onset": "seizure onset",
    "flat times": "flat signal",
    "influence of seconds": "carried the answer",
    "marked bad channel": "bad channel",
}
_OF_MOMENTS = (" times", " onsets", "onset")
_NOTHING = ("absent", "none")


@dataclass(frozen=True)
class Finding:
    """One stretch of one recording that somebody may want to keep.

    recording        "R1", "R2", ... as the answers name it
    onset, duration  s from the start of the recording; 0 long for a moment
    channels         () for all
    source           question and record that it comes from, "Q1 E2", or `BY_HAND`
    keep             False: looked at and turned down
    """

    recording: str
    onset: float
    duration: float
    label: str
    channels: tuple[str, ...] = ()
    source: str = ""
    keep: bool = True


def intervals_of(
    answer: Answer, exchange: int = 0, recordings: Mapping[str, Recording] | None = None
) -> tuple[Finding, ...]:
    """The seconds that an answer speaks of: those that its cited records name ("seizure times"), and bad channels;
    where none names any, the parts of a recording that they were measured on. Empty lists give nothing.

    exchange     which question of the conversation it answers, from 0 on
    recordings   id → recording: tells what a part is, and when channels are all there are; without it a span
                 from 0 s on counts as the whole recording
    """
    known = recordings or {}
    found = [
        replace(finding, channels=_some(finding.channels, known.get(finding.recording)))
        for record in answer.cited
        for finding in _named(record, f"Q{exchange + 1} {record.id}")
    ]
    if not found and not any(_tells_times(record) for record in answer.cited):
        parts: dict[tuple[str, float, float], Finding] = {}  # several records of one part make one finding
        for record in answer.cited:
            if _is_part(record, known.get(record.recording)) and (label := _state(record)):
                part = _finding(record, (record.start, record.stop), label, f"Q{exchange + 1} {record.id}")
                channels = _some(part.channels, known.get(record.recording))
                parts.setdefault(
                    (record.recording, record.start, record.stop), replace(part, channels=channels)
                )
        found = list(parts.values())
    return tuple(dict.fromkeys(found))


def _named(record: Evidence, source: str) -> Iterator[Finding]:
    """What the value of a record itself names: stretches, moments, or bad channels."""
    if record.quantity.endswith("channels") and isinstance(record.value, tuple):
        names = tuple(item for item in record.value if isinstance(item, str))
        if names and record.kind != "attribution":
            yield replace(
                _finding(record, (record.start, record.stop), _word(record), source), channels=names
            )
    elif _tells_times(record):
        values = record.value if isinstance(record.value, tuple) else (record.value,)
        for item in values:
            if isinstance(item, tuple):
                yield _finding(record, item, _word(record), source)
            elif isinstance(item, (int, float)):
                yield _finding(record, (item, item), _word(record), source)


def _finding(record: Evidence, span: tuple[float, float], label: str, source: str) -> Finding:
    start, stop = float(span[0]), float(span[1])
    seconds = round(max(0.0, stop - start), 6)
    return Finding(record.recording, start, seconds, plain(label, LONGEST_LABEL), record.channels, source)


def _tells_times(record: Evidence) -> bool:
    """Is its value seconds of the recording?"""
    return record.quantity.endswith(_OF_MOMENTS) or record.quantity == "influence of seconds"


def _word(record: Evidence) -> str:
    """The short word for one of what a record lists: "spindle", "bad channel", "T1"."""
    quantity = record.quantity
    if quantity == "event onsets":
        return record.event or "event"
    if quantity.endswith(" channels"):
        quantity = quantity.removesuffix("s")
    return _NAMED.get(quantity, quantity.removesuffix(" times"))


def _state(record: Evidence) -> str:
    """What a part of a recording is called after its record: "eyes closed", "spindle", "alpha power"; "" where the
    record says that something is not there."""
    value = record.value
    if isinstance(value, tuple) or value in _NOTHING:
        return ""
    if value == "present":
        return record.quantity.removesuffix("s")
    return f"{record.quantity} {value}" if isinstance(value, str) else record.quantity


def _is_part(record: Evidence, recording: Recording | None) -> bool:
    """Does a record rest on less than the whole recording?"""
    if recording is None:
        return record.start > 0.0
    return record.start > _SLACK or record.stop < recording.duration - 1.0 / recording.sfreq - _SLACK


def _some(channels: tuple[str, ...], recording: Recording | None) -> tuple[str, ...]:
    """Channels, () where these are all that a recording has of the brain."""
    return () if recording is not None and set(recording.brain) <= set(channels) else channels


def marks_of(findings: Sequence[Finding], recording: str) -> tuple[Mark, ...]:
    """The findings of one recording (by id) as its panel draws them."""
    own = (finding for finding in findings if finding.recording == recording)
    return tuple(Mark(f.onset, f.duration, f.label, f.channels, f.keep) for f in own)


def to_rows(findings: Sequence[Finding]) -> list[list[Any]]:
    """One row per finding, its values under `HEADERS`; seconds to the millisecond."""
    return [
        [f.keep, f.recording, round(f.onset, 3), round(f.duration, 3), f.label, ", ".join(f.channels)]
        for f in findings
    ]


def from_rows(
    rows: Sequence[Sequence[Any]], findings: Sequence[Finding], recordings: Mapping[str, Recording]
) -> tuple[Finding, ...]:
    """The findings after a person has edited their table. ConfigError names the row that cannot be, and nothing is
    taken over then: `findings` stay as they were.

    rows         as edited; a row without any text is left out, one that no finding belongs to was added by hand
    findings     those that the table was made of: they tell the source
    recordings   id → recording
    """
    if len(rows) > MOST_FINDINGS:
        raise ConfigError(f"The table has {len(rows)} rows; at most {MOST_FINDINGS} findings are kept.")
    before = {tuple(row[1:]): finding for row, finding in zip(to_rows(findings), findings, strict=True)}
    made = []
    for number, row in enumerate(rows):
        if not any(_said(cell) for cell in row[1:]):
            continue
        try:
            found = _checked(row, recordings)
        except (ConfigError, MeasureError) as error:
            raise ConfigError(f"Row {number + 1}: {error}") from None
        unchanged = before.get(tuple(to_rows([found])[0][1:]))
        if unchanged is not None:  # its seconds are finer than the table's
            found = replace(unchanged, keep=found.keep)
        elif len(rows) == len(findings):
            found = replace(found, source=findings[number].source)
        made.append(found)
    return tuple(made)


def _checked(row: Sequence[Any], recordings: Mapping[str, Recording]) -> Finding:
    """One edited row as a finding added by hand."""
    if len(row) != len(HEADERS):
        raise ConfigError(f"it has {len(row)} cells; {', '.join(HEADERS)} are needed.")
    keep, name, start, duration, label, channels = row
    recording = recordings.get(_said(name))
    if recording is None:
        raise ConfigError(f"recording is {_said(name)[:40]!r}; open are {', '.join(recordings) or 'none'}.")
    onset, length = _seconds(start, HEADERS[2]), _seconds(duration or 0.0, HEADERS[3])
    if onset + length > recording.duration + _SLACK:
        raise ConfigError(
            f"{onset:g} s and {length:g} s after it do not lie inside the recording of {recording.duration:g} s."
        )
    return Finding(
        _said(name), onset, length, _label(label), _channels(_said(channels), recording), BY_HAND,
        keep=_said(keep).lower() in ("true", ""),  # "" in a row that was added: its box was never touched
    )  # fmt: skip


def _channels(text: str, recording: Recording) -> tuple[str, ...]:
    """The channels that a cell lists, as the recording spells them; a name may hold a comma itself."""
    names: list[str] = []
    for part in text.split(", "):
        names += [part] if part in recording.ch_names else filter(None, map(str.strip, part.split(",")))
    return tuple(recording.ch_names[i] for i in recording.index(names))


def _seconds(cell: Any, name: str) -> float:
    """A number of seconds from a cell, not negative."""
    try:
        value = float(cell)
    except (TypeError, ValueError, OverflowError):
        raise ConfigError(f"{name} is {_said(cell)[:40]!r}, which is no number of seconds.") from None
    if not math.isfinite(value) or value < 0:
        raise ConfigError(f"{name} is {value:g}; give seconds from 0 on.")
    return value


def _label(cell: Any) -> str:
    label = _said(cell)
    if not label:
        raise ConfigError("the label is empty; write what it is, as spindle.")
    if len(label) > LONGEST_LABEL:
        raise ConfigError(f"the label has {len(label)} characters; at most {LONGEST_LABEL} are kept.")
    if not label.isprintable():
        raise ConfigError("the label holds characters that cannot be shown; type it again.")
    return label


def _said(cell: Any) -> str:
    """The text of a cell, "" for an empty one."""
    return "" if cell is None else str(cell).strip()
