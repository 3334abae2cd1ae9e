"""Text as it is written: generation runs in a thread, ends with its reader and raises its errors there."""

from __future__ import annotations

import queue
from collections.abc import Iterator, Mapping
from threading import Event, Thread
from typing import Any

import torch
from torch import Tensor
from transformers import StoppingCriteria, StoppingCriteriaList, TextIteratorStreamer

from neuro_llm.recordings.errors import ModelError

from .modeling import NeuroLLMForConditionalGeneration
from .processing import NeuroLLMProcessor


class _Stopped(StoppingCriteria):
    """Ends generation at the next token once the event is set."""

    def __init__(self, event: Event) -> None:
        self.event = event

    def __call__(self, input_ids: Tensor, scores: Tensor, **kwargs: Any) -> Tensor:
        return torch.full(
            (input_ids.shape[0],), self.event.is_set(), device=input_ids.device, dtype=torch.bool
        )


def stream_text(
    model: NeuroLLMForConditionalGeneration,
    processor: NeuroLLMProcessor,
    inputs: Mapping[str, Tensor],
    *,
    stop_event: Event | None = None,
    timeout: float = 300.0,
    **generate_arguments: Any,
) -> Iterator[str]:
    """Pieces of the answer to one prompt. Slot tokens come as text; control tokens do not come.

    stop_event  set it to end the answer at the next token; closing the iterator does the same
    timeout     seconds without a new token after which the reader gives up
    """
    event = stop_event or Event()
    streamer = TextIteratorStreamer(
        processor.tokenizer,
        skip_prompt=True,
        timeout=timeout,
        skip_special_tokens=True,
        clean_up_tokenization_spaces=False,
    )
    failure: list[BaseException] = []

    def write() -> None:
        try:
            criteria = StoppingCriteriaList([_Stopped(event)])
            model.speak(inputs, streamer=streamer, stopping_criteria=criteria, **generate_arguments)
        except BaseException as error:
            failure.append(error)
            streamer.end()

    writer = Thread(target=write, name="neuro-llm generate", daemon=True)
    writer.start()
    patience = timeout
    try:
        yield from (piece for piece in streamer if piece)
    except queue.Empty:
        patience = 0.0
        raise ModelError(
            f"The language model wrote nothing for {timeout:g} s; ask for a shorter answer."
        ) from None
    finally:
        event.set()
        writer.join(patience)
    if failure:
        raise failure[0]
