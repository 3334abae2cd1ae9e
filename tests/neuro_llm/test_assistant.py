"""Questions in, grounded answers out: with stub estimates, tiny language models, or not at all."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest
import torch

import neuro_llm.encoders
from neuro_llm.answer import Answer
from neuro_llm.assistant import Assistant, load
from neuro_llm.judging import Judge
from neuro_llm.recordings.arrays import from_array
from neuro_llm.recordings.errors import ConfigError, ModelError
from neuro_llm.recordings.evidence import measure
from neuro_llm.recordings.evidence.record import Evidence
from neuro_llm.recordings.recording import Recording
from neuro_llm.recordings.simulate import simulate

ESTIMATES = {
    "eyes": ("closed", 0.94),
    "seizure": ("absent", 0.97),
    "dominant band": ("alpha", 0.9),
    "blinks": ("absent", 0.8),
    "line noise": ("50 Hz", 0.7),
    "bad channels": ("absent", 0.9),
    "spindles": ("present", 0.55),
}


@pytest.fixture(scope="module")
def rest() -> Recording:
    """Eyes closed, 10 Hz alpha, 20 s."""
    return simulate(seed=5, duration=20, eyes="closed", alpha_frequency=10.0)[0]


@pytest.fixture
def estimates(monkeypatch: pytest.MonkeyPatch) -> list[tuple[float, float | None]]:
    """Replaces the encoder by fixed estimates; the spans that were encoded."""
    spans: list[tuple[float, float | None]] = []

    def encode(encoder: Any, recording: Recording, start: float = 0.0, stop: float | None = None) -> Any:
        spans.append((start, stop))
        last = recording.duration if stop is None else stop
        records = tuple(
            Evidence(
                name, value, "", recording.brain[:2], start, last, "stub", kind="estimated", probability=p
            )
            for name, (value, p) in ESTIMATES.items()
        )
        return SimpleNamespace(
            estimates=records, tokens=torch.zeros(3, 32), marks=lambda: ((start, 3),),
            embedding=torch.eye(2, 4), window_times=np.array([[0, 10], [10, 20.0]]),
        )  # fmt: skip

    monkeypatch.setattr(neuro_llm.encoders, "encode_recording", encode)
    return spans


@pytest.fixture
def model(estimates: list[Any]) -> Assistant:
    return Assistant(encoders={"eeg": object()})


class Parrot:
    """A language model that says what it is told to, in small pieces, and keeps its prompts."""

    def __init__(self, text: str, *, slots: bool = False, scores: tuple[float, ...] = ()) -> None:
        self.text, self.slots, self.neural, self.prompts = text, slots, False, []  # type: ignore[var-annotated]
        self.tools = self.exchanges = False
        self._scores = scores

    def pieces(self, prompt: Any, **generation: Any) -> Iterator[str]:
        self.prompts.append(prompt)
        yield from re.findall(r".{1,3}", self.text, re.S)

    def scores(self, prompt: Any, options: Any) -> list[float]:
        self.prompts.append(prompt)
        return list(self._scores)


def speaking(text: str, **settings: Any) -> tuple[Assistant, Parrot]:
    parrot = Parrot(text, **settings)
    return Assistant(parrot, {"eeg": object()}), parrot  # type: ignore[arg-type]


# ---- what is measured ----


def test_a_measured_answer_cites_numbers_that_can_be_computed_again(
    model: Assistant, rest: Recording
) -> None:
    answer = model.generate(rest, "What is the alpha power over O1 and O2 between 5 and 15 s?")
    record = answer.evidence[0]
    again = measure(rest, "alpha power", channels=("O1", "O2"), start=5, stop=15)
    assert (record.id, record.value, record.start, record.stop) == ("E1", again.value, 5, 15)
    assert record.shown in answer.text
    assert "[E1]" in answer.text
    assert "between 5 and 15 s" in answer.text
    assert not answer.unsupported
    assert not answer.abstained
    assert answer.confidence is None


def test_a_polar_question_gets_yes_from_the_measurement(model: Assistant, rest: Recording) -> None:
    answer = model.generate(rest, "Is there a posterior alpha rhythm?")
    assert answer.text.startswith("Yes")
    assert {record.quantity for record in answer.evidence} >= {"posterior alpha prominence"}


def test_nothing_is_encoded_for_a_measured_question(
    model: Assistant, rest: Recording, estimates: list[Any]
) -> None:
    model.generate(rest, "How long is the recording?")
    assert estimates == []


def test_a_recording_is_encoded_once(model: Assistant, rest: Recording, estimates: list[Any]) -> None:
    for _ in range(3):
        model.generate(rest, "Are the eyes open or closed?")
    conversation = model.chat(rest)
    conversation.ask("Is there a seizure?")
    assert len(estimates) == 1


def test_the_part_to_look_at_is_kept(model: Assistant, rest: Recording, estimates: list[Any]) -> None:
    answer = model.generate(rest, "Are the eyes open or closed?", start=4, stop=12)
    assert estimates == [(4, 12)]
    assert all((record.start, record.stop) == (4, 12) for record in answer.evidence)


# ---- closed questions ----


@pytest.mark.parametrize(
    ("question", "choices", "expected", "probability"),
    [
        ("Are the eyes open or closed?", ("open", "closed"), "closed", 0.94),
        ("Are the eyes shut?", ("yes", "no"), "yes", 0.94),
        ("Are the eyes open?", ("yes", "no"), "no", 0.94),
        ("EO or EC?", ("EO", "EC"), "EC", 0.94),
        ("Is there a seizure?", ("yes", "no"), "no", 0.97),
        ("Which band dominates?", ("delta", "theta", "alpha", "beta"), "alpha", 0.9),
        ("Is there line noise?", ("none", "50 Hz", "60 Hz"), "50 Hz", 0.7),
    ],
)
def test_options_are_weighed_by_the_estimate(
    model: Assistant,
    rest: Recording,
    question: str,
    choices: tuple[str, ...],
    expected: str,
    probability: float,
) -> None:
    answer = model.generate(rest, question, choices=choices)
    assert answer.choice == expected
    assert answer.probabilities is not None
    assert answer.probabilities[expected] == pytest.approx(probability)
    assert sum(answer.probabilities.values()) == pytest.approx(1)
    assert answer.confidence == answer.probabilities[expected]
    assert tuple(answer.probabilities) == choices
    assert answer.text.startswith(expected)
    assert not answer.unsupported


def test_options_without_a_meaning_end_in_cannot_tell(model: Assistant, rest: Recording) -> None:
    answer = model.generate(rest, "Are the eyes open or closed?", choices=("Anna", "Bert"))
    assert answer.abstained
    assert answer.choice is None
    assert answer.probabilities is None


def test_the_likelihood_of_options_joins_with_its_weight(estimates: list[Any], rest: Recording) -> None:
    parrot = Parrot("", slots=True, scores=(0.0, -9.0))
    choices = ("open", "closed")
    picks = {}
    for weight in (0.0, 1.0):
        judge = Judge(combine={"eyes": weight}, speaker=parrot)  # type: ignore[arg-type]
        assistant = Assistant(parrot, {"eeg": object()}, judge=judge)  # type: ignore[arg-type]
        picks[weight] = assistant.generate(rest, "Are the eyes open or closed?", choices=choices).choice
    assert picks == {0.0: "closed", 1.0: "open"}
    assert parrot.prompts[-1].blocks[0].evidence == ()


@pytest.mark.parametrize("choices", ["open", ("open",), ("open", "Open"), ("open", " ")])
def test_impossible_choices_are_an_error(model: Assistant, rest: Recording, choices: Any) -> None:
    with pytest.raises(ConfigError, match="choices="):
        model.generate(rest, "Are the eyes open?", choices=choices)


# ---- cannot tell ----


@pytest.mark.parametrize(
    "question",
    [
        "Does the patient have epilepsy?",
        "Which drug should she take?",
        "What is the capital of France?",
        "How intelligent is this person?",
        "What is the heart rate?",
        "What is the alpha power after 300 s?",
        "What is the beta power over C9?",
    ],
)
def test_outside_its_ground_it_says_cannot_tell(model: Assistant, rest: Recording, question: str) -> None:
    answer = model.generate(rest, question)
    assert answer.abstained
    assert answer.text.startswith("Cannot tell")
    assert answer.reason
    assert answer.confidence is None


def test_a_coin_toss_is_not_told_as_an_answer(model: Assistant, rest: Recording) -> None:
    answer = model.generate(rest, "Are there sleep spindles?")  # 55 %
    assert answer.abstained
    assert answer.evidence[0].quantity == "spindles"


def test_no_posterior_channel(model: Assistant) -> None:
    frontal = simulate(seed=1, duration=10, montage=("Fp1", "Fp2", "F3", "F4"))[0]
    answer = model.generate(frontal, "What is the individual alpha frequency?")
    assert answer.abstained
    assert "posterior" in answer.text or "occipital" in answer.text


def test_no_brain_channel(model: Assistant) -> None:
    pulse = from_array(np.random.default_rng(0).normal(size=(1, 2000)) * 1e-4, 200.0, ("ECG",))
    answer = model.generate(pulse, "Are the eyes open or closed?")
    assert answer.abstained


def test_too_short(model: Assistant) -> None:
    short = from_array(np.random.default_rng(0).normal(size=(4, 100)) * 1e-5, 200.0, ("O1", "O2", "Cz", "Fz"))
    answer = model.generate(short, "What is the alpha power?")
    assert answer.abstained


def test_mostly_bad_channels(model: Assistant) -> None:
    data = np.random.default_rng(0).normal(size=(6, 4000)) * 1e-5
    data[:4] = 0.0
    answer = model.generate(
        from_array(data, 200.0, ("O1", "O2", "Cz", "Fz", "C3", "C4")), "Are the eyes open or closed?"
    )
    assert answer.abstained
    assert "bad" in answer.text
    assert answer.evidence[0].quantity == "bad channels"


def test_other_language_models_must_not_diagnose(estimates: list[Any], rest: Recording) -> None:
    assistant, parrot = speaking("Yes, it is epilepsy.")
    for question in ("Does the patient have epilepsy?", "Which drug should she take?"):
        answer = assistant.generate(rest, question)
        assert answer.abstained
        assert "it is epilepsy" not in answer.text
    assert parrot.prompts == []


# ---- the language model's text ----


def test_invented_numbers_of_a_language_model_are_marked(estimates: list[Any], rest: Recording) -> None:
    assistant, _ = speaking("The eyes are closed (94 %) [E1]. The peak is 9.1 Hz over Q7 [E9].")
    answer = assistant.generate(rest, "Are the eyes open or closed?")
    assert "closed (94 %) [E1]." in answer.text
    assert "9.1 Hz (unsupported) over Q7 (unsupported) [E9] (unsupported)." in answer.text
    assert answer.unsupported == ("9.1 Hz", "Q7", "[E9]")


def test_a_language_model_may_say_cannot_tell(estimates: list[Any], rest: Recording) -> None:
    assistant, _ = speaking("Cannot tell, because no record speaks of it.")
    answer = assistant.generate(rest, "Are the eyes open or closed?")
    assert answer.abstained
    assert answer.confidence is None


def test_a_silent_language_model_leaves_the_records(estimates: list[Any], rest: Recording) -> None:
    assistant, _ = speaking("<think>hm, 12 s</think>")
    answer = assistant.generate(rest, "How long is the recording?")
    assert "20 s [E1]" in answer.text or answer.unsupported


@pytest.mark.parametrize(
    "raw",
    [
        "The eyes are open.",
        "The eyes are <E7>.",
        "At 12 Hz the eyes are <E1>.",
        "<yesno>, the eyes are <E1>.",
        "No, the eyes are <E1>.",
        "The eyes are <E1> and",
        "Bad channels: <E1>.",
        "The eyes are <E1>. No blinks were found.",
        "",
    ],
)
def test_a_broken_sentence_of_the_small_model_is_replaced(
    estimates: list[Any], rest: Recording, raw: str
) -> None:
    assistant, _ = speaking(raw, slots=True)
    answer = assistant.generate(rest, "Are the eyes open or closed?")
    assert answer.text.startswith("The eyes are closed (94 %) [E1].")


def test_every_wording_that_training_teaches_holds() -> None:
    from neuro_llm.adapters.intents import LEARNED
    from neuro_llm.reply import holds
    from neuro_llm.train.answers import answer_text, default_records

    rng = np.random.default_rng(0)
    for name in (name for name, intent in LEARNED.items() if intent.records):
        records = [
            Evidence(quantity, "x", "", (), 0.0, 1.0, "", kind=kind, id=f"E{i}")
            for i, (kind, quantity) in enumerate(default_records(name), 1)
        ]
        for polar in (False, True) * 10:
            text = answer_text(name, rng, polar=polar)
            assert holds(text, records, True if polar else None), text


def test_a_whole_sentence_of_the_small_model_is_filled(estimates: list[Any], rest: Recording) -> None:
    assistant, parrot = speaking("The subject's eyes are <E1>; alpha stands <E2> high.", slots=True)
    answer = assistant.generate(rest, "Are the eyes open or closed?")
    shown = answer.evidence[1].shown
    assert answer.text == f"The subject's eyes are closed [E1]; alpha stands {shown} [E2] high."
    assert answer.confidence == 0.94
    assert parrot.prompts[0].blocks[0].evidence[0].startswith("<E1> estimated eyes")


@pytest.mark.parametrize(
    "text",
    [
        "The eyes are closed (94 %) [E1]. Nothing else is known here.",
        "One two 3 Hz four. Fz and O1 are 12.5 s [E1], [E8]. 1. x\n2. y",
        "Words only without an end",
        "1.5 Hz",
        " \n ",
    ],
)
def test_streamed_pieces_are_the_text(estimates: list[Any], rest: Recording, text: str) -> None:
    for slots in (False, True):
        assistant, _ = speaking(text, slots=slots)
        *pieces, answer = assistant.stream(rest, "Are the eyes open or closed?")
        assert isinstance(answer, Answer)
        assert "".join(pieces) == answer.text
        assert pieces


def test_no_name_of_a_file_or_person_reaches_the_prompt(estimates: list[Any]) -> None:
    from dataclasses import replace

    from neuro_llm.recordings.recording import Event

    named = replace(
        simulate(seed=5, duration=20)[0], name="Jane_Doe.edf",
        events=(Event(1.0, 0.0, "Jane Doe says her name"), Event(2.0, 0.0, "T1")),
    )  # fmt: skip
    assistant, parrot = speaking("It is so [E1].")
    conversation = assistant.chat(named)
    for question in (
        "Describe this recording.",
        "How many events are there?",
        "What is the heart rate?",
        "And over Qz?",
        "How long is it?",
    ):
        answer = conversation.ask(question)
        assert "Jane_Doe" not in answer.text
    assert parrot.prompts
    assert "Jane" not in repr(parrot.prompts)


def test_generation_settings_pass_through(estimates: list[Any], rest: Recording) -> None:
    assistant, parrot = speaking("x")
    seen: dict[str, Any] = {}
    parrot.pieces = lambda prompt, **generation: iter([seen.update(generation) or "x"])  # type: ignore[method-assign,func-returns-value]
    assistant.generate(rest, "How long is it?", max_new_tokens=7, temperature=0.2)
    assert seen == {"max_new_tokens": 7, "temperature": 0.2}


# ---- loading ----


@pytest.fixture
def folder(tmp_path: Path, tiny_model: Callable[..., tuple[Any, Any]], tiny_card: Any) -> Path:
    """A whole model folder of random weights, as `neuro-llm train default` writes one."""
    from neuro_llm.adapters.language import add_tokens
    from neuro_llm.adapters.slots import slot_tokens
    from neuro_llm.folder import BaseFiles
    from neuro_llm.saving import save_folder

    model, processor = tiny_model()
    add_tokens(model.language_model, processor.tokenizer, slot_tokens())
    model.language_model.save_pretrained(tmp_path / "base")
    processor.tokenizer.save_pretrained(tmp_path / "base")
    model.config.text_config = model.language_model.config
    base, about = BaseFiles(tmp_path / "base"), {"combine": {"eyes": 0.25}}
    return save_folder(tmp_path / "model", model, processor, base=base, about=about, card=tiny_card)


def test_a_model_folder_answers(folder: Path, rest: Recording) -> None:
    model = load(folder)
    assert model.mind.judge.combine == {"eyes": 0.25}
    assert model.mind.slots
    answer = model.generate(rest, "Are the eyes open or closed?", choices=("open", "closed"))
    assert answer.choice in ("open", "closed")
    described = model.describe(rest)
    assert described.evidence
    assert not described.unsupported
    embedding, times = model.embed(rest)
    assert embedding.shape[0] == times.shape[0] == 1
    assert np.linalg.norm(embedding, axis=1) == pytest.approx(1, abs=1e-3)


def test_the_same_question_gets_the_same_answer(folder: Path, rest: Recording) -> None:
    first, second = (load(folder).generate(rest, "Describe this recording.") for _ in range(2))
    assert first == second


@pytest.mark.parametrize("name", ["config.json", "model.safetensors", "llm/config.json", "neuro_llm.json"])
def test_a_damaged_folder_is_refused(folder: Path, name: str) -> None:
    data = bytearray((folder / name).read_bytes())
    data[len(data) // 2] ^= 1
    (folder / name).write_bytes(bytes(data))
    with pytest.raises(ModelError):
        load(folder)
    (folder / name).unlink()
    with pytest.raises(ModelError, match=name.replace(".", r"\.")):
        load(folder)


def test_a_folder_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match=r"no such folder"):
        load(tmp_path / "nothing")
    with pytest.raises(ModelError, match=r"neuro_llm\.json"):
        load(tmp_path)


@pytest.mark.parametrize("family", ["llama", "qwen3", "gpt2"])
def test_any_language_model_answers_from_evidence(
    folder: Path, tmp_path: Path, rest: Recording, family: str
) -> None:
    from neuro_llm.adapters.tiny import save_tiny_language_model

    other = save_tiny_language_model(tmp_path / "other", family)
    model = load(folder, llm=other)
    assert any("no neural adapter exists" in note for note in model.notes)
    answer = model.generate(rest, "Are the eyes open or closed?", max_new_tokens=12)
    assert answer.notes == model.notes
    assert {record.kind for record in answer.evidence} == {"estimated", "measured"}
    chosen = model.generate(rest, "What is the alpha power?", choices=("low", "high"))
    assert chosen.probabilities is not None
    assert sum(chosen.probabilities.values()) == pytest.approx(1)
    assert chosen.confidence is None


# ---- wrong use ----


def test_wrong_use_is_explained(model: Assistant, rest: Recording) -> None:
    with pytest.raises(ConfigError, match="empty"):
        model.generate(rest, "  ")
    with pytest.raises(ConfigError, match="characters"):
        model.generate(rest, "alpha " * 2000)
    with pytest.raises(ConfigError, match=r"neuro_llm\.read"):
        model.generate("rest.edf", "How long is it?")  # type: ignore[arg-type]
    with pytest.raises(ConfigError, match="device='gpu'"):
        load(device="gpu")
    with pytest.raises(ConfigError, match="at least one recording"):
        model.chat()
    with pytest.raises(ModelError, match="cannot embed"):
        Assistant().embed(rest)
