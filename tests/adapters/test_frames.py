"""The frame around the turns is what the model's own template writes."""

from __future__ import annotations

from typing import Any

import pytest

from neuro_llm.adapters.frames import Shape, Slot, end_of_turn, frames
from neuro_llm.adapters.prompt import Turn, render
from neuro_llm.adapters.tokens import token_text
from neuro_llm.recordings.errors import ModelError

GEMMA = (
    "{{ bos_token }}{% if messages[0]['role'] == 'system' %}"
    "{{ raise_exception('System role not supported') }}{% endif %}{% for m in messages %}<start_of_turn>"
    "{{ 'model' if m['role'] == 'assistant' else m['role'] }}\n"
    "{{ m['content'] | trim }}<end_of_turn>\n{% endfor %}"
    "{% if add_generation_prompt %}<start_of_turn>model\n{% endif %}"
)
MISTRAL = (
    "{{ bos_token }}{% for m in messages %}{% if m['role'] == 'user' %}[INST] {{ m['content'] }} [/INST]"
    "{% elif m['role'] == 'assistant' %} {{ m['content'] }}{{ eos_token }}{% endif %}{% endfor %}"
)
LLAMA3 = (
    "{{ bos_token }}{% for m in messages %}<|start_header_id|>{{ m['role'] }}<|end_header_id|>\n\n"
    "{{ m['content'] | trim }}<|eot_id|>{% endfor %}"
    "{% if add_generation_prompt %}<|start_header_id|>assistant<|end_header_id|>\n\n{% endif %}"
)
THINKING = (
    "{% for m in messages %}<|im_start|>{{ m['role'] }}\n{% if m['role'] == 'assistant' and loop.last %}"
    "<think>\n\n</think>\n\n{% endif %}{{ m['content'] }}<|im_end|>\n{% endfor %}"
    "{% if add_generation_prompt %}<|im_start|>assistant\n"
    "{% if enable_thinking is false %}<think>\n\n</think>\n\n{% endif %}{% endif %}"
)
BARE = "{% for m in messages %}{{ m['role'] | upper }}: {{ m['content'] }}\n{% endfor %}ASSISTANT: "
MARKS = [
    "<start_of_turn>",
    "<end_of_turn>",
    "<|start_header_id|>",
    "<|end_header_id|>",
    "<|eot_id|>",
    "[INST]",
]

CONVERSATION = (
    Turn("user", "Are the eyes open?"),
    Turn("assistant", "closed"),
    Turn("user", "Is there a rhythm?"),
)


@pytest.fixture(params=["gemma", "mistral", "llama3", "thinking"])
def templated(request: pytest.FixtureRequest, tokenizer: Any) -> Any:
    chosen = {"gemma": GEMMA, "mistral": MISTRAL, "llama3": LLAMA3, "thinking": THINKING}
    tokenizer.add_tokens(MARKS, special_tokens=True)
    tokenizer.chat_template = chosen[request.param]
    return tokenizer


@pytest.mark.parametrize("n_turns", [1, 2, 3])
def test_the_prompt_reads_as_the_template_writes_it(templated: Any, n_turns: int) -> None:
    turns = CONVERSATION[:n_turns]
    messages = [{"role": turn.role, "content": turn.text} for turn in turns]
    expected = templated.apply_chat_template(
        messages, tokenize=False, add_generation_prompt=turns[-1].role == "user", enable_thinking=False
    )
    written = templated.decode(render(turns, [], templated).input_ids)
    assert written == (expected if turns[-1].role == "user" else expected.rstrip("\n")).rstrip(" ")


def test_the_answer_begins_alike_in_training_and_answering(templated: Any) -> None:
    learnt = render(CONVERSATION[:2], [], templated)
    asked = render(CONVERSATION[:1], [], templated)
    assert learnt.input_ids[: len(asked.input_ids)] == asked.input_ids
    first = learnt.labels[len(asked.input_ids)]
    assert first == token_text(templated).plain(asked.lead + "closed")[0]


def test_a_system_turn_joins_the_first_question_where_the_template_has_none(tokenizer: Any) -> None:
    tokenizer.add_tokens(MARKS, special_tokens=True)
    for template in (GEMMA, MISTRAL):
        tokenizer.chat_template = template
        written = tokenizer.decode(
            render((Turn("system", "Be brief."), *CONVERSATION[:1]), [], tokenizer).input_ids
        )
        assert "Be brief.\n\nAre the eyes open?" in written
    tokenizer.chat_template = LLAMA3
    written = tokenizer.decode(
        render((Turn("system", "Be brief."), *CONVERSATION[:1]), [], tokenizer).input_ids
    )
    assert "system<|end_header_id|>\n\nBe brief.<|eot_id|>" in written


def test_the_plain_chat_of_a_model_without_template(any_tokenizer: Any) -> None:
    any_tokenizer.chat_template = None
    asked = render((Turn("system", "be brief"), *CONVERSATION[:1]), [], any_tokenizer)
    text = token_text(any_tokenizer)
    expected = text.plain("be brief") + text.frame("\nUser:") + text.plain(" Are the eyes open?")
    expected += text.frame("\nAssistant:")
    assert asked.input_ids[len(asked.input_ids) - len(expected) :] == expected
    assert asked.lead == " "
    assert render(CONVERSATION[:2], [], any_tokenizer).labels[-1] == any_tokenizer.eos_token_id


def test_an_answer_ends_with_eos_where_the_template_has_no_end(tokenizer: Any) -> None:
    tokenizer.chat_template = BARE
    assert end_of_turn(tokenizer) == tokenizer.eos_token_id
    learnt = render([*CONVERSATION, Turn("assistant", "no")], [], tokenizer)
    assert learnt.labels.count(tokenizer.eos_token_id) == 2


def test_a_template_that_loses_a_turn_is_refused(tokenizer: Any) -> None:
    tokenizer.chat_template = "{{ messages[0]['content'] }}<|im_end|>"
    with pytest.raises(ModelError, match=r"shows turn 1 of 2 0 times"):
        render(CONVERSATION[:2], [], tokenizer)


def test_a_template_that_refuses_says_why(tokenizer: Any) -> None:
    tokenizer.chat_template = "{{ raise_exception('no chat today') }}"
    with pytest.raises(ModelError, match="no chat today"):
        render(CONVERSATION[:2], [], tokenizer)


def test_a_frame_is_made_once(tokenizer: Any) -> None:
    made = frames(token_text(tokenizer))
    shape = Shape(("user",), True)
    assert made.frame(shape) is made.frame(shape)
    assert [piece.turn for piece in made.frame(shape) if isinstance(piece, Slot)] == [0]
