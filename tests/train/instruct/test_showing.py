"""What the loss sees, on a terminal."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any

import pytest

from neuro_llm.recordings.errors import ConfigError
from neuro_llm.train.instruct.collating import lesson
from neuro_llm.train.instruct.showing import coloured, painted, show


def test_learnt_neural_and_ignored_tokens_differ(base: Any, prepared: Any) -> None:
    exchange = next(one for one in prepared if one.id == "eyes 1-0")
    rendered = lesson(exchange, base.processor)
    plain = painted(rendered, base.processor.tokenizer, False)
    assert plain.endswith("⟦open<|im_end|>⟧")
    assert "▮×" in plain
    assert "<neuro>" not in plain
    assert "\x1b" not in plain
    colours = painted(rendered, base.processor.tokenizer, True)
    assert "\x1b[1;32mopen<|im_end|>\x1b[0m" in colours


def test_colours_only_on_a_terminal_and_not_against_the_users_wish(monkeypatch: pytest.MonkeyPatch) -> None:
    class Terminal(io.StringIO):
        def isatty(self) -> bool:
            return True

    monkeypatch.delenv("NO_COLOR", raising=False)
    assert coloured(Terminal())
    assert not coloured(io.StringIO())
    monkeypatch.setenv("NO_COLOR", "1")
    assert not coloured(Terminal())


def test_show_names_what_it_shows(lessons: Path, quick: Any) -> None:
    text = show(lessons, quick(), wanted=["eyes 1-0"])
    assert text.startswith("eyes 1-0 (eyes): ")
    assert "R1: EEG, 6 channels, 128 Hz, 20 s" in text
    with pytest.raises(ConfigError, match="no example eyes 9"):
        show(lessons, quick(), wanted=["eyes 9"])
