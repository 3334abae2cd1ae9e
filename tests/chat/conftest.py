"""A model that answers at once, and a small recording, for the tests of the page."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np
import pytest

from neuro_llm.answer import Answer
from neuro_llm.recordings.errors import MeasureError
from neuro_llm.recordings.evidence.record import Evidence
from neuro_llm.recordings.recording import ArraySource, Event, Recording

HOSTILE = "$\\frac{$ <img src=x onerror=alert(1)> ${1+1} {{7*7}}"


class QuickConversation:
    """Says that the eyes are closed; fails or abstains where the question asks for it."""

    def __init__(self) -> None:
        self.asked: list[str] = []
        self.told: list[str] = []
        self.rewound: list[int] = []
        self.closed = False

    def stream(self, question: str, choices: Any = None) -> Iterator[str | Answer]:
        self.asked.append(question)
        if "fail" in question:
            raise MeasureError("a.edf: no channel Q9; it has Fp1.")
        if "break" in question:
            raise RuntimeError("out of memory")
        if "weather" in question:
            yield "I cannot tell."
            yield Answer("I cannot tell.", abstained=True, reason="outside its ground")
            return
        try:
            yield from ("The ", "eyes ", "are ", "closed [E1].")
            yield closed_answer()
        finally:
            self.closed = True

    def tell(self, question: str, answer: Answer) -> None:
        self.told.append(question)

    def rewind(self, count: int) -> None:
        self.rewound.append(count)


class QuickModel:
    """The interface of an assistant without its weights."""

    def __init__(self) -> None:
        self.conversations: list[QuickConversation] = []

    def chat(self, *recordings: Recording) -> QuickConversation:
        self.conversations.append(QuickConversation())
        return self.conversations[-1]

    def generate(self, recording: Recording, question: str) -> Answer:
        *_, answer = self.chat(recording).stream(question)
        assert isinstance(answer, Answer)
        return answer


def closed_answer() -> Answer:
    estimated = Evidence(
        "eyes", "closed", "", (), 0.0, 60.0, "encoder head", kind="estimated", probability=0.94, id="E1"
    )
    measured = Evidence(
        "posterior alpha frequency", 10.2, "Hz", ("O1", "O2"), 0.0, 60.0, "Welch " + HOSTILE, id="E2"
    )
    return Answer("The eyes are closed [E1].", evidence=(estimated, measured), confidence=0.94)


@pytest.fixture
def model() -> QuickModel:
    return QuickModel()


@pytest.fixture
def recording() -> Recording:
    """Three EEG channels of 10 µV sines, a flat one marked bad, an ECG with a hostile name: 30 s, 200 Hz."""
    times = np.arange(6000) / 200.0
    sines = [10e-6 * np.sin(2 * np.pi * f * times) for f in (5.0, 10.0, 20.0)]
    data = np.stack([*sines, np.zeros_like(times), 1e-3 * np.sin(2 * np.pi * times)])
    names = ("O1", "O2", "Cz", "T7", HOSTILE)
    return Recording(
        name="small<b>.edf",
        modality="eeg",
        ch_names=names,
        ch_kinds=("eeg",) * 4 + ("ecg",),
        units=("V",) * 5,
        sfreq=200.0,
        native_rates=(200.0,) * 5,
        n_times=6000,
        positions=np.full((5, 3), np.nan),
        source=ArraySource(data),
        events=(Event(2.0, 3.0, HOSTILE), Event(8.0, 0.0, "T1")),
        bads=("T7",),
        changes=(f"{HOSTILE} was taken for an ECG.",),
    )
