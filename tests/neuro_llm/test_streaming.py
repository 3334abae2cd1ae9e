"""Streaming: the same text as generate, stops with its reader, raises its errors there, leaves no thread."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from typing import Any

import pytest
import torch

from neuro_llm.adapters.prompt import RecordingBlock, Turn
from neuro_llm.adapters.slots import slot_tokens
from neuro_llm.recordings.errors import ModelError
from neuro_llm.recordings.stopping import Stopped, stoppable
from neuro_llm.streaming import stream_text

Make = Callable[..., tuple[Any, Any]]
LONG = {"max_new_tokens": 400, "min_new_tokens": 400, "do_sample": False}


def _writers() -> list[threading.Thread]:
    return [thread for thread in threading.enumerate() if thread.name == "neuro-llm generate"]


@pytest.fixture
def ready(tiny_model: Make, tiny_blocks: tuple[RecordingBlock, ...], tiny_tokens: torch.Tensor) -> Any:
    model, processor = tiny_model()
    return model, processor, processor([Turn("user", "Are the eyes open?")], tiny_blocks, tiny_tokens)


class _Counted:
    """Counts the steps of generation."""

    def __init__(self, model: Any, monkeypatch: pytest.MonkeyPatch) -> None:
        self.steps = 0
        original = model.prepare_inputs_for_generation

        def counting(*args: Any, **kwargs: Any) -> Any:
            self.steps += 1
            return original(*args, **kwargs)

        monkeypatch.setattr(model, "prepare_inputs_for_generation", counting)


def test_the_pieces_are_the_answer(ready: Any) -> None:
    model, processor, inputs = ready
    ids = model.generate(**inputs, max_new_tokens=40, do_sample=False)
    pieces = list(stream_text(model, processor, inputs, max_new_tokens=40, do_sample=False))
    assert len(pieces) > 1
    assert "".join(pieces).strip() == processor.decode_answer(ids[0, inputs["input_ids"].shape[1] :])


def test_closing_the_reader_ends_the_writer(ready: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    model, processor, inputs = ready
    counted = _Counted(model, monkeypatch)
    stream = stream_text(model, processor, inputs, **LONG)
    next(stream)
    stream.close()
    assert not _writers()
    assert counted.steps < 400


def test_the_event_ends_the_answer_within_two_tokens(ready: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    model, processor, inputs = ready
    counted = _Counted(model, monkeypatch)
    event = threading.Event()
    stream = stream_text(model, processor, inputs, stop_event=event, **LONG)
    next(stream)
    event.set()
    at_stop = counted.steps
    list(stream)
    assert counted.steps - at_stop <= 2
    assert not _writers()


def test_a_reader_that_was_told_to_stop_ends_the_writer(ready: Any) -> None:
    model, processor, inputs = ready
    told = threading.Event()
    stream = stream_text(model, processor, inputs, **LONG)
    with stoppable(told):
        next(stream)
        told.set()
        with pytest.raises(Stopped):
            list(stream)
    for writer in _writers():
        writer.join(2.0)
    assert not _writers()


def test_an_error_in_the_writer_reaches_the_reader(ready: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    model, processor, inputs = ready
    calls = []
    original = model.language_model.forward

    def failing(*args: Any, **kwargs: Any) -> Any:
        calls.append(1)
        if len(calls) > 5:
            raise RuntimeError("out of memory")
        return original(*args, **kwargs)

    monkeypatch.setattr(model.language_model, "forward", failing)
    started = time.monotonic()
    with pytest.raises(RuntimeError, match="out of memory"):
        list(stream_text(model, processor, inputs, **LONG))
    assert time.monotonic() - started < 5
    monkeypatch.undo()
    assert "".join(stream_text(model, processor, inputs, max_new_tokens=5, do_sample=False)) is not None
    assert not _writers()


def test_bad_arguments_reach_the_reader_too(ready: Any) -> None:
    model, processor, inputs = ready
    with pytest.raises(ValueError, match="no_such_setting"):
        list(stream_text(model, processor, inputs, no_such_setting=1))


def test_a_writer_that_hangs_is_given_up(ready: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    model, processor, inputs = ready
    release = threading.Event()
    monkeypatch.setattr(model.language_model, "generate", lambda **kwargs: release.wait(5))
    with pytest.raises(ModelError, match=r"wrote nothing for 0\.2 s"):
        list(stream_text(model, processor, inputs, timeout=0.2))
    release.set()


def test_slots_are_shown_and_control_tokens_are_not(tiny_model: Make) -> None:
    from neuro_llm.adapters.language import add_tokens

    model, processor = tiny_model()
    add_tokens(model.language_model, processor.tokenizer, slot_tokens())
    slot = processor.tokenizer.convert_tokens_to_ids("<E3>")
    end = processor.tokenizer.convert_tokens_to_ids("<|im_end|>")
    inputs = processor([Turn("user", "Alpha?")])

    def forced(_: int, ids: torch.Tensor) -> list[int]:
        return [slot] if ids.shape[-1] < inputs["input_ids"].shape[1] + 3 else [end]

    pieces = list(stream_text(model, processor, inputs, max_new_tokens=9, prefix_allowed_tokens_fn=forced))
    assert "".join(pieces) == "<E3><E3><E3>"
