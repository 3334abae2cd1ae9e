"""Make the pictures of the page that README.md shows, from the page itself: python docs/make_pictures.py [FOLDER]

Needs `pip install '.[dev]'` and Chromium (Debian: `apt-get install chromium`); no network.
"""

from __future__ import annotations

import io
import shutil
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent))

LARGEST = 250_000  # bytes
WINDOW = {"width": 1366, "height": 768}
PHONE = {"width": 390, "height": 844}
PATIENCE = 120_000  # ms
QUESTIONS = ("Is there a posterior alpha rhythm?", "Are the eyes open or closed?")
CUT_OFF = "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1"


def main() -> None:
    import neuro_llm
    from neuro_llm.chat.serving.launching import started

    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else HERE
    with started(neuro_llm.load()) as address, browser() as chromium:
        for name, take in PICTURES.items():
            png = smaller(take(chromium, address))
            (folder / f"{name}.png").write_bytes(png)
            print(f"{folder / name}.png: {len(png)} bytes")


@contextmanager
def browser() -> Iterator[Any]:
    """Chromium without a window and without a network."""
    from playwright.sync_api import sync_playwright

    found = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=found, args=["--no-sandbox", CUT_OFF])
        yield chromium
        chromium.close()


def opened(chromium: Any, address: str, **context: Any) -> Any:
    """The page in a new window, with its first recording drawn."""
    tab = chromium.new_context(**{"viewport": WINDOW, "color_scheme": "light", **context}).new_page()
    tab.set_default_timeout(PATIENCE)
    tab.goto(address, wait_until="domcontentloaded")
    tab.locator(".nl-panel .nl-plot .plot-container").first.wait_for()
    return tab


def ask(tab: Any, question: str) -> Any:
    """Type a question; the finished answer."""
    answers = tab.locator("#nl-chat .nl-answer")
    before = answers.count()
    tab.locator("#nl-question textarea").fill(question)
    tab.locator("#nl-question textarea").press("Enter")
    answers.nth(before).locator(".nl-said").wait_for()
    return answers.nth(before)


def photograph(tab: Any) -> bytes:
    tab.evaluate("document.activeElement?.blur()")
    tab.mouse.move(2, 2)
    tab.wait_for_timeout(1500)  # smooth scrolling, the end of fading in
    png: bytes = tab.screenshot(timeout=PATIENCE)
    tab.context.close()
    return png


def page(chromium: Any, address: str) -> bytes:
    """Two questions about the example."""
    tab = opened(chromium, address)
    for question in QUESTIONS:
        ask(tab, question)
    return photograph(tab)


def dark(chromium: Any, address: str) -> bytes:
    tab = opened(chromium, address, color_scheme="dark")
    for question in QUESTIONS:
        ask(tab, question)
    return photograph(tab)


def phone(chromium: Any, address: str) -> bytes:
    tab = opened(chromium, address, viewport=PHONE, device_scale_factor=2, has_touch=True, is_mobile=True)
    ask(tab, QUESTIONS[1])
    return photograph(tab)


def citation(chromium: Any, address: str) -> bytes:
    """A chip clicked: the traces have moved to its seconds, its channels are lit."""
    tab = opened(chromium, address)
    answer = ask(tab, "How strong is the alpha power over O1 and O2 from 31 to 34 seconds?")
    answer.locator(".nl-said .nl-chip").first.click()
    tab.locator(".nl-panel:not(.nl-busy)").first.wait_for()
    return photograph(tab)


def beside(chromium: Any, address: str) -> bytes:
    """Two recordings beside each other, compared."""
    tab = opened(chromium, address)
    tab.locator("#nl-beside input").check()
    tab.locator("#nl-offered input").click()
    tab.get_by_role("option", name="Example: a seizure").click()
    tab.locator('.nl-panel[data-id="R2"] .nl-plot .plot-container').wait_for()
    ask(tab, "Is the second one slower?")
    return photograph(tab)


PICTURES: dict[str, Callable[[Any, str], bytes]] = {
    "page": page, "dark": dark, "phone": phone, "citation": citation, "beside": beside,
}  # fmt: skip


def smaller(png: bytes) -> bytes:
    """The picture with 256 colours, the rare ones among them: those of the citations."""
    from PIL import Image

    buffer = io.BytesIO()
    image = Image.open(io.BytesIO(png)).convert("RGB")
    few = image.quantize(256, method=Image.Quantize.MAXCOVERAGE, kmeans=1, dither=Image.Dither.NONE)
    few.save(buffer, "PNG", optimize=True)
    if buffer.tell() > LARGEST:
        sys.exit(f"the picture has {buffer.tell()} bytes, more than {LARGEST}")
    return buffer.getvalue()


if __name__ == "__main__":
    main()
