"""Tiny recordings with labels, as EDF+: 3 channels at 100 Hz."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

Events = list[tuple[float, float, str]]


@pytest.fixture(scope="session")
def write_edf() -> Callable[..., Path]:
    """write_edf(path, seconds, events) writes noise of 20 µV over O1, O2 and Cz with annotations."""

    def write(path: Path, seconds: float = 12.0, events: Events | None = None) -> Path:
        from edfio import Edf, EdfAnnotation, EdfSignal

        rng = np.random.default_rng(len(path.name))
        signals = [
            EdfSignal(
                20 * rng.standard_normal(round(seconds * 100)), 100, label=name, physical_dimension="uV"
            )
            for name in ("EEG O1", "EEG O2", "EEG Cz")
        ]
        path.parent.mkdir(parents=True, exist_ok=True)
        Edf(signals, annotations=[EdfAnnotation(*event) for event in events or ()]).write(path)
        return path

    return write
