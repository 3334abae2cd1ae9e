"""`neuro-llm eval qa`: all of NeuroQA on one assistant, as a table, JSON and pictures."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

from neuro_llm.recordings.errors import ConfigError

from . import pictures, sections
from .results import Note, Request, Results

SUITES: dict[str, Callable[[Any, Request, Results, Note], None]] = {
    "questions": sections.questions,
    "flips": sections.flipped,
    "consistency": sections.consistent,
    "needles": sections.needles,
    "calibration": sections.calibration,
    "abstention": sections.abstention,
    "scope": sections.scope,
    "reliance": sections.reliance,
    "real": sections.real,
}
"""What can be asked for by name, in this order."""


def evaluate_qa(request: Request, note: Note) -> str:
    """The suites as Markdown; with `request.out`, also as JSON and pictures there."""
    unknown = [name for name in request.suites if name not in SUITES]
    if unknown:
        raise ConfigError(f"There is no suite {', '.join(unknown)}; there are: {', '.join(SUITES)}.")
    from neuro_llm.assistant import load

    assistant, results = load(request.model), Results()
    for name in request.suites or SUITES:
        note(name)
        SUITES[name](assistant, request, results, note)
    if request.out is not None:
        request.out.mkdir(parents=True, exist_ok=True)
        text = json.dumps(results.values, indent=1, ensure_ascii=False, allow_nan=False)
        (request.out / "qa.json").write_text(text + "\n", encoding="utf-8")
        if results.sure:
            pictures.draw(results.sure, request.out)
    return "\n\n".join(results.sections)
