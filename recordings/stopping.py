"""Ending work that nobody waits for any more: long work looks now and then whether it was told to stop."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from threading import Event
from typing import Any

_TOLD: ContextVar[Event | None] = ContextVar("neuro_llm_stop", default=None)

WAIT_SECONDS = 0.05  # between two looks while another thread has a lock


class Stopped(BaseException):
    """The work was told to stop. No fault, so that nothing that mends faults (`except Exception`) holds it up."""


@contextmanager
def stoppable(told: Event) -> Iterator[None]:
    """Inside, `look` raises Stopped once `told` is set; in this thread alone. No generator may yield inside."""
    before = _TOLD.set(told)
    try:
        yield
    finally:
        _TOLD.reset(before)


def look() -> None:
    """Raise Stopped where the work that this thread does was told to stop: between any two pieces of long work."""
    told = _TOLD.get()
    if told is not None and told.is_set():
        raise Stopped


@contextmanager
def held(lock: Any) -> Iterator[None]:
    """Hold a lock of `threading`; while another thread has it, the wait can be stopped."""
    while not lock.acquire(timeout=WAIT_SECONDS):
        look()
    try:
        yield
    finally:
        lock.release()
