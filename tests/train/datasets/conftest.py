"""What the tests of every converter use: a small picture, the conversion, and the samples at a pair."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from neuro_llm.train.datasets import Request, convert, planned
from neuro_llm.train.pairs import Pair, PairSet


@pytest.fixture
def picture() -> Callable[[Path], None]:
    """Writes a 2 x 2 picture, with its folders."""
    from PIL import Image

    def write(path: Path) -> None:
        path.parent.mkdir(parents=True, exist_ok=True)
        Image.new("RGB", (2, 2)).save(path)

    return write


@pytest.fixture
def converted(tmp_path: Path) -> Callable[..., PairSet]:
    """(name of the set, root, settings) → pairs, in tmp_path/out."""

    def run(name: str, root: Path, **settings: Any) -> PairSet:
        request = Request(root, tmp_path / "out", **settings)
        return convert(planned(name, request), request)

    return run


@pytest.fixture
def at() -> Callable[[PairSet, Pair], np.ndarray]:
    """The sample of every channel at the onset of a pair: (channel,)."""

    def sample(pairs: PairSet, pair: Pair) -> np.ndarray:
        with pairs.open(pair) as recording:
            first = round(pair.start * recording.sfreq)
            return recording.source.read(first, first + 1, range(len(recording.ch_names)))[:, 0]

    return sample
