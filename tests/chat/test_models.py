"""Loading another language model while the page goes on."""

from __future__ import annotations

import time
from typing import Any

import pytest

import neuro_llm
from neuro_llm.chat import models
from neuro_llm.chat.models import ModelChoice, devices, loading
from neuro_llm.recordings.errors import ModelError


def test_the_code_loads_the_same_model() -> None:
    assert ModelChoice().code == "neuro_llm.load()"
    choice = ModelChoice("mine", "Qwen/Qwen3-0.6B", "cuda:0", True)
    assert choice.code == "neuro_llm.load('mine', llm='Qwen/Qwen3-0.6B', device='cuda:0', load_in_4bit=True)"
    assert choice.name == "mine with Qwen/Qwen3-0.6B on cuda:0 in 4 bits"


def test_seconds_come_until_the_model_is_there(monkeypatch: pytest.MonkeyPatch) -> None:
    def slow(*given: Any, **options: Any) -> tuple[Any, Any]:
        time.sleep(0.05)
        return given, options

    monkeypatch.setattr(models, "STEP_SECONDS", 0.01)
    monkeypatch.setattr(neuro_llm.assistant, "load", slow)
    *waited, model = loading(ModelChoice(llm="x", device="cpu"))
    assert waited == sorted(waited)
    assert len(waited) >= 2
    assert model == ((None,), {"llm": "x", "device": "cpu", "load_in_4bit": False, "keep": None})


def test_what_cannot_be_loaded_is_raised() -> None:
    with pytest.raises(ModelError, match="no such folder"):
        list(loading(ModelChoice("/nowhere")))


def test_there_is_always_a_cpu() -> None:
    assert devices()[0] == "cpu"
