"""The assembled model with every family of language model: forward, generate, padding, saving, LoRA."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import torch
from torch import Tensor

from neuro_llm.adapters.language import LoraSettings, without_lora
from neuro_llm.adapters.projector import Neural
from neuro_llm.adapters.prompt import RecordingBlock, Turn
from neuro_llm.adapters.tiny import FAMILIES
from neuro_llm.recordings.errors import ConfigError, ModelError

Make = Callable[..., tuple[Any, Any]]
Blocks = tuple[RecordingBlock, ...]
ANSWER = Turn("assistant", "The eyes are closed.")
GREEDY = {"max_new_tokens": 12, "do_sample": False}


@pytest.mark.parametrize("family", FAMILIES)
def test_the_answer_depends_on_the_neural_tokens_and_only_on_theirs(
    family: str, tiny_model: Make, tiny_blocks: Blocks, tiny_question: list[Turn], tiny_tokens: Neural
) -> None:
    model, processor = tiny_model(family)
    inputs = processor(tiny_question, tiny_blocks, tiny_tokens)
    with torch.inference_mode():
        logits = model(**inputs).logits
        ((name, tokens),) = tiny_tokens
        other = model(**{**inputs, "neural_tokens": [(name, tokens.flip(0))]}).logits
        by_hand = model(
            inputs_embeds=_scattered(model, inputs), attention_mask=inputs["attention_mask"]
        ).logits
    assert not torch.allclose(logits[:, -1], other[:, -1], atol=1e-3)
    torch.testing.assert_close(logits, by_hand)


def _scattered(model: Any, inputs: dict[str, Any]) -> Tensor:
    embeddings = model.get_input_embeddings()(inputs["input_ids"]).clone()
    projected = torch.cat([model.projectors[name](tokens) for name, tokens in inputs["neural_tokens"]])
    places = (inputs["input_ids"][0] == model.config.neuro_token_id).nonzero().squeeze(1).tolist()
    for place, row in zip(places, projected, strict=True):
        embeddings[0, place] = row
    return embeddings


@pytest.mark.parametrize("family", FAMILIES)
def test_a_padded_batch_answers_as_its_parts(
    family: str, tiny_model: Make, tiny_blocks: Blocks, tiny_question: list[Turn], tiny_tokens: Neural
) -> None:
    model, processor = tiny_model(family)
    short = processor.render([Turn("user", "Is there alpha?")], [RecordingBlock("R1", "EEG", ((0.0, 2),))])
    long = processor.render(tiny_question, tiny_blocks)
    few = [("eeg", tiny_tokens[0][1][:2] + 1)]
    both = processor.batch([short, long], [few, tiny_tokens])
    answers = model.generate(**both, **GREEDY)[:, both["input_ids"].shape[1] :]
    for i, (rendered, tokens) in enumerate(((short, few), (long, tiny_tokens))):
        alone = processor.batch([rendered], [tokens])
        expected = model.generate(**alone, **GREEDY)[0, alone["input_ids"].shape[1] :]
        assert answers[i, : len(expected)].tolist() == expected.tolist()


@pytest.mark.parametrize("family", FAMILIES)
@pytest.mark.parametrize("lora", [None, LoraSettings(rank=2, dropout=0.0)], ids=["bare", "lora"])
def test_saved_and_loaded_it_answers_alike(
    family: str, lora: LoraSettings | None, tiny_model: Make, tiny_tokens: Neural, tmp_path: Path
) -> None:
    from transformers import AutoModelForCausalLM, AutoProcessor

    model, processor = tiny_model(family, lora)
    question = [Turn("user", "Is there alpha?")]
    blocks = [RecordingBlock("R1", "EEG", ((0.0, 5),))]
    inputs = processor(question, blocks, tiny_tokens)
    model.save_pretrained(tmp_path / "saved")
    processor.save_pretrained(tmp_path / "saved")
    again, found = AutoModelForCausalLM.from_pretrained(tmp_path / "saved", output_loading_info=True)
    assert not any(found.values())
    assert type(again) is type(model)
    same = AutoProcessor.from_pretrained(tmp_path / "saved")(question, blocks, tiny_tokens)
    assert torch.equal(again.generate(**same, **GREEDY), model.generate(**inputs, **GREEDY))
    with torch.inference_mode():
        assert torch.equal(again(**same).logits, model(**inputs).logits)
    inner = again.language_model
    tied = inner.get_input_embeddings().weight is inner.get_output_embeddings().weight
    assert tied == bool(inner.config.tie_word_embeddings)
    assert str(tmp_path) not in (tmp_path / "saved" / "config.json").read_text()


def test_bfloat16(
    tiny_model: Make, tiny_blocks: Blocks, tiny_question: list[Turn], tiny_tokens: Neural
) -> None:
    model, processor = tiny_model()
    model.to(torch.bfloat16)
    inputs = processor(tiny_question, tiny_blocks, tiny_tokens)
    assert model(**inputs).logits.dtype == torch.bfloat16
    assert model.generate(**inputs, **GREEDY).shape[1] > inputs["input_ids"].shape[1]


@pytest.mark.parametrize("family", FAMILIES)
def test_the_loss_is_that_of_the_answers_alone(
    family: str, tiny_model: Make, tiny_blocks: Blocks, tiny_question: list[Turn], tiny_tokens: Neural
) -> None:
    model, processor = tiny_model(family)
    rendered = [
        processor.render([*tiny_question, ANSWER], tiny_blocks),
        processor.render([Turn("user", "Eyes?"), Turn("assistant", "no")], []),
    ]
    batch = processor.batch(rendered, [tiny_tokens, ()], side="right", labels=True)
    whole = model(**batch)
    logs = whole.logits[:, :-1].log_softmax(-1)
    labels = batch["labels"][:, 1:]
    picked = logs.gather(-1, labels.clamp(min=0).unsqueeze(-1)).squeeze(-1)
    torch.testing.assert_close(whole.loss, -picked[labels != -100].mean())
    for module in model.modules():
        module.training = module is model  # learnt places only, but no dropout
    few = model(**batch)
    torch.testing.assert_close(few.loss, whole.loss, atol=1e-5, rtol=1e-5)
    assert few.logits.shape[1] < whole.logits.shape[1]
    few.loss.backward()
    assert all(weight.grad is not None for weight in model.projectors.parameters())
    counted = model(**batch, num_items_in_batch=2 * int((labels != -100).sum()))
    torch.testing.assert_close(counted.loss, whole.loss / 2, atol=1e-5, rtol=1e-5)


def test_samples_and_beams_repeat_the_neural_tokens_row_by_row(
    tiny_model: Make, tiny_blocks: Blocks, tiny_question: list[Turn], tiny_tokens: Neural
) -> None:
    model, processor = tiny_model()
    rendered = processor.render(tiny_question, tiny_blocks)
    other = [(name, -tokens) for name, tokens in tiny_tokens]
    batch = processor.batch([rendered, rendered], [tiny_tokens, other])
    n = batch["input_ids"].shape[1]
    several = model.generate(**batch, **{**GREEDY, "do_sample": True}, num_return_sequences=3, top_k=1)[:, n:]
    single = model.generate(**batch, **GREEDY)[:, n:]
    assert several.tolist() == [row for row in single.tolist() for _ in range(3)]
    beams = model.generate(**batch, **GREEDY, num_beams=2)
    first = processor.batch([rendered], [tiny_tokens])
    alone = model.generate(**first, **GREEDY, num_beams=2)
    assert beams[0, : alone.shape[1]].tolist() == alone[0].tolist()


def test_without_a_cache_it_answers_alike(
    tiny_model: Make, tiny_blocks: Blocks, tiny_question: list[Turn], tiny_tokens: Neural
) -> None:
    model, processor = tiny_model()
    inputs = processor(tiny_question, tiny_blocks, tiny_tokens)
    assert torch.equal(
        model.generate(**inputs, **GREEDY, use_cache=False), model.generate(**inputs, **GREEDY)
    )


def test_a_batch_holds_tokens_of_encoders_of_different_width(tiny_two: tuple[Any, Any]) -> None:
    """Both orders in one prompt, one alone in the other; repeated rows keep their own."""
    model, processor = tiny_two
    a, b = ("eeg", torch.randn(3, 32)), ("calcium", torch.randn(2, 16))
    eeg, cells = RecordingBlock("R1", "EEG", ((0.0, 3),)), RecordingBlock("R2", "cells", ((0.0, 2),))
    turns = [Turn("user", "Is there alpha?")]
    rows = [([eeg, cells], [a, b]), ([cells, eeg], [b, a]), ([cells], [b]), ([], [])]
    rendered = [processor.render(turns, blocks) for blocks, _ in rows]
    batch = processor.batch(rendered, [tokens for _, tokens in rows])
    n = batch["input_ids"].shape[1]
    together = model.generate(**batch, **GREEDY)[:, n:]
    several = model.generate(**batch, **{**GREEDY, "do_sample": True}, num_return_sequences=2, top_k=1)[:, n:]
    for i, (blocks, tokens) in enumerate(rows):
        alone = processor(turns, blocks, tokens)
        expected = model.generate(**alone, **GREEDY)[0, alone["input_ids"].shape[1] :].tolist()
        for found in (together[i], several[2 * i], several[2 * i + 1]):
            assert found[: len(expected)].tolist() == expected
    with pytest.raises(ModelError, match="of the encoder 'fmri', only for: eeg, calcium"):
        model(**processor(turns, [cells], [("fmri", b[1])]))


def test_wrong_numbers_of_tokens_are_refused(
    tiny_model: Make, tiny_blocks: Blocks, tiny_question: list[Turn], tiny_tokens: Neural
) -> None:
    model, processor = tiny_model()
    inputs = processor(tiny_question, tiny_blocks, [("eeg", tiny_tokens[0][1][:3])])
    with pytest.raises(ConfigError, match="has 5 places for neural tokens, 3 were given"):
        model(**inputs)
    with pytest.raises(ConfigError, match="has 5 places for neural tokens, 0 were given"):
        model.generate(**{**inputs, "neural_tokens": ()}, **GREEDY)


def test_a_model_without_projectors_reads_text_only(
    tiny_blocks: Blocks, tiny_question: list[Turn], tiny_tokens: Neural, tmp_path: Path
) -> None:
    from neuro_llm.adapters.language import load_language_model
    from neuro_llm.adapters.tiny import save_tiny_language_model
    from neuro_llm.modeling import NeuroLLMForConditionalGeneration
    from neuro_llm.processing import NeuroLLMProcessor

    language = load_language_model(save_tiny_language_model(tmp_path))
    model = NeuroLLMForConditionalGeneration.assemble(language)
    processor = NeuroLLMProcessor(language.tokenizer)
    inputs = processor([Turn("user", "Is there alpha?")])
    bare = language.model.generate(**inputs, **GREEDY, eos_token_id=model.generation_config.eos_token_id)
    assert torch.equal(model.generate(**inputs, **GREEDY), bare)
    with pytest.raises(ModelError, match="no projector for tokens of the encoder 'eeg', only for: none"):
        model(**processor(tiny_question, tiny_blocks, tiny_tokens))


def test_parts_that_do_not_fit_are_refused(tiny_model: Make) -> None:
    from neuro_llm.modeling import NeuroLLMForConditionalGeneration

    model, _ = tiny_model()
    own = model.config.projectors["eeg"]
    model.config.projectors = {"eeg": {**own, "llm_dim": 40}}
    with pytest.raises(ModelError, match="writes embeddings of 40 numbers, the language model reads 32"):
        NeuroLLMForConditionalGeneration(model.config, model.language_model, {})
    model.config.projectors = {"eeg": {**own, "encoder_dim": 40}}
    with pytest.raises(ModelError, match="makes tokens of 32 numbers, its projector reads 40"):
        NeuroLLMForConditionalGeneration(model.config, model.language_model, model.encoders)


def test_lora_is_switched_off_and_on(
    tiny_model: Make, tiny_blocks: Blocks, tiny_question: list[Turn], tiny_tokens: Neural
) -> None:
    bare, processor = tiny_model()
    tuned, _ = tiny_model(lora=LoraSettings(rank=2, dropout=0.0))
    tuned.projectors = bare.projectors
    inputs = processor(tiny_question, tiny_blocks, tiny_tokens)
    with torch.inference_mode():
        assert tuned.has_lora
        assert not torch.allclose(tuned(**inputs).logits, bare(**inputs).logits, atol=1e-2)
        with without_lora(tuned.language_model):
            torch.testing.assert_close(tuned(**inputs).logits, bare(**inputs).logits)


def test_a_language_model_keeps_its_weights_when_it_is_assembled(tiny_model: Make) -> None:
    """LoRA starts as peft starts it, and a trained one stays as it is."""
    from neuro_llm.modeling import NeuroLLMForConditionalGeneration

    model, _ = tiny_model(lora=LoraSettings(rank=2))
    before = {name: weight.clone() for name, weight in model.language_model.named_parameters()}
    again = NeuroLLMForConditionalGeneration(model.config, model.language_model, {})
    for name, weight in again.language_model.named_parameters():
        assert torch.equal(weight, before[name]), name


def test_fresh_lora_changes_nothing(tmp_path: Path) -> None:
    from neuro_llm.adapters.language import load_language_model
    from neuro_llm.adapters.tiny import save_tiny_language_model
    from neuro_llm.modeling import NeuroLLMForConditionalGeneration

    language = load_language_model(save_tiny_language_model(tmp_path))
    model = NeuroLLMForConditionalGeneration.assemble(language, lora=LoraSettings(rank=2))
    ids = torch.tensor([[5, 6, 7]])
    tuned = model(ids).logits
    with without_lora(model.language_model):
        assert torch.equal(model(ids).logits, tuned)


def test_peft_can_wrap_the_whole_model(
    tiny_model: Make, tiny_blocks: Blocks, tiny_question: list[Turn], tiny_tokens: Neural
) -> None:
    from peft import LoraConfig, get_peft_model

    model, processor = tiny_model()
    inputs = processor(tiny_question, tiny_blocks, tiny_tokens)
    before = model.generate(**inputs, **GREEDY)
    settings = LoraConfig(
        r=2, target_modules=["q_proj"], modules_to_save=["projectors.eeg"], task_type="CAUSAL_LM"
    )
    wrapped = get_peft_model(model, settings)
    assert torch.equal(wrapped.generate(**inputs, **GREEDY), before)
    rendered = processor.render([*tiny_question, ANSWER], tiny_blocks)
    wrapped.train()
    wrapped(**processor.batch([rendered], [tiny_tokens], labels=True)).loss.backward()


def test_gradient_checkpointing_changes_nothing(
    tiny_model: Make, tiny_blocks: Blocks, tiny_question: list[Turn], tiny_tokens: Neural
) -> None:
    model, processor = tiny_model()
    batch = processor.batch(
        [processor.render([*tiny_question, ANSWER], tiny_blocks)], [tiny_tokens], labels=True
    )
    model.train()
    plain = model(**batch).loss
    model.gradient_checkpointing_enable()
    spared = model(**batch).loss
    torch.testing.assert_close(plain, spared)
    spared.backward()
    assert all(weight.grad is not None for weight in model.projectors.parameters())


def test_the_same_seed_gives_the_same_sample(
    tiny_model: Make, tiny_blocks: Blocks, tiny_question: list[Turn], tiny_tokens: Neural
) -> None:
    model, processor = tiny_model()
    inputs = processor(tiny_question, tiny_blocks, tiny_tokens)
    answers = []
    for _ in range(2):
        torch.manual_seed(5)
        answers.append(model.generate(**inputs, max_new_tokens=20, do_sample=True, temperature=1.5).tolist())
    assert answers[0] == answers[1]


def test_generation_stops_at_the_end_of_the_turn(tiny_model: Make) -> None:
    model, processor = tiny_model()
    end = processor.tokenizer.convert_tokens_to_ids("<|im_end|>")
    assert end in model.generation_config.eos_token_id
    assert processor.tokenizer.eos_token_id in model.generation_config.eos_token_id
