"""A real browser on the started page: Chromium without a network, and what a person does with the page."""

from __future__ import annotations

import json
import os
import re
import shutil
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

HERE = Path(__file__).resolve().parent
LOCAL = re.compile(r"^(?:data|blob|about|file):|^(?:https?|wss?)://127\.0\.0\.1[:/]")
CUT_OFF = "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1"
"""Nothing but this computer can be reached: every other name or address is said not to exist."""
QUIET = ("--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking")
PATIENCE = 60_000
"""ms; what takes longer than this has failed, also on a busy computer."""


def _missing() -> str:
    """Why there is no browser; "" where there is one."""
    try:
        import playwright.sync_api  # noqa: F401
    except ImportError:
        return "playwright is not installed: pip install 'neuro-llm[dev]'"
    return "" if _chromium() else "there is no Chromium; on Debian: apt-get install chromium"


def _chromium() -> str | None:
    named = (shutil.which(name) for name in ("chromium", "chromium-browser", "google-chrome"))
    return next(filter(None, named), None)


@pytest.fixture(scope="session")
def browser() -> Iterator[Any]:
    """Chromium, headless. Skips where there is none, fails where CI promised one (NEURO_LLM_BROWSER=1)."""
    reason = _missing()
    if reason and os.environ.get("CI") == "true" and os.environ.get("NEURO_LLM_BROWSER") == "1":
        pytest.fail(f"NEURO_LLM_BROWSER=1, but {reason}")
    if reason:
        pytest.skip(reason)
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        found = playwright.chromium.launch(executable_path=_chromium(), args=[*QUIET, CUT_OFF])
        yield found
        found.close()


@contextmanager
def served(*command: str) -> Iterator[str]:
    """Run Python with `command` and a free port behind it; the address once the page answers."""
    import neuro_llm

    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = int(free.getsockname()[1])
    home = str(Path(neuro_llm.__file__).resolve().parents[1])
    environment = {**os.environ, "PYTHONPATH": home, "HF_HUB_OFFLINE": "1", "PYTHONUTF8": "1"}
    environment.pop("GRADIO_TEMP_DIR", None)
    process = subprocess.Popen([sys.executable, *command, str(port)], env=environment)
    try:
        address = f"http://127.0.0.1:{port}"
        _wait_for(address, process)
        yield address
    finally:
        process.terminate()
        try:
            process.wait(20)
        except subprocess.TimeoutExpired:
            process.kill()


def _wait_for(address: str, process: subprocess.Popen[bytes]) -> None:
    for _ in range(600):
        assert process.poll() is None, "the page ended before it opened"
        try:
            with urllib.request.urlopen(address, timeout=5):
                return
        except (urllib.error.URLError, OSError):
            time.sleep(0.2)
    pytest.fail("no page after 2 minutes")


@pytest.fixture(scope="session")
def default_page(browser: Any) -> Iterator[str]:
    """Address of the page as a user starts it, with the embedded model."""
    from neuro_llm.assistant import default_folder

    if not (default_folder() / "neuro_llm.json").is_file():
        pytest.skip(f"no embedded model at {default_folder()}; build it with `neuro-llm train default`")
    with served("-m", "neuro_llm", "chat", "--no-browser", "--port") as address:
        yield address


@pytest.fixture(scope="session")
def echo_page(browser: Any) -> Iterator[str]:
    """Address of a page whose model talks slowly or repeats hostile text: `echo_server.py`."""
    with served(str(HERE / "echo_server.py")) as address:
        yield address


@pytest.fixture(scope="session")
def screenshots(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where pictures of the page go: NEURO_LLM_SCREENSHOTS, else a temporary folder."""
    named = os.environ.get("NEURO_LLM_SCREENSHOTS")
    folder = Path(named) if named else tmp_path_factory.mktemp("screenshots")
    folder.mkdir(parents=True, exist_ok=True)
    return folder


class Visitor:
    """Somebody in front of the page: `tab` is Playwright's page, the methods are what a person does."""

    def __init__(self, tab: Any, screenshots: Path) -> None:
        self.tab, self.screenshots = tab, screenshots
        self.elsewhere: list[str] = []
        self.complaints: list[str] = []
        tab.set_default_timeout(PATIENCE)
        tab.add_init_script("window.__pwned = 0;")
        tab.on("request", lambda request: self._note(request.url))
        tab.on("websocket", lambda socket: self._note(socket.url))
        tab.on("pageerror", lambda error: self.complaints.append(f"error: {error}"))
        tab.on("console", self._hear)
        tab.on("dialog", self._dismiss)

    def _note(self, url: str) -> None:
        if not LOCAL.match(url):
            self.elsewhere.append(url)

    def _hear(self, message: Any) -> None:
        if message.type == "error":
            self.complaints.append(f"{message.text} ({message.location.get('url', '')})")

    def _dismiss(self, dialog: Any) -> None:
        self.complaints.append(f"a dialog opened: {dialog.message}")
        dialog.dismiss()

    def go(self, address: str) -> None:
        """Open the page and wait until its first recording is drawn."""
        self.tab.goto(address, wait_until="domcontentloaded")
        self.drawn("R1")

    def panel(self, recording: str = "R1") -> Any:
        return self.tab.locator(f'#nl-viewer .nl-panel[data-id="{recording}"]')

    def drawn(self, recording: str = "R1") -> Any:
        """The panel of a recording, once its plot has something in it."""
        panel = self.panel(recording)
        panel.locator(".nl-plot .plot-container, .nl-plot img").first.wait_for()
        return panel

    def choose(self, label: str, beside: bool = False) -> None:
        """Pick a recording on offer; wait until its name heads a panel."""
        if beside:
            self.tab.locator("#nl-beside input").check()
        self.tab.locator("#nl-offered input").click()
        self.tab.get_by_role("option", name=label).click()

    def upload(self, *files: Path) -> None:
        with self.tab.expect_file_chooser() as chooser:
            self.tab.locator("#nl-upload").click()
        chooser.value.set_files([str(file) for file in files])

    def titled(self, name: str, recording: str = "R1") -> Any:
        """The panel of a recording, once it is headed by `name` and drawn."""
        self.panel(recording).locator(".nl-title", has_text=name).wait_for()
        return self.drawn(recording)

    def open_tab(self, name: str, recording: str = "R1") -> Any:
        """Open a tab of a panel; the panel, once the tab is drawn."""
        self.panel(recording).locator(f'.nl-tab[data-tab="{name}"]').click()
        self.tab.locator(f'.nl-panel[data-id="{recording}"][data-tab="{name}"]:not(.nl-busy)').wait_for()
        return self.panel(recording)

    def side(self, name: str) -> None:
        """Open a tab of the right side: "Talk", "Annotations and saving", "Model"."""
        self.tab.locator("#nl-right").get_by_role("tab", name=name).click()

    def start_of(self, recording: str = "R1") -> float:
        return float(self.panel(recording).get_attribute("data-start") or 0)

    @property
    def answers(self) -> Any:
        return self.tab.locator("#nl-chat .nl-answer")

    def ask(self, question: str, by: str = "enter") -> Any:
        """Type a question, send it by "enter" or "button"; the finished answer."""
        before = self.answers.count()
        self.tab.locator("#nl-question textarea").fill(question)
        if by == "enter":
            self.tab.locator("#nl-question textarea").press("Enter")
        else:
            self.tab.locator("#nl-ask").click()
        return self.answered(before)

    def answered(self, before: int) -> Any:
        """The answer after the first `before`, once it is there."""
        answer = self.answers.nth(before)
        answer.locator(".nl-said").wait_for()
        return answer

    def until(self, condition: str, argument: Any = None) -> None:
        """Wait until a JavaScript function of `argument` gives something true."""
        self.tab.wait_for_function(condition, arg=argument, timeout=PATIENCE)

    def picture(self, name: str) -> None:
        self.tab.screenshot(path=self.screenshots / f"{name}.png", timeout=PATIENCE)

    def wide(self) -> int:
        """How many pixels the page is wider than the window."""
        return int(self.tab.evaluate("document.documentElement.scrollWidth - window.innerWidth"))


@pytest.fixture
def visit(browser: Any, screenshots: Path) -> Iterator[Callable[..., Visitor]]:
    """Opens the page at an address in a browser of its own; fails where it complained or called elsewhere.

    `visit(address, **context)` takes what Playwright's `new_context` takes (viewport, color_scheme).
    """
    visitors: list[Visitor] = []

    def open_page(address: str, **context: Any) -> Visitor:
        options = {"viewport": {"width": 1366, "height": 768}, **context}
        visitors.append(Visitor(browser.new_context(**options).new_page(), screenshots))
        visitors[-1].go(address)
        return visitors[-1]

    yield open_page
    for visitor in visitors:
        visitor.tab.context.close()
    assert [url for visitor in visitors for url in visitor.elsewhere] == []
    assert [complaint for visitor in visitors for complaint in visitor.complaints] == []


@pytest.fixture(scope="session")
def manifest(data_folder: Path) -> Callable[[str], Path]:
    """A file of the real recordings by its name in MANIFEST.json; skips where it is absent."""
    listed = {item["file"] for item in json.loads((data_folder / "MANIFEST.json").read_text("utf-8"))}

    def find(name: str) -> Path:
        if name not in listed or not (data_folder / name).exists():
            pytest.skip(f"{name} is not among the real recordings at {data_folder}")
        return data_folder / name

    return find
