"""A model folder, as `neuro-llm train default` writes it: refused where a file is not the one that was saved.

config.json          NeuroLLMConfig
model.safetensors    encoders and projectors
llm/                 the base language model with its tokenizer and chat template
adapter/             LoRA in peft's format, where there is one
neuro_llm.json       sha256 of every file, how closed questions are decided, where it comes from
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from neuro_llm.adapters.fingerprint import check_base, check_manifest
from neuro_llm.adapters.language import load_language_model, load_lora, merge_saved_lora
from neuro_llm.recordings.errors import ModelError

from .configuration import NeuroLLMConfig
from .modeling import NeuroLLMForConditionalGeneration
from .processing import NeuroLLMProcessor

CONFIG, WEIGHTS, BASE, ADAPTER = "config.json", "model.safetensors", "llm", "adapter"


@dataclass(frozen=True)
class LoadedModel:
    """A model folder in memory; `about` is its neuro_llm.json."""

    model: NeuroLLMForConditionalGeneration
    processor: NeuroLLMProcessor
    about: Mapping[str, Any]


def check_folder(folder: Path) -> dict[str, Any]:
    """The manifest of a complete, unchanged model folder; else ModelError."""
    if not folder.is_dir():
        raise ModelError(
            f"{folder}: there is no such folder. Install neuro-llm again or give another folder."
        )
    about = check_manifest(folder)
    for name in (CONFIG, WEIGHTS, f"{BASE}/config.json"):
        if not (folder / name).is_file():
            raise ModelError(
                f"{folder}: {name} is missing; install neuro-llm again or copy the folder again."
            )
    return about


def load_folder(
    folder: Path, *, device: str = "cpu", load_in_4bit: bool = False, merged: bool = True
) -> LoadedModel:
    """The model of a checked folder, ready to answer.

    merged   LoRA becomes part of the weights, where these are not in 4 bits; apart, it can be trained on
    """
    about = check_folder(folder)
    language = load_language_model(folder / BASE, device=device, load_in_4bit=load_in_4bit)
    inner = language.model
    if (folder / ADAPTER).is_dir():
        if expected := about.get("base", {}).get("fingerprint"):
            check_base(expected, folder / BASE)
        read = merge_saved_lora if merged and not load_in_4bit else load_lora
        inner = read(inner, folder / ADAPTER)
    config = NeuroLLMConfig.from_dict(json.loads((folder / CONFIG).read_text(encoding="utf-8")))
    model = NeuroLLMForConditionalGeneration(config, inner)
    _load_own(model, folder / WEIGHTS)
    place = "cpu" if device == "auto" else device
    for part in (model.encoders, model.projectors):
        part.to(place)
    model.adopt_generation(language)
    return LoadedModel(model.eval(), NeuroLLMProcessor(language.tokenizer), about)


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


def _is_own(name: str) -> bool:
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
    expected = {name for name in model.state_dict() if _is_own(name)}
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
