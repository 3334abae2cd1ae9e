"""Seconds and channels that carried an answer, as records; asked for by call, by option and by a follow-up."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from neuro_llm import load, main
from neuro_llm.assistant import Assistant
from neuro_llm.attribution import asks_what_carried
from neuro_llm.recordings.errors import ConfigError, MeasureError
from neuro_llm.recordings.recording import Recording
from neuro_llm.recordings.simulate import simulate


@pytest.fixture(scope="module")
def model() -> Assistant:
    return load()


@pytest.fixture(scope="module")
def seizure() -> Recording:
    return simulate(seed=1, duration=60, seizures=((20, 30),))[0]


def test_records_of_kind_attribution(model: Assistant, seizure: Recording) -> None:
    conversation = model.chat(seizure)
    answer = conversation.ask("Is there a seizure?", ("yes", "no"))
    seconds, channels = conversation.attribute()
    assert (seconds.kind, seconds.quantity, seconds.unit) == ("attribution", "influence of seconds", "s")
    assert seconds.id == f"E{len(answer.evidence) + 1}"
    assert all(18 <= start < stop <= 32 for start, stop in seconds.value)
    assert (seconds.start, seconds.stop) == (0.0, 60.0)
    assert "seizure present" in seconds.method
    assert "nats" in seconds.method
    assert (channels.kind, channels.quantity, channels.unit) == ("attribution", "influence of channels", "")
    assert set(channels.value) <= set(seizure.ch_names)


def test_a_follow_up_asks_for_them(model: Assistant, seizure: Recording) -> None:
    conversation = model.chat(seizure)
    conversation.ask("Is there a seizure?")
    answer = conversation.ask("Which seconds did you base that on?")
    assert [record.kind for record in answer.cited] == ["attribution", "attribution"]
    assert answer.cited[0].shown in answer.text
    conversation.ask("What is the alpha power over O1?")
    measured = conversation.ask("Which channels did you base that on?")
    assert "measured" in measured.text
    assert "O1" in measured.text


@pytest.mark.parametrize(
    ("question", "asks"),
    [
        ("Which channels did you base that on?", True),
        ("And which electrodes carried the answer?", True),
        ("What parts does it rely on?", True),
        ("Which channels are bad?", False),
        ("At what time does the seizure start?", False),
        ("Which channels show the strongest alpha?", False),
    ],
)
def test_questions_for_them(question: str, asks: bool) -> None:
    assert asks_what_carried(question) is asks


def test_what_was_measured_has_none(model: Assistant, seizure: Recording) -> None:
    conversation = model.chat(seizure)
    with pytest.raises(ConfigError, match="no answer yet"):
        conversation.attribute()
    conversation.ask("How long is the recording?")
    with pytest.raises(MeasureError, match="rests on no estimate"):
        conversation.attribute()


def test_the_option_of_the_command_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "short.npz"
    assert main.run(["simulate", "--out", str(file), "--duration", "10", "--montage", "O1,O2,Cz,Fp1"]) == 0
    capsys.readouterr()
    options = ["--choices", "open,closed", "--attribute", "--json"]
    assert main.run(["ask", str(file), "Are the eyes open or closed?", *options]) == 0
    told = json.loads(capsys.readouterr().out)
    assert [r["quantity"] for r in told["evidence"]][-2:] == ["influence of seconds", "influence of channels"]
    assert main.run(["ask", str(file), "How long is it?", "--attribute"]) == 0
    assert "rests on no estimate" in capsys.readouterr().err
