"""Uploading a model folder to Hugging Face: with its card, and only where the terms of its data allow it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from neuro_llm.recordings.errors import ModelError

from .card import Card
from .folder import CARD, check_folder


def push(folder: Path, repo_id: str, *, private: bool = False) -> str:
    """Upload a whole, unchanged model folder; the address of what was uploaded.

    ModelError without a card, where a licence of its training data does not allow it, or where nobody else could
    load it.
    """
    from huggingface_hub import HfApi

    check_sharable(folder)
    api = HfApi()
    url = api.create_repo(repo_id, private=private, exist_ok=True)
    api.upload_folder(
        repo_id=repo_id, folder_path=str(folder), ignore_patterns=[".*"], delete_patterns=["*"],
        commit_message="neuro-llm model",
    )  # fmt: skip
    return str(url)


def check_sharable(folder: Path) -> None:
    """Refuse a model folder that must not be passed on, or that nobody else could load."""
    about = check_folder(folder)
    if "card" not in about or not (folder / CARD).is_file():
        raise ModelError(f"{folder}: it has no model card; save it with save_folder, which writes one.")
    name = str(about["base"].get("name", ""))
    if Path(name).is_absolute():
        raise ModelError(
            f"{folder}: its language model lies in {name} on this machine, where nobody else finds it. "
            "Run `neuro-llm merge` first, or train it for a Hugging Face id."
        )
    _check_licences(Card.from_dict(about["card"]), folder)


def _check_licences(card: Card, folder: Path) -> None:
    if not card.licence:
        raise ModelError(f"{folder}: the card names no licence of the weights.")
    closed: list[Any] = [one for one in card.data if not one.may_be_shared]
    if closed:
        named = "; ".join(f"{one.name} ({one.licence or 'no licence'})" for one in closed[:5])
        raise ModelError(
            f"{folder}: the terms of its training data are not known to allow sharing what was learnt from them: "
            f"{named}. Train it without them, or, where their owners allow it, say so (`shareable`) in the card."
        )
