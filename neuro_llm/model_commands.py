"""`neuro-llm merge` and `neuro-llm push`: what is done with a finished model folder."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from .options import Device, Llm

Folder = Annotated[Path, typer.Argument(metavar="MODEL", help="Folder of a model.", show_default=False)]


def merge(
    model: Folder,
    out: Annotated[Path, typer.Option(help="Folder to write.")],
    llm: Llm = None,
    device: Device = "cpu",
) -> None:
    """Make the adapter part of the weights, all in one folder that needs nothing else; it answers the same."""
    from .merging import merge as merged

    print(merged(model, out, llm=llm, device=device))


def push(
    model: Folder,
    repo: Annotated[str, typer.Argument(metavar="REPO", help="NAME/MODEL on Hugging Face.")],
    private: Annotated[bool, typer.Option("--private", help="Only you can see it.")] = False,
) -> None:
    """Upload a model with its card to Hugging Face, where the licences of its training data allow it."""
    from .pushing import push as pushed

    print(pushed(model, repo, private=private))
