"""What may stand in the place of a recording: nothing, its own samples in random order, other recordings."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from neuro_llm.adapters.intents import FAMILIES
from neuro_llm.adapters.projector import Neural
from neuro_llm.adapters.prompt import RecordingBlock, Turn, choice_question
from neuro_llm.recordings.errors import ModelError

from .decision import by_likelihood, combined
from .judging import QUESTIONS, Judge
from .speaker import Prompt, Speaker

if TYPE_CHECKING:
    from torch import Tensor

BANK = "controls.safetensors"
MOST_WORDS = 256  # families and summaries of which the words' answer is kept


@dataclass(frozen=True)
class World:
    """What the model is given of a recording, or of a control in its place.

    summary        the line that the prompt tells of it
    marks          time marks of its tokens
    tokens         (place, encoder_dim), or None
    probabilities  family → value → probability by the encoder; {}: no recording at all
    bad            whether the measurement finds bad channels, None where it was not asked
    encoder        name of the encoder that made the tokens
    """

    summary: str
    marks: tuple[tuple[float, int], ...] = ()
    tokens: Tensor | None = None
    probabilities: Mapping[str, Mapping[str, float]] = field(default_factory=dict)
    bad: bool | None = None
    encoder: str = ""

    @property
    def neural(self) -> Neural:
        """The tokens as a prompt takes them."""
        return () if self.tokens is None else ((self.encoder, self.tokens),)

    @classmethod
    def of(cls, encoded: Any, summary: str, bad: bool | None = None) -> World:
        """encoded   `encoders.encode.Encoded`"""
        marks = encoded.marks()
        shown = encoded.tokens[: sum(n for _, n in marks)]
        return cls(summary, marks, shown, encoded.probabilities, bad, encoded.encoder)


def decided(judge: Judge, speaker: Speaker, family: str, worlds: Sequence[World]) -> list[dict[str, float]]:
    """Value → probability in each world, by the judge's decision; where there is no recording at all, by what the
    language model makes of the words. It reads all of them in one pass."""
    values = FAMILIES[family]
    weight = float(judge.combine.get(family, 0.0)) if judge.reads else 0.0
    read = [i for i, world in enumerate(worlds) if weight > 0 or not world.probabilities]
    scores = speaker.scores_of([_prompt(worlds[i], family) for i in read], values) if read else []
    likely = {i: by_likelihood(values, row) for i, row in zip(read, scores, strict=True)}
    found = []
    for i, world in enumerate(worlds):
        if not world.probabilities:
            found.append(likely[i])
            continue
        told = {value: float(world.probabilities[family].get(value, 0.0)) for value in values}
        told = combined(told, likely[i], weight) if i in likely else told
        found.append(judge.scale(family).apply(told, world.bad if family == "bad channels" else None))
    return found


def _prompt(world: World, family: str) -> Prompt:
    """The question for a family without any evidence, so that no word gives the answer away."""
    turn = Turn("user", choice_question(QUESTIONS[family], FAMILIES[family]))
    return Prompt([turn], [RecordingBlock("R1", world.summary, world.marks)], world.neural)


class Bank:
    """Other recordings of mixed truth, kept in the model folder and read when they are first needed.

    path   of the file, or None where the folder has none
    """

    def __init__(self, path: Path | None = None, worlds: Sequence[World] = ()) -> None:
        self.path, self._given = path, tuple(worlds)
        self._decided: dict[str, list[dict[str, float]]] = {}
        self._words: dict[tuple[str, str], dict[str, float]] = {}

    @classmethod
    def beside(cls, folder: Path) -> Bank:
        path = folder / BANK
        return cls(path if path.is_file() else None)

    @cached_property
    def worlds(self) -> tuple[World, ...]:
        return self._given if self.path is None else load_worlds(self.path)

    def decided(self, judge: Judge, speaker: Speaker, family: str) -> list[dict[str, float]]:
        """What is decided of each: the same for every question and every recording, so made once."""
        if family not in self._decided:
            self._decided[family] = decided(judge, speaker, family, self.worlds)
        return self._decided[family]

    def words(self, judge: Judge, speaker: Speaker, family: str, summary: str) -> dict[str, float]:
        """What the words alone decide: the same for all recordings of one kind, rate and length."""
        key = (family, summary)
        if key not in self._words:
            self._words = dict(list(self._words.items())[-MOST_WORDS:])
            self._words[key] = decided(judge, speaker, family, [World(summary)])[0]
        return self._words[key]


def save_worlds(path: Path, worlds: Sequence[World]) -> None:
    """Tokens as float16, everything else as JSON in the header."""
    from safetensors.torch import save_file

    names = ("summary", "marks", "probabilities", "bad", "encoder")
    told = [{name: getattr(world, name) for name in names} for world in worlds]
    tokens = {str(i): w.tokens.half().contiguous() for i, w in enumerate(worlds) if w.tokens is not None}
    save_file(tokens, path, {"worlds": json.dumps(told)})


def load_worlds(path: Path) -> tuple[World, ...]:
    from safetensors import SafetensorError, safe_open

    try:
        with safe_open(path, "pt") as stored:
            told = json.loads((stored.metadata() or {})["worlds"])
            tokens = [stored.get_tensor(str(i)).float() for i in range(len(told))]
        return tuple(
            World(
                str(one["summary"]),
                tuple((float(second), int(count)) for second, count in one["marks"]),
                each,
                one["probabilities"],
                one["bad"],
                str(one["encoder"]),
            )
            for one, each in zip(told, tokens, strict=True)
        )
    except (SafetensorError, KeyError, ValueError, TypeError) as error:
        raise ModelError(f"{path}: the file is damaged ({error}); copy or download it again.") from error
