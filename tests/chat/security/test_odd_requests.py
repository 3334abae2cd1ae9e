"""Requests that no browser sends: refused with a 4xx, and the page goes on as before."""

from __future__ import annotations

import json
import socket
import time
from collections.abc import Callable
from contextlib import AbstractContextManager
from typing import Any
from urllib.parse import urlsplit

import pytest

from neuro_llm.chat.serving import bodies, server

DEEP = "[" * 200 + "]" * 200


def asking(data: str, handler: str = "#", tab: str = '"odd"', more: str = "") -> str:
    """Body of an event. "#" stands for the number of the handler that answers questions."""
    return f'{{"fn_index": {handler}, "session_hash": {tab}, "data": {data}{more}}}'


ODD: dict[str, tuple[str, str | bytes]] = {
    "no JSON": ("queue/join", "{"),
    "nothing": ("queue/join", ""),
    "a list": ("queue/join", "[]"),
    "a number": ("queue/join", "7"),
    "bytes": ("queue/join", bytes(range(256))),
    "half a character": ("queue/join", asking('[null, "\\ud800"]')),
    "NaN": ("queue/join", asking("[null, NaN]")),
    "infinity": ("queue/join", asking("[null, 1e999]")),
    "an endless number": ("queue/join", asking("[null, " + "9" * 100_000 + "]")),
    "deep": ("queue/join", asking(f"[null, {DEEP}]")),
    "very deep": ("queue/join", "[" * 100_000),
    "deep in the event": ("run/predict", asking("[null]", more=f', "event_data": {DEEP}')),
    "10 MB in a question": ("queue/join", asking('[null, "' + "x" * 10_000_000 + '"]')),
    "100,000 turns": (
        "queue/join",
        asking(json.dumps([None, [{"role": "user", "content": "x" * 40}] * 100_000])),
    ),
    "no tab": ("queue/join", '{"fn_index": #, "data": [null, "x"]}'),
    "a tab that is no name": ("queue/join", asking('[null, "x"]', tab='"../x"')),
    "a tab that is a number": ("queue/join", asking('[null, "x"]', tab="7")),
    "a tab that is a list": ("queue/join", asking('[null, "x"]', tab='["x"]')),
    "no handler": ("queue/join", '{"session_hash": "odd", "data": []}'),
    "a handler below 0": ("queue/join", asking("[]", handler="-1")),
    "handler 10⁹": ("queue/join", asking("[]", handler="1000000000")),
    "a handler that is a word": ("queue/join", asking("[]", handler='"ask"')),
    "a handler run directly": ("run/predict", asking('[null, "x"]')),
    "too few values": ("run/predict", asking("[]")),
    "too many values": ("queue/join", asking(json.dumps([None] * 10_000))),
    "data that is a word": ("queue/join", asking('"data"')),
    "the open door without data": ("call/ask", "{}"),
    "the open door with a number": ("call/ask", '{"data": 7}'),
    "the open door with too much": ("call/ask", json.dumps({"data": [None] * 1000})),
    "cancelling nothing": ("cancel", '{"session_hash": "odd", "fn_index": -5}'),
}


@pytest.mark.parametrize("name", ODD)
def test_odd_requests_are_refused(page: Any, name: str) -> None:
    person = page.person()
    route, body = ODD[name]
    number = str(person.handler("nl-ask", "click")["id"])
    content = body.replace("#", number).encode() if isinstance(body, str) else body
    reply = person.http.post(
        f"/gradio_api/{route}", content=content, headers={"Content-Type": "application/json"}
    )
    assert 400 <= reply.status_code < 500, reply.text[:300]
    assert len(reply.content) < 2000
    assert "Traceback" not in reply.text
    assert person.http.get("/config").status_code == 200


EVENTS = (
    None, 7, "x", [], [[]], {}, {"id": None}, {"id": []}, {"id": {"a": 1}}, {"id": "R9"}, {"id": "R1"},
    {"id": "R1", "tab": 7, "state": {}}, {"id": "R1", "tab": "no such", "state": {}},
    {"id": "R1", "tab": "traces", "state": 7}, {"id": "R1", "tab": "traces", "state": {"start": "x"}},
    {"id": "R1", "tab": "traces", "state": {"start": -1e300, "seconds": 1e300, "gain": -1, "first": 10**9}},
    {"id": "R1", "tab": "traces", "state": {"montage": "x" * 100_000}},
    {"id": "R1", "tab": "traces", "state": {"lit_channels": {"a": 1}}}, {"id": "R1", "start": "a", "stop": []},
    {"exchange": 10**9}, {"exchange": -5}, {"exchange": "x"}, {"exchange": None}, {"index": "x", "value": 7},
)  # fmt: skip


@pytest.mark.parametrize("event", ["look", "shut", "span", "annotate"])
def test_odd_events_of_the_viewer_are_refused_or_change_nothing(page: Any, event: str) -> None:
    person = page.person()
    session = person.open_example()
    for data in EVENTS:
        if event == "shut" and isinstance(data, dict) and data.get("id") == "R1":
            continue
        reply = person.now("nl-viewer", event, data)
        assert reply.status_code < 500, (data, reply.text[:300])
        assert [one.id for one in session.opened] == ["R1"]
    assert person.now("nl-viewer", "look", {"id": "R1", "tab": "traces", "state": {}}).status_code == 200


def test_a_head_that_never_ends_is_cut_off(
    serve: Callable[..., AbstractContextManager[Any]], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(server, "HEAD_SECONDS", 0.5)
    monkeypatch.setattr(bodies, "PATIENCE", 0.5)
    with serve() as page:
        place = urlsplit(page.address)
        slow = [socket.create_connection((place.hostname, place.port), timeout=20) for _ in range(60)]
        for number, one in enumerate(slow):
            one.sendall(b"GET / HTTP/1.1\r\nX-Slow: " if number else b"")
        half = socket.create_connection((place.hostname, place.port), timeout=20)
        half.sendall(
            b"POST /gradio_api/queue/join HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\n"
            b"Content-Length: 1000\r\n\r\n{"
        )
        assert page.person().http.get("/config").status_code == 200  # while they wait
        assert [one.recv(1000) for one in slow] == [b""] * 60
        assert half.recv(1000).startswith(b"HTTP/1.1 408")
        assert page.person().http.get("/config").status_code == 200


def test_a_long_head_and_no_http_are_refused(page: Any) -> None:
    place = urlsplit(page.address)
    for sent in (
        b"GET / HTTP/1.1\r\n" + b"X: " + b"x" * 200_000,
        b"\x16\x03\x01\x02\x00\x01",
        b"GET\r\n\r\n",
        b"\0" * 100 + b"\r\n",
    ):
        with socket.create_connection((place.hostname, place.port), timeout=20) as one:
            try:
                one.sendall(sent)
                one.shutdown(socket.SHUT_WR)
                answer = one.recv(1000)
            except OSError:  # it was closed before all was sent
                answer = b""
            assert answer == b"" or answer.startswith(b"HTTP/1.1 4"), answer
    assert page.person().http.get("/config").status_code == 200


def test_more_open_requests_than_one_browser_has_are_refused(
    page: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    from neuro_llm.chat.serving import gate

    monkeypatch.setattr(gate, "MOST_AT_ONCE", 3)
    person = page.person()
    with (
        person.http.stream("GET", "/gradio_api/heartbeat/a1"),
        person.http.stream("GET", "/gradio_api/heartbeat/a2"),
        person.http.stream("GET", "/gradio_api/heartbeat/a3"),
    ):
        assert person.http.get("/config").status_code == 429
    for _ in range(50):
        if person.http.get("/config").status_code == 200:
            break
        time.sleep(0.1)
    assert person.http.get("/config").status_code == 200
