"""ImageNet-EEG: refused with its reasons; converted with the warning when that is accepted."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pytest

from neuro_llm.recordings.errors import ConfigError


@pytest.fixture
def root(tmp_path: Path, picture: Any) -> Path:
    """Two subjects, three images of two classes, 128 electrodes."""
    import torch

    root = tmp_path / "imagenet"
    picture(root / "images/n01_1.JPEG")
    trials = [
        {"eeg": torch.full((128, 460 + image), float(10 * subject + image)), "image": image, "label": image // 2,
         "subject": subject}
        for subject in (1, 2) for image in range(3)
    ]  # fmt: skip
    trials.append({"eeg": torch.zeros(128, 300), "image": 0, "label": 0, "subject": 1})
    values = {"dataset": trials, "labels": ["n01", "n02"], "images": ["n01_1", "n01_2", "n02_1"]}
    torch.save(values, root / "eeg_5_95_std.pth")
    torch.save(
        {"splits": [{"train": [0, 3], "val": [1], "test": [2, 5]}]}, root / "block_splits_by_image_all.pth"
    )
    return root


def test_it_is_refused_with_the_reason(root: Path, converted: Any) -> None:
    with pytest.raises(
        ConfigError, match=r"each class was shown in one block.*TPAMI 2020.*2012\.03849.*THINGS-EEG2"
    ):
        converted("imagenet-eeg", root)


def test_accepted_it_carries_the_warning(root: Path, converted: Any, at: Any) -> None:
    pairs = converted("ImageNet-EEG", root, accept_confound=True)
    assert "Block design" in pairs.dataset.warnings[0]
    assert [(pair.subject, pair.stimulus, pair.start) for pair in pairs.pairs[:3]] == [
        ("1", "n01_1", 0.0), ("1", "n01_2", 0.46), ("1", "n02_1", 0.921),
    ]  # fmt: skip
    assert {pair.stimulus for pair in pairs.of("test").pairs} == {"n02_1"}
    np.testing.assert_array_equal(at(pairs, pairs.pairs[4]), np.full(128, 21.0))
    assert pairs.pairs[0].image == "images/n01_1.JPEG"
    assert len(pairs.pairs) == 6  # the short trial is left out
