"""The hypnogram tab: levels in the order of the AASM, gaps where nobody scored."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

import neuro_llm
from neuro_llm.chat.look.signals import hypnogram
from neuro_llm.chat.look.state import ViewState
from neuro_llm.recordings.errors import MeasureError
from neuro_llm.recordings.evidence.hypnogram import stage_runs
from neuro_llm.recordings.recording import Event, Recording

STAGES = ("W", "1", "2", "4", "?", "R")


@pytest.fixture
def night(recording: Recording) -> Recording:
    """Six stages of a minute each, at 10 Hz."""
    events = tuple(Event(60.0 * i, 60.0, f"Sleep stage {stage}") for i, stage in enumerate(STAGES))
    return replace(recording, sfreq=10.0, n_times=3600, events=events)


def test_levels(night: Recording) -> None:
    times, heights, said = hypnogram.levels(stage_runs(night))
    at = dict(zip(times, heights, strict=True))
    assert [at[60.0 * i + 30] for i in range(6)] == [0, -2, -3, -4, None, -1]
    assert hypnogram.ORDER == ("wake", "REM", "N1", "N2", "N3")
    assert said[times.index(150.0)] == "N2, 0:02:00–0:03:00, 1.0 min"


def test_figure(night: Recording) -> None:
    figure = hypnogram.figure(night, ViewState(start=100.0, seconds=30.0))
    assert figure["jump"] == "x"
    assert figure["layout"]["yaxis"]["ticktext"] == ["W", "R", "N1", "N2", "N3"]
    page = figure["layout"]["shapes"][0]
    assert (page["x0"], page["x1"]) == (100.0, 130.0)
    assert "W 1 min, R 1 min (25 % of sleep)" in figure["note"]
    assert "1 min are marked as unscored" in figure["note"]
    rem = figure["data"][1]
    assert (rem["x"][:2], rem["y"][:2]) == ([300.0, 360.0], [-1, -1])


def test_what_nobody_scored_is_a_gap(night: Recording) -> None:
    apart = replace(night, events=(night.events[0], night.events[5]))
    times, heights, _ = hypnogram.levels(stage_runs(apart))
    assert heights[times.index(60.0) :][:2] == [0, None]


def test_only_where_stages_are_marked(recording: Recording, night: Recording) -> None:
    assert hypnogram.fits(night)
    assert not hypnogram.fits(recording)
    assert not hypnogram.fits(replace(night, events=(Event(0.0, 30.0, "Sleep stage ?"),)))
    with pytest.raises(MeasureError, match="no sleep stages"):
        hypnogram.figure(recording, ViewState())


def test_a_real_night(data_folder: Path) -> None:
    with neuro_llm.read(data_folder / "sleep" / "sc4001" / "SC4001EC-Hypnogram.edf") as recording:
        figure = hypnogram.figure(recording, ViewState())
    assert "N2 125 min" in figure["note"]
    assert len(figure["data"][0]["x"]) < 2000
