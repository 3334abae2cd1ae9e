"""A merged folder needs nothing else and answers the same."""

from __future__ import annotations

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
from neuro_llm.folder import BaseFiles, load_folder
from neuro_llm.main import run
from neuro_llm.merging import merge
from neuro_llm.recordings.simulate import simulate
from neuro_llm.saving import adding_to, save_folder

FAMILIES = ("llama", "gpt2", "gemma3_text")


@pytest.fixture(params=FAMILIES)
def folder(
    request: pytest.FixtureRequest, tmp_path: Path, tiny_model: Callable[..., Any], tiny_card: Any
) -> Path:
    model, processor = tiny_model(request.param, LoraSettings(rank=2, dropout=0.0))
    base = BaseFiles.of(load_language_model(tmp_path / request.param))
    out = save_folder(tmp_path / "tuned", model, processor, base=base, about={}, card=tiny_card)
    with adding_to(out) as extra:
        (extra / "notes.json").write_text("{}")
    return out


def test_a_merged_folder_answers_the_same_without_its_base(
    folder: Path, tmp_path: Path, tiny_tokens: Neural, capsys: pytest.CaptureFixture[str]
) -> None:
    before = load_folder(folder)
    inputs = before.processor(
        [Turn("user", "Are the eyes open?")], [RecordingBlock("R1", "EEG", ((0.0, 5),))], tiny_tokens
    )
    assert run(["merge", str(folder), "--out", str(tmp_path / "merged")]) == 0
    assert capsys.readouterr().out.strip() == str(tmp_path / "merged")
    shutil.rmtree(before.base.name)
    shutil.rmtree(folder)
    after = load_folder(tmp_path / "merged")
    with torch.inference_mode():
        expected, found = before.model(**inputs).logits, after.model(**inputs).logits
    torch.testing.assert_close(found, expected, atol=1e-4, rtol=0)
    assert not after.model.has_lora
    assert not (tmp_path / "merged" / "adapter").exists()
    assert after.about["merged_from"]["name"] == before.base.name
    assert "notes.json" in after.about["files"]
    assert list(tmp_path.glob("tmp*")) == []
    assert (
        neuro_llm.load(tmp_path / "merged").generate(simulate(seed=1, duration=12)[0], "How long is it?").text
    )


def test_merging_from_another_place_of_the_base(
    tmp_path: Path, tiny_model: Callable[..., Any], tiny_card: Any
) -> None:
    model, processor = tiny_model("llama", LoraSettings(rank=2, dropout=0.0))
    base = BaseFiles.of(load_language_model(tmp_path / "llama"))
    folder = save_folder(tmp_path / "tuned", model, processor, base=base, about={}, card=tiny_card)
    (tmp_path / "llama").rename(tmp_path / "moved")
    merge(folder, tmp_path / "merged", llm=tmp_path / "moved")
    assert load_folder(tmp_path / "merged").base.name == ""
