"""Montages, references, rates, random configurations, and the message of each wrong setting."""

from __future__ import annotations

import numpy as np
import pytest

from neuro_llm.recordings.errors import ConfigError
from neuro_llm.recordings.simulate import FAMILIES, Seizure, SimulationConfig, draw, simulate
from neuro_llm.recordings.simulate.head import TEN_TEN

OPTIONS = {
    "eyes": {"open", "closed", None},
    "seizure": {"present", "absent"},
    "spindles": {"present", "absent", None},
    "blinks": {"present", "absent", None},
    "bad channels": {"present", "absent"},
    "dominant band": {"delta", "theta", "alpha", "beta", None},
    "line noise": {"none", "50 Hz", "60 Hz", None},
}


@pytest.mark.parametrize("sfreq", [100.0, 128.0, 173.61, 256.0, 500.0])
@pytest.mark.parametrize(
    ("montage", "n_channels"),
    [("10-20", 19), ("10-10", 64), ("single", 1), (("O1", "O2"), 2), (("TP9", "AF7", "AF8", "TP10"), 4)],
)
def test_montages_and_rates(montage: str | tuple[str, ...], n_channels: int, sfreq: float) -> None:
    recording, _ = simulate(duration=3.0, montage=montage, sfreq=sfreq)
    assert recording.read().shape == (n_channels, round(3 * sfreq))
    assert np.isfinite(recording.read()).all()
    assert np.isfinite(recording.positions).all() == (montage != "single")


def test_positions_stand_for_the_nearest_electrodes() -> None:
    named, _ = simulate(seed=1, duration=4, montage=("O1", "Cz", "Fp2"))
    placed, _ = simulate(seed=1, duration=4, montage=named.positions)
    assert placed.ch_names == ("E1", "E2", "E3")
    np.testing.assert_array_equal(placed.positions, named.positions)
    np.testing.assert_allclose(placed.read(), named.read(), rtol=1e-4, atol=1e-9)


@pytest.mark.parametrize(
    ("reference", "n_channels", "said"),
    [
        ("average", 19, "average"),
        ("linked ears", 19, "linked ears"),
        ("Cz", 18, "Cz"),
        ("bipolar", 18, "bipolar"),
    ],
)
def test_references(reference: str, n_channels: int, said: str) -> None:
    recording, _ = simulate(duration=3, reference=reference)
    assert (len(recording.ch_names), recording.reference) == (n_channels, said)
    assert ("Fp1-F7" in recording.ch_names) == (reference == "bipolar")


def test_bipolar_of_other_electrodes() -> None:
    recording, _ = simulate(duration=2, montage=("C1", "CPz", "PO7"), reference="bipolar")
    assert recording.ch_names == ("C1-CPz", "CPz-PO7")
    one, _ = simulate(duration=2, montage=("Oz",), reference="bipolar")
    assert one.ch_names[0].startswith("Oz-")


def test_hidden_places() -> None:
    from neuro_llm.recordings.simulate import Recorder

    recording, _ = simulate(duration=2, recorder=Recorder(known_places=False))
    assert recording.ch_names[:2] == ("Ch1", "Ch2")
    assert np.isnan(recording.positions).all()


@pytest.mark.parametrize("block", range(4))
def test_drawn_configurations_work_and_answer_every_family(block: int) -> None:
    for seed in range(block * 30, block * 30 + 30):
        config = draw(seed, duration=[2.0, 6.5, 12.0, 31.0][block])
        recording, truth = simulate(config)
        assert np.isfinite(recording.read()).all()
        assert recording.duration == pytest.approx(config.duration, abs=0.01)
        for family in FAMILIES[:-1]:
            assert truth.family(family) in OPTIONS[family]
        onset = truth.family("onset")
        assert onset is None or 0 < onset < config.duration
        assert set(truth.bad_channels) <= set(recording.ch_names)
        assert all(0 <= time <= config.duration for time in (*truth.blinks, *truth.spikes, *truth.slow_waves))


def test_draw_is_repeatable_varied_and_can_be_pinned() -> None:
    assert draw(3) == draw(3)
    drawn = [draw(seed) for seed in range(150)]
    assert len({config.sfreq for config in drawn}) > 20
    assert {config.state for config in drawn} == {"wake", "sleep"}
    assert 15 < sum(bool(config.seizures) for config in drawn) < 70
    assert 30 < sum(config.eyes == "open" for config in drawn) < 110
    pinned = draw(3, montage="10-20", sfreq=256.0, eyes="open")
    assert (pinned.montage, pinned.sfreq, pinned.eyes) == ("10-20", 256.0, "open")


def test_numpy_and_lists_become_tuples() -> None:
    config = SimulationConfig(
        montage=["O1", "O2"], seizures=[(1, 4), Seizure(5, 6)], blinks=np.array([2.0, 1.0])
    )
    assert config.montage == ("O1", "O2")
    assert config.seizures == (Seizure(1, 4), Seizure(5, 6))
    assert config.blinks == (1.0, 2.0)
    assert isinstance(hash(config), int)


@pytest.mark.parametrize(
    ("settings", "message"),
    [
        ({"duration": 0}, r"duration=0 must lie in 1\.\.86400 s"),
        ({"sfreq": 5}, r"sfreq=5 must lie in 20\.\.20000 Hz"),
        ({"eyes": "shut"}, "eyes='shut' must be open, closed"),
        ({"line_frequency": 55}, "line_frequency=55 must be one of: 0, 50, 60"),
        ({"dominant_band": "gamma"}, "dominant_band='gamma' must be one of: None, delta"),
        ({"state": "dream"}, "state='dream' must be one of: wake, sleep"),
        ({"seizures": ((50, 70),)}, r"seizures: 50\.\.70 s must lie within 0\.\.60 s"),
        ({"seizures": (Seizure(1, 5, "absence"),)}, "kind='absence' must be one of: spike-wave"),
        ({"seizures": ((1,),)}, r"each one is Seizure\(start, stop"),
        ({"blinks": (61.0,)}, "blinks: 61 s must lie within"),
        ({"spindles": -1}, "spindles=-1 must not be negative"),
        ({"bad_channels": {"F3": "broken"}}, "F3='broken' must be one of: flat"),
        ({"bad_channels": {"F11": "flat"}}, "no channel F11; there are Fp1"),
        ({"bad_channels": 20}, "bad_channels=20 but there are only 19"),
        ({"montage": "10-5"}, "montage='10-5' must be 10-20"),
        ({"montage": ("O1", "XX")}, "'XX' is no electrode"),
        ({"montage": ("O1", "O1")}, "each one once"),
        ({"montage": ()}, "at least one channel"),
        ({"montage": np.zeros((4, 2))}, r"montage has the shape \(4, 2\)"),
        ({"montage": ("Cz",), "reference": "Cz"}, "reference='Cz' is the only channel"),
        ({"reference": "nose"}, "'nose' is no electrode"),
        ({"colour": "red"}, "simulate has no setting colour; it has: alpha_frequency"),
    ],
)
def test_wrong_settings_are_named(settings: dict, message: str) -> None:
    with pytest.raises(ConfigError, match=message):
        simulate(**settings)


def test_config_or_settings_not_both() -> None:
    with pytest.raises(ConfigError, match="either a config or single settings"):
        simulate(SimulationConfig(), duration=3)


def test_unknown_family() -> None:
    _, truth = simulate(duration=2)
    with pytest.raises(ConfigError, match="family='mood' must be one of: eyes"):
        truth.family("mood")


def test_ten_ten_is_complete() -> None:
    assert len(set(TEN_TEN)) == 64
