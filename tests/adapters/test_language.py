"""Language models of any family: loaded, refused where unsafe or broken, with LoRA on and off."""

from __future__ import annotations

import json
import shutil
from importlib import util
from pathlib import Path
from typing import Any

import pytest
import torch
from safetensors.torch import load_file, save_file

from neuro_llm.adapters import language
from neuro_llm.adapters.language import (
    LoraSettings,
    add_tokens,
    has_lora,
    load_language_model,
    load_lora,
    merge_saved_lora,
    save_lora,
    with_lora,
    without_lora,
)
from neuro_llm.adapters.slots import slot_tokens
from neuro_llm.adapters.tiny import FAMILIES, save_tiny_language_model, tiny_tokenizer
from neuro_llm.recordings.errors import ConfigError, MissingDependencyError, ModelError

IDS = torch.tensor([[5, 6, 7, 8, 9]])


@pytest.fixture(scope="module")
def saved(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return save_tiny_language_model(tmp_path_factory.mktemp("saved"))


@pytest.fixture
def folder(saved: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(saved, tmp_path / "model"))


def _logits(model: Any) -> torch.Tensor:
    with torch.inference_mode():
        return model(IDS).logits


def _trained(model: Any) -> Any:
    """With LoRA that does something."""
    with_lora(model, LoraSettings(rank=2, alpha=4, dropout=0.0))
    for name, weight in model.named_parameters():
        if "lora_B" in name:
            torch.nn.init.normal_(weight, std=0.3)
    return model


@pytest.mark.parametrize("family", FAMILIES)
def test_every_family_loads_with_the_placeholder_and_slots(family: str, tmp_path: Path) -> None:
    loaded = load_language_model(save_tiny_language_model(tmp_path, family))
    before = loaded.model.get_input_embeddings().weight[:300].clone()
    add_tokens(loaded.model, loaded.tokenizer, slot_tokens())
    add_tokens(loaded.model, loaded.tokenizer, slot_tokens())
    n = len(loaded.tokenizer)
    assert loaded.tokenizer.convert_tokens_to_ids("<neuro>") == n - len(slot_tokens()) - 1
    assert loaded.model.get_input_embeddings().weight.shape[0] >= n
    assert loaded.model.get_output_embeddings().weight.shape[0] >= n
    assert torch.equal(loaded.model.get_input_embeddings().weight[:300], before)
    tied = loaded.model.get_input_embeddings().weight is loaded.model.get_output_embeddings().weight
    assert tied == bool(loaded.model.config.tie_word_embeddings)
    assert _logits(loaded.model).isfinite().all()


def test_embeddings_with_room_are_left_alone(folder: Path) -> None:
    from transformers import AutoModelForCausalLM

    roomy = AutoModelForCausalLM.from_pretrained(folder)
    roomy.resize_token_embeddings(512)
    roomy.save_pretrained(folder)
    assert load_language_model(folder).model.get_input_embeddings().weight.shape[0] == 512


def test_precision_is_as_asked(folder: Path) -> None:
    assert load_language_model(folder).model.dtype == torch.float32
    assert load_language_model(folder, dtype=torch.bfloat16).model.dtype == torch.bfloat16


def test_pickled_weights_are_never_read(folder: Path, tmp_path: Path) -> None:
    canary = tmp_path / "canary"

    class Bomb:
        def __reduce__(self) -> tuple[Any, ...]:
            return Path.touch, (canary,)

    (folder / "model.safetensors").unlink()
    torch.save({"x": Bomb()}, folder / "pytorch_model.bin")
    with pytest.raises(ModelError, match=r"only pickled weights \(pytorch_model\.bin\)"):
        load_language_model(folder)
    assert not canary.exists()


def test_a_model_with_its_own_code_is_refused_without_asking(folder: Path) -> None:
    config = json.loads((folder / "config.json").read_text())
    config |= {"model_type": "odd", "auto_map": {"AutoConfig": "odd.Odd", "AutoModelForCausalLM": "odd.Odd"}}
    (folder / "config.json").write_text(json.dumps(config))
    (folder / "odd.py").write_text("raise SystemExit('ran')")
    with pytest.raises(ModelError, match="its own program code, which is never run"):
        load_language_model(folder)


def test_what_is_no_language_model_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match="there is no such folder"):
        load_language_model(tmp_path / "absent")
    with pytest.raises(ModelError, match=r"no config\.json"):
        load_language_model(tmp_path)


def test_a_pure_state_space_model_is_refused(tmp_path: Path) -> None:
    from transformers import MambaConfig, MambaForCausalLM

    sizes = {"hidden_size": 16, "state_size": 4, "num_hidden_layers": 1}
    tokenizer = tiny_tokenizer()
    tokenizer.save_pretrained(tmp_path)
    MambaForCausalLM(MambaConfig(vocab_size=len(tokenizer), **sizes)).save_pretrained(tmp_path)
    with pytest.raises(ModelError, match="pure state-space models"):
        load_language_model(tmp_path)


def test_an_id_that_cannot_be_reached_names_the_cure(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("huggingface_hub.constants.HF_HUB_OFFLINE", True)
    with pytest.raises(ModelError, match=r"hf download nobody/nothing"):
        load_language_model("nobody/nothing")


def _change(folder: Path, key: str, value: torch.Tensor | None) -> None:
    weights = load_file(folder / "model.safetensors")
    if value is None:
        del weights[key]
    else:
        weights[key] = value
    save_file(weights, folder / "model.safetensors", metadata={"format": "pt"})


def test_broken_weights_are_refused(folder: Path) -> None:
    key = "model.layers.0.mlp.up_proj.weight"
    whole = (folder / "model.safetensors").read_bytes()
    _change(folder, key, torch.full((64, 32), float("nan")))
    with pytest.raises(ModelError, match=r"up_proj\.weight holds NaN"):
        load_language_model(folder)
    (folder / "model.safetensors").write_bytes(whole)
    _change(folder, key, None)
    with pytest.raises(ModelError, match=r"1 weights are missing \(model\.layers\.0\.mlp\.up_proj"):
        load_language_model(folder)
    (folder / "model.safetensors").write_bytes(whole)
    _change(folder, key, torch.zeros(40, 32))
    with pytest.raises(ModelError, match="cannot be loaded"):
        load_language_model(folder)
    (folder / "model.safetensors").write_bytes(whole[:-100])
    with pytest.raises(ModelError, match="damaged"):
        load_language_model(folder)


def test_a_tokenizer_of_another_model_is_refused(folder: Path) -> None:
    words = "".join(chr(ord("a") + i % 26) + chr(ord("a") + i // 26) for i in range(600))
    tiny_tokenizer([words[i : i + 6] for i in range(0, 1200, 3)], n_words=600).save_pretrained(folder)
    with pytest.raises(ModelError, match="they do not fit"):
        load_language_model(folder)


def test_a_token_beyond_the_embeddings_gets_a_row(folder: Path) -> None:
    from transformers import AutoTokenizer

    tokenizer = AutoTokenizer.from_pretrained(folder)
    tokenizer.add_tokens(["<image>"], special_tokens=True)
    tokenizer.save_pretrained(folder)
    loaded = load_language_model(folder)
    assert loaded.model.get_input_embeddings().weight.shape[0] == len(loaded.tokenizer)


def test_missing_hardware_and_packages_are_named(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(torch.cuda, "is_available", lambda: False)
    with pytest.raises(ConfigError, match="sees no CUDA GPU"):
        load_language_model(folder, device="cuda")
    found = util.find_spec
    monkeypatch.setattr(language, "find_spec", lambda name: None if name == "bitsandbytes" else found(name))
    with pytest.raises(MissingDependencyError, match="pip install bitsandbytes"):
        load_language_model(folder, load_in_4bit=True)
    load_language_model(folder)


def test_four_bit_on_a_cpu(tmp_path: Path) -> None:
    pytest.importorskip("bitsandbytes")
    model = load_language_model(save_tiny_language_model(tmp_path, width=64), load_in_4bit=True).model
    assert type(model.model.layers[0].mlp.up_proj).__name__ == "Linear4bit"
    assert _logits(model).isfinite().all()
    assert has_lora(with_lora(model, LoraSettings(rank=2)))


@pytest.mark.parametrize("family", FAMILIES)
def test_lora_on_off_saved_and_merged(family: str, tmp_path: Path) -> None:
    base = save_tiny_language_model(tmp_path / "base", family)
    model = load_language_model(base).model
    bare = _logits(model)
    _trained(model)
    tuned = _logits(model)
    assert not torch.allclose(bare, tuned, atol=1e-3)
    with without_lora(model):
        torch.testing.assert_close(_logits(model), bare)
    torch.testing.assert_close(_logits(model), tuned)
    trainable = {name for name, weight in model.named_parameters() if weight.requires_grad}
    assert trainable
    assert all("lora_" in name for name in trainable)

    save_lora(model, tmp_path / "adapter", base=base)
    again = load_lora(load_language_model(base).model, tmp_path / "adapter", base=base)
    assert torch.equal(_logits(again), tuned)
    assert not any(weight.requires_grad for weight in again.parameters())

    merged = merge_saved_lora(load_language_model(base).model, tmp_path / "adapter")
    assert not has_lora(merged)
    assert not any("lora" in name or "base_layer" in name for name, _ in merged.named_parameters())
    torch.testing.assert_close(_logits(merged), tuned, atol=1e-4, rtol=1e-4)


def test_peft_itself_reads_the_adapter(folder: Path, tmp_path: Path) -> None:
    from peft import PeftModel

    model = _trained(load_language_model(folder).model)
    save_lora(model, tmp_path / "adapter")
    theirs = PeftModel.from_pretrained(load_language_model(folder).model, str(tmp_path / "adapter"))
    assert torch.equal(_logits(theirs), _logits(model))
    assert str(tmp_path) not in (tmp_path / "adapter" / "adapter_config.json").read_text()


def test_an_adapter_that_is_to_be_trained_on(folder: Path, tmp_path: Path) -> None:
    save_lora(_trained(load_language_model(folder).model), tmp_path / "adapter")
    model = load_lora(load_language_model(folder).model, tmp_path / "adapter", trainable=True)
    assert all(weight.requires_grad == ("lora_" in name) for name, weight in model.named_parameters())


def test_an_adapter_of_another_base_is_refused(folder: Path, tmp_path: Path) -> None:
    save_lora(_trained(load_language_model(folder).model), tmp_path / "adapter", base=folder)
    same_shape = save_tiny_language_model(tmp_path / "other", seed=1)
    with pytest.raises(ModelError, match="expects fingerprint"):
        load_lora(load_language_model(same_shape).model, tmp_path / "adapter", base=same_shape)
    other_names = save_tiny_language_model(tmp_path / "neox", "gpt_neox")
    with pytest.raises(ModelError, match="does not fit this language model"):
        load_lora(load_language_model(other_names).model, tmp_path / "adapter")


def test_a_damaged_adapter_is_refused(folder: Path, tmp_path: Path) -> None:
    adapter = tmp_path / "adapter"
    save_lora(_trained(load_language_model(folder).model), adapter, base=folder)
    weights = adapter / "adapter_model.safetensors"
    whole = load_file(weights)
    key = min(whole)
    save_file({**whole, key: whole[key] * float("nan")}, weights)
    with pytest.raises(ModelError, match="is not the file that was saved"):
        load_lora(load_language_model(folder).model, adapter, base=folder)
    with pytest.raises(ModelError, match="holds NaN"):
        load_lora(load_language_model(folder).model, adapter)
    save_file({name: value for name, value in whole.items() if name != key}, weights)
    with pytest.raises(ModelError, match=r"differs"):
        load_lora(load_language_model(folder).model, adapter)
    weights.rename(adapter / "adapter_model.bin")
    with pytest.raises(ModelError, match="pickled adapters are not read"):
        load_lora(load_language_model(folder).model, adapter)


def test_lora_settings_are_checked() -> None:
    with pytest.raises(ConfigError, match="rank=0"):
        LoraSettings(rank=0)
    with pytest.raises(ConfigError, match=r"dropout=1\.0"):
        LoraSettings(dropout=1.0)
