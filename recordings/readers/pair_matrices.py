"""Matrices between conditions (dissimilarities, correlations) are results, not recordings: they are refused."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np

from neuro_llm.recordings.errors import RecordingError

_WORDS = ("rdm", "dissimilar")
_LARGEST = 4096
"""Rows and columns that are compared."""


def refuse_dissimilarities(name: str, variables: Iterable[str]) -> None:
    """RecordingError where a variable's name says that it holds dissimilarities."""
    for variable in variables:
        if any(word in variable.lower() for word in _WORDS):
            raise _refusal(name, f"{variable} holds dissimilarity matrices between conditions")


def refuse_pairs(name: str, data: np.ndarray) -> None:
    """RecordingError where a square matrix is its own mirror image, which samples over time never are."""
    rows = data.shape[0]
    if data.ndim != 2 or rows != data.shape[1] or not 3 <= rows <= _LARGEST:
        return
    if np.array_equal(data, data.T, equal_nan=True):
        raise _refusal(name, f"it holds a symmetric matrix of {rows} × {rows} pairs")


def _refusal(name: str, what: str) -> RecordingError:
    return RecordingError(
        name,
        f"{what}, not a recording.",
        "Open the recording that they were computed from: the fMRI run (.nii.gz), or its EEG or MEG file.",
    )
