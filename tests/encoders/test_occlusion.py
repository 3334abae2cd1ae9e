"""What an estimate hangs on is found where it was put."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from neuro_llm.assistant import default_folder
from neuro_llm.encoders.eeg import EEGEncoder
from neuro_llm.encoders.occlusion import _merged, _neighbourhoods, _smallest, influence
from neuro_llm.folder import load_encoder
from neuro_llm.recordings.simulate import simulate

POSTERIOR = {"P7", "P3", "Pz", "P4", "P8", "O1", "O2"}


@pytest.fixture(scope="module")
def encoder() -> EEGEncoder:
    return load_encoder(Path(default_folder()))


def _overlap(spans: tuple[tuple[float, float], ...], start: float, stop: float) -> float:
    """Seconds in both over seconds in either."""
    inside = sum(max(0.0, min(b, stop) - max(a, start)) for a, b in spans)
    return inside / (sum(b - a for a, b in spans) + stop - start - inside)


def test_a_seizure_hangs_on_its_own_seconds(encoder: EEGEncoder) -> None:
    recording, _ = simulate(seed=1, duration=60, seizures=((20, 30),))
    found = influence(encoder, recording, "seizure", "present", (0.0, 60.0))
    assert _overlap(found.seconds, 20, 30) > 0.3
    assert found.seconds_fall > 3


def test_closed_eyes_hang_on_posterior_channels(encoder: EEGEncoder) -> None:
    recording, _ = simulate(seed=0, duration=30, eyes="closed")
    found = influence(encoder, recording, "eyes", "closed", (0.0, 30.0))
    assert found.channels
    assert set(found.channels) <= POSTERIOR


def test_a_bad_channel_is_the_one_that_carries(encoder: EEGEncoder) -> None:
    recording, truth = simulate(seed=4, duration=16, bad_channels=1)
    found = influence(encoder, recording, "bad channels", "present", (0.0, 16.0))
    assert set(found.channels) == set(truth.bad_channels)
    assert found.channels_fall > 5


def test_one_channel_has_no_others_to_leave_out(encoder: EEGEncoder) -> None:
    recording, _ = simulate(seed=0, duration=8, montage=("O1",), eyes="closed")
    assert influence(encoder, recording, "eyes", "closed", (0.0, 8.0)).channels == ()


def test_the_smallest_part_that_takes_half() -> None:
    falls = [[("a", 0.2), ("b", 0.4)], [("ab", 2.1), ("bc", 1.0), ("cd", 3.0)], [("abcd", 4.0)]]
    assert _smallest(falls) == (["ab", "cd"], 3.0)
    assert _smallest([[("a", 0.2)], [("ab", 0.4)]]) == ([], 0.4)
    assert _smallest([[], []]) == ([], 0.0)


def test_spans_that_touch_become_one() -> None:
    assert _merged([(4.0, 6.0), (0.0, 2.0), (2.0, 4.0), (8.0, 12.0), (10.0, 14.0)]) == (
        (0.0, 6.0),
        (8.0, 14.0),
    )


def test_neighbours_are_those_that_lie_nearest() -> None:
    line = np.c_[np.arange(8.0), np.zeros(8), np.zeros(8)]
    single, three, five = _neighbourhoods(line)
    assert single == [(i,) for i in range(8)]
    assert (2, 3, 4) in three
    assert (1, 2, 3, 4, 5) in five
    assert _neighbourhoods(np.full((8, 3), np.nan)) == [[(i,) for i in range(8)]]
    many = _neighbourhoods(np.random.default_rng(0).normal(size=(306, 3)))
    assert max(map(len, many)) <= 32
