"""A model folder whose LoRA is part of the weights and whose language model lies inside: it needs nothing else."""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

from .card import Card
from .folder import BASE, BaseFiles, extra_files, load_folder
from .saving import adding_to, save_folder, staged


def merge(folder: Path, out: Path, *, llm: str | Path | None = None, device: str = "cpu") -> Path:
    """Write a model that answers as `folder` does, in the precision that it is loaded in: fp32 on a CPU.

    llm   another place of the language model that the folder refers to
    """
    loaded = load_folder(folder, llm=llm, device=device)
    model, inner = loaded.model, loaded.model.language_model
    model.config.lora, model.config.text_config = None, inner.config
    card = Card.from_dict(loaded.about["card"])
    origin = f" The adapter for `{loaded.base.id}` is part of the weights here." if loaded.base.id else ""
    told = {name: loaded.about[name] for name in loaded.about if name not in ("base", "card", "files")}
    with TemporaryDirectory(dir=_parent(out)) as made, staged(out) as whole:
        inner.save_pretrained(Path(made) / BASE)
        loaded.processor.tokenizer.save_pretrained(Path(made) / BASE)
        save_folder(
            whole,
            model,
            loaded.processor,
            base=BaseFiles(Path(made) / BASE),
            about={**told, "merged_from": dict(loaded.about["base"])},
            card=replace(card, summary=card.summary + origin),
        )
        with adding_to(whole) as extra:
            for name in extra_files(loaded.about):
                shutil.copy(folder / name, extra / name)
    model.folder = out
    return out


def _parent(out: Path) -> Path:
    """Where the merged weights lie while they are written: on the disk that they are for."""
    out.parent.mkdir(parents=True, exist_ok=True)
    return out.parent
