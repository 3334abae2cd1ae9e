"""What is learnt is what will be asked: the same prompt, and the last answer alone."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from neuro_llm.adapters.prompt import IGNORED
from neuro_llm.recordings.evidence.record import Evidence
from neuro_llm.train.instruct.collating import Collator, lesson, prompt_of
from neuro_llm.train.instruct.exchanges import slotted
from neuro_llm.train.instructions import open_source, read_examples


def test_a_closed_question_is_learnt_with_the_prompt_it_will_be_answered_with(
    lessons: Path, base: Any, prepared: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Token for token, neural tokens included, as `Assistant.generate` shows it where it weighs the options itself."""
    examples = read_examples(lessons)
    assistant, shown = base.assistant(), []
    speaker = assistant.mind.speaker
    monkeypatch.setattr(speaker, "scores", lambda prompt, options: shown.append(prompt) or [0.0, 0.0])
    monkeypatch.setattr("neuro_llm.reply.Reply._by_estimate", lambda *_: None)
    monkeypatch.setattr("neuro_llm.rules.chosen", lambda *_: None)
    monkeypatch.setattr("neuro_llm.decision.by_rule", lambda *_: None)
    example = next(example for example in examples if example.id == "eyes 1-1")
    exchange = next(one for one in prepared if one.id == example.id)
    source = example.sources[0]
    with open_source(examples.folder, source) as recording:
        assistant.generate(recording, example.question, example.choices, start=source.start, stop=source.stop)
    answering = speaker.processor.render(shown[0].turns, shown[0].blocks, tools=shown[0].tools)
    learnt = lesson(exchange, base.processor)
    assert prompt_of(exchange, base.processor).input_ids == answering.input_ids
    assert learnt.input_ids[: len(answering.input_ids)] == answering.input_ids
    assert learnt.neural == answering.neural
    assert all(label == IGNORED for label in learnt.labels[: len(answering.input_ids)])
    kept = [prepared.maker.store.tokens(key) for _, key in exchange.neural]
    for ours, (_, theirs) in zip(kept, shown[0].tokens, strict=True):
        assert (ours - theirs).abs().max() <= 1e-3 * theirs.abs().max()  # half precision on disk


def test_an_open_question_too(
    lessons: Path, base: Any, prepared: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    examples = read_examples(lessons)
    assistant, shown = base.assistant(), []
    monkeypatch.setattr(
        assistant.mind.speaker, "pieces", lambda prompt, **_: shown.append(prompt) or iter(["x"])
    )
    example = next(example for example in examples if example.id == "open 0")
    first, second = (one for one in prepared if one.id == example.id)
    with open_source(examples.folder, example.sources[0]) as recording:
        chat = assistant.chat(recording)
        for turn in example.turns[::2]:
            chat.ask(turn.text)
    answering = [base.processor.render(prompt.turns, prompt.blocks, tools=prompt.tools) for prompt in shown]
    assert prompt_of(first, base.processor).input_ids == answering[0].input_ids
    assert [block.evidence for block in second.blocks] == [block.evidence for block in shown[1].blocks]


def test_only_the_last_answer_is_learnt(base: Any, prepared: Any) -> None:
    exchange = [one for one in prepared if one.id == "open 0"][1]
    rendered = lesson(exchange, base.processor)
    learnt = [i for i, label in zip(rendered.input_ids, rendered.labels, strict=True) if label != IGNORED]
    assert base.processor.decode_answer(learnt) == "See there [E1]."
    assert learnt[-1] == base.processor.tokenizer.convert_tokens_to_ids("<|im_end|>")


def test_options_come_in_random_order_decided_by_the_step(base: Any, prepared: Any) -> None:
    collator = Collator(base.processor, prepared.maker.store, 1500, 0)
    exchange = next(one for one in prepared if one.choices)
    seen = [base.processor.tokenizer.decode(collator([exchange], step)["input_ids"][0]) for step in range(12)]
    orders = {text.split("Options: ")[1].split(".")[0] for text in seen}
    assert orders == {"open; closed", "closed; open"}
    again = [
        base.processor.tokenizer.decode(collator([exchange], step)["input_ids"][0]) for step in range(12)
    ]
    assert seen == again


def test_given_evidence_is_shown_instead(lessons: Path, base: Any, prepared: Any) -> None:
    from dataclasses import replace

    examples = read_examples(lessons)
    record = Evidence("alpha power", 12.5, "µV²", ("O1",), 0.0, 20.0, "given")
    example = replace(examples[2], id="given", evidence=(record,))
    with open_source(examples.folder, example.sources[0]) as recording:
        told, _ = prepared.maker.make(example, [recording])
    lines = [line for values in told.values() for block in values["blocks"] for line in block["evidence"]]
    assert lines == ["E1 measured alpha power over O1, 0-20 s: 12.5 µV²"] * 2


def test_values_become_slots_for_the_small_model() -> None:
    record = Evidence("alpha power", 12.5, "µV²", ("O1",), 0.0, 20.0, "given", id="E1")
    assert slotted("Alpha power is 12.5 µV² [E1].", [record]) == "Alpha power is <E1>."
