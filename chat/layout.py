"""The parts of the page and where they stand. What they do is connected in `wiring`."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from .keep.findings import HEADERS
from .keep.saving import KINDS
from .models import devices
from .talk.exchange import LONGEST_QUESTION
from .talk.suggestions import MOST as MOST_SUGGESTIONS

SCRIPTS = (
    '<script src="neuro-llm/static/plotly.js"></script><script src="neuro-llm/static/viewer.js"></script>'
)
VIEWER = """<div class="nl-place"></div><p class="nl-none" hidden>No recording is open.</p>"""
ON_LOAD = "neuroViewer(element, props, trigger, watch); /* tells of 'look', 'shut', 'span' and 'annotate' */"
MODALITIES = ("eeg", "ieeg", "meg", "fmri", "calcium", "spikes", "fnirs")
UNITS = ("V", "mV", "uV", "nV", "T", "fT", "%", "dF/F", "count", "s")


@dataclass(frozen=True)
class Looking:
    """The left side: what can be opened, and the panels of what is open."""

    offered: Any
    upload: Any
    beside: Any
    problem: Any
    stated: Any
    facts: tuple[Any, Any, Any, Any]
    open_with: Any
    viewer: Any


@dataclass(frozen=True)
class Talking:
    """The conversation."""

    chatbot: Any
    suggestions: list[Any]
    span: Any
    unspan: Any
    question: Any
    ask: Any
    stop: Any
    status: Any


@dataclass(frozen=True)
class Keeping:
    """Annotations to review, and what can be saved and opened again."""

    findings: Any
    review: Any
    said: Any
    format: Any
    own_events: Any
    keep: Any
    link: Any
    reopen: Any


@dataclass(frozen=True)
class Choosing:
    """The language model and its device."""

    folder: Any
    llm: Any
    device: Any
    four_bit: Any
    load: Any
    said: Any


def looking(labels: list[str]) -> Looking:
    import gradio as gr

    with gr.Row(elem_id="nl-open"):
        offered = gr.Dropdown(
            labels, value=labels[0], show_label=False, container=False, scale=3, min_width=180,
            elem_id="nl-offered",
        )  # fmt: skip
        upload = gr.UploadButton(
            "Open your own file",
            file_count="multiple",
            size="sm",
            scale=1,
            min_width=140,
            elem_id="nl-upload",
        )
        beside = gr.Checkbox(
            label="open beside", container=False, scale=0, min_width=120, elem_id="nl-beside"
        )
    problem = gr.HTML(elem_id="nl-problem", visible=False)
    with gr.Accordion("What the file does not say", visible=False, elem_id="nl-stated") as stated:
        with gr.Row():
            sfreq = gr.Textbox(
                label="samples per second", placeholder="as in 256", max_length=20, min_width=120
            )
            unit = gr.Dropdown(["", *UNITS], value="", label="unit", min_width=90)
            modality = gr.Dropdown(["", *MODALITIES], value="", label="modality", min_width=110)
            ch_names = gr.Textbox(
                label="channels", placeholder="as in O1, O2", max_length=20_000, min_width=140
            )
        open_with = gr.Button("Open with this", size="sm", elem_id="nl-open-with")
    viewer = gr.HTML(
        None, html_template=VIEWER, js_on_load=ON_LOAD, head=SCRIPTS, elem_id="nl-viewer",
        apply_default_css=False,
    )  # fmt: skip
    return Looking(
        offered, upload, beside, problem, stated, (sfreq, unit, modality, ch_names), open_with, viewer
    )


def talking() -> Talking:
    import gradio as gr

    chatbot = gr.Chatbot(
        show_label=False, height="calc(100vh - 275px)", min_height=260, elem_id="nl-chat", sanitize_html=True,
        allow_tags=False, render_markdown=False, latex_delimiters=[], feedback_options=None, buttons=["copy"],
        editable="user", group_consecutive_messages=False,
        placeholder="Ask about this recording. Every number in an answer names the record it rests on.",
    )  # fmt: skip
    with gr.Row(elem_id="nl-suggest"):
        suggestions = [
            gr.Button("", size="sm", variant="secondary", visible=False, min_width=60)
            for _ in range(MOST_SUGGESTIONS)
        ]
    with gr.Row(elem_id="nl-spanrow"):
        span = gr.HTML(elem_id="nl-span", scale=4, visible=False)
        unspan = gr.Button("×", size="sm", scale=0, min_width=32, elem_id="nl-unspan", visible=False)
    with gr.Row(equal_height=True, elem_id="nl-ask-row"):
        question = gr.Textbox(
            show_label=False, container=False, placeholder="Ask in plain words …", scale=6, min_width=150,
            max_lines=4, max_length=LONGEST_QUESTION, autofocus=True, elem_id="nl-question",
        )  # fmt: skip
        ask = gr.Button("Ask", variant="primary", size="md", scale=1, min_width=60, elem_id="nl-ask")
        stop = gr.Button("Stop", variant="stop", size="md", scale=1, min_width=60, elem_id="nl-stop")
    status = gr.HTML(elem_id="nl-status")
    return Talking(chatbot, suggestions, span, unspan, question, ask, stop, status)


def keeping() -> Keeping:
    import gradio as gr

    gr.HTML(
        '<p class="nl-note">"Mark on the traces" under an answer puts its seconds here. Change what is wrong, '
        "untick what is not to be kept.</p>"
    )
    findings = gr.Dataframe(
        headers=list(HEADERS), datatype=["bool", "str", "number", "number", "str", "str"], interactive=True,
        type="array", row_count=0, column_count=len(HEADERS), column_limits=(len(HEADERS), len(HEADERS)),
        show_label=False, elem_id="nl-findings", wrap=True,
    )  # fmt: skip
    review = gr.Button("Apply changes", size="sm", elem_id="nl-review")
    gr.HTML("<h3>Save</h3>")
    with gr.Row(equal_height=True):
        kind = gr.Dropdown(
            [(title, name) for name, title in KINDS.items()], value="report", show_label=False,
            container=False, scale=3, min_width=200, elem_id="nl-format",
        )  # fmt: skip
        keep = gr.Button("Save", variant="primary", size="md", scale=1, min_width=80, elem_id="nl-keep")
    own_events = gr.Checkbox(
        label="with the events that the file itself holds", container=False, elem_id="nl-own-events"
    )
    said = gr.HTML(elem_id="nl-kept")
    link = gr.Textbox(visible=False)
    gr.HTML("<h3>Open a saved conversation again</h3>")
    reopen = gr.UploadButton(
        "Choose a conversation (JSON)", file_count="single", size="sm", elem_id="nl-reopen"
    )
    return Keeping(findings, review, said, kind, own_events, keep, link, reopen)


def choosing(running: str) -> Choosing:
    """running: HTML, which model answers now"""
    import gradio as gr

    said = gr.HTML(running, elem_id="nl-model-said")
    folder = gr.Textbox(
        label="folder of a neuro-llm model", placeholder="empty: the model in the package", max_lines=1,
        max_length=1000, elem_id="nl-folder",
    )  # fmt: skip
    llm = gr.Textbox(
        label="another language model: Hugging Face id or folder", placeholder="empty: the model's own",
        max_lines=1, max_length=1000, elem_id="nl-llm",
    )  # fmt: skip
    with gr.Row(equal_height=True):
        device = gr.Dropdown(list(devices()), value="cpu", label="device", min_width=100, elem_id="nl-device")
        four_bit = gr.Checkbox(label="in 4 bits", min_width=100, elem_id="nl-4bit")
        load = gr.Button("Load", variant="primary", size="sm", min_width=80, elem_id="nl-load")
    gr.HTML(
        '<p class="nl-note">A language model that was not tuned on neural tokens answers from the measured '
        "evidence alone. Nothing is downloaded unless an id is given that is not on this computer yet.</p>"
    )
    return Choosing(folder, llm, device, four_bit, load, said)
