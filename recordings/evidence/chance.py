"""Whether the largest t of many could be chance: all are shuffled together, so that the search itself is paid for."""

from __future__ import annotations

import numpy as np

SHUFFLES = 500


def largest_by_chance(
    values: np.ndarray, kept: np.ndarray, own: np.ndarray | None
) -> tuple[np.ndarray, float]:
    """t of each channel and bin (channel, bin), and p of the largest |t| among them (Nichols & Holmes 2002).

    values  (trial, channel, bin); kept (trial, channel) which of them count
    own     (trial,) True for the one label, False for the other; None: one label against zero
    """
    random = np.random.default_rng(0)
    flat = np.where(kept[:, :, None], values, 0.0).reshape(len(values), -1).astype(float)
    counts = np.repeat(kept.astype(float), values.shape[2], axis=1)

    def statistics(weights: np.ndarray) -> np.ndarray:
        """weights (shuffle, trial): signs, or 1 for the one label and 0 for the other."""
        if own is None:
            return _student(weights @ flat, flat**2, counts)
        return _welch(weights, flat, counts)

    if own is None:
        first, more = np.ones((1, len(values))), random.choice((-1.0, 1.0), (SHUFFLES, len(values)))
    else:
        first, more = own[None].astype(float), np.stack([random.permutation(own) for _ in range(SHUFFLES)])
    t = statistics(first)[0]
    largest = np.abs(statistics(more.astype(float))).max(axis=1)
    p = (1 + (largest >= np.abs(t).max() - 1e-9).sum()) / (1 + SHUFFLES)
    return t.reshape(values.shape[1:]), float(p)


def _student(sums: np.ndarray, squares: np.ndarray, counts: np.ndarray) -> np.ndarray:
    """One-sample t from sums (shuffle, value), squares and counts (trial, value)."""
    n = counts.sum(axis=0)
    mean = sums / np.maximum(n, 1)
    spread = (squares.sum(axis=0) - n * mean**2) / np.maximum(n - 1, 1)
    return np.asarray(mean / np.sqrt(np.maximum(spread, 1e-30) / np.maximum(n, 1)))


def _welch(weights: np.ndarray, flat: np.ndarray, counts: np.ndarray) -> np.ndarray:
    """Welch's t of each shuffle and value; weights (shuffle, trial), flat and counts (trial, value)."""
    parts = []
    for side in (weights, 1.0 - weights):
        n = np.maximum(side @ counts, 2.0)
        mean = side @ flat / n
        spread = (side @ flat**2 - n * mean**2) / (n - 1)
        parts.append((mean, np.maximum(spread, 1e-30) / n))
    (mean, error), (other, others_error) = parts
    return np.asarray((mean - other) / np.sqrt(error + others_error))
