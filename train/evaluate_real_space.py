"""`neuro-llm eval space --data`: fMRI encoders with words on real blocks, and probes on real cells and units."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path
from typing import Any

import numpy as np
import torch

from neuro_llm.encoders import ENCODERS
from neuro_llm.encoders.bind import Embedded, NeuroBind, encode, load_bind
from neuro_llm.encoders.bound import BoundEncoder, TrialBatch
from neuro_llm.encoders.scores import Score, accuracy, linear_probe, ridge_probe
from neuro_llm.encoders.space import PROMPTS, SmallTowers, Space
from neuro_llm.recordings.errors import ConfigError
from neuro_llm.recordings.readers import read
from neuro_llm.recordings.recording import Event, Recording
from neuro_llm.recordings.trials import cut

from .align import AlignRecipe, train_aligner
from .aligning import Targets
from .evaluate_space import table, untrained
from .trial_store import StoredTrials

BLOCKS = {
    "seconds": 2.0, "patch_seconds": 2.0, "offset": 5.0, "lengths_m": (0.004, 0.01), "dropout": 0.2,
}  # fmt: skip
"""fMRI blocks: the mean over the block, 5 s later; voxels differ from their neighbours over 4 mm."""
RECIPE = AlignRecipe(
    steps=300, batch=64, image_weight=0.0, text_weight=1.0, weight_decay=0.5, check_every=10**6, patience=0
)
TEST_RUNS = 2
SEGMENTS = 4
WINDOWS = 2  # whose vectors are averaged for a probe of position


def evaluate_real(data: Path, model: Path | None, work: Path, say: Callable[[str], None]) -> str:
    """Markdown tables of what the folder of real recordings allows.

    model   a trained space, whose towers and encoders are used; None: the one that comes with the package
    """
    from neuro_llm.space import load_space

    bind = load_bind(model) if model is not None else load_space()
    scores: list[Score] = []
    for folder in sorted({path.parent for path in data.rglob("*_bold.nii*")}):
        scores += words_of_blocks(sorted(folder.glob("*_bold.nii*")), bind.space or SmallTowers(), work, say)
    scores += probes(bind, data, say)
    if not scores:
        raise ConfigError(f"{data}: no fMRI runs with events, no calcium imaging and no spikes were found.")
    return table("Real recordings", scores)


@dataclass(frozen=True)
class Run:
    """The blocks of one fMRI run. logistic (block, voxel): the mean of each block, for the classical reading."""

    trials: StoredTrials
    logistic: np.ndarray


def words_of_blocks(
    paths: Sequence[Path], space: Space, work: Path, say: Callable[[str], None]
) -> list[Score]:
    """Which of the words was shown? Trained on all runs but two, tested on these, over all such splits.

    Needs four runs with the same events; the classical reading is logistic regression on the same blocks.
    """
    encoder = _block_encoder(space.dim)
    runs = [run for path in paths if (run := _run(path, encoder)) is not None]
    words = sorted({str(word) for run in runs for word in run.trials.stimulus})
    if len(runs) < TEST_RUNS + 2 or len(words) < 2:
        return []
    targets = Targets(
        {word: row for row, word in enumerate(words)},
        torch.full((len(words), space.dim), torch.nan),
        space.embed_text(words, PROMPTS),
    )
    splits = list(combinations(range(len(runs)), TEST_RUNS))
    guesses: list[Guess] = []
    for number, test in enumerate(splits, 1):
        guesses += _one_split(runs, test, words, targets, work / f"blocks-{number}")
        say(f"{paths[0].parent.name}: split {number} of {len(splits)}")
    name = f"{paths[0].parent.name}, {len(words)} words, {len(splits)} splits of {len(runs)} runs"
    truth, run_of = np.array([g.truth for g in guesses]), np.array([g.run for g in guesses])
    kinds = {
        "fMRI encoder, zero-shot words": np.array([g.told for g in guesses]),
        "logistic regression": np.array([g.classical for g in guesses]),
    }
    return [
        renamed(accuracy(guess, truth, run_of).balanced, f"{name}: {how}") for how, guess in kinds.items()
    ]


@dataclass(frozen=True)
class Guess:
    """What was shown in one block, and what the encoder and the classical reading say."""

    truth: str
    told: str
    classical: str
    run: int


def _one_split(
    runs: Sequence[Run], test: Sequence[int], words: Sequence[str], targets: Targets, folder: Path
) -> list[Guess]:
    """Train on all runs but the test runs; a guess for each of their blocks."""
    train = [run for i, run in enumerate(runs) if i not in test]
    encoder = _block_encoder(targets.text.shape[1])
    train_aligner({"fmri": encoder}, [run.trials for run in train], targets, folder, RECIPE, quiet=True)
    regression = _logistic(train)
    guesses = []
    for i in test:
        batch = TrialBatch.of([runs[i].trials.rows(np.arange(len(runs[i].logistic)))])
        near = (encode(encoder.eval(), batch) @ targets.text.T).argmax(1)
        classical = regression.predict(runs[i].logistic)
        rows = zip(runs[i].trials.stimulus, near, classical, strict=True)
        guesses += [Guess(str(truth), words[int(row)], str(other), i) for truth, row, other in rows]
    return guesses


def _block_encoder(dim: int) -> BoundEncoder:
    torch.manual_seed(0)
    found = ENCODERS.get("fmri").configured(space_dim=dim, **BLOCKS)
    assert isinstance(found, BoundEncoder)
    return found


def _run(path: Path, encoder: BoundEncoder) -> Run | None:
    """The blocks of a run; None where its events are no blocks of at least two kinds."""
    with read(path) as recording:
        events = [event for event in recording.events if event.duration >= encoder.spec.seconds]
        if len({event.label for event in events}) < 2:
            return None
        (cut_trials,) = cut(recording, encoder.spec, [(e.onset, e.onset + e.duration) for e in events])
        means = _block_means(recording, events, encoder.spec.offset)
    stored = StoredTrials(
        cut_trials.data.astype(np.float16), cut_trials.mask, cut_trials.sensors, cut_trials.ch_names,
        np.array([event.label for event in events]), np.array(["train"] * len(events)), path.stem, "fmri",
    )  # fmt: skip
    return Run(stored, means)


def _block_means(recording: Recording, events: Sequence[Event], delay: float) -> np.ndarray:
    """(block, voxel) mean of each standardised voxel over the block, `delay` s later."""
    data = recording.read(channels=recording.brain)
    data = (data - data.mean(1, keepdims=True)) / (data.std(1, keepdims=True) + 1e-6)
    spans = [(e.onset + delay, e.onset + e.duration + delay) for e in events]
    at = [(round(a * recording.sfreq), round(b * recording.sfreq)) for a, b in spans]
    return np.stack([data[:, first : max(first + 1, last)].mean(1) for first, last in at])


def _logistic(runs: Sequence[Run]) -> Any:
    from sklearn.linear_model import LogisticRegression

    x = np.concatenate([run.logistic for run in runs])
    return LogisticRegression(max_iter=2000).fit(x, np.concatenate([run.trials.stimulus for run in runs]))


def probes(bind: NeuroBind, data: Path, say: Callable[[str], None]) -> list[Score]:
    """Position of the animal, where it was followed, and the quarter of the recording, from vectors of windows."""
    scores = []
    control = untrained(bind)
    for path, options in _cells_and_units(data):
        with read(path, **options) as recording:
            if recording.modality not in bind.modalities:
                continue
            for how, model in (("", bind), (", untrained encoder", control)):
                embedded = model.embed(recording)
                say(f"embedded {recording.name}{how}: {len(embedded.vectors)} windows")
                scores += _probed(recording, embedded, how)
    return scores


def _probed(recording: Recording, embedded: Embedded, how: str) -> list[Score]:
    scores = [segment_probe(f"{recording.name}{how}", embedded.vectors)]
    positions = [name for name in recording.of_kind("behaviour") if "x" in name.lower().split()]
    if positions:
        found = position_probe(recording, positions[0], embedded.vectors, embedded.times)
        scores.append(renamed(found, f"{found.name}{how}"))
    return scores


def _cells_and_units(data: Path) -> list[tuple[Path, dict[str, Any]]]:
    """Recordings of cells and units below a folder, and what their files do not say: 30 frames/s are assumed."""
    found: list[tuple[Path, dict[str, Any]]] = []
    for traces in sorted(data.rglob("F.npy")):
        known = (traces.parent / "ops.npy").is_file()
        found.append((traces.parent, {} if known else {"sfreq": 30.0}))
    found += [(path.parent, {}) for path in sorted(data.rglob("*.videoPositionTracking"))]
    found += [(path, {}) for path in sorted(data.rglob("*.nwb"))]
    return found


def segment_probe(name: str, vectors: np.ndarray) -> Score:
    """Which quarter of the recording is a window from? Every second window trains, the others test."""
    segment = np.arange(len(vectors)) * SEGMENTS // len(vectors)
    train = np.arange(len(vectors)) % 2 == 0
    score = linear_probe(vectors[train], segment[train], vectors[~train], segment[~train])
    return renamed(score, f"{name}: quarter of the recording")


def position_probe(recording: Recording, channel: str, vectors: np.ndarray, times: np.ndarray) -> Score:
    """Pearson's r of the position while the animal moves: ten pieces in turn train and test, in stretches of time."""
    where = np.array([np.nanmean(recording.read(start, stop, (channel,))) for start, stop in times])
    count = len(where) // WINDOWS * WINDOWS
    x = vectors[:count].reshape(-1, WINDOWS, vectors.shape[1]).mean(1)
    y = where[:count].reshape(-1, WINDOWS).mean(1)
    moving = np.abs(np.gradient(y)) > 0.1 * np.nanstd(np.gradient(y))
    kept = np.isfinite(y) & moving
    x, y = x[kept], y[kept]
    piece = np.arange(len(y)) * 10 // len(y)
    test = piece % 2 == 1
    fit = ridge_probe(x[~test], y[~test], x[test], y[test], piece[test])
    return renamed(fit.r, f"{recording.name}: {channel}, Pearson r")


def renamed(score: Score, name: str) -> Score:
    return Score(name, score.value, score.low, score.high, score.chance, score.shuffled, score.n)
