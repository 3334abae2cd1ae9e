"""Pictures: PNG bytes of every kind of page; no text and no sample can break them."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from neuro_llm.chat import pictures
from neuro_llm.recordings.recording import ArraySource, Recording
from neuro_llm.recordings.simulate.world import draw_pictures, record


def test_a_page_is_a_png(recording: Recording) -> None:
    png = pictures.trace_page(recording, 0.0)
    assert png.startswith(b"\x89PNG")
    assert len(png) < 1_000_000


@pytest.mark.parametrize("spoiled", [np.nan, np.inf, 0.0])
def test_spoiled_samples_are_drawn_around(recording: Recording, spoiled: float) -> None:
    data = recording.read().astype(float)
    data[:, 100:200] = spoiled
    data[1] = spoiled
    assert pictures.trace_page(replace(recording, source=ArraySource(data)), 0.0)


def test_one_sample_and_no_brain_channel(recording: Recording) -> None:
    short = replace(recording, n_times=1, source=ArraySource(recording.read()[:, :1]), events=())
    assert pictures.trace_page(short, 0.0)
    peripheral = replace(recording, ch_kinds=("ecg",) * 5, modality="peripheral")
    assert pictures.trace_page(peripheral, 0.0)


@pytest.mark.parametrize("modality", ["meg", "fmri", "calcium", "spikes"])
def test_every_modality_has_a_page(modality: str) -> None:
    assert pictures.trace_page(record(modality, 3, draw_pictures(3, seed=7)).recording).startswith(b"\x89PNG")
