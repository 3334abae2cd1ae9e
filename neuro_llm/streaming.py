"""Text as it is written: generation runs in a thread, ends with its reader and raises its errors there."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from threading import Event, Thread
from time import monotonic
from typing import Any

import torch
from torch import Tensor
from transformers import StoppingCriteria, StoppingCriteriaList
from transformers.generation.streamers import BaseStreamer

from neuro_llm.recordings.errors import ModelError
from neuro_llm.recordings.stopping import Stopped, look

from .modeling import NeuroLLMForConditionalGeneration
from .processing import NeuroLLMProcessor

GATHER = 0.03  # s
LOOK = 0.1  # s between two looks whether the reader was told to stop
SMALL = 30_000_000  # weights; matrices of smaller models are faster on one thread
HALF_A_CHARACTER = "\ufffd"  # what a tokenizer writes for the first bytes of a character


@contextmanager
def on_few_threads(model: NeuroLLMForConditionalGeneration) -> Iterator[None]:
    """One thread of the processor where the language model is small; two teams of threads would wait for each other."""
    before = torch.get_num_threads()
    if model.language_model.num_parameters() < SMALL:
        torch.set_num_threads(1)  # of the calling thread alone
    try:
        yield
    finally:
        torch.set_num_threads(before)


class _Stopped(StoppingCriteria):
    """Ends generation at the next token once the event is set."""

    def __init__(self, event: Event) -> None:
        self.event = event

    def __call__(self, input_ids: Tensor, scores: Tensor, **kwargs: Any) -> Tensor:
        return torch.full(
            (input_ids.shape[0],), self.event.is_set(), device=input_ids.device, dtype=torch.bool
        )


class _Written(BaseStreamer):
    """The token ids written so far. Its reader looks every GATHER seconds: waking it at every token would slow the
    writer of a small model down by a third."""

    def __init__(self) -> None:
        self.ids: list[int] = []
        self.fresh, self.ended = Event(), Event()
        self.prompt_seen = False

    def put(self, value: Tensor) -> None:
        """One step's ids; the first call brings the prompt."""
        if self.prompt_seen:
            self.ids += value.flatten().tolist()
            self.fresh.set()
        self.prompt_seen = True

    def end(self) -> None:
        self.ended.set()
        self.fresh.set()

    def _wait(self, timeout: float) -> None:
        """Until something is written."""
        given_up = monotonic() + timeout
        look()
        while not self.fresh.wait(min(LOOK, timeout)):
            look()
            if monotonic() >= given_up:
                raise TimeoutError

    def texts(self, tokenizer: Any, timeout: float) -> Iterator[str]:
        """Pieces of text without control tokens; TimeoutError where nothing comes for `timeout` s."""
        shown = ""
        while True:
            self._wait(timeout)
            self.fresh.clear()  # before looking: what is written from here on sets it again
            ended = self.ended.is_set()
            text = tokenizer.decode(
                list(self.ids), skip_special_tokens=True, clean_up_tokenization_spaces=False
            )
            if ended or not text.endswith(HALF_A_CHARACTER):
                if text[len(shown) :]:
                    yield text[len(shown) :]
                shown = text
            if ended:
                return
            self.ended.wait(GATHER)


def stream_text(
    model: NeuroLLMForConditionalGeneration,
    processor: NeuroLLMProcessor,
    inputs: Mapping[str, Any],
    *,
    stop_event: Event | None = None,
    timeout: float = 300.0,
    **generate_arguments: Any,
) -> Iterator[str]:
    """Pieces of the answer to one prompt. Slot tokens come as text; control tokens do not come.

    stop_event  set it to end the answer at the next token; closing the iterator does the same
    timeout     seconds without a new token after which the reader gives up
    """
    event, streamer = stop_event or Event(), _Written()
    failure: list[BaseException] = []

    def write() -> None:
        try:
            criteria = StoppingCriteriaList([_Stopped(event)])
            with on_few_threads(model):
                model.speak(inputs, streamer=streamer, stopping_criteria=criteria, **generate_arguments)
        except BaseException as error:
            failure.append(error)
            streamer.end()

    writer = Thread(target=write, name="neuro-llm generate", daemon=True)
    writer.start()
    patience = timeout
    try:
        yield from streamer.texts(processor.tokenizer, timeout)
    except TimeoutError:
        patience = 0.0
        raise ModelError(
            f"The language model wrote nothing for {timeout:g} s; ask for a shorter answer."
        ) from None
    except Stopped:
        patience = 0.0  # the writer ends at its next token, however long that takes
        raise
    finally:
        event.set()
        writer.join(patience)
    if failure:
        raise failure[0]
