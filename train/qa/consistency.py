"""The same question in other words, or as a follow-up, must get the same answer."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np

from neuro_llm.recordings.recording import Recording
from neuro_llm.train.cases import truth_of
from neuro_llm.train.questions import closed_question

from .items import Response
from .simulated import drawn

WORDINGS = 5
FOLLOW_UPS = (
    ("What is the alpha power over O1?", "And over O2?", "What is the alpha power over O2?"),
    ("What is the beta power over C3?", "And between 2 and 6 s?", "What is the beta power over C3 between 2 and 6 s?"),
    ("What is the theta power over Fz?", "And the delta power?", "What is the delta power over Fz?"),
    ("What is the amplitude over F3?", "And over O1 and O2?", "What is the amplitude over O1 and O2?"),
    ("How strong is line noise over Cz?", "And over O1?", "How strong is line noise over O1?"),
)  # fmt: skip
"""First question, follow-up, and the question that it stands for."""


@dataclass(frozen=True)
class Agreement:
    """How often answers agree. topic "follow-up", or a family of closed questions."""

    topic: str
    held: bool


def paraphrases(assistant: Any, n: int, note: Callable[[str], None] = lambda _: None) -> list[Agreement]:
    """Each family of `n` recordings in several wordings with other options: does the answer mean the same?"""
    found: list[Agreement] = []
    for number in range(n):
        recording, truth = drawn(number)
        for family in truth_of(truth):
            if family == "onset":
                continue
            rng = np.random.default_rng([number, 31])
            meant = [_meant(assistant, recording, family, rng) for _ in range(WORDINGS)]
            common = meant[0]
            found += [Agreement(family, bool(common & other)) for other in meant[1:]]
    return found


def _meant(assistant: Any, recording: Recording, family: str, rng: np.random.Generator) -> frozenset[str]:
    """Values of the family that the chosen option stands for."""
    asked = closed_question(family, rng)
    answer = assistant.generate(recording, asked.question, choices=asked.options)
    return frozenset(asked.mapping[answer.choice]) if answer.choice else frozenset(["cannot tell"])


def follow_ups(assistant: Any, n: int) -> list[Agreement]:
    """Does a follow-up get the same number as the whole question asked at once?"""
    found = []
    for number in range(n):
        recording = drawn(number, True)[0]
        for first, then, whole in FOLLOW_UPS:
            chat = assistant.chat(recording)
            chat.ask(first)
            one, other = Response.of(chat.ask(then)), Response.of(assistant.generate(recording, whole))
            found.append(
                Agreement("follow-up", one.number == other.number and one.abstained == other.abstained)
            )
    return found
