"""Needle in a recording: one event of a known interval in a minute or a night; the product is asked when it is."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from neuro_llm.recordings.evidence.intervals import runs
from neuro_llm.recordings.recording import Recording
from neuro_llm.train.evaluate import Score

from .items import Interval, Response, overlap
from .night import KINDS, MINUTE, Needle, night

LENGTHS_SECONDS = (60.0, 600.0, 3600.0, 28800.0)
RIGHT = 0.5  # intersection over union
FIRST_SEED = 40_000_000
QUESTIONS = {
    "seizure": "From when to when is the seizure?",
    "muscle": "When is there muscle artefact?",
    "flat": "When is the signal flat?",
    "burst": "When are there rhythmic discharges?",
}
CONTROLS = ("whole", "random", "detector")


@dataclass(frozen=True)
class Hit:
    """One question and how well each way of answering overlaps the truth.

    kind      of `KINDS`; seconds of the whole recording; needle None: nothing is hidden there
    overlaps  "model" and each of `CONTROLS` → the largest intersection over union of an answered interval
    wrong     intervals of the answer that touch nothing true
    spent     s until the answer
    """

    kind: str
    seconds: float
    needle: Needle | None
    overlaps: dict[str, float]
    wrong: int
    spent: float


def needle_hits(
    assistant: Any,
    lengths: Sequence[float] = LENGTHS_SECONDS,
    n: int = 20,
    note: Callable[[str], None] = lambda _: None,
    kinds: Sequence[str] = KINDS,
) -> list[Hit]:
    """`n` recordings with an event of each kind at each length (s), and `n` without any: of these all are asked."""
    found: list[Hit] = []
    for seconds in lengths:
        for number in range(n):
            for kind in (*kinds, None):
                found += _asked(assistant, FIRST_SEED + number, seconds, kind, kinds)
        note(f"{seconds:g} s: {n} recordings of each kind")
    return found


def _asked(
    assistant: Any, seed: int, seconds: float, kind: str | None, kinds: Sequence[str]
) -> Iterator[Hit]:
    recording, needle = night(seed, seconds, kind)
    for asked in kinds if kind is None else (kind,):
        began = time.perf_counter()
        response = Response.of(assistant.generate(recording, QUESTIONS[asked]))
        spent = time.perf_counter() - began
        overlaps: dict[str, float] = {}
        if needle is not None:
            told = {"model": response.intervals, **_controls(recording, needle, seed)}
            truth = (needle.start, needle.stop)
            overlaps = {
                name: max((overlap(truth, one) for one in some), default=0.0) for name, some in told.items()
            }
        yield Hit(asked, seconds, needle, overlaps, _wrong(response.intervals, needle), spent)
    recording.close()


def _wrong(intervals: Sequence[Interval], needle: Needle | None) -> int:
    if needle is None:
        return len(intervals)
    return sum(stop <= needle.start or start >= needle.stop for start, stop in intervals)


def _controls(recording: Recording, needle: Needle, seed: int) -> dict[str, tuple[Interval, ...]]:
    """The whole recording, an interval of the right length anywhere, and a classical detector."""
    length = needle.stop - needle.start
    start = float(np.random.default_rng([seed, 7]).uniform(0, recording.duration - length))
    return {
        "whole": ((0.0, recording.duration),),
        "random": ((start, start + length),),
        "detector": detected(recording, needle.kind),
    }


def detected(recording: Recording, kind: str) -> tuple[Interval, ...]:
    """The strongest run of seconds whose line length is half above the quiet level (flat: a tenth of it), smoothed."""
    course = np.log(np.concatenate(list(_line_lengths(recording, kind))) + 1e-9)
    quiet = float(np.quantile(course, 0.3))
    if kind == "flat":
        away = quiet - course - np.log(10.0)
    else:
        away = np.convolve(course, np.ones(3) / 3, mode="same") - quiet - np.log(1.5)
    loud = runs(away > 0)
    if not loud:
        return ()
    first, last = max(loud, key=lambda run: away[run[0] : run[1]].sum())
    return ((float(first), float(last)),)


def _line_lengths(recording: Recording, kind: str) -> Iterator[np.ndarray]:
    """µV per sample for every second; for a burst or seizure of steps of 25 ms, which muscle hardly changes."""
    step = round(0.025 * recording.sfreq) if kind in ("seizure", "burst") else 1
    size = round(recording.sfreq)
    for start in np.arange(0, recording.duration - 1, MINUTE):
        data = (
            recording.read(start, min(start + MINUTE, recording.duration), recording.fields)[:, ::step] * 1e6
        )
        steps = np.abs(np.diff(data, axis=1, append=data[:, -1:]))
        count = steps.shape[1] * step // size
        yield np.quantile(
            steps[:, : count * size // step].reshape(len(steps), count, -1).mean(-1), 0.9, axis=0
        )


def table(hits: Sequence[Hit]) -> str:
    """Per kind and length: share found with a 95 % bootstrap interval, controls, false alarms per hour, seconds."""
    names = ("model", *CONTROLS)
    lines = [
        "| event | recording | n | "
        + " | ".join(names)
        + " | median IoU | false alarms per hour | seconds |",
        "|" + "---|" * (len(names) + 6),
    ]
    kinds = tuple(dict.fromkeys(hit.kind for hit in hits))
    for kind in (*kinds, "all"):
        for seconds in dict.fromkeys(hit.seconds for hit in hits):
            chosen = [h for h in hits if kind in (h.kind, "all") and h.seconds == seconds]
            lines.append(_row(kind, seconds, chosen, names))
    return "\n".join(lines)


def _row(kind: str, seconds: float, hits: Sequence[Hit], names: Sequence[str]) -> str:
    hidden = [hit for hit in hits if hit.needle is not None]
    empty = [hit for hit in hits if hit.needle is None]
    shares = [Score.of([("", hit.overlaps[name] >= RIGHT) for hit in hidden]) for name in names]
    middle = float(np.median([hit.overlaps["model"] for hit in hidden])) if hidden else float("nan")
    hours = sum(hit.seconds for hit in empty) / 3600
    alarms = sum(hit.wrong for hit in empty) / hours if hours else float("nan")
    spent = float(np.mean([hit.spent for hit in hits])) if hits else float("nan")
    found = " | ".join(
        str(shares[0]) if name == "model" else f"{s.value:.2f}" for name, s in zip(names, shares, strict=True)
    )
    return f"| {kind} | {_length(seconds)} | {len(hidden)} | {found} | {middle:.2f} | {alarms:.2f} | {spent:.1f} |"


def _length(seconds: float) -> str:
    return f"{seconds / 3600:g} h" if seconds >= 3600 else f"{seconds / 60:g} min"
