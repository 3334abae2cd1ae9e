"""The classical reading of evoked signals: channels averaged around fixed places, then ridge regression."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from .aligning import Targets
from .trial_store import StoredTrials

PLACES = 32
STRENGTHS = np.logspace(0, 6, 13)


def place_ridge(
    trials: Sequence[StoredTrials], targets: Targets, modality: str, stimuli: Sequence[str]
) -> np.ndarray | None:
    """Predicted picture vectors of the test people: (person, stimulus, dim), None where channels have no places.

    Each trial is the mean of its channels around PLACES fixed places (a Gaussian as wide as the places are apart), per
    kind of channel and patch of time; ridge regression leads from there to the picture's vector.
    """
    from sklearn.cluster import KMeans
    from sklearn.linear_model import RidgeCV
    from sklearn.pipeline import make_pipeline
    from sklearn.preprocessing import StandardScaler

    mine = [stored for stored in trials if stored.modality == modality]
    places = np.concatenate([stored.sensors.positions for stored in mine])
    if not np.isfinite(places).all():
        return None
    centres = KMeans(PLACES, n_init=1, random_state=0).fit(places).cluster_centers_
    apart = np.linalg.norm(centres[:, None] - centres[None], axis=-1)
    width = float(np.median(np.sort(apart, axis=1)[:, 1]))
    kinds = sorted({int(kind) for stored in mine for kind in stored.sensors.kinds})
    train_x, train_y = [], []
    for stored in mine:
        rows = np.flatnonzero(stored.split == "train")
        if len(rows):
            train_x.append(_described(stored, rows, centres, width, kinds))
            train_y.append(targets.of(stored.stimulus[rows])[0].numpy())
    probe = make_pipeline(StandardScaler(), RidgeCV(alphas=STRENGTHS))
    probe.fit(np.concatenate(train_x), np.concatenate(train_y))
    people = []
    for stored in mine:
        rows = np.flatnonzero(stored.split == "test")
        if len(rows):
            said = probe.predict(_described(stored, rows, centres, width, kinds))
            people.append([said[stored.stimulus[rows] == name].mean(0) for name in stimuli])
    return np.array(people)


def _described(
    stored: StoredTrials, rows: np.ndarray, centres: np.ndarray, width: float, kinds: Sequence[int]
) -> np.ndarray:
    """(trial, kind × place × patch)"""
    far = np.linalg.norm(stored.sensors.positions[:, None] - centres[None], axis=-1)
    near = np.exp(-0.5 * (far / width) ** 2) + 1e-6
    data = np.asarray(stored.data[rows], np.float32)
    data = data.reshape(*data.shape[:2], stored.mask.shape[2], -1).mean(-1)
    parts = []
    for kind in kinds:
        weights = near * (stored.sensors.kinds == kind)[:, None]
        weights = weights / np.maximum(weights.sum(0), 1e-9)
        parts.append(np.einsum("nct,cp->npt", data, weights).reshape(len(rows), -1))
    return np.concatenate(parts, axis=1)
