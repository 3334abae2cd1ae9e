"""Finding and opening published files: by name anywhere below the folder, with an error that says what is missing."""

from __future__ import annotations

import csv
from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from typing import Any

import numpy as np
from numpy.lib import format as npy

from neuro_llm.recordings.errors import ConfigError, MissingDependencyError

from .conversion import Request

Picture = Callable[[str], str | None]
"""File name of a picture → its path relative to the root, or None."""

_PICTURES = (".jpg", ".jpeg", ".png", ".tif", ".tiff", ".bmp")


def anywhere(root: Path, pattern: str) -> list[Path]:
    """Files or folders below the root (or the root itself) that match, sorted; hidden ones are none of theirs."""
    if not root.is_dir():
        raise ConfigError(f"{root} is no folder; give the one into which the data set was unpacked.")
    return sorted(path for path in root.rglob(pattern) if not path.name.startswith("."))


def needed(root: Path, pattern: str, what: str) -> list[Path]:
    """As `anywhere`; ConfigError where nothing matches. what: what it is and where it comes from."""
    found = anywhere(root, pattern)
    if not found:
        raise ConfigError(f"{root} holds no {pattern}: {what}")
    return found


def the_one(root: Path, pattern: str, what: str) -> Path:
    """As `needed`, but there must be one only."""
    found = needed(root, pattern, what)
    if len(found) > 1:
        raise ConfigError(f"{root} holds {pattern} more than once ({found[0]}, {found[1]}); give one folder.")
    return found[0]


def table(path: Path, *columns: str) -> list[dict[str, str]]:
    """Rows of a .csv or .tsv by column name; ConfigError where a needed column is missing."""
    with path.open(encoding="utf-8-sig", newline="") as file:
        reader = csv.DictReader(file, delimiter="\t" if path.suffix == ".tsv" else ",")
        names = reader.fieldnames or ()
        missing = [name for name in columns if name not in names]
        if missing:
            raise ConfigError(f"{path} has no column {', '.join(missing)}; it has {', '.join(names)}.")
        return list(reader)


def pictures(root: Path) -> Picture:
    """Looks a picture up by its file name, whatever its ending: path relative to the root, or None."""
    found: dict[str, str] = {}
    for path in sorted(root.rglob("*")):
        if path.suffix.lower() in _PICTURES and not path.name.startswith("."):
            found.setdefault(path.stem, path.relative_to(root).as_posix())
    return lambda name: found.get(Path(name).stem)


def concept(stem: str) -> str:
    """The name in a THINGS file: "coffee_mug_01b" → "coffee mug", "00012_ant" → "ant"."""
    words = stem.split("_")
    words = words[1:] if words[0].isdigit() else words
    words = words[:-1] if len(words) > 1 and words[-1][:2].isdigit() else words
    return " ".join(words).rstrip("0123456789").strip() or stem


def package(name: str) -> Any:
    """An optional package; MissingDependencyError says how to get it."""
    try:
        return import_module(name)
    except ImportError:
        first = name.partition(".")[0]
        raise MissingDependencyError(
            f"this data set needs the package {first}: pip install {first}."
        ) from None


def matlab(path: Path, *names: str) -> dict[str, np.ndarray]:
    """The named arrays of a .mat file, flat where they have one row."""
    values = package("scipy.io").loadmat(path, variable_names=list(names))
    missing = [name for name in names if name not in values]
    if missing:
        raise ConfigError(f"{path} holds no {', '.join(missing)}.")
    return {name: np.squeeze(np.asarray(values[name])) for name in names}


def plain_dictionary(path: Path, *keys: str) -> dict[str, Any]:
    """A dictionary of plain arrays, from `numpy.save` or a bare pickle; nothing that it names is run."""
    from neuro_llm.recordings.readers.plain_pickle import PlainUnpickler

    try:
        with path.open("rb") as file:
            if file.read(len(npy.MAGIC_PREFIX)) == npy.MAGIC_PREFIX:
                file.seek(0)
                old = npy.read_magic(file) == (1, 0)
                (npy.read_array_header_1_0 if old else npy.read_array_header_2_0)(file)
            else:
                file.seek(0)
            loaded = PlainUnpickler(file).load()
    except (MemoryError, OSError):
        raise
    except Exception as error:  # a forged pickle can raise anything
        words = " ".join(str(error).split())[:120] or type(error).__name__
        raise ConfigError(f"{path} is damaged or holds more than plain arrays ({words}).") from error
    loaded = getattr(loaded, "value", loaded)
    value = loaded.item() if isinstance(loaded, np.ndarray) and loaded.shape == () else loaded
    missing = [key for key in keys if not isinstance(value, dict) or key not in value]
    if missing or not isinstance(value, dict):
        raise ConfigError(f"{path} holds no {', '.join(missing)}; it is not the published file.")
    return {key: getattr(entry, "value", entry) for key, entry in value.items()}


def relative(path: Path, request: Request) -> str:
    return path.relative_to(request.root).as_posix()
