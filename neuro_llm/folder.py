"""A model folder, as `saving.save_folder` writes it: refused where a file is not the one that was saved.

config.json              NeuroLLMConfig
generation_config.json   how it writes, and where it stops
model.safetensors        encoders and projectors
llm/                     the language model with its tokenizer and chat template; or, where it is kept by reference,
tokenizer/               only these, and its id (or folder) and exact revision in neuro_llm.json
adapter/                 LoRA in peft's format, where there is one
neuro_llm.json           fingerprint of the language model, sha256 of every file, the card's facts, the recipe
README.md                the model card
others                   calibration.json, controls.safetensors, intent.*, tasks.*
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from transformers import GenerationConfig

from neuro_llm.adapters.fingerprint import MANIFEST, check_base, check_manifest
from neuro_llm.adapters.language import (
    LanguageModel,
    load_language_model,
    load_lora,
    load_tokenizer,
    merge_saved_lora,
)
from neuro_llm.recordings.errors import ModelError

from .configuration import NeuroLLMConfig
from .modeling import NeuroLLMForConditionalGeneration
from .processing import NeuroLLMProcessor

CONFIG, GENERATION, WEIGHTS, CARD = "config.json", "generation_config.json", "model.safetensors", "README.md"
BASE, TOKENIZER, ADAPTER = "llm", "tokenizer", "adapter"


@dataclass(frozen=True)
class BaseFiles:
    """The language model under a model folder's adapter.

    folder     where its files lie now
    name       Hugging Face id, or folder, by which a model folder refers to it; "": they belong inside
    revision   exact commit of an id
    """

    folder: Path
    name: str = ""
    revision: str = ""

    @classmethod
    def of(cls, language: LanguageModel) -> BaseFiles:
        """A loaded language model, kept by reference."""
        name = str(language.folder.resolve()) if language.local else language.name
        return cls(language.folder, name, language.revision or "")

    @property
    def id(self) -> str:
        """On Hugging Face; "" of a folder of this machine."""
        return "" if Path(self.name).is_absolute() else self.name


@dataclass(frozen=True)
class LoadedModel:
    """A model folder in memory; `about` is its neuro_llm.json, `base` its language model as it was saved."""

    model: NeuroLLMForConditionalGeneration
    processor: NeuroLLMProcessor
    about: Mapping[str, Any]
    base: BaseFiles


def check_folder(folder: Path) -> dict[str, Any]:
    """The manifest of a complete, unchanged model folder; else ModelError."""
    if not folder.is_dir():
        raise ModelError(
            f"{folder}: there is no such folder. Install neuro-llm again or give another folder."
        )
    about = check_manifest(folder)
    inside = () if _refers(about) else (f"{BASE}/config.json",)
    for name in (CONFIG, GENERATION, WEIGHTS, *inside):
        if not (folder / name).is_file():
            raise ModelError(
                f"{folder}: {name} is missing; install neuro-llm again or copy the folder again."
            )
    return about


def _refers(about: Mapping[str, Any]) -> bool:
    return bool(about.get("base", {}).get("name"))


def is_by_reference(folder: Path) -> bool:
    """Does a model folder name its language model instead of holding it?"""
    try:
        return _refers(json.loads((folder / MANIFEST).read_text(encoding="utf-8")))
    except (OSError, ValueError, AttributeError):
        return False  # loading it says what is wrong


def extra_files(about: Mapping[str, Any]) -> list[str]:
    """What a folder holds beside its model: calibration, heads, questions."""
    core = (CONFIG, GENERATION, WEIGHTS, CARD)
    return [name for name in about["files"] if "/" not in name and name not in core]


def load_folder(
    folder: Path, *, llm: str | Path | None = None, device: str = "cpu", load_in_4bit: bool = False,
    merged: bool = True,
) -> LoadedModel:  # fmt: skip
    """The model of a checked folder, ready to answer.

    llm      another place of the language model that the folder refers to
    merged   LoRA becomes part of the weights, where these are not in 4 bits; apart, it can be trained on
    """
    about = check_folder(folder)
    language = _language(folder, about["base"], llm, device, load_in_4bit)
    inner = language.model
    if (folder / ADAPTER).is_dir():
        read = merge_saved_lora if merged and not load_in_4bit else load_lora
        inner = read(inner, folder / ADAPTER)
    config = NeuroLLMConfig.from_dict(json.loads((folder / CONFIG).read_text(encoding="utf-8")))
    model = NeuroLLMForConditionalGeneration(config, inner)
    _load_own(model, folder / WEIGHTS)
    place = "cpu" if device == "auto" else device
    for part in (model.encoders, model.projectors):
        part.to(place)
    model.generation_config = GenerationConfig.from_pretrained(folder)
    model.folder = folder
    base = BaseFiles(language.folder, about["base"].get("name", ""), about["base"].get("revision", ""))
    return LoadedModel(model.eval(), NeuroLLMProcessor(language.tokenizer), about, base)


def _language(
    folder: Path, base: Mapping[str, str], llm: str | Path | None, device: str, load_in_4bit: bool
) -> LanguageModel:
    """The language model that lies inside, or that the folder refers to, with the folder's own tokenizer."""
    if not base.get("name"):
        language = load_language_model(folder / BASE, device=device, load_in_4bit=load_in_4bit)
        check_base(base["fingerprint"], language.folder)
        return language
    place, revision = (llm, None) if llm is not None else (base["name"], base.get("revision") or None)
    if llm is None and Path(base["name"]).is_absolute() and not Path(base["name"]).is_dir():
        raise ModelError(
            f"{folder.name}: its language model was in {place}, where there is none now; give its place with --llm."
        )
    language = load_language_model(place, device=device, load_in_4bit=load_in_4bit, revision=revision)
    check_base(base["fingerprint"], language.folder)
    return replace(language, tokenizer=load_tokenizer(folder / TOKENIZER))


def load_encoder(folder: Path, device: str = "cpu") -> Any:
    """Only the EEG encoder of a checked folder: for language models without a neural adapter."""
    from neuro_llm.encoders import ENCODERS

    check_folder(folder)
    config = json.loads((folder / CONFIG).read_text(encoding="utf-8"))
    encoder = ENCODERS.get("eeg")(config["encoders"]["eeg"])
    start = "encoders.eeg."
    weights = {n.removeprefix(start): v for n, v in _read(folder / WEIGHTS).items() if n.startswith(start)}
    _fill(encoder, weights, folder)
    return encoder.to(device).eval()


def is_own(name: str) -> bool:
    """Is a weight of the assembled model kept in model.safetensors?"""
    return name.startswith(("encoders.", "projectors."))


def _read(path: Path) -> dict[str, Any]:
    from safetensors import SafetensorError
    from safetensors.torch import load_file

    try:
        return load_file(path)
    except SafetensorError as error:
        raise ModelError(f"{path}: the weights are damaged ({error}); install or copy them again.") from error


def _load_own(model: NeuroLLMForConditionalGeneration, path: Path) -> None:
    weights = _read(path)
    expected = {name for name in model.state_dict() if is_own(name)}
    if set(weights) != expected:
        odd = sorted(set(weights) ^ expected)[0]
        raise ModelError(
            f"{path}: {odd} is in the config or in the weights only; they do not belong together."
        )
    model.load_state_dict(weights, strict=False)


def _fill(module: Any, weights: Mapping[str, Any], folder: Path) -> None:
    try:
        module.load_state_dict(weights)
    except RuntimeError as error:
        first = " ".join(str(error).split())[:200]
        raise ModelError(f"{folder}: config and weights do not belong together: {first}") from error
