"""A run that is killed again and again, also in the middle of saving, ends as if nothing had happened."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

SCRIPT = str(Path(__file__).with_name("tiny_run.py"))


def end(folder: Path) -> tuple[bytes, str]:
    """The final weights, bit by bit, and the loss curve."""
    return (folder / "end.safetensors").read_bytes(), (folder / "losses.json").read_text(encoding="utf-8")


def test_three_kills(survives: Callable[..., dict[str, int]]) -> None:
    kills = survives(lambda folder: [SCRIPT, str(folder), "--steps", "24"], end, at_random=1, in_saves=2)
    assert kills == {"random": 1, "save": 2}


@pytest.mark.slow
def test_twenty_kills(survives: Callable[..., dict[str, int]]) -> None:
    kills = survives(
        lambda folder: [SCRIPT, str(folder), "--steps", "60", "--pieces", "2"],
        end,
        at_random=10,
        in_saves=10,
        seed=1,
    )
    assert kills == {"random": 10, "save": 10}


@pytest.mark.slow
def test_kills_of_a_run_that_stops_early(survives: Callable[..., dict[str, int]]) -> None:
    """The weights that did best, and the step at which it stopped, are the same too."""

    def kept(folder: Path) -> tuple[bytes, ...]:
        return (*(part.encode() if isinstance(part, str) else part for part in end(folder)),
                (folder / "best.safetensors").read_bytes())  # fmt: skip

    survives(lambda folder: [SCRIPT, str(folder), "--best"], kept, at_random=3, in_saves=7, seed=2)
