"""The prompt: one function for training and answering. Mask and places are made while the tokens are made."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from neuro_llm.recordings.errors import ConfigError

from .frames import Frames, Shape, Slot, call_texts, frames
from .tokens import TokenText, token_text

IGNORED = -100
"""The label of a token that is not learnt."""


@dataclass(frozen=True)
class Turn:
    """One turn of a conversation.

    role   "user", "assistant", "system" (first only) or "tool" (the result of the call before it)
    call   JSON of a tool's name and arguments that an assistant's turn is instead of text, else ""
    """

    role: str
    text: str
    call: str = ""


@dataclass(frozen=True)
class RecordingBlock:
    """What the prompt shows of one recording.

    id        "R1", "R2", ...
    summary   modality, channels, rate, length: "EEG, 19 channels, 256 Hz, 60 s"; never a file name
    marks     (seconds, neural tokens) per group of neural tokens, in time order
    evidence  lines of `slots.evidence_line`
    zoom      as marks: a moment of a long recording again, finer, behind the coarse tokens of all of it
    """

    id: str
    summary: str
    marks: tuple[tuple[float, int], ...] = ()
    evidence: tuple[str, ...] = ()
    zoom: tuple[tuple[float, int], ...] = ()

    @property
    def n_tokens(self) -> int:
        return sum(n for _, n in (*self.marks, *self.zoom))


@dataclass(frozen=True)
class Rendered:
    """A prompt as token ids.

    input_ids  all tokens
    labels     the same where the assistant speaks (its end of turn included), else -100
    neural     places of the placeholders, in the order of the blocks and of their groups
    dropped    oldest turns that were left out because of `limit`
    lead       what stands between the prompt and an answer's first word: "" or a space
    front      how many tokens stand before what a question changes: frame, recordings and neural tokens
    """

    input_ids: list[int]
    labels: list[int]
    neural: list[int]
    dropped: int = 0
    lead: str = ""
    front: int = 0


def render(
    conversation: Sequence[Turn],
    blocks: Sequence[RecordingBlock],
    tokenizer: Any,
    *,
    slots: Sequence[str] = (),
    limit: int | None = None,
    tools: Sequence[dict[str, Any]] = (),
) -> Rendered:
    """Token ids, label mask and placeholder places of a conversation about recordings.

    conversation  system turn (optional), then user and assistant in turn; ends with the user's turn when an
                  answer is to follow, with the assistant's when it is to be learnt
    blocks        recordings, shown before the first user turn that is kept: all of them with their neural tokens,
                  then the evidence, so that the front of the prompt stays the same from question to question
    slots         slot tokens that the assistant, and the front of an evidence line, may hold
    limit         most tokens; older pairs of turns are left out to keep it
    tools         JSON schemas that the model's own template tells it; calls and results follow the last user's turn
    """
    system, turns, exchange = _checked(conversation)
    text = token_text(tokenizer)
    writer = _Writer(text, frames(text), tuple(slots), json.dumps(tools) if tools else "", exchange)
    first = 0 if limit is None else _first_within(turns, text, limit)
    while True:
        rendered = writer.write(system, turns[first:], blocks, dropped=first)
        if limit is None or len(rendered.input_ids) <= limit:
            return rendered
        if len(turns) - first <= 2:
            raise ConfigError(
                f"The prompt needs {len(rendered.input_ids)} tokens and the limit is {limit}: "
                "ask about fewer or shorter recordings, or a shorter question."
            )
        first += 2


def choice_question(question: str, choices: Sequence[str]) -> str:
    """A closed question as the user's turn: the question and its options."""
    return f"{question.strip()} Options: {'; '.join(choices)}."


def _checked(conversation: Sequence[Turn]) -> tuple[Turn | None, list[Turn], list[Turn]]:
    """The system's turn, the others, and the calls of tools with their results that end the conversation."""
    turns = list(conversation)
    exchange: list[Turn] = []
    while len(turns) > 1 and turns[-1].role == "tool" and turns[-2].call:
        exchange[:0] = turns[-2:]
        del turns[-2:]
    system = turns.pop(0) if turns and turns[0].role == "system" else None
    expected = ["user", "assistant"] * (len(turns) // 2 + 1)
    if not turns or [turn.role for turn in turns] != expected[: len(turns)]:
        roles = ", ".join(turn.role for turn in turns[:6]) or "nothing"
        raise ConfigError(
            f"A conversation is user, assistant, user, ... (a system turn may come first); got: {roles}."
        )
    if exchange and turns[-1].role != "user":
        raise ConfigError("Calls of tools and their results follow the user's turn.")
    return system, turns, exchange


def _first_within(turns: Sequence[Turn], text: TokenText, limit: int) -> int:
    """The first user turn from which the bare texts fit; at most the last one."""
    last = (len(turns) - 1) // 2 * 2
    used, first = 0, last
    for i in range(len(turns) - 1, -1, -1):
        used += len(text.plain(turns[i].text))
        if used > limit:
            break
        first = i if i % 2 == 0 else first
    return min(first, last)


def _texts(turns: Sequence[Turn]) -> tuple[list[Turn], tuple[str, ...]]:
    """Every text of the turns, as a turn of its own, and the roles of the turns for the frame."""
    shown: list[Turn] = []
    roles: list[str] = []
    for turn in turns:
        role, texts = call_texts(turn.call) if turn.call else (turn.role, (turn.text,))
        roles.append(role)
        shown += [Turn("call" if turn.call else role, text) for text in texts]
    return shown, tuple(roles)


@dataclass
class _Writer:
    """Puts frame, blocks and turns together, token by token."""

    text: TokenText
    frames: Frames
    slots: tuple[str, ...]
    tools: str = ""
    exchange: Sequence[Turn] = ()
    ids: list[int] = field(default_factory=list)
    labels: list[int] = field(default_factory=list)
    neural: list[int] = field(default_factory=list)
    front: int = 0

    def write(
        self, system: Turn | None, turns: Sequence[Turn], blocks: Sequence[RecordingBlock], dropped: int
    ) -> Rendered:
        self.ids, self.labels, self.neural, self.front = [], [], [], 0
        apart = [system] if system is not None and self.frames.system else []
        shown, roles = _texts([*apart, *turns, *self.exchange])
        shape = Shape(roles, roles[-1] in ("user", "tool"), self.tools)
        before = system.text.strip() + "\n\n" if system is not None and not apart else ""
        closed = True
        for piece in self.frames.frame(shape):
            if not isinstance(piece, Slot):
                self._frame(piece, closed)
                closed = True
                continue
            turn = shown[piece.turn]
            if turn.role == "assistant":
                self._add(self.text.with_slots(piece.lead + turn.text.strip(), self.slots), learnt=True)
                closed = False
            elif turn.role == "user" and piece.turn == len(apart):
                self._opening(piece.lead + before, blocks, turn.text.strip())
            else:
                said = turn.text if turn.role == "call" else turn.text.strip()
                self._add(self.text.plain(piece.lead + said))
        self._end(shown[-1])
        lead = self.frames.lead(shape) if shape.answering else ""
        return Rendered(self.ids, self.labels, self.neural, dropped, lead, self.front)

    def _add(self, ids: Sequence[int], learnt: bool = False) -> None:
        self.ids += ids
        self.labels += ids if learnt else [IGNORED] * len(ids)

    def _frame(self, ids: tuple[int, ...], closed: bool) -> None:
        """A piece of the template; after an assistant's text it starts with the end of the turn."""
        if not closed:
            closing = self.frames.closing
            self._add(closing, learnt=True)
            ids = ids[len(closing) :] if ids[: len(closing)] == closing else ids
        self._add(ids)

    def _end(self, last: Turn) -> None:
        """Leave out what the template puts after the last answer: nobody learns it."""
        if last.role == "assistant":
            while self.labels and self.labels[-1] == IGNORED:
                self.ids.pop()
                self.labels.pop()

    def _opening(self, before: str, blocks: Sequence[RecordingBlock], question: str) -> None:
        """The first user turn: the recordings, their evidence, then what is asked."""
        for block in blocks:
            self._add(self.text.plain(f"{before}{block.id}: {block.summary}\n"))
            before = ""
            self._groups(block)
        self.front = len(self.ids)
        for block in blocks:
            if block.evidence and len(blocks) > 1:
                self._add(self.text.plain(f"{block.id} evidence:\n"))
            for line in block.evidence:
                slot = next((s for s in self.slots if line.startswith(s)), "")
                if slot:
                    self._add([self.text.slot_id(slot)])
                self._add(self.text.plain(line[len(slot) :] + "\n"))
        self._add(self.text.plain(before + question))

    def _groups(self, block: RecordingBlock) -> None:
        self._group(block.marks)
        self._group(block.zoom, "zoom ")

    def _group(self, marks: Sequence[tuple[float, int]], before: str = "") -> None:
        shown = [(start, n) for start, n in marks if n]
        for i, (start, n) in enumerate(shown):
            self._add(self.text.plain(f"{' ' if i else before}{start:g}s"))
            self.neural += range(len(self.ids), len(self.ids) + n)
            self._add([self.text.neuro_id] * n)
        if shown:
            self._add(self.text.plain("\n"))
