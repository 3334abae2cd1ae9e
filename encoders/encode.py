"""A whole recording, streamed through an encoder: its tokens, its embeddings and what the heads estimate."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
import torch
from torch import Tensor

from neuro_llm.recordings.evidence.record import Evidence
from neuro_llm.recordings.recording import Recording
from neuro_llm.recordings.windows import windows

from .base import EncoderInput
from .eeg import EEGEncoder
from .heads import EVENTS, STATES
from .reading import Reading
from .second_look import second_look

TOKEN_LIMIT = (
    60  # patch tokens that a prompt shows of a recording: what the embedded language model learnt to read
)
GROUP_SECONDS = 10.0  # of recording behind one token that is kept ...
KEPT_TOKENS = 4096  # ... but never more of them than this (11 h)


@dataclass(frozen=True)
class Timeline:
    """What is kept of a recording's course, whatever the prompt shows of it: enough to find a moment and to zoom in.

    tokens   (group, dim) float16, patch tokens averaged over GROUP_SECONDS, over more in very long recordings
    times    (group, 2) seconds
    odds     event → (patch,) float16 log odds of the event in each patch
    patches  (patch, 2) float32 seconds
    """

    tokens: Tensor
    times: np.ndarray
    odds: dict[str, np.ndarray]
    patches: np.ndarray

    def clearest(self, event: str) -> float:
        """The second in the middle of the patch that shows the event most clearly."""
        return float(self.patches[int(self.odds[event].argmax())].mean())


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
    encoder       name of the encoder that made them: the tokens of each go through a projector of their own
    timeline      the whole course, coarse; None where the tokens show every patch
    zoomed        how many of the last tokens show a moment again, at full resolution
    """

    tokens: Tensor
    times: np.ndarray
    embedding: Tensor
    window_times: np.ndarray
    estimates: tuple[Evidence, ...]
    probabilities: dict[str, dict[str, float]]
    encoder: str
    timeline: Timeline | None = None
    zoomed: int = 0

    @property
    def neural(self) -> tuple[tuple[str, Tensor], ...]:
        """The tokens as a prompt takes them."""
        return ((self.encoder, self.tokens),)

    def marks(self, group: int = 4) -> tuple[tuple[float, int], ...]:
        """Time marks for the prompt: (second, how many tokens follow), summaries first; without a zoom."""
        times = self.times[: len(self.times) - self.zoomed]
        summaries = int((times[:, 1] - times[:, 0] >= times[-1, 1] - times[0, 0]).sum())
        summaries = min(summaries, len(times) - 1)
        return ((float(times[0, 0]), summaries), *_marks(times[summaries:], group))

    def zoom_marks(self, group: int = 4) -> tuple[tuple[float, int], ...]:
        """Time marks of the tokens that zoom in, () where none do."""
        return _marks(self.times[len(self.times) - self.zoomed :], group)

    def zoom(self, near: Encoded, event: str = "") -> Encoded:
        """The same with coarser tokens, and behind them those of a moment encoded by itself, within the same limit.

        near    some seconds of the same recording; its own token of the event's family takes the place of this one's
        event   family of events, "" where the moment is about something else
        """
        assert self.timeline is not None, "a recording whose patches are all shown needs no zoom"
        whole = len(self.tokens) - min(TOKEN_LIMIT, len(self.timeline.patches))
        summary = self.tokens[:whole].clone()
        if event in STATES:
            family = list(STATES).index(event)
            summary[family] = near.tokens[family]
        patches, times = near.tokens[whole:], near.times[whole:]
        span = (float(self.times[0, 0]), float(self.times[0, 1]))
        rest = TOKEN_LIMIT - len(patches)
        tokens, when = _pooled(self.timeline.tokens.float(), self.timeline.times, summary, span, rest)
        return replace(
            self,
            tokens=torch.cat([tokens, patches]),
            times=np.concatenate([when, times]),
            zoomed=len(patches),
        )


def _marks(times: np.ndarray, group: int) -> tuple[tuple[float, int], ...]:
    firsts = range(0, len(times), group)
    return tuple((float(times[first, 0]), min(group, len(times) - first)) for first in firsts)


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
    reading = Reading(joined, torch.cat(weights), np.asarray(spans), when, recording, span)
    reading = second_look(encoder, reading) if reading.long else reading
    whole = torch.cat([reading.features(encoder.width), torch.cat(summaries).mean(0)])
    tokens, token_times = _pooled(every, when, whole, span)
    return Encoded(
        tokens,
        token_times,
        torch.cat(embeddings),
        np.asarray(spans),
        reading.estimates(),
        reading.probabilities(),
        encoder.name,
        _timeline(every, when, reading) if reading.long else None,
    )


def _timeline(patches: Tensor, times: np.ndarray, reading: Reading) -> Timeline:
    span = float(times[-1, 1] - times[0, 0])
    count = min(KEPT_TOKENS, len(patches), max(TOKEN_LIMIT, round(span / GROUP_SECONDS)))
    tokens, when = _groups(patches, times, count)
    odds = {event: reading.patches(event).astype(np.float16) for event in EVENTS}
    return Timeline(tokens.half(), when, odds, times.astype(np.float32))


def _pooled(
    patches: Tensor, times: np.ndarray, summary: Tensor, span: tuple[float, float], limit: int = TOKEN_LIMIT
) -> tuple[Tensor, np.ndarray]:
    """Summaries and at most `limit` patch tokens: neighbours are averaged in longer recordings."""
    pooled, when = _groups(patches, times, min(limit, len(patches)))
    return torch.cat([summary, pooled]), np.concatenate([np.tile(span, (len(summary), 1)), when])


def _groups(patches: Tensor, times: np.ndarray, count: int) -> tuple[Tensor, np.ndarray]:
    """Means of `count` runs of neighbours: (count, dim), and their seconds (count, 2)."""
    groups = np.array_split(np.arange(len(patches)), count)
    pooled = torch.stack([patches[group[0] : group[-1] + 1].mean(0) for group in groups])
    return pooled, np.array([[times[group[0], 0], times[group[-1], 1]] for group in groups])
