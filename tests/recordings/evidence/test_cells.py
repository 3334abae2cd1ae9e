"""Calcium imaging: planted transients are counted, noise has almost none, pairs that go together are named."""

from __future__ import annotations

import numpy as np
import pytest

from neuro_llm.recordings.arrays import from_array
from neuro_llm.recordings.errors import MeasureError
from neuro_llm.recordings.evidence import measure, recompute
from neuro_llm.recordings.recording import Recording

SFREQ, SECONDS = 30.0, 120.0


def imaged(counts: list[int], height: float = 1.0, sfreq: float = SFREQ, drift: float = 0.0) -> Recording:
    """Cells with so many transients (decay 0.7 s) on noise of 0.1 dF/F."""
    rng = np.random.default_rng(1)
    n = round(SECONDS * sfreq)
    data = 0.1 * rng.standard_normal((len(counts), n)) + drift * np.linspace(0, 1, n)
    shape = height * np.exp(-np.arange(round(3 * sfreq)) / (0.7 * sfreq))
    for row, count in zip(data, counts, strict=True):
        for k in range(count):
            at = round((k + 0.5) * n / count)
            row[at : at + len(shape)] += shape[: n - at]
    return from_array(data, sfreq, unit="dF/F", modality="calcium")


@pytest.mark.parametrize("sfreq", [30.0, 8.0])
@pytest.mark.parametrize("drift", [0.0, 1.0])
def test_planted_transients_are_counted(sfreq: float, drift: float) -> None:
    recording = imaged([10, 4, 0, 20], sfreq=sfreq, drift=drift)
    found = measure(recording, "transient count")
    assert found.value == pytest.approx(34, abs=2)
    assert "most in Ch4" in found.method
    assert measure(recording, "transient rate").value == pytest.approx(4.25, abs=0.3)
    assert measure(recording, "transient rate", channels="Ch1").value == pytest.approx(5.0, abs=0.6)
    assert recompute(recording, found) == found


def test_noise_has_almost_no_transients() -> None:
    assert measure(imaged([0] * 30), "transient rate").value < 0.1


def test_cells_that_go_together_are_named() -> None:
    rng = np.random.default_rng(2)
    shared, data = rng.standard_normal(4000), rng.standard_normal((6, 4000))
    data[[1, 4]] += 2 * shared
    recording = from_array(data, SFREQ, unit="dF/F", modality="calcium")
    found = measure(recording, "cell correlation")
    assert found.value == pytest.approx(0.8 / 15, abs=0.02)
    assert "strongest Ch2 with Ch5: 0." in found.method
    assert measure(recording, "cell correlation", channels=["Ch2", "Ch5"]).value == pytest.approx(
        0.8, abs=0.02
    )


@pytest.mark.parametrize(
    ("quantity", "options", "message"),
    [
        ("transient rate", {"stop": 1.0}, "at least 50 frames; there are 30"),
        ("cell correlation", {"channels": "Ch1"}, "needs two cells; there is 1"),
        ("cell correlation", {"stop": 1.0}, "50 frames of two cells that vary; there are 30 frames"),
        ("interspike interval", {}, "a channel of the kind unit"),
    ],
)
def test_messages(quantity: str, options: dict, message: str) -> None:
    with pytest.raises(MeasureError, match=message):
        measure(imaged([1, 2]), quantity, **options)


def test_constant_cells_are_refused() -> None:
    flat = from_array(np.ones((3, 600)), SFREQ, unit="dF/F", modality="calcium")
    for quantity in ("transient count", "cell correlation"):
        with pytest.raises(MeasureError, match=r"var(y|ies)"):
            measure(flat, quantity)
