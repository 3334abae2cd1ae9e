"""The stages of the night as the file marks them; a click moves the traces there."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

from neuro_llm.chat.look.figure import Figure
from neuro_llm.chat.look.state import Mark, ViewState
from neuro_llm.chat.look.timeline import bars, clock
from neuro_llm.chat.look.times import time_axis
from neuro_llm.recordings.errors import MeasureError
from neuro_llm.recordings.evidence.hypnogram import EPOCH, STAGES, UNSCORED, Run, stage_runs
from neuro_llm.recordings.recording import Recording

ORDER = ("wake", "REM", "N1", "N2", "N3")  # from top to bottom, as the AASM manual draws it
MOST_POINTS = 1000
_SHOWN = {"wake": "W", "REM": "R"}


def fits(recording: Recording) -> bool:
    return any(run.stage != UNSCORED for run in stage_runs(recording))


def figure(recording: Recording, state: ViewState, marks: Sequence[Mark] = ()) -> Figure:
    """Steps through W, R, N1, N2, N3; REM is drawn thick. What nobody scored is a gap."""
    runs = stage_runs(recording)
    if not any(run.stage != UNSCORED for run in runs):
        raise MeasureError(f"{recording.name}: no sleep stages are marked in it.")
    return {
        "data": [_steps(runs), _thick(runs)],
        "layout": {
            "xaxis": time_axis(0.0, recording.duration),
            "yaxis": {
                "range": [-len(ORDER) + 0.6, 0.4], "tickvals": [-level for level in range(len(ORDER))],
                "ticktext": [_SHOWN.get(stage, stage) for stage in ORDER], "gridcolor": "@grid", "zeroline": False,
                "fixedrange": True,
            },
            "shapes": bars(recording, state, marks),
            "hovermode": "x", "showlegend": False, "margin": {"l": 44, "r": 12, "t": 30, "b": 44},
        },
        "height": 280,
        "jump": "x",
        "note": _note(runs),
        "alt": f"Hypnogram. {_minutes(runs)}",
    }  # fmt: skip


def levels(runs: Sequence[Run]) -> tuple[list[float], list[int | None], list[str]]:
    """(point,) seconds, level (0 for W down to −4 for N3, None in a gap) and what the pointer shows."""
    times: list[float] = []
    heights: list[int | None] = []
    said: list[str] = []
    step = max(EPOCH, runs[-1].stop / MOST_POINTS)
    for run in runs:
        if times and run.start - times[-1] > 0.5:  # nobody scored what lies between
            times, heights, said = [*times, times[-1]], [*heights, None], [*said, ""]
        level = None if run.stage == UNSCORED else -ORDER.index(run.stage)
        label = (
            f"{_SHOWN.get(run.stage, run.stage)}, {clock(run.start)}–{clock(run.stop)}, {run.minutes:.1f} min"
        )
        points = [*np.arange(run.start, run.stop, step).tolist(), run.stop]  # a click finds one near
        times += points
        heights += [level] * len(points)
        said += [label] * len(points)
    return times, heights, said


def _steps(runs: Sequence[Run]) -> dict[str, Any]:
    times, heights, said = levels(runs)
    return {
        "type": "scatter", "mode": "lines", "x": times, "y": heights, "text": said, "connectgaps": False,
        "line": {"color": "@ink", "width": 1.3}, "hovertemplate": "%{text}<extra></extra>",
    }  # fmt: skip


def _thick(runs: Sequence[Run]) -> dict[str, Any]:
    """REM once more, so that it is found at a glance."""
    spans = [run for run in runs if run.stage == "REM"]
    level = -ORDER.index("REM")
    return {
        "type": "scatter", "mode": "lines", "hoverinfo": "skip", "connectgaps": False,
        "x": [at for run in spans for at in (run.start, run.stop, run.stop)],
        "y": [height for _ in spans for height in (level, level, None)],
        "line": {"color": "@b", "width": 5},
    }  # fmt: skip


def _minutes(runs: Sequence[Run]) -> str:
    """ "W 12 min, N1 4 min (5 % of sleep) ..." """
    spent = {stage: sum(run.minutes for run in runs if run.stage == stage) for stage in STAGES}
    asleep = sum(spent.values()) - spent["wake"]
    words = [f"W {spent['wake']:.0f} min"]
    for stage in ORDER[1:]:
        share = f" ({100 * spent[stage] / asleep:.0f} % of sleep)" if asleep else ""
        words.append(f"{_SHOWN.get(stage, stage)} {spent[stage]:.0f} min{share}")
    return ", ".join(words) + "."


def _note(runs: Sequence[Run]) -> str:
    lost = sum(run.minutes for run in runs if run.stage == UNSCORED)
    gap = f" {lost:.0f} min are marked as unscored or movement: a gap." if lost else ""
    return (
        f"Stages as the file marks them; stages 3 and 4 of Rechtschaffen & Kales are N3. {_minutes(runs)}{gap} The bar "
        "above the picture is the page of the traces; click to go there."
    )
