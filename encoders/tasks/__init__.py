"""Task heads: labelled tasks decided from standard features of a recording's span, calibrated.

A language model alone stays at chance with tens to thousands of trials; these methods of the field do not. Their
estimates stand in the evidence that the language model reads, and decide closed questions about their task.
"""

from __future__ import annotations

from .head import Decided, Part, Standing, TaskHead
from .storing import load_heads, save_heads

__all__ = ["Decided", "Part", "Standing", "TaskHead", "load_heads", "save_heads"]
