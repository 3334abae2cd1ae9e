"""A newcomer's first minute in a real browser, with the network cut: example, question, answer, its evidence."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest

pytestmark = pytest.mark.browser

SEEN = """(seconds) => {
  const panel = document.querySelector('.nl-panel[data-id="R1"]');
  const range = panel.querySelector(".nl-plot").layout?.xaxis?.range ?? [NaN, NaN];
  return Number(range[0]) <= seconds && seconds <= Number(range[1]);
}"""


def test_example_question_answer_evidence(default_page: str, visit: Callable[..., Any]) -> None:
    page = visit(default_page)
    facts = page.panel().locator(".nl-summary").inner_text()
    assert "19 EEG" in facts
    assert "160 Hz" in facts
    page.tab.locator("#nl-suggest button", has_text="Describe").click()
    said = page.answered(0).locator(".nl-said").inner_text()
    assert "lasts 60 s" in said
    assert "eyes are closed" in said
    page.picture("first_answer")


def test_a_citation_moves_the_traces(default_page: str, visit: Callable[..., Any]) -> None:
    page = visit(default_page)
    answer = page.ask("How strong is the alpha power over O1 from 41 to 43 seconds?", by="button")
    chip = answer.locator(".nl-said .nl-chip").first
    title = chip.get_attribute("title")
    for word in ("alpha power", "µV²", "O1", "41", "43"):
        assert word in title
    assert page.start_of() == 0.0
    chip.click()
    page.until(SEEN, 42)
    assert page.start_of() <= 41.0 <= 43.0 <= page.start_of() + 10
    assert json.loads(page.panel().get_attribute("data-lit")) == ["O1"]
    assert "nl-measured" in chip.get_attribute("class")
    page.picture("citation_clicked")


def test_measured_and_estimated_are_told_apart(default_page: str, visit: Callable[..., Any]) -> None:
    page = visit(default_page)
    answer = page.ask("Are the eyes open or closed?")
    estimated = answer.locator(".nl-said .nl-chip.nl-estimated").first
    measured = answer.locator(".nl-said .nl-chip.nl-measured").first
    assert "closed" in estimated.get_attribute("title")
    assert "dB" in measured.get_attribute("title")
    looks = [chip.evaluate("e => { const s = getComputedStyle(e); return s.borderStyle + s.backgroundColor }")
             for chip in (estimated, measured)]  # fmt: skip
    assert looks[0] != looks[1]
    standing = answer.locator(".nl-standing").inner_text()
    assert "%" in standing
    code = answer.locator(".nl-code")
    code.locator("summary").click()
    assert "neuro_llm" in code.inner_text()


def test_what_cannot_be_told_is_said_so(default_page: str, visit: Callable[..., Any]) -> None:
    answer = visit(default_page).ask("Does this person have epilepsy?")
    assert "cannot" in answer.inner_text().lower()
    assert answer.locator(".nl-standing .nl-abstain").count()


def test_by_keyboard_alone(default_page: str, visit: Callable[..., Any]) -> None:
    page = visit(default_page)
    page.tab.evaluate("document.activeElement?.blur()")
    tab_to(page, "#nl-question textarea")
    page.tab.keyboard.type("How strong is the alpha power over O1 from 41 to 43 seconds?")
    page.tab.keyboard.press("Enter")
    page.answered(0)
    tab_to(page, ".nl-said .nl-chip", key="Shift+Tab")
    outline = page.tab.evaluate(
        "(s => s.outlineStyle + s.boxShadow)(getComputedStyle(document.activeElement))"
    )
    assert outline != "nonenone", "one cannot see which chip the keyboard is on"
    page.tab.keyboard.press("Enter")
    page.until(SEEN, 42)
    before = page.start_of()
    tab_to(page, ".nl-panel", key="Shift+Tab")
    page.tab.keyboard.press("PageUp")
    page.until("before => Number(document.querySelector('.nl-panel').dataset.start) < before", before)
    tab_to(page, "#nl-offered input", key="Shift+Tab")
    page.tab.keyboard.press("Tab")
    page.tab.wait_for_timeout(500)
    assert page.answers.count() == 1, "going past the list of recordings began anew"


def tab_to(page: Any, selector: str, key: str = "Tab") -> None:
    """Press a key until the keyboard is on `selector`."""
    for _ in range(120):
        page.tab.keyboard.press(key)
        if page.tab.evaluate("s => document.activeElement.matches(s)", selector):
            return
    pytest.fail(f"{key} does not reach {selector}")


def test_nothing_is_fetched_from_elsewhere(default_page: str, visit: Callable[..., Any]) -> None:
    page = visit(default_page)
    loaded = page.tab.evaluate("performance.getEntriesByType('resource').map(entry => entry.name)")
    assert len(loaded) > 10
    assert all(url.startswith((default_page, "data:", "blob:")) for url in loaded)
    fonts = page.tab.evaluate("[...document.fonts].filter(font => font.status === 'error').length")
    assert fonts == 0
    page.ask("How long is the recording?")  # `visit` fails where anything was asked for elsewhere
