"""The web page: look at a recording, ask about it, see what each answer rests on."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import closing
from pathlib import Path
from typing import Any

from neuro_llm.chat.serving.environment import quiet_gradio
from neuro_llm.recordings.recording import Recording

from . import blocks
from .desk import MOST_QUESTIONS, Desk, View


def build(model: Any, recordings: Sequence[str | Path | Recording] = ()) -> Any:
    """The page as a `gradio.Blocks`, not yet started.

    model       what `neuro_llm.load` returns
    recordings  files, or open recordings, to offer; the bundled examples where there are none
    """
    quiet_gradio()
    import gradio as gr

    desk = Desk(model, recordings)
    with gr.Blocks(
        title="neuro-llm", analytics_enabled=False, fill_width=True, delete_cache=(600, 3600)
    ) as page:
        token = gr.State("", time_to_live=3600, delete_callback=desk.store.drop)
        gr.HTML(blocks.header())
        with gr.Row():
            with gr.Column(scale=11, min_width=320):
                looking = _lay_out_recording(desk)
            with gr.Column(scale=9, min_width=320):
                talking = _lay_out_talk()
        _connect_recording(page, desk, token, looking, talking)
        _connect_talk(desk, token, talking)
        gr.api(_api(desk), api_name="ask", concurrency_id="model", concurrency_limit=1)
    page.queue(max_size=32, api_open=False, default_concurrency_limit=4)
    return page


def _lay_out_recording(desk: Desk) -> dict[str, Any]:
    import gradio as gr

    labels = list(desk.offered)
    with gr.Row(equal_height=True):
        offered = gr.Dropdown(
            labels,
            value=labels[0],
            show_label=False,
            container=False,
            scale=3,
            min_width=200,
            elem_id="nl-offered",
        )
        upload = gr.UploadButton(
            "Open your own file",
            file_count="multiple",
            size="sm",
            scale=1,
            min_width=140,
            elem_id="nl-upload",
        )
    trace = gr.HTML(elem_id="nl-traces")
    with gr.Row(equal_height=True):
        start = gr.Slider(
            0, 1, value=0, step=1, label="page starts at (s)", buttons=[], scale=4, min_width=200,
            elem_id="nl-start",
        )  # fmt: skip
        negative_up = gr.Checkbox(label="negative up", container=False, scale=1, min_width=140)
    summary = gr.HTML(elem_id="nl-summary")
    return {
        "offered": offered,
        "upload": upload,
        "trace": trace,
        "start": start,
        "negative_up": negative_up,
        "summary": summary,
    }


def _lay_out_talk() -> dict[str, Any]:
    import gradio as gr

    chatbot = gr.Chatbot(
        show_label=False, height="calc(100vh - 240px)", min_height=300, elem_id="nl-chat", sanitize_html=True,
        allow_tags=False, render_markdown=False, latex_delimiters=[], feedback_options=None, buttons=["copy"],
        placeholder="Ask about this recording. Every number in an answer names the record it rests on.",
    )  # fmt: skip
    with gr.Row(elem_id="nl-suggest"):
        suggestions = [
            gr.Button("", size="sm", variant="secondary", visible=False, min_width=60)
            for _ in range(MOST_QUESTIONS)
        ]
    with gr.Row(equal_height=True):
        question = gr.Textbox(
            show_label=False, container=False, placeholder="Ask in plain words …", scale=6, min_width=160,
            max_lines=4, max_length=2000, autofocus=True, elem_id="nl-question",
        )  # fmt: skip
        ask = gr.Button("Ask", variant="primary", size="md", scale=1, min_width=64, elem_id="nl-ask")
        stop = gr.Button("Stop", variant="stop", size="md", scale=1, min_width=64, elem_id="nl-stop")
    return {"chatbot": chatbot, "suggestions": suggestions, "question": question, "ask": ask, "stop": stop}


def _connect_recording(
    page: Any, desk: Desk, token: Any, looking: dict[str, Any], talking: dict[str, Any]
) -> None:
    """Choosing, uploading and turning pages."""
    import gradio as gr

    def shown(view: View) -> list[Any]:
        slider = gr.Slider(maximum=max(view.last, 1.0), value=0, visible=view.last > 0)
        padded = [*view.questions, *[""] * (MOST_QUESTIONS - len(view.questions))]
        buttons = [gr.Button(text, visible=bool(text)) for text in padded]
        return [view.token, view.summary, view.trace, slider, [], *buttons]

    def choose(session: str, label: str) -> list[Any]:
        return shown(desk.choose(session, label))

    def take(session: str, files: list[str]) -> list[Any]:
        return [*shown(desk.take(session, files or [])), None]

    out = [
        token,
        looking["summary"],
        looking["trace"],
        looking["start"],
        talking["chatbot"],
        *talking["suggestions"],
    ]
    hidden: dict[str, Any] = {"api_visibility": "private"}
    page.load(choose, [token, looking["offered"]], out, show_progress="minimal", **hidden)
    looking["offered"].input(choose, [token, looking["offered"]], out, show_progress="minimal", **hidden)
    looking["upload"].upload(
        take, [token, looking["upload"]], [*out, looking["offered"]], show_progress="minimal", **hidden
    )
    turn = [token, looking["start"], looking["negative_up"]]
    for change in (looking["start"].input, looking["negative_up"].input):
        change(
            desk.turn, turn, looking["trace"], show_progress="hidden", trigger_mode="always_last", **hidden
        )


def _connect_talk(desk: Desk, token: Any, talking: dict[str, Any]) -> None:
    """Asking, by button, Enter or suggestion, and stopping."""
    import gradio as gr

    def talk(session: str, question: str) -> Iterator[tuple[Any, str]]:
        with closing(desk.ask(session, question)) as growing:  # type: ignore[type-var]
            for messages in growing:
                yield [_message(message) for message in messages], ""

    def _message(message: dict[str, Any]) -> dict[str, Any]:
        content = gr.HTML(message["html"]) if "html" in message else blocks.safe(message["text"], 20_000)
        return {"role": message["role"], "content": content}

    shared: dict[str, Any] = {
        "outputs": [talking["chatbot"], talking["question"]],
        "show_progress": "hidden",
        "concurrency_id": "model",
        "concurrency_limit": 1,
        "api_visibility": "private",
    }
    asking = [
        talking["ask"].click(talk, [token, talking["question"]], **shared),
        talking["question"].submit(talk, [token, talking["question"]], **shared),
        *(button.click(talk, [token, button], **shared) for button in talking["suggestions"]),
    ]
    talking["stop"].click(None, cancels=asking, api_visibility="private")
    talking["chatbot"].clear(desk.forget, token, None, cancels=asking, api_visibility="private")


def _api(desk: Desk) -> Any:
    """The one public endpoint: POST /gradio_api/call/ask with [recording, question]."""

    def ask(recording: str, question: str) -> dict:
        """Answer a question about one of the recordings on offer."""
        return desk.ask_once(recording, question)

    ask.__annotations__ = {"recording": str, "question": str, "return": dict}
    return ask
