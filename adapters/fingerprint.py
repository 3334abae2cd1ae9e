"""Which language model an adapter belongs to, and whether a folder holds what was saved in it."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, BinaryIO

from neuro_llm.recordings.errors import ModelError

MANIFEST = "neuro_llm.json"
_VOLATILE = {
    *("_name_or_path", "transformers_version", "torch_dtype", "dtype", "architectures", "use_cache"),
    *("_attn_implementation", "quantization_config"),
}
_TOKENIZER_FILES = ("tokenizer.json", "tokenizer.model", "vocab.json", "merges.txt")
_SAMPLES = 64
_LONGEST_HEADER = 100_000_000  # bytes, as safetensors itself allows
_READ_BY_LOADERS = {".safetensors", ".json", ".jinja", ".bin", ".pt", ".pth", ".model", ".txt", ".py", ".pkl"}
_WIDTH = {"F64": 8, "I64": 8, "F32": 4, "I32": 4, "F16": 2, "BF16": 2, "I16": 2}


def fingerprint(folder: str | Path) -> str:
    """sha256 of a language model's folder: config, tensor names and shapes, 64 values of each, tokenizer.

    Read from the files, so that device, precision and 4-bit loading do not change it.
    """
    folder = Path(folder)
    digest = hashlib.sha256()
    config = json.loads((folder / "config.json").read_text(encoding="utf-8"))
    kept = {key: value for key, value in config.items() if key not in _VOLATILE}
    digest.update(json.dumps(kept, sort_keys=True).encode())
    weights = sorted(folder.glob("*.safetensors"))
    if not weights:
        raise ModelError(f"{folder.name}: no .safetensors file; save the language model as safetensors.")
    for name, shape, values in sorted(item for path in weights for item in _samples(path)):
        digest.update(f"{name}{shape}".encode() + values)
    for file in _TOKENIZER_FILES:
        if (folder / file).is_file():
            digest.update(file.encode() + (folder / file).read_bytes())
    return digest.hexdigest()


def _samples(path: Path) -> Iterator[tuple[str, str, bytes]]:
    """Name, type with shape, and 64 values spread over it, for every tensor of a safetensors file."""
    with path.open("rb") as file:
        length = file.seek(0, 2)
        first, header = _header(file, length)
        if first is None:
            raise ModelError(f"{path.name}: the file is damaged or cut short; copy or download it again.")
        for name, entry in header.items():
            if name != "__metadata__":
                yield name, f"{entry['dtype']}{entry['shape']}", _values(file, first, entry)


def _header(file: BinaryIO, length: int) -> tuple[int | None, dict[str, Any]]:
    """Where the values start, None where the file is no whole safetensors file, and what it says of them."""
    file.seek(0)
    size = int.from_bytes(file.read(8), "little")
    if not 0 < size <= min(length - 8, _LONGEST_HEADER):
        return None, {}
    try:
        header = json.loads(file.read(size))
        last = max(
            (entry["data_offsets"][1] for name, entry in header.items() if name != "__metadata__"), default=0
        )
    except (ValueError, KeyError, TypeError, AttributeError):
        return None, {}
    return (8 + size if 8 + size + last == length else None), header


def _values(file: BinaryIO, first: int, entry: Mapping[str, Any]) -> bytes:
    width = _WIDTH.get(entry["dtype"], 1)
    start, stop = entry["data_offsets"]
    n = (stop - start) // width
    values = bytearray()
    for i in sorted({(n - 1) * k // (_SAMPLES - 1) for k in range(_SAMPLES)}) if n else ():
        file.seek(first + start + i * width)
        values += file.read(width)
    return bytes(values)


def check_base(expected: str, folder: str | Path) -> None:
    """Refuse a language model that is not the one the adapter was trained with."""
    found = fingerprint(folder)
    if found != expected:
        raise ModelError(
            f"The adapter was trained with another language model: it expects fingerprint {expected[:16]}, "
            f"{Path(folder).name} has {found[:16]}. Load the language model that its neuro_llm.json names."
        )


def file_hash(path: Path) -> str:
    digest = hashlib.sha256()
    with path.open("rb") as file:
        while block := file.read(1 << 20):
            digest.update(block)
    return digest.hexdigest()


def write_manifest(folder: str | Path, extra: Mapping[str, Any]) -> None:
    """Write `neuro_llm.json`: `extra` and the sha256 of every file that lies in the folder now."""
    folder = Path(folder)
    files = {name: file_hash(folder / name) for name in _files(folder)}
    text = json.dumps({**extra, "files": files}, indent=2, sort_keys=True, ensure_ascii=False)
    (folder / MANIFEST).write_text(text + "\n", encoding="utf-8")


def check_manifest(folder: str | Path) -> dict[str, Any]:
    """What `neuro_llm.json` says, after every file was found to be the one it lists."""
    folder = Path(folder)
    try:
        manifest = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
        listed = {str(name): str(expected) for name, expected in manifest["files"].items()}
    except FileNotFoundError:
        raise ModelError(f"{folder.name}: no {MANIFEST}; this is not a neuro-llm model folder.") from None
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise ModelError(
            f"{folder.name}: {MANIFEST} is damaged ({error}); copy or download it again."
        ) from error
    present = _files(folder)
    for name, expected in listed.items():
        if name not in present:
            raise ModelError(f"{folder.name}: {name} is missing; copy or download the folder again.")
        if file_hash(folder / name) != expected:
            raise ModelError(
                f"{folder.name}: {name} is not the file that was saved; copy or download it again."
            )
    planted = [
        name for name in _files(folder) if name not in listed and Path(name).suffix in _READ_BY_LOADERS
    ]
    if planted:
        raise ModelError(f"{folder.name}: {planted[0]} does not belong to the model; remove it.")
    return dict(manifest)


def _files(folder: Path) -> list[str]:
    """Every file but the manifest and hidden ones, as posix paths inside the folder."""
    names = (path.relative_to(folder) for path in folder.rglob("*") if path.is_file())
    kept = (name for name in names if not any(part.startswith(".") for part in name.parts))
    return sorted(name.as_posix() for name in kept if name.as_posix() != MANIFEST)
