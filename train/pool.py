"""Labelled windows for the encoder: simulated once, described once, kept on disk, read many times."""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np
import torch

from neuro_llm.encoders.features import features
from neuro_llm.encoders.heads import EVENTS, STATES
from neuro_llm.recordings.recording import Recording
from neuro_llm.recordings.simulate import Truth, draw, simulate
from neuro_llm.recordings.windows import WindowSpec, windows

UNKNOWN = -1


@dataclass(frozen=True)
class Item:
    """One window with its labels; UNKNOWN (−1) where nothing is known.

    features  (channel, patch, feature) float16      mask (channel, patch)
    positions (channel, 3) metres                    states (family,) index into STATES
    patches   (event, patch) 0, 1 or UNKNOWN         onset  patch in which the seizure starts
    bad       (channel,) 0, 1 or UNKNOWN             caption one sentence, "" where there is none
    times     (patch, 2) s
    """

    features: np.ndarray
    mask: np.ndarray
    positions: np.ndarray
    unit_known: bool
    states: np.ndarray
    patches: np.ndarray
    onset: int
    bad: np.ndarray
    caption: str
    times: np.ndarray


def simulated(seed: int, spec: WindowSpec) -> Item:
    """The first window of the random recording number `seed`."""
    rng = np.random.default_rng([seed, 7])
    duration = float(rng.uniform(5, spec.seconds)) if rng.random() < 0.6 else spec.seconds
    recording, truth = simulate(draw(seed, duration=round(duration, 2)))
    return described(recording, spec, _states(truth), truth)[0]


def described(
    recording: Recording, spec: WindowSpec, states: np.ndarray, truth: Truth | None = None, captions: str = ""
) -> list[Item]:
    """All windows of a recording as items; without a truth only the states are known."""
    items = []
    for batch in windows(recording, spec):
        mask = torch.from_numpy(batch.mask)
        described = features(torch.from_numpy(batch.data), mask, spec.sfreq, batch.nyquist).half().numpy()
        for row in range(len(described)):
            real = batch.mask[row].any(0)
            patches = np.full((len(EVENTS), spec.patches), UNKNOWN, np.int8)
            bad = np.full(len(batch.ch_names), UNKNOWN, np.int8)
            onset, caption = UNKNOWN, captions
            if truth is not None:
                patches = _patches(truth, batch.times[row], real)
                bad = np.array([name in truth.bad_channels for name in batch.ch_names], np.int8)
                onset = _onset(truth, batch.times[row], real)
                caption = caption_of(truth)
            items.append(
                Item(
                    described[row], batch.mask[row], batch.positions, batch.unit_known, states, patches, onset, bad,
                    caption, batch.times[row],
                )
            )  # fmt: skip
    return items


def states_of(labels: dict[str, str]) -> np.ndarray:
    """{"eyes": "open", ...} → (family,) indices, UNKNOWN where nothing is said."""
    known = [values.index(labels[name]) if name in labels else UNKNOWN for name, values in STATES.items()]
    return np.array(known, np.int8)


def _states(truth: Truth) -> np.ndarray:
    """The families that are decided; the eyes also where a person's alpha hardly tells, so that doubt is learnt."""
    judged = replace(truth, alpha_clear=True)
    return states_of({name: str(value) for name in STATES if (value := judged.family(name)) is not None})


def _patches(truth: Truth, times: np.ndarray, real: np.ndarray) -> np.ndarray:
    """(event, patch): does the event touch the patch for a quarter of a second (a blink: its peak)?"""
    intervals = {
        "seizure": list(truth.seizures),
        "spindles": [(spindle.start, spindle.stop) for spindle in truth.spindles if spindle.channels],
        "blinks": [(time - 0.15, time + 0.15) for time in truth.blinks],
    }
    labels = np.full((len(EVENTS), len(times)), UNKNOWN, np.int8)
    for row, name in enumerate(EVENTS):
        if name != "seizure" and truth.family(name) is None:
            continue
        labels[row, real] = 0
        for start, stop in intervals[name]:
            overlap = np.minimum(times[:, 1], stop) - np.maximum(times[:, 0], start)
            labels[row, real & (overlap >= 0.2)] = 1
    return labels


def _onset(truth: Truth, times: np.ndarray, real: np.ndarray) -> int:
    onset = truth.family("onset")
    if onset is None:
        return UNKNOWN
    inside = np.flatnonzero(real & (times[:, 0] <= onset) & (onset < times[:, 1]))
    return int(inside[0]) if len(inside) else UNKNOWN


def caption_of(truth: Truth) -> str:
    """What the simulated recording holds, as one sentence."""
    said = []
    if truth.family("seizure") == "present":
        said.append(f"seizure from {truth.seizures[0][0]:.0f} to {truth.seizures[0][1]:.0f} s")
    words = {
        "eyes": "eyes {}",
        "spindles": "sleep spindles {}",
        "blinks": "blinks {}",
        "bad channels": "bad channels {}",
        "dominant band": "dominant {} rhythm",
        "line noise": "line noise {}",
    }
    said += [words[name].format(value) for name in words if (value := truth.family(name)) is not None]
    return "EEG with " + ", ".join(said) + "."


def build(folder: Path, first: int, count: int, spec: WindowSpec, shard: int = 250) -> None:
    """Write simulated items `first`..`first + count` as shards; finished shards are kept."""
    folder.mkdir(parents=True, exist_ok=True)
    for start in range(first, first + count, shard):
        path = folder / f"{start:07d}.npz"
        if not path.exists():
            save(path, [simulated(seed, spec) for seed in range(start, min(start + shard, first + count))])


def save(path: Path, items: Sequence[Item]) -> None:
    """One shard: arrays of all items joined along the channels; renamed into place when whole."""
    staging = path.with_suffix(".part.npz")
    joined = ("features", "mask", "positions", "bad")
    arrays: dict[str, Any] = {
        name: np.concatenate([getattr(item, name) for item in items]) for name in joined
    }
    stacked = ("states", "patches", "times", "unit_known", "onset")
    arrays |= {name: np.stack([getattr(item, name) for item in items]) for name in stacked}
    captions = json.dumps([item.caption for item in items]).encode()
    np.savez(
        staging,
        counts=[len(item.features) for item in items],
        captions=np.frombuffer(captions, np.uint8),
        **arrays,
    )
    os.replace(staging, path)


def load(paths: Iterable[Path]) -> list[Item]:
    """All items of some shards, in order."""
    items: list[Item] = []
    for path in paths:
        with np.load(path, allow_pickle=False) as stored:
            whole = {name: stored[name] for name in stored.files}
        captions = json.loads(whole["captions"].tobytes().decode())
        stops = np.cumsum(whole["counts"])
        for row, (stop, count) in enumerate(zip(stops, whole["counts"], strict=True)):
            own = slice(int(stop - count), int(stop))
            per_channel = {name: whole[name][own] for name in ("features", "mask", "positions", "bad")}
            per_item = {name: whole[name][row] for name in ("states", "patches", "times")}
            known, onset = bool(whole["unit_known"][row]), int(whole["onset"][row])
            items.append(
                Item(unit_known=known, onset=onset, caption=captions[row], **per_channel, **per_item)
            )
    return items
