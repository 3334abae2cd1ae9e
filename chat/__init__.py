"""The web page: `build` makes it, `launch` opens it, `started` opens it in the background, to whom `Access` says."""

from __future__ import annotations

from .models import ModelChoice
from .offering import offered
from .page import build
from .serving.access import Access
from .serving.launching import launch, started

__all__ = ["Access", "ModelChoice", "build", "launch", "offered", "started"]
