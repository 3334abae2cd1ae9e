"""Common spatial patterns: mixtures of channels that are stronger in one class than in the others.

Blankertz et al. 2008 (IEEE Signal Process Mag 25:41), in a few bands (Ang et al. 2008, IJCNN): with tens of trials and
many channels a handful of mixtures is learnt better than every covariance between them.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar

import numpy as np

from neuro_llm.recordings.recording import Recording

from .covariance import Covariance
from .tangent import upper

PATTERNS = 3  # at each end of the order, per class and band; of more than two classes at the strong end only


class Patterns(Covariance):
    """Log variance of the mixtures in each band."""

    name: ClassVar[str] = "spatial patterns"
    supervised: ClassVar[bool] = True
    choices: ClassVar[tuple[tuple[float, float], ...]] = ((8.0, 13.0), (13.0, 30.0), (8.0, 30.0))

    def describe(self, recording: Recording, start: float, stop: float) -> np.ndarray:
        """(band, row · (row + 1) / 2): covariances with a trace of 1."""
        found = self.covariances(recording, start, stop)
        level = np.maximum(np.trace(found, axis1=1, axis2=2), np.finfo(float).tiny)
        return upper(found / level[:, None, None]).astype(np.float32)

    def learn(self, described: np.ndarray, labels: np.ndarray) -> dict[str, np.ndarray]:
        trials = self._square(described)
        classes = np.unique(labels)
        means = np.stack([trials[labels == label].mean(axis=0) for label in classes])
        first = means[:1] if len(classes) == 2 else means
        return {
            "filters": np.stack(
                [self._filters(first[:, band], means[:, band]) for band in range(len(self.bands))]
            )
        }

    def features(self, described: np.ndarray, learnt: Mapping[str, np.ndarray]) -> np.ndarray:
        filters = learnt["filters"]
        power = np.einsum("bfr,nbrs,bfs->nbf", filters, self._square(described), filters, optimize=True)
        return np.log(np.maximum(power, np.finfo(float).tiny)).reshape(len(described), -1)

    def _filters(self, strong: np.ndarray, means: np.ndarray) -> np.ndarray:
        """(filter, row) of one band: ratios of each class's mean covariance to that of all."""
        from scipy.linalg import eigh

        found = []
        for mean in strong:
            _, vectors = eigh(mean, means.mean(axis=0))
            count = min(PATTERNS, len(mean) // 2)
            weak = [] if len(strong) > 1 else [*range(count)]
            found.append(vectors[:, [*weak, *range(-count, 0)]].T)
        return np.concatenate(found)

    def _square(self, described: np.ndarray) -> np.ndarray:
        """(trial, band, row, row) from the upper triangles"""
        rows, columns = np.triu_indices(self.montage.rows)
        found = np.zeros((*described.shape[:2], self.montage.rows, self.montage.rows))
        found[..., rows, columns] = described / np.where(rows == columns, 1.0, np.sqrt(2.0))
        found[..., columns, rows] = found[..., rows, columns]
        return found
