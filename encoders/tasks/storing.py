"""Task heads in a model folder: tasks.json says what they are, tasks.safetensors holds their numbers."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict
from pathlib import Path
from typing import Any

import numpy as np

from neuro_llm.recordings.errors import ModelError

from .families import kinds
from .head import Part, Standing, TaskHead
from .montage import Montage
from .readout import Readout
from .tokens import Tokens, encoder_of

CONFIG, WEIGHTS = "tasks.json", "tasks.safetensors"
VERSION = 1
READOUT = ("centre", "scale", "weights", "bias")


def save_heads(folder: Path, heads: Iterable[TaskHead]) -> None:
    """Write both files; a model folder's manifest is written after them."""
    from safetensors.numpy import save_file

    heads = tuple(heads)
    tensors: dict[str, np.ndarray] = {}
    for i, head in enumerate(heads):
        for j, part in enumerate(head.parts):
            own = {name: getattr(part.readout, name) for name in READOUT} | {
                f"learnt.{name}": value for name, value in part.learnt.items()
            }
            tensors |= {f"{i}.{j}.{n}": np.ascontiguousarray(v, np.float32) for n, v in own.items()}
    told = {"version": VERSION, "heads": [_told(head) for head in heads]}
    folder.mkdir(parents=True, exist_ok=True)
    save_file(tensors, folder / WEIGHTS)
    (folder / CONFIG).write_text(json.dumps(told, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")


def load_heads(folder: Path, encoders: Mapping[str, Any] | None = None) -> tuple[TaskHead, ...]:
    """The heads of a model folder, () where it has none; ModelError where they are damaged.

    encoders   modality → encoder, for heads that were fitted on tokens
    """
    from safetensors import SafetensorError
    from safetensors.numpy import load_file

    there = [(folder / name).is_file() for name in (CONFIG, WEIGHTS)]
    if not any(there):
        return ()
    if not all(there):
        missing = (CONFIG, WEIGHTS)[there.index(False)]
        raise ModelError(f"{folder}: {missing} is missing beside the other one; copy the folder again.")
    try:
        told = json.loads((folder / CONFIG).read_text(encoding="utf-8"))
        tensors = load_file(folder / WEIGHTS)
        if told["version"] != VERSION:
            raise ModelError(
                f"{folder / CONFIG}: version {told['version']!r}; this neuro-llm reads {VERSION}: install its newest."
            )
        heads = tuple(_head(values, tensors, i, encoders or {}) for i, values in enumerate(told["heads"]))
    except (ValueError, KeyError, TypeError, AttributeError, SafetensorError) as error:
        if isinstance(error, ModelError):
            raise
        raise ModelError(f"{folder / CONFIG}: it is damaged ({error!r}); copy or fit it again.") from error
    if tensors:
        raise ModelError(
            f"{folder / WEIGHTS}: {sorted(tensors)[0]} belongs to no head; copy the folder again."
        )
    return heads


def _told(head: TaskHead) -> dict[str, Any]:
    return {
        "name": head.name,
        "questions": head.questions,
        "options": head.options,
        "synonyms": dict(head.synonyms),
        "modality": head.modality,
        "temperature": head.temperature,
        "seconds": head.seconds,
        "mixed": head.mixed,
        "standing": asdict(head.standing),
        "parts": [
            {
                "family": part.family.name,
                "montage": asdict(part.family.montage),
                "settings": part.family.settings(),
                "temperature": part.temperature,
                "limit": part.limit,
                "learnt": sorted(part.learnt),
            }
            for part in head.parts
        ],
    }


def _head(
    values: Mapping[str, Any], tensors: dict[str, np.ndarray], number: int, encoders: Mapping[str, Any]
) -> TaskHead:
    given, encoder = dict(values), encoder_of(encoders, values["modality"])
    told = enumerate(given.pop("parts"))
    parts = tuple(_part(part, tensors, f"{number}.{j}.", encoder) for j, part in told)
    low, high = given.pop("seconds")
    head = TaskHead(
        parts=parts,
        questions=tuple(given.pop("questions")),
        options=tuple(given.pop("options")),
        seconds=(float(low), float(high)),
        standing=Standing(**given.pop("standing")),
        **given,
    )
    for part in parts:
        if part.readout.bias.shape != (len(head.options),) or not min(head.temperature, part.temperature) > 0:
            raise ValueError(f"{head.name}: {len(head.options)} options, but {part.readout.bias.shape}")
    return head


def _part(values: Mapping[str, Any], tensors: dict[str, np.ndarray], prefix: str, encoder: Any) -> Part:
    readout = Readout(*(_taken(tensors, prefix + name) for name in READOUT))
    if readout.weights.shape != (len(readout.centre), len(readout.bias)):
        raise ValueError(f"{prefix}weights: {readout.weights.shape}")
    sort, names = values["montage"]["sort"], tuple(values["montage"]["names"])
    if sort not in ("channels", "regions", "all"):
        raise ValueError(f"montage {sort!r}")
    family = kinds()[values["family"]].restored(Montage(sort, names), values["settings"])
    if isinstance(family, Tokens):
        family = family.with_encoder(encoder)
    learnt = {name: _taken(tensors, f"{prefix}learnt.{name}") for name in values["learnt"]}
    return Part(family, learnt, readout, float(values["temperature"]), float(values["limit"]))


def _taken(tensors: dict[str, np.ndarray], name: str) -> np.ndarray:
    """The array, taken out, so that what is left over at the end belongs to nothing."""
    value = tensors.pop(name)
    if not np.isfinite(value).all():
        raise ValueError(f"{name} holds NaN or infinity")
    return value
