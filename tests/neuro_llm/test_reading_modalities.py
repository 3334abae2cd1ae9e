"""A model with an encoder of calcium imaging shows its tokens to the language model."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import torch

from neuro_llm.assistant import Assistant
from neuro_llm.encoders.encode import TOKEN_LIMIT
from neuro_llm.kept import Kept
from neuro_llm.recordings.errors import MeasureError
from neuro_llm.recordings.recording import Recording
from neuro_llm.recordings.simulate import simulate
from neuro_llm.speaker import Prompt, Speaker
from neuro_llm.study import Request


@pytest.fixture
def reading(tiny_two: tuple[Any, Any]) -> tuple[Assistant, list[Prompt]]:
    """A model with encoders of EEG and calcium imaging, and the prompts that it is shown."""
    model, processor = tiny_two
    prompts: list[Prompt] = []

    class Watched(Speaker):
        def _shown(self, prompt: Prompt) -> Any:
            prompts.append(prompt)
            return super()._shown(prompt)

    return Assistant(Watched(model, processor), dict(model.encoders.items())), prompts


def test_prompts_show_the_tokens_of_calcium_imaging(
    reading: tuple[Assistant, list[Prompt]], calcium_recording: Recording
) -> None:
    assistant, prompts = reading
    answer = assistant.generate(calcium_recording, "Which picture was it?", choices=("a face", "a house"))
    ((name, tokens),) = prompts[0].tokens
    assert name == "calcium"
    assert tokens.shape[1] == 16
    assert len(tokens) <= TOKEN_LIMIT
    assert prompts[0].blocks[0].n_tokens == len(tokens)
    assert answer.probabilities is not None
    assert sum(answer.probabilities.values()) == pytest.approx(1)
    assert answer.reliance is not None
    assert answer.reliance.other is None


def test_recordings_of_two_modalities_stand_in_one_prompt(
    reading: tuple[Assistant, list[Prompt]], calcium_recording: Recording
) -> None:
    assistant, prompts = reading
    eeg = simulate(seed=5, duration=20)[0]
    assistant.chat(eeg, calcium_recording).ask("What do these recordings show?", max_new_tokens=4)
    assert [name for name, _ in prompts[0].tokens] == ["eeg", "calcium"]


def test_a_time_locked_encoder_estimates_nothing(
    reading: tuple[Assistant, list[Prompt]], calcium_recording: Recording
) -> None:
    study = reading[0].chat(calcium_recording).studies[0]
    assert not study.estimates
    with pytest.raises(MeasureError, match="can only be estimated"):
        study.record(Request("estimated", "eyes"))


def test_what_is_kept_of_calcium_imaging_is_read_again(
    reading: tuple[Assistant, list[Prompt]], calcium_recording: Recording, tmp_path: Path
) -> None:
    encoder = reading[0].encoders["calcium"]
    first = Kept(tmp_path).encoded(encoder, calcium_recording, 0.0, 4.0)
    again = Kept(tmp_path).encoded(encoder, calcium_recording, 0.0, 4.0)
    assert len(list(tmp_path.glob("*.safetensors"))) == 1
    assert torch.equal(first.tokens, again.tokens)
    assert again.encoder == "calcium"
