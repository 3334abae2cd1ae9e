"""Seconds that were selected on the traces, put into the words of a question."""

from __future__ import annotations

import re

from neuro_llm.adapters.spans import find, normalise_text
from neuro_llm.chat.store import MOST_OPEN
from neuro_llm.comparing import meant

_PART = r"(?:span|part|section|segment|stretch|window|interval|epoch|piece|page|place|moment|selection)"
_POINTING = re.compile(
    r"\b(?:(?:in|during|over|within|of|for|at|on|inside|across|throughout)\s+)?"
    rf"(?:(?:in\s+)?here\b|(?:these|those|this|the\s+selected|the\s+marked)\s+(?:[\d.]+\s*|few\s+)?"
    rf"(?:s|secs?|seconds?|{_PART})\b|the\s+selection\b)",
    re.I,
)
_BEFORE_IT = re.compile(r"\b(?:describe|summari[sz]e|explain|is|are|was|were)\s*$", re.I)


def with_span(question: str, start: float, stop: float, recording_id: str, several: bool) -> str:
    """The question about `start`..`stop` (s): "these 4 seconds" or "here" become "between 12 and 16 s", else that is
    put before the question mark. A question that names seconds itself stays as it is.

    several   more than one recording is open, so that it must say which is meant
    """
    words = f"between {_seconds(start)} and {_seconds(stop)} s"
    if several and not meant(question, MOST_OPEN):
        words += f" in {recording_id}"
    found = _POINTING.search(question)
    if found is not None:
        before = question[: found.start()]
        described = "the recording " if _BEFORE_IT.search(before) else ""
        return f"{before}{described}{words}{question[found.end() :]}"
    if any(span.kind == "time" for span in find(normalise_text(question))):
        return question
    bare = question.rstrip()
    end = bare[len(bare.rstrip("?.! ")) :]
    return f"{bare.rstrip('?.! ')} {words}{end}"


def _seconds(value: float) -> str:
    """To the hundredth: "12", "12.5", "28799.25"."""
    return f"{value:.2f}".rstrip("0").rstrip(".")
