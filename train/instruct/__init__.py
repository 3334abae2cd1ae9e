"""The stages from examples to a trained model: `project` and `instruct`."""

from __future__ import annotations

from .run import instruct

__all__ = ["instruct"]
