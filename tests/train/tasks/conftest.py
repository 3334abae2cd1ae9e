"""Simulated tasks whose effect is known."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

STEP, HZ, TRIALS = 0.75, 256, 80
NAMES = ("TP9", "AF7", "AF8", "TP10", "Right AUX")


def _oddball(path: Path, seed: int) -> None:
    """A Muse recording: one stimulus in four is a target (2), followed by 20 µV at 0.4 s over both ears."""
    rng = np.random.default_rng(seed)
    white = rng.standard_normal((len(NAMES), round((TRIALS + 2) * STEP * HZ)))
    spectrum = np.fft.rfft(white, axis=1) / np.maximum(np.arange(white.shape[1] // 2 + 1), 9) ** 0.5
    data = np.fft.irfft(spectrum, white.shape[1], axis=1)
    data *= 10 / data.std()
    marks = np.zeros(white.shape[1], int)
    at = np.arange(white.shape[1]) / HZ
    for trial, target in enumerate(rng.permutation(np.arange(TRIALS) % 4 == 0)):
        onset = (trial + 1) * STEP
        marks[round(onset * HZ)] = 1 + target
        data[[0, 3]] += 20 * target * np.exp(-0.5 * ((at - onset - 0.4) / 0.06) ** 2)
    rows = [f"{1e9 + t:.4f},{','.join(f'{x:.3f}' for x in values)},{mark}"
            for t, values, mark in zip(at, data.T, marks, strict=True)]  # fmt: skip
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("\n".join([f"timestamps,{','.join(NAMES)},Marker", *rows]) + "\n")


@pytest.fixture(scope="session")
def oddball_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two runs of an oddball, laid out as the published set is, and nothing else."""
    folder = tmp_path_factory.mktemp("data")
    for run in (1, 2):
        _oddball(folder / f"erp/muse_p300_s7_run{run}.csv", run)
    return folder
