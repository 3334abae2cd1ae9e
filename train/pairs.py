"""Our manifest of signal–stimulus pairs: `FOLDER/dataset.json` and `FOLDER/pairs.jsonl`, one pair per line."""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass
from pathlib import Path

from neuro_llm.recordings.errors import ConfigError
from neuro_llm.recordings.recording import Recording

from .pair import DataSet, Pair, parse_pair
from .stored import length_of, read_recording

__all__ = [
    "DataSet",
    "Pair",
    "PairSet",
    "parse_pair",
    "read_pairs",
    "read_recording",
    "replace_text",
    "write_pairs",
]


@dataclass(frozen=True)
class PairSet:
    """A checked folder of pairs."""

    folder: Path
    dataset: DataSet
    pairs: tuple[Pair, ...]

    def of(self, split: str) -> PairSet:
        """The pairs of "train", "val" or "test"."""
        return PairSet(self.folder, self.dataset, tuple(pair for pair in self.pairs if pair.split == split))

    def path(self, relative: str) -> Path:
        """Where a recording or an image lies: in the folder, else in `root`."""
        return _located(self.folder, self.dataset, relative)

    def open(self, pair: Pair) -> Recording:
        """The recording of a pair, lazy; close it."""
        return read_recording(self.path(pair.recording), pair.read)

    def recordings(self) -> Iterator[tuple[Recording, tuple[Pair, ...]]]:
        """Every recording once, with its pairs; closed when the next one is asked for."""
        groups: dict[str, list[Pair]] = {}
        for pair in self.pairs:
            groups.setdefault(pair.recording, []).append(pair)
        for name, group in groups.items():
            with self.open(group[0]) as recording:
                for pair in group:
                    if pair.start >= recording.duration:
                        raise ConfigError(
                            f"pair {pair.id}: it starts at {pair.start:g} s, {name} ends at "
                            f"{recording.duration:g} s. Convert the data set again."
                        )
                yield recording, tuple(group)


def write_pairs(folder: Path, dataset: DataSet, pairs: Iterable[Pair]) -> None:
    """Write the manifest; files come whole or not at all, and what would not change is not written."""
    folder.mkdir(parents=True, exist_ok=True)
    rows = "".join(json.dumps(vars(pair), ensure_ascii=False, allow_nan=False) + "\n" for pair in pairs)
    replace_text(folder / "pairs.jsonl", rows)
    replace_text(folder / "dataset.json", json.dumps(asdict(dataset), indent=1, ensure_ascii=False) + "\n")


def replace_text(path: Path, text: str) -> None:
    """Write a file under another name and rename it when whole; nothing where it holds this text already."""
    if path.is_file() and path.read_text(encoding="utf-8") == text:
        return
    staging = path.with_name(f".{path.name}.part")
    staging.write_text(text, encoding="utf-8")
    os.replace(staging, path)


def read_pairs(folder: Path | str) -> PairSet:
    """The pairs of a folder, checked: every line, every file, and that nothing leaks between the splits.

    Raises ConfigError naming the line and the cure.
    """
    folder = Path(folder)
    about, rows = folder / "dataset.json", folder / "pairs.jsonl"
    for path in (about, rows):
        if not path.is_file():
            raise ConfigError(
                f"{folder} has no {path.name}; make it with `neuro-llm data from NAME ROOT --out FOLDER`."
            )
    try:
        dataset = DataSet.from_json(json.loads(about.read_text(encoding="utf-8")))
    except (ValueError, TypeError) as error:
        raise ConfigError(f"{about}: {error}. Convert the data set again.") from None
    with rows.open(encoding="utf-8") as lines:
        where = f"{rows} line"
        numbered = [(number, parse_pair(line, f"{where} {number}")) for number, line in enumerate(lines, 1)]
    if not numbered:
        raise ConfigError(f"{rows} holds no pair. Convert the data set again.")
    _check_files(folder, dataset, numbered)
    _check_leaks(dataset, numbered)
    return PairSet(folder, dataset, tuple(pair for _, pair in numbered))


def _located(folder: Path, dataset: DataSet, relative: str) -> Path:
    inside = folder / relative
    return inside if dataset.root is None or inside.exists() else Path(dataset.root) / relative


def _check_files(folder: Path, dataset: DataSet, numbered: list[tuple[int, Pair]]) -> None:
    """Ids occur once, files are there, spans lie inside recordings whose length is written beside them."""
    ids: dict[str, int] = {}
    lengths: dict[str, float | None] = {}
    manifest = f"{folder / 'pairs.jsonl'} line"
    for number, pair in numbered:
        where = f"{manifest} {number}"
        if pair.id in ids:
            raise ConfigError(f"{where}: the id {pair.id!r} is that of line {ids[pair.id]}.")
        ids[pair.id] = number
        for path in (pair.recording, pair.image):
            if path and path not in lengths:
                file = _located(folder, dataset, path)
                if not file.exists():
                    roots = " or ".join(str(place) for place in (folder, dataset.root) if place)
                    raise ConfigError(f"{where}: {path} is not in {roots}; put it back or convert again.")
                lengths[path] = length_of(file) if path == pair.recording else None
        length = lengths[pair.recording]
        if length is not None and pair.stop > length + 1e-6:
            raise ConfigError(
                f"{where}: {pair.start:g}–{pair.stop:g} s, but {pair.recording} ends at {length:g} s."
            )


def _check_leaks(dataset: DataSet, numbered: list[tuple[int, Pair]]) -> None:
    """No stimulus or image in two splits, no test subject elsewhere, where the data set says so."""
    first: dict[tuple[str, str], tuple[str, int]] = {}
    for number, pair in numbered:
        keys = []
        if "image" in dataset.split_by:
            keys += [("stimulus", pair.stimulus, pair.split), ("image", pair.image or "", pair.split)]
        if "subject" in dataset.split_by:
            keys += [("subject", pair.subject, "test" if pair.split == "test" else "train or val")]
        for what, value, split in keys:
            seen, line = first.setdefault((what, value), (split, number))
            if value and seen != split:
                raise ConfigError(
                    f"pairs.jsonl line {number}: {what} {value!r} is in {split}, and in {seen} on line {line}: "
                    "a test would be about what was learned. Convert the data set again."
                )
