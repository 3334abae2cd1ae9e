"""One command from examples to a model folder that answers: finished once, resumed when cut, shared by processes."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path
from typing import Any

import pytest

import neuro_llm
from neuro_llm.recordings.errors import ConfigError
from neuro_llm.train.instruct.recipe import InstructRecipe
from neuro_llm.train.instruct.run import instruct
from neuro_llm.train.instructions import Source, open_source


@pytest.fixture(scope="module")
def made(
    lessons: Path, quick: Callable[..., InstructRecipe], tmp_path_factory: pytest.TempPathFactory
) -> Any:
    """A finished run of a few steps, and what it said."""
    folder, said = tmp_path_factory.mktemp("run"), []
    instruct(lessons, folder / "out", folder / "work", quick(), note=said.append)
    return folder, said


def weights(folder: Path) -> tuple[bytes, bytes, list[Any]]:
    """What must be equal of two runs: weights bit by bit, and the loss curve."""
    about = json.loads((folder / "out" / "neuro_llm.json").read_text())
    parts = ("model.safetensors", "adapter/adapter_model.safetensors")
    first, second = ((folder / "out" / name).read_bytes() for name in parts)
    return first, second, about["run"]["losses"]


def test_the_folder_answers(made: Any, lessons: Path) -> None:
    assistant = neuro_llm.load(made[0] / "out")
    with open_source(lessons.parent, Source("sub-3.edf")) as recording:
        answer = assistant.generate(recording, "Are the eyes open or closed?", choices=("open", "closed"))
        assert answer.choice in ("open", "closed")
        prompt = assistant.chat(recording).prompt("Is it loud?", ("yes", "no"), ())
    assert prompt.tokens[0][0] == "eeg"
    assert sum(assistant.mind.speaker.scores(prompt, ("yes", "no"))) < 0


def test_it_tells_what_it_needs_and_what_it_is_worth(made: Any) -> None:
    said = "\n".join(made[1])
    for expected in (
        "of memory (weights",
        "s per step",
        "eyes: accuracy",
        "sample ",
        "forgetting: perplexity",
    ):
        assert expected in said


def test_the_card_names_data_splits_licences_and_losses(made: Any) -> None:
    card = (made[0] / "out" / "README.md").read_text()
    assert "| simulated | Apache-2.0 |" in card
    assert "5 examples of 2 people: train; 5 examples of 2 people: val" in card
    assert "| eyes |" in card
    assert "Loss by step: 1:" in card
    run = json.loads((made[0] / "out" / "neuro_llm.json").read_text())["run"]
    assert len(run["perplexity"]) == 2
    assert run["recipe"]["steps"] == 4


def test_a_finished_run_does_nothing(made: Any, lessons: Path, quick: Callable[..., InstructRecipe]) -> None:
    said: list[str] = []
    before = weights(made[0])
    instruct(lessons, made[0] / "out", made[0] / "work", quick(), note=said.append)
    assert said == [f"{made[0] / 'out'} is finished: there is nothing to do."]
    assert weights(made[0]) == before


def test_another_recipe_needs_another_work_folder(made: Any, lessons: Path, quick: Any) -> None:
    with pytest.raises(ConfigError, match="another recipe, base or other examples"):
        instruct(lessons, made[0] / "other", made[0] / "work", quick(steps=5))


def test_a_trained_folder_is_trained_on(made: Any, lessons: Path, quick: Any, tmp_path: Path) -> None:
    said: list[str] = []
    (tmp_path / "work").mkdir()
    shutil.copy(made[0] / "work" / "features.sqlite", tmp_path / "work")
    recipe = quick(llm="", rank=8, steps=2, replay=0.0)
    instruct(lessons, tmp_path / "out", tmp_path / "work", recipe, made[0] / "out", said.append)
    assert any("its rank stays 4" in line for line in said)
    assert neuro_llm.load(tmp_path / "out").mind.speaker.model.config.lora["rank"] == 4


def command(lessons: Path, recipe: InstructRecipe, folder: Path, features: Path | None = None) -> list[str]:
    (folder / "work").mkdir(parents=True, exist_ok=True)
    if features is not None and not (folder / "work" / features.name).exists():
        shutil.copy(features, folder / "work")
    (folder / "recipe.json").write_text(json.dumps(asdict(recipe)))
    options = {"--out": folder / "out", "--work": folder / "work", "--recipe": folder / "recipe.json"}
    return [
        "-m",
        "neuro_llm.train.instruct",
        str(lessons),
        *(str(part) for pair in options.items() for part in pair),
    ]


def test_killed_and_started_again_it_ends_as_if_nothing_had_happened(
    survives: Callable[..., dict[str, int]],
    lessons: Path,
    quick: Callable[..., InstructRecipe],
    tmp_path: Path,
) -> None:
    recipe = quick(replay=0.0)
    kills = survives(lambda folder: command(lessons, recipe, folder), weights, at_random=0, in_saves=1)
    assert kills == {"random": 0, "save": 1}


@pytest.fixture
def bids(tmp_path: Path) -> Path:
    """A simulated BIDS folder: six people, twice ten seconds with closed and with open eyes each."""
    from neuro_llm.commands import settings, write_simulation

    root = tmp_path / "bids"
    for number in range(6):
        stem = root / f"sub-{number:02d}" / "eeg" / f"sub-{number:02d}_task-rest_eeg.edf"
        stem.parent.mkdir(parents=True)
        named = {"seed": number, "duration": 40.0, "sfreq": 128.0, "montage": "C3,C4,O1,O2", "eyes": "closed",
                 "spindles": 0, "blinks": None, "bad_channels": 0, "line_frequency": 0.0}  # fmt: skip
        write_simulation(stem, settings(named, (), ()))
        rows = ["onset\tduration\ttrial_type"]
        rows += [f"{10 * i}\t10\t{('eyes closed', 'eyes open')[i % 2]}" for i in range(4)]
        stem.with_name(stem.name.replace("eeg.edf", "events.tsv")).write_text("\n".join(rows) + "\n")
    (root / "dataset_description.json").write_text(
        '{"Name": "simulated", "BIDSVersion": "1.8.0", "License": "CC0"}'
    )
    return root


@pytest.mark.slow
def test_ten_kills_of_the_whole_command_on_a_bids_folder(
    survives: Callable[..., dict[str, int]], bids: Path, quick: Callable[..., InstructRecipe]
) -> None:
    from neuro_llm.main import run

    examples = bids / "examples.jsonl"
    assert run(["data", "build", str(bids), "--out", str(examples)]) == 0
    recipe = quick(steps=12, check_every=4)
    kills = survives(lambda folder: command(examples, recipe, folder), weights, at_random=5, in_saves=5)
    assert kills == {"random": 5, "save": 5}


@pytest.mark.slow
def test_two_processes_learn_what_one_learns(
    commands: Any, lessons: Path, quick: Callable[..., InstructRecipe], tmp_path: Path
) -> None:
    """Encoding shared, too."""
    from safetensors.torch import load_file

    recipe = quick(replay=0.0)
    for name, processes in (("one", 1), ("two", 2)):
        ended = commands.run(command(lessons, recipe, tmp_path / name), processes=processes).check()
        assert ("2 processes" in ended.log) == (processes == 2)
    one, two = (
        load_file(tmp_path / n / "out" / "adapter" / "adapter_model.safetensors") for n in ("one", "two")
    )
    assert set(one) == set(two)
    assert max(float((one[name] - two[name]).abs().max()) for name in one) < 1e-5
