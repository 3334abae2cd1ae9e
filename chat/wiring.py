"""What happens when something on the page is pressed, dropped, typed or selected."""

# No `from __future__ import annotations` here: gradio gives a handler its request and event by their annotations, which
# must be classes rather than their names.

from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

from neuro_llm.recordings.errors import NeuroLLMError

from . import blocks, layout
from .desk import Desk, Shown, Visitor
from .models import ModelChoice, loading
from .opening import Stated
from .store import Session
from .talk import talking
from .talk.suggestions import fitting

HIDDEN: dict[str, Any] = {"api_visibility": "private"}
QUICK: dict[str, Any] = {**HIDDEN, "show_progress": "hidden", "queue": False}
"""Answered at once, beside the queue of questions."""
TELLING: dict[str, Any] = {**HIDDEN, "show_progress": "hidden", "concurrency_limit": None}
"""In the queue, but waiting for nobody: only what goes through it can show a note or an error on the page."""
MODEL: dict[str, Any] = {"concurrency_id": "model", "concurrency_limit": 1}
"""One question at a time: the model is everybody's."""

DOWNLOAD = """(link) => { if (!link) return; const a = document.createElement('a'); a.href = link; a.download = '';
document.body.append(a); a.click(); a.remove(); }"""


class Wiring:
    """Connects the parts of the page with the desk. Each handler knows its user by the request."""

    def __init__(
        self, desk: Desk, token: Any, looking: layout.Looking, talk: layout.Talking, keeping: layout.Keeping
    ) -> None:
        self.desk, self.token = desk, token
        self.looking, self.talk, self.keeping = looking, talk, keeping
        self.spanned_parts = [talk.span, talk.unspan]
        self.conversation = [talk.chatbot, *talk.suggestions, *self.spanned_parts]
        self.everything = [
            token, looking.offered, looking.viewer, looking.problem, looking.stated, keeping.findings,
            *self.conversation,
        ]  # fmt: skip
        self.marks = [looking.viewer, keeping.findings, keeping.said]

    # ---- what the parts show

    def shown(self, shown: Shown, who: Visitor) -> list[Any]:
        """Values of `everything` after something was opened or closed."""
        import gradio as gr

        session = self.desk.store.get(shown.token, who.owner)
        labels = () if session is None else session.labels
        offered = [label for label in labels if label in self.desk.offered]
        chosen = offered[-1] if offered else None
        viewer = shown.viewer or gr.skip()
        problem = gr.HTML(shown.problem, visible=bool(shown.problem))
        stated = gr.Accordion(visible=shown.asks, open=shown.asks)
        return [shown.token, chosen, viewer, problem, stated, self.desk.rows(session), *self.talked(session)]

    def talked(self, session: Session | None) -> list[Any]:
        """Values of `conversation`."""
        import gradio as gr

        questions = () if session is None else fitting(session.opened, session.exchanges)
        padded = [*questions, *[""] * layout.MOST_SUGGESTIONS][: layout.MOST_SUGGESTIONS]
        buttons = [gr.Button(question, visible=bool(question)) for question in padded]
        return [chat([] if session is None else talking.messages(session)), *buttons, *self.spanned(session)]

    def spanned(self, session: Session | None) -> list[Any]:
        """Values of `spanned_parts`."""
        import gradio as gr

        told = "" if session is None or session.span is None else blocks.span(*session.span)
        return [gr.HTML(told, visible=bool(told)), gr.Button(visible=bool(told))]

    def marked(self, session: Session, said: str) -> list[Any]:
        """Values of `marks`."""
        return [self.desk.marked(session), self.desk.rows(session), said]

    # ---- connecting

    def connect_opening(self, page: Any) -> None:
        """What is on offer, uploads, and what a file does not say itself."""
        import gradio as gr

        looking, desk = self.looking, self.desk

        def choose(token: str, label: str | None, beside: bool, request: gr.Request) -> list[Any]:
            who = visitor(token, request)
            return self.shown(desk.choose(who, label or "", beside), who)

        def take(token: str, files: list[str], beside: bool, request: gr.Request) -> list[Any]:
            who = visitor(token, request)
            return [*self.shown(desk.take(who, files or [], beside), who), None]

        def open_with(
            token: str, beside: bool, sfreq: str, unit: str, modality: str, names: str, request: gr.Request
        ) -> list[Any]:
            who = visitor(token, request)
            with readable():
                return self.shown(
                    desk.open_with(who, Stated.typed(sfreq, unit, modality, names), beside), who
                )

        opening = {**HIDDEN, "show_progress": "minimal", "show_progress_on": looking.viewer}
        chosen = [self.token, looking.offered, looking.beside]
        page.load(choose, chosen, self.everything, **opening)
        looking.offered.input(choose, chosen, self.everything, **opening)
        looking.upload.upload(
            take, [self.token, looking.upload, looking.beside], [*self.everything, looking.upload], **opening
        )
        facts = [self.token, looking.beside, *looking.facts]
        looking.open_with.click(open_with, facts, self.everything, **opening)

    def connect_looking(self) -> None:
        """Turning pages, closing, selecting seconds."""
        import gradio as gr

        viewer, desk = self.looking.viewer, self.desk

        def look(token: str, event: gr.EventData, request: gr.Request) -> str:
            with readable():
                return desk.look(visitor(token, request), told(event))

        def shut(token: str, event: gr.EventData, request: gr.Request) -> list[Any]:
            who = visitor(token, request)
            with readable():
                return self.shown(desk.shut(who, str(told(event).get("id", ""))), who)

        def select(token: str, event: gr.EventData, request: gr.Request) -> list[Any]:
            with readable():
                return self.spanned(desk.select(visitor(token, request), told(event)))

        def unselect(token: str, request: gr.Request) -> list[Any]:
            with readable():
                return self.spanned(desk.select(visitor(token, request), None))

        viewer.look(look, self.token, viewer, trigger_mode="multiple", **QUICK)
        viewer.shut(shut, self.token, self.everything, **TELLING)
        viewer.span(select, self.token, self.spanned_parts, trigger_mode="always_last", **QUICK)
        self.talk.unspan.click(unselect, self.token, self.spanned_parts, **QUICK)

    def connect_talking(self) -> None:
        """Asking, stopping, clearing."""
        asking = self._connect_asking()
        self._connect_stopping(asking)

    def _streamed(self, who: Visitor, steps: Callable[[Session], Any]) -> Iterator[list[Any]]:
        """Values of `conversation` and the question's box, again and again while an answer grows."""
        import gradio as gr

        others = [gr.skip()] * (len(self.conversation) - 1)
        with readable():
            session = self.desk.session(who)
            typed: Any = ""  # emptied once: while an answer grows, the next question may be typed
            with closing(steps(session)) as growing:
                for said in growing:
                    yield [chat(said), *others, typed]
                    typed = gr.skip()
        yield [*self.talked(session), gr.skip()]

    def _connect_asking(self) -> list[Any]:
        """By button, Enter or suggestion; asking again, changing a question. The events that start an answer."""
        import gradio as gr

        talk, desk = self.talk, self.desk

        def ask(token: str, question: str, request: gr.Request) -> Iterator[list[Any]]:
            def steps(session: Session) -> Any:
                return talking.ask(session, desk.model, desk.worded(session, question), desk.choice.code)

            yield from self._streamed(visitor(token, request), steps)

        def retry(token: str, event: gr.RetryData, request: gr.Request) -> Iterator[list[Any]]:
            def steps(session: Session) -> Any:
                return talking.retry(session, desk.model, desk.choice.code)

            yield from self._streamed(visitor(token, request), steps)

        def edit(token: str, event: gr.EditData, request: gr.Request) -> Iterator[list[Any]]:
            def steps(session: Session) -> Any:
                place = event.index[0] if isinstance(event.index, tuple) else event.index
                index = place // 2  # a question and its answer are two messages
                return talking.edit(session, desk.model, index, str(event.value), desk.choice.code)

            yield from self._streamed(visitor(token, request), steps)

        outputs = [*self.conversation, talk.question]
        asking = {**HIDDEN, **MODEL, "show_progress": "minimal", "show_progress_on": talk.status}
        return [
            talk.ask.click(ask, [self.token, talk.question], outputs, **asking),
            talk.question.submit(ask, [self.token, talk.question], outputs, **asking),
            *(button.click(ask, [self.token, button], outputs, **asking) for button in talk.suggestions),
            talk.chatbot.retry(retry, self.token, outputs, **asking),
            talk.chatbot.edit(edit, self.token, outputs, **asking),
        ]

    def _connect_stopping(self, asking: list[Any]) -> None:
        """Ending what is being answered, and forgetting all of it. asking: the events that start an answer"""
        import gradio as gr

        talk, desk = self.talk, self.desk

        def stop(token: str, request: gr.Request) -> None:
            with readable():
                desk.session(visitor(token, request)).stop.set()

        def stopped(token: str, request: gr.Request) -> list[Any]:
            with readable():
                return self.talked(desk.session(visitor(token, request)))

        def clear(token: str, request: gr.Request) -> list[Any]:
            with readable():
                session = desk.session(visitor(token, request))
                talking.clear(session)
                return self.talked(session)

        stopping = talk.stop.click(stop, self.token, None, cancels=asking, **QUICK)
        stopping.then(stopped, self.token, self.conversation, **QUICK)  # after words that were on their way
        talk.chatbot.clear(clear, self.token, self.conversation, cancels=asking, **QUICK)

    def connect_keeping(self) -> None:
        """Annotations from answers, their review, saving, and opening a saved conversation again."""
        import gradio as gr

        keeping, desk, viewer = self.keeping, self.desk, self.looking.viewer

        def annotate(token: str, event: gr.EventData, request: gr.Request) -> list[Any]:
            with readable():
                session = desk.mark(visitor(token, request), told(event).get("exchange"))
            gr.Info("Marked. Review them under “Annotations and saving”.", duration=4)
            return self.marked(session, "")

        def review(token: str, rows: list[list[Any]], request: gr.Request) -> list[Any]:
            with readable():
                return self.marked(desk.review(visitor(token, request), rows), blocks.note("Taken over."))

        def keep(token: str, kind: str, own_events: bool, request: gr.Request) -> list[Any]:
            with readable():
                ticket, name = desk.save(visitor(token, request), kind, own_events)
            return [f"neuro-llm/files/{ticket}", blocks.note(f"{name} was saved.")]

        def reopen(token: str, file: str, request: gr.Request) -> list[Any]:
            who = visitor(token, request)
            return [*self.shown(desk.reopen(who, Path(file)), who), None]

        viewer.annotate(annotate, self.token, self.marks, **TELLING)
        keeping.review.click(review, [self.token, keeping.findings], self.marks, **TELLING)
        saved = keeping.keep.click(
            keep, [self.token, keeping.format, keeping.own_events], [keeping.link, keeping.said],
            show_progress="minimal", show_progress_on=keeping.said, **HIDDEN,
        )  # fmt: skip
        saved.success(None, keeping.link, js=DOWNLOAD, **HIDDEN)
        keeping.reopen.upload(
            reopen, [self.token, keeping.reopen], [*self.everything, keeping.reopen],
            show_progress="minimal", show_progress_on=self.looking.viewer, **HIDDEN,
        )  # fmt: skip

    def connect_choosing(self, choosing: layout.Choosing) -> None:
        """Loading another language model, while the page goes on."""
        desk = self.desk

        def load(folder: str, llm: str, device: str, four_bit: bool) -> Iterator[str]:
            choice = ModelChoice(folder.strip(), llm.strip(), device, four_bit, desk.choice.keep)
            try:
                for step in loading(choice):
                    if isinstance(step, float):
                        yield blocks.note(f"Loading {choice.name} … {step:.0f} s")
                    else:
                        desk.change(step, choice)
            except (NeuroLLMError, OSError, ValueError, RuntimeError) as error:
                yield blocks.problem(f"{error} {desk.choice.name} still answers.")
            else:
                yield blocks.running(desk.choice.name, desk.model.notes)

        choosing.load.click(
            load, [choosing.folder, choosing.llm, choosing.device, choosing.four_bit], choosing.said,
            **HIDDEN, **MODEL,
        )  # fmt: skip


def told(event: Any) -> dict[str, Any]:
    """What the viewer sent with an event; {} where somebody else sent something else."""
    return event._data if isinstance(event._data, dict) else {}


def visitor(token: str, request: Any) -> Visitor:
    """Who asks."""
    return Visitor(token, request.username or "", request.session_hash or "")


def chat(messages: Sequence[talking.Message]) -> list[dict[str, Any]]:
    """Messages for gr.Chatbot: escaped text, or a finished block of HTML."""
    import gradio as gr

    return [
        {
            "role": one["role"],
            "content": gr.HTML(one["content"]["html"])
            if isinstance(one["content"], dict)
            else one["content"],
        }
        for one in messages
    ]


@contextmanager
def readable() -> Iterator[None]:
    """Errors that are a sentence for the user become a note on the page."""
    import gradio as gr

    try:
        yield
    except NeuroLLMError as error:
        raise gr.Error(blocks.safe(error, 800), duration=12, print_exception=False) from None
