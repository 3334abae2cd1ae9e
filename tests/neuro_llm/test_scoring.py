"""Options are scored as a full pass over prompt and option would score them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
import torch
from torch import Tensor

from neuro_llm.adapters.frames import end_of_turn
from neuro_llm.adapters.projector import Neural
from neuro_llm.adapters.prompt import RecordingBlock, Rendered, Turn
from neuro_llm.adapters.tiny import FAMILIES
from neuro_llm.adapters.tokens import token_text
from neuro_llm.fronts import Fronts
from neuro_llm.recordings.errors import ConfigError
from neuro_llm.scoring import score_options, score_prompts

Make = Callable[..., tuple[Any, Any]]
OPTIONS = ("open", "closed", "open and closed by turns, every ten seconds or so", "µ")


def _naive(
    model: Any, processor: Any, rendered: Rendered, option: str, tokens: Neural, whole: bool
) -> Tensor:
    ids = token_text(processor.tokenizer).plain(rendered.lead + option)
    ids = [*ids, end_of_turn(processor.tokenizer)] if whole else ids
    n = len(rendered.input_ids)
    full = Rendered(rendered.input_ids + ids, [], rendered.neural)
    with torch.inference_mode():
        logs = model(**processor.batch([full], [tokens])).logits[0, n - 1 : -1].log_softmax(-1)
    return logs.gather(1, torch.tensor(ids).unsqueeze(1)).squeeze(1)


@pytest.mark.parametrize("family", FAMILIES)
@pytest.mark.parametrize("chat", [True, False])
@pytest.mark.parametrize("whole", [True, False])
def test_scores_equal_those_of_full_passes(
    family: str, chat: bool, whole: bool, tiny_model: Make, tiny_tokens: Neural
) -> None:
    model, processor = tiny_model(family, chat=chat)
    blocks = [RecordingBlock("R1", "EEG, 19 channels", ((0.0, 5),), ("E1 measured alpha power: 3 µV²",))]
    rendered = processor.render([Turn("user", "Are the eyes open or closed?")], blocks)
    scores = score_options(model, processor, rendered, OPTIONS, tiny_tokens, whole=whole)
    for i, option in enumerate(OPTIONS):
        logs = _naive(model, processor, rendered, option, tiny_tokens, whole)
        assert scores.total[i].item() == pytest.approx(logs.sum().item(), abs=1e-4)
        assert scores.mean[i].item() == pytest.approx(logs.mean().item(), abs=1e-4)


def test_the_prompt_is_read_once(tiny_model: Make, monkeypatch: pytest.MonkeyPatch) -> None:
    model, processor = tiny_model()
    rendered = processor.render([Turn("user", "Are the eyes open or closed?")])
    seen = []
    original = type(model).forward

    def counted(self: Any, input_ids: Tensor, **kwargs: Any) -> Any:
        seen.append(tuple(input_ids.shape))
        return original(self, input_ids, **kwargs)

    monkeypatch.setattr(type(model), "forward", counted)
    score_options(model, processor, rendered, OPTIONS)
    assert seen[0] == (1, len(rendered.input_ids))
    assert len(seen) == 2
    assert seen[1][0] == len(OPTIONS)


def test_a_model_without_plain_memory_reads_the_prompt_again(
    tiny_model: Make, tiny_tokens: Neural, monkeypatch: pytest.MonkeyPatch
) -> None:
    model, processor = tiny_model()
    rendered = processor.render([Turn("user", "Eyes?")], [RecordingBlock("R1", "EEG", ((0.0, 5),))])
    shared = score_options(model, processor, rendered, OPTIONS, tiny_tokens)
    monkeypatch.setattr("neuro_llm.scoring._read", lambda *prompts: None)
    again = score_options(model, processor, rendered, OPTIONS, tiny_tokens)
    torch.testing.assert_close(again.total, shared.total, atol=1e-4, rtol=0)


@pytest.mark.parametrize("family", FAMILIES)
def test_prompts_of_different_lengths_score_as_each_alone(
    family: str, tiny_model: Make, tiny_tokens: Neural
) -> None:
    model, processor = tiny_model(family)
    turn = Turn("user", "Are the eyes open or closed?")
    prompts = [
        (processor.render([turn], [RecordingBlock("R1", "EEG, 19 channels", ((0.0, 5),))]), tiny_tokens),
        (
            processor.render([turn], [RecordingBlock("R1", "EEG", ((0.0, 1), (2.0, 1)))]),
            [("eeg", tiny_tokens[0][1][:2])],
        ),
        (
            processor.render([turn], [RecordingBlock("R1", "EEG", (), ("E1 measured alpha power: 3 µV²",))]),
            (),
        ),
    ]
    alone = torch.stack([score_options(model, processor, *one[:1], OPTIONS, one[1]).total for one in prompts])
    fronts = Fronts(model)
    for kept in (None, fronts, fronts):
        together = score_prompts(model, processor, prompts, OPTIONS, fronts=kept)
        torch.testing.assert_close(together.total, alone, atol=2e-4, rtol=0)


def test_one_option_and_none(tiny_model: Make) -> None:
    model, processor = tiny_model()
    rendered = processor.render([Turn("user", "Eyes?")])
    assert score_options(model, processor, rendered, ["µ"], whole=False).total.shape == (1,)
    for options in ([], [""]):
        with pytest.raises(ConfigError, match="give at least one option"):
            score_options(model, processor, rendered, options, whole=False)
