"""Many people at once, faults of the model, and a queue that is full: everybody gets an answer, and their own."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import AbstractContextManager
from typing import Any

import numpy as np
import pytest

from neuro_llm.answer import Answer
from neuro_llm.chat.talk.talking import FAILED
from neuro_llm.recordings.errors import MeasureError, ModelError
from neuro_llm.recordings.recording import ArraySource, Recording


@pytest.fixture(scope="module")
def small() -> Recording:
    """Two seconds of two channels in memory, which no process has to read."""
    return Recording(
        name="small.edf", modality="eeg", ch_names=("O1", "O2"), ch_kinds=("eeg",) * 2, units=("V",) * 2, sfreq=100.0,
        native_rates=(100.0,) * 2, n_times=200, positions=np.full((2, 3), np.nan),
        source=ArraySource(np.random.default_rng(0).normal(0, 1e-5, (2, 200))),
    )  # fmt: skip


@pytest.fixture(scope="module")
def page(serve: Callable[..., AbstractContextManager[Any]], small: Recording) -> Iterator[Any]:
    with serve([small]) as served:
        yield served


@pytest.mark.parametrize(("people", "turns"), [(5, 4), pytest.param(20, 20, marks=pytest.mark.slow)])
def test_everybody_gets_their_own_answers(page: Any, people: int, turns: int) -> None:
    """All ask at once; the model repeats all it has heard in a conversation."""

    def talk(number: int) -> list[str]:
        person = page.person()
        person.open_example()
        return [person.ask(f"canary-{number:02}-{turn:02}") for turn in range(turns)]

    with ThreadPoolExecutor(people) as pool:
        everything = list(pool.map(talk, range(people)))
    for number, said in enumerate(everything):
        for turn, answer in enumerate(said):
            heard = {f"canary-{number:02}-{before:02}" for before in range(turn + 1)}
            assert {
                answer[i : i + 12] for i in range(len(answer)) if answer.startswith("canary-", i)
            } == heard


FAULTS: tuple[BaseException, ...] = (
    RuntimeError("CUDA out of memory"), MemoryError(), ValueError("NaN in logits"), KeyError("x"), IndexError("y"),
    ZeroDivisionError(), TypeError("z"), AttributeError("w"), OSError(28, "No space left on device"),
    FileNotFoundError("/home/anna/secret.bin"), AssertionError(), RecursionError(), UnicodeError("bad"),
    StopAsyncIteration(), FloatingPointError(), BrokenPipeError(), ConnectionResetError(), NotImplementedError(),
    MeasureError("No channel Q9."), ModelError("The weights are damaged."),
)  # fmt: skip


def test_faults_of_the_model_are_said_and_the_talk_goes_on(page: Any) -> None:
    assert len(FAULTS) == 20
    person = page.person()
    person.open_example()
    for number, fault in enumerate(FAULTS):

        def failing(
            question: str, fault: BaseException = fault, late: int = number % 2
        ) -> Iterator[str | Answer]:
            if late:
                yield "The eyes "
            raise fault
            yield "never"

        page.model.script = failing
        try:
            said = person.ask("Are the eyes open?")
        finally:
            page.model.script = None
        assert (str(fault) if isinstance(fault, MeasureError | ModelError) else FAILED[:30]) in said, repr(
            fault
        )
        assert "/home/anna" not in said
        assert "again-canary" in person.ask("again-canary")


def test_a_full_queue_refuses_at_once_and_recovers(
    serve: Callable[..., AbstractContextManager[Any]], small: Recording
) -> None:
    """Four times what fits asks while the model is busy; those in the queue are answered, the others told to wait."""
    with serve([small]) as page:
        go_on, begun = threading.Event(), threading.Event()

        def waiting(question: str) -> Iterator[str | Answer]:
            begun.set()
            assert go_on.wait(60)
            yield Answer(f"done {question}")

        people = [page.person() for _ in range(2)]
        for person in people:
            person.open_example()
        page.model.script = waiting
        assert people[0].join("nl-ask", "click", {"nl-question": "first"}).status_code == 200
        assert begun.wait(20)
        asked = [
            (person, person.join("nl-ask", "click", {"nl-question": "more"}))
            for person in people
            for _ in range(64)
        ]
        codes = [reply.status_code for _, reply in asked]  # all of them while nothing was answered
        assert not go_on.is_set()
        assert set(codes) == {200, 503}
        assert 20 <= codes.count(200) <= 40
        assert "full" in next(reply for _, reply in asked if reply.status_code == 503).text
        go_on.set()
        for person in {person for person, reply in asked if reply.status_code == 200}:
            completed = [one for one in person.results() if one["msg"] == "process_completed"]
            assert completed
            assert all(one["success"] for one in completed)
        page.model.script = None
        for person in people:
            assert "later-canary" in person.ask("later-canary")


def test_the_page_calls_nobody(page: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    """Opening, uploading and asking connect to no address but this computer, and look up no name."""
    import socket

    called: list[Any] = []
    connect, look_up = socket.socket.connect, socket.getaddrinfo

    def watched(self: socket.socket, address: Any) -> None:
        called.append(address)
        connect(self, address)

    def looked_up(host: Any, *rest: Any, **more: Any) -> Any:
        called.append((host, 0))
        return look_up(host, *rest, **more)

    monkeypatch.setattr(socket.socket, "connect", watched)
    monkeypatch.setattr(socket, "getaddrinfo", looked_up)
    person = page.person()
    person.open_example()
    person.ask("Are the eyes open?")
    (path,) = person.upload("a.npy", b"x").json()
    person.take(path, "a.npy")
    list(person.results())
    person.http.get("/")
    outside = [address for address in called if address[0] not in ("127.0.0.1", "localhost", b"127.0.0.1")]
    assert called
    assert not outside
