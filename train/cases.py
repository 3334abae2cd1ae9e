"""Encoded recordings with their truth: what the language model learns to read."""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from torch import Tensor

from neuro_llm.encoders.eeg import EEGEncoder
from neuro_llm.encoders.encode import encode_recording
from neuro_llm.recordings.recording import Recording
from neuro_llm.recordings.simulate import FAMILIES, Truth, draw, simulate
from neuro_llm.study import summary_line


@dataclass(frozen=True)
class Case:
    """One encoded recording: tokens (token, dim) float16, time marks, what is true of it, what the prompt says of it.

    estimated   family → value → the heads' probability
    """

    tokens: Tensor
    marks: tuple[tuple[float, int], ...]
    truth: dict[str, str | float]
    summary: str
    duration: float
    ch_names: tuple[str, ...]
    estimated: dict[str, dict[str, float]]


def truth_of(truth: Truth) -> dict[str, str | float]:
    return {family: value for family in FAMILIES if (value := truth.family(family)) is not None}


def case_of(encoder: EEGEncoder, recording: Recording, truth: dict[str, str | float]) -> Case:
    encoded = encode_recording(encoder, recording)
    return Case(
        encoded.tokens.half(), encoded.marks(), truth, summary_line(recording), recording.duration, recording.brain,
        encoded.probabilities,
    )  # fmt: skip


def simulated_case(encoder: EEGEncoder, seed: int) -> Case:
    rng = np.random.default_rng([seed, 13])
    duration = float(np.exp(rng.uniform(np.log(6), np.log(100))))
    recording, truth = simulate(draw(seed, duration=round(duration, 2)))
    return case_of(encoder, recording, truth_of(truth))


def build_cases(encoder: EEGEncoder, folder: Path, first: int, count: int, shard: int = 500) -> None:
    """Encode simulated recordings and keep them; finished shards are kept."""
    folder.mkdir(parents=True, exist_ok=True)
    for start in range(first, first + count, shard):
        path = folder / f"{start:08d}.safetensors"
        if not path.exists():
            save_cases(
                path,
                [simulated_case(encoder, seed) for seed in range(start, min(start + shard, first + count))],
            )


def save_cases(path: Path, cases: Sequence[Case]) -> None:
    from safetensors.torch import save_file

    told = [{name: value for name, value in vars(case).items() if name != "tokens"} for case in cases]
    staging = path.with_suffix(".part")
    save_file(
        {str(i): case.tokens.contiguous() for i, case in enumerate(cases)},
        staging,
        {"cases": json.dumps(told)},
    )
    os.replace(staging, path)


def load_cases(paths: Iterable[Path]) -> list[Case]:
    from safetensors import safe_open

    cases: list[Case] = []
    for path in paths:
        with safe_open(path, "pt") as stored:
            told = json.loads(stored.metadata()["cases"])
            for i, one in enumerate(told):
                one["marks"] = tuple((float(second), int(count)) for second, count in one["marks"])
                one["ch_names"] = tuple(one["ch_names"])
                cases.append(Case(tokens=stored.get_tensor(str(i)), **one))
    return cases
