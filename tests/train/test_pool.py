"""Labels of simulated windows follow the truth; shards come back as they were written."""

from __future__ import annotations

from pathlib import Path

import numpy as np

from neuro_llm.encoders.heads import EVENTS, STATES
from neuro_llm.recordings.simulate import Seizure, simulate
from neuro_llm.recordings.windows import WindowSpec
from neuro_llm.train.pool import described, load, save, simulated, states_of

SPEC = WindowSpec()


def test_labels_follow_the_truth() -> None:
    recording, truth = simulate(
        duration=32.0, seizures=(Seizure(10.0, 20.0),), blinks=(3.0,), bad_channels={"C3": "flat"}, seed=4
    )
    item = described(recording, SPEC, states_of({"eyes": "closed"}), truth)[0]
    seizure = item.patches[EVENTS.index("seizure")]
    assert np.flatnonzero(seizure == 1).tolist() == [5, 6, 7, 8, 9]
    assert np.flatnonzero(item.patches[EVENTS.index("blinks")] == 1).tolist() == [1]
    assert item.onset == 5
    assert item.bad.sum() == 1
    assert item.bad[recording.ch_names.index("C3")] == 1
    assert item.states[list(STATES).index("eyes")] == 1


def test_shards_come_back(tmp_path: Path) -> None:
    items = [simulated(seed, SPEC) for seed in (1, 2, 3)]
    save(tmp_path / "0.npz", items)
    back = load([tmp_path / "0.npz"])
    assert [item.caption for item in back] == [item.caption for item in items]
    assert all(np.array_equal(a.features, b.features) for a, b in zip(items, back, strict=True))
    assert all(np.array_equal(a.states, b.states) for a, b in zip(items, back, strict=True))
