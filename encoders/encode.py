"""A whole recording, streamed through an encoder: its tokens, its embeddings and what the heads estimate."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
import torch
from torch import Tensor

from neuro_llm.recordings.errors import RecordingError
from neuro_llm.recordings.evidence.record import Evidence
from neuro_llm.recordings.recording import Recording
from neuro_llm.recordings.stopping import look
from neuro_llm.recordings.trials import cut
from neuro_llm.recordings.windows import windows

from .base import EncoderInput
from .bound import BoundEncoder, TrialBatch
from .eeg import EEGEncoder
from .heads import EVENTS, STATES
from .reading import Reading
from .second_look import second_look

TOKEN_LIMIT = (
    60  # patch tokens that a prompt shows of a recording: what the embedded language model learnt to read
)
GROUP_SECONDS = 10.0  # of recording behind one token that is kept ...
SPACE = "space"  # under this name vectors of the shared space go through a projector of their own
AT_ONCE = 256  # windows of a time-locked encoder read together
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
                  seizure starts, the summary tokens, then patch tokens in time order. Of a time-locked encoder: one
                  summary, then patch tokens, TOKEN_LIMIT in all
    times         (token, 2) seconds; summary tokens span everything
    embedding     (window, space_dim), unit length
    window_times  (window, 2) seconds
    estimates     calibrated records of kind "estimated", () of time-locked encoders
    probabilities family → value → calibrated probability
    encoder       name of the encoder that made them: the tokens of each go through a projector of their own
    timeline      the whole course, coarse; None where the tokens show every patch
    zoomed        how many of the last tokens show a moment again, at full resolution
    in_space      the mean embedding stands before the tokens, as a token of the shared space: for language models that
                  learnt to read pictures by such
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
    in_space: bool = False

    @property
    def neural(self) -> tuple[tuple[str, Tensor], ...]:
        """The tokens as a prompt takes them."""
        own = ((self.encoder, self.tokens),)
        if not self.in_space:
            return own
        mean = torch.nn.functional.normalize(self.embedding.mean(0, keepdim=True), dim=-1)
        return ((SPACE, mean), *own)

    def marks(self, group: int = 4) -> tuple[tuple[float, int], ...]:
        """Time marks for the prompt: (second, how many tokens follow), summaries first; without a zoom."""
        times = self.times[: len(self.times) - self.zoomed]
        summaries = int((times[:, 1] - times[:, 0] >= times[-1, 1] - times[0, 0]).sum())
        summaries = min(summaries, len(times) - 1)
        return ((float(times[0, 0]), summaries + self.in_space), *_marks(times[summaries:], group))

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
    encoder: EEGEncoder | BoundEncoder, recording: Recording, start: float = 0.0, stop: float | None = None
) -> Encoded:
    """Encode `start`..`stop` (s) of a recording in bounded memory; time-locked encoders estimate nothing."""
    encoder.eval()
    if isinstance(encoder, BoundEncoder):
        return _course(encoder, recording, start, stop)
    return _states(encoder, recording, start, stop)


def _course(encoder: BoundEncoder, recording: Recording, start: float, stop: float | None) -> Encoded:
    """Windows of a time-locked encoder one after another, as without stimuli: their mean summary, then the patches."""
    patches, times, summaries, embeddings, spans = [], [], [], [], []
    device = next(encoder.parameters()).device
    stop = recording.duration if stop is None else min(stop, recording.duration)
    starts = np.arange(encoder.spec.patches) * encoder.spec.patch_seconds
    for trials in cut(recording, encoder.spec, part=(start, stop)):
        batch = TrialBatch.of([trials])
        for first in range(0, len(trials.times), AT_ONCE):
            look()
            out = encoder(batch.rows(slice(first, first + AT_ONCE)).to(device))
            seen = trials.times[first : first + AT_ONCE]
            real = out.mask[:, :-1].cpu()
            patches.append(out.tokens[:, :-1].cpu()[real])
            begin = (seen[:, :1] + starts)[real.numpy()]
            times.append(np.stack([begin, np.minimum(begin + encoder.spec.patch_seconds, stop)], 1))
            summaries.append(out.tokens[:, -1].cpu())
            embeddings.append(out.embedding.cpu())
            spans.append(seen)
    every, when = torch.cat(patches), np.concatenate(times)
    if not len(every):
        raise RecordingError(
            recording.name,
            f"no channel holds a finite sample from {start:g} to {stop:g} s.",
            "Choose other seconds.",
        )
    summary, span = torch.cat(summaries).mean(0, keepdim=True), (float(when[0, 0]), float(when[-1, 1]))
    tokens, token_times = _pooled(every, when, summary, span, TOKEN_LIMIT - 1)
    windows_seen = torch.cat(embeddings), np.concatenate(spans)
    return Encoded(tokens, token_times, *windows_seen, (), {}, encoder.name)


def _states(encoder: EEGEncoder, recording: Recording, start: float, stop: float | None) -> Encoded:
    """Windows of the encoder of states, and what its heads say of them together."""
    patches, times, summaries, embeddings, logits, weights = [], [], [], [], [], []
    spans: list[tuple[float, float]] = []
    device = next(encoder.parameters()).device
    count = encoder.spec.patches
    for batch in windows(recording, encoder.spec, start, stop):
        seen = EncoderInput.of(batch, encoder.spec.sfreq)
        look()
        out = encoder(seen.to(device))
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
