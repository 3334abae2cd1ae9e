"""Alignment to reports: one text of several paragraphs describes a whole recording (multiple-instance InfoNCE)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
import torch
from torch import Tensor, nn

from neuro_llm.encoders.alignment import report_loss
from neuro_llm.encoders.bound import BoundEncoder, TrialBatch
from neuro_llm.encoders.space import Space
from neuro_llm.recordings.errors import ConfigError
from neuro_llm.recordings.trials import TrialSpec

from .pair import Pair
from .pairs import PairSet
from .trial_store import StoredTrials

CHECKED = 16  # windows of each recording in the held-apart loss


def cropped(pairs: PairSet, specs: Mapping[str, TrialSpec]) -> PairSet:
    """The same data with every span cut into windows one after another, each of which has the span's report."""
    found: list[Pair] = []
    for pair in pairs.pairs:
        if pair.modality not in specs or not pair.text:
            continue
        seconds = specs[pair.modality].seconds
        count = max(1, int((pair.stop - pair.start) / seconds + 1e-6))
        starts = [pair.start + i * seconds for i in range(count)]
        found += [
            replace(pair, id=f"{pair.id}-{i}", start=start, stop=min(start + seconds, pair.stop))
            for i, start in enumerate(starts)
        ]
    return PairSet(pairs.folder, pairs.dataset, tuple(found))


@dataclass(frozen=True)
class Reports:
    """Paragraphs in the shared space: name → row; vectors (report, paragraph, dim), mask (report, paragraph)."""

    rows: Mapping[str, int]
    vectors: Tensor
    mask: Tensor


def embedded_reports(space: Space, sets: Sequence[PairSet]) -> Reports:
    """Every report's paragraphs (parted by empty lines) as vectors."""
    texts = {pair.stimulus: paragraphs(pair.text) for data in sets for pair in data.pairs if pair.text}
    if len(texts) < 2:
        raise ConfigError(f"{len(texts)} reports: at least 2 are needed to tell them apart.")
    most = max(map(len, texts.values()))
    vectors = torch.zeros(len(texts), most, space.dim)
    mask = torch.zeros(len(texts), most, dtype=torch.bool)
    for row, said in enumerate(texts.values()):
        vectors[row, : len(said)] = space.embed_text(said)
        mask[row, : len(said)] = True
    return Reports({name: row for row, name in enumerate(texts)}, vectors, mask)


def paragraphs(text: str) -> list[str]:
    """Parts of a text between empty lines."""
    parts = [" ".join(part.split()) for part in text.replace("\r\n", "\n").split("\n\n")]
    return [part for part in parts if part] or [text]


class ReportAligner(nn.Module):
    """Encoders and loss, as the Trainer wants them: forward(batch) → {"loss": ...}."""

    def __init__(self, encoders: Mapping[str, BoundEncoder]) -> None:
        super().__init__()
        self.encoders = nn.ModuleDict(dict(encoders))

    def forward(self, batch: dict[str, Any]) -> dict[str, Tensor]:
        device = next(self.parameters()).device
        vectors = self.encoders[batch["modality"]](batch["trials"].to(device)).embedding
        crops = vectors.unflatten(0, batch["crop_mask"].shape)
        parts = (batch[name].to(device) for name in ("paragraphs", "crop_mask", "paragraph_mask"))
        return {"loss": report_loss(crops, *parts)}


class ReportMeetings:
    """The batch of every step: some reports, and some windows of the recording of each. Modalities in turn."""

    def __init__(
        self,
        trials: Sequence[StoredTrials],
        reports: Reports,
        batch: int,
        crops: int,
        seed: int,
        split: str = "train",
    ) -> None:
        self.trials, self.reports, self.batch, self.crops, self.seed = trials, reports, batch, crops, seed
        self.windows: dict[str, dict[str, list[tuple[int, int]]]] = {}
        for number, stored in enumerate(trials):
            for row in np.flatnonzero(stored.split == split):
                mine = self.windows.setdefault(stored.modality, {})
                mine.setdefault(str(stored.stimulus[row]), []).append((number, int(row)))
        self.modalities = sorted(self.windows)

    def __call__(self, step: int) -> dict[str, Any]:
        rng = np.random.default_rng([self.seed, step])
        modality = self.modalities[step % len(self.modalities)]
        names = sorted(self.windows[modality])
        drawn = rng.choice(len(names), min(self.batch, len(names)), replace=False)
        return {"batch": self.batch_of(modality, [names[i] for i in drawn], rng)}

    def batch_of(self, modality: str, names: Sequence[str], rng: np.random.Generator) -> dict[str, Any]:
        """Windows of the recordings of these reports, padded with repeats that the mask hides."""
        parts, mask = [], torch.zeros(len(names), self.crops, dtype=torch.bool)
        for row, name in enumerate(names):
            windows = self.windows[modality][name]
            kept = rng.choice(len(windows), min(self.crops, len(windows)), replace=False)
            mask[row, : len(kept)] = True
            chosen = [windows[i] for i in np.resize(kept, self.crops)]
            parts += [self.trials[number].rows([window]) for number, window in chosen]
        rows = torch.tensor([self.reports.rows[name] for name in names])
        return {
            "modality": modality,
            "trials": TrialBatch.of(parts),
            "crop_mask": mask,
            "paragraphs": self.reports.vectors[rows],
            "paragraph_mask": self.reports.mask[rows],
        }


@torch.inference_mode()
def held_apart_report_loss(
    encoders: Mapping[str, BoundEncoder], trials: Sequence[StoredTrials], reports: Reports, most: int = 32
) -> float:
    """The loss over validation reports, relative to guessing, mean over modalities; NaN where there are none."""
    meet = ReportMeetings(trials, reports, most, CHECKED, seed=0, split="val")
    model = ReportAligner(encoders).eval()
    losses = []
    for modality in meet.modalities:
        names = sorted(meet.windows[modality])[:most]
        if len(names) > 1:
            batch = meet.batch_of(modality, names, np.random.default_rng(0))
            losses.append(float(model(batch)["loss"]) / np.log(len(names)))
    return float(np.mean(losses)) if losses else float("nan")
