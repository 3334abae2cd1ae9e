"""THINGS-MEG from preprocessed epochs with their metadata."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from neuro_llm.recordings.errors import ConfigError

ROWS = [
    ("exp", "images_meg/ant/ant_01b.jpg", 1),
    ("catch", "images_catch/catch_1.jpg", 1),
    ("test", "images_test_meg/ant_15n.jpg", 1),
    ("exp", "images_meg/boat/boat_02s.jpg", 2),
    ("test", "images_test_meg/ant_15n.jpg", 2),
]


@pytest.fixture
def root(tmp_path: Path, picture: Callable[[Path], None]) -> Path:
    """One person, two sessions; trial k holds k at its onset in two of three channels (the third is no sensor)."""
    pandas = pytest.importorskip("pandas", reason="epochs with metadata need pandas")
    import mne

    root = tmp_path / "meg"
    for file in ("ant/ant_01b.jpg", "ant/ant_15n.jpg", "boat/boat_02s.jpg"):
        picture(root / "images" / file)
    info = mne.create_info(["MLO11-1609", "MRO12-1609", "EEG001"], 200.0, ["mag", "mag", "misc"])
    for number in range(2):
        info["chs"][number]["loc"] = np.array([number / 10, 0, 0.1, 1, 0, 0, 0, 1, 0, 0, 0, 1], float)
    data = np.zeros((len(ROWS), 3, 281))
    data[:, :2, 20] = np.arange(len(ROWS))[:, None]
    rows = pandas.DataFrame(ROWS, columns=["trial_type", "image_path", "session_nr"])
    events = np.stack([np.arange(len(ROWS)) * 300, np.zeros(len(ROWS), int), np.ones(len(ROWS), int)], 1)
    epochs = mne.EpochsArray(data, info, events, tmin=-0.1, metadata=rows, verbose="ERROR")
    (root / "preprocessed").mkdir()
    epochs.save(root / "preprocessed/preprocessed_P1-epo.fif", verbose="ERROR")
    epochs.metadata = None
    epochs.save(tmp_path / "preprocessed_P9-epo.fif", verbose="ERROR")
    return root


def test_sessions_become_recordings_without_catch_trials(root: Path, converted: Any, at: Any) -> None:
    pairs = converted("THINGS-MEG", root)
    assert [(pair.session, pair.stimulus, pair.split, pair.repeat) for pair in pairs.pairs] == [
        ("01", "ant_01b", "train", 0), ("01", "ant_15n", "test", 0),
        ("02", "boat_02s", "train", 0), ("02", "ant_15n", "test", 1),
    ]  # fmt: skip
    assert [at(pairs, pair).tolist() for pair in pairs.pairs] == [[0, 0], [2, 2], [3, 3], [4, 4]]
    second = pairs.pairs[1]
    assert second.start == pytest.approx(281 / 200 + 0.1)
    assert second.stop == pytest.approx(second.start + 0.5)
    assert (second.image, second.text) == ("images/ant/ant_15n.jpg", "ant")
    assert pairs.dataset.trial == pytest.approx((0.1, 1.305))
    assert "not about new concepts" in pairs.dataset.warnings[0]


def test_sensors_keep_their_places_and_directions(root: Path, converted: Any) -> None:
    pairs = converted("THINGS-MEG", root)
    with pairs.open(pairs.pairs[0]) as recording:
        assert recording.ch_kinds == ("mag", "mag")
        np.testing.assert_allclose(recording.positions, [[0, 0, 0.1], [0.1, 0, 0.1]])
        np.testing.assert_allclose(recording.orientations, [[0, 0, 1], [0, 0, 1]])
        assert not recording.unit_known


def test_epochs_without_metadata_are_named(root: Path, converted: Any, tmp_path: Path) -> None:
    (tmp_path / "preprocessed_P9-epo.fif").rename(root / "preprocessed/preprocessed_P9-epo.fif")
    with pytest.raises(ConfigError, match=r"P9-epo\.fif: its metadata have no column trial_type"):
        converted("THINGS-MEG", root)


def test_no_epochs(tmp_path: Path, converted: Any) -> None:
    with pytest.raises(ConfigError, match=r"holds no preprocessed_P\*-epo.fif"):
        converted("THINGS-MEG", tmp_path)
