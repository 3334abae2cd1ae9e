"""The general linear model of fMRI: what events add to a signal beyond drift, with its t-value."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property

import numpy as np

from neuro_llm.recordings.errors import MeasureError
from neuro_llm.recordings.recording import Event

HIGH_PASS_SECONDS = 128.0
SHORTEST_FREEDOM = 10
_STEP = 0.1  # s, at which events meet the haemodynamic response
_RESPONSE_SECONDS = 32.0
_LEAST_OWN_SHARE = 0.05
_CORRELATION_STEP = 0.02


def haemodynamic_response(step: float = _STEP) -> np.ndarray:
    """(time,) the canonical response to an instant, largest value 1, every `step` s for 32 s.

    The difference of two gamma functions with the constants of Glover 1999 (NeuroImage 9:416).
    """
    t = np.arange(0.0, _RESPONSE_SECONDS, step)
    rise, undershoot = (t**n * np.exp(-t / 0.9) for n in (6.0, 12.0))
    response = rise / rise.max() - 0.35 * undershoot / undershoot.max()
    return response / response.max()


def regressor(events: Sequence[Event], times: np.ndarray) -> np.ndarray:
    """(volume,) the expected signal at `times` (s), scaled so that one event of usual length peaks at 1."""
    first = times[0] - 2 * _RESPONSE_SECONDS
    on = np.zeros(round((times[-1] - first) / _STEP) + 2)
    for event in events:
        begin = round((event.onset - first) / _STEP)
        end = begin + max(1, round(event.duration / _STEP))
        if end > 0:
            on[max(0, begin) : end] += 1.0
    response = haemodynamic_response()
    usual = max(1, round(float(np.median([event.duration for event in events])) / _STEP))
    peak = np.convolve(np.ones(min(usual, len(response))), response).max()
    expected = np.convolve(on, response)[: len(on)] / peak
    return np.interp(times, first + _STEP * np.arange(len(on)), expected)


def drift(n_volumes: int, seconds: float) -> np.ndarray:
    """(volume, regressor) a constant and cosines of up to 1/128 Hz, at least half a wave."""
    order = max(1, int(2 * seconds / HIGH_PASS_SECONDS))
    at = (np.arange(n_volumes) + 0.5) / n_volumes
    return np.cos(np.pi * np.outer(at, np.arange(order + 1)))


@dataclass(frozen=True)
class Model:
    """Tests the first column of a design against everything else in it.

    matrix  (volume, regressor)
    """

    matrix: np.ndarray
    _solved: dict[float, tuple[np.ndarray, float]] = field(default_factory=dict, repr=False)

    def __post_init__(self) -> None:
        tested, rest = self.matrix[:, 0], self.matrix[:, 1:]
        own = tested - rest @ np.linalg.lstsq(rest, tested, rcond=None)[0]
        if (own**2).sum() < _LEAST_OWN_SHARE * ((tested - tested.mean()) ** 2).sum() or not own.any():
            raise MeasureError(
                "the expected response cannot be told from slow drift or from the other events of the recording. "
                "It takes events that come and go within two minutes, at times of their own"
            )
        if self.freedom < SHORTEST_FREEDOM:
            raise MeasureError(
                f"{len(self.matrix)} volumes are too few for {self.matrix.shape[1]} regressors; "
                f"it needs {SHORTEST_FREEDOM} more than regressors"
            )

    @cached_property
    def basis(self) -> np.ndarray:
        """(volume, dimension) orthonormal."""
        left, size, _ = np.linalg.svd(self.matrix, full_matrices=False)
        return left[:, size > 1e-8 * size[0]]

    @property
    def freedom(self) -> int:
        """Volumes − dimensions of the design."""
        return len(self.matrix) - self.basis.shape[1]

    def fit(self, y: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        """Signals (voxel, volume) → effect in their unit and t-value: (voxel,) each; t is 0 where nothing varies."""
        effects, t = np.zeros((2, len(y)))
        centred = y - y.mean(axis=1, keepdims=True)
        correlations = np.round(self._correlation(centred) / _CORRELATION_STEP) * _CORRELATION_STEP
        for rho in np.unique(correlations):
            here = np.flatnonzero(correlations == rho)
            inverse, variance = self._solve(float(rho))
            x = _whiten(self.matrix, float(rho))
            white = _whiten(centred[here].T, float(rho))
            weights = inverse @ white
            noise = ((white - x @ weights) ** 2).sum(axis=0) / self.freedom
            effects[here] = weights[0]
            error = np.sqrt(noise * variance)
            varies = centred[here].any(axis=1) & (error > 0)
            t[here] = np.where(varies, weights[0] / np.where(varies, error, 1.0), 0.0)
        return effects, t

    def _solve(self, rho: float) -> tuple[np.ndarray, float]:
        """Pseudo-inverse of the whitened design, variance of the first weight per unit of noise."""
        if rho not in self._solved:
            inverse = np.linalg.pinv(_whiten(self.matrix, rho), rcond=1e-8)
            self._solved[rho] = inverse, float(inverse[0] @ inverse[0])
        return self._solved[rho]

    def _correlation(self, y: np.ndarray) -> np.ndarray:
        """(voxel,) AR(1) coefficient of the noise, with the bias that the fit leaves in it taken off.

        The bias is that of Worsley et al. 2002 (NeuroImage 15:1): residuals R y have the expected sums of squares
        tr(R V) and of neighbours tr(R D R V), where V = v0 + 2 v1 D and D is half of a shift to either side.
        """
        q = self.basis
        residuals = (y - (y @ q) @ q.T).T
        squares = (residuals**2).sum(axis=0)
        neighbours = (residuals[1:] * residuals[:-1]).sum(axis=0)
        shifted = np.zeros_like(q)
        shifted[1:] += q[:-1] / 2
        shifted[:-1] += q[1:] / 2
        inner = q.T @ shifted
        cross = -np.trace(inner)
        both = (len(q) - 1) / 2 - 2 * (shifted**2).sum() + (inner**2).sum()
        system = np.array([[len(q) - q.shape[1], 2 * cross], [cross, 2 * both]])
        level, lag = np.linalg.solve(system, np.stack([squares, neighbours]))
        return np.clip(lag / np.where(level > 0, level, 1.0), -0.9, 0.96)


def _whiten(x: np.ndarray, rho: float) -> np.ndarray:
    """(volume, ...) with AR(1) noise → white noise of the same size as its innovations."""
    white = x.astype(float)
    white[1:] -= rho * x[:-1]
    white[0] *= np.sqrt(1 - rho**2)
    return white
