"""A recording without its course: the same samples in random order, as a control."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from .recording import ArraySource, Recording

PIECES, MOST_SECONDS = 4, 16.0  # that are read of a span; noise tells no more in a longer stretch


def in_random_order(
    recording: Recording,
    start: float | None = None,
    stop: float | None = None,
    *,
    most: float = MOST_SECONDS,
    seed: int = 0,
) -> Recording:
    """The samples of `start`..`stop` (s) in one random order for all channels: in memory, without events.

    Amplitudes stay, and what the channels share at each sample; rhythms, shapes and times are gone.

    most   s; of a longer span only this much is read, in pieces from all over it
    """
    start = start or 0.0
    stop = recording.duration if stop is None else min(stop, recording.duration)
    if stop - start <= most:
        data = recording.read(start, stop)
    else:
        starts = np.linspace(start, stop - most / PIECES, PIECES)
        data = np.concatenate([recording.read(one, one + most / PIECES) for one in starts], axis=1)
    order = np.random.default_rng(seed).permutation(data.shape[1])
    return replace(recording, n_times=data.shape[1], source=ArraySource(data[:, order]), events=())
