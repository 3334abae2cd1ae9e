"""Encodings that are kept on disk, so that a recording that was asked about before is not encoded again.

A file is named by what it was made of: the samples that the encoder reads, their places and rate, and the encoder's
weights. No file name, no event and no personal field goes into it. Off unless a folder is given.
"""

from __future__ import annotations

import hashlib
import json
import os
import tempfile
from contextlib import suppress
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from neuro_llm.recordings.errors import ConfigError
from neuro_llm.recordings.evidence.record import Evidence
from neuro_llm.recordings.recording import Recording

if TYPE_CHECKING:
    from neuro_llm.encoders.encode import Encoded

FORM = 4  # raise it where encodings of the same weights change
MOST_BYTES = 2**30  # in the folder; those unused for longest go first
PIECE_SECONDS = 60.0


class Kept:
    """A folder of encodings. Files that are damaged or of another form count as missing."""

    def __init__(self, folder: str | Path) -> None:
        self.folder = Path(folder).expanduser()
        self._encoders: dict[int, tuple[Any, str]] = {}
        try:
            self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        except OSError as error:
            raise ConfigError(
                f"keep={str(folder)!r}: {error.strerror}; give a folder that can be written."
            ) from None

    def encoded(self, encoder: Any, recording: Recording, start: float, stop: float | None) -> Encoded:
        """What `encode_recording` gives, read from the folder where it is there."""
        from neuro_llm.encoders import encode_recording

        path = self.folder / f"{self._key(encoder, recording, start, stop)}.safetensors"
        found = _read(path)
        if found is None:
            found = encode_recording(encoder, recording, start, stop)
            _write(path, found)
            self._bound()
        return found

    def _key(self, encoder: Any, recording: Recording, start: float, stop: float | None) -> str:
        digest = hashlib.sha256(self._fingerprint(encoder).encode())
        from neuro_llm.encoders.bound import BoundEncoder

        names = recording.brain
        index = recording.index(names)
        last = recording.duration if stop is None else min(stop, recording.duration)
        scaled_by_whole = isinstance(encoder, BoundEncoder)  # what it makes of a part hangs on the rest, too
        read = (0.0, recording.duration) if scaled_by_whole else (max(0.0, start - 1.0), last + 1.0)
        about = [
            names, [recording.units[i] for i in index], [recording.native_rates[i] for i in index], recording.modality,
            recording.unit_known, recording.sfreq, recording.n_times, start, last, recording.bads, recording.reference,
        ]  # fmt: skip
        digest.update(json.dumps(about).encode())
        digest.update(np.asarray(recording.positions)[index].astype("<f8").tobytes())
        for first in np.arange(*read, PIECE_SECONDS):
            piece = recording.read(first, min(first + PIECE_SECONDS, read[1]), names)
            digest.update(np.ascontiguousarray(piece, "<f4").tobytes())
        return digest.hexdigest()[:40]

    def _fingerprint(self, encoder: Any) -> str:
        """Of the encoder's settings and weights; made once per encoder."""
        known = self._encoders.get(id(encoder))
        if known is None or known[0] is not encoder:
            digest = hashlib.sha256(json.dumps([FORM, encoder.config.to_dict()], sort_keys=True).encode())
            add_weights(digest, encoder)
            known = self._encoders[id(encoder)] = (encoder, digest.hexdigest())
        return known[1]

    def _bound(self) -> None:
        """Remove the files unused for longest until the rest is small enough."""
        files = []
        for path in self.folder.glob("*.safetensors"):
            with suppress(OSError):  # another process may remove it meanwhile
                files.append((path.stat().st_mtime, path.stat().st_size, path))
        total = sum(size for _, size, _ in files)
        for _, size, path in sorted(files)[:-1]:
            if total <= MOST_BYTES:
                return
            with suppress(OSError):
                path.unlink()
            total -= size


def add_weights(digest: Any, module: Any) -> None:
    """Add names and values of all weights of a torch module to a hash."""
    for name, weight in sorted(module.state_dict().items()):
        digest.update(name.encode())
        digest.update(weight.detach().cpu().float().numpy().tobytes())


def _write(path: Path, encoded: Encoded) -> None:
    """Whole or not at all: a folder that cannot be written keeps nothing, and the answer comes all the same."""
    import torch
    from safetensors.torch import save

    arrays = {"times": encoded.times, "window_times": encoded.window_times}
    tensors = {"tokens": encoded.tokens, "embedding": encoded.embedding}
    course = encoded.timeline
    if course is not None:
        tensors["timeline"] = course.tokens
        arrays |= {"timeline_times": course.times, "timeline_patches": course.patches}
        arrays |= {f"odds {event}": odds for event, odds in course.odds.items()}
    tensors |= {name: torch.from_numpy(np.ascontiguousarray(array)) for name, array in arrays.items()}
    told = {
        "form": FORM,
        "estimates": [asdict(record) for record in encoded.estimates],
        "probabilities": encoded.probabilities,
        "encoder": encoded.encoder,
        "zoomed": encoded.zoomed,
    }
    data = save({name: value.contiguous() for name, value in tensors.items()}, {"encoded": json.dumps(told)})
    with suppress(OSError):
        handle, staging = tempfile.mkstemp(dir=path.parent, suffix=".part")
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(data)
            os.replace(staging, path)
        except OSError:
            os.unlink(staging)


def _read(path: Path) -> Encoded | None:
    from safetensors import SafetensorError, safe_open

    from neuro_llm.encoders.encode import Encoded, Timeline

    try:
        with safe_open(path, "pt") as stored:
            told = json.loads((stored.metadata() or {})["encoded"])
            found = {name: stored.get_tensor(name) for name in stored.keys()}  # noqa: SIM118
        if told["form"] != FORM:
            return None
        odds = {
            name.removeprefix("odds "): v.numpy() for name, v in found.items() if name.startswith("odds ")
        }
        course = None
        if "timeline" in found:
            times, patches = found["timeline_times"].numpy(), found["timeline_patches"].numpy()
            course = Timeline(found["timeline"], times, odds, patches)
        estimates = tuple(
            Evidence(**{name: _tuples(value) for name, value in one.items()}) for one in told["estimates"]
        )
        encoded = Encoded(
            found["tokens"], found["times"].numpy(), found["embedding"], found["window_times"].numpy(), estimates,
            told["probabilities"], told["encoder"], course, told["zoomed"],
        )  # fmt: skip
        with suppress(OSError):
            os.utime(path)
        return encoded
    except (OSError, SafetensorError, KeyError, ValueError, TypeError):
        return None


def _tuples(value: Any) -> Any:
    """Lists as JSON holds them become the tuples that they were."""
    return tuple(_tuples(item) for item in value) if isinstance(value, list) else value
