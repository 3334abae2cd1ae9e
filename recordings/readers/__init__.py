"""Read any recording: `read(path)` → `Recording`, lazily, behind a child process."""

from __future__ import annotations

from neuro_llm.recordings.registry import Registry

from .opening import BUILTIN
from .reading import read

READERS = Registry("neuro_llm.readers", BUILTIN)

__all__ = ["READERS", "read"]
