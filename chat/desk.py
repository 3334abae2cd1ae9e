"""What the page does when someone opens, looks, marks, saves or closes: all but the layout and the talk.

Knows no gradio. Each call names who asks; NeuroLLMError is a sentence for that user.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from neuro_llm.answer import Answer
from neuro_llm.recordings.errors import ConfigError, NeuroLLMError
from neuro_llm.recordings.recording import Recording

from . import blocks
from .intake import take_in
from .keep.conversation import Described, matches, read_file
from .keep.findings import Finding, from_rows, intervals_of, marks_of, to_rows
from .keep.saving import save
from .look.panels import message, page, panel
from .look.state import Mark
from .models import ModelChoice
from .offering import code_of, offered
from .opening import Opening, Stated
from .store import Opened, Session, Store
from .talk.exchange import LONGEST_QUESTION
from .talk.preparing import Preparing
from .talk.spans import with_span

ENDED = "No recording is open: choose one, or open your own file. (An hour without use closes it.)"


@dataclass(frozen=True)
class Shown:
    """What changes on the page after something was opened or closed.

    token    of the session, "" where none was begun
    viewer   message to the viewer, "" where nothing changes there
    problem  HTML, "" where all went well
    asks     the file waits for what it does not say itself
    """

    token: str
    viewer: str = ""
    problem: str = ""
    asks: bool = False


@dataclass(frozen=True)
class Visitor:
    """Who asks: the token of the session, the user who logged in ("" without users), the browser tab."""

    token: str
    owner: str = ""
    tab: str = ""


class Desk:
    """Recordings on offer, the sessions, and the model that answers.

    model   what `neuro_llm.load` returns
    choice  how it was loaded
    store   where sessions are kept
    """

    def __init__(
        self,
        model: Any,
        choice: ModelChoice,
        recordings: Sequence[str | Path | Recording] = (),
        store: Store | None = None,
    ) -> None:
        self.model, self.choice = model, choice
        self.store = Store() if store is None else store  # an empty one counts as false
        self.preparing = Preparing()
        self.offered: Mapping[str, Path | Recording] = offered(recordings)

    def session(self, who: Visitor) -> Session:
        """The session behind a token; ConfigError where it is unknown, another user's, or has expired."""
        session = self.store.get(who.token, who.owner)
        if session is None:
            raise ConfigError(ENDED)
        return session

    def choose(self, who: Visitor, label: str, beside: bool) -> Shown:
        """Open one of the recordings on offer. No label, or that of one that is open, opens nothing anew."""

        def chosen(session: Session) -> Opening | None:
            if not label or label in session.labels:
                return None
            if label not in self.offered:
                raise ConfigError(f"{label!r} is not among the recordings on offer.")
            source = self.offered[label]
            return Opening(source, label, code_of(source))

        return self._open(who, beside, chosen)

    def take(self, who: Visitor, uploads: Sequence[str | Path], beside: bool) -> Shown:
        """Open what was uploaded, after it was moved into the session's private folder."""

        def taken(session: Session) -> Opening:
            upload = take_in(uploads, session, self.store)
            name = upload.path.name
            return Opening(upload.path, name, f"neuro_llm.read({name!r})", files=upload.folder)

        return self._open(who, beside, taken)

    def open_with(self, who: Visitor, stated: Stated, beside: bool) -> Shown:
        """Open the file that could not be opened before, with what it does not say itself."""

        def waiting(session: Session) -> Opening:
            if session.waiting is None:
                raise ConfigError("No file waits for this: open one first.")
            return replace(session.waiting, stated=stated)

        return self._open(who, beside, waiting)

    def shut(self, who: Visitor, which: str) -> Shown:
        """Close one recording. What was said may have been about it, so the conversation starts anew."""
        session = self.session(who)
        session.forget()
        session.shut(which)
        return Shown(who.token, self.marked(session))

    def look(self, who: Visitor, asked: Mapping[str, Any]) -> str:
        """Another page or tab of a panel, as a message to the viewer."""
        session = self.session(who)
        one = _open_one(session, asked)
        shown = page(one, asked, self._marks(session, one))
        one.looked = {"tab": shown["tab"], "state": shown["state"]}
        return message(session.opened, [shown])

    def select(self, who: Visitor, span: Mapping[str, Any] | None) -> Session:
        """Keep the seconds that were selected on the traces of a recording; None for none."""
        session = self.session(who)
        session.span = None
        if span is not None:
            one = _open_one(session, span)
            start, stop = _number(span, "start"), _number(span, "stop")
            if 0 <= start < stop <= one.recording.duration + 1e-6:
                session.span = (one.id, round(start, 2), round(stop, 2))
        return session

    def worded(self, session: Session, question: str) -> str:
        """The question with the selected seconds in its words."""
        if session.span is None or not question.strip():
            return question
        which, start, stop = session.span
        return with_span(question, start, stop, which, len(session.opened) > 1)

    def mark(self, who: Visitor, exchange: object) -> Session:
        """Turn the intervals of an answer into annotations to review."""
        session = self.session(who)
        found: Sequence[Finding] = ()
        if isinstance(exchange, int) and 0 <= exchange < len(session.exchanges):
            answer = session.exchanges[exchange].answer
            found = () if answer is None else intervals_of(answer, exchange, session.recordings)
        if not found:
            raise ConfigError("This answer names no seconds that could be marked.")
        session.findings += [finding for finding in found if finding not in session.findings]
        one = session.find(found[0].recording)
        if one is not None:  # show the first of them
            state = {**one.looked.get("state", {}), "start": max(0.0, found[0].onset - 2.0)}
            one.looked = {"tab": "traces", "state": state}
        return session

    def review(self, who: Visitor, rows: Sequence[Sequence[Any]]) -> Session:
        """Take over the table of annotations as the user has changed it; nothing where a row is wrong."""
        session = self.session(who)
        session.findings = list(from_rows(rows, session.findings, session.recordings))
        return session

    def marked(self, session: Session) -> str:
        """All panels, drawn again where they stand, with the annotations as they are now."""
        return message(session.opened, [self._page(session, one) for one in session.opened])

    def rows(self, session: Session | None) -> list[list[Any]]:
        """The annotations as a table."""
        return [] if session is None else to_rows(session.findings)

    def save(self, who: Visitor, kind: str, events: bool) -> tuple[str, str]:
        """Write a report, annotations or the conversation; the ticket to fetch it under, and the file's name."""
        session = self.session(who)
        path = save(session, kind, self.about, events=events)
        return self.store.ticket(session, path, path.name), path.name

    def reopen(self, who: Visitor, file: Path) -> Shown:
        """Open a saved conversation again, with the recordings that it is about: they must be open, or on offer."""
        session = self._begun(who)
        with session.opening:
            return self._reopened(session, file)

    def change(self, model: Any, choice: ModelChoice) -> None:
        """Let another model answer from now on."""
        self.model, self.choice = model, choice

    @property
    def about(self) -> dict[str, str]:
        """What answers, for reports and saved conversations."""
        return {"name": self.choice.name, "code": self.choice.code}

    def ask_once(self, label: str, question: str) -> dict[str, Any]:
        """Answer one question about a recording on offer: the fields of `Answer`, or {"error": sentence}."""
        question = question.strip()[:LONGEST_QUESTION]
        if label not in self.offered:
            return {"error": f"No recording {label!r} is on offer; there are: {', '.join(self.offered)}."}
        if not question:
            return {"error": "The question is empty."}
        try:
            with Opening(self.offered[label], label, "").read() as recording:
                answer: Answer = self.model.generate(recording, question)
        except NeuroLLMError as error:
            return {"error": str(error)}
        return answer.to_dict()

    def _begun(self, who: Visitor) -> Session:
        return self.store.get(who.token, who.owner) or self.store.open(who.owner, who.tab)

    def _open(self, who: Visitor, beside: bool, found: Callable[[Session], Opening | None]) -> Shown:
        """Open what `found` gives, beside what is open or in its place; where it fails or finds nothing to open, all
        stays as it was. One at a time: the list tells of one choice twice."""
        session = self._begun(who)
        with session.opening:
            try:
                opening = found(session)
            except NeuroLLMError as error:
                return Shown(session.token, problem=blocks.problem(error))
            return Shown(session.token) if opening is None else self._tried(session, opening, beside)

    def _tried(self, session: Session, opening: Opening, beside: bool) -> Shown:
        """The recording opened and shown, or why it cannot be."""
        session.wait_for(opening)
        try:
            shown = self._shown(session, opening, beside and bool(session.opened))
        except NeuroLLMError as error:
            asks = Stated.asked_for(error)
            return Shown(
                session.token, problem=blocks.problem(error, blocks.STATE_IT if asks else ""), asks=asks
            )
        session.waiting = None
        return Shown(session.token, message(session.opened, [shown]))

    def _shown(self, session: Session, opening: Opening, beside: bool) -> dict[str, Any]:
        """Open a recording and draw its panel; only then does it take the place of the others."""
        recording = opening.read()
        one = Opened("R1", recording, opening.label, opening.code, opening.files)
        try:
            if beside:
                one = session.add(recording, opening.label, opening.code, opening.files)
            shown = panel(one)
        except BaseException:
            session.withdraw(one)
            raise
        one.looked = {"tab": shown["tab"], "state": shown["state"]}
        if not beside:
            session.begin(one)
        self.preparing.begin(self.model, one)
        return shown

    def _reopened(self, session: Session, file: Path) -> Shown:
        """`reopen`, one at a time; where it fails, all stays as it was."""
        try:
            kept = read_file(file)
            with ExitStack() as unless_shown:
                again = self._again(session, kept.recordings, unless_shown)
                panels = [panel(one, marks_of(kept.findings, one.id)) for one in again]
                unless_shown.pop_all()
        except NeuroLLMError as error:
            return Shown(session.token, problem=blocks.problem(error))
        finally:
            file.unlink(missing_ok=True)
        session.begin(*again)
        session.exchanges += kept.exchanges
        session.findings += kept.findings
        for one, shown in zip(again, panels, strict=True):
            one.looked = {"tab": shown["tab"], "state": shown["state"]}
            if one.study is None:
                self.preparing.begin(self.model, one)
        return Shown(session.token, message(again, panels))

    def _again(self, session: Session, kept: Sequence[Described], unless_shown: ExitStack) -> list[Opened]:
        """The recordings of a saved conversation under their ids there: those that are open, or else on offer.

        unless_shown   closes those that were opened for this
        """
        again: list[Opened] = []
        for described in kept:
            taken = [one.recording for one in again]
            left = [one for one in session.opened if not any(one.recording is other for other in taken)]
            found = next((one for one in left if matches(one.recording, described)), None)
            again.append(
                self._from_offer(described, unless_shown)
                if found is None
                else replace(found, id=described.id)
            )
        return again

    def _from_offer(self, described: Described, unless_shown: ExitStack) -> Opened:
        """A recording on offer that a saved conversation was about, opened; ConfigError where there is none."""
        for label, source in self.offered.items():
            if source.name == described.name:
                found = unless_shown.enter_context(Opening(source, label, "").read())
                if matches(found, described):
                    return Opened(described.id, found, label, code_of(source))
                found.close()
        raise ConfigError(
            f"This conversation is about {described.name} ({described.modality}, {described.channels} channels, "
            f"{described.duration:g} s), which is not open. Open that file first, then the conversation again."
        )

    def _page(self, session: Session, one: Opened) -> dict[str, Any]:
        return page(one, one.looked, self._marks(session, one))

    def _marks(self, session: Session, one: Opened) -> tuple[Mark, ...]:
        return marks_of(session.findings, one.id)


def _number(asked: Mapping[str, Any], name: str) -> float:
    value = asked.get(name)
    if not isinstance(value, int | float):
        raise ConfigError(f"{name}={value!r} is no number.")
    return float(value)


def _open_one(session: Session, asked: Mapping[str, Any]) -> Opened:
    one = session.find(str(asked.get("id", "")))
    if one is None:
        raise ConfigError("That recording is not open any more.")
    return one
