"""What the page does when someone chooses, turns a page or asks: all but the layout. Knows no gradio."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from neuro_llm.answer import Answer
from neuro_llm.chat.look.choice import main_kind
from neuro_llm.chat.look.lanes import lanes, page_seconds
from neuro_llm.chat.look.state import ViewState
from neuro_llm.chat.talk.exchange import Exchange
from neuro_llm.recordings.errors import NeuroLLMError
from neuro_llm.recordings.kinds import called
from neuro_llm.recordings.readers import read
from neuro_llm.recordings.recording import Recording, Source
from neuro_llm.summary import summarise

from . import blocks
from .intake import take_in
from .offering import offered
from .pictures import draw
from .store import Session, Store

LONGEST_QUESTION = 2000
MOST_QUESTIONS = 6
ENDED = "No recording is open: choose one, or open your own file. (An hour without use closes it.)"

FAILED = "The program failed on this question; the terminal shows where. Other questions still work."


@dataclass(frozen=True)
class View:
    """What the page shows after a recording was chosen; `problem` where that did not work.

    last   latest second that a page may start at
    """

    token: str
    summary: str
    trace: str
    last: float
    questions: tuple[str, ...]
    problem: bool = False


class Desk:
    """Recordings on offer, the sessions, and the model that answers.

    model       what `neuro_llm.load` returns
    recordings  files, or recordings already open, to offer; the bundled examples where there are none
    """

    def __init__(
        self, model: Any, recordings: Sequence[str | Path | Recording] = (), store: Store | None = None
    ) -> None:
        self.model = model
        self.store = store or Store()
        self.offered: Mapping[str, Path | Recording] = offered(recordings)

    def choose(self, token: str, label: str, owner: str = "", tab: str = "") -> View:
        """Open one of the recordings on offer; a label that is not on offer opens nothing."""
        if label not in self.offered:
            return self._failed(token, f"{label!r} is not among the recordings on offer.")
        return self._show(self._session(token, owner, tab), self.offered[label])

    def take(self, token: str, uploads: Sequence[str | Path], owner: str = "", tab: str = "") -> View:
        """Open what was uploaded, after it was moved into the session's private folder."""
        session = self._session(token, owner, tab)
        try:
            taken = take_in(uploads, session, self.store)
        except NeuroLLMError as error:
            return self._failed(session.token, error)
        return self._show(session, taken.path, taken.folder)

    def turn(self, token: str, start: float, negative_up: bool, owner: str = "") -> str:
        """The trace picture from `start` (s) on, as HTML."""
        session = self.store.get(token, owner)
        if session is None or not session.opened:
            return blocks.problem(ENDED)
        try:
            return trace(session.opened[0].recording, float(start), negative_up)
        except NeuroLLMError as error:
            return blocks.problem(error)

    def ask(self, token: str, question: str, owner: str = "") -> Iterator[list[dict[str, Any]]]:
        """Answer a question; yields all messages of the conversation each time the answer has grown.

        A message is {"role", "text"}, or {"role", "html"} with a finished block.
        """
        session = self.store.get(token, owner)
        question = question.strip()[:LONGEST_QUESTION]
        if session is None or not session.opened:
            yield [_block(blocks.problem(ENDED))]
        elif question:
            yield from self._answer(session, question)
        else:
            yield messages(session)

    def forget(self, token: str, owner: str = "") -> None:
        """Clear the conversation; the recording stays open."""
        session = self.store.get(token, owner)
        if session is not None:
            session.conversation = None
            session.exchanges.clear()

    def ask_once(self, label: str, question: str) -> dict[str, Any]:
        """Answer one question about a recording on offer: the fields of `Answer`, or {"error": sentence}."""
        question = question.strip()[:LONGEST_QUESTION]
        if label not in self.offered:
            return {"error": f"No recording {label!r} is on offer; there are: {', '.join(self.offered)}."}
        if not question:
            return {"error": "The question is empty."}
        try:
            with opened(self.offered[label]) as recording:
                answer: Answer = self.model.generate(recording, question)
        except NeuroLLMError as error:
            return {"error": str(error)}
        return answer.to_dict()

    def _answer(self, session: Session, question: str) -> Iterator[list[dict[str, Any]]]:
        exchange = Exchange(question)
        session.exchanges.append(exchange)
        yield messages(session)
        try:
            for item in self._pieces(session, question):
                if isinstance(item, Answer):
                    exchange.answer = item
                else:
                    exchange.text += item
                yield messages(session)
        except NeuroLLMError as error:
            exchange.problem = str(error)
        except GeneratorExit:  # stopped, or the tab was closed
            exchange.stopped = True
            raise
        except Exception:  # a fault of the program: said here, shown in full in the terminal
            exchange.problem = FAILED
            yield messages(session)
            raise
        yield messages(session)

    def _pieces(self, session: Session, question: str) -> Iterator[str | Answer]:
        """The model's stream; closed at once when nobody listens any more."""
        if session.conversation is None:
            session.conversation = self.model.chat(session.opened[0].recording)
        with closing(session.conversation.stream(question)) as stream:
            yield from stream

    def _session(self, token: str, owner: str, tab: str) -> Session:
        return self.store.get(token, owner) or self.store.open(owner, tab)

    def _show(self, session: Session, source: Path | Recording, files: Path | None = None) -> View:
        try:
            recording = opened(source)
            session.close()
            session.add(recording, recording.name, "", files)
            picture = trace(recording, 0.0, False)
            found = summarise(recording)
        except NeuroLLMError as error:
            session.close()
            return self._failed(session.token, error)
        last = max(0.0, recording.duration - page_seconds(recording))
        return View(session.token, blocks.summary(found), picture, last, questions(recording))

    def _failed(self, token: str, error: object) -> View:
        return View(token, blocks.problem(error), "", 0.0, (), problem=True)


class _Borrowed:
    """The samples of a recording that someone else opened and will close."""

    def __init__(self, source: Source) -> None:
        self.read = source.read

    def close(self) -> None:
        pass


def opened(source: Path | Recording) -> Recording:
    """A file, read; or a recording that was given open, which closing leaves open."""
    if isinstance(source, Recording):
        return replace(source, source=_Borrowed(source.source))
    return read(source)


def trace(recording: Recording, start: float, negative_up: bool) -> str:
    """One page of traces from `start` (s), kept inside the recording, as HTML."""
    page = lanes(recording, ViewState(start=start, negative_up=negative_up))
    return blocks.trace(draw(page, recording), recording.name, page.start, page.stop, page.note)


def questions(recording: Recording) -> tuple[str, ...]:
    """Questions that fit this recording, at most six."""
    fitting = ["Describe this recording."]
    if recording.modality in ("eeg", "meg"):
        fitting += ["Are the eyes open or closed?", "Is there a posterior alpha rhythm?"]
    if recording.modality in ("eeg", "ieeg"):
        fitting.append("Is there a seizure, and when does it start?")
    if recording.fields:
        fitting.append("Which channels are bad?")
    if recording.of_kind("unit"):
        fitting.append("What is the firing rate?")
    if recording.of_kind("bold") and recording.unit == "%":
        fitting.append("How high is the temporal signal to noise?")
    if recording.brain and not recording.fields:
        fitting.append(f"How many {called(main_kind(recording), recording.brain)} are there?")
    if recording.events:
        fitting.append("How many events are there?")
    if not recording.fields:
        fitting += ["What is the sampling rate?", "How long is the recording?"]
    return tuple(fitting[:MOST_QUESTIONS])


def messages(session: Session) -> list[dict[str, Any]]:
    """The conversation: {"role", "text"}, or {"role", "html"} for a finished block."""
    shown: list[dict[str, Any]] = []
    for exchange in session.exchanges:
        shown.append({"role": "user", "text": exchange.question})
        if exchange.problem:
            shown.append(_block(blocks.problem(exchange.problem)))
            continue
        if exchange.answer is None:
            text = exchange.text + (" (stopped)" if exchange.stopped else "…")
            shown.append({"role": "assistant", "text": text})
        else:
            shown.append({"role": "assistant", "text": exchange.answer.text})
            shown.append(_block(blocks.evidence_table(exchange.answer)))
    return shown


def _block(html: str) -> dict[str, Any]:
    return {"role": "assistant", "html": html}
