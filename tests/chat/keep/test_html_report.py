"""The report holds what was said and what it rests on, needs no network, and shows every text as text."""

from __future__ import annotations

import re
from dataclasses import replace
from html.parser import HTMLParser
from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest

from neuro_llm.answer import Answer, Reliance
from neuro_llm.chat.keep.findings import Finding
from neuro_llm.chat.keep.report import report
from neuro_llm.chat.keep.report_blocks import standing
from neuro_llm.chat.keep.report_pictures import of_answer
from neuro_llm.chat.talk.exchange import Exchange
from neuro_llm.recordings.arrays import from_array
from neuro_llm.recordings.evidence.record import Evidence
from neuro_llm.recordings.recording import Event, Recording

PAYLOADS = (
    "<script>alert(1)</script>", "<img src=x onerror=alert(1)>", "<svg onload=alert(1)>", "</script><script>a()",
    "\"><img src=x onerror=alert(1)>", "' onmouseover='alert(1)", "javascript:alert(1)", "<a href=javascript:a()>x</a>",
    "<iframe src=//evil.example></iframe>", "<style>@import '//evil.example'</style>", "</style><script>a()</script>",
    "<body onload=alert(1)>", "<math><mi xlink:href='data:x,<script>a()</script>'>", "<!--<script>-->", "-->",
    "]]><script>a()</script>", "&lt;script&gt;a()&lt;/script&gt;", "&#60;script&#62;", "<scr\x00ipt>a()</script>",
    "<ScRiPt>a()</ScRiPt>", "<details open ontoggle=alert(1)>", "<input autofocus onfocus=alert(1)>",
    "<form action=javascript:a()><button>", "<base href=//evil.example>", "<meta http-equiv=refresh content=0>",
    "<object data=javascript:a()>", "${alert(1)}", "{{7*7}}", "{% import os %}", "$\\frac{$ `a()` \u202e<b>",
)  # fmt: skip


class Elements(HTMLParser):
    """Every element with the names of its attributes, in their order."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.found: list[tuple[str, tuple[str, ...]]] = []
        self.sources: list[str] = []
        self.said = ""
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, tuple(sorted(name for name, _ in attrs))))
        self.sources += [value or "" for name, value in attrs if name in ("src", "href", "data", "action")]

    def handle_data(self, data: str) -> None:
        self.said += data


def session_of(texts: tuple[str, ...]) -> SimpleNamespace:
    """A session whose every text is one of `texts`: names, labels, questions, answers, evidence, findings."""
    noise = np.random.default_rng(0).normal(0, 1e-5, (len(texts), 2000))
    names = [f"{number}{text}" for number, text in enumerate(texts)]
    events = tuple(Event(0.2 * number, 0.1, text) for number, text in enumerate(texts))
    recording = replace(
        from_array(noise, 100.0, names, name=texts[0]), events=events, changes=texts, bads=tuple(names[:2]),
        reference=texts[1],
    )  # fmt: skip
    exchanges = []
    for number, text in enumerate(texts):
        record = Evidence(
            text, text, text, (names[number],), 0.0, 20.0, text, "estimated", text, 0.5, "E1", text
        )
        drawn = replace(record, recording="R1") if number < 2 else record  # each of them is a picture
        answer = Answer(
            f"{text} [E1]", (drawn, replace(record, id=text)), 0.5, abstained=True, reason=text, choice=text,
            probabilities={text: 1.0}, unsupported=(text,), notes=(text,),
        )  # fmt: skip
        exchanges += [Exchange(text, text, answer), Exchange(text, text, problem=text)]
    findings = [Finding("R1", 1.0, 1.0, text, (text,), text) for text in texts]
    opened = [SimpleNamespace(id="R1", recording=recording, label=texts[0])]
    return SimpleNamespace(opened=opened, exchanges=exchanges, findings=findings)


def test_thirty_payloads_in_every_text_stay_text() -> None:
    assert len(PAYLOADS) == 30
    plain = tuple(f"word{number}" for number in range(len(PAYLOADS)))
    benign = Elements(report(session_of(plain), {"name": plain[0]}))
    hostile_html = report(session_of(PAYLOADS), {PAYLOADS[0]: PAYLOADS[1]})
    hostile = Elements(hostile_html)
    assert hostile.found == benign.found  # no text became an element or an attribute
    assert [text for text in PAYLOADS if "<" in text and text in hostile_html] == []
    assert "<img src=x onerror=alert(1)>" in hostile.said
    assert not [value for value in hostile.sources if "evil" in value or value.startswith("javascript")]


def small_session(recording: Recording) -> SimpleNamespace:
    times = Evidence(
        "blink times", (2.0, 25.0), "s", ("O1",), 0.0, 30.0, "peaks", "measured", "R1", None, "E1"
    )
    eyes = Evidence("eyes", "closed", "", (), 0.0, 30.0, "encoder head", "estimated", "R1", 0.94, "E2")
    answer = Answer(
        "Blinks at 2 and 25 s [E1].\nThe eyes are closed [E2].", (times, eyes), 0.94, Reliance(0.9, 1.5, None)
    )
    return SimpleNamespace(
        opened=[SimpleNamespace(id="R1", recording=recording, label="x")],
        exchanges=[
            Exchange("When are blinks?", answer.text, answer),
            Exchange("More?", "Well", stopped=True),
        ],
        findings=[
            Finding("R1", 2.0, 0.0, "blink", ("O1",), "Q1 E1"),
            Finding("R1", 25.0, 0.0, "no blink", keep=False),
        ],
    )


def test_all_is_there_and_nothing_is_fetched(recording: Recording) -> None:
    html = report(small_session(recording), {"name": "default", "manifest": "abc123"})
    told = Elements(html)
    for said in (
        "When are blinks?", "Blinks at 2 and 25 s [", "blink times", "peaks", "2.0 s, 25.0 s", "measured", "94 %",
        "How sure: 94 % (calibrated probability).", "Reliance on the signal: strong, 0.90 nats", "It was stopped.",
        "Not a medical device", "abc123", "small<b>.edf", "200 Hz", "Q1 E1", "edfio", "Research use only",
    ):  # fmt: skip
        assert said in told.said, said
    assert "no blink" not in told.said
    assert 'href="#question-1-E1"' in html
    assert 'id="question-1-E1"' in html
    pictures = [source for source in told.sources if source.startswith("data:image/png")]
    assert len(pictures) >= 4  # first page, spectrum, and two places with a blink
    fetched = [s for s in told.sources if not s.startswith(("data:", "#", "https://mne.tools"))]
    assert [source for source in fetched if source] == []
    assert not re.search(r"@import\s+(?:url|['\"])|url\(\s*['\"]?(?:https?:)?//", html)


def test_what_an_answer_speaks_of_is_shown_once(recording: Recording) -> None:
    def shown(*records: Evidence) -> tuple[list[str], int]:
        text = " ".join(f"[{record.id}]" for record in records)
        pictures, more = of_answer(Answer(text, records), 0, {"R1": recording})
        assert all(png.startswith(b"\x89PNG") for png, _ in pictures)
        return [caption for _, caption in pictures], more

    times = Evidence("blink times", (2.0, 3.0, 14.0, 25.0), "s", ("O1",), 0.0, 30.0, "peaks", id="E1")
    captions, more = shown(times)
    assert more == 1
    assert [caption.split(".")[0] for caption in captions] == ["R1, blink: 0", "R1, blink: 9"]
    assert "lit: O1" in captions[0]
    over = Evidence("alpha power", 3.0, "µV²", ("O1", "O2"), 0.0, 30.0, "Welch", id="E1")
    assert shown(over)[0][0].startswith("R1, alpha power: 0.00 to 10.00 s; lit: O1, O2.")
    assert shown(replace(over, channels=())) == ([], 0)
    assert shown(replace(over, recording="R9")) == ([], 0)
    late = replace(over, start=28.0, stop=30.0)
    assert shown(late)[0][0].startswith("R1, alpha power: 20.00 to 30.00 s")


@pytest.mark.parametrize(
    ("answer", "said"),
    [
        (Answer("x", abstained=True, reason="outside its ground"), "Cannot tell: outside its ground"),
        (
            Answer("x", probabilities={"open": 0.06, "closed": 0.94}, choice="closed"),
            "Options: open 6 %, closed 94 %.",
        ),
        (Answer("x", unsupported=("55 µV²",)), "Not supported by the evidence: 55 µV²."),
        (Answer("x", notes=("No adapter.",)), "No adapter."),
    ],
)
def test_how_far_it_can_be_trusted_is_said(answer: Answer, said: Any) -> None:
    assert standing(answer) == [said]
