"""Examples as the language model reads them: one exchange at a time, the prompt made where answers make theirs."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from neuro_llm import __version__
from neuro_llm.adapters.prompt import RecordingBlock, Turn
from neuro_llm.answer import number_records
from neuro_llm.conversation import Conversation
from neuro_llm.gathering import CannotTell
from neuro_llm.recordings.evidence.record import Evidence
from neuro_llm.train.instructions import Example, to_json
from neuro_llm.train.instructions.reading import located

from .features import Features, files_key, key_of, token_key, weights_key
from .pictures import is_picture, picture_prompt, shared_space

if TYPE_CHECKING:
    from neuro_llm.assistant import Assistant
    from neuro_llm.recordings.recording import Recording
    from neuro_llm.speaker import Prompt


@dataclass(frozen=True)
class Exchange:
    """A question about recordings, what is shown with it, and the answer that is learnt.

    turns    up to the question, which stands without its options
    blocks   recordings with time marks and evidence lines
    neural   (encoder's name, key in `Features`) of the neural tokens, in the order of their places
    answer   what the assistant says; choices: the options of a closed question
    tools    JSON schemas of what the model may call
    """

    id: str
    turns: tuple[Turn, ...]
    blocks: tuple[RecordingBlock, ...]
    neural: tuple[tuple[str, str], ...]
    answer: str
    choices: tuple[str, ...] = ()
    task: str = ""
    tools: tuple[dict[str, Any], ...] = ()

    @property
    def places(self) -> int:
        """Neural tokens in the prompt."""
        return sum(block.n_tokens for block in self.blocks)

    @classmethod
    def from_dict(cls, values: Mapping[str, Any]) -> Exchange:
        """As `dataclasses.asdict` and JSON left it."""
        blocks = [
            RecordingBlock(
                one["id"], one["summary"], _marks(one["marks"]), tuple(one["evidence"]), _marks(one["zoom"])
            )
            for one in values["blocks"]
        ]
        given = {
            "turns": tuple(Turn(**turn) for turn in values["turns"]),
            "blocks": tuple(blocks),
            "neural": tuple((name, key) for name, key in values["neural"]),
            "choices": tuple(values["choices"]),
            "tools": tuple(values["tools"]),
        }
        return cls(**{**values, **given})


def _marks(values: Sequence[Sequence[float]]) -> tuple[tuple[float, int], ...]:
    return tuple((float(second), int(count)) for second, count in values)


def plain_exchange(example: Example) -> Exchange:
    """A conversation without recordings, as it is: all that the assistant says is learnt."""
    return Exchange(example.id, example.turns[:-1], (), (), example.answer, task=example.task)


class Maker:
    """Makes exchanges of examples, and keeps them.

    assistant  what will answer: its prompts are the ones that are learnt
    folder     where the paths of the recordings start
    """

    def __init__(self, assistant: Assistant, folder: Path, store: Features) -> None:
        self.assistant, self.folder, self.store = assistant, folder, store
        self.slots = assistant.mind.slots
        self._reads = _reads(assistant)

    def key(self, example: Example, number: int) -> str:
        """Of the exchange `number` of an example: its words, its recordings' files, what encodes and shows them."""
        files = [files_key(located(self.folder, source.path)) for source in example.sources]
        told = {name: value for name, value in to_json(example).items() if name != "meta"}
        space = shared_space().space_name if _shows_pictures(example) else ""
        return key_of(self._reads, space, told, number, files, example.task)

    def make(
        self, example: Example, recordings: Sequence[Recording]
    ) -> tuple[dict[str, Any], dict[str, Any]]:
        """The exchanges of an example whose recordings are open, and their tokens: what `Features.keep` takes."""
        if not example.sources:
            return {self.key(example, 0): asdict(plain_exchange(example))}, {}
        if _shows_pictures(example):
            return self._of_picture(example)
        studies = [
            self.assistant.chat(recording, start=source.start, stop=source.stop).studies[0]
            for recording, source in zip(recordings, example.sources, strict=True)
        ]
        conversation = Conversation(self.assistant.mind, studies)
        made: dict[str, Any] = {}
        tokens: dict[str, Any] = {}
        for number, (question, answer) in enumerate(spoken(example)):
            prompt = self._prompt(conversation, example, question)
            tokens |= {token_key(value): value for _, value in prompt.tokens}
            made[self.key(example, number)] = asdict(self._exchange(example, prompt, question, answer))
            conversation.tell(question, answer)
        return made, tokens

    def _of_picture(self, example: Example) -> tuple[dict[str, Any], dict[str, Any]]:
        """The first exchange about a picture; it has no evidence."""
        question, answer = spoken(example)[0]
        prompt = picture_prompt(self.folder, example, question)
        tokens = {token_key(value): value for _, value in prompt.tokens}
        return {self.key(example, 0): asdict(self._exchange(example, prompt, question, answer))}, tokens

    def _prompt(self, conversation: Conversation, example: Example, question: str) -> Prompt:
        """As it will be shown; where the assistant would find no records to show, or needs none, without any."""
        choices = example.choices or None
        records: tuple[Evidence, ...] | None = numbered(example.evidence) or None
        if choices and self.slots:
            records = ()  # the embedded default weighs options by the tokens alone
        try:
            return conversation.prompt(question, choices, records)
        except CannotTell:
            return conversation.prompt(question, choices, ())

    def _exchange(self, example: Example, prompt: Prompt, question: str, answer: str) -> Exchange:
        return Exchange(
            example.id,
            (*prompt.turns[:-1], replace(prompt.turns[-1], text=question.strip())),
            tuple(prompt.blocks),
            tuple((name, token_key(value)) for name, value in prompt.tokens),
            slotted(answer, numbered(example.evidence)) if self.slots else answer,
            example.choices,
            example.task,
            tuple(prompt.tools),
        )


def _shows_pictures(example: Example) -> bool:
    return any(is_picture(source.path) for source in example.sources)


def spoken(example: Example) -> list[tuple[str, str]]:
    """Questions and answers; a system turn of its own is not shown: the assistant brings one."""
    turns = [turn.text for turn in example.turns if turn.role != "system"]
    return list(zip(turns[::2], turns[1::2], strict=True))


def count_of(example: Example) -> int:
    """How many exchanges are made of an example: plain text stays whole, a picture is captioned once."""
    return len(spoken(example)) if example.sources and not _shows_pictures(example) else 1


def numbered(evidence: Sequence[Evidence]) -> tuple[Evidence, ...]:
    """Given records with the ids that the answer cites; numbered where they have none."""
    return tuple(evidence) if all(record.id for record in evidence) else number_records(evidence)


def slotted(text: str, evidence: Sequence[Evidence]) -> str:
    """The inverse of `adapters.slots.fill`: values with their citations become slots, which a small model can write."""
    for record in evidence:
        text = text.replace(f"{record.shown} [{record.id}]", f"<{record.id}>")
    return text


def _reads(assistant: Assistant) -> list[Any]:
    """What a prompt depends on beside the example: code, encoders, calibration, what the language model can read."""
    speaker = assistant.mind.speaker
    assert speaker is not None
    encoders = {name: weights_key(encoder) for name, encoder in assistant.encoders.items()}
    calibration = json.loads(json.dumps(asdict(assistant.mind.judge.calibration)))
    reads = [speaker.slots, speaker.neural, speaker.space, speaker.tools, speaker.exchanges]
    return [__version__, encoders, calibration, reads]
