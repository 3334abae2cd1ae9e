"""Answers as HTML: citations become chips, facts and opinions are told apart, text stays text."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from html.parser import HTMLParser

import pytest

from neuro_llm.answer import Answer, Reliance, checked
from neuro_llm.chat.talk import answers
from neuro_llm.chat.talk.exchange import Exchange
from neuro_llm.recordings.evidence.record import Evidence

ALPHA = Evidence("alpha power", 73.5, "µV²", ("O1", "O2"), 3.0, 5.0, "Welch; 8–13 Hz", id="E1")
EYES = Evidence(
    "eyes", "closed", "", (), 0.0, 60.0, "head of the encoder", kind="estimated", probability=0.94, id="E10"
)
OTHER = Evidence("beta power", 2.0, "µV²", ("Fz",), 0.0, 60.0, "Welch", recording="R2", id="E2")
OUR_TAGS = set(
    re.findall(r"\w+", "div span button b i small details summary table thead tbody tr th td pre code mark")
)
OUR_ATTRIBUTES = {"class", "type", "title", "style", "colspan", "scope", "open", "tabindex", "aria-hidden"}


class Seen(HTMLParser):
    """The tags, attributes and chips that a browser would find, and the text inside of each class."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.attributes: set[str] = set()
        self.chips: list[dict[str, str]] = []
        self.inside: dict[str, str] = {}
        self._open: list[str] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = {name: value or "" for name, value in attrs}
        self.tags.add(tag)
        self.attributes.update(values)
        if "nl-chip" in values.get("class", ""):
            self.chips.append(values)
        self._open.append(values.get("class", ""))

    def handle_endtag(self, tag: str) -> None:
        self._open.pop()

    def handle_data(self, data: str) -> None:
        for name in {name for names in self._open for name in names.split()}:
            self.inside[name] = self.inside.get(name, "") + data


def seen(answer: Answer, several: bool = False, **more: object) -> Seen:
    return Seen(answers.finished(Exchange("?", answer.text, answer), 3, several, **more))  # type: ignore[arg-type]


def test_every_citation_is_a_chip_that_tells_and_leads() -> None:
    text = "Alpha is 73.5 µV² [E1]. The eyes are closed [E10]; alpha [E1, E10] again. Beta [E2]."
    found = seen(Answer(text, evidence=(ALPHA, EYES, OTHER)), several=True)
    inside = found.chips[:5]
    assert [chip["data-recording"] for chip in inside] == ["R1", "R1", "R1", "R1", "R2"]
    assert [chip["class"].split()[1] for chip in inside] == [
        "nl-measured", "nl-estimated", "nl-measured", "nl-estimated", "nl-measured",
    ]  # fmt: skip
    first = inside[0]
    assert (first["data-start"], first["data-stop"]) == ("3", "5")
    assert json.loads(first["data-channels"]) == ["O1", "O2"]
    for part in ("alpha power: 73.5 µV²", "R1, 3–5 s", "O1, O2", "Welch; 8–13 Hz", "measured"):
        assert part in first["title"]
    assert "the model’s opinion, 94 %" in inside[1]["title"]
    assert found.inside["nl-said"] == text.replace("[E1, E10]", "E1E10").replace("[", "").replace("]", "")


def test_facts_and_opinions_are_told_apart_within_a_sentence() -> None:
    text = "Alpha is 73.5 µV² [E1] today; the eyes are closed [E10] now. Nothing is cited."
    found = seen(Answer(text, evidence=(ALPHA, EYES)))
    assert found.inside["nl-fact"] == "Alpha is 73.5 µV² E1 today"
    assert found.inside["nl-opinion"] == "the eyes are closed E10 now"
    assert found.inside["nl-legend"] == "measuredthe model’s opinion"
    assert "nl-legend" not in seen(Answer("Alpha [E1].", evidence=(ALPHA,))).inside


def test_chips_lead_to_the_seconds_that_a_value_names() -> None:
    onset = replace(EYES, quantity="onset", value=22.0, unit="s")
    times = replace(ALPHA, quantity="spindle times", value=((12.0, 13.5), (20.0, 21.0)), unit="s")
    moments = replace(ALPHA, quantity="event onsets", value=(7.5, 9.0), unit="s")
    difference = replace(ALPHA, quantity="difference in alpha power", recording="R2 R1")
    places = []
    for record in (onset, times, moments, difference):
        chip = seen(Answer(f"[{record.id}]", evidence=(record,))).chips[0]
        places.append((chip["data-recording"], chip["data-start"], chip["data-stop"]))
    assert places == [("R1", "22", "22"), ("R1", "12", "13.5"), ("R1", "7.5", "7.5"), ("R2", "3", "5")]


def test_a_chip_lights_the_channels_that_a_value_names_among_all_that_were_judged() -> None:
    every = tuple(f"EEG {number}" for number in range(136))
    bad = replace(ALPHA, quantity="bad channels", value=("EEG 133", "EEG 135"), unit="", channels=every)
    chip = seen(Answer("[E1]", evidence=(bad,))).chips[0]
    assert json.loads(chip["data-channels"]) == ["EEG 133", "EEG 135"]
    none = replace(bad, value="none")
    assert len(json.loads(seen(Answer("[E1]", evidence=(none,))).chips[0]["data-channels"])) == 64


def test_what_nothing_supports_is_marked() -> None:
    answer = checked(Answer("Alpha is 12 µV² [E1]. See [E7].", evidence=(ALPHA,)))
    found = seen(answer)
    assert found.inside["nl-unsupported"] == "12 µV² (unsupported)[E7] (unsupported)"
    assert "no record supports: 12 µV², [E7]" in found.inside["nl-abstain"]
    assert len([chip for chip in found.chips if chip]) == 2  # one cited, one in the table


@pytest.mark.parametrize(
    ("probability", "words"),
    [
        (0.995, "almost certain"), (0.94, "very likely"), (0.7, "likely"), (0.52, "more likely than not"),
        (0.3, "unlikely"),
    ],
)  # fmt: skip
def test_how_sure_is_said_in_words_beside_the_bar(probability: float, words: str) -> None:
    found = seen(Answer("Closed.", confidence=probability))
    assert f"{100 * probability:.0f} %: {words}" in found.inside["nl-standing"]
    assert found.inside.get("nl-bar", "") == ""


def test_reliance_is_said_in_words_with_its_numbers_on_pointing() -> None:
    html = answers.finished(Exchange("?", "", Answer("Yes.", reliance=Reliance(0.9, 1.2, 0.61))), 0, False)
    assert "rests on this signal" in html
    assert "strong, 0.61 nats per token (no tokens 0.90, shuffled 1.20, others 0.61)" in html
    weak = answers.finished(Exchange("?", "", Answer("Yes.", reliance=Reliance(0.0, 1.2, 0.61))), 0, False)
    assert "would be much the same without this signal" in weak
    assert "width:0%" in weak


def test_cannot_tell_says_why_and_shows_no_confidence() -> None:
    found = seen(Answer("Cannot tell.", abstained=True, reason="there is no ECG channel", confidence=0.5))
    assert "cannot tell: there is no ECG channel" in found.inside["nl-standing"]
    assert "%" not in found.inside["nl-standing"]


def test_options_are_listed_with_those_that_cannot_be_ruled_out() -> None:
    answer = Answer(
        "Closed.", choice="closed", probabilities={"open": 0.3, "closed": 0.7}, plausible=("closed", "open"),
        notes=("read as 75–85 s",),
    )  # fmt: skip
    standing = seen(answer).inside["nl-standing"]
    assert "options: open 30 %, closed 70 %" in standing
    assert "cannot be ruled out: closed, open" in standing
    assert "read as 75–85 s" in standing


def test_the_evidence_lies_in_two_groups_the_cited_first() -> None:
    more = [replace(ALPHA, id=f"E{i}", quantity=f"quantity {i}") for i in (2, 3)]
    html = answers.finished(Exchange("?", "", Answer("[E3] [E10]", evidence=(ALPHA, *more, EYES))), 0, False)
    table = html.partition("nl-evidence-of")[2]
    order = [table.index(text) for text in ("Measured<", "quantity 3<", "quantity 2<", "opinion<", "eyes<")]
    assert order == sorted(order)
    assert "3 measured, 1 of the model" in html
    assert '<details class="nl-evidence-of">' in html  # four records are shown on demand
    short = answers.finished(Exchange("?", "", Answer("[E1]", evidence=(ALPHA,))), 0, False)
    assert '<details class="nl-evidence-of" open>' in short


def test_code_and_marking_are_there_where_they_can_be() -> None:
    html = answers.finished(
        Exchange("?", "", Answer("Yes.")), 3, False, code="a = 1\nprint('<b>')", markable=True
    )
    assert 'data-exchange="3"' in html
    assert "a = 1\nprint(&#x27;&lt;b&gt;&#x27;)" in html
    assert 'class="nl-annotate"' in html
    bare = answers.finished(Exchange("?", "", Answer("Yes.")), 3, False)
    assert "nl-annotate" not in bare
    assert "nl-code" not in bare


def test_what_became_of_a_question() -> None:
    assert "no channel Q9" in answers.shown(Exchange("?", problem="a.edf: no channel Q9."), 0, False)
    stopped = answers.shown(Exchange("?", text="The eyes", stopped=True), 0, False)
    assert "The eyes" in stopped
    assert "stopped" in stopped
    assert "nl-said" in answers.shown(Exchange("?", text="Yes.", answer=Answer("Yes.")), 0, False)


def test_no_place_of_an_answer_lets_hostile_text_through(payloads: tuple[str, ...]) -> None:
    for payload in payloads:
        record = Evidence(payload, payload, payload, (payload,), 0.0, 1.0, payload, payload, payload, id="E1")
        answer = Answer(
            f"{payload} [E1] {payload} (unsupported)\n{payload}", evidence=(record,), abstained=True, reason=payload,
            probabilities={payload: 1.0}, plausible=(payload, payload), unsupported=(payload,), notes=(payload,),
        )  # fmt: skip
        exchange = Exchange(payload, payload, answer)
        finished = answers.finished(exchange, 0, True, code=payload, markable=True)
        unfinished = answers.shown(Exchange(payload, payload), 0, True) + answers.growing(payload)
        failed = answers.shown(Exchange(payload, problem=payload), 0, True)
        for html in (finished, unfinished, failed):
            found = Seen(html)
            assert found.tags <= OUR_TAGS, (payload, found.tags - OUR_TAGS)
            ours = {name for name in found.attributes if not name.startswith("data-")}
            assert ours <= OUR_ATTRIBUTES, (payload, ours - OUR_ATTRIBUTES)
            assert not re.search(r"[${}`\u202e\u2066\x00\x1b]", html), payload
        assert json.loads(Seen(finished).chips[0]["data-channels"]) == [payload]
