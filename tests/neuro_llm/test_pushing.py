"""Uploads, with Hugging Face played by a list: what goes there, and what is refused before anything does."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from neuro_llm.adapters.fingerprint import write_manifest
from neuro_llm.adapters.language import load_language_model
from neuro_llm.card import Data
from neuro_llm.folder import BaseFiles, load_folder
from neuro_llm.main import run
from neuro_llm.recordings.errors import ConfigError, ModelError
from neuro_llm.saving import save_folder


@pytest.fixture
def hub(monkeypatch: pytest.MonkeyPatch) -> list[dict[str, Any]]:
    """What was uploaded."""
    calls: list[dict[str, Any]] = []

    class Api:
        def create_repo(self, repo_id: str, **given: Any) -> str:
            calls.append({"created": repo_id, **given})
            return f"https://huggingface.co/{repo_id}"

        def upload_folder(self, **given: Any) -> None:
            calls.append(given)

    monkeypatch.setattr("huggingface_hub.HfApi", Api)
    return calls


@pytest.fixture
def save(tmp_path: Path, tiny_model: Callable[..., Any], tiny_card: Any) -> Callable[..., tuple[Path, Any]]:
    def saved(inside: bool = True, **card: Any) -> tuple[Path, Any]:
        model, processor = tiny_model()
        known = BaseFiles.of(load_language_model(tmp_path / "llama"))
        base = BaseFiles(known.folder) if inside else known
        out, card_ = tmp_path / "model", replace(tiny_card, **card)
        return save_folder(out, model, processor, base=base, about={}, card=card_), model

    return saved


def test_a_whole_folder_with_its_card_goes_up(
    save: Callable[..., tuple[Path, Any]], hub: list[dict[str, Any]], capsys: pytest.CaptureFixture[str]
) -> None:
    folder, model = save()
    assert run(["push", str(folder), "me/tiny", "--private"]) == 0
    assert capsys.readouterr().out.strip() == "https://huggingface.co/me/tiny"
    assert hub[0] == {"created": "me/tiny", "private": True, "exist_ok": True}
    assert (hub[1]["repo_id"], hub[1]["folder_path"]) == ("me/tiny", str(folder))
    assert model.push_to_hub("me/tiny") == load_folder(folder).model.push_to_hub("me/tiny")
    assert len(hub) == 6


def test_a_model_that_was_never_saved_is_not_pushed(tiny_model: Callable[..., Any], hub: list[Any]) -> None:
    with pytest.raises(ConfigError, match="Save the model first"):
        tiny_model()[0].push_to_hub("me/tiny")
    assert not hub


def test_nothing_goes_up_that_must_not(save: Callable[..., tuple[Path, Any]], hub: list[Any]) -> None:
    folder, model = save(data=(Data("Clinic", "data use agreement"), Data("Open", "CC0")))
    with pytest.raises(
        ModelError, match=r"not known to allow sharing .* Clinic \(data use agreement\)\. Train"
    ):
        model.push_to_hub("me/tiny")
    folder, model = save(inside=False)
    with pytest.raises(ModelError, match=r"on this machine, where nobody else finds it.*neuro-llm merge"):
        model.push_to_hub("me/tiny")
    folder, model = save(licence="")
    with pytest.raises(ModelError, match="names no licence"):
        model.push_to_hub("me/tiny")
    folder, model = save()
    (folder / "README.md").unlink()
    with pytest.raises(ModelError, match=r"README\.md is missing"):
        model.push_to_hub("me/tiny")
    told = json.loads((folder / "neuro_llm.json").read_text())
    write_manifest(folder, {name: told[name] for name in ("base", "card")})
    with pytest.raises(ModelError, match="no model card"):
        model.push_to_hub("me/tiny")
    assert not hub
