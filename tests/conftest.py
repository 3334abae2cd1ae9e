"""What every test may use: the folder of real recordings, where it is at hand."""

from __future__ import annotations

import os
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest


@pytest.fixture(scope="session")
def data_folder() -> Path:
    """Real recordings with their MANIFEST.json; tests skip where they are absent."""
    named = os.environ.get("NEURO_LLM_DATA")
    folder = Path(named) if named else Path(__file__).resolve().parents[2] / "shared" / "data"
    if not (folder / "MANIFEST.json").is_file():
        pytest.skip(f"no real recordings at {folder}; set NEURO_LLM_DATA to a folder with a MANIFEST.json")
    return folder


@pytest.fixture
def tell_of_tools() -> Callable[[Any, str], None]:
    """Gives a tokenizer the chat template of a family that is told of tools, with its control tokens.

    The templates are shortened from those of Qwen 2.5, Llama 3.1 and Mistral 0.3; "tells_only" cannot show results.
    """

    def give(tokenizer: Any, family: str) -> None:
        template = (Path(__file__).parent / "templates" / f"{family}.jinja").read_text(encoding="utf-8")
        marks = re.findall(r"</?tool_call>|<\|[a-z_]+\|>|\[/?[A-Z_]{4,}\]", template)
        tokenizer.add_tokens(list(dict.fromkeys(marks)), special_tokens=False)
        tokenizer.chat_template = template.removesuffix("\n")

    return give
