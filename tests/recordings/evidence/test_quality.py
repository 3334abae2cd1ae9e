"""Flat, noisy and clipped channels: found where planted, not found where not."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from neuro_llm.recordings.evidence import measure

SFREQ, N_TIMES = 256.0, 256 * 20


def scalp(noise, seed: int) -> np.ndarray:
    """Nineteen channels of different size that share part of their signal, with alpha at the back: µV."""
    rng = np.random.default_rng(seed)
    x = noise((19, N_TIMES), SFREQ, 1.3, 8.0, seed) + noise((1, N_TIMES), SFREQ, 1.3, 6.0, seed + 1000)
    x[12:] += rng.uniform(5, 25) * np.sin(2 * np.pi * 10 * np.arange(N_TIMES) / SFREQ)
    return x * np.exp(0.25 * rng.standard_normal((19, 1))) + 0.5 * rng.standard_normal(x.shape)


def plant(x: np.ndarray, rng: np.random.Generator) -> dict[str, set[int]]:
    flat, noisy, clipped = (int(i) for i in rng.choice(19, 3, replace=False))
    x[flat] = rng.uniform(-50, 50) + rng.choice([0, 0.05]) * rng.standard_normal(N_TIMES)
    x[noisy] += rng.uniform(4, 20) * 8 * rng.standard_normal(N_TIMES)
    x[clipped] = np.clip(x[clipped], -1.5 * x[clipped].std(), 1.5 * x[clipped].std())
    return {"flat": {flat}, "noisy": {noisy}, "clipped": {clipped}}


def test_recall_and_false_alarms_over_fifty_seeds(record, noise, names):
    hits, false, total = 0, 0, 0
    for seed in range(50):
        x = scalp(noise, seed)
        clean = record(x.copy())
        planted = plant(x, np.random.default_rng(seed))
        dirty = record(x)
        for kind, rows in planted.items():
            found = set(measure(dirty, f"{kind} channels").value)
            right = {names[row] for row in rows}
            hits += len(found & right)
            false += len(found - right) + len(measure(clean, f"{kind} channels").value)
            total += 1
        assert set(measure(dirty, "bad channels").value) >= {names[r] for s in planted.values() for r in s}
    assert hits >= 0.99 * total
    assert false <= 0.01 * 19 * 50


def test_marked_and_lost_channels_are_bad(record, noise):
    recording = replace(record(scalp(noise, 1)), bads=("Cz",))
    recording.source.data[3, 1000:3000] = np.nan
    assert measure(recording, "flat channels").value == ("F3",)
    assert measure(recording, "bad channels").value == ("F3", "Cz")
    assert not {"F3", "Cz"} & set(measure(recording, "alpha power").channels)


def test_a_pause_of_all_channels_is_no_flat_channel(record, noise):
    x = scalp(noise, 2)
    x[:, -N_TIMES // 3 :] = 0
    assert measure(record(x), "bad channels").value == ()


@pytest.mark.parametrize("frequency", [0.5, 1.0, 10.0])
@pytest.mark.parametrize("step", [0.0, 0.5])
def test_a_sine_is_not_clipped(record, frequency, step):
    x = 50 * np.sin(2 * np.pi * frequency * np.arange(60 * 500) / 500)
    x = np.round(x / step) * step if step else x
    assert measure(record(x[None], 500.0), "clipped channels").value == ()


def test_few_channels_are_judged_by_absolute_size(record, noise):
    x = scalp(noise, 4)[:2]
    x[0] += 200 * np.random.default_rng(0).standard_normal(N_TIMES)
    assert measure(record(x), "noisy channels").value == ("Fp1",)
    assert measure(record(x[1:]), "noisy channels").value == ()


@pytest.mark.parametrize("n_channels", [1, 19])
def test_a_seizure_is_no_noise(record, noise, n_channels):
    times = np.arange(N_TIMES) / SFREQ
    x = scalp(noise, 7)[:n_channels]
    spikes = np.exp(-0.5 * (((times * 3) % 1 - 0.5) / 0.04) ** 2) + 0.5 * np.sin(2 * np.pi * 3 * times)
    x += 700 * spikes * np.linspace(1, 0.3, n_channels)[:, None]
    assert measure(record(x), "bad channels").value == ()


def test_more_than_half_may_be_noisy(record, noise, names):
    x = scalp(noise, 6)
    x[:12] += 60 * np.random.default_rng(0).standard_normal((12, N_TIMES))
    assert measure(record(x), "noisy channels").value == names[:12]


def test_steep_steps_shared_by_neighbours_are_no_pops(record, noise):
    x = scalp(noise, 5)
    for at in range(200, N_TIMES - 300, 500):
        x[[0, 1, 2, 6], at : at + 250] += 200 * np.exp(-np.arange(250) / 40)
    assert measure(record(x), "noisy channels").value == ()


def test_popping_electrode_is_noisy(record, noise):
    x = scalp(noise, 5)
    for at in range(200, N_TIMES - 300, 500):
        x[4, at : at + 250] += 200 * np.exp(-np.arange(250) / 40)
    assert measure(record(x), "noisy channels").value == ("Fz",)


def test_muscle_fraction_is_the_share_of_seconds(record, noise):
    n_times = 60 * 256
    x = noise((19, n_times), SFREQ, 1.3, 10.0, 7)
    assert measure(record(x), "muscle fraction").value < 2
    burst = noise((19, n_times), SFREQ, -1.0, 15.0, 8)
    span = (np.arange(n_times) >= 20 * 256) & (np.arange(n_times) < 35 * 256)
    assert measure(record(x + burst * span), "muscle fraction").value == pytest.approx(25, abs=4)
    assert measure(record(x + burst), "muscle fraction").value > 90
