"""The processor: padded batches on either side, slots of the vocabulary, answers without control tokens."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
import torch

from neuro_llm.adapters.prompt import RecordingBlock, Turn
from neuro_llm.adapters.slots import slot_tokens
from neuro_llm.recordings.errors import ConfigError

Make = Callable[..., tuple[Any, Any]]


@pytest.mark.parametrize("side", ["left", "right"])
def test_padding_is_masked_and_never_learnt(side: str, tiny_model: Make, tiny_question: list[Turn]) -> None:
    _, processor = tiny_model()
    rendered = [
        processor.render([*tiny_question, Turn("assistant", "closed")]),
        processor.render([Turn("user", "Eyes?"), Turn("assistant", "no")]),
    ]
    batch = processor.batch(rendered, side=side, labels=True)
    for i, one in enumerate(rendered):
        n = len(one.input_ids)
        part = slice(-n, None) if side == "left" else slice(0, n)
        assert batch["input_ids"][i, part].tolist() == one.input_ids
        assert batch["labels"][i, part].tolist() == one.labels
        assert batch["attention_mask"][i].sum() == n == batch["attention_mask"][i, part].sum()
        assert (batch["labels"][i][batch["attention_mask"][i] == 0] == -100).all()
    with pytest.raises(ConfigError, match="side='up'"):
        processor.batch(rendered, side="up")


def test_neural_tokens_run_row_after_row(tiny_model: Make, tiny_blocks: tuple[RecordingBlock, ...]) -> None:
    _, processor = tiny_model()
    question = [Turn("user", "Eyes?")]
    rendered = [
        processor.render(question, tiny_blocks),
        processor.render(question),
        processor.render(question),
    ]
    first, last = ("eeg", torch.zeros(5, 32)), ("fmri", torch.ones(2, 16))
    assert processor.batch(rendered, [[first], (), [last]])["neural_tokens"] == [first, last]
    assert "neural_tokens" not in processor.batch(rendered[1:], [(), ()])


def test_slots_come_from_the_vocabulary(tiny_model: Make) -> None:
    from neuro_llm.adapters.language import add_tokens

    model, processor = tiny_model()
    assert processor.slots == ()
    add_tokens(model.language_model, processor.tokenizer, slot_tokens())
    assert processor.slots == slot_tokens()
    ids = processor.render([Turn("user", "Eyes?"), Turn("assistant", "<yesno>, <E2> it is.")]).input_ids
    assert processor.decode_answer(ids).endswith("<yesno>, <E2> it is.")
    assert "<|im_end|>" not in processor.decode_answer(ids)


def test_a_saved_processor_is_the_same(tiny_model: Make, tiny_blocks: Any, tmp_path: Any) -> None:
    from neuro_llm.processing import NeuroLLMProcessor

    _, processor = tiny_model()
    processor.save_pretrained(tmp_path / "saved")
    again = NeuroLLMProcessor.from_pretrained(tmp_path / "saved")
    question = [Turn("user", "Eyes <neuro></s>?")]
    assert again.render(question, tiny_blocks) == processor.render(question, tiny_blocks)
