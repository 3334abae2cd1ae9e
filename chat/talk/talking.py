"""Asking on the page: a session's questions and answers, kept in step with the model's own conversation."""

from __future__ import annotations

import logging
import re
import traceback
from collections.abc import Generator, Iterator, Mapping
from contextlib import closing
from dataclasses import dataclass, field, replace
from html import escape, unescape
from time import monotonic
from typing import TYPE_CHECKING, Any

from neuro_llm.answer import Answer
from neuro_llm.chat.keep.findings import intervals_of
from neuro_llm.chat.printable import plain
from neuro_llm.recordings.errors import NeuroLLMError
from neuro_llm.recordings.recording import Recording
from neuro_llm.recordings.stopping import Stopped, stoppable

from . import answers
from .code import python_lines
from .exchange import LONGEST_QUESTION, Exchange

if TYPE_CHECKING:
    from neuro_llm.chat.store import Session

Message = dict[str, Any]
"""{"role", "content"}: content is escaped text, or {"html": ...} made by `answers`."""

REDRAW = 0.04
"""s between two messages that show how an answer grows: each holds the whole conversation."""

FAILED = "The program failed on this question; its log shows where. Other questions still work."
NOTHING_OPEN = "No recording is open: choose one, or open your own file."

_log = logging.getLogger("neuro_llm.chat")


@dataclass
class Talk:
    """The model's conversation of a session, and the exchanges of the page that it knows of.

    names   ids on the page of the recordings that the conversation calls R1, R2, ...
    """

    model: Any
    recordings: tuple[Recording, ...]
    names: tuple[str, ...]
    conversation: Any
    known: list[Exchange] = field(default_factory=list)

    def about(self, model: Any, session: Session) -> bool:
        """Is it still that of this model and of what is open?"""
        opened = _in_order(session)
        return self.model is model and [id(one.recording) for one in opened] == [
            id(recording) for recording in self.recordings
        ]

    def rewind(self, kept: list[Exchange]) -> None:
        """Forget all but the first exchanges."""
        count = sum(any(one is other for other in kept) for one in self.known)
        self.conversation.rewind(count)
        del self.known[count:]

    def tell(self, exchange: Exchange) -> None:
        """Let the conversation know of an exchange that was not answered in it."""
        page = {name: f"R{i}" for i, name in enumerate(self.names, start=1)}
        assert exchange.answer is not None
        self.conversation.tell(exchange.question, _renamed(exchange.answer, page))
        self.known.append(exchange)


def ask(
    session: Session, model: Any, question: str, model_code: str = "neuro_llm.load()"
) -> Iterator[list[Message]]:
    """Answer a question; yields all messages of the conversation each time the answer has grown.

    Ends soon after `session.stop` is set; what was said until then stays, marked as stopped.

    model_code   Python expression that loads the model
    """
    question = question.strip()[:LONGEST_QUESTION]
    if not question:
        yield messages(session)
        return
    session.stop.clear()
    before = messages(session)
    exchange = Exchange(question, model=model_code)
    session.exchanges.append(exchange)
    asked = {"role": "user", "content": _escaped(question)}
    drawn = 0.0
    try:
        with closing(_answering(session, model, exchange)) as growing:
            for _ in growing:
                if monotonic() - drawn >= REDRAW:
                    drawn = monotonic()
                    yield [*before, asked, {"role": "assistant", "content": answers.growing(exchange.text)}]
    finally:  # also where nobody listens any more
        exchange.stopped = exchange.answer is None and not exchange.problem
    yield messages(session)


def retry(session: Session, model: Any, model_code: str = "neuro_llm.load()") -> Iterator[list[Message]]:
    """Ask the last question again, as if it had not been asked."""
    if not session.exchanges:
        yield messages(session)
        return
    last = len(session.exchanges) - 1
    yield from edit(session, model, last, escape(session.exchanges[last].question), model_code)


def edit(
    session: Session, model: Any, index: int, question: str, model_code: str = "neuro_llm.load()"
) -> Iterator[list[Message]]:
    """Put another question in the place of exchange `index`; it and all later ones are forgotten.

    question   as it was typed over the shown one, which is escaped
    """
    del session.exchanges[max(0, index) :]
    if session.conversation is not None:
        session.conversation.rewind(session.exchanges)
    yield from ask(session, model, unescape(question), model_code)


def clear(session: Session) -> None:
    """Stop what is being answered and forget what was said; the recordings stay open."""
    session.stop.set()
    session.exchanges.clear()
    session.conversation = None


def messages(session: Session) -> list[Message]:
    """Everything that was said, for the chat."""
    shown: list[Message] = []
    for index, exchange in enumerate(session.exchanges):
        shown.append({"role": "user", "content": _escaped(exchange.question)})
        shown.append({"role": "assistant", "content": {"html": _shown(session, exchange, index)}})
    return shown


def _escaped(question: str) -> str:
    """A question as the chat shows it: text, of which little is escaped, so that it can be edited there."""
    return escape(plain(question, LONGEST_QUESTION, keep="\n"), quote=False)


def _shown(session: Session, exchange: Exchange, index: int) -> str:
    """What became of an exchange, as HTML."""
    several = len(session.opened) > 1
    if exchange.answer is None:
        return answers.shown(exchange, index, several)
    recordings = {one.id: one.recording for one in session.opened}
    found = intervals_of(exchange.answer, index, recordings)
    code = python_lines(session.opened, session.exchanges, index, exchange.model)
    markable = any(finding.recording in recordings for finding in found)
    return answers.shown(exchange, index, several, code, markable)


def _answering(session: Session, model: Any, exchange: Exchange) -> Generator[None, None, None]:
    """Let the exchange grow: once before the model begins, then with every piece of text."""
    yield
    try:
        talk = _talk(session, model)
        exchange.about = talk.names
        with closing(talk.conversation.stream(exchange.question)) as stream:
            while (item := _next(stream, session)) is not None:
                if isinstance(item, Answer):
                    talk.known.append(exchange)
                    own = {f"R{i}": name for i, name in enumerate(talk.names, start=1)}
                    exchange.answer = _renamed(item, own)
                    exchange.text = exchange.answer.text
                else:
                    exchange.text += item
                    yield
    except Stopped:
        return
    except NeuroLLMError as error:
        exchange.problem = str(error)
    except Exception as error:
        _log.error("A question could not be answered.\n%s", _where(error))
        exchange.problem = FAILED


def _next(stream: Iterator[str | Answer], session: Session) -> str | Answer | None:
    """The stream's next item, None at its end. Stopped where the session was told to stop meanwhile."""
    if session.stop.is_set():
        raise Stopped
    with stoppable(session.stop):
        return next(stream, None)


def _talk(session: Session, model: Any) -> Talk:
    """The model's conversation about what is open; where that, or the model, has changed, a new one that knows what
    was said before."""
    if not session.opened:
        raise NeuroLLMError(NOTHING_OPEN)
    if session.conversation is None or not session.conversation.about(model, session):
        opened = _in_order(session)
        recordings = tuple(one.recording for one in opened)
        names = tuple(one.id for one in opened)
        with stoppable(session.stop):
            talk = Talk(model, recordings, names, model.chat(*recordings))
        for exchange in session.exchanges:
            if exchange.answer is not None:
                talk.tell(exchange)
        session.conversation = talk
    return session.conversation


def _in_order(session: Session) -> list[Any]:
    return sorted(session.opened, key=lambda one: int(one.id.lstrip("R") or 0))


def _renamed(answer: Answer, names: Mapping[str, str]) -> Answer:
    """The answer with other ids of recordings: after R1 was closed on the page, the page's R2 is the model's R1."""
    if all(one == other for one, other in names.items()):
        return answer

    def named(text: str) -> str:
        return re.sub(r"\bR\d+\b", lambda match: names.get(match[0], match[0]), text)

    records = tuple(replace(record, recording=named(record.recording)) for record in answer.evidence)
    return replace(answer, text=named(answer.text), evidence=records, notes=tuple(map(named, answer.notes)))


def _where(error: Exception) -> str:
    """Where a program failed: kinds and places, without messages, which may hold the question or a name."""
    lines = []
    cause: BaseException | None = error
    while cause is not None:
        places = traceback.extract_tb(cause.__traceback__)
        lines += [type(cause).__name__, *(f"  {at.filename}:{at.lineno} in {at.name}" for at in places)]
        cause = cause.__cause__ or cause.__context__
    return "\n".join(lines)
