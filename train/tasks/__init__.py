"""Labelled tasks: heads fitted on instruction examples."""

from __future__ import annotations

from .fit import fit_heads

__all__ = ["fit_heads"]
