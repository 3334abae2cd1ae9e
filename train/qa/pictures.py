"""The pictures of NeuroQA: how far probabilities can be believed, and the accuracy left without the unsure ones."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np

BINS = 10
Sure = tuple[float, bool]
"""Probability of the chosen option, and whether it was right."""


def calibration_error(sure: Sequence[Sure], bins: int = BINS) -> float:
    """Expected calibration error over bins of equal mass (Nixon et al. 2019)."""
    points = calibration_points(sure, bins)
    return float(sum(n * abs(p - q) for p, q, n in points) / max(1, len(sure)))


def calibration_points(sure: Sequence[Sure], bins: int = BINS) -> list[tuple[float, float, int]]:
    """(mean probability, share that is right, number) of each bin of equal mass."""
    ordered = sorted(sure, key=lambda one: one[0])
    groups = [
        group for group in np.array_split(np.arange(len(ordered)), min(bins, len(ordered))) if len(group)
    ]
    return [
        (
            float(np.mean([ordered[i][0] for i in group])),
            float(np.mean([ordered[i][1] for i in group])),
            len(group),
        )
        for group in groups
    ]


def selective(sure: Sequence[Sure]) -> list[tuple[float, float]]:
    """(share of the questions answered, accuracy on them) as the least probable answers are left out."""
    ordered = sorted(sure, key=lambda one: -one[0])
    hits = np.cumsum([right for _, right in ordered])
    return [((i + 1) / len(ordered), float(hits[i] / (i + 1))) for i in range(len(ordered))]


def draw(sure: Sequence[Sure], folder: Path) -> list[Path]:
    """calibration.png and selective.png in a folder."""
    from matplotlib.figure import Figure

    folder.mkdir(parents=True, exist_ok=True)
    calibration = Figure(figsize=(4.2, 4.0), layout="constrained")
    axes = calibration.add_subplot()
    points = calibration_points(sure)
    axes.plot([0, 1], [0, 1], color="0.7", linewidth=1)
    axes.plot([p for p, _, _ in points], [q for _, q, _ in points], "o-", color="#0072b2")
    axes.set(xlabel="probability given", ylabel="share right", xlim=(0, 1.02), ylim=(0, 1.02))
    axes.set_title(f"Calibration: expected error {calibration_error(sure):.3f}, n = {len(sure)}", fontsize=10)
    kept = Figure(figsize=(4.2, 4.0), layout="constrained")
    axes = kept.add_subplot()
    curve = selective(sure)
    axes.plot([c for c, _ in curve], [a for _, a in curve], color="#d55e00")
    axes.set(
        xlabel="share of questions answered", ylabel="accuracy on these", xlim=(0, 1.02), ylim=(0.5, 1.02)
    )
    axes.set_title("Selective accuracy", fontsize=10)
    paths = [folder / "calibration.png", folder / "selective.png"]
    for figure, path in zip((calibration, kept), paths, strict=True):
        figure.savefig(path, dpi=150)
    return paths
