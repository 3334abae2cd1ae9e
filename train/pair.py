"""One signal–stimulus pair, and what is true of a whole data set of them."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from typing import Any

from neuro_llm.recordings.errors import ConfigError

SPLITS = ("train", "val", "test")
_TEXTS = ("id", "recording", "modality", "subject", "session", "stimulus", "split")


@dataclass(frozen=True)
class Pair:
    """One presentation of one stimulus.

    recording    path relative to the folder, or to the data set's `root`
    start, stop  onset and end of the stimulus, s from the start of the recording
    stimulus     the same for every presentation of one image (or word), in every subject
    image        path, relative as `recording`; text: caption or label. One of the two is there
    repeat       0 for the first presentation to this subject
    read         what the file itself does not say: keywords of `neuro_llm.read`
    """

    id: str
    recording: str
    modality: str
    subject: str
    session: str
    start: float
    stop: float
    stimulus: str
    image: str | None = None
    text: str | None = None
    repeat: int = 0
    split: str = "train"
    read: Mapping[str, Any] = field(default_factory=dict, hash=False)


@dataclass(frozen=True)
class DataSet:
    """What is true of all pairs of a folder.

    source    where it was published, and the paper to cite
    modality  of its recordings: "eeg", "meg", "fmri" ...
    split_by  what never lies on both sides: "image" (no stimulus in two splits), "subject" (no test subject elsewhere)
    split     how it was split, as a sentence
    trial     (before, after): seconds around an onset that belong to its trial, where trials lie end to end in the
              recordings; None where the recordings are continuous
    root      folder in which a path is looked for that is not in the folder itself
    """

    name: str
    licence: str
    source: str
    modality: tuple[str, ...]
    warnings: tuple[str, ...] = ()
    split_by: tuple[str, ...] = ("image",)
    split: str = ""
    trial: tuple[float, float] | None = None
    root: str | None = None

    @classmethod
    def from_json(cls, values: dict[str, Any]) -> DataSet:
        lists = ("modality", "warnings", "split_by", "trial")
        tuples = {name: tuple(values[name]) for name in lists if values.get(name) is not None}
        return cls(**{**values, **tuples})


def parse_pair(line: str, where: str) -> Pair:
    """One line of pairs.jsonl; ConfigError begins with `where`."""
    try:
        pair = Pair(**json.loads(line))
    except (ValueError, TypeError) as error:
        names = ", ".join(entry.name for entry in fields(Pair))
        raise ConfigError(f"{where}: no pair ({error}); a pair has {names}.") from None
    wrong = [name for name in _TEXTS if not isinstance(getattr(pair, name), str)]
    wrong += [name for name in ("image", "text") if not isinstance(getattr(pair, name), str | None)]
    if wrong:
        raise ConfigError(f"{where}: {wrong[0]} is {getattr(pair, wrong[0])!r}, no text.")
    if pair.split not in SPLITS:
        raise ConfigError(f"{where}: split {pair.split!r} is none of {', '.join(SPLITS)}.")
    if not pair.image and not pair.text:
        raise ConfigError(f"{where}: neither image nor text; a pair needs one of them.")
    numbers = isinstance(pair.start, int | float) and isinstance(pair.stop, int | float)
    if not numbers or not 0 <= pair.start < pair.stop < float("inf"):
        raise ConfigError(f"{where}: the span {pair.start}–{pair.stop} s is empty or before the recording.")
    for path in (pair.recording, pair.image):
        if path and (path[0] == "/" or ".." in path.split("/")):
            raise ConfigError(f"{where}: {path!r} leaves the folder; paths are relative, without '..'.")
    return pair
