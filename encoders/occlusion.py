"""Which seconds and channels an estimate hangs on: parts are left out, and how far its log odds fall is looked at.

Occlusion (Zeiler & Fergus 2014, ECCV), at several sizes: what is told many times over is missed by leaving out small
parts alone. A part that is left out is masked, as seconds and channels that a recording does not have.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TypeVar

import numpy as np
import torch
from torch import Tensor

from neuro_llm.recordings.recording import Recording
from neuro_llm.recordings.windows import WindowBatch, windows

from .base import EncoderInput
from .eeg import EEGEncoder
from .heads import STATES
from .reading import Reading

PATCHES = (1, 2, 4, 6)  # lengths of the parts of time that are left out
NEIGHBOURS = (
    1,
    3,
    5,
)  # channels that are left out together, of a cap with up to FEW channels; more in larger ones
FEW, MOST_CENTRES = 24, 32
MOST_WINDOWS = 4  # of a long recording: those that speak most for the value
SHARE = 0.5  # of the largest fall that the smallest part has to reach
MOST_VALUES = 2**24  # numbers in one batch of inputs
LITTLE = 0.5  # nats; where no part takes more, no part carries the estimate by itself
LEAST = 1e-9  # probability

Part = TypeVar("Part")
Logits = dict[str, Tensor]


@dataclass(frozen=True)
class Influence:
    """What an estimate hangs on.

    seconds         (start, stop) spans: the shortest that take at least half of what any part takes; () where no
                    part takes much
    seconds_fall    nats of log odds that the largest of them takes
    channels        the same for channels: the fewest neighbours; () of a single channel
    channels_fall   nats
    """

    seconds: tuple[tuple[float, float], ...]
    seconds_fall: float
    channels: tuple[str, ...]
    channels_fall: float


@torch.inference_mode()
def influence(
    encoder: EEGEncoder, recording: Recording, family: str, value: str, span: tuple[float, float]
) -> Influence:
    """What the encoder's estimate `value` of a family hangs on in a span (s) of a recording."""
    encoder.eval()
    seen = _seen(encoder, recording, family, value, span)
    pieces = {
        number: next(windows(recording, encoder.spec, *seen.reading.spans[number])) for number in seen.chosen
    }
    given = {number: EncoderInput.of(piece, encoder.spec.sfreq) for number, piece in pieces.items()}
    names, channels_fall = _channels(seen, given, recording)
    return Influence(*_seconds(seen, pieces, given), names, channels_fall)


@dataclass(frozen=True)
class _Seen:
    """All windows as the encoder reads them, and how the estimate would be if it read some otherwise."""

    encoder: EEGEncoder
    reading: Reading
    family: str
    value: str

    @property
    def chosen(self) -> list[int]:
        """The windows that speak most for the value, in time order."""
        index = list(STATES[self.family]).index(self.value)
        order = self.reading.logits[self.family].log_softmax(-1)[:, index].argsort(descending=True)
        return sorted(order[:MOST_WINDOWS].tolist())

    def odds(self, changed: dict[int, Logits] | None = None) -> float:
        """Log odds of the value. changed: window → logits in the place of its own"""
        logits = dict(self.reading.logits)
        for number, other in (changed or {}).items():
            logits = {name: _with_row(rows, number, other[name]) for name, rows in logits.items()}
        p = replace(self.reading, logits=logits).probabilities()[self.family][self.value]
        p = min(max(p, LEAST), 1 - LEAST)
        return math.log(p) - math.log1p(-p)

    def masked(self, given: EncoderInput, masks: Tensor) -> list[Logits]:
        """Logits of one window with other masks (variant, channel, patch)."""
        size = max(1, MOST_VALUES // given.features.numel())
        found: list[Logits] = []
        for some in (given.mask & masks).split(size):
            count = len(some)
            features = given.features.expand(count, -1, -1, -1) * some.unsqueeze(-1)
            places, known = given.positions.expand(count, -1, -1), given.unit_known.expand(count)
            logits = _logits(self.encoder, EncoderInput(features, some, places, known))
            found += [{name: rows[i] for name, rows in logits.items()} for i in range(count)]
        return found


def _seen(
    encoder: EEGEncoder, recording: Recording, family: str, value: str, span: tuple[float, float]
) -> _Seen:
    logits, weights, times, spans = [], [], [], []
    for batch in windows(recording, encoder.spec, *span):
        given = EncoderInput.of(batch, encoder.spec.sfreq)
        real = given.mask.any(1)
        logits.append(_logits(encoder, given))
        weights.append(real.float().sum(1))
        times.append(batch.times[real.numpy()])
        spans += [(t[r][0, 0], t[r][-1, 1]) for t, r in zip(batch.times, real.numpy(), strict=True)]
    joined = {name: torch.cat([piece[name] for piece in logits]) for name in logits[0]}
    when = np.concatenate(times)
    whole = (float(when[0, 0]), float(when[-1, 1]))
    reading = Reading(joined, torch.cat(weights), np.asarray(spans), when, recording, whole)
    return _Seen(encoder, reading, family, value)


def _logits(encoder: EEGEncoder, given: EncoderInput) -> Logits:
    out = encoder(given.to(next(encoder.parameters()).device))
    return {name: rows.cpu() for name, rows in encoder.heads.calibrated(out.logits).items()}


def _with_row(rows: Tensor, number: int, row: Tensor) -> Tensor:
    rows = rows.clone()
    rows[number] = row
    return rows


def _seconds(
    seen: _Seen, pieces: dict[int, WindowBatch], given: dict[int, EncoderInput]
) -> tuple[tuple[tuple[float, float], ...], float]:
    """Parts of time of every length, within each window."""
    whole = seen.odds()
    falls: list[list[tuple[tuple[float, float], float]]] = []
    for length in PATCHES:
        found = []
        for number, one in given.items():
            real = one.mask[0].any(0)
            firsts = [
                i for i in range(len(real) - length + 1) if real[i : i + length].all() and real.sum() > length
            ]
            if not firsts:
                continue
            masks = torch.ones(len(firsts), 1, len(real), dtype=torch.bool)
            for row, first in enumerate(firsts):
                masks[row, :, first : first + length] = False
            times = pieces[number].times[0]
            for first, logits in zip(firsts, seen.masked(one, masks), strict=True):
                span = (float(times[first, 0]), float(times[first + length - 1, 1]))
                found.append((span, whole - seen.odds({number: logits})))
        falls.append(found)
    spans, fall = _smallest(falls)
    return _merged(spans), fall


def _channels(
    seen: _Seen, given: dict[int, EncoderInput], recording: Recording
) -> tuple[tuple[str, ...], float]:
    """Each channel, and each with its neighbours, in all chosen windows at once."""
    names, whole = recording.fields, seen.odds()
    falls: list[list[tuple[tuple[int, ...], float]]] = []
    for groups in _neighbourhoods(np.asarray(recording.positions)[recording.index(names)]):
        masks = torch.ones(len(groups), len(names), 1, dtype=torch.bool)
        for row, group in enumerate(groups):
            masks[row, list(group)] = False
        read = {number: seen.masked(one, masks) for number, one in given.items()}
        changed = [{number: logits[row] for number, logits in read.items()} for row in range(len(groups))]
        odds = [seen.odds(change) for change in changed]
        falls.append([(group, whole - one) for group, one in zip(groups, odds, strict=True)])
    chosen, fall = _smallest(falls)
    kept = {channel for group in chosen for channel in group}
    return tuple(name for i, name in enumerate(names) if i in kept), fall


def _neighbourhoods(positions: np.ndarray) -> list[list[tuple[int, ...]]]:
    """Groups of channels by size: each channel (of many: some, all over the head) with those that lie nearest."""
    count = len(positions)
    scale = max(1.0, count / FEW)
    centres = np.unique(np.linspace(0, count - 1, min(count, MOST_CENTRES)).round().astype(int))
    found = []
    for size in sorted({round(scale * size) for size in NEIGHBOURS}):
        if size >= count or (size > 1 and not np.isfinite(positions).all()):
            continue
        apart = np.linalg.norm(positions[centres, None] - positions[None], axis=-1) if size > 1 else None
        nearest = centres[:, None] if apart is None else np.argsort(apart, axis=1, kind="stable")[:, :size]
        found.append(list(dict.fromkeys(tuple(sorted(row.tolist())) for row in nearest)))
    return found


def _smallest(falls: Sequence[Sequence[tuple[Part, float]]]) -> tuple[list[Part], float]:
    """Of parts by size, the smallest size of which one takes SHARE of what any takes: those that take as much."""
    largest = max((fall for found in falls for _, fall in found), default=0.0)
    if largest < LITTLE:
        return [], max(largest, 0.0)
    for found in falls:
        best = max((fall for _, fall in found), default=0.0)
        if best >= SHARE * largest:
            return [part for part, fall in found if fall >= SHARE * best], best
    raise AssertionError("the largest fall reaches its own share")


def _merged(spans: Sequence[tuple[float, float]]) -> tuple[tuple[float, float], ...]:
    """Spans that touch or overlap become one."""
    merged: list[tuple[float, float]] = []
    for start, stop in sorted(spans):
        if merged and start <= merged[-1][1] + 1e-6:
            merged[-1] = (merged[-1][0], max(stop, merged[-1][1]))
        else:
            merged.append((start, stop))
    return tuple(merged)
