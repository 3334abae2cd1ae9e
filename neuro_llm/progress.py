"""A progress bar on standard error for work over two seconds, drawn only on a terminal."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import numpy as np

from neuro_llm.recordings.recording import Recording, Source

BAR_DELAY = 2.0  # s; quicker work shows no bar


class WatchedSource:
    """A source that moves a bar as its samples are read; each pass over the recording starts it anew."""

    def __init__(self, source: Source, n_times: int, label: str) -> None:
        self.source, self.n_times, self.label = source, n_times, label
        self._bar: Any = None

    def read(self, start: int, stop: int, channels: Sequence[int]) -> np.ndarray:
        samples = self.source.read(start, stop, channels)
        self._move(stop)
        return samples

    def close(self) -> None:
        if self._bar is not None:
            self._bar.close()
        self.source.close()

    def _move(self, stop: int) -> None:
        from tqdm import tqdm  # type: ignore[import-untyped]

        if self._bar is None:
            self._bar = tqdm(
                total=self.n_times, desc=self.label, file=sys.stderr, delay=BAR_DELAY, leave=False,
                disable=None, bar_format="{desc}: {percentage:3.0f} %|{bar}| {elapsed}",
            )  # fmt: skip
        self._bar.update(min(stop, self.n_times) - self._bar.n)
        if stop >= self.n_times:
            self._bar.close()
            self._bar = None


def watched(recording: Recording, label: str = "reading") -> Recording:
    """The same recording; while it is read a bar shows how far, on standard error, if that is a terminal."""
    if not sys.stderr.isatty():
        return recording
    return replace(recording, source=WatchedSource(recording.source, recording.n_times, label))
