"""The web page: look at a recording, ask about it, see what each answer rests on. On this computer only."""

from __future__ import annotations

import atexit
import os
import shutil
import signal
import sys
import tempfile
import threading
from collections.abc import Iterator, Sequence
from contextlib import closing
from pathlib import Path
from typing import Any

from neuro_llm.recordings.errors import ConfigError
from neuro_llm.recordings.recording import Recording

from . import blocks
from .desk import MOST_QUESTIONS, Desk, View
from .headers import OwnHeaders
from .looks import CSS, theme

LOOPBACK = ("127.0.0.1", "localhost", "::1")
LARGEST_UPLOAD = "2gb"


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


def launch(
    model: Any = None,
    recordings: Sequence[str | Path | Recording] = (),
    host: str = "127.0.0.1",
    port: int = 7860,
    open_browser: bool = True,
) -> None:
    """Open the page at http://host:port and stay until Ctrl-C. `model=None`: the embedded default."""
    if host not in LOOPBACK:
        raise ConfigError(
            f"host={host!r} would let other computers read the recordings, and the page knows no users. "
            "Keep 127.0.0.1; from elsewhere, tunnel: ssh -L 7860:127.0.0.1:7860 <this computer>."
        )
    if model is None:
        from neuro_llm.assistant import load

        model = load()
    page = build(model, recordings)
    if threading.current_thread() is threading.main_thread():  # an ended program leaves no upload behind
        signal.signal(signal.SIGTERM, _end)
    print(f"neuro-llm: http://{host}:{port}   (Ctrl-C ends it)", file=sys.stderr)
    try:
        page.launch(inbrowser=open_browser, quiet=True, **settings(host, port))
    except OSError as error:
        raise ConfigError(f"Port {port} cannot be used ({error}). Choose another with --port.") from error


def _end(*_: object) -> None:
    raise KeyboardInterrupt


def settings(host: str, port: int) -> dict[str, Any]:
    """What the server is started with: this computer only, nothing recorded, nothing sent, bounded."""
    from starlette.middleware import Middleware
    from starlette.middleware.trustedhost import TrustedHostMiddleware

    names = ["127.0.0.1", "localhost", "[::1]", "[", "::1"]
    return {
        "server_name": host,
        "server_port": port,
        "share": False,
        "_frontend": False,  # no self-test that gives up after 3 s, which a busy computer does not pass
        "max_file_size": LARGEST_UPLOAD,
        "allowed_paths": [],
        "run_history": False,
        "enable_monitoring": False,
        "show_error": False,
        "state_session_capacity": 50,
        "footer_links": [],
        "ssr_mode": False,
        "mcp_server": False,
        "pwa": False,
        "theme": theme(),
        "css": CSS,
        "app_kwargs": {
            "middleware": [Middleware(TrustedHostMiddleware, allowed_hosts=names), Middleware(OwnHeaders)]
        },
    }


def quiet_gradio() -> None:
    """Set what gradio reads from the environment; must come before it is imported for the first time."""
    os.environ["GRADIO_ANALYTICS_ENABLED"] = "False"
    os.environ["GRADIO_SHARE"] = "False"
    if not os.environ.get("GRADIO_TEMP_DIR"):
        folder = tempfile.mkdtemp(prefix="neuro-llm-page-")  # 0700
        atexit.register(shutil.rmtree, folder, ignore_errors=True)
        os.environ["GRADIO_TEMP_DIR"] = folder
    for name in ("NO_PROXY", "no_proxy"):  # gradio asks its own server once; never through a proxy
        kept = os.environ.get(name, "")
        os.environ[name] = ",".join(filter(None, (kept, "127.0.0.1", "localhost")))


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
