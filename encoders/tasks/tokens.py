"""What a frozen encoder makes of a span: its tokens, averaged and at their largest, and its embedding."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any, ClassVar

import numpy as np

from neuro_llm.recordings.errors import RecordingError
from neuro_llm.recordings.recording import Recording

from .families import Drawn
from .montage import KINDS, Montage

SHORTEST = 1.0  # s, that the encoder of fields reads


def encoder_of(encoders: Mapping[str, Any], modality: str) -> Any:
    """The encoder that reads a modality; that of EEG reads all fields. None where there is none."""
    other = None if modality in KINDS else encoders.get("eeg")
    return encoders.get(modality, other)


@dataclass(frozen=True)
class Tokens:
    """Mean and largest value of every dimension of the tokens, then the mean embedding.

    montage   not read: the encoder reads all channels by their places
    encoder   None: a head that was loaded without its encoder reads no recording
    """

    name: ClassVar[str] = "tokens"
    supervised: ClassVar[bool] = False
    montage: Montage
    encoder: Any = field(default=None, compare=False, repr=False)

    @classmethod
    def proposed(cls, drawn: Drawn) -> Tokens | None:
        """Where there is an encoder and the spans are long enough for it."""
        if drawn.encoder is None or (drawn.modality not in KINDS and drawn.shortest < SHORTEST):
            return None
        return cls(Montage("all"), drawn.encoder)

    def with_encoder(self, encoder: Any) -> Tokens:
        return replace(self, encoder=encoder)

    def describe(self, recording: Recording, start: float, stop: float) -> np.ndarray:
        """(2 · dim + space_dim,) of a span (s)"""
        from neuro_llm.encoders.encode import encode_recording

        self.check(recording)
        encoded = encode_recording(self.encoder, recording, start, stop)
        tokens = encoded.tokens.float()
        parts = (tokens.mean(0), tokens.amax(0), encoded.embedding.float().mean(0))
        return np.concatenate([part.numpy() for part in parts])

    def check(self, recording: Recording) -> None:
        if self.encoder is None:
            raise RecordingError(
                recording.name,
                "the task was learnt from the tokens of an encoder, and this model has none for it.",
                "Load the model folder that the task was learnt with.",
            )

    def learn(self, described: np.ndarray, labels: np.ndarray) -> dict[str, np.ndarray]:
        return {}

    def features(self, described: np.ndarray, learnt: Mapping[str, np.ndarray]) -> np.ndarray:
        return described

    def settings(self) -> dict[str, Any]:
        return {}

    @classmethod
    def restored(cls, montage: Montage, settings: Mapping[str, Any]) -> Tokens:
        return cls(montage)
