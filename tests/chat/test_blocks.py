"""HTML blocks: text stays text, every field of the evidence is shown, abstention is plain."""

from __future__ import annotations

import re
from dataclasses import replace
from html.parser import HTMLParser

import numpy as np
import pytest

from neuro_llm.chat import blocks
from neuro_llm.recordings.arrays import from_array
from neuro_llm.recordings.recording import Event, Recording
from neuro_llm.summary import summarise

PAYLOADS = [
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    '"><svg onload=alert(1)>',
    "' onmouseover='alert(1)",
    "javascript:alert(1)",
    "${alert(1)}",
    "{{constructor.constructor('alert(1)')()}}",
    "`${alert(1)}`",
    "$\\frac{$",
    "a\u202ebc\u0000d\u2066",
]
OUR_TAGS = {
    "div",
    "span",
    "b",
    "i",
    "dl",
    "dt",
    "dd",
    "p",
    "ul",
    "li",
    "details",
    "summary",
    "table",
    "thead",
} | {"tbody", "tr", "th", "td", "small", "img"}
OUR_ATTRIBUTES = {"open", "class", "style", "alt", "src"}


class Seen(HTMLParser):
    """The tags and attributes that a browser would find."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.attributes: set[str] = set()
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.attributes.update(name for name, _ in attrs)


@pytest.mark.parametrize("payload", PAYLOADS)
def test_text_stays_text(payload: str) -> None:
    shown = blocks.safe(payload)
    assert not re.search(r"[<>\"'`${}\u202e\u0000\u2066]", shown)


@pytest.mark.parametrize("payload", PAYLOADS)
def test_no_sink_lets_a_payload_through(payload: str, recording: Recording) -> None:
    hostile = replace(
        recording, name=payload, reference=payload, events=(Event(0, 1, payload),), changes=(payload,),
        bads=("T7",), ch_names=("O1", "O2", "Cz", "T7", payload),
    )  # fmt: skip
    sinks = [
        blocks.summary(summarise(hostile)),
        blocks.problem(payload),
        blocks.span(payload, 0.0, 10.0),
        blocks.note(payload),
        blocks.running(payload, (payload,)),
    ]
    for html in sinks:
        seen = Seen(html)
        assert seen.tags <= OUR_TAGS
        assert seen.attributes <= OUR_ATTRIBUTES
        assert "${" not in html
        assert "{{" not in html


def test_the_summary_says_what_is_wrong_and_what_was_changed(recording: Recording) -> None:
    html = blocks.summary(summarise(recording))
    for part in (
        "30.0 s",
        "4 EEG, 1 ECG",
        "200 Hz",
        "µV",
        "not stated",
        "T1 × 1",
        "T7",
        "1 change made while reading",
    ):
        assert part in html


def test_the_summary_speaks_of_voxels_and_volumes() -> None:
    data = np.tile([2.0, -2.0], (900, 20))
    names = tuple(f"x{i} y0 z0" for i in range(900))
    run = from_array(data, 0.4, names, unit="%", modality="fmri")
    html = blocks.summary(summarise(run))
    for part in ("fMRI, a volume every 2.5 s", "900 voxels", "0.4 Hz", "% signal change", "Places"):
        assert part in html
    assert "Reference" not in html
    assert len(html) < 2000


def test_the_notice_is_in_the_header() -> None:
    assert "Not a medical device" in blocks.header()
    assert "local" in blocks.header()
