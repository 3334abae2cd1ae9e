"""A head is kept only where it does better than the model without it."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from neuro_llm.adapters.prompt import Turn
from neuro_llm.answer import Answer
from neuro_llm.gathering import Mind
from neuro_llm.recordings.recording import Recording
from neuro_llm.train.instructions import Example, Source
from neuro_llm.train.stored import About, write_recording
from neuro_llm.train.tasks import teach
from neuro_llm.train.tasks.teaching import FIRST_ASKED

STATES = ("calm", "busy")


@dataclass
class Oracle:
    """Answers with what it knows of a span, or with nothing."""

    known: dict[float, str]
    mind: Mind = field(default_factory=Mind)
    encoders: dict[str, Any] = field(default_factory=dict)
    asked: list[float] = field(default_factory=list)

    def generate(
        self, recording: Recording, question: str, choices: Any, *, start: float, stop: float
    ) -> Answer:
        assert not self.mind.learned.heads
        self.asked.append(start)
        return Answer("", choice=self.known.get(start))


@pytest.fixture(scope="module")
def examples(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, list[Example]]:
    """Four runs of two channels that are three times as large in one state."""
    folder, found = tmp_path_factory.mktemp("states"), []
    for run in range(4):
        rng = np.random.default_rng(run)
        labels = rng.permutation(np.arange(12) % 2)
        data = 1e-5 * rng.standard_normal((2, 12 * 4 * 100)) * np.repeat(1 + 2 * labels, 400)
        about = About(100.0, data.shape[1], ("C3", "C4"), "eeg", "V")
        write_recording(folder / f"run{run}.npy", about, [data.astype(np.float32)])
        for number, label in enumerate(labels):
            turns = (Turn("user", "Which state is it?"), Turn("assistant", STATES[label]))
            source = Source(f"run{run}.npy", "eeg", 4.0 * number, 4.0 * number + 4)
            found.append(
                Example(f"{run}-{number}", turns, (source,), (), STATES, "p", task="state", run=str(run))
            )
    return folder, found


def test_a_task_that_the_model_does_not_know_gets_a_head(examples: tuple[Path, list[Example]]) -> None:
    folder, found = examples
    oracle = Oracle({})
    (head,) = teach(oracle, found, folder, lambda line: None)
    assert head.informative
    assert len(oracle.asked) == FIRST_ASKED


def test_what_the_model_tells_better_by_itself_gets_none(examples: tuple[Path, list[Example]]) -> None:
    folder, found = examples
    first = [one for one in found if one.run == "0"]
    notes: list[str] = []
    right = Oracle({one.sources[0].start: one.answer for one in first})  # type: ignore[misc]
    assert teach(right, first, folder, notes.append) == ()
    assert "no head" in notes[-1]
