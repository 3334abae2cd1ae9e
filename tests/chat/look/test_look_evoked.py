"""The evoked tab: planted deflections come out, at their time and size; labels that are no stimuli do not."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

import neuro_llm
from neuro_llm.chat.look.signals import evoked
from neuro_llm.chat.look.signals.fields import part_of
from neuro_llm.chat.look.state import ViewState
from neuro_llm.recordings.errors import MeasureError
from neuro_llm.recordings.recording import ArraySource, Event, Recording


@pytest.fixture
def task(recording: Recording) -> Recording:
    """Every second for 60 s a "tone" or a "light"; 300 ms after a tone 10 µV at O2, 50 ms wide (SD)."""
    times = np.arange(12_200) / 200.0
    data = np.random.default_rng(3).normal(0, 1e-6, (5, 12_200))
    for onset in np.arange(0.5, 60, 2):
        data[1] += 10e-6 * np.exp(-0.5 * ((times - onset - 0.3) / 0.05) ** 2)
    labels = ("tone", "light")
    events = tuple(Event(0.5 + i, 0.0, labels[i % 2]) for i in range(60))
    return replace(
        recording, source=ArraySource(data), n_times=12_200, events=(*events, Event(60.6, 0.0, "end"))
    )


def test_the_planted_deflection(task: Recording) -> None:
    part = part_of(task, "An average", ("O1", "O2", "Cz"))
    tones = [event for event in task.events if event.label == "tone"]
    found = evoked.average(part, "tone", tones, near=0.0)
    row, at = np.unravel_index(np.nanargmax(found.wave), found.wave.shape)
    assert part.channels[row] == "O2"
    assert found.times[at] == pytest.approx(0.3, abs=0.01)
    assert found.wave[row, at] == pytest.approx(10.0, rel=0.15)
    assert (found.used, found.there) == (30, 30)


def test_labels_and_lit_channels(task: Recording) -> None:
    assert evoked.fits(task)
    figure = evoked.figure(task, ViewState(lit_channels=("Cz",), negative_up=True))
    light, tone = figure["parts"]
    assert light["layout"]["title"]["text"].startswith("light: ")
    assert tone["alt"].split(", ")[2:] == ["largest at O2", "300 ms."]
    assert tone["data"][-1]["name"] == "Cz"
    assert tone["data"][-1]["line"]["color"] == "@lit"
    low, high = tone["layout"]["yaxis"]["range"]
    assert low > high, "negative up"
    assert light["layout"]["yaxis"]["range"] == [low, high], "one scale"
    assert "T7" in figure["note"]
    json.dumps(figure, allow_nan=False)


def test_what_is_no_stimulus(task: Recording) -> None:
    assert not evoked.fits(replace(task, events=task.events[:4]))
    borders = tuple(replace(event, label="BAD boundary") for event in task.events)
    assert not evoked.fits(replace(task, events=borders))
    stages = tuple(Event(10.0 * i, 10.0, "Sleep stage 2") for i in range(6))
    assert not evoked.fits(replace(task, events=stages))


def test_no_usable_trial(task: Recording) -> None:
    data = task.read()
    data[:] = np.nan
    with pytest.raises(MeasureError, match="fewer than 5 trials of each label are usable"):
        evoked.figure(replace(task, source=ArraySource(data)), ViewState())


def test_many_trials_are_those_nearest_to_the_page(task: Recording, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(evoked, "MOST_VALUES", 12_000)  # 3 channels, 200 Hz: 20 s
    part = part_of(task, "An average", ("O1", "O2", "Cz"))
    tones = [event for event in task.events if event.label == "tone"]
    assert evoked.average(part, "tone", tones, near=30.0).used <= 15


def test_faces(data_folder: Path) -> None:
    """A headband measured against the forehead: faces answer most behind the ears, between 200 and 350 ms."""
    with neuro_llm.read(data_folder / "image" / "n170_subject1.edf") as recording:
        houses, faces = evoked.figure(recording, ViewState())["parts"]
    assert houses["layout"]["title"]["text"].startswith("House: ")
    channel, latency = faces["alt"].rstrip(".").split(", ")[2:]
    assert channel in ("largest at TP9", "largest at TP10")
    assert 200 <= int(latency.split()[0]) <= 350
