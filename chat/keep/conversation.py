"""A conversation as JSON: it opens again with every answer, its evidence and the findings, and goes on."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import numpy as np

import neuro_llm
from neuro_llm.answer import LONGEST_ANSWER, Answer, plain
from neuro_llm.chat.store import MOST_OPEN
from neuro_llm.chat.talk.exchange import LONGEST_QUESTION, Exchange
from neuro_llm.recordings.errors import ConfigError
from neuro_llm.recordings.recording import Recording
from neuro_llm.recordings.untrusted import Untrusted

from .findings import LONGEST_LABEL, MOST_FINDINGS, Finding

FORMAT, VERSION = "neuro-llm conversation", 1
LARGEST = 10_000_000  # bytes
MOST_EXCHANGES, LONGEST_NAME = 1000, 500
_IDS = tuple(f"R{number}" for number in range(1, MOST_OPEN + 1))

_PIECES, _PIECE_SAMPLES, _PIECE_CHANNELS = 8, 64, 32
"""How many samples of how many channels a fingerprint looks at, and at how many places."""


@dataclass(frozen=True)
class Described:
    """A recording as a kept conversation tells of it; its samples stay where they are.

    id            "R1", "R2", ... as the answers name it
    duration      s; sfreq: Hz
    channels      how many
    fingerprint   of `fingerprint`
    """

    id: str
    name: str
    modality: str
    duration: float
    sfreq: float
    channels: int
    fingerprint: str


@dataclass(frozen=True)
class Kept:
    """What a kept conversation holds; model: what answered, "name" and "code"."""

    exchanges: tuple[Exchange, ...]
    findings: tuple[Finding, ...]
    recordings: tuple[Described, ...]
    model: Mapping[str, str]


def to_json(session: Any, model_about: Mapping[str, str]) -> dict[str, Any]:
    """Plain values of a session's conversation, for `json.dumps`.

    session       with `opened` (id, recording), `exchanges` and `findings`
    model_about   what answered: "name", "code"
    """
    return {
        "format": FORMAT,
        "version": VERSION,
        "neuro_llm": neuro_llm.__version__,
        "model": {str(name): str(value) for name, value in model_about.items()},
        "recordings": [asdict(describe(opened.id, opened.recording)) for opened in session.opened],
        "exchanges": [_told(exchange) for exchange in session.exchanges],
        "findings": [plain(asdict(finding)) for finding in session.findings],
    }


def _told(exchange: Exchange) -> dict[str, Any]:
    answer = exchange.answer
    return {
        "question": exchange.question,
        "text": exchange.text,
        "answer": None if answer is None else answer.to_dict(),
        "problem": exchange.problem,
        "stopped": exchange.stopped,
    }


def read_file(file: Path) -> Kept:
    """The conversation in a file, of which no more is read than one may have. ConfigError as `read_json`."""
    try:
        with file.open("rb") as opened:
            return read_json(opened.read(LARGEST + 1))
    except OSError:
        raise ConfigError("The upload waited too long and is gone; choose the file again.") from None


def read_json(data: bytes) -> Kept:
    """The conversation in the bytes of a file. ConfigError where it is too large, no JSON, or no conversation."""
    if len(data) > LARGEST:
        raise ConfigError(f"The file is too large: a conversation has at most {LARGEST / 1e6:.0f} MB.")
    try:
        values = json.loads(data.decode("utf-8"))
    except (ValueError, RecursionError):
        raise ConfigError("The file is no JSON; choose one that was kept as a conversation.") from None
    return from_json(values)


def from_json(values: Any) -> Kept:
    """The inverse of `to_json`; ConfigError where a value has the wrong type or size. Nothing in it is believed to be
    more than text and numbers that somebody sent."""
    told = Untrusted(values, "The conversation")
    if told.values.get("format") != FORMAT:
        raise ConfigError("This JSON is no conversation; choose one that was kept on this page.")
    version = told.values.get("version")
    if isinstance(version, bool) or version != VERSION:
        raise ConfigError(
            f"The conversation has version {str(version)[:20]}; this neuro-llm reads version {VERSION}. Install the "
            "neuro-llm that wrote it, or a newer one."
        )
    model = Untrusted(told.values.get("model"), "model")
    recordings = tuple(_described(one) for one in told.items("recordings", MOST_OPEN))
    if len({one.id for one in recordings}) < len(recordings):
        raise ConfigError("The conversation calls two recordings by one id.")
    return Kept(
        tuple(_exchange(one) for one in told.items("exchanges", MOST_EXCHANGES)),
        tuple(_finding(one) for one in told.items("findings", MOST_FINDINGS)),
        recordings,
        {str(name)[:LONGEST_NAME]: model.text(name, LONGEST_NAME) for name in model.values},
    )


def _exchange(values: Any) -> Exchange:
    told = Untrusted(values, "A question")
    answer, question = told.values.get("answer"), told.text("question", LONGEST_QUESTION)
    if not question.strip():
        raise ConfigError("A question of the conversation is empty.")
    return Exchange(
        question=question,
        text=told.text("text", LONGEST_ANSWER),
        answer=None if answer is None else Answer.from_dict(answer),
        problem=told.text("problem"),
        stopped=told.flag("stopped"),
    )


def _finding(values: Any) -> Finding:
    told = Untrusted(values, "A finding")
    onset, duration = told.finite("onset"), told.finite("duration")
    if onset < 0 or duration < 0:
        raise ConfigError(
            f"A finding begins at {onset:g} s and lasts {duration:g} s; neither can be negative."
        )
    return Finding(
        told.text("recording", 40), onset, duration, told.text("label", LONGEST_LABEL),
        told.texts("channels", LONGEST_NAME), told.text("source", LONGEST_NAME), told.flag("keep"),
    )  # fmt: skip


def _described(values: Any) -> Described:
    told = Untrusted(values, "A recording")
    name = told.text("id", LONGEST_NAME)
    if name not in _IDS:  # it becomes a name in the code that is shown
        raise ConfigError(f"A recording has an id that is none of {', '.join(_IDS)}.")
    return Described(
        name, told.text("name", LONGEST_NAME), told.text("modality", LONGEST_NAME),
        told.finite("duration"), told.finite("sfreq"), int(told.finite("channels")),
        told.text("fingerprint", LONGEST_NAME),
    )  # fmt: skip


def describe(id: str, recording: Recording) -> Described:
    """An open recording as a kept conversation tells of it."""
    return Described(
        id, recording.name, recording.modality, round(recording.duration, 6), float(recording.sfreq),
        len(recording.ch_names), fingerprint(recording),
    )  # fmt: skip


def fingerprint(recording: Recording) -> str:
    """sha256 of what the header tells of the signals and of some samples, read in small pieces: the same recording
    under another name has the same, another one has not."""
    digest = hashlib.sha256()
    facts = (recording.modality, recording.ch_names, recording.ch_kinds, recording.units)
    digest.update(json.dumps([*facts, float(recording.sfreq), recording.n_times]).encode())
    count = len(recording.ch_names)
    chosen = [
        recording.ch_names[i] for i in sorted(set(np.linspace(0, count - 1, _PIECE_CHANNELS).astype(int)))
    ]
    seconds = _PIECE_SAMPLES / recording.sfreq
    for start in np.linspace(0.0, max(0.0, recording.duration - seconds), _PIECES):
        piece = recording.read(float(start), float(start) + seconds, chosen)
        digest.update(np.ascontiguousarray(piece, dtype="<f4").tobytes())
    return digest.hexdigest()


def matches(recording: Recording, described: Described) -> bool:
    """Is this the recording that a kept conversation was about?"""
    return fingerprint(recording) == described.fingerprint
