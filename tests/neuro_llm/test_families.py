"""Every family of language model: either side of padding, no chat template, options, LoRA that learns and is merged."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import torch
from transformers import AutoModelForCausalLM

from neuro_llm.adapters.language import (
    LoraSettings,
    load_language_model,
    load_lora,
    merge_saved_lora,
    save_lora,
    with_lora,
)
from neuro_llm.adapters.projector import Neural
from neuro_llm.adapters.prompt import RecordingBlock, Turn
from neuro_llm.adapters.tiny import EVERY_FAMILY, save_tiny_language_model
from neuro_llm.encoders import ENCODERS
from neuro_llm.folder import BaseFiles, load_folder
from neuro_llm.modeling import NeuroLLMForConditionalGeneration
from neuro_llm.processing import NeuroLLMProcessor
from neuro_llm.recordings.errors import ModelError
from neuro_llm.saving import save_folder
from neuro_llm.scoring import score_options

Make = Callable[..., tuple[Any, Any]]
TURNS = [Turn("user", "Are the eyes open or closed?"), Turn("assistant", "They are closed.")]
BLOCKS = [RecordingBlock("R1", "EEG, 19 channels", ((0.0, 3), (2.0, 2)))]
GREEDY = {"max_new_tokens": 8, "do_sample": False}


def _rendered(processor: Any) -> list[Any]:
    return [processor.render(TURNS, BLOCKS), processor.render([Turn("user", "Hm?"), Turn("assistant", "no")])]


@pytest.mark.parametrize("family", EVERY_FAMILY)
def test_padding_on_either_side_gives_the_same_loss_and_logits(
    family: str, tiny_model: Make, tiny_tokens: Neural
) -> None:
    model, processor = tiny_model(family)
    rendered, given = _rendered(processor), [tiny_tokens, ()]
    found = {
        side: (batch := processor.batch(rendered, given, side=side, labels=True), model(**batch))
        for side in ("left", "right")
    }
    torch.testing.assert_close(found["left"][1].loss, found["right"][1].loss, atol=1e-5, rtol=1e-5)
    real = [out.logits[batch["attention_mask"].bool()] for batch, out in found.values()]
    torch.testing.assert_close(*real, atol=1e-4, rtol=1e-4)


@pytest.mark.parametrize("family", EVERY_FAMILY)
def test_options_and_answers_come_from_any_family(family: str, tiny_model: Make, tiny_tokens: Neural) -> None:
    model, processor = tiny_model(family, chat=False)
    rendered = processor.render(TURNS[:1], BLOCKS)
    scores = score_options(model, processor, rendered, ("open", "closed by turns"), tiny_tokens)
    spoken = [
        processor.render([TURNS[0], Turn("assistant", text)], BLOCKS) for text in ("open", "closed by turns")
    ]
    for score, one in zip(scores.mean, spoken, strict=True):
        loss = model(**processor.batch([one], [tiny_tokens], labels=True)).loss
        assert score.item() == pytest.approx(-loss.item(), abs=1e-4)
    batch = processor.batch([rendered], [tiny_tokens])
    whole = model.generate(**batch, **GREEDY, use_cache=False)
    assert torch.equal(model.generate(**batch, **GREEDY), whole)


@pytest.mark.parametrize("family", EVERY_FAMILY)
def test_lora_of_all_linear_layers_learns_and_is_merged(
    family: str, tiny_model: Make, tiny_tokens: Neural, tmp_path: Path
) -> None:
    model, processor = tiny_model(family, LoraSettings(rank=4, dropout=0.0))
    model.gradient_checkpointing_enable()
    for name, weight in model.named_parameters():
        weight.requires_grad_("lora_" in name or name.startswith("projectors"))
    batch = processor.batch(_rendered(processor), [tiny_tokens, ()], side="right", labels=True)
    trained = [weight for weight in model.parameters() if weight.requires_grad]
    optimizer = torch.optim.AdamW(trained, lr=0.01)
    losses = []
    model.train()
    for _ in range(4):
        loss = model(**batch).loss
        loss.backward()
        assert all(weight.grad is not None for weight in trained)
        optimizer.step()
        optimizer.zero_grad()
        losses.append(loss.item())
    assert losses[-1] < losses[0]
    model.eval()

    base = tmp_path / family
    save_lora(model.language_model, tmp_path / "adapter", base=base)
    with torch.inference_mode():
        tuned = model(**batch).logits
        model.language_model = load_lora(load_language_model(base).model, tmp_path / "adapter", base=base)
        torch.testing.assert_close(model(**batch).logits, tuned, atol=1e-5, rtol=1e-5)
        model.language_model = merge_saved_lora(load_language_model(base).model, tmp_path / "adapter")
        torch.testing.assert_close(model(**batch).logits, tuned, atol=1e-4, rtol=1e-4)


@pytest.mark.parametrize(
    ("family", "tied"), [("llama", True), ("qwen3", False), ("gpt2", False), ("gemma2", False)]
)
def test_embeddings_may_be_tied_or_not(family: str, tied: bool, tmp_path: Path) -> None:
    """The other way round than the family has them."""
    base = save_tiny_language_model(tmp_path / "base", family)
    other = AutoModelForCausalLM.from_pretrained(base)
    own = other.get_input_embeddings().weight is not other.get_output_embeddings().weight
    assert own == tied
    other.config.tie_word_embeddings = tied
    head = (
        other.get_input_embeddings().weight
        if tied
        else torch.nn.Parameter(torch.randn(other.config.vocab_size, 32))
    )
    other.get_output_embeddings().weight = head
    other.save_pretrained(base)
    model = load_language_model(base).model
    assert (model.get_input_embeddings().weight is model.get_output_embeddings().weight) == tied
    with_lora(model, LoraSettings(rank=2, dropout=0.0))
    for name, weight in model.named_parameters():
        if "lora_B" in name:
            torch.nn.init.normal_(weight, std=0.3)
    save_lora(model, tmp_path / "adapter", base=base)
    merged = merge_saved_lora(load_language_model(base).model, tmp_path / "adapter")
    ids = torch.tensor([[5, 6, 7, model.get_input_embeddings().weight.shape[0] - 1]])
    with torch.inference_mode():
        torch.testing.assert_close(merged(ids).logits, model(ids).logits, atol=1e-4, rtol=1e-4)
    wrong = save_tiny_language_model(tmp_path / "other", family)
    with pytest.raises(ModelError, match="expects fingerprint"):
        load_lora(load_language_model(wrong).model, tmp_path / "adapter", base=wrong)


def test_four_bits_learn_are_saved_and_answer_again(tmp_path: Path, tiny_card: Any) -> None:
    """QLoRA on a CPU: NF4 base, LoRA and projector trained for three steps; the folder answers in NF4 and in fp32."""
    pytest.importorskip("bitsandbytes")
    language = load_language_model(save_tiny_language_model(tmp_path / "base", width=64), load_in_4bit=True)
    torch.manual_seed(0)
    encoders = {"eeg": ENCODERS.get("eeg").tiny()}
    lora = LoraSettings(rank=4, dropout=0.0)
    model = NeuroLLMForConditionalGeneration.assemble(language, encoders, hidden_dim=16, lora=lora)
    processor = NeuroLLMProcessor(language.tokenizer)
    neural = [("eeg", torch.randn(5, 32))]
    batch = processor.batch([processor.render(TURNS, BLOCKS)], [neural], side="right", labels=True)
    model.gradient_checkpointing_enable()
    trained = [w for n, w in model.named_parameters() if "lora_" in n or n.startswith("projectors")]
    optimizer = torch.optim.AdamW(trained, lr=0.01)
    losses = []
    model.train()
    for _ in range(3):
        loss = model(**batch).loss
        loss.backward()
        optimizer.step()
        optimizer.zero_grad()
        losses.append(loss.item())
    model.eval()
    assert losses[-1] < losses[0]
    with torch.inference_mode():
        last = model(**batch).loss.item()
    out = save_folder(
        tmp_path / "model", model, processor, base=BaseFiles.of(language), about={}, card=tiny_card
    )
    with torch.inference_mode():
        four, whole = (
            load_folder(out, load_in_4bit=bits).model(**batch).loss.item() for bits in (True, False)
        )
    assert four == pytest.approx(last, abs=2e-2)
    assert whole == pytest.approx(last, abs=0.5)
    assert whole < losses[0]
