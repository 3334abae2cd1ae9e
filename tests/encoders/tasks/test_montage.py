"""Rows that recordings with different channels share."""

from __future__ import annotations

import numpy as np
import pytest

from neuro_llm.encoders.tasks.montage import Layout, Montage
from neuro_llm.encoders.tasks.tokens import Tokens
from neuro_llm.recordings.arrays import from_array
from neuro_llm.recordings.errors import RecordingError
from neuro_llm.recordings.recording import Recording


def _recording(*names: str) -> Recording:
    data = np.arange(len(names), dtype=float)[:, None] * np.ones((1, 512)) * 1e-6
    return from_array(data, 128, names)


def test_common_channels_come_first() -> None:
    layouts = [Layout.of(_recording("C3", "Cz", "C4", "Pz")), Layout.of(_recording("C4", "c3", "Oz"))]
    montage = Montage.shared(layouts)
    assert montage == Montage("channels", ("C3", "C4"))
    assert montage.weights(_recording("Fz", "C4", "C3")) == (("C3", "C4"), None)
    with pytest.raises(RecordingError, match=r"lacks 1 of the 2 channels .*: C4\."):
        montage.weights(_recording("C3", "Cz"))


def test_regions_stand_in_for_other_channels() -> None:
    one, two = _recording("F3", "F5", "O1", "P3", "T7"), _recording("AF3", "F7", "PO3", "O2")
    montage = Montage.shared([Layout.of(one), Layout.of(two)])
    assert montage == Montage("regions", ("left frontal", "left occipital"))
    names, weights = montage.weights(one)
    assert names == ("F3", "F5", "O1")
    assert weights is not None
    assert weights.tolist() == [[0.5, 0.5, 0], [0, 0, 1]]
    with pytest.raises(RecordingError, match=r"lacks 1 of the 2 regions .*: left occipital"):
        montage.weights(_recording("F3", "Pz"))


def test_channels_without_places_are_taken_together() -> None:
    montage = Montage.shared([Layout.of(_recording("X1")), Layout.of(_recording("Y1", "Y2"))])
    assert montage == Montage("all")
    assert montage.rows == 1


def test_tokens_need_their_encoder() -> None:
    from neuro_llm.encoders import ENCODERS

    recording = from_array(1e-5 * np.random.default_rng(0).standard_normal((2, 512)), 128, ("C3", "C4"))
    family = Tokens.restored(Montage("all"), {})
    with pytest.raises(RecordingError, match="tokens of an encoder"):
        family.check(recording)
    encoder = ENCODERS.get("eeg").tiny()
    described = family.with_encoder(encoder).describe(recording, 0, 4)
    assert described.shape == (2 * encoder.width + 16,)
    assert np.isfinite(described).all()
