"""Keeping what was found, in a real browser: findings, marks on the traces, exports that open again."""

from __future__ import annotations

import json
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

pytestmark = pytest.mark.browser

QUESTION = "When do eye blinks occur?"
FORMATS = ("events.tsv", "FIF", "EDF+", "Report", "Conversation")


def annotated(page: Any) -> int:
    """Ask for blinks, turn the answer into findings; how many rows the table has."""
    answer = page.ask(QUESTION)
    answer.locator(".nl-said .nl-chip").first.click()
    page.until("() => Number(document.querySelector('.nl-panel').dataset.start) > 1")
    answer.locator(".nl-annotate").click()
    page.panel().locator(".nl-plot").get_by_text("blink").first.wait_for()
    page.picture("annotated")
    page.side("Annotations and saving")
    rows = page.tab.locator("#nl-findings tbody tr")
    page.until("() => /blink/i.test(document.querySelector('#nl-findings')?.innerText ?? '')")
    return int(rows.count())


def export(page: Any, name: str, folder: Path) -> Path:
    """Choose a format by a part of its name, press keep; the downloaded file."""
    page.tab.locator("#nl-format input").click()
    page.tab.get_by_role("option").filter(has_text=name).first.click()
    with page.tab.expect_download() as download:
        page.tab.locator("#nl-keep").click()
    path = folder / download.value.suggested_filename
    download.value.save_as(path)
    return path


def test_an_answer_becomes_marks_and_files(
    default_page: str, visit: Callable[..., Any], tmp_path: Path
) -> None:
    page = visit(default_page)
    assert annotated(page) >= 1
    page.picture("findings")
    files = {name: export(page, name, tmp_path) for name in FORMATS}
    with zipfile.ZipFile(files["events.tsv"]) as both:  # the table, and what its columns mean
        assert sorted(Path(name).suffix for name in both.namelist()) == [".json", ".tsv"]
        table = (
            next(both.read(name) for name in both.namelist() if name.endswith(".tsv")).decode().splitlines()
        )
    assert table[0].split("\t")[:2] == ["onset", "duration"]
    assert len(table) >= 6  # the example has 5 blinks
    for name in ("FIF", "EDF+"):
        import mne

        kept = mne.read_annotations(files[name])
        assert sum("blink" in label for label in kept.description) == 5
    report = files["Report"].read_text("utf-8")
    assert "blink" in report
    assert "Research use only" in report
    messages = json.loads(files["Conversation"].read_text("utf-8"))
    assert QUESTION in json.dumps(messages, ensure_ascii=False)


def test_a_conversation_opens_again_and_goes_on(
    default_page: str, visit: Callable[..., Any], tmp_path: Path
) -> None:
    page = visit(default_page)
    page.ask("Are the eyes open or closed?")
    page.ask("How strong is the alpha power over O1?")
    said = page.tab.locator("#nl-chat .nl-said").all_inner_texts()
    page.side("Annotations and saving")
    kept = export(page, "Conversation", tmp_path)
    again = visit(default_page)
    again.side("Annotations and saving")
    with again.tab.expect_file_chooser() as chooser:
        again.tab.locator("#nl-reopen").click()
    chooser.value.set_files(str(kept))
    again.until("() => document.querySelectorAll('#nl-chat .nl-said').length === 2")
    again.side("Talk")
    assert again.tab.locator("#nl-chat .nl-said").all_inner_texts() == said
    again.picture("reopened")
    assert "Fz" in again.ask("And over Fz?").locator(".nl-said").inner_text()


def test_a_wrong_row_is_said_and_an_added_one_is_kept(default_page: str, visit: Callable[..., Any]) -> None:
    page = visit(default_page)
    annotated(page)

    def cell(row: int, column: int) -> Any:
        return page.tab.locator(f'#nl-findings [data-testid="cell-{row}-{column}"]')

    def write(row: int, column: int, text: str) -> None:
        cell(row, column).dblclick()
        page.tab.keyboard.press("Control+A")
        page.tab.keyboard.type(text)
        page.tab.keyboard.press("Enter")

    write(0, 2, "abc")
    page.tab.locator("#nl-review").click()
    page.tab.get_by_text("Row 1: start (s) is 'abc', which is no number of seconds.").wait_for()
    write(0, 2, "9")
    cell(4, 4).click(button="right")
    page.tab.get_by_role("menuitem", name="Add row below").click()
    for column, text in ((1, "R1"), (2, "30"), (4, "by hand")):
        write(5, column, text)
    page.tab.locator("#nl-review").click()
    page.tab.locator("#nl-kept", has_text="Taken over.").wait_for()
    page.until(
        """() => document.querySelector('#nl-findings [data-testid="cell-5-0"] input')?.checked === true"""
    )
