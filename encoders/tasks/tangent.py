"""Covariances as points of a flat space: shrinkage, matrix logarithms, the mean of several."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

FLOOR = 1e-10  # of the largest eigenvalue: what is less counts as this much


def shrunk(data: np.ndarray) -> np.ndarray:
    """(..., row, row) covariances of (..., row, time) with zero mean, shrunk towards a multiple of the identity.

    Oracle approximating shrinkage (Chen et al. 2010, IEEE Trans Signal Process 58:5016), as scikit-learn's `oas`.
    """
    rows, times = data.shape[-2:]
    found = data @ np.swapaxes(data, -1, -2) / times
    level = np.maximum(np.trace(found, axis1=-2, axis2=-1) / rows, np.finfo(float).tiny)
    if rows == 1:
        return np.maximum(found, np.finfo(float).tiny)
    scaled = found / level[..., None, None]
    spread = np.mean(scaled**2, axis=(-2, -1))
    rest = (times + 1) * (spread - 1 / rows)
    share = np.minimum((spread + 1) / np.maximum(rest, 1e-12), 1.0)[..., None, None]
    return ((1 - share) * scaled + share * np.eye(rows)) * level[..., None, None]


def logarithm(matrices: np.ndarray) -> np.ndarray:
    """Matrix logarithm of symmetric positive matrices (..., row, row)."""
    return _apply(matrices, np.log)


def whitener(matrix: np.ndarray) -> np.ndarray:
    """Inverse square root (..., row, row)."""
    return _apply(matrix, lambda values: values**-0.5)


def mean(logarithms: np.ndarray) -> np.ndarray:
    """The log-Euclidean mean of (n, ..., row, row) logarithms (Arsigny et al. 2006, Magn Reson Med 56:411)."""
    return _apply(logarithms.mean(axis=0), np.exp, floor=False)


def upper(matrices: np.ndarray) -> np.ndarray:
    """Upper triangles (..., row · (row + 1) / 2), off the diagonal times √2: lengths stay what they were."""
    rows, columns = np.triu_indices(matrices.shape[-1])
    return matrices[..., rows, columns] * np.where(rows == columns, 1.0, np.sqrt(2.0))


def _apply(
    matrices: np.ndarray, function: Callable[[np.ndarray], np.ndarray], floor: bool = True
) -> np.ndarray:
    values, vectors = np.linalg.eigh(matrices)
    if floor:
        least = FLOOR * values[..., -1:]
        values = np.maximum(values, np.where(least > 0, least, np.finfo(float).tiny))
    return (vectors * function(values)[..., None, :]) @ np.swapaxes(vectors, -1, -2)
