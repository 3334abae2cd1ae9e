"""Files of examples: JSON lines, read whole where they are small, through `datasets` from disk where they are large."""

from __future__ import annotations

import json
import os
from array import array
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, overload

from neuro_llm.recordings.errors import ConfigError, RecordingError
from neuro_llm.recordings.recording import Recording
from neuro_llm.train.stored import read_recording

from .example import Example, Source, check_path, from_json, to_json

LARGE = 64 << 20
"""Bytes from which on a file's examples stay on disk and are made when they are asked for."""


@dataclass(frozen=True)
class ExampleSet(Sequence[Example]):
    """Examples, and the folder that the paths of their recordings start from."""

    folder: Path
    examples: Sequence[Example]

    def __len__(self) -> int:
        return len(self.examples)

    @overload
    def __getitem__(self, index: int) -> Example: ...
    @overload
    def __getitem__(self, index: slice) -> Sequence[Example]: ...
    def __getitem__(self, index: int | slice) -> Example | Sequence[Example]:
        return self.examples[index]


class _OnDisk(Sequence[Example]):
    """Lines of a large file as examples: a memory-mapped table of `datasets`, and which of its rows are meant."""

    def __init__(self, path: Path, split: str | None) -> None:
        from datasets import Dataset

        self.path = path
        self.lines: Any = Dataset.from_text(str(path))
        self.rows = array(
            "Q", (number - 1 for number, example in self._all() if split in (None, example.split))
        )

    def _all(self) -> Iterator[tuple[int, Example]]:
        return _parsed((row["text"] for row in self.lines), self.path)

    def __len__(self) -> int:
        return len(self.rows)

    @overload
    def __getitem__(self, index: int) -> Example: ...
    @overload
    def __getitem__(self, index: slice) -> Sequence[Example]: ...
    def __getitem__(self, index: int | slice) -> Example | Sequence[Example]:
        if isinstance(index, slice):
            return [self[i] for i in range(*index.indices(len(self)))]
        return from_json(json.loads(self.lines[self.rows[index]]["text"]))


def read_examples(path: Path | str, split: str | None = None) -> ExampleSet:
    """The examples of a file of JSON lines, all or those of one split; every line is checked.

    ConfigError names the line, what is wrong and the value.
    """
    path = Path(path)
    if not path.is_file():
        raise ConfigError(f"{path} is no file; make one with `neuro-llm data build SOURCE --out FILE.jsonl`.")
    examples: Sequence[Example]
    if path.stat().st_size >= LARGE:
        examples = _OnDisk(path, split)
    else:
        examples = tuple(example for _, example in numbered(path) if split in (None, example.split))
    return ExampleSet(path.absolute().parent, examples)


def numbered(path: Path) -> Iterator[tuple[int, Example]]:
    """(line, example) of a file, one after the other; empty lines are passed over."""
    with path.open(encoding="utf-8") as lines:
        yield from _parsed(lines, path)


def _parsed(lines: Iterable[str], path: Path) -> Iterator[tuple[int, Example]]:
    number = 0
    try:
        for number, line in enumerate(lines, 1):
            if line.strip():
                yield number, from_json(json.loads(line))
    except UnicodeDecodeError as error:
        raise ConfigError(f"{path} after line {number}: no UTF-8 text ({error.reason}).") from None
    except (ValueError, RecursionError) as error:
        said = error if isinstance(error, ConfigError) else f"no JSON ({error})."
        raise ConfigError(f"{path} line {number}: {said}") from None


def write_examples(path: Path | str, examples: Iterable[Example]) -> None:
    """Write a file of JSON lines; it gets its name when it is whole."""
    path = Path(path)
    path.parent.mkdir(parents=True, exist_ok=True)
    staging = path.with_name(f".{path.name}.part")
    with staging.open("w", encoding="utf-8") as file:
        for example in examples:
            file.write(json.dumps(to_json(example), ensure_ascii=False, allow_nan=False) + "\n")
        file.flush()
        os.fsync(file.fileno())
    os.replace(staging, path)


def open_source(folder: Path, source: Source) -> Recording:
    """The recording of an example, lazy; close it. RecordingError where it is not in the folder or cannot be read."""
    return read_recording(located(folder, source.path), source.options)


def located(folder: Path, relative: str) -> Path:
    """Where a path of an example lies; RecordingError where it is not there, or a link leads out of the folder."""
    check_path(relative)
    path = folder / relative
    if not path.exists():
        raise RecordingError(relative, f"there is no such file in {folder}.", "Put it back, or build again.")
    if not path.resolve().is_relative_to(folder.resolve()):
        raise RecordingError(
            relative, f"it is a link that leaves {folder}.", "Put the file itself into the folder."
        )
    return path
