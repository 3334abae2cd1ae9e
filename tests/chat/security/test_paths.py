"""Paths and addresses that lead out of the page: 40 of them by every route, and as the file of an upload."""

from __future__ import annotations

import socket
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest

CANARY = "canary-of-a-file-that-is-nobodys-business"
ROUTES = (
    "/gradio_api/file=", "/file=", "/gradio_api/file/", "/gradio_api/proxy=", "/proxy=", "/static/", "/assets/",
    "/svelte/", "/gradio_api/stream/", "/gradio_api/custom_component/", "/neuro-llm/static/", "/neuro-llm/files/",
    "/gradio_api/component_server/", "/gradio_api/deep_link?session_hash=", "/?deep_link=", "/",
)  # fmt: skip


def payloads(canary: Path) -> list[str]:
    """40 ways to ask for a file of the computer, or for another address through the page."""
    file = str(canary)
    up = "../" * 12
    return [
        file, f"/{file}", up + file, f"..{file}", quote(file, safe=""), quote(up + file, safe=""),
        quote(quote(up + file, safe=""), safe=""), up.replace("/", "\\") + file.replace("/", "\\"),
        up.replace("../", "..%5c") + file, up.replace("../", "....//") + file, up.replace("../", "..;/") + file,
        f"{file}%00.png", f"{file}%00", f"{file}?", f"{file}%23", f"{file}/.", f"{file}/", f"//{file}",
        f"file://{file}", f"file:{file}", f"FILE://localhost{file}", f"/./{file}", f"%2e%2e/{up}{file}",
        up.replace("..", "%2e%2e") + file, up.replace("..", "%c0%ae%c0%ae") + file,
        up.replace("..", "\u2025").encode("utf-8").decode("latin-1") + file, f"/proc/self/root{file}",
        f"/proc/self/cwd/{up}{file}", "/proc/self/environ", "/proc/self/maps", "/etc/passwd", up + "etc/passwd",
        "~/.ssh/id_rsa", "~root/.bashrc", "pyproject.toml", f"{canary.parent}/*", "http://127.0.0.1:{port}/canary",
        "http://[::1]:{port}/canary", "http://0x7f000001:{port}/canary", "http://localhost:{port}/canary",
    ]  # fmt: skip


@pytest.fixture(scope="module")
def canary(tmp_path_factory: pytest.TempPathFactory) -> Path:
    file = tmp_path_factory.mktemp("elsewhere") / "canary.txt"
    file.write_text(CANARY)
    return file


@pytest.fixture(scope="module")
def listener() -> Iterator[socket.socket]:
    """An address of this computer that the page must never call."""
    with socket.create_server(("127.0.0.1", 0)) as listening:
        listening.settimeout(0.2)
        yield listening


def leaks(body: bytes) -> bool:
    return any(
        sign in body for sign in (CANARY.encode(), b"root:x:", b"[build-system]", b"PATH=/", b" r-xp ")
    )


@pytest.mark.parametrize("route", ROUTES)
def test_no_route_gives_out_a_file(page: Any, raw: Callable[..., Any], canary: Path, route: str) -> None:
    found = payloads(canary)
    assert len(found) == 40
    for payload in found:
        path = route + quote(payload, safe="/%:?=*&;~.[]\\".replace("\\", ""))
        for method in ("GET", "HEAD", "POST"):
            status, body = raw(page.address, method, path, content_length="0")
            assert not leaks(body), (method, path)
            assert status < 500, (method, path, status)
            if route not in ("/", "/?deep_link="):
                assert status in (400, 403, 404, 405), (method, path, status)


def test_nothing_is_fetched_for_anybody(
    page: Any, raw: Callable[..., Any], canary: Path, listener: socket.socket
) -> None:
    port = listener.getsockname()[1]
    addresses = [payload.format(port=port) for payload in payloads(canary) if "{port}" in payload]
    person = page.person()
    for address in addresses:
        for route in ROUTES:
            raw(page.address, "GET", route + quote(address, safe="/:[]"))
        assert person.take(address, "a.edf").status_code == 403
        person.join("nl-upload", "upload", {"nl-upload": [{"path": address}]})
        person.join("nl-upload", "upload", {"nl-upload": [address]})
    list(person.results())
    with pytest.raises(TimeoutError):
        listener.accept()


def test_only_what_was_uploaded_is_opened(page: Any, canary: Path) -> None:
    person = page.person()
    person.open_example()
    inside = sorted(page.store.root.rglob("*"))
    for payload in (*payloads(canary), str(page.cache), str(inside[0]), ""):
        refused = person.take(payload, "a.edf")
        assert refused.status_code == 403, payload
        assert CANARY not in refused.text
    assert canary.read_text() == CANARY


@pytest.mark.parametrize("kind", ["plain", "string", "url"])
def test_other_forms_of_a_file_open_nothing(page: Any, canary: Path, kind: str) -> None:
    forms: dict[str, Any] = {
        "plain": [{"path": str(canary)}],
        "string": [str(canary)],
        "url": [{"path": "a.txt", "url": f"file://{canary}"}],
    }
    person = page.person()
    joined = person.join("nl-upload", "upload", {"nl-upload": forms[kind]})
    said = "" if joined.status_code >= 400 else str(list(person.results()))
    assert CANARY not in said
    assert canary.read_text() == CANARY
    assert not any(session.opened for session in page.store._sessions.values() if session.tab == person.tab)


def test_what_gradio_can_do_beyond_the_page_is_not_there(page: Any) -> None:
    person = page.person()
    for path in ("/docs", "/redoc", "/openapi.json", "/gradio_api/openapi.json", "/monitoring", "/monitoring/summary",
                 "/gradio_api/runs", "/gradio_api/vibe-code", "/gradio_api/dev/reload", "/gradio_api/token",
                 "/gradio_api/mcp", "/pwa_icon"):  # fmt: skip
        assert person.http.get(path).status_code == 404, path
    for path in (
        "/gradio_api/component_server",
        "/gradio_api/process_recording",
        "/gradio_api/api/ask",
        "/login",
    ):
        assert person.http.post(path, json={}).status_code in (404, 405), path


def test_the_pages_own_files(page: Any) -> None:
    http = page.person().http
    plotly = http.get("/neuro-llm/static/plotly.js")
    assert plotly.status_code == 200
    assert len(plotly.content) > 1_000_000
    assert plotly.headers["content-encoding"] == "gzip"
    assert plotly.headers["x-content-type-options"] == "nosniff"
    again = http.get("/neuro-llm/static/plotly.js", headers={"If-None-Match": plotly.headers["etag"]})
    assert again.status_code == 304
    for name in ("page.py", "__init__.py", ".", "..", "plotly.min.js"):
        assert http.get(f"/neuro-llm/static/{name}").status_code == 404
