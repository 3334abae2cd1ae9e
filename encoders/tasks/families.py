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
    encoder   that reads the modality, None where there is none
    """

    modality: str
    layouts: Sequence[Layout]
    lengths: Sequence[float]
    mixed: bool
    encoder: Any = None

    @property
    def shortest(self) -> float:
        return min(self.lengths)

    @property
    def typical(self) -> float:
        return float(np.median(self.lengths))


class Family(Protocol):
    """One kind of features: described per span without its label, then made into features by what was learnt.

    supervised  the features are learnt from the labels
    montage     the rows that are read
    """

    name: ClassVar[str]
    supervised: ClassVar[bool]

    @property
    def montage(self) -> Montage: ...

    @classmethod
    def proposed(cls, drawn: Drawn) -> Self | None:
        """The features for these spans; None where they do not suit them."""
        ...

    def check(self, recording: Recording) -> None:
        """RecordingError where the recording lacks what is needed."""
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
    from .patterns import Patterns
    from .response import Response
    from .spectrum import Spectrum
    from .tokens import Tokens

    every = (Covariance, Patterns, Evoked, EvokedCovariance, Spectrum, Response, Tokens)
    return {kind.name: kind for kind in every}


def proposals(drawn: Drawn) -> list[Family]:
    """All families that suit the spans."""
    found = (kind.proposed(drawn) for kind in kinds().values())
    return [family for family in found if family is not None]
