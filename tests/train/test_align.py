"""Alignment end to end on a tiny simulated world: it learns, resumes, and refuses what cannot work."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
import torch

from neuro_llm.encoders.bind import load_bind
from neuro_llm.encoders.space import SmallTowers
from neuro_llm.recordings.errors import ConfigError
from neuro_llm.train.align import AlignRecipe, align, cut_all, new_encoders, with_subjects
from neuro_llm.train.aligning import Meetings, held_apart_loss
from neuro_llm.train.pairs import PairSet
from neuro_llm.train.space import evaluate_model
from neuro_llm.train.targets import stimulus_targets
from neuro_llm.train.trial_store import StoredTrials
from neuro_llm.train.world import WorldSize, make_world

TINY = WorldSize(
    people=2, test_people=2, pictures=60, shown=30, val_pictures=10, shown_val=6, test_pictures=12, repeats=2
)
RECIPE = AlignRecipe(steps=12, batch=16, check_every=6)


def silent(line: str) -> None: ...


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> PairSet:
    return make_world(tmp_path_factory.mktemp("world"), TINY, ("calcium", "spikes"), workers=1)


@pytest.fixture(scope="module")
def trained(world: PairSet, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("trained")
    align([world.folder], folder / "model", folder / "work", RECIPE, silent)
    return folder


@pytest.fixture(scope="module")
def trials(world: PairSet, trained: Path) -> list[StoredTrials]:
    return cut_all(new_encoders(RECIPE, [world], 64), [world], trained / "work", False, silent)


def test_the_world_keeps_test_people_and_pictures_apart(world: PairSet) -> None:
    train, test = world.of("train").pairs, world.of("test").pairs
    assert not {pair.subject for pair in train} & {pair.subject for pair in test}
    assert not {pair.stimulus for pair in train} & {pair.stimulus for pair in test}
    assert len(test) == 2 * 2 * 12 * 2  # modalities, people, pictures, repeats
    again = make_world(world.folder, TINY, ("calcium", "spikes"), workers=1)
    assert again.pairs == world.pairs


def test_a_trained_space_loads_and_says_where_it_comes_from(trained: Path) -> None:
    bind = load_bind(trained / "model")
    assert bind.modalities == ("calcium", "spikes")
    assert isinstance(bind.space, SmallTowers)
    assert bind.about["trained_on"][0]["name"] == "simulated world"
    assert bind.about["people"] == {"calcium": 2, "spikes": 2}
    assert bind.about["repeats"] == "single presentations"


def test_a_finished_run_does_nothing(world: PairSet, trained: Path, tmp_path: Path) -> None:
    before = load_bind(trained / "model")
    again = align([world.folder], tmp_path / "model", trained / "work", RECIPE, silent)
    for name, value in before.encoders.state_dict().items():
        assert torch.equal(value, again.encoders.state_dict()[name]), name


def test_it_learns_the_training_pictures(world: PairSet, trained: Path, trials: list[StoredTrials]) -> None:
    """Held-apart InfoNCE (1 is guessing) of an encoder that overfits its own pictures falls on those."""
    bind = load_bind(trained / "model")
    assert bind.space is not None
    targets = stimulus_targets(bind.space, [world], trained / "work" / "targets")
    mine = [replace(stored, split=np.where(stored.split == "train", "val", "-")) for stored in trials]
    untrained = new_encoders(RECIPE, [world], 64)
    learnt = {name: bind.encoder(name) for name in bind.modalities}
    assert held_apart_loss(learnt, mine, targets) < held_apart_loss(untrained, mine, targets) - 0.02


def test_steps_take_modalities_in_turn_and_stimuli_once(
    world: PairSet, trained: Path, trials: list[StoredTrials]
) -> None:
    bind = load_bind(trained / "model")
    assert bind.space is not None
    targets = stimulus_targets(bind.space, [world], trained / "work" / "targets")
    meet = Meetings(trials, targets, 16, 0.6, seed=3)
    first, second = meet(0)["batch"], meet(1)["batch"]
    assert [first["modality"], second["modality"]] == ["calcium", "spikes"]
    assert len(torch.unique(first["image"], dim=0)) == 16
    assert torch.equal(first["trials"].data, meet(0)["batch"]["trials"].data)
    halves = Meetings(trials, targets, 8, 0.6, seed=3, processes=2)
    one, two = halves(0)["batch"]["image"], halves(1)["batch"]["image"]
    assert not any(bool((row == two).all(1).any()) for row in one)


def test_presentations_are_averaged_where_asked(world: PairSet, trained: Path) -> None:
    test = cut_all(new_encoders(RECIPE, [world], 64), [world.of("test")], trained / "once", False, silent)
    mean = cut_all(new_encoders(RECIPE, [world], 64), [world.of("test")], trained / "once", True, silent)
    assert [len(stored.data) for stored in test] == [24] * 4
    assert [len(stored.data) for stored in mean] == [12] * 4
    stimulus = str(mean[0].stimulus[0])
    same = np.flatnonzero(test[0].stimulus == stimulus)
    expected = np.asarray(test[0].data[same], np.float32).mean(0)
    assert np.allclose(np.asarray(mean[0].data[0], np.float32), expected, atol=2e-3)


def test_people_may_have_layers_of_their_own(world: PairSet, trials: list[StoredTrials]) -> None:
    encoders = with_subjects(new_encoders(RECIPE, [world], 64), trials)
    assert encoders["spikes"].config.subjects == ("0000", "0001")
    batch = encoders["spikes"].example(3)
    plain = encoders["spikes"].eval()(batch).embedding
    torch.nn.init.normal_(encoders["spikes"].subject.change)
    met = encoders["spikes"](replace(batch, subject=torch.tensor([0, 1, -1]))).embedding
    assert torch.allclose(met[2], plain[2], atol=1e-6)
    assert not torch.allclose(met[0], plain[0], atol=1e-3)


def test_the_tables_hold_every_control(world: PairSet, trained: Path) -> None:
    report = evaluate_model(trained / "model", world.folder, trained / "work", silent)
    for wanted in (
        "calcium, untrained encoder",
        "spikes, ridge on places",
        "spikes → calcium",
        "calcium + spikes, mean",
    ):
        assert wanted in report
    assert "nan–nan" not in report


def test_a_recipe_is_checked(tmp_path: Path) -> None:
    path = tmp_path / "recipe.json"
    path.write_text(json.dumps({"steps": 5, "speed": 2}))
    with pytest.raises(ConfigError, match="no setting speed"):
        AlignRecipe.read(path)
    path.write_text("{")
    with pytest.raises(ConfigError, match="no recipe"):
        AlignRecipe.read(path)
    path.write_text(json.dumps({"encoders": {"spikes": {"virtual": 16}}, "text_weight": 0.0}))
    assert AlignRecipe.read(path).encoders == {"spikes": {"virtual": 16}}
    with pytest.raises(ConfigError, match="one must be above 0"):
        AlignRecipe(image_weight=0.0, text_weight=0.0)


def test_a_modality_without_encoder_or_data_is_named(world: PairSet) -> None:
    with pytest.raises(ConfigError, match="for meg"):
        new_encoders(AlignRecipe(encoders={"meg": {}}), [world], 64)


def test_too_few_captions_for_small_towers(world: PairSet, tmp_path: Path) -> None:
    from neuro_llm.train.pairs import write_pairs

    bare = [replace(pair, text=None) for pair in world.pairs]
    write_pairs(tmp_path / "bare", replace(world.dataset, root=str(world.folder)), bare)
    with pytest.raises(ConfigError, match="open_clip"):
        align([tmp_path / "bare"], tmp_path / "out", tmp_path / "work", RECIPE, silent)
