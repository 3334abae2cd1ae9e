"""NeuroBind: one time-locked encoder per modality, and the frozen towers of pictures and words that they share."""

from __future__ import annotations

import json
import zlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import torch
from torch import Tensor, nn

from neuro_llm.recordings.errors import ModelError
from neuro_llm.recordings.recording import Recording
from neuro_llm.recordings.trials import cut

from .bound import BoundEncoder, TrialBatch, subject_row
from .space import OpenClipSpace, SmallTowers, Space

CONFIG, WEIGHTS = "bind.json", "bind.safetensors"
BOUND = {
    "eeg": "evoked",
    "meg": "meg",
    "ieeg": "ieeg",
    "fmri": "fmri",
    "calcium": "calcium",
    "spikes": "spikes",
}
"""Modality → the registered encoder that reads it time-locked."""
AT_ONCE = 256  # trials encoded together


@dataclass(frozen=True)
class Embedded:
    """Where the trials (or windows) of one recording lie in the shared space.

    vectors  (trial, dim) float32, unit length
    times    (trial, 2) seconds
    space    name of the space: vectors of different spaces have nothing to do with each other
    """

    vectors: np.ndarray
    times: np.ndarray
    modality: str
    space: str


class NeuroBind(nn.Module):
    """Encoders by modality in one space.

    encoders   modality → encoder
    space      frozen towers; None where only signals are compared
    about      what it was trained on and how: kept with the weights
    """

    def __init__(
        self,
        encoders: Mapping[str, BoundEncoder],
        space: Space | None,
        about: Mapping[str, Any] | None = None,
    ) -> None:
        super().__init__()
        self.encoders = nn.ModuleDict(dict(encoders))
        self.space = space
        self.about = dict(about or {})

    @property
    def modalities(self) -> tuple[str, ...]:
        return tuple(self.encoders)

    @property
    def space_name(self) -> str:
        """Which space the vectors lie in. Where its weights are its own, a checksum of them belongs to the name."""
        own = self.encoders if self.space is None else self.space
        name = "signals only" if self.space is None else self.space.name
        if not isinstance(own, nn.Module):
            return name
        checksum = 0
        for value in own.state_dict().values():
            checksum = zlib.crc32(value.cpu().contiguous().numpy().tobytes(), checksum)
        return f"{name} {checksum:08x}"

    def encoder(self, modality: str) -> BoundEncoder:
        """The encoder of a modality; ModelError where none was trained."""
        if modality not in self.encoders:
            raise ModelError(
                f"No encoder is trained for {modality}; this space has {', '.join(self.encoders) or 'none'}."
            )
        found = self.encoders[modality]
        assert isinstance(found, BoundEncoder)
        return found

    @torch.inference_mode()
    def embed(
        self,
        recording: Recording,
        spans: Sequence[tuple[float, float]] | None = None,
        subject: str | None = None,
    ) -> Embedded:
        """Vectors of a recording: one per span (onset and end of a stimulus, s), or per window where none are given.

        subject   a person the encoder was trained with: their own layer is used
        """
        encoder = self.encoder(recording.modality).eval()
        row = subject_row(encoder.config.subjects, subject)
        device = next(encoder.parameters()).device
        vectors, times = [], []
        for trials in cut(recording, encoder.spec, spans):
            batch = TrialBatch.of([trials], [row])
            vectors.append(encode(encoder, batch, device))
            times.append(trials.times)
        joined = torch.cat(vectors).numpy(), np.concatenate(times)
        return Embedded(*joined, recording.modality, self.space_name)

    def save(self, folder: Path, compact: bool = False) -> None:
        """Write `bind.json` and `bind.safetensors`: encoders, and the small towers where they are the space.

        compact   weights in bfloat16, half as large; the waves of the spatial filters stay as they are
        """
        from safetensors.torch import save_file

        folder.mkdir(parents=True, exist_ok=True)
        tensors = {f"encoders.{name}": value for name, value in self.encoders.state_dict().items()}
        space: dict[str, Any] = {}
        if isinstance(self.space, SmallTowers):
            space = {"towers": self.space.dim}
            tensors |= {f"space.{name}": value for name, value in self.space.state_dict().items()}
        elif isinstance(self.space, OpenClipSpace):
            space = {"open_clip": self.space.source}
        config = {
            "encoders": {name: self.encoder(name).config.to_dict() for name in self.encoders},
            "space": space,
            "about": self.about,
        }
        if compact:
            tensors = {
                name: value if name.endswith((".waves", ".marks")) else value.bfloat16()
                for name, value in tensors.items()
            }
        save_file({name: value.contiguous() for name, value in tensors.items()}, folder / WEIGHTS)
        (folder / CONFIG).write_text(json.dumps(config, indent=1) + "\n", encoding="utf-8")


@torch.inference_mode()
def encode(encoder: BoundEncoder, batch: TrialBatch, device: torch.device | str = "cpu") -> Tensor:
    """(trial, dim) on the CPU, in bounded memory."""
    parts = [
        encoder(batch.rows(slice(first, first + AT_ONCE)).to(device)).embedding.cpu()
        for first in range(0, len(batch.data), AT_ONCE)
    ]
    return torch.cat(parts)


def load_bind(folder: Path | str, device: str = "cpu") -> NeuroBind:
    """The NeuroBind of a folder; ModelError where it is not whole."""
    from safetensors import SafetensorError
    from safetensors.torch import load_file

    folder = Path(folder)
    for name in (CONFIG, WEIGHTS):
        if not (folder / name).is_file():
            raise ModelError(
                f"{folder}: {name} is missing. Give a folder that `neuro-llm train align` has written."
            )
    try:
        config = json.loads((folder / CONFIG).read_text(encoding="utf-8"))
        tensors = {name: value.float() for name, value in load_file(folder / WEIGHTS).items()}
        encoder_settings, space, about = config["encoders"], config["space"], config["about"]
        kinds = {name: BOUND[name] for name in encoder_settings}
    except (ValueError, KeyError, SafetensorError) as error:
        raise ModelError(f"{folder}: it is damaged ({error}); copy or train it again.") from error
    from . import ENCODERS

    encoders = {
        name: ENCODERS.get(kinds[name]).configured(**values) for name, values in encoder_settings.items()
    }
    bind = NeuroBind(encoders, _space(space, tensors, device), about)
    _fill(bind.encoders, tensors, "encoders.", folder)
    return bind.to(device).eval().requires_grad_(False)


def _space(config: dict[str, Any], tensors: dict[str, Tensor], device: str) -> Space | None:
    if "towers" in config:
        towers = SmallTowers(config["towers"])
        _fill(towers, tensors, "space.", Path())
        return towers.eval().requires_grad_(False)
    return (
        OpenClipSpace(config["open_clip"][0], config["open_clip"][1], device)
        if "open_clip" in config
        else None
    )


def _fill(module: nn.Module, tensors: dict[str, Tensor], prefix: str, folder: Path) -> None:
    own = {name.removeprefix(prefix): value for name, value in tensors.items() if name.startswith(prefix)}
    try:
        module.load_state_dict(own)
    except RuntimeError as error:
        raise ModelError(f"{folder}: the weights do not fit the settings beside them ({error}).") from error
    if not all(value.isfinite().all() for value in own.values()):
        raise ModelError(f"{folder}: the weights hold NaN or infinity; copy or train them again.")
