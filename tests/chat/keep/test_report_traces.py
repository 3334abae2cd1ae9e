"""Pictures: PNG bytes of every kind of page; no text and no sample can break them."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from neuro_llm.chat.keep.report_traces import draw
from neuro_llm.chat.look.pages.lanes import lanes
from neuro_llm.chat.look.state import ViewState
from neuro_llm.recordings.recording import ArraySource, Recording
from neuro_llm.recordings.simulate.world import draw_pictures, record


def page(recording: Recording) -> bytes:
    return draw(lanes(recording, ViewState()), recording)


def test_a_page_is_a_png(recording: Recording) -> None:
    png = page(recording)
    assert png.startswith(b"\x89PNG")
    assert len(png) < 1_000_000


@pytest.mark.parametrize("spoiled", [np.nan, np.inf, 0.0])
def test_spoiled_samples_are_drawn_around(recording: Recording, spoiled: float) -> None:
    data = recording.read().astype(float)
    data[:, 100:200] = spoiled
    data[1] = spoiled
    assert page(replace(recording, source=ArraySource(data)))


def test_one_sample_and_no_brain_channel(recording: Recording) -> None:
    short = replace(recording, n_times=1, source=ArraySource(recording.read()[:, :1]), events=())
    assert page(short)
    peripheral = replace(recording, ch_kinds=("ecg",) * 5, modality="peripheral")
    assert page(peripheral)


@pytest.mark.parametrize("modality", ["meg", "fmri", "calcium", "spikes"])
def test_every_modality_has_a_page(modality: str) -> None:
    assert page(record(modality, 3, draw_pictures(3, seed=7)).recording).startswith(b"\x89PNG")
