"""Talking on the page in a real browser: stop, retry, edit, clear, two recordings, a span of the traces."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest

pytestmark = pytest.mark.browser

GROWING = """() => {
  window.grown = [];
  const chat = document.querySelector("#nl-chat");
  new MutationObserver(() => {
    const text = chat.textContent;
    if (text !== window.grown.at(-1)) window.grown.push(text);
  }).observe(chat, {childList: true, subtree: true, characterData: true});
}"""
STOPPING = """() => new Promise(done => {
  const chat = document.querySelector("#nl-chat"), words = () => (chat.textContent.match(/word\\d+/g) ?? []).length;
  const began = performance.now();
  let last = 0, seen = words();
  document.querySelector("#nl-stop").click();
  const each = setInterval(() => {
    if (words() !== seen) { seen = words(); last = performance.now() - began; }
    if (performance.now() - began > 1500) { clearInterval(each); done({last, words: seen}); }
  }, 10);
})"""


def test_stop_stops_within_a_quarter_of_a_second(echo_page: str, visit: Callable[..., Any]) -> None:
    page = visit(echo_page)
    page.tab.evaluate(GROWING)
    page.tab.locator("#nl-question textarea").fill("talk for a minute")
    page.tab.locator("#nl-question textarea").press("Enter")
    page.until("() => document.querySelector('#nl-chat').textContent.includes('word30 ')")
    assert page.tab.evaluate("window.grown.length") >= 5, "the answer does not grow as it is said"
    stopped = page.tab.evaluate(STOPPING)
    assert stopped["last"] <= 250
    assert stopped["words"] < 1000
    assert "stopped" in page.tab.locator("#nl-chat").inner_text().lower()
    before = page.answers.count()
    page.tab.locator("#nl-question textarea").fill("typed meanwhile")
    page.tab.wait_for_timeout(300)
    assert page.tab.locator("#nl-question textarea").input_value() == "typed meanwhile"
    page.ask("and now?")
    assert "You asked" in page.answers.last.inner_text()
    assert page.answers.count() > before


def test_retry_and_edit_and_clear(default_page: str, visit: Callable[..., Any]) -> None:
    page = visit(default_page)
    page.ask("How strong is the alpha power over O1?")
    chat = page.tab.locator("#nl-chat")
    first = page.answers.first.locator(".nl-said").inner_text()
    chat.get_by_role("button", name="Retry").last.click()
    page.until("() => document.querySelectorAll('#nl-chat .nl-answer').length === 1")
    page.tab.wait_for_timeout(500)
    assert page.answers.first.locator(".nl-said").inner_text() == first
    assert chat.locator(".user-row").count() == 1
    chat.get_by_role("button", name="Edit").first.click()
    chat.locator("textarea").fill("How strong is the alpha power over Fz?")
    chat.get_by_role("button", name="Submit").click()
    page.until("() => document.querySelector('#nl-chat .nl-said')?.textContent.includes('over Fz')")
    assert page.answers.count() == 1
    chat.get_by_role("button", name="Clear").click()
    page.until("() => !document.querySelector('#nl-chat .nl-answer')")
    answer = page.ask("By how much?")  # nothing is left to go on from
    assert "Fz" not in answer.inner_text()


def test_two_recordings_compared(default_page: str, visit: Callable[..., Any]) -> None:
    page = visit(default_page)
    page.choose("Example: a seizure", beside=True)
    page.titled("seizure", "R2")
    page.tab.wait_for_timeout(500)
    assert page.tab.locator(".nl-panel").count() == 2
    answer = page.ask("Is the second one slower?")
    said = answer.locator(".nl-said").inner_text()
    assert said.startswith("Yes")
    assert "R2" in said
    page.picture("two_recordings")
    answer.locator('.nl-said .nl-chip[data-recording="R2"]').first.click()
    page.tab.locator('.nl-panel[data-id="R2"]:not(.nl-busy)').wait_for()
    page.panel("R2").locator(".nl-close").click()
    page.panel("R2").wait_for(state="detached")
    assert "lasts 60 s" in page.ask("Describe this recording.").inner_text()


def test_a_span_of_the_traces_goes_into_the_question(default_page: str, visit: Callable[..., Any]) -> None:
    page = visit(default_page)
    box = page.panel().locator(".nl-plot .nsewdrag").first.bounding_box()
    across = [box["x"] + share * box["width"] for share in (0.2, 0.4, 0.6)]
    middle = box["y"] + box["height"] / 2
    page.tab.mouse.move(across[0], middle)
    page.tab.mouse.down()
    page.tab.mouse.move(across[1], middle + 5, steps=5)
    page.tab.mouse.move(across[2], middle + 5, steps=5)
    page.tab.mouse.up()
    page.until("() => /\\d/.test(document.querySelector('#nl-span')?.innerText ?? '')")
    page.picture("span_selected")
    shown = [
        float(number) for number in re.findall(r"\d+(?:\.\d+)?", page.tab.locator("#nl-span").inner_text())
    ]
    assert any(abs(number - 2.0) < 0.3 for number in shown), shown
    assert any(abs(number - 6.0) < 0.3 for number in shown), shown
    answer = page.ask("How strong is the alpha power over O1?")
    chip = answer.locator(".nl-said .nl-chip").first
    assert float(chip.get_attribute("data-start")) == pytest.approx(2.0, abs=0.3)
    assert float(chip.get_attribute("data-stop")) == pytest.approx(6.0, abs=0.3)
