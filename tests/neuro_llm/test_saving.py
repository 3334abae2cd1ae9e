"""Model folders: whole or not at all, the language model inside or by reference, anything else refused."""

from __future__ import annotations

import errno
import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import torch

import neuro_llm
from neuro_llm.adapters.language import LoraSettings, load_language_model
from neuro_llm.adapters.projector import Neural
from neuro_llm.adapters.prompt import RecordingBlock, Turn
from neuro_llm.adapters.tiny import save_tiny_language_model
from neuro_llm.folder import BaseFiles, LoadedModel, load_folder
from neuro_llm.modeling import NeuroLLMForConditionalGeneration
from neuro_llm.recordings.errors import ConfigError, ModelError
from neuro_llm.recordings.simulate import simulate
from neuro_llm.saving import adding_to, save_folder, staged

QUESTION = [Turn("user", "Are the eyes open or closed?")]
GREEDY = {"max_new_tokens": 12, "do_sample": False}


@pytest.fixture
def base(tmp_path: Path) -> Path:
    return save_tiny_language_model(tmp_path / "base", "qwen3")


@pytest.fixture
def trained(base: Path) -> tuple[Any, Any, BaseFiles]:
    """(model, processor, its language model) with LoRA that does something."""
    from neuro_llm.encoders import ENCODERS
    from neuro_llm.processing import NeuroLLMProcessor

    language = load_language_model(base)
    torch.manual_seed(0)
    encoders = {name: ENCODERS.get(name).tiny() for name in ("eeg", "calcium")}
    lora = LoraSettings(rank=2, dropout=0.0)
    model = NeuroLLMForConditionalGeneration.assemble(language, encoders, hidden_dim=16, lora=lora)
    for name, weight in model.named_parameters():
        if "lora_B" in name:
            torch.nn.init.normal_(weight, std=0.3)
    return model, NeuroLLMProcessor(language.tokenizer), BaseFiles.of(language)


@pytest.fixture
def save(trained: tuple[Any, Any, BaseFiles], tmp_path: Path, tiny_card: Any) -> Callable[..., Path]:
    def saved(inside: bool = False) -> Path:
        model, processor, base = trained
        kept = BaseFiles(base.folder) if inside else base
        about = {"recipe": {"steps": 3}}
        return save_folder(tmp_path / "model", model, processor, base=kept, about=about, card=tiny_card)

    return saved


def _answers(model: Any, processor: Any, neural: Neural) -> tuple[torch.Tensor, torch.Tensor]:
    inputs = processor(QUESTION, [RecordingBlock("R1", "EEG", ((0.0, 5),))], neural)
    with torch.inference_mode():
        return model(**inputs).logits, model.generate(**inputs, **GREEDY)


@pytest.mark.parametrize("inside", [False, True])
def test_saved_and_loaded_it_answers_alike(
    inside: bool, save: Callable[..., Path], trained: tuple[Any, Any, BaseFiles], tiny_tokens: Neural
) -> None:
    model, processor, base = trained
    logits, ids = _answers(model, processor, tiny_tokens)
    folder = save(inside)
    assert (folder / "llm").is_dir() == inside
    assert (folder / "tokenizer").is_dir() != inside
    apart, whole = load_folder(folder, merged=False), load_folder(folder)
    assert torch.equal(_answers(apart.model, apart.processor, tiny_tokens)[0], logits)
    merged, again = _answers(whole.model, whole.processor, tiny_tokens)
    torch.testing.assert_close(merged, logits, atol=1e-4, rtol=1e-4)
    assert torch.equal(again, ids)
    assert whole.about["recipe"] == {"steps": 3}
    assert {path.stat().st_mode & 0o777 for path in folder.rglob("*") if path.is_file()} == {0o644}
    assert whole.model.generation_config.eos_token_id == model.generation_config.eos_token_id
    name = "" if inside else str(base.folder)
    assert (whole.base.name, whole.base.id) == (name, "")
    assert neuro_llm.load(folder).generate(simulate(seed=1, duration=12)[0], "How long is it?").text


def test_a_reference_may_lie_elsewhere_but_must_be_the_same(
    save: Callable[..., Path], base: Path, tmp_path: Path, trained: tuple[Any, Any, BaseFiles]
) -> None:
    folder = save()
    base.rename(tmp_path / "moved")
    with pytest.raises(ModelError, match="give its place with --llm"):
        neuro_llm.load(folder)
    assert neuro_llm.load(folder, llm=tmp_path / "moved").notes == ()
    other = save_tiny_language_model(tmp_path / "other", "qwen3", seed=1)
    with pytest.raises(ModelError, match="trained with another language model"):
        neuro_llm.load(folder, llm=other)
    found = load_folder(folder, llm=tmp_path / "moved")
    assert found.base.name == str(base)


@pytest.mark.parametrize("inside", [False, True])
def test_a_changed_byte_of_any_file_is_refused(inside: bool, save: Callable[..., Path]) -> None:
    folder = save(inside)
    files = [path for path in sorted(folder.rglob("*")) if path.is_file() and path.name != "neuro_llm.json"]
    assert len(files) >= 8
    for path in files:
        whole = path.read_bytes()
        path.write_bytes(whole[:-2] + bytes([whole[-2] ^ 1]) + whole[-1:])
        with pytest.raises(ModelError, match="is not the file that was saved"):
            load_folder(folder)
        path.write_bytes(whole)
    load_folder(folder)


def test_an_id_is_kept_with_its_commit(base: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """A hub cache made by hand: nothing is fetched."""
    commit = "0123456789abcdef0123456789abcdef01234567"
    repo = tmp_path / "hub" / "models--somebody--tiny"
    shutil.copytree(base, repo / "snapshots" / commit)
    (repo / "refs").mkdir()
    (repo / "refs" / "main").write_text(commit)
    monkeypatch.setattr("huggingface_hub.constants.HF_HUB_CACHE", str(tmp_path / "hub"))
    monkeypatch.setattr("huggingface_hub.constants.HF_HUB_OFFLINE", True)
    language = load_language_model("somebody/tiny")
    assert (language.name, language.revision, language.local) == ("somebody/tiny", commit, False)
    found = BaseFiles.of(language)
    assert (found.id, found.revision) == ("somebody/tiny", commit)


def test_what_stood_there_stays_until_the_new_one_is_whole(
    save: Callable[..., Path], monkeypatch: pytest.MonkeyPatch, tiny_tokens: Neural
) -> None:
    folder = save()
    before = (folder / "neuro_llm.json").read_bytes()

    def full(*_: Any, **__: Any) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr("neuro_llm.saving.write_manifest", full)
    with pytest.raises(ModelError, match=r"No space left on device.*what stood there is unchanged"):
        save()
    assert (folder / "neuro_llm.json").read_bytes() == before
    assert [path.name for path in folder.parent.glob(".*")] == []
    load_folder(folder)


def test_a_kill_between_the_two_renames_is_mended(tmp_path: Path) -> None:
    out = tmp_path / "model"
    with staged(out) as folder:
        (folder / "neuro_llm.json").write_text("{}")
    out.rename(tmp_path / ".model.old")
    with pytest.raises(ValueError, match="stop"), staged(out):
        raise ValueError("stop")
    assert (out / "neuro_llm.json").is_file()


def test_a_folder_of_something_else_is_never_replaced(tmp_path: Path) -> None:
    (tmp_path / "thesis.tex").write_text("a year of work")
    with pytest.raises(ConfigError, match="is no neuro-llm model folder"), staged(tmp_path):
        pass
    assert (tmp_path / "thesis.tex").read_text() == "a year of work"


def test_files_are_added_with_their_hashes(save: Callable[..., Path]) -> None:
    folder = save()
    with adding_to(folder) as extra:
        (extra / "calibration.json").write_text("{}")
    loaded: LoadedModel = load_folder(folder)
    assert "calibration.json" in loaded.about["files"]
    assert loaded.about["recipe"] == {"steps": 3}
    with pytest.raises(FileNotFoundError), adding_to(folder) as extra:
        (extra / "calibration.json").rename(extra / "absent" / "calibration.json")
    assert load_folder(folder).about == loaded.about


def test_no_path_of_this_machine_goes_into_a_folder_that_holds_everything(
    save: Callable[..., Path], tmp_path: Path
) -> None:
    folder = save(inside=True)
    texts = [path.read_text() for path in folder.rglob("*.json")] + [(folder / "README.md").read_text()]
    assert not any(str(tmp_path) in text for text in texts)
    assert json.loads((folder / "neuro_llm.json").read_text())["base"]["folder"] == "llm"
