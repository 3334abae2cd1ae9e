"""Covariances between channels in a few bands: what moving a hand, closing the eyes or calculating change.

Barachant et al. 2012 (IEEE Trans Biomed Eng 59:920): covariances are classified in the tangent space at their mean.
Here it is the log-Euclidean one, and the mean is that of the recording itself, so that people and runs lie around one
point (Zanini et al. 2018, IEEE Trans Biomed Eng 65:1107): its whole length counts, no label is looked at.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, ClassVar, Self

import numpy as np

from neuro_llm.recordings.recording import Recording

from .families import Drawn
from .montage import KINDS, Montage
from .spans import Remembered, evenly, pieces, signal
from .tangent import logarithm, mean, shrunk, upper, whitener

BANDS = ((1.0, 4.0), (4.0, 8.0), (8.0, 13.0), (13.0, 20.0), (20.0, 30.0), (30.0, 45.0))  # Hz
CYCLES = 2.0  # of the lowest frequency of a band that a span must hold
MOST_CHANNELS = 64
WINDOWS = 24  # that a recording's own mean is made of
REACTION, LONG_TRIAL, STATE = 0.5, 2.0, 10.0
"""Of trials of LONG_TRIAL to STATE seconds the first REACTION are left out: the brain answers a cue with a potential
first, its rhythms follow half a second later (Pfurtscheller & Lopes da Silva 1999)."""


@dataclass(frozen=True)
class Covariance:
    """Tangent vectors of band-passed covariances.

    bands    (low, high) Hz
    seconds  length of the windows that the recording's own mean is made of; 0: the mean is not taken away, since
             it would hold what is asked for where a recording has one label only
    skipped  s at the start of a span that are left out
    """

    name: ClassVar[str] = "covariance"
    supervised: ClassVar[bool] = False
    choices: ClassVar[tuple[tuple[float, float], ...]] = BANDS
    montage: Montage
    bands: tuple[tuple[float, float], ...]
    seconds: float
    skipped: float
    _centres: Remembered[np.ndarray] = field(default_factory=Remembered, compare=False, repr=False)

    @classmethod
    def proposed(cls, drawn: Drawn) -> Self | None:
        """That for these spans; None where there is one channel only, or the spans are too short for any band."""
        if drawn.modality in KINDS:
            return None
        montage = Montage.shared(drawn.layouts, MOST_CHANNELS)
        highest = 0.45 * min(layout.sfreq for layout in drawn.layouts)
        bands = tuple(
            (low, high)
            for low, high in cls.choices
            if low * drawn.shortest >= CYCLES and high <= highest + 1e-6
        )
        if montage.rows < 2 or not bands:
            return None
        window = min(10.0, max(1.0, drawn.typical)) if drawn.mixed else 0.0
        trials = drawn.mixed and drawn.shortest >= LONG_TRIAL and drawn.typical <= STATE
        return cls(montage, bands, window, REACTION if trials else 0.0)

    def check(self, recording: Recording) -> None:
        self.montage.weights(recording)

    def describe(self, recording: Recording, start: float, stop: float) -> np.ndarray:
        """(band · row · (row + 1) / 2,) of a span (s)."""
        found = self.covariances(recording, start, stop)
        if self.seconds:
            centre = self._centres.of(recording, self._centre)
            found = centre @ found @ np.swapaxes(centre, -1, -2)
        return upper(logarithm(found)).ravel().astype(np.float32)

    def learn(self, described: np.ndarray, labels: np.ndarray) -> dict[str, np.ndarray]:
        return {}

    def features(self, described: np.ndarray, learnt: Mapping[str, np.ndarray]) -> np.ndarray:
        return described

    def settings(self) -> dict[str, Any]:
        return {"bands": self.bands, "seconds": self.seconds, "skipped": self.skipped}

    @classmethod
    def restored(cls, montage: Montage, settings: Mapping[str, Any]) -> Self:
        bands = tuple((float(low), float(high)) for low, high in settings["bands"])
        return cls(montage, bands, float(settings["seconds"]), float(settings["skipped"]))

    def covariances(self, recording: Recording, start: float, stop: float) -> np.ndarray:
        """(band, row, row) of a span (s), its start left out"""
        start = min(start + self.skipped, (start + stop) / 2)
        return np.mean([self._covariances(recording, *piece) for piece in pieces(start, stop)], axis=0)

    def _covariances(self, recording: Recording, start: float, stop: float) -> np.ndarray:
        """(band, row, row)"""
        seen = signal(recording, self.montage, start, stop)
        return np.stack([shrunk(seen.band(*band).cut(start, stop)) for band in self.bands])

    def _centre(self, recording: Recording) -> np.ndarray:
        """(band, row, row) that makes the recording's own mean the identity."""
        windows = evenly(recording.duration, self.seconds, WINDOWS)
        found = np.stack([self._covariances(recording, *window) for window in windows])
        return whitener(mean(logarithm(found)))
