"""Who trains and what tests: validation by hash, subjects held out, and designs that give the class away."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from dataclasses import replace

from neuro_llm.recordings.errors import ConfigError
from neuro_llm.train.pairs import DataSet, Pair

VALIDATION_SHARE = 0.05
_MIN_TRIALS = 3  # of a class in one recording, to speak of a block


def share_of(name: str) -> float:
    """A number in [0, 1) that depends on the name alone: the same everywhere and always."""
    return int.from_bytes(hashlib.sha256(name.encode()).digest()[:4], "big") / 2**32


def with_validation(dataset: DataSet, pairs: list[Pair]) -> tuple[DataSet, list[Pair]]:
    """5 % of the training stimuli become validation, by the hash of their names (or of the subjects)."""
    by_image = "image" in dataset.split_by

    def split(pair: Pair) -> str:
        name = pair.stimulus if by_image else f"{pair.subject} validation"
        return "val" if pair.split == "train" and share_of(name) < VALIDATION_SHARE else pair.split

    unit = "stimuli" if by_image else "subjects"
    how = f"{dataset.split} Validation: 5 % of the training {unit}, by the hash of their names.".strip()
    return replace(dataset, split=how), [replace(pair, split=split(pair)) for pair in pairs]


def held_out(dataset: DataSet, pairs: list[Pair], subjects: set[str]) -> tuple[DataSet, list[Pair]]:
    """With subjects that only test: their test stimuli, and of the others everything but the test stimuli.

    Where nothing is split by image (text classes that everyone sees) all their trials test.
    """
    if not subjects:
        return dataset, pairs
    by_image = "image" in dataset.split_by
    kept = []
    for pair in pairs:
        test = pair.subject in subjects
        if by_image and test != (pair.split == "test"):
            continue
        kept.append(replace(pair, split="test" if test else "train"))
    if not any(pair.split == "test" for pair in kept) or all(pair.split == "test" for pair in kept):
        raise ConfigError(
            f"holding out {', '.join(sorted(subjects))} leaves nothing to train on or nothing to test; "
            "hold out fewer subjects, or convert more."
        )
    names = ", ".join(sorted(subjects))
    how = (
        f"{dataset.split} Tests are of the unseen subjects {names} only; trials that would leak are left out."
    )
    return replace(
        dataset, split=how.strip(), split_by=tuple(dict.fromkeys((*dataset.split_by, "subject")))
    ), kept


def with_blocks_named(dataset: DataSet, pairs: list[Pair]) -> DataSet:
    """A warning with the numbers where all trials of a class lie side by side in time (Li et al., TPAMI 2020)."""
    recordings: dict[str, list[Pair]] = defaultdict(list)
    for pair in pairs:
        recordings[pair.recording].append(pair)
    blocked, counts = 0, []
    for own in recordings.values():
        found = _blocks([pair.text or pair.stimulus for pair in sorted(own, key=lambda pair: pair.start)])
        blocked += bool(found)
        counts += found
    if not blocked:
        return dataset
    warning = (
        f"Block design: in {blocked} of {len(recordings)} recordings all trials of each class lie side by side "
        f"({len(counts)} blocks of {min(counts)} to {max(counts)} trials). Slow drifts then tell the class without any "
        "response to the stimulus (Li et al., IEEE TPAMI 2020): do not report decoding of these classes."
    )
    return replace(dataset, warnings=(*dataset.warnings, warning))


def _blocks(classes: list[str]) -> list[int]:
    """Lengths of the blocks, where every class with three trials or more has one block, and there are two or more."""
    runs: dict[str, list[int]] = defaultdict(list)
    for number, name in enumerate(classes):
        if number and classes[number - 1] == name:
            runs[name][-1] += 1
        else:
            runs[name].append(1)
    large = [lengths for lengths in runs.values() if sum(lengths) >= _MIN_TRIALS]
    whole = len(large) >= 2 and all(len(lengths) == 1 for lengths in large)
    return [lengths[0] for lengths in large] if whole else []
