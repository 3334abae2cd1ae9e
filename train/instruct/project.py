"""`neuro-llm train project`: the projectors learn to speak to a language model while everything else stays as it is."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from .preparing import Say
from .recipe import InstructRecipe
from .run import instruct


def project(
    examples: Path,
    out: Path,
    work: Path,
    recipe: InstructRecipe,
    base: Path | None = None,
    note: Say = lambda line: None,
) -> Path:
    """As `instruct`, with the projectors alone learning: no LoRA, and nothing to forget.

    examples   captions: examples whose recording, or picture, is described
    """
    return instruct(examples, out, work, replace(recipe, rank=0, replay=0.0), base, note)
