"""Numbers that tell brain activity from noise: known signals give known values."""

from __future__ import annotations

import numpy as np
import pytest

from neuro_llm.recordings.arrays import from_array
from neuro_llm.recordings.likeness import Likeness, judge, likeness
from neuro_llm.recordings.simulate import simulate

SFREQ = 200.0


def of(x: np.ndarray) -> Likeness:
    """(channel, time) → numbers of pieces of two seconds."""
    n = int(2 * SFREQ)
    return judge(x[:, : x.shape[1] // n * n].reshape(len(x), -1, n), SFREQ)


def white(channels: int, seconds: float = 60.0) -> np.ndarray:
    return np.random.default_rng(0).normal(size=(channels, int(seconds * SFREQ)))


def test_white_noise_has_no_slope_and_shares_nothing() -> None:
    seen = of(white(8))
    assert seen.slope == pytest.approx(0.0, abs=0.1)
    assert seen.shape == pytest.approx(1.0, abs=0.3)
    assert seen.course == pytest.approx(0.0, abs=0.03)
    assert seen.shared == pytest.approx(1.0, abs=0.3)
    assert seen.flat == 0.0
    assert seen.pieces == 30


def test_the_slope_is_that_of_the_spectrum() -> None:
    steep = np.cumsum(white(4), axis=1)  # 1 / f² in power
    assert of(steep).slope == pytest.approx(2.0, abs=0.15)


def test_a_sine_is_one_tone() -> None:
    seconds = np.arange(int(60 * SFREQ)) / SFREQ
    seen = of(np.sin(2 * np.pi * 11.0 * seconds)[None] + 0.001 * white(1))
    assert seen.tone is not None
    assert seen.tone > 0.99
    mains = of(np.sin(2 * np.pi * 50.0 * seconds)[None] + 0.1 * white(1))
    assert mains.tone is not None
    assert mains.tone < 0.1  # the mains do not count


def test_a_common_reference_is_not_something_in_common() -> None:
    noise = white(9)
    seen = of(noise[:8] - noise[8])
    assert seen.shared == pytest.approx(1.0, abs=0.3)


def test_copies_leave_nothing_without_their_mean() -> None:
    assert of(np.repeat(white(1), 4, axis=0)).same == pytest.approx(0.0, abs=1e-9)


def test_scale_unit_and_offset_do_not_matter() -> None:
    x = white(4)
    one, other = of(x), of(1e-6 * x + 5.0)
    assert one.slope == pytest.approx(other.slope, abs=1e-3)
    assert one.shared == pytest.approx(other.shared, abs=1e-2)


def test_flat_and_lost_samples() -> None:
    x = white(4)
    x[1:] = 3.0
    assert of(x).flat == 0.75
    x[:] = np.nan
    assert of(x).flat == 1.0
    assert of(x).slope is None


def test_a_head_shares_its_sources() -> None:
    seen = likeness(simulate(seed=3, duration=40, montage="10-20")[0])
    assert seen.shared is not None
    assert seen.slope is not None
    assert seen.shared > 4
    assert seen.slope > 0.4


@pytest.mark.parametrize("seconds", [0.5, 1.9, 2.0, 700.0])
def test_any_length(seconds: float) -> None:
    recording = from_array(white(2, seconds) * 1e-5, SFREQ, ("O1", "O2"))
    assert 1 <= likeness(recording).pieces <= 32
