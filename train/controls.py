"""The bank of other recordings that comes with a model folder: what an answer's reliance is measured against."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Any

import numpy as np

from neuro_llm.adapters.intents import FAMILIES
from neuro_llm.controls import World
from neuro_llm.encoders import encode_recording
from neuro_llm.recordings.evidence import measure
from neuro_llm.recordings.recording import Recording
from neuro_llm.recordings.simulate import draw, simulate
from neuro_llm.study import summary_line

from .cases import truth_of

CONTROL_SEED = 6_000_000  # recordings that nothing else uses
KEPT, DRAWN = 8, 400
SHORTEST, LONGEST = 10.0, 24.0  # s; short ones are read quickly

Truths = dict[str, str | float]


def mixed(truths: Sequence[Truths], count: int = KEPT) -> list[int]:
    """Indices of recordings that together hold every value of every family about equally often: one after another,
    the one whose values are the rarest so far."""
    chosen: list[int] = []
    seen: Counter[tuple[str, str]] = Counter()

    def cost(truth: Truths) -> float:
        told = [(family, str(truth[family])) for family in FAMILIES if family in truth]
        missing = len(FAMILIES) - len(told)
        return sum(seen[key] * len(FAMILIES[key[0]]) for key in told) + missing * count

    while len(chosen) < min(count, len(truths)):
        rest = [i for i in range(len(truths)) if i not in chosen]
        best = min(rest, key=lambda i: (cost(truths[i]), i))
        chosen.append(best)
        seen.update((family, str(truths[best][family])) for family in FAMILIES if family in truths[best])
    return chosen


def bank(encoder: Any) -> list[World]:
    """Encoded simulated recordings of mixed truth."""
    drawn = [_drawn(number) for number in range(DRAWN)]
    chosen = mixed([truth for _, truth in drawn])
    return [_world(encoder, drawn[i][0]) for i in chosen]


def _drawn(number: int) -> tuple[Recording, Truths]:
    rng = np.random.default_rng([number, 23])
    duration = round(float(rng.uniform(SHORTEST, LONGEST)), 1)
    recording, truth = simulate(draw(CONTROL_SEED + number, duration=duration))
    return recording, truth_of(truth)


def _world(encoder: Any, recording: Recording) -> World:
    bad = bool(measure(recording, "bad channels").value)
    return World.of(encode_recording(encoder, recording), summary_line(recording), bad)
