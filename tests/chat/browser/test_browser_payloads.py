"""Hostile text in a real browser: 30 payloads from files, people and models, nothing of which may run."""

from __future__ import annotations

import importlib.util
from collections.abc import Callable
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from neuro_llm.chat.printable import plain

pytestmark = pytest.mark.browser

PLANTED = """() => {
  const bad = [...document.querySelectorAll("*")].filter(element => [...element.attributes].some(
    ({name, value}) => /^on/i.test(name) || /^\\s*javascript:/i.test(value)));
  return {
    run: window.__pwned ?? 0,
    elements: bad.map(element => element.outerHTML.slice(0, 200)),
    formulas: document.querySelectorAll(".katex, mjx-container, math").length,
    pictures: document.querySelectorAll('img[src="x"], iframe, object, embed').length,
  };
}"""
NOTHING = {"run": 0, "elements": [], "formulas": 0, "pictures": 0}


@pytest.fixture(scope="module")
def payloads() -> tuple[str, ...]:
    path = Path(__file__).resolve().parents[1] / "payloads.py"
    spec = importlib.util.spec_from_file_location("payloads", path)
    assert isinstance(spec, object)
    module: ModuleType = importlib.util.module_from_spec(spec)  # type: ignore[arg-type]
    spec.loader.exec_module(module)  # type: ignore[union-attr]
    assert len(module.PAYLOADS) >= 30
    return tuple(module.PAYLOADS)


def missing(texts: tuple[str, ...], shown: str, longest: int) -> list[str]:
    """Which texts are not to be read in `shown`, as plain text cut to `longest`."""
    flat = "".join(shown.split())
    return [text for text in texts if "".join(plain(text, 400)[:longest].split()) not in flat]


def test_names_from_a_file_are_text(
    echo_page: str, payloads: tuple[str, ...], visit: Callable[..., Any]
) -> None:
    """Channels and annotations: 30 of each in one recording, in the summary, the traces and every tab."""
    page = visit(echo_page)
    plot = page.panel().locator(".nl-plot").text_content()
    assert missing(payloads, plot, 8) == []
    page.picture("payloads_traces")
    for tab in page.panel().locator(".nl-tab").all():
        page.open_tab(str(tab.get_attribute("data-tab")))
        assert page.tab.evaluate(PLANTED) == NOTHING
    summary = page.panel().locator(".nl-summary").text_content()
    assert missing(payloads[:2], summary, 20) == []


def test_names_of_files_are_text(
    echo_page: str, payloads: tuple[str, ...], visit: Callable[..., Any]
) -> None:
    """30 recordings on offer whose names are payloads."""
    page = visit(echo_page)
    page.tab.locator("#nl-offered input").click()
    page.tab.get_by_role("option").first.wait_for()
    assert missing(payloads, page.tab.get_by_role("listbox").inner_text(), 30) == []
    page.tab.locator("#nl-offered input").fill("$\\frac{$")
    page.tab.locator("[role=option][aria-label='$\\\\frac{$']").click()
    page.titled("$\\frac{$")
    assert page.tab.evaluate(PLANTED) == NOTHING


@pytest.mark.slow
def test_names_of_files_head_panels_as_text(
    echo_page: str, payloads: tuple[str, ...], visit: Callable[..., Any]
) -> None:
    page = visit(echo_page)
    for name in payloads:
        label = plain(name, 400)
        page.tab.locator("#nl-offered input").fill(label)
        options = page.tab.get_by_role("option")
        options.first.wait_for()
        labels = [option.get_attribute("aria-label") for option in options.all()]
        options.nth(labels.index(label)).click()
        page.titled(label[:20])
        assert page.tab.evaluate(PLANTED) == NOTHING


def test_questions_and_answers_are_text(
    echo_page: str, payloads: tuple[str, ...], visit: Callable[..., Any], tmp_path: Path
) -> None:
    """A person asks with payloads; a model answers with them: chat, chips, table of findings, report."""
    page = visit(echo_page)
    page.choose("calm.edf")
    page.titled("calm.edf")
    for first in range(0, len(payloads), 5):
        several = payloads[first : first + 5]
        answer = page.ask("echo " + " ¦ ".join(several))
        assert missing(several, answer.locator(".nl-said").inner_text(), 200) == []
        assert page.tab.evaluate(PLANTED) == NOTHING
    asked = page.tab.locator("#nl-chat").inner_text()
    assert missing(payloads, asked, 200) == []
    page.answers.first.locator(".nl-annotate").click()
    page.answers.first.locator(".nl-chip").first.click()
    page.side("Annotations and saving")
    page.until("() => document.querySelectorAll('#nl-findings tbody tr').length > 0")
    page.tab.wait_for_timeout(500)
    page.picture("payloads_chat")
    assert page.tab.evaluate(PLANTED) == NOTHING
    page.tab.locator("#nl-format input").click()
    page.tab.get_by_role("option").filter(has_text="report").first.click()
    with page.tab.expect_download() as download:
        page.tab.locator("#nl-keep").click()
    download.value.save_as(tmp_path / "report.html")
    page.tab.goto((tmp_path / "report.html").as_uri())
    page.tab.wait_for_timeout(1000)
    assert missing(payloads, page.tab.locator("body").inner_text(), 200) == []
    planted = page.tab.evaluate(PLANTED)
    assert (planted["run"], planted["formulas"], planted["pictures"]) == (0, 0, 0)
    page.picture("payloads_report")
