"""A channel kept whole at a low rate while the recording streams by: for blinks and heart beats."""

from __future__ import annotations

import numpy as np


class TraceKeeper:
    """Linear-phase low-pass and decimation to 100–200 Hz, with no delay.

    add    (channel, time) at `sfreq`, chunk after chunk
    trace  (channel, time) float32 at `rate`; sample k lies at k / rate seconds
    """

    def __init__(self, n_channels: int, sfreq: float) -> None:
        from scipy.signal import firwin

        self.factor = max(1, int(sfreq // 100))
        self.rate = sfreq / self.factor
        self.half = 5 * self.factor if self.factor > 1 else 0
        self.taps = (
            firwin(2 * self.half + 1, 0.4 * self.rate, fs=sfreq).astype(np.float32) if self.half else None
        )
        self.buffer: np.ndarray | None = None
        self.pieces: list[np.ndarray] = [np.empty((n_channels, 0), dtype=np.float32)]

    def add(self, chunk: np.ndarray) -> None:
        if self.taps is None:
            self.pieces.append(chunk.astype(np.float32))
            return
        if self.buffer is None:
            self.buffer = np.repeat(chunk[:, :1], self.half, axis=1)
        self._filter(np.concatenate([self.buffer, chunk], axis=1))

    def _filter(self, joined: np.ndarray) -> None:
        n_out = (joined.shape[1] - 2 * self.half + self.factor - 1) // self.factor
        if n_out <= 0:
            self.buffer = joined
            return
        views = np.lib.stride_tricks.sliding_window_view(joined, 2 * self.half + 1, axis=1)
        self.pieces.append((views[:, :: self.factor][:, :n_out] @ self.taps).astype(np.float32))
        self.buffer = joined[:, n_out * self.factor :]

    def trace(self) -> np.ndarray:
        if self.taps is not None and self.buffer is not None:
            self._filter(
                np.concatenate([self.buffer, np.repeat(self.buffer[:, -1:], self.half, axis=1)], axis=1)
            )
            self.buffer = None
        return np.concatenate(self.pieces, axis=1)
