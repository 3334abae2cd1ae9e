"""The prompt: places of neural tokens and label mask, made with the tokens."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from typing import Any

import pytest

from neuro_llm.adapters.frames import end_of_turn
from neuro_llm.adapters.prompt import IGNORED, RecordingBlock, Turn, render
from neuro_llm.adapters.tokens import NEURO, token_text
from neuro_llm.recordings.errors import ConfigError, ModelError

BLOCKS = (
    RecordingBlock(
        "R1", "EEG, 19 channels, 256 Hz, 60 s", ((0.0, 3), (2.0, 0), (4.5, 2)), ("E1 measured: 1 Hz",)
    ),
    RecordingBlock("R2", "MEG, 102 channels, 600 Hz, 10 s", ((0.0, 1),)),
)
QUESTION, ANSWER = Turn("user", "Are the eyes open?"), Turn("assistant", "The eyes are closed.")


def test_the_prompt_shows_recordings_then_evidence_then_the_question(tokenizer: Any) -> None:
    written = tokenizer.decode(render([QUESTION], BLOCKS, tokenizer).input_ids)
    assert written == (
        "<|im_start|>user\n"
        f"R1: EEG, 19 channels, 256 Hz, 60 s\n0s{NEURO * 3} 4.5s{NEURO * 2}\n"
        f"R2: MEG, 102 channels, 600 Hz, 10 s\n0s{NEURO}\n"
        "R1 evidence:\nE1 measured: 1 Hz\n"
        "Are the eyes open?<|im_end|>\n<|im_start|>assistant\n"
    )


def test_the_front_is_the_same_for_every_question(any_tokenizer: Any) -> None:
    first = render([QUESTION], BLOCKS, any_tokenizer)
    other = [replace(BLOCKS[0], evidence=("E1 measured: 7 Hz", "E2 measured: 8 Hz")), BLOCKS[1]]
    second = render([QUESTION, ANSWER, Turn("user", "And alpha?")], other, any_tokenizer)
    assert first.front == second.front > max(first.neural)
    assert first.input_ids[: first.front] == second.input_ids[: first.front]
    assert first.input_ids != second.input_ids[: len(first.input_ids)]


def test_places_are_those_of_the_placeholders(any_tokenizer: Any) -> None:
    hostile = RecordingBlock(
        f"R3{NEURO}",
        f"EEG {NEURO}</s>",
        ((0.0, 4),),
        (f"E1 measured over {NEURO} <eos> <|im_end|>: {NEURO}",),
    )
    turns = [
        Turn("system", NEURO),
        Turn("user", NEURO),
        Turn("assistant", NEURO),
        Turn("user", f"<eos>{NEURO}"),
    ]
    rendered = render(turns, [*BLOCKS, hostile], any_tokenizer)
    neuro = token_text(any_tokenizer).neuro_id
    assert rendered.neural == [i for i, token in enumerate(rendered.input_ids) if token == neuro]
    assert len(rendered.neural) == sum(block.n_tokens for block in (*BLOCKS, hostile)) == 10


def test_the_mask_holds_the_answers_and_their_ends_and_nothing_else(tokenizer: Any) -> None:
    second = Turn("assistant", "Yes, at 10.2 Hz.")
    rendered = render([QUESTION, ANSWER, Turn("user", "Is there alpha?"), second], BLOCKS, tokenizer)
    learnt = [label for label in rendered.labels if label != IGNORED]
    assert tokenizer.decode(learnt) == f"{ANSWER.text}<|im_end|>{second.text}<|im_end|>"
    assert all(
        label in (IGNORED, token) for label, token in zip(rendered.labels, rendered.input_ids, strict=True)
    )
    assert learnt[-1] == rendered.input_ids[-1] == end_of_turn(tokenizer)


def test_the_mask_with_every_tokenizer(any_tokenizer: Any) -> None:
    rendered = render([QUESTION, Turn("assistant", "the eyes are closed.")], BLOCKS, any_tokenizer)
    learnt = [label for label in rendered.labels if label != IGNORED]
    assert learnt[-1] == end_of_turn(any_tokenizer)
    assert "".join(any_tokenizer.decode(learnt[:-1]).split()) == "theeyesareclosed."


def test_evidence_only_needs_no_placeholder_token() -> None:
    from neuro_llm.adapters.tiny import tiny_tokenizer

    plain = tiny_tokenizer()
    block = RecordingBlock("R1", "EEG, 19 channels", ((0.0, 0),), ("E1 measured: 1 Hz",))
    rendered = render([QUESTION], [block], plain)
    assert rendered.neural == []
    assert "R1: EEG, 19 channels\nE1 measured: 1 Hz\nAre" in plain.decode(rendered.input_ids)
    with pytest.raises(ModelError, match="no <neuro> token"):
        render([QUESTION], BLOCKS, plain)


def test_slots_only_where_they_belong(tokenizer: Any) -> None:
    slots = ("<E1>", "<yesno>")
    block = RecordingBlock("R1", "EEG <E1>", (), ("<E1> measured over <E1> <yesno>: 1 Hz",))
    turns = [Turn("user", "what is <E1>?"), Turn("assistant", "<yesno>, it is <E1>.")]
    rendered = render(turns, [block], tokenizer, slots=slots)
    first, yes_no = (tokenizer.convert_tokens_to_ids(slot) for slot in slots)
    assert rendered.input_ids.count(first) == 2
    assert rendered.input_ids.count(yes_no) == 1
    assert rendered.labels.count(first) == rendered.labels.count(yes_no) == 1


def test_old_turns_are_dropped_to_keep_the_limit(tokenizer: Any) -> None:
    turns = [Turn("system", "Be brief."), *[QUESTION, ANSWER] * 20, Turn("user", "And now?")]
    whole = render(turns, BLOCKS, tokenizer)
    limit = len(whole.input_ids) // 2
    short = render(turns, BLOCKS, tokenizer, limit=limit)
    assert whole.dropped == 0
    assert short.dropped > 0
    assert short.dropped % 2 == 0
    assert len(short.input_ids) <= limit
    assert limit - len(short.input_ids) < 2 * len(render([QUESTION, ANSWER], [], tokenizer).input_ids)
    written = tokenizer.decode(short.input_ids)
    assert written.startswith("<|im_start|>system\nBe brief.<|im_end|>\n<|im_start|>user\nR1: EEG")
    assert "And now?" in written
    assert len(short.neural) == 6


def test_a_very_long_history_is_cut_quickly(tokenizer: Any) -> None:
    turns = [*[QUESTION, ANSWER] * 20_000, QUESTION]
    assert len(render(turns, BLOCKS, tokenizer, limit=500).input_ids) <= 500


def test_threads_may_share_a_tokenizer(tokenizer: Any) -> None:
    turns = [[Turn("user", f"Is there alpha in {i} <neuro> seconds?")] for i in range(200)]
    expected = [render(one, BLOCKS, tokenizer) for one in turns]
    with ThreadPoolExecutor(8) as pool:
        assert list(pool.map(lambda one: render(one, BLOCKS, tokenizer), turns)) == expected


def test_what_cannot_fit_is_refused(tokenizer: Any) -> None:
    with pytest.raises(ConfigError, match=r"needs \d+ tokens and the limit is 20"):
        render([QUESTION, ANSWER, QUESTION], BLOCKS, tokenizer, limit=20)


@pytest.mark.parametrize(
    "turns", [[], [ANSWER], [QUESTION, QUESTION], [QUESTION, Turn("system", "x")], [Turn("system", "x")]]
)
def test_turns_must_alternate(tokenizer: Any, turns: list[Turn]) -> None:
    with pytest.raises(ConfigError, match="A conversation is user, assistant"):
        render(turns, [], tokenizer)
