"""Labelled tasks: heads fitted on instruction examples."""

from __future__ import annotations

from .fit import fit_heads
from .teaching import teach

__all__ = ["fit_heads", "teach"]
