"""Tools give the records that a plan gives; what is wrong with a call is told, never raised."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any

import pytest

import neuro_llm.encoders
from neuro_llm.adapters.calls import Call
from neuro_llm.assistant import Assistant
from neuro_llm.recordings.evidence.record import Evidence
from neuro_llm.recordings.recording import Event, Recording
from neuro_llm.recordings.simulate import simulate
from neuro_llm.rounds import MOST_ROUNDS
from neuro_llm.speaker import Prompt, Speaker
from neuro_llm.study import Study
from neuro_llm.tools import Desk, schemas


@pytest.fixture(scope="module")
def rest() -> Recording:
    """Eyes closed, 20 s, an event every 2 s."""
    recording = simulate(seed=5, duration=20, eyes="closed", alpha_frequency=10.0)[0]
    events = tuple(Event(2.0 * i, 0.0, ("T1", "Jane Doe speaks")[i % 2]) for i in range(9))
    return replace(recording, name="Doe_Jane.edf", events=events)


@pytest.fixture
def desk(rest: Recording) -> Desk:
    return Desk([Study(rest)])


def call(name: str, **arguments: Any) -> Call:
    return Call(name, arguments)


# ---- the same records on both paths ----


@pytest.mark.parametrize(
    ("question", "wanted"),
    [
        ("What is the alpha power over O1 and O2 between 5 and 15 s?",
         call("measure", quantity="alpha power", channels=["o1", "O2"], start=5, stop=15)),
        ("What is the dominant frequency?", call("measure", quantity="Dominant frequency")),
        ("How strong is the beta power over T3?", call("measure", quantity="beta power", channels=["T3"])),
        ("How many T1 events are there?", call("measure", quantity="event count", event="t1")),
        ("How long is the recording?", call("measure", quantity="duration", recording="R1")),
    ],
)  # fmt: skip
def test_a_call_gives_the_record_of_the_question(rest: Recording, question: str, wanted: Call) -> None:
    planned = Assistant().generate(rest, question).evidence[0]
    called = Desk([Study(rest)]).run(wanted).records[0]
    assert called == replace(planned, id=called.id)


def test_a_comparison_gives_both_and_their_difference(desk: Desk, rest: Recording) -> None:
    sides = {"first": {"start": 0, "stop": 10}, "second": {"start": 10, "stop": 20}}
    found = desk.run(call("compare", quantity="alpha power", **sides))
    asked = (
        Assistant()
        .generate(rest, "Is the alpha power larger in the first half than in the second half?")
        .evidence
    )
    assert [replace(r, id="") for r in found.records] == [replace(r, id="") for r in asked]
    assert [record.id for record in found.records] == ["E1", "E2", "E3"]
    assert "E3 measured difference in alpha power" in found.text


def test_times_are_found(desk: Desk) -> None:
    found = desk.run(call("find", what="event onsets", event="T1"))
    assert found.records[0].value == (0.0, 4.0, 8.0, 12.0, 16.0)
    assert "0.0 s, 4.0 s" in found.text


def test_a_record_is_numbered_once(desk: Desk) -> None:
    desk.run(call("measure", quantity="alpha power"))
    again = desk.run(call("measure", quantity="alpha  Power"))
    assert [record.id for record in (*desk.records, *again.records)] == ["E1", "E1"]


# ---- what is wrong with a call ----


@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        (call("delete", path="/"), 'there is no tool "delete"; there are measure, find and compare'),
        (call("measure"), "quantity is missing"),
        (call("measure", quantity="alfa powr"), "alpha power"),
        (call("measure", quantity="alpha power", channels=["Q7"]), 'R1 has no channel "Q7"; it has Fp1'),
        (call("measure", quantity="alpha power", channels="Q7"), "no channel"),
        (call("measure", quantity="alpha power", channels=[7]), "list of names"),
        (call("measure", quantity="alpha power", start="soon"), 'start="soon" is no number'),
        (call("measure", quantity="alpha power", start=5, stop=500), "R1"),
        (call("measure", quantity="alpha power", start=float("nan")), "Error"),
        (call("measure", quantity="alpha power", recording="R3"), 'recording="R3": there are R1'),
        (call("measure", quantity="alpha power", code="import os"), 'takes no "code"'),
        (call("measure", quantity="event count", event="Schmidt"), "the events of R1 are: T1, event"),
        (call("find", what="happiness"), "cannot be found"),
        (call("compare", quantity="alpha power", first={}, second=3), "are objects"),
        (Call("", problem="The call is no valid JSON."), "no valid JSON"),
    ],
)
def test_what_is_wrong_is_told(desk: Desk, wrong: Call, told: str) -> None:
    found = desk.run(wrong)
    assert found.text.startswith("Error: ")
    assert told in found.text
    assert found.records == desk.records == ()
    assert "Doe" not in found.text


def test_a_label_that_is_not_shown_can_be_meant(desk: Desk) -> None:
    record = desk.run(call("measure", quantity="event count", event="event")).records[0]
    assert (record.value, record.event) == (4, "event")


def test_schemas_name_what_there_is(rest: Recording) -> None:
    tools = {tool["function"]["name"]: tool["function"]["parameters"] for tool in schemas([Study(rest)])}
    assert list(tools) == ["measure", "find", "compare"]
    assert "alpha power" in tools["measure"]["properties"]["quantity"]["description"]
    assert "firing rate," not in tools["measure"]["properties"]["quantity"]["description"]
    assert "blink times" in tools["find"]["properties"]["what"]["enum"]


# ---- the rounds ----


class Scripted(Speaker):
    """A language model with a real template that writes what it is told to, a text for each prompt."""

    def __init__(self, model: Any, processor: Any, script: list[str]) -> None:
        super().__init__(model, processor)
        self.script, self.prompts = script, []  # type: ignore[var-annotated]

    def pieces(self, prompt: Prompt, **generation: Any) -> Iterator[str]:
        rendered, _ = self._shown(prompt)
        self.prompts.append(self.processor.tokenizer.decode(rendered.input_ids))
        text = self.script.pop(0)
        return iter([text[i : i + 4] for i in range(0, len(text), 4)])


ARGUMENTS = '{"quantity": "alpha power", "channels": ["O1"]}'
JSON = f'{{"name": "measure", "arguments": {ARGUMENTS}}}'
CALLS = {
    "qwen": f"<tool_call>\n{JSON}\n</tool_call>",
    "llama": f'{{"name": "measure", "parameters": {ARGUMENTS}}}',
    "mistral": f"[TOOL_CALLS] [{JSON}]",
    "tells_only": JSON,
}


@pytest.fixture
def scripted(
    tiny_model: Callable[..., tuple[Any, Any]], tell_of_tools: Callable[[Any, str], None]
) -> Callable[..., Scripted]:
    def make(family: str, *script: str) -> Scripted:
        model, processor = tiny_model()
        tell_of_tools(processor.tokenizer, family)
        speaker = Scripted(model, processor, list(script))
        speaker.limit, speaker.neural = 20_000, False
        return speaker

    return make


@pytest.mark.parametrize("family", list(CALLS))
def test_a_model_with_tools_measures_and_cites(
    rest: Recording, scripted: Callable[..., Scripted], family: str
) -> None:
    known = Assistant().generate(rest, "What is the alpha power over O1?").evidence[0]
    speaker = scripted(family, CALLS[family], f"The alpha power over O1 is {known.shown} [E2].")
    *pieces, answer = Assistant(speaker).stream(rest, "How long is the recording?")
    assert [record.quantity for record in answer.evidence] == ["duration", "alpha power"]
    assert answer.evidence[1] == replace(known, id="E2")
    assert answer.text == f"The alpha power over O1 is {known.shown} [E2]." == "".join(pieces)
    assert answer.unsupported == ()
    assert "find" in speaker.prompts[0]
    assert f"E2 measured alpha power over O1, 0-20 s: {known.shown}" in speaker.prompts[1]
    assert "Doe" not in "".join(speaker.prompts)


def test_errors_go_back_to_the_model(rest: Recording, scripted: Callable[..., Scripted]) -> None:
    wrong = CALLS["qwen"].replace("O1", "Q7")
    for family in ("qwen", "tells_only"):
        speaker = scripted(family, wrong, "Cannot tell: there is no channel Q7.")
        answer = Assistant(speaker).generate(rest, "How long is it?")
        assert 'Error: R1 has no channel "Q7"' in speaker.prompts[1]
        assert answer.abstained


def test_there_is_an_end_to_calling(rest: Recording, scripted: Callable[..., Scripted]) -> None:
    said = CALLS["qwen"]
    speaker = scripted("qwen", *[said] * (MOST_ROUNDS + 1))
    answer = Assistant(speaker).generate(rest, "How long is it?")
    assert len(speaker.prompts) == MOST_ROUNDS + 1
    assert "20 s [E1]" in answer.text  # the code's own words
    many = scripted("qwen", said * 9, "It lasts 20 s [E1].")
    Assistant(many).generate(rest, "How long is it?")
    assert "too many calls" in many.prompts[1]


def test_a_prompt_that_has_no_room_for_tools_goes_without(
    rest: Recording, scripted: Callable[..., Scripted]
) -> None:
    speaker = scripted("qwen", "It lasts 20 s [E1].")
    speaker.limit = 900
    assert Assistant(speaker).generate(rest, "How long is it?").text == "It lasts 20 s [E1]."
    assert "# Tools" not in speaker.prompts[0]


def test_a_model_without_a_tool_template_gets_none(
    rest: Recording, tiny_model: Callable[..., tuple[Any, Any]]
) -> None:
    speaker = Speaker(*tiny_model())
    assert not speaker.tools


def test_a_seizure_is_found_by_the_estimate(rest: Recording, monkeypatch: pytest.MonkeyPatch) -> None:
    from types import SimpleNamespace

    def encode(encoder: Any, recording: Recording, start: float = 0.0, stop: float | None = None) -> Any:
        last = recording.duration if stop is None else stop
        made = [
            Evidence(name, value, unit, (), start, last, "stub", kind="estimated", probability=0.9)
            for name, value, unit in (("seizure", "present", ""), ("onset", 7.5, "s"))
        ]
        return SimpleNamespace(estimates=tuple(made))

    monkeypatch.setattr(neuro_llm.encoders, "encode_recording", encode)
    found = Desk([Study(rest, encoder=object())]).run(call("find", what="seizure"))
    assert [record.quantity for record in found.records] == ["seizure", "onset"]
