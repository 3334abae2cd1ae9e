"""The web page: `build` makes it, `launch` opens it."""

from __future__ import annotations

from .page import build, launch

__all__ = ["build", "launch"]
