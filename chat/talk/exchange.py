"""One question of a conversation and what became of it."""

from __future__ import annotations

from dataclasses import dataclass

from neuro_llm.answer import Answer

LONGEST_QUESTION = 2000  # characters


@dataclass
class Exchange:
    """A question and its answer as it grows.

    text      what has been said so far
    answer    the finished answer, None until then
    problem   why there is none, as one sentence
    stopped   the person stopped it
    about     ids of the recordings that were open then, in the order in which the model was given them
    model     Python expression that loads the model that answered
    """

    question: str
    text: str = ""
    answer: Answer | None = None
    problem: str = ""
    stopped: bool = False
    about: tuple[str, ...] = ()
    model: str = "neuro_llm.load()"
