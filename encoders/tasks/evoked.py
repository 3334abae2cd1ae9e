"""What follows an event: the samples themselves, and their covariance with the mean response of each class.

For P300, N170, errors: responses that are locked in time to the start of the span.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, ClassVar, Self

import numpy as np

from neuro_llm.recordings.recording import Recording

from .families import Drawn
from .montage import KINDS, Montage
from .spans import signal
from .tangent import logarithm, mean, shrunk, upper, whitener

PASSED = (0.5, 20.0)  # Hz
RATE = 64.0  # Hz, of the samples that are kept
BASELINE = 0.1  # s before the event
SHORTEST, LONGEST = 0.6, 1.0  # s after it that are looked at
LONGEST_SPAN = 3.0  # s; longer spans are states, not responses
MOST_ROWS = 16  # of the filtered signals of all classes together


@dataclass(frozen=True)
class Evoked:
    """The samples after the event, filtered to PASSED, minus the mean of BASELINE.

    seconds  after the event
    """

    name: ClassVar[str] = "evoked"
    supervised: ClassVar[bool] = False
    montage: Montage
    seconds: float

    @classmethod
    def proposed(cls, drawn: Drawn) -> Self | None:
        """For short spans of fields, several in one recording."""
        fast = min(layout.sfreq for layout in drawn.layouts) > 2.2 * PASSED[1]
        if drawn.modality in KINDS or drawn.typical > LONGEST_SPAN or not drawn.mixed or not fast:
            return None
        montage = Montage.shared(drawn.layouts)
        return cls(montage, float(np.clip(drawn.typical, SHORTEST, LONGEST)))

    def check(self, recording: Recording) -> None:
        self.montage.weights(recording)

    def describe(self, recording: Recording, start: float, stop: float) -> np.ndarray:
        """(row, time) at RATE; where the recording ends earlier, its last sample goes on."""
        last = min(start + self.seconds, recording.duration)
        seen = signal(recording, self.montage, start, last).band(*PASSED)
        when = seen.first + np.arange(seen.data.shape[1]) / seen.sfreq
        at = start + np.arange(round(self.seconds * RATE)) / RATE
        course = np.stack([np.interp(at, when, row) for row in seen.data])
        before = seen.cut(max(start - BASELINE, 0.0), max(start, 2 / seen.sfreq))
        return (course - before.mean(axis=1, keepdims=True)).astype(np.float32)

    def learn(self, described: np.ndarray, labels: np.ndarray) -> dict[str, np.ndarray]:
        return {}

    def features(self, described: np.ndarray, learnt: Mapping[str, np.ndarray]) -> np.ndarray:
        return described.reshape(len(described), -1)

    def settings(self) -> dict[str, Any]:
        return {"seconds": self.seconds}

    @classmethod
    def restored(cls, montage: Montage, settings: Mapping[str, Any]) -> Self:
        return cls(montage, float(settings["seconds"]))


class EvokedCovariance(Evoked):
    """Covariance of each trial with the mean response of every class, in the tangent space.

    Barachant & Congedo 2014 (arXiv:1409.0107): the mean responses are stacked on the trial, so that the covariance
    tells how far it follows them. Before that channels are mixed by xDAWN (Rivet et al. 2009, IEEE Trans Biomed Eng
    56:2035): the mixtures whose mean response is largest against everything else.
    """

    name: ClassVar[str] = "evoked covariance"
    supervised: ClassVar[bool] = True

    def learn(self, described: np.ndarray, labels: np.ndarray) -> dict[str, np.ndarray]:
        trials = described.astype(np.float64)
        classes = np.unique(labels)
        responses = [trials[labels == label].mean(axis=0) for label in classes]
        count = min(trials.shape[1], max(1, min(4, MOST_ROWS // len(classes))))
        noise = shrunk(np.concatenate(list(trials), axis=1))
        filters = np.concatenate([_filters(response, noise, count) for response in responses])
        shapes = np.concatenate(
            [filters[i * count : (i + 1) * count] @ response for i, response in enumerate(responses)]
        )
        learnt = {"filters": filters, "shapes": shapes}
        return {**learnt, "whitener": whitener(mean(logarithm(_stacked(trials, learnt))))}

    def features(self, described: np.ndarray, learnt: Mapping[str, np.ndarray]) -> np.ndarray:
        found = _stacked(described.astype(np.float64), learnt)
        return upper(logarithm(learnt["whitener"] @ found @ learnt["whitener"]))


def _filters(response: np.ndarray, noise: np.ndarray, count: int) -> np.ndarray:
    """(count, row): mixtures of the rows in which the mean response is largest against the noise."""
    from scipy.linalg import eigh

    _, vectors = eigh(response @ response.T / response.shape[1], noise)
    return vectors[:, ::-1][:, :count].T


def _stacked(trials: np.ndarray, learnt: Mapping[str, np.ndarray]) -> np.ndarray:
    """(trial, 2 · filter, 2 · filter): covariances of the mean responses and the filtered trial together."""
    filtered = np.einsum("fr,nrt->nft", learnt["filters"], trials)
    shapes = np.broadcast_to(learnt["shapes"], filtered.shape)
    return shrunk(np.concatenate([shapes, filtered], axis=1))
