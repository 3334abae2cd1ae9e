"""What all kinds of features share, and which of them fit a set of labelled spans."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar, Protocol, Self

import numpy as np

from neuro_llm.recordings.recording import Recording

from .montage import Layout, Montage


@dataclass(frozen=True)
class Drawn:
    """What is known of labelled spans before any is read.

    layouts   of the recordings
    lengths   of the spans, s
    mixed     most recordings hold spans of several labels
    """

    modality: str
    layouts: Sequence[Layout]
    lengths: Sequence[float]
    mixed: bool

    @property
    def shortest(self) -> float:
        return min(self.lengths)

    @property
    def typical(self) -> float:
        return float(np.median(self.lengths))


class Family(Protocol):
    """One kind of features: described per span without its label, then made into features by what was learnt.

    montage   the rows that are read
    """

    name: ClassVar[str]
    montage: Montage

    @classmethod
    def proposed(cls, drawn: Drawn) -> Self | None:
        """The features for these spans; None where they do not suit them."""
        ...

    def describe(self, recording: Recording, start: float, stop: float) -> np.ndarray:
        """One span (s), whatever its shape; RecordingError where the recording lacks what is needed."""
        ...

    def learn(self, described: np.ndarray, labels: np.ndarray) -> dict[str, np.ndarray]:
        """What the features need of the labelled spans (trial, ...), labels (trial,) int; by name."""
        ...

    def features(self, described: np.ndarray, learnt: Mapping[str, np.ndarray]) -> np.ndarray:
        """(trial, ...) → (trial, feature)"""
        ...

    def settings(self) -> dict[str, Any]:
        """Everything but the montage, as JSON holds it."""
        ...

    @classmethod
    def restored(cls, montage: Montage, settings: Mapping[str, Any]) -> Self:
        """From `settings`; KeyError or TypeError where they are not whole."""
        ...


def kinds() -> dict[str, type[Family]]:
    """Name → family."""
    from .covariance import Covariance
    from .evoked import Evoked, EvokedCovariance
    from .response import Response
    from .spectrum import Spectrum

    return {kind.name: kind for kind in (Covariance, Evoked, EvokedCovariance, Spectrum, Response)}


def proposals(drawn: Drawn) -> list[Family]:
    """All families that suit the spans."""
    found = (kind.proposed(drawn) for kind in kinds().values())
    return [family for family in found if family is not None]
