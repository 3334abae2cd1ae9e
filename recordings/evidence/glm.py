"""The general linear model of fMRI: what events add to a signal beyond drift, with its t-value."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
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

    @cached_property
    def neighbours(self) -> np.ndarray:
        """(volume, dimension) the basis shifted by half to either side: D Q, where D has 1/2 beside its diagonal."""
        shifted = np.zeros_like(self.basis)
        shifted[1:] += self.basis[:-1] / 2
        shifted[:-1] += self.basis[1:] / 2
        return shifted

    def fit(self, y: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        """Signals (voxel, volume) → effect in their unit and t-value: (voxel,) each; t is 0 where nothing varies.

        Weighted by the inverse covariance of AR(1) noise, 1 − 2 rho D + rho² (1 without both ends), so that no signal
        is whitened itself.
        """
        y = y - y.mean(axis=1, keepdims=True, dtype=float)
        q, shifted = self.basis, self.neighbours
        straight, beside = q.T @ y.T, shifted.T @ y.T
        squares, products = np.einsum("vt,vt->v", y, y), np.einsum("vt,vt->v", y[:, 1:], y[:, :-1])
        contrast = np.linalg.pinv(q.T @ self.matrix)[0]
        rhos = self._correlations(straight, beside, squares, products)
        effects, t = np.zeros((2, len(y)))
        for rho in np.unique(rhos):
            here = np.flatnonzero((rhos == rho) & (squares > 0))
            first, last = y[here, 0], y[here, -1]
            ends = np.outer(q[0], first) + np.outer(q[-1], last)
            right = (1 + rho**2) * straight[:, here] - 2 * rho * beside[:, here] - rho**2 * ends
            total = (1 + rho**2) * squares[here] - 2 * rho * products[here] - rho**2 * (first**2 + last**2)
            gram = (1 + rho**2) * np.eye(len(contrast)) - 2 * rho * q.T @ shifted
            gram -= rho**2 * (np.outer(q[0], q[0]) + np.outer(q[-1], q[-1]))
            weights = np.linalg.solve(gram, right)
            noise = np.maximum(total - (weights * right).sum(axis=0), 1e-12 * total) / self.freedom
            effects[here] = contrast @ weights
            t[here] = effects[here] / np.sqrt(noise * (contrast @ np.linalg.solve(gram, contrast)))
        return effects, t

    def _correlations(
        self, straight: np.ndarray, beside: np.ndarray, squares: np.ndarray, products: np.ndarray
    ) -> np.ndarray:
        """(voxel,) AR(1) coefficient of the noise in steps of 0.02, without the bias that the fit leaves in it.

        The bias is that of Worsley et al. 2002 (NeuroImage 15:1): residuals R y have the expected sums of squares
        tr(R V) and of neighbours tr(R D R V), where V = v0 + 2 v1 D.

        straight, beside   (dimension, voxel) Q'y and (D Q)'y
        squares, products  (voxel,) sums of squares and of products of neighbours
        """
        q, shifted = self.basis, self.neighbours
        inner = q.T @ shifted
        residual = squares - (straight**2).sum(axis=0)
        lagged = products - 2 * (straight * beside).sum(axis=0) + (straight * (inner @ straight)).sum(axis=0)
        cross = -np.trace(inner)
        both = (len(q) - 1) / 2 - 2 * (shifted**2).sum() + (inner**2).sum()
        system = np.array([[self.freedom, 2 * cross], [cross, 2 * both]])
        level, lag = np.linalg.solve(system, np.stack([residual, lagged]))
        found = np.clip(lag / np.where(level > 0, level, 1.0), -0.9, 0.96)
        return np.round(found / _CORRELATION_STEP) * _CORRELATION_STEP
