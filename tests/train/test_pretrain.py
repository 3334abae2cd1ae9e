"""Stage 0 trains the encoder in place, on training trials only, and goes on where it was cut."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
import torch

from neuro_llm.encoders.bound import TrialBatch
from neuro_llm.encoders.evoked import EvokedEncoder
from neuro_llm.recordings.errors import ConfigError
from neuro_llm.recordings.trials import Sensors
from neuro_llm.train.pretrain import PretrainStage, Unlabelled, pretrain, pretrain_on
from neuro_llm.train.trial_store import StoredTrials

STAGE = PretrainStage(steps=24)


def encoder() -> EvokedEncoder:
    torch.manual_seed(0)
    return EvokedEncoder.configured(virtual=4, width=8, space_dim=8, dropout=0.1)


TEMPLATE = encoder()


def batch(step: int) -> TrialBatch:
    return TEMPLATE.example(4, 5, seed=step)


def stored(channels: int, seed: int) -> StoredTrials:
    """Trials whose data say what they are: test trials are NaN."""
    rng = np.random.default_rng(seed)
    split = np.array(["train", "val", "train", "test", "train"])
    data = rng.standard_normal((5, channels, 100)).astype(np.float16)
    data[split != "train"] = np.nan
    places = (0.09 * rng.standard_normal((channels, 3))).astype(np.float32)
    sensors = Sensors(
        places, np.zeros_like(places), np.zeros(channels, int), np.zeros((channels, 2), np.float32)
    )
    names = tuple(f"E{i}" for i in range(channels))
    return StoredTrials(
        data,
        np.ones((5, channels, 10), bool),
        sensors,
        names,
        np.array(list("abcde")),
        split,
        f"p{seed}",
        "eeg",
    )


def test_a_cut_run_ends_like_an_uncut_one(tmp_path: Path) -> None:
    def cut(step: int) -> TrialBatch:
        if step == 17:
            raise KeyboardInterrupt
        return batch(step)

    whole, resumed = encoder(), encoder()
    before = {name: value.clone() for name, value in whole.state_dict().items()}
    pretrain(whole, batch, tmp_path / "whole", STAGE)
    assert not torch.equal(before["filter.net.0.weight"], whole.state_dict()["filter.net.0.weight"])
    with pytest.raises(KeyboardInterrupt):
        pretrain(encoder(), cut, tmp_path / "cut", STAGE)
    assert [path.name for path in (tmp_path / "cut").glob("checkpoint-*")] == ["checkpoint-10"]
    pretrain(resumed, batch, tmp_path / "cut", STAGE)
    for name, value in whole.state_dict().items():
        assert torch.equal(value, resumed.state_dict()[name]), name


def test_only_training_trials_are_looked_at(tmp_path: Path) -> None:
    trials = [stored(6, 0), stored(9, 1)]
    drawn = Unlabelled(trials, seed=0)(0)
    assert drawn.data.shape[0] == 6
    assert drawn.data.isfinite().all()
    assert (drawn.subject == -1).all()
    model = pretrain_on(encoder(), trials, tmp_path, steps=3)
    assert all(value.isfinite().all() for value in model.parameters())


def test_batches_are_decided_by_the_step(tmp_path: Path) -> None:
    batches = Unlabelled([stored(6, 0), stored(9, 1)], seed=0, batch=4)
    one, again, other = batches(5), batches(5), batches(6)
    assert one.data.shape[0] == 4
    assert torch.equal(one.data, again.data)
    assert one.data.shape != other.data.shape or not torch.equal(one.data, other.data)
    assert 4 <= one.mask.any(-1).sum(1).min() <= 9


def test_without_training_trials_it_says_so() -> None:
    with pytest.raises(ConfigError, match="No trial of the training split"):
        Unlabelled([], seed=0)
