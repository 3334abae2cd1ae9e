"""A whole recording, streamed through an encoder: its tokens, its embeddings and what the heads estimate."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import torch
from torch import Tensor, nn

from neuro_llm.recordings.channels import region_of
from neuro_llm.recordings.evidence.record import Evidence
from neuro_llm.recordings.recording import Recording
from neuro_llm.recordings.windows import windows

from .base import EncoderInput
from .eeg import EEGEncoder
from .heads import EVENTS, STATES

TOKEN_LIMIT = 60  # patch tokens per recording; longer recordings get coarser ones
ONSET_STEP, ONSET_STEPS = 5.0, 24  # seconds; the last step holds all that is later
UNREAL = -1e3  # logits of patches that hold no samples are far below
BAD_CHANNEL = 0.5  # a channel is named where its own probability is above this


@dataclass(frozen=True)
class Encoded:
    """What is kept of one recording for a whole conversation.

    tokens        (token, dim): one token per family (what its head decides from, and its logits), one for when a
                  seizure starts, the summary tokens, then patch tokens in time order
    times         (token, 2) seconds; summary tokens span everything
    embedding     (window, space_dim), unit length
    window_times  (window, 2) seconds
    estimates     calibrated records of kind "estimated"
    probabilities family → value → calibrated probability
    """

    tokens: Tensor
    times: np.ndarray
    embedding: Tensor
    window_times: np.ndarray
    estimates: tuple[Evidence, ...]
    probabilities: dict[str, dict[str, float]]

    def marks(self, group: int = 4) -> tuple[tuple[float, int], ...]:
        """Time marks for the prompt: (second, how many tokens follow), summaries first."""
        summaries = int((self.times[:, 1] - self.times[:, 0] >= self.times[-1, 1] - self.times[0, 0]).sum())
        summaries = min(summaries, len(self.times) - 1)
        marks = [(float(self.times[0, 0]), summaries)]
        for first in range(summaries, len(self.times), group):
            marks.append((float(self.times[first, 0]), min(group, len(self.times) - first)))
        return tuple(marks)


@torch.inference_mode()
def encode_recording(
    encoder: EEGEncoder, recording: Recording, start: float = 0.0, stop: float | None = None
) -> Encoded:
    """Encode `start`..`stop` (s) of a recording in bounded memory."""
    encoder.eval()
    patches, times, summaries, embeddings, logits, weights = [], [], [], [], [], []
    spans: list[tuple[float, float]] = []
    device = next(encoder.parameters()).device
    count = encoder.spec.patches
    for batch in windows(recording, encoder.spec, start, stop):
        out = encoder(EncoderInput.of(batch, encoder.spec.sfreq).to(device))
        real = out.mask[:, :count].cpu()
        patches.append(out.tokens[:, :count].cpu()[real])
        times.append(batch.times[real.numpy()])
        summaries.append(out.tokens[:, count:].cpu())
        embeddings.append(out.embedding.cpu())
        spans.extend((t[r][0, 0], t[r][-1, 1]) for t, r in zip(batch.times, real.numpy(), strict=True))
        logits.append({name: value.cpu() for name, value in encoder.heads.calibrated(out.logits).items()})
        weights.append(real.float().sum(1))
    joined = {name: torch.cat([piece[name] for piece in logits]) for name in logits[0]}
    every, when = torch.cat(patches), np.concatenate(times)
    span = (float(when[0, 0]), float(when[-1, 1]))
    reading = _Reading(joined, torch.cat(weights), np.asarray(spans), when, recording, span)
    whole = torch.cat([reading.features(encoder.width), torch.cat(summaries).mean(0)])
    tokens, token_times = _pooled(every, when, whole, span)
    return Encoded(
        tokens,
        token_times,
        torch.cat(embeddings),
        np.asarray(spans),
        reading.estimates(),
        reading.probabilities(),
    )


def _pooled(
    patches: Tensor, times: np.ndarray, summary: Tensor, span: tuple[float, float]
) -> tuple[Tensor, np.ndarray]:
    """Summaries and at most TOKEN_LIMIT patch tokens: neighbours are averaged in longer recordings."""
    groups = np.array_split(np.arange(len(patches)), min(TOKEN_LIMIT, len(patches)))
    pooled = torch.stack([patches[group[0] : group[-1] + 1].mean(0) for group in groups])
    when = np.array([[times[group[0], 0], times[group[-1], 1]] for group in groups])
    return torch.cat([summary, pooled]), np.concatenate([np.tile(span, (len(summary), 1)), when])


@dataclass(frozen=True)
class _Reading:
    """Calibrated logits of all windows of one recording, and how they become records."""

    logits: dict[str, Tensor]
    weights: Tensor
    spans: np.ndarray
    patch_times: np.ndarray
    recording: Recording
    span: tuple[float, float]

    def estimates(self) -> tuple[Evidence, ...]:
        records = [self._state(family) for family in STATES if family != "bad channels"]
        records.append(self._bad_channels())
        records.extend(self._times(event) for event in EVENTS if self._probability(event)[1] > 0.5)
        if self._probability("seizure")[1] > 0.5:
            records.append(self._onset())
        return tuple(records)

    def probabilities(self) -> dict[str, dict[str, float]]:
        return {
            family: dict(zip(values, self._probability(family).tolist(), strict=True))
            for family, values in STATES.items()
        }

    def features(self, width: int) -> Tensor:
        """(family + 1, width): what each head decided from and its logits, of an event at its clearest window,
        else the mean; last, when a seizure starts: its probability in steps of ONSET_STEP seconds."""
        rows = []
        for number, family in enumerate(STATES):
            logits = self.logits[family]
            seen = torch.cat([self.logits["features"][:, number], logits], 1)
            clearest = int((logits[:, 1] - logits[:, 0]).argmax())
            rows.append(seen[clearest] if family in EVENTS else seen.mean(0))
        rows.append(self._onset_course(width))
        return torch.stack([nn.functional.pad(row, (0, width - len(row))) for row in rows])

    def _onset_course(self, width: int) -> Tensor:
        """(step,) ten times the probability that a seizure starts in each step from the start of what was read."""
        starts, chances = self._onset_chances()
        steps = ((starts - self.span[0]) // ONSET_STEP).astype(int).clip(0, min(ONSET_STEPS, width) - 1)
        course = torch.zeros(min(ONSET_STEPS, width))
        return course.index_add(0, torch.from_numpy(steps), 10 * self._probability("seizure")[1] * chances)

    def _probability(self, family: str) -> Tensor:
        """(class,) over the whole recording: states averaged over windows, events at their clearest window."""
        logits = self.logits[family]
        if family in EVENTS or family == "bad channels":
            odds = logits[:, 1] - logits[:, 0]
            joint = odds.max() if family in EVENTS else (odds * self.weights).sum() / self.weights.sum()
            return torch.stack([-joint / 2, joint / 2]).softmax(0)
        weights = (self.weights / self.weights.sum()).unsqueeze(-1)
        return (logits.log_softmax(-1) * weights).sum(0).softmax(0)

    def _record(
        self, quantity: str, value: object, probability: float, channels: tuple[str, ...], how: str
    ) -> Evidence:
        return Evidence(
            quantity=quantity, value=value, unit="s" if quantity == "onset" else "", channels=channels,  # type: ignore[arg-type]
            start=self.span[0], stop=self.span[1], kind="estimated", probability=round(probability, 3),
            method=f"calibrated head of the EEG encoder, {how} of {len(self.weights)} window(s)",
        )  # fmt: skip

    def _state(self, family: str) -> Evidence:
        probabilities = self._probability(family)
        best = int(probabilities.argmax())
        how = "clearest" if family in EVENTS else "mean"
        return self._record(
            family, STATES[family][best], float(probabilities[best]), self._channels(family), how
        )

    def _channels(self, family: str) -> tuple[str, ...]:
        """The channels a person would look at: the posterior ones for the eyes, frontal ones for blinks."""
        wanted = {
            "eyes": ("occipital", "parietal"),
            "blinks": ("frontal",),
            "spindles": ("central", "frontal"),
        }
        names = self.recording.fields
        positions = np.asarray(self.recording.positions)[self.recording.index(names)]
        chosen = [
            name
            for name, place in zip(names, positions, strict=True)
            if region_of(name, place) in wanted.get(family, ())
        ]
        return tuple(chosen or names)

    def _bad_channels(self) -> Evidence:
        each = ((self.logits["bad each"] * self.weights.unsqueeze(-1)).sum(0) / self.weights.sum()).sigmoid()
        named = tuple(name for name, p in zip(self.recording.fields, each, strict=True) if p > BAD_CHANNEL)
        probabilities = self._probability("bad channels")
        best = int(probabilities.argmax())
        return self._record(
            "bad channels", STATES["bad channels"][best], float(probabilities[best]), named, "mean"
        )

    def _patches(self, name: str) -> np.ndarray:
        """Probabilities per real patch, in time order."""
        logits = self.logits[name]
        return logits[logits > UNREAL].sigmoid().numpy()

    def _times(self, event: str) -> Evidence:
        """Middle of every patch in which the event is likely (at least the likeliest one)."""
        each = self._patches(f"{event} patches")
        found = np.flatnonzero(each >= min(0.5, each.max()))
        middles = tuple(float(round(self.patch_times[i].mean(), 1)) for i in found)
        name = {"seizure": "seizure times", "spindles": "spindle times", "blinks": "blink times"}[event]
        return self._record(name, middles, float(each.max()), self._channels(event), "patches")

    def _onset(self) -> Evidence:
        """Start of the likeliest first patch of the seizure, in the window that shows it most clearly."""
        starts, chances = self._onset_chances()
        start, chance = float(starts[int(chances.argmax())]), float(chances.max())
        return self._record("onset", round(start, 1), chance, self.recording.fields, "clearest")

    def _onset_chances(self) -> tuple[np.ndarray, Tensor]:
        """Starts (s) of the real patches of the window with the clearest seizure, and the chance of each."""
        window = int((self.logits["seizure"][:, 1] - self.logits["seizure"][:, 0]).argmax())
        chances = onset_chances(self.logits["onset"][window], self.logits["seizure patches"][window])
        real = self.logits["onset"][window] > UNREAL
        before = int((self.logits["onset"][:window] > UNREAL).sum())
        return self.patch_times[before : before + int(real.sum()), 0], chances[real]


def onset_chances(onset: Tensor, present: Tensor, ahead: int = 3, trust: float = 0.6) -> Tensor:
    """(patch,) probability that a seizure starts there: the onset head, and absent before and present after it.

    onset, present   (patch,) logits of the onset and of the seizure being there; UNREAL or less where nothing is
    ahead            patches after the start that must show it; trust: weight of the present patches
    """
    real = onset > UNREAL
    there = nn.functional.logsigmoid(present).clamp(-8) * real
    absent = nn.functional.logsigmoid(-present).clamp(-8) * real
    before = absent.cumsum(0) - absent
    after = nn.functional.pad(there, (0, ahead - 1)).unfold(0, ahead, 1).sum(-1)
    return (onset + trust * (before + after)).masked_fill(~real, -torch.inf).softmax(0)
