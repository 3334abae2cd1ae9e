"""How far a recording lies from all that the encoder learned from: the Mahalanobis distance of its summary tokens.

After Lee et al. 2018 (NeurIPS): what a network makes of inputs unlike its training data lies far from the rest.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from .encode import Encoded
from .heads import STATES

AXES = 16


@dataclass(frozen=True)
class Outlook:
    """Where the summary tokens of usual recordings lie.

    mean    (dim,)
    axes    (axis, dim) directions in which they vary most, unit length
    spread  (axis,) their standard deviation along each
    rest    their root mean square distance from the axes, per remaining direction
    limit   distance beyond which a recording is unlike them
    """

    mean: np.ndarray
    axes: np.ndarray
    spread: np.ndarray
    rest: float
    limit: float

    @classmethod
    def fit(cls, vectors: np.ndarray, held: np.ndarray, unusual: float = 0.005) -> Outlook:
        """From (recording, dim) `vectors`; the limit is exceeded by the share `unusual` of `held`."""
        mean = vectors.mean(0)
        _, sizes, axes = np.linalg.svd(vectors - mean, full_matrices=False)
        left = max(1, len(sizes) - AXES)
        rest = float(np.sqrt(np.square(sizes[AXES:]).sum() / len(vectors) / left))
        made = cls(mean, axes[:AXES], sizes[:AXES] / np.sqrt(len(vectors)), rest, np.inf)
        limit = float(np.quantile([made.distance(row) for row in held], 1 - unusual))
        return cls(made.mean, made.axes, made.spread, made.rest, limit)

    def distance(self, vector: np.ndarray) -> float:
        apart = vector - self.mean
        along = self.axes @ apart
        beside = np.square(apart).sum() - np.square(along).sum()
        return float(np.sqrt(np.square(along / self.spread).sum() + max(0.0, beside) / self.rest**2))

    def strange(self, encoded: Encoded, summaries: int) -> bool:
        return self.distance(summary(encoded, summaries)) > self.limit

    def to_dict(self) -> dict[str, Any]:
        return {
            "mean": np.round(self.mean, 6).tolist(),
            "axes": np.round(self.axes, 6).tolist(),
            "spread": np.round(self.spread, 6).tolist(),
            "rest": round(self.rest, 5),
            "limit": round(self.limit, 3),
        }

    @classmethod
    def from_dict(cls, values: Mapping[str, Any]) -> Outlook:
        def array(name: str) -> np.ndarray:
            rows: Sequence[Any] = values[name]
            return np.asarray(rows, float)

        return cls(array("mean"), array("axes"), array("spread"), values["rest"], values["limit"])


def summary(encoded: Encoded, summaries: int) -> np.ndarray:
    """(dim,) the mean of a recording's summary tokens, which stand behind those of the families and of the onset."""
    first = len(STATES) + 1
    return np.asarray(encoded.tokens[first : first + summaries].float().mean(0).cpu().numpy(), float)
