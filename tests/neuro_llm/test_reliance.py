"""Reliance: large where the answer lies in the signal, about nothing where words or noise give it too."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import torch

from neuro_llm import load, study, wording
from neuro_llm.adapters.projector import Neural
from neuro_llm.adapters.prompt import Turn
from neuro_llm.answer import Answer, Reliance
from neuro_llm.assistant import Assistant, default_folder
from neuro_llm.controls import Bank, World, load_worlds, save_worlds
from neuro_llm.marking import MARK
from neuro_llm.recordings.errors import ModelError
from neuro_llm.recordings.recording import Recording
from neuro_llm.recordings.simulate import simulate
from neuro_llm.reliance import of_probabilities
from neuro_llm.speaker import Prompt, Speaker

Make = Callable[..., tuple[Any, Any]]


@pytest.fixture(scope="module")
def model() -> Assistant:
    return load()


@pytest.fixture(scope="module")
def seizure() -> Recording:
    return simulate(seed=5, duration=40, seizures=((12, 30),))[0]


def test_logarithms_of_probabilities() -> None:
    found = of_probabilities(0.8, 0.4, 0.1, [0.1, 0.3])
    assert found.without == pytest.approx(math.log(2))
    assert found.shuffled == pytest.approx(math.log(8))
    assert found.other == pytest.approx(math.log(4))
    assert found.change == pytest.approx(0.4)
    assert found.nats == found.without
    assert found.strength == "strong"
    assert of_probabilities(0.8, 0.8, 0.1, [0.1]).strength == "none"
    assert of_probabilities(0.0, 0.8, 0.1, [0.1]).nats < -10


def test_a_control_that_is_missing_does_not_count() -> None:
    found = of_probabilities(0.8, 0.6, 0.4, [])
    assert found.other is None
    assert found.nats == pytest.approx(math.log(0.8 / 0.6))
    assert found.strength == "weak"
    assert "others" not in found.shown
    assert Answer("", reliance=found).to_dict()["reliance"]["other"] is None


def test_it_says_which_control_gives_the_answer_too() -> None:
    assert Reliance(0.9, 0.01, 0.4).shown == (
        "none, 0.01 nats per token (no tokens 0.90, shuffled 0.01, others 0.40); "
        "the same samples in random order give it too"
    )


def test_a_seizure_that_is_seen_rests_on_the_signal(model: Assistant, seizure: Recording) -> None:
    closed = model.generate(seizure, "Is there a seizure?", choices=("yes", "no"))
    assert closed.choice == "yes"
    assert closed.reliance is not None
    assert closed.reliance.strength == "strong"
    assert closed.reliance.change is not None
    assert closed.reliance.change > 0.3
    told = model.generate(seizure, "Is there a seizure?").reliance
    assert told is not None
    assert told.change is None
    assert told.nats == pytest.approx(closed.reliance.nats, abs=0.05)


def test_that_there_is_nothing_would_be_said_of_noise_too(model: Assistant) -> None:
    recording, _ = simulate(seed=5, duration=40, eyes="closed")
    answer = model.generate(recording, "Are there sleep spindles?", choices=("yes", "no"))
    assert answer.choice == "no"
    assert answer.reliance is not None
    assert answer.reliance.strength == "none"


@pytest.mark.parametrize(
    "question", ["What is the alpha power?", "How long is the recording?", "Will it rain?"]
)
def test_none_where_tokens_had_no_part(model: Assistant, seizure: Recording, question: str) -> None:
    assert model.generate(seizure, question).reliance is None


def test_none_without_a_neural_adapter(model: Assistant, seizure: Recording, tiny_model: Make) -> None:
    inner, processor = tiny_model()
    inner.projectors.clear()
    other = Assistant(Speaker(inner, processor), dict(model.encoders))
    answer = other.generate(seizure, "Are the eyes open or closed?", choices=("open", "closed"))
    assert answer.reliance is None


def _reading_model(tiny_model: Make) -> Assistant:
    inner, processor = tiny_model()
    worlds = [World("", ((0.0, n),), torch.randn(n, 32), encoder="eeg") for n in (2, 3)]
    return Assistant(Speaker(inner, processor), dict(inner.encoders.items()), bank=Bank(worlds=worlds))


def test_a_text_that_a_language_model_wrote_counts_token_by_token(
    seizure: Recording, tiny_model: Make
) -> None:
    model = _reading_model(tiny_model)
    speaker, bank = model.mind.speaker, model.mind.bank
    assert speaker is not None
    answer = model.generate(seizure, "Are the eyes open?", max_new_tokens=12)
    encoded, records = model.study(seizure).encoded(), answer.evidence
    block = study.block(model.study(seizure), records, slots=False, encoded=encoded)
    turns = [Turn("system", wording.INSTRUCTION), Turn("user", "Are the eyes open?")]
    text = answer.text.replace(MARK, "")

    def likelihood(marks: Any, tokens: Neural) -> float:
        return speaker.scores(Prompt(turns, [replace(block, marks=marks)], tokens), [text])[0]

    real = likelihood(encoded.marks(), encoded.neural)
    others = [likelihood(world.marks, world.neural) for world in bank.worlds]
    count = speaker.length(text)
    found = answer.reliance
    assert found is not None
    assert found.without == pytest.approx(real - likelihood((), ()), abs=1e-4)
    mean = math.log(sum(math.exp(count * (other - others[0])) for other in others) / 2) / count + others[0]
    assert found.other == pytest.approx(real - mean, abs=1e-4)
    assert math.isfinite(found.shuffled)
    assert found.change is None


def test_options_that_a_language_model_weighs(seizure: Recording, tiny_model: Make) -> None:
    model = _reading_model(tiny_model)
    answer = model.generate(seizure, "What is the alpha power?", choices=("about ten", "about a hundred"))
    assert answer.reliance is not None
    assert answer.reliance.change is not None
    assert abs(answer.reliance.change) < 1


def test_worlds_are_kept_as_they_are(tmp_path: Path) -> None:
    chances = {"eyes": {"open": 0.25, "closed": 0.75}}
    world = World(
        "EEG, 4 channels", ((0.0, 2), (2.0, 1)), torch.arange(12.0).view(3, 4), chances, True, "eeg"
    )
    save_worlds(tmp_path / "bank", [world, replace(world, bad=None)])
    found = load_worlds(tmp_path / "bank")
    assert torch.equal(found[0].tokens, world.tokens)
    assert replace(found[0], tokens=None) == replace(world, tokens=None)
    assert found[1].bad is None
    (tmp_path / "bank").write_bytes(b"no bank")
    with pytest.raises(ModelError, match="the file is damaged"):
        load_worlds(tmp_path / "bank")


def test_the_bank_of_the_default_holds_recordings_of_mixed_truth() -> None:
    worlds = Bank.beside(default_folder()).worlds
    assert len(worlds) == 8
    for family in ("eyes", "seizure", "spindles", "blinks", "bad channels", "line noise", "dominant band"):
        likeliest = {max(w.probabilities[family], key=lambda v: w.probabilities[family][v]) for w in worlds}
        assert len(likeliest) > 1
