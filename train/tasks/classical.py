"""The field's usual detectors, each in a few lines, learning from the same examples as the model.

Learners: scikit-learn and MNE; detectors that learn nothing keep the thresholds of NeuroQA's.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache
from itertools import pairwise
from typing import Any

import numpy as np

from neuro_llm.train.detectors import BANDS_HZ, Detectors, Signal
from neuro_llm.train.evaluate import tuned_detectors
from neuro_llm.train.qa.real_detectors import Detector
from neuro_llm.train.qa.real_files import cut

from .task import Decoder, Piece

SHORT = 2.0  # s; shorter pieces are told by their course in time, longer ones by their rhythms
BOLD_DELAY = 5.0  # s; the response follows what is seen
MOTOR_HZ, MOTOR_FROM = (8.0, 30.0), 0.5  # s after the cue
ERP_HZ, ERP_STEP = (0.5, 20.0), 0.05  # s, of one feature
PATTERNS = 4  # spatial ones


def usual(
    train: Sequence[Piece], labels: Sequence[str], test: Sequence[Piece], options: tuple[str, ...]
) -> np.ndarray:
    """The learner that suits the recordings and spans."""
    learner = mean_activity
    if all(piece.recording.fields for piece in train):
        seconds = float(np.median([piece.stop - piece.start for piece in train]))
        learner = evoked if seconds < SHORT else band_power
    return learner(train, labels, test, options)


def band_power(
    train: Sequence[Piece], labels: Sequence[str], test: Sequence[Piece], options: tuple[str, ...]
) -> np.ndarray:
    """Log share of each band's power per channel, then the discriminant."""
    names = _common(train, test)

    def described(piece: Piece) -> np.ndarray:
        signal = Signal.of(piece.recording, piece.start, piece.stop)
        fields = piece.recording.fields
        at, psd = signal.frequencies, signal.psd[[fields.index(name) for name in names or fields]]
        bands = [psd[:, (at >= low) & (at < high)].sum(axis=1) for low, high in BANDS_HZ.values()]
        power = np.stack(bands, axis=1)
        return _rows(np.log(power / power.sum(axis=1, keepdims=True)), names)

    return _told(_discriminant(labels), described, train, labels, test, options)


def spatial_patterns(
    train: Sequence[Piece], labels: Sequence[str], test: Sequence[Piece], options: tuple[str, ...]
) -> np.ndarray:
    """Common spatial patterns of 8–30 Hz from half a second after the cue, then the discriminant
    (Blankertz et al. 2008)."""
    import mne
    from sklearn.pipeline import make_pipeline

    names, length = _common(train, test), min(piece.samples for piece in (*train, *test))

    def described(piece: Piece) -> np.ndarray:
        x = piece.filtered(names or piece.recording.brain, *MOTOR_HZ)
        return np.asarray(1e6 * x[:, round(MOTOR_FROM * piece.recording.sfreq) : length])

    patterns = mne.decoding.CSP(n_components=PATTERNS, reg="ledoit_wolf", log=True)
    with mne.use_log_level("error"):
        return _told(make_pipeline(patterns, _discriminant(labels)), described, train, labels, test, options)


def evoked(
    train: Sequence[Piece], labels: Sequence[str], test: Sequence[Piece], options: tuple[str, ...]
) -> np.ndarray:
    """Means of 50 ms at every channel, then the discriminant (Blankertz et al. 2011)."""
    names = _common(train, test)
    count = int(min(piece.stop - piece.start for piece in (*train, *test)) / ERP_STEP + 1e-6)

    def described(piece: Piece) -> np.ndarray:
        x = 1e6 * piece.filtered(names or piece.recording.brain, *ERP_HZ)
        edges = (np.arange(count + 1) * ERP_STEP * piece.recording.sfreq).astype(int)
        means = [x[:, a : max(b, a + 1)].mean(axis=1) for a, b in pairwise(edges)]
        return _rows(np.stack(means, axis=1), names)

    return _told(_discriminant(labels), described, train, labels, test, options)


def mean_activity(
    train: Sequence[Piece], labels: Sequence[str], test: Sequence[Piece], options: tuple[str, ...]
) -> np.ndarray:
    """Each channel's mean against its level and spread in the recording, then logistic regression; BOLD comes later."""
    from sklearn.linear_model import LogisticRegression

    names = _common(train, test)

    def described(piece: Piece) -> np.ndarray:
        recording = piece.recording
        late = BOLD_DELAY if recording.modality == "fmri" else 0.0
        chosen = names or recording.brain
        whole = recording.read(channels=chosen)
        mean = recording.read(piece.start + late, piece.stop + late, chosen).mean(axis=1)
        return _rows(((mean - whole.mean(axis=1)) / (whole.std(axis=1) + 1e-9))[:, None], names)

    learner = LogisticRegression(class_weight="balanced", max_iter=1000)
    return _told(learner, described, train, labels, test, options)


def filter_bank(
    train: Sequence[Piece], labels: Sequence[str], test: Sequence[Piece], options: tuple[str, ...]
) -> np.ndarray:
    """Filter bank canonical correlation with the frequencies that the options are (Chen et al. 2015, J Neural Eng 12).

    Sub-bands from 8, 16, 24, 32 and 40 Hz to 88 Hz, five harmonics but those of the mains, weights n^-1.25 + 0.25;
    nothing is learnt.
    """
    hertz = [float(option.split()[0]) for option in options]

    def scores(piece: Piece) -> list[float]:
        sfreq, at = piece.recording.sfreq, np.arange(piece.samples) / piece.recording.sfreq
        seen = [[k * hz for k in range(1, 6) if min(abs(k * hz - m) for m in (50, 60)) > 1] for hz in hertz]
        angles = [2 * np.pi * np.outer(at, harmonics) for harmonics in seen]
        waves = [np.linalg.qr(np.hstack([np.sin(a), np.cos(a)]) + 1e-9)[0] for a in angles]
        total = np.zeros(len(hertz))
        for number, low in enumerate((8, 16, 24, 32, 40), 1):
            x = piece.filtered(piece.recording.fields, low, min(88.0, 0.45 * sfreq))[:, : len(at)]
            own = np.linalg.qr((x - x.mean(axis=1, keepdims=True)).T)[0]
            found = [np.linalg.svd(own.T @ w, compute_uv=False)[0] for w in waves]
            total += (number**-1.25 + 0.25) * np.square(found)
        return list(total / total.sum())

    return np.array([scores(piece) for piece in test])


def loudness(
    train: Sequence[Piece], labels: Sequence[str], test: Sequence[Piece], options: tuple[str, ...]
) -> np.ndarray:
    """Log line length, standard deviation and range, medians over channels, then the discriminant (Esteller 2001)."""

    def described(piece: Piece) -> np.ndarray:
        x = 1e6 * piece.read(piece.recording.fields)
        lengths = np.abs(np.diff(x, axis=1)).mean(axis=1) * piece.recording.sfreq
        return np.log(np.median([lengths, x.std(axis=1), np.ptp(x, axis=1)], axis=1) + 1e-3)

    return _told(_discriminant(labels), described, train, labels, test, options)


def says(detect: Detector) -> Decoder:
    """A detector of NeuroQA, which learns nothing, asked about the span alone."""
    return _fixed(lambda piece: str(detect(cut(piece.recording, piece.start, piece.stop)).choice))


def tuned(family: str, meaning: Mapping[str, str]) -> Decoder:
    """A detector whose threshold was tuned on simulated recordings. meaning: value of the family → option"""
    return _fixed(
        lambda piece: meaning[
            str(_tuned().decide(family, Signal.of(piece.recording, piece.start, piece.stop)))
        ]
    )


def _fixed(decide: Callable[[Piece], str]) -> Decoder:
    def decode(
        train: Sequence[Piece], labels: Sequence[str], test: Sequence[Piece], options: tuple[str, ...]
    ) -> np.ndarray:
        said = [decide(piece) for piece in test]
        return np.array([[float(choice == option) for option in options] for choice in said])

    return decode


@lru_cache(maxsize=1)
def _tuned() -> Detectors:
    return tuned_detectors(lambda _: None)


def _common(train: Sequence[Piece], test: Sequence[Piece]) -> tuple[str, ...]:
    """Brain channels that every recording has, in the order of the first; () where there are none."""
    recordings = {id(piece.recording): piece.recording for piece in (*train, *test)}
    shared = set.intersection(*(set(recording.brain) for recording in recordings.values()))
    first = next(iter(recordings.values()))
    return tuple(name for name in first.brain if name in shared and name not in first.bads)


def _rows(features: np.ndarray, names: Sequence[str]) -> np.ndarray:
    """(channel, feature) as one row; mean and spread over the channels where recordings share none."""
    return features.ravel() if names else np.concatenate([features.mean(axis=0), features.std(axis=0)])


def _discriminant(labels: Sequence[str]) -> Any:
    """Linear discriminant analysis with analytic shrinkage, every label as likely beforehand."""
    from sklearn.discriminant_analysis import LinearDiscriminantAnalysis
    from sklearn.pipeline import make_pipeline
    from sklearn.preprocessing import StandardScaler

    even = np.full(len(set(labels)), 1 / len(set(labels)))
    return make_pipeline(
        StandardScaler(), LinearDiscriminantAnalysis(solver="lsqr", shrinkage="auto", priors=even)
    )


def _told(
    learner: Any, described: Callable[[Piece], np.ndarray], train: Sequence[Piece], labels: Sequence[str],
    test: Sequence[Piece], options: tuple[str, ...],
) -> np.ndarray:  # fmt: skip
    """(piece, option) probabilities of what was learnt."""
    learner.fit(np.stack([described(piece) for piece in train]), np.asarray(labels))
    found = learner.predict_proba(np.stack([described(piece) for piece in test]))
    known = list(learner.classes_)
    return np.stack(
        [found[:, known.index(o)] if o in known else np.zeros(len(found)) for o in options], axis=1
    )
