"""How strong each frequency is in each channel or region: sleep, workload, seizures, artefacts, other people.

Log power in steps of frequency (Welch 1967) with the amplitude kept, the range of the signal and the length of its
line (Esteller et al. 2001, Proc IEEE EMBS 2:1707), which sharp waves make long.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, ClassVar

import numpy as np

from neuro_llm.recordings.recording import Recording

from .families import Drawn
from .montage import KINDS, Montage
from .spans import Signal, pieces, signal

EDGES = (1.0, 2.0, 3.0, 4.0, 5.5, 7.0, 8.5, 10.0, 11.5, 13.0, 16.0, 20.0, 25.0, 30.0, 37.0, 45.0)  # Hz
WINDOW_SECONDS = 2.0
SHORTEST = 0.5  # s
TINY = 1e-32  # unit²: the log of less is not taken


@dataclass(frozen=True)
class Spectrum:
    """Log power between `edges` (Hz), then log range and log length of the line, per row."""

    name: ClassVar[str] = "spectrum"
    supervised: ClassVar[bool] = False
    montage: Montage
    edges: tuple[float, ...]

    @classmethod
    def proposed(cls, drawn: Drawn) -> Spectrum | None:
        """For fields, where the spans last long enough for a spectrum."""
        if drawn.modality in KINDS or drawn.shortest < SHORTEST:
            return None
        highest = 0.45 * min(layout.sfreq for layout in drawn.layouts)
        lowest = 1 / min(WINDOW_SECONDS, drawn.shortest)
        edges = tuple(edge for edge in EDGES if lowest - 1e-6 <= edge <= highest + 1e-6)
        return cls(Montage.shared(drawn.layouts), edges) if len(edges) > 2 else None

    def check(self, recording: Recording) -> None:
        self.montage.weights(recording)

    def describe(self, recording: Recording, start: float, stop: float) -> np.ndarray:
        """(row · (band + 2),) of a span (s)."""
        found = [
            self._piece(signal(recording, self.montage, *piece), *piece) for piece in pieces(start, stop)
        ]
        return np.mean(found, axis=0).ravel().astype(np.float32)

    def learn(self, described: np.ndarray, labels: np.ndarray) -> dict[str, np.ndarray]:
        return {}

    def features(self, described: np.ndarray, learnt: Mapping[str, np.ndarray]) -> np.ndarray:
        return described

    def settings(self) -> dict[str, Any]:
        return {"edges": self.edges}

    @classmethod
    def restored(cls, montage: Montage, settings: Mapping[str, Any]) -> Spectrum:
        return cls(montage, tuple(float(edge) for edge in settings["edges"]))

    def _piece(self, seen: Signal, start: float, stop: float) -> np.ndarray:
        """(row, band + 2)"""
        from scipy.signal import welch

        data = seen.cut(start, stop)
        length = min(data.shape[1], round(WINDOW_SECONDS * seen.sfreq))
        padded = 1 << int(np.ceil(np.log2(max(length, 2 * WINDOW_SECONDS * seen.sfreq))))
        freqs, power = welch(data, seen.sfreq, nperseg=length, nfft=padded, axis=1)
        bands = [
            power[:, (freqs >= low) & (freqs < high)].mean(axis=1)
            for low, high in zip(self.edges, self.edges[1:], strict=False)
        ]
        passed = seen.band(self.edges[0], self.edges[-1]).cut(start, stop)
        line = np.abs(np.diff(passed, axis=1)).mean(axis=1) * seen.sfreq
        return np.log10(np.maximum(np.stack([*bands, np.ptp(passed, axis=1), line], axis=1), TINY))
