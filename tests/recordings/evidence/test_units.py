"""Sorted units: intervals, bursts and changes of known size; what a spike tells about the place."""

from __future__ import annotations

import time
import tracemalloc
from dataclasses import replace

import numpy as np
import pytest

from neuro_llm.recordings.arrays import from_array
from neuro_llm.recordings.errors import MeasureError
from neuro_llm.recordings.evidence import measure, recompute, standing
from neuro_llm.recordings.recording import ArraySource, Event, Recording


def spikes(*trains: list[float] | np.ndarray, seconds: float = 20.0, sfreq: float = 1000.0) -> Recording:
    """Units that fire at these times (s)."""
    counts = np.zeros((len(trains), round(seconds * sfreq)))
    for row, train in zip(counts, trains, strict=True):
        np.add.at(row, np.floor(np.asarray(train) * sfreq + 1e-6).astype(int), 1)
    names = tuple(f"u{i + 1}" for i in range(len(trains)))
    return from_array(counts, sfreq, names, unit="count", modality="spikes")


def poisson(rate: float, seconds: float, seed: int) -> np.ndarray:
    rng = np.random.default_rng(seed)
    return np.sort(rng.uniform(0, seconds, rng.poisson(rate * seconds)))


def test_regular_trains_have_their_interval_and_no_variation() -> None:
    recording = spikes(np.arange(0.1, 19, 0.05), np.arange(0.1, 19, 0.1))
    found = measure(recording, "interspike interval")
    assert (found.value, found.unit) == (pytest.approx(75.0), "ms")
    assert "50 to 100, highest in u2; times known to 1 ms" in found.method
    assert measure(recording, "interspike interval", channels="u1").value == pytest.approx(50.0)
    assert measure(recording, "interspike interval variation").value == pytest.approx(0.0, abs=1e-6)
    assert measure(recording, "burst fraction").value == 0.0
    assert measure(recording, "refractory violations").value == 0.0
    assert recompute(recording, found) == found


def test_a_poisson_process_has_variation_one_and_the_bursts_of_chance() -> None:
    recording = spikes(poisson(20.0, 400.0, 0), seconds=400.0)
    assert measure(recording, "interspike interval variation").value == pytest.approx(1.0, abs=0.05)
    found = measure(recording, "burst fraction")
    chance = 100 * (1 - np.exp(-2 * 20 * 0.01))
    assert found.value == pytest.approx(chance, abs=2.5)
    assert f"a Poisson process of the same rate has {chance:.2g}"[:48] in found.method


def test_doublets_are_bursts_and_violations() -> None:
    base = np.arange(0.1, 19, 0.2)
    bursting = spikes(np.sort(np.concatenate([base[::2], base[::2] + 0.005, base[1::2]])))
    n = len(base[::2]) * 2 + len(base[1::2])
    assert measure(bursting, "burst fraction").value == pytest.approx(100 * 2 * len(base[::2]) / n)
    assert measure(bursting, "refractory violations").value == 0.0
    unclean = spikes(np.sort(np.concatenate([base, base[::10] + 0.001])))
    found = measure(unclean, "refractory violations")
    assert found.value == pytest.approx(100 * len(base[::10]) / (len(base) + len(base[::10]) - 1))
    assert "may be shorter" in found.method


def test_coarse_bins_are_no_spike_times() -> None:
    coarse = spikes(poisson(30.0, 100.0, 1), seconds=100.0, sfreq=50.0)
    with pytest.raises(MeasureError, match="share a bin of 20 ms"):
        measure(coarse, "interspike interval")
    slow = spikes(np.arange(0.1, 99, 0.5), seconds=100.0, sfreq=100.0)
    assert "known to 10 ms" in measure(slow, "interspike interval").method
    for quantity in ("refractory violations", "burst fraction"):
        with pytest.raises(MeasureError, match="needs spike times to 1 ms; these are counts per 10 ms"):
            measure(slow, quantity)


def answering(rate: float, seed: int = 3) -> Recording:
    """Two units of 10 Hz; the first fires at `rate` for half a second after each of 60 tones, not after lights."""
    rng = np.random.default_rng(seed)
    tones, seconds = np.arange(5.0, 245.0, 4.0), 250.0
    background = poisson(10.0, seconds, seed)
    during = np.array([((background >= t) & (background < t + 0.5)) for t in tones]).any(axis=0)
    extra = [t + rng.uniform(0, 0.5, rng.poisson(rate * 0.5)) for t in tones]
    first = np.sort(np.concatenate([background[~during], *extra]))
    events = [Event(float(t), 0.0, "tone") for t in tones] + [
        Event(float(t) + 2, 0.0, "light") for t in tones
    ]
    recording = spikes(first, poisson(10.0, seconds, seed + 1), seconds=seconds)
    return replace(recording, events=tuple(sorted(events, key=lambda event: event.onset)))


def test_a_change_of_rate_with_events() -> None:
    recording = answering(20.0)
    change = measure(recording, "firing rate change", event="tone", channels="u1")
    assert change.value == pytest.approx(100.0, abs=25.0)
    assert "0.5 s after 60 events against as long before" in change.method
    found = measure(recording, "firing rate change t-value", event="Tone")
    assert found.value > 4
    assert "1 of them change on their own" in found.method
    apart = measure(recording, "firing rate change t-value", event="tone", versus="light", channels="u1")
    assert apart.value > 5
    assert (apart.event, apart.versus) == ("tone", "light")
    assert recompute(recording, apart) == apart
    other = measure(recording, "firing rate change", event="tone", versus="light", channels="u1")
    assert other.value == pytest.approx(100.0, abs=25.0)


def test_no_change_is_chance() -> None:
    t = [
        measure(answering(10.0, 10 + seed), "firing rate change t-value", event="tone").value
        for seed in range(20)
    ]
    assert sum(abs(value) > 2 for value in t) <= 4
    found = measure(answering(10.0, 12), "firing rate change t-value", event="light")
    assert ("not shown" in found.method) == (abs(found.value) < 2.001)


def running(perfect: bool, px: bool = True) -> Recording:
    """Ten minutes up and down a track; the unit fires on a tenth of it only, or anywhere."""
    seconds, sfreq = 600.0, 1000.0
    t = np.arange(round(seconds * sfreq)) / sfreq
    laps = np.cumsum(np.random.default_rng(0).uniform(8.0, 12.0, 80))
    where = 100 * np.abs(np.interp(t, np.concatenate([[0.0], laps]), np.arange(81)) % 2 - 1)
    inside = (where < 10) if perfect else np.ones(len(t), dtype=bool)
    fires = np.zeros(len(t))
    fires[np.flatnonzero(inside)[:: 50 if perfect else 517]] = 1
    data = np.stack([fires, where, np.zeros(len(t))])
    recording = from_array(data, sfreq, ("u1", "position x", "position y"), unit="count", modality="spikes")
    unit = "px" if px else ""
    return replace(recording, ch_kinds=("unit", "behaviour", "behaviour"), units=("count", unit, unit))


def test_a_perfect_place_cell_tells_the_place() -> None:
    """A cell that fires on a tenth of an evenly used track tells log2(10) bits."""
    found = measure(running(perfect=True), "spatial information")
    assert (found.value, found.unit) == (pytest.approx(np.log2(10), abs=0.15), "bits/spike")
    assert "40 places; above 95 % of 50 shifts" in found.method
    nowhere = measure(running(perfect=False), "spatial information")
    assert nowhere.value < 0.1
    assert "not shown: within" in nowhere.method


def test_speed_of_the_path() -> None:
    found = measure(running(perfect=False), "mean speed")
    assert (found.value, found.unit) == (pytest.approx(10.0, rel=0.05), "px/s")
    assert measure(running(perfect=False, px=False), "mean speed").unit == "a.u./s"
    assert recompute(running(perfect=False), found).value == found.value


@pytest.mark.parametrize(
    ("quantity", "options", "message"),
    [
        ("interspike interval", {"stop": 0.3}, "at least 10 intervals between spikes; the most are"),
        ("firing rate change", {}, "needs at least 5 events with .* there are 0"),
        ("firing rate change", {"event": "tone"}, "has no event 'tone'"),
        ("spatial information", {}, "a behaviour channel such as 'position x'; there is none"),
        ("mean speed", {}, "a channel of the kind behaviour"),
        ("transient rate", {}, "a channel of the kind cell"),
    ],
)
def test_messages(quantity: str, options: dict, message: str) -> None:
    with pytest.raises(MeasureError, match=message):
        measure(spikes(np.arange(0.1, 19, 0.05)), quantity, **options)


def test_what_stands_beside_units() -> None:
    names = {record.quantity for record in standing(spikes(np.arange(0.1, 19, 0.05)))}
    assert {"firing rate", "interspike interval", "refractory violations", "burst fraction"} <= names
    assert "spatial information" not in names


class Busy:
    """Five hundred units that fire once a second, made when they are read."""

    def read(self, start: int, stop: int, channels: list[int]) -> np.ndarray:
        at = np.arange(start, stop)
        return ((at[None, :] + 7 * np.asarray(channels)[:, None]) % 1000 == 0).astype(np.float32)

    def close(self) -> None:
        pass


def test_many_units_stay_small_and_are_read_once() -> None:
    recording = replace(spikes(*[[0.1]] * 500, seconds=1.0), source=Busy(), n_times=120_000)
    tracemalloc.start()
    assert measure(recording, "interspike interval").value == pytest.approx(1000.0)
    assert tracemalloc.get_traced_memory()[1] < 200e6
    tracemalloc.stop()
    begin = time.perf_counter()
    assert measure(recording, "firing rate").value == pytest.approx(1.0)
    assert time.perf_counter() - begin < 0.5


def test_a_gap_is_left_out() -> None:
    counts = spikes(np.arange(0.1, 19, 0.05)).read()
    counts[:, 10_000:] = np.nan
    recording = replace(spikes([0.1]), source=ArraySource(counts))
    assert measure(recording, "firing rate").value == pytest.approx(20.0, rel=0.02)
