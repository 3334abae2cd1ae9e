"""Tiny assembled models, made on the fly."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import torch

from neuro_llm.adapters.prompt import RecordingBlock, Turn
from neuro_llm.recordings.recording import Recording
from neuro_llm.recordings.simulate.world import Session, draw_pictures, record

TINY_BLOCKS = (
    RecordingBlock(
        "R1", "EEG, 19 channels, 256 Hz, 60 s", ((0.0, 3), (2.0, 2)), ("E1 measured alpha power: 3 µV²",)
    ),
)
N_PLACES, TOKEN_DIM = 5, 32


@pytest.fixture
def tiny_blocks() -> tuple[RecordingBlock, ...]:
    return TINY_BLOCKS


@pytest.fixture
def tiny_question() -> list[Turn]:
    return [Turn("user", "Are the eyes open or closed?")]


@pytest.fixture
def tiny_tokens() -> list[tuple[str, torch.Tensor]]:
    """Neural tokens for `tiny_blocks`."""
    return [("eeg", torch.randn(N_PLACES, TOKEN_DIM, generator=torch.Generator().manual_seed(3)))]


@pytest.fixture
def tiny_model(tmp_path: Path) -> Callable[..., tuple[Any, Any]]:
    """family, LoRA settings → (model, processor), random and never saved."""

    def make(family: str = "llama", lora: Any = None, chat: bool = True) -> tuple[Any, Any]:
        from neuro_llm.adapters.language import load_language_model
        from neuro_llm.adapters.tiny import save_tiny_language_model
        from neuro_llm.encoders import ENCODERS
        from neuro_llm.modeling import NeuroLLMForConditionalGeneration
        from neuro_llm.processing import NeuroLLMProcessor

        language = load_language_model(save_tiny_language_model(tmp_path / family, family, chat=chat))
        torch.manual_seed(0)
        encoder = ENCODERS.get("eeg").tiny()
        model = NeuroLLMForConditionalGeneration.assemble(
            language, {"eeg": encoder}, hidden_dim=16, lora=lora
        )
        for name, weight in model.named_parameters():
            if "lora_B" in name:
                torch.nn.init.normal_(weight, std=0.3)
        return model, NeuroLLMProcessor(language.tokenizer)

    return make


@pytest.fixture
def tiny_two(tmp_path: Path) -> tuple[Any, Any]:
    """(model, processor) with encoders of EEG (tokens of 32 numbers) and of calcium imaging (16)."""
    from neuro_llm.adapters.language import load_language_model
    from neuro_llm.adapters.tiny import save_tiny_language_model
    from neuro_llm.encoders import ENCODERS
    from neuro_llm.modeling import NeuroLLMForConditionalGeneration
    from neuro_llm.processing import NeuroLLMProcessor

    language = load_language_model(save_tiny_language_model(tmp_path / "two"))
    torch.manual_seed(0)
    encoders = {name: ENCODERS.get(name).tiny() for name in ("eeg", "calcium")}
    model = NeuroLLMForConditionalGeneration.assemble(language, encoders, hidden_dim=16)
    return model, NeuroLLMProcessor(language.tokenizer)


@pytest.fixture
def tiny_card() -> Any:
    from neuro_llm.card import Card, Data

    data = (Data("ds1", "CC0", "somebody", "2 people", "somebody/ds1"),)
    return Card("Tiny", "A tiny model.", "Apache-2.0", "Tests.", data, limits=("It is random.",))


# ---- the shared space ----

SPACE_DIM = 16


@pytest.fixture(scope="session")
def eeg_session() -> Session:
    """Twelve pictures, each seen once."""
    return record("eeg", 3, draw_pictures(12, seed=7))


@pytest.fixture(scope="session")
def calcium_recording() -> Recording:
    return record("calcium", 3, draw_pictures(4, seed=7)).recording


@pytest.fixture(scope="session")
def picture_folder(tmp_path_factory: pytest.TempPathFactory, eeg_session: Session) -> Path:
    """The pictures of `eeg_session` as files of their names."""
    from PIL import Image

    folder = tmp_path_factory.mktemp("pictures")
    (folder / "shown").mkdir()
    for picture in eeg_session.pictures:
        Image.fromarray(picture.render()).save(folder / "shown" / f"{picture.id}.png")
    return folder


@pytest.fixture
def space_folder(tmp_path: Path) -> Callable[..., Path]:
    """A random NeuroBind of EEG and calcium imaging, saved."""

    def make(seed: int = 0, towers: bool = True, scale: float = 10.0) -> Path:
        from neuro_llm.encoders import ENCODERS
        from neuro_llm.encoders.bind import NeuroBind
        from neuro_llm.encoders.space import SmallTowers

        torch.manual_seed(seed)
        encoders = {"eeg": ENCODERS.get("evoked").tiny(), "calcium": ENCODERS.get("calcium").tiny()}
        about = {"trained_on": "nothing at all", "scale": scale}
        folder = tmp_path / f"space-{seed}-{towers}-{scale}"
        NeuroBind(encoders, SmallTowers(SPACE_DIM) if towers else None, about).save(folder)
        return folder

    return make
