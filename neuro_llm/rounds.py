"""A language model with tools: it writes, calls, reads what was measured and writes on, for a few rounds."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from neuro_llm.adapters.calls import Call, Listener
from neuro_llm.adapters.prompt import Turn
from neuro_llm.recordings.errors import ConfigError
from neuro_llm.recordings.evidence.record import Evidence

from .speaker import Prompt, Speaker
from .study import Study
from .tools import NAMES, Desk, Result, schemas

MOST_ROUNDS = 4
MOST_CALLS = 4  # of one round
_KEY = re.compile(r"[a-z_]{1,24}")


class Rounds:
    """The rounds of one answer.

    records   numbered: those given, then those of the calls
    """

    def __init__(self, speaker: Speaker, studies: Sequence[Study], records: Sequence[Evidence]) -> None:
        self.speaker = speaker
        self.given = tuple(records)
        self.desk = Desk(studies, records)
        self.tools = schemas(studies) if speaker.tools else ()
        self._turns: list[Turn] = []
        self._problems: list[str] = []

    @property
    def records(self) -> tuple[Evidence, ...]:
        return self.desk.records

    def pieces(
        self, prompt: Callable[[tuple[Evidence, ...]], Prompt], generation: Mapping[str, Any]
    ) -> Iterator[str]:
        """Pieces of the text that is meant for the reader. prompt: the prompt that shows these records"""
        if not self.tools:
            yield from self.speaker.pieces(prompt(self.records), **generation)
            return
        for number in range(MOST_ROUNDS + 1):
            listener = Listener()
            for piece in self._speak(prompt, generation):
                if shown := listener.feed(piece):
                    yield shown
            rest, calls = listener.close()
            if not calls or number == MOST_ROUNDS:
                yield rest
                return
            self._run(calls)

    def _speak(
        self, prompt: Callable[[tuple[Evidence, ...]], Prompt], generation: Mapping[str, Any]
    ) -> Iterator[str]:
        """What the model writes next; without tools where the prompt would not fit with them."""
        try:
            return self.speaker.pieces(self.shown(prompt), **generation)
        except ConfigError:
            return self.speaker.pieces(prompt(self.records), **generation)

    def shown(self, prompt: Callable[[tuple[Evidence, ...]], Prompt]) -> Prompt:
        """The prompt of the next round, with the tools that may be called and what they gave so far."""
        if not self.tools:
            return prompt(self.records)
        if self.speaker.exchanges:
            made = prompt(self.given)
            return replace(made, turns=[*made.turns, *self._turns], tools=self.tools)
        made = prompt(self.records)
        *before, last = made.turns
        notes = "".join(f"\n({problem})" for problem in self._problems)
        return replace(made, turns=[*before, replace(last, text=last.text + notes)], tools=self.tools)

    def _run(self, calls: Sequence[Call]) -> None:
        for number, call in enumerate(calls):
            if number >= MOST_CALLS or self.desk.full:
                result = Result("Error: too many calls; answer from the records that there are.")
            else:
                result = self.desk.run(call)
            name = call.name if call.name in NAMES else "unknown"
            said = json.dumps({"name": name, "arguments": _plain(call.arguments)})
            self._turns += [Turn("assistant", "", call=said), Turn("tool", result.text)]
            if not result.records:
                self._problems.append(result.text)


def _plain(value: Any) -> Any:
    """What the model wrote as arguments, without keys that are no words: keys become part of the frame."""
    if isinstance(value, Mapping):
        return {key: _plain(item) for key, item in value.items() if _KEY.fullmatch(str(key))}
    if isinstance(value, list):
        return [_plain(item) for item in value[:64]]
    return value
