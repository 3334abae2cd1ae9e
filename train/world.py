"""A data set of the simulated world: many people, five instruments, the same kinds of pictures; nothing downloaded."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from multiprocessing import get_context
from pathlib import Path

import numpy as np

from neuro_llm.recordings.simulate.world import MODALITIES, SHOWN, Picture, draw_pictures, record, schedule

from .pair import DataSet, Pair
from .pairs import PairSet, read_pairs, write_pairs
from .stored import About, is_whole, write_recording

NAME = "simulated world"
TRAIN_SEED, VAL_SEED, TEST_SEED = 1, 2, 3
TEST_PERSON = 1000  # people from here on are never trained on


@dataclass(frozen=True)
class WorldSize:
    """How much is simulated.

    people, test_people   per modality; the same numbers are the same brains, seen by other instruments
    pictures              of the training split; each person sees `shown` of them once
    val_pictures          each person also sees `shown_val` of them
    test_pictures         each test person sees all of them `repeats` times
    """

    people: int = 24
    test_people: int = 4
    pictures: int = 3000
    shown: int = 300
    val_pictures: int = 150
    shown_val: int = 25
    test_pictures: int = 100
    repeats: int = 8


@dataclass(frozen=True)
class Person:
    """One recording to be made."""

    modality: str
    number: int
    pictures: tuple[Picture, ...]
    repeats: int

    @property
    def file(self) -> str:
        return f"{self.modality}/{self.number:04d}.npy"


def make_world(
    folder: Path,
    size: WorldSize | None = None,
    modalities: Sequence[str] = MODALITIES,
    *,
    workers: int = 2,
    say: Callable[[str], None] = lambda line: None,
) -> PairSet:
    """Write recordings, pictures and the manifest to `folder`; what lies there whole is not made again.

    workers   processes that simulate
    """
    size = size or WorldSize()
    sets = {
        "train": draw_pictures(size.pictures, TRAIN_SEED),
        "val": draw_pictures(size.val_pictures, VAL_SEED),
        "test": draw_pictures(size.test_pictures, TEST_SEED),
    }
    for pictures in sets.values():
        _write_pictures(folder, pictures)
    people = [person for modality in modalities for person in _people(modality, size, sets)]
    missing = [person for person in people if not is_whole(folder / person.file)]
    with ProcessPoolExecutor(workers, mp_context=get_context("spawn")) as pool:
        for done, _ in enumerate(pool.map(_record, [(folder, person) for person in missing]), 1):
            if done % 20 == 0 or done == len(missing):
                say(f"simulated {done} of {len(missing)} recordings")
    split_of = {picture.id: split for split, pictures in sets.items() for picture in pictures}
    dataset = DataSet(
        name=NAME,
        licence="made by this software",
        source="neuro_llm.recordings.simulate.world",
        modality=tuple(modalities),
        split_by=("image", "subject"),
        split="test people and test pictures occur nowhere else; validation pictures are seen by training people",
    )
    write_pairs(folder, dataset, [pair for person in people for pair in _pairs(person, split_of)])
    return read_pairs(folder)


def _people(modality: str, size: WorldSize, sets: dict[str, list[Picture]]) -> list[Person]:
    people = []
    for number in range(size.people):
        rng = np.random.default_rng([number, MODALITIES.index(modality)])
        seen = (*_some(rng, sets["train"], size.shown), *_some(rng, sets["val"], size.shown_val))
        people.append(Person(modality, number, seen, 1))
    for number in range(TEST_PERSON, TEST_PERSON + size.test_people):
        people.append(Person(modality, number, tuple(sets["test"]), size.repeats))
    return people


def _some(rng: np.random.Generator, pictures: Sequence[Picture], count: int) -> list[Picture]:
    return [pictures[i] for i in rng.choice(len(pictures), min(count, len(pictures)), replace=False)]


def _write_pictures(folder: Path, pictures: Iterable[Picture]) -> None:
    from PIL.Image import fromarray

    (folder / "pictures").mkdir(parents=True, exist_ok=True)
    for picture in pictures:
        path = folder / _picture(picture)
        if not path.is_file():
            fromarray(picture.render()).save(path)


def _picture(picture: Picture) -> str:
    return f"pictures/{picture.id}.png"


def _pairs(person: Person, split_of: dict[str, str]) -> list[Pair]:
    """What one person was shown when."""
    planned = schedule(person.modality, person.number, person.pictures, person.repeats)
    pairs: list[Pair] = []
    times_shown = dict.fromkeys((picture.id for picture in person.pictures), 0)
    for at, picture in zip(planned.onsets.tolist(), planned.pictures, strict=True):
        name = f"{person.number:04d}"
        pairs.append(
            Pair(
                f"{person.modality}-{name}-{len(pairs):05d}", person.file, person.modality, name, "1", at, at + SHOWN,
                picture.id, _picture(picture), picture.caption(), times_shown[picture.id], split_of[picture.id],
            )
        )  # fmt: skip
        times_shown[picture.id] += 1
    return pairs


def _record(task: tuple[Path, Person]) -> None:
    """Simulate and write one recording; called in a process of its own."""
    folder, person = task
    seen = record(person.modality, person.number, person.pictures, person.repeats).recording
    about = About(
        seen.sfreq, seen.n_times, seen.ch_names, seen.modality, seen.unit, seen.positions, seen.orientations,
        seen.changes, kinds=seen.ch_kinds, units=seen.units,
    )  # fmt: skip
    write_recording(folder / person.file, about, [seen.read()])
