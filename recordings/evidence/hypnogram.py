"""Sleep architecture from the stages that are marked in a recording: how long, how soon, how often."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from neuro_llm.recordings.errors import MeasureError
from neuro_llm.recordings.recording import Event, Recording

from .part import Found, Part
from .quantity import Needs, Quantity

STAGES = ("wake", "N1", "N2", "N3", "REM")
EPOCH = 30.0  # s, where nothing says how long the last one lasts
BRIEF = 10.0  # s; stages last longer: shorter events called "1" or "N2" are something else
UNSCORED = ""

_PREFIX = re.compile(r"^(sleep[ _:-]*)?(stages?[ _:-]*)?")
_CORE = (
    (re.compile(r"(w|wake|awake|wakefulness)"), "wake"),
    (re.compile(r"(n|s|nrem|non-?rem)?[ _-]*(1|i)"), "N1"),
    (re.compile(r"(n|s|nrem|non-?rem)?[ _-]*(2|ii)"), "N2"),
    (re.compile(r"(n|s|nrem|non-?rem)?[ _-]*(3|4|iii|iv)|sws|slow[ -]wave"), "N3"),
    (re.compile(r"r|rem"), "REM"),
    (re.compile(r"\?|m|mt|movement|movement time|unscored|unknown|unstaged|not scored|artifact"), UNSCORED),
)
_SAYS_STAGE = re.compile(r"stage|^sleep")
_OWN_NAME = re.compile(r"w|wake|awake|r|rem|n[ _-]?[1-3]|nrem.*|sws")
_LIGHTS = {word: re.compile(rf"(?i)\blights?[ _-]*{word}\b") for word in ("off|out", "on")}


@dataclass(frozen=True)
class Run:
    """One stage without interruption, or `UNSCORED`; start, stop s."""

    start: float
    stop: float
    stage: str

    @property
    def minutes(self) -> float:
        return (self.stop - self.start) / 60


@dataclass(frozen=True)
class Night:
    """The stages of a span.

    runs     in order, clipped to the span; pieces that nobody scored are left out or `UNSCORED`
    off, on  s: lights off and on, or the begin of the first and the end of the last epoch
    told     which of the two
    """

    runs: tuple[Run, ...]
    off: float
    on: float
    told: str

    @property
    def in_bed(self) -> tuple[Run, ...]:
        return clip(self.runs, self.off, self.on)

    @property
    def onset(self) -> float | None:
        """Start of the first epoch of any sleep in bed, s."""
        return next((run.start for run in self.in_bed if asleep(run)), None)


def stage_of(label: str) -> str | None:
    """The AASM stage that a label means ("Sleep stage 4" → N3), `UNSCORED`, or None where it is no stage."""
    text = " ".join(label.lower().split("|")[0].split())
    core = _PREFIX.sub("", text).removesuffix(" sleep").strip(" ()_-")
    return next((stage for pattern, stage in _CORE if pattern.fullmatch(core)), None)


def asleep(run: Run) -> bool:
    return run.stage not in ("wake", UNSCORED)


def clip(runs: tuple[Run, ...], start: float, stop: float) -> tuple[Run, ...]:
    """What of the runs lies in start..stop (s)."""
    inside = (Run(max(run.start, start), min(run.stop, stop), run.stage) for run in runs)
    return tuple(run for run in inside if run.stop > run.start)


def stage_runs(recording: Recording) -> tuple[Run, ...]:
    """All stages that are marked, merged; () where no event is a stage."""
    marks = [(event, stage) for event in recording.events if (stage := stage_of(event.label)) is not None]
    marks.sort(key=lambda mark: mark[0].onset)
    if any(
        _SAYS_STAGE.search(event.label.lower()) for event, _ in marks
    ):  # bare codes beside these are something else
        marks = [(event, stage) for event, stage in marks if len(event.label.strip()) > 2]
    starts = np.array([event.onset for event, _ in marks])
    lengths = _lengths(marks, starts, recording.duration)
    if not _are_stages([event.label for event, _ in marks], lengths):
        return ()
    runs: list[Run] = []
    for (_, stage), start, length in zip(marks, starts, lengths, strict=True):
        if runs and runs[-1].stop > start:  # the later mark counts
            runs[-1] = Run(runs[-1].start, start, runs[-1].stage)
        if runs and runs[-1].stage == stage and start - runs[-1].stop < 0.5:
            runs[-1] = Run(runs[-1].start, start + length, stage)
        else:
            runs.append(Run(float(start), float(start + length), stage))
    return clip(tuple(runs), 0.0, recording.duration)


def _lengths(marks: list[tuple[Event, str]], starts: np.ndarray, end: float) -> np.ndarray:
    """Seconds of each mark: its duration, or up to the next one; the last one as the usual one."""
    gaps = np.diff(starts)
    usual = float(np.median(gaps)) if len(gaps) else EPOCH
    following = np.append(gaps, max(0.0, min(usual, end - starts[-1]))) if len(starts) else gaps
    durations = np.array([event.duration for event, _ in marks])
    return np.where(durations > 0, durations, following)


def _are_stages(labels: list[str], lengths: np.ndarray) -> bool:
    """Whether marks are stages: they say so, or are as long as stages and named W, R, N2 ..., not numbers alone."""
    plain = [" ".join(label.lower().split()) for label in labels]
    if any(_SAYS_STAGE.search(label) for label in plain):
        return True
    named = {label for label in plain if _OWN_NAME.fullmatch(label)}
    return bool(len(set(plain)) > 1 and named and np.median(lengths) >= BRIEF)


def night(part: Part) -> Night:
    """The stages of a part; MeasureError where none is marked there."""
    recording = part.recording
    runs = clip(stage_runs(recording), part.start, part.stop)
    scored = [run for run in runs if run.stage != UNSCORED]
    if not scored:
        raise MeasureError(
            f"{recording.name}: no sleep stages are marked in {part.start:g}–{part.stop:g} s; {part.quantity.name} "
            "needs a scored night (events such as 'Sleep stage 2' or a …-Hypnogram.edf beside the recording)."
        )
    off, on = (_lights(part, word) for word in ("off|out", "on"))
    told = "lights off as marked" if off is not None else "lights off not marked: from the first scored epoch"
    told += ", lights on as marked" if on is not None else ", to the end of the last scored epoch"
    first, last = scored[0].start if off is None else off, scored[-1].stop if on is None else on
    if first >= last:
        raise MeasureError(f"{recording.name}: lights go off at {first:g} s, after they go on at {last:g} s.")
    return Night(runs, first, last, told)


def _lights(part: Part, word: str) -> float | None:
    marks = [event.onset for event in part.events() if _LIGHTS[word].search(event.label)]
    return (marks[0] if word != "on" else marks[-1]) if marks else None


def _minutes(runs: tuple[Run, ...], *stages: str) -> float:
    return float(sum(run.minutes for run in runs if run.stage in stages))


def _unscored(seen: Night) -> str:
    """What to say where pieces in bed have no stage."""
    lost = (seen.on - seen.off) / 60 - _minutes(seen.in_bed, *STAGES)
    return f"; {lost:.1f} min without a stage (unscored, movement) count as none" if lost > 0.01 else ""


def _slept(seen: Night, part: Part) -> float:
    """Sleep onset, s; MeasureError where nobody sleeps."""
    if seen.onset is None:
        raise MeasureError(f"{part.recording.name}: no sleep is scored, so there is no {part.quantity.name}.")
    return seen.onset


def _total(part: Part) -> Found:
    seen = night(part)
    return Found(_minutes(seen.in_bed, *STAGES[1:]), seen.told + _unscored(seen))


def _latency(part: Part) -> Found:
    seen = night(part)
    return Found((_slept(seen, part) - seen.off) / 60, seen.told)


def _rem_latency(part: Part) -> Found:
    seen = night(part)
    onset = _slept(seen, part)
    first = next((run.start for run in seen.in_bed if run.stage == "REM"), None)
    if first is None:
        raise MeasureError(f"{part.recording.name}: no REM sleep is scored, so there is no REM latency.")
    return Found((first - onset) / 60, f"sleep onset at {onset:g} s")


def _awake(part: Part) -> Found:
    seen = night(part)
    onset = _slept(seen, part)
    last = max(run.stop for run in seen.in_bed if asleep(run))
    after = _minutes(clip(seen.in_bed, last, seen.on), "wake")
    value = _minutes(clip(seen.in_bed, onset, seen.on), "wake")
    return Found(value, f"{seen.told}; {after:.4g} min of it after the last sleep{_unscored(seen)}")


def _efficiency(part: Part) -> Found:
    seen = night(part)
    bed = (seen.on - seen.off) / 60
    return Found(
        100 * _minutes(seen.in_bed, *STAGES[1:]) / bed, f"{seen.told}: {bed:.4g} min in bed{_unscored(seen)}"
    )


def _time_in(stage: str) -> Callable[[Part], Found]:
    def find(part: Part) -> Found:
        runs = night(part).runs
        whole = _minutes(runs, *STAGES)
        share = _minutes(runs, stage)
        return Found(share, f"{100 * share / whole:.1f} % of the {whole:.4g} min that are scored")

    return find


def _transitions(part: Part) -> Found:
    scored = [run.stage for run in night(part).runs if run.stage != UNSCORED]
    return Found(sum(one != other for one, other in pairwise(scored)))


def _stage(part: Part) -> Found:
    runs = night(part).runs
    minutes = {stage: _minutes(runs, stage) for stage in STAGES}
    most = max(STAGES, key=lambda stage: minutes[stage])
    return Found(most, f"it covers {100 * minutes[most] / (part.seconds / 60):.0f} % of the span")


_AASM = "AASM manual (Iber et al. 2007); stages 3 and 4 of Rechtschaffen & Kales 1968 as N3"


def _quantity(name: str, unit: str, method: str, find: Callable[[Part], Found]) -> Quantity:
    return Quantity(name, unit, Needs(), f"from the stages marked in the file: {method}", _AASM, find)


QUANTITIES: tuple[Quantity, ...] = (
    _quantity("total sleep time", "min", "N1, N2, N3 and REM between lights off and on", _total),
    _quantity("sleep latency", "min", "from lights off to the first epoch of any sleep", _latency),
    _quantity("REM latency", "min", "from the first epoch of any sleep to the first of REM", _rem_latency),
    _quantity("wake after sleep onset", "min", "wake from the first sleep to lights on", _awake),
    _quantity("sleep efficiency", "%", "total sleep time as a share of lights off to lights on", _efficiency),
    *(
        _quantity(f"time in {stage}", "min", f"all that is scored as {stage} in the span", _time_in(stage))
        for stage in STAGES
    ),
    _quantity("stage transitions", "count", "changes from one stage to another in the span", _transitions),
    _quantity("sleep stage", "", "the stage that covers most of the span", _stage),
)
