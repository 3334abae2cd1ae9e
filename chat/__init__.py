"""The web page: `build` makes it, `launch` opens it, `started` opens it in the background."""

from __future__ import annotations

from .page import build
from .serving.launching import launch, started

__all__ = ["build", "launch", "started"]
