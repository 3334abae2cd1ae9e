"""The truth is told only where the signal can tell: the matched filter's d', blinks, spindles, eyes."""

from __future__ import annotations

from types import SimpleNamespace

import numpy as np
import pytest
from scipy.fft import rfft, rfftfreq

from neuro_llm.recordings.simulate import Clutter, simulate
from neuro_llm.recordings.simulate.detectability import Detectability


def test_in_white_noise_d_is_the_root_of_energy_over_variance() -> None:
    sfreq, n, sd = 200.0, 2000, 3.0
    times = np.arange(n) / sfreq
    event = np.exp(-0.5 * ((times - 5) / 0.2) ** 2) * np.sin(2 * np.pi * 12 * times)
    frequencies = rfftfreq(n, 1 / sfreq)
    spectrum = SimpleNamespace(
        frequencies=frequencies,
        background=np.zeros(len(frequencies)),
        covariance=np.eye(2),
        sensor=np.full(2, sd**2 / (sfreq / 2)),
        maps=np.zeros((2, 1)),
        components=np.zeros((1, len(frequencies)), complex),
        config=SimpleNamespace(sfreq=sfreq),
        scene=SimpleNamespace(times=times, roles=[]),
        good=np.array([True, False]),
    )
    (found,) = Detectability(spectrum).of_events(  # type: ignore[arg-type]
        rfft(event)[None], np.array([[0.5, 1.0]]), "spindle"
    )
    assert found[0] == pytest.approx(0.5 * np.sqrt(np.sum(event**2)) / sd, rel=1e-3)
    assert found[1] == 0  # a channel that fails tells nothing


@pytest.mark.parametrize(("uv", "told"), [(8.0, None), (250.0, "present")])
def test_blinks_below_the_background_are_not_told(uv: float, told: str | None) -> None:
    _, truth = simulate(duration=20, eyes="open", blinks=(5.0, 12.0), blink_uv=uv)
    assert truth.blinks == (5.0, 12.0)
    assert truth.family("blinks") == told


@pytest.mark.parametrize(("uv", "told"), [(2.0, None), (80.0, "present")])
def test_spindles_below_the_background_are_not_told(uv: float, told: str | None) -> None:
    _, truth = simulate(duration=20, state="sleep", spindles=3, spindle_uv=uv, k_complexes=0, slow_waves=0.0)
    assert len(truth.spindles) == 3
    assert truth.family("spindles") == told


def test_a_spindle_names_the_channels_that_show_it() -> None:
    recording, truth = simulate(
        duration=10, state="sleep", spindles=(5.0,), spindle_uv=60.0, k_complexes=0, slow_waves=0.0,
        clutter=Clutter(spikes=0.0, pops=0.0, movements=0.0, saccades=0.0),
    )  # fmt: skip
    shown = truth.spindles[0].channels
    assert {"Cz", "C3", "C4", "Fz"} & set(shown)
    assert len(shown) < len(recording.ch_names)


@pytest.mark.parametrize(("reactivity", "told"), [(1.5, None), (6.0, "open")])
def test_alpha_that_the_eyes_do_not_govern_tells_nothing_of_them(reactivity: float, told: str | None) -> None:
    _, truth = simulate(duration=20, eyes="open", alpha_uv=60.0, alpha_reactivity=reactivity)
    assert truth.family("eyes") == told
