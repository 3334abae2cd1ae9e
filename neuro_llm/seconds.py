"""Times of a question as seconds of a recording."""

from __future__ import annotations

from neuro_llm.recordings.recording import Recording

AROUND_SECONDS = 5.0
AT_SECONDS = 2.0


def interval(value: tuple[str, float, float], duration: float) -> tuple[float, float, str]:
    """Start and stop in seconds of a time expression, and how a vague one was read."""
    mode, a, b = value
    if mode == "range":
        return a, b, ""
    if mode == "first":
        return 0.0, min(a, duration), ""
    if mode == "last":
        return max(0.0, duration - a), duration, ""
    if mode == "part":
        return (a - 1) * duration / b, a * duration / b, ""
    if mode == "minute":
        return (a - 1) * 60, min(a * 60, max(duration, (a - 1) * 60)), ""
    if mode == "after":
        return a, max(duration, a), ""
    if mode == "before":
        return 0.0, a, ""
    if mode in ("around", "at"):
        reach = AROUND_SECONDS if mode == "around" else AT_SECONDS
        low, high = max(0.0, a - reach), a + reach if a > duration else min(a + reach, duration)
        return low, high, f"{mode} {a:g} s was read as {low:g}–{high:g} s"
    return 0.0, duration, ""


def time_problem(start: float, stop: float, recording: Recording) -> str:
    """Why these seconds cannot be looked at, or ""."""
    length = f"the recording is {recording.duration:g} s long"
    if start > stop:
        return f"{start:g}–{stop:g} s starts after it stops"
    if start >= recording.duration:
        return f"{start:g} s lies beyond the end: {length}"
    if stop > recording.duration + 0.5:
        return f"{start:g}–{stop:g} s reaches beyond the end: {length}"
    return "" if stop > start else f"{start:g}–{stop:g} s has no length"
