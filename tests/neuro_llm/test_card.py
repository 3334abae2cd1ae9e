"""Model cards: what Hugging Face reads of them, what a person does, and what may be shared."""

from __future__ import annotations

from dataclasses import replace

import pytest
import yaml

from neuro_llm.card import Card, Data, model_card
from neuro_llm.recordings.errors import ConfigError

DATA = (
    Data("Sleep", "ODC-By 1.0", "A. Body, 2020", "10 people to train, 2 held apart", "body/sleep"),
    Data("Ours", "MIT", "our | lab"),
)
CARD = Card(
    "A model", "It reads EEG.", "Apache-2.0", "Looking.", DATA, "400 steps.", "By people.",
    "| task | ours | chance |\n|---|---|---|\n| eyes | 0.9 | 0.5 |", ("It errs.",),
)  # fmt: skip


def test_the_header_is_what_hugging_face_reads() -> None:
    text = model_card(CARD, "Qwen/Qwen3-0.6B", {"model.safetensors": "ab12"})
    _, header, body = text.split("---\n", 2)
    assert yaml.safe_load(header) == {
        "license": "apache-2.0", "library_name": "neuro_llm", "pipeline_tag": "text-generation",
        "base_model": "Qwen/Qwen3-0.6B", "tags": ["neuroscience", "question-answering"], "datasets": ["body/sleep"],
    }  # fmt: skip
    for part in ("Not a medical device", "| Sleep | ODC-By 1.0 | A. Body, 2020 | 10 people to train", "By people.",
                 "our / lab", "| eyes | 0.9 | 0.5 |", "- It errs.", "`ab12`", "`Qwen/Qwen3-0.6B` alone"):  # fmt: skip
        assert part in body
    bare = model_card(replace(CARD, scores="", splits="", data=()), "", {})
    assert "base_model" not in bare
    assert "None were measured." in bare
    assert "Nothing was held apart" in bare


def test_a_card_is_kept_as_it_is() -> None:
    assert Card.from_dict(CARD.to_dict()) == CARD
    with pytest.raises(ConfigError, match="no part colour"):
        Card.from_dict({**CARD.to_dict(), "colour": "red"})


@pytest.mark.parametrize(
    ("licence", "shared"),
    [
        ("CC0 1.0", True),
        ("CC BY 4.0 (UCI ML repository)", True),
        ("cc-by-nc-sa-4.0", True),
        ("ODC-By 1.0", True),
        ("PDDL", True),
        ("BSD-3-Clause", True),
        ("CC BY-ND 4.0", False),
        ("CC-BY-NC-ND-4.0", False),
        ("data use agreement of the hospital", False),
        ("no LICENSE file", False),
        ("not stated", False),
        ("", False),
    ],
)
def test_only_terms_known_to_be_open_allow_sharing(licence: str, shared: bool) -> None:
    assert Data("x", licence).may_be_shared is shared
    assert Data("x", licence, shareable=not shared).may_be_shared is not shared
