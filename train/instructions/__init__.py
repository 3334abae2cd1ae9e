"""Instruction data: questions about recordings with their answers, one JSON object per line."""

from __future__ import annotations

from .example import SPLITS, Example, Source, from_json, to_json
from .reading import ExampleSet, open_source, read_examples, write_examples

__all__ = [
    "SPLITS",
    "Example",
    "ExampleSet",
    "Source",
    "from_json",
    "open_source",
    "read_examples",
    "to_json",
    "write_examples",
]
