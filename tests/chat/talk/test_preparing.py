"""Recordings are got to know in the background; a question waits for no more than it needs."""

from __future__ import annotations

import threading
import time
from dataclasses import replace
from typing import Any

import numpy as np

import neuro_llm
from neuro_llm.chat.store import Opened
from neuro_llm.chat.talk.preparing import Preparing
from neuro_llm.recordings import examples
from neuro_llm.recordings.recording import Recording


class Counting:
    """The samples of another source; counts how often they are read, and waits where it is told to."""

    def __init__(self, recording: Recording) -> None:
        self.inner, self.reads = recording.source, 0
        self.go = threading.Event()
        self.go.set()

    def read(self, start: int, stop: int, channels: Any) -> np.ndarray:
        self.reads += 1
        self.go.wait(20)
        return self.inner.read(start, stop, channels)

    def close(self) -> None:
        self.inner.close()


def example() -> tuple[Recording, Counting]:
    recording = neuro_llm.read(examples.path("rest_eyes_closed"))
    source = Counting(recording)
    return replace(recording, source=source), source


def ended(preparing: Preparing) -> None:
    preparing._pool.submit(lambda: None).result(60)


def test_what_was_prepared_is_not_read_again() -> None:
    model, (recording, source) = neuro_llm.load(), example()
    one, preparing = Opened("R1", recording, "", ""), Preparing()
    preparing.begin(model, one)
    ended(preparing)
    before = source.reads
    assert before > 0
    for question in ("Are the eyes open or closed?", "Describe this recording."):
        assert list(model.chat(recording).stream(question))
    assert source.reads == before
    one.close()


def test_closing_ends_it() -> None:
    model, (recording, source) = neuro_llm.load(), example()
    one, preparing = Opened("R1", recording, "", ""), Preparing()
    source.go.clear()
    preparing.begin(model, one)
    while not source.reads:
        time.sleep(0.01)
    one.closed.set()
    source.go.set()
    ended(preparing)
    assert source.reads < 4
    assert not one.study._judged


def test_a_study_lives_as_long_as_somebody_holds_it() -> None:
    model = neuro_llm.load()
    recordings = [example()[0] for _ in range(6)]
    first = model.study(recordings[0])
    for recording in recordings[1:]:
        model.study(recording)
    assert model.study(recordings[0]) is first
    for recording in recordings:
        recording.close()
