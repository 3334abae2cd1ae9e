"""Writing model folders: whole or not at all, with a card, and with the hash of every file."""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from neuro_llm.adapters.fingerprint import MANIFEST, check_manifest, file_hash, fingerprint, write_manifest
from neuro_llm.adapters.language import save_lora
from neuro_llm.recordings.errors import ConfigError, ModelError

from .card import Card, model_card
from .folder import ADAPTER, BASE, CARD, CONFIG, GENERATION, TOKENIZER, WEIGHTS, BaseFiles, is_own
from .modeling import NeuroLLMForConditionalGeneration
from .processing import NeuroLLMProcessor


def save_folder(
    out: Path,
    model: NeuroLLMForConditionalGeneration,
    processor: NeuroLLMProcessor,
    *,
    base: BaseFiles,
    about: Mapping[str, Any],
    card: Card,
) -> Path:
    """Write the model folder that `neuro_llm.load(out)` answers with; what stood there is replaced at the end.

    base    the language model, whose own weights are not trained: LoRA, encoders and projectors are what is saved
    about   what else neuro_llm.json is to tell: the recipe, the run
    """
    with staged(out) as folder:
        text = json.dumps(model.config.to_dict(), indent=2, sort_keys=True)
        (folder / CONFIG).write_text(text + "\n", encoding="utf-8")
        _save_own(model, folder / WEIGHTS)
        model.generation_config.to_json_file(folder / GENERATION)
        told = _save_base(folder, processor, base)
        if model.has_lora:
            save_lora(model.language_model, folder / ADAPTER)
        hashes = {"language model (fingerprint)": told["fingerprint"], **_hashes(folder)}
        (folder / CARD).write_text(model_card(card, base.id, hashes), encoding="utf-8")
        write_manifest(folder, {**about, "base": told, "card": card.to_dict()})
    model.folder = out
    return out


def _save_own(model: NeuroLLMForConditionalGeneration, path: Path) -> None:
    from safetensors.torch import save_file

    own = {name: value.cpu().contiguous() for name, value in model.state_dict().items() if is_own(name)}
    save_file(own, path, {"format": "pt"})


def _save_base(folder: Path, processor: NeuroLLMProcessor, base: BaseFiles) -> dict[str, str]:
    """The tokenizer, and the language model's own files where they belong inside; what neuro_llm.json tells of it."""
    told = {"fingerprint": fingerprint(base.folder)}
    if base.name:
        processor.tokenizer.save_pretrained(folder / TOKENIZER)
        return {"name": base.name, "revision": base.revision, **told}
    shutil.copytree(base.folder, folder / BASE, ignore=shutil.ignore_patterns(".*", "done"))
    return {"folder": BASE, **told}


def _hashes(folder: Path) -> dict[str, str]:
    files = [folder / WEIGHTS, folder / ADAPTER / "adapter_model.safetensors"]
    return {file.relative_to(folder).as_posix(): file_hash(file) for file in files if file.is_file()}


@contextmanager
def staged(out: Path) -> Iterator[Path]:
    """A folder to write into, which becomes `out` when the block ends; after an error `out` is what it was."""
    staging, old = (out.with_name(f".{out.name}.{end}") for end in ("part", "old"))
    if old.is_dir() and not out.exists():
        old.rename(out)  # a kill between the two renames below
    _check_replaceable(out)
    shutil.rmtree(staging, ignore_errors=True)
    try:
        staging.mkdir(parents=True)
        yield staging
        _flush(staging)
    except OSError as error:
        shutil.rmtree(staging, ignore_errors=True)
        raise ModelError(
            f"{out}: the model cannot be written ({error.strerror or error}); what stood there is unchanged. "
            "Make room or give another folder."
        ) from error
    except BaseException:
        shutil.rmtree(staging, ignore_errors=True)
        raise
    if out.exists():
        shutil.rmtree(old, ignore_errors=True)
        out.rename(old)
    staging.rename(out)
    shutil.rmtree(old, ignore_errors=True)


def _check_replaceable(out: Path) -> None:
    """Only a model folder, or an empty one, is replaced."""
    if out.exists() and not (out.is_dir() and ((out / MANIFEST).is_file() or not any(out.iterdir()))):
        raise ConfigError(f"{out} is there already and is no neuro-llm model folder; give another folder.")


@contextmanager
def adding_to(folder: Path) -> Iterator[Path]:
    """An empty folder for files that belong to a saved model beside its weights: calibration, heads, questions.

    They are put into the model folder, and its manifest is made anew, when the block ends without an error.
    """
    told = check_manifest(folder)
    extra = folder / ".adding"
    shutil.rmtree(extra, ignore_errors=True)
    extra.mkdir()
    try:
        yield extra
        _flush(extra)
        for file in sorted(extra.iterdir()):
            os.replace(file, folder / file.name)
        write_manifest(folder, {name: value for name, value in told.items() if name != "files"})
    finally:
        shutil.rmtree(extra, ignore_errors=True)


def _flush(folder: Path) -> None:
    """Force every file onto the disk before its folder gets the name that counts; whoever may enter it may read it."""
    for path in [*folder.rglob("*"), folder]:
        if path.is_file():
            path.chmod(0o644)  # safetensors writes for its own user alone
        handle = os.open(path, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
