"""Steps of one channel at known seconds; what other channels share, or what comes back, is no pop."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import numpy as np
import pytest

from neuro_llm.recordings.errors import MeasureError
from neuro_llm.recordings.evidence import measure, recompute
from neuro_llm.recordings.recording import ArraySource, Recording

RATE = 256.0
POPS = ((5.0, "C3", 200.0), (17.5, "O2", -150.0), (41.2, "C3", 320.0))  # s, channel, µV


def fading(times: np.ndarray, at: float, seconds: float = 0.3) -> np.ndarray:
    """(time,): one from `at` on, fading."""
    return np.where(times >= at, np.exp(-np.maximum(times - at, 0) / seconds), 0)


def bump(times: np.ndarray, at: float, width: float) -> np.ndarray:
    """(time,): one at `at`, a Gaussian of that SD in seconds."""
    return np.exp(-0.5 * ((times - at) / width) ** 2)


@pytest.fixture
def times() -> np.ndarray:
    return np.arange(60 * 256) / RATE


@pytest.fixture
def rest(noise: Callable[..., np.ndarray], times: np.ndarray) -> np.ndarray:
    """(19, time) µV, a minute of background with alpha."""
    return noise((19, len(times)), RATE, 1.5, 12.0) + 15 * np.sin(2 * np.pi * 10 * times)


@pytest.fixture
def popping(rest: np.ndarray, times: np.ndarray, names: tuple[str, ...]) -> np.ndarray:
    x = rest.copy()
    for at, name, size in POPS:
        x[names.index(name)] += size * fading(times, at)
    return x


def test_pops_are_found_where_and_when_they_are(
    popping: np.ndarray, record: Callable[..., Recording]
) -> None:
    recording = record(popping, RATE)
    count, when = measure(recording, "electrode pop count"), measure(recording, "electrode pop times")
    assert (count.value, count.unit, when.unit) == (3, "count", "s")
    assert when.value == pytest.approx([at for at, _, _ in POPS], abs=0.02)
    assert count.channels == when.channels == ("C3", "O2")
    assert recompute(recording, when) == when
    assert measure(recording, "electrode pop times", channels="O2").value == pytest.approx((17.5,), abs=0.02)
    assert measure(recording, "electrode pop times", start=10, stop=30).value == pytest.approx(
        (17.5,), abs=0.02
    )
    assert measure(recording, "electrode pop count", start=20, stop=40).value == 0
    unknown = replace(recording, unit_known=False)
    assert measure(unknown, "electrode pop count").value == 3


def test_it_is_the_same_in_long_recordings_and_at_other_rates(
    noise: Callable[..., np.ndarray], record: Callable[..., Recording]
) -> None:
    for rate, seconds in ((100.0, 700.0), (1000.0, 60.0)):
        times = np.arange(round(seconds * rate)) / rate
        x = noise((6, len(times)), rate, 1.5, 12.0)
        at = (12.0, 0.43 * seconds, 0.5 * seconds, seconds - 3)
        x[2] += sum(180 * fading(times, one) for one in at)
        found = measure(record(x, rate), "electrode pop times")
        assert found.value == pytest.approx(at, abs=0.03)


def test_what_others_share_or_what_comes_back_is_none(
    rest: np.ndarray, times: np.ndarray, names: tuple[str, ...], record: Callable[..., Recording]
) -> None:
    assert measure(record(rest, RATE), "electrode pop count").value == 0
    blinks = rest.copy()
    field = np.array(
        [1.0 if name.startswith("Fp") else 0.4 if name.startswith("F") else 0.05 for name in names]
    )
    spikes, fields = rest.copy(), 0.2 + 0.8 * np.isin(names, ("C3", "F3", "T7", "P3"))
    spikes[names.index("C3")] *= 0.5
    for at in np.arange(4.0, 56.0, 4.0):
        blinks += 150 * field[:, None] * bump(times, at, 0.09)
        spikes += fields[:, None] * (-180 * bump(times, at, 0.015) + 80 * bump(times, at + 0.15, 0.06))
    muscle = rest.copy()
    burst = np.random.default_rng(3).normal(size=(3, len(times))) * 90
    muscle[[2, 7, 11]] += burst * ((times > 20) & (times < 26))
    for x in (blinks, spikes, muscle):
        assert measure(record(x, RATE), "electrode pop count").value == 0
    step = 200 * fading(times, 30.0)
    everywhere = rest + step
    assert measure(record(everywhere, RATE), "electrode pop count").value == 0
    one_spike = rest.copy()
    one_spike[3] += 250 * bump(times, 30.0, 0.015)
    assert measure(record(one_spike, RATE), "electrode pop count").value == 0


def test_a_single_channel_and_a_chain_of_pairs(
    popping: np.ndarray, names: tuple[str, ...], times: np.ndarray, record: Callable[..., Recording]
) -> None:
    alone = record(popping[[names.index("C3")]], RATE, ("C3",))
    found = measure(alone, "electrode pop times")
    assert found.value == pytest.approx((5.0, 41.2), abs=0.02)
    assert "nothing to compare it with" in found.method
    blinking = popping[[2]] + sum(150 * bump(times, at, 0.09) for at in (10.0, 20.0, 30.0))
    assert measure(record(blinking, RATE, ("Fp1",)), "electrode pop count").value == 0
    chain = ("F3", "C3", "P3", "O1")
    rows = [names.index(name) for name in chain]
    pairs = popping[rows[:-1]] - popping[rows[1:]]
    linked = record(pairs, RATE, ("F3-C3", "C3-P3", "P3-O1"))
    found = measure(linked, "electrode pop times")
    assert found.value == pytest.approx((5.0, 41.2), abs=0.02)


def test_gaps_and_borders_are_no_step_and_slow_recordings_are_turned_down(
    rest: np.ndarray, record: Callable[..., Recording]
) -> None:
    rest[4] += 300
    holed = rest.copy()
    holed[4, :3000] = np.nan
    lossy = replace(record(rest, RATE), source=ArraySource(1e-6 * holed))
    assert measure(lossy, "electrode pop count").value == 0
    stepped = rest[:, : 20 * 256].copy()
    stepped[4, 10 * 256 :] += 200
    joined = "2 trials of 10 s were put one after another; signals jump at the borders."
    whole = record(stepped, RATE)
    assert measure(whole, "electrode pop times").value == pytest.approx((10.0,), abs=0.02)
    assert measure(whole.noting(joined), "electrode pop count").value == 0
    with pytest.raises(MeasureError, match="at least 100 Hz"):
        measure(record(rest[:, ::4], 64.0), "electrode pop count")
