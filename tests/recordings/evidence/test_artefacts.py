"""Muscle, movement, blinks and dead seconds that were put in are found where they are, and nowhere else."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import numpy as np
import pytest

from neuro_llm.recordings.errors import MeasureError
from neuro_llm.recordings.evidence import measure, recompute
from neuro_llm.recordings.recording import ArraySource, Recording
from neuro_llm.recordings.simulate import simulate

RATE = 256.0


def test_muscle_is_found_with_its_edges() -> None:
    recording, _ = simulate(seed=2, duration=60.0, muscle=((20.0, 32.0),), muscle_uv=40.0)
    found = measure(recording, "muscle times")
    assert found.value == (pytest.approx((20.0, 32.0), abs=0.5),)
    assert recompute(recording, found) == found
    assert measure(recording, "artefact fraction").value == pytest.approx(20.0, abs=4.0)
    slow, _ = simulate(seed=2, duration=20.0, sfreq=80.0)
    with pytest.raises(MeasureError, match="at least 90 Hz"):
        measure(slow, "muscle times")
    assert "not judged here: muscle" in measure(slow, "artefact fraction").method


def test_rest_has_no_artefacts() -> None:
    rest, _ = simulate(seed=3, duration=60.0, blinks=0.0)
    for quantity in ("muscle times", "movement times", "flat times"):
        assert measure(rest, quantity).value == ()
    assert measure(rest, "artefact fraction").value <= 2


def test_dead_seconds_are_found_to_the_sample() -> None:
    recording, _ = simulate(seed=4, duration=60.0)
    x = recording.read()
    x[:, int(30.3 * RATE) : int(38.7 * RATE)] = 1e-4
    x[:, int(50 * RATE) : int(53 * RATE)] = np.nan
    dead = replace(recording, source=ArraySource(x))
    times = measure(dead, "flat times").value
    assert times == (pytest.approx((30.3, 38.7), abs=0.15), pytest.approx((50.0, 53.0), abs=0.15))
    x[3, :] = np.random.default_rng(0).standard_normal(x.shape[1]) * 1e-5
    assert (
        measure(replace(recording, source=ArraySource(x)), "flat times").value == ()
    )  # one still sees something
    every = replace(recording, source=ArraySource(np.zeros_like(x)))
    assert measure(every, "flat times").value == (pytest.approx((0.0, 60.0), abs=0.01),)
    assert measure(every, "artefact fraction").value == 100


def test_movement_is_what_channels_share(
    noise: Callable[..., np.ndarray], record: Callable[..., Recording], names: tuple[str, ...]
) -> None:
    x = noise((19, int(60 * RATE)), RATE, 1.5, 10.0)
    times = np.arange(x.shape[1]) / RATE
    swing = 200 * np.sin(2 * np.pi * 1.1 * times) * ((times > 25) & (times < 29))
    gains = np.random.default_rng(1).uniform(0.7, 1.5, (19, 1))
    moved = record(x + gains * swing, RATE, names)
    ((start, stop),) = measure(moved, "movement times").value
    assert (start, stop) == pytest.approx((25.0, 29.0), abs=0.7)
    assert measure(moved, "movement fraction").value == pytest.approx(100 * 4 / 60, abs=2.5)
    x[0] += swing
    assert measure(record(x, RATE, names), "movement times").value == ()
    with pytest.raises(MeasureError, match="from three channels up"):
        measure(moved, "movement times", channels=("C3", "C4"))


def test_blink_fraction_is_a_share_of_seconds() -> None:
    times = tuple(2.5 + 4 * k for k in range(14))
    blinking, _ = simulate(seed=6, duration=60.0, eyes="open", blinks=times, blink_uv=200.0)
    assert measure(blinking, "blink fraction").value == pytest.approx(100 * 14 / 60, abs=4)
    with pytest.raises(MeasureError, match="no frontal channel"):
        measure(blinking, "blink fraction", channels=("O1", "O2"))
    assert (
        "not judged here: movement, blinks"
        in measure(blinking, "artefact fraction", channels=("O1", "O2")).method
    )
