"""A conversation survives its file, goes on from it, and a made-up file is refused."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest

import neuro_llm
from neuro_llm.answer import Answer, Reliance
from neuro_llm.assistant import Assistant
from neuro_llm.chat.keep.conversation import (
    describe,
    fingerprint,
    from_json,
    matches,
    read_json,
    to_json,
)
from neuro_llm.chat.keep.findings import Finding
from neuro_llm.chat.talk.exchange import Exchange
from neuro_llm.recordings.arrays import from_array
from neuro_llm.recordings.errors import ConfigError
from neuro_llm.recordings.evidence.record import Evidence
from neuro_llm.recordings.recording import Recording

HOSTILE = "$\\frac{$ <img src=x onerror=alert(1)> ${1+1} {{7*7}} \u202e"


@pytest.fixture
def minute() -> Recording:
    noise = np.random.default_rng(0).normal(0, 1e-5, (40, 6000))
    return from_array(noise, 100.0, [f"E{i}" for i in range(40)], name="minute.edf")


@pytest.fixture
def session(minute: Recording) -> SimpleNamespace:
    records = (
        Evidence(
            "seizure times", ((2.0, 4.5),), "s", ("E1",), 0.0, 60.0, HOSTILE, "estimated", "R1", 0.9, "E1"
        ),
        Evidence("bad channels", ("E3", HOSTILE), "", (), 0.0, 60.0, "how", id="E2"),
    )
    answer = Answer("From 2 to 4.5 s [E1].", records, 0.9, Reliance(0.9, 1.5, None))
    return SimpleNamespace(
        opened=[SimpleNamespace(id="R1", recording=minute)],
        exchanges=[
            Exchange("When is the seizure?", answer.text, answer),
            Exchange(HOSTILE, "half a", stopped=True),
            Exchange("fail", problem="no channel Q9"),
        ],
        findings=[
            Finding("R1", 2.0, 2.5, "seizure", ("E1",), "Q1 E1"),
            Finding("R1", 5.0, 0.0, "x", keep=False),
        ],
    )


def changed(session: Any, **values: Any) -> dict[str, Any]:
    return to_json(session, {"name": "default"}) | values


def test_round_trip(session: Any, minute: Recording) -> None:
    about = {"name": "the model in the package on cpu", "code": "neuro_llm.load()"}
    kept = read_json(json.dumps(to_json(session, about), allow_nan=False).encode())
    assert list(kept.exchanges) == session.exchanges
    assert list(kept.findings) == session.findings
    assert kept.model == about
    (described,) = kept.recordings
    assert described == describe("R1", minute)
    assert (described.name, described.modality, described.channels) == ("minute.edf", "eeg", 40)
    assert (described.duration, described.sfreq) == (60.0, 100.0)


def test_a_recording_is_known_again_by_its_samples(minute: Recording) -> None:
    described = describe("R1", minute)
    assert matches(replace(minute, name="other name.edf"), described)
    other = from_array(minute.read() * 1.001, 100.0, minute.ch_names)
    assert not matches(other, described)
    assert not matches(replace(minute, ch_names=("Cz", *minute.ch_names[1:])), described)
    assert fingerprint(from_array(np.zeros((1, 10)), 100.0, ["Cz"]))


def test_little_is_read_for_it(minute: Recording, monkeypatch: pytest.MonkeyPatch) -> None:
    read = []
    source = SimpleNamespace(
        read=lambda start, stop, rows: read.append((stop - start) * len(rows)) or np.zeros(1)
    )
    fingerprint(replace(minute, source=source, n_times=10**9))  # type: ignore[arg-type]
    assert sum(read) <= 8 * 65 * 32


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"version": 2}, "version 2; this neuro-llm reads version 1"),
        ({"version": True}, "version True"),
        ({"format": None}, "no conversation"),
        ({"exchanges": {}}, "not a list"),
        ({"exchanges": [{"question": 3}]}, "question is of type int"),
        ({"exchanges": [{"question": "x" * 5000}]}, "5000 characters"),
        ({"exchanges": [{"question": " "}]}, "is empty"),
        ({"exchanges": [None] * 1001}, "1001 items"),
        ({"findings": [{"onset": "1", "duration": 1}]}, "onset is of type str"),
        ({"findings": [{"onset": -1, "duration": 1}]}, "begins at -1 s"),
        ({"recordings": [{"id": "R1"}]}, "name is missing"),
        ({"recordings": [{"id": "R1 = print('hi')\nR1"}]}, "none of R1, R2"),
        ({"recordings": [{"id": "R1"}] * 7}, "7 items; at most 6"),
        ({"model": {"name": ["x"]}}, "name is of type list"),
    ],
)
def test_what_is_no_conversation_is_refused(change: dict[str, Any], said: str, session: Any) -> None:
    with pytest.raises(ConfigError, match=said):
        from_json(changed(session, **change))


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"x" * 10_000_001, "at most 10 MB"),
        (b"\xff\xfe", "no JSON"),
        (b"[" * 200_000, "no JSON"),
        (b'{"format": NaN', "no JSON"),
        (b"[]", "of type list, not an object"),
        (b"9" * 10_000, "no JSON"),
    ],
)
def test_what_is_no_json_is_refused(data: bytes, said: str) -> None:
    with pytest.raises(ConfigError, match=said):
        read_json(data)


def test_a_number_that_is_none_is_refused(session: Any) -> None:
    text = json.dumps(to_json(session, {})).replace('"onset": 2.0', '"onset": NaN')
    with pytest.raises(ConfigError, match="onset is of type float, not a finite number"):
        read_json(text.encode())


def test_it_goes_on_where_it_ended(minute: Recording) -> None:
    first = Assistant().chat(minute)
    questions = ("What is the alpha power over E1?", "And over E2?")
    exchanges = [Exchange(question, answer=first.ask(question)) for question in questions]
    session = SimpleNamespace(opened=[], exchanges=exchanges, findings=[])
    kept = from_json(json.loads(json.dumps(to_json(session, {}))))
    again = Assistant().chat(minute)
    for exchange in kept.exchanges:
        again.tell(exchange.question, exchange.answer)
    assert again.answers == first.answers
    follow_up = again.ask("And over E3?")
    assert follow_up.evidence[0].channels == ("E3",)
    assert follow_up == first.ask("And over E3?")


def test_a_real_recording(data_folder: Path) -> None:
    with neuro_llm.read(data_folder / "rest" / "S001R02.edf") as one:
        described = describe("R1", one)
        with neuro_llm.read(data_folder / "rest" / "S001R02.edf") as same:
            assert matches(same, described)
        with neuro_llm.read(data_folder / "rest" / "S001R01.edf") as other:
            assert not matches(other, described)
