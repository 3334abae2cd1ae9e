"""Several processes started by torchrun: how many there are, and that they fail or go on together."""

from __future__ import annotations

import os
from collections.abc import Callable
from typing import Any, TypeVar

from neuro_llm.recordings.errors import ConfigError

T = TypeVar("T")


def asked_for() -> int:
    """How many processes torchrun says that it started; 1 without torchrun."""
    return int(os.environ.get("WORLD_SIZE", "1"))


def check_count(running: int) -> None:
    """Refuse to train with another number of processes than torchrun started."""
    if running != asked_for():
        raise ConfigError(
            f"torchrun started {asked_for()} processes, {running} train together. Start with "
            "`torchrun --nproc-per-node N -m ...`, and without ACCELERATE_* or other launchers' variables."
        )


def share_of(pieces: int) -> int:
    """How many pieces of every batch each process works on, one after the other."""
    if pieces < 1 or pieces % asked_for():
        raise ConfigError(
            f"A batch of {pieces} pieces cannot be shared alike by {asked_for()} processes; make the number of pieces "
            f"a multiple of {asked_for()}, or start another number of processes."
        )
    return pieces // asked_for()


def together(work: Callable[[], None]) -> None:
    """Do `work` in every process and wait for all; where it fails in one, it fails in all."""
    import torch.distributed as dist

    problem: Exception | None = None
    try:
        work()
    except Exception as found:
        problem = found
    if dist.is_available() and dist.is_initialized():
        told: list[Any] = [None] * dist.get_world_size()
        dist.all_gather_object(told, None if problem is None else str(problem) or repr(problem))
        failed = [f"process {rank}: {text}" for rank, text in enumerate(told) if text is not None]
        if failed and problem is None:
            raise ConfigError("; ".join(failed))
    if problem is not None:
        raise problem


def from_first(work: Callable[[], T]) -> T:
    """What `work` gives in the first process, in all of them."""
    import torch.distributed as dist

    if not (dist.is_available() and dist.is_initialized()):
        return work()
    found: list[Any] = [work() if dist.get_rank() == 0 else None]
    dist.broadcast_object_list(found, src=0)
    return found[0]
