"""The web page: look at recordings, ask about them, see what each answer rests on, take it along."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from neuro_llm.chat.serving.environment import quiet_gradio
from neuro_llm.recordings.recording import Recording

from .desk import Desk
from .models import ModelChoice
from .store import Store


def build(
    model: Any,
    recordings: Sequence[str | Path | Recording] = (),
    store: Store | None = None,
    choice: ModelChoice | None = None,
    shared: bool = False,
) -> Any:
    """The page as a `gradio.Blocks`, not yet started.

    model       what `neuro_llm.load` returns
    recordings  files, folders or open recordings to offer; the bundled examples where there are none
    store       where sessions are kept, the server's own where one serves the page
    choice      how the model was loaded, for "Show code"
    shared      several users log in: nobody loads another model for all of them
    """
    quiet_gradio()
    import gradio as gr

    from . import blocks
    from .wiring import MODEL

    desk = Desk(model, choice or ModelChoice(), recordings, store)
    with gr.Blocks(
        title="neuro-llm", analytics_enabled=False, fill_width=True, delete_cache=(600, 3600)
    ) as page:
        gr.api(_api(desk), api_name="ask", **MODEL)  # the first of this name
        gr.HTML(blocks.header(shared))
        _fill(page, desk, shared)
    page.queue(max_size=32, api_open=False, default_concurrency_limit=4)
    return page


def _fill(page: Any, desk: Desk, shared: bool) -> None:
    """The two sides of the page, and what happens when something on them is used."""
    import gradio as gr

    from . import blocks, layout
    from .wiring import Wiring

    token = gr.State("")
    with gr.Row(elem_id="nl-sides"):
        with gr.Column(scale=11, min_width=320):
            looking = layout.looking(list(desk.offered))
        with gr.Column(scale=9, min_width=320), gr.Tabs(elem_id="nl-right"):
            with gr.Tab("Talk"):
                talk = layout.talking()
            with gr.Tab("Annotations and saving"):
                keeping = layout.keeping()
            with gr.Tab("Model", visible=not shared, elem_id="nl-model"):
                notes = getattr(desk.model, "notes", ())
                choosing = layout.choosing(blocks.running(desk.choice.name, notes))
    wiring = Wiring(desk, token, looking, talk, keeping)
    wiring.connect_opening(page)
    wiring.connect_looking()
    wiring.connect_talking()
    wiring.connect_keeping()
    if not shared:
        wiring.connect_choosing(choosing)


def _api(desk: Desk) -> Any:
    """The one public endpoint: POST /gradio_api/call/ask with [recording, question]."""

    def ask(recording: str, question: str) -> dict:
        """Answer a question about one of the recordings on offer."""
        return desk.ask_once(recording, question)

    ask.__annotations__ = {"recording": str, "question": str, "return": dict}
    return ask
