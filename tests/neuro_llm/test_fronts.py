"""A follow-up reads the front of its prompt from memory, and answers as if it had read it whole."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import pytest
import torch
from torch import Tensor

from neuro_llm import fronts
from neuro_llm.adapters.prompt import RecordingBlock, Turn
from neuro_llm.adapters.tiny import FAMILIES
from neuro_llm.fronts import Fronts
from neuro_llm.scoring import score_options
from neuro_llm.speaker import Prompt, Speaker

Make = Callable[..., tuple[Any, Any]]
MARKS = ((0.0, 3), (2.0, 2))
OPTIONS = ("open", "closed and open by turns")
SLIDING = ("gemma3_text", "mistral")


def _prompt(
    question: str, tokens: Tensor, evidence: Sequence[str] = (), second: Tensor | None = None
) -> Prompt:
    blocks = [RecordingBlock("R1", "EEG, 19 channels, 256 Hz", MARKS, tuple(evidence))]
    if second is not None:
        blocks.append(RecordingBlock("R2", "EEG, 4 channels, 200 Hz", MARKS))
    given = [("eeg", one) for one in (tokens, second) if one is not None]
    return Prompt([Turn("user", question)], blocks, given)


@pytest.fixture
def tokens() -> Callable[[int], Tensor]:
    return lambda seed: torch.randn(5, 32, generator=torch.Generator().manual_seed(seed))


class _Reads:
    """How many tokens the language model was given, pass by pass."""

    def __init__(self, model: Any, monkeypatch: pytest.MonkeyPatch) -> None:
        self.sizes: list[int] = []
        original = model.language_model.forward

        def counted(*args: Any, **kwargs: Any) -> Any:
            given = kwargs.get("input_ids")
            given = kwargs["inputs_embeds"] if given is None else given
            self.sizes.append(given.shape[1])
            return original(*args, **kwargs)

        monkeypatch.setattr(model.language_model, "forward", counted)


@pytest.mark.parametrize("family", FAMILIES)
def test_scores_and_text_are_those_of_a_whole_reading(
    family: str, tiny_model: Make, tokens: Callable[[int], Tensor]
) -> None:
    model, processor = tiny_model(family)
    speaker = Speaker(model, processor)
    for question, lines in (("Eyes?", ()), ("Is there a posterior alpha rhythm?", ("E1 measured: 3 µV²",))):
        prompt = _prompt(question, tokens(1), lines)
        rendered = processor.render(prompt.turns, prompt.blocks)
        whole = score_options(model, processor, rendered, OPTIONS, prompt.tokens).mean
        torch.testing.assert_close(torch.tensor(speaker.scores(prompt, OPTIONS)), whole, atol=1e-4, rtol=0)
        inputs = processor.batch([rendered], [prompt.tokens])
        ids = model.generate(**inputs, max_new_tokens=24, do_sample=False)
        text = "".join(speaker.pieces(prompt, max_new_tokens=24)).strip()
        assert text == processor.decode_answer(ids[0, inputs["input_ids"].shape[1] :])
    assert speaker.fronts.plain is (family not in SLIDING)


def test_a_follow_up_reads_only_what_is_new(
    tiny_model: Make, tokens: Callable[[int], Tensor], monkeypatch: pytest.MonkeyPatch
) -> None:
    model, processor = tiny_model()
    speaker = Speaker(model, processor)
    speaker.scores(_prompt("Eyes?", tokens(1)), OPTIONS)
    prompt = _prompt("Is there alpha?", tokens(1), ["E1 measured: 3 µV²"])
    rendered = processor.render(prompt.turns, prompt.blocks)
    reads = _Reads(model, monkeypatch)
    speaker.scores(prompt, OPTIONS)
    assert reads.sizes[0] == len(rendered.input_ids) - rendered.front
    reads.sizes.clear()
    list(speaker.pieces(prompt, max_new_tokens=4))
    assert reads.sizes == [len(rendered.input_ids) - rendered.front, 1, 1, 1]


def test_other_tokens_are_read_again_from_the_first_that_differs(
    tiny_model: Make, tokens: Callable[[int], Tensor], monkeypatch: pytest.MonkeyPatch
) -> None:
    model, processor = tiny_model()
    speaker = Speaker(model, processor)
    speaker.scores(_prompt("Eyes?", tokens(1)), OPTIONS)
    changed = tokens(1)
    changed[3:] = tokens(2)[3:]
    prompt = _prompt("Eyes?", changed)
    rendered = processor.render(prompt.turns, prompt.blocks)
    reads = _Reads(model, monkeypatch)
    found = speaker.scores(prompt, OPTIONS)
    assert reads.sizes[0] == rendered.front - rendered.neural[3]
    whole = score_options(model, processor, rendered, OPTIONS, prompt.tokens).mean
    torch.testing.assert_close(torch.tensor(found), whole, atol=1e-4, rtol=0)


def test_a_second_recording_is_added_to_the_first(
    tiny_model: Make, tokens: Callable[[int], Tensor], monkeypatch: pytest.MonkeyPatch
) -> None:
    model, processor = tiny_model()
    speaker = Speaker(model, processor)
    alone, both = _prompt("Eyes?", tokens(1)), _prompt("Eyes?", tokens(1), second=tokens(2))
    first, second = (processor.render(one.turns, one.blocks) for one in (alone, both))
    speaker.scores(alone, OPTIONS)
    reads = _Reads(model, monkeypatch)
    speaker.scores(both, OPTIONS)
    assert reads.sizes[0] == second.front - first.front
    reads.sizes.clear()
    speaker.scores(alone, OPTIONS)
    assert reads.sizes[0] == len(first.input_ids) - first.front


def test_memory_is_bounded(
    tiny_model: Make, tokens: Callable[[int], Tensor], monkeypatch: pytest.MonkeyPatch
) -> None:
    model, processor = tiny_model()
    kept = Fronts(model)
    prompt = _prompt("Eyes?", tokens(0))
    rendered = processor.render(prompt.turns, prompt.blocks)
    size = kept.of(rendered, prompt.tokens).size
    monkeypatch.setattr(fronts, "MOST_BYTES", 3 * size)
    for seed in range(6):
        kept.of(rendered, [("eeg", tokens(seed))])
    assert len(kept._kept) == 3
    reads = _Reads(model, monkeypatch)
    kept.of(rendered, [("eeg", tokens(5))])
    assert not reads.sizes


def test_tokens_of_another_encoder_are_other_tokens(
    tiny_two: tuple[Any, Any], tokens: Callable[[int], Tensor], monkeypatch: pytest.MonkeyPatch
) -> None:
    model, processor = tiny_two
    speaker = Speaker(model, processor)
    prompt = _prompt("Eyes?", tokens(1))
    speaker.scores(prompt, OPTIONS)
    other = Prompt(prompt.turns, prompt.blocks, [("calcium", tokens(1)[:, :16])])
    rendered = processor.render(prompt.turns, prompt.blocks)
    reads = _Reads(model, monkeypatch)
    found = speaker.scores(other, OPTIONS)
    assert reads.sizes[0] == rendered.front - rendered.neural[0]
    whole = score_options(model, processor, rendered, OPTIONS, other.tokens).mean
    torch.testing.assert_close(torch.tensor(found), whole, atol=1e-4, rtol=0)
