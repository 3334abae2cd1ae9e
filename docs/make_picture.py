"""Make docs/page.png from the real page: python docs/make_picture.py

Needs `pip install playwright` and Chromium
(Debian: `apt-get install chromium`, else: `playwright install chromium`).
"""

from __future__ import annotations

import io
import shutil
import sys
import time
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

PICTURE = Path(__file__).resolve().parent / "page.png"
QUESTIONS = ("Is there a posterior alpha rhythm?", "Are the eyes open or closed?")
LARGEST = 200_000  # bytes


def main() -> None:
    import neuro_llm
    from neuro_llm.chat import started

    with started(neuro_llm.load()) as address:
        png = photograph(address)
    PICTURE.write_bytes(smaller(png))
    print(f"{PICTURE}: {PICTURE.stat().st_size} bytes")


def photograph(address: str) -> bytes:
    """A screenshot of the page after two questions, 1366 × 768."""
    from playwright.sync_api import sync_playwright

    quiet = ["--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking"]
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=quiet)
        tab = browser.new_page(viewport={"width": 1366, "height": 768}, color_scheme="light")
        tab.goto(address, wait_until="domcontentloaded")
        tab.wait_for_selector("img.nl-trace", timeout=60_000)
        for count, question in enumerate(QUESTIONS, start=1):
            ask(tab, question, count)
        tab.evaluate("document.activeElement?.blur(); window.scrollTo(0, 0)")
        time.sleep(1.0)
        png = tab.screenshot(timeout=120_000)
        browser.close()
    return png


def ask(tab: Any, question: str, count: int) -> None:
    """Type a question and wait until `count` answers carry their evidence."""
    tab.fill("#nl-question textarea", question)
    tab.click("#nl-ask")
    tab.wait_for_function(f"document.querySelectorAll('.nl-evidence').length >= {count}", timeout=120_000)


def smaller(png: bytes) -> bytes:
    """The picture with 128 colours, which a page of text and lines does not miss."""
    from PIL import Image

    buffer = io.BytesIO()
    image = Image.open(io.BytesIO(png)).convert("RGB")
    image.quantize(128, dither=Image.Dither.NONE).save(buffer, "PNG", optimize=True)
    if buffer.tell() > LARGEST:
        sys.exit(f"the picture has {buffer.tell()} bytes, more than {LARGEST}")
    return buffer.getvalue()


if __name__ == "__main__":
    main()
