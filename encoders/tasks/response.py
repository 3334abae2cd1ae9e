"""What voxels, cells and units answer during a span: means, peaks and rates.

fMRI and fNIRS answer seconds later (Boynton et al. 1996, J Neurosci 16:4207): the span is shifted by DELAY, and every
channel is freed of its trend and brought to mean 0 and spread 1 within the run (Haxby et al. 2001, Science 293:2425,
and the decoding literature since). Cells and units answer at once.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, ClassVar

import numpy as np

from neuro_llm.recordings.recording import Recording

from .families import Drawn
from .montage import KINDS, Montage
from .spans import Remembered, check_span

DELAY = 5.0  # s
SLOW = ("fmri", "fnirs")
BINS = 4  # of a span of spikes
TREND = 1  # degree of the polynomial that is taken away from a run


@dataclass(frozen=True)
class Response:
    """Per channel: the mean (fMRI, fNIRS), mean and peak (calcium), or √counts in BINS parts of the span (spikes).

    modality  which of them
    """

    name: ClassVar[str] = "response"
    supervised: ClassVar[bool] = False
    montage: Montage
    modality: str
    _runs: Remembered[np.ndarray] = field(default_factory=Remembered, compare=False, repr=False)

    @classmethod
    def proposed(cls, drawn: Drawn) -> Response | None:
        if drawn.modality not in KINDS:
            return None
        montage = Montage.shared(drawn.layouts)
        return cls(montage, drawn.modality) if montage.sort == "channels" else None

    def check(self, recording: Recording) -> None:
        self.montage.weights(recording)

    def describe(self, recording: Recording, start: float, stop: float) -> np.ndarray:
        """(channel,) or (channel, 2 or BINS)"""
        check_span(recording, start, stop)
        if self.modality in SLOW:
            return self._delayed(recording, start, stop)
        names, _ = self.montage.weights(recording)
        seen = recording.read(start, max(stop, start + 2 / recording.sfreq), names)
        seen = np.where(np.isfinite(seen), seen, 0.0)
        if self.modality == "spikes":
            return np.stack(
                [np.sqrt(part.sum(axis=1)) for part in np.array_split(seen, BINS, axis=1)], axis=1
            )
        return np.stack([seen.mean(axis=1), seen.max(axis=1)], axis=1)

    def learn(self, described: np.ndarray, labels: np.ndarray) -> dict[str, np.ndarray]:
        return {}

    def features(self, described: np.ndarray, learnt: Mapping[str, np.ndarray]) -> np.ndarray:
        return described.reshape(len(described), -1)

    def settings(self) -> dict[str, Any]:
        return {"modality": self.modality}

    @classmethod
    def restored(cls, montage: Montage, settings: Mapping[str, Any]) -> Response:
        return cls(montage, str(settings["modality"]))

    def _delayed(self, recording: Recording, start: float, stop: float) -> np.ndarray:
        """(channel,) mean of the samples whose middle lies in the span, DELAY later; at least one sample."""
        run = self._runs.of(recording, self._run)
        middles = (np.arange(run.shape[1]) + 0.5) / recording.sfreq
        within = (middles >= start + DELAY) & (middles < stop + DELAY)
        if not within.any():
            within[np.abs(middles - (start + stop) / 2 - DELAY).argmin()] = True
        return run[:, within].mean(axis=1)

    def _run(self, recording: Recording) -> np.ndarray:
        """(channel, time) float32: the whole run without its trend, mean 0 and spread 1; constant channels are 0."""
        names, _ = self.montage.weights(recording)
        run = recording.read(0.0, None, names)
        run = np.where(np.isfinite(run), run, 0.0)
        time = np.linspace(-1, 1, run.shape[1])
        slow = np.linalg.qr(np.stack([time**power for power in range(TREND + 1)], axis=1))[0]
        run = run - ((run @ slow) @ slow.T).astype(np.float32)
        spread = run.std(axis=1, keepdims=True)
        return np.where(spread > 1e-6 * spread.max(initial=0.0), run / np.maximum(spread, 1e-30), 0.0)
