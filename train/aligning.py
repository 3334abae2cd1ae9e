"""One step of the alignment: which trials of which modality meet their pictures and words, and the loss."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import torch
from torch import Tensor, nn

from neuro_llm.encoders.alignment import Alignment
from neuro_llm.encoders.bound import BoundEncoder, TrialBatch, subject_row
from neuro_llm.recordings.errors import ConfigError

from .trial_store import StoredTrials


@dataclass(frozen=True)
class Targets:
    """Where stimuli lie in the shared space: name → row of `image` and `text` (stimulus, dim), NaN where unknown."""

    rows: Mapping[str, int]
    image: Tensor
    text: Tensor

    def of(self, stimuli: Sequence[str] | np.ndarray) -> tuple[Tensor, Tensor]:
        rows = torch.tensor([self.rows[name] for name in stimuli])
        return self.image[rows], self.text[rows]


class Aligner(nn.Module):
    """Encoders and loss, as the Trainer wants them: forward(batch) → {"loss": ...}.

    weights   of pictures and of words in the loss
    """

    def __init__(self, encoders: Mapping[str, BoundEncoder], weights: tuple[float, float]) -> None:
        super().__init__()
        self.encoders = nn.ModuleDict(dict(encoders))
        self.losses = nn.ModuleDict({"image": Alignment(), "text": Alignment()})
        self.weights = dict(zip(("image", "text"), weights, strict=True))

    @property
    def scale(self) -> float:
        """1 / temperature of pictures, of words where there are no pictures."""
        loss = self.losses["image" if self.weights["image"] else "text"]
        assert isinstance(loss, Alignment)
        return float(loss.scale().detach())

    def forward(self, batch: dict[str, Any]) -> dict[str, Tensor]:
        trials: TrialBatch = batch["trials"].to(self.losses["image"].log_scale.device)
        embedding = self.encoders[batch["modality"]](trials).embedding
        loss = embedding.sum() * 0
        for name, weight in self.weights.items():
            target = batch[name].to(embedding.device)
            if weight and torch.isfinite(target).all():  # all rows of a step or none, in every process alike
                loss = loss + weight * self.losses[name](embedding, target)
        for each in self.losses.values():
            assert isinstance(each, Alignment)
            loss = loss + 0 * each.log_scale  # every process has a gradient of every parameter
        return {"loss": loss}


class Meetings:
    """The batch of every step, decided by the step alone: modalities in turn, every stimulus at most once.

    With several processes, index = step × processes + process: all of them work on the same modality, each on its part.
    """

    def __init__(
        self,
        trials: Sequence[StoredTrials],
        targets: Targets,
        batch: int,
        keep: float,
        seed: int,
        processes: int = 1,
    ) -> None:
        self.trials, self.targets, self.batch, self.keep = trials, targets, batch, keep
        self.seed, self.processes = seed, processes
        self.shown: dict[str, dict[str, list[tuple[int, int]]]] = {}
        for number, stored in enumerate(trials):
            for row in np.flatnonzero(stored.split == "train"):
                stimuli = self.shown.setdefault(stored.modality, {})
                stimuli.setdefault(str(stored.stimulus[row]), []).append((number, int(row)))
        self.modalities = sorted(self.shown)
        self.usable = {modality: self._groups(modality) for modality in self.modalities}
        people = {modality: subjects_of(trials, modality) for modality in self.modalities}
        self.subjects = [subject_row(people.get(stored.modality, ()), stored.subject) for stored in trials]

    def _groups(self, modality: str) -> list[list[str]]:
        """Training stimuli by what they have: picture and text, only a picture, only a text."""
        groups: dict[tuple[bool, ...], list[str]] = {}
        for name in sorted(self.shown[modality]):
            known = tuple(bool(torch.isfinite(target).all()) for target in self.targets.of([name]))
            groups.setdefault(known, []).append(name)
        usable = [group for known, group in groups.items() if any(known) and len(group) > 1]
        if not usable:
            raise ConfigError(f"{modality}: fewer than 2 training stimuli have a picture or a text.")
        return usable

    def __call__(self, index: int) -> dict[str, Any]:
        step, process = divmod(index, self.processes)
        rng = np.random.default_rng([self.seed, step])
        modality = self.modalities[step % len(self.modalities)]
        stimuli = self._alike(modality, rng)
        count = min(self.batch * self.processes, len(stimuli)) // self.processes
        drawn = rng.choice(len(stimuli), count * self.processes, replace=False)
        mine = [stimuli[i] for i in drawn[process * count : (process + 1) * count]]
        presentations = [self.shown[modality][name] for name in mine]
        chosen = [shown[rng.integers(len(shown))] for shown in presentations]
        return {"batch": self._batch(modality, chosen, rng)}

    def _alike(self, modality: str, rng: np.random.Generator) -> list[str]:
        """Stimuli of a modality for one step: those with picture and text, or with only one of them, by their share."""
        usable = self.usable[modality]
        sizes = np.array([len(group) for group in usable], float)
        return usable[int(rng.choice(len(usable), p=sizes / sizes.sum()))]

    def _batch(
        self, modality: str, chosen: Sequence[tuple[int, int]], rng: np.random.Generator
    ) -> dict[str, Any]:
        rows: dict[int, list[int]] = {}
        for number, row in sorted(chosen):
            rows.setdefault(number, []).append(row)
        parts = [self.trials[n].rows(which, self._kept(self.trials[n], rng)) for n, which in rows.items()]
        stimuli = [self.trials[n].stimulus[row] for n, which in rows.items() for row in which]
        image, text = self.targets.of(stimuli)
        return {
            "modality": modality,
            "trials": TrialBatch.of(parts, [self.subjects[n] for n in rows]),
            "image": image,
            "text": text,
        }

    def _kept(self, stored: StoredTrials, rng: np.random.Generator) -> np.ndarray:
        """Some of the channels, so that the encoder does not depend on any."""
        count = stored.data.shape[1]
        least = max(1, round(self.keep * count))
        return np.sort(rng.choice(count, int(rng.integers(least, count + 1)), replace=False))


def subjects_of(trials: Sequence[StoredTrials], modality: str) -> tuple[str, ...]:
    """People with training trials of a modality, sorted."""
    return tuple(sorted({t.subject for t in trials if t.modality == modality and (t.split == "train").any()}))


@torch.inference_mode()
def embed_split(
    encoder: BoundEncoder, trials: Sequence[StoredTrials], modality: str, split: str
) -> list[tuple[Tensor, np.ndarray, str]]:
    """(vectors (trial, dim), stimuli (trial,), subject) of every recording that has trials of the split."""
    from neuro_llm.encoders.bind import encode

    encoder.eval()
    device = next(encoder.parameters()).device
    found = []
    for stored in trials:
        rows = np.flatnonzero(stored.split == split)
        if stored.modality != modality or not len(rows):
            continue
        subject = subject_row(encoder.config.subjects, stored.subject)
        vectors = encode(encoder, TrialBatch.of([stored.rows(rows)], [subject]), device)
        found.append((vectors, stored.stimulus[rows], stored.subject))
    return found


def held_apart_loss(
    encoders: Mapping[str, BoundEncoder], trials: Sequence[StoredTrials], targets: Targets, most: int = 200
) -> float:
    """InfoNCE of validation trials against their targets, in blocks of `most` stimuli, mean over modalities."""
    losses = []
    for modality, encoder in encoders.items():
        for vectors, stimuli, _ in embed_split(encoder, trials, modality, "val"):
            _, first = np.unique(stimuli, return_index=True)
            first = first[:most]
            for target in targets.of(stimuli[first]):
                if len(first) > 1 and torch.isfinite(target).all():
                    logits = vectors[first] @ target.T / 0.07
                    right = torch.arange(len(first))
                    losses.append(float(nn.functional.cross_entropy(logits, right)) / np.log(len(first)))
    return float(np.mean(losses)) if losses else float("nan")
