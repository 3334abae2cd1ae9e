"""Scores on real recordings: the model beside the 30-line detector and a log-spectrum probe."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from neuro_llm.encoders.heads import STATES
from neuro_llm.recordings.arrays import from_array
from neuro_llm.recordings.readers import read
from neuro_llm.recordings.recording import Recording
from neuro_llm.recordings.simulate.head import TEN_TWENTY

from .detectors import Signal
from .evaluate import QUESTIONS, Pair, Score, table, tuned_detectors

CUT_SECONDS = 10.0
BONN_HZ, DELHI_HZ = 173.61, 200.0


@dataclass(frozen=True)
class Clip:
    """One labelled piece of a real recording. group: clips of one group are never on both sides of a probe."""

    recording: Recording
    label: str
    group: str


def real_tables(assistant: Any, data: Path, note: Callable[[str], None]) -> list[str]:
    """One Markdown table: task → model, detector, probe."""
    detectors = tuned_detectors(note)
    rows = {}
    for name, (family, clips) in tasks(data).items():
        note(f"real: {name}: {len(clips)} clips")
        if clips:
            rows[name] = {
                "model": Score.of(_asked(assistant, family, clips)),
                "detector": Score.of(
                    [
                        (clip.label, detectors.decide(family, Signal.of(clip.recording)) == clip.label)
                        for clip in clips
                    ]
                ),
                "log-spectrum probe": Score.of(probe(clips)),
            }
    title = "## Real recordings (class-balanced accuracy, 95 % interval over clips; the probe learns from other groups)"
    return [title, table(rows)] if rows else []


def tasks(data: Path) -> dict[str, tuple[str, list[Clip]]]:
    """Task → (family, clips)."""
    bonn = {letter: sorted((data / "seizure" / "bonn").glob(f"{letter}_*/*")) for letter in "ABCDE"}
    delhi = {
        kind: sorted((data / "seizure" / "delhi" / kind).glob("*.mat"))
        for kind in ("ictal", "interictal", "preictal")
    }
    rest = [*_cuts(data / "rest/S001R01.edf", "open"), *_cuts(data / "rest/S001R02.edf", "closed")]
    closed = [
        clip
        for path in sorted((data / "workload").glob("*_1.edf"))
        for clip in _cuts(path, "closed", every=20.0)
    ]
    return {
        "eyes, S001, 64 channels": ("eyes", rest),
        "eyes, S001, O1 Oz O2": ("eyes", [_only(clip, ("O1", "Oz", "O2")) for clip in rest]),
        "eyes, closed rest of three people": ("eyes", closed),
        "eyes, Bonn A open, B closed": ("eyes", [*_bonn(bonn["A"], "open"), *_bonn(bonn["B"], "closed")]),
        "seizure, Bonn E against A–D": (
            "seizure", [*_bonn(bonn["E"], "present"), *(c for letter in "ABCD" for c in _bonn(bonn[letter], "absent"))]
        ),
        "seizure, Delhi ictal against others": (
            "seizure", [*_delhi(delhi["ictal"], "present"), *_delhi(delhi["interictal"] + delhi["preictal"], "absent")]
        ),
        "bad channels, injected into S001": (
            "bad channels",
            [
                *(_spoiled(clip, i) for i, clip in enumerate(rest)),
                *(_only(clip, TEN_TWENTY, "absent") for clip in rest),
            ],
        ),
    }  # fmt: skip


def _array(data: np.ndarray, recording: Recording, names: Sequence[str]) -> Recording:
    return from_array(data, recording.sfreq, tuple(names), unit="V", name=recording.name)


def _cuts(path: Path, label: str, every: float = CUT_SECONDS) -> list[Clip]:
    """Pieces of ten seconds, brain channels only."""
    if not path.is_file():
        return []
    with read(path) as recording:
        starts = np.arange(0, recording.duration - CUT_SECONDS + 0.01, every)
        names = recording.fields
        return [
            Clip(
                _array(recording.read(s, s + CUT_SECONDS, names), recording, names),
                label,
                f"{path.stem}-{s // 20:.0f}",
            )
            for s in starts
        ]


def _only(clip: Clip, names: Sequence[str], label: str | None = None) -> Clip:
    recording = clip.recording
    return Clip(_array(recording.read(channels=names), recording, names), label or clip.label, clip.group)


def _spoiled(clip: Clip, number: int) -> Clip:
    """One of nineteen channels made flat, noisy or disconnected."""
    rng = np.random.default_rng([number, 23])
    data = clip.recording.read(channels=TEN_TWENTY)
    row = int(rng.integers(len(TEN_TWENTY)))
    kind = ("flat", "noisy", "mains")[number % 3]
    if kind == "flat":
        data[row] = rng.normal(0, 1e-8, data.shape[1])
    elif kind == "noisy":
        data[row] += rng.normal(0, 5 * data[row].std(), data.shape[1]).astype(np.float32)
    else:
        seconds = np.arange(data.shape[1]) / clip.recording.sfreq
        data[row] = 3e-4 * np.sin(2 * np.pi * 60 * seconds) + np.cumsum(rng.normal(0, 5e-6, data.shape[1]))
    return Clip(_array(data, clip.recording, TEN_TWENTY), "present", clip.group)


def _bonn(paths: Sequence[Path], label: str) -> list[Clip]:
    return [
        Clip(read(path, sfreq=BONN_HZ, unit="uV", modality="eeg"), label, path.stem)
        for path in paths
        if path.suffix.lower() == ".txt"
    ]


def _delhi(paths: Sequence[Path], label: str) -> list[Clip]:
    return [Clip(read(path, sfreq=DELHI_HZ, unit="uV", modality="eeg"), label, path.stem) for path in paths]


def _asked(assistant: Any, family: str, clips: Sequence[Clip]) -> list[Pair]:
    pairs = []
    for clip in clips:
        answer = assistant.generate(clip.recording, QUESTIONS[family], choices=STATES[family])
        pairs.append((clip.label, answer.choice == clip.label))
    return pairs


def probe(clips: Sequence[Clip], folds: int = 5) -> list[Pair]:
    """Logistic regression on the mean log-spectrum (1–45 Hz) and log-amplitude, folds by group."""
    features = np.stack([_spectrum(clip.recording) for clip in clips])
    groups = sorted({clip.group for clip in clips})
    order = np.random.default_rng(0).permutation(len(groups))
    fold_of = {groups[g]: i % folds for i, g in enumerate(order)}
    labels = np.array([clip.label for clip in clips])
    classes = sorted(set(labels))
    pairs: list[Pair] = []
    for fold in range(folds):
        test = np.array([fold_of[clip.group] == fold for clip in clips])
        if not test.any() or len(set(labels[~test])) < 2:
            pairs += [(label, label == classes[0]) for label in labels[test]]
            continue
        decided = _logistic(features[~test], labels[~test] == classes[1], features[test])
        pairs += [
            (label, (classes[1] if yes else classes[0]) == label)
            for label, yes in zip(labels[test], decided, strict=True)
        ]
    return pairs


def _spectrum(recording: Recording) -> np.ndarray:
    signal = Signal.of(recording)
    grid = np.arange(1.0, 45.5, 1.0)
    mean = np.log(np.median(signal.psd, axis=0))
    return np.append(np.interp(grid, signal.frequencies, mean), np.log(np.median(signal.data.std(1)) + 1e-3))


def _logistic(train: np.ndarray, labels: np.ndarray, test: np.ndarray, penalty: float = 1.0) -> np.ndarray:
    """Balanced ridge logistic regression: predictions for `test` (clip,) bool."""
    from scipy import optimize, special

    centre, spread = train.mean(0), train.std(0) + 1e-6
    x, z = (train - centre) / spread, (test - centre) / spread
    weight = np.where(labels, 0.5 / max(1, labels.sum()), 0.5 / max(1, (~labels).sum()))

    def loss(parameters: np.ndarray) -> float:
        margin = (x @ parameters[1:] + parameters[0]) * np.where(labels, 1.0, -1.0)
        return float(
            (weight * -special.log_expit(margin)).sum() + penalty / len(x) * np.square(parameters[1:]).sum()
        )

    found = optimize.minimize(loss, np.zeros(x.shape[1] + 1), method="L-BFGS-B").x
    return np.asarray(z @ found[1:] + found[0] > 0)
