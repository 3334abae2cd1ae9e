"""Where every stimulus of a data set lies in the shared space: computed once and kept."""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Sequence
from pathlib import Path

import torch
from torch import Tensor

from neuro_llm.encoders.space import Space

from .aligning import Targets
from .pairs import PairSet


def stimulus_targets(space: Space, sets: Sequence[PairSet], folder: Path) -> Targets:
    """Pictures and texts of all stimuli; what lies in `folder` already is not computed again.

    A stimulus with several texts (captions, paragraphs) lies at their normalised mean.
    """
    images: dict[str, Path] = {}
    texts: dict[str, list[str]] = {}
    for data in sets:
        for pair in data.pairs:
            if pair.image:
                images.setdefault(pair.stimulus, data.path(pair.image))
            if pair.text and pair.text not in texts.setdefault(pair.stimulus, []):
                texts[pair.stimulus].append(pair.text)
    names = sorted({*images, *(name for name, said in texts.items() if said)})
    key = json.dumps([space.name, _fingerprint(space), {n: str(p) for n, p in images.items()}, texts])
    path = folder / f"{hashlib.sha256(key.encode()).hexdigest()[:24]}.safetensors"
    if not path.is_file():
        _write(path, space, names, images, texts)
    from safetensors.torch import load_file

    kept = load_file(path)
    return Targets({name: row for row, name in enumerate(names)}, kept["image"], kept["text"])


def _fingerprint(space: Space) -> list[float]:
    """A few numbers that change with the weights of the space."""
    return [round(float(value), 5) for value in space.embed_text(["a picture"])[0, :8]]


def _write(
    path: Path, space: Space, names: Sequence[str], images: dict[str, Path], texts: dict[str, list[str]]
) -> None:
    from safetensors.torch import save_file

    folder = path.parent
    folder.mkdir(parents=True, exist_ok=True)
    shown = torch.full((len(names), space.dim), torch.nan)
    said = torch.full((len(names), space.dim), torch.nan)
    with_image = [row for row, name in enumerate(names) if name in images]
    if with_image:
        shown[with_image] = space.embed_image([images[names[row]] for row in with_image])
    flat = [(row, text) for row, name in enumerate(names) for text in texts.get(name, ())]
    if flat:
        vectors = space.embed_text([text for _, text in flat])
        said = _means(vectors, torch.tensor([row for row, _ in flat]), len(names))
    staging = path.with_name(f".{path.name}.{os.getpid()}.part")
    save_file({"image": shown, "text": said}, staging)
    os.replace(staging, path)


def _means(vectors: Tensor, rows: Tensor, count: int) -> Tensor:
    """Normalised mean of the vectors of each row; NaN for rows without any."""
    sums = torch.zeros(count, vectors.shape[1]).index_add(0, rows, vectors)
    there = torch.zeros(count).index_add(0, rows, torch.ones(len(rows))) > 0
    means = torch.nn.functional.normalize(sums, dim=-1)
    means[~there] = torch.nan
    return means
