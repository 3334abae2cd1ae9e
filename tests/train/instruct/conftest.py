"""A small data set of simulated recordings with questions, and a tiny language model to teach."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from neuro_llm.adapters.prompt import Turn
from neuro_llm.train.instruct.recipe import InstructRecipe
from neuro_llm.train.instructions import Example, Source, write_examples

EYES = "Are the eyes open or closed?"


def eyes_example(number: int, part: int, split: str) -> Example:
    """Ten seconds of recording `number`: open eyes where the number is odd."""
    said = ("closed", "open")[number % 2]
    source = Source(f"sub-{number}.edf", "eeg", 10.0 * part, 10.0 * part + 10)
    return Example(
        f"eyes {number}-{part}", (Turn("user", EYES), Turn("assistant", said)), (source,), choices=("open", "closed"),
        subject=str(number), split=split, task="eyes", dataset="simulated", licence="Apache-2.0",
    )  # fmt: skip


def open_example(number: int, split: str) -> Example:
    turns = (
        Turn("user", "How strong is the alpha rhythm?"),
        Turn("assistant", "As the record tells [E1]."),
        Turn("user", "And over O1?"),
        Turn("assistant", "See there [E1]."),
    )
    return Example(
        f"open {number}", turns, (Source(f"sub-{number}.edf", "eeg"),), subject=str(number), split=split, task="alpha",
        dataset="simulated", licence="Apache-2.0",
    )  # fmt: skip


@pytest.fixture(scope="session")
def lessons(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """JSON lines beside four recordings of 20 s: two to learn from, two held apart."""
    from neuro_llm.commands import settings, write_simulation

    folder = tmp_path_factory.mktemp("lessons")
    examples = []
    for number in range(4):
        eyes, split = ("closed", "open")[number % 2], "train" if number < 2 else "val"
        named = {
            "seed": number,
            "duration": 20.0,
            "sfreq": 128.0,
            "montage": "Fp1,Fp2,C3,C4,O1,O2",
            "eyes": eyes,
        }
        rest = {"spindles": 0, "blinks": None, "bad_channels": 0, "line_frequency": 0.0}
        write_simulation(folder / f"sub-{number}.edf", settings({**named, **rest}, (), ()))
        examples += [eyes_example(number, 0, split), eyes_example(number, 1, split)]
        examples += [] if number % 2 else [open_example(number, split)]
    write_examples(folder / "lessons.jsonl", examples)
    return folder / "lessons.jsonl"


@pytest.fixture(scope="session")
def tiny_llm(tmp_path_factory: pytest.TempPathFactory) -> Path:
    from neuro_llm.adapters.tiny import save_tiny_language_model

    return save_tiny_language_model(tmp_path_factory.mktemp("tiny"))


@pytest.fixture(scope="session")
def quick(tiny_llm: Path) -> Callable[..., InstructRecipe]:
    """A recipe of seconds: settings → recipe."""

    def make(**values: Any) -> InstructRecipe:
        few = {
            "steps": 4,
            "batch": 4,
            "at_once": 2,
            "check_every": 2,
            "check_count": 2,
            "replay_count": 4,
            "rank": 4,
        }
        return InstructRecipe(
            **{"llm": str(tiny_llm), "longest": 1500, "dropout": 0.0, "log_to": "none", **few, **values}
        )

    return make


@pytest.fixture(scope="session")
def base(quick: Callable[..., InstructRecipe]) -> Any:
    from neuro_llm.train.instruct.bases import open_base

    return open_base(quick(), None, {"eeg"}, print)


@pytest.fixture(scope="session")
def prepared(lessons: Path, base: Any, tmp_path_factory: pytest.TempPathFactory) -> Any:
    """All examples of `lessons`, as exchanges."""
    from neuro_llm.train.instruct.exchanges import Maker
    from neuro_llm.train.instruct.features import Features
    from neuro_llm.train.instruct.preparing import prepare
    from neuro_llm.train.instructions import read_examples

    store = Features(tmp_path_factory.mktemp("features") / "features.sqlite")
    examples = read_examples(lessons)
    return prepare(Maker(base.assistant(), examples.folder, store), examples, print)
