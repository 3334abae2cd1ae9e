"""Opening files on the page in a real browser: real recordings of each kind, damaged ones, wrong ones."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from neuro_llm.recordings import examples

pytestmark = pytest.mark.browser

REAL = {
    "formats/eeglab_test.edf": ("EEG", "256 Hz"),
    "formats/elekta_3ch_raw.fif": ("MEG", "1000 Hz"),
    "spikes/A8604-211122.nwb": ("3 ", ""),
    "fmri/haxby25mm/bold_25mm.nii.gz": ("fMRI", ""),
}
PNG = b"\x89PNG\r\n\x1a\n" + b"\x00\x00\x00\rIHDR" + bytes(200)


@pytest.mark.parametrize("name", REAL)
def test_a_real_file_opens_and_is_talked_about(
    name: str, default_page: str, visit: Callable[..., Any], manifest: Callable[[str], Path]
) -> None:
    path = manifest(name)
    page = visit(default_page)
    page.upload(path)
    panel = page.titled(path.name)
    facts = panel.locator(".nl-summary").inner_text()
    assert all(fact in facts for fact in REAL[name]), facts
    tabs = [tab.get_attribute("data-tab") for tab in panel.locator(".nl-tab").all()]
    assert tabs[0] == "traces"
    assert len(tabs) > 1
    stem = path.name.partition(".")[0]
    for tab in tabs:
        page.open_tab(tab)
        drawn = panel.locator(".nl-plot .plot-container, .nl-picture").count()
        assert drawn or "The file marks no events" in panel.locator(".nl-pictures").inner_text(), tab
        assert not panel.locator(".nl-pictures .nl-wrong").count(), tab
        page.picture(f"{stem}_{tab}")
    answer = page.ask("Describe this recording.")
    assert answer.locator(".nl-said .nl-chip").count()
    page.picture(f"{stem}_answer")


def damaged(kind: str, folder: Path) -> Path:
    """A file that cannot be opened: no EDF at all, an EDF whose header lies, nothing."""
    example = examples.path("rest_eyes_closed").read_bytes()
    contents = {"picture": PNG, "header": example[:184] + b"?" * 72 + example[256:], "empty": b""}
    path = folder / f"{kind}.edf"
    path.write_bytes(contents[kind])
    return path


@pytest.mark.parametrize("kind", ["picture", "header", pytest.param("empty", marks=pytest.mark.slow)])
def test_a_damaged_file_is_a_sentence_and_the_open_one_stays(
    kind: str, default_page: str, visit: Callable[..., Any], tmp_path: Path
) -> None:
    page = visit(default_page)
    page.upload(damaged(kind, tmp_path))
    wrong = page.tab.locator(".nl-wrong", has_text=f"{kind}.edf")
    wrong.wait_for()
    sentence = wrong.inner_text()
    assert "Traceback" not in sentence
    assert 20 < len(sentence) < 600, sentence
    page.picture(f"damaged_{kind}")
    assert page.panel().count() == 1
    page.panel().locator(".nl-next").click()
    page.until("() => Number(document.querySelector('.nl-panel').dataset.start) > 0")
    assert "60 s" in page.ask("How long is the recording?").inner_text()


@pytest.mark.slow
@pytest.mark.parametrize("name", ["corrupt/not_an_edf.edf", "corrupt/S001R04_crlf.edf"])
def test_a_real_damaged_file_is_a_sentence(
    name: str, default_page: str, visit: Callable[..., Any], manifest: Callable[[str], Path]
) -> None:
    page = visit(default_page)
    path = manifest(name)
    page.upload(path)
    wrong = page.tab.locator(".nl-wrong", has_text=path.name)
    wrong.wait_for()
    assert "Traceback" not in wrong.inner_text()
    assert page.panel().count() == 1
